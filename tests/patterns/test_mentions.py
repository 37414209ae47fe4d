"""Mentions: several patterns state one quantity, and each piece of text counts once."""

from time import process_time

import pytest

from gouji.patterns.compiled import CompiledPattern, compile_pattern
from gouji.patterns.fold import fold
from gouji.patterns.mentions import find_mentions


def mentions(
    patterns: tuple[str, ...], unless: tuple[str, ...], text: str, leave_out: tuple[str, ...] = ()
) -> list[str]:
    compiled = [compile_pattern(pattern) for pattern in patterns]
    usable = [one for one in compiled if isinstance(one, CompiledPattern)]
    assert len(usable) == len(compiled)
    return [match.text for match in find_mentions(usable, unless, fold(text), leave_out)]


@pytest.mark.parametrize(
    ("patterns", "unless", "text", "found"),
    [
        (("收到申请{n: count}件", "申请{n: count}件"), (), "收到申请3件，申请4件", ["收到申请3件", "申请4件"]),
        (("申请{n: count}件", "收到申请{n: count}件"), (), "收到申请3件", ["收到申请3件"]),
        (("甲", "甲乙"), (), "甲乙", ["甲乙"]),  # the longer of two that start together
        (("甲乙", "乙丙丁"), (), "甲乙丙丁", ["甲乙"]),  # the one that starts first
        (("乙", "甲"), (), "甲乙甲", ["甲", "乙", "甲"]),  # in the order of the text
        (("申请{n: count}件",), ("备案",), "备案申请3件。申请4件", ["申请4件"]),
        (("申请{n: count}件",), ("备 案",), "备\u3000案申请3件；申请4件", ["申请4件"]),
        (("申请{n: count}件",), ("备案", "指导"), "申请3件。指导申请4件！申请5件", ["申请3件", "申请5件"]),
        (("申请{n: count}件",), ("备案",), "申请3\n件，其中备案1件", []),  # it touches the sentence with the word
    ],
)
def test_mentions_are_found(patterns: tuple[str, ...], unless: tuple[str, ...], text: str, found: list[str]) -> None:
    assert mentions(patterns, unless, text) == found


@pytest.mark.parametrize(
    ("leave_out", "text", "found"),
    [
        (("compared",), "收到申请3件，比2022年收到申请5件", ["申请3件"]),
        (("compared",), "收到申请3件，同比（申请5件）；申请6件", ["申请3件", "申请6件"]),
        (("compared",), "申请3件（同比增长5%）申请6件", ["申请3件", "申请6件"]),
        (("part",), "申请9件（街道申请3件、镇申请6件），其中网上申请5件，另有申请1件", ["申请9件", "申请1件"]),
        (("filed",), "全市申请9件，备案申请3件，申请2件。申请1件", ["申请9件", "申请1件"]),
        (("own", "whole"), "全市申请9件，本级申请3件。申请1件", ["申请1件"]),
        (("guided",), "以思想为指导，申请9件。指导各部门办理申请3件", ["申请9件"]),
        ((), "申请3件，同比申请5件", ["申请3件", "申请5件"]),
    ],
)
def test_a_mention_leaves_out_what_it_says(leave_out: tuple[str, ...], text: str, found: list[str]) -> None:
    assert mentions(("申请{n: count}件",), (), text, leave_out) == found


def test_many_mentions_in_one_long_sentence_do_not_take_long() -> None:
    text = "同比申请3件，全市 申请5件，其中（申请6件），" * 3_000
    started = process_time()
    found = mentions(("申请{n: count}件",), (), text, ("compared", "part", "filed"))
    assert process_time() - started < 10
    assert found == ["申请5件"]
