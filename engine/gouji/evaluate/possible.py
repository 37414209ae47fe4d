"""What a number can be: sets of possible values, variables over them, and affine forms of variables.

Exact numbers enter and leave; bounds are attained whenever they exist.
Where a variable comes from (a cell, a stated number) is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from gouji.record import Record
from gouji.values import Domain, Exact, exact

Bound: TypeAlias = Exact | None
"""An end of a range; `None` is no end."""


class Possible(Record, frozen=True):
    """A set of numbers: all integers (`whole`) or rationals from `low` to `high`, or exactly those `listed`."""

    whole: bool
    low: Bound = None
    high: Bound = None
    listed: tuple[Exact, ...] | None = None

    def size(self) -> int | None:
        """Return how many numbers belong to it, or nothing when they are not finitely many."""
        if self.listed is not None:
            return len(self.listed)
        if self.low is None or self.high is None:
            return None
        if self.whole:
            return max(0, _floor(self.high) - _ceiling(self.low) + 1)
        return 1 if self.low == self.high else None

    def members(self) -> Iterator[Exact]:
        """Yield the numbers of a finite set, ascending; an infinite one has no end or none to start at."""
        if self.listed is not None:
            yield from self.listed
        elif self.whole and self.low is not None and self.high is not None:
            yield from range(_ceiling(self.low), _floor(self.high) + 1)
        elif self.low is not None and self.low == self.high:
            yield self.low


def _floor(value: Exact) -> int:
    return value if isinstance(value, int) else value.numerator // value.denominator


def _ceiling(value: Exact) -> int:
    return -_floor(-value)


_DOMAINS = {
    Domain.NATURAL: Possible(whole=True, low=0),
    Domain.INTEGER: Possible(whole=True),
    Domain.NONNEGATIVE: Possible(whole=False, low=0),
    Domain.RATIONAL: Possible(whole=False),
}


def of_domain(domain: Domain) -> Possible:
    """Return all numbers of a domain."""
    return _DOMAINS[domain]


def among(values: Iterable[Exact]) -> Possible:
    """Return exactly the given numbers, at least one."""
    listed = tuple(sorted(set(values)))
    whole = all(Fraction(one).denominator == 1 for one in listed)
    return Possible(whole, listed[0], listed[-1], listed)


def between(low: Exact, high: Exact, *, whole: bool) -> Possible:
    """Return the integers or rationals from `low` to `high`, both included."""
    if whole:
        return Possible(True, _ceiling(low), _floor(high))
    return Possible(False, low, high)


class Variable(Record, frozen=True):
    """A number that is not known; the same key is the same number wherever it occurs."""

    key: str
    possible: Possible

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Variable) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


Assignment: TypeAlias = Mapping[Variable, Exact]


class Affine(Record, frozen=True):
    """`constant` plus each variable times its coefficient; no coefficient is zero, variables go by key."""

    constant: Exact
    terms: tuple[tuple[Variable, Exact], ...] = ()


def known(value: Exact) -> Affine:
    """Return the form of a known number."""
    return Affine(value)


def unknown(variable: Variable, scale: Exact = 1) -> Affine:
    """Return the form of a variable times a scale other than zero."""
    return Affine(0, ((variable, scale),))


def total(forms: Iterable[tuple[Affine, Exact]]) -> Affine:
    """Return the sum of forms, each times its factor; equal variables cancel."""
    constant: Exact = 0
    terms: dict[Variable, Exact] = {}
    for form, factor in forms:
        constant += form.constant * factor
        for variable, coefficient in form.terms:
            terms[variable] = terms.get(variable, 0) + coefficient * factor
    kept = [(variable, tidy(coefficient)) for variable, coefficient in terms.items() if coefficient]
    return Affine(tidy(constant), tuple(sorted(kept, key=lambda term: term[0].key)))


def tidy(value: Exact) -> Exact:
    """Return the same number, as an integer when it is one."""
    return value if isinstance(value, int) else exact(value)


def substituted(form: Affine, assignment: Assignment) -> Affine:
    """Return the form with the assigned variables replaced by their numbers."""
    if not any(variable in assignment for variable, _ in form.terms):
        return form
    constant = form.constant
    kept = []
    for variable, coefficient in form.terms:
        if variable in assignment:
            constant += coefficient * assignment[variable]
        else:
            kept.append((variable, coefficient))
    return Affine(tidy(constant), tuple(kept))


def bounds(form: Affine) -> tuple[Bound, Bound]:
    """Return the least and the greatest value of a form, each attained, or nothing where there is no end."""
    low: Bound = form.constant
    high: Bound = form.constant
    for variable, coefficient in form.terms:
        possible = variable.possible
        least, most = (possible.low, possible.high) if coefficient > 0 else (possible.high, possible.low)
        low = None if low is None or least is None else low + coefficient * least
        high = None if high is None or most is None else high + coefficient * most
    return (None if low is None else tidy(low), None if high is None else tidy(high))
