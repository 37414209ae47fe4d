"""What stands on a page of a PDF, as it passes from the process that opens the file to the reader.

All measures are whole hundredths of a point, counted from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

from typing import Final

from gouji.record import Record

MAX_PAGES: Final = 1_000
MAX_CHARS: Final = 1_000_000
MAX_OBJECTS: Final = 1_000_000
MAX_PIXELS: Final = 64_000_000
"""How much of each all pages of a file may have together; a report has a few thousand."""

ENCRYPTED: Final = 3
DAMAGED: Final = 4
TOO_COMPLEX: Final = 5
"""With what the process ends that could not open a file."""

UNMAPPED: Final = "□"
"""Stands for a sign of which the file does not say which character it is."""


class Box(Record, frozen=True, array_like=True):
    """A rectangle."""

    left: int
    top: int
    right: int
    bottom: int


def covers(area: Box, one: Box) -> bool:
    """Return whether the middle of a rectangle lies in an area."""
    across, down = one.left + one.right, one.top + one.bottom
    return 2 * area.left <= across <= 2 * area.right and 2 * area.top <= down <= 2 * area.bottom


class Char(Record, frozen=True, array_like=True):
    """A printed sign: the box of its ink, how far its writing goes to either side, its base line, its turn.

    `height` is the size of its font. `turn` counts the quarters by which it is turned. `covered` says that something is
    painted over it, or that it belongs to a layer that can be hidden.
    """

    text: str
    ink: Box
    left: int
    right: int
    base: int
    height: int
    turn: int = 0
    covered: bool = False


class Rule(Record, frozen=True, array_like=True):
    """A straight printed line, across or down: where it lies, and from where to where it goes."""

    at: int
    begin: int
    end: int


class Page(Record, frozen=True):
    """A page: its signs in the order of the file, its lines across and down, its pictures, and any other ink.

    `hidden` says how many signs stand there that nobody sees; under a picture they are somebody's recognition of it.
    `areas` are painted in another color than what is below them.
    `rank` is its place in the order of reading. Of a page printed beside another on one sheet `begin` says how far from
    the left side of the sheet it begins, and `beside` how wide the rest of the sheet is.
    A page on which most signs are turned is given turned, by `turned` quarters, so that they stand upright.
    """

    number: int
    width: int
    height: int
    chars: tuple[Char, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    marks: tuple[Box, ...]
    hidden: int = 0
    turned: int = 0
    areas: tuple[Box, ...] = ()
    rank: int = 0
    begin: int = 0
    beside: int = 0
