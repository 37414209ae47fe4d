"""Law 1: what is printed reads back as the same tree, and prints the same again.

Any text at all is either read or refused with complaints.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gouji.diagnostics import RulesRejectedError, describe
from gouji.source import Source
from gouji.syntax import nodes as n
from gouji.syntax.formatting import formatted
from gouji.syntax.printer import arranged, show, show_expression
from gouji.syntax.reader import read, read_expression, source_from_bytes
from gouji.syntax.words import CLAUSES, FULL_WIDTH, ITEMS, RESERVED
from laws.strategies_syntax import expressions, rule_files

BAD = Path(__file__).parents[1] / "syntax" / "bad"
BAD_TEXTS = tuple(path.read_text(encoding="utf-8") for path in sorted(BAD.glob("*.rules")))

# Pieces that stand near the edges of the grammar.
PIECES = (
    *sorted(RESERVED),
    *(chr(code) for code in FULL_WIDTH),
    *"\"“”`/#{}[]().,=<>≠≤≥+-*/??!&|:：；、\n \t\\'",
    *(
        "..",
        "...",
        "1",
        "1.",
        "1e5",
        "０",
        "10 元",
        "35 %",
        '"甲"',
        "`总计`",
        "/a/",
        "requests",
        "合计",
        "\0",
        "\ud800",
    ),
    *('rule a "甲" {\n', "\n}\n", "\nlet x = ", "\npattern p = ", "{year}", '"{year}"', "\ufeff", "\u200b"),
)


def assert_read_or_refused(text: str) -> None:
    source = Source("any.rules", text)
    try:
        file = read(source)
    except RulesRejectedError as rejected:
        for one in rejected.diagnostics:
            assert 0 <= one.span.start <= one.span.end <= len(text)
            assert describe(one, "zh")
            assert describe(one, "en")
    else:
        assert read(Source("any.rules", show(file))) == file


@given(rule_files)
def test_a_printed_tree_reads_back_as_itself(file: n.RuleFile) -> None:
    assert read(Source("tree.rules", show(file))) == file


@given(rule_files)
def test_printing_what_was_read_from_print_changes_nothing(file: n.RuleFile) -> None:
    printed = show(file)
    assert show(read(Source("tree.rules", printed))) == printed


@given(rule_files)
def test_arranging_clauses_twice_is_arranging_them_once(file: n.RuleFile) -> None:
    once = arranged(file)
    assert arranged(once) == once
    assert read(Source("tree.rules", show(once))) == once


@given(rule_files)
def test_what_is_laid_out_reads_back_as_itself_and_is_laid_out_the_same(file: n.RuleFile) -> None:
    before = read(Source("tree.rules", show(file)))
    laid = formatted(before)
    after = read(Source("tree.rules", laid))
    assert after == arranged(before)
    assert formatted(after) == laid


@given(expressions)
def test_a_printed_expression_reads_back_as_itself(expression: n.Expression) -> None:
    assert read_expression(Source("expression", show_expression(expression))) == expression


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_complaints(text: str) -> None:
    assert_read_or_refused(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(("", " ")))
def test_any_heap_of_words_and_signs_is_read_or_refused_with_complaints(pieces: list[str], between: str) -> None:
    assert_read_or_refused(between.join(pieces))


@given(rule_files.map(show) | st.sampled_from(BAD_TEXTS), st.data())
def test_any_disturbed_file_is_read_or_refused_with_complaints(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + data.draw(st.sampled_from(("", *PIECES, *CLAUSES, *ITEMS))) + text[end:]
    assert_read_or_refused(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_complaints(content: bytes) -> None:
    try:
        source = source_from_bytes("any.rules", content)
    except RulesRejectedError as rejected:
        (refusal,) = rejected.diagnostics
        assert refusal.code == "R101"
    else:
        assert_read_or_refused(source.text)
