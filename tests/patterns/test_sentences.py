"""A segment is cut into sentences, and a match knows its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns.sentences import sentence_around, sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("收到31件。办结30件。", ["收到31件。", "办结30件。"]),
        ("收到31件；办结30件", ["收到31件；", "办结30件"]),
        ("甲！乙？丙!丁?戊;己", ["甲！", "乙？", "丙!", "丁?", "戊;", "己"]),
        ("甲\n乙", ["甲\n", "乙"]),
        ("见3.5条，同上", ["见3.5条，同上"]),
        ("。。", ["。", "。"]),
        ("", []),
    ],
)
def test_a_segment_is_cut_into_sentences(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == pieces


@pytest.mark.parametrize(
    ("text", "part", "sentence"),
    [
        ("收到31件。办结30件。共计", "30件", "办结30件。"),
        ("收到31件。办结30件", "收到", "收到31件。"),
        ("收到31件。办结30件", "30件", "办结30件"),
        ("收到31件。办结30件。共计", "31件。", "收到31件。"),
        ("甲。乙\n丙。丁", "乙\n丙", "乙\n丙。"),  # a match that runs on touches both
    ],
)
def test_the_sentence_around_a_match(text: str, part: str, sentence: str) -> None:
    start = text.index(part)
    first, last = sentence_around(text, start, start + len(part))
    assert text[first:last] == sentence


@given(st.text("甲乙。；\n!ab", max_size=20))
def test_sentences_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in sentences(text)) == text
