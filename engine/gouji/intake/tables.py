"""One table of the form out of the blocks where it stands: cells with their places enter no report but by their labels.

Every value is found by the label of its row and by a head that names the columns; a row whose number of cells is not
the head's is left out with a defect, never shifted.
Sums are not used, so that what is read does not depend on whether it is right.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Final

from gouji.findings import Place
from gouji.intake import defects
from gouji.intake.blocks import OTHER_WIDTH, Block, Cell, Grid
from gouji.intake.chosen import choose
from gouji.intake.down import names_column, take_down, turned
from gouji.intake.heads import read_heads, strangers
from gouji.intake.labels import LabelIndex, Likeness
from gouji.intake.matrix import cells_of, counts_columns, dealt, is_sure, read_matrix, with_words
from gouji.intake.met import Met
from gouji.intake.readings import (
    ReadTable,
    RowReading,
    adds_up,
    below_head,
    doubted,
    fitting,
    has_no_page,
    laid_below,
    merged,
    once,
    stands_outside,
    under_of,
)
from gouji.intake.rows import Label, Row, rows_of, value_test, value_words
from gouji.intake.units import CaptionUnits, captions_in, explicit_units, other_unit, unit_beside
from gouji.intake.years import names_other_year
from gouji.record import replace
from gouji.report.model import pointer_of, pointer_of_table
from gouji.vocabulary.model import Table, Vocabulary

UNIT_DIFFERS: Final = "unit_differs"
"""The doubt about a number whose column is headed with another unit than the form prescribes."""
OTHER_LABEL: Final = "label_may_be_another"
"""The doubt about cells whose label or head is not the form's, and as likely another word as a misprint."""
NO_MARKS: Final = "cells_without_marks"
"""The doubt about a row whose cells nothing divides but line breaks, and whose total does not hold, or which has none
and what may be the number of a page at its end, or anywhere where blank lines stand between some of its cells: a blank
leaves no other trace, and such a number may stand among them."""

_MAX_HEAD: Final = 200
_MAX_NOTES: Final = 6


def read_table(
    table: Table,
    blocks: Sequence[tuple[int, Block]],
    index: LabelIndex,
    vocabulary: Vocabulary,
    year: int | None,
    headings: Iterable[CaptionUnits] = (),
) -> ReadTable:
    """Return what a table's blocks say; without any cell when no row could be told for certain.

    `headings` are the units that the headings above name.
    """
    reader = _TableReader(table, index, vocabulary, year, (*captions_in(blocks), *headings))
    if not any(isinstance(block, Grid) or index.may_begin(block.text) for _, block in blocks):
        return choose(table, reader.met, vocabulary, year)
    for row in rows_of(blocks, index, vocabulary):
        reader.take(row)
    reader.turn_round()
    return choose(table, reader.met, vocabulary, year)


class _TableReader:
    def __init__(
        self,
        table: Table,
        index: LabelIndex,
        vocabulary: Vocabulary,
        year: int | None,
        captions: Sequence[CaptionUnits],
    ) -> None:
        self._table = table
        self._captions = captions
        self._said: set[tuple[str, Place]] = set()
        self._year = year
        self._vocabulary = vocabulary
        self.met = Met()
        self._likeness = Likeness(index)
        self._is_value = value_test(value_words(vocabulary))
        self._order = {line.id: rank for rank, line in enumerate(table.rows)}

    def take(self, row: Row) -> None:
        """Take up the next row of the document."""
        row = self._with_words(row)
        if any(label.hits for label in row.labels):
            self.met.blocks.update(row.blocks)
            self._look_for_strangers(row)
        blank = not row.values or (not row.filled and not self._blank_row(row))
        if blank and not (row.closed and self.met.down.figures):
            self._keep_blank(row)
            self._remember(row.labels)
            return
        if self._read_down(row):
            pass
        elif blank:
            self._keep_blank(row)
            self._remember(row.labels)
            return
        elif self._counts_columns(row):
            self._remember(row.labels)
            return
        elif row.labels and self._row_ids(row.labels[-1]):
            self._remember(row.labels[:-1])
            self._read_row(row, row.labels[-1])
        elif not row.labels or not row.labels[-1].hits:
            self._read_unlabelled(row)
        else:
            self._remember(row.labels)
            self._read_matrix(row)
        self.met.pending, self.met.notes, self.met.printed_blank = [], [], False
        self.met.parts.setdefault(self.met.table, set()).update(row.blocks)

    def turn_round(self) -> None:
        """Take up the rows of a table that is turned round, where nothing else was read for them."""
        known = {one.row for one in self.met.read}
        for one in turned(self._table, self.met.down):
            if one.row in known or one.table in self.met.old:
                continue
            self.met.own = one.table if self.met.own is None else self.met.own
            if one.reading is None:
                where = pointer_of("tables", self._table.id, *one.row.split("."))
                wanted = len(self._table.lines("column"))
                self.met.complain(defects.wrong_count(where, one.label, one.found, wanted, one.place))
                continue
            cells = one.reading.cells
            if not one.closed and not adds_up(self._table, one.reading.head.columns, cells):
                cells = doubted(cells, NO_MARKS)
            self.met.read.append(replace(one.reading, cells=cells))

    def _read_down(self, row: Row) -> bool:
        """Read the figures beside the label of one column, in a table that is turned round; return whether it is."""
        if not (row.values and self._table.head.rows_across and names_column(row, self._is_value)):
            return False
        state = self.met
        above, label = list(state.pending), row.labels[-1]
        if any(one.hits for one in above):
            self._open_table(False, label.place.sheet)
        count = take_down(self._table, state.down, row, above, state.table)
        if not count:
            return False
        columns = label.named("column")
        units = {**dict(self._units_around([*above, label])), **dict(self._other_units([label]))}
        state.down.figures[-count:] = [
            replace(one, cell=_doubted(columns, [one.cell], units)[0]) for one in state.down.figures[-count:]
        ]
        state.taken |= {label.place, *(one.place for one in above)}
        return True

    def _with_words(self, row: Row) -> Row:
        """Return a row as cells alone where words stand among them, and it is as wide as rows side by side above it."""
        matrix = read_matrix(self._table, self.met.pending) if row.unlabelled and row.labels else None
        return row if matrix is None else with_words(matrix, row, self._is_value)

    def _look_for_strangers(self, row: Row) -> None:
        """Keep whether a line of the present head has a cell among its columns that names none of the form's."""
        if row.closed and any(label.named("column") for label in row.labels):
            begun = self.met.strange and any(label.named("column") for label in self.met.pending)
            between = strangers(row.labels[:_MAX_HEAD])
            self.met.strange = begun or any(not self._likeness.near(one.text, "column") for one in between)

    def _blank_row(self, row: Row) -> bool:
        """Return whether a row without any figure is a row of the table printed blank, and no head or heading."""
        if not self.met.heads and not any(label.named("column") for label in self.met.pending):
            return False
        # Words above others are a heading, even where they are those of a row in another format.
        *above, last = row.labels or (None,)
        if last is None or any(one is not None and one.named("row") and not one.named("rows") for one in above):
            return False
        return bool(last.named("row")) and not last.named("rows") and not any(one.named("column") for one in row.labels)

    def _counts_columns(self, row: Row) -> bool:
        """Return whether a row that is none of the form's only numbers the columns of the head above it."""
        labels = [*self.met.pending, *row.labels]
        columns = sum(bool(label.named("column")) for label in labels)
        if not counts_columns(row.values, columns):
            return False
        last = row.labels[-1] if row.labels else None
        return last is None or not (self._row_ids(last) or self._likeness.near(last.text, "row"))

    def _keep_blank(self, row: Row) -> None:
        """Keep blank cells that may be a row printed blank, until it is known what else was read."""
        if not row.closed or not row.values:
            return
        if not row.labels:
            matrix = read_matrix(self._table, self.met.pending)
            readings = [] if matrix is None else dealt(matrix, cells_of(matrix, row), self.met.table)
            self.met.blank.extend(readings)
            self.met.printed_blank = self.met.printed_blank or bool(readings)
            self.met.blocks.update(row.blocks if readings else ())
            self.met.taken |= {label.place for label in self.met.pending} if readings else set()
            return
        label = row.labels[-1]
        ids = self._row_ids(label)
        heads = [head for head in self.met.heads if head.rows and len(ids) == 1 and ids[0] in head.rows]
        cells = fitting(row, len(merged(heads).columns)) if heads else None
        if cells is not None:
            self.met.blank.append(
                RowReading(ids[0], label.text, merged(heads), cells, False, label.place, self.met.table)
            )

    def _remember(self, labels: Iterable[Label]) -> None:
        state = self.met
        for label in labels:
            if not label.hits:
                state.notes = [*state.notes[1 - _MAX_NOTES :], label.text]
            if label.named("band"):
                state.pending, state.heads, state.headless = [], (), False
            elif label.named("rows"):
                state.above = label.named("rows")
            if label.hits:
                state.matrix = None
                # Behind a row printed blank another head begins.
                state.pending, state.printed_blank = [] if state.printed_blank else state.pending, False
            if (label.hits or state.pending) and len(state.pending) < _MAX_HEAD:
                state.pending.append(label)

    def _settle_head(self, row_id: str | None, sheet: str | None) -> None:
        """Read the head out of the labels since the last figures, when they hold one; `row_id` is the row below it."""
        state = self.met
        columns = [self._as_column(label) for label in once(state.pending)]
        if any(label.named("column") for label in columns):
            state.heads = read_heads(self._table, columns)
            state.headless = False
            state.under = under_of(columns)
            state.unsure = frozenset(hit.id for label in columns for hit in label.hits if hit.unsure)
            rows = {one for head in state.heads for one in head.rows}
            met = [self._order[one] for one in state.met & rows]
            self._open_table(row_id in rows and max(met, default=-1) >= self._order[row_id or ""], sheet)
            state.other_units = {**dict(self._units_around(columns)), **dict(self._other_units(columns))}
        state.pending = []

    def _open_table(self, again: bool, sheet: str | None) -> None:
        """Begin another table where a head stands again above rows already met, or where another year is named."""
        state = self.met
        old = names_other_year(state.notes, sheet, self._year)
        if again or (old and state.table not in state.old) or (old is False and state.table in state.old):
            state.table += 1
            state.met = set()
            if old:
                state.old.add(state.table)

    def _meet(self, rows: Iterable[str]) -> None:
        state = self.met
        state.met.update(rows)
        if state.own is None and state.table not in state.old:
            state.own = state.table

    def _lack_head(self, place: Place) -> None:
        if not self.met.headless:
            self.met.headless = True
            self.met.complain(defects.head_unreadable(self._table.id, self._table.caption, place))

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
                    self._complain_of_unit(label.text, named, label.place)
                    yield column, named

    def _units_around(self, columns: Sequence[Label]) -> Iterator[tuple[str, str]]:
        """Yield the columns for which a line beside the table, or words above their head, name another unit."""
        heads = {one.text for one in columns if one.named("column")}
        above = dict.fromkeys(text for text in (*self.met.notes, *(one.text for one in columns)) if text not in heads)
        headings = [CaptionUnits(text, units, columns[0].place) for text in above if (units := explicit_units(text))]
        for column in dict.fromkeys(one for label in columns for one in label.named("column")):
            for said in (*headings, *self._captions):
                named = unit_beside(said.units, self._table, column, self._vocabulary)
                if named is not None:
                    self._complain_of_unit(said.text, named, said.place)
                    yield column, named

    def _units_of_row(self, row: Row, label: Label, columns: Sequence[str]) -> Iterator[tuple[str, str]]:
        for text in (label.text, *([] if row.unit is None else [f"{label.text}（{row.unit}）"])):
            for column in columns:
                named = other_unit(text, self._table, column, self._vocabulary)
                if named is not None:
                    self._complain_of_unit(text, named, label.place)
                    yield column, named

    def _complain_of_unit(self, text: str, named: str, place: Place) -> None:
        if (text, place) not in self._said:
            self._said.add((text, place))
            self.met.complain(defects.unit_differs(self._table.id, text, named, place))

    def _row_ids(self, label: Label) -> tuple[str, ...]:
        exact = tuple(hit.id for hit in label.hits if hit.names == "row" and hit.exact)
        return exact or label.named("row")

    def _read_row(self, row: Row, label: Label, near: bool = False) -> None:
        state = self.met
        ids = self._row_ids(label)
        if len(ids) > 1:
            ids = self._narrowed(ids)
        self._settle_head(ids[0] if len(ids) == 1 else None, label.place.sheet)
        if len(ids) != 1:
            self.met.complain(defects.label_ambiguous(self._table.id, label.text, ids, label.place))
            return
        heads = [head for head in state.heads if ids[0] in head.rows]
        if not heads:
            self._lack_head(label.place)
            return
        head = merged(heads)
        wanted = len(head.columns)
        cells = below_head(row, head.columns, state.under)
        if cells is None:
            padded = not (state.strange or stands_outside(row, head.columns, state.under))
            cells = fitting(row, wanted, padded=padded)
        self._meet(ids[:1])
        home = state.homes.setdefault((state.table, ids[0]), row.blocks[0])
        if cells is None and row.closed and home != row.blocks[0] and ids[0] in {one.row for one in state.read}:
            # It was read: another table compares it, in columns of its own.
            return
        if cells is None:
            where = pointer_of("tables", self._table.id, *ids[0].split("."))
            found = len(row.values) if len(row.values) != wanted else wanted + max(len(row.covered), 1)
            state.refused[state.table, ids[0]] = found - wanted if row.closed or found > wanted else 0
            self.met.complain(defects.wrong_count(where, label.text, found, wanted, label.place))
            return
        units = {**state.other_units, **dict(self._units_of_row(row, label, head.columns))}
        unsure = head.columns if any(hit.unsure for hit in label.hits) else state.unsure
        cells = _doubted(head.columns, _doubted(head.columns, cells, units), unsure, OTHER_LABEL)
        sure = not row.torn if row.line else has_no_page(self._table, head, cells, row.torn)
        if not row.closed and not (adds_up(self._table, head.columns, cells) and sure):
            cells = doubted(cells, NO_MARKS)
        state.reached = self._order[ids[0]]
        state.taken.add(label.place)
        reading = RowReading(ids[0], label.text, head, cells, near, label.place, state.table)
        laid = laid_below(reading, row, state.under)
        sure = not state.strange or (laid.under is not None and laid.aside is None)
        state.read.append(laid if sure else replace(laid, cells=doubted(cells, OTHER_WIDTH)))

    def _narrowed(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return those of several rows that stand under the heading met last."""
        inside = {member for group in self.met.above for member in self._table.members("row", group)}
        return tuple(one for one in ids if one in inside) or ids

    def _read_unlabelled(self, row: Row) -> None:
        """Take figures behind words that are no label only when they resemble the label of the very row that is due."""
        state = self.met
        if not row.labels:
            self._read_matrix(row)
            return
        label = row.labels[-1]
        # In a line, a figure may stick to its label.
        near = () if row.line else self._likeness.near(label.text, "row")
        self._remember(row.labels[:-1])
        if row.line:
            self._settle_head(None, label.place.sheet)
        known = Label(label.text, label.place, near)
        if len(near) == 1 and self._is_due(near[0].id):
            self._read_row(row, known, near=True)
        elif not self._read_again(row) and (state.heads or state.read):
            self.met.complain(defects.row_unknown(self._table.id, label.text, label.place))

    def _is_due(self, row_id: str) -> bool:
        """Return whether a row is the one due next in any of the formats: rows of others may stand between in none."""
        return any(self._order[row_id] == self._next(form) for form in self._table.formats)

    def _next(self, form: str) -> int | None:
        ranks = (self._order[line.id] for line in self._table.lines("row", form))
        return min((rank for rank in ranks if rank > self.met.reached), default=None)

    def _read_matrix(self, row: Row) -> None:
        state = self.met
        matrix = read_matrix(self._table, state.pending)
        if matrix is None:
            if not self._read_again(row) and state.heads and row.filled:
                self.met.complain(defects.row_unknown(self._table.id, "", row.place))
            return
        head = matrix.head
        self._open_table(head.rows[0] in state.met, row.place.sheet)
        self._meet(head.rows)
        values = cells_of(matrix, row)
        if len(values) != matrix.width:
            where = pointer_of_table(self._table.id)
            place = row.values[0].place
            state.refused |= {(state.table, one): 0 for one in head.rows}
            self.met.complain(defects.wrong_count(where, self._table.caption, len(values), matrix.width, place))
            return
        state.blocks.update(row.blocks)
        state.taken |= {row.place, values[0].place, *(label.place for label in state.pending)}
        state.matrix = matrix
        units = {**dict(self._units_around(state.pending)), **dict(self._other_units(state.pending))}
        readings = dealt(matrix, values, state.table)
        whole = is_sure(matrix, self._table, row, values)
        sure = not row.line or (not row.torn and all(adds_up(self._table, head.columns, one.cells) for one in readings))
        for one in readings:
            cells = _doubted(head.columns, one.cells, units)
            if not sure:
                cells = doubted(cells, NO_MARKS)
            if not whole:
                cells = doubted(cells, OTHER_WIDTH)
            state.read.append(replace(one, cells=cells))

    def _read_again(self, row: Row) -> bool:
        """Take a further row of figures below the head of rows side by side: which is the report's is not known."""
        matrix = self.met.matrix
        readings = [] if matrix is None else dealt(matrix, cells_of(matrix, row), self.met.table)
        self.met.read.extend(readings)
        return bool(readings)


def _doubted(
    columns: Sequence[str], cells: Sequence[Cell], doubtful: Container[str], doubt: str = UNIT_DIFFERS
) -> tuple[Cell, ...]:
    """Return cells with a doubt about those of some columns, as of one measured in another unit than the form's."""
    return tuple(
        replace(cell, doubts=(*cell.doubts, doubt))
        if column in doubtful and (cell.text or doubt != UNIT_DIFFERS)
        else cell
        for column, cell in zip(columns, cells, strict=True)
    )
