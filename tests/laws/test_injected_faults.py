"""Every kind of fault that auditors know is found by the rule that names it, whatever clean report it is put into."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import synthetic
from gouji import api
from shipped import pack

Json = dict[str, Any]
COLUMNS = (*synthetic.COLUMNS, "total")
LEAVES = tuple(("closed", *leaf.split(".")) for leaf in synthetic.LEAVES)
ROWS = (("received",), ("carried_in",), ("carried_out",), ("closed", "total"), *LEAVES)


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


def the_prose_states_another_number(report: Json, data: st.DataObject) -> set[str]:
    """The overview says another number of requests than table three."""
    received, carried_in = (row_of(report, (name,))["total"] for name in ("received", "carried_in"))
    told = received + data.draw(st.integers(1, 99))
    assume(told != received + carried_in)
    overview = section(report, "overview")
    overview["text"] = overview["text"].replace(f"申请{received}件", f"申请{told}件")
    return {"narrative.received"}


def the_prose_says_that_none_was_received(report: Json, data: st.DataObject) -> set[str]:
    """The overview says that there was no request, table three has some."""
    assume(row_of(report, ("received",))["total"] > 0)
    overview = section(report, "overview")
    overview["text"] = data.draw(st.sampled_from(["全年未收到政府信息公开申请。", "本年度没有收到依申请公开申请。"]))
    return {"narrative.none_received"}


def the_prose_carries_out_another_number(report: Json, data: st.DataObject) -> set[str]:
    """The overview says that another number was carried out."""
    told = row_of(report, ("carried_out",))["total"] + data.draw(st.integers(1, 99))
    section(report, "overview")["text"] += f"申请中{told}件结转下年度继续办理。"
    return {"narrative.carried_out"}


def the_prose_closes_all(report: Json, data: st.DataObject) -> set[str]:
    """The overview says that all was closed, table three carries some out."""
    assume(row_of(report, ("carried_out",))["total"] > 0)
    section(report, "overview")["text"] += data.draw(
        st.sampled_from(["所有申请均已办结。", "全部申请已按要求办理完毕。", "申请办结率100%。"])
    )
    return {"narrative.all_closed"}


def the_prose_states_other_results(report: Json, data: st.DataObject) -> set[str]:
    """The overview says another number of one result."""
    granted, partly = (row_of(report, ("closed", name))["total"] for name in ("granted", "partly_granted"))
    told = partly + data.draw(st.integers(1, 99))
    section(report, "overview")["text"] += f"其中，予以公开{granted}件，部分公开{told}件。"
    return {"results.partly_granted"}


def the_prose_states_other_cases(report: Json, data: st.DataObject) -> set[str]:
    """The overview says another number of reviews, or denies the lawsuits that table four has."""
    reviews = report["tables"]["remedies"]["review"]["total"]
    suits = sum(report["tables"]["remedies"][name]["total"] for name in ("direct_suit", "suit_after_review"))
    assume(suits > 0)
    told = reviews + data.draw(st.integers(1, 99))
    section(report, "overview")["text"] += f"因政府信息公开引起行政复议{told}件，没有政府信息公开行政诉讼。"
    return {"outcomes.reviews", "outcomes.no_suits"}


def a_list_that_does_not_sum(report: Json, data: st.DataObject) -> set[str]:
    """A whole list of parts falls short of its whole."""
    parts = data.draw(st.lists(st.integers(1, 999), min_size=3, max_size=6))
    whole = sum(parts) + data.draw(st.integers(1, 999))
    named = "、".join(f"{name}{part}条" for name, part in zip("甲乙丙丁戊己", parts, strict=False))
    section(report, "overview")["text"] += f"全年公开信息{whole}条（{named}）。"
    return {"figures.all_entries"}


def a_share_of_another_whole(report: Json, data: st.DataObject) -> set[str]:
    """A share is that of no whole that table three has."""
    received, carried_in = (row_of(report, (name,))["total"] for name in ("received", "carried_in"))
    closed, part = (row_of(report, ("closed", name))["total"] for name in ("total", "granted"))
    wholes = [one for one in (received, received + carried_in, closed) if one > 0]
    share = data.draw(st.integers(0, 10000))
    assume(wholes and all(abs(share * one - 10000 * part) >= 100 * one for one in wholes))
    section(report, "overview")["text"] += f"其中，予以公开{part}件，占{share // 100}.{share % 100:02}%。"
    return {"figures.shares"}


def a_part_left_out_of_the_introduction(report: Json, data: st.DataObject) -> set[str]:
    """The introduction says six parts and names five."""
    left_out = data.draw(
        st.sampled_from(
            ["主动公开政府信息情况、", "政府信息公开行政复议、行政诉讼情况、", "存在的主要问题及改进情况、"]
        )
    )
    report["preamble"] = report["preamble"].replace(left_out, "", 1)
    return {"wording.six_named"}


def a_year_copied_from_last_year(report: Json, data: st.DataObject) -> set[str]:
    """The overview tells figures of last year as this year's, and carries requests into the year itself."""
    section(report, "overview")["text"] = "2022年，我局主动公开信息94条。另有1件结转2023年办理。"
    return {"wording.not_last_year", "wording.carried_to_next_year"}


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
    the_prose_states_another_number,
    the_prose_says_that_none_was_received,
    the_prose_carries_out_another_number,
    the_prose_closes_all,
    the_prose_states_other_results,
    the_prose_states_other_cases,
    a_list_that_does_not_sum,
    a_share_of_another_whole,
    a_part_left_out_of_the_introduction,
    a_year_copied_from_last_year,
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
