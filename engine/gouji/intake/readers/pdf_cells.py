"""The cells of a ruled table with what is written in them: signs and other ink of a page enter, texts and doubts leave.

Lines of a cell stay lines: whether a narrow cell broke them is not known. Wherever what is written may be less or more
than what is seen, or belong to the next cell, the cell is doubted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from gouji.intake.figures import BROKEN
from gouji.intake.readers.pdf_astray import FIGURE, astray
from gouji.intake.readers.pdf_grid import Field, Ruled
from gouji.intake.readers.pdf_lines import Line, lines_of
from gouji.intake.readers.pdf_page import UNMAPPED, Box, Char, Page, Rule, covers
from gouji.record import MutableRecord, Record, field

OVERPRINTED: Final = "overprinted"
"""The doubt about a cell in which signs are painted over one another or under something else."""

UNEVEN: Final = "uneven_figures"
"""The doubt about a cell with figures of different size or height, one of which may be the number of a note."""

UNKNOWN_SIGN: Final = "unknown_sign"
"""The doubt about a cell with signs of which the file does not say which characters they are."""

DRAWN: Final = "drawn_in_cell"
"""The doubt about a cell with a picture or drawing in it, which may be writing."""

OVER_LINE: Final = "written_over_line"
"""The doubt about a cell whose writing stands on or goes on over the line of the cell, or may stand in the next one."""

TURNED: Final = "turned_in_cell"
"""The doubt about a cell whose writing does not stand upright."""

IRREGULAR: Final = "cells_not_rectangular"
"""The doubt about the cells of a table some lines of which are missing."""

_LARGE: Final = 1_000
_MAX_LARGE: Final = 200
"""What is larger both ways than a sign may lie over several cells; so many such drawings are looked at."""

_LEVEL: Final = 200
_MAX_NEXT: Final = 4
"""Hundredths of a point by which figures of one number may differ in height, and how many are looked at behind one."""

_CLEAR: Final = 200
"""How far a short line stands off the lines around its cell."""


class Written(Record, frozen=True):
    """A cell with its text."""

    field: Field
    text: str
    doubts: tuple[str, ...]


class _Filling(MutableRecord):
    chars: list[Char] = field(default_factory=list)
    doubts: dict[str, None] = field(default_factory=dict)


def fill(page: Page, table: Ruled) -> tuple[tuple[Written, ...], frozenset[int]]:
    """Return the cells of a table with their texts, and the ranks of the signs on the page that stand in them."""
    by_place = {
        (row, column): rank
        for rank, one in enumerate(table.fields)
        for row in range(one.row, one.row + one.row_span)
        for column in range(one.column, one.column + one.column_span)
    }
    cells = [_Filling() for _ in table.fields]
    owners: dict[int, int] = {}
    for rank, one in enumerate(page.chars):
        cell = by_place.get(_step_of(one.ink, table))
        if cell is not None:
            owners[rank] = cell
            cells[cell].chars.append(one)
    _heed_drawings(cells, page, table, by_place)
    _heed_lines(cells, table)
    _heed_runs(cells, page, owners)
    _heed_strokes(cells, page, table, by_place)
    for rank in astray(table.fields, [one.chars for one in cells], by_place):
        cells[rank].doubts[OVER_LINE] = None
    written = tuple(_written(cell, own, table.whole) for cell, own in zip(cells, table.fields, strict=True))
    return written, frozenset(owners)


def _step_of(ink: Box, table: Ruled) -> tuple[int, int]:
    return _step(table.ys, ink.top + ink.bottom), _step(table.xs, ink.left + ink.right)


def _step(edges: Sequence[int], twice: int) -> int:
    """Return between which edges a place lies, given as twice its distance; -1 when before or behind all."""
    step = bisect_right(edges, twice // 2) - 1
    return step if step < len(edges) - 1 else -1


def _heed_drawings(
    cells: Sequence[_Filling], page: Page, table: Ruled, by_place: Mapping[tuple[int, int], int]
) -> None:
    """Doubt cells in which ink lies that may be writing, and cells that seem blank but have ink over them."""
    for ink in (*page.marks, *page.pictures):
        rank = by_place.get(_step_of(ink, table))
        if rank is not None and (not cells[rank].chars or _smaller(ink, table.fields[rank].box)):
            cells[rank].doubts[DRAWN] = None
    large = [one for one in (*page.marks, *page.pictures) if one.right - one.left > _LARGE < one.bottom - one.top]
    for cell, own in zip(cells, table.fields, strict=True):
        if not cell.chars and any(covers(one, own.box) for one in large[:_MAX_LARGE]):
            cell.doubts[DRAWN] = None


def _smaller(ink: Box, cell: Box) -> bool:
    return ink.right - ink.left < cell.right - cell.left and ink.bottom - ink.top < cell.bottom - cell.top


def _heed_lines(cells: Sequence[_Filling], table: Ruled) -> None:
    """Doubt cells whose writing stands on a line around them."""
    for cell, own in zip(cells, table.fields, strict=True):
        for one in cell.chars:
            wide, high = one.ink.right - one.ink.left, one.ink.bottom - one.ink.top
            beside = max(own.box.left - one.ink.left, one.ink.right - own.box.right)
            above = max(own.box.top - one.ink.top, one.ink.bottom - own.box.bottom)
            if beside * 8 > wide or above * 5 > max(high, one.height // 2):
                cell.doubts[OVER_LINE] = None


def _heed_runs(cells: Sequence[_Filling], page: Page, owners: Mapping[int, int]) -> None:
    """Doubt cells from which a figure goes on without a gap in the next cell, or out of the table."""
    figures = [(one.left, rank) for rank, one in enumerate(page.chars) if one.text in FIGURE]
    levels: dict[int, list[tuple[int, int]]] = {}
    for left, rank in sorted(figures):
        levels.setdefault(page.chars[rank].base // _LEVEL, []).append((left, rank))
    for _, rank in figures:
        one = page.chars[rank]
        for level in range(one.base // _LEVEL - 1, one.base // _LEVEL + 2):
            own = levels.get(level, [])
            begin = bisect_right(own, (one.right - one.height // 2, rank))
            for left, other in own[begin : begin + _MAX_NEXT]:
                close = left - one.right < one.height // 16 and left > one.left
                if close and owners.get(rank) != owners.get(other):
                    for cell in (owners.get(rank), owners.get(other)):
                        if cell is not None:
                            cells[cell].doubts[OVER_LINE] = None


def _heed_strokes(cells: Sequence[_Filling], page: Page, table: Ruled, by_place: Mapping[tuple[int, int], int]) -> None:
    """Doubt cells with a short line in them: a dash or a stroke in a cell that seems blank, or in a line of figures.

    In a narrow cell a line through a figure may begin right at the line of the cell.
    """
    for rule in page.across:
        rank = by_place.get(_step_of(Box(rule.begin, rule.at, rule.end, rule.at), table))
        if rank is None:
            continue
        chars, box = cells[rank].chars, table.fields[rank].box
        if not box.top + _CLEAR < rule.at < box.bottom - _CLEAR:
            continue
        inside = box.left + _CLEAR < rule.begin and rule.end < box.right - _CLEAR
        beside = inside and any(one.text in FIGURE and _is_level(rule.at, one) for one in chars)
        if beside or (inside and not chars) or any(_goes_through(rule, one) for one in chars):
            cells[rank].doubts[DRAWN] = None
    for rule in page.down:
        rank = by_place.get(_step_of(Box(rule.at, rule.begin, rule.at, rule.end), table))
        if rank is None:
            continue
        chars, box = cells[rank].chars, table.fields[rank].box
        # What ends at both lines is a part of the grid; a stroke may stand near a side, as a figure does.
        ends = box.top + _CLEAR < rule.begin or rule.end < box.bottom - _CLEAR
        inside = ends and box.left + _CLEAR // 2 < rule.at < box.right - _CLEAR // 2
        if inside and (not chars or any(one.text in FIGURE for one in chars)):
            cells[rank].doubts[DRAWN] = None


def _is_level(at: int, one: Char) -> bool:
    """Return whether a line across lies where a minus before a sign would, not below it as one under words does."""
    return one.ink.top < at < one.base - one.height // 8


def _goes_through(rule: Rule, one: Char) -> bool:
    level = 4 * abs(2 * rule.at - one.ink.top - one.ink.bottom) < one.height
    return level and rule.begin < one.ink.right and one.ink.left < rule.end


def _written(cell: _Filling, own: Field, whole: bool) -> Written:
    doubts = dict(cell.doubts)
    if not whole:
        doubts[IRREGULAR] = None
    lines = _lines(cell.chars)
    text = "\n".join(one.text for one in lines)
    if any(one.unsure for one in lines):
        doubts[OVERPRINTED] = None
    if any(one.uneven for one in lines):
        doubts[UNEVEN] = None
    if UNMAPPED in text:
        doubts[UNKNOWN_SIGN] = None
    if any(one.turn for one in cell.chars if one.text != " "):
        doubts[TURNED] = None
    if any(one.text[-1] in FIGURE and other.text[0] in FIGURE for one, other in pairwise(lines)):
        doubts[BROKEN] = None
    return Written(own, text or (UNMAPPED if DRAWN in doubts else ""), tuple(doubts))


def _lines(chars: Sequence[Char]) -> list[Line]:
    """Return the lines of a cell in the order in which they are read: from the top, or columns from the right."""
    columns = list(_columns([one for one in chars if one.text != " "]))
    if len(columns) < 2:
        return lines_of(chars)
    return [line for own in sorted(columns, key=lambda each: -each[0].ink.left) for line in lines_of(own)]


def _columns(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Yield the columns of writing that goes down and then to the left; none of writing that goes to the right."""
    own: list[Char] = []
    for one in chars:
        if own:
            last = own[-1]
            below = one.ink.top >= last.ink.bottom - last.height // 4
            beside = abs(one.ink.left + one.ink.right - last.ink.left - last.ink.right) > last.height
            if (beside and below) or (not beside and not below):
                return
            if beside:
                if one.ink.right > last.ink.left or len(own) < 2:
                    return
                yield own
                own = []
        own.append(one)
    if own:
        yield own
