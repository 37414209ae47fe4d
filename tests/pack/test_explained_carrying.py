"""Any explanation makes a difference between two years a warning; a plain statement of the number leaves it an error.

One case more is carried out in the report of last year than is carried in by that of this year.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from gouji.api import Neighbours, check_document, open_document
from gouji.evaluate.around import Document
from pack.casebook import CASES
from shipped import pack

EXPLAINED = Path(__file__).with_name("explained_carrying.txt")
PLAIN = Path(__file__).with_name("plain_carrying.txt")


def _report(year: int, text: str, more: int = 0) -> dict[str, Any]:
    """Return the base report of a year, with so many more received and carried out."""
    report: dict[str, Any] = json.loads((CASES / "bases" / "clean-2021.json").read_bytes())
    report["year"] = year
    report["sections"][0]["parts"][1]["text"] = text
    for row in ("received", "carried_out"):
        for column in ("natural_person", "total"):
            report["tables"]["requests"][row][column] += more
    return report


def _opened(report: dict[str, Any]) -> Document:
    document = open_document("report.json", json.dumps(report, ensure_ascii=False).encode(), pack())
    assert isinstance(document, Document)
    return document


def _grades(path: Path) -> dict[str, list[str]]:
    """Return what each sentence of a file leaves of the difference."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    around = Neighbours(prior=_opened(_report(2022, "畅通受理渠道。", more=1)))
    return {line: _grade(line, around) for line in lines}


def _grade(line: str, around: Neighbours) -> list[str]:
    checked = check_document(_opened(_report(2023, line)), pack(), neighbours=around)
    return [one.grade for one in checked.instances if one.rule.endswith("/years.carried_in") and one.status == "fail"]


def test_an_explained_difference_is_a_warning() -> None:
    grades = _grades(EXPLAINED)
    assert len(grades) == 96
    assert {line: found for line, found in grades.items() if found != ["warning"]} == {}


def test_a_plain_statement_leaves_the_error() -> None:
    grades = _grades(PLAIN)
    assert len(grades) == 17
    assert {line: found for line, found in grades.items() if found != ["error"]} == {}
