"""Columns of which nothing is known, beside rows that end in a blank: no figure of theirs becomes one of the form."""

from __future__ import annotations

import pytest

from gouji.intake.entries import cell_value
from gouji.intake.reading import Reading
from gouji.vocabulary.model import Vocabulary
from intake.layouts import (
    DISCLOSURE,
    REMEDIES,
    REQUESTS,
    UNPLACED,
    WRITERS,
    Blocks,
    Layout,
    dense_report,
    read_laid_out,
    row_of,
    table_at,
)
from intake.test_added_columns import beside_table_4, with_column
from intake.test_table_4_in_pieces import BOTH_SUITS, alone, replaced_by
from intake.writers import Box
from programs import cells_of

FOREIGN = 4300
"""More than any figure of the report."""


def blank_at_the_end(layout: Layout, which: int, kept: int) -> Layout:
    """Return a layout of a table in which only so many figures of a row, with those of the added column, are filled."""

    def change(blocks: Blocks) -> Blocks:
        for row in table_at(layout(blocks), which):
            figures = [rank for rank, box in enumerate(row) if box.text.isdecimal()]
            for rank in figures[kept:]:
                row[rank] = Box("")
        return blocks

    return change


def read_wrong(reading: Reading) -> dict[str, object]:
    """Return what is read without a doubt and is neither what stands there nor blank."""
    wanted = {
        "/".join(("/tables", table, *row.split("."), column)): cell_value(text)
        for (table, row, column), text in dense_report().cells.items()
    }
    read = {f"/tables{pointer}": value for pointer, value in cells_of(reading.report.get("tables", {}))}
    return {
        pointer: value
        for pointer, value in read.items()
        if not reading.source_map[pointer]["doubts"] and value not in (wanted[pointer], cell_value(""))
    }


def foreign(number: int) -> str:
    """Return what stands in the added column of a row: no figure of the report, and no number of the row."""
    return str(FOREIGN + number)


UNLISTED = {
    "the year before, behind the labels of table 2": (DISCLOSURE, with_column("上年数", foreign, 1, DISCLOSURE)),
    "codes behind the labels of table 2": (DISCLOSURE, with_column("代码", foreign, 1, DISCLOSURE)),
    "codes behind the labels of table 3": (REQUESTS, with_column("代码", foreign, 1, REQUESTS)),
    "units under a head that is not known": (DISCLOSURE, with_column("计量", lambda _: "件", 1, DISCLOSURE)),
    "numbers of lines that go on from another table": (REQUESTS, with_column("行次", foreign, 1, REQUESTS)),
    "a column before the labels of table 3": (REQUESTS, with_column("年度", foreign, 0, REQUESTS)),
}


@pytest.mark.parametrize("kept", [1, 2])
@pytest.mark.parametrize("layout", UNLISTED)
@pytest.mark.parametrize("name", WRITERS)
def test_a_figure_below_no_head_of_the_form_does_not_take_the_place_of_a_blank(
    name: str, layout: str, kept: int, vocabulary: Vocabulary
) -> None:
    which, change = UNLISTED[layout]
    assert read_wrong(read_laid_out(name, blank_at_the_end(change, which, kept), vocabulary)) == {}


def without_last(layout: Layout, which: int) -> Layout:
    """Return a layout of a table whose rows lack their last cell, as where blanks at the end of a line are cut."""

    def change(blocks: Blocks) -> Blocks:
        for row in table_at(layout(blocks), which):
            if sum(box.text.isdecimal() for box in row) > 2:
                del row[-1]
        return blocks

    return change


@pytest.mark.parametrize("layout", UNLISTED)
@pytest.mark.parametrize("name", UNPLACED)
def test_a_figure_below_no_head_of_the_form_does_not_take_the_place_of_a_blank_that_was_cut(
    name: str, layout: str, vocabulary: Vocabulary
) -> None:
    which, change = UNLISTED[layout]
    assert read_wrong(read_laid_out(name, without_last(change, which), vocabulary)) == {}


@pytest.mark.parametrize("name", WRITERS)
def test_a_column_that_is_blank_throughout_costs_no_row_that_ends_in_a_figure(
    name: str, vocabulary: Vocabulary
) -> None:
    reading = read_laid_out(name, with_column("", lambda _: "", -1, DISCLOSURE, REQUESTS), vocabulary)
    assert (read_wrong(reading), reading.defects) == ({}, ())


def ends_blank(layout: Layout) -> Layout:
    """Return a layout whose table 4 lacks its last total."""

    def change(blocks: Blocks) -> Blocks:
        row = table_at(layout(blocks), REMEDIES)[-1]
        row[-1] = Box("")
        return blocks

    return change


@pytest.mark.parametrize(("head", "text"), [("年度", "2022"), ("单位", "5"), ("编号", "1"), ("代码", "0")])
@pytest.mark.parametrize("name", WRITERS)
def test_a_figure_before_table_4_does_not_take_the_place_of_its_last_blank(
    name: str, head: str, text: str, vocabulary: Vocabulary
) -> None:
    reading = read_laid_out(name, ends_blank(beside_table_4(head, text, 0)), vocabulary)
    assert read_wrong(reading) == {}


LEFT_BLANK = [*alone("review")[:-1], [Box("")] * 5]


@pytest.mark.parametrize("captions", [(), ("（二）行政诉讼情况",), ("单位：件",), ("说明",)])
@pytest.mark.parametrize("name", WRITERS)
def test_a_caption_below_a_row_left_blank_is_none_of_its_cells(
    name: str, captions: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    reading = read_laid_out(name, replaced_by(LEFT_BLANK, *captions, BOTH_SUITS), vocabulary)
    suits = {row: [int(one) for one in row_of(row)] for row in ("direct_suit", "suit_after_review")}
    found = {row: list(cells.values()) for row, cells in reading.report["tables"].get("remedies", {}).items()}
    # A line of blanks leaves no trace in two of the formats: there the table is refused.
    assert found == ({} if name in ("x.csv", "rows.txt") else {**suits, "review": [None] * 5})
