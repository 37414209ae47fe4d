"""Rows of the form side by side: the labels above one printed row enter, which cell is whose leaves, or nothing.

Every row's columns are printed again below its label, and one row of figures stands below them all.
Whose columns they are is told by where the labels stand; where that is not known, only by the order of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from gouji.intake.blocks import Cell
from gouji.intake.heads import Head, only
from gouji.intake.labels import Same
from gouji.intake.readings import RowReading, beneath, has_outside, merged, totals_hold, without_padding
from gouji.intake.rows import Label, Row
from gouji.record import Record, replace
from gouji.vocabulary.model import Table


class Matrix(Record, frozen=True):
    """A head of rows side by side, its rows in printed order.

    `block` and `spans` are the grid, and the first and last column of each cell in it; none where they are not known.
    `again` says of each whether its head is said in every one of these columns.
    """

    head: Head
    block: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    again: tuple[bool, ...] = ()

    @property
    def width(self) -> int:
        """How many cells the printed row has."""
        return len(self.head.columns) * len(self.head.rows)


def read_matrix(table: Table, labels: Sequence[Label]) -> Matrix | None:
    """Return the head that labels print when its columns stand there once for every row, below the rows' labels.

    Where the form's rows stand across, several tables may print some of them each.
    """
    heads: list[Head] = []
    spans: Sequence[tuple[int, int, int]] = ()
    again: tuple[bool, ...] = ()
    for format_id, rows, columns in _full_formats(Same(table)):
        named = [label for label in labels if label.named("column")]
        count = len(named) // len(columns)
        if not count or [only(label, columns) for label in named] != list(columns) * count:
            continue
        if count != len(rows) and not table.head.rows_across:
            continue
        spans = _spans_of(named)
        again = tuple(label.again for label in named)
        printed = _by_place(table, labels, spans, rows, len(columns), count) or _by_order(table, labels, rows, count)
        if printed:
            heads.append(Head(columns, printed, (format_id,)))
    if not heads or any(one.rows != heads[0].rows for one in heads):
        return None
    return Matrix(merged(heads), spans[0][0] if spans else None, tuple(one[1:] for one in spans), again)


def cells_of(matrix: Matrix, row: Row) -> tuple[Cell, ...]:
    """Return the cells of a printed row: those below the head, or without what is too many of blanks at either end.

    None is too many for padding where a filled cell stands below no head: then a blank may be one of the form's.
    """
    if (row.placed or row.even) and matrix.block == row.blocks[0]:
        below = beneath(row, matrix.spans, matrix.again)
        if below is not None:
            return below
        if has_outside(row, matrix.spans):
            return row.values
    return without_padding(row, matrix.width)


def with_words(matrix: Matrix, row: Row, is_value: Callable[[str], bool]) -> Row:
    """Return a row of words as cells alone where it is as wide as the printed one and holds a value.

    Words alone are a caption, unless they stand in every cell.
    """
    texts = [cell.text for cell in row.unlabelled if cell.text]
    if len(texts) < matrix.width and not any(map(is_value, texts)):
        return row
    bare = replace(row, labels=(), values=row.unlabelled)
    return bare if len(cells_of(matrix, bare)) == matrix.width else row


def is_sure(matrix: Matrix, table: Table, row: Row, cells: Sequence[Cell]) -> bool:
    """Return whether a printed row was not cut, or was cut below its head, or all its totals hold as it was cut.

    A blank that was cut may have been a cell, and the one at the other end be of a column that is not the form's.
    """
    if len(row.values) == len(cells) or ((row.placed or row.even) and matrix.block == row.blocks[0]):
        return True
    return all(totals_hold(table, matrix.head.columns, one.cells) for one in dealt(matrix, cells, 0))


def dealt(matrix: Matrix, cells: Sequence[Cell], table: int) -> list[RowReading]:
    """Return the rows that stand side by side, when there are exactly as many cells as theirs."""
    if len(cells) != matrix.width:
        return []
    width = len(matrix.head.columns)
    rows = [(one, tuple(cells[rank * width : (rank + 1) * width])) for rank, one in enumerate(matrix.head.rows)]
    beside = len(rows) > 1
    return [RowReading(one, one, matrix.head, own, False, own[0].place, table, beside) for one, own in rows]


def counts_columns(values: Sequence[Cell], columns: int) -> bool:
    """Return whether cells only number the columns of a head, 1, 2, 3 …, each of as many columns at least."""
    texts = [cell.text for cell in values if cell.text]
    return 0 < columns <= len(texts) and texts == [str(rank) for rank in range(1, len(texts) + 1)]


@lru_cache(maxsize=16)
def _full_formats(same: Same[Table]) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return the formats that print every column of every row, with both."""
    table = same.of
    lines = (
        (one, table.lines("row", one), table.lines("column", one), len(table.cells_in(one))) for one in table.formats
    )
    return tuple(
        (format_id, tuple(one.id for one in rows), tuple(one.id for one in columns))
        for format_id, rows, columns, cells in lines
        if cells == len(rows) * len(columns)
    )


def _spans_of(columns: Sequence[Label]) -> Sequence[tuple[int, int, int]]:
    """Return where the labels of columns stand in the one grid that holds them all side by side; else nothing."""
    spans = [label.span for label in columns if label.span is not None]
    beside = all(one[0] == other[0] and one[2] < other[1] for one, other in pairwise(spans))
    return spans if beside and len(spans) == len(columns) else ()


def _by_place(
    table: Table,
    labels: Sequence[Label],
    spans: Sequence[tuple[int, int, int]],
    rows: tuple[str, ...],
    width: int,
    count: int,
) -> tuple[str, ...]:
    """Return rows in the order in which their labels stand above their columns; none unless each has its own."""
    if not spans or (count < len(rows) and _stands_under_another(table, labels, spans, rows)):
        return ()
    lines = [
        (label.span[1], label.span[2], one)
        for label in labels
        if label.span is not None and label.span[0] == spans[0][0]
        for one in label.named("row")
        if one in rows
    ]
    found: list[str] = []
    for rank in range(count):
        first, last = spans[rank * width][1], spans[(rank + 1) * width - 1][2]
        # The last cell of a short row may go on to the edge of the table.
        end = max((right for _, right, _ in lines), default=0) if rank == count - 1 else last
        found += [one for left, right, one in lines if first <= left and left <= last and right <= max(last, end)]
    return tuple(found) if len(found) == len(lines) == count == len(set(found)) else ()


def _stands_under_another(
    table: Table, labels: Sequence[Label], spans: Sequence[tuple[int, int, int]], rows: tuple[str, ...]
) -> bool:
    """Return whether a heading stands above the columns behind the last row's label, and is not that row's."""
    last: tuple[str, ...] = ()
    other = False
    for label in labels:
        if label.span is None or label.span[0] == spans[0][0]:
            named = tuple(one for one in label.named("row") if one in rows)
            last, other = (named, False) if named else (last, other)
            for group in label.named("rows"):
                other = not set(last) <= set(table.members("row", group))
    return other


def _by_order(table: Table, labels: Sequence[Label], rows: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Return the rows when labels name them in the form's order, none behind a heading that is not its own.

    Where a heading is printed before the label of a row beside it, the columns stand in another order than the words.
    A heading behind them all is of rows that are not named.
    """
    inside: frozenset[str] = frozenset(rows)
    found: list[str] = []
    for label in labels:
        named = [one for one in label.named("row") if one in rows]
        if not inside.issuperset(named):
            return ()
        found += named
        for group in label.named("rows"):
            inside = frozenset(table.members("row", group))
    whole = len(found) == count and found == [one for one in rows if one in found]
    return tuple(found) if whole and inside.issuperset(found[-1:]) else ()
