"""One table of the form out of the blocks where it stands: cells with their places enter no report but by their labels.

Every value is found by the label of its row and by a head that names the columns; a row whose number of cells is not
the head's is left out with a defect, never shifted.
Sums are not used, so that what is read does not depend on whether it is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import Block, Cell, Grid
from gouji.intake.heads import Head, read_heads, read_matrix_heads
from gouji.intake.labels import LabelIndex, Likeness
from gouji.intake.readings import (
    ReadTable,
    RowReading,
    Under,
    adds_up,
    below_head,
    best_format,
    fitting,
    has_no_page,
    laid_below,
    merged,
    once,
    same,
    under_of,
    without_padding,
)
from gouji.intake.rows import Label, Row, rows_of
from gouji.intake.shifts import SHIFTED, moved_rows
from gouji.intake.units import other_unit
from gouji.intake.years import names_other_year
from gouji.record import MutableRecord, field, replace
from gouji.report.model import pointer_of, pointer_of_table
from gouji.vocabulary.model import Table, Vocabulary

UNIT_DIFFERS: Final = "unit_differs"
"""The doubt about a number whose column is headed with another unit than the form prescribes."""
TWICE: Final = "table_stands_twice"
"""The doubt about a table that stands there again with other numbers: which of both is the report's is not known."""
NO_MARKS: Final = "cells_without_marks"
"""The doubt about a row whose cells nothing divides but line breaks, and whose total does not hold, or which has none
and ends in what may be the number of a page: a blank leaves no trace, and such a number may stand among them."""

_MAX_HEAD: Final = 200
_MAX_DEFECTS: Final = 100
_MAX_NOTES: Final = 6


class _State(MutableRecord):
    """What has been met on the way down a table."""

    pending: list[Label] = field(default_factory=list)
    heads: tuple[Head, ...] = ()
    other_units: dict[str, str] = field(default_factory=dict)
    under: Under | None = None
    """Where the columns of the present head stand."""
    above: tuple[str, ...] = ()
    reached: int = -1
    read: list[RowReading] = field(default_factory=list)
    blank: list[RowReading] = field(default_factory=list)
    """Blank cells that are a row of the form only where nothing else is: a heading or a spacer may look like them."""
    defects: list[Defect] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    taken: set[Place] = field(default_factory=set)
    lost: int = 0
    headless: bool = False
    notes: list[str] = field(default_factory=list)
    """Words that are no labels and stand above the next head."""
    table: int = 0
    """A second head of the same band opens another table, which never gives a row that the first one lacks."""
    old: set[int] = field(default_factory=set)
    """The tables above which another year stands."""
    parts: dict[int, set[int]] = field(default_factory=dict)
    """The blocks of every table."""
    refused: set[tuple[int, str]] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    """The rows of the present table that were met, read or refused."""
    own: int | None = None
    """The first table with rows above which no other year stands."""


def read_table(
    table: Table, blocks: Sequence[tuple[int, Block]], index: LabelIndex, vocabulary: Vocabulary, year: int | None
) -> ReadTable:
    """Return what a table's blocks say; without any cell when no row could be told for certain."""
    reader = _TableReader(table, index, vocabulary, year)
    if not any(isinstance(block, Grid) or index.may_begin(block.text) for _, block in blocks):
        return reader.finish(vocabulary, year)
    for row in rows_of(blocks, index, vocabulary):
        reader.take(row)
    return reader.finish(vocabulary, year)


class _TableReader:
    def __init__(self, table: Table, index: LabelIndex, vocabulary: Vocabulary, year: int | None) -> None:
        self._table = table
        self._year = year
        self._vocabulary = vocabulary
        self._state = _State()
        self._likeness = Likeness(index)
        self._order = {line.id: rank for rank, line in enumerate(table.rows)}

    def take(self, row: Row) -> None:
        """Take up the next row of the document."""
        if any(label.hits for label in row.labels):
            self._state.blocks.update(row.blocks)
        if not row.values or (not row.filled and not self._blank_row(row)):
            self._keep_blank(row)
            self._remember(row.labels)
            return
        if row.labels and self._row_ids(row.labels[-1]):
            self._remember(row.labels[:-1])
            self._read_row(row, row.labels[-1])
        elif not row.labels or not row.labels[-1].hits:
            self._read_unlabelled(row)
        else:
            self._remember(row.labels)
            self._read_matrix(row)
        self._state.pending, self._state.notes = [], []
        self._state.parts.setdefault(self._state.table, set()).update(row.blocks)

    def _blank_row(self, row: Row) -> bool:
        """Return whether a row without any figure is a row of the table printed blank, and no head or heading."""
        if not self._state.heads and not any(label.named("column") for label in self._state.pending):
            return False
        # Words above others are a heading, even where they are those of a row in another format.
        *above, last = row.labels or (None,)
        if last is None or any(one is not None and one.named("row") and not one.named("rows") for one in above):
            return False
        return bool(last.named("row")) and not last.named("rows") and not any(one.named("column") for one in row.labels)

    def _keep_blank(self, row: Row) -> None:
        """Keep blank cells that may be a row printed blank, until it is known what else was read."""
        if not row.closed or not row.values:
            return
        if not row.labels:
            readings = self._matrix_of(row.values, read_matrix_heads(self._table, self._state.pending))
            self._state.blank.extend(readings)
            self._state.blocks.update(row.blocks if readings else ())
            self._state.taken |= {label.place for label in self._state.pending} if readings else set()
            return
        label = row.labels[-1]
        ids = self._row_ids(label)
        heads = [head for head in self._state.heads if head.rows and len(ids) == 1 and ids[0] in head.rows]
        cells = fitting(row, len(merged(heads).columns)) if heads else None
        if cells is not None:
            self._state.blank.append(
                RowReading(ids[0], label.text, merged(heads), cells, False, label.place, self._state.table)
            )

    def _remember(self, labels: Iterable[Label]) -> None:
        state = self._state
        for label in labels:
            if not label.hits:
                state.notes = [*state.notes[1 - _MAX_NOTES :], label.text]
            if label.named("band"):
                state.pending, state.heads, state.headless = [], (), False
            elif label.named("rows"):
                state.above = label.named("rows")
            if (label.hits or state.pending) and len(state.pending) < _MAX_HEAD:
                state.pending.append(label)

    def _settle_head(self, row_id: str | None, sheet: str | None) -> None:
        """Read the head out of the labels since the last figures, when they hold one; `row_id` is the row below it."""
        state = self._state
        columns = [self._as_column(label) for label in once(state.pending)]
        if any(label.named("column") for label in columns):
            state.heads = read_heads(self._table, columns)
            state.headless = False
            state.under = under_of(columns)
            rows = {one for head in state.heads for one in head.rows}
            met = [self._order[one] for one in state.met & rows]
            self._open_table(row_id in rows and max(met, default=-1) >= self._order[row_id or ""], sheet)
            state.other_units = dict(self._other_units(columns))
        state.pending = []

    def _open_table(self, again: bool, sheet: str | None) -> None:
        """Begin another table where a head stands again above rows already met, or where another year is named."""
        state = self._state
        old = names_other_year(state.notes, sheet, self._year)
        if again or (old and state.table not in state.old) or (old is False and state.table in state.old):
            state.table += 1
            state.met = set()
            if old:
                state.old.add(state.table)

    def _meet(self, rows: Iterable[str]) -> None:
        state = self._state
        state.met.update(rows)
        if state.own is None and state.table not in state.old:
            state.own = state.table

    def _complain(self, defect: Defect) -> None:
        if self._state.table in self._state.old:
            return
        self._state.lost += 1
        if self._state.lost <= _MAX_DEFECTS:
            self._state.defects.append(defect)

    def _lack_head(self, place: Place) -> None:
        if not self._state.headless:
            self._state.headless = True
            self._complain(defects.head_unreadable(self._table.id, self._table.caption, place))

    def _as_column(self, label: Label) -> Label:
        if label.hits:
            return label
        return replace(label, hits=self._likeness.near(label.text, "column"))

    def _other_units(self, columns: Sequence[Label]) -> Iterator[tuple[str, str]]:
        """Yield the columns whose head names another unit than the form, with that unit; complain of each."""
        for label in columns:
            for column in label.named("column"):
                named = other_unit(label.text, self._table, column, self._vocabulary)
                if named is not None:
                    self._complain(defects.unit_differs(self._table.id, label.text, named, label.place))
                    yield column, named

    def _row_ids(self, label: Label) -> tuple[str, ...]:
        exact = tuple(hit.id for hit in label.hits if hit.names == "row" and hit.exact)
        return exact or label.named("row")

    def _read_row(self, row: Row, label: Label, near: bool = False) -> None:
        state = self._state
        ids = self._row_ids(label)
        if len(ids) > 1:
            ids = self._narrowed(ids)
        self._settle_head(ids[0] if len(ids) == 1 else None, label.place.sheet)
        if len(ids) != 1:
            self._complain(defects.label_ambiguous(self._table.id, label.text, ids, label.place))
            return
        heads = [head for head in state.heads if ids[0] in head.rows]
        if not heads:
            self._lack_head(label.place)
            return
        head = merged(heads)
        wanted = len(head.columns)
        cells = below_head(row, head.columns, state.under) or fitting(row, wanted)
        self._meet(ids[:1])
        if cells is None:
            state.refused.add((state.table, ids[0]))
            where = pointer_of("tables", self._table.id, *ids[0].split("."))
            found = len(row.values) if len(row.values) != wanted else wanted + max(len(row.covered), 1)
            self._complain(defects.wrong_count(where, label.text, found, wanted, label.place))
            return
        cells = tuple(
            replace(cell, doubts=(*cell.doubts, UNIT_DIFFERS)) if column in state.other_units and cell.text else cell
            for column, cell in zip(head.columns, cells, strict=True)
        )
        if not row.closed and not (adds_up(self._table, head.columns, cells) and has_no_page(self._table, head, cells)):
            cells = tuple(replace(cell, doubts=(*cell.doubts, NO_MARKS)) for cell in cells)
        state.reached = self._order[ids[0]]
        state.taken.add(label.place)
        reading = RowReading(ids[0], label.text, head, cells, near, label.place, state.table)
        state.read.append(laid_below(reading, row, state.under))

    def _narrowed(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of several rows that stand under the heading met last."""
        inside = {member for group in self._state.above for member in self._table.members("row", group)}
        return tuple(one for one in ids if one in inside) or ids

    def _read_unlabelled(self, row: Row) -> None:
        """Take figures behind words that are no label only when they resemble the label of the very row that is due."""
        state = self._state
        if not row.labels:
            self._read_matrix(row)
            return
        label = row.labels[-1]
        near = self._likeness.near(label.text, "row")
        self._remember(row.labels[:-1])
        known = Label(label.text, label.place, near)
        if len(near) == 1 and self._is_due(near[0].id):
            self._read_row(row, known, near=True)
        elif state.heads or state.read:
            self._complain(defects.row_unknown(self._table.id, label.text, label.place))

    def _is_due(self, row_id: str) -> bool:
        """Return whether a row is the one due next in any of the formats: rows of others may stand between in none."""
        return any(self._order[row_id] == self._next(form) for form in self._table.formats)

    def _next(self, form: str) -> int | None:
        ranks = (self._order[line.id] for line in self._table.lines("row", form))
        return min((rank for rank in ranks if rank > self._state.reached), default=None)

    def _read_matrix(self, row: Row) -> None:
        state = self._state
        heads = read_matrix_heads(self._table, state.pending)
        if not heads:
            if state.heads and row.filled:
                self._complain(defects.row_unknown(self._table.id, "", row.place))
            return
        head = merged(heads)
        self._open_table(head.rows[0] in state.met, row.place.sheet)
        self._meet(head.rows)
        width = len(head.columns)
        wanted = width * len(head.rows)
        values = without_padding(row, wanted)
        if len(values) != wanted:
            where = pointer_of_table(self._table.id)
            place = row.values[0].place
            state.refused |= {(state.table, one) for one in head.rows}
            self._complain(defects.wrong_count(where, self._table.caption, len(values), wanted, place))
            return
        state.blocks.update(row.blocks)
        state.taken |= {row.place, values[0].place, *(label.place for label in state.pending)}
        state.read.extend(self._matrix_of(values, heads))

    def _matrix_of(self, values: Sequence[Cell], heads: Sequence[Head]) -> list[RowReading]:
        """Return the rows that stand side by side, when there are exactly as many cells as theirs."""
        head = merged(heads) if heads else None
        if head is None or len(values) != len(head.columns) * len(head.rows):
            return []
        width = len(head.columns)
        dealt = [(row_id, tuple(values[rank * width : (rank + 1) * width])) for rank, row_id in enumerate(head.rows)]
        table = self._state.table
        return [RowReading(row_id, row_id, head, cells, False, cells[0].place, table, True) for row_id, cells in dealt]

    def finish(self, vocabulary: Vocabulary, year: int | None) -> ReadTable:
        """Return what was read, in the format that most rows are printed in."""
        state = self._state
        if state.lost > _MAX_DEFECTS:
            state.defects.append(defects.too_many(self._table.id, state.lost - _MAX_DEFECTS, state.defects[-1].place))
        own = state.own
        read = [one for one in state.read if one.table not in state.old]
        blank = [one for one in state.blank if own is None or one.table == own]
        own_read = [one for one in read if one.table == own]
        others = self._others(own)
        old = own is None and bool(state.old)
        format_id = None if old else best_format(self._table, own_read, blank, vocabulary, year)
        if format_id is None:
            blocks = frozenset(state.blocks)
            return ReadTable(None, (), frozenset(), tuple(state.defects), blocks, others=others, old=old)
        kept: dict[str, RowReading] = {}
        refused = {row for table, row in state.refused if table == own}
        twice: list[RowReading] = []
        for one in read:
            where = pointer_of("tables", self._table.id, *one.row.split("."))
            if one.table != own and one.row not in kept:
                continue
            if not self._follows(one, format_id):
                self._complain(defects.row_of_other_format(where, one.label, format_id, one.place))
            elif one.row in kept and not same(one, kept[one.row]):
                twice.append(one)
                refused.add(one.row)
            else:
                kept.setdefault(one.row, one)
        for one in blank:
            if self._follows(one, format_id):
                kept.setdefault(one.row, one)
        second = self._complain_of(twice)
        final = [one for one in kept.values() if one.row not in refused]
        shifted, said = moved_rows(self._table, format_id, final)
        state.defects.extend(said)
        cells = tuple(
            (one.row, column, replace(cell, doubts=(*cell.doubts, *said)) if said else cell)
            for one in final
            for said in ((*second, *((SHIFTED,) if one.row in shifted else ())),)
            for column, cell in zip(one.head.columns, one.cells, strict=True)
        )
        self._miss_rows(format_id, {row for row, _, _ in cells}, (own_read or blank)[0].place)
        near = frozenset(one.row for one in kept.values() if one.near)
        taken = frozenset(state.taken)
        blocks = frozenset(state.blocks)
        return ReadTable(format_id, cells, near, tuple(state.defects), blocks, taken, others)

    def _complain_of(self, twice: Sequence[RowReading]) -> tuple[str, ...]:
        """Complain of rows that differ where they stand again; return the doubt about all others of such a table."""
        further = [one for one in twice if one.table != self._state.own]
        several = len({one.row for one in further}) > 1
        if several:
            self._complain(defects.table_twice(self._table.id, self._table.caption, len(further), further[0].place))
        for one in twice:
            if not (several and one in further):
                where = pointer_of("tables", self._table.id, *one.row.split("."))
                self._complain(defects.row_twice(where, one.label, one.place))
        return (TWICE,) if several else ()

    def _others(self, own: int | None) -> frozenset[int]:
        """Return the blocks that belong to further tables alone."""
        parts = self._state.parts
        further = {block for table, blocks in parts.items() if table != own for block in blocks}
        return frozenset(further - parts.get(own, set())) if own is not None else frozenset()

    def _follows(self, reading: RowReading, format_id: str) -> bool:
        return format_id in reading.head.formats and all(
            self._table.has_cell(reading.row, column, format_id) for column in reading.head.columns
        )

    def _miss_rows(self, format_id: str, read: set[str], place: Place) -> None:
        missing = tuple(
            line.printed.of(format_id) for line in self._table.lines("row", format_id) if line.id not in read
        )
        if missing:
            self._complain(defects.rows_not_found(self._table.id, missing, place))
