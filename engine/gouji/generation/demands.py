"""Rules become demands on numbers: a formula over cells that may be any number enters; ways to make it hold leave.

A demand is linear. What is not linear, or no matter of numbers, demands nothing here: whether it holds is asked of the
evaluator once the numbers stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Final, Literal, TypeAlias, assert_never

from gouji.evaluate.formula import Against, All, Decided, Fits, Formula, Integral, Negation, Some, Undecided
from gouji.evaluate.possible import Affine
from gouji.record import Record, replace
from gouji.values import Exact

Sign = Literal["=", "≤", "<"]
MAX_WAYS: Final = 600
"""Ways to make one formula hold that are looked at."""


class Demand(Record, frozen=True):
    """The sum of cells, each times its factor, plus a constant, against zero: within `room`, at most, or less.

    Cells go by their JSON pointer; `rule` is the rule that demands it.
    """

    terms: tuple[tuple[str, Exact], ...]
    constant: Exact
    sign: Sign
    room: Exact = 0
    rule: str = ""

    def met(self, value: Exact) -> bool:
        """Return whether a value of the sum is as demanded."""
        match self.sign:
            case "=":
                return -self.room <= value <= self.room
            case "≤":
                return value <= 0
            case "<":
                return value < 0


Way: TypeAlias = tuple[Demand, ...]
"""Demands that together make a formula hold, as far as numbers decide it."""

_SURELY: Final[tuple[Way, ...]] = ((),)
_NEVER: Final[tuple[Way, ...]] = ()


def ways(formula: Formula, *, wanted: bool = True, most: int = MAX_WAYS) -> tuple[Way, ...]:
    """Return the ways in which a formula can be made true (or false); one without demands asks nothing of numbers.

    `most` of them are looked at: who asks for two learns whether there is one only.
    """
    match formula:
        case Decided():
            return _SURELY if formula.value is wanted else _NEVER
        case Undecided():
            return _SURELY
        case Integral():
            return _SURELY if wanted else _broken_up(formula)
        case Negation():
            return ways(formula.of, wanted=not wanted, most=most)
        case All():
            return _all(formula.parts, wanted, most) if wanted else _any(formula.parts, wanted, most)
        case Some():
            return _any(formula.parts, wanted, most) if wanted else _all(formula.parts, wanted, most)
        case Against():
            return _against(formula, wanted)
        case Fits():
            return _SURELY if formula.stated else _against(Against("=", formula.difference), wanted)
        case _:
            assert_never(formula)


def _all(parts: Sequence[Formula], wanted: bool, most: int) -> tuple[Way, ...]:
    found: tuple[Way, ...] = _SURELY
    for part in parts:
        joined = ((*one, *other) for other in ways(part, wanted=wanted, most=most) for one in found)
        found = tuple(islice(joined, most))
    return found


def _any(parts: Sequence[Formula], wanted: bool, most: int) -> tuple[Way, ...]:
    found: dict[Way, None] = {}
    for part in parts:
        found.update(dict.fromkeys(ways(part, wanted=wanted, most=most)))
        if len(found) >= most:
            break
    return tuple(found)[:most]


def _against(formula: Against, wanted: bool) -> tuple[Way, ...]:
    if not isinstance(formula.difference, Affine) or not _is_of_cells(formula.difference):
        return _SURELY
    own = _demand(formula.difference, formula.sign, formula.tolerance)
    if not own.terms:
        return _SURELY if own.met(own.constant) is wanted else _NEVER
    if wanted:
        return ((own,),)
    return tuple((one,) for one in _opposites(own))


def _broken_up(formula: Integral) -> tuple[Way, ...]:
    """Return how a number is no integer: three tenths, which is a decimal in most units."""
    if not isinstance(formula.quantity, Affine) or not _is_of_cells(formula.quantity):
        return _SURELY
    own = _demand(formula.quantity, "=", 0)
    return ((replace(own, constant=own.constant - Fraction(3, 10)),),) if own.terms else _SURELY


def _is_of_cells(form: Affine) -> bool:
    """Return whether every number that is not known is a cell of the report: none of other reports, none in prose."""
    return all(variable.key.startswith("#/tables/") for variable, _ in form.terms)


def _demand(form: Affine, sign: Sign, room: Exact) -> Demand:
    terms = tuple((variable.key.removeprefix("#"), factor) for variable, factor in form.terms)
    return Demand(terms, form.constant, sign, room)


def _opposites(one: Demand) -> Iterator[Demand]:
    turned = tuple((cell, -factor) for cell, factor in one.terms)
    match one.sign:
        case "=":
            yield replace(one, terms=turned, constant=one.room - one.constant, sign="<", room=0)
            yield replace(one, constant=one.constant + one.room, sign="<", room=0)
        case "≤":
            yield replace(one, terms=turned, constant=-one.constant, sign="<")
        case "<":
            yield replace(one, terms=turned, constant=-one.constant, sign="≤")


def value_of(one: Demand, numbers: dict[str, Exact]) -> Exact:
    """Return the sum of a demand for given numbers."""
    return one.constant + sum((factor * numbers[cell] for cell, factor in one.terms), Fraction(0))
