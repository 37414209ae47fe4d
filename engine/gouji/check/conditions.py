"""Conditions: comparisons and what they compare, questions about printing and presence, and their logic."""

from __future__ import annotations

from typing import Literal

from gouji.check import core as c
from gouji.check import doubts, expressions, messages_kinds, messages_names, names, slots
from gouji.check.build import as_expression, made
from gouji.check.scope import Scope
from gouji.check.types import TRUTH, Owner, Type, Typed, common
from gouji.source import Span
from gouji.syntax.nodes import (
    Agrees,
    Between,
    Comparator,
    Comparison,
    Exists,
    Expression,
    Field,
    Listing,
    Logic,
    Member,
    MultipleOf,
    Name,
    Not,
    StateIs,
    Within,
    Word,
)

VALUES = ("number", "text", "date")


def comparison(scope: Scope, expression: Comparison) -> Typed | None:
    """Return a comparison of numbers, dates or texts, of two tables, or of a variable with an element of its axis."""
    if _broken(scope, expression.left) or _broken(scope, expression.right):
        return None
    for item, other in ((expression.left, expression.right), (expression.right, expression.left)):
        variable = _member_variable(scope, item)
        if variable is not None:
            return _same_element(scope, expression, variable, other)
    left, right = expressions.checked(scope, expression.left), expressions.checked(scope, expression.right)
    if left is None or right is None:
        return None
    if isinstance(left.core, c.TheTable) and isinstance(right.core, c.TheTable):
        return _tables(scope, expression, left, right, left.core, right.core)
    return compared(scope, expression.comparator, left, right, expression.span)


def compared(scope: Scope, comparator: Comparator, left: Typed, right: Typed, span: Span) -> Typed | None:
    """Return a comparison of two checked values."""
    if not _comparable(scope, comparator, left, right, span):
        return None
    if comparator == "=" and (left.type.approximate or right.type.approximate):
        scope.complain(doubts.approximate_equality(scope.source, span))
    words = scope.words(span)
    core = c.Compare(comparator, as_expression(left), as_expression(right), words=words, kind="truth")
    return made(scope, core, TRUTH, span, left, right)


def _comparable(scope: Scope, comparator: Comparator, left: Typed, right: Typed, span: Span) -> bool:
    one, other = left.type, right.type
    if one.kind not in VALUES or other.kind not in VALUES or one.kind != other.kind:
        if one.kind in VALUES and other.kind not in VALUES:
            scope.complain(messages_kinds.wrong_kind(scope.source, right.span, other, (one.kind,)))
        elif one.kind not in VALUES and other.kind in VALUES:
            scope.complain(messages_kinds.wrong_kind(scope.source, left.span, one, (other.kind,)))
        else:
            scope.complain(messages_kinds.not_comparable(scope.source, span, one, other))
        return False
    if one.kind == "number" and common(one, other) is None:
        scope.complain(messages_kinds.different_measures(scope.source, span, one, other))
        return False
    if one.kind == "text" and comparator not in ("=", "≠"):
        scope.complain(messages_kinds.no_order(scope.source, span, one))
        return False
    return _listed_value(scope, left, right) and _listed_value(scope, right, left)


def _listed_value(scope: Scope, text: Typed, constant: Typed) -> bool:
    values = text.type.values
    if values is None or not isinstance(constant.core, c.TextConstant) or constant.core.value in values:
        return True
    scope.complain(messages_names.never_this_value(scope.source, constant.span, constant.core.value, values))
    return False


def _tables(
    scope: Scope, expression: Comparison, left: Typed, right: Typed, one: c.TheTable, other: c.TheTable
) -> Typed | None:
    if expression.comparator != "=":
        scope.complain(messages_kinds.tables_only_equal(scope.source, expression.span))
        return None
    if one.table != other.table:
        scope.complain(messages_kinds.different_shapes(scope.source, expression.span, one.table, other.table))
        return None
    core = c.TablesEqual(one, other, words=scope.words(expression.span), kind="truth")
    return made(scope, core, TRUTH, expression.span, left, right)


# ── members ─────────────────────────────────────────────────────────────────


def _member_variable(scope: Scope, expression: Expression) -> str | None:
    match expression:
        case Name(word=Word(text=name, quoted=False)):
            kind = scope.variables.get(name)
            return name if kind is not None and kind.kind in ("member", "section") else None
        case _:
            return None


def _broken(scope: Scope, expression: Expression) -> bool:
    if not isinstance(expression, Name) or expression.word.text in scope.variables:
        return False
    return names.not_visible(scope, expression.word.text, expression.span)


def _same_element(scope: Scope, expression: Comparison, variable: str, other: Expression) -> Typed | None:
    element = _element(scope, variable, other)
    if element is None:
        return None
    if expression.comparator not in ("=", "≠"):
        scope.complain(messages_kinds.no_order(scope.source, expression.span, scope.variables[variable]))
        return None
    comparator: Literal["=", "≠"] = "=" if expression.comparator == "=" else "≠"
    words = scope.words(expression.span)
    core = c.SameElement(comparator, variable, element, words=words, kind="truth")
    return made(scope, core, TRUTH, expression.span)


def _element(scope: Scope, variable: str, other: Expression) -> c.Element | None:
    owner = scope.variables[variable].owner or ("section", "")
    second = _member_variable(scope, other)
    if second is not None:
        found = scope.variables[second].owner or ("section", "")
        if found == owner:
            return c.Variable(second)
        scope.complain(messages_kinds.other_owner(scope.source, other.span, second, found, *owner))
        return None
    member = _member(other)
    if member is None:
        scope.complain(messages_kinds.element_wanted(scope.source, other.span, variable, owner[0]))
        return None
    ids = _ids(scope, owner, member)
    return None if ids is None else c.Id(ids[0])


def _member(expression: Expression) -> Member | None:
    words: list[Word] = []
    of = expression
    while isinstance(of, Field):
        words.append(of.word)
        of = of.of
    return Member((of.word, *reversed(words)), False, expression.span) if isinstance(of, Name) else None


def _ids(scope: Scope, owner: Owner, member: Member) -> tuple[str, ...] | None:
    axis, table_id = owner
    if axis == "section":
        name = ".".join(word.text for word in member.words)
        known = [one.id for one in scope.desk.vocabulary.sections]
        if name in known:
            return (name,)
        scope.complain(messages_names.unknown_section(scope.source, member.span, name, known))
        return None
    table = scope.desk.vocabulary.table(table_id)
    return None if table is None else slots.members(scope, table, axis, member)


def within(scope: Scope, expression: Within) -> Typed | None:
    """Return whether a variable is in a set, or a value in a list."""
    if _broken(scope, expression.item):
        return None
    variable = _member_variable(scope, expression.item)
    if variable is not None:
        return _member_in(scope, expression, variable)
    item = expressions.checked(scope, expression.item)
    if not isinstance(expression.of, Listing):
        return _in_set(scope, expression, item)
    if not expression.of.items:
        scope.complain(messages_kinds.empty_list(scope.source, expression.of.span))
        return None
    options = [expressions.checked(scope, one) for one in expression.of.items]
    if item is None:
        return None
    equal = [None if one is None else compared(scope, "=", item, one, one.span) for one in options]
    good = [one for one in equal if one is not None]
    if len(good) < len(equal):
        return None
    core = c.Or(tuple(as_expression(one) for one in good), words=scope.words(expression.span), kind="truth")
    return made(scope, core, TRUTH, expression.span, *good)


def _in_set(scope: Scope, expression: Within, item: Typed | None) -> Typed | None:
    of = expressions.checked(scope, expression.of)
    if item is None or of is None:
        return None
    if isinstance(of.core, c.ListOf):
        equal = [compared(scope, "=", item, _item_of(of, one), expression.span) for one in of.core.items]
        good = [one for one in equal if one is not None]
        if len(good) < len(equal):
            return None
        core = c.Or(tuple(as_expression(one) for one in good), words=scope.words(expression.span), kind="truth")
        return made(scope, core, TRUTH, expression.span, *good)
    if of.type.kind == "set":
        scope.complain(messages_kinds.wrong_kind(scope.source, item.span, item.type, ("member",)))
    else:
        scope.complain(messages_kinds.wrong_kind(scope.source, of.span, of.type, ("set", "list")))
    return None


def _item_of(of: Typed, item: c.Expression) -> Typed:
    # A let of a list: the items were checked where they stand, only their common type is known here.
    listed = of.type
    kind = Type(item.kind, listed.dimension, item.unit, approximate=listed.approximate)
    return Typed(item, kind, of.span)


def _member_in(scope: Scope, expression: Within, variable: str) -> Typed | None:
    kind = scope.variables[variable]
    owner = kind.owner or ("section", "")
    ids = _listed_ids(scope, owner, expression.of) if isinstance(expression.of, Listing) else None
    if ids is None:
        if isinstance(expression.of, Listing) and not _all_sections(expression.of):
            return None
        of = expressions.checked(scope, expression.of)
        if of is None:
            return None
        if not isinstance(of.core, c.LinesAxis | c.SectionsAxis):
            scope.complain(messages_kinds.wrong_kind(scope.source, of.span, of.type, ("set",)))
            return None
        if of.type.owner != owner:
            found = of.type.owner or ("section", "")
            scope.complain(messages_kinds.other_owner(scope.source, of.span, of.core.words, found, *owner))
            return None
        ids = of.type.ids
    core = c.MemberIn(variable, ids, words=scope.words(expression.span), kind="truth")
    return made(scope, core, TRUTH, expression.span)


def _all_sections(listing: Listing) -> bool:
    return bool(listing.items) and all(
        isinstance(one, Field) and isinstance(one.of, Name) and one.of.word.text == "section" for one in listing.items
    )


def _listed_ids(scope: Scope, owner: Owner, listing: Listing) -> tuple[str, ...] | None:
    if _all_sections(listing):
        return None
    if not listing.items:
        scope.complain(messages_kinds.empty_list(scope.source, listing.span))
        return None
    found: list[str] = []
    good = True
    for one in listing.items:
        member = _member(one)
        ids = None if member is None else _ids(scope, owner, member)
        if member is None:
            scope.complain(messages_kinds.element_wanted(scope.source, one.span, "in", owner[0]))
        good = good and ids is not None
        found.extend(ids or ())
    return tuple(dict.fromkeys(found)) if good else None


# ── the other conditions ────────────────────────────────────────────────────


def between(scope: Scope, expression: Between) -> Typed | None:
    """Return two comparisons, both ends included."""
    item = expressions.checked(scope, expression.item)
    low, high = expressions.checked(scope, expression.low), expressions.checked(scope, expression.high)
    if item is None or low is None or high is None:
        return None
    above = compared(scope, "≥", item, low, expression.span)
    below = compared(scope, "≤", item, high, expression.span) if above is not None else None
    if above is None or below is None:
        return None
    both = (as_expression(above), as_expression(below))
    return made(
        scope, c.And(both, words=scope.words(expression.span), kind="truth"), TRUTH, expression.span, above, below
    )


def agrees(scope: Scope, expression: Agrees) -> Typed | None:
    """Return whether two numbers can be the same."""
    both = _two_numbers(scope, expression.left, expression.right, expression.span)
    if both is None:
        return None
    left, right = both
    words = scope.words(expression.span)
    core = c.Agrees(as_expression(left), as_expression(right), words=words, kind="truth")
    return made(scope, core, TRUTH, expression.span, left, right)


def multiple_of(scope: Scope, expression: MultipleOf) -> Typed | None:
    """Return whether a quotient is an integer."""
    both = _two_numbers(scope, expression.item, expression.step, expression.span)
    if both is None:
        return None
    item, step = both
    words = scope.words(expression.span)
    core = c.MultipleOf(as_expression(item), as_expression(step), words=words, kind="truth")
    return made(scope, core, TRUTH, expression.span, item, step)


def _two_numbers(scope: Scope, first: Expression, second: Expression, span: Span) -> tuple[Typed, Typed] | None:
    left, right = expressions.checked(scope, first), expressions.checked(scope, second)
    if left is None or right is None:
        return None
    for one in (left, right):
        if one.type.kind != "number":
            scope.complain(messages_kinds.wrong_kind(scope.source, one.span, one.type, ("number",)))
            return None
    if common(left.type, right.type) is None:
        scope.complain(messages_kinds.different_measures(scope.source, span, left.type, right.type))
        return None
    return left, right


def state_is(scope: Scope, expression: StateIs) -> Typed | None:
    """Return a question about how a cell is printed; of other things only whether they are absent."""
    item = expressions.checked(scope, expression.item)
    if item is None:
        return None
    words = scope.words(expression.span)
    if isinstance(item.core, c.CellAt):
        core = c.StateIs(item.core, expression.state, expression.negated, words=words, kind="truth")
        return made(scope, core, TRUTH, expression.span, item)
    if expression.state != "absent":
        scope.complain(messages_kinds.not_a_cell(scope.source, item.span, item.type, expression.state))
        return None
    there = _exists(scope, item, expression.span)
    if there is None or expression.negated:
        return there
    return made(scope, c.Not(as_expression(there), words=words, kind="truth"), TRUTH, expression.span, there)


def exists(scope: Scope, expression: Exists) -> Typed | None:
    """Return whether something is there: neither absent nor no match."""
    item = expressions.checked(scope, expression.item)
    return None if item is None else _exists(scope, item, expression.span)


def _exists(scope: Scope, item: Typed, span: Span) -> Typed | None:
    if not can_be_missing(item):
        scope.complain(messages_kinds.always_there(scope.source, item.span))
        return None
    core = c.Exists(as_expression(item), words=scope.words(span), kind="truth")
    return made(scope, core, TRUTH, span, item)


def can_be_missing(item: Typed) -> bool:
    """Return whether an expression names something that a report may lack."""
    match item.core:
        case c.CellAt() | c.MetadataAt() | c.TextOf() | c.SectionField() | c.VariableField() | c.FirstMatch():
            return True
        case c.HoleOf() | c.MatchText() | c.TheDocument() | c.TheSection() | c.TheTable():
            return True
        case _:
            return False


def negated(scope: Scope, expression: Not) -> Typed | None:
    """Return the opposite of a condition."""
    of = expressions.condition(scope, expression.of)
    if of is None:
        return None
    core = c.Not(as_expression(of), words=scope.words(expression.span), kind="truth")
    return made(scope, core, TRUTH, expression.span, of)


def logic(scope: Scope, expression: Logic) -> Typed | None:
    """Return conditions joined by `and`, `or` or `implies`."""
    operands = [expressions.condition(scope, one) for one in expression.operands]
    good = [one for one in operands if one is not None]
    if len(good) < len(operands):
        return None
    for one in good:
        doubts.constant(scope, one)
    words, cores = scope.words(expression.span), tuple(as_expression(one) for one in good)
    core: c.Expression
    match expression.operator:
        case "and":
            core = c.And(cores, words=words, kind="truth")
        case "or":
            core = c.Or(cores, words=words, kind="truth")
        case "implies":
            core = c.Implies(*cores, words=words, kind="truth")
    return made(scope, core, TRUTH, expression.span, *good)
