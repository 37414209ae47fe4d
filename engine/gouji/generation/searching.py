"""Small numbers that break what is not linear: an instance over open numbers and a skeleton enter, numbers leave.

A ratio, a product or a rounding demands nothing that can be solved for. One or two of its cells are given small whole
numbers, the other cells what the other rules then demand, and the instance is asked; so totals stay totals, and no
cell holds what its unit does not allow.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product
from typing import Final

from gouji.evaluate.formula import Against, All, Decided, Fits, Formula, Integral, Negation, Some, assigned, kleene
from gouji.evaluate.formula import Undecided as Unknown
from gouji.evaluate.possible import Affine, Variable
from gouji.evaluate.quantities import Quantity, variables_of
from gouji.generation.chance import Simplest
from gouji.generation.demands import Demand, Way
from gouji.generation.skeletons import Condition, Skeleton
from gouji.generation.solving import Numbers

_AMOUNTS: Final = (0, 1, 2, 3, 5, 10)
_MOST_CELLS: Final = 8
_MOST_TRIED: Final = 300


def broken_by(one: Condition, rule: str, base: Skeleton) -> Iterator[tuple[Way, Numbers]]:
    """Give numbers on which an instance is asked and fails, the smallest first, with the cells that were given.

    Only of an instance that is not linear; nothing that a bounded search does not meet.
    """
    wanted = All((one.guard, Negation(one.check)))
    parts = tuple(_quantities(wanted))
    if all(isinstance(part, Affine) for part in parts):
        return
    variables = sorted(set().union(*map(variables_of, parts)), key=lambda one: one.key)
    cells = {variable.key.removeprefix("#"): variable for variable in variables}
    if not cells.keys() <= base.system.domains.keys():
        return
    others = base.system.without(rule)
    way: Way
    known: list[Numbers] = []
    for given in islice(_small(tuple(cells)[:_MOST_CELLS]), _MOST_TRIED):
        way = tuple(Demand(((cell, 1),), -amount, "=") for cell, amount in given)
        numbers = others.without("", way).settled(base.numbers, {}, Simplest())
        if numbers is not None and numbers not in known and _is_met(wanted, cells, numbers):
            known.append(numbers)
            yield way, numbers


def _small(cells: tuple[str, ...]) -> Iterator[tuple[tuple[str, int], ...]]:
    """Give small numbers for one or two cells, by their sum."""
    chosen: list[tuple[tuple[str, int], ...]] = [((cell, amount),) for cell in cells for amount in _AMOUNTS]
    for pair in combinations(cells, 2):
        chosen += [tuple(zip(pair, amounts, strict=True)) for amounts in product(_AMOUNTS, repeat=2)]
    yield from sorted(chosen, key=lambda given: (sum(amount for _, amount in given), len(given)))


def _is_met(formula: Formula, cells: dict[str, Variable], numbers: Numbers) -> bool:
    return kleene(assigned(formula, {variable: numbers[cell] for cell, variable in cells.items()})) is True


def _quantities(formula: Formula) -> Iterator[Quantity]:
    match formula:
        case Against() | Fits():
            yield formula.difference
        case Integral():
            yield formula.quantity
        case Negation():
            yield from _quantities(formula.of)
        case All() | Some():
            for one in formula.parts:
                yield from _quantities(one)
        case Decided() | Unknown():
            return
