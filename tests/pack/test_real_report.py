"""The Beilun report of 2021: what is wrong with it is found, and nothing else."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from gouji.evaluate.evaluate import Findings, evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.intake.reading import read_document
from gouji.plan.plan import plan
from gouji.report.load import load
from gouji.report.model import Report
from pack.casebook import written
from pack.pack_rules import checked_rules, form, short, vocabulary

SOURCE = Path(__file__).resolve().parents[2] / "reports" / "beilun-2021" / "source.txt"
IDENTITIES = {"requests.balance": 7, "requests.result_total": 7, "requests.row_total": 25, "remedies.row_total": 3}


@cache
def _read() -> str:
    reading = read_document(SOURCE.name, SOURCE.read_bytes(), vocabulary())
    assert reading.report is not None
    return written(reading.report)


def _checked(report: Any) -> Findings:
    loaded = load(written(report).encode(), SOURCE.name, form())
    assert isinstance(loaded, Report), loaded
    return evaluate(plan(checked_rules()), Documents(gather(loaded, vocabulary())), passes=True)


def _fresh() -> Any:
    return json.loads(_read(), parse_float=Decimal)


def _failing(findings: Findings) -> dict[str, str]:
    return {one.instance.rpartition("/")[2]: one.grade for one in findings.instances if one.status == "fail"}


def test_it_cites_the_trial_notice_and_says_year_twice_and_has_no_error() -> None:
    assert _failing(_checked(_fresh())) == {
        "basis.current_format_notice": "warning",
        "structure.title_once": "info",
    }


def test_nothing_of_it_is_left_open_but_for_want_of_other_reports() -> None:
    left_open = (one for one in _checked(_fresh()).instances if one.status == "not_assessable")
    assert [one.instance for one in left_open if one.reason != "no_peer_document"] == []


def test_all_42_identities_hold() -> None:
    passed = [short(one.rule) for one in _checked(_fresh()).instances if one.status == "pass"]
    assert {rule: passed.count(rule) for rule in IDENTITIES} == IDENTITIES


def test_one_number_changed_by_hand_breaks_exactly_the_identities_that_mention_it() -> None:
    report = _fresh()
    report["tables"]["requests"]["closed"]["granted"]["natural_person"] = 7
    broken = {instance for instance, grade in _failing(_checked(report)).items() if grade == "error"}
    assert broken == {"requests.row_total[r=closed.granted]", "requests.result_total[c=natural_person]"}
