"""Figures that stand in the cell beside their own: what is written in cells enters, the cells to be doubted leave.

A figure printed wholly in the next cell leaves its own blank, and no line is touched. It shows where a cell beside a
blank one holds two figures, or one that stands off the place where figures stand in their cells: at the left, in the
middle, at the right. What the figures mean is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from gouji.intake.readers.pdf_grid import Field
from gouji.intake.readers.pdf_page import Box, Char

FIGURE: Final = frozenset("0123456789０１２３４５６７８９.,．，")

_LEAST: Final = 4
"""How many figures of a table show where figures stand in their cells."""
_ALIKE: Final = 150
_OFF: Final = 300
"""Hundredths of a point within which figures stand alike, and by which one is off."""

_Places: TypeAlias = Mapping[tuple[int, int], int]
_Way: TypeAlias = tuple[int, int]
"""A step to a cell beside: how many rows, how many columns."""


def astray(fields: Sequence[Field], chars: Sequence[Sequence[Char]], by_place: _Places) -> frozenset[int]:
    """Return the cells that may hold the figure of a blank one beside, and those blank cells."""
    figures = {rank: own for rank, each in enumerate(chars) if (own := _figure(each)) is not None}
    found: set[int] = set()
    for rank, way in (*_doubled(figures), *_off_place(fields, figures)):
        one = fields[rank]
        down, across = way
        row = one.row - 1 if down < 0 else one.row + down * one.row_span
        column = one.column - 1 if across < 0 else one.column + across * one.column_span
        beside = by_place.get((row, column))
        if beside is not None and not any(one.text != " " for one in chars[beside]):
            found |= {rank, beside}
    return frozenset(found)


def _figure(chars: Sequence[Char]) -> list[Char] | None:
    """Return the signs of a cell when they are nothing but figures."""
    shown = [one for one in chars if one.text != " "]
    return shown if shown and all(one.text in FIGURE and not one.turn for one in shown) else None


def _doubled(figures: Mapping[int, Sequence[Char]]) -> Iterator[tuple[int, _Way]]:
    """Yield the cells in which two figures stand apart, with the ways in which the cell of one of them may lie."""
    for rank, own in figures.items():
        high = own[0].height
        levels = sorted(one.base for one in own)
        if levels[-1] - levels[0] > high // 2:
            yield from ((rank, (-1, 0)), (rank, (1, 0)))
        elif any(other.left - one.right > high // 4 for one, other in pairwise(sorted(own, key=lambda one: one.left))):
            yield from ((rank, (0, -1)), (rank, (0, 1)))


def _off_place(fields: Sequence[Field], figures: Mapping[int, Sequence[Char]]) -> Iterator[tuple[int, _Way]]:
    """Yield the cells whose figure stands off the place of all others, with the way to the cell beside it there."""
    rooms = {rank: _room(fields[rank].box, own) for rank, own in figures.items()}
    for before, behind, way in ((0, 1, (0, 1)), (2, 3, (1, 0))):
        shifts = (
            {rank: room[before] for rank, room in rooms.items()},
            {rank: -room[behind] for rank, room in rooms.items()},
            {rank: (room[before] - room[behind]) // 2 for rank, room in rooms.items()},
        )
        most, usual, own = max((_alike(own) for own in shifts), key=lambda one: one[0])
        if most < _LEAST or 4 * most < 3 * len(own):
            continue
        for rank, shift in own.items():
            if abs(shift - usual) > _OFF:
                sign = 1 if shift > usual else -1
                yield rank, (sign * way[0], sign * way[1])


def _alike(own: Mapping[int, int]) -> tuple[int, int, Mapping[int, int]]:
    """Return how many figures stand alike, and where, beside where each stands."""
    usual = sorted(own.values())[len(own) // 2] if own else 0
    return sum(abs(one - usual) <= _ALIKE for one in own.values()), usual, own


def _room(box: Box, own: Sequence[Char]) -> tuple[int, int, int, int]:
    """Return how much of a cell is free at the left and right of its figure, above and below."""
    left, right = min(one.ink.left for one in own), max(one.ink.right for one in own)
    top, bottom = min(one.ink.top for one in own), max(one.ink.bottom for one in own)
    return left - box.left, box.right - right, top - box.top, box.bottom - bottom
