"""Looking for literal texts first, and for nothing but them where a pattern is a few texts, finds what RE2 finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.patterns.compiled import CompiledPattern, compile_pattern
from gouji.patterns.fold import fold
from gouji.patterns.machines import exact_finder, finder, holds, machine
from gouji.patterns.scan import scan

ATOMS = st.sampled_from(["甲", "乙", "丙", "甲乙", "乙丙丁", "[甲乙]", "[^甲]", "[0-9]", ".", " ", "", "^", r"\d", "%"])
REPEATS = st.sampled_from(["", "", "", "?", "??", "*", "+", "{2}", "{0,2}", "{1,3}?"])


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(inner, min_size=1, max_size=3).map("|".join)
    group = st.builds("({}){}".format, branches, REPEATS)
    return st.lists(st.one_of(ATOMS, inner, group), min_size=1, max_size=3).map("".join)


PATTERNS = st.lists(
    st.recursive(st.builds("{}{}".format, ATOMS, REPEATS), _groups, max_leaves=8), min_size=1, max_size=3
).map("|".join)
HOLES = st.sampled_from(["", "{n: count}", "{n: percent}", "{n: money}"])
TEXTS = st.text("甲乙丙丁0一%元 ", max_size=24)


@given(PATTERNS, HOLES, TEXTS)
@example("甲|甲乙", "", "丙甲乙甲")
@example("甲乙|甲", "", "丙甲乙甲")
@example("乙丙|甲乙", "", "甲乙丙乙丙")
@example("甲(乙丙)??", "", "甲乙丙")
def test_a_scan_finds_what_re2_finds(pattern: str, hole: str, text: str) -> None:
    made = compile_pattern(pattern + hole)
    if not isinstance(made, CompiledPattern):
        return
    folded = fold(text)
    encoded = folded.text.encode()
    expected = [
        tuple(len(encoded[:offset].decode()) for offset in match.span())
        for match in machine(made.regex).finditer(encoded)
    ]
    found = scan(made, folded)
    assert [folded.raw_span(*span) for span in expected] == [(one.start, one.end) for one in found]
    assert [one.folded for one in found] == [folded.text[slice(*span)] for span in expected]


@given(PATTERNS, TEXTS, st.integers(0, 24), st.integers(0, 24))
def test_one_of_a_few_texts_is_found_where_re2_finds_it(pattern: str, text: str, one: int, other: int) -> None:
    made = compile_pattern(pattern)
    if not isinstance(made, CompiledPattern) or not made.exact:
        return
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert exact_finder(made.exact)(text, start, end) == finder(made)(text, start, end)


@pytest.mark.parametrize(
    ("text", "needs", "answer"),
    [
        ("收到申请三件", (("申请",), ("件", "条")), True),
        ("收到申请三条", (("申请",), ("件", "条")), True),
        ("收到申请三项", (("申请",), ("件", "条")), False),
        ("收到三件", (("申请",), ("件", "条")), False),
        ("收到三件", (), True),
    ],
)
def test_a_text_holds_one_of_each_choice(text: str, needs: tuple[tuple[str, ...], ...], answer: bool) -> None:
    assert holds(text, needs) is answer


def test_many_matches_of_some_texts_are_found_in_one_look_for_each() -> None:
    # Each text that is nowhere would be looked for anew behind each match: a billion characters here.
    made = compile_pattern("乙|丙|丁|甲")
    assert isinstance(made, CompiledPattern)
    assert len(scan(made, fold("甲" * 20_000))) == 20_000
