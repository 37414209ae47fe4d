"""What a busy bureau truly says of last year accuses it of nothing; what last year's report contradicts does.

The bureau is that of the other sentences. A year before it had 40 requests received, 2 carried in, 39 closed and 3
carried out, 4 reviews, 2 lawsuits, other documents and decisions, and 10 in fees where it now has 12.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gouji.api import check_document, open_document
from gouji.evaluate.around import Document, Neighbours
from pack.test_true_sentences_of_a_bureau import _bureau, _told
from shipped import pack

TRUE = Path(__file__).with_name("true_sentences_of_last_year.txt")
FALSE = Path(__file__).with_name("false_sentences_of_last_year.txt")
ASKED = ("formerly", "compared")
FORMER_REQUESTS = {"received": 40, "carried_in": 2, "carried_out": 3}
FORMER_CASES = {"review": 4, "suit_after_review": 2}
FORMER_DECISIONS = {"licences": 1100, "penalties": 60, "coercion": 5}


def _document(report: Mapping[str, Any]) -> Document:
    document = open_document("report.json", json.dumps(report, ensure_ascii=False).encode(), pack())
    assert isinstance(document, Document)
    return document


def _prior() -> Document:
    """Return last year's report of the bureau; only its totals are read here."""
    report = _bureau()
    report["year"] = 2023
    tables = report["tables"]
    for row, number in FORMER_REQUESTS.items():
        tables["requests"][row]["total"] = number
    tables["requests"]["closed"]["total"]["total"] = 39
    for row, number in FORMER_CASES.items():
        tables["remedies"][row]["total"] = number
    tables["disclosure"]["normative_documents"] = {"issued": 5, "repealed": 1, "in_force": 44}
    for row, number in FORMER_DECISIONS.items():
        tables["disclosure"][row]["decisions"] = number
    tables["disclosure"]["fees"]["amount"] = 10
    return _document(report)


def _found(told: str, prior: Document) -> set[str]:
    report = _told(told[0], told[2:])
    report["tables"]["disclosure"]["fees"]["amount"] = 12
    instances = check_document(_document(report), pack(), neighbours=Neighbours(prior)).instances
    found = {f"{one.rule.split('/')[1]} {one.grade}" for one in instances if one.status == "fail"}
    return {one for one in found if one.startswith(ASKED)}


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_nothing_is_said_of_a_true_sentence_about_last_year() -> None:
    prior = _prior()
    said = {line: _found(line, prior) for line in _lines(TRUE)}
    assert len(said) == 141
    assert {line: found for line, found in said.items() if found} == {}


def test_a_false_sentence_about_last_year_is_told_from_a_true_one() -> None:
    prior = _prior()
    lines = [line.split(" = ") for line in _lines(FALSE)]
    missed = [told for told, finding in lines if finding not in _found(told, prior)]
    assert len(lines) == 41
    assert missed == []
