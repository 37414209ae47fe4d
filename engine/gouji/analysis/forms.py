"""In which formats of the tables a rule can hold: rules enter, and pairs of them that no form lets hold together leave.

A format decides for a rule by what it does not print, and by the rows and columns that it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from gouji import api
from gouji.analysis.samples import Judge, Sample
from gouji.analysis.stands import bare_samples, tables_of
from gouji.authoring.trial import short
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes
from gouji.record import replace
from gouji.vocabulary.model import Table

Forms: TypeAlias = Mapping[str, frozenset[str]]
"""The formats that are left to a rule, by table; a table that is not named may have any."""
_OF_FORMAT: Final = (
    core.TruthConstant, core.MemberIn, core.SameElement, core.Not, core.And, core.Or, core.Implies, core.Quantified,
    core.LinesAxis,
)  # fmt: skip


def forms_of(rule: CheckedRule, judge: Judge, bares: tuple[Sample, ...]) -> Forms:
    """Return the formats in which a rule can hold; `bares` are the reports that say least, one in each format."""
    found = dict(_printed(rule, judge.pack))
    if _asks_for_the_format(rule):
        (table,) = tables_of(rule)
        holding = frozenset(_holding(rule, table, judge, bares))
        found[table] = found.get(table, holding) & holding
    return found


def apart(one: Forms, other: Forms) -> bool:
    """Return whether some table would need two formats at once."""
    return any(table in other and not formats & other[table] for table, formats in one.items())


def _printed(rule: CheckedRule, pack: api.Pack) -> Iterator[tuple[str, frozenset[str]]]:
    """Give for the tables whose cells a rule names by id the formats that print them all."""
    found: dict[str, frozenset[str]] = {}
    for cell in rule.cells:
        table = pack.vocabulary.table(cell.table)
        if table is not None and cell.document == core.OWN:
            for formats in _of_cell(cell, table):
                found[table.id] = found.get(table.id, frozenset(table.formats)) & frozenset(formats)
    yield from found.items()


def _of_cell(cell: core.CellAt, table: Table) -> Iterator[tuple[str, ...]]:
    row = table.row(cell.row.id) if isinstance(cell.row, core.Id) else None
    column = table.column(cell.column.id) if isinstance(cell.column, core.Id) else None
    if row is not None and column is not None:
        both = table.cell(row.id, column.id)
        yield () if both is None else tuple(both.formats)
        return
    yield from (tuple(line.formats) for line in (row, column) if line is not None)


def _asks_for_the_format(rule: CheckedRule) -> bool:
    """Return whether nothing but the rows and columns of one table of the report decides a rule."""
    return (
        not rule.fors
        and len(tables_of(rule)) == 1
        and all(isinstance(node, _OF_FORMAT) and _own(node) for node in nodes(rule.check))
    )


def _own(node: core.Node) -> bool:
    return getattr(node, "document", core.OWN) == core.OWN


def _holding(rule: CheckedRule, table: str, judge: Judge, bares: tuple[Sample, ...]) -> Iterator[str]:
    """Give the formats in which a rule holds, whatever the report says; years and guards are another question."""
    always = replace(rule, effective=None, when=None)
    for sample in bare_samples(judge.pack.vocabulary, bares, (table,)):
        given = judge.documents(sample)
        if given is None or "fail" not in judge.statuses(short(rule.id), given, {}, as_if=always):
            yield sample.report["formats"][table]
