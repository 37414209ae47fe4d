"""Where the values of a finding stand: in a document its table, row and cell, or its line; in report JSON a pointer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gouji.cli.app import run
from gouji.testing import as_bytes, documents
from gouji.testing.packs import violations

HARBOUR = Path(__file__).parents[1] / "generation" / "harbour"


def operands(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What is said of the values behind the failing sums of a report that is written as a document of a format."""
    report = violations(HARBOUR).ground.texts["busy-1935"]
    report = json.loads(as_bytes(report).replace(b'"all": 3', b'"all": 4'))
    ending = name.rpartition(".")[2]
    (folder / name).write_bytes(documents(report, ending, HARBOUR))
    assert run(["check", str(folder / name), "--pack", str(HARBOUR), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["reports"][0]["instances"]
    sums = [one for one in found if one["status"] == "fail" and "total" in one["rule"]]
    assert sums
    return [each for one in sums for each in one["evidence"]["operands"]]


@pytest.mark.parametrize("name", ["a.html", "a.docx"])
def test_of_a_document_every_cell_has_its_table_row_and_cell(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in operands(name, tmp_path, capsys):
        assert one["place"].keys() >= {"file", "table", "table_row", "table_column"}, one
        assert one["pointer"].startswith("/tables/ships/")


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_of_text_every_cell_has_its_line_and_characters(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in operands(name, tmp_path, capsys):
        assert one["place"].keys() >= {"file", "line", "column", "start", "end"}, one


def test_of_report_json_a_value_is_named_by_its_pointer_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in operands("a.json", tmp_path, capsys):
        assert "place" not in one
        assert one["pointer"].startswith("/tables/ships/")
