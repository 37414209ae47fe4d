"""`gouji template` writes a form that `gouji read` reads, and says plainly why when it cannot."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from gouji.cli import template
from gouji.cli.app import run


def gouji(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    capsys.readouterr()
    code = run([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize(("ending", "first"), [("xlsx", b"PK"), ("docx", b"PK")])
@pytest.mark.parametrize(
    ("options", "form"), [((), "2021"), (("--form", "2019"), "2019"), (("--year", "2020"), "2019")]
)
def test_the_form_is_written_and_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, first: bytes, options: tuple[str, ...], form: str
) -> None:
    path = tmp_path / f"空表.{ending}"
    assert gouji(capsys, "template", *options, "--agency", "某县某局", "--output", path) == (0, "", "")
    assert path.read_bytes().startswith(first)
    _, out, _ = gouji(capsys, "read", path)
    report: dict[str, Any] = json.loads(out)
    # Both formats print table 4 alike.
    assert (report["formats"]["disclosure"], report["formats"]["requests"]) == (form, form)
    assert set(report["tables"]["requests"]["received"].values()) == {None}
    assert report["title"].startswith("某县某局")


def test_an_empty_form_has_no_broken_sum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "空表.xlsx"
    gouji(capsys, "template", "--year", "2021", "--agency", "某县某局", "--output", path)
    _, out, _ = gouji(capsys, "check", path, "--format", "json")
    failing = [
        one["rule"]
        for one in json.loads(out)["reports"][0]["instances"]
        if one["status"] == "fail" and one["rule"].rpartition("/")[2].startswith(("requests.", "remedies."))
    ]
    assert [rule for rule in failing if "total" in rule or "balance" in rule] == []


def test_the_kind_of_file_can_be_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form"
    assert gouji(capsys, "template", "--format", "docx", "--output", path)[0] == 0
    assert b"word/document.xml" in path.read_bytes()
    assert gouji(capsys, "template", "--output", path)[0] == 0
    assert b"xl/workbook.xml" in path.read_bytes()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--form", "1999"), "没有格式“1999”；可用的格式：2019, 2021"),
        (("--year", "2018"), "没有适用于 2018 年度的格式"),
        (("--form", "1999", "--lang", "en"), "there is no format `1999`; the formats are 2019, 2021"),
        (("--output", "没有/这里/x.xlsx"), "没有该文件夹"),
        (("--pack", "没有"), "没有规则包“没有”"),
        (("--format", "pdf"), "用法错误"),
        (("--output", "表.pdf"), "不能写成“.pdf”"),
        (("--output", "表.docx", "--format", "xlsx"), "不能写成“.docx”"),
    ],
)
def test_what_cannot_be_written_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    code, out, err = gouji(capsys, "template", "--output", tmp_path / "x.xlsx", *options)
    assert not Path("表.pdf").exists()
    assert (code, out) == (2, "")
    assert says in err
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize(("kind", "library"), [("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_without_the_extra_the_exact_command_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str, library: str
) -> None:
    monkeypatch.setattr(template, "find_spec", lambda name: None if name == library else object())
    for language in ("zh", "en"):
        code, _, err = gouji(capsys, "template", "--output", tmp_path / f"x.{kind}", "--lang", language)
        assert code == 2
        assert "pip install 'gouji[template]'" in err


def test_a_terminal_gets_a_sentence_and_not_a_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(template, "is_terminal", lambda _: True)
    code, out, err = gouji(capsys, "template")
    assert (code, out) == (2, "")
    assert "--output" in err


def test_a_pipe_gets_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    pipe = io.TextIOWrapper(out)
    monkeypatch.setattr(sys, "stdout", pipe)
    assert run(["template"]) == 0
    assert b"xl/workbook.xml" in out.getvalue()
