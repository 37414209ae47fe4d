"""Numbers that may be unknown, and what a comparison of them is on all possible values.

Terms over variables enter, a truth of three values leaves, with the truths that the reference also admits.
Nothing of reports, rules or text is known here. Slow and obvious on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from itertools import islice, product
from math import ceil, floor, gcd, lcm
from typing import Literal

Tri = Literal["T", "F", "U"]
Assignment = Mapping["Var", Fraction]

COMBINATIONS = 10_000
"""How many combinations of finite ranges the reference wants to be tried."""

ZERO = Fraction(0)


# ── truth ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Truth:
    """A truth, the truths that an evaluator may give instead, and the truth under one choice of the unknown."""

    best: Tri
    admitted: frozenset[Tri]
    variables: frozenset[Var] = frozenset()
    at: Callable[[Assignment], Tri] = lambda _: "U"


def certain(tri: Tri) -> Truth:
    return Truth(tri, frozenset((tri,)), frozenset(), lambda _: tri)


def truth_of(value: bool) -> Truth:
    return certain("T" if value else "F")


UNDECIDED = certain("U")


def not_tri(tri: Tri) -> Tri:
    return {"T": "F", "F": "T", "U": "U"}[tri]  # type: ignore[return-value]


def and_tri(parts: Sequence[Tri]) -> Tri:
    if "F" in parts:
        return "F"
    return "U" if "U" in parts else "T"


def or_tri(parts: Sequence[Tri]) -> Tri:
    if "T" in parts:
        return "T"
    return "U" if "U" in parts else "F"


def combine(rule: Callable[[Sequence[Tri]], Tri], parts: Sequence[Truth]) -> Truth:
    """Every operand is looked at; what is admitted is what some admitted choice of the operands gives."""
    admitted: frozenset[tuple[Tri, ...]] = frozenset({()})
    for part in parts:
        # Only which truths occur matters to `and` and `or`, so sorted sets keep the number of choices small.
        admitted = frozenset(tuple(sorted({*before, one})) for before in admitted for one in part.admitted)
    return Truth(
        rule([part.best for part in parts]),
        frozenset(rule(choice) for choice in admitted),
        frozenset().union(*(part.variables for part in parts)),
        lambda chosen: rule([part.at(chosen) for part in parts]),
    )


def all_of(parts: Sequence[Truth]) -> Truth:
    return combine(and_tri, parts)


def any_of(parts: Sequence[Truth]) -> Truth:
    return combine(or_tri, parts)


def negation(part: Truth) -> Truth:
    return combine(lambda tris: not_tri(tris[0]), [part])


def settled(truth: Truth) -> Truth:
    """Admit what trying all combinations says of a whole condition that comparison by comparison leaves open."""
    if truth.best != "U" or not any(var.finite() for var in truth.variables):
        return truth
    tried = choices(truth.variables) if _few(truth.variables) else samples(truth.variables)
    seen = {truth.at(chosen) for chosen in tried}
    return replace(truth, admitted=truth.admitted | seen) if len(seen) == 1 else truth


# ── variables and terms ─────────────────────────────────────────────────────


@dataclass(frozen=True)
class Var:
    """An unknown number: between two ends (none: unbounded), whole or not; or one of some values."""

    key: tuple[str, ...]
    low: Fraction | None = None
    high: Fraction | None = None
    whole: bool = False
    values: tuple[Fraction, ...] | None = None
    approximate: bool = False

    def finite(self) -> bool:
        return self.values is not None or (self.whole and self.low is not None and self.high is not None)

    def integral(self) -> bool:
        return self.whole if self.values is None else all(value.denominator == 1 for value in self.values)

    def size(self) -> int:
        if self.values is not None:
            return len(self.values)
        assert self.low is not None
        assert self.high is not None
        return max(floor(self.high) - ceil(self.low) + 1, 0)

    def each(self) -> tuple[Fraction, ...]:
        if self.values is not None:
            return self.values
        assert self.low is not None
        assert self.high is not None
        return tuple(Fraction(one) for one in range(ceil(self.low), floor(self.high) + 1))

    def ends(self) -> tuple[Fraction | None, Fraction | None]:
        return (self.low, self.high) if self.values is None else (min(self.values), max(self.values))


@dataclass(frozen=True)
class Num:
    """A term: its value under a choice of its variables, its affine form when it has one, its bounds.

    `slack` is the room that `agrees` gives to money; `printed` the scale of the unit in which it is printed.
    """

    at: Callable[[Assignment], Fraction | None]
    variables: frozenset[Var]
    affine: tuple[Fraction, Mapping[Var, Fraction]] | None
    low: Fraction | None
    high: Fraction | None
    slack: Fraction = ZERO
    printed: Fraction = Fraction(1)

    def known(self) -> Fraction | None:
        return self.at({}) if not self.variables else None


def constant(value: Fraction, printed: Fraction = Fraction(1), slack: Fraction = ZERO) -> Num:
    return Num(lambda _: value, frozenset(), (value, {}), value, value, slack, printed)


def variable(var: Var, scale: Fraction) -> Num:
    return _affine(ZERO, {var: scale}, ZERO, scale)


def _affine(const: Fraction, coefficients: Mapping[Var, Fraction], slack: Fraction, printed: Fraction) -> Num:
    kept = {var: coefficient for var, coefficient in coefficients.items() if coefficient != 0}
    low, high = span(const, kept)

    def at(chosen: Assignment) -> Fraction:
        return const + sum((factor * chosen[var] for var, factor in kept.items()), ZERO)

    return Num(at, frozenset(kept), (const, kept), low, high, slack, printed)


def span(const: Fraction, coefficients: Mapping[Var, Fraction]) -> tuple[Fraction | None, Fraction | None]:
    low: Fraction | None = const
    high: Fraction | None = const
    for var, factor in coefficients.items():
        ends = var.ends() if factor > 0 else var.ends()[::-1]
        low = None if low is None or ends[0] is None else low + factor * ends[0]
        high = None if high is None or ends[1] is None else high + factor * ends[1]
    return low, high


def plus(left: Num, right: Num, sign: int = 1) -> Num:
    printed = left.printed if left.printed == right.printed else Fraction(1)
    slack = left.slack + right.slack
    if left.affine is not None and right.affine is not None:
        factors = dict(left.affine[1])
        for var, factor in right.affine[1].items():
            factors[var] = factors.get(var, ZERO) + sign * factor
        return _affine(left.affine[0] + sign * right.affine[0], factors, slack, printed)
    low, high = (right.low, right.high) if sign > 0 else (_minus(right.high), _minus(right.low))
    return opaque(
        lambda a, b: a + sign * b, (left, right), _added(left.low, low), _added(left.high, high), slack, printed
    )


def times(left: Num, right: Num) -> Num:
    for known, other in ((left.known(), right), (right.known(), left)):
        if known is not None and other.affine is not None:
            factors = {var: known * factor for var, factor in other.affine[1].items()}
            printed = Fraction(1)
            return _affine(known * other.affine[0], factors, abs(known) * other.slack, printed)
    low, high = None, None
    if left.low is not None and right.low is not None and left.low >= 0 and right.low >= 0:
        low = left.low * right.low
        high = None if left.high is None or right.high is None else left.high * right.high
    return opaque(lambda a, b: a * b, (left, right), low, high)


def over(left: Num, right: Num) -> Num | None:
    """Division; nothing when the divisor is certainly zero."""
    known = right.known()
    if known is not None:
        return None if known == 0 else times(left, constant(1 / known))
    low = ZERO if _at_least_zero(left) and _at_least_zero(right) else None
    return opaque(lambda a, b: None if b == 0 else a / b, (left, right), low, None)


def opaque(
    of: Callable[..., Fraction | None],
    arguments: Sequence[Num],
    low: Fraction | None,
    high: Fraction | None,
    slack: Fraction = ZERO,
    printed: Fraction = Fraction(1),
) -> Num:
    """A term that is not affine; its bounds are the caller's business. Without variables it is a number."""

    def at(chosen: Assignment) -> Fraction | None:
        values = [one.at(chosen) for one in arguments]
        return None if any(value is None for value in values) else of(*values)

    variables = frozenset[Var]().union(*(one.variables for one in arguments))
    if not variables:
        value = at({})
        if value is not None:
            return constant(value, printed, slack)
    return Num(at, variables, None, low, high, slack, printed)


def least(arguments: Sequence[Num]) -> Num:
    highs = [one.high for one in arguments if one.high is not None]
    lows = [one.low for one in arguments]
    low = None if None in lows else min(one for one in lows if one is not None)
    return opaque(lambda *values: min(values), arguments, low, min(highs, default=None), ZERO, _common_print(arguments))


def greatest(arguments: Sequence[Num]) -> Num:
    return negative(least([negative(one) for one in arguments]))


def negative(of: Num) -> Num:
    return replace(plus(constant(ZERO, of.printed), of, -1), printed=of.printed)


def magnitude(of: Num) -> Num:
    if _at_least_zero(of):
        return of
    ends = [of.low, of.high]
    high = None if None in ends else max(abs(end) for end in ends if end is not None)
    low = -of.high if of.high is not None and of.high < 0 else ZERO
    return opaque(abs, (of,), low, high, ZERO, of.printed)


def _common_print(arguments: Sequence[Num]) -> Fraction:
    prints = {one.printed for one in arguments}
    return prints.pop() if len(prints) == 1 else Fraction(1)


def _at_least_zero(of: Num) -> bool:
    return of.low is not None and of.low >= 0


def _minus(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _added(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right


# ── comparisons ─────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Region:
    """An interval of numbers; an end that is None is infinite."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Fraction) -> bool:
        return self.meets(value, value)

    def meets(self, low: Fraction | None, high: Fraction | None) -> bool:
        """Whether the closed interval from low to high has a number in common with it."""
        below = self.high is None or low is None or low < self.high or (low == self.high and not self.high_open)
        above = self.low is None or high is None or high > self.low or (high == self.low and not self.low_open)
        return below and above


def regions(comparator: str, room: Fraction) -> tuple[tuple[Region, ...], tuple[Region, ...]]:
    """Where left − right lies when the comparison holds, and where when it fails."""
    if comparator in ("=", "≠"):
        near = (Region(-room, room),)
        far = (Region(None, -room, high_open=True), Region(room, None, low_open=True))
        return (near, far) if comparator == "=" else (far, near)
    if comparator == "≤":
        return (Region(None, room),), (Region(room, None, low_open=True),)
    if comparator == "≥":
        return (Region(-room, None),), (Region(None, -room, high_open=True),)
    if comparator == "<":
        return (Region(None, ZERO, high_open=True),), (Region(ZERO, None),)
    return (Region(ZERO, None, low_open=True),), (Region(None, ZERO),)


def compare(comparator: str, left: Num, right: Num, room: Num | None = None) -> Truth:
    """Decide a comparison on all values of its variables."""
    margin = constant(ZERO) if room is None else room
    difference = plus(left, right, -1)
    variables = difference.variables | margin.variables

    def at(chosen: Assignment) -> Tri:
        gap, allowed = difference.at(chosen), margin.at(chosen)
        if gap is None or allowed is None:
            return "U"
        return "T" if any(one.holds(gap) for one in regions(comparator, allowed)[0]) else "F"

    if not variables:
        tri = at({})
        return Truth(tri, frozenset((tri,)), frozenset(), at)
    return _decided(comparator, difference, margin, variables, at)


def _decided(
    comparator: str, difference: Num, margin: Num, variables: frozenset[Var], at: Callable[[Assignment], Tri]
) -> Truth:
    allowed = margin.known()
    plain = difference.affine is not None and allowed is not None
    whole = all(var.integral() for var in variables)
    dense = all(not var.whole and var.values is None for var in variables)
    if plain and (whole or dense):
        assert difference.affine is not None
        assert allowed is not None
        holds, fails = regions(comparator, allowed)
        can_hold = reaches_any(difference.affine, holds)
        can_fail = reaches_any(difference.affine, fails)
        if can_hold is not None and can_fail is not None:
            tri = _of_witnesses(can_hold, can_fail)
            return Truth(tri, frozenset((tri,)), variables, at)
    if _few(variables):
        tri = _tried(at(chosen) for chosen in choices(variables))
        return Truth(tri, frozenset((tri,)), variables, at)
    return _bounded(comparator, difference, margin, variables, at)


def _of_witnesses(can_hold: bool, can_fail: bool) -> Tri:
    if can_hold and can_fail:
        return "U"
    return "T" if can_hold else "F"


def _tried(tris: Iterator[Tri]) -> Tri:
    seen = set(tris)
    return seen.pop() if len(seen) == 1 else "U"


def _bounded(
    comparator: str, difference: Num, margin: Num, variables: frozenset[Var], at: Callable[[Assignment], Tri]
) -> Truth:
    """Outside the exact territory: witnesses show that it depends, bounds show that it does not."""
    seen = {at(chosen) for chosen in samples(variables)}
    if {"T", "F"} <= seen:
        return Truth("U", frozenset("U"), variables, at)  # type: ignore[arg-type]
    room = margin.known()
    if room is not None:
        holds, fails = regions(comparator, room)
        low, high = difference.low, difference.high
        if not any(one.meets(low, high) for one in holds):
            return Truth("F", frozenset(("F", "U")), variables, at)
        if not any(one.meets(low, high) for one in fails):
            return Truth("T", frozenset(("T", "U")), variables, at)
    maybe: frozenset[Tri] = frozenset(("T", "F", "U"))
    if "T" in seen:
        maybe -= {"F"}
    if "F" in seen:
        maybe -= {"T"}
    return Truth("U", maybe, variables, at)


def reaches_any(affine: tuple[Fraction, Mapping[Var, Fraction]], wanted: Sequence[Region]) -> bool | None:
    """Whether an affine form takes a value in one of the regions; nothing when that could not be found out."""
    answers = [reaches(affine, region) for region in wanted]
    if True in answers:
        return True
    return None if None in answers else False


def reaches(affine: tuple[Fraction, Mapping[Var, Fraction]], region: Region) -> bool | None:
    const, factors = affine
    if all(not var.whole and var.values is None for var in factors):
        # The image of a connected set is an interval; its finite ends are attained because domains are closed.
        return region.meets(*span(const, factors))
    if all(var.integral() for var in factors):
        return _reaches_whole(const, factors, region)
    return None if region.meets(*span(const, factors)) else False


def _reaches_whole(const: Fraction, factors: Mapping[Var, Fraction], region: Region) -> bool | None:
    """All variables are integers: scale everything to integers and look at the set of values."""
    scale = lcm(const.denominator, *(factor.denominator for factor in factors.values()))
    first = None if region.low is None else _first_whole(region.low * scale, region.low_open)
    last = None if region.high is None else -_first_whole(-region.high * scale, region.high_open)
    offsets = {int(const * scale)}
    long: list[tuple[int, Var]] = []
    for var, factor in factors.items():
        step = int(factor * scale)
        if var.finite() and var.size() <= 2000:
            if len(offsets) * var.size() > 1_000_000:
                return None
            offsets = {offset + step * int(value) for offset in offsets for value in var.each()}
        else:
            long.append((step, var))
    return _any_offset(offsets, long, first, last)


def _first_whole(end: Fraction, is_open: bool) -> int:
    """The smallest integer not below the end, or above it when it is open."""
    return floor(end) + 1 if is_open else ceil(end)


def _any_offset(offsets: set[int], long: Sequence[tuple[int, Var]], first: int | None, last: int | None) -> bool | None:
    if not long:
        return any((first is None or first <= one) and (last is None or one <= last) for one in offsets)
    sizes = {abs(step) for step, _ in long}
    if len(sizes) == 1:
        # Sums of runs of integers with one step are a run with that step, without gaps.
        low, high = span(ZERO, {var: Fraction(step) for step, var in long})
        step = sizes.pop()
        return any(_run_meets(one, step, low, high, first, last) for one in offsets)
    if any(var.finite() for _, var in long):
        return None
    shift = sum(step * ceil(var.low) for step, var in long if var.low is not None)
    steps = [step for step, _ in long]
    both_ways = any(var.low is None for _, var in long) or (min(steps) < 0 < max(steps))
    if both_ways:
        # p > 0 and q < 0 make −p = (|q| − 1)·p + p·q, so that sums with natural factors form a whole group.
        step = reduce(gcd, steps)
        return any(_run_meets(one + shift, step, None, None, first, last) for one in offsets)
    if steps[0] < 0:
        flipped = {-one - shift for one in offsets}
        return _coins_meet(
            flipped, [-step for step in steps], None if last is None else -last, None if first is None else -first
        )
    return _coins_meet({one + shift for one in offsets}, steps, first, last)


def _run_meets(
    offset: int, step: int, low: Fraction | None, high: Fraction | None, first: int | None, last: int | None
) -> bool:
    """Whether offset + step·k lies in [first, last], for step·k from low to high (multiples of step)."""
    starts = [end for end in (None if low is None else offset + int(low), first) if end is not None]
    stops = [end for end in (None if high is None else offset + int(high), last) if end is not None]
    if not starts or not stops:
        return True
    start, stop = max(starts), min(stops)
    return start + (offset - start) % step <= stop


def _coins_meet(offsets: set[int], coins: Sequence[int], first: int | None, last: int | None) -> bool | None:
    """Whether offset + a sum of coins lies in [first, last]; all coins are positive."""
    if last is None:
        return True
    smallest = min(coins)
    if smallest > 100_000:
        return None
    lowest = _lowest_sums(smallest, coins)
    for offset in offsets:
        for residue, total in lowest.items():
            start = offset + total
            if first is not None and start < first:
                start += -(-(first - start) // smallest) * smallest
            assert (start - offset - residue) % smallest == 0
            if start <= last:
                return True
    return False


def _lowest_sums(smallest: int, coins: Sequence[int]) -> dict[int, int]:
    """The lowest sum of coins in each residue of the smallest coin; adding that coin gives all the others."""
    lowest = {0: 0}
    waiting = [0]
    while waiting:
        residue = waiting.pop(0)
        for coin in coins:
            total = lowest[residue] + coin
            if total < lowest.get(total % smallest, total + 1):
                lowest[total % smallest] = total
                waiting.append(total % smallest)
    return lowest


# ── agreement of what is stated ─────────────────────────────────────────────


def agrees(left: Num, right: Num) -> Truth:
    """Whether the ranges that authors chose meet; what is unknown for other reasons must not matter."""
    apart = _apart(right)
    difference = plus(left, apart, -1)
    stated = frozenset(var for var in difference.variables if var.approximate)
    if not stated and difference.slack == 0:
        return compare("=", left, right)
    unknown = difference.variables - stated
    region = Region(-difference.slack, difference.slack)

    def at(chosen: Assignment) -> Tri:
        met = _some_meets(difference, chosen, region, stated)
        return "U" if met is None else "T" if met else "F"

    if not unknown:
        tri = at({})
        admitted: frozenset[Tri] = frozenset((tri,)) if tri != "U" else frozenset(("T", "F", "U"))
        return Truth(tri, admitted, frozenset(), at)
    if _few(unknown):
        tri = _tried(at(chosen) for chosen in choices(unknown))
        return Truth(tri, frozenset((tri,)), unknown, at)
    # Stated ranges are bounded and the unknown part is not: it can always be moved out of reach.
    if difference.affine is None:
        return Truth("U", frozenset(("T", "F", "U")), unknown, at)
    met = reaches(difference.affine, region)
    if met is None:
        return Truth("U", frozenset(("F", "U")), unknown, at)
    return certain("U") if met else Truth("F", frozenset("F"), unknown, at)  # type: ignore[arg-type]


def _some_meets(difference: Num, chosen: Assignment, region: Region, stated: frozenset[Var]) -> bool | None:
    if difference.affine is not None:
        const, factors = difference.affine
        moved = const + sum((factors[var] * value for var, value in chosen.items() if var in factors), ZERO)
        return reaches((moved, {var: factors[var] for var in factors if var in stated}), region)
    if not _few(stated):
        return None
    values = [difference.at({**chosen, **some}) for some in choices(stated)]
    return any(value is not None and region.holds(value) for value in values)


def _apart(of: Num) -> Num:
    """The same term, its approximate numbers apart from those of any other term."""
    moved = {var: replace(var, key=(*var.key, "other side")) for var in of.variables if var.approximate}
    if not moved:
        return of
    if of.affine is not None:
        factors = {moved.get(var, var): factor for var, factor in of.affine[1].items()}
        return replace(_affine(of.affine[0], factors, of.slack, of.printed))
    back = {new: old for old, new in moved.items()}
    variables = frozenset(moved.get(var, var) for var in of.variables)
    return replace(of, variables=variables, at=lambda a: of.at({back.get(var, var): a[var] for var in a}))


# ── choices ─────────────────────────────────────────────────────────────────


def _few(variables: frozenset[Var]) -> bool:
    total = 1
    for var in variables:
        if not var.finite():
            return False
        total *= var.size()
        if total > COMBINATIONS:
            return False
    return True


def choices(variables: frozenset[Var]) -> Iterator[dict[Var, Fraction]]:
    """Every combination of values of finite variables."""
    ordered = sorted(variables, key=lambda var: var.key)
    for values in product(*(var.each() for var in ordered)):
        yield dict(zip(ordered, values, strict=True))


def samples(variables: frozenset[Var]) -> Iterator[dict[Var, Fraction]]:
    """Some combinations of values, to find that a condition is now true and now false."""
    ordered = sorted(variables, key=lambda var: var.key)
    some = [_some_values(var) for var in ordered]
    count = next((n for n in range(9, 1, -1) if n ** len(ordered) <= 4000), 2)
    for values in islice(product(*(one[:count] for one in some)), 4000):
        yield dict(zip(ordered, values, strict=True))


def _some_values(var: Var) -> tuple[Fraction, ...]:
    if var.finite():
        every = var.each()
        picked = (every[0], every[-1], *every[:: max(len(every) // 6, 1)])
        return tuple(dict.fromkeys(picked))
    low = ZERO if var.low is None else var.low
    high = low + 1_000_003 if var.high is None else var.high
    middle = (low + low + 3) if var.high is None else (low + high) / 2
    raw = [low, high, middle, low + 1, low + 2, low + Fraction(1, 2), low + 60, low - 1, low - 1_000_003]
    return tuple(dict.fromkeys(value for value in raw if _belongs(var, value)))


def _belongs(var: Var, value: Fraction) -> bool:
    if var.whole and value.denominator != 1:
        return False
    return (var.low is None or value >= var.low) and (var.high is None or value <= var.high)
