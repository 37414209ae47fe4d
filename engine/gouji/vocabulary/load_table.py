"""One table of `vocabulary.yaml`: fields enter, a `Table` with its cells laid out leaves.

A cell exists in a format when its row and its column do and a band of that format joins them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final

from gouji.diagnostics import Text
from gouji.record import Record
from gouji.source import Span
from gouji.values import BlankPolicy, Domain
from gouji.vocabulary import messages
from gouji.vocabulary.fields import Complaints, Fields, refer, refuse_twice
from gouji.vocabulary.model import Axis, Balance, Band, Cell, Group, Line, Printed, PrintedHead, Table
from gouji.vocabulary.strict_yaml import Scalar

_FORMAT: Final = Text("格式", "format")
_UNIT: Final = Text("单位", "unit")
_SECTION: Final = Text("章节", "section")
_LINE: Final[dict[Axis, Text]] = {"row": Text("行", "row"), "column": Text("列", "column")}


class _AxisWord(Enum):
    ROW = "row"
    COLUMN = "column"


class Known(Record, frozen=True):
    """What a table may refer to: the names declared elsewhere in the vocabulary."""

    languages: tuple[str, ...]
    formats: tuple[str, ...]
    units: tuple[str, ...]
    sections: tuple[str, ...]


class _CellNote(Record, frozen=True):
    """What is said of one cell, with the places of its names."""

    row: Scalar
    column: Scalar
    unit: str | None
    domain: Domain | None
    blank: BlankPolicy | None


class _BandDraft(Record, frozen=True):
    id: str
    printed: Printed | None
    rows: tuple[Scalar, ...]
    columns: tuple[Scalar, ...]
    formats: tuple[str, ...]
    span: Span


def read_table(fields: Fields, known: Known, complaints: Complaints) -> Table:
    """Return the table that the fields declare."""
    name = fields.name("id")
    labels = fields.labels("label", known.languages)
    caption = fields.optional_text("caption") or ""
    section = refer(fields.name("section"), known.sections, _SECTION, complaints)
    unit = read_unit(fields, known, complaints)
    blank = fields.choice("blank", BlankPolicy)
    required = fields.truth("required", True)
    head = fields.within("printed_head", _read_head) or PrintedHead()
    formats = read_formats(fields, known, complaints)
    rows = fields.listed("rows", lambda one: _read_line(one, "row", formats, known, complaints), needed=True)
    columns = fields.listed("columns", lambda one: _read_line(one, "column", formats, known, complaints), needed=True)
    declared = fields.listed("groups", lambda one: _read_group(one, rows, columns, known, complaints))
    drafts = fields.listed("bands", lambda one: _read_band(one, known, formats, complaints))
    notes = fields.listed("cells", lambda one: _read_cell(one, known, complaints))
    balances = fields.listed("balances", lambda one: _read_balance(one, rows, complaints))
    for lines in (rows, columns):
        refuse_twice(((line.id, line.span) for line in lines), complaints)
    _refuse_colliding(rows, columns, complaints)
    groups = (*declared, *_dotted_groups("row", rows, declared), *_dotted_groups("column", columns, declared))
    refuse_twice(((f"{one.axis} {one.id}", one.span) for one in declared), complaints)
    bands = _lay_bands(drafts, rows, columns, formats, name.span, complaints)
    cells = _lay_cells(name.text, rows, columns, bands, notes, complaints)
    _refuse_cellless(rows, columns, cells, complaints)
    return Table(
        id=name.text,
        labels=labels,
        caption=caption,
        section=section,
        unit=unit,
        blank=blank,
        required=required,
        formats=formats,
        rows=rows,
        columns=columns,
        groups=groups,
        bands=bands,
        cells=cells,
        span=name.span,
        head=head,
        balances=balances,
    )


def _read_head(fields: Fields) -> PrintedHead:
    return PrintedHead(
        fields.optional_text("corner") or "",
        fields.optional_text("over_columns") or "",
        fields.truth("rows_across", False),
    )


def _read_balance(fields: Fields, rows: tuple[Line, ...], complaints: Complaints) -> Balance:
    ids = [row.id for row in rows]
    sides = (fields.texts("left"), fields.texts("right"))
    left, right = (tuple(refer(one, ids, _LINE["row"], complaints) for one in side) for side in sides)
    return Balance(left, right)


def read_formats(fields: Fields, known: Known, complaints: Complaints) -> tuple[str, ...]:
    """Return the formats listed, or all of them when none is."""
    listed = fields.texts("formats")
    chosen = {refer(one, known.formats, _FORMAT, complaints) for one in listed}
    return tuple(one for one in known.formats if one in chosen) if listed else known.formats


def read_unit(fields: Fields, known: Known, complaints: Complaints) -> str | None:
    """Return a unit's id, or nothing when none is given."""
    node = fields.optional_scalar("unit")
    return None if node is None else refer(node, known.units, _UNIT, complaints)


def read_printed(fields: Fields, known: Known, complaints: Complaints) -> Printed:
    """Return the words as printed, with those of the formats that differ."""
    usual = fields.text("printed")
    return Printed(usual, _printed_in(fields, known, complaints))


def _printed_in(fields: Fields, known: Known, complaints: Complaints) -> tuple[tuple[str, str], ...]:
    said = fields.by_key("printed_in")
    return tuple((refer(key, known.formats, _FORMAT, complaints), text.text) for key, text in said)


def _optional_printed(fields: Fields, known: Known, complaints: Complaints) -> Printed | None:
    usual = fields.optional_text("printed")
    by_format = _printed_in(fields, known, complaints)
    return None if usual is None else Printed(usual, by_format)


def _read_line(fields: Fields, axis: Axis, formats: tuple[str, ...], known: Known, complaints: Complaints) -> Line:
    name = fields.name("id", dotted=True)
    printed = read_printed(fields, known, complaints)
    own = read_formats(fields, known, complaints)
    return Line(
        id=name.text,
        axis=axis,
        printed=printed,
        short=fields.optional_text("short") or printed.usual,
        labels=fields.labels("label", known.languages, first=printed.usual),
        aliases=tuple(one.text for one in fields.texts("aliases")),
        formats=tuple(one for one in own if one in formats),
        total=fields.truth("total", False),
        unit=read_unit(fields, known, complaints),
        domain=fields.choice("domain", Domain),
        blank=fields.choice("blank", BlankPolicy),
        span=name.span,
    )


def _read_group(
    fields: Fields, rows: tuple[Line, ...], columns: tuple[Line, ...], known: Known, complaints: Complaints
) -> Group:
    name = fields.name("id", dotted=True)
    axis: Axis = "column" if fields.choice("axis", _AxisWord) is _AxisWord.COLUMN else "row"
    lines = rows if axis == "row" else columns
    printed = _optional_printed(fields, known, complaints)
    ids = [line.id for line in lines]
    listed = fields.texts("members")
    chosen = {refer(one, ids, _LINE[axis], complaints) for one in listed}
    members = tuple(one for one in ids if (one in chosen if listed else one.startswith(name.text + ".")))
    labels = fields.labels("label", known.languages, first=printed.usual if printed else None, needed=printed is None)
    if not members:
        complaints.add(messages.empty_group(complaints.source, name.span, name.text))
    if name.text in ids:
        complaints.add(messages.names_collide(complaints.source, name.span, name.text, name.text))
    return Group(name.text, axis, printed, labels, members, name.span)


def _dotted_groups(axis: Axis, lines: tuple[Line, ...], declared: Iterable[Group]) -> tuple[Group, ...]:
    taken = {group.id for group in declared if group.axis == axis}
    prefixes: dict[str, Span] = {}
    for line in lines:
        parts = line.id.split(".")
        for length in range(1, len(parts)):
            prefixes.setdefault(".".join(parts[:length]), line.span)
    return tuple(
        Group(prefix, axis, None, None, tuple(line.id for line in lines if line.id.startswith(prefix + ".")), span)
        for prefix, span in prefixes.items()
        if prefix not in taken
    )


def _read_band(fields: Fields, known: Known, formats: tuple[str, ...], complaints: Complaints) -> _BandDraft:
    name = fields.name("id")
    printed = _optional_printed(fields, known, complaints)
    own = tuple(one for one in read_formats(fields, known, complaints) if one in formats)
    return _BandDraft(name.text, printed, fields.texts("rows"), fields.texts("columns"), own, name.span)


def _read_cell(fields: Fields, known: Known, complaints: Complaints) -> _CellNote:
    return _CellNote(
        row=fields.name("row", dotted=True),
        column=fields.name("column", dotted=True),
        unit=read_unit(fields, known, complaints),
        domain=fields.choice("domain", Domain),
        blank=fields.choice("blank", BlankPolicy),
    )


def _lay_bands(
    drafts: tuple[_BandDraft, ...],
    rows: tuple[Line, ...],
    columns: tuple[Line, ...],
    formats: tuple[str, ...],
    span: Span,
    complaints: Complaints,
) -> tuple[Band, ...]:
    row_ids, column_ids = tuple(row.id for row in rows), tuple(column.id for column in columns)
    if not drafts:
        return (Band("", None, row_ids, column_ids, formats, span),)
    bands = []
    for draft in drafts:
        named_rows = [refer(one, row_ids, _LINE["row"], complaints) for one in draft.rows]
        named_columns = [refer(one, column_ids, _LINE["column"], complaints) for one in draft.columns]
        bands.append(Band(draft.id, draft.printed, tuple(named_rows), tuple(named_columns), draft.formats, draft.span))
    refuse_twice(((band.id, band.span) for band in bands), complaints)
    return tuple(bands)


def _lay_cells(
    table: str,
    rows: tuple[Line, ...],
    columns: tuple[Line, ...],
    bands: tuple[Band, ...],
    notes: tuple[_CellNote, ...],
    complaints: Complaints,
) -> tuple[Cell, ...]:
    noted = {(note.row.text, note.column.text): note for note in notes}
    joined: dict[tuple[str, str], set[str]] = {}
    for band in bands:
        for row_id in band.rows:
            for column_id in band.columns:
                joined.setdefault((row_id, column_id), set()).update(band.formats)
    cells = []
    for row in rows:
        for column in columns:
            common = joined.get((row.id, column.id), set()) & set(row.formats) & set(column.formats)
            if common:
                formats = tuple(one for one in row.formats if one in common)
                cells.append(_cell(table, row.id, column.id, formats, noted.pop((row.id, column.id), None)))
    for note in noted.values():
        span = note.row.span
        complaints.add(messages.no_cell(complaints.source, span, f"{note.row.text}, {note.column.text}"))
    return tuple(cells)


def _cell(table: str, row: str, column: str, formats: tuple[str, ...], note: _CellNote | None) -> Cell:
    if note is None:
        return Cell(table, row, column, formats)
    return Cell(table, row, column, formats, note.unit, note.domain, note.blank)


def _refuse_colliding(rows: tuple[Line, ...], columns: tuple[Line, ...], complaints: Complaints) -> None:
    """Refuse ids that would meet in the report JSON, where a dotted row id is a path that a column id ends."""
    paths = [line.id for line in rows]
    for row in rows:
        for other in paths:
            if other.startswith(row.id + "."):
                complaints.add(messages.names_collide(complaints.source, row.span, row.id, other))
                break
    for column in columns:
        if "." in column.id:
            complaints.add(messages.not_a_name(complaints.source, column.span, column.id))


def _refuse_cellless(
    rows: tuple[Line, ...], columns: tuple[Line, ...], cells: tuple[Cell, ...], complaints: Complaints
) -> None:
    used = {("row", cell.row) for cell in cells} | {("column", cell.column) for cell in cells}
    for line in (*rows, *columns):
        if line.id and (line.axis, line.id) not in used:
            complaints.add(messages.no_cell(complaints.source, line.span, line.id))
