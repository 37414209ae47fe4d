"""Linear demands solved exactly: numbers that meet them all leave, or a combination of them that says nought is not.

The general simplex of Dutertre and de Moura, on rationals: every demand bounds a number or a sum of numbers, sums are
rows over numbers that are free, and a row that cannot reach its bound is a proof. Strict bounds are bounds less one
infinitesimal. Numbers may be any rationals; whoever wants whole ones asks further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from gouji.generation.demands import Demand
from gouji.record import Record
from gouji.values import Exact, exact

MOST_PIVOTS: Final = 5_000
_Row: TypeAlias = dict[int, Fraction]
_Number: TypeAlias = tuple[Fraction, Fraction]
"""A rational and how many infinitesimals."""
_ZERO: Final = (Fraction(0), Fraction(0))


class Conflict(Record, frozen=True):
    """Demands, each times a factor, that add up to something false: their cells cancel, what is left is no nought.

    A factor is above zero for what may be at most zero, and of either sign for an equation.
    """

    weights: tuple[tuple[int, Exact], ...]


class _Bound(Record, frozen=True):
    """An end of what a number can be, the demand that says so, and how many times that demand the number is."""

    end: _Number
    demand: int
    factor: Fraction


def solved(demands: Sequence[Demand], alive: Callable[[], None] = lambda: None) -> dict[str, Exact] | Conflict | None:
    """Return numbers that meet all demands, or why there are none; nothing when that takes too many steps.

    `alive` is called at every step and may raise to end the search.
    """
    tableau = _Tableau()
    for rank, one in enumerate(demands):
        conflict = tableau.demand(rank, one)
        if conflict is not None:
            return conflict
    found = tableau.search(alive)
    return found if isinstance(found, Conflict) else (tableau.numbers() if found else None)


def fewest(demands: Sequence[Demand], conflict: Conflict) -> Conflict:
    """Return a conflict of demands none of which can be left out."""
    kept = [rank for rank, _ in conflict.weights]
    for rank in tuple(kept):
        others = [one for one in kept if one != rank]
        found = solved([demands[one] for one in others])
        if isinstance(found, Conflict):
            kept = [others[place] for place, _ in found.weights]
            conflict = Conflict(tuple((others[place], weight) for place, weight in found.weights))
    return conflict


class _Tableau:
    """The numbers (from 0), which of them are sums of others, their bounds, and their values."""

    def __init__(self) -> None:
        self.cells: dict[str, int] = {}
        self.sums: dict[tuple[tuple[int, Fraction], ...], int] = {}
        self.rows: dict[int, _Row] = {}
        self.upper: dict[int, _Bound] = {}
        self.lower: dict[int, _Bound] = {}
        self.value: list[_Number] = []

    # ── demands become bounds ───────────────────────────────────────────────

    def demand(self, rank: int, one: Demand) -> Conflict | None:
        """Take up a demand; a conflict when it contradicts another at sight."""
        high = Fraction(one.room) if one.sign == "=" else Fraction(0)
        top = (high - one.constant, Fraction(-1 if one.sign == "<" else 0))
        bottom = (-high - one.constant, Fraction(0)) if one.sign == "=" else None
        if not one.terms:
            if top < _ZERO:
                return Conflict(((rank, 1),))
            return Conflict(((rank, -1),)) if bottom is not None and bottom > _ZERO else None
        number, scale = self._number(one)
        ends = [(top, False), *(() if bottom is None else ((bottom, True),))]
        for end, is_bottom in ends:
            scaled = (end[0] / scale, end[1] / scale)
            conflict = self._bound(number, _Bound(scaled, rank, 1 / scale), lower=is_bottom != (scale < 0))
            if conflict is not None:
                return conflict
        return None

    def _number(self, one: Demand) -> tuple[int, Fraction]:
        """Return the number that a demand bounds, and how many times that number its sum is."""
        terms = sorted((self._cell(cell), Fraction(factor)) for cell, factor in one.terms)
        lead = terms[0][1]
        if len(terms) == 1:
            return terms[0][0], lead
        key = tuple((cell, factor / lead) for cell, factor in terms)
        if key not in self.sums:
            self.sums[key] = self._new()
            row: _Row = {}
            for cell, factor in key:
                _add(row, self.rows.get(cell, {cell: Fraction(1)}), factor)
            self.rows[self.sums[key]] = row
        return self.sums[key], lead

    def _cell(self, cell: str) -> int:
        if cell not in self.cells:
            self.cells[cell] = self._new()
        return self.cells[cell]

    def _new(self) -> int:
        self.value.append(_ZERO)
        return len(self.value) - 1

    def _bound(self, number: int, bound: _Bound, *, lower: bool) -> Conflict | None:
        own, other = (self.lower, self.upper) if lower else (self.upper, self.lower)
        known = own.get(number)
        if known is None or (bound.end > known.end if lower else bound.end < known.end):
            own[number] = bound
        opposite = other.get(number)
        if opposite is None or (own[number].end <= opposite.end if lower else own[number].end >= opposite.end):
            return None
        top, bottom = (opposite, own[number]) if lower else (own[number], opposite)
        return _conflict([(top, Fraction(1)), (bottom, Fraction(-1))])

    # ── the search ──────────────────────────────────────────────────────────

    def search(self, alive: Callable[[], None]) -> Literal[True] | Conflict | None:
        """Move numbers within their bounds until every sum is within its own; nothing after too many steps."""
        for number in range(len(self.value)):
            if number not in self.rows:
                self._move(number, self._nearest(number))
        self._refresh()
        for _ in range(MOST_PIVOTS):
            alive()
            wrong = min((one for one in self.rows if self._nearest(one) != self.value[one]), default=None)
            if wrong is None:
                return True
            conflict = self._mend(wrong)
            if conflict is not None:
                return conflict
        return None

    def _nearest(self, number: int) -> _Number:
        """Return the value within its bounds that is nearest to a number's value."""
        value = self.value[number]
        if number in self.lower and value < self.lower[number].end:
            return self.lower[number].end
        if number in self.upper and value > self.upper[number].end:
            return self.upper[number].end
        return value

    def _move(self, number: int, value: _Number) -> None:
        self.value[number] = value

    def _refresh(self) -> None:
        for basic, row in self.rows.items():
            self.value[basic] = _total(row, self.value)

    def _mend(self, wrong: int) -> Conflict | None:
        """Bring a sum to its bound by another number, the first that can move; a conflict when none can."""
        target = self._nearest(wrong)
        rising = target > self.value[wrong]
        row = self.rows[wrong]
        for number in sorted(row):
            up = (row[number] > 0) == rising
            end = (self.upper if up else self.lower).get(number)
            if end is None or (self.value[number] < end.end if up else self.value[number] > end.end):
                self._pivot(wrong, number, target)
                return None
        own = self.lower[wrong] if rising else self.upper[wrong]
        blame = [(own, Fraction(-1 if rising else 1))]
        for number, factor in row.items():
            up = (factor > 0) == rising
            blame.append(((self.upper if up else self.lower)[number], factor if rising else -factor))
        return _conflict(blame)

    def _pivot(self, basic: int, free: int, target: _Number) -> None:
        row = self.rows.pop(basic)
        factor = row.pop(free)
        step = tuple((new - old) / factor for new, old in zip(target, self.value[basic], strict=True))
        self.value[free] = (self.value[free][0] + step[0], self.value[free][1] + step[1])
        self.value[basic] = target
        turned: _Row = {number: -one / factor for number, one in row.items()}
        turned[basic] = 1 / factor
        for other in self.rows.values():
            if free in other:
                _add(other, turned, other.pop(free))
        self.rows[free] = turned
        self._refresh()

    # ── the answer ──────────────────────────────────────────────────────────

    def numbers(self) -> dict[str, Exact]:
        """Return the number of every cell, infinitesimals made small enough."""
        room = Fraction(1)
        for ends, sign in ((self.upper, 1), (self.lower, -1)):
            for number, bound in ends.items():
                apart = sign * (bound.end[0] - self.value[number][0])
                steps = sign * (self.value[number][1] - bound.end[1])
                if steps > 0 and apart > 0:
                    room = min(room, apart / steps)
        return {cell: exact(self.value[one][0] + room * self.value[one][1]) for cell, one in self.cells.items()}


def _add(row: _Row, other: _Row, factor: Fraction) -> None:
    for number, one in other.items():
        new = row.get(number, Fraction(0)) + factor * one
        if new:
            row[number] = new
        else:
            row.pop(number, None)


def _total(row: _Row, value: Sequence[_Number]) -> _Number:
    real = small = Fraction(0)
    for number, factor in row.items():
        real += factor * value[number][0]
        small += factor * value[number][1]
    return real, small


def _conflict(blame: Iterable[tuple[_Bound, Fraction]]) -> Conflict:
    """Return the conflict of bounds that their numbers, each so many times, cannot all keep."""
    weights: dict[int, Fraction] = {}
    for bound, times in blame:
        weights[bound.demand] = weights.get(bound.demand, Fraction(0)) + times * bound.factor
    return Conflict(tuple((rank, exact(one)) for rank, one in sorted(weights.items()) if one))


# ── equations that follow from others ───────────────────────────────────────


class Followed(Record, frozen=True):
    """An equation, and the factors of the others whose sum it is."""

    equation: int
    of: tuple[tuple[int, Exact], ...]


def following(equations: Sequence[Demand], subjects: Iterable[int] | None = None) -> tuple[Followed, ...]:
    """Return the equations that are sums of others; every one of `subjects` against all that are none of them.

    Without subjects each is held against those before it, so that one is returned for each dependency.
    """
    asked = None if subjects is None else frozenset(subjects)
    basis: list[tuple[str, dict[str, Fraction], dict[int, Fraction]]] = []
    found: list[Followed] = []
    order = [rank for rank in range(len(equations)) if asked is None or rank not in asked]
    order += [] if asked is None else sorted(asked)
    for rank in order:
        one = equations[rank]
        row = {cell: Fraction(factor) for cell, factor in one.terms}
        row[""] = Fraction(one.constant)
        used: dict[int, Fraction] = {}
        for lead, kept, of in basis:
            factor = row.get(lead)
            if factor:
                _take(row, kept, factor)
                _take(used, of, factor)
        row = {cell: one for cell, one in row.items() if one}
        if not row and asked is not None and rank not in asked:
            continue
        if not row:
            found.append(Followed(rank, tuple((other, exact(-one)) for other, one in sorted(used.items()) if one)))
        elif (asked is None or rank not in asked) and any(row_cell for row_cell in row):
            # What is left without cells is a contradiction, which is another question.
            lead = min(cell for cell in row if cell)
            scale = row[lead]
            of = {other: one / scale for other, one in used.items()}
            of[rank] = of.get(rank, Fraction(0)) + 1 / scale
            basis.append((lead, {cell: one / scale for cell, one in row.items()}, of))
    return tuple(found)


def _take(row: dict[str, Fraction] | dict[int, Fraction], other: object, factor: Fraction) -> None:
    for key, one in other.items():  # type: ignore[attr-defined]  # both are of the same kind
        row[key] = row.get(key, Fraction(0)) - factor * one
