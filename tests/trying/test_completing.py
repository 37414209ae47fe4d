"""What may stand at the cursor is offered: names of the vocabulary, of the pack and one's own, and commands."""

from __future__ import annotations

import pytest

from gouji.trying.asking import answer
from gouji.trying.completing import completions
from trying.benches import bench

OFFERED: tuple[tuple[str, str, str], ...] = (
    ("a table", "ca|", "cases"),
    ("a table by its Chinese name", "办理|", "cases"),
    ("a row", "cases[|", "received"),
    ("a row in the second line", "cases[\n|", "received"),
    ("a row half typed", "cases[cl|", "closed"),
    ("a row by its Chinese name", "cases[办结|", "closed"),
    ("a label", "cases[`新|", "本年新收"),
    ("a column", "cases[received, |", "total"),
    ("a column within a line", "cases[received, t|] = 1", "total"),
    ("a field of a table", "cases.|", "rows"),
    ("a section", "section.|", "handling"),
    ("a field of a section", "section.handling.|", "text"),
    ("metadata", "agency.|", "name"),
    ("a function", "su|", "sum"),
    ("a word of the language", "every r |", "in"),
    ("an axis", "every r in cases.|", "columns"),
    ("a state", "cases[received, total] is |", "blank"),
    ("a unit", "5 |", "件"),
    ("a pattern", "first |", "handled"),
    ("a hole", "(first handled in document).|", "n"),
    ("a let of the pack", "all|", "all_cases"),
    ("an own let", "min|", "mine"),
    ("an own pattern", "matches of |", "own_pattern"),
    ("what begins a definition", "pat|", "pattern"),
    ("a rule", "|", "rule"),
    ("the expression of a let", "let y = ca|", "cases"),
    ("a clause", 'rule r "甲" {\n  |', "grade"),
    ("a clause half typed", 'rule r "甲" {\n  gra|', "grade"),
    ("within a rule", 'rule r "甲" {\n  check cases[rec|', "received"),
    ("what a clause asks", "check ca|", "cases"),
    ("a command", ":tab|", ":tables"),
    ("a command behind a full-width colon", "：tab|", "：tables"),
    ("a table to show", ":show |", "cases"),
    ("a rule to trace", ":trace totals.|", "totals.row_total"),
)

NOT_OFFERED: tuple[tuple[str, str, str], ...] = (
    ("a row where a table stands", "|", "received"),
    ("what begins otherwise", "cases[cl|", "received"),
    ("anything in a comment", "1 # ca|", "cases"),
    ("a definition within an expression", "1 + pat|", "pattern"),
    ("a clause in the second line of a slot", "cases[\n|", "grade"),
    ("a command within an expression", "1 + |", ":help"),
    ("a table to trace", ":trace |", "cases"),
)


def offered(marked: str) -> dict[str, str]:
    """The words that are offered, each with what the line is when it is taken."""
    on = answer(answer(bench(), "let mine = 1").bench, "pattern own_pattern = /甲/").bench
    cursor = marked.index("|")
    text = marked.replace("|", "")
    return {one.word: text[: one.span.start] + one.word + text[one.span.end :] for one in completions(on, text, cursor)}


@pytest.mark.parametrize(("sentence", "marked", "word"), OFFERED, ids=[sentence for sentence, _, _ in OFFERED])
def test_it_is_offered(sentence: str, marked: str, word: str) -> None:
    assert sentence
    found = offered(marked)
    assert word in found
    before, after = marked.split("|")
    assert found[word].endswith(word + after)
    assert len(found[word]) <= len(before) + len(word) + len(after)


@pytest.mark.parametrize(("sentence", "marked", "word"), NOT_OFFERED, ids=[sentence for sentence, _, _ in NOT_OFFERED])
def test_it_is_not_offered(sentence: str, marked: str, word: str) -> None:
    assert sentence
    assert word not in offered(marked)


def test_wherever_the_cursor_stands_spans_lie_within_what_is_typed() -> None:
    on = bench()
    for text in (
        'rule r "甲" en "a" {\n  check cases[received, total] ≥ 0\n}',
        "sum(cases[*, total]) = 5 件",
        ":show cases",
    ):
        for cursor in range(len(text) + 1):
            for one in completions(on, text, cursor):
                assert 0 <= one.span.start <= cursor
                assert one.span.end <= len(text)
