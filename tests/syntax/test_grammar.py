"""The grammar has no conflict, and agrees with the reference on the words it reserves."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from lark import Lark, logger

from gouji.syntax.words import CLAUSES, ITEMS, RESERVED

GRAMMAR = files("gouji.syntax").joinpath("grammar.lark").read_text(encoding="utf-8")
REFERENCE = Path(__file__).parents[2] / "docs" / "language.md"


def conflicts(grammar: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what lark resolved by itself; it raises on a reduce/reduce conflict."""
    logger.setLevel(logging.DEBUG)
    logger.propagate = True
    with caplog.at_level(logging.DEBUG, logger="lark"):
        Lark(grammar, parser="lalr", start=["file", "whole_expression", "whole_axis"], debug=True)
    return [record.getMessage() for record in caplog.records if "onflict" in record.getMessage()]


def test_the_grammar_has_no_conflict(caplog: pytest.LogCaptureFixture) -> None:
    assert conflicts(GRAMMAR, caplog) == []


def test_a_conflict_would_be_seen(caplog: pytest.LogCaptureFixture) -> None:
    ambiguous = GRAMMAR.replace("| sum _plus product", "| sum _plus sum")
    assert conflicts(ambiguous, caplog) != []


def test_the_reference_the_grammar_and_the_table_reserve_the_same_words() -> None:
    reference = re.search(r"reserved and are refused as names:\n`([a-z ]+)`", REFERENCE.read_text(encoding="utf-8"))
    refused = re.search(r"^NAME: /\(\?!\(\?:([a-z|]+)\)", GRAMMAR, re.MULTILINE)
    keywords = re.findall(r"^[A-Z]+: /([a-z]+)\(\?!\\w\)/$", GRAMMAR, re.MULTILINE)
    assert reference is not None
    assert refused is not None
    assert sorted(reference[1].split()) == sorted(RESERVED)
    assert sorted(refused[1].split("|")) == sorted(RESERVED)
    assert sorted(keywords) == sorted(RESERVED)
    assert set(CLAUSES) | set(ITEMS) <= RESERVED


def test_the_nodes_are_had_without_lark() -> None:
    code = "import gouji.syntax.nodes, gouji.syntax.printer, gouji.syntax.reader, sys; sys.exit('lark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
