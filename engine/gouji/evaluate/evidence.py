"""The proof of a finding: the substituted formula, every operand with its place, both sides, and what was assumed."""

from __future__ import annotations

from typing import Final

from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.evaluate import labels
from gouji.evaluate.expressions import evaluated
from gouji.evaluate.judgement import Judgement, Shown
from gouji.evaluate.possible import Affine
from gouji.evaluate.quantities import Composite, Quantity, Undefined, added, value_of
from gouji.evaluate.scope import Scope, Seen, Trace
from gouji.facts.model import Facts
from gouji.findings import Evidence, Operand, Place, Step, Texts
from gouji.functions import abs_of
from gouji.record import replace
from gouji.values import Exact, exact, render_exact

_ZERO: Final = ("按零计：", "taken as zero: ")


def evidence_of(rule: CheckedRule, scope: Scope, judgement: Judgement) -> Evidence | None:
    """Return the evidence of an instance, when a clause decided it."""
    shown = judgement.shown
    if shown is None:
        return None
    formula = _requirements(rule, shown) if shown.judged is None else shown.judged.step
    operands = tuple(shown_operand(one, scope) for one in sorted(shown.trace.operands.values(), key=lambda one: one.id))
    assumptions = tuple(_assumption(shown.trace.operands[key], scope) for key in dict.fromkeys(shown.trace.assumed))
    sides = None if shown.judged is None else shown.judged.sides
    if sides is None or shown.clause != "check":
        return Evidence(shown.clause, formula, operands, assumptions=assumptions)
    left, right, difference, tolerance = _sides(rule, scope, sides)
    return Evidence(shown.clause, formula, operands, left, right, difference, tolerance, _unit(rule.check), assumptions)


def _requirements(rule: CheckedRule, shown: Shown) -> Step:
    by_id = sorted(shown.trace.operands.values(), key=lambda one: one.id)
    steps = tuple(Step("operand", (), one.id, one.value) for one in by_id)
    words = ", ".join(one.words for one in rule.requires)
    return Step("requires", steps, truth="unknown", words=words)


def shown_operand(seen: Seen, scope: Scope) -> Operand:
    """Return an operand as evidence shows it."""
    return Operand(
        seen.id,
        seen.pointer,
        seen.labels,
        seen.state,
        seen.raw,
        seen.value,
        seen.unit,
        seen.low,
        seen.high,
        _place(seen, scope),
        seen.doubts,
        seen.reason,
        seen.domain,
        seen.candidates,
    )


def _place(seen: Seen, scope: Scope) -> Place | None:
    facts = _document(seen.document, scope)
    place = None if facts is None else _known(seen.pointer, facts)
    if facts is None or place is None or seen.start is None or seen.end is None:
        return place
    # The paragraph in which a match begins, and how far into it.
    at, piece = next((one for one in reversed(facts.pieces.get(seen.pointer, ())) if one[0] <= seen.start), (0, place))
    into = seen.start - at
    return replace(
        piece,
        column=None if piece.column is None else piece.column + into,
        start=None if piece.start is None else piece.start + into,
        end=None if piece.start is None else piece.start + seen.end - at,
    )


def _known(pointer: str, facts: Facts) -> Place | None:
    """Return where a value stands; what is worked out of a heading stands where that does."""
    if not facts.places:
        return None
    printed = pointer.partition("#")[0]
    if printed in facts.places or not printed.startswith("/sections/"):
        return facts.places.get(printed)
    near = (f"{root}/{name}" for root in (printed, printed.rpartition("/")[0]) for name in ("ordinal", "heading"))
    return next((facts.places[one] for one in near if one in facts.places), None)


def _document(name: str, scope: Scope) -> Facts | None:
    documents = scope.documents
    every = (documents.own, documents.prior, documents.parent, *documents.children, *documents.further.values())
    return next((one for one in every if one is not None and one.name == name), None)


def _assumption(seen: Seen, scope: Scope) -> Texts:
    own = scope.documents.own
    zero = labels.both(own, *_ZERO)
    return {language: zero[language] + text for language, text in seen.labels.items()}


# ── both sides ──────────────────────────────────────────────────────────────


def _sides(
    rule: CheckedRule, scope: Scope, sides: tuple[Quantity, Quantity]
) -> tuple[str | None, str | None, str | None, str | None]:
    unit = _unit(rule.check)
    left, right = value_of(sides[0]), value_of(sides[1])
    gap = added([(sides[0], 1), (sides[1], -1)])
    difference = None if isinstance(gap, Undefined) else value_of(gap)
    return (
        _in_unit(left, unit, scope),
        _in_unit(right, unit, scope),
        _in_unit(None if difference is None else abs_of.body(difference), unit, scope),
        _in_unit(_tolerance(rule.check, scope), unit, scope),
    )


def _unit(check: core.Expression) -> str | None:
    if isinstance(check, core.Compare | core.Agrees):
        return check.left.unit or check.right.unit
    return None


def _tolerance(check: core.Expression, scope: Scope) -> Exact | None:
    if not isinstance(check, core.Compare) or check.tolerance is None:
        return None
    value = evaluated(check.tolerance, scope, Trace()).value
    return value_of(value) if isinstance(value, Affine | Composite) else None


def _in_unit(value: Exact | None, unit: str | None, scope: Scope) -> str | None:
    if value is None:
        return None
    known = None if not unit else scope.documents.own.vocabulary.unit(unit)
    return render_exact(value if known is None else exact(value / known.scale))
