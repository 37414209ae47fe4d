"""A report is moved to another year or emptied, and says the same otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.small_packs import analysed, rule
from gouji.analysis.fitting import emptied, fitted, moved
from gouji.analysis.samples import Sample
from gouji.authoring.model import Change, Neighbours, Variant
from gouji.source import Span

SPAN = Span(0, 0)
BASE = {"year": 2021, "title": "2021年报告"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"year": 2021}, {"year": 2024}),
        ({"title": "2021年度报告"}, {"title": "2024年度报告"}),
        ({"published": "2022-01-20"}, {"published": "2025-01-20"}),
        ({"preamble": "自2021年1月1日起，比2020年多"}, {"preamble": "自2024年1月1日起，比2023年多"}),
        ({"preamble": "国办公开办函〔2021〕30号"}, {"preamble": "国办公开办函〔2021〕30号"}),
        ({"format": "2021", "formats": {"cases": "2019"}}, {"format": "2021", "formats": {"cases": "2019"}}),
        ({"preamble": "收到2021件"}, {"preamble": "收到2021件"}),
        ({"tables": {"cases": {"received": {"total": 2021}}}}, {"tables": {"cases": {"received": {"total": 2021}}}}),
        ({"sections": [{"text": "2021年"}]}, {"sections": [{"text": "2024年"}]}),
    ],
)
def test_every_year_of_a_report_is_moved_and_no_other_number(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert moved(Sample("clean", before), 3, {}).report == after


def test_the_reports_beside_it_are_moved_with_it() -> None:
    prior = Variant("clean", (Change("/year", 2020, SPAN), Change("/preamble", "2020年", SPAN)), SPAN)
    child = Variant("clean", (), SPAN, prior)
    sample = Sample("clean", BASE, Neighbours(prior, None, (child,), True, (("peer", child),)))
    beside = moved(sample, 1, {"clean": BASE}).beside
    later = Variant("clean", (Change("/year", 2021, SPAN), Change("/preamble", "2021年", SPAN)), SPAN)
    assert beside.prior == later
    assert beside.children == (Variant("clean", (Change("/year", 2022, SPAN),), SPAN, later),)
    assert (beside.parent, beside.complete, beside.rarer) == (None, True, (("peer", beside.children[0]),))


def test_a_report_is_made_to_fit_the_year_level_and_scope_of_another() -> None:
    mine = Sample("clean", {"year": 2021, "title": "2021年报告", "agency": {"name": "甲局", "level": "county"}})
    other = Sample("later", {"year": 2023, "agency": {"name": "乙镇", "level": "township", "scope": "own"}})
    assert fitted(mine, other, {}).report == {
        "year": 2023,
        "title": "2023年报告",
        "agency": {"name": "甲局", "level": "township", "scope": "own"},
    }


def test_an_emptied_report_counts_nothing_and_keeps_what_is_no_number() -> None:
    tables = {"cases": {"received": {"total": 3, "firm": "/", "person": None}}}
    assert emptied(Sample("clean", {"year": 2021, "tables": tables})).report == {
        "year": 2021,
        "tables": {"cases": {"received": {"total": 0, "firm": "/", "person": None}}},
    }


def test_rules_that_hold_together_only_in_a_year_of_which_no_case_tells_are_seen_together() -> None:
    later = rule("later", "  effective 2023 ..", "  check title exists")
    stated = "pattern named_year = /统计年度为{named: year}年/\n" + rule(
        "stated", "  for m in matches of named_year in document", "  check m.named = year"
    )
    cases = (
        "- rule: more.stated\n  cases:\n"
        "    - {name: a, base: clean, change: {/preamble: 统计年度为2021年。}, expect: [{status: pass}]}\n"
        "- rule: more.later\n  cases:\n"
        "    - {name: b, base: clean, change: {/year: 2023}, expect: [{status: pass}]}\n"
    )
    analysis = analysed(later + stated, {"cases/more.yaml": cases})
    assert [one.rules for one in analysis.undecided if one.kind == "contradictory"] == []
