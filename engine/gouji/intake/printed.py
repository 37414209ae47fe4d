"""A table as it is printed, with the sums that the form prints of it: rows as read enter, known and unknown sums leave.

Blanks and what stands in the place of a number are noughts, as rules take them, but in totals. What no number can be
read from is unknown, and so is a row that was not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from gouji.intake.readings import RowReading
from gouji.intake.sums import MAX_WHOLE, balances, is_plain
from gouji.patterns.fold import fold_text
from gouji.record import MutableRecord, Record, field
from gouji.values import read_number_text
from gouji.vocabulary.model import Table

Texts: TypeAlias = tuple[str | None, ...]
"""The cells of a strip; `None` is one that was lost."""
At: TypeAlias = tuple[str, str]
"""The row and the column of a cell."""
Values: TypeAlias = Mapping[At, int | None]
"""The numbers of the cells."""

_MAX_PLACEHOLDER: Final = 50


class Strip(Record, frozen=True):
    """The cells of one printed row: of one row of the form, or of several that stand side by side."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    texts: Texts

    def dealt(self, texts: Texts) -> Iterator[tuple[At, str | None]]:
        """Yield the cells of every row of the form."""
        places = ((row, column) for row in self.rows for column in self.columns)
        yield from zip(places, texts, strict=True)


class Sum(Record, frozen=True):
    """Cells that sum to as much as others: across a row to its total, or down a column."""

    parts: tuple[At, ...]
    totals: tuple[At, ...]
    row: str | None = None
    """The row whose total it is."""

    def off(self, values: Values) -> int | None:
        """Return by how much the parts are more than the totals; nothing when a cell is unknown."""
        numbers = [values[at] for at in (*self.parts, *self.totals)]
        known = [one for one in numbers if one is not None]
        return sum(known) - 2 * sum(known[len(self.parts) :]) if len(known) == len(numbers) else None


class Printed(MutableRecord):
    """A table as it is printed, with the sums of its form."""

    strips: Sequence[Strip]
    texts: Mapping[At, str | None]
    sums: Sequence[Sum]
    total_rows: frozenset[str]
    total_columns: frozenset[str]
    form: frozenset[At]
    """The cells through which the form prints sums down a column, whether their other rows were read or not."""
    placeholders: frozenset[str]
    values: dict[At, int | None] = field(default_factory=dict)
    by_row: dict[str, list[Sum]] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    """The rows of which nothing is printed."""

    def __post_init__(self) -> None:
        self.values = {at: self.number(at, text) for at, text in self.texts.items()}
        self.empty = {at[0] for at in self.texts} - {at[0] for at, text in self.texts.items() if text}
        for one in self.sums:
            for row in dict.fromkeys(row for row, _ in (*one.parts, *one.totals)):
                self.by_row.setdefault(row, []).append(one)

    def number(self, at: At, text: str | None) -> int | None:
        """Return the number that a text is in a cell."""
        if text == "" or self._stands_for_number(text):
            return None if at[0] in self.total_rows or at[1] in self.total_columns else 0
        return _number(text)

    def _stands_for_number(self, text: str | None) -> bool:
        return bool(text) and fold_text((text or "")[:_MAX_PLACEHOLDER]) in self.placeholders

    def is_number(self, row: str, column: str) -> bool:
        """Return whether a number stands in a cell, or a word in the place of one."""
        return self.values[row, column] is not None or self._stands_for_number(self.texts[row, column])

    def touching(self, rows: Iterable[str]) -> list[Sum]:
        """Return the sums in which rows take part."""
        return list({id(one): one for row in rows for one in self.by_row.get(row, ())}.values())

    def failing(self, sums: Iterable[Sum]) -> list[Sum]:
        """Return those of sums that are known and do not hold."""
        return [one for one in sums if one.off(self.values)]

    def is_summed_down(self, row: str) -> bool:
        """Return whether the form prints sums down the columns of a row."""
        return any(at[0] == row for at in self.form)

    def is_untold(self, row: str) -> bool:
        """Return whether a row has a figure beside its total of which no sum down its column is known."""
        told = {at for one in self.known_down(row) if self.tells(one) for at in (*one.parts, *one.totals)}
        return any(
            at[0] == row and at not in told and at[1] not in self.total_columns and self.texts.get(at)
            for at in self.form
        )

    def known_down(self, row: str) -> list[Sum]:
        """Return the sums down the columns of a row of which every cell is known."""
        return [one for one in self.by_row.get(row, ()) if one.row is None and one.off(self.values) is not None]

    def tells(self, one: Sum) -> bool:
        """Return whether a sum does not fail merely because nothing at all was printed of another row."""
        return one.off(self.values) == 0 or not any(at[0] in self.empty for at in (*one.parts, *one.totals))

    def leaves_noughts_blank(self) -> bool:
        """Return whether more noughts are left blank, as the totals beside them say, than are printed."""
        parts = [at for at in self.texts if at[1] not in self.total_columns]
        holding = {one.row for one in self.sums if one.row is not None and one.off(self.values) == 0}
        blank = sum(self.texts[at] == "" and at[0] in holding for at in parts)
        return blank > sum(self.values[at] == 0 and self.texts[at] != "" for at in parts)


def printed_table(
    table: Table, format_id: str, readings: Sequence[RowReading], placeholders: frozenset[str]
) -> Printed:
    """Return a table as its rows were read; `placeholders` are the words in the place of a number, folded."""
    known = {one.row: one.head.columns for one in readings}
    total_columns = frozenset(one.id for one in table.columns if one.total)
    sums: list[Sum] = []
    for row, columns in known.items():
        parts = tuple((row, column) for column in columns if column not in total_columns)
        sums += [Sum(parts, ((row, column),), row) for column in columns if column in total_columns]
    sums += _sums_down(table, format_id, known)
    printed = {
        line.id: tuple(one.id for one in table.lines("column", format_id) if table.has_cell(line.id, one.id, format_id))
        for line in table.lines("row", format_id)
    }
    form = frozenset(at for one in _sums_down(table, format_id, printed) for at in (*one.parts, *one.totals))
    strips = list(_strips(readings))
    texts = {at: text for strip in strips for at, text in strip.dealt(strip.texts)}
    total_rows = frozenset(one.id for one in table.rows if one.total)
    return Printed(strips, texts, sums, total_rows, total_columns, form, placeholders)


def _sums_down(table: Table, format_id: str, rows: Mapping[str, Sequence[str]]) -> Iterator[Sum]:
    """Yield the sums down the columns of rows."""
    for left, right in balances(table, format_id, rows):
        for column in rows[right[0]]:
            if all(column in rows[row] for row in (*left, *right)):
                yield Sum(tuple((row, column) for row in left), tuple((row, column) for row in right))


def _strips(readings: Sequence[RowReading]) -> Iterator[Strip]:
    beside = [one for one in readings if one.beside]
    if beside:
        texts = tuple(cell.text for one in beside for cell in one.cells)
        yield Strip(tuple(one.row for one in beside), beside[0].head.columns, texts)
    for one in readings:
        if not one.beside:
            yield Strip((one.row,), one.head.columns, tuple(cell.text for cell in one.cells))


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if is_plain(text) or not text.strip("0"):
        return int(text[:MAX_WHOLE])
    said = read_number_text(text)
    return int(said.values[0]) if said is not None and len(said.values) == 1 and said.values[0] % 1 == 0 else None
