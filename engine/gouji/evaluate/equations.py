"""Whether a linear equation over sets of possible numbers has a solution.

A constant and terms (a coefficient and the numbers that its variable can be) enter; yes, no, or nothing when the
bounded search gives up leaves.
Exact for variables that all range over integers, and for variables that all range over rationals.

The terms fall into four kinds, and each is reduced to plain integers by the common denominator:

- *continuous*: a rational range contributes an interval;
- *finite*: a list or an integer range contributes a set of values, kept as an arithmetic progression while it is one;
- *free*: an integer without a lower end (or two opposite ones without an upper end) contributes every multiple of its
  coefficient, and several of them every multiple of the greatest common divisor;
- *coins*: integers from zero upwards whose coefficients all have one sign contribute a numerical semigroup;
  the least member of each residue class modulo the smallest coin decides membership for numbers of any size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise
from math import gcd, lcm
from typing import Final, TypeAlias

from gouji.evaluate.possible import Bound, Possible
from gouji.record import Record
from gouji.values import Exact

Term: TypeAlias = tuple[Exact, Possible]

STATES: Final = 20_000
"""How many intermediate sums or residues the search may hold."""


class _Progression(Record, frozen=True):
    """`start`, `start + step`, …: `count` integers, `step > 0`."""

    start: int
    step: int
    count: int

    def expand(self) -> Iterable[int]:
        return range(self.start, self.start + self.step * self.count, self.step)


class _Sorted(Record, frozen=True):
    """The equation in integers: finite + coins + free + continuous = target."""

    target: int
    progressions: tuple[_Progression, ...]
    lists: tuple[tuple[int, ...], ...]
    coins: tuple[int, ...]
    free: int
    continuous: tuple[Bound, Bound] | None


def solvable(constant: Exact, terms: Sequence[Term]) -> bool | None:
    """Return whether some choice of possible numbers makes constant plus terms zero; nothing means not found out."""
    if any(possible.size() == 0 for _, possible in terms):
        return False
    if _out_of_reach(constant, terms):
        return False
    equation = _sort(constant, terms)
    if equation.continuous is not None and (equation.coins or equation.free):
        return None
    sums = _sums(equation)
    if sums is None:
        return None
    starts, progression = sums
    if equation.continuous is not None:
        return _meets(equation.target, equation.continuous, starts, progression)
    if equation.free:
        return any(_congruent(equation.target - start, progression, equation.free) for start in starts)
    if not equation.coins:
        return any(_belongs(equation.target - start, progression) for start in starts)
    return _payable(equation, starts, progression)


def _out_of_reach(constant: Exact, terms: Sequence[Term]) -> bool:
    low: Bound = constant
    high: Bound = constant
    for coefficient, possible in terms:
        least, most = (possible.low, possible.high) if coefficient > 0 else (possible.high, possible.low)
        low = None if low is None or least is None else low + coefficient * least
        high = None if high is None or most is None else high + coefficient * most
    return (low is not None and low > 0) or (high is not None and high < 0)


# ── bringing to integers ────────────────────────────────────────────────────


def _denominator(constant: Exact, terms: Sequence[Term]) -> int:
    common = Fraction(constant).denominator
    for coefficient, possible in terms:
        common = lcm(common, Fraction(coefficient).denominator)
        for value in possible.listed or ():
            common = lcm(common, Fraction(coefficient * value).denominator)
    return common


def _sort(constant: Exact, terms: Sequence[Term]) -> _Sorted:
    common = _denominator(constant, terms)
    target = -constant * common
    steps: dict[int, list[tuple[int, int]]] = {}
    lists: list[tuple[int, ...]] = []
    coins: list[int] = []
    free = 0
    interval: tuple[Bound, Bound] | None = None
    for coefficient, possible in terms:
        factor = coefficient * common
        if possible.listed is not None:
            values = sorted(int(factor * value) for value in possible.listed)
            run = _as_progression(values)
            if run is None:
                lists.append(tuple(values))
            else:
                steps.setdefault(run.step, []).append((run.start, run.count))
        elif not possible.whole:
            interval = _widened(interval or (0, 0), factor, possible)
        elif possible.low is not None and possible.high is not None:
            ends = (int(factor * possible.low), int(factor * possible.high))
            steps.setdefault(abs(int(factor)), []).append((min(ends), int(possible.high) - int(possible.low) + 1))
        elif possible.low is None and possible.high is None:
            free = gcd(free, int(factor))
        else:
            target -= factor * ((possible.low if possible.low is not None else possible.high) or 0)
            coins.append(int(factor) if possible.low is not None else -int(factor))
    free, kept = _opposed(free, coins)
    runs = tuple(_merged(step, parts) for step, parts in sorted(steps.items()))
    return _Sorted(int(target), runs, tuple(lists), kept, free, interval)


def _as_progression(values: Sequence[int]) -> _Progression | None:
    if len(values) == 1:
        return _Progression(values[0], 1, 1)
    step = values[1] - values[0]
    regular = all(later - earlier == step for earlier, later in pairwise(values))
    return _Progression(values[0], step, len(values)) if regular else None


def _merged(step: int, parts: Sequence[tuple[int, int]]) -> _Progression:
    count = 1 + sum(count - 1 for _, count in parts)
    return _Progression(sum(start for start, _ in parts), step, count)


def _widened(interval: tuple[Bound, Bound], factor: Exact, possible: Possible) -> tuple[Bound, Bound]:
    least, most = (possible.low, possible.high) if factor > 0 else (possible.high, possible.low)
    low, high = interval
    return (
        None if low is None or least is None else low + factor * least,
        None if high is None or most is None else high + factor * most,
    )


def _opposed(free: int, coins: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    # A semigroup that holds a positive and a negative integer is the group of all multiples of the common divisor;
    # beside a free integer, coins of one sign reach every residue that they can reach at all.
    signs = {coin > 0 for coin in coins}
    if free or len(signs) == 2:
        return (gcd(free, *coins), ())
    return (0, tuple(sorted(set(coins), key=abs)))


# ── finite parts ────────────────────────────────────────────────────────────


def _sums(equation: _Sorted) -> tuple[set[int], _Progression] | None:
    """Return the sums of all finite parts but the longest progression, and that progression."""
    longest = max(equation.progressions, key=lambda one: one.count, default=_Progression(0, 1, 1))
    others: list[Iterable[int]] = [one.expand() for one in equation.progressions if one is not longest]
    sizes = [one.count for one in equation.progressions if one is not longest]
    if any(size > STATES for size in sizes):
        return None
    sums = {0}
    for values in (*others, *equation.lists):
        grown: set[int] = set()
        for value in {one % equation.free for one in values} if equation.free else values:
            grown.update((one + value) % equation.free if equation.free else one + value for one in sums)
            if len(grown) > STATES:
                return None
        sums = grown
    return (sums, longest)


def _belongs(value: int, progression: _Progression) -> bool:
    index, rest = divmod(value - progression.start, progression.step)
    return rest == 0 and 0 <= index < progression.count


def _congruent(value: int, progression: _Progression, modulus: int) -> bool:
    wanted = (value - progression.start) % modulus
    shared = gcd(progression.step, modulus)
    if wanted % shared:
        return False
    period = modulus // shared
    if period == 1:
        return True
    first = wanted // shared * pow(progression.step // shared, -1, period) % period
    return first < progression.count


def _meets(target: int, interval: tuple[Bound, Bound], starts: set[int], progression: _Progression) -> bool:
    low, high = interval
    for start in starts:
        # progression.start + step * index must lie in [wanted - high, wanted - low]
        wanted = target - start - progression.start
        first = 0 if high is None else max(0, -int((-(wanted - high)) // progression.step))
        most = progression.count - 1
        last = most if low is None else min(most, int((wanted - low) // progression.step))
        if first <= last:
            return True
    return False


# ── coins ───────────────────────────────────────────────────────────────────


def _payable(equation: _Sorted, starts: set[int], progression: _Progression) -> bool | None:
    sign = 1 if equation.coins[0] > 0 else -1
    coins = tuple(abs(coin) for coin in equation.coins)
    least = _least_by_residue(coins)
    smallest = coins[0]
    period = smallest // gcd(progression.step, smallest)
    tried = min(progression.count, period)
    if tried * len(starts) > STATES * 10:
        return None
    # Of the indexes in one residue class the one that leaves most to pay decides.
    indexes = range(tried) if sign > 0 else range(progression.count - tried, progression.count)
    unsure = False
    for start in starts:
        for index in indexes:
            amount = sign * (equation.target - start - progression.start - progression.step * index)
            paid = _pays(amount, coins, least)
            if paid:
                return True
            unsure = unsure or paid is None
    return None if unsure else False


def _pays(amount: int, coins: Sequence[int], least: Sequence[int | None] | None) -> bool | None:
    if amount < 0:
        return False
    if any(amount % coin == 0 for coin in coins):
        return True
    if amount < coins[0]:
        return False
    if least is None:
        return None if amount % gcd(*coins) == 0 else False
    smallest = least[amount % coins[0]]
    return smallest is not None and smallest <= amount


def _least_by_residue(coins: Sequence[int]) -> list[int | None] | None:
    """Return the least payable amount of each residue class modulo the smallest coin (Dijkstra over residues)."""
    smallest = coins[0]
    if smallest * len(coins) > STATES:
        return None
    least: list[int | None] = [None] * smallest
    queue = [0]
    while queue:
        amount = heappop(queue)
        if least[amount % smallest] is not None:
            continue
        least[amount % smallest] = amount
        for coin in coins[1:]:
            if least[(amount + coin) % smallest] is None:
                heappush(queue, amount + coin)
    return least
