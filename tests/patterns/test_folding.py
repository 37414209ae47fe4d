"""Folding is what the reference says it is, and every folded place leads back to the raw one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns.fold import fold, fold_text


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("收到申请３１件", "收到申请31件"),
        ("（一）予以公开：１２．５％", "(一)予以公开:12.5%"),
        ("⼀、总体情况", "一、总体情况"),  # a Kangxi radical
        ("更新", "更新"),  # a compatibility ideograph
        ("⺀", "⺀"),  # a radical that is no other character
        ("1月1日—12月31日", "1月1日-12月31日"),
        ("1月1日――12月31日", "1月1日--12月31日"),
        ("1～2〜3∼4", "1~2~3~4"),
        ("「甲」“乙”«丙»", '"甲""乙""丙"'),
        ("‘甲’", "'甲'"),
        ("〔2021〕30号【注】〖丁〗", "[2021]30号[注][丁]"),
        ("张•三‧李∙四", "张·三·李·四"),
        ("二○二一", "二〇二一"),
        ("甲、乙。《丙》〈丁〉", "甲、乙。《丙》〈丁〉"),
        ("2021 年 1 月 1 日", "2021年1月1日"),
        ("  共 31 件\n", "共31件"),
        ("共　三十\n一件", "共三十一件"),
        ("annual   report", "annual report"),
        ("annual report", "annual report"),
        ("3　4", "3 4"),
        ("1 ，2", "1,2"),  # the comma is wide before it is folded
        ("1 “2", '1 "2'),  # the quote is not
        ("共\u200b31\ufeff件", "共31件"),
        ("a\u200bb", "a b"),
        (" \n ", ""),
        ("", ""),
    ],
)
def test_a_text_folds(raw: str, folded: str) -> None:
    assert fold_text(raw) == folded


MARKS = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("‐‑‒–—―−─﹣", "-"),
    **dict.fromkeys("～〜∼", "~"),
    **dict.fromkeys("“”„‟«»「」『』", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("〔【〖", "["),
    **dict.fromkeys("〕】〗", "]"),
    **dict.fromkeys("·•‧∙", "·"),
    "○": "〇",
}


def by_definition(text: str) -> str:
    """Fold character by character, as the reference puts it."""
    folded: list[str] = []
    for index, char in enumerate(text):
        if not blank(char):
            folded.append(mark(char))
            continue
        if index and blank(text[index - 1]):
            continue
        before = text[:index]
        after = text[index:].lstrip("".join(filter(blank, set(text))))
        if before and after and not wide(before[-1]) and not wide(after[0]):
            folded.append(" ")
    return "".join(folded)


def blank(char: str) -> bool:
    return char.isspace() or char in "\u200b\ufeff"


def wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in ("W", "F")


def mark(char: str) -> str:
    if 0x2E80 <= ord(char) <= 0x2FDF or 0xF900 <= ord(char) <= 0xFAFF:
        plain = unicodedata.normalize("NFKC", char)
        return plain if len(plain) == 1 else char
    return MARKS.get(char, char)


texts = st.text(
    st.one_of(
        st.sampled_from(
            "年月日共件三〇○12345ab,.:;()-~ \n\t\u3000\u00a0\u200b\ufeff，。、；：（）“”—～〔〕【】「」·⼀豈ｱ한"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)


@given(texts)
def test_the_quick_way_gives_what_the_definition_gives(text: str) -> None:
    assert fold_text(text) == by_definition(text)


@given(texts.filter(lambda text: "○" not in text))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    # ○ alone is narrow and folds to a wide character, so that a blank beside it is dropped only then.
    folded = fold_text(text)
    assert fold_text(folded) == folded


@given(texts, st.data())
def test_a_folded_range_leads_back_to_what_it_was_folded_from(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    raw_start, raw_end = folded.raw_span(start, end)
    printed = text[raw_start:raw_end]
    kept = [mark(char) for char in printed if not blank(char)]
    assert kept == [char for char in folded.text[start:end] if char != " "]
    assert folded.raw_text(start, end) == printed


def test_whole_ranges_cover_the_text_without_the_blanks_around_it() -> None:
    folded = fold(" 共 ３１ 件 \n")
    assert folded.raw_span(0, len(folded.text)) == (1, 7)
    assert folded.raw_text(1, 3) == "３１"
