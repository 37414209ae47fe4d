"""Conformant reports: a skeleton grows by changes that keep every demand of the rules; choices decide which."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.generation.chance import Chance, Simplest, one_of
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
    numbers = skeleton.numbers
    changes: list[Numbers] = []
    cells = tuple(skeleton.system.domains)
    for _ in range(most if cells else 0):
        if chance.integer(0, most) == 0:
            break
        cell = one_of(chance, cells)
        change = {cell: amount_of(skeleton.system.domains[cell], chance)}
        settled = skeleton.system.settled(numbers, change, chance)
        if settled is not None:
            numbers = settled
            changes.append(change)
    return _passing(ground, skeleton, numbers) or _step_by_step(ground, skeleton, changes)


def amount_of(domain: Domain, chance: Chance) -> Exact:
    """Return a small amount by which a cell of a domain may change."""
    amount: Exact = chance.integer(1, 9)
    if not domain.whole:
        amount *= one_of(chance, _STEPS)
    return -amount if domain.signed and chance.integer(0, 1) else amount


def _passing(ground: Ground, skeleton: Skeleton, numbers: Numbers) -> Made | None:
    report = with_numbers(skeleton.report, numbers)
    return Made(report, skeleton, numbers) if skeleton.passes(told(report, ground.pack)) else None


def _step_by_step(ground: Ground, skeleton: Skeleton, changes: Sequence[Numbers]) -> Made:
    # What is not linear was not demanded; a change that breaks it is left out, and the others are made.
    made = Made(skeleton.report, skeleton, skeleton.numbers)
    for change in changes:
        numbers = skeleton.system.settled(made.numbers, change, Simplest())
        if numbers is not None:
            made = _passing(ground, skeleton, numbers) or made
    return made
