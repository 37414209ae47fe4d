"""The property that a rule checks, with its tolerance."""

from __future__ import annotations

from gouji.check import core as c
from gouji.check import doubts, expressions, folded, messages_kinds
from gouji.check import messages_rules as wording
from gouji.check.build import as_expression
from gouji.check.scope import Scope
from gouji.check.types import Typed, common
from gouji.record import replace
from gouji.syntax.nodes import CheckClause, Comparison


def checked_property(scope: Scope, clause: CheckClause) -> Typed | None:
    """Return the condition that must hold, with the tolerance in its comparison."""
    found = expressions.condition(scope, clause.property)
    tolerance = None if clause.tolerance is None else expressions.checked(scope, clause.tolerance)
    if found is None:
        return None
    if clause.tolerance is None:
        doubts.constant(scope, found)
        return found
    if clause.because is None:
        scope.complain(wording.missing_clause(scope.source, clause.tolerance.span, "within", "because"))
    compare = found.core
    if (
        not isinstance(clause.property, Comparison)
        or not isinstance(compare, c.Compare)
        or compare.left.kind != "number"
        or compare.comparator not in ("=", "≤", "≥")
    ):
        scope.complain(wording.no_room(scope.source, clause.tolerance.span))
        return None
    return None if tolerance is None else _with_room(scope, clause.property, found, compare, tolerance)


def _with_room(scope: Scope, written: Comparison, found: Typed, compare: c.Compare, tolerance: Typed) -> Typed | None:
    if tolerance.type.kind != "number":
        scope.complain(messages_kinds.wrong_kind(scope.source, tolerance.span, tolerance.type, ("number",)))
        return None
    # Both sides were checked before, without complaint; only their types are asked for here.
    left, right = expressions.checked(scope, written.left), expressions.checked(scope, written.right)
    side = None if left is None or right is None else common(left.type, right.type)
    if side is None or common(side, tolerance.type) is None:
        scope.complain(
            messages_kinds.different_measures(scope.source, tolerance.span, tolerance.type, side or found.type)
        )
        return None
    known = folded.number(as_expression(tolerance))
    if known is not None and known < 0:
        scope.complain(wording.negative_tolerance(scope.source, tolerance.span))
        return None
    return replace(found, core=replace(compare, tolerance=as_expression(tolerance)))
