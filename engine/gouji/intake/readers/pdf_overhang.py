"""Writing that hangs out of the last row of a page: a table and the lines below it enter, the table leaves with them.

A browser cuts a row where the page ends, and what of its cells has no room above the line is printed below it. Such a
line touches the line of the table and follows the lines of a cell as close as they follow each other. Whether the table
goes on on the next page is for the caller to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.intake.readers.pdf_astray import FIGURE
from gouji.intake.readers.pdf_cells import BROKEN, OVER_LINE, Written
from gouji.intake.readers.pdf_grid import Ruled
from gouji.intake.readers.pdf_lines import Line, lines_of
from gouji.intake.readers.pdf_page import Char, Page, covers
from gouji.intake.readers.pdf_prose import touches
from gouji.record import replace

_PITCH: Final = 2
"""How many times their height lines of a cell lie apart at most."""


def with_overhang(
    page: Page, ruled: Ruled, cells: Sequence[Written], lines: Sequence[Line]
) -> tuple[Written, ...] | None:
    """Return the cells with lines below their table that hang out of them; nothing when any line is of no cell."""
    foot = ruled.ys[-1]
    if not lines or not touches((foot,), lines[0]):
        return None
    signs = [char for char in page.chars if char.text != " " and any(_is_on(char, line) for line in lines)]
    last = {rank: one for rank, one in enumerate(cells) if one.field.box.bottom == foot and one.text}
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


def _is_on(char: Char, line: Line) -> bool:
    return char.base >= line.base - line.height // 2 and covers(line.box, char.ink)


def _is_below(char: Char, cell: Written) -> bool:
    return cell.field.box.left <= char.ink.left and char.ink.right <= cell.field.box.right


def _joined(page: Page, cell: Written, hanging: Sequence[Char]) -> Written | None:
    """Return a cell with the lines that hang out of it; nothing when they stand apart from its own."""
    box = cell.field.box
    within = [one for one in page.chars if one.text != " " and covers(box, one.ink)]
    lines = lines_of(hanging)
    base = max((one.base for one in within), default=box.top)
    for line in lines:
        if line.base - base > _PITCH * line.height:
            return None
        base = line.base
    text = "\n".join((cell.text, *(one.text for one in lines)))
    doubts = dict.fromkeys(cell.doubts)
    if cell.text[-1] in FIGURE and lines[0].text[0] in FIGURE:
        doubts[BROKEN] = None
    if any(char in FIGURE for char in text) and not any(char.isalpha() for char in text):
        doubts[OVER_LINE] = None
    return replace(cell, text=text, doubts=tuple(doubts))
