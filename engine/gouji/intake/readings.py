"""Rows as read: cells that fit a head, the same rows twice, and the format in which most rows exist.

How the rows are found on the way down a document is known to `tables`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from gouji.findings import Defect, Place
from gouji.intake.blocks import Cell
from gouji.intake.heads import Head
from gouji.intake.labels import fold
from gouji.intake.rows import Label, Row
from gouji.record import Record, replace
from gouji.vocabulary.model import Table, Vocabulary

_MAX_WHOLE: Final = 30
"""How many digits of a number are added up."""
_SHORT_PAGE: Final = 100
"""How many characters stand at least on a page, so that its number is no greater than what stands before it allows."""


class Under(Record, frozen=True):
    """Where a head stands, and the block and the first and last column of each of its columns, as far as known.

    `again` are those that are said in each of several columns.
    """

    place: Place
    spans: Mapping[str, tuple[int, int, int]]
    again: frozenset[str] = frozenset()


class RowReading(Record, frozen=True):
    """A row as read, before it is known which format the table follows."""

    row: str
    label: str
    head: Head
    cells: tuple[Cell, ...]
    near: bool
    place: Place
    table: int
    beside: bool = False
    """Whether it stands side by side with others in one printed row."""
    aside: tuple[int, ...] | None = None
    """How many columns to the right of its own head each cell begins, where one stands below another's."""
    under: Place | None = None
    """Where its head stands, when both know their columns."""


class ReadTable(Record, frozen=True):
    """The cells that were read, by row and column; the format they follow; the blocks that belong to the table.

    `taken` says where rows and heads stand that were read: another table has not lost them. `others` are the blocks of
    further tables with the same head, which give nothing; `old` says that there are only tables of other years.
    `readings` are the rows that gave the cells; `single` says that no row was met twice.
    """

    format: str | None
    cells: tuple[tuple[str, str, Cell], ...]
    near: frozenset[str]
    defects: tuple[Defect, ...]
    blocks: frozenset[int]
    taken: frozenset[Place] = frozenset()
    others: frozenset[int] = frozenset()
    old: bool = False
    readings: tuple[RowReading, ...] = ()
    single: bool = False


def merged(heads: Sequence[Head]) -> Head:
    """Return heads of the same columns as one, with the formats of all."""
    formats = tuple(dict.fromkeys(one for head in heads for one in head.formats if head.columns == heads[0].columns))
    return Head(heads[0].columns, heads[0].rows, formats)


def fitting(row: Row, wanted: int, *, padded: bool = True) -> tuple[Cell, ...] | None:
    """Return the row's cells when their number is right, or too great only by blanks behind a row that begins filled.

    Converters pad rows of a merged table to one width. A blank first cell could be the padding instead, so then the
    number must be right; and a cell that is merged down from above may be what padding made up for. Nothing is taken
    for padding where `padded` is not said: where a cell of the row may be none of the form's.
    """
    spare = row.values[wanted:]
    padded = padded and not any(cell.text for cell in spare) and bool(row.values[0].text or not row.filled)
    if len(row.values) < wanted or (spare and not padded):
        return None
    cells = row.values[:wanted]
    return None if any(column < cells[-1].column for column in row.covered) else cells


def doubted(cells: Sequence[Cell], doubt: str) -> tuple[Cell, ...]:
    """Return cells with a further doubt about each."""
    return tuple(replace(cell, doubts=(*cell.doubts, doubt)) for cell in cells)


def adds_up(table: Table, columns: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Return whether a row's total is the sum of its other cells; so it is said of a row without a total, too."""
    totals = {one.id for one in table.columns if one.total}
    if not all(one.text.isascii() and one.text.isdigit() and len(one.text) <= _MAX_WHOLE for one in cells):
        return True  # what is no plain number is doubted or unknown by itself
    values = [(column in totals, int(cell.text)) for column, cell in zip(columns, cells, strict=True)]
    parts = sum(value for is_total, value in values if not is_total)
    return all(value == parts for is_total, value in values if is_total)


def totals_hold(table: Table, columns: Sequence[str], cells: Sequence[Cell]) -> bool:
    """Return whether a row's total is the sum of its other cells, where what is no plain number counts as nought."""
    plain = (one.text.isascii() and one.text.isdigit() and len(one.text) <= _MAX_WHOLE for one in cells)
    numbers = [cell if known else replace(cell, text="0") for cell, known in zip(cells, plain, strict=True)]
    return adds_up(table, columns, numbers)


def has_no_page(table: Table, head: Head, cells: Sequence[Cell], torn: bool) -> bool:
    """Return whether no cell of a row can be the number of a page, as the row's total or the cell's place says.

    Such a number stands behind the last cell, or in a blank one that left nothing but its line where a row is `torn`.
    """
    summed = any(one.total for one in table.columns if one.id in head.columns)
    return summed or not any(map(_may_be_page, cells if torn else cells[-1:]))


def _may_be_page(cell: Cell) -> bool:
    text, start = cell.text, cell.place.start or 0
    return text.isascii() and text.isdecimal() and 0 < int(text[:_MAX_WHOLE]) <= 1 + start // _SHORT_PAGE


def below_head(row: Row, columns: Sequence[str], under: Under | None) -> tuple[Cell, ...] | None:
    """Return the cells of a row that stand below their heads when all that is too many is blank; nothing otherwise.

    A merged label is a filled cell and blank ones where a format knows no merged cells.
    """
    spans = _spans(row, columns, under) if len(row.values) > len(columns) and (row.placed or row.even) else None
    if spans is None or under is None:
        return None
    return beneath(row, spans, [one in under.again for one in columns])


def stands_outside(row: Row, columns: Sequence[str], under: Under | None) -> bool:
    """Return whether a filled cell of a row stands below no head of the form, as far as their columns are known."""
    spans = _spans(row, columns, under) if row.placed or row.even else None
    return spans is not None and has_outside(row, spans)


def has_outside(row: Row, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a filled cell of a row stands below none of some spans of columns."""
    return any(cell.text and not _below(cell, spans) for cell in row.values)


def beneath(row: Row, spans: Sequence[tuple[int, int]], again: Sequence[bool]) -> tuple[Cell, ...] | None:
    """Return the one cell of a row below each of some spans of columns, when all others are blank; else nothing.

    Where a head is said `again` in each column of its span, a cell may be said again below it: in all of them.
    """
    if not spans or any(spans[0][0] <= one for one in row.covered):
        return None
    cells: list[Cell] = []
    for cell in row.values:
        below = _below(cell, spans)
        if below == [len(cells)]:
            cells.append(cell)
        elif cells and below == [len(cells) - 1] and again[below[0]] and _is_said_again(cell, cells[-1]):
            continue
        elif below or cell.text or cell.doubts:
            return None
    return tuple(cells) if len(cells) == len(spans) else None


def _is_said_again(cell: Cell, before: Cell) -> bool:
    return bool(cell.text) and (cell.text, cell.doubts) == (before.text, before.doubts)


def laid_below(reading: RowReading, row: Row, under: Under | None) -> RowReading:
    """Return a row with where its cells stand below its head, when one grid knows the columns of both."""
    spans = _spans(row, reading.head.columns, under) if row.placed else None
    if spans is None or under is None:
        return reading
    return replace(reading, aside=_aside(reading.cells, spans), under=under.place)


def under_of(labels: Sequence[Label]) -> Under | None:
    """Return where the columns stand that the labels of a head name."""
    named = [(label, label.named("column")) for label in labels]
    spans = {column: label.span for label, columns in named for column in columns if label.span is not None}
    again = frozenset(column for label, columns in named if label.again for column in columns)
    return Under(labels[0].place, spans, again) if spans else None


def _spans(row: Row, columns: Sequence[str], under: Under | None) -> list[tuple[int, int]] | None:
    """Return the first and last column of each head above a row of the same grid; nothing where they are not known."""
    if under is None:
        return None
    known = [under.spans.get(column) for column in columns]
    spans = [one[1:] for one in known if one is not None and one[0] == row.blocks[0]]
    ascends = len(spans) == len(columns) and all(one[1] < other[0] for one, other in pairwise(spans))
    return spans if ascends else None


def _below(cell: Cell, spans: Sequence[tuple[int, int]]) -> list[int]:
    first, last = cell.column, cell.column + cell.column_span - 1
    return [rank for rank, (left, right) in enumerate(spans) if first <= right and left <= last]


def _aside(cells: Sequence[Cell], spans: Sequence[tuple[int, int]]) -> tuple[int, ...] | None:
    """Return how far each cell begins from the first column of its head; nothing when each stands below its own."""
    if all(
        cell.column == left and cell.column_span == right - left + 1
        for cell, (left, right) in zip(cells, spans, strict=True)
    ):
        return None
    for rank, cell in enumerate(cells):
        if _below(cell, spans) != [rank]:
            return tuple(one.column - left for one, (left, _) in zip(cells, spans, strict=True))
    return None


def stand_aside(table: Table, readings: Sequence[RowReading]) -> frozenset[str]:
    """Return the rows with cells below the head of another column.

    Where all rows below a head stand aside alike, it is the head that is merged otherwise than it looks. Where the
    heading in front of some rows was not printed again, as in the second half of a table that was cut in two, those
    rows stand aside to the left as a whole: they are whole when they come in the order of the form and add up.
    """
    order = {line.id: rank for rank, line in enumerate(table.rows)}
    found: dict[Place, list[RowReading]] = {}
    for one in readings:
        if one.under is not None:
            found.setdefault(one.under, []).append(one)
    return frozenset(
        one.row
        for rows in found.values()
        if len(rows) == 1 or len({one.aside for one in rows}) > 1
        for one in rows
        if one.aside is not None and not (_in_order(rows, order) and _lacks_heading(table, one))
    )


def _in_order(rows: Sequence[RowReading], order: Mapping[str, int]) -> bool:
    return all(order[one.row] < order[other.row] for one, other in pairwise(rows))


def _lacks_heading(table: Table, reading: RowReading) -> bool:
    """Return whether all cells of a row stand equally far to the left, and are numbers of which one is their total."""
    alike = reading.aside is not None and len(set(reading.aside)) == 1 and reading.aside[0] < 0
    summed = any(column.total and column.id in reading.head.columns for column in table.columns)
    plain = all(one.text.isascii() and one.text.isdecimal() and not one.doubts for one in reading.cells)
    return alike and summed and plain and not reading.near and adds_up(table, reading.head.columns, reading.cells)


def once(labels: Sequence[Label]) -> Sequence[Label]:
    """Return a head once that is printed twice in a row, as at a page break right below it."""
    known = [label for label in labels if label.hits]
    half = len(known) // 2
    texts = [fold(label.text) for label in known]
    return known[:half] if half > 1 and texts[:half] == texts[half:] else labels


def without_padding(row: Row, wanted: int) -> tuple[Cell, ...]:
    """Return the cells of a row without labels, without what is too many of blanks before the last or behind the first.

    Only where the cell at the other end is filled: else nothing says which of the blanks are padding.
    """
    spare = len(row.values) - wanted
    if not 0 < spare < len(row.values):
        return row.values
    for padding, kept in ((row.values[:spare], row.values[spare:]), (row.values[wanted:], row.values[:wanted])):
        if not any(one.text for one in padding) and kept[0].text and kept[-1].text:
            return kept
    return row.values


def same(one: RowReading, other: RowReading) -> bool:
    """Return whether two rows have the same cells."""
    return [cell.text for cell in one.cells] == [cell.text for cell in other.cells]


def best_format(
    table: Table, read: Sequence[RowReading], blank: Sequence[RowReading], vocabulary: Vocabulary, year: int | None
) -> str | None:
    """Return the format in which most rows exist; among equals that of the year, else the latest with most blanks."""
    if not read and not blank:
        return None
    prescribed = None if year is None else vocabulary.format_of_year(year)

    def existing(rows: Sequence[RowReading], format_id: str) -> int:
        return sum(
            format_id in one.head.formats
            and all(table.has_cell(one.row, column, format_id) for column in one.head.columns)
            for one in rows
        )

    def weight(format_id: str) -> tuple[int, bool, int, int]:
        own = prescribed is not None and prescribed.id == format_id
        return existing(read, format_id), own, existing(blank, format_id), table.formats.index(format_id)

    return max(table.formats, key=weight)
