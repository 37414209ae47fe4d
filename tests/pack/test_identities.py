"""Each cell of tables 3 and 4, made one greater in a clean report, breaks the identities that mention it, no others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from gouji.evaluate.evaluate import evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.plan.plan import Plan, plan
from gouji.record import replace
from gouji.report.load import load
from gouji.report.model import Report
from pack.casebook import CASES, written
from pack.pack_rules import checked_rules, form, short, vocabulary

IDENTITIES = ("requests.balance", "requests.result_total", "requests.row_total", "remedies.row_total")
BALANCED = ("received", "carried_in", "closed.total", "carried_out")
BASES = (("clean-2021", "2021", 175 + 15), ("clean-2019", "2019", 161 + 15))


@cache
def _identities() -> Plan:
    whole = plan(checked_rules())
    rules = tuple(one for one in whole.rules.rules if short(one.id) in IDENTITIES)
    return replace(whole, rules=replace(whole.rules, rules=rules))


def _cells(format_id: str) -> Iterator[tuple[str, str, str]]:
    for table_id in ("requests", "remedies"):
        table = vocabulary().table(table_id)
        assert table is not None
        yield from ((table_id, cell.row, cell.column) for cell in table.cells_in(format_id))


def _mentioning(table: str, row: str, column: str) -> set[str]:
    found = {f"{table}.row_total[r={row}]"}
    if table == "requests" and row in BALANCED:
        found.add(f"requests.balance[c={column}]")
    if table == "requests" and row.startswith("closed."):
        found.add(f"requests.result_total[c={column}]")
    return found


def _raised(report: Any, table: str, row: str, column: str) -> None:
    holder = report["tables"][table]
    for step in row.split("."):
        holder = holder[step]
    holder[column] += 1


def _broken(report: Any) -> set[str]:
    loaded = load(written(report).encode(), "report", form())
    assert isinstance(loaded, Report), loaded
    findings = evaluate(_identities(), Documents(gather(loaded, vocabulary())))
    return {one.instance.rpartition("/")[2] for one in findings.instances if one.status == "fail"}


@pytest.mark.parametrize(("base", "format_id", "cells"), BASES)
def test_a_cell_made_greater_breaks_exactly_what_mentions_it(base: str, format_id: str, cells: int) -> None:
    text = (CASES / "bases" / f"{base}.json").read_text(encoding="utf-8")
    places = tuple(_cells(format_id))
    assert len(places) == cells
    for place in places:
        report = json.loads(text, parse_float=Decimal)
        _raised(report, *place)
        assert _broken(report) == _mentioning(*place), place
