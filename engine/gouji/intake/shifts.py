"""Rows whose cells may have moved: the rows of a table as read enter, those that must be doubted leave.

A converter may lose a merged cell and fill the row up with a blank, push figures aside by a blank, tear `20` into `2`
and `0`, or run two figures together. A row of the form's width does not show that, but the sums that the form prints
do. A row is doubted in two cases, and nothing is ever mended by them:

*by itself*: its total is blank, or its total fails and a blank stands in it, and no sums down its columns clear it;
*in another way*: sums fail as it is read, and all of them hold when its cells are taken to have moved in one way.

A slip of the agency stays one: where one figure alone explains every sum that fails, no cell has moved, and where
an agency leaves noughts blank, a blank is no sign of anything. A row without any blank is doubted only where several
sums hold in no other way. Where all sums hold, no row is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final, TypeAlias

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.printed import At, Printed, Strip, Sum, Texts, printed_table
from gouji.intake.readings import RowReading, stand_aside
from gouji.intake.sums import MAX_WHOLE, is_plain, plainly_holds
from gouji.report.model import pointer_of
from gouji.vocabulary.model import Table

SHIFTED: Final = "cells_may_be_shifted"
"""The doubt about a row whose sums fail as it is read, but not when its cells are taken to have moved."""

_MAX_ROWS: Final = 60
_MAX_TOGETHER: Final = 12
"""How many rows are tried by themselves, and how many two by two."""

_TORN: Final = "a figure was torn, a cell was lost"

_Way: TypeAlias = tuple[str, int, int]
_Moved: TypeAlias = Mapping[tuple[str, ...], Texts]
"""The cells of strips, by their rows, as they stand when they are read in another way."""


def moved_rows(
    table: Table, format_id: str, readings: Sequence[RowReading], placeholders: frozenset[str]
) -> tuple[frozenset[str], tuple[Defect, ...]]:
    """Return the rows whose cells may have moved, by sums or by where they stand, with a defect for each.

    `readings` has every row of the form at most once; `placeholders` are folded.
    """
    aside = stand_aside(table, readings)
    moved = _shifted_rows(table, format_id, readings, placeholders) | aside
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


def _shifted_rows(
    table: Table, format_id: str, readings: Sequence[RowReading], placeholders: frozenset[str]
) -> frozenset[str]:
    if plainly_holds(table, format_id, readings):
        return frozenset()
    printed = printed_table(table, format_id, readings, placeholders)
    blank_noughts = printed.leaves_noughts_blank()
    damaged = {row for strip in printed.strips for row in strip.rows if _is_damaged(printed, strip, row, blank_noughts)}
    damaged |= {strip.rows[-1] for strip in printed.strips if _ends_in_a_part(printed, strip)}
    if not printed.failing(printed.sums):
        return frozenset(damaged)
    suspected = [strip for strip in printed.strips if any(strip.texts)][:_MAX_ROWS]
    alone = {strip.rows for strip in suspected if _is_shifted(printed, (strip,), damaged)}
    moving = [strip for strip in suspected if damaged.isdisjoint(strip.rows) and _may_have_moved(printed, strip)]
    pairs = (pair for pair in combinations(moving[:_MAX_TOGETHER], 2) if _is_shifted(printed, pair, damaged))
    together = {strip.rows for pair in pairs for strip in pair}
    return frozenset(row for rows in alone | together for row in rows) | damaged


# ── rows that show by themselves that they are damaged ──────────────────────


def _is_damaged(printed: Printed, strip: Strip, row: str, blank_noughts: bool) -> bool:
    """Return whether a row shows by itself that cells of it moved or are lost; of other rows only the sums count."""
    texts = {column: printed.texts[row, column] for column in strip.columns}
    if all(not text or printed.values[row, column] == 0 for column, text in texts.items()):
        return False  # noughts that moved are still noughts
    totals = [column for column in strip.columns if column in printed.total_columns]
    failing = printed.failing(printed.touching((row,)))
    untold = printed.is_untold(row)
    if totals and not any(printed.is_number(row, column) for column in totals):
        return _lost_its_total(printed, strip, row, failing, untold)
    if "" not in texts.values():
        return untold and any(one.row is not None for one in failing) and _is_torn(printed, strip, row)
    if blank_noughts or untold:
        return untold and not blank_noughts
    if all(one.row is None for one in failing) or _is_wrong_beside_its_blank(printed, strip, row):
        return False
    down = printed.known_down(row)
    # Where the columns do not tell, a blank beside a total that fails may be what the total lacks.
    if not down or _is_less_than_a_part(printed, strip, row):
        return True
    return any(one in down for one in failing) and not _slips(printed, failing)


def _is_torn(printed: Printed, strip: Strip, row: str) -> bool:
    """Return whether a figure may have been torn in two, and another been lost, in a row whose total fails.

    Where the total is less than a part of it, it was lost, or torn itself; else a figure that is put together again is
    no more than the total leaves for it.
    """
    texts = [printed.texts[row, column] or "" for column in strip.columns]
    torn = [
        int(one + other) - int(one) - int(other) if _may_be_one(one, other) else None for one, other in pairwise(texts)
    ]
    grown = [one for one in torn if one is not None]
    if not grown or strip.columns[-1] not in printed.total_columns:
        return False
    *others, _ = [printed.values[row, column] or 0 for column in strip.columns[:-1]]
    total = torn[-1] is not None and int("".join(texts[-2:])) >= sum(others)
    off = sum(one.off(printed.values) or 0 for one in printed.by_row[row] if one.row == row)
    return min(grown) + off <= 0 or (off > 0 and (total or _is_less_than_a_part(printed, strip, row)))


def _may_be_one(one: str, other: str) -> bool:
    """Return whether two texts side by side can be the digits of one number."""
    return is_plain(one) and one != "0" and other.isascii() and other.isdecimal() and len(other) <= MAX_WHOLE


def _lost_its_total(printed: Printed, strip: Strip, row: str, failing: Sequence[Sum], untold: bool) -> bool:
    """Return whether figures of a row without its total may stand one cell too early, its total among them.

    Only the sums down its columns can clear it; they do not where cells of other rows are unknown.
    """
    parts = [(row, column) for column in strip.columns if column not in printed.total_columns]
    totals = [column for column in strip.columns if column in printed.total_columns]
    if _lacks_totals(printed, totals):
        return False
    if untold:
        return True
    *before, last = [at for at in parts if printed.texts[at]]
    numbers = [printed.values[at] for at in (*before, last)]
    ends = before and None not in numbers and numbers[-1] == sum(one for one in numbers[:-1] if one is not None)
    if not printed.is_summed_down(row):
        full = len(before) + 1 == len(parts)
        return bool(ends) or (full and row == strip.rows[-1] and strip.columns[-1] in totals)
    slips = _slips(printed, failing) if failing else set()
    return bool(failing) and (bool(ends) or not slips or last in slips)


def _ends_in_a_part(printed: Printed, strip: Strip) -> bool:
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


def _is_wrong_beside_its_blank(printed: Printed, strip: Strip, row: str) -> bool:
    """Return whether the total of a row is less than its figures, while the row printed behind it has not moved.

    Nothing that may have stood in the blank makes such a total right, and a blank that came in moves all behind it:
    its true total would begin the next row, where noughts and a sum that holds leave no place for it.
    """
    behind = strip.rows[strip.rows.index(row) + 1 :][:1]
    filled = all(printed.texts[one, column] for one in behind for column in strip.columns)
    holding = filled and any(one.row in behind and one.off(printed.values) == 0 for one in printed.touching(behind))
    return holding and any((one.off(printed.values) or 0) > 0 for one in printed.touching((row,)) if one.row == row)


def _is_less_than_a_part(printed: Printed, strip: Strip, row: str) -> bool:
    """Return whether a total is less than one of its parts: what stands there may be another cell."""
    numbers = [(column in printed.total_columns, printed.values[row, column]) for column in strip.columns]
    largest = max((value for is_total, value in numbers if value is not None and not is_total), default=0)
    return any(value is not None and value < largest for is_total, value in numbers if is_total)


def _lacks_totals(printed: Printed, columns: Sequence[str]) -> bool:
    """Return whether totals are left blank in most rows that have figures; one row alone is not most of them."""
    filled = {at[0] for at, text in printed.texts.items() if text and at[1] not in columns}
    blank = sum(printed.texts.get((row, column)) == "" for row in filled for column in columns)
    return len(filled) > 1 and 2 * blank > len(filled) * len(columns)


def _slips(printed: Printed, failing: Sequence[Sum]) -> set[At]:
    """Return the figures any one of which, written wrong, explains alone why sums fail."""
    first = failing[0]
    found: set[At] = set()
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


def _may_have_moved(printed: Printed, strip: Strip) -> bool:
    """Return whether a strip may be one of two that moved alike: it has a blank, or the total of a row fails."""
    return "" in strip.texts or any(one.row is not None for one in printed.failing(printed.touching(strip.rows)))


def _is_shifted(printed: Printed, strips: Sequence[Strip], damaged: set[str]) -> bool:
    """Return whether all sums hold when strips are read in one other way; that only fewer of them fail says little."""
    rows = [row for strip in strips for row in strip.rows]
    apart = damaged.difference(rows)
    sums = [
        one
        for one in printed.touching(rows)
        if printed.tells(one) and apart.isdisjoint(row for row, _ in (*one.parts, *one.totals))
    ]
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
    printed: Printed, strips: Sequence[Strip], moved: _Moved, sums: Sequence[Sum], *, torn: bool, slip: bool
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
        alone = all(one.row is not None for one in sums) or any(
            printed.is_untold(row) for one in strips for row in one.rows
        )
        return proofs > 0 and (found > 0 or alone or (not slip and mended > 1))
    return (proofs > 0 and (found > 0 or not slip)) or all(_is_filled_up(one) for one in strips)


def _is_filled_up(strip: Strip) -> bool:
    """Return whether several rows side by side end in the only blank among them: a lost cell leaves just that."""
    return len(strip.rows) > 1 and strip.texts.index("") == len(strip.texts) - 1 if "" in strip.texts else False


def _read(
    printed: Printed, strips: Sequence[Strip], moved: _Moved
) -> tuple[dict[At, int | None] | None, frozenset[str]]:
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


def _ways(texts: Texts) -> Iterator[tuple[_Way, Texts]]:
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
        if _may_be_one(one, other):
            rest = (*texts[:torn], one + other, *texts[torn + 2 :])
            for at in range(len(texts)):
                yield (_TORN, torn, at), (*rest[:at], None, *rest[at:])
