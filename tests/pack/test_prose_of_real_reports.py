"""What the rules say of the prose of the real reports: every fault that the notes name is found, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gouji.evaluate.evaluate import evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.findings import Instance
from gouji.plan.plan import Plan, plan
from gouji.report.load import load
from gouji.report.model import Report
from pack.casebook import written
from pack.pack_rules import checked_rules, form, short, vocabulary
from pack.test_corpus_notes import BEYOND, NOTES
from pack.transcribed import transcribed_report

OF_PROSE = ("narrative", "results", "outcomes", "figures", "wording")

# What the excerpt of 102 lacks, as the note to it says.
GIVEN: dict[str, dict[str, Any]] = {"102": {"year": 2023, "agency": {"name": "长春市退役军人事务局", "scope": "own"}}}

FOUND = Counter(
    {
        ("005", "outcomes.reviews", "info"): 1,
        ("005", "outcomes.suits", "info"): 1,
        ("009", "narrative.all_closed", "warning"): 1,
        ("009", "narrative.all_closed_in_prose", "warning"): 1,
        ("013", "wording.year_said_once", "info"): 1,
        ("014", "figures.all_entries", "warning"): 1,
        ("014", "wording.no_slot_in_list", "warning"): 1,
        ("017", "narrative.one_count", "info"): 1,
        ("017", "wording.names_and_count", "info"): 1,
        ("018", "outcomes.documents_in_force", "info"): 1,
        ("023", "wording.up_to", "info"): 1,
        ("030", "wording.year_said_once", "info"): 1,
        ("102", "narrative.received", "warning"): 1,
        ("102", "wording.up_to", "info"): 1,
        ("104", "wording.year_said_once", "info"): 1,
        ("107", "wording.year_said_once", "info"): 1,
        ("108", "wording.parts_as_printed", "info"): 1,
        ("108", "wording.up_to", "info"): 1,
        ("109", "wording.not_last_year", "info"): 1,
        ("111", "wording.round_before_more", "info"): 1,
        ("112", "figures.all_entries", "warning"): 1,
        ("112", "wording.current_principle", "info"): 1,
    }
)


@cache
def _plan() -> Plan:
    return plan(checked_rules())


def _numbers(corpus: Path) -> list[str]:
    return sorted(folder.name[:3] for folder in corpus.glob("[0-9]*"))


def _report(corpus: Path, number: str) -> dict[str, Any]:
    folder = next(corpus.glob(f"{number}-*"))
    return transcribed_report(folder, vocabulary()) | GIVEN.get(number, {})


@cache
def _findings(corpus: Path, number: str) -> tuple[Instance, ...]:
    loaded = load(written(_report(corpus, number)).encode(), number, form())
    assert isinstance(loaded, Report), loaded
    return evaluate(_plan(), Documents(gather(loaded, vocabulary())), passes=True).instances


def _of_prose(corpus: Path, number: str) -> Iterator[Instance]:
    return (one for one in _findings(corpus, number) if short(one.rule).partition(".")[0] in OF_PROSE)


def test_exactly_the_known_faults_of_prose_are_found(corpus: Path) -> None:
    found = Counter(
        (number, short(one.rule), one.grade)
        for number in _numbers(corpus)
        for one in _of_prose(corpus, number)
        if one.status == "fail"
    )
    assert found == FOUND


@pytest.mark.parametrize(
    "item",
    [
        item
        for item in NOTES + BEYOND
        if item["class"] in ("found_by_rule", "fault") and str(item["rule"]).partition(".")[0] in OF_PROSE
    ],
    ids=lambda item: f"{item['corpus']} {item['rule']}",
)
def test_every_fault_of_prose_that_a_note_names_is_found(item: dict[str, Any], corpus: Path) -> None:
    statuses = {one.status for one in _of_prose(corpus, item["corpus"]) if short(one.rule) == item["rule"]}
    assert "fail" in statuses


@pytest.mark.parametrize(
    "item",
    [
        item
        for item in NOTES + BEYOND
        if item["class"] == "no_fault" and str(item["rule"]).partition(".")[0] in OF_PROSE
    ],
    ids=lambda item: f"{item['corpus']} {item['item'][:30]}",
)
def test_where_a_note_says_that_figures_agree_the_rule_finds_nothing(item: dict[str, Any], corpus: Path) -> None:
    # In 014 another list of the same report is the one that does not sum.
    known = sum(FOUND[item["corpus"], item["rule"], grade] for grade in ("error", "warning", "info"))
    failed = [one for one in _of_prose(corpus, item["corpus"]) if short(one.rule) == item["rule"]]
    assert sum(one.status == "fail" for one in failed) == known


@pytest.mark.parametrize(
    ("number", "rule", "passes"),
    [
        ("000", "narrative.handled", 1),
        ("001", "narrative.received", 1),
        ("001", "narrative.closed", 1),
        ("001", "narrative.carried_in", 1),
        ("001", "narrative.carried_out", 1),
        ("001", "outcomes.reviews", 1),
        ("001", "outcomes.suits", 1),
        ("004", "figures.all_cases", 1),
        ("004", "figures.fee_parts", 1),
        ("004", "results.natural_persons", 1),
        ("005", "figures.results_of_all", 1),
        ("009", "figures.some_entries", 1),
        ("009", "results.otherwise_handled", 1),
        ("009", "narrative.carried_in", 1),
        ("010", "figures.shares", 5),
        ("010", "narrative.received", 1),
        ("014", "figures.some_entries", 1),
        ("016", "narrative.received", 1),
        ("017", "outcomes.documents_in_force", 1),
        ("018", "figures.shares", 5),
        ("023", "narrative.carried_in", 1),
        ("030", "narrative.handled", 1),
    ],
)
def test_what_agrees_was_really_held_against_the_table(number: str, rule: str, passes: int, corpus: Path) -> None:
    assert sum(one.status == "pass" and short(one.rule) == rule for one in _of_prose(corpus, number)) == passes


def test_no_error_of_any_rule_is_found_but_those_the_documents_justify(corpus: Path) -> None:
    found = Counter(
        (number, short(one.rule))
        for number in _numbers(corpus)
        for one in _findings(corpus, number)
        if one.status == "fail" and one.grade == "error"
    )
    assert found == {
        ("002", "remedies.row_total"): 2,
        ("009", "structure.ordinal"): 4,
        ("022", "requests.balance"): 2,
        ("030", "requests.balance"): 2,
        ("030", "requests.result_total"): 2,
        ("103", "disclosure.current_format"): 1,
        ("112", "period.bounds"): 1,
    }
