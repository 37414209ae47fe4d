"""`gouji generate`: by a seed always the same reports, that pass every rule or fail the one that is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gouji.cli.app import run
from gouji.testing.packs import violations

HARBOUR = str(Path(__file__).resolve().parents[1] / "generation" / "harbour")


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The lines that `gouji generate` prints for the invented pack."""
    assert run(["generate", *arguments, "--pack", HARBOUR]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_same_seed_gives_the_same_reports_however_many_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    three = lines(capsys, "3", "--seed", "7")
    assert lines(capsys, "2", "--seed", "7") == three[:2]
    assert lines(capsys, "3", "--seed", "8") != three
    assert [json.loads(one)["agency"]["name"] for one in three] == [f"{x} Port of Nowhere" for x in "ABC"]


@pytest.mark.parametrize("ending", ["json", "html", "docx", "md", "txt"])
def test_reports_are_written_in_every_format_and_pass(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "made"
    lines(capsys, "2", "--format", ending, "--output", str(folder), "--lang", "en")
    assert sorted(one.name for one in folder.iterdir()) == [f"1.{ending}", f"2.{ending}"]
    assert run(["check", str(folder), "--pack", HARBOUR, "--no-cache", "--fail-on", "warning"]) == 0


def test_faulty_reports_fail_the_rule_that_their_names_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(capsys, "2", "--faulty", "ships.row_total", "--output", str(tmp_path))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["1-ships.row_total.json", "2-ships.row_total.json"]
    assert run(["check", str(tmp_path), "--pack", HARBOUR, "--no-cache", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    for report in found["reports"]:
        assert {one["rule"] for one in report["instances"] if one["status"] == "fail"} == {"harbour/ships.row_total"}


def test_any_fault_is_one_that_a_report_can_have(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines(capsys, "12", "--faulty", "any", "--output", str(tmp_path), "--seed", "3")
    rules = {one.stem.partition("-")[2] for one in tmp_path.iterdir()}
    assert len(rules) > 3
    assert all(violations(HARBOUR).why_none(rule) is None for rule in rules)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["0"], "from 1 to 1000000"),
        (["2", "--format", "html"], "html needs a folder: --output"),
        (["2", "--faulty", "ships.none"], "there is no rule `ships.none`"),
        (["2", "--faulty", "ships.no_more_than_last_year"], "it asks for what another document says"),
        (["2", "--faulty", "remarks.never_too_short"], "nothing that was tried makes it fail"),
        (["2", "--pack", "nowhere"], "there is no pack `nowhere`"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["generate", "--pack", HARBOUR, "--lang", "en", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "1.json").write_text("mine")
    assert run(["generate", "1", "--output", str(tmp_path), "--pack", HARBOUR, "--lang", "en"]) == 2
    assert "1.json" in capsys.readouterr().err
    assert (tmp_path / "1.json").read_text() == "mine"


def test_a_pack_without_base_reports_is_filled_from_its_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in Path(HARBOUR).glob("*.yaml"):
        (tmp_path / one.name).write_bytes(one.read_bytes())
    rules = (Path(HARBOUR) / "ships.rules").read_text()
    (tmp_path / "ships.rules").write_text(rules.partition("rule told")[0])
    (tmp_path / "remarks.rules").write_text(
        'rule titled "a title is long" {\n  grade info\n  basis practice "so it is"\n  requires title\n'
        "  check length(title) ≥ 5\n}\n"
    )
    assert run(["generate", "5", "--pack", str(tmp_path)]) == 0
    made = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    # The form has no titles, so that rule stays open; all numbers are decided and vary.
    assert all("title" not in one and one["sections"][0]["heading"] == "一.Ships that came" for one in made)
    assert any(one["tables"]["ships"]["entire"]["all"] > 0 for one in made)


def test_a_pack_none_of_whose_reports_passes_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(HARBOUR, tmp_path / "pack")
    (tmp_path / "pack" / "strict.rules").write_text(
        'rule never "no table has ships" {\n  grade info\n  basis practice "none"\n  check not (ships exists)\n}\n'
    )
    assert run(["generate", "1", "--pack", str(tmp_path / "pack"), "--lang", "en"]) == 2
    assert "no base report of the pack (cases/bases) passes all its rules" in capsys.readouterr().err
