"""Rows whose cells may have moved: the rows of a table as read enter, those that must be doubted leave.

A converter may lose a merged cell and fill the row up with a blank, push figures aside by a blank, tear `20` into `2`
and `0`, or run two figures together. A row of the form's width does not show that, but the sums that the form prints
do: where they do not hold as read, and all of them hold when the row is read in one of these ways, the row is
doubted. Nothing is ever mended by it. Where all sums hold, no row is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

from gouji.intake.glued import totalled
from gouji.intake.readings import RowReading
from gouji.record import MutableRecord, Record, field
from gouji.values import read_number_text
from gouji.vocabulary.model import Table

SHIFTED: Final = "cells_may_be_shifted"
"""The doubt about a row whose sums fail as it is read, but not when its cells are taken to have moved."""

_MAX_WHOLE: Final = 30
"""How many digits of a plain number are read here."""

_MAX_ROWS: Final = 60
_MAX_TOGETHER: Final = 12
"""How many rows are tried by themselves, and how many two by two."""

_Texts: TypeAlias = tuple[str | None, ...]
"""The cells of a strip; `None` is one that was lost."""
_Balance: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""Rows that sum to as much as others, column by column."""
_Way: TypeAlias = tuple[str, int, int]
_Values: TypeAlias = Mapping[str, Sequence[int | None]]
"""The numbers by row: blanks are noughts but in totals; what is no number is unknown."""


class _Strip(Record, frozen=True):
    """The cells of one printed row: of one row of the form, or of several that stand side by side."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    texts: _Texts

    def dealt(self, texts: _Texts) -> Iterator[tuple[str, _Texts]]:
        """Yield the cells of every row of the form."""
        width = len(self.columns)
        for rank, row in enumerate(self.rows):
            yield row, texts[rank * width : (rank + 1) * width]


class _Sums(MutableRecord):
    """How the sums come out: how many fail, how many hold that are not of noughts alone, how many go down columns."""

    failed: int = 0
    held: int = 0
    down: int = 0
    lost: int | None = None
    """What stood in the cell that was lost."""

    def take(self, one: int | None, other: int | None) -> None:
        """Count a sum; an unknown side counts as nothing."""
        if one is not None and other is not None:
            self.failed += one != other
            self.held += one == other != 0


class _Form(MutableRecord):
    """What the form prints about the sums of a table in one format."""

    table: Table
    balances: Sequence[_Balance]
    total_rows: frozenset[str]
    total_columns: frozenset[str]
    by_row: dict[str, list[_Balance]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for balance in self.balances:
            for row in dict.fromkeys((*balance[0], *balance[1])):
                self.by_row.setdefault(row, []).append(balance)


def shifted_rows(table: Table, format_id: str, readings: Sequence[RowReading]) -> frozenset[str]:
    """Return the rows whose cells may have moved; `readings` has every row of the form at most once."""
    known = {one.row for one in readings}
    balances: list[_Balance] = [(parts, (total,)) for total, parts in totalled(table, format_id, known)]
    balances += [(one.left, one.right) for one in table.balances if known.issuperset((*one.left, *one.right))]
    totals = frozenset(one.id for one in table.columns if one.total)
    form = _Form(table, balances, frozenset(one.id for one in table.rows if one.total), totals)
    if not balances and not totals:
        return frozenset()
    strips = list(_strips(readings))
    values = {row: _values(form, strip, row, cells) for strip in strips for row, cells in strip.dealt(strip.texts)}
    if not _count(form, strips, values, {}).failed:
        return frozenset()
    suspected = [strip for strip in strips if any(strip.texts)][:_MAX_ROWS]
    alone = {strip.rows for strip in suspected if _is_shifted(form, (strip,), values)}
    moving = [strip for strip in suspected if _may_have_moved(form, strip, values)][:_MAX_TOGETHER]
    pairs = (pair for pair in combinations(moving, 2) if _is_shifted(form, pair, values))
    together = {strip.rows for pair in pairs for strip in pair}
    return frozenset(row for rows in alone | together for row in rows)


def _strips(readings: Sequence[RowReading]) -> Iterator[_Strip]:
    beside = [one for one in readings if one.beside]
    if beside:
        texts = tuple(cell.text for one in beside for cell in one.cells)
        yield _Strip(tuple(one.row for one in beside), beside[0].head.columns, texts)
    for one in readings:
        if not one.beside:
            yield _Strip((one.row,), one.head.columns, tuple(cell.text for cell in one.cells))


def _may_have_moved(form: _Form, strip: _Strip, values: _Values) -> bool:
    """Return whether a strip may be one of two that moved alike: it has a blank, or the total of a row fails."""
    if "" in strip.texts:
        return True
    return any(
        column in form.total_columns and None not in (stated, summed) and stated != summed
        for row in strip.rows
        for summed in (_parts(form, strip.columns, values[row]),)
        for column, stated in zip(strip.columns, values[row], strict=True)
    )


def _is_shifted(form: _Form, strips: Sequence[_Strip], values: _Values) -> bool:
    """Return whether all sums hold when strips are read in one other way; that only fewer of them fail says little."""
    printed = _count(form, strips, values, {})
    if not printed.failed:
        return False
    if len(strips) == 1 and not printed.down and _is_lone_gap(strips[0]):
        return True
    others = [dict(_ways(strip.texts)) for strip in strips]
    for way in others[0]:
        if all(way in one for one in others):
            moved = {strip.rows: one[way] for strip, one in zip(strips, others, strict=True)}
            read = _count(form, strips, values, moved)
            if not read.failed and (read.down or _is_surer(strips[0], moved, read, printed)):
                return True
    return False


def _is_surer(strip: _Strip, moved: Mapping[tuple[str, ...], _Texts], read: _Sums, printed: _Sums) -> bool:
    """Return whether another reading is likely without any sum down a column: a lost total makes every row true."""
    texts = moved[strip.rows]
    if read.failed:
        return False
    if read.held > printed.held or None not in texts or read.lost == 0:
        return True
    # A total that is less than one of its parts, and not just left at nought, is hardly a slip of the pen.
    *parts, last = (text or "" for text in strip.texts[-len(strip.columns) :])
    largest = max((int(one) for one in parts if _is_plain(one)), default=0)
    return texts[-1] is None and _is_plain(last) and 0 < int(last) < largest


def _is_lone_gap(strip: _Strip) -> bool:
    """Return whether the sum of a row fails in which one cell is blank among others that are all filled."""
    return sum(text == "" for text in strip.texts) == 1


# ── other ways to read a row ────────────────────────────────────────────────


def _ways(texts: _Texts) -> Iterator[tuple[_Way, _Texts]]:
    """Yield the ways in which the cells of a strip can have come to stand where they stand."""
    gaps = [at for at, text in enumerate(texts) if text == ""]
    for gap in gaps:
        rest = texts[:gap] + texts[gap + 1 :]
        for at in range(len(texts)):
            if at != gap:
                yield ("a blank came in, a cell was lost", gap, at), (*rest[:at], None, *rest[at:])
        for at, text in enumerate(rest):
            whole = text or ""
            for cut in range(1, len(whole)) if len(whole) <= _MAX_WHOLE else ():
                one, other = whole[:cut], whole[cut:]
                if _is_plain(one) and _is_plain(other):
                    yield (f"two figures ran together at {cut}", gap, at), (*rest[:at], one, other, *rest[at + 1 :])
    for torn in range(len(texts) - 1):
        one, other = texts[torn] or "", texts[torn + 1] or ""
        if _is_plain(one) and one != "0" and other.isascii() and other.isdecimal() and len(other) <= _MAX_WHOLE:
            rest = (*texts[:torn], one + other, *texts[torn + 2 :])
            for at in range(len(texts)):
                yield ("a figure was torn, a cell was lost", torn, at), (*rest[:at], None, *rest[at:])


def _is_plain(text: str) -> bool:
    return len(text) <= _MAX_WHOLE and text.isascii() and text.isdecimal() and (text == "0" or text[0] != "0")


# ── sums ────────────────────────────────────────────────────────────────────


def _count(form: _Form, strips: Sequence[_Strip], values: _Values, moved: Mapping[tuple[str, ...], _Texts]) -> _Sums:
    """Return how the sums come out in which strips take part, some of them read in another way."""
    sums = _Sums()
    now = dict(values)
    for strip in strips:
        for row, texts in strip.dealt(moved.get(strip.rows, strip.texts)):
            columns = strip.columns
            if None in texts:
                now[row], sums.lost = _with_lost(form, strip, row, texts)
                if sums.lost is not None and sums.lost < 0:
                    sums.failed += len(columns) + len(form.balances)
                if sums.lost != 0:
                    continue
            elif moved:
                now[row] = _values(form, strip, row, texts)
            for rank, column in enumerate(columns):
                if column in form.total_columns:
                    sums.take(now[row][rank], _parts(form, columns, now[row]))
    touched = {row for strip in strips for row in strip.rows}
    lists = {id(one): one for row in touched for one in form.by_row.get(row, ())}
    for left, right in lists.values():
        sides = [[now[row] for row in side] for side in (left, right)]
        for rank in range(min(len(row) for side in sides for row in side)):
            one, other = (_sum([row[rank] for row in side]) for side in sides)
            sums.down += one is not None and other is not None
            sums.take(one, other)
    return sums


def _with_lost(form: _Form, strip: _Strip, row: str, texts: _Texts) -> tuple[list[int | None], int | None]:
    """Return a row's numbers with that of the lost cell, and that number, where the row's total says it."""
    at = texts.index(None)
    numbers = _values(form, strip, row, texts)
    columns = strip.columns
    if columns[at] in form.total_columns:
        lost = _parts(form, columns, numbers)
    else:
        rest = _parts(form, columns, [*numbers[:at], 0, *numbers[at + 1 :]])
        total = next((numbers[rank] for rank, one in enumerate(columns) if one in form.total_columns), None)
        lost = None if rest is None or total is None else total - rest
    numbers[at] = lost
    return numbers, lost


def _values(form: _Form, strip: _Strip, row: str, texts: _Texts) -> list[int | None]:
    return [
        _number(text, row in form.total_rows or column in form.total_columns)
        for column, text in zip(strip.columns, texts, strict=True)
    ]


def _number(text: str | None, total: bool) -> int | None:
    if not text:
        return 0 if text == "" and not total else None
    if _is_plain(text):
        return int(text)
    said = read_number_text(text)
    return int(said.values[0]) if said is not None and len(said.values) == 1 and said.values[0] % 1 == 0 else None


def _parts(form: _Form, columns: Sequence[str], numbers: Sequence[int | None]) -> int | None:
    return _sum([one for column, one in zip(columns, numbers, strict=True) if column not in form.total_columns])


def _sum(numbers: Sequence[int | None]) -> int | None:
    return None if None in numbers else sum(one for one in numbers if one is not None)
