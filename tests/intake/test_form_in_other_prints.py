"""The form as converters and agencies print it: numbered columns, merged labels left blank or said again."""

from __future__ import annotations

import pytest

from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary
from intake.writers import (
    Box,
    Boxes,
    as_bars,
    as_cells,
    as_docx,
    as_html,
    as_markdown,
    as_rows,
    as_xlsx,
    placed_boxes,
)
from programs import blocks_of_founding_report, founding_report

WRITERS = {
    "x.html": as_html,
    "x.docx": as_docx,
    "x.xlsx": as_xlsx,
    "x.md": as_markdown,
    "cells.txt": as_cells,
    "rows.txt": as_rows,
    "bars.txt": as_bars,
}


def tables(blocks: list[str | Boxes]) -> list[Boxes]:
    """Return the tables among what is printed."""
    return [one for one in blocks if isinstance(one, list)]


def assert_all_read(reading: Reading) -> None:
    """Assert that every cell was read for certain."""
    assert reading.report["tables"] == founding_report()["tables"]
    assert [one for one in reading.defects if (one.pointer or "").startswith("/tables")] == []
    assert [pointer for pointer, one in reading.source_map.items() if one["doubts"]] == []


@pytest.mark.parametrize("words", ["栏次", ""])
@pytest.mark.parametrize("name", WRITERS)
def test_a_row_that_only_numbers_the_columns_costs_nothing(name: str, words: str, vocabulary: Vocabulary) -> None:
    blocks = list(blocks_of_founding_report())
    disclosure, requests, _ = tables(blocks)
    disclosure.insert(2, [Box(words), Box("1"), Box("2"), Box("3")])
    requests.insert(2, [Box(words, across=3), *(Box(str(one)) for one in range(1, 8))])
    assert_all_read(read_document(name, WRITERS[name](blocks), vocabulary))


def unmerged(blocks: list[str | Boxes], *, again: bool = False) -> list[str | Boxes]:
    """Return what is printed without merged cells: a filled one and blank ones, or the words `again` in each."""
    return [block if isinstance(block, str) else _filled_up(block, again) for block in blocks]


def _filled_up(boxes: Boxes, again: bool) -> Boxes:
    width = max(column + one.across for _, column, one in placed_boxes(boxes))
    rows = [[Box("")] * width for _ in boxes]
    for row, column, one in placed_boxes(boxes):
        for down in range(one.down if again else 1):
            for across in range(one.across if again else 1):
                rows[row + down][column + across] = Box(one.text)
    return rows


@pytest.mark.parametrize("name", ["x.md", "rows.txt", "bars.txt", "cells.txt"])
def test_a_merged_label_may_be_a_filled_cell_and_blank_ones(name: str, vocabulary: Vocabulary) -> None:
    blocks = unmerged(list(blocks_of_founding_report()))
    assert_all_read(read_document(name, WRITERS[name](blocks), vocabulary))


@pytest.mark.parametrize("name", ["x.html", "x.docx", "x.xlsx", "x.md", "rows.txt", "bars.txt", "cells.txt"])
def test_a_merged_label_may_be_said_again_in_each_of_its_cells(name: str, vocabulary: Vocabulary) -> None:
    blocks = unmerged(list(blocks_of_founding_report()), again=True)
    assert_all_read(read_document(name, WRITERS[name](blocks), vocabulary))


def test_a_table_that_compares_rows_takes_none_of_them_away(vocabulary: Vocabulary) -> None:
    blocks = list(blocks_of_founding_report())
    at = max(rank for rank, one in enumerate(blocks) if isinstance(one, list)) - 1
    compared = [["项目", "2020年", "2021年"], ["一、本年新收政府信息公开申请数量", "9", "31"]]
    blocks[at:at] = ["近两年对比：", [[Box(one) for one in row] for row in compared]]
    assert_all_read(read_document("x.html", as_html(blocks), vocabulary))


def test_a_row_that_is_refused_is_not_read_and_one_that_is_absent_was_perhaps_never_printed(
    vocabulary: Vocabulary,
) -> None:
    for row, blocking in (([Box("规章"), Box("0"), Box("0")], True), ([], False)):
        blocks = list(blocks_of_founding_report())
        tables(blocks)[0][2:3] = [row] if row else []
        reading = read_document("x.html", as_html(blocks), vocabulary)
        assert [one.blocking for one in reading.defects if one.code == "D509"] == [blocking]


@pytest.mark.parametrize("mark", [" ", ""])
def test_a_row_of_words_and_figures_is_no_heading(mark: str, vocabulary: Vocabulary) -> None:
    blocks = [
        one if isinstance(one, str) else "\n".join(mark.join(box.text for box in row) for row in one)
        for one in blocks_of_founding_report()
    ]
    reading = read_document("x.txt", "\n".join(blocks).encode(), vocabulary)
    assert [one.get("id") for one in reading.report["sections"]] == [one.id for one in vocabulary.sections]
