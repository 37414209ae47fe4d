"""Report JSON made and asked about: numbers are put into a report, a report is judged by a pack.

A report JSON is what `json` reads, but for its decimals, which are exact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from gouji import api
from gouji.authoring.trial import short
from gouji.check.checked import CheckedRule
from gouji.evaluate.evaluate import evaluate
from gouji.facts.gather import gather, table_format
from gouji.facts.model import Documents, Facts
from gouji.findings import Instance
from gouji.generation.solving import Numbers
from gouji.record import Record, replace
from gouji.report.model import pointer_of_cell
from gouji.values import Domain, Exact, exact, render_exact
from gouji.vocabulary.model import Format, Vocabulary
from gouji.vocabulary.queries import domain_of, heading_of

Json: TypeAlias = dict[str, Any]
"""A report JSON; decimals are exact."""

_ALONE: Final = "no_peer_document"


class Told(Record, frozen=True):
    """What a pack says of a report: the rules that fail, as `topic.name`, and those that could not be decided.

    What rests on another document that was not given is decided nowhere, and does not count.
    """

    failing: frozenset[str]
    undecided: frozenset[str]


def as_bytes(report: Json) -> bytes:
    """Return a report JSON as a file; unlike `json.dumps` it writes a decimal as it is."""
    return _written(report).encode("utf-8", "replace")


def _written(value: Any) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case dict():
            return "{" + ", ".join(f"{_written(key)}: {_written(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_written, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def told(report: Json, pack: api.Pack) -> Told | None:
    """Return what a pack says of a report, or nothing when it is no report of the pack's kind."""
    document = api.open_document("report.json", as_bytes(report), pack)
    if not isinstance(document, api.Document):
        return None
    return told_of(api.check_document(document, pack).instances)


def told_of(found: Iterable[Instance]) -> Told:
    """Return what the instances of a check say of its report."""
    found = tuple(found)
    return Told(
        frozenset(short(one.rule) for one in found if one.status == "fail"),
        frozenset(short(one.rule) for one in found if one.status == "not_assessable" and one.reason != _ALONE),
    )


def facts_of(report: Json, pack: api.Pack) -> Facts | None:
    """Return the facts of a report, or nothing when it is no report of the pack's kind."""
    document = api.open_document("report.json", as_bytes(report), pack)
    return gather(document.report, pack.vocabulary) if isinstance(document, api.Document) else None


def fails(report: Json, rule: CheckedRule, pack: api.Pack) -> bool:
    """Return whether a report fails one rule; much sooner known than what all rules say."""
    facts = facts_of(report, pack)
    if facts is None:
        return False
    alone = replace(pack.plan, rules=replace(pack.plan.rules, rules=(rule,)))
    return any(one.status == "fail" for one in evaluate(alone, Documents(facts)).instances)


def domains_of(facts: Facts) -> Mapping[str, Domain]:
    """Return the cells that the tables of a report have in their formats, with what each can hold, by pointer."""
    vocabulary = facts.vocabulary
    return {
        pointer_of_cell(table.id, cell.row, cell.column): domain_of(vocabulary, table, cell.row, cell.column)
        for table in vocabulary.tables
        if table.id in facts.report.tables
        for cell in table.cells_in(table_format(facts, table.id))
    }


def with_numbers(report: Json, numbers: Numbers) -> Json:
    """Return a report whose tables hold these numbers and nothing else."""
    tables: Json = {}
    for pointer, number in numbers.items():
        _, _, *path, last = pointer.split("/")
        holder = tables
        for step in path:
            holder = holder.setdefault(step, {})
        holder[last] = json_number(number)
    return {**report, "tables": tables}


def numbers_in(report: Json, cells: Mapping[str, Domain]) -> dict[str, Exact] | None:
    """Return the number of each cell of a report, or nothing when some cell has none."""
    found: dict[str, Exact] = {}
    for pointer in cells:
        value = at(report, pointer)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        found[pointer] = exact(value)
    return found


def at(report: Json, pointer: str) -> Any:
    """Return what stands at a JSON pointer; `None` also where nothing does."""
    value: Any = report
    for step in pointer.split("/")[1:]:
        if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def json_number(number: Exact) -> int | Decimal:
    """Return a number as report JSON has it."""
    return number if isinstance(number, int) else Decimal(render_exact(number))


def bare_report(vocabulary: Vocabulary, form: Format) -> Json:
    """Return the report that says least in a format: its headings, its tables all zero, its year."""
    report: Json = {"kind": vocabulary.kind}
    if vocabulary.metadata_field("year") is not None:
        report["year"] = form.last_year or form.first_year
    if vocabulary.metadata_field("format") is not None:
        report["format"] = form.id
    report["sections"] = [
        {
            "id": one.id,
            "heading": heading_of(vocabulary, one, form.id),
            **({"ordinal": one.ordinal} if one.ordinal else {}),
        }
        for one in vocabulary.sections
    ]
    tables = [one for one in vocabulary.tables if form.id in one.formats]
    report["formats"] = {one.id: form.id for one in tables}
    pointers = [pointer_of_cell(one.id, cell.row, cell.column) for one in tables for cell in one.cells_in(form.id)]
    return with_numbers(report, dict.fromkeys(pointers, 0))
