"""Writing that hangs out of the last row of a page: a table and the lines below it enter, the table leaves with them.

A browser cuts a row where the page ends, and what of its cells has no room above the line is printed below it. Such a
line stands within one cell, which goes on on the next page, and follows its lines as close as they follow each other.
Whether the table goes on on the next page is for the caller to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from gouji.intake.figures import BROKEN
from gouji.intake.readers.pdf_astray import FIGURE
from gouji.intake.readers.pdf_cells import OVER_LINE, Written
from gouji.intake.readers.pdf_grid import Ruled
from gouji.intake.readers.pdf_lines import Line, lines_of
from gouji.intake.readers.pdf_page import Char, Page, covers
from gouji.record import replace

_PITCH: Final = 25
_NEAR: Final = 11
"""How many tenths of their height lines of a cell lie apart at most, and how many tenths of the way between its own."""

_SAME: Final = 300
"""Hundredths of a point within which the sides of a cell are the same on both pages."""


def with_overhang(
    page: Page, ruled: Ruled, cells: Sequence[Written], lines: Sequence[Line], below: Ruled
) -> tuple[Written, ...] | None:
    """Return the cells with lines below their table that hang out of them; nothing when any line is of no cell.

    `below` is how the table goes on on the next page.
    """
    foot = ruled.ys[-1]
    if any(line.base <= foot for line in lines):
        return None
    signs = [char for char in page.chars if char.text != " " and any(_is_on(char, line) for line in lines)]
    last = {
        rank: one
        for rank, one in enumerate(cells)
        if one.text and one.field.box.bottom == foot and _goes_on(one, ruled, below)
    }
    hanging: dict[int, list[Char]] = {}
    for char in signs:
        owner = next((rank for rank, one in last.items() if _is_below(char, one)), None)
        if owner is None:
            return None
        hanging.setdefault(owner, []).append(char)
    found = {rank: _joined(page, cells[rank], own) for rank, own in hanging.items()}
    if None in found.values():
        return None
    return tuple(found.get(rank) or one for rank, one in enumerate(cells))


def _goes_on(cell: Written, ruled: Ruled, below: Ruled) -> bool:
    """Return whether a cell between the same sides stands at the head of the next page."""
    left, right = cell.field.box.left - ruled.xs[0], cell.field.box.right - ruled.xs[0]
    boxes = [one.box for one in below.fields if one.row == 0]
    return any(max(abs(one.left - below.xs[0] - left), abs(one.right - below.xs[0] - right)) <= _SAME for one in boxes)


def _is_on(char: Char, line: Line) -> bool:
    return char.base >= line.base - line.height // 2 and covers(line.box, char.ink)


def _is_below(char: Char, cell: Written) -> bool:
    return cell.field.box.left <= char.ink.left and char.ink.right <= cell.field.box.right


def _joined(page: Page, cell: Written, hanging: Sequence[Char]) -> Written | None:
    """Return a cell with the lines that hang out of it; nothing when they stand apart from its own."""
    box = cell.field.box
    within = [one for one in page.chars if one.text != " " and covers(box, one.ink)]
    lines = lines_of(hanging)
    own = [one.base for one in lines_of(within)]
    steps = [other - one for one, other in pairwise(own)]
    base = own[-1] if own else box.top
    for line in lines:
        most = _NEAR * max(steps) if steps else _PITCH * line.height
        if 10 * (line.base - base) > most:
            return None
        base = line.base
    text = "\n".join((cell.text, *(one.text for one in lines)))
    doubts = dict.fromkeys(cell.doubts)
    if cell.text[-1] in FIGURE and lines[0].text[0] in FIGURE:
        doubts[BROKEN] = None
    if any(char in FIGURE for char in text) and not any(char.isalpha() for char in text):
        doubts[OVER_LINE] = None
    return replace(cell, text=text, doubts=tuple(doubts))
