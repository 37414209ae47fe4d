"""A finding recomputed from its evidence alone: a formula and its operands enter, complaints leave.

Every step's value and truth must follow from its arguments. Nothing of the engine is used but the values of
`gouji.findings`; unknown numbers are kept as linear forms over operands and decided by bounds, common divisors and,
where they are few, by trying.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import gcd, lcm, prod
from typing import TypeAlias

from gouji.findings import Evidence, Operand, Step

COMPARATORS = ("=", "≠", "<", "≤", ">", "≥")
FEW = 10_000


@dataclass(frozen=True)
class Linear:
    """A constant and multiples of operands."""

    constant: Fraction
    terms: Mapping[int, Fraction]


@dataclass(frozen=True)
class Listed:
    """Several values; `rest` are operands that only a sum takes."""

    members: tuple[Value, ...]
    rest: tuple[Value, ...] = ()


Value: TypeAlias = Linear | Listed | str | None
"""`None` is no value, or one that is not recomputed."""


@dataclass
class Recomputation:
    """What was found while recomputing: contradictions, and truths that could not be followed."""

    operands: Mapping[int, Operand]
    fixed: Mapping[int, Fraction]
    wrong: list[str]
    unproven: list[str]


def complaints(evidence: Evidence) -> list[str]:
    """Return every step that does not follow from its arguments."""
    state = Recomputation({one.id: one for one in evidence.operands}, {}, [], [])
    truth_of(evidence.formula, state)
    if state.unproven and evidence.formula.truth in ("true", "false"):
        state.wrong += _by_trying(evidence, state)
    return state.wrong


def _by_trying(evidence: Evidence, state: Recomputation) -> list[str]:
    """Return a complaint when trying every number does not give the recorded truth of the whole."""
    ranging = {one.id: _possible(one) for one in evidence.operands if one.value is None and one.domain is not None}
    finite = {key: values for key, values in ranging.items() if values is not None}
    if not finite or prod(len(values) for values in finite.values()) > FEW:
        return [f"not followed: {one}" for one in state.unproven]
    for chosen in product(*finite.values()):
        again = Recomputation(state.operands, dict(zip(finite, chosen, strict=True)), [], [])
        found = truth_of(evidence.formula, again, strict=False)
        if found != evidence.formula.truth:
            return [f"{evidence.formula.words}: {found} for {again.fixed}"]
    return []


def _possible(one: Operand) -> list[Fraction] | None:
    if one.candidates:
        return [Fraction(value) for value in one.candidates]
    if one.low is None or one.high is None:
        return None
    low, high = Fraction(one.low), Fraction(one.high)
    if low == high:
        return [low]
    if one.domain not in ("natural", "integer") or high - low > FEW:
        return None
    return [Fraction(value) for value in range(int(low), int(high) + 1)]


# ── values ──────────────────────────────────────────────────────────────────


def value_of(step: Step, state: Recomputation) -> Value:
    """Return the value of a step, complaining when another one is recorded."""
    value = _value(step, state)
    if step.operator == "operand" and step.operand is not None and state.operands[step.operand].value is None:
        # A blank taken as zero is recorded as the step's own value.
        return _number(step.value) if step.value is not None else value
    shown = _shown(value)
    if shown is not None and step.value is not None and not state.fixed and shown != step.value:
        state.wrong.append(f"{step.words}: {step.value} is recorded, {shown} follows")
    return value


def _value(step: Step, state: Recomputation) -> Value:
    match step.operator:
        case "operand":
            return _operand(state.operands[step.operand or 0], state)
        case "constant":
            return step.value if _number(step.value) is None else _number(step.value)
        case "list":
            own = [one for one in step.arguments if one.operator != "rest"]
            rest = [one.arguments[0] for one in step.arguments if one.operator == "rest"]
            return Listed(tuple(value_of(one, state) for one in own), tuple(value_of(one, state) for one in rest))
        case "??":
            first, second = (value_of(one, state) for one in step.arguments)
            return second if _absent(step.arguments[0], state) else first
        case "+" | "-" | "*" | "/":
            return _arithmetic(step.operator, [value_of(one, state) for one in step.arguments])
        case _:
            return _function(step.operator, [value_of(one, state) for one in step.arguments])


def _operand(one: Operand, state: Recomputation) -> Value:
    if one.id in state.fixed:
        return Linear(state.fixed[one.id], {})
    if one.value is not None:
        number = _number(one.value)
        return one.value if number is None else number
    return None if one.domain is None else Linear(Fraction(0), {one.id: Fraction(1)})


def _number(text: str | None) -> Linear | None:
    if text is None:
        return None
    numerator, _, denominator = text.partition("/")
    plain = numerator.lstrip("-").replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit()) or (denominator and not denominator.isdigit()):
        return None
    return Linear(Fraction(numerator) / Fraction(denominator or 1), {})


def _shown(value: Value) -> str | None:
    if isinstance(value, str):
        return value
    if not isinstance(value, Linear) or value.terms:
        return None
    number, places = value.constant, 0
    while (number * 10**places).denominator != 1 and places < 200:
        places += 1
    if (number * 10**places).denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(number.numerator * 10**places // number.denominator)).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if number < 0 else text


def _absent(step: Step, state: Recomputation) -> bool:
    if step.operator == "??":
        return all(_absent(one, state) for one in step.arguments)
    return step.operand is not None and state.operands[step.operand].state == "absent"


def _arithmetic(operator: str, parts: list[Value]) -> Value:
    numbers = [one for one in parts if isinstance(one, Linear)]
    if len(numbers) < len(parts):
        return None
    if len(numbers) == 1:
        return _scaled(numbers[0], Fraction(-1))
    left, right = numbers
    if operator == "+":
        return _added([left, right])
    if operator == "-":
        return _added([left, _scaled(right, Fraction(-1))])
    if operator == "*":
        known = next((one for one in (left, right) if not one.terms), None)
        return None if known is None else _scaled(right if known is left else left, known.constant)
    return None if right.terms or right.constant == 0 else _scaled(left, 1 / right.constant)


def _scaled(one: Linear, factor: Fraction) -> Linear:
    return Linear(one.constant * factor, {key: value * factor for key, value in one.terms.items() if factor})


def _added(parts: list[Linear]) -> Linear:
    terms: dict[int, Fraction] = {}
    for one in parts:
        for key, value in one.terms.items():
            terms[key] = terms.get(key, Fraction(0)) + value
    kept = {key: value for key, value in terms.items() if value}
    return Linear(sum((one.constant for one in parts), Fraction(0)), kept)


def _function(name: str, parts: list[Value]) -> Value:
    first = parts[0] if parts else None
    if name == "count":
        return Linear(Fraction(len(first.members)), {}) if isinstance(first, Listed) else None
    if name == "sum" and isinstance(first, Listed):
        every = [one for one in (*first.members, *first.rest) if isinstance(one, Linear)]
        return _added(every) if len(every) == len(first.members) + len(first.rest) else None
    if name in ("min", "max"):
        if isinstance(first, Listed) and first.rest:
            return None
        members = first.members if isinstance(first, Listed) else tuple(parts)
        known = [one.constant for one in members if isinstance(one, Linear) and not one.terms]
        if not members or len(known) < len(members):
            return None
        return Linear(min(known) if name == "min" else max(known), {})
    if name == "length" and isinstance(first, str):
        return Linear(Fraction(sum(not char.isspace() for char in first)), {})
    if isinstance(first, str):
        return _of_dates(name, first, parts)
    return _of_numbers(name, parts)


def _of_numbers(name: str, parts: list[Value]) -> Value:
    known = [one.constant for one in parts if isinstance(one, Linear) and not one.terms]
    if len(known) < len(parts):
        return None
    match name:
        case "abs":
            return Linear(abs(known[0]), {})
        case "round":
            scaled = abs(known[0]) * 10 ** int(known[1]) + Fraction(1, 2)
            rounded = Fraction(scaled.numerator // scaled.denominator, 10 ** int(known[1]))
            return Linear(rounded if known[0] >= 0 else -rounded, {})
        case "date":
            try:
                return datetime.date(*(int(one) for one in known)).isoformat()
            except (ValueError, OverflowError):  # no such day
                return None
        case _:
            return None


def _of_dates(name: str, first: str, parts: list[Value]) -> Value:
    try:
        day = datetime.date.fromisoformat(first)
    except ValueError:  # a text
        return None
    second = parts[1] if len(parts) > 1 else None
    if name == "days" and isinstance(second, str):
        return Linear(Fraction((day - datetime.date.fromisoformat(second)).days), {})
    if name == "working_days" and isinstance(second, str):
        return Linear(Fraction(_working_days(day, datetime.date.fromisoformat(second))), {})
    if name in ("later", "earlier") and isinstance(second, Linear) and not second.terms:
        shift = int(second.constant) * (1 if name == "later" else -1)
        return datetime.date.fromordinal(day.toordinal() + shift).isoformat()
    return None


def _working_days(first: datetime.date, last: datetime.date) -> int:
    if last < first:
        return -_working_days(last, first)
    days = (datetime.date.fromordinal(one) for one in range(first.toordinal() + 1, last.toordinal() + 1))
    return sum(day.weekday() < 5 for day in days)


# ── truths ──────────────────────────────────────────────────────────────────


def truth_of(step: Step, state: Recomputation, *, strict: bool = True) -> str:
    """Return the truth of a step, complaining when the opposite is recorded."""
    found = _truth(step, state, strict)
    if found is None:
        state.unproven.append(f"{step.words} ({step.operator})")
        return step.truth or "unknown"
    if strict and step.truth in ("true", "false") and found in ("true", "false") and found != step.truth:
        state.wrong.append(f"{step.words}: {step.truth} is recorded, {found} follows")
    if strict and found == "unknown" and step.truth in ("true", "false"):
        state.unproven.append(f"{step.words} ({step.operator})")
    if strict and step.truth == "unknown" and found in ("true", "false"):
        state.wrong.append(f"{step.words}: unknown is recorded, {found} follows")
    return found


def _truth(step: Step, state: Recomputation, strict: bool) -> str | None:
    match step.operator:
        case "and" | "every":
            return _all([truth_of(one, state, strict=strict) for one in step.arguments], step)
        case "or" | "some":
            return _not(_all([_not(truth_of(one, state, strict=strict)) for one in step.arguments], step))
        case "not":
            return _not(truth_of(step.arguments[0], state, strict=strict))
        case "implies":
            left, right = (truth_of(one, state, strict=strict) for one in step.arguments)
            return _not(_all([left, _not(right)], step))
        case "constant":
            return step.truth
        case "exists":
            return _exists(step, state)
        case _ if step.operator.startswith("is "):
            return _state(step, state)
        case _ if step.operator in (*COMPARATORS, "agrees", "multiple of"):
            return _compared(step, [value_of(one, state) for one in step.arguments], state)
        case _:
            return step.truth


def _not(truth: str) -> str:
    return {"true": "false", "false": "true", "unknown": "unknown"}[truth]


def _all(truths: list[str], step: Step) -> str:
    over_children = step.operator in ("every", "some") and " in children" in step.words
    if step.truth == "unknown" and (not truths or over_children):
        return "unknown"  # of subordinates that were not given nothing is recorded
    return "false" if "false" in truths else "unknown" if "unknown" in truths else "true"


def _exists(step: Step, state: Recomputation) -> str | None:
    if not step.arguments:
        return step.truth
    if _absent(step.arguments[0], state):
        return "false"
    return None if step.truth == "unknown" else "true"


def _state(step: Step, state: Recomputation) -> str | None:
    operand = step.arguments[0].operand
    if operand is None or step.truth == "unknown":
        return step.truth
    printed = {"exact": "filled"}.get(state.operands[operand].state, state.operands[operand].state)
    wanted = step.operator.removeprefix("is ").removeprefix("not ")
    return "true" if (printed == wanted) != step.operator.startswith("is not ") else "false"


def _compared(step: Step, sides: list[Value], state: Recomputation) -> str | None:
    left, right = sides[0], sides[1]
    if isinstance(left, str) and isinstance(right, str):
        same_words = left.split() == right.split()
        if step.operator in ("=", "≠"):
            return step.truth if not same_words else ("true" if step.operator == "=" else "false")
        return "true" if _ordered(step.operator, left, right) else "false"
    if not isinstance(left, Linear) or not isinstance(right, Linear):
        # A text against a text that reads as a number, or a side without a value.
        return step.truth
    if step.operator == "multiple of":
        whole = not left.terms and not right.terms and right.constant != 0
        return ("true" if (left.constant / right.constant).denominator == 1 else "false") if whole else step.truth
    room = sides[2].constant if len(sides) > 2 and isinstance(sides[2], Linear) and not sides[2].terms else Fraction(0)
    gap = _added([left, _scaled(right, Fraction(-1))])
    return _against_zero(step.operator, gap, room, state)


def _ordered(operator: str, left: str, right: str) -> bool:
    return {"<": left < right, "≤": left <= right, ">": left > right, "≥": left >= right}[operator]


def _against_zero(operator: str, gap: Linear, room: Fraction, state: Recomputation) -> str | None:
    low, high = _bounds(gap, state)
    match operator:
        case "≠":
            return _not(_equal(gap, low, high, room, state))
        case "=":
            return _equal(gap, low, high, room, state)
        case "agrees":
            return "false" if _equal(gap, low, high, room, state) == "false" else ("true" if not gap.terms else None)
        case "<" | "≤":
            strict = operator == "<"
            return _below(low, high, room, strict)
        case _:
            mirrored = (None if high is None else -high, None if low is None else -low)
            return _below(*mirrored, room, operator == ">")


def _below(low: Fraction | None, high: Fraction | None, room: Fraction, strict: bool) -> str:
    if high is not None and (high < room if strict else high <= room):
        return "true"
    if low is not None and (low >= room if strict else low > room):
        return "false"
    return "unknown"


def _equal(gap: Linear, low: Fraction | None, high: Fraction | None, room: Fraction, state: Recomputation) -> str:
    if (low is not None and low > room) or (high is not None and high < -room):
        return "false"
    if low is not None and high is not None and -room <= low and high <= room:
        return "true"
    if not room and _indivisible(gap, state):
        return "false"
    return "unknown"


def _indivisible(gap: Linear, state: Recomputation) -> bool:
    """Return whether whole numbers can never make the gap zero, by their common divisor."""
    if not gap.terms or any(state.operands[key].domain not in ("natural", "integer") for key in gap.terms):
        return False
    common = lcm(gap.constant.denominator, *(one.denominator for one in gap.terms.values()))
    divisor = gcd(*(int(one * common) for one in gap.terms.values()))
    return int(gap.constant * common) % divisor != 0


def _bounds(gap: Linear, state: Recomputation) -> tuple[Fraction | None, Fraction | None]:
    low: Fraction | None = gap.constant
    high: Fraction | None = gap.constant
    for key, factor in gap.terms.items():
        one = state.operands[key]
        ends = [None if end is None else Fraction(end) * factor for end in (one.low, one.high)]
        least, most = ends if factor > 0 else reversed(ends)
        low = None if low is None or least is None else low + least
        high = None if high is None or most is None else high + most
    return low, high


def steps(step: Step) -> Iterator[Step]:
    """Yield a step and all below it."""
    yield step
    for one in step.arguments:
        yield from steps(one)
