"""The vocabulary of a report kind: sections, tables, rows, columns, cells, metadata and mentions, with their names.

Values only: nothing here reads YAML or knows any particular kind of report.
Everything that a person typed keeps its span into `Vocabulary.source`, so that complaints can point at it.
Ids are unique per slot (section, table, row of a table, column of a table …), never over the whole vocabulary.
"""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

from gouji.record import Record, field, set_once
from gouji.source import Source, Span
from gouji.values import BUILT_IN_UNITS, BlankPolicy, Domain, Labels, Unit

Axis = Literal["row", "column"]

METADATA_NAMES: Final = (
    "year",
    "format",
    "title",
    "published",
    "agency.name",
    "agency.region",
    "agency.level",
    "agency.scope",
)
"""What a report can state of itself; a vocabulary chooses among them and says which values they take."""


class Format(Record, frozen=True):
    """An official format of the report, with the reporting years for which it is prescribed (both ends included)."""

    id: str
    labels: Labels
    first_year: int
    last_year: int | None
    span: Span

    def covers(self, year: int) -> bool:
        """Return whether the format is prescribed for a reporting year."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


class Printed(Record, frozen=True):
    """The words exactly as the form prints them: the usual ones, and those of the formats that differ."""

    usual: str
    by_format: tuple[tuple[str, str], ...] = ()

    def of(self, format_id: str | None) -> str:
        """Return the words as printed in a format; `None` asks for the usual ones."""
        return next((text for known, text in self.by_format if known == format_id), self.usual)

    def every(self) -> tuple[str, ...]:
        """Return all printings, the usual one first, each once."""
        return tuple(dict.fromkeys((self.usual, *(text for _, text in self.by_format))))


class Section(Record, frozen=True):
    """A section that the form prescribes; `printed` is its heading without the ordinal.

    `loose` are words that mean it only under its own ordinal, and where no other heading is surely its.
    """

    id: str
    ordinal: str
    printed: Printed
    labels: Labels
    aliases: tuple[str, ...]
    required: bool
    span: Span
    loose: tuple[str, ...] = ()


class Line(Record, frozen=True):
    """A row or a column of a table.

    `printed` is its own words, without the headings above it (those belong to groups); `labels` name it for people.
    `short` is the part of the printed words that survives when a converter drops ordinals and brackets.
    """

    id: str
    axis: Axis
    printed: Printed
    short: str
    labels: Labels
    aliases: tuple[str, ...]
    formats: tuple[str, ...]
    total: bool
    unit: str | None
    domain: Domain | None
    blank: BlankPolicy | None
    span: Span


class Group(Record, frozen=True):
    """Several rows or several columns under one name: declared, or the common prefix of dotted ids.

    `members` are line ids in the order of the table, over all formats; totals among them are members too.
    `printed` is the heading that the form prints above or before them, when it prints one.
    """

    id: str
    axis: Axis
    printed: Printed | None
    labels: Labels | None
    members: tuple[str, ...]
    span: Span


class Band(Record, frozen=True):
    """A part of a table with its own column heads, in some formats; a table without bands has one that is unnamed."""

    id: str
    printed: Printed | None
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    formats: tuple[str, ...]
    span: Span


class Cell(Record, frozen=True):
    """A row × column that exists in at least one format, with what is said of this very cell."""

    table: str
    row: str
    column: str
    formats: tuple[str, ...]
    unit: str | None = None
    domain: Domain | None = None
    blank: BlankPolicy | None = None


class PrintedHead(Record, frozen=True):
    """What an empty form prints around the heads of a table, and which way it lays its rows.

    `corner` stands above the labels of the rows, `over_columns` above all columns.
    With `rows_across` the rows stand side by side in one, each with all columns under its label.
    """

    corner: str = ""
    over_columns: str = ""
    rows_across: bool = False


class Balance(Record, frozen=True):
    """Rows of which the form itself says that they sum to as much as others, column by column."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Table(Record, frozen=True):
    """A table of the form. All tuples are in printed order; cells go row by row."""

    id: str
    labels: Labels
    caption: str
    section: str
    unit: str | None
    blank: BlankPolicy | None
    required: bool
    formats: tuple[str, ...]
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    groups: tuple[Group, ...]
    bands: tuple[Band, ...]
    cells: tuple[Cell, ...]
    span: Span
    head: PrintedHead = field(default_factory=PrintedHead)
    balances: tuple[Balance, ...] = ()
    _lines: dict[tuple[Axis, str], Line] = field(default_factory=dict)
    _cells: dict[tuple[str, str], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        set_once(self, "_lines", {(line.axis, line.id): line for line in (*self.rows, *self.columns)})
        set_once(self, "_cells", {(cell.row, cell.column): cell for cell in self.cells})

    def lines(self, axis: Axis, format_id: str | None = None) -> tuple[Line, ...]:
        """Return the rows or columns in printed order; with a format, only those that exist in it."""
        chosen = self.rows if axis == "row" else self.columns
        return chosen if format_id is None else tuple(line for line in chosen if format_id in line.formats)

    def line(self, axis: Axis, line_id: str) -> Line | None:
        """Return the row or column with an id."""
        return self._lines.get((axis, line_id))

    def row(self, row_id: str) -> Line | None:
        """Return the row with an id."""
        return self._lines.get(("row", row_id))

    def column(self, column_id: str) -> Line | None:
        """Return the column with an id."""
        return self._lines.get(("column", column_id))

    def group(self, axis: Axis, group_id: str) -> Group | None:
        """Return the group of rows or of columns with an id."""
        return next((one for one in self.groups if one.axis == axis and one.id == group_id), None)

    def members(self, axis: Axis, group_id: str, format_id: str | None = None) -> tuple[str, ...]:
        """Return the line ids of a group, in printed order; with a format, only those that exist in it."""
        group = self.group(axis, group_id)
        if group is None:
            return ()
        present = {line.id for line in self.lines(axis, format_id)}
        return tuple(member for member in group.members if member in present)

    def cell(self, row_id: str, column_id: str) -> Cell | None:
        """Return the cell of a row and a column, when the form has it in any format."""
        return self._cells.get((row_id, column_id))

    def has_cell(self, row_id: str, column_id: str, format_id: str) -> bool:
        """Return whether a format prints a cell."""
        cell = self._cells.get((row_id, column_id))
        return cell is not None and format_id in cell.formats

    def cells_in(self, format_id: str) -> tuple[Cell, ...]:
        """Return the cells that a format prints, row by row."""
        return tuple(cell for cell in self.cells if format_id in cell.formats)


class FieldKind(Enum):
    """What a metadata field holds."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    ENUM = "enum"


class FieldValue(Record, frozen=True):
    """One value of a metadata field that has a closed list of them.

    A reader takes it for stated when the agency's name has one of the endings `name_ends` (of several the longest),
    or when the title or the preamble holds one of the words `front_says`.
    """

    id: str
    labels: Labels
    span: Span
    name_ends: tuple[str, ...] = ()
    front_says: tuple[str, ...] = ()


class MetadataField(Record, frozen=True):
    """A fact about the report as a whole: `year`, `agency.name` …; `values` is filled for enumerations only."""

    name: str
    kind: FieldKind
    labels: Labels
    values: tuple[FieldValue, ...]
    span: Span


class PatternText(Record, frozen=True):
    """The raw text of a pattern and its place.

    `verbatim` says that the span covers exactly this text, so that an offset into the text is an offset from
    `span.start`; otherwise (escapes, folded lines) only the span as a whole can be pointed at.
    """

    text: str
    span: Span
    verbatim: bool


LEFT_OUT: Final = ("compared", "part", "own", "whole", "filed", "guided")
"""What a mention may leave out: numbers that are only compared, parts of a whole, numbers of a scope."""


class Hole(Record, frozen=True):
    """A typed hole of a pattern: `{count: count}`."""

    name: str
    kind: str


class Mention(Record, frozen=True):
    """A quantity that prose mentions, by the patterns that state it; all patterns have the same holes.

    `unit` is the unit of its number holes.
    No section listed means that it is looked for in the whole document.
    `leave_out` names roles and scopes (`LEFT_OUT`) of which a number does not count.
    """

    id: str
    labels: Labels
    unit: str
    holes: tuple[Hole, ...]
    patterns: tuple[PatternText, ...]
    not_before: tuple[PatternText, ...]
    not_after: tuple[PatternText, ...]
    unless: tuple[str, ...]
    leave_out: tuple[str, ...]
    sections: tuple[str, ...]
    span: Span

    @property
    def wordings(self) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
        """The text of each pattern with the texts that must not stand before and after it."""
        before = tuple(one.text for one in self.not_before)
        after = tuple(one.text for one in self.not_after)
        return tuple((one.text, before, after) for one in self.patterns)


class Vocabulary(Record, frozen=True):
    """Everything a report of one kind may say; `languages` are the pack's, its first language first.

    `number_columns`, `unit_columns` and `remark_columns` are heads of columns that agencies add to tables.
    """

    kind: str
    languages: tuple[str, ...]
    labels: Labels
    ordinal_mark: str
    placeholders: tuple[str, ...]
    formats: tuple[Format, ...]
    units: tuple[Unit, ...]
    metadata: tuple[MetadataField, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    mentions: tuple[Mention, ...]
    source: Source
    number_columns: tuple[str, ...] = ()
    unit_columns: tuple[str, ...] = ()
    remark_columns: tuple[str, ...] = ()
    _tables: dict[str, Table] = field(default_factory=dict)
    _units: dict[str, Unit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        set_once(self, "_tables", {table.id: table for table in self.tables})
        set_once(self, "_units", {unit.id: unit for unit in (*BUILT_IN_UNITS, *self.units)})

    def table(self, table_id: str) -> Table | None:
        """Return the table with an id."""
        return self._tables.get(table_id)

    def section(self, section_id: str) -> Section | None:
        """Return the section with an id."""
        return next((one for one in self.sections if one.id == section_id), None)

    def format(self, format_id: str) -> Format | None:
        """Return the format with an id."""
        return next((one for one in self.formats if one.id == format_id), None)

    def format_of_year(self, year: int) -> Format | None:
        """Return the format prescribed for a reporting year."""
        return next((one for one in self.formats if one.covers(year)), None)

    def unit(self, unit_id: str) -> Unit | None:
        """Return a unit, declared or built in."""
        return self._units.get(unit_id)

    def mention(self, mention_id: str) -> Mention | None:
        """Return the mention with an id."""
        return next((one for one in self.mentions if one.id == mention_id), None)

    def metadata_field(self, name: str) -> MetadataField | None:
        """Return the metadata field with a dotted name."""
        return next((one for one in self.metadata if one.name == name), None)

    def tables_of(self, section_id: str) -> tuple[Table, ...]:
        """Return the tables printed in a section."""
        return tuple(table for table in self.tables if table.section == section_id)
