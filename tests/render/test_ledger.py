"""The ledger: one row a finding, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

from gouji.findings import Defect, RunResult, Step, Unread
from gouji.render.ledger import COLUMNS, ledger
from small_results import both, cell, fails, report, run_of


def rows_of(run: RunResult) -> list[dict[str, str]]:
    """The rows of the ledger, with English heads."""
    return list(csv.DictReader(io.StringIO(ledger(run, "en"))))


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")', "+1+cmd|' /C calc'!A0", "-1+cmd|' /C calc'!A0", "-2/cmd", "@SUM(A1)", "\t=1+1",
        "\r=1", "\n=1", "  =1", "＝1+1", "＋1", "－1+1", "＠x",
    ],
)  # fmt: skip
def test_text_that_a_spreadsheet_would_take_for_a_formula_is_marked_as_text(text: str) -> None:
    finding = fails(Step("=", operand=1, truth="false"), (cell(1, "行", "列", text),), message=text)
    run = run_of(report(finding, name=text, agency=text), unread=(Unread(text, (Defect("D1", both(text)),)),))
    for line in csv.reader(io.StringIO(ledger(run, "zh"))):
        for shown in line:
            assert not shown.lstrip().startswith(tuple("=+-@＝＋－＠")), shown
            assert not set(shown) & set("\t\r\n")


@pytest.mark.parametrize("number", ["-1", "-0.5", "-1/3", "12", "0"])
def test_a_number_stays_a_number(number: str) -> None:
    finding = fails(Step("=", operand=1, truth="false"), (cell(1, "行", "列", number),))
    assert rows_of(run_of(report(finding)))[0]["raw"] == number


def test_a_finding_is_a_row_with_its_place_and_an_unread_file_too() -> None:
    finding = fails(Step("=", operand=1, truth="false"), (cell(1, "received", "total", "32", 94),))
    first, second = rows_of(
        run_of(report(finding), unread=(Unread("b.txt", (Defect("D201", both("空文件", "empty")),)),))
    )
    assert (first["document"], first["agency"], first["year"]) == ("报告.txt", "某局", "2021")
    assert (first["verdict"], first["status"], first["grade"]) == ("fails", "fail", "error")
    assert first["place"] == "报告.txt line 94  received × total  printed “32”"
    assert (second["document"], second["status"], second["reason"], second["message"]) == (
        "b.txt", "defect", "D201", "empty",
    )  # fmt: skip


def test_the_heads_are_in_the_language_of_the_reader() -> None:
    heads = {language: ledger(run_of(), language).rstrip("\r\n").split(",") for language in ("zh", "en")}
    assert heads == {"zh": [one.zh for one in COLUMNS], "en": [one.en for one in COLUMNS]}
