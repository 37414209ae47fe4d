"""What can be written badly of the things that a rule asks about: a rule and a skeleton enter, changes leave."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gouji.authoring.model import ABSENT, Change, Json
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes
from gouji.generation.reports import with_numbers
from gouji.generation.skeletons import Skeleton
from gouji.report.model import pointer_of, pointer_of_cell
from gouji.source import Span
from gouji.vocabulary.model import FieldKind, Vocabulary

_NOWHERE: Final = Span(0, 0)
_UNREADABLE: Final = "〓"
_MAX_CELLS: Final = 6
_HUGE: Final = 10**9


def spoilt(rule: CheckedRule, base: Skeleton, vocabulary: Vocabulary) -> Iterator[tuple[Change, ...]]:
    """Give changes of what a rule asks about: a table in another format, then all that can be changed alone."""
    tables, _, _ = _asked(rule, vocabulary)
    for name in tables:
        yield from _other_formats(name, base, vocabulary)
    for one in _alone(rule, base, vocabulary):
        yield (one,)


def _other_formats(name: str, base: Skeleton, vocabulary: Vocabulary) -> Iterator[tuple[Change, ...]]:
    table = vocabulary.table(name)
    if table is None or name not in base.report.get("tables", {}):
        return
    for form in table.formats:
        cells = [pointer_of_cell(name, cell.row, cell.column) for cell in table.cells_in(form)]
        zeros = with_numbers({}, dict.fromkeys(cells, 0))["tables"][name]
        formats = {**base.report.get("formats", {}), name: form}
        yield (Change("/formats", formats, _NOWHERE), Change(pointer_of("tables", name), zeros, _NOWHERE))


def _alone(rule: CheckedRule, base: Skeleton, vocabulary: Vocabulary) -> Iterator[Change]:
    tables, fields, sections = _asked(rule, vocabulary)
    cells = [one for one in base.system.domains if one.split("/")[2] in tables]
    for pointer in cells[:: max(1, len(cells) // _MAX_CELLS)][:_MAX_CELLS]:
        for value in (None, *vocabulary.placeholders[:1], _UNREADABLE, -1, Decimal("0.5"), _HUGE, ABSENT):
            yield Change(pointer, value, _NOWHERE)
    for name in fields:
        yield from _other_values(name, vocabulary)
    for rank, one in enumerate(base.report.get("sections", ())):
        if one.get("id") in sections:
            for key in ("text", "parts", "heading", "ordinal"):
                if key in one:
                    yield Change(pointer_of("sections", rank, key), ABSENT, _NOWHERE)
            yield Change(pointer_of("sections", rank), ABSENT, _NOWHERE)
    for table in tables:
        yield Change(pointer_of("tables", table), ABSENT, _NOWHERE)
    for key in ("title", "preamble", "closing"):
        if key in base.report:
            yield Change(pointer_of(key), _UNREADABLE, _NOWHERE)
            yield Change(pointer_of(key), ABSENT, _NOWHERE)


def _asked(rule: CheckedRule, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Return the tables, fields and sections that a rule speaks of; of all sections when it is of the whole text."""
    tables: dict[str, None] = {}
    fields: dict[str, None] = {}
    sections: set[str] = set()
    every = {one.id for one in vocabulary.sections}
    roots: list[core.Node] = [one for one in (rule.when, rule.check, *rule.requires) if one is not None]
    roots += [one.axis for one in rule.fors]
    for node in nodes(*roots):
        match node:
            case core.CellAt(table=table) | core.CellVector(table=table) | core.TheTable(table=table):
                tables[table] = None
            case core.LinesAxis(table=table):
                tables[table] = None
            case core.MetadataAt(field=name):
                fields[name] = None
            case core.SectionField(section=core.Id(id=name)) | core.TheSection(section=core.Id(id=name)):
                sections.add(name)
            case core.SectionField() | core.TheSection() | core.SectionsAxis() | core.HeadingsAxis() | core.TextOf():
                sections |= every
            case _:
                pass
    return tuple(tables), tuple(fields), frozenset(sections)


def _other_values(name: str, vocabulary: Vocabulary) -> Iterator[Change]:
    field = vocabulary.metadata_field(name)
    if field is None:
        return
    values: list[Json] = [one.id for one in field.values]
    if field.kind is FieldKind.NUMBER:
        values = [one.first_year for one in vocabulary.formats] + [one.first_year + 1 for one in vocabulary.formats]
    if field.kind is FieldKind.DATE:
        values = ["1900-01-01", "2999-12-31"]
    for value in (*values, ABSENT):
        yield Change(pointer_of(*name.split(".")), value, _NOWHERE)
