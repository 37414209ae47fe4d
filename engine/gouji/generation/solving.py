"""Numbers that meet demands: some numbers and a first change enter; numbers that meet every demand leave.

A change of one cell breaks the demands that mention it; each is mended by changing another of its cells, the demand
with the fewest cells that can mend it first. So a report grows by small steps that each keep all sums, and most cells
stay zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final, TypeAlias

from gouji.generation.chance import Chance, one_of
from gouji.generation.demands import Demand, Sign
from gouji.record import Record
from gouji.values import Domain, Exact, belongs, exact

Numbers: TypeAlias = Mapping[str, Exact]
"""The number of each cell, in its own unit, by its JSON pointer."""

_MAX_STEPS: Final = 120
_MAX_TRIES: Final = 600
_LEAST: Final = {True: Fraction(1), False: Fraction(1, 100)}
"""By how much a number is made greater or smaller at least, of whole numbers and of others."""


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

    def loosened(self) -> System:
        """Return the same demands on cells that may also hold numbers below zero."""
        signed = {Domain.NATURAL: Domain.INTEGER, Domain.NONNEGATIVE: Domain.RATIONAL}
        return System(self.demands, {cell: signed.get(one, one) for cell, one in self.domains.items()})

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
        return search.numbers if search.settle(0) else None


class _Step(Record, frozen=True):
    cell: str
    amount: Exact


class _Search:
    """One search: the numbers as they stand, the sum of each demand, and which demands are not met."""

    def __init__(self, system: System, numbers: dict[str, Exact], chance: Chance) -> None:
        self.system = system
        self.numbers = numbers
        self.chance = chance
        self.tries = 0
        self.sums: list[Exact] = []
        for one in system.demands:
            found: Exact = one.constant
            for cell, factor in one.terms:
                found += factor * numbers[cell]
            self.sums.append(found)
        self.broken = {rank for rank, one in enumerate(system.demands) if not one.met(self.sums[rank])}

    def fits(self, cell: str, amount: Exact) -> bool:
        """Return whether a cell can hold its number plus an amount."""
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
            self.put(step.cell, step.amount)
            if self.settle(depth + 1):
                return True
            self.put(step.cell, -step.amount)
        return False

    def _steps(self) -> Iterator[_Step]:
        """Give the steps that mend the most pressing demand: those that leave fewest broken first, at random."""
        fewest: list[_Step] | None = None
        for rank in sorted(self.broken):
            found = [*self._mending(rank, raising=True)] or [*self._mending(rank, raising=False)]
            if fewest is None or len(found) < len(fewest):
                fewest = found
        left: dict[int, list[_Step]] = {}
        for step in fewest or ():
            self.put(step.cell, step.amount)
            left.setdefault(len(self.broken), []).append(step)
            self.put(step.cell, -step.amount)
        for count in sorted(left):
            alike = left[count]
            while alike:
                chosen = one_of(self.chance, alike) if len(alike) > 1 else alike[0]
                alike.remove(chosen)
                yield chosen

    def _mending(self, rank: int, *, raising: bool) -> Iterator[_Step]:
        one, value = self.system.demands[rank], self.sums[rank]
        for cell, factor in one.terms:
            # A sum of zero is broken only where it must be less.
            if ((value >= 0) is (factor < 0)) is not raising:
                continue
            amount = _amount(one.sign, value, factor, whole=self.system.domains[cell].whole)
            if amount is not None and self.fits(cell, amount) and _is_written(amount):
                yield _Step(cell, amount)


def _amount(sign: Sign, value: Exact, factor: Exact, *, whole: bool) -> Exact | None:
    """Return by how much a cell must change so that a sum comes to what is demanded; nothing when no number does."""
    needed = -Fraction(value) / factor
    least = _LEAST[whole]
    if sign == "=":
        return None if whole and needed.denominator != 1 else exact(needed)
    steps = needed / least
    away = -(-steps.numerator // steps.denominator) if factor < 0 else steps.numerator // steps.denominator
    if sign == "<" and away == steps:
        away += 1 if factor < 0 else -1
    return exact(away * least)


def _is_written(amount: Exact) -> bool:
    """Return whether a number has a finite decimal writing."""
    rest = Fraction(amount).denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
