"""A table that goes on after a page break is one table; of a row split by the break no digit is joined."""

from __future__ import annotations

from typing import Any

import pytest

from gouji.findings import Place
from gouji.intake.blocks import Block, Cell, Grid, Heading, Paragraph
from gouji.intake.reading import read_blocks
from gouji.vocabulary.model import Vocabulary

BAND = ["第二十条第（一）项"]
HEAD = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def document(*pages: list[list[str]]) -> list[Block]:
    """Return a report whose table 2 stands on some pages."""
    blocks: list[Block] = [
        Paragraph("某县某局2021年政府信息公开工作年度报告", Place("x", 1)),
        Heading("二、主动公开政府信息情况", 1, Place("x", 2)),
    ]
    for page, rows in enumerate(pages, 1):
        cells = tuple(
            tuple(
                Cell(text, rank, column, Place("x", page=page, table=page, table_row=rank, table_column=column))
                for column, text in enumerate(row, 1)
            )
            for rank, row in enumerate(rows, 1)
        )
        blocks.append(Grid(cells, Place("x", page=page, table=page), ragged=False, continues=page > 1))
    return [*blocks, Heading("六、其他需要报告的事项", 1, Place("x", 9)), Paragraph("无。", Place("x", 10))]


RULES = ["规章", "1", "2", "3"]
PAPERS = ["行政规范性文件", "4", "5", "6"]
BOTH: dict[str, Any] = {
    "regulations": {"issued": 1, "repealed": 2, "in_force": 3},
    "normative_documents": {"issued": 4, "repealed": 5, "in_force": 6},
}
ONLY_RULES = {"regulations": BOTH["regulations"]}


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param([[BAND, HEAD, RULES], [PAPERS]], BOTH, id="it just goes on"),
        pytest.param([[BAND, HEAD, RULES], [BAND, HEAD, PAPERS]], BOTH, id="the head is printed again"),
        pytest.param([[BAND, HEAD], [RULES, PAPERS]], BOTH, id="the break stands below the head"),
        pytest.param(
            [[BAND, HEAD, RULES, ["行政规范", "4", "5", "6"]], [["性文件", "", "", ""]]], BOTH, id="a label is split"
        ),
        pytest.param(
            [[BAND, HEAD, RULES, ["行政规范", "", "", ""]], [BAND, HEAD, ["性文件", "4", "5", "6"]]],
            BOTH,
            id="a label is split around a head that is printed again",
        ),
        pytest.param(
            [[BAND, HEAD, RULES, ["行政规范", "4", "5", "1"]], [["性文件", "", "", "2"]]],
            {**BOTH, "normative_documents": {"issued": 4, "repealed": 5, "in_force": "1 2"}},
            id="digits on both pages are not joined",
        ),
        pytest.param(
            [[BAND, HEAD, RULES, ["甲乙丙丁", "4", "5", "6"]], [["戊己", "", "", ""]]],
            ONLY_RULES,
            id="two rows are not one",
        ),
        pytest.param(
            [[BAND, HEAD, RULES, ["行政规范性文件", "", "", ""]], [["", "4", "5", "6"]]],
            BOTH,
            id="the label stands above the break, the figures below",
        ),
        pytest.param(
            [[BAND, HEAD, RULES, PAPERS], [["", "", "7", ""]]],
            {**BOTH, "normative_documents": {"issued": 4, "repealed": "5 7", "in_force": 6}},
            id="a figure goes on below a label that is whole",
        ),
        pytest.param(
            [[BAND, HEAD, RULES, ["行政规范性文件", "4", "5", "22（其中"]], [["", "", "", "修订6件）"]]],
            {**BOTH, "normative_documents": {"issued": "4", "repealed": "5", "in_force": "22（其中"}},
            id="a note in a cell goes on, and the row is doubted",
        ),
        pytest.param(
            [[BAND, HEAD, PAPERS, RULES], [["甲乙", "7", "8", "9"]]],
            {**BOTH, "regulations": {"issued": "1", "repealed": "2", "in_force": "3"}},
            id="figures below the break belong to no label",
        ),
    ],
)
def test_a_table_over_two_pages_reads_as_one(
    pages: list[list[list[str]]], expected: dict[str, Any], vocabulary: Vocabulary
) -> None:
    assert read_blocks("x", document(*pages), vocabulary).report["tables"]["disclosure"] == expected


def test_a_row_is_one_though_a_cell_beside_it_is_merged_over_the_break(vocabulary: Vocabulary) -> None:
    band = [Cell("第二十条第（一）项", 1, 1, Place("x"))]
    head = [Cell(text, 2, column, Place("x")) for column, text in enumerate(["", *HEAD], 1)]
    above = [Cell(text, 3, column, Place("x")) for column, text in enumerate(["甲", *RULES], 1)]
    split = [Cell(text, 4, column, Place("x")) for column, text in enumerate(["行政规范", "", "", ""], 2)]
    below = [Cell(text, 1, column, Place("x")) for column, text in enumerate(["", "性文件", "4", "5", "6"], 1)]
    before = Grid(tuple(map(tuple, [band, head, above, split])), Place("x"), ragged=False)
    after = Grid((tuple(below),), Place("x"), ragged=False, continues=True)
    blocks = document([[]])
    read = read_blocks("x", [*blocks[:2], before, after, *blocks[3:]], vocabulary)
    assert read.report["tables"]["disclosure"] == BOTH
