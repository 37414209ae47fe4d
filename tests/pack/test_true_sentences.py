"""Sentences as officials write them, all true beside the base report: no rule may say anything of them."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gouji.api import check_document, open_document
from gouji.evaluate.around import Document
from laws.conftest import LAWS
from pack.casebook import CASES
from shipped import pack

SENTENCES = Path(__file__).with_name("true_sentences.txt")
AGENCIES: Mapping[str, Mapping[str, str]] = {
    "a township": {"name": "示例镇人民政府", "region": "000000", "level": "township", "scope": "own"},
    "an office of a county": {"name": "示例县财政局", "region": "000000", "level": "county", "scope": "own"},
    "a county and all its offices": {"name": "示例县人民政府", "level": "county", "scope": "aggregate"},
    "a zone of which nothing is known": {"name": "示例经济开发区管理委员会"},
}
TOPICS = {"1": 0, "2": 1, "3": 2, "4": 3, "7": 4}


def _told(place: str, sentence: str, agency: Mapping[str, str]) -> dict[str, Any]:
    """Return the base report of an agency with a sentence at its place, by the first sign of its line."""
    report: dict[str, Any] = json.loads((CASES / "bases" / "clean-2024.json").read_bytes())
    report["agency"] = dict(agency)
    sections = {one["id"]: one for one in report["sections"]}
    if place == "0":
        report["preamble"] = (report.get("preamble") or "") + sentence
    elif place == "5":
        sections["improvement"]["text"] += sentence
    elif place == "6":
        sections["other"]["text"] = sentence
    else:
        sections["overview"]["parts"][TOPICS[place]]["text"] += sentence
    return report


def _said_of(report: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return rule and grade of everything that fails."""
    document = open_document("report.json", json.dumps(report, ensure_ascii=False).encode(), pack())
    assert isinstance(document, Document)
    instances = check_document(document, pack()).instances
    return {(one.rule, one.grade) for one in instances if one.status == "fail"}


@pytest.mark.parametrize("agency", AGENCIES)
def test_nothing_is_said_of_a_true_sentence(agency: str) -> None:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) >= 534
    # Each sentence is tried with half of the agencies, as every check takes its time; with all of them by `GOUJI_LAWS`.
    half = list(AGENCIES).index(agency) % 2
    tried = lines if LAWS in os.environ else lines[half::2]
    said = {line: _said_of(_told(line[0], line[2:], AGENCIES[agency])) for line in tried}
    assert {line: found for line, found in said.items() if found} == {}


def test_a_false_sentence_is_told_from_a_true_one() -> None:
    report = _told("2", "2024年，我镇共收到政府信息公开申请35件。", AGENCIES["a township"])
    assert _said_of(report) == {("cn-disclosure/narrative.received", "error")}
