"""Merged cells that were unmerged and filled everywhere: a figure that is said again below one head is one figure."""

from __future__ import annotations

import pytest

from gouji.vocabulary.model import Vocabulary
from intake.layouts import (
    DISCLOSURE,
    REMEDIES,
    REQUESTS,
    WRITERS,
    Blocks,
    Layout,
    assert_all_right,
    filled_up,
    not_read,
    places,
    read_laid_out,
    table_at,
)
from intake.writers import Box, Boxes


def to_the_edge(boxes: Boxes) -> Boxes:
    """Return table 2 as the form prints it: all bands are as wide, the last cell of a narrow one goes to the edge."""
    width = max(sum(one.across for one in row) for row in boxes)
    return [[*row[:-1], Box(row[-1].text, 1, width - sum(one.across for one in row[:-1]))] for row in boxes]


def doubled(boxes: Boxes) -> Boxes:
    """Return a table all of whose cells are merged over two columns."""
    return [[Box(one.text, one.down, 2 * one.across) for one in row] for row in boxes]


def filled(which: int, *changes: str) -> Layout:
    """Return a layout in which a table is filled up, wider before it."""

    def change(blocks: Blocks) -> Blocks:
        table = table_at(blocks, which)
        for one in changes:
            table = {"to the edge": to_the_edge, "doubled": doubled}[one](table)
        blocks[places(blocks)[which]] = filled_up(table)
        return blocks

    return change


LAYOUTS = {
    "table 2": filled(DISCLOSURE, "to the edge"),
    "table 2 of twice as many columns": filled(DISCLOSURE, "to the edge", "doubled"),
    "table 3": filled(REQUESTS, "doubled"),
    "table 4": filled(REMEDIES, "doubled"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", WRITERS)
def test_a_cell_said_again_below_its_own_head_is_one_cell(name: str, layout: str, vocabulary: Vocabulary) -> None:
    assert_all_right(read_laid_out(name, LAYOUTS[layout], vocabulary))


@pytest.mark.parametrize("said", [["7", "7", "8"], ["7", "7", ""], ["1", "7", "1"], ["", "7", "7"]], ids=str)
@pytest.mark.parametrize("name", WRITERS)
def test_cells_below_one_head_that_differ_are_not_read(name: str, said: list[str], vocabulary: Vocabulary) -> None:
    def change(blocks: Blocks) -> Blocks:
        table = table_at(LAYOUTS["table 2"](blocks), DISCLOSURE)
        row = next(row for row in table if row[0].text == "行政许可")
        row[1:] = [Box(text) for text in said]
        return blocks

    doubted, missing, wrong = not_read(read_laid_out(name, change, vocabulary))
    assert (doubted, missing, wrong) == (set(), {"/tables/disclosure/licences/decisions"}, {})


@pytest.mark.parametrize("name", WRITERS)
def test_figures_below_a_head_that_is_said_once_are_not_one(name: str, vocabulary: Vocabulary) -> None:
    def change(blocks: Blocks) -> Blocks:
        table = table_at(LAYOUTS["table 2"](blocks), DISCLOSURE)
        for row in table:
            row[:] = [Box("") if box.text == "本年处理决定数量" and rank > 1 else box for rank, box in enumerate(row)]
        return blocks

    doubted, missing, wrong = not_read(read_laid_out(name, change, vocabulary))
    rows = {f"/tables/disclosure/{row}/decisions" for row in ("licences", "penalties", "coercion")}
    assert (doubted, missing, wrong) == (set(), rows, {})
