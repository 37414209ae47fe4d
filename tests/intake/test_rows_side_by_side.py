"""Table 4: whose columns the figures stand in is told by where the labels stand, and of two rows none is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary
from intake.writers import Box, Boxes, as_bars, as_cells, as_csv, as_docx, as_html, as_markdown, as_rows, as_xlsx
from programs import blocks_of_founding_report

COLUMNS = ("upheld", "corrected", "other", "pending", "total")
REVIEW, DIRECT, AFTER = (1, 2, 3, 4, 10), (5, 6, 7, 8, 26), (9, 10, 11, 12, 42)
RIGHT = {"review": REVIEW, "direct_suit": DIRECT, "suit_after_review": AFTER}
HEADS = [Box(one) for one in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")] * 3
REVIEWS = Box("行政复议", down=2, across=5)
SUITS = Box("行政诉讼", across=10)
UNREVIEWED, REVIEWED = Box("未经复议直接起诉", across=5), Box("复议后起诉", across=5)
USUAL = [[REVIEWS, SUITS], [UNREVIEWED, REVIEWED], HEADS]
COUNTED = tuple(range(1, 16))

Writer = Callable[[Sequence[str | Boxes]], bytes]
PLACED: dict[str, Writer] = {"x.html": as_html, "x.docx": as_docx, "x.xlsx": as_xlsx, "x.csv": as_csv}
UNPLACED: dict[str, Writer] = {"x.md": as_markdown, "cells.txt": as_cells, "rows.txt": as_rows, "bars.txt": as_bars}


def read(name: str, rows: Boxes, vocabulary: Vocabulary) -> Reading:
    """Return what is read of the founding report with these rows as its table 4."""
    blocks = list(blocks_of_founding_report())
    at = max(rank for rank, one in enumerate(blocks) if isinstance(one, list))
    blocks[at] = rows
    return read_document(name, {**PLACED, **UNPLACED}[name](blocks), vocabulary)


def remedies(reading: Reading) -> dict[str, tuple[Any, ...]]:
    """Return the cells of table 4 by row, in the order of the form's columns."""
    found = reading.report["tables"].get("remedies", {})
    return {row: tuple(cells[one] for one in COLUMNS) for row, cells in found.items()}


def codes(reading: Reading) -> set[str]:
    """Return the codes of the defects of table 4."""
    return {one.code for one in reading.defects if (one.pointer or "").startswith("/tables/remedies")}


def figures(*printed: object) -> list[Box]:
    """Return a row of figures."""
    return [Box(str(one)) for one in printed]


ORDERS = {
    "lawsuits first": [[SUITS, REVIEWS], [UNREVIEWED, REVIEWED], HEADS, figures(*DIRECT, *AFTER, *REVIEW)],
    "the lawsuits swapped": [[REVIEWS, SUITS], [REVIEWED, UNREVIEWED], HEADS, figures(*REVIEW, *AFTER, *DIRECT)],
    "reviews in the middle": [
        [Box("行政诉讼", across=5), REVIEWS, Box("行政诉讼", across=5)],
        [UNREVIEWED, REVIEWED],
        HEADS,
        figures(*DIRECT, *REVIEW, *AFTER),
    ],
}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", PLACED)
def test_figures_belong_to_the_row_whose_label_stands_above_them(name: str, order: str, vocabulary: Vocabulary) -> None:
    reading = read(name, ORDERS[order], vocabulary)
    assert remedies(reading) == RIGHT
    assert codes(reading) == set()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", UNPLACED)
def test_where_places_are_not_known_another_order_than_the_forms_is_not_read(
    name: str, order: str, vocabulary: Vocabulary
) -> None:
    reading = read(name, ORDERS[order], vocabulary)
    assert remedies(reading) == {}
    assert codes(reading) == {"D502"}


@pytest.mark.parametrize("name", [*PLACED, *UNPLACED])
def test_a_row_that_only_numbers_the_columns_is_no_row_of_figures(name: str, vocabulary: Vocabulary) -> None:
    reading = read(name, [*USUAL, figures(*COUNTED), figures(*REVIEW, *DIRECT, *AFTER)], vocabulary)
    assert (remedies(reading), codes(reading)) == (RIGHT, set())


def test_a_row_that_only_numbers_the_columns_is_none_where_nothing_follows(vocabulary: Vocabulary) -> None:
    reading = read("x.html", [*USUAL, figures(*COUNTED)], vocabulary)
    assert (remedies(reading), codes(reading)) == ({}, {"D502"})


@pytest.mark.parametrize("first", [(0,) * 15, (1,) * 15, (*AFTER, *DIRECT, *REVIEW)])
@pytest.mark.parametrize("label", [(), ("其中：本级",)])
def test_of_two_rows_of_figures_none_is_chosen(
    first: tuple[int, ...], label: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    rows = [*USUAL, figures(*first), figures(*label, *REVIEW, *DIRECT, *AFTER)]
    reading = read("x.html", rows, vocabulary)
    assert set(remedies(reading)) <= ({"direct_suit"} if first == (*AFTER, *DIRECT, *REVIEW) else set())
    assert codes(reading) == {"D506", "D509"}


def test_a_row_of_figures_that_stands_there_twice_is_read_once(vocabulary: Vocabulary) -> None:
    own = figures(*REVIEW, *DIRECT, *AFTER)
    reading = read("x.html", [*USUAL, own, own], vocabulary)
    assert (remedies(reading), codes(reading)) == (RIGHT, set())


@pytest.mark.parametrize("name", ["x.html", "x.csv", "bars.txt"])
def test_a_blank_column_at_the_right_costs_nothing(name: str, vocabulary: Vocabulary) -> None:
    rows = [[*row, Box("")] for row in (*USUAL, figures(*REVIEW, *DIRECT, *AFTER))]
    reading = read(name, rows, vocabulary)
    assert (remedies(reading), codes(reading)) == (RIGHT, set())


@pytest.mark.parametrize("name", [*PLACED, *UNPLACED])
@pytest.mark.parametrize("rest", [0, "无", "见附件"])
def test_words_among_the_cells_of_a_row_without_a_label_are_cells(
    name: str, rest: object, vocabulary: Vocabulary
) -> None:
    found = remedies(read(name, [*USUAL, figures("见附件", *[rest] * 14)], vocabulary))
    assert found == {
        row: (("见附件" if row == "review" else rest), rest, rest, rest, rest)
        for row in ("review", "direct_suit", "suit_after_review")
    }
