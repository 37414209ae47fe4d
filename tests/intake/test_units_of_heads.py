"""A head that names another unit than the form: its numbers are kept as printed and doubted, never scaled or taken."""

from __future__ import annotations

import pytest

from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary

AMOUNT = "本年收费金额（单位：万元）"
DECISIONS = "本年处理决定数量"

HEADS = [
    ("as the form prints it", AMOUNT, AMOUNT, []),
    ("without its unit", AMOUNT, "本年收费金额", []),
    ("yuan for ten thousand yuan", AMOUNT, "本年收费金额（单位：元）", ["/tables/disclosure/fees/amount"]),
    ("a unit that only ends in a known one", AMOUNT, "本年收费金额（千元）", ["/tables/disclosure/fees/amount"]),
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
    assert bool([one for one in reading.defects if one.code == "D513"]) == bool(doubted)
