"""Numbers that may not be known: arithmetic and functions over affine forms, with what is not affine kept as it is.

Every operation gives a quantity or `Undefined`; none raises, and none grows a number beyond the budget.
Bounds of what is not affine are sound and may be wider than need be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from gouji.evaluate.possible import Affine, Assignment, Bound, Variable, bounds, known, substituted, tidy, total
from gouji.functions import abs_of, decimals, max_of, min_of, round_to
from gouji.record import Record
from gouji.values import Exact

MAX_BITS: Final = 100_000
"""Numbers of more binary digits are not computed with: `budget_exceeded`."""

Operator = Literal["+", "*", "/", "abs", "min", "max", "round", "decimals"]


class Undefined(Record, frozen=True):
    """A value that is none. `reason` is empty when the operands say why; `absent` is what `??` and `exists` see."""

    reason: str = ""
    absent: bool = False


class Composite(Record, frozen=True):
    """A number that is no affine form: an operator over quantities that are not all known."""

    operator: Operator
    arguments: tuple[Quantity, ...]


Quantity: TypeAlias = Affine | Composite
Number: TypeAlias = Quantity | Undefined
Bounds: TypeAlias = tuple[Bound, Bound]


def value_of(quantity: Quantity) -> Exact | None:
    """Return the number when it is known."""
    return quantity.constant if isinstance(quantity, Affine) and not quantity.terms else None


def added(parts: Sequence[tuple[Number, int]]) -> Number:
    """Return the sum of numbers, each taken with its sign (1 or -1)."""
    forms: list[tuple[Affine, Exact]] = []
    others: list[Quantity] = []
    for number, sign in parts:
        match number:
            case Undefined():
                return number
            case Affine():
                forms.append((number, sign))
            case Composite():
                others.append(number if sign == 1 else Composite("*", (known(-1), number)))
    form = _budgeted(total(forms))
    if isinstance(form, Undefined) or not others:
        return form
    return Composite("+", (form, *others))


def _budgeted(form: Affine) -> Affine | Undefined:
    numbers = (form.constant, *(coefficient for _, coefficient in form.terms))
    return Undefined("budget_exceeded") if any(_too_long(one) for one in numbers) else form


def _too_long(value: Exact) -> bool:
    if isinstance(value, int):
        return value.bit_length() > MAX_BITS
    return value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS


def multiplied(left: Number, right: Number) -> Number:
    """Return the product of two numbers."""
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return left if isinstance(left, Undefined) else right
    for factor, other in ((value_of(left), right), (value_of(right), left)):
        if factor is not None:
            if isinstance(other, Affine):
                return _budgeted(total([(other, factor)]))
            return Composite("*", (known(factor), other))
    return Composite("*", (left, right))


def divided(left: Number, right: Number) -> Number:
    """Return the quotient of two numbers; by zero it is undefined."""
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return left if isinstance(left, Undefined) else right
    divisor = value_of(right)
    if divisor == 0:
        return Undefined("division_by_zero")
    if divisor is not None:
        return multiplied(left, known(tidy(1 / Fraction(divisor))))
    return Composite("/", (left, right))


def applied(function: Operator, numbers: Sequence[Number]) -> Number:
    """Return `abs`, `min`, `max`, `round` or `decimals` of numbers (for the last two the second is known)."""
    arguments: list[Quantity] = []
    for one in numbers:
        if isinstance(one, Undefined):
            return one
        arguments.append(one)
    if not arguments:
        return Undefined("empty_set")
    values = [value_of(one) for one in arguments]
    exact_values = [one for one in values if one is not None]
    if len(exact_values) == len(values):
        return _computed(function, exact_values)
    if len(arguments) == 1 and function in ("min", "max"):
        return arguments[0]
    return Composite(function, tuple(arguments))


def _computed(function: Operator, values: Sequence[Exact]) -> Number:
    match function:
        case "abs":
            return known(abs_of.body(values[0]))
        case "min":
            return known(min_of.body(values))
        case "max":
            return known(max_of.body(values))
        case "round":
            return known(round_to.body(values[0], int(values[1])))
        case "decimals":
            places = decimals.body(values[0], values[1])
            return Undefined("depends") if places is None else known(places)
        case "+" | "*" | "/":
            raise ValueError(f"{function} is no function")


def settled(quantity: Quantity, assignment: Assignment) -> Number:
    """Return the quantity with the assigned variables replaced by their numbers."""
    if isinstance(quantity, Affine):
        return substituted(quantity, assignment)
    arguments: list[Number] = [settled(one, assignment) for one in quantity.arguments]
    match quantity.operator:
        case "+":
            return added([(one, 1) for one in arguments])
        case "*":
            return multiplied(arguments[0], arguments[1])
        case "/":
            return divided(arguments[0], arguments[1])
        case "abs" | "min" | "max" | "round" | "decimals":
            return applied(quantity.operator, arguments)


def variables_of(quantity: Quantity) -> set[Variable]:
    """Return the variables that a quantity depends on."""
    if isinstance(quantity, Affine):
        return {variable for variable, _ in quantity.terms}
    return set().union(*(variables_of(one) for one in quantity.arguments))


# ── bounds ──────────────────────────────────────────────────────────────────


def reach(quantity: Quantity) -> Bounds | None:
    """Return bounds that no possible value exceeds, or nothing when it may have no value at all."""
    if isinstance(quantity, Affine):
        return bounds(quantity)
    ranges: list[Bounds] = []
    for one in quantity.arguments:
        found = reach(one)
        if found is None:
            return None
        ranges.append(found)
    match quantity.operator:
        case "+":
            return (_sum(low for low, _ in ranges), _sum(high for _, high in ranges))
        case "*":
            return _product(ranges[0], ranges[1])
        case "/":
            return _quotient(ranges[0], ranges[1])
        case "abs":
            return _absolute(ranges[0])
        case "min":
            return (_least(low for low, _ in ranges), _lowest_end(high for _, high in ranges))
        case "max":
            mirrored = [_negated(one) for one in ranges]
            return _negated((_least(low for low, _ in mirrored), _lowest_end(high for _, high in mirrored)))
        case "round":
            digits = ranges[1][0]
            return _rounded(ranges[0], 0 if digits is None else int(digits))
        case "decimals":
            # A number without a finite writing has no decimals, so nothing is certain of it.
            return None


def _sum(ends: Iterable[Bound]) -> Bound:
    result: Exact = 0
    for end in ends:
        if end is None:
            return None
        result += end
    return tidy(result)


def _minus(end: Bound) -> Bound:
    return None if end is None else -end


def _negated(interval: Bounds) -> Bounds:
    return (_minus(interval[1]), _minus(interval[0]))


def _least(ends: Iterable[Bound]) -> Bound:
    """Return the least of lower ends; no end is below all."""
    result: Bound = None
    for index, end in enumerate(ends):
        if end is None:
            return None
        result = end if index == 0 or result is None or end < result else result
    return result


def _lowest_end(ends: Iterable[Bound]) -> Bound:
    """Return the least of upper ends; no end is above all."""
    finite = [end for end in ends if end is not None]
    return min(finite) if finite else None


def _product(left: Bounds, right: Bounds) -> Bounds:
    corners = [_corner(one, other) for one in _ends(left) for other in _ends(right)]
    lows = [None if sign < 0 and value is None else value for value, sign in corners]
    unbounded_below = any(value is None and sign < 0 for value, sign in corners)
    unbounded_above = any(value is None and sign > 0 for value, sign in corners)
    finite = [value for value in lows if value is not None]
    return (
        None if unbounded_below or not finite else tidy(min(finite)),
        None if unbounded_above or not finite else tidy(max(finite)),
    )


def _ends(interval: Bounds) -> tuple[tuple[Bound, int], tuple[Bound, int]]:
    """Return both ends with the sign of infinity that a missing one stands for."""
    return ((interval[0], -1), (interval[1], 1))


def _corner(left: tuple[Bound, int], right: tuple[Bound, int]) -> tuple[Bound, int]:
    (one, one_sign), (other, other_sign) = left, right
    if one is not None and other is not None:
        return (one * other, 0)
    if one == 0 or other == 0:
        return (0, 0)
    first = one_sign if one is None else (1 if one > 0 else -1)
    second = other_sign if other is None else (1 if other > 0 else -1)
    return (None, first * second)


def _quotient(left: Bounds, right: Bounds) -> Bounds | None:
    low, high = right
    if low is not None and low > 0:
        inverse: Bounds = (0 if high is None else tidy(1 / Fraction(high)), tidy(1 / Fraction(low)))
    elif high is not None and high < 0:
        inverse = (tidy(1 / Fraction(high)), 0 if low is None else tidy(1 / Fraction(low)))
    else:
        return None
    return _product(left, inverse)


def _absolute(interval: Bounds) -> Bounds:
    low, high = interval
    if low is not None and low >= 0:
        return interval
    if high is not None and high <= 0:
        return _negated(interval)
    return (0, None if low is None or high is None else max(-low, high))


def _rounded(interval: Bounds, digits: int) -> Bounds:
    low, high = interval
    return (
        None if low is None else round_to.body(low, digits),
        None if high is None else round_to.body(high, digits),
    )
