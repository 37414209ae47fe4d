"""Every kind of fault that auditors know is found by the rule that names it, whatever clean report it is put into."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import synthetic
from gouji import api
from gouji.cli.packs import files_of, folder_of

Json = dict[str, Any]
COLUMNS = (*synthetic.COLUMNS, "total")
LEAVES = tuple(("closed", *leaf.split(".")) for leaf in synthetic.LEAVES)
ROWS = (("received",), ("carried_in",), ("carried_out",), ("closed", "total"), *LEAVES)


@cache
def pack() -> api.Pack:
    """The pack, compiled once."""
    return api.load_pack(files_of(folder_of("cn-disclosure")))


def clean_reports() -> st.SearchStrategy[Json]:
    """Reports without a fault, their numbers at random."""
    return st.integers(0, 10**9).map(lambda seed: json.loads(next(iter(synthetic.reports(1, seed, faulty=0)))))


def failing(report: Json) -> dict[str, str]:
    """The grades of the instances that fail, by their ids without the name of the pack."""
    content = json.dumps(report, ensure_ascii=False).encode()
    document = api.open_document("report.json", content, pack())
    assert isinstance(document, api.Document), document
    found = api.check_document(document, pack())
    return {one.instance.partition("/")[2]: one.grade for one in found.instances if one.status == "fail"}


def row_of(report: Json, row: tuple[str, ...]) -> dict[str, int]:
    """A row of table three, to be changed in place."""
    found = report["tables"]["requests"]
    for step in row:
        found = found[step]
    return found  # type: ignore[no-any-return]


def section(report: Json, name: str) -> Json:
    """A section, to be changed in place."""
    return next(one for one in report["sections"] if one["id"] == name)


# ── faults: each changes a report and says which instances must fail ────────

Fault = Callable[[Json, st.DataObject], set[str]]


def a_cell_changed(report: Json, data: st.DataObject) -> set[str]:
    """One figure of table three is another."""
    row, column = data.draw(st.sampled_from(ROWS)), data.draw(st.sampled_from(COLUMNS))
    row_of(report, row)[column] += data.draw(st.integers(1, 99))
    return _identities(row, column)


def digits_transposed(report: Json, data: st.DataObject) -> set[str]:
    """Two digits of a figure have changed places."""
    places = [(row, column) for row in ROWS for column in COLUMNS if len(set(str(row_of(report, row)[column]))) > 1]
    assume(places)
    row, column = data.draw(st.sampled_from(places))
    digits = str(row_of(report, row)[column])
    at = next(rank for rank in range(len(digits) - 1) if digits[rank] != digits[rank + 1])
    turned = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    row_of(report, row)[column] = int(turned)
    return _identities(row, column)


def a_row_shifted(report: Json, data: st.DataObject) -> set[str]:
    """The figures of a row stand one column further to the right."""
    row = row_of(report, name := data.draw(st.sampled_from(LEAVES)))
    shifted = dict(zip(COLUMNS, [0, *(row[column] for column in COLUMNS[:-1])], strict=True))
    assume(sum(shifted[column] for column in synthetic.COLUMNS) != shifted["total"])
    row.update(shifted)
    return {f"requests.row_total[r={'.'.join(name)}]"}


def a_total_of_another_year(report: Json, data: st.DataObject) -> set[str]:
    """The totals of the results are those of another report."""
    other = data.draw(clean_reports())
    totals = row_of(report, ("closed", "total"))
    others = row_of(other, ("closed", "total"))
    differing = {column for column in COLUMNS if totals[column] != others[column]}
    assume(differing)
    totals.update(others)
    return {f"requests.{name}[c={column}]" for column in differing for name in ("result_total", "balance")}


def a_period_of_another_year(report: Json, data: st.DataObject) -> set[str]:
    """The statistics period is in another year."""
    year = data.draw(st.sampled_from([2019, 2020, 2021, 2022, 2024]))
    report["preamble"] = report["preamble"].replace("2023年1月1日至2023年", f"{year}年1月1日至{year}年")
    return {"period.year"}


def a_heading_dropped(report: Json, data: st.DataObject) -> set[str]:
    """One of the six parts is not there."""
    name = data.draw(st.sampled_from([one[0] for one in synthetic.SECTIONS]))
    report["sections"] = [one for one in report["sections"] if one["id"] != name]
    return {f"structure.six_parts[s={name}]"}


def a_wrong_ordinal(report: Json, data: st.DataObject) -> set[str]:
    """A part bears the ordinal of another."""
    at = data.draw(st.integers(0, 5))
    ordinal = data.draw(st.sampled_from([one for one in "一二三四五六七" if one != "一二三四五六"[at]]))
    one = report["sections"][at]
    one.update(ordinal=ordinal, heading=ordinal + one["heading"][1:])
    return {f"structure.ordinal[s={one['id']}]"}


def the_fee_statement_removed(report: Json, data: st.DataObject) -> set[str]:
    """Nothing is said of fees."""
    section(report, "other")["text"] = data.draw(st.sampled_from(["本年度无其他需要报告的事项。", "无。"]))
    return {"fees.stated"}


def _identities(row: tuple[str, ...], column: str) -> set[str]:
    name = ".".join(row)
    found = {f"requests.row_total[r={name}]"}
    if row[0] == "closed":
        found.add(f"requests.result_total[c={column}]")
    if row[0] != "closed" or name == "closed.total":
        found.add(f"requests.balance[c={column}]")
    return found


FAULTS: tuple[Fault, ...] = (
    a_cell_changed,
    digits_transposed,
    a_row_shifted,
    a_total_of_another_year,
    a_period_of_another_year,
    a_heading_dropped,
    a_wrong_ordinal,
    the_fee_statement_removed,
)


@given(clean_reports())
def test_reports_without_a_fault_have_no_finding(report: Json) -> None:
    assert failing(report) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: one.__name__)
@given(report=clean_reports(), data=st.data())
def test_every_kind_of_fault_is_found_by_the_rule_that_names_it(fault: Fault, report: Json, data: Any) -> None:
    spoilt = copy.deepcopy(report)
    expected = fault(spoilt, data)
    found = failing(spoilt)
    missed = {one for one in expected if not any(name == one or name.startswith(f"{one}[") for name in found)}
    assert expected
    assert not missed, found
