"""Every fault of the real reports for which there is a rule is reported by it, on the document as it was published.

Where the reading is doubtful the rule leaves it open; then it reports the fault on the tables as people transcribed
them. `docs/corpus-findings.md` lists these, and what a document does not say of itself and was given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from gouji import api
from gouji.findings import Instance
from pack.casebook import written
from pack.pack_rules import short
from pack.test_corpus_notes import BEYOND, INDEX, NOTES
from pack.transcribed import transcribed_report
from shipped import pack

FAULTS = [item for item in NOTES + BEYOND if item["rule"] and item["class"] in ("found_by_rule", "fault")]
PRIOR = {"005": "004", "017": "016", "018": "017", "023": "022"}

# What a document does not say of itself.
GIVEN: Mapping[str, api.Overrides] = MappingProxyType(
    {
        "004": api.Overrides(agency="宿迁市人民政府"),
        "005": api.Overrides(agency="宿迁市人民政府"),
        "102": api.Overrides(year=2023),
        "105": api.Overrides(year=2023, level="township"),
    }
)

# Why a rule cannot tell from the document as read.
OPEN = {
    ("009", "narrative.all_closed"): "used_for_reading",
    ("010", "remedies.direct_suits"): "used_for_reading",
    ("017", "remedies.corrections_reflected"): "used_for_reading",
    ("017", "structure.heading_words"): "suspect_extraction",
    ("018", "outcomes.documents_in_force"): "suspect_extraction",
    ("018", "remedies.corrections_reflected"): "used_for_reading",
    ("018", "years.stock_flow"): "suspect_extraction",
    ("023", "years.stock_flow"): "used_for_reading",
    ("103", "disclosure.rules_need_power_former_form"): "suspect_extraction",
}
OF_A_HEADING = ("017", "structure.heading_words", "四、政府信息公开行政法复议、行政诉讼情况")


def _as_published(corpus: Path, number: str) -> list[api.Document]:
    """The document in every kind of file that it is there in."""
    found = []
    for path in sorted(next(corpus.glob(f"{number}-*")).glob("source.*")):
        document = api.open_document(path.name, path.read_bytes(), pack())
        assert isinstance(document, api.Document), path
        found.append(document)
    return found


def _transcribed(corpus: Path, number: str) -> list[api.Document]:
    """Its prose as read with its tables as transcribed, without doubts about them."""
    report = transcribed_report(next(corpus.glob(f"{number}-*")), pack().vocabulary)
    report.pop("doubts", None)
    report.pop("defects", None)
    document = api.open_document(f"{number}.json", written(report).encode(), pack())
    assert isinstance(document, api.Document)
    return [document]


@cache
def _checks(read: Any, corpus: Path, number: str) -> list[tuple[Instance, ...]]:
    """What the pack says of a report, beside that of the year before where there is one: one check a kind of file."""
    around = [api.Neighbours(prior=one) for one in read(corpus, PRIOR[number])] if number in PRIOR else [api.ALONE]
    return [
        api.check_document(document, pack(), GIVEN.get(number), neighbours=neighbours).instances
        for document in read(corpus, number)
        for neighbours in around
    ]


def _said(instances: tuple[Instance, ...], rule: str) -> list[tuple[str, str | None]]:
    return [(one.status, one.reason) for one in instances if short(one.rule) == rule]


def _times(read: Any, corpus: Path, number: str, rule: str) -> int:
    """How often a rule fails in the check in which it fails most."""
    return max(_said(one, rule).count(("fail", None)) for one in _checks(read, corpus, number))


@pytest.mark.parametrize(
    ("number", "rule", "times"),
    [(*key, times) for key, times in Counter((item["corpus"], item["rule"]) for item in FAULTS).items()],
)
def test_the_rule_that_is_named_reports_the_fault(number: str, rule: str, times: int, corpus: Path) -> None:
    if (number, rule) not in OPEN:
        assert _times(_as_published, corpus, number, rule) >= times
        return
    assert _times(_as_published, corpus, number, rule) == 0
    for check in _checks(_as_published, corpus, number):
        assert ("not_assessable", OPEN[number, rule]) in _said(check, rule)
    if (number, rule) != OF_A_HEADING[:2]:
        assert _times(_transcribed, corpus, number, rule) >= times


def test_a_heading_within_glued_cells_is_found_to_differ_on_a_line_of_its_own(corpus: Path) -> None:
    number, rule, heading = OF_A_HEADING
    text = next(corpus.glob(f"{number}-*/source.txt")).read_text(encoding="utf-8")
    document = api.open_document("source.txt", text.replace(heading, f"\n{heading}\n").encode(), pack())
    assert isinstance(document, api.Document)
    assert ("fail", None) in _said(api.check_document(document, pack()).instances, rule)


def test_the_page_lists_all_errors_of_the_documents_and_no_others(corpus: Path) -> None:
    found: dict[tuple[str, str], int] = {}
    for number in sorted(folder.name[:3] for folder in corpus.glob("[0-9]*")):
        for check in _checks(_as_published, corpus, number):
            errors = Counter(short(one.rule) for one in check if one.status == "fail" and one.grade == "error")
            for rule, times in errors.items():
                found[number, rule] = max(times, found.get((number, rule), 0))
    rows = _rows("Errors that the documents justify")
    assert {(row[0], row[1].strip("`")): int(row[2]) for row in rows} == found


def test_what_glued_cells_leave_doubtful_is_a_warning(corpus: Path) -> None:
    glued = {("022", "requests.balance"): 2, ("030", "requests.balance"): 2, ("030", "requests.result_total"): 2}
    for (number, rule), times in glued.items():
        (check,) = _checks(_as_published, corpus, number)
        failed = [one.grade for one in check if one.status == "fail" and short(one.rule) == rule]
        assert failed == ["warning"] * times


def _rows(heading: str) -> list[list[str]]:
    """The cells of the tables of a section of the page."""
    section = INDEX.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows if row[0].strip() != "corpus"]


def test_the_page_lists_what_is_left_open_and_what_was_given() -> None:
    rows = _rows("What the document as read leaves open")
    assert {(row[0], row[1].strip("`")) for row in rows if "," not in row[0] and row[1].startswith("`")} == set(OPEN)
    given = {number for row in rows if not row[1].startswith("`") for number in row[0].split(", ")}
    assert given == set(GIVEN)


def test_the_page_lists_the_rules_that_report_what_the_notes_say() -> None:
    expected = Counter(item["rule"] for item in NOTES if item["class"] == "found_by_rule" and item["rule"])
    rows = [row for row in _rows("Rules that exist") if row[0].startswith("`")]
    assert {row[0].strip("`"): int(row[1]) for row in rows} == dict(expected)
    numbers = {row[0].strip("`"): row[2].split(", ") for row in rows}
    assert numbers == {
        rule: [item["corpus"] for item in NOTES if item["rule"] == rule and item["class"] == "found_by_rule"]
        for rule in expected
    }
