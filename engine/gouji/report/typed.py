"""Bytes → typed report, for the many reports that are complete and plain; anything else is for the strict reader.

The decoder admits only what the strict reader would read the same: every cell of one format present and a plain
number, nothing unknown, no key twice. On any objection it gives nothing, and the strict reader says why.
A report read here holds the same values as one read strictly; only the shape differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeAlias, cast

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from gouji.report.model import Agency, CellKey, Part, Raw, Report, ReportSection, pointer_of_cell
from gouji.values import Domain
from gouji.vocabulary.layout import Laid, Layout, attribute

MAX_BYTES: Final = 1 << 20
MAX_NUMBER: Final = 10**15
_SEVERAL: Final = 2
_Whole = Annotated[int, Meta(ge=-MAX_NUMBER, le=MAX_NUMBER)]
_Natural = Annotated[int, Meta(ge=0, le=MAX_NUMBER)]
_Ratio = _Whole | Decimal
_CELLS: Final[Mapping[Domain, Any]] = MappingProxyType(
    {Domain.NATURAL: _Natural, Domain.INTEGER: _Whole, Domain.NONNEGATIVE: _Ratio, Domain.RATIONAL: _Ratio}
)
"""What a plain cell holds; the compiled rules rely on it that a natural number is not negative."""


class TypedAgency(Struct, forbid_unknown_fields=True, gc=False):
    """The reporting body."""

    name: str | UnsetType = UNSET
    region: str | UnsetType = UNSET
    level: str | UnsetType = UNSET
    scope: str | UnsetType = UNSET


class TypedPart(Struct, forbid_unknown_fields=True, gc=False):
    """A part of a section."""

    ordinal: str | UnsetType = UNSET
    heading: str | UnsetType = UNSET
    text: str | UnsetType = UNSET


class TypedSection(Struct, forbid_unknown_fields=True, gc=False):
    """A section as found."""

    id: str | UnsetType = UNSET
    ordinal: str | UnsetType = UNSET
    heading: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    parts: list[TypedPart] | UnsetType = UNSET


class TypedReport(Struct, forbid_unknown_fields=True, gc=False):
    """A complete report in one format; `tables` has the attributes of `vocabulary.layout`."""

    kind: str
    year: _Whole
    sections: list[TypedSection]
    formats: dict[str, str]
    tables: Any
    format: str | UnsetType = UNSET
    agency: TypedAgency | UnsetType = UNSET
    title: str | UnsetType = UNSET
    preamble: str | UnsetType = UNSET
    closing: str | UnsetType = UNSET
    published: str | UnsetType = UNSET
    attachments: list[Any] | UnsetType = UNSET


_Way: TypeAlias = tuple[str, tuple[CellKey, ...], Callable[[Any], tuple[Raw, ...]]]
"""A table, the keys of its cells, and what gets their values out of typed tables in the same order."""


class TypedReader:
    """A reader of complete reports in one format; what it returns `None` for must be read strictly."""

    __slots__ = ("_layout", "_natural", "_tables", "read")

    def __init__(self, read: Callable[[bytes], TypedReport | None], layout: Layout) -> None:
        self.read = read
        self._layout = layout
        self._natural: dict[str, str] = {}
        self._tables: tuple[_Way, ...] = ()

    def as_report(self, typed: TypedReport) -> Report:
        """Return the report that a typed report is."""
        if not self._tables:  # a clean report never needs it
            self._tables = tuple(_ways(table, cells) for table, cells in self._layout)
        return _as_report(typed, _Tables(self._tables, typed.tables))

    def naturals(self, pointers: Sequence[str]) -> Callable[[Any], tuple[int, ...]] | None:
        """Return what gets the numbers of cells out of typed tables, if all are natural and counted in their unit."""
        if not self._natural:
            self._natural = dict(_naturals(self._layout))
        if len(pointers) < _SEVERAL or not self._natural.keys() >= set(pointers):
            return None
        return attrgetter(*(self._natural[one] for one in pointers))


class _Tables(Mapping[str, Mapping[CellKey, Raw]]):
    """The tables of a report by their ids; each is made when it is asked for, as most findings concern one or none."""

    def __init__(self, ways: Sequence[_Way], typed: Any) -> None:
        self._ways = {table: (keys, cells) for table, keys, cells in ways}
        self._typed = typed
        self._made: dict[str, dict[CellKey, Raw]] = {}

    def __getitem__(self, table: str) -> Mapping[CellKey, Raw]:
        made = self._made.get(table)
        if made is None:
            keys, cells = self._ways[table]
            made = self._made[table] = dict(zip(keys, cells(self._typed), strict=True))
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._ways)

    def __len__(self) -> int:
        return len(self._ways)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


def _ways(table: str, cells: Sequence[Laid]) -> _Way:
    """Return the keys of a table's cells, and what gets their values out of typed tables in the same order."""
    get: Any = attrgetter(*(".".join((attribute(table), *laid.path)) for laid in cells))
    keys = tuple((laid.row, laid.column) for laid in cells)
    return table, keys, get if len(cells) > 1 else lambda tables: (get(tables),)


def _naturals(layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the pointers of the cells that hold natural numbers in the base unit, with their paths of attributes."""
    for table, cells in layout:
        for laid in cells:
            if laid.domain is Domain.NATURAL and laid.unit.scale == 1:
                yield pointer_of_cell(table, laid.row, laid.column), ".".join((attribute(table), *laid.path))


def typed_reader(kind: str, format_id: str, layout: Layout) -> TypedReader:
    """Return the reader of complete reports of a kind in one format, whose cells are laid out so."""
    tables, keys_of_tables = _tables_type(layout)
    whole = msgspec.defstruct(
        "Whole",
        [("kind", Literal[kind]), ("tables", tables)],
        bases=(TypedReport,),
        forbid_unknown_fields=True,
        gc=False,
    )
    decode = cast(Callable[[bytes], TypedReport], msgspec.json.Decoder(whole).decode)
    formats = {table: format_id for table, _ in layout}

    def read(content: bytes) -> TypedReport | None:
        if len(content) > MAX_BYTES:
            return None
        try:
            report = decode(content)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None  # the strict reader says what is wrong, with its place
        if report.attachments or report.format != format_id or report.formats != formats:
            return None
        return report if _every_key_once(content, report, keys_of_tables) else None

    return TypedReader(read, layout)


def _as_report(typed: TypedReport, tables: Mapping[str, Mapping[CellKey, Raw]]) -> Report:
    agency = typed.agency if type(typed.agency) is TypedAgency else TypedAgency()
    return Report(
        typed.kind,
        _set(typed.format),
        typed.year,
        Agency(_set(agency.name), _set(agency.region), _set(agency.level), _set(agency.scope)),
        _set(typed.title),
        _set(typed.published),
        _set(typed.preamble),
        tuple(_section(one) for one in typed.sections),
        typed.formats,
        tables,
        _set(typed.closing),
        (),
        (),
    )


def _set(text: str | UnsetType) -> str | None:
    return None if text is UNSET else text


def _section(one: TypedSection) -> ReportSection:
    parts = one.parts if type(one.parts) is list else ()
    shown = tuple(Part(_set(part.ordinal), _set(part.heading), _set(part.text)) for part in parts)
    return ReportSection(_set(one.id), _set(one.ordinal), _set(one.heading), _set(one.text), shown)


def _every_key_once(content: bytes, report: TypedReport, keys_of_tables: int) -> bool:
    # INVARIANT: the decoder lets a key that stands twice overwrite itself in silence. Outside of texts every colon
    # belongs to a key, so there are at least as many colons as keys, and more if a key stands twice.
    spare = content.count(b":") - keys_of_tables - _keys_outside_tables(report)
    if spare == 0:
        return True
    # A colon in a text may be written as an escape; then it cannot be told from a key's, and the strict reader decides.
    return b"\\" not in content and spare == sum(text.count(":") for text in _texts(report))


def _texts(report: TypedReport) -> Iterator[str]:
    holders: list[Any] = [report, report.agency, *report.sections]
    for section in report.sections:
        holders += section.parts if type(section.parts) is list else ()
    for holder in holders:
        for name in getattr(holder, "__struct_fields__", ()):
            text = getattr(holder, name)
            if type(text) is str:
                yield text
    yield from report.formats
    yield from report.formats.values()


def _tables_type(layout: Layout) -> tuple[type[Struct], int]:
    fields: list[tuple[str, Any]] = []
    keys = 0
    made: dict[object, type[Struct]] = {}
    for table, cells in layout:
        tree: dict[str, Any] = {}
        for laid in cells:
            target = tree
            for step in laid.path[:-1]:
                target = target.setdefault(step, {})
            target[laid.path[-1]] = _CELLS[laid.domain]
        fields.append((attribute(table), _struct(table, tree, made)))
        keys += _size(tree)
    return _define("Tables", fields), keys + len(fields)


def _struct(name: str, tree: Mapping[str, Any], made: dict[object, type[Struct]]) -> type[Struct]:
    """Return the type of a table, group or row; rows with the same columns share one, as making types takes long."""
    fields = [(step, _struct(step, inner, made) if isinstance(inner, dict) else inner) for step, inner in tree.items()]
    shape = tuple(fields)
    if shape not in made:
        made[shape] = _define(name, fields)
    return made[shape]


def _define(name: str, fields: Sequence[tuple[str, Any]]) -> type[Struct]:
    keys = {step: step.removeprefix(attribute("")) for step, _ in fields}
    return msgspec.defstruct(name, fields, rename=keys, forbid_unknown_fields=True, gc=False)


def _size(tree: Mapping[str, Any]) -> int:
    return sum(1 + (_size(inner) if isinstance(inner, dict) else 0) for inner in tree.values())


def _keys_outside_tables(report: TypedReport) -> int:
    # Telling what is not there is the quickest way to count what is: a struct holds `UNSET` for each key that it lacks.
    optional = (report.format, report.title, report.preamble, report.closing, report.published, report.attachments)
    keys = 5 + len(report.formats) + len(optional) - optional.count(UNSET)  # kind, year, sections, formats, tables
    if type(report.agency) is TypedAgency:
        agency = report.agency
        keys += 5 - (agency.name, agency.region, agency.level, agency.scope).count(UNSET)
    for section in report.sections:
        keys += 5 - (section.id, section.ordinal, section.heading, section.text, section.parts).count(UNSET)
        if type(section.parts) is list:
            for part in section.parts:
                keys += 3 - (part.ordinal, part.heading, part.text).count(UNSET)
    return keys
