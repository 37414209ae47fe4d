"""A report that is one table: headings and prose are rows of one wide cell, and are taken out of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gouji.findings import Place
from gouji.intake.blocks import Cell, Grid
from gouji.intake.labels import index_tables
from gouji.intake.sifted import sifted
from gouji.vocabulary.model import Vocabulary

HEADING = "一、总体情况"
NEXT = "五、存在的主要问题及改进情况"
ROW = ["行政许可", "3"]

TABLES: list[tuple[str, list[list[str]], list[str]]] = [
    (
        "prose behind its heading",
        [["甲局年报"], [HEADING], ["工作有序。"], ROW],
        ["甲局年报", HEADING, "工作有序。", "+"],
    ),
    (
        "two paragraphs in a cell",
        [[HEADING], ["（一）公开。\n（二）申请。"], ROW],
        [HEADING, "（一）公开。", "（二）申请。", "+"],
    ),
    ("a heading with its text in a cell", [[f"{HEADING}\n工作有序。"], ROW], [HEADING, "工作有序。", "+"]),
    ("prose behind a table", [[HEADING], ROW, ["收费见附件。"], [NEXT]], [HEADING, "+", "收费见附件。", NEXT]),
    ("a note between rows", [[HEADING], ROW, ["以上为许可。"], ["行政处罚", "3"]], [HEADING, "+"]),
    ("the heading of a band", [[HEADING], ["第二十条第（五）项"], ROW], [HEADING, "+"]),
    ("a figure alone", [[HEADING], ["20"], ROW], [HEADING, "+"]),
    ("blanks behind the words", [[HEADING], ["工作有序。", ""], ROW], [HEADING, "工作有序。", "+"]),
    ("no heading at all", [["工作有序。"], ROW], ["+"]),
]


@pytest.mark.parametrize(("said", "rows", "blocks"), TABLES, ids=[one[0] for one in TABLES])
def test_prose_between_headings_and_tables_is_taken_out(
    said: str, rows: list[list[str]], blocks: list[str], vocabulary: Vocabulary
) -> None:
    assert [text for text, _ in _sifted(rows, None, vocabulary)] == blocks


def test_lines_of_a_cell_on_a_page_are_joined_and_doubted(vocabulary: Vocabulary) -> None:
    read = list(_sifted([[HEADING], ["收到申请1\n2件。\n均已办结。"], ROW], 1, vocabulary))
    doubt = ("broken_in_cell",)
    assert read == [(HEADING, ()), ("收到申请12件。", doubt), ("均已办结。", doubt), ("+", ())]


def _sifted(rows: list[list[str]], page: int | None, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    place = Place("x", page=page)
    grid = Grid(
        tuple(
            tuple(
                Cell(text, at, rank, place, 1, 5 if rank == 1 and row != ROW else 1) for rank, text in enumerate(row, 1)
            )
            for at, row in enumerate(rows, 1)
        ),
        place,
        ragged=False,
    )
    for block in sifted(grid, {HEADING, NEXT}.__contains__, index_tables(vocabulary)):
        yield ("+", ()) if isinstance(block, Grid) else (block.text, block.doubts)
