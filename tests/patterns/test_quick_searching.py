"""`re` may search for a pattern only where it finds what RE2 finds, and where no text makes it try without end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns.compiled import CompiledPattern, compile_pattern
from gouji.patterns.fold import fold_text
from gouji.patterns.machines import finder, quick_finder

QUICK = [
    "(?:信息|公开)处理费|收费",
    "统计(?:期限?|周期|时限|时段|时间).{0,12}?{from: date}起?[,，]?(?:[至到]|[—~-]+){to: date}",
    "收到政府信息公开申请{number: count}件",
    "收{number: count}件",
    "费{fee: money}",
    "费.{0,3}?{fee: money}万?",
    "比{share: percent}",
    "{year: year}年",
    "收[百千]{1,3}件?件",
    "收(?:费|件){1,3}?件",
    "收[余万]?万?件",
    "收.{2}件[万千]*百",
]
SLOW = {
    "without bound, any character": "收.*件",
    "without bound, a class that is not listed": "收[^件]+件",
    "a group without bound": "收(?:费+)+件",
    "a group without bound that is plain": "收(?:费件)*万",
    "what follows goes on": "收费+费件",
    "what may follow goes on": "收费+万?费件",
    "any character after a number": "件{one: count}.{0,2}件",
    "nothing need follow a number": "件{one: count}万?余?",
    "begins in what goes on": "余?万+件",
    "begins where it goes on": "费+件",
    "a number before a number": "收{one: count}{two: count}件",
    "a number may begin anywhere in one": "{one: count}件",
    "a class of RE2's own": r"收\d件",
    "more paths than are counted": "收.{0,20}费.{0,20}件.{0,20}万.{0,20}百",
    "a place": "^收件",
    "letters of either case": "(?i)abc",
}
ALPHABET = "收费件统计期限到至年月日元信息处理公开申请政府比约近余多百千万亿十一二三0123456789,.-~%‰ 超过"


def _pattern(text: str) -> CompiledPattern:
    made = compile_pattern(text)
    assert isinstance(made, CompiledPattern)
    return made


@pytest.mark.parametrize("text", QUICK)
def test_a_bounded_pattern_is_searched_by_re(text: str) -> None:
    assert _pattern(text).quick


@pytest.mark.parametrize("why", SLOW)
def test_re_never_searches_for_what_may_run_away_or_means_something_else(why: str) -> None:
    assert not _pattern(SLOW[why]).quick


def test_re_never_searches_for_a_pattern_with_a_context() -> None:
    made = compile_pattern("收费", ("项目",), ())
    assert isinstance(made, CompiledPattern)
    assert not made.quick


@pytest.mark.parametrize("text", QUICK)
@given(data=st.data())
def test_re_finds_the_same_place_as_re2(text: str, data: st.DataObject) -> None:
    pattern = _pattern(text)
    literals = [
        one
        for one in ("收", "费", "比", "件", "统计期限", "收到政府信息公开申请", "2021年1月1日")
        if one[0] in text + "2"
    ]
    words = st.one_of(st.sampled_from(literals), st.text(ALPHABET, min_size=1, max_size=6))
    written = fold_text("".join(data.draw(st.lists(words, max_size=8))))
    expected, found = finder(pattern), quick_finder(pattern)
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, len(written)))
    assert found(written, start, end) == expected(written, start, end)


@given(st.text("百千万亿三五余多约超过12,.", max_size=12), st.sampled_from(["件", "万件", "", "元", "三件", "余件"]))
def test_a_number_is_found_in_the_same_words(number: str, after: str) -> None:
    for text in ("收{n: count}件", "收{n: count}", "收三{n: count}元", "费.{0,2}{n: count}件", "费{n: money}"):
        pattern = _pattern(text)
        assert pattern.quick
        written = fold_text(f"收{number}{after}费{number}{after}")
        assert quick_finder(pattern)(written, 0, len(written)) == finder(pattern)(written, 0, len(written))


def test_a_hostile_text_is_searched_to_its_end() -> None:
    pattern = _pattern("收到政府信息公开申请{number: count}件")
    text = "收到政府信息公开申请" + "百" * 1900
    assert quick_finder(pattern)(text, 0, len(text)) == (-1, -1)
    long = text + "百" * 5000
    assert quick_finder(pattern)(long, 0, len(long)) == (-1, -1)
