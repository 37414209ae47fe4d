"""A grid to blocks: headings and prose that stand in rows of a table are taken out of it.

A grid and what is a heading or a label enter; the tables that are left leave, and paragraphs, in their order.
Agencies print a whole report as one table, as a form in a workbook is; its headings and its prose are merged rows.
What the prose says and which section a heading opens is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from gouji.intake.blocks import OTHER_WIDTH, UNCERTAIN, Block, Cell, Grid, Paragraph
from gouji.intake.figures import BROKEN
from gouji.intake.labels import LabelIndex
from gouji.record import replace

_Row: TypeAlias = tuple[Cell, ...]

_PROSE: Final = 80
_STOPS: Final = tuple("。：:；;！!？?")
_OF_CELLS: Final = (OTHER_WIDTH, UNCERTAIN)
"""Doubts about cells that say nothing of them as prose: about columns; of images all prose is doubted anyhow."""


def sifted(grid: Grid, knows: Callable[[str], bool], indexes: Mapping[str, LabelIndex]) -> Iterator[Block]:
    """Yield a grid as it is, or as prose when none of the form's tables has a label in it.

    Lines that only begin with a TAB look like rows of one cell; headings and sentences among them are prose.
    """
    kept = grid.continues or _of_figures(grid)
    if not kept and not any(_labels(cell.text, indexes) for row in grid.rows for cell in row):
        for row in grid.rows:
            yield from _prose(row)
        return
    said = [_alone(row) for row in grid.rows]
    parting = [bool(text) and any(knows(line) for line in text.split("\n")) for text in said]
    loose = _around_tables(grid, said, parting, indexes) if any(parting) else frozenset[int]()
    rows: list[_Row] = []
    for rank, row in enumerate(grid.rows):
        text = said[rank]
        if parting[rank] or rank in loose or ("\n" not in text and len(text) > _PROSE and "。" in text):
            if rows:
                yield replace(grid, rows=tuple(rows), place=rows[0][0].place)
            rows = []
            yield from _prose(row)
        else:
            rows.append(row)
    if rows:
        yield replace(grid, rows=tuple(rows), place=rows[0][0].place)


def _around_tables(
    grid: Grid, said: Sequence[str], parting: Sequence[bool], indexes: Mapping[str, LabelIndex]
) -> frozenset[int]:
    """Return the rows of prose of a grid with headings: those of one wide cell between a heading and a table's rows.

    What stands between rows of a table stays there: it is a note, or the heading of a band in words of its own.
    """
    width = max(cell.column + cell.column_span - 1 for row in grid.rows for cell in row)
    wide = [
        bool(text) and _is_wide(row, width, grid.ragged) and not _is_figure(text) and not _labels(text, indexes)
        for row, text in zip(grid.rows, said, strict=True)
    ]
    found: set[int] = set()
    for ranks in (range(len(wide)), range(len(wide) - 1, -1, -1)):
        # The edge of the grid parts like a heading.
        open_ = True
        for rank in ranks:
            blank = not any(cell.text for cell in grid.rows[rank])
            open_ = parting[rank] or (open_ and (wide[rank] or blank))
            if open_ and wide[rank]:
                found.add(rank)
    return frozenset(found)


def _is_wide(row: _Row, width: int, ragged: bool) -> bool:
    """Return whether a row is one cell, or one over most of the table with only blanks behind it."""
    return len(row) == 1 or (not ragged and bool(row[0].text) and 2 * row[0].column_span > width)


def _alone(row: _Row) -> str:
    filled = [cell for cell in row if cell.text]
    return filled[0].text if len(filled) == 1 else ""


def _is_figure(text: str) -> bool:
    return not any(char.isalpha() for char in text)


def _of_figures(grid: Grid) -> bool:
    """Return whether every row holds several figures and nothing else: a piece of a torn table, no prose."""
    rows = ([cell.text for cell in row if cell.text] for row in grid.rows)
    return all(len(row) > 1 and all(one.isascii() and one.isdigit() for one in row) for row in rows)


def _labels(text: str, indexes: Mapping[str, LabelIndex]) -> bool:
    return bool(text) and any(index.read(text) for index in indexes.values())


def _prose(row: _Row) -> Iterator[Paragraph]:
    """Yield the paragraphs of a row.

    On a page nothing says whether a line of a cell is a paragraph or only as wide as the cell: there they are joined
    up to the end of a sentence, and doubted, since a figure may go on in the next line.
    """
    filled = [cell for cell in row if cell.text]
    if not filled:
        return
    first, last = filled[0].place, filled[-1].place
    doubts = dict.fromkeys(doubt for cell in filled for doubt in cell.doubts if doubt not in _OF_CELLS)
    place = replace(first, end=last.end)
    if len(filled) > 1 or "\n" not in filled[0].text:
        yield Paragraph("\n".join(cell.text for cell in filled), place, tuple(doubts))
        return
    lines = filled[0].text.split("\n")
    if first.page is None:
        yield from (Paragraph(line, place, tuple(doubts)) for line in lines if line)
        return
    joined = ""
    for line in lines:
        joined += line
        if joined.endswith(_STOPS):
            yield Paragraph(joined, place, (*doubts, BROKEN))
            joined = ""
    if joined:
        yield Paragraph(joined, place, (*doubts, BROKEN))
