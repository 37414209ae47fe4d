"""Tables that are turned round: the columns of the form one below another, with the figures of one row or of several.

A label of a column with as many figures as rows are meant enters; a row of the form leaves when every column has stood
there just once, in the form's order. Rows are meant by labels beside those of the columns (`行政复议 | 结果维持 | 1`),
or by those above them. Only forms whose rows stand across are turned round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gouji.findings import Place
from gouji.intake.blocks import Cell
from gouji.intake.heads import Head
from gouji.intake.readings import RowReading, beneath, fitting
from gouji.intake.rows import Label, Row
from gouji.record import MutableRecord, Record, field
from gouji.vocabulary.model import Table


class Figure(Record, frozen=True):
    """A figure beside the label of its column; `closed` as of its row."""

    row: str
    column: str
    cell: Cell
    label: Label
    table: int
    closed: bool


class Down(MutableRecord):
    """The rows that are meant by the labels met last, and the figures found so far."""

    rows: tuple[str, ...] = ()
    heads: tuple[Label, ...] = ()
    """The labels of these rows, where they stand above."""
    figures: list[Figure] = field(default_factory=list)


class Turned(Record, frozen=True):
    """A row of a table that is turned round; no reading where not all columns stand there once and in order."""

    row: str
    table: int
    label: str
    place: Place
    found: int
    closed: bool
    reading: RowReading | None


def names_column(row: Row, is_value: Callable[[str], bool]) -> bool:
    """Return whether a row is the label of one column, behind none of another, with figures."""
    if not row.labels or len(row.labels[-1].named("column")) != 1 or row.labels[-1].named("row"):
        return False
    filled = [cell.text for cell in row.values if cell.text]
    return not any(label.named("column") for label in row.labels[:-1]) and all(map(is_value, filled))


def take_down(table: Table, down: Down, row: Row, above: Sequence[Label], number: int) -> int:
    """Take the figures of a row that `names_column`; return how many they are, none where it is not known whose.

    `above` are the labels since the last figures, `number` is that of the present table.
    """
    _mean(table, down, row.labels[:-1], above)
    label = row.labels[-1]
    cells = _cells(table, down, row) if down.rows else None
    if cells is None:
        return 0
    [column] = label.named("column")
    down.figures += [
        Figure(one, column, cell, label, number, row.closed) for one, cell in zip(down.rows, cells, strict=True)
    ]
    return len(cells)


def turned(table: Table, down: Down) -> Iterator[Turned]:
    """Yield the rows of which figures were found."""
    for number, row in dict.fromkeys((one.table, one.row) for one in down.figures):
        own = [one for one in down.figures if (one.table, one.row) == (number, row)]
        columns = tuple(one.column for one in own)
        formats = tuple(one for one in table.formats if columns == tuple(c.id for c in table.lines("column", one)))
        label, cells = own[0].label, tuple(one.cell for one in own)
        head = Head(columns, (row,), formats)
        reading = RowReading(row, label.text, head, cells, False, cells[0].place, number) if formats else None
        yield Turned(row, number, label.text, label.place, len(own), all(one.closed for one in own), reading)


def _mean(table: Table, down: Down, beside: Sequence[Label], above: Sequence[Label]) -> None:
    """Set which rows are meant: those named beside the label, else those above it, else those meant before."""
    for labels in (beside, above):
        if any(label.named("row") or label.named("rows") for label in labels):
            astray = labels is above and _stand_astray(table, labels)
            down.rows = () if astray else _rows_named(table, labels)
            down.heads = () if labels is beside else tuple(one for one in labels if one.named("row"))
            if labels is beside and len(down.rows) > 1:
                down.rows = ()
            return


def _stand_astray(table: Table, labels: Sequence[Label]) -> bool:
    """Return whether the label of a row does not stand below its heading, as far as their places are known."""
    spans = {row: label.span for label in labels for row in label.named("row")}
    for label in labels:
        for row in (row for group in label.named("rows") for row in table.members("row", group)):
            over, below = label.span, spans.get(row)
            if over is None or below is None or over[0] != below[0]:
                continue
            # What is merged is a filled cell and blank ones where a format knows no merged cells.
            if below[1] < over[1] or (over[1] < over[2] < below[2]):
                return True
    return False


def _rows_named(table: Table, labels: Sequence[Label]) -> tuple[str, ...]:
    """Return the rows that labels name, each surely and once; none where a heading stands behind them."""
    found: list[str] = []
    inside: frozenset[str] = frozenset(one.id for one in table.rows)
    for label in labels:
        rows = label.named("row")
        if len(rows) > 1 or not inside.issuperset(rows):
            return ()
        found += rows
        for group in label.named("rows"):
            inside = frozenset(table.members("row", group))
    return tuple(found) if len(set(found)) == len(found) and inside.issuperset(found[-1:]) else ()


def _cells(table: Table, down: Down, row: Row) -> tuple[Cell, ...] | None:
    """Return the figures of a row, one for each row of the form that is meant."""
    spans = [one.span for one in down.heads if one.span is not None]
    if len(spans) == len(down.rows) > 1 and (row.placed or row.even) and all(one[0] == row.blocks[0] for one in spans):
        # Whose the figures are is told by where the labels stand.
        order = sorted(range(len(spans)), key=lambda rank: spans[rank])
        below = beneath(row, [spans[rank][1:] for rank in order], [down.heads[rank].again for rank in order])
        return None if below is None else tuple(below[order.index(rank)] for rank in range(len(spans)))
    ranks = [rank for rank, line in enumerate(table.rows) if line.id in down.rows]
    ordered = tuple(table.rows[rank].id for rank in ranks) == down.rows
    return fitting(row, len(down.rows)) if ordered else None
