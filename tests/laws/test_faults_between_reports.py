"""Faults between reports are found by the rule that names them, by compiled and by explained rules alike."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import synthetic
from gouji import api
from gouji.findings import ReportResult
from gouji.render.plain import report_values
from laws.conftest import EXAMPLES
from shipped import pack

Json = dict[str, Any]
COLUMNS = (*synthetic.COLUMNS, "total")
NUMBERS = ("years.carried_in", "years.stock_flow", "years.repealed_bound", "hierarchy.")
"""The rules that compare figures; the texts of synthetic reports are alike, and other rules rightly say so."""


def document(report: Json) -> api.Document:
    """A report JSON as a document."""
    opened = api.open_document("report.json", json.dumps(report, ensure_ascii=False).encode(), pack())
    assert isinstance(opened, api.Document), opened
    return opened


def failing(result: ReportResult) -> dict[str, str]:
    """The grades of the figures that do not agree between the reports."""
    found = {one.instance.partition("/")[2]: one.grade for one in result.instances if one.status == "fail"}
    return {name: grade for name, grade in found.items() if name.startswith(NUMBERS)}


def clean(seed: int, year: int) -> Json:
    """A report without a fault of an agency's own figures."""
    report: Json = json.loads(next(iter(synthetic.reports(1, seed, faulty=0))))
    report["year"] = year
    report["agency"] = {"name": "示例县发展和改革局", "region": "000000", "level": "county", "scope": "own"}
    return report


def two_years(seed: int) -> tuple[Json, Json]:
    """A report and last year's, which agree."""
    own, prior = clean(seed, 2023), clean(seed + 1, 2022)
    table, before = own["tables"]["requests"], prior["tables"]["requests"]
    for column in COLUMNS:
        before["carried_out"][column] = table["carried_in"][column]
        closed = before["closed"]["total"][column]
        before["received"][column] = closed + before["carried_out"][column] - before["carried_in"][column]
    for row in ("regulations", "normative_documents"):
        now = own["tables"]["disclosure"][row]
        prior["tables"]["disclosure"][row]["in_force"] = now["in_force"] - now["issued"] + now["repealed"]
        assume(now["in_force"] >= now["issued"])
    assume(all(number >= 0 for number in before["received"].values()))
    return own, prior


SEEDS = st.integers(0, 10**9)
few = settings(max_examples=EXAMPLES // 4)


@given(SEEDS)
def test_two_years_that_agree_have_no_finding(seed: int) -> None:
    own, prior = two_years(seed)
    assert failing(api.check_document(document(own), pack(), neighbours=api.Neighbours(prior=document(prior)))) == {}


@given(SEEDS, st.integers(1, 9))
def test_another_number_carried_out_last_year_is_an_error(seed: int, more: int) -> None:
    own, prior = two_years(seed)
    for row in ("received", "carried_out"):
        prior["tables"]["requests"][row]["total"] += more
    found = failing(api.check_document(document(own), pack(), neighbours=api.Neighbours(prior=document(prior))))
    assert found == {"years.carried_in": "error"}


@given(SEEDS, st.integers(1, 9))
def test_documents_that_appear_from_nowhere_are_doubtful(seed: int, more: int) -> None:
    own, prior = two_years(seed)
    own["tables"]["disclosure"]["normative_documents"]["in_force"] += more
    found = failing(api.check_document(document(own), pack(), neighbours=api.Neighbours(prior=document(prior))))
    assert found == {"years.stock_flow[r=normative_documents]": "warning"}


@given(SEEDS, st.integers(1, 9), st.booleans())
def test_children_that_exceed_their_aggregate_are_found_whoever_is_missing(
    seed: int, more: int, complete: bool
) -> None:
    own = clean(seed, 2023)
    own["agency"] |= {"name": "示例县人民政府", "scope": "aggregate"}
    child = copy.deepcopy(own)
    child["agency"] |= {"name": "示例县甲局", "scope": "own"}
    children = api.Neighbours(children=(document(child),), children_complete=complete)
    assert failing(api.check_document(document(own), pack(), neighbours=children)) == {}
    child["tables"]["requests"]["received"]["total"] += more
    children = api.Neighbours(children=(document(child),), children_complete=complete)
    found = failing(api.check_document(document(own), pack(), neighbours=children))
    assert found == {"hierarchy.requests_cover[r=received]": "warning"}


BOUNDS: tuple[tuple[tuple[str, str, str], str], ...] = (
    (("requests", "received", "total"), "within_parent[r=received]"),
    (("requests", "carried_in", "total"), "within_parent[r=carried_in]"),
    (("disclosure", "normative_documents", "issued"), "documents_within_parent[r=normative_documents,c=issued]"),
    (("disclosure", "licences", "decisions"), "decisions_within_parent[r=licences]"),
    (("disclosure", "fees", "amount"), "fees_within_parent"),
    (("remedies", "review", "total"), "remedies_within_parent[r=review]"),
)


@few
@given(SEEDS, st.sampled_from(BOUNDS), st.integers(2, 9))
def test_a_subordinate_above_its_superiors_aggregate_is_doubtful(
    seed: int, bound: tuple[tuple[str, str, str], str], more: int
) -> None:
    (table, row, column), rule = bound
    own = clean(seed, 2023)
    above = copy.deepcopy(own)
    above["agency"] |= {"name": "示例县人民政府", "scope": "aggregate"}
    around = api.Neighbours(parent=document(above))
    assert failing(api.check_document(document(own), pack(), neighbours=around)) == {}
    own["tables"][table][row][column] += more
    found = failing(api.check_document(document(own), pack(), neighbours=around))
    assert found == {f"hierarchy.{rule}": "warning"}


@few
@given(SEEDS)
def test_totals_copied_from_last_years_report_are_errors_in_each_column_that_differs(seed: int) -> None:
    own, prior = two_years(seed)
    copied = prior["tables"]["requests"]["closed"]["total"]
    totals = own["tables"]["requests"]["closed"]["total"]
    differing = {column for column in COLUMNS if totals[column] != copied[column]}
    assume(differing)
    totals.update(copied)
    result = api.check_document(document(own), pack(), neighbours=api.Neighbours(prior=document(prior)))
    expected = {f"requests.{rule}[c={column}]" for column in differing for rule in ("result_total", "balance")}
    found = {one.instance.partition("/")[2]: one.grade for one in result.instances if one.status == "fail"}
    assert expected <= found.keys()
    assert {found[name] for name in expected} == {"error"}


# ── likeness ────────────────────────────────────────────────────────────────

OF_TEXT = {"years.text_renewed", "years.problems_renewed", "likeness.text_own"}
OF_TABLES = {"years.requests_renewed", "years.disclosure_renewed", "likeness.requests_own", "likeness.disclosure_own"}


def alike(result: ReportResult) -> set[str]:
    """The findings of what is a copy, all of which are warnings."""
    found = {one.instance.partition("/")[2]: one.grade for one in result.instances if one.status == "fail"}
    assert {found[name] for name in found.keys() & (OF_TEXT | OF_TABLES)} <= {"warning"}
    return found.keys() & (OF_TEXT | OF_TABLES)


def told(report: Json, year: int) -> Json:
    """The report with a long account of a year in every part."""
    for one in report["sections"]:
        if "text" in one:
            one["text"] += "".join(
                f"{year}年，围绕第{place}项任务组织培训{rank}场，梳理事项目录，完善审查流程，公开办事指南。"
                for rank, place in enumerate("甲乙丙丁戊己", 1)
            )
    return report


def otherwise(report: Json) -> Json:
    """The report in words that nobody else has: its own, read backwards."""
    for one in report["sections"]:
        if "text" in one:
            one["text"] = one["text"][::-1]
    return report


@few
@given(SEEDS)
def test_last_years_text_with_another_year_in_it_is_a_copy_and_another_text_is_none(seed: int) -> None:
    own, prior = two_years(seed)
    assume(own["tables"] != prior["tables"])
    around = api.Neighbours(prior=document(told(copy.deepcopy(prior), 2022)))
    assert alike(api.check_document(document(told(own, 2023)), pack(), neighbours=around)) == {
        "years.text_renewed",
        "years.problems_renewed",
    }
    assert not alike(api.check_document(document(otherwise(own)), pack(), neighbours=around))


@few
@given(SEEDS)
def test_last_years_tables_are_copies(seed: int) -> None:
    own, prior = two_years(seed)
    assume(decided(own) >= 10 and own["tables"]["requests"]["received"]["total"] >= 5)
    around = api.Neighbours(prior=document(otherwise(prior) | {"tables": own["tables"]}))
    assert alike(api.check_document(document(told(own, 2023)), pack(), neighbours=around)) == {
        "years.requests_renewed",
        "years.disclosure_renewed",
    }


@few
@given(SEEDS)
def test_text_and_tables_of_another_agency_are_copies(seed: int) -> None:
    own = told(clean(seed, 2023), 2023)
    assume(decided(own) >= 10 and own["tables"]["requests"]["received"]["total"] >= 10)
    peer = copy.deepcopy(own)
    peer["agency"]["name"] = "示例县财政局"
    around = api.Neighbours(further={("peer",): document(peer)})
    found = alike(api.check_document(document(own), pack(), neighbours=around))
    assert found == {"likeness.text_own", "likeness.requests_own", "likeness.disclosure_own"}
    other = otherwise(peer) | {"tables": clean(seed + 1, 2023)["tables"]}
    assume(other["tables"] != own["tables"])
    around = api.Neighbours(further={("peer",): document(other)})
    assert not alike(api.check_document(document(own), pack(), neighbours=around))


def decided(report: Json) -> int:
    """How many decisions table two has."""
    table = report["tables"]["disclosure"]
    return sum(table[row]["decisions"] for row in ("licences", "penalties", "coercion"))


@few
@given(SEEDS, st.booleans(), st.booleans(), st.booleans())
def test_compiled_and_explained_rules_say_the_same_among_neighbours(
    seed: int, prior: bool, parent: bool, peer: bool
) -> None:
    own, before = two_years(seed)
    around = api.Neighbours(
        prior=document(before) if prior else None,
        parent=document(clean(seed + 2, 2023)) if parent else None,
        further={("peer",): document(clean(seed + 3, 2023))} if peer else {},
    )
    compiled = api.check_document(document(own), pack(), neighbours=around)
    explained = api.check_document(document(own), pack(), neighbours=around, everything=True)
    shown: Any = report_values(explained)["instances"]
    listed = [one for one in shown if one["status"] in ("fail", "not_assessable")]
    assert report_values(compiled)["instances"] == [one for one in listed if one.get("reason") != "no_peer_document"]
    assert (compiled.counts, compiled.lacking, compiled.planned, compiled.rules_without_instance) == (
        explained.counts, explained.lacking, explained.planned, explained.rules_without_instance,
    )  # fmt: skip
    assert compiled.planned == sum(compiled.counts.values())
