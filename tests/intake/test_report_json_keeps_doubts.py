"""A document and the report JSON made of it are judged the same: what the reader doubts goes with the report."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from gouji.api import Document, check_document, open_document, read_only
from gouji.findings import Unread
from shipped import pack


def judged(name: str, content: bytes) -> dict[str, object]:
    """The verdict, every instance with its answer, and whether something could not be read."""
    document = open_document(name, content, pack())
    assert isinstance(document, Document), document
    found = check_document(document, pack(), everything=True)
    answers = {one.instance: (one.status, one.grade, one.reason) for one in found.instances}
    return {"verdict": found.verdict, "unread": any(one.blocking for one in found.defects), **answers}


@pytest.mark.parametrize("number", ["000", "002", "009", "010", "013", "014", "022", "028", "030", "103", "106"])
def test_a_real_report_and_its_report_json_are_judged_the_same(number: str, corpus: Path) -> None:
    folder = next(corpus.glob(f"{number}-*"))
    path = next(folder / name for name in ("source.txt", "source.html", "source.md") if (folder / name).is_file())
    reading = read_only(path.name, path.read_bytes(), pack())
    assert not isinstance(reading, Unread)
    said = msgspec.json.Encoder(decimal_format="number").encode(reading.report)
    assert judged(path.name, path.read_bytes()) == judged("report.json", said)


def test_a_report_json_may_doubt_a_cell_and_nobody_is_accused_by_it() -> None:
    said = {
        "kind": "cn-disclosure/annual-report",
        "year": 2021,
        "tables": {"remedies": {"review": {"upheld": 1, "corrected": 0, "other": 0, "pending": 0, "total": 7}}},
    }
    rule = "cn-disclosure/remedies.row_total[r=review]"
    assert judged("report.json", msgspec.json.encode(said))[rule] == ("fail", "error", None)
    doubted = said | {"doubts": [{"pointer": "/tables/remedies/review/total", "doubts": ["smudged"]}]}
    answer = judged("report.json", msgspec.json.encode(doubted))[rule]
    assert answer == ("not_assessable", "error", "suspect_extraction")
