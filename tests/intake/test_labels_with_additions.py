"""Labels with signs of notes, units, ordinals or usual other words are those of the form; other labels are not."""

from __future__ import annotations

import pytest

from gouji.intake.labels import Hit, index_tables
from gouji.vocabulary.model import Vocabulary
from intake.layouts import REMEDIES, WRITERS, Layout, assert_all_right, not_read, read_laid_out, said_otherwise

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
SHORT = dict(zip(OUTCOMES, ("维持", "纠正", "其他", "未审结", "合计"), strict=True))

LAYOUTS: dict[str, Layout] = {
    "a star behind all labels": said_otherwise(lambda label: f"{label}*"),
    "a circled number behind all labels": said_otherwise(lambda label: f"{label}①"),
    "a note in brackets behind all labels": said_otherwise(lambda label: f"{label}（注1）"),
    "a colon behind all labels": said_otherwise(lambda label: f"{label}："),
    "a unit behind totals": said_otherwise({"总计": "总计（件）", "（七）总计": "（七）总计（单位：件）"}),
    "outcomes numbered": said_otherwise({one: f"{rank}.{one}" for rank, one in enumerate(OUTCOMES, 1)}, REMEDIES),
    "outcomes in short": said_otherwise(SHORT, REMEDIES),
    "outcomes in short and numbered": said_otherwise(
        {one: f"（{rank}）{SHORT[one]}" for rank, one in enumerate(OUTCOMES, 1)}, REMEDIES
    ),
    "sums under another usual word": said_otherwise({"总计": "合计", "（七）总计": "（七）合计"}),
    "reasons numbered in brackets": said_otherwise(
        lambda label: f"（{label[0]}）{label[2:]}" if label[1:2] == "." else label
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", WRITERS)
def test_small_additions_to_labels_cost_nothing(name: str, layout: str, vocabulary: Vocabulary) -> None:
    assert_all_right(read_laid_out(name, LAYOUTS[layout], vocabulary))


def test_a_unit_behind_a_label_that_is_not_the_forms_is_doubted(vocabulary: Vocabulary) -> None:
    layout = said_otherwise({"总计": "总计（万件）①"}, REMEDIES)
    doubted, missing, wrong = not_read(read_laid_out("x.html", layout, vocabulary))
    rows = ("review", "direct_suit", "suit_after_review")
    assert (doubted, missing, wrong) == ({f"/tables/remedies/{row}/total" for row in rows}, set(), {})


READ: list[tuple[str, str, set[tuple[str, str]]]] = [
    ("requests", "总计*", {("row", "closed.total"), ("column", "total")}),
    ("requests", "自然人[1]", {("column", "natural_person")}),
    ("requests", "①属于国家秘密", {("row", "closed.refused.state_secret")}),
    ("requests", "5.其他", {("column", "other_organisation")}),  # the form's row is 3.其他
    ("requests", "2.属于国家秘密", set()),
    ("requests", "七、予以公开", set()),
    ("requests", "总计（不含上年结转）", set()),
    ("requests", "总计（次）", set()),
    ("requests", "总计1", set()),  # the 1 may be a figure
    ("requests", "*", set()),
    ("requests", "1.", set()),
    ("requests", "1.5", set()),
    ("remedies", "1.维持：", {("column", "upheld")}),
    ("remedies", "其他结果（件）", {("column", "other")}),
    ("remedies", "其他结果/件", {("column", "other")}),
    ("remedies", "撤销", set()),
]


@pytest.mark.parametrize(("table", "printed", "named"), READ, ids=[printed for _, printed, _ in READ])
def test_what_a_label_names(table: str, printed: str, named: set[tuple[str, str]], vocabulary: Vocabulary) -> None:
    hits: tuple[Hit, ...] = index_tables(vocabulary)[table].read(printed)
    assert {(one.names, one.id) for one in hits} == named
