"""Cells: the raw value of a report becomes an exact number, or the kind and the reason of its being missing."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from gouji.facts.gather import doubts_at, doubts_of_absent, table_format
from gouji.facts.model import CellFact, Facts, Reason
from gouji.patterns.fold import fold_text
from gouji.record import Record, replace
from gouji.report.model import Raw, pointer_of_cell, pointer_of_table
from gouji.values import BlankPolicy, Domain, Exact, MissingKind, Unit, exact, read_number_text
from gouji.vocabulary.queries import blank_policy_of, domain_of, unit_of

_NOT_THERE: Final = object()

MAX_PLACEHOLDER: Final = 50


def prescribed(facts: Facts, table_id: str, row_id: str, column_id: str) -> bool:
    """Return whether the format of the table prints this cell."""
    table = facts.vocabulary.table(table_id)
    return table is not None and table.has_cell(row_id, column_id, table_format(facts, table_id))


def lines(facts: Facts, table_id: str, axis: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the row or column ids that the table's format prescribes, in their order."""
    table = facts.vocabulary.table(table_id)
    if table is None:
        return ()
    format_id = table_format(facts, table_id)
    present = {line.id for line in table.lines("row" if axis == "row" else "column", format_id)}
    return tuple(one for one in ids if one in present)


def table_exists(facts: Facts, table_id: str) -> bool:
    """Return whether the report has an entry for the table."""
    return table_id in facts.report.tables


def surely_differ(one: Facts, other: Facts, table_id: str) -> bool:
    """Return whether a table holds only natural numbers in two reports of one format, beyond doubt, and not the same.

    False says nothing: the tables may differ all the same.
    """
    if one.doubts or other.doubts or one.report.defects or other.report.defects:
        return False
    table, form = one.vocabulary.table(table_id), table_format(one, table_id)
    if table is None or form != table_format(other, table_id):
        return False
    ours, theirs = one.report.tables.get(table_id, {}), other.report.tables.get(table_id, {})
    pairs = [(ours.get((at.row, at.column)), theirs.get((at.row, at.column))) for at in table.cells_in(form)]
    plain = all(type(number) is int and number >= 0 for pair in pairs for number in pair)
    return plain and any(here != there for here, there in pairs)


def cell(facts: Facts, table_id: str, row_id: str, column_id: str) -> CellFact:
    """Return one cell; the same object each time."""
    key = ("cell", table_id, row_id, column_id)
    found = facts.memo.get(key)
    if isinstance(found, CellFact):
        return found
    made = _read(facts, table_id, row_id, column_id)
    facts.memo[key] = made
    return made


def with_open_cells(facts: Facts) -> Facts:
    """Return the facts of the same report with every cell that has a number filled with one that is not known."""
    opened = replace(facts, memo={})
    for table_id, found in facts.report.tables.items():
        for row_id, column_id in found:
            if prescribed(facts, table_id, row_id, column_id):
                one = cell(facts, table_id, row_id, column_id)
                if one.value is not None:
                    opened.memo["cell", table_id, row_id, column_id] = replace(one, value=None)
    return opened


class _Place(Record, frozen=True):
    """A cell of a table, and what the vocabulary says of it; the same for every report."""

    pointer: str
    table: str
    row: str
    column: str
    unit: Unit
    domain: Domain
    blank: BlankPolicy


def _place(facts: Facts, table_id: str, row_id: str, column_id: str) -> _Place:
    key = ("place", table_id, row_id, column_id)
    found = facts.fixed.get(key)
    if isinstance(found, _Place):
        return found
    vocabulary, table = facts.vocabulary, facts.vocabulary.table(table_id)
    if table is None:
        raise KeyError(table_id)
    made = _Place(
        pointer_of_cell(table_id, row_id, column_id),
        table_id,
        row_id,
        column_id,
        unit_of(vocabulary, table, row_id, column_id),
        domain_of(vocabulary, table, row_id, column_id),
        blank_policy_of(vocabulary, table, row_id, column_id),
    )
    facts.fixed[key] = made
    return made


def _read(facts: Facts, table_id: str, row_id: str, column_id: str) -> CellFact:
    place = _place(facts, table_id, row_id, column_id)
    raw = facts.report.tables.get(table_id, {}).get((row_id, column_id), _NOT_THERE)
    if raw is _NOT_THERE:
        doubts = doubts_of_absent(facts, place.pointer)
        return _missing(place, None, MissingKind.ABSENT, _why_absent(facts, table_id, row_id), doubts)
    return _present(facts, place, raw)  # type: ignore[arg-type]  # the sentinel is gone by now


def _why_absent(facts: Facts, table_id: str, row_id: str) -> Reason:
    entry = facts.report.tables.get(table_id)
    if entry is None:
        return "table_absent"
    return "cell_absent" if any(row == row_id for row, _ in entry) else "row_absent"


def _present(facts: Facts, place: _Place, raw: Raw) -> CellFact:
    doubts = doubts_at(facts, place.pointer)
    if isinstance(raw, int | Decimal):
        return _number(place, format(Decimal(raw), "f"), exact(raw), doubts)
    if raw is None or not raw.strip():
        return _missing(place, raw or "", MissingKind.BLANK, "cell_blank", doubts)
    if _is_placeholder(facts, raw):
        return _missing(place, raw, MissingKind.PLACEHOLDER, "cell_placeholder", doubts)
    read = read_number_text(raw, place.unit.id)
    if read is None:
        return _missing(place, raw, MissingKind.UNREADABLE, "cell_unreadable", doubts)
    if read.value is None:
        return _missing(place, raw, MissingKind.UNREADABLE, "cell_unreadable", doubts, read.values)
    return _number(place, raw, read.value, doubts, read.note, read.dressed)


def _is_placeholder(facts: Facts, raw: str) -> bool:
    """Return whether a text is a listed placeholder; both are folded, because dashes and widths vary."""
    if len(raw) > MAX_PLACEHOLDER:
        return False
    known = facts.fixed.get("placeholders")
    if not isinstance(known, frozenset):
        known = frozenset(fold_text(one) for one in facts.vocabulary.placeholders)
        facts.fixed["placeholders"] = known
    return fold_text(raw) in known or raw.strip() in facts.vocabulary.placeholders


def _number(
    place: _Place, raw: str, value: Exact, doubts: tuple[str, ...], note: str | None = None, dressed: bool = False
) -> CellFact:
    return CellFact(
        place.pointer,
        place.table,
        place.row,
        place.column,
        place.unit,
        place.domain,
        place.blank,
        raw,
        value if place.unit.scale == 1 else exact(value * place.unit.scale),
        note=note,
        dressed=dressed,
        doubts=doubts,
    )


def _missing(
    place: _Place,
    raw: str | None,
    kind: MissingKind,
    reason: Reason,
    doubts: tuple[str, ...],
    candidates: tuple[Exact, ...] = (),
) -> CellFact:
    return CellFact(
        place.pointer,
        place.table,
        place.row,
        place.column,
        place.unit,
        place.domain,
        place.blank,
        raw,
        None,
        tuple(exact(one * place.unit.scale) for one in candidates),
        kind,
        reason,
        doubts=doubts,
    )


def table_doubts(facts: Facts, table_id: str) -> tuple[str, ...]:
    """Return what the reader doubts about a table, present or absent."""
    pointer = pointer_of_table(table_id)
    return doubts_at(facts, pointer) if table_exists(facts, table_id) else doubts_of_absent(facts, pointer)
