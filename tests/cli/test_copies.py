"""Which files of a folder are the same report, and which only bear the same name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gouji.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "reports/beilun-2021/source.txt").read_text(encoding="utf-8")
JSON = (ROOT / "reports/beilun-2021/report.json").read_text(encoding="utf-8")


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], list[str]]:
    """The exit code, the files that were checked, and those that were passed over."""
    code = run(["check", str(folder), "--format", "json"])
    values: Any = json.loads(capsys.readouterr().out)
    return code, [one["name"] for one in values["reports"]], [one["name"] for one in values["passed_over"]]


def test_texts_with_other_figures_are_two_reports_though_one_agency_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "z.txt").write_text(TEXT.replace("\t27\n", "\t28\n", 1), encoding="utf-8")
    assert checked(tmp_path, capsys) == (1, ["a.txt", "z.txt"], [])


def test_texts_that_differ_only_in_what_could_be_read_are_one_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT.replace("\t27\n", "\t2 7\n", 1), encoding="utf-8")
    assert checked(tmp_path, capsys) == (0, ["a.txt"], ["b.txt"])


def test_a_slash_written_as_an_escape_is_still_our_kind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(JSON.replace("cn-disclosure/annual", "cn-disclosure\\/annual"), encoding="utf-8")
    assert checked(tmp_path, capsys) == (0, ["a.json"], [])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_result_kept_beside_its_reports_is_no_report(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run(["check", str(tmp_path / "a.txt"), "--lang", language, "--output", str(tmp_path / "result.txt")])
    assert checked(tmp_path, capsys) == (0, ["a.txt"], ["result.txt"])


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("zh", "但不完整：比已核验的一份少 2 张表、4 个部分"),
        ("en", "but incomplete: the one that was checked has 2 tables and 4 sections more"),
    ],
)
def test_a_copy_that_was_cut_off_is_called_incomplete_and_its_whole_twin_decides_the_exit_code(
    language: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a0_cut.txt").write_text(TEXT[: TEXT.index("三、收到和处理")], encoding="utf-8")
    code = run(["check", str(tmp_path), "--lang", language, "--format", "json"])
    [told] = json.loads(capsys.readouterr().out)["passed_over"]
    assert (code, told["name"]) == (0, "a0_cut.txt")
    assert says in told["because"][language]
