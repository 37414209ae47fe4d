"""Rows of dots to lines: small areas with their places enter, the lines that they make leave, and the dots in none.

What is small enough for a dot, and what a lone one means, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from gouji.intake.readers.pdf_page import Box, Rule
from gouji.record import Record

_GAP: Final = 350
_MIN_DOTS: Final = 5
_LEVEL: Final = 40
"""How far small dots may lie apart, how many make a line, and how far off it they may lie."""


class Dot(Record, frozen=True):
    """A small area: its middle, how large it is, its box, and whether it is round."""

    x: int
    y: int
    size: int
    box: Box
    curved: bool


class _Place(Record, frozen=True):
    """Where a dot lies: on which line, where along it, how large it is, and its rank."""

    level: int
    along: int
    size: int
    rank: int


def lines_of_dots(dots: Sequence[Dot]) -> tuple[list[Rule], list[Rule], list[Dot]]:
    """Return the lines across and down, and the dots that are in none."""
    across, lined = _lines([_Place(one.y, one.x, one.size, rank) for rank, one in enumerate(dots)])
    down, also = _lines([_Place(one.x, one.y, one.size, rank) for rank, one in enumerate(dots)])
    return across, down, [one for rank, one in enumerate(dots) if rank not in lined and rank not in also]


def _lines(places: Sequence[_Place]) -> tuple[list[Rule], set[int]]:
    found: list[Rule] = []
    lined: set[int] = set()
    for row in _rows(places):
        # The line goes on to where the next dot would begin, which may be one of a line across it.
        found.append(Rule(row[0].level, row[0].along - row[0].size, row[-1].along + row[-1].size))
        lined |= {one.rank for one in row}
    return found, lined


def _rows(places: Sequence[_Place]) -> Iterator[Sequence[_Place]]:
    """Yield the rows of enough dots that lie on a level and follow each other closely."""
    for level in _levels(places):
        begin = 0
        for end in range(1, len(level) + 1):
            last = level[end - 1]
            if end == len(level) or level[end].along - last.along > max(_GAP, 5 * last.size // 2):
                if end - begin >= _MIN_DOTS:
                    yield level[begin:end]
                begin = end


def _levels(places: Sequence[_Place]) -> Iterator[Sequence[_Place]]:
    own: list[_Place] = []
    for one in sorted(places, key=lambda each: each.level):
        if own and one.level - own[-1].level > _LEVEL:
            yield sorted(own, key=lambda each: each.along)
            own = []
        own.append(one)
    if own:
        yield sorted(own, key=lambda each: each.along)
