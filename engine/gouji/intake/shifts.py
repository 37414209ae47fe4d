"""Rows whose cells may have moved: the rows of a table as read enter, those that must be doubted leave.

A converter may lose a merged cell and fill the row up with a blank, push figures aside by a blank, tear `20` into `2`
and `0`, or run two figures together. A row of the form's width does not show that, but the sums that the form prints
do. A row is doubted in two cases, and nothing is ever mended by them:

*by itself*: its total is blank beside cells that are all filled, or its total fails and a blank stands in it;
*in another way*: sums fail as it is read, and all of them hold when its cells are taken to have moved in one way.

A slip of the agency stays one: where one figure alone explains every sum that fails, no cell has moved, and where
an agency leaves noughts blank, a blank is no sign of anything. A row without any blank is doubted only where several
sums hold in no other way. Where all sums hold, no row is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final, TypeAlias

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.readings import RowReading, stand_aside
from gouji.intake.sums import MAX_WHOLE, balances, is_plain, plainly_holds
from gouji.record import MutableRecord, Record, field
from gouji.report.model import pointer_of
from gouji.values import read_number_text
from gouji.vocabulary.model import Table

SHIFTED: Final = "cells_may_be_shifted"
"""The doubt about a row whose sums fail as it is read, but not when its cells are taken to have moved."""

_MAX_ROWS: Final = 60
_MAX_TOGETHER: Final = 12
"""How many rows are tried by themselves, and how many two by two."""

_TORN: Final = "a figure was torn, a cell was lost"

_Texts: TypeAlias = tuple[str | None, ...]
"""The cells of a strip; `None` is one that was lost."""
_At: TypeAlias = tuple[str, str]
"""The row and the column of a cell."""
_Way: TypeAlias = tuple[str, int, int]
_Values: TypeAlias = Mapping[_At, int | None]
"""The numbers of the cells: blanks are noughts but in totals; what is no number is unknown."""
_Moved: TypeAlias = Mapping[tuple[str, ...], _Texts]
"""The cells of strips, by their rows, as they stand when they are read in another way."""


class _Strip(Record, frozen=True):
    """The cells of one printed row: of one row of the form, or of several that stand side by side."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    texts: _Texts

    def dealt(self, texts: _Texts) -> Iterator[tuple[_At, str | None]]:
        """Yield the cells of every row of the form."""
        places = ((row, column) for row in self.rows for column in self.columns)
        yield from zip(places, texts, strict=True)


class _Sum(Record, frozen=True):
    """Cells that sum to as much as others: across a row to its total, or down a column."""

    parts: tuple[_At, ...]
    totals: tuple[_At, ...]
    row: str | None = None
    """The row whose total it is."""

    def off(self, values: _Values) -> int | None:
        """Return by how much the parts are more than the totals; nothing when a cell is unknown."""
        numbers = [values[at] for at in (*self.parts, *self.totals)]
        known = [one for one in numbers if one is not None]
        return sum(known) - 2 * sum(known[len(self.parts) :]) if len(known) == len(numbers) else None


class _Printed(MutableRecord):
    """A table as it is printed, with the sums of its form."""

    strips: Sequence[_Strip]
    texts: Mapping[_At, str | None]
    sums: Sequence[_Sum]
    total_rows: frozenset[str]
    total_columns: frozenset[str]
    values: dict[_At, int | None] = field(default_factory=dict)
    by_row: dict[str, list[_Sum]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = {at: self.number(at, text) for at, text in self.texts.items()}
        for one in self.sums:
            for row in dict.fromkeys(row for row, _ in (*one.parts, *one.totals)):
                self.by_row.setdefault(row, []).append(one)

    def number(self, at: _At, text: str | None) -> int | None:
        """Return the number that a text is in a cell."""
        if text == "":
            return None if at[0] in self.total_rows or at[1] in self.total_columns else 0
        return _number(text)

    def touching(self, rows: Iterable[str]) -> list[_Sum]:
        """Return the sums in which rows take part."""
        return list({id(one): one for row in rows for one in self.by_row.get(row, ())}.values())

    def failing(self, sums: Iterable[_Sum]) -> list[_Sum]:
        """Return those of sums that are known and do not hold."""
        return [one for one in sums if one.off(self.values)]

    def leaves_noughts_blank(self) -> bool:
        """Return whether more noughts are left blank, as the totals beside them say, than are printed."""
        parts = [at for at in self.texts if at[1] not in self.total_columns]
        holding = {one.row for one in self.sums if one.row is not None and one.off(self.values) == 0}
        blank = sum(self.texts[at] == "" and at[0] in holding for at in parts)
        return blank > sum(self.values[at] == 0 and self.texts[at] != "" for at in parts)


def moved_rows(
    table: Table, format_id: str, readings: Sequence[RowReading]
) -> tuple[frozenset[str], tuple[Defect, ...]]:
    """Return the rows whose cells may have moved, by sums or by where they stand, with a defect for each."""
    aside = stand_aside(table, readings)
    moved = shifted_rows(table, format_id, readings) | aside
    names = {line.id: line.printed.of(format_id) for line in table.lines("row", format_id)}
    said = (
        defects.cells_moved(
            pointer_of("tables", table.id, *one.row.split(".")),
            names.get(one.row, one.label),
            [cell.text for cell in one.cells],
            one.row in aside,
            one.place,
        )
        for one in readings
        if one.row in moved
    )
    return moved, tuple(said)


def shifted_rows(table: Table, format_id: str, readings: Sequence[RowReading]) -> frozenset[str]:
    """Return the rows whose cells may have moved; `readings` has every row of the form at most once."""
    if plainly_holds(table, format_id, readings):
        return frozenset()
    printed = _printed(table, format_id, readings)
    ended = {
        strip.rows[-1]
        for strip in printed.strips
        if _ends_in_a_part(printed, strip) or _ends_in_its_only_blank(printed, strip)
    }
    if not printed.failing(printed.sums):
        return frozenset(ended)
    blank_noughts = printed.leaves_noughts_blank()
    damaged = {row for strip in printed.strips for row in strip.rows if _is_damaged(printed, strip, row, blank_noughts)}
    suspected = [strip for strip in printed.strips if any(strip.texts)][:_MAX_ROWS]
    alone = {strip.rows for strip in suspected if _is_shifted(printed, (strip,), damaged)}
    moving = [strip for strip in suspected if damaged.isdisjoint(strip.rows) and _may_have_moved(printed, strip)]
    pairs = (pair for pair in combinations(moving[:_MAX_TOGETHER], 2) if _is_shifted(printed, pair, damaged))
    together = {strip.rows for pair in pairs for strip in pair}
    return frozenset(row for rows in alone | together for row in rows) | damaged | ended


def _printed(table: Table, format_id: str, readings: Sequence[RowReading]) -> _Printed:
    known = {one.row: one.head.columns for one in readings}
    total_columns = frozenset(one.id for one in table.columns if one.total)
    sums: list[_Sum] = []
    for row, columns in known.items():
        parts = tuple((row, column) for column in columns if column not in total_columns)
        sums += [_Sum(parts, ((row, column),), row) for column in columns if column in total_columns]
    for left, right in balances(table, format_id, known):
        for column in known[right[0]]:
            if all(column in known[row] for row in (*left, *right)):
                sums.append(_Sum(tuple((row, column) for row in left), tuple((row, column) for row in right)))
    strips = list(_strips(readings))
    texts = {at: text for strip in strips for at, text in strip.dealt(strip.texts)}
    return _Printed(strips, texts, sums, frozenset(one.id for one in table.rows if one.total), total_columns)


def _strips(readings: Sequence[RowReading]) -> Iterator[_Strip]:
    beside = [one for one in readings if one.beside]
    if beside:
        texts = tuple(cell.text for one in beside for cell in one.cells)
        yield _Strip(tuple(one.row for one in beside), beside[0].head.columns, texts)
    for one in readings:
        if not one.beside:
            yield _Strip((one.row,), one.head.columns, tuple(cell.text for cell in one.cells))


# ── rows that show by themselves that they are damaged ──────────────────────


def _is_damaged(printed: _Printed, strip: _Strip, row: str, blank_noughts: bool) -> bool:
    """Return whether a row shows by itself that cells of it moved or are lost; of other rows only the sums count."""
    touching = printed.touching((row,))
    failing = printed.failing(touching)
    blank = [column for column in strip.columns if printed.texts[row, column] == ""]
    if not failing or not blank:
        return False
    if all(column in printed.total_columns for column in blank):
        return not _lacks_totals(printed, blank) and _ends_too_soon(printed, strip, row, failing)
    if blank_noughts or all(one.row is None for one in failing) or _is_wrong_beside_its_blank(printed, strip, row):
        return False
    down = [one for one in touching if one.row is None and one.off(printed.values) is not None]
    # Where the columns do not tell, a blank beside a total that fails may be what the total lacks.
    if not down or _is_less_than_a_part(printed, strip, row):
        return True
    return any(one in down for one in failing) and not _slips(printed, failing)


def _ends_in_its_only_blank(printed: _Printed, strip: _Strip) -> bool:
    """Return whether a row has all but its total, and nothing but that could tell that it lost a cell."""
    *_, last = strip.columns
    if len(strip.rows) > 1 or last not in printed.total_columns or strip.texts.count("") != 1 or strip.texts[-1]:
        return False
    alone = all(one.row is not None for one in printed.touching(strip.rows))
    return alone and len(strip.columns) > 1 and not _lacks_totals(printed, (last,))


def _ends_in_a_part(printed: _Printed, strip: _Strip) -> bool:
    """Return whether the last of several rows side by side ends in what may be a part of it: its total is no more.

    Behind the last row nothing else shows that a figure of it was torn and its total lost.
    """
    row = strip.rows[-1]
    if len(strip.rows) < 2 or strip.columns[-1] not in printed.total_columns:
        return False
    *texts, _ = [printed.texts[row, column] or "" for column in strip.columns]
    *parts, last = [printed.values[row, column] or 0 for column in strip.columns]
    offs = [one.off(printed.values) for one in printed.by_row[row] if one.row == row]
    # What begins with a nought is no number, but the end of one.
    if not any(offs) and not (None in offs and any(len(one) > 1 and one[0] == "0" for one in texts)):
        return False
    torn = any(is_plain(one) and one != "0" and other.isdecimal() for one, other in pairwise(texts))
    return torn and 0 < last <= max(parts)


def _is_wrong_beside_its_blank(printed: _Printed, strip: _Strip, row: str) -> bool:
    """Return whether the total of a row is less than its figures, while the row printed behind it has not moved.

    Nothing that may have stood in the blank makes such a total right, and a blank that came in moves all behind it:
    its true total would begin the next row, where noughts and a sum that holds leave no place for it.
    """
    behind = strip.rows[strip.rows.index(row) + 1 :][:1]
    filled = all(printed.texts[one, column] for one in behind for column in strip.columns)
    holding = filled and any(one.row in behind and one.off(printed.values) == 0 for one in printed.touching(behind))
    return holding and any((one.off(printed.values) or 0) > 0 for one in printed.touching((row,)) if one.row == row)


def _is_less_than_a_part(printed: _Printed, strip: _Strip, row: str) -> bool:
    """Return whether a total is less than one of its parts: what stands there may be another cell."""
    numbers = [(column in printed.total_columns, printed.values[row, column]) for column in strip.columns]
    largest = max((value for is_total, value in numbers if value is not None and not is_total), default=0)
    return any(value is not None and value < largest for is_total, value in numbers if is_total)


def _lacks_totals(printed: _Printed, columns: Sequence[str]) -> bool:
    """Return whether totals are left blank in most rows that have figures."""
    filled = {at[0] for at, text in printed.texts.items() if text and at[1] not in columns}
    blank = sum(printed.texts.get((row, column)) == "" for row in filled for column in columns)
    return 2 * blank > len(filled) * len(columns)


def _ends_too_soon(printed: _Printed, strip: _Strip, row: str, failing: Sequence[_Sum]) -> bool:
    """Return whether a row that lacks nothing but its total has it one cell too early, or fails by no single slip."""
    *before, last = ((row, column) for column in strip.columns if column not in printed.total_columns)
    numbers = [printed.values[at] for at in before]
    if None not in numbers and printed.values[last] == sum(one for one in numbers if one is not None):
        return True
    return _slips(printed, failing) <= {last}


def _slips(printed: _Printed, failing: Sequence[_Sum]) -> set[_At]:
    """Return the figures any one of which, written wrong, explains alone why sums fail."""
    first = failing[0]
    found: set[_At] = set()
    for at in (*first.parts, *first.totals):
        said = printed.values[at]
        off = first.off(printed.values)
        if not printed.texts[at] or said is None or off is None:
            continue
        change = -off if at in first.parts else off
        with_it = {**printed.values, at: said + change}
        if said + change >= 0 and not any(one.off(with_it) for one in (*failing, *printed.touching((at[0],)))):
            found.add(at)
    return found


# ── other ways to read a row ────────────────────────────────────────────────


def _may_have_moved(printed: _Printed, strip: _Strip) -> bool:
    """Return whether a strip may be one of two that moved alike: it has a blank, or the total of a row fails."""
    return "" in strip.texts or any(one.row is not None for one in printed.failing(printed.touching(strip.rows)))


def _is_shifted(printed: _Printed, strips: Sequence[_Strip], damaged: set[str]) -> bool:
    """Return whether all sums hold when strips are read in one other way; that only fewer of them fail says little."""
    rows = [row for strip in strips for row in strip.rows]
    apart = damaged.difference(rows)
    sums = [one for one in printed.touching(rows) if apart.isdisjoint(row for row, _ in (*one.parts, *one.totals))]
    failing = printed.failing(sums)
    if not failing:
        return False
    slip = bool(_slips(printed, failing))
    others = [dict(_ways(strip.texts)) for strip in strips]
    for way in others[0]:
        if all(way in one for one in others):
            moved = {strip.rows: one[way] for strip, one in zip(strips, others, strict=True)}
            if _all_hold(printed, strips, moved, sums, torn=way[0] == _TORN, slip=slip):
                return True
    return False


def _all_hold(
    printed: _Printed, strips: Sequence[_Strip], moved: _Moved, sums: Sequence[_Sum], *, torn: bool, slip: bool
) -> bool:
    """Return whether all sums hold when strips are read as moved, and some of other numbers than noughts only so.

    What holds because a lost cell was filled in by it proves nothing, and neither does what is unknown now.
    """
    now, filled_in = _read(printed, strips, moved)
    if now is None:
        return False
    mended = proofs = found = 0
    for one in sums:
        was, off = one.off(printed.values), one.off(now)
        if off or (off is None and was is not None):
            return False
        if off == 0 and was != 0:
            mended += was is not None
        if off == 0 and was != 0 and one.row not in filled_in:
            proofs += any(now[at] for at in one.totals)
            found += was is None and any(now[at] for at in one.totals)
    if torn:
        # Nothing in the row shows that cells moved: one sum alone is more likely to be wrong, but where no other is
        # printed it holds exactly, with a lost nought, only where a figure was torn.
        alone = all(one.row is not None for one in sums)
        return proofs > 0 and (found > 0 or alone or (not slip and mended > 1))
    return (proofs > 0 and (found > 0 or not slip)) or all(_is_filled_up(one) for one in strips)


def _is_filled_up(strip: _Strip) -> bool:
    """Return whether several rows side by side end in the only blank among them: a lost cell leaves just that."""
    return len(strip.rows) > 1 and strip.texts.index("") == len(strip.texts) - 1 if "" in strip.texts else False


def _read(
    printed: _Printed, strips: Sequence[_Strip], moved: _Moved
) -> tuple[dict[_At, int | None] | None, frozenset[str]]:
    """Return the numbers when strips are read as moved, and the rows whose total filled in a lost cell.

    There are no numbers when the cell that was lost would have been less than nought.
    """
    now = dict(printed.values)
    filled_in: set[str] = set()
    for strip in strips:
        for at, text in strip.dealt(moved[strip.rows]):
            now[at] = printed.number(at, text)
        lost = next((at for at, text in strip.dealt(moved[strip.rows]) if text is None), None)
        own = None if lost is None else next((one for one in printed.by_row[lost[0]] if one.row == lost[0]), None)
        if lost is None or own is None:
            continue
        off = own.off({**now, lost: 0})
        if off is not None:
            now[lost] = off if lost in own.totals else -off
            filled_in |= {lost[0]} if off else set()
            if off and (off > 0) != (lost in own.totals):
                return None, frozenset()
    return now, frozenset(filled_in)


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
            for cut in range(1, len(whole)) if len(whole) <= MAX_WHOLE else ():
                one, other = whole[:cut], whole[cut:]
                if is_plain(one) and is_plain(other):
                    yield (f"two figures ran together at {cut}", gap, at), (*rest[:at], one, other, *rest[at + 1 :])
    for torn in range(len(texts) - 1):
        one, other = texts[torn] or "", texts[torn + 1] or ""
        if is_plain(one) and one != "0" and other.isascii() and other.isdecimal() and len(other) <= MAX_WHOLE:
            rest = (*texts[:torn], one + other, *texts[torn + 2 :])
            for at in range(len(texts)):
                yield (_TORN, torn, at), (*rest[:at], None, *rest[at:])


def _number(text: str | None) -> int | None:
    if not text:
        return None
    if is_plain(text) or not text.strip("0"):
        return int(text[:MAX_WHOLE])
    said = read_number_text(text)
    return int(said.values[0]) if said is not None and len(said.values) == 1 and said.values[0] % 1 == 0 else None
