"""Conformant reports: a skeleton grows by changes that keep every demand of the rules; choices decide which."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.generation.chance import Chance, one_of
from gouji.generation.ground import Ground
from gouji.generation.reports import Json, told, with_numbers
from gouji.generation.skeletons import Skeleton
from gouji.generation.solving import Numbers
from gouji.record import Record
from gouji.values import Domain, Exact

MAX_CHANGES: Final = 8
_STEPS: Final = (*[Fraction(1)] * 6, Fraction(1, 10), Fraction(1, 100))


class Made(Record, frozen=True):
    """A report with the skeleton that it grew from and the numbers of its tables."""

    report: Json
    skeleton: Skeleton
    numbers: Numbers


def conformant(ground: Ground, chance: Chance, most: int = MAX_CHANGES) -> Made:
    """Return a report that passes every rule: small numbers, few cells that are not zero."""
    rank = chance.integer(0, ground.size - 1)
    return grown(ground, ground.skeleton(rank), chance, most)


def grown(ground: Ground, skeleton: Skeleton, chance: Chance, most: int = MAX_CHANGES) -> Made:
    """Return a report that grew from a skeleton by up to `most` changes and passes every rule."""
    stages: list[Numbers] = [skeleton.numbers]
    cells = tuple(skeleton.system.domains)
    for _ in range(most if cells else 0):
        if chance.integer(0, most) == 0:
            break
        cell = one_of(chance, cells)
        numbers = skeleton.system.settled(stages[-1], {cell: _amount(skeleton.system.domains[cell], chance)}, chance)
        if numbers is not None:
            stages.append(numbers)
    return _last_passing(ground, skeleton, stages)


def _amount(domain: Domain, chance: Chance) -> Exact:
    amount: Exact = chance.integer(1, 9)
    if not domain.whole:
        amount *= one_of(chance, _STEPS)
    return -amount if domain.signed and chance.integer(0, 1) else amount


def _last_passing(ground: Ground, skeleton: Skeleton, stages: Sequence[Numbers]) -> Made:
    # What is not linear was not demanded; whoever breaks it goes back to where it was not yet broken.
    for numbers in reversed(stages[1:]):
        report = with_numbers(skeleton.report, numbers)
        if skeleton.passes(told(report, ground.pack)):
            return Made(report, skeleton, numbers)
    return Made(skeleton.report, skeleton, skeleton.numbers)
