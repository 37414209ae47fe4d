"""Conformant reports pass every rule, and reports made to fail a rule fail it: on the disclosure pack, and on a small
invented one with other sections, tables and units, so that nothing that makes them knows the disclosure form.

Of conformant reports some are judged by the explaining evaluator, not by what made them, and a thousand by the
compiled rules.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from gouji import api
from gouji.cli.packs import files_of
from gouji.findings import Instance
from gouji.generation.chance import Simplest
from gouji.intake.reading import Reading
from gouji.testing import (
    FORMATS,
    Family,
    as_bytes,
    conformant_batches,
    conformant_reports,
    documents,
    families_violating,
    reports_violating,
    rules_of,
    rules_without_families,
    rules_without_violations,
)
from gouji.testing.packs import families, violations
from laws.conftest import LAWS

ROOT = Path(__file__).resolve().parents[2]
DISCLOSURE = str(ROOT / "rules" / "cn-disclosure")
HARBOUR = str(ROOT / "tests" / "generation" / "harbour")
PACKS = {"disclosure": DISCLOSURE, "harbour": HARBOUR}
EACH_PACK = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)

MANY = int(os.environ.get(LAWS) or 0)
BATCH = 20
FEW = max(1, MANY // 20)
"""Reports for each rule; a pack has hundreds of rules."""


@cache
def opened(pack: str) -> api.Pack:
    """A pack, compiled once."""
    return api.load_pack(files_of(pack))


def instances(report: Any, pack: str) -> tuple[Instance, ...]:
    """Every instance of every rule on a report, by the explaining evaluator."""
    document = api.open_document("report.json", as_bytes(report), opened(pack))
    assert isinstance(document, api.Document), document
    assert document.defects == ()
    result = api.check_document(document, opened(pack), everything=True)
    assert result.planned == len(result.instances)
    return result.instances


def listed(report: Any, pack: str) -> tuple[Instance, ...]:
    """What a check lists, by the compiled rules: whatever fails, or could not be decided though no neighbour lacks."""
    document = api.open_document("report.json", as_bytes(report), opened(pack))
    assert isinstance(document, api.Document), document
    return api.check_document(document, opened(pack)).instances


def failing(report: Any, pack: str, neighbours: api.Neighbours = api.ALONE) -> set[str]:
    """The rules that fail, as `topic.name`."""
    document = api.open_document("report.json", as_bytes(report), opened(pack))
    assert isinstance(document, api.Document), document
    found = api.check_document(document, opened(pack), neighbours=neighbours).instances
    return {one.rule.partition("/")[2] for one in found if one.status == "fail"}


@EACH_PACK
@settings(max_examples=20, phases=NO_SHRINKING)
@given(data=st.data())
def test_a_conformant_report_passes_every_rule(pack: str, data: st.DataObject) -> None:
    found = instances(data.draw(conformant_reports(pack)), pack)
    assert [one.instance for one in found if one.status == "fail"] == []
    open_ = {one.instance: one.reason for one in found if one.status == "not_assessable"}
    assert set(open_.values()) <= {"no_peer_document"}
    assert any(one.status == "pass" for one in found)


@pytest.mark.parametrize(
    ("pack", "reports"), [(DISCLOSURE, max(MANY, 1000)), (HARBOUR, max(MANY, 1000))], ids=["disclosure", "harbour"]
)
def test_a_thousand_conformant_reports_pass_every_rule(pack: str, reports: int) -> None:
    passed: list[int] = []

    @settings(max_examples=reports // BATCH, phases=NO_SHRINKING)
    @given(batch=conformant_batches(pack, BATCH))
    def each(batch: list[Any]) -> None:
        for report in batch:
            assert listed(report, pack) == ()
        passed.append(len(batch))

    each()
    assert sum(passed) >= reports


RULES = [(pack, rule) for pack in PACKS.values() for rule in rules_of(pack)]


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=[f"{Path(pack).name}-{rule}" for pack, rule in RULES])
@settings(max_examples=FEW, phases=NO_SHRINKING)
@given(data=st.data())
def test_a_report_made_to_fail_a_rule_fails_it_with_the_neighbours_that_this_takes(
    pack: str, rule: str, data: st.DataObject
) -> None:
    if rule in WITHOUT[Path(pack).name]:
        return  # the test of the list speaks of them
    family = data.draw(families_violating(pack, rule))
    assert rule in failing(family.own, pack, family.neighbours(opened(pack)))
    alone = violations(pack).why_none(rule) is None
    assert (family == Family(family.own)) is alone
    if alone:
        assert rule in failing(data.draw(reports_violating(pack, rule)), pack)


# ── rules that no report alone can fail ─────────────────────────────────────

WITHOUT: dict[str, dict[str, str]] = {
    "cn-disclosure": {},
    "harbour": {"remarks.never_too_short": "no report found"},
}
"""Besides those that ask for another document; a title cannot be shorter than nothing."""


LONG = pytest.mark.skipif(not os.environ.get(LAWS), reason=f"searches reports for 200 rules; {LAWS} runs it")


@pytest.mark.parametrize(
    "pack", [pytest.param(DISCLOSURE, marks=LONG, id="disclosure"), pytest.param(HARBOUR, id="harbour")]
)
def test_the_rules_that_no_report_alone_fails_are_listed_with_the_reason(pack: str) -> None:
    listed = rules_without_violations(pack)
    alone = {rule: why for rule, why in listed.items() if why != "needs another document"}
    assert alone == WITHOUT[Path(pack).name]
    speaking = {rule.partition("/")[2] for rule, roles in opened(pack).roles.items() if roles}
    assert listed.keys() - alone.keys() <= speaking


@pytest.mark.parametrize(
    "pack", [pytest.param(DISCLOSURE, marks=LONG, id="disclosure"), pytest.param(HARBOUR, id="harbour")]
)
def test_with_neighbours_every_other_rule_fails_on_some_report(pack: str) -> None:
    assert rules_without_families(pack) == WITHOUT[Path(pack).name]


HARDLY_ALONE: dict[str, dict[str, set[str]]] = {
    "harbour": {},
    "cn-disclosure": {
        "compared.entries_by": {"requests.carried_out_plausible"},
        "formerly.times_of_last": {"years.requests_renewed"},
        "hierarchy.fee_told_within_parent": {"fees.notices_stated"},
        "hierarchy.requests_cover": {"hierarchy.closed_cover", "hierarchy.results_cover"},
        "years.disclosure_renewed": {"years.carried_in_columns"},
        "years.fee_unit_kept": {"years.requests_renewed"},
        "years.level": {"requests.carried_out_plausible"},
        "years.problems_renewed": {"sections.problem_and_remedy", "years.problem_repeated"},
        "years.repealed_bound": {"years.stock_flow"},
    },
}
"""The rules about several documents of which no family was found that no other rule fails, and these others."""


@pytest.mark.parametrize(
    "pack", [pytest.param(DISCLOSURE, marks=LONG, id="disclosure"), pytest.param(HARBOUR, id="harbour")]
)
def test_where_it_is_possible_only_the_rule_itself_fails_among_neighbours(pack: str) -> None:
    others: dict[str, set[str]] = {}
    for rule, why in rules_without_violations(pack).items():
        if why == "needs another document":
            family = families(pack).family(rule, Simplest())
            others[rule] = failing(family.own, pack, family.neighbours(opened(pack))) - {rule}
    assert {rule: some for rule, some in others.items() if some} == HARDLY_ALONE[Path(pack).name]
    assert others


def test_a_rule_that_asks_for_last_years_report_is_listed_and_one_that_the_pack_has_not_is_refused() -> None:
    assert rules_without_violations(HARBOUR)["ships.no_more_than_last_year"] == "needs another document"
    with pytest.raises(LookupError, match="needs another document"):
        find(reports_violating(HARBOUR, "ships.no_more_than_last_year"), lambda one: True)
    with pytest.raises(LookupError, match="has no rule"):
        reports_violating(HARBOUR, "ships.none_such")
    with pytest.raises(LookupError, match="has no rule"):
        families_violating(HARBOUR, "ships.none_such")
    with pytest.raises(LookupError, match="no report found"):
        find(families_violating(HARBOUR, "remarks.never_too_short"), lambda one: True)


IDENTITIES = ("requests.balance", "requests.result_total", "requests.row_total", "remedies.row_total")


@pytest.mark.parametrize("rule", IDENTITIES)
@settings(max_examples=FEW * 2, phases=NO_SHRINKING)
@given(data=st.data())
def test_who_breaks_one_identity_of_the_form_keeps_all_others(rule: str, data: st.DataObject) -> None:
    assert failing(data.draw(reports_violating(DISCLOSURE, rule)), DISCLOSURE) == {rule}


# ── shrinking ───────────────────────────────────────────────────────────────


def filled(report: Any) -> dict[str, Any]:
    """The cells that are not zero."""

    def below(node: Any, path: str) -> dict[str, Any]:
        if not isinstance(node, dict):
            return {path: node} if node else {}
        return {place: one for key, inner in node.items() for place, one in below(inner, f"{path}/{key}").items()}

    return below(report["tables"], "")


def test_a_conformant_report_shrinks_to_few_cells_with_small_numbers() -> None:
    # On the invented pack: the prose of every base of the other one states numbers, to which its tables are bound.
    least = find(
        conformant_reports(HARBOUR),
        lambda one: max(filled(one).values(), default=0) >= 2,
        settings=settings(max_examples=1000, deadline=None),
    )
    cells = filled(least)
    assert 1 <= len(cells) <= 8, cells
    assert max(cells.values()) <= 4, cells


@pytest.mark.parametrize("cell", ["/ships/entire/home", "/ships/steam/large/near"])
def test_a_report_made_to_fail_shrinks_to_a_difference_of_one(cell: str) -> None:
    least = find(
        reports_violating(HARBOUR, "ships.row_total"),
        lambda one: cell in filled(one),
        settings=settings(max_examples=1000, deadline=None),
    )
    assert len(filled(least)) == 2
    assert set(filled(least).values()) == {1}


# ── documents ───────────────────────────────────────────────────────────────


def said(report: Any) -> dict[str, Any]:
    """What a document prints of a report; the reader finds no closing and joins it to the last section."""
    sections = [dict(one) for one in report["sections"]]
    if report.get("closing") and sections:
        sections[-1]["text"] = "\n".join(filter(None, (sections[-1].get("text"), report["closing"])))
    return {
        **{key: report.get(key) for key in ("year", "title", "preamble", "formats", "tables")},
        "sections": sections,
    }


@EACH_PACK
@pytest.mark.parametrize("format_id", [one for one in FORMATS if one != "json"])
@settings(max_examples=FEW, phases=NO_SHRINKING)
@given(data=st.data())
def test_readers_read_a_printed_report_back(pack: str, format_id: str, data: st.DataObject) -> None:
    report = data.draw(conformant_reports(pack))
    labels = opened(pack).vocabulary.labels
    if labels.of(labels.texts[0][0]) not in report.get("title", "") or not all(
        one.get("heading") for one in report["sections"]
    ):
        return  # what bears neither the name of the report nor headings on paper is no report to a reader
    read = api.read_only(f"report.{format_id}", documents(report, format_id, pack), opened(pack))
    assert isinstance(read, Reading), read
    assert [pointer for pointer, one in read.source_map.items() if one["doubts"]] == []
    assert said(read.report) == said(report)
