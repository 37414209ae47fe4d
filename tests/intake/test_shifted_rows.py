"""Rows whose cells a converter moved: none of them makes an error of the agency, and a real error stays one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import pytest

from gouji.api import Document, check_document, open_document
from gouji.intake.reading import read_document
from gouji.intake.shifts import SHIFTED
from gouji.vocabulary.model import Vocabulary
from intake.writers import Box, Boxes, as_bars, as_cells, as_docx, as_html, as_markdown, as_xlsx
from programs import blocks_of_founding_report
from shipped import pack

RECEIVED = "一、本年新收政府信息公开申请数量"
NOT_HELD = "1.本机关不掌握相关政府信息"
GRANTED = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
CLOSED = "（七）总计"
FILES = "行政规范性文件"

Writer = Callable[[Sequence[str | Boxes]], bytes]
WRITERS: dict[str, Writer] = {
    "x.html": as_html,
    "x.docx": as_docx,
    "x.xlsx": as_xlsx,
    "x.md": as_markdown,
    "cells.txt": as_cells,
    "bars.txt": as_bars,
}


def boxes(printed: str) -> list[Box]:
    """Return cells written between bars; `=` at the end of one merges it over two columns, `_` is a blank."""
    texts = printed.split("|")
    return [Box(one.rstrip("=").replace("_", ""), across=2 if one.endswith("=") else 1) for one in texts]


def with_rows(rows: dict[str, str], blocks: list[str | Boxes] | None = None) -> list[str | Boxes]:
    """Return the founding report with the cells behind some labels, or the last row of table 4, printed otherwise."""
    blocks = blocks or list(blocks_of_founding_report())
    tables = [one for one in blocks if isinstance(one, list)]
    for label, printed in rows.items():
        if label == "表四":
            tables[-1][-1] = boxes(printed)
            continue
        [row] = [row for table in tables for row in table if any(box.text == label for box in row) and len(row) > 3]
        at = next(rank for rank, box in enumerate(row) if box.text == label)
        row[at + 1 :] = boxes(printed)
    return blocks


def errors(name: str, rows: dict[str, str]) -> list[str]:
    """Return the errors that a check of the report finds."""
    return told(name, WRITERS[name](with_rows(rows)))


def told(name: str, content: bytes) -> list[str]:
    """Return the errors that a check of a document finds."""
    document = open_document(name, content, pack())
    assert isinstance(document, Document)
    found = check_document(document, pack()).instances
    return [
        one.instance.removeprefix("cn-disclosure/") for one in found if (one.status, one.grade) == ("fail", "error")
    ]


MOVED = {
    "a blank came in and the total was lost": {RECEIVED: "_|27|3|0|0|1|0"},
    "a blank came in before a nought that was lost": {RECEIVED: "_|27|3|0|0|1|31"},
    "a blank came in within the row": {RECEIVED: "27|3|_|0|0|1|0"},
    "a cell was lost and a blank filled the row up": {RECEIVED: "27|3|0|1|0|31|_"},
    "the first cell was lost": {RECEIVED: "3|0|0|1|0|31|_"},
    "two figures ran together": {RECEIVED: "273|0|0|1|0|31|_"},
    "two noughts ran together": {CLOSED: "27|3|00|1|0|31|_"},
    "a figure was torn and the total was lost": {RECEIVED: "2|7|3|0|0|1|0"},
    "a figure was torn and a nought was lost": {CLOSED: "2|7|3|0|1|0|31"},
    "a row among the results": {NOT_HELD: "2|_|1|0|0|0|0"},
    "two rows moved alike": {RECEIVED: "27|_|3|0|0|1|31", CLOSED: "27|_|3|0|0|1|31"},
    "two rows lost the same cell": {RECEIVED: "27|3|0|1|0|31|_", CLOSED: "27|3|0|1|0|31|_"},
    "two rows were torn alike": {RECEIVED: "2|7|3|0|0|1|0", CLOSED: "2|7|3|0|0|1|0"},
    "table 4 moved by a blank": {"表四": "5|1|_|0|2|8|4|0|0|0|4|1|0|2|0"},
    "table 4 lost a cell": {"表四": "5|1|0|2|8|4|0|0|4|1|0|2|0|3|_"},
    "a figure of table 4 was torn": {"表四": "1|5|1|0|2|18|4|0|0|0|4|1|0|2|0"},
    "table 4 lost a total among noughts": {"表四": "0|0|0|1|0|0|0|0|0|0|0|0|0|0|_"},
    "a figure of table 4 was torn in the row in the middle": {"表四": "3|0|0|0|3|16|1|12|2|7|56|74|1|30|51"},
    "a figure of table 4 was torn into one and nought, or has a nought too many": {
        "表四": "10|0|0|0|1|0|0|0|0|0|0|0|0|0|0"
    },
    "a figure of table 4 was torn into three and nought, or its total has a nought too many": {
        "表四": "3|0|0|0|30|2|1|0|0|3|1|0|0|1|2"
    },
    "a figure of table 4 was torn and a nought beside it was lost": {"表四": "1|2|0|0|12|2|1|0|0|3|1|0|0|1|2"},
    "a figure of the last row of table 4 was torn and its total lost": {"表四": "1|1|0|0|2|3|3|1|1|8|1|2|25|3|3"},
    "a figure of the last row of table 4 was torn before a nought": {"表四": "0|0|0|0|0|0|0|0|0|0|1|2|0|3|15"},
    "a figure of the last row of table 4 was torn before a nought within it": {
        "表四": "0|0|0|0|0|0|0|0|0|0|25|1|04|3|7"
    },
    "two noughts of table 4 ran together": {"表四": "00|0|1|1|0|0|0|0|0|0|0|0|0|0|_"},
    "a blank came in before the last total of table 4": {"表四": "5|1|0|2|8|4|0|0|0|4|1|_|0|2|0"},
    "a blank came in before noughts of table 4": {"表四": "3|_|1|0|0|4|0|0|0|0|0|0|0|0|0"},
    "two rows were damaged in other ways": {NOT_HELD: "_|2|1|0|0|0|0", GRANTED: "1|0|_|0|0|0|0"},
    "two rows ran together, each elsewhere": {GRANTED: "10|0|0|0|0|1|_", CLOSED: "273|0|0|1|0|31|_"},
    "two rows lost cells, each another": {NOT_HELD: "1|0|0|0|0|3|_", RECEIVED: "27|3|0|1|0|31|_"},
    "a row lost the first of two equal figures": {GRANTED: "0|0|0|0|0|1|_"},
    "a blank came in among noughts, and the total was lost": {GRANTED: "1|0|0|_|0|0|0"},
    "a figure is missing where its column wants one": {RECEIVED: "27|_|0|0|1|0|31"},
    "a figure is missing beside a total of table 4": {"表四": "5|_|0|2|8|0|0|0|0|0|0|0|0|0|0"},
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("rows", MOVED.values(), ids=MOVED)
def test_a_row_whose_cells_moved_is_no_error_of_the_agency(rows: dict[str, str], name: str) -> None:
    assert errors(name, rows) == []


@pytest.mark.parametrize("name", ["x.html", "x.docx", "x.xlsx"])
@pytest.mark.parametrize(
    "rows",
    [
        {RECEIVED: "27=|0|0|1|0|31|_"},
        {RECEIVED: "27|3=|0|1|0|31|_"},
        {CLOSED: "27|3|0=|1|0|31|_"},
        {RECEIVED: "27=|3|0|0|1|0"},
        {RECEIVED: "27|3|0|0|1=|31|_", CLOSED: "27|3|0|0|1=|31|_"},
        {"表四": "5|1=|0|2|8|4|0|0|0|4|1|0|2|0"},
    ],
    ids=str,
)
def test_a_value_merged_over_two_columns_is_no_error_of_the_agency(rows: dict[str, str], name: str) -> None:
    assert errors(name, rows) == []


@pytest.mark.parametrize("name", ["x.html", "x.docx", "x.xlsx"])
def test_a_row_that_does_not_stand_below_its_head_is_doubted(name: str, vocabulary: Vocabulary) -> None:
    reading = read_document(name, WRITERS[name](with_rows({FILES: "18=|203|_"})), vocabulary)
    found = {
        pointer: one["doubts"] for pointer, one in reading.source_map.items() if "/normative_documents/" in pointer
    }
    assert found == {
        f"/tables/disclosure/normative_documents/{column}": [SHIFTED] for column in ("issued", "repealed", "in_force")
    }


def test_a_row_that_may_have_moved_is_named_with_its_place_and_only_its_own_cells_are_doubted(
    vocabulary: Vocabulary,
) -> None:
    content = as_html(with_rows({"表四": "5|_|0|2|8|0|0|0|0|0|2|1|0|0|3"}))
    reading = read_document("x.html", content, vocabulary)
    [defect] = [one for one in reading.defects if one.code == "D516"]
    assert (
        defect.pointer,
        defect.place and (defect.place.table, defect.place.table_row, defect.place.table_column),
    ) == (
        "/tables/remedies/review",
        (3, 4, 1),
    )
    assert "“行政复议”一行的数字可能错位（5||0|2|8）" in defect.message["zh"]
    assert {pointer.rpartition("/")[0] for pointer, one in reading.source_map.items() if one["doubts"]} == {
        "/tables/remedies/review"
    }


WRONG = {
    "a total": ({RECEIVED: "27|3|0|0|1|0|32"}, ["requests.balance[c=total]", "requests.row_total[r=received]"]),
    "a part": ({RECEIVED: "28|3|0|0|1|0|31"}, ["requests.balance[c=natural_person]", "requests.row_total[r=received]"]),
    "a total left at nought": (
        {RECEIVED: "27|3|0|0|1|0|0"},
        ["requests.balance[c=total]", "requests.row_total[r=received]"],
    ),
    "two columns that changed places": (
        {RECEIVED: "3|27|0|0|1|0|31"},
        ["requests.balance[c=natural_person]", "requests.balance[c=business]"],
    ),
    "a total beside blanks for noughts": (
        {RECEIVED: "27|3|_|_|1|_|32"},
        ["requests.balance[c=total]"],
    ),
    "totals of table 4 left at nought": (
        {"表四": "10|1|0|0|0|0|0|0|0|0|5|0|0|0|0"},
        ["remedies.row_total[r=review]", "remedies.row_total[r=suit_after_review]"],
    ),
    "a total of the last row of table 4 that is more than its parts": (
        {"表四": "5|1|0|2|8|4|0|0|0|4|1|0|2|0|4"},
        ["remedies.row_total[r=suit_after_review]"],
    ),
    "the total of a row whose other cells were left blank": (
        {NOT_HELD: "2|1|_|_|_|_|9"},
        ["requests.result_total[c=total]"],
    ),
    "a total of table 4": ({"表四": "5|1|0|2|9|0|0|0|0|0|0|0|0|0|0"}, ["remedies.row_total[r=review]"]),
    "a total of table 4 beside another row with a blank": (
        {"表四": "5|1|0|2|9|0|0|0|0|0|2|1|_|0|3"},
        ["remedies.row_total[r=review]"],
    ),
    "a total of table 4 beside another row without its total": (
        {"表四": "5|1|0|2|9|0|0|0|0|0|2|1|0|0|_"},
        ["remedies.row_total[r=review]"],
    ),
    "a part of table 4 beside a blank, while what stands behind holds": (
        {"表四": "5|2|_|2|8|4|0|0|0|4|1|0|2|0|3"},
        ["remedies.row_total[r=review]"],
    ),
    "a part of table 4 beside a blank, before noughts": (
        {"表四": "3|_|1|0|0|0|0|0|0|0|0|0|0|0|0"},
        ["remedies.row_total[r=review]"],
    ),
    "a part in the middle of table 4 beside a blank, while what stands behind holds": (
        {"表四": "5|1|0|2|8|4|1|_|0|4|1|0|2|0|3"},
        ["remedies.row_total[r=direct_suit]"],
    ),
    "a part of a row with a blank for a nought": (
        {RECEIVED: "28|3|_|0|1|0|31"},
        ["requests.balance[c=natural_person]", "requests.row_total[r=received]"],
    ),
    "a part of a row without its total": (
        {RECEIVED: "28|3|0|0|1|0|_"},
        ["requests.balance[c=natural_person]"],
    ),
}


@pytest.mark.parametrize(("rows", "found"), WRONG.values(), ids=WRONG)
def test_a_row_that_is_wrong_in_no_other_way_is_told(rows: dict[str, str], found: list[str]) -> None:
    assert errors("x.html", rows) == found


@pytest.mark.parametrize(
    ("label", "printed", "found"),
    [
        (CLOSED, "27|30|_|_|1|_|31", ["requests.row_total[r=closed.total]"]),
        ("表四", "1|_|_|_|0|_|_|_|_|0|_|_|_|_|0", ["remedies.row_total[r=review]"]),
    ],
)
def test_where_noughts_are_left_blank_a_blank_excuses_no_error(label: str, printed: str, found: list[str]) -> None:
    blocks = with_rows({})
    for table in [one for one in blocks if isinstance(one, list)][1:]:
        for row in table:
            row[:-1] = [Box("") if box.text == "0" else box for box in row[:-1]]
    clean = as_html(blocks)
    wrong = as_html(with_rows({label: printed}, blocks))
    assert (told("x.html", clean), told("x.html", wrong)) == ([], found)


def test_rows_that_all_stand_aside_alike_only_have_a_head_that_is_merged_otherwise(vocabulary: Vocabulary) -> None:
    written = as_html(with_rows({}))
    page = written.replace(b'rowspan="2" colspan="3"', b'rowspan="2" colspan="4"')
    assert page != written
    reading = read_document("x.html", page, vocabulary)
    assert [pointer for pointer, one in reading.source_map.items() if one["doubts"]] == []


def cut_in_two(at: int, rows: dict[str, str]) -> bytes:
    """Return the founding report with table 3 cut in two above a row, its head but no heading of rows printed again."""
    blocks = with_rows(rows)
    rank = [number for number, one in enumerate(blocks) if isinstance(one, list)][1]
    table = blocks[rank]
    assert isinstance(table, list)
    above = [
        [Box(one.text, min(one.down, at - number), one.across) for one in row] for number, row in enumerate(table[:at])
    ]
    return as_html([*blocks[:rank], above, [*table[:2], *table[at:]], *blocks[rank + 1 :]])


REPEATED, OTHER = "2.重复申请", "3.其他"


@pytest.mark.parametrize("at", [5, 8, 15, 18, 24, 25])
def test_a_table_cut_in_two_is_read_as_one_where_the_headings_of_rows_are_not_printed_again(
    at: int, vocabulary: Vocabulary
) -> None:
    whole, cut = (read_document("x.html", one, vocabulary) for one in (as_html(with_rows({})), cut_in_two(at, {})))
    assert cut.report["tables"]["requests"] == whole.report["tables"]["requests"]
    assert (cut.defects, [one["doubts"] for one in cut.source_map.values() if one["doubts"]]) == ((), [])


@pytest.mark.parametrize("printed", ["0|0|0|0|0|0|1", "0|_|0|0|0|0|0", "9|0|0|0|0|0|0"])
def test_a_row_of_such_a_half_that_does_not_add_up_is_doubted_and_no_other(
    printed: str, vocabulary: Vocabulary
) -> None:
    reading = read_document("x.html", cut_in_two(18, {OTHER: printed}), vocabulary)
    doubted = {pointer.rpartition("/")[0] for pointer, one in reading.source_map.items() if one["doubts"]}
    assert doubted == {"/tables/requests/closed/other/miscellaneous"}
    assert told("x.html", cut_in_two(18, {OTHER: printed})) == []


def full_of_blanks(digits: int) -> bytes:
    """Return the founding report with blanks for noughts, two figures of so many digits and totals that fail."""
    blocks = with_rows({RECEIVED: f"{'7' * digits}|3|_|_|_|_|{'9' * digits}", CLOSED: "27|3|_|_|_|_|32"})
    for table in (one for one in blocks if isinstance(one, list)):
        for row in table:
            row[:] = [Box("") if box.text == "0" else box for box in row]
    return as_html(blocks)


def calls(work: Callable[[], object]) -> int:
    """Return how many functions some work calls."""
    made = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal made
        made += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def test_a_table_full_of_blanks_and_long_figures_is_looked_through_in_bounded_work(vocabulary: Vocabulary) -> None:
    long, short = full_of_blanks(9_000), full_of_blanks(31)
    assert calls(lambda: read_document("x.html", short, vocabulary)) < 400_000
    # A figure that is too long for any number is not taken apart digit by digit.
    assert calls(lambda: read_document("x.html", long, vocabulary)) < 400_000
    reading = read_document("x.html", long, vocabulary)
    assert reading.report["tables"]["requests"]["closed"]["total"]["total"] is not None


def test_a_mark_in_the_last_row_of_table_4_says_nothing_of_a_torn_figure(vocabulary: Vocabulary) -> None:
    rows = with_rows({"表四": "0|0|0|0|0|0|0|0|0|0|3|0|/|0|3"})
    assert [one.code for one in read_document("x.html", as_html(rows), vocabulary).defects] == []
