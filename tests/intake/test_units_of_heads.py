"""A head, a label or a line at a table that names another unit than the form.

Its numbers are kept as printed and doubted, never scaled or taken.
"""

from __future__ import annotations

import pytest

from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.layouts import WRITERS, assert_all_right, read_laid_out, with_headings

AMOUNT = "本年收费金额（单位：万元）"
FEES = "/tables/disclosure/fees/amount"
SECTION = "二、主动公开政府信息情况"
DECISIONS = "本年处理决定数量"

HEADS = [
    ("as the form prints it", AMOUNT, AMOUNT, []),
    ("without its unit", AMOUNT, "本年收费金额", []),
    ("yuan for ten thousand yuan", AMOUNT, "本年收费金额（单位：元）", [FEES]),
    ("a unit that only ends in a known one", AMOUNT, "本年收费金额（千元）", [FEES]),
    ("yuan behind a stroke", AMOUNT, "本年收费金额/元", [FEES]),
    ("yuan behind a full-width stroke", AMOUNT, "本年收费金额／元", [FEES]),
    ("yuan without brackets", AMOUNT, "本年收费金额 单位：元", [FEES]),
    ("ten thousand yuan behind a stroke", AMOUNT, "本年收费金额/万元", []),
    ("yuan in the label of the row", "行政事业性收费", "行政事业性收费（元）", [FEES]),
    ("ten thousand yuan in the label of the row", "行政事业性收费", "行政事业性收费（万元）", []),
    ("yuan in a line above the table", SECTION, f"{SECTION}\n（金额单位：元）", [FEES]),
    ("yuan in a line without brackets", SECTION, f"{SECTION}\n单位：元", [FEES]),
    ("yuan behind who reports", SECTION, f"{SECTION}\n填报单位：北仑区政府办　　金额单位：人民币元", [FEES]),
    ("yuan and pieces in a line", SECTION, f"{SECTION}\n单位：件、元", [FEES]),
    ("ten thousand yuan and pieces in a line", SECTION, f"{SECTION}\n单位：件、万元", []),
    ("pieces alone in a line", SECTION, f"{SECTION}\n单位：件", []),
    ("who reports", SECTION, f"{SECTION}\n填报单位：北仑区政府办", []),
    ("yuan in the heading of the section", SECTION, f"{SECTION}（单位：元）", [FEES]),
    ("yuan and pieces in the heading of the section", SECTION, f"{SECTION}（单位：件、元）", [FEES]),
    ("yuan alone in the heading of the section", SECTION, f"{SECTION}（元）", [FEES]),
    ("yuan behind the heading of the section", SECTION, f"{SECTION}　单位：元", [FEES]),
    ("pieces in the heading of the section", SECTION, f"{SECTION}（单位：件）", []),
    ("ten thousand yuan in the heading of the section", SECTION, f"{SECTION}（单位：件、万元）", []),
    ("yuan above the head of the column", "第二十条第（八）项", "第二十条第（八）项（单位：元）", [FEES]),
    ("another word for the same measure", DECISIONS, "本年处理决定数量（项）", []),
    (
        "counts by the ten thousand",
        DECISIONS,
        "本年处理决定数量（万件）",
        [f"/tables/disclosure/{row}/decisions" for row in ("licences", "penalties", "coercion")],
    ),
]


@pytest.mark.parametrize(("said", "old", "new", "doubted"), HEADS, ids=[one[0] for one in HEADS])
def test_numbers_under_another_unit_are_doubted(
    said: str, old: str, new: str, doubted: list[str], beilun: bytes, vocabulary: Vocabulary
) -> None:
    reading = read_document("source.txt", beilun.decode().replace(old, new).encode(), vocabulary)
    doubts = {pointer: one["doubts"] for pointer, one in reading.source_map.items() if one["doubts"]}
    assert doubts == {pointer: ["unit_differs"] for pointer in doubted}
    # A head that stands above several bands is told of once for each.
    assert {one.code for one in reading.defects} == ({"D513"} if doubted else set())
    assert len(reading.defects) <= len(doubted)


@pytest.mark.parametrize("words", ["（单位：件）", "（件）", "【单位：件】", "  单位：件"])
@pytest.mark.parametrize("name", WRITERS)
def test_a_unit_behind_the_heading_of_a_section_costs_nothing(name: str, words: str, vocabulary: Vocabulary) -> None:
    assert_all_right(read_laid_out(name, with_headings(lambda heading: f"{heading}{words}"), vocabulary))
