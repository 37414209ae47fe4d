"""What compiled rules take for granted of a plain report is so: no count is negative, and an empty text is a text."""

from __future__ import annotations

import json
from typing import Any

import pytest

import run
import synthetic
from gouji.api import Document, Pack, check_document, open_document
from gouji.findings import ReportResult
from shipped import pack

WORKLOAD = run.workload()


@pytest.fixture(scope="module")
def whole_pack() -> Pack:
    return pack()


def _report() -> dict[str, Any]:
    [content] = synthetic.reports(1, faulty=0)
    report: dict[str, Any] = json.loads(content)
    return report


def _checked(report: dict[str, Any]) -> ReportResult:
    document = open_document("r.json", json.dumps(report, ensure_ascii=False).encode(), WORKLOAD)
    assert isinstance(document, Document)
    return check_document(document, WORKLOAD)


def test_a_negative_count_is_found_though_the_compiled_rules_do_not_look_for_it() -> None:
    report = _report()
    report["tables"]["disclosure"]["penalties"]["decisions"] = -1
    found = [one.instance for one in _checked(report).instances if one.status == "fail"]
    assert found == ["workload/workload.disclosure_cells"]


def test_a_negative_count_that_keeps_all_sums_is_found() -> None:
    report = _report()
    row = report["tables"]["remedies"]["review"]
    row["upheld"], row["corrected"] = -2, row["corrected"] + row["upheld"] + 2
    found = [one.instance for one in _checked(report).instances if one.status == "fail"]
    assert found == ["workload/workload.remedies_cells"]


@pytest.mark.parametrize("closing", ["", "甲|乙 ", "甲\u0001乙", " 收费 ", "收\u0001费"])
def test_texts_that_are_out_of_the_ordinary_give_what_the_evaluator_gives(closing: str) -> None:
    report = {**_report(), "closing": closing}
    document = open_document("r.json", json.dumps(report, ensure_ascii=False).encode(), WORKLOAD)
    assert isinstance(document, Document)
    assert document.plain is not None
    assert _checked(report).counts == check_document(document, WORKLOAD, everything=True).counts


def test_a_pattern_does_not_reach_from_one_text_into_the_next() -> None:
    report = _report()
    report["sections"][-1]["text"] = "全年未收"
    report["closing"] = "费"
    assert "workload/workload.fee_stated" in [one.instance for one in _checked(report).instances]


@pytest.mark.parametrize(
    "said",
    [
        "统计期限为2023年1月1日至2023年12月31日。上半年测评的统计期限为2023年1月1日至2023年6月30日。",
        "第三方评估的统计期限为2022年1月1日至2022年12月31日。",
        "本报告所列数据的统计期限为2022年1月1日至2022年12月31日；去年亦然。",
        "本报告统计期限为2023年3月1日至2023年12月31日。",
    ],
)
def test_a_sentence_is_the_same_to_the_compiled_rules_and_to_the_evaluator(said: str, whole_pack: Pack) -> None:
    report = _report()
    report["preamble"] = said
    document = open_document("r.json", json.dumps(report, ensure_ascii=False).encode(), whole_pack)
    assert isinstance(document, Document)
    assert document.plain is not None
    quick, explained = check_document(document, whole_pack), check_document(document, whole_pack, everything=True)
    assert quick.counts == explained.counts
    assert quick.lacking == explained.lacking
    listed = (one for one in explained.instances if one.reason != "no_peer_document")
    assert quick.instances == tuple(one for one in listed if one.status not in ("pass", "not_applicable"))
