"""Numbers that meet demands: some numbers and a first change enter; numbers that meet every demand leave.

A change of one cell breaks the demands that mention it; each is mended by changing another of its cells, the demand
with the fewest cells that can mend it first. So a report grows by small steps that each keep all sums, and most cells
stay zero.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from gouji.generation.chance import Chance, one_of
from gouji.generation.demands import Demand, Sign
from gouji.record import Record, replace
from gouji.values import Domain, Exact, belongs, exact

Numbers: TypeAlias = Mapping[str, Exact]
"""The number of each cell, in its own unit, by its JSON pointer."""

_MAX_STEPS: Final = 120
_MAX_TRIES: Final = 300


class System:
    """Demands on cells whose domains are known."""

    def __init__(self, demands: Iterable[Demand], domains: Mapping[str, Domain]) -> None:
        self.demands = tuple(demands)
        self.domains = domains
        self.by_cell: dict[str, list[tuple[int, Exact]]] = {}
        for rank, one in enumerate(self.demands):
            for cell, factor in one.terms:
                self.by_cell.setdefault(cell, []).append((rank, factor))

    def without(self, rule: str, more: Iterable[Demand] = ()) -> System:
        """Return the demands of all rules but one, with some more."""
        return System((*(one for one in self.demands if one.rule != rule), *more), self.domains)

    def loosened(self) -> tuple[System, System]:
        """Return the same demands on cells that may also hold numbers below zero, and any number at all."""
        signed = {Domain.NATURAL: Domain.INTEGER, Domain.NONNEGATIVE: Domain.RATIONAL}
        below = {cell: signed.get(one, one) for cell, one in self.domains.items()}
        return System(self.demands, below), System(self.demands, dict.fromkeys(self.domains, Domain.RATIONAL))

    def only(self, demands: Iterable[Demand]) -> System:
        """Return other demands on the same cells."""
        return System(demands, self.domains)

    def settled(self, numbers: Numbers, change: Numbers, chance: Chance) -> dict[str, Exact] | None:
        """Return numbers with a change made and every demand met, or nothing when no way is found soon."""
        search = _Search(self, dict(numbers), chance)
        for cell, amount in change.items():
            if not search.fits(cell, amount):
                return None
            search.put(cell, amount)
            search.turned[cell] = 1 if amount > 0 else -1
        return search.numbers if search.settle(0) else None


class _Step(Record, frozen=True):
    """A change of one cell, and how many demands it leaves broken; more is better than less among equals."""

    cell: str
    amount: Exact
    left: int = 0

    @property
    def cost(self) -> tuple[int, bool]:
        """What is gone by: the cheapest step first."""
        return self.left, self.amount < 0


class _Search:
    """One search: the numbers as they stand, the sum of each demand, and which demands are not met."""

    def __init__(self, system: System, numbers: dict[str, Exact], chance: Chance) -> None:
        self.system = system
        self.numbers = numbers
        self.chance = chance
        self.tries = 0
        self.turned: dict[str, int] = {}
        self.sums: list[Exact] = []
        for one in system.demands:
            found: Exact = one.constant
            for cell, factor in one.terms:
                found += factor * numbers[cell]
            self.sums.append(found)
        self.broken = {rank for rank, one in enumerate(system.demands) if not one.met(self.sums[rank])}

    def fits(self, cell: str, amount: Exact) -> bool:
        """Return whether a cell can hold its number plus an amount, and was not changed the other way before."""
        if self.turned.get(cell, 0) * amount < 0:
            return False
        return belongs(self.numbers[cell] + amount, self.system.domains[cell])

    def put(self, cell: str, amount: Exact) -> None:
        """Add an amount to a cell."""
        self.numbers[cell] = exact(self.numbers[cell] + amount)
        for rank, factor in self.system.by_cell.get(cell, ()):
            self.sums[rank] += factor * amount
            if self.system.demands[rank].met(self.sums[rank]):
                self.broken.discard(rank)
            else:
                self.broken.add(rank)

    def settle(self, depth: int) -> bool:
        """Mend until every demand is met; go back where nothing mends."""
        if not self.broken:
            return True
        if depth > _MAX_STEPS:
            return False
        for step in self._steps():
            self.tries += 1
            if self.tries > _MAX_TRIES:
                return False
            before = self.turned.get(step.cell, 0)
            self.put(step.cell, step.amount)
            self.turned[step.cell] = 1 if step.amount > 0 else -1
            if self.settle(depth + 1):
                return True
            self.put(step.cell, -step.amount)
            self.turned[step.cell] = before
        return False

    def _steps(self) -> Iterator[_Step]:
        """Give the steps that mend the most pressing demand, the cheapest first, at random among equals."""
        fewest = min((tuple(self._mending(rank)) for rank in sorted(self.broken)), key=len)
        by_cost: dict[tuple[int, bool], list[_Step]] = {}
        for step in map(self._weighed, fewest):
            by_cost.setdefault(step.cost, []).append(step)
        for cost in sorted(by_cost):
            alike = by_cost[cost]
            while alike:
                chosen = one_of(self.chance, alike) if len(alike) > 1 else alike[0]
                alike.remove(chosen)
                yield chosen

    def _weighed(self, step: _Step) -> _Step:
        self.put(step.cell, step.amount)
        left = len(self.broken)
        self.put(step.cell, -step.amount)
        return replace(step, left=left)

    def _mending(self, rank: int) -> Iterator[_Step]:
        one, value = self.system.demands[rank], self.sums[rank]
        for cell, factor in one.terms:
            amount = _amount(one.sign, value, factor, whole=self.system.domains[cell].whole)
            if amount is not None and self.fits(cell, amount) and _is_written(amount):
                yield _Step(cell, amount)


def _amount(sign: Sign, value: Exact, factor: Exact, *, whole: bool) -> Exact | None:
    """Return by how much a cell must change so that a sum comes to what is demanded; nothing when no number does.

    Where more than one number does, it is a whole one: fractions of a unit are rarely what a form allows.
    """
    needed = -Fraction(value) / factor
    if sign == "=":
        return None if whole and needed.denominator != 1 else exact(needed)
    away = math.ceil(needed) if factor < 0 else math.floor(needed)
    if sign == "<" and away == needed:
        away += 1 if factor < 0 else -1
    return away


def _is_written(amount: Exact) -> bool:
    """Return whether a number has a finite decimal writing."""
    rest = Fraction(amount).denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
