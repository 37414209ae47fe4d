"""Colours: the Pygments lexer and the TextMate grammar know the words of the language, and lose no character."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pygments.lexers import get_lexer_for_filename
from pygments.token import Comment, Error, Keyword, Name, String

from gouji.functions.catalogue import SIGNATURES
from gouji.lsp.colours import RulesLexer
from gouji.syntax.words import RESERVED

ROOT = Path(__file__).resolve().parents[2]
GRAMMAR = ROOT / "editors" / "vscode" / "syntaxes" / "gouji.tmLanguage.json"


def test_pygments_finds_the_lexer_by_the_files_name() -> None:
    assert isinstance(get_lexer_for_filename("fees.rules"), RulesLexer)


@pytest.mark.parametrize("path", sorted((ROOT / "rules" / "cn-disclosure").glob("*.rules")), ids=lambda one: one.name)
def test_every_character_of_the_pack_has_a_colour(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens = list(RulesLexer(stripnl=False, ensurenl=False).get_tokens(text))
    assert "".join(value for _, value in tokens) == text
    assert Error not in {kind for kind, _ in tokens}


def test_words_patterns_names_and_texts_differ() -> None:
    text = 'pattern p = /每{n: count}/ # 说明\nrule r "示例" {\n  check sum(requests[`总计`, *]) is filled\n}\n'
    found = {value: kind for kind, value in RulesLexer().get_tokens(text)}
    assert found["pattern"] is found["check"] is Keyword.Declaration
    assert found["/每{n: count}/"] is String.Regex
    assert found["# 说明"] is Comment.Single
    assert found["r"] is Name.Class
    assert found['"示例"'] is String.Double
    assert found["sum"] is Name.Builtin
    assert found["`总计`"] is String.Symbol
    assert found["filled"] is Keyword


def test_the_textmate_grammar_knows_every_reserved_word_and_function() -> None:
    grammar = json.loads(GRAMMAR.read_text(encoding="utf-8"))
    matches = [one["match"] for one in grammar["repository"]["code"]["patterns"]]
    words = {
        word for match in matches[:3] for word in re.findall(r"[a-z]+", match.partition("(?:")[2].rpartition(")(?!")[0])
    }
    assert words == set(RESERVED)
    functions = re.findall(r"[a-z_]+", matches[3].partition("(?:")[2].rpartition(r")(?=")[0])
    assert set(functions) == set(SIGNATURES)


def test_what_the_textmate_grammar_includes_is_there() -> None:
    text = GRAMMAR.read_text(encoding="utf-8")
    included = set(re.findall(r'"include": "#(\w+)"', text))
    assert included == set(json.loads(text)["repository"])


def test_the_extension_names_files_that_are_there() -> None:
    folder = GRAMMAR.parents[1]
    manifest = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    contributed = manifest["contributes"]
    paths = [manifest["main"], contributed["languages"][0]["configuration"], contributed["grammars"][0]["path"]]
    assert all((folder / path).is_file() for path in paths)
    assert contributed["grammars"][0]["scopeName"] == json.loads(GRAMMAR.read_text(encoding="utf-8"))["scopeName"]
