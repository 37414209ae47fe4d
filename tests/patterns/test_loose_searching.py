"""A pattern is searched for without the bounds of its long repetitions, and what is found is what it matches itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.patterns.compiled import CompiledPattern, compile_pattern
from gouji.patterns.fold import fold
from gouji.patterns.machines import finder
from gouji.patterns.scan import scan
from gouji.patterns.tree import MOST_NESTED
from gouji.record import replace

CHARACTERS = st.sampled_from(["甲", "乙", "丙", "[甲乙]", "[^甲]", "[0-9]", ".", " ", r"\d", "%", "^", "(?s:.)"])
REPEATS = st.sampled_from(
    ["", "", "?", "??", "*", "+?", "{0,9}", "{0,9}?", "{2,8}", "{1,7}?", "{8}", "{9,}", "{0,9}{2}"]
)


def _groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(inner, min_size=1, max_size=3).map("|".join)
    group = st.builds("({}){}".format, branches, REPEATS)
    return st.lists(st.one_of(inner, group), min_size=1, max_size=3).map("".join)


PATTERNS = st.lists(
    st.recursive(st.builds("{}{}".format, CHARACTERS, REPEATS), _groups, max_leaves=8), min_size=1, max_size=3
).map("|".join)
HOLES = st.sampled_from(["", "{n: count}", "{n: percent}"])
TEXTS = st.text("甲乙丙01%\n", max_size=40)


@given(PATTERNS, HOLES, PATTERNS, TEXTS)
@example("甲.{0,9}", "{n: count}", "乙{0,9}?", "甲乙1乙丙丙甲丙乙乙乙乙乙乙乙乙乙乙乙2乙")
@example("甲{0,7}", "", "乙", "甲甲甲甲甲甲甲甲甲乙甲乙")
@example("(甲{0,9})*", "", "乙", "甲甲甲甲甲甲甲甲甲甲甲甲乙")
def test_loose_searching_finds_what_the_pattern_matches(before: str, hole: str, behind: str, text: str) -> None:
    made = compile_pattern(before + hole + behind)
    if not isinstance(made, CompiledPattern):
        return
    strict, folded = replace(made, loose=None), fold(text)
    assert scan(made, folded) == scan(strict, folded)
    assert finder(made)(folded.text, 0, len(folded.text)) == finder(strict)(folded.text, 0, len(folded.text))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("报告.{0,9}统计", "报告所列数据的统计", ["报告所列数据的统计"]),
        ("报告.{0,9}统计", "报告一二三四五六七八九十统计", []),
        ("报告.{0,9}统计", "报告一二三四五报告六七八九十统计", ["报告六七八九十统计"]),
        ("报告.{0,9}统计", "报告甲统计、报告一二三四五六七八九十统计、报告乙统计", ["报告甲统计", "报告乙统计"]),
        ("[^。]{2,8}统计", "一二三四五六七八九十统计", ["三四五六七八九十统计"]),
        ("甲{3,9}", "甲甲甲甲甲甲甲甲甲甲甲甲甲", ["甲甲甲甲甲甲甲甲甲", "甲甲甲甲"]),
    ],
)
def test_the_bounds_of_a_repetition_hold(pattern: str, text: str, found: list[str]) -> None:
    made = compile_pattern(pattern)
    assert isinstance(made, CompiledPattern)
    assert made.loose is not None
    assert [one.text for one in scan(made, fold(text))] == found


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("no repetition is long", "报告.{0,3}统计"),
        ("it goes on without bound", "报告.*统计"),
        ("a group is repeated", "(?:报告){0,9}统计"),
        ("it is repeated itself", "(?:报.{0,9}告)+统计"),
        ("nothing is repeated", "报 {0,9}告"),
    ],
)
def test_such_a_pattern_is_searched_as_it_is(what: str, pattern: str) -> None:
    made = compile_pattern(pattern)
    assert isinstance(made, CompiledPattern), what
    assert made.loose is None, what


def test_a_pattern_of_groups_within_groups_is_searched_as_it_is() -> None:
    depth = 450
    made = compile_pattern("(" * depth + "报.{0,9}告" + ")" * depth)
    assert depth > MOST_NESTED
    assert isinstance(made, CompiledPattern)
    assert (made.loose, made.needs, made.quick) == (None, (), "")
    assert [one.text for one in scan(made, fold("年报的报告"))] == ["报的报告"]
