"""Every recipe of docs/cookbook/ is a good rule file of the disclosure pack, and its cases hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.authoring.law import is_tested
from gouji.authoring.lint import lint
from gouji.authoring.trial import try_cases
from gouji.authoring.workshop import Files, Workshop, open_workshop

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "rules" / "cn-disclosure"
RECIPES = sorted((ROOT / "docs" / "cookbook").glob("*.md"))
KINDS = {
    "sections": "必备部分",
    "period": "统计期限",
    "sum": "合计",
    "fees": "收费说明",
    "prose-and-table": "正文与表格",
    "contradiction": "自相矛盾",
    "years": "今年与上年",
    "children": "上级与下级",
    "blanks": "空白格",
    "patterns": "模式",
    "lowering": "降低等级",
    "waivers": "豁免",
}


def blocks(page: Path, kind: str) -> str:
    """The fenced blocks of a kind, one after the other."""
    return "\n".join(re.findall(rf"^```{kind}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S))


def bench(page: Path) -> Workshop:
    """The disclosure pack with the rules of a page in place of its own."""
    pack = {name: (PACK / name).read_bytes() for name in ("pack.yaml", "vocabulary.yaml", "sources.yaml")}
    bases = {path.stem: path.read_bytes() for path in (PACK / "cases" / "bases").glob("*.json")}
    rules, cases = blocks(page, "rules").encode(), blocks(page, "yaml").encode()
    return open_workshop(Files({**pack, "recipe.rules": rules}, {"cases/recipe.yaml": cases}, bases))


@pytest.mark.parametrize("page", [one for one in RECIPES if blocks(one, "rules")], ids=lambda page: page.stem)
def test_a_recipe_is_a_rule_whose_cases_hold(page: Path) -> None:
    made = bench(page)
    assert [*made.warnings, *made.book.complaints] == []
    tried = try_cases(made.book.cases, made.plan, made.vocabulary)
    assert [(str(one.case), [wrong.en for wrong in one.wrong]) for one in tried if one.wrong] == []
    assert made.rules
    assert [one.message.en for one in lint(made)] == []
    assert [rule for rule in made.rules if not is_tested(rule, made.book)] == []


def test_there_is_a_page_for_every_kind_of_rule_and_the_index_names_it() -> None:
    assert {page.stem for page in RECIPES} == {*KINDS, "index"}
    index = (ROOT / "docs" / "cookbook" / "index.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"({kind}.md)" not in index] == []
    assert [page.stem for page in RECIPES if KINDS.get(page.stem, "") not in page.read_text(encoding="utf-8")] == []
