"""A sheet as a person sees it, to blocks: rows of several cells are grids, all else is paragraphs.

Where lines are drawn, a row is as wide as its lines; a row of one cell within them is a heading of the table.
Without lines a row of several filled cells belongs to a table, as wide as the head above it.
Hidden rows and columns are not there, and a merged cell is one, in the first of its rows and columns that is seen.
No file format, no form and no vocabulary is known here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import BLANKS, Block, Cell, Grid, Paragraph
from gouji.record import MutableRecord, Record, replace

MAX_CELLS: Final = 200_000
MAX_TEXT: Final = 16_000_000
"""How many cells and characters of a file are taken up: a hundred times those of a report."""

_MAX_OPEN: Final = 2_000_000
_MAX_LABEL: Final = 60
_FIGURES: Final = re.compile(r"[0-9０-９.,，．/\\—–-]+")
_LETTERS: Final = 26


class SheetTooLargeError(Exception):
    """There is more in a sheet than in any report."""


class SheetCell(Record, frozen=True):
    """What a sheet holds in one place; `left` and `right` say whether a line is drawn there."""

    text: str
    doubts: tuple[str, ...] = ()
    left: bool = False
    right: bool = False


_NOTHING: Final = SheetCell("")


class Area(Record, frozen=True):
    """A merged cell, by its first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(Record, frozen=True):
    """The cells of a sheet by row and column, counted from 1; cells that are not listed are blank and without lines."""

    name: str
    rows: Mapping[int, Mapping[int, SheetCell]]
    areas: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    others_hidden: bool = False
    """Whether rows that are not listed are hidden."""


class _Printed(Record, frozen=True):
    """A cell that is seen: where it begins and ends, and how many rows it covers."""

    cell: SheetCell
    first: int
    last: int
    down: int = 1


class _Row(Record, frozen=True):
    """A row that is seen: its cells from the left, as wide as its lines where it has any."""

    number: int
    printed: tuple[_Printed, ...]
    lined: bool
    gone: _Gone

    @property
    def filled(self) -> tuple[_Printed, ...]:
        """The cells that are not blank."""
        return tuple(one for one in self.printed if one.cell.text)

    @property
    def single(self) -> bool:
        """Whether the row is one cell, or holds one where no lines say how many cells there are."""
        return len(self.printed if self.lined else self.filled) == 1


class Counted(MutableRecord):
    """What was taken up of a file so far."""

    cells: int = 0
    text: int = 0
    tables: int = 0
    lines: int = 0
    offset: int = 0

    def add(self, text: str) -> None:
        """Count a cell and its words.

        Raises:
            SheetTooLargeError: it is one too many.
        """
        self.cells += 1
        self.text += len(text)
        if self.cells > MAX_CELLS or self.text > MAX_TEXT:
            raise SheetTooLargeError


def read_sheet(file: str, sheet: Sheet, counted: Counted) -> Iterator[Block]:
    """Yield the blocks of a sheet, from the top.

    Raises:
        SheetTooLargeError: the sheet holds more than any report.
    """
    group: list[_Row] = []
    for row in _rows(sheet, counted):
        if row.lined or row.filled:
            group.append(row)
            continue
        yield from _blocks(file, sheet.name, group, counted)
        group = []
    yield from _blocks(file, sheet.name, group, counted)


def name_of(row: int, column: int) -> str:
    """Return the name of a place in a sheet: `C7`."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


# ── rows ────────────────────────────────────────────────────────────────────


def _rows(sheet: Sheet, counted: Counted) -> Iterator[_Row]:
    """Yield the rows that are seen; between rows that do not follow one another stands an empty one."""
    numbers = [one for one in sorted(sheet.rows) if one not in sheet.hidden_rows]
    hidden = sorted(sheet.hidden_rows)
    waiting = sorted(sheet.areas, key=lambda one: one.top, reverse=True)
    active: list[Area] = []
    begun: set[Area] = set()
    opened = before = 0
    for number in numbers:
        while waiting and waiting[-1].top <= number:
            active.append(waiting.pop())
        active = [one for one in active if one.bottom >= number]
        opened += len(active)
        if opened > _MAX_OPEN:
            raise SheetTooLargeError
        unseen = bisect_left(hidden, number) - bisect_right(hidden, before)
        if before and number - before - 1 > unseen and not sheet.others_hidden:
            yield _Row(before + 1, (), False, _Gone((), sheet.hidden_columns))
        before = number
        fresh = [one for one in active if one not in begun]
        begun.update(fresh)
        yield _row(sheet, number, active, [(one, _rows_in(one, number, numbers)) for one in fresh], counted)


def _rows_in(area: Area, number: int, numbers: Sequence[int]) -> int:
    """Return how many rows that are seen a merged cell covers from a row on."""
    return bisect_right(numbers, area.bottom) - bisect_left(numbers, number)


def _row(
    sheet: Sheet, number: int, active: Sequence[Area], fresh: Sequence[tuple[Area, int]], counted: Counted
) -> _Row:
    """Return a row in which merged cells are active and some of them, with their number of rows, are new."""
    own = sheet.rows[number]
    gone = _Gone([(one.left, one.right) for one in active], sheet.hidden_columns)
    seen: dict[int, _Printed] = {}
    for area, down in fresh:
        column = next((one for one in range(area.left, area.right + 1) if one not in sheet.hidden_columns), None)
        if column is not None:
            seen[column] = _Printed(_anchor(sheet, area), column, area.right, down)
    for column, cell in own.items():
        if not gone.holds(column):
            seen[column] = _Printed(cell, column, column)
    edges = _edges(sheet, own, active, gone)
    printed = seen
    if len(edges) > 1:
        filled = {column: one for column, one in seen.items() if one.cell.text}
        between = _between(min(edges), max(edges), seen, gone, counted)
        printed = {**filled, **{one.first: one for one in between}}
    for one in printed.values():
        counted.add(one.cell.text)
    return _Row(number, tuple(printed[column] for column in sorted(printed)), len(edges) > 1, gone)


def _anchor(sheet: Sheet, area: Area) -> SheetCell:
    return sheet.rows.get(area.top, {}).get(area.left, _NOTHING)


def _edges(sheet: Sheet, own: Mapping[int, SheetCell], active: Sequence[Area], gone: _Gone) -> set[int]:
    """Return the columns on whose left a line is drawn in a row; lines within a merged cell are not seen."""
    edges: set[int] = set()
    for area in active:
        anchor = _anchor(sheet, area)
        if anchor.left or own.get(area.left, _NOTHING).left:
            edges.add(area.left)
        if anchor.right or own.get(area.right, _NOTHING).right:
            edges.add(area.right + 1)
    for column, cell in own.items():
        if not gone.covers(column):
            edges |= ({column} if cell.left else set()) | ({column + 1} if cell.right else set())
    return edges


def _between(first: int, end: int, seen: Mapping[int, _Printed], gone: _Gone, counted: Counted) -> Iterator[_Printed]:
    """Yield the cells between the outer lines of a row, blank ones too."""
    for column in range(first, end):
        if column in seen:
            yield seen[column]
        elif not gone.holds(column):
            counted.add("")
            yield _Printed(_NOTHING, column, column)


class _Gone:
    """The columns of a row that are no cells of their own: covered by a merged cell, or hidden."""

    def __init__(self, covered: Sequence[tuple[int, int]], hidden: frozenset[int]) -> None:
        spans = sorted(covered)
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))
        self._hidden = hidden

    def covers(self, column: int) -> bool:
        """Return whether a merged cell covers a column."""
        at = bisect_right(self._starts, column)
        return at > 0 and self._ends[at - 1] >= column

    def holds(self, column: int) -> bool:
        """Return whether there is no cell to be seen in a column, but for the merged one."""
        return column in self._hidden or self.covers(column)


# ── blocks ──────────────────────────────────────────────────────────────────


def _blocks(file: str, name: str, group: Sequence[_Row], counted: Counted) -> Iterator[Block]:
    """Yield the blocks of rows that follow one another: what is above and below the rows of several cells is prose."""
    several = [rank for rank, row in enumerate(group) if not row.single]
    first, end = (several[0], several[-1] + 1) if several else (len(group), len(group))
    table: list[tuple[_Row, int]] = []
    widths = dict(zip(range(first, end), _widths(group[first:end]), strict=True))
    for rank, row in enumerate(group):
        if first <= rank < end and not (row.single and _is_prose(row)):
            table.append((row, widths[rank]))
            continue
        yield from _grid(file, name, table, counted)
        table = []
        for one in row.filled:
            yield from _paragraphs(file, name, row.number, one, counted)
    yield from _grid(file, name, table, counted)


def _is_prose(row: _Row) -> bool:
    text = "".join(one.cell.text for one in row.filled)
    return "。" in text or (not row.lined and len(text) > _MAX_LABEL)


def _widths(rows: Sequence[_Row]) -> Iterator[int]:
    """Yield the last column of every row without lines: its own, or that of the rows above up to a head."""
    width, alone = 0, False
    for row in rows:
        last = max((one.last for one in row.filled), default=0)
        head = alone and not row.single and not any(_FIGURES.fullmatch(one.cell.text) for one in row.filled)
        width = last if head else max(width, last)
        alone = row.single
        yield width


def _grid(file: str, name: str, table: Sequence[tuple[_Row, int]], counted: Counted) -> Iterator[Grid]:
    if not table:
        return
    counted.tables += 1
    left = min((one.first for row, _ in table for one in row.filled), default=1)
    place = Place(file, table=counted.tables, sheet=name)
    rows: list[tuple[Cell, ...]] = []
    for row, width in table:
        printed = row.printed if row.lined else tuple(_padded(row, left, width, counted))
        number = len(rows) + 1
        rows.append(
            tuple(
                Cell(
                    one.cell.text,
                    number,
                    one.first,
                    replace(place, table_row=number, table_column=rank, cell=name_of(row.number, one.first)),
                    one.down,
                    one.last - one.first + 1,
                    one.cell.doubts,
                )
                for rank, one in enumerate(printed, 1)
            )
        )
    printed_rows = tuple(row for row in rows if row)
    if printed_rows:
        yield Grid(printed_rows, replace(printed_rows[0][0].place, table_row=None, table_column=None), ragged=False)


def _padded(row: _Row, left: int, width: int, counted: Counted) -> Iterator[_Printed]:
    """Yield the cells of a row without lines, blank ones between the table's first column and the row's last, too."""
    at = left
    for one in row.printed:
        if one.first > width:
            break
        yield from _blanks(row, at, one.first, counted)
        yield one
        at = max(at, one.last + 1)
    yield from _blanks(row, at, width + 1, counted)


def _blanks(row: _Row, first: int, end: int, counted: Counted) -> Iterator[_Printed]:
    for column in range(first, end):
        if not row.gone.holds(column):
            counted.add("")
            yield _Printed(_NOTHING, column, column)


def _paragraphs(file: str, name: str, row: int, printed: _Printed, counted: Counted) -> Iterator[Paragraph]:
    for line in printed.cell.text.split("\n"):
        text = line.strip(BLANKS)
        if text:
            counted.lines += 1
            start, end = counted.offset, counted.offset + len(text)
            counted.offset = end + 1
            where = name_of(row, printed.first)
            yield Paragraph(
                text,
                Place(file, counted.lines, 1, start=start, end=end, sheet=name, cell=where),
                printed.cell.doubts,
            )
