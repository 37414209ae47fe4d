"""Numbers, dates and what is reckoned with them: units settled, constants converted to the base unit."""

from __future__ import annotations

from fractions import Fraction

from gouji.check import core as c
from gouji.check import expressions, messages_kinds, messages_names
from gouji.check.build import as_expression, made
from gouji.check.scope import Scope
from gouji.check.types import DATE, PLAIN, Type, Typed, common, number_in
from gouji.diagnostics import Text
from gouji.syntax.nodes import Arithmetic, Default, Negative, Number
from gouji.values import DAY, NUMBER, exact, parse_exact

DAYS = Text("以 `day` 计的数", "a number in `day`")


def literal(scope: Scope, expression: Number) -> Typed | None:
    """Return a constant in the base unit of its dimension."""
    unit = scope.desk.vocabulary.unit(expression.unit) if expression.unit else NUMBER
    if unit is None:
        known = [one.id for one in scope.desk.vocabulary.units] + ["day", "天", "%", "‰"]
        scope.complain(messages_names.unknown_unit(scope.source, expression.span, expression.unit or "", known))
        return None
    value = parse_exact(expression.text)
    if value is None:
        scope.complain(messages_kinds.not_a_number(scope.source, expression.span, expression.text))
        return None
    base = exact(Fraction(value) * unit.scale)
    core = c.NumberConstant(base, words=scope.words(expression.span), kind="number", unit=unit.id)
    bare = not expression.unit
    kind = Type("number", unit.dimension, unit.id, bare=bare, zero=bare and value == 0)
    return Typed(core, kind, expression.span)


def negative(scope: Scope, expression: Negative) -> Typed | None:
    """Return a number with the other sign."""
    of = expressions.checked(scope, expression.of)
    if of is None or not _numbers(scope, of):
        return None
    core = c.Negative(as_expression(of), words=scope.words(expression.span), kind="number", unit=of.type.unit)
    return made(scope, core, of.type, expression.span, of)


def arithmetic(scope: Scope, expression: Arithmetic) -> Typed | None:
    """Return a sum, difference, product or quotient; of dates, a difference in days or another date."""
    left, right = expressions.checked(scope, expression.left), expressions.checked(scope, expression.right)
    if left is None or right is None:
        return None
    if "date" in (left.type.kind, right.type.kind):
        return _of_dates(scope, expression, left, right)
    if not _numbers(scope, left, right):
        return None
    kind = _result(scope, expression, left.type, right.type)
    if kind is None:
        return None
    core = c.Arithmetic(
        expression.operator,
        as_expression(left),
        as_expression(right),
        words=scope.words(expression.span),
        kind="number",
        unit=kind.unit,
    )
    return made(scope, core, kind, expression.span, left, right)


def _result(scope: Scope, expression: Arithmetic, left: Type, right: Type) -> Type | None:
    approximate = left.approximate or right.approximate
    bare = left.bare and right.bare
    match expression.operator:
        case "+" | "-":
            kind = common(left, right)
            if kind is None:
                scope.complain(messages_kinds.different_measures(scope.source, expression.span, left, right))
            return kind
        case "*" if PLAIN in (left.dimension, right.dimension):
            other = right if left.dimension == PLAIN else left
            unit = other.unit if other.dimension != PLAIN or left.unit == right.unit else ""
            return Type("number", other.dimension, unit, bare=bare, approximate=approximate)
        case "/" if right.dimension == PLAIN:
            unit = left.unit if left.dimension != PLAIN else ""
            return Type("number", left.dimension, unit, bare=bare, approximate=approximate)
        case "/" if left.dimension == right.dimension and left.dimension is not None:
            return Type("number", PLAIN, "", approximate=approximate)
    scope.complain(messages_kinds.no_product(scope.source, expression.span, left, right))
    return None


def _of_dates(scope: Scope, expression: Arithmetic, left: Typed, right: Typed) -> Typed | None:
    words, parts = scope.words(expression.span), (as_expression(left), as_expression(right))
    match expression.operator, left.type.kind, right.type.kind:
        case "-", "date", "date":
            between = c.DaysBetween(*parts, words=words, kind="number", unit=DAY.id)
            return made(scope, between, number_in(DAY), expression.span, left, right)
        case ("+" | "-") as operator, "date", "number":
            shifted = c.ShiftedDate(operator, *parts, words=words, kind="date")
            return _shifted(scope, expression, shifted, left, right)
        case "+", "number", "date":
            shifted = c.ShiftedDate("+", parts[1], parts[0], words=words, kind="date")
            return _shifted(scope, expression, shifted, right, left)
    other = right if left.type.kind == "date" else left
    if other.type.kind == "date":
        other = left
    scope.complain(
        messages_kinds.no_reckoning_with_dates(scope.source, expression.span, expression.operator, other.type)
    )
    return None


def _shifted(scope: Scope, expression: Arithmetic, core: c.ShiftedDate, date: Typed, days: Typed) -> Typed | None:
    if days.type.dimension != DAY.dimension and not days.type.zero:
        scope.complain(messages_kinds.measure_wanted(scope.source, days.span, days.type, DAYS))
        return None
    return made(scope, core, DATE, expression.span, date, days)


def default(scope: Scope, expression: Default) -> Typed | None:
    """Return a value with what stands for it when it is absent."""
    value, otherwise = expressions.checked(scope, expression.value), expressions.checked(scope, expression.otherwise)
    if value is None or otherwise is None:
        return None
    kind: Type | None = value.type
    if value.type.kind not in ("number", "text", "date"):
        scope.complain(messages_kinds.wrong_kind(scope.source, value.span, value.type, ("number", "text", "date")))
        return None
    if otherwise.type.kind != value.type.kind:
        scope.complain(messages_kinds.wrong_kind(scope.source, otherwise.span, otherwise.type, (value.type.kind,)))
        return None
    if value.type.kind == "number":
        kind = common(value.type, otherwise.type)
        if kind is None:
            scope.complain(messages_kinds.different_measures(scope.source, expression.span, value.type, otherwise.type))
            return None
    elif value.type.kind == "text":
        kind = Type("text")
    core = c.Default(
        as_expression(value),
        as_expression(otherwise),
        words=scope.words(expression.span),
        kind=value.type.kind,
        unit=kind.unit if kind is not None else None,
    )
    return made(scope, core, kind or value.type, expression.span, value, otherwise)


def _numbers(scope: Scope, *typed: Typed) -> bool:
    good = True
    for one in typed:
        if one.type.kind != "number":
            scope.complain(messages_kinds.wrong_kind(scope.source, one.span, one.type, ("number",)))
            good = False
    return good
