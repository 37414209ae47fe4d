"""Lint remarks what the checker lets pass: kinds of cases that are missing, signs that look alike, silent patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from authoring.benches import cases, files, rule, workshop
from gouji.authoring.codes import REMARKS
from gouji.authoring.lint import lint
from gouji.authoring.workshop import open_workshop
from gouji.cli.app import run
from gouji.diagnostics import describe

PASS, FAIL = "{status: pass}", "{status: fail}"
CHECK = "  check cases[received, total] ≥ 1"


def remarks(text: str, *tried: tuple[str, str]) -> list[str]:
    return [one.code for one in lint(workshop(text, cases(*tried)))]


CASES: tuple[tuple[str, str, tuple[tuple[str, str], ...], list[str]], ...] = (
    ("no case that passes", rule(CHECK), (("{}", FAIL), ("{}", "{status: not_assessable}")), ["L101"]),
    ("no case that fails", rule(CHECK), (("{}", PASS), ("{}", "{status: not_assessable}")), ["L102"]),
    ("no case without what it needs", rule(CHECK), (("{}", PASS), ("{}", FAIL)), ["L104"]),
    (
        "a guard that no case shows",
        rule("  when year ≥ 2021\n" + CHECK),
        (("{}", PASS), ("{}", FAIL), ("{}", "{status: not_assessable}")),
        ["L103"],
    ),
    (
        "who asks for the state of a cell is always decided",
        rule("  check cases[received, total] is filled"),
        (("{}", PASS), ("{}", FAIL)),
        [],
    ),
    (
        "a Greek letter in a name",
        rule("  let \u03bf = 1\n  check cases[received, total] is filled or year = \u03bf"),
        (("{}", PASS), ("{}", FAIL)),
        ["L105", "L105"],
    ),
    (
        "a radical, a sign that turns the writing round and one that moves the cursor",
        rule("  check cases[received, total] is filled").replace("示例", "⾏\u202e\x1b例"),
        (("{}", PASS), ("{}", FAIL)),
        ["L105", "L105", "L105"],
    ),
    (
        "texts that say nothing",
        rule('  check cases[received, total] is filled\n  message "" en "m"')
        .replace('"惯例" en "practice"', '"" en " "')
        .replace('en "a sample"', 'en ""'),
        (("{}", PASS), ("{}", FAIL)),
        ["L108", "L108", "L108", "L108"],
    ),
    (
        "a comma in both widths",
        "pattern p = /甲[,，]/\n" + rule("  check first p in document exists"),
        (("{}", PASS), ("{}", FAIL)),
        ["L106"],
    ),
)


@pytest.mark.parametrize(("sentence", "text", "tried", "codes"), CASES, ids=[one for one, *_ in CASES])
def test_lint(sentence: str, text: str, tried: tuple[tuple[str, str], ...], codes: list[str]) -> None:
    assert sentence
    assert remarks(text, *tried) == codes


def test_a_remark_points_at_the_sign() -> None:
    text = "pattern p = /甲[,，]/\n" + rule("  check first p in document exists")
    (one,) = lint(workshop(text, cases(("{}", PASS), ("{}", FAIL))))
    assert one.source.text[one.span.start : one.span.end] == "，"
    assert "  | " + " " * 17 in describe(one, "zh")


@pytest.mark.parametrize(("label", "signs"), [("个⼈", "⼈"), ("个\u200b人", "\u200b"), ("（１）个人", "１")])
def test_a_label_of_the_vocabulary_is_looked_at_sign_by_sign(label: str, signs: str) -> None:
    made = files()
    given = made.pack["vocabulary.yaml"].replace("个人".encode(), label.encode())
    found = lint(open_workshop(type(made)({**made.pack, "vocabulary.yaml": given}, made.cases, made.bases)))
    assert [(one.code, one.source.text[one.span.start : one.span.end]) for one in found] == [("L105", signs)]


def test_the_small_pack_is_clean() -> None:
    assert lint(open_workshop(files())) == ()


def test_the_pack_is_clean(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["lint", str(Path(__file__).parents[2] / "rules" / "cn-disclosure")])
    said = capsys.readouterr().out
    assert (code, said) == (0, "模式与语料：未检查（--corpus DIR）\n0 处提醒\n")


def test_every_remark_is_made_by_a_test() -> None:
    assert {code for *_, codes in CASES for code in codes} | {"L107"} == set(REMARKS)


def test_a_pattern_that_matches_nothing_in_a_corpus_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = files(
        "pattern p = /甲/\npattern q = /见表/\n"
        + rule("  check first p in document exists or first q in document exists")
    )
    for name, content in {
        **made.pack,
        "cases/totals.yaml": cases(("{}", PASS), ("{/sections/0/text: 无}", FAIL)).encode(),
    }.items():
        (tmp_path / "pack" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pack" / name).write_bytes(content)
    (tmp_path / "pack" / "cases" / "bases").mkdir()
    (tmp_path / "corpus").mkdir()
    for folder in ("pack/cases/bases/clean.json", "corpus/clean.json"):
        (tmp_path / folder).write_bytes(made.bases["clean"])
    (tmp_path / "corpus" / "broken.json").write_text("{", encoding="utf-8")
    code = run(["lint", str(tmp_path / "pack"), "--corpus", str(tmp_path / "corpus"), "--lang", "en"])
    said = capsys.readouterr().out
    assert code == 1
    assert "L107 nothing in the corpus matches the pattern `p`" in said
    assert "`q`" not in said
    assert "1 reports read, 1 could not be read" in said


def test_a_corpus_in_which_nothing_can_be_read_says_nothing_of_patterns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", "cn-disclosure", "--corpus", str(tmp_path), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said == "patterns against a corpus: 0 reports read, 0 could not be read; not run\n0 remarks\n"


def test_no_corpus_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "cn-disclosure", "--corpus", str(tmp_path / "none")]) == 2
    assert "没有文件夹" in capsys.readouterr().err
