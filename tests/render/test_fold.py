"""Lines fold at the width of the terminal: nothing is lost, nothing is too wide, no line begins with a comma."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gouji.render.fold import line_starts
from gouji.source import display_width, visible

CLOSING = "，。；：、）】》」』”"
OPENING = "（【《「『“"
TEXTS = st.text(st.sampled_from("中文字一二 ab1,.，。；（）《》「」“”×"), max_size=120)


def folded(text: str, width: int, rest: int | None = None) -> list[str]:
    """The lines of a text."""
    starts = line_starts(text, width, width if rest is None else rest)
    return [text[start:end] for start, end in pairwise([0, *starts, len(text)])]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("本年新收政府信息公开申请", 12, ["本年新收政府", "信息公开申请"]),
        ("没有收到，也没有结转", 8, ["没有收", "到，也没", "有结转"]),
        ("依据（二）的规定", 8, ["依据", "（二）的", "规定"]),
        ("rule cn-disclosure/fees", 20, ["rule ", "cn-disclosure/fees"]),
        ("差 1；核对总计", 8, ["差 1；核", "对总计"]),
        ("abcdefghijklm", 8, ["abcdefgh", "ijklm"]),
        ("", 8, [""]),
    ],
)
def test_a_text_folds_like_this(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


@given(TEXTS, st.integers(8, 40), st.integers(8, 40))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, first: int, rest: int) -> None:
    lines = folded(text, first, rest)
    assert "".join(lines) == text
    assert all(display_width(line.rstrip(" ")) <= (first if rank == 0 else rest) for rank, line in enumerate(lines))


@example(["“二”"] * 5, 17)
@given(
    st.lists(st.sampled_from(["中文", "字，", "（一）", "“二”", "《三》", "ab ", "。"]), max_size=40),
    st.integers(12, 40),
)
def test_no_line_begins_with_closing_or_ends_with_opening_punctuation_unless_it_is_all_there_is(
    words: list[str], width: int
) -> None:
    for before, after in pairwise(folded("".join(words), width)):
        forced = all(char in CLOSING for char in before) or before.strip(CLOSING + OPENING) == ""
        assert forced or after[0] not in CLOSING or len(before) * 2 >= width - 2
        assert forced or before[-1] not in OPENING


@pytest.mark.parametrize("width", [-5, 0, 1, 3])
def test_a_width_too_small_for_anything_still_ends(width: int) -> None:
    assert "".join(folded("本年度新收（十）件 abc", width)) == "本年度新收（十）件 abc"


def test_the_end_of_a_line_is_shown_as_one_blank_and_what_steers_as_a_mark() -> None:
    shown = [visible(one) for one in ("16\n1", "16\r\n1", "16\t1", "16\x1b1")]
    assert shown == ["16 1", "16 1", "16 1", "16\ufffd1"]
