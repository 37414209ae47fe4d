"""`gouji analyse`: exit codes, formats, the page for browsers, time that runs out, and packs that mean ill."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from analysis.small_packs import rule
from gouji.authoring.begun import new_pack
from gouji.cli.app import run

HARBOUR = Path(__file__).resolve().parents[1] / "generation" / "harbour"
ALWAYS = rule("one", "  check cases[received, total] - cases[received, total] ≤ 0")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The small pack in a folder."""
    for name, text in new_pack("sample").items():
        (tmp_path / "sample" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sample" / name).write_text(text, encoding="utf-8")
    return tmp_path / "sample"


def analyse(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Exit code and all that was printed."""
    code = run(["analyse", *map(str, arguments), "--lang", "en"])
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def test_a_pack_of_which_all_is_explained_exits_with_0(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = analyse(capsys, HARBOUR)
    assert (code, printed.splitlines()[-1]) == (0, "0 unexplained")
    assert "explained: the form prints totals both ways" in printed


def test_what_is_not_explained_exits_with_1(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "more.rules").write_text(ALWAYS, encoding="utf-8")
    code, printed = analyse(capsys, sample)
    assert (code, printed.splitlines()[-1]) == (1, "1 unexplained")
    assert printed.startswith("always true  more.one\n    whatever a report says, it does not fail\n")


def test_of_a_file_only_its_rules_are_asked_about(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "more.rules").write_text(ALWAYS, encoding="utf-8")
    assert analyse(capsys, sample / "more.rules")[0] == 1
    code, printed = analyse(capsys, sample / "totals.rules")
    assert code == 0
    assert "the map of the cells is drawn of a whole pack only" in printed


def test_the_same_seed_gives_the_same_bytes_and_json_holds_all(capsys: pytest.CaptureFixture[str]) -> None:
    code, first = analyse(capsys, HARBOUR, "--format", "json", "--seed", 3)
    assert (code, first) == analyse(capsys, HARBOUR, "--format", "json", "--seed", 3)
    found = json.loads(first)
    assert (found["unexplained"], found["in_time"], sorted(found["cells"])) == (0, True, ["long", "short"])
    (always,) = (one for one in found["remarks"] if one["kind"] == "always_true")
    assert always["rules"] == ["remarks.never_too_short"]
    assert always["report"]["content"]["kind"] == "harbour/return"


class _Outside(HTMLParser):
    """What a page would fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, and everything with an address."""
        if tag in ("script", "link", "img", "iframe"):
            self.found.append(tag)
        self.found += [f"{name}={value}" for name, value in attrs if name in ("src", "href") or name.startswith("on")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_one_file_that_fetches_and_runs_nothing(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    assert run(["analyse", str(HARBOUR), "--html", str(page), "--lang", language]) == 0
    capsys.readouterr()
    text = page.read_text(encoding="utf-8")
    outside = _Outside()
    outside.feed(text)
    assert outside.found == []
    assert "@import" not in text
    assert "url(" not in text
    assert len(re.findall('<td [^>]*class="error-heat"', text)) == 52


def test_words_of_a_pack_are_inert_on_the_page(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vocabulary = sample / "vocabulary.yaml"
    text = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(text.replace("printed: 个人", "printed: '<script>alert(1)</script>\"个人'"), encoding="utf-8")
    page = tmp_path / "page.html"
    analyse(capsys, sample, "--html", page)
    assert "<script" not in page.read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page.read_text(encoding="utf-8")


def test_when_time_runs_out_the_rest_is_not_decided_and_fails_nothing(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ticks = iter(range(10**6))
    monkeypatch.setattr("gouji.cli.analysing.time.monotonic_ns", lambda: next(ticks) * 10**8)
    code, printed = analyse(capsys, sample, "--budget", 1)
    assert code == 0
    assert "the time ran out (--budget); the rest is not decided" in printed
    assert "not tried 6" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{folder}/nowhere"], "is no pack"),
        (["{folder}/sample", "--html", "{folder}/nowhere/page.html"], "there is no such folder"),
        (["{folder}/sample/sources.yaml"], "has no rules"),
        (["{folder}/sample", "--budget", "0"], "wrong usage"),
        (["{folder}/sample", "--seed", "x"], "wrong usage"),
    ],
)
def test_wrong_usage_is_told_and_exits_with_2(
    arguments: list[str], said: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed = analyse(capsys, *(one.format(folder=sample.parent) for one in arguments))
    assert code == 2
    assert said in printed


BAD = [
    ("more.rules", "rule one {"),
    ("more.rules", "\x00\ufffe" * 50),
    ("accepted.yaml", "cells: 3\n"),
    ("accepted.yaml", "\x00"),
    ("accepted.yaml", "a: &a [*a]\n"),
    ("cases/bases/clean.json", "{"),
    ("cases/totals.yaml", "- rule: none\n"),
]


@pytest.mark.parametrize(("name", "text"), BAD, ids=[f"{name} {text[:8]!r}" for name, text in BAD])
def test_files_that_are_wrong_are_refused_with_their_place(
    name: str, text: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample / name).write_text(text, encoding="utf-8")
    code, printed = analyse(capsys, sample)
    assert code == 2, printed
    assert name.rpartition("/")[2].partition(".")[0] in printed


def test_a_pack_without_rules_is_refused(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for one in (sample / "totals.rules", sample / "cases" / "totals.yaml"):
        one.unlink()
    assert analyse(capsys, sample)[0] == 2


def test_a_pack_without_cases_and_base_reports_is_analysed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(sample / "cases")
    code, printed = analyse(capsys, sample)
    assert (code, printed.splitlines()[-1]) == (0, "0 unexplained")
    assert "6 cells: an error notices 6" in printed


def test_a_base_report_that_nobody_uses_and_that_is_no_json_does_no_harm(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (sample / "cases" / "bases" / "odd.json").write_text("{", encoding="utf-8")
    (sample / "cases" / "bases" / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    code, printed = analyse(capsys, sample)
    assert code == 0, printed


def test_many_rules_over_many_ways_end_within_the_time(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    either = " or ".join(f"cases[received, total] = {number}" for number in range(40))
    both = " and ".join(f"({either})" for _ in range(12))
    rules = "".join(rule(f"many_{number}", f"  check {both if number < 2 else either}") for number in range(30))
    (sample / "more.rules").write_text(rules, encoding="utf-8")
    code, printed = analyse(capsys, sample, "--budget", 5)
    assert code in (0, 1)
    assert "31 rules seen" in printed
