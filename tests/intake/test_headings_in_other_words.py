"""Headings numbered in another style, or in usual other words, are the form's six parts; topics are not."""

from __future__ import annotations

import pytest

from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary

HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
PARTS = ["overview", "disclosure", "requests", "remedies", "improvement", "other"]
STYLES = [
    "{arabic}、{words}",
    "{arabic}.{words}",
    "第{han}部分 {words}",
    "（{han}）{words}",
    "({arabic}) {words}",
    "{full}、{words}",
    "{roman}、{words}",
    "{han}、{words}。",
    "{han}、2021年{words}",
    "{han}、{words}（2021年度）",
]
OTHER_WORDS = [
    (0, "一、概述"),
    (0, "一、2021年政府信息公开工作总体情况"),
    (1, "二、政府信息主动公开情况"),
    (2, "三、依申请公开情况"),
    (3, "四、复议诉讼情况"),
    (4, "五、存在问题及下一步工作打算"),
    (5, "六、其他事项"),
    (5, "六、其他需要报告的事项（含信息处理费）"),
]


def _with(headings: dict[str, str], beilun: bytes) -> bytes:
    lines = [headings.get(line.strip(), line) for line in beilun.decode().split("\n")]
    return "\n".join(lines).encode()


def _parts(content: bytes, vocabulary: Vocabulary) -> list[str | None]:
    return [one.get("id") for one in read_document("source.txt", content, vocabulary).report["sections"]]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_that_runs_through_the_headings_is_read(style: str, beilun: bytes, vocabulary: Vocabulary) -> None:
    headings = {
        heading: style.format(
            arabic=rank + 1, han=heading[0], full="壹贰叁肆伍陆"[rank], roman="ⅠⅡⅢⅣⅤⅥ"[rank], words=heading[2:]
        )
        for rank, heading in enumerate(HEADINGS)
    }
    assert _parts(_with(headings, beilun), vocabulary) == PARTS


@pytest.mark.parametrize(("rank", "heading"), OTHER_WORDS, ids=[one[1] for one in OTHER_WORDS])
def test_usual_other_words_name_the_part_under_its_ordinal(
    rank: int, heading: str, beilun: bytes, vocabulary: Vocabulary
) -> None:
    assert _parts(_with({HEADINGS[rank]: heading}, beilun), vocabulary) == PARTS


def test_loose_words_are_no_part_where_its_own_heading_stands(beilun: bytes, vocabulary: Vocabulary) -> None:
    content = _with({HEADINGS[1]: f"三、依申请公开情况\n{HEADINGS[1]}"}, beilun)
    assert _parts(content, vocabulary).count("requests") == 1
    assert _parts(content, vocabulary)[1] is None


def test_loose_words_under_another_ordinal_are_no_part(beilun: bytes, vocabulary: Vocabulary) -> None:
    assert _parts(_with({HEADINGS[2]: "七、依申请公开情况"}, beilun), vocabulary)[2] is None
