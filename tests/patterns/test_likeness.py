"""Likeness and repetition of texts, as the reference defines them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns.likeness import doubled_phrases, doubled_words, masked, repeated_sentences, similarity
from gouji.values import Exact


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("政府信息公开", "政府信息公开", 1),
        ("政府信息公开", "行政复议诉讼", 0),
        ("甲乙丙丁", "甲乙丙戊", Fraction(1, 3)),
        ("甲甲甲甲", "甲甲甲", Fraction(1, 2)),  # trigrams count as often as they stand
        ("甲 乙，丙", "甲乙,丙", 1),
        ("甲乙", "丙丁", 1),  # neither has a trigram
        ("甲乙", "甲乙丙", 0),
    ],
)
def test_texts_are_as_alike_as_their_trigrams(left: str, right: str, alike: Exact) -> None:
    assert similarity((left,), (right,)) == alike


def test_trigrams_do_not_reach_over_the_end_of_a_segment() -> None:
    assert similarity(("甲乙", "丙丁"), ("甲乙丙丁",)) == 0


@given(st.lists(st.text("甲乙丙", max_size=6), max_size=3), st.lists(st.text("甲乙丙", max_size=6), max_size=3))
def test_likeness_is_mutual_and_between_nought_and_one(left: list[str], right: list[str]) -> None:
    assert 0 <= similarity(tuple(left), tuple(right)) == similarity(tuple(right), tuple(left)) <= 1


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("科技计划资金资金分配结果", 1),
        ("可通过可通过网站", 1),
        ("信息公开信息公开", 1),
        ("的的", 0),  # one character is no word
        ("哈哈哈哈", 1),  # left to right without overlap
        ("哈哈哈哈哈哈哈哈", 1),  # the longest first
        ("资金 资金", 1),
        ("12121212", 0),
        ("资金、资金", 0),
    ],
)
def test_doubled_words_are_counted(text: str, times: int) -> None:
    assert doubled_words((text,)) == times


@pytest.mark.parametrize(
    ("text", "least", "times"),
    [
        ("聚焦成立 70 周年新闻发布会聚焦成立70周年新闻发布会；", 5, 1),
        ("公开栏公开栏", 3, 1),
        ("公开栏公开栏", 4, 0),
        ("公开公开公开公开", 2, 2),  # the shortest first, without overlap
        ("公开公开公开公开", 3, 1),
        ("一、二、三、一、二、三、", 3, 1),
        ("12345678901234567890", 2, 0),  # no Han characters
        ("政府信息公开平台\n政府信息公开平台建设", 5, 0),  # a heading and what follows it
        ("政府信息公开，政府信息公开。", 5, 0),
        ("信" * 8, 0, 4),
        ("公" + "a" * 59 + "公" + "a" * 59, 1, 1),
        ("公" + "a" * 60 + "公" + "a" * 60, 1, 0),  # longer than a phrase
    ],
)
def test_doubled_phrases_are_counted(text: str, least: int, times: int) -> None:
    assert doubled_phrases((text,), least) == times


@pytest.mark.parametrize(
    ("segments", "least", "times"),
    [
        (("加强公开工作。加强公开工作。",), 5, 1),
        (("加强公开工作。加 强公开工作。加强公开工作。",), 5, 2),
        (("加强公开工作。", "加强公开工作。"), 5, 1),
        (("加强公开工作。加强公开工作。",), 8, 0),
        (("加强公开工作。\n\n加强公开工作；",), 1, 0),
        (("无。无。",), 2, 1),
    ],
)
def test_repeated_sentences_are_counted(segments: tuple[str, ...], least: int, times: int) -> None:
    assert repeated_sentences(segments, least) == times


NAMES = st.lists(st.text("甲乙丙丁局县", max_size=6), max_size=2)


@given(st.lists(st.text("甲乙丙丁局县1２", max_size=12), max_size=3), NAMES)
def test_what_is_masked_has_no_digit_and_no_piece_of_a_name(texts: list[str], names: list[str]) -> None:
    left = masked(tuple(texts), tuple(names))
    assert len(left) == len(texts)
    assert not any(sign.isdecimal() for text in left for sign in text)
    assert masked(("甲县教育局公开12条",), ("甲县教育局",)) == ("公开条",)
    assert masked(("某局公开",), ("某",)) == ("某局公开",)
