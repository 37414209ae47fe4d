"""Places in a text as editors count them: lines from 0, columns in code units, lines ended by LF, CR LF or CR.

Code units are those of UTF-16, unless editor and server have agreed on another encoding.

A text enters; offsets and positions are turned into one another, and anything out of range is taken as the nearest
place that exists.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from gouji.record import Record, set_once
from gouji.source import Span

_BREAK: Final = re.compile(r"\r\n|\n|\r")
_FIRST_OF_MORE: Final = {"utf-8": (0x80, 0x800, 0x10000), "utf-16": (0x10000,), "utf-32": ()}
"""From which characters on one more unit is needed, by encoding."""


class Spot(Record, frozen=True):
    """A place as editors count it."""

    line: int
    units: int


class Measured(Record, frozen=True):
    """A text whose lines are known."""

    text: str
    encoding: str = "utf-16"
    _starts: tuple[int, ...] = ()
    _ends: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        breaks = [match.span() for match in _BREAK.finditer(self.text)]
        set_once(self, "_starts", (0, *(end for _, end in breaks)))
        set_once(self, "_ends", (*(start for start, _ in breaks), len(self.text)))

    def spot(self, offset: int) -> Spot:
        """Return where an offset stands."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return Spot(line, self._units(self.text[start : min(offset, self._ends[line])]))

    def spots(self, span: Span) -> tuple[Spot, Spot]:
        """Return where a span begins and ends."""
        return self.spot(span.start), self.spot(span.end)

    def offset(self, spot: Spot) -> int:
        """Return the offset of a place; within the units of one character, that character's."""
        if spot.line < 0:
            return 0
        if spot.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[spot.line], self._ends[spot.line]
        units = 0
        for offset in range(start, end):
            units += self._units(self.text[offset])
            if units > spot.units:
                return offset
        return end

    def _units(self, text: str) -> int:
        """Return how many code units a text takes."""
        if text.isascii():
            return len(text)
        return len(text) + sum(char >= chr(first) for first in _FIRST_OF_MORE[self.encoding] for char in text)
