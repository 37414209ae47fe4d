"""A page for every rule: its ground with the words quoted, its formula, a report to avoid and one to prefer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from authoring.benches import cases, rule, workshop
from gouji.authoring.leaves import leaves
from gouji.authoring.markdown import cell, code, fence
from gouji.authoring.workshop import items
from gouji.cli.app import run
from gouji.syntax.printer import show_item

TOTAL = "/tables/cases/received/total"


def test_a_page_shows_ground_formula_and_two_reports_in_chinese_and_english() -> None:
    made = workshop()
    pages = leaves(made)
    assert sorted(pages) == ["en/totals.row_total.md", "index.md", "zh/totals.row_total.md"]
    zh, en = pages["zh/totals.row_total.md"], pages["en/totals.row_total.md"]
    assert "# 各列之和等于合计\n\n`sample/totals.row_total` · 错误 · [English](../en/totals.row_total.md)" in zh
    assert "> **各列之和应与合计一致**。" in zh
    assert "- 核验：`cases[r, person] + cases[r, firm] = cases[r, total]`" in zh
    assert show_item(dict(items(made))["totals.row_total"]) in zh
    assert en.startswith("# the columns sum to the total\n")
    assert "## Basis" in en
    assert "## Formula" in en


def test_what_to_avoid_is_the_first_case_that_fails_and_what_to_prefer_the_first_that_passes() -> None:
    page = leaves(workshop())["zh/totals.row_total.md"]
    avoid, prefer = page.split("## 应当避免")[1].split("## 应当如此")
    assert "用例：个人多一件" in avoid
    assert re.findall(r"\| (.+) \|$", avoid, re.M)[1:] == [
        "「本年新收」×「个人」 | 4",
        "「本年新收」×「企业」 | 2",
        "「本年新收」×「合计」 | 5",
    ]
    assert "> **错误**：该行合计为 5，与各列之和不符" in avoid
    assert "用例：合计相符" in prefer
    assert "| 「本年新收」×「个人」 | 3 |" in prefer
    assert "该行合计为" not in prefer


@pytest.mark.parametrize(("name", "language"), [("少一件", "zh"), ("one less", "en"), ("no 行政许可 at all", "en")])
def test_the_name_of_a_case_stands_on_the_page_of_its_language_only(name: str, language: str) -> None:
    tried = cases(("{}", "{status: fail}")).replace("case 0", name)
    pages = leaves(workshop(rule("  check cases[received, total] ≥ 9"), tried))
    assert [one for one in ("zh", "en") if name in pages[f"{one}/totals.r.md"]] == [language]


def test_a_rule_without_cases_has_no_examples() -> None:
    page = leaves(workshop(rule("  check cases[received, total] ≥ 1"), "[]"))["zh/totals.r.md"]
    assert "应当避免" not in page
    assert "应当如此" not in page


def test_where_an_ordinary_report_says_nothing_a_case_that_changes_something_is_preferred() -> None:
    text = "pattern bad = /不良/\n" + rule("  check not (first bad in document exists)")
    tried = cases(("{}", "{status: pass}"), ("{/title: 优良}", "{status: pass}"), ("{/title: 不良}", "{status: fail}"))
    page = leaves(workshop(text, tried))["zh/totals.r.md"]
    assert "| 标题 | 优良 |" in page.split("## 应当如此")[1]


def test_a_blank_and_what_is_not_there_are_told_apart() -> None:
    clauses = "  check cases[received, total] is not blank and cases[received, total] is not absent"
    for change, words in (("null", "（空白）"), ("{absent: true}", "（没有）")):
        page = leaves(workshop(rule(clauses), cases((f"{{{TOTAL}: {change}}}", "{status: fail}"))))["zh/totals.r.md"]
        assert f"| 「本年新收」×「合计」 | {words} |" in page


def test_a_part_is_named_as_it_was_before_others_were_taken_out() -> None:
    clauses = "  check section.handling exists"
    gone = cases(("{/sections/0: {absent: true}}", "{status: fail}"))
    assert "| 第 1 部分 | （没有） |" in leaves(workshop(rule(clauses), gone))["zh/totals.r.md"]
    said = cases(("{/sections/0/text: 另有说明。}", "{status: pass}"))
    assert "| “办理情况”的正文 | 另有说明。 |" in leaves(workshop(rule(clauses), said))["zh/totals.r.md"]


def test_every_rule_of_the_disclosure_pack_has_both_examples(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pages", "--output", str(tmp_path)]) == 0
    assert "index.md" in capsys.readouterr().out
    for language, heads in {"zh": ("应当避免", "应当如此"), "en": ("Avoid", "Prefer")}.items():
        pages = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / language).iterdir()}
        assert len(pages) > 90
        assert [name for name, page in pages.items() if any(f"\n## {head}\n" not in page for head in heads)] == []


def test_pages_that_cannot_be_written_are_said_to_be_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["pages", "--output", str(tmp_path / "file")]) == 2
    assert "写不了" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("*甲*_乙_`丙`", r"\*甲\*\_乙\_\`丙\`"),
        ("<script>&lt;", "&lt;script&gt;&amp;lt;"),
        ("[甲](javascript:x)", r"\[甲\](javascript:x)"),
        ("两\n行", "两 行"),
        ("\u202e倒\x1b[0m", "\ufffd倒\ufffd\\[0m"),
    ],
)
def test_no_text_of_a_pack_is_markup(text: str, written: str) -> None:
    assert cell(text) == written


def test_code_holds_backticks_and_bars() -> None:
    assert code("a|b") == r"`a\|b`"
    assert code("`x`") == "`` `x` ``"
    assert fence("```\nx", "rules") == "````rules\n```\nx\n````"
