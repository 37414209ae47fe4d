"""What a report says, looked up without any index: cells with their kind of missing, texts, sections, formats.

A report and a vocabulary enter, answers leave; rules are not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from gouji.report.model import Report, ReportSection
from gouji.values import BlankPolicy, Domain
from gouji.vocabulary.model import Cell, Line, Table, Vocabulary

from . import texts


class Documents(Protocol):
    """The report that is judged and its neighbours.

    `doubts` are JSON pointers into the report itself, `cut` those of its cells that were cut by their row.
    Where there is an attribute `others`, it maps the names of rarer neighbours to them.
    """

    @property
    def own(self) -> Report: ...
    @property
    def prior(self) -> Report | None: ...
    @property
    def parent(self) -> Report | None: ...
    @property
    def children(self) -> tuple[Report, ...]: ...
    @property
    def children_complete(self) -> bool: ...
    @property
    def doubts(self) -> frozenset[str]: ...
    @property
    def cut(self) -> frozenset[str]: ...


@dataclass(frozen=True)
class Segment:
    """One string of the report, where it stands, and the section by which its matches are named."""

    pointer: str
    section: str
    text: str


# ── formats ─────────────────────────────────────────────────────────────────


def report_format(vocabulary: Vocabulary, report: Report) -> str:
    if report.format is not None:
        return report.format
    if report.year is not None:
        for one in vocabulary.formats:
            if one.first_year <= report.year and (one.last_year is None or report.year <= one.last_year):
                return one.id
    return max(vocabulary.formats, key=lambda one: one.first_year).id


def table_format(vocabulary: Vocabulary, report: Report, table: str) -> str:
    return report.formats[table] if table in report.formats else report_format(vocabulary, report)


def find_table(vocabulary: Vocabulary, name: str) -> Table | None:
    return next((one for one in vocabulary.tables if one.id == name), None)


def find_line(table: Table, axis: str, name: str) -> Line:
    return next(one for one in (table.rows if axis == "row" else table.columns) if one.id == name)


def find_cell(table: Table, row: str, column: str) -> Cell | None:
    return next((one for one in table.cells if one.row == row and one.column == column), None)


def prescribed(table: Table, row: str, column: str, form: str) -> bool:
    cell = find_cell(table, row, column)
    return cell is not None and form in cell.formats


def lines_in(table: Table, axis: str, form: str) -> tuple[str, ...]:
    lines = table.rows if axis == "row" else table.columns
    return tuple(line.id for line in lines if form in line.formats)


# ── cells ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class CellFact:
    """A cell: `state` filled, blank, placeholder, unreadable or absent; its numbers in the printed unit."""

    state: str
    reason: str | None
    numbers: tuple[Fraction, ...]
    scale: Fraction
    domain: Domain
    zero: bool


def cell_fact(vocabulary: Vocabulary, report: Report, table: Table, row: str, column: str) -> CellFact:
    holders = (find_cell(table, row, column), find_line(table, "row", row), find_line(table, "column", column))
    unit_name = next((one.unit for one in (*holders, table) if one is not None and one.unit is not None), None)
    unit = None if unit_name is None else vocabulary.unit(unit_name)
    state, reason, numbers = _reading(vocabulary, report, table.id, row, column, unit_name or "")
    domain = next((one.domain for one in holders if one is not None and one.domain is not None), None)
    policies = [one.blank for one in (*holders, table) if one is not None and one.blank is not None]
    if unit is not None and unit.blank is not None:
        policies.append(unit.blank)
    return CellFact(
        state,
        reason,
        numbers,
        Fraction(1) if unit is None else unit.scale,
        domain if domain is not None else Domain.RATIONAL if unit is None else unit.domain,
        bool(policies) and policies[0] is BlankPolicy.ZERO,
    )


def _reading(
    vocabulary: Vocabulary, report: Report, table: str, row: str, column: str, unit: str
) -> tuple[str, str | None, tuple[Fraction, ...]]:
    if table not in report.tables:
        return "absent", "table_absent", ()
    cells = report.tables[table]
    if not any(key[0] == row for key in cells):
        return "absent", "row_absent", ()
    if (row, column) not in cells:
        return "absent", "cell_absent", ()
    raw = cells[row, column]
    if raw is None:
        return "blank", "cell_blank", ()
    if not isinstance(raw, str):
        return "filled", None, (Fraction(raw),)
    if not raw.strip():
        return "blank", "cell_blank", ()
    if raw.strip() in vocabulary.placeholders or texts.fold(raw) in map(texts.fold, vocabulary.placeholders):
        return "placeholder", "cell_placeholder", ()
    numbers = texts.cell_numbers(raw, unit)
    if len(numbers) == 1:
        return "filled", None, numbers
    return "unreadable", "cell_unreadable", numbers


def cell_pointer(table: str, row: str, column: str) -> str:
    return "/" + "/".join(["tables", table, *row.split("."), column])


# ── sections and texts ──────────────────────────────────────────────────────


def section_index(report: Report, name: str) -> int | None:
    return next((index for index, one in enumerate(report.sections) if one.id == name), None)


def section_place(vocabulary: Vocabulary, report: Report, name: str) -> int:
    """The rank of a section among the vocabulary's sections that are present."""
    known = {one.id for one in vocabulary.sections}
    present = list(dict.fromkeys(one.id for one in report.sections if one.id in known))
    return present.index(name) + 1


def own_segments(index: int, section: ReportSection) -> Iterator[Segment]:
    name = section.id if section.id is not None else f"heading-{index + 1}"
    if section.text is not None:
        yield Segment(f"/sections/{index}/text", name, section.text)
    for number, part in enumerate(section.parts):
        if part.heading is not None:
            yield Segment(f"/sections/{index}/parts/{number}/heading", name, part.heading)
        if part.text is not None:
            yield Segment(f"/sections/{index}/parts/{number}/text", name, part.text)


def all_segments(report: Report) -> Iterator[Segment]:
    for name, text in (("title", report.title), ("preamble", report.preamble)):
        if text is not None:
            yield Segment(f"/{name}", name, text)
    for index, section in enumerate(report.sections):
        name = section.id if section.id is not None else f"heading-{index + 1}"
        if section.heading is not None:
            yield Segment(f"/sections/{index}/heading", name, section.heading)
        yield from own_segments(index, section)
    if report.closing is not None:
        yield Segment("/closing", "closing", report.closing)


def metadata(report: Report, name: str) -> int | str | None:
    values: dict[str, int | str | None] = {
        "year": report.year,
        "title": report.title,
        "published": report.published,
        "format": report.format,
        "agency.name": report.agency.name,
        "agency.region": report.agency.region,
        "agency.level": report.agency.level,
        "agency.scope": report.agency.scope,
    }
    return values[name]
