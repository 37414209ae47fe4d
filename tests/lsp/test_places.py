"""Places in texts, and the server's extra when it is not installed."""

from __future__ import annotations

import importlib.util
from itertools import pairwise
from typing import get_args

import pytest

from gouji.check.core import MatchField
from gouji.check.names import HeadingFieldName, PartFieldName, SectionFieldName
from gouji.check.scope import GIVEN
from gouji.cli.app import run
from gouji.functions.catalogue import SIGNATURES
from gouji.lsp import wording
from gouji.lsp.outline import page_of
from gouji.lsp.positions import Measured, Spot
from gouji.lsp.tokens import tokens_of
from gouji.syntax.words import CLAUSES


@pytest.mark.parametrize("text", ["", "a", "长𠮷a\r\n𠮷\rb\n", "\u2028𠮷\x85x\x0c", "e\u0301👩‍👩‍👧", "\n\n\r\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_every_offset_comes_back_from_its_place(text: str, encoding: str) -> None:
    measured = Measured(text, encoding)
    for offset in range(len(text) + 1):
        spot = measured.spot(offset)
        within_break = text[offset - 1 : offset + 1] == "\r\n"
        assert measured.offset(spot) == (offset - 1 if within_break else offset)


@pytest.mark.parametrize(
    ("text", "offset", "encoding", "units"),
    [("长𠮷a", 2, "utf-16", 3), ("长𠮷a", 2, "utf-8", 7), ("长𠮷a", 2, "utf-32", 2), ("\r\n长a", 3, "utf-16", 1)],
)
def test_columns_are_counted_in_the_agreed_units(text: str, offset: int, encoding: str, units: int) -> None:
    assert Measured(text, encoding).spot(offset).units == units


@pytest.mark.parametrize("spot", [Spot(-1, 0), Spot(0, 10**9), Spot(10**9, 0), Spot(0, 2), Spot(1, -5)])
def test_a_place_that_is_none_is_the_nearest_that_is_one(spot: Spot) -> None:
    assert 0 <= Measured("长𠮷\nb").offset(spot) <= 4


def test_within_a_surrogate_pair_stands_the_character() -> None:
    assert Measured("长𠮷a").offset(Spot(0, 2)) == 1


@pytest.mark.parametrize(
    "text", ['message "a {sum(x)} b {', 'rule a "b', "pattern p = /a\\/b", "`x", "“长”", 'fix "{{}}"']
)
def test_tokens_cover_their_own_text_in_order(text: str) -> None:
    tokens = tokens_of(text)
    assert all(text[one.start : one.end] == one.text or one.kind in ("sign", "number") for one in tokens)
    assert all(one.end <= two.start for one, two in pairwise(tokens))


def test_a_rule_left_open_ends_where_the_next_begins() -> None:
    page = page_of("x.rules", 'rule a "甲" {\n  let x = 1\n  check (\nrule b "乙" {\n}\nlet c = 2\n')
    assert [(one.kind, one.name) for one in page.items] == [("rule", "a"), ("rule", "b"), ("let", "c")]
    assert [one.name for one in page.items[0].bindings] == ["x"]


@pytest.mark.parametrize(("language", "words"), [("zh", "请先安装"), ("en", "install it with")])
def test_without_the_extra_the_command_that_installs_it_is_told(
    language: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert run(["lsp", "--lang", language]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "pip install 'gouji[lsp]'" in said


def test_every_word_of_the_language_is_explained() -> None:
    assert wording.FUNCTIONS.keys() == SIGNATURES.keys()
    assert wording.GIVEN.keys() == set(GIVEN)
    assert wording.CLAUSES.keys() == set(CLAUSES)
    fields = {*get_args(SectionFieldName), *get_args(HeadingFieldName), *get_args(PartFieldName), *get_args(MatchField)}
    assert wording.FIELDS.keys() == fields | {"rows", "columns"}
