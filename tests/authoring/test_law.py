"""Of every clause of the law it is known which rules check it, or why none can; docs/law.md says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from authoring.benches import files, rule
from gouji.authoring.law import Dealt, dealt_with, law_markdown, law_page
from gouji.authoring.workshop import Files, Workshop, open_workshop
from gouji.cli.app import run
from gouji.record import replace
from gouji.render.page import plain

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "rules" / "cn-disclosure"
UNCHECKED = "unchecked: {zh: 没有可以核对的内容, en: nothing to be checked}"


@pytest.fixture(scope="module")
def disclosure() -> Workshop:
    """The disclosure pack with its cases."""
    pack = {path.name: path.read_bytes() for path in PACK.iterdir() if path.is_file()}
    cases = {f"cases/{path.name}": path.read_bytes() for path in (PACK / "cases").glob("*.yaml")}
    bases = {path.stem: path.read_bytes() for path in (PACK / "cases" / "bases").glob("*.json")}
    return open_workshop(Files(pack, cases, bases))


def found(change: str = "", rules: str | None = None, cases: str | None = None) -> tuple[Dealt, ...]:
    """What became of the clause of the small pack, with another line in it."""
    made = files(rules, cases)
    sources = made.pack["sources.yaml"].decode()
    if change:
        sources = sources.replace("      - place: 第一条\n", f"      - place: 第一条\n        {change}\n")
    return dealt_with(open_workshop(replace(made, pack={**made.pack, "sources.yaml": sources.encode()})))


OTHER = rule("  check cases[received, total] ≥ 1")


def test_a_clause_is_tested_when_its_rules_have_cases_that_pass_and_that_fail() -> None:
    (one,) = found()
    assert (one.state, one.rules, one.untested) == ("tested", ("totals.row_total",), ())


def test_a_rule_that_was_never_seen_to_fail_is_not_tested() -> None:
    passes = "- rule: totals.row_total\n  cases:\n    - {name: a, base: clean, expect_counts: {pass: 2, fail: 0}}\n"
    (one,) = found(cases=passes)
    assert (one.state, one.untested) == ("mechanised", ("totals.row_total",))
    assert "缺通过或不成立的用例：totals.row_total" in plain(law_page([one], "zh"))


def test_a_clause_beyond_rules_says_why() -> None:
    (one,) = found(UNCHECKED, rules=OTHER, cases="[]")
    assert one.state == "unchecked"
    assert "nothing to be checked" in plain(law_page([one], "en"))


def test_a_clause_that_nobody_dealt_with_is_unassigned() -> None:
    (one,) = found(rules=OTHER, cases="[]")
    assert one.state == "unassigned"


def test_a_clause_that_is_quoted_and_said_to_be_beyond_rules_is_contradictory() -> None:
    (one,) = found(UNCHECKED)
    assert (one.state, one.rules) == ("contradictory", ("totals.row_total",))


def test_the_command_fails_on_a_contradiction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "pack", "sample"]) == 0
    assert run(["law", "sample"]) == 0
    sources = tmp_path / "sample" / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(
        text.replace("      - place: 第一条\n", f"      - place: 第一条\n        {UNCHECKED}\n"), "utf-8"
    )
    assert run(["law", "sample"]) == 1
    assert "自相矛盾" in capsys.readouterr().out


def test_no_clause_of_the_disclosure_pack_is_quoted_and_said_to_be_beyond_rules(disclosure: Workshop) -> None:
    assert [one.place for one in dealt_with(disclosure) if one.state == "contradictory"] == []


def test_every_rule_of_the_disclosure_pack_that_quotes_the_law_is_tested(disclosure: Workshop) -> None:
    assert [one.untested for one in dealt_with(disclosure) if one.untested] == []


def test_the_page_of_the_law_is_what_the_command_writes(disclosure: Workshop) -> None:
    written = law_markdown(dealt_with(disclosure), disclosure.manifest.titles, "zh")
    page = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
    assert page == written, "write it anew: gouji law --format markdown --output docs/law.md"


def test_what_a_source_writes_is_no_markup() -> None:
    (one,) = found('unchecked: {zh: "甲|乙<b>*丙*", en: "a|b"}', rules=OTHER, cases="[]")
    page = law_markdown([one], one.source.titles, "zh")
    assert r"| 第一条 | 不能由规则核验 | 甲\|乙&lt;b&gt;\*丙\* |" in page
