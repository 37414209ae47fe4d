"""Sentences as officials write them, all true beside the report of a busy bureau: its tables are accused by none.

The bureau has 52 requests received, 3 carried in, 51 closed and 4 carried out, some of almost every result, reason and
applicant; 5 reviews, 3 lawsuits, documents and decisions. Parts are told in many ways, and so are other matters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pack.casebook import CASES
from pack.test_true_sentences import TOPICS, _said_of

SENTENCES = Path(__file__).with_name("true_sentences_of_a_bureau.txt")
FALSE = Path(__file__).with_name("false_sentences_of_a_bureau.txt")
TOLD_TOPICS = (
    "denials",
    "reckoning",
    "named",
    "results",
    "outcomes",
    "figures",
    "wording",
    "text",
    "basis",
    "remedies",
    "disclosure",
)
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organisation")
ROWS: Mapping[str, tuple[int, ...]] = {
    "received": (40, 8, 1, 0, 2, 1),
    "carried_in": (3, 0, 0, 0, 0, 0),
    "carried_out": (4, 0, 0, 0, 0, 0),
    "closed.granted": (11, 8, 1, 0, 0, 0),
    "closed.partly_granted": (4, 0, 0, 0, 2, 0),
    "closed.refused.third_party": (0, 0, 0, 0, 0, 0),
    "closed.refused.internal_affairs": (2, 0, 0, 0, 0, 0),
    "closed.refused.deliberative": (1, 0, 0, 0, 0, 0),
    "closed.refused.enforcement_file": (3, 0, 0, 0, 0, 0),
    "closed.refused.query": (2, 0, 0, 0, 0, 0),
    "closed.unavailable.not_held": (6, 0, 0, 0, 0, 1),
    "closed.unavailable.needs_creation": (2, 0, 0, 0, 0, 0),
    "closed.unavailable.still_unclear": (1, 0, 0, 0, 0, 0),
    "closed.not_processed.petition": (2, 0, 0, 0, 0, 0),
    "closed.not_processed.repeated": (1, 0, 0, 0, 0, 0),
    "closed.not_processed.publication": (1, 0, 0, 0, 0, 0),
    "closed.other.not_corrected": (1, 0, 0, 0, 0, 0),
    "closed.other.miscellaneous": (2, 0, 0, 0, 0, 0),
    "closed.total": (39, 8, 1, 0, 2, 1),
}
CASES_OF_LAW: Mapping[str, tuple[int, ...]] = {"review": (3, 1, 0, 1, 5), "suit_after_review": (2, 0, 0, 1, 3)}
DOCUMENTS = {"issued": 6, "repealed": 2, "in_force": 48}
DECISIONS = {"licences": 1234, "penalties": 56, "coercion": 3}


def _bureau() -> dict[str, Any]:
    """Return the report of the bureau: the base report with other tables."""
    report: dict[str, Any] = json.loads((CASES / "bases" / "clean-2024.json").read_bytes())
    report["agency"] = {"name": "示例县自然资源局", "region": "000000", "level": "county", "scope": "own"}
    report["title"] = "示例县自然资源局2024年政府信息公开工作年度报告"
    tables = report["tables"]
    for name, numbers in ROWS.items():
        row = tables["requests"]
        for step in name.split("."):
            row = row[step]
        row.update(zip(COLUMNS, numbers, strict=True), total=sum(numbers))
    for name, numbers in CASES_OF_LAW.items():
        tables["remedies"][name] = dict(zip(("upheld", "corrected", "other", "pending", "total"), numbers, strict=True))
    tables["disclosure"]["normative_documents"] = DOCUMENTS
    for name, number in DECISIONS.items():
        tables["disclosure"][name]["decisions"] = number
    parts = report["sections"][0]["parts"]
    parts[1]["text"] = "畅通受理渠道，规范答复文书。"
    parts[4]["text"] = "专人负责，年内组织两次业务培训，开展工作考核和社会评议，没有因信息公开被责任追究的情形。"
    return report


def _told(place: str, sentence: str) -> dict[str, Any]:
    """Return the report of the bureau with a sentence at its place, by the first sign of its line."""
    report = _bureau()
    sections = {one["id"]: one for one in report["sections"]}
    if place == "0":
        report["preamble"] = (report.get("preamble") or "") + sentence
    elif place == "9":
        report["preamble"] = sentence
    elif place == "5":
        sections["improvement"]["text"] += sentence
    elif place == "6":
        sections["other"]["text"] = sentence
    elif place == "A":
        sections["other"]["text"] += sentence
    else:
        sections["overview"]["parts"][TOPICS[place]]["text"] += sentence
    return report


def _of_the_topics(report: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(rule, grade) for rule, grade in _said_of(report) if rule.split("/")[1].split(".")[0] in TOLD_TOPICS}


def test_nothing_is_said_of_a_true_sentence_of_the_bureau() -> None:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    unavoidable = {("cn-disclosure/remedies.corrections_reflected", "info")}
    said = {line: _of_the_topics(_told(line[0], line[2:])) - unavoidable for line in lines}
    assert len(lines) == 776
    assert {line: found for line, found in said.items() if found} == {}


def test_false_sentences_of_the_bureau_are_told_from_true_ones() -> None:
    lines = [line.split(" = ") for line in FALSE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    said = {told: _found(_told(told[0], told[2:])) for told, _ in lines}
    assert len(lines) == 61
    assert {told: finding for told, finding in lines if finding not in said[told]} == {}


def _found(report: Mapping[str, Any]) -> set[str]:
    return {f"{rule.split('/')[1]} {grade}" for rule, grade in _said_of(report)}
