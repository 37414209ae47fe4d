"""Tables that a converter tore apart: rows of figures without their labels, heads in pieces, cells in lines of prose.

Three things are put together again, each only where there is one way, and each cell says so (`solved_with_order`, so
that nothing is checked against what it was read by):
*rows*: there are exactly as many rows of figures as the form has, all of its width; every label that is left names the
row that is due there, half of them are left, but not all, no pieces of the head stand in another order than the
form's, and all totals that the vocabulary marks hold;
*one line*: one row of figures with as many cells as the whole table, whose totals hold;
*lines*: a label and its one figure in a line of prose, below a line that ends in the head of that cell's column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import BLANKS, Block, Cell, Grid, Paragraph
from gouji.intake.glued import GluedTable, totalled
from gouji.intake.labels import LabelIndex, fold
from gouji.intake.rows import Row, ValueWords, is_value, rows_of, value_words
from gouji.intake.units import other_unit
from gouji.record import Record, replace
from gouji.values import read_number_text
from gouji.vocabulary.model import Line, Table, Vocabulary

BY_ORDER: Final = "solved_with_order"

_MAX_ROWS: Final = 2_000
_MAX_LINES: Final = 20_000
_MAX_LINE: Final = 80


class _Found(Record, frozen=True):
    """Cells by row and column, all of one format."""

    format: str
    cells: tuple[tuple[str, str, Cell], ...]


def read_torn(
    table: Table,
    blocks: Sequence[tuple[int, Block]],
    index: LabelIndex,
    vocabulary: Vocabulary,
    known: GluedTable | None,
    year: int | None,
) -> GluedTable | None:
    """Return a torn table with what is known of it already; nothing when there is nothing to put together."""
    prescribed = None if year is None else vocabulary.format_of_year(year)
    formats = [one for one in table.formats if prescribed is None or one == prescribed.id]
    if known is not None:
        formats = [known.format]
    found = [
        one
        for format_id in formats
        for one in (_put_together(table, blocks, index, vocabulary, format_id, known),)
        if one is not None
    ]
    if not found or any(one.cells != found[0].cells for one in found):
        return None
    return _said(table, found[-1], known)


def _put_together(
    table: Table,
    blocks: Sequence[tuple[int, Block]],
    index: LabelIndex,
    vocabulary: Vocabulary,
    format_id: str,
    known: GluedTable | None,
) -> _Found | None:
    words = value_words(vocabulary)
    grids = [(number, block) for number, block in blocks if isinstance(block, Grid)]
    figures = [row for row in rows_of(grids, index, vocabulary) if _has_figures(row, words)]
    cells: tuple[tuple[str, str, Cell], ...] = ()
    if known is None and 0 < len(figures) <= _MAX_ROWS:
        if _turns_back(table, grids, format_id) == 0:
            cells = _in_order(table, figures, format_id)
        if not cells and _turns_back(table, grids, format_id) < len(table.lines("row", format_id)):
            cells = _in_one_line(table, figures, blocks, format_id)
    cells = cells or tuple(_in_lines(table, blocks, index, vocabulary, format_id))
    rows = set() if known is None else {row for row, _, _ in known.cells}
    cells = tuple(one for one in cells if one[0] not in rows)
    return _Found(format_id, cells) if cells else None


def _turns_back(table: Table, grids: Sequence[tuple[int, Grid]], format_id: str) -> int:
    """Return how often, in rows without figures, a piece of a column's head follows one of a later column."""
    labels = [[fold(text) for text in (*one.printed.every(), *one.aliases)] for one in table.lines("column", format_id)]
    turns = 0
    for _, grid in grids:
        for row in grid.rows:
            words = [fold(cell.text) for cell in row if cell.text]
            meant = [[rank for rank, one in enumerate(labels) if any(word in text for text in one)] for word in words]
            ranks = [one[0] for one in meant if len(one) == 1]
            turns += sum(later < rank for rank, later in pairwise(ranks))
    return turns


def _has_figures(row: Row, words: ValueWords) -> bool:
    return any(is_value(cell.text, words) for cell in row.values)


def _said(table: Table, found: _Found, known: GluedTable | None) -> GluedTable:
    cells = tuple((row, column, replace(cell, doubts=(*cell.doubts, BY_ORDER))) for row, column, cell in found.cells)
    place = found.cells[0][2].place
    caption = table.caption or table.labels.of("zh")
    lost: list[Defect] = [defects.rows_put_together(table.id, caption, len(cells), place)]
    if known is not None:
        lost[:0] = [one for one in known.defects if one.code != "D509"]
        cells = (*known.cells, *cells)
    read = {row for row, _, _ in cells}
    missing = tuple(row.printed.of(found.format) for row in table.lines("row", found.format) if row.id not in read)
    if missing:
        lost.append(defects.rows_not_found(table.id, missing, place))
    return GluedTable(found.format, cells, tuple(lost))


# ── rows of figures in the order of the form ────────────────────────────────


def _in_order(table: Table, figures: Sequence[Row], format_id: str) -> tuple[tuple[str, str, Cell], ...]:
    lines = table.lines("row", format_id)
    columns = table.lines("column", format_id)
    full = len(table.cells_in(format_id)) == len(lines) * len(columns)
    if not full or len(figures) != len(lines):
        return ()
    values: dict[str, tuple[Cell, ...]] = {}
    named = 0
    for row, line in zip(figures, lines, strict=True):
        fits = _fits(table, row, line)
        cells = _of_width(row, len(columns))
        if fits is None or cells is None:
            return ()
        named += fits
        values[line.id] = cells
    # Where every label is left, only the head is not the form's, and then nothing says which column is which.
    if not len(lines) <= 2 * named < 2 * len(lines) or not _totals_hold(table, values, columns, format_id):
        return ()
    return tuple(
        (row, column.id, cell) for row, cells in values.items() for column, cell in zip(columns, cells, strict=True)
    )


def _fits(table: Table, row: Row, line: Line) -> bool | None:
    """Return whether a row is labelled as the line of the form that is due; `None` when it is labelled otherwise.

    A piece of that line's label, or of a heading above it, is no label, but speaks for nothing else either.
    """
    groups = [one for one in table.groups if one.axis == "row" and line.id in one.members and one.printed is not None]
    words = [fold(text) for text in (*line.printed.every(), *line.aliases)]
    words += [fold(text) for one in groups if one.printed is not None for text in one.printed.every()]
    named = False
    for label in row.labels:
        if line.id in label.named("row"):
            named = True
        elif not any(fold(label.text) in one for one in words):
            return None
    return named


def _of_width(row: Row, width: int) -> tuple[Cell, ...] | None:
    """Return the values of a row when there are as many as columns, or more by blanks behind a last one filled."""
    values = row.values
    while not row.labels and len(values) > width and not values[0].text:
        values = values[1:]
    if len(values) < width or any(cell.text for cell in values[width:]):
        return None
    cells = values[:width]
    filled = all(cell.text for cell in cells)
    return cells if filled or (row.labels and all(cell.text for cell in cells[:-1])) else None


def _totals_hold(table: Table, values: Mapping[str, Sequence[Cell]], columns: Sequence[Line], format_id: str) -> bool:
    numbers: dict[str, list[Decimal | None]] = {}
    for row, cells in values.items():
        read = [_number(cell) for cell in cells]
        if any(one is None and cell.text for one, cell in zip(read, cells, strict=True)):
            return False
        numbers[row] = read
    across = all(_adds_up(columns, one) for one in numbers.values())
    down = all(
        len({None} & {numbers[row][rank] for row in (total, *parts)}) == 1
        or numbers[total][rank] == sum(numbers[row][rank] or 0 for row in parts)
        for total, parts in totalled(table, format_id, numbers)
        for rank in range(len(columns))
    )
    return across and down and any(one for row in numbers.values() for one in row if one is not None)


def _adds_up(columns: Sequence[Line], numbers: Sequence[Decimal | None]) -> bool:
    parts = [number or Decimal(0) for column, number in zip(columns, numbers, strict=True) if not column.total]
    totals = [number for column, number in zip(columns, numbers, strict=True) if column.total]
    return all(total is None or total == sum(parts) for total in totals)


def _number(cell: Cell) -> Decimal | None:
    bare = cell.text.strip(BLANKS)
    return Decimal(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 12 else None


# ── the whole table in one row of figures ───────────────────────────────────


def _in_one_line(
    table: Table, figures: Sequence[Row], blocks: Sequence[tuple[int, Block]], format_id: str
) -> tuple[tuple[str, str, Cell], ...]:
    lines, columns = table.lines("row", format_id), table.lines("column", format_id)
    wanted = len(lines) * len(columns)
    if len(figures) != 1 or len(table.cells_in(format_id)) != wanted or not any(one.total for one in columns):
        return ()
    values = figures[0].values
    words = "".join(fold(block.text) for _, block in blocks if not isinstance(block, Grid))
    named = all(any(fold(text) in words for text in line.printed.every()) for line in lines)
    if figures[0].labels or len(values) != wanted or not named:
        return ()
    if any(_number(cell) is None for cell in values):
        return ()
    width = len(columns)
    rows = {line.id: values[rank * width : (rank + 1) * width] for rank, line in enumerate(lines)}
    if not all(_adds_up(columns, [_number(cell) for cell in cells]) for cells in rows.values()):
        return ()
    return tuple(
        (row, column.id, cell) for row, cells in rows.items() for column, cell in zip(columns, cells, strict=True)
    )


# ── a label and its figure in a line of prose ───────────────────────────────


def _in_lines(
    table: Table, blocks: Sequence[tuple[int, Block]], index: LabelIndex, vocabulary: Vocabulary, format_id: str
) -> Iterator[tuple[str, str, Cell]]:
    words = value_words(vocabulary)
    found: dict[str, list[tuple[str, Cell]]] = {}
    head: tuple[str, str] | None = None
    for _, block in blocks[:_MAX_LINES]:
        if not isinstance(block, Paragraph) or len(block.text) > _MAX_LINE:
            head = None
            continue
        named = _ends_in_head(table, block.text, format_id)
        if named is not None:
            head = (named, block.text)
            continue
        label, _, figure = block.text.rpartition(" ")
        rows = [hit.id for hit in index.find(fold(label)) if hit.names == "row"] if label else []
        if head is None or len(rows) != 1 or not is_value(figure, words) or read_number_text(figure) is None:
            continue
        columns = [one.id for one in table.lines("column", format_id) if table.has_cell(rows[0], one.id, format_id)]
        if columns == [head[0]]:
            unit = other_unit(head[1], table, head[0], vocabulary)
            doubts = () if unit is None else ("unit_differs",)
            place = _behind(block, len(block.text) - len(figure))
            found.setdefault(rows[0], []).append((head[0], Cell(figure, 1, 1, place, doubts=doubts)))
    # A row that stands there twice is not decided here.
    yield from ((row, each[0][0], each[0][1]) for row, each in found.items() if len(each) == 1)


def _ends_in_head(table: Table, text: str, format_id: str) -> str | None:
    words = fold(text.partition("（")[0])
    ids = [
        one.id
        for one in table.lines("column", format_id)
        if words and any(words.endswith(fold(printed.partition("（")[0])) for printed in one.printed.every())
    ]
    return ids[0] if len(ids) == 1 else None


def _behind(block: Paragraph, at: int) -> Place:
    place = block.place
    if place.start is None or place.column is None:
        return place
    return replace(place, column=place.column + at, start=place.start + at, end=place.start + len(block.text))
