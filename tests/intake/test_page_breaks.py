"""A table that goes on after a page break is one table; of a row split by the break no digit is joined."""

from __future__ import annotations

from typing import Any

import pytest

from gouji.findings import Place
from gouji.intake.blocks import Block, Cell, Grid, Heading, Paragraph
from gouji.intake.reading import read_blocks
from gouji.record import replace
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
            {**BOTH, "normative_documents": {"issued": "4", "repealed": "5", "in_force": "22（其中 修订6件）"}},
            id="a note in a cell goes on, and the row is doubted",
        ),
        pytest.param(
            [[BAND, HEAD, RULES, ["行政规范性文件", "4", "5", "22（其中修订6"]], [["", "", "", "件）"]]],
            {**BOTH, "normative_documents": {"issued": "4", "repealed": "5", "in_force": "22（其中修订6 件）"}},
            id="and so it is though only words go on",
        ),
        pytest.param(
            [[BAND, HEAD, RULES], [["行政规范性文件", "4", "5", "1,23"]], [["", "", "", "4"]]],
            {**BOTH, "normative_documents": {"issued": 4, "repealed": 5, "in_force": "1,23 4"}},
            id="the row stands alone on its page",
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


NOTE, FIRMS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "法人或其他组织"
BELOW = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
RECEIVED = ["一、本年新收政府信息公开申请数量", "4", "1", "2", "3", "5", "6", "21"]
CARRIED = ["二、上年结转政府信息公开申请数量", "0", "", "0", "0", "0", "0", "0"]


def row(rank: int, *cells: tuple[str, int, int]) -> tuple[Cell, ...]:
    """Return a row of cells, each with its column and how many columns it takes."""
    return tuple(Cell(text, rank, column, Place("x"), 1, wide) for text, column, wide in cells)


def below(rank: int, texts: list[str]) -> tuple[Cell, ...]:
    """Return a row of figures behind a label of three columns."""
    return row(rank, (texts[0], 1, 3), *((text, column, 1) for column, text in enumerate(texts[1:], 4)))


def requests(above: tuple[tuple[Cell, ...], ...], under: tuple[tuple[Cell, ...], ...]) -> list[Block]:
    """Return a report whose table 3 goes on after a page break."""
    return [
        Paragraph("某县某局2021年政府信息公开工作年度报告", Place("x", 1)),
        Heading("三、收到和处理政府信息公开申请情况", 1, Place("x", 2)),
        Grid(above, Place("x", page=1), ragged=False),
        Grid(under, Place("x", page=2), ragged=False, continues=True),
    ]


HEAD_CUT = row(1, (NOTE, 1, 3), ("申请人情况", 4, 7))
WHOLE = row(2, ("自然人", 4, 1), (FIRMS, 5, 5), ("总计", 10, 1))
HALF = row(2, ("自然", 4, 1), (FIRMS, 5, 5), ("总", 10, 1))
ENDS = [(text, column, 1) for column, text in enumerate(BELOW, 5)]


def down(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return a row of which all cells of one column are merged with those below."""
    return tuple(replace(cell, row_span=2) if cell.column_span == 1 else cell for cell in cells)


@pytest.mark.parametrize(
    ("above", "first"),
    [
        pytest.param(
            (HEAD_CUT, WHOLE), row(1, ("", 1, 3), ("", 4, 1), *ENDS, ("", 10, 1)), id="between two lines of it"
        ),
        pytest.param(
            (HEAD_CUT, HALF), row(1, ("", 1, 3), ("人", 4, 1), *ENDS, ("计", 10, 1)), id="and through its words"
        ),
        pytest.param(
            (HEAD_CUT, WHOLE, row(3, *((text[:3], column, 1) for text, column, _ in ENDS))),
            row(1, ("", 1, 3), ("", 4, 1), *((text[3:], column, 1) for text, column, _ in ENDS), ("", 10, 1)),
            id="through its last line",
        ),
        pytest.param(
            (HEAD_CUT, down(HALF), row(3, *((text[:2], column, 1) for text, column, _ in ENDS))),
            row(1, ("", 1, 3), ("人", 4, 1), *((text[2:], column, 1) for text, column, _ in ENDS), ("计", 10, 1)),
            id="and through words that are merged over it",
        ),
    ],
)
def test_a_head_that_the_break_cuts_is_read_and_knows_its_columns(
    above: tuple[tuple[Cell, ...], ...], first: tuple[Cell, ...], vocabulary: Vocabulary
) -> None:
    read = read_blocks("x", requests(above, (first, below(2, RECEIVED), below(3, CARRIED))), vocabulary)
    assert list(read.report["tables"]["requests"]["received"].values()) == [4, 1, 2, 3, 5, 6, 21]


def test_figures_below_another_head_than_their_own_are_doubted_where_the_break_cuts_the_head(
    vocabulary: Vocabulary,
) -> None:
    first = row(1, ("", 1, 3), ("", 4, 1), *ENDS, ("", 10, 1))
    aside = row(2, (RECEIVED[0], 1, 2), *((text, column, 1) for column, text in enumerate([*RECEIVED[1:-1], "22"], 3)))
    read = read_blocks("x", requests((HEAD_CUT, WHOLE), (first, aside, below(3, CARRIED))), vocabulary)
    assert read.source_map["/tables/requests/received/total"]["doubts"] == ["cells_may_be_shifted"]


def test_the_rest_of_a_note_below_blank_cells_that_are_merged_downwards_costs_no_other_row(
    vocabulary: Vocabulary,
) -> None:
    head = (HEAD_CUT, WHOLE, row(3, *ENDS))
    note = below(4, [*RECEIVED[:-1], "22（其中修订16"])
    label, *rest = below(1, [""] * 7 + ["件）"])
    split = (replace(label, column_span=1, row_span=2), replace(label, column=2, column_span=2, row_span=1), *rest)
    second = (replace(below(2, CARRIED)[0], column=2, column_span=2), *below(2, CARRIED)[1:])
    read = read_blocks("x", requests((*head, note), (split, second)), vocabulary).report["tables"]["requests"]
    assert read["received"]["total"] == "22（其中修订16 件）"
    assert list(read["carried_in"].values()) == [0, None, 0, 0, 0, 0, 0]


def test_what_stands_below_a_whole_head_is_no_half_of_it_though_it_holds_only_signs(vocabulary: Vocabulary) -> None:
    rows = [
        row(1, ("行政复议", 1, 5), ("行政诉讼", 6, 10)),
        row(2, ("未经复议直接起诉", 6, 5), ("复议后起诉", 11, 5)),
        row(3, *((text, 1 + rank, 1) for rank, text in enumerate(RESULTS * 3))),
    ]
    figures = row(1, *((text, 1 + rank, 1) for rank, text in enumerate(["—", "/", "22（其中", "—", "/"] * 3)))
    blocks = requests(tuple(rows), (figures,))
    blocks[1] = Heading("四、政府信息公开行政复议、行政诉讼情况", 1, Place("x", 2))
    read = read_blocks("x", blocks, vocabulary)
    assert list(read.report["tables"]["remedies"]["review"].values()) == ["—", "/", "22（其中", "—", "/"]
