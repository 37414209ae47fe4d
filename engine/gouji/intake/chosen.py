"""The rows met on the way down a table enter, the cells of the report's own table leave, in the format it follows.

Of tables that stand there several times the first of no other year is the report's; what stands there twice with other
cells is left out, and rows whose cells may have moved are doubted.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from gouji.findings import Place
from gouji.intake import defects
from gouji.intake.blocks import OTHER_WIDTH
from gouji.intake.met import Met
from gouji.intake.readings import ReadTable, RowReading, best_format, same
from gouji.intake.rows import value_words
from gouji.intake.shifts import SHIFTED, moved_rows
from gouji.record import replace
from gouji.report.model import pointer_of
from gouji.vocabulary.model import Table, Vocabulary

TWICE: Final = "table_stands_twice"
"""The doubt about a table that stands there again with other numbers: which of both is the report's is not known."""

_REFUSED: Final = frozenset(("D503", "D504", "D505", "D506", "D507"))
"""Defects that say that rows stand there and were not read."""


def choose(table: Table, met: Met, vocabulary: Vocabulary, year: int | None) -> ReadTable:
    """Return what was read, in the format that most rows are printed in."""
    met.finish(table.id)
    own, spare = met.own, met.spare_cells()
    _say_once(table, met, spare)
    read = [one for one in met.read if one.table not in met.old]
    blank = [one for one in met.blank if own is None or one.table == own]
    own_read = [one for one in read if one.table == own]
    others = _others(met, own)
    old = own is None and bool(met.old)
    format_id = None if old else best_format(table, own_read, blank, vocabulary, year)
    if format_id is None:
        blocks = frozenset(met.blocks)
        return ReadTable(None, (), frozenset(), tuple(met.defects), blocks, others=others, old=old)
    kept: dict[str, RowReading] = {}
    refused = {row for number, row in met.refused if number == own}
    twice: list[RowReading] = []
    for one in read:
        where = pointer_of("tables", table.id, *one.row.split("."))
        if one.table != own and one.row not in kept:
            continue
        if not _follows(table, one, format_id):
            met.complain(defects.row_of_other_format(where, one.label, format_id, one.place))
        elif one.row in kept and not same(one, kept[one.row]):
            twice.append(one)
            refused.add(one.row)
        else:
            kept.setdefault(one.row, one)
    for one in blank:
        if _follows(table, one, format_id):
            kept.setdefault(one.row, one)
    second = _complain_of(table, met, twice)
    final = [one for one in kept.values() if one.row not in refused]
    words = value_words(vocabulary)
    shifted, said = moved_rows(table, format_id, final, words.placeholders)
    met.defects.extend(said)
    cells = tuple(
        (one.row, column, replace(cell, doubts=(*cell.doubts, *said)) if said else cell)
        for one in final
        for said in ((*second, *_of_width(one, bool(spare), words.units), *((SHIFTED,) if one.row in shifted else ())),)
        for column, cell in zip(one.head.columns, one.cells, strict=True)
    )
    _miss_rows(table, met, format_id, {row for row, _, _ in cells}, (own_read or blank)[0].place)
    near = frozenset(one.row for one in kept.values() if one.near)
    return ReadTable(
        format_id,
        cells,
        near,
        tuple(met.defects),
        frozenset(met.blocks),
        frozenset(met.taken),
        others,
        readings=tuple(final),
        single=len({one.row for one in met.read}) == len(met.read),
    )


def _say_once(table: Table, met: Met, spare: int) -> None:
    """Put one defect in the place of those about rows that all have as many cells too many, or too few."""
    rows = {row for (number, row), one in met.refused.items() if spare and (number, one) == (met.own, spare)}
    pointers = {pointer_of("tables", table.id, *row.split(".")) for row in rows}
    said = [one for one in met.defects if one.code == "D504" and one.pointer in pointers]
    if said and said[0].place is not None:
        whole = defects.wrong_counts(table.id, table.caption, len(rows), spare, said[0].place)
        met.defects = [whole if one is said[0] else one for one in met.defects if one is said[0] or one not in said]


def _of_width(reading: RowReading, spare: bool, units: Collection[str]) -> tuple[str, ...]:
    """Return the doubt about a row whose cells may be of other columns: other rows are wider, or it holds a unit."""
    return (OTHER_WIDTH,) if spare or any(cell.text in units for cell in reading.cells) else ()


def _complain_of(table: Table, met: Met, twice: Sequence[RowReading]) -> tuple[str, ...]:
    """Complain of rows that differ where they stand again; return the doubt about all others of such a table."""
    further = [one for one in twice if one.table != met.own]
    several = len({one.row for one in further}) > 1
    if several:
        met.complain(defects.table_twice(table.id, table.caption, len(further), further[0].place))
    for one in twice:
        if not (several and one in further):
            where = pointer_of("tables", table.id, *one.row.split("."))
            met.complain(defects.row_twice(where, one.label, one.place))
    return (TWICE,) if several else ()


def _others(met: Met, own: int | None) -> frozenset[int]:
    """Return the blocks that belong to further tables alone."""
    parts = met.parts
    further = {block for table, blocks in parts.items() if table != own for block in blocks}
    return frozenset(further - parts.get(own, set())) if own is not None else frozenset()


def _follows(table: Table, reading: RowReading, format_id: str) -> bool:
    return format_id in reading.head.formats and all(
        table.has_cell(reading.row, column, format_id) for column in reading.head.columns
    )


def _miss_rows(table: Table, met: Met, format_id: str, read: set[str], place: Place) -> None:
    missing = tuple(line.printed.of(format_id) for line in table.lines("row", format_id) if line.id not in read)
    if missing:
        # A row that is only absent was perhaps never printed; one that was refused is a part of the form not read.
        blocking = table.required and any(one.code in _REFUSED for one in met.defects)
        met.complain(defects.rows_not_found(table.id, missing, place, blocking))
