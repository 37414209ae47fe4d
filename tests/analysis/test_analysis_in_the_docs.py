"""The page about the analysis shows what is printed."""

from __future__ import annotations

import re
from pathlib import Path

from analysis.small_packs import analysed, files_of
from gouji import api
from gouji.analysis.page import page
from gouji.render.page import plain
from test_examples import as_shown

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "analysis.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    """The one fenced block of a kind."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_rules_that_are_shown_give_the_result_that_is_shown() -> None:
    analysis = analysed(block("rules"))
    vocabulary = api.load_pack(files_of("", {}).pack).vocabulary
    printed = plain(page(analysis, vocabulary, "en")).split("\n")
    assert as_shown(block("text").rstrip("\n").split("\n"), printed), "\n".join(printed)
