"""Pages of one scan: a table goes on over them, and what is printed on each of them is no part of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw

from gouji.findings import Defect
from gouji.intake.blocks import Grid, Paragraph
from gouji.intake.readers.ocr_blocks import Line, Sheet, Table, blocks_of
from gouji.intake.readers.ocr_cells import Written
from gouji.intake.readers.ocr_engine import Layout, Script, Word
from gouji.intake.readers.ocr_lines import Field, Ruled
from gouji.intake.readers.ocr_page import PageImage, read_pages

WIDE, HIGH = 2_000, 2_800


def table(top: int, *rows: Sequence[int], left: int = 200) -> Table:
    """Return a table of rows, each given by where its cells meet, that are 100 pixels high and 1500 wide."""
    fields = [
        Field(row, rank, 1, 1, left + begin, top + 100 * row, left + end, top + 100 * row + 100)
        for row, meet in enumerate(rows)
        for rank, (begin, end) in enumerate(zip([0, *meet], [*meet, 1_500], strict=True))
    ]
    ruled = Ruled(left, top, left + 1_500, top + 100 * len(rows), tuple(fields), True)
    return Table(ruled, tuple(Written("0", 90) for _ in fields))


def line(text: str, top: int) -> Line:
    """Return a line of writing."""
    return Line(text, 300, top, 900, top + 40, 0)


def sheet(number: int, tables: Sequence[Table], *lines: Line) -> Sheet:
    """Return a page."""
    return Sheet(number, WIDE, HIGH, 595, lines, tuple(tables))


def shown(*sheets: Sheet) -> list[str]:
    """Return paragraphs, and of tables whether they go on and where the cells of their rows begin."""
    found = []
    for one in blocks_of("x.png", sheets, 0, 0, 0):
        if isinstance(one, Grid):
            columns = " | ".join(" ".join(str(cell.column) for cell in row) for row in one.rows)
            found.append(f"{'goes on' if one.continues else 'table'} {columns}")
        else:
            found.append(one.text)
    return found


@pytest.mark.parametrize(
    ("below", "wanted"),
    [
        pytest.param(table(100, [500, 1_000]), ["table 1 2", "goes on 1 2 3"], id="a head with fewer columns"),
        pytest.param(table(100, [503, 1_000], left=250), ["table 1 2", "goes on 1 2 3"], id="moved in the scanner"),
        pytest.param(table(100, [700]), ["table 1 2", "goes on 1 3"], id="other columns"),
        pytest.param(table(100, [500], left=300), ["table 1 2", "table 1 2"], id="another table further in"),
    ],
)
def test_the_columns_of_a_table_are_counted_by_the_edges_of_all_its_parts(below: Table, wanted: list[str]) -> None:
    assert shown(sheet(1, [table(2_500, [500])]), sheet(2, [below])) == wanted


HEAD = "某县人民政府办公室2021年度报告"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        pytest.param([line(HEAD, 60), line(HEAD, 64)], ["table 1 2", "goes on 1 2"], id="the same head"),
        pytest.param(
            [line(HEAD, 60), line(HEAD.replace("办公", "力公"), 60)],
            ["table 1 2", "goes on 1 2"],
            id="read a little wrong",
        ),
        pytest.param([line("第 1 页", 2_720), line("第 2 页", 2_720)], ["table 1 2", "goes on 1 2"], id="page numbers"),
        pytest.param(
            [line(HEAD, 60), line("三、收到和处理申请情况", 60)],
            [HEAD, "table 1 2", "三、收到和处理申请情况", "table 1 2"],
            id="other words",
        ),
        pytest.param(
            [line(HEAD, 600), line(HEAD, 60)], [HEAD, "table 1 2", HEAD, "table 1 2"], id="the same words elsewhere"
        ),
    ],
)
def test_what_is_printed_on_every_page_does_not_part_a_table(lines: Sequence[Line], wanted: list[str]) -> None:
    first, second = lines
    assert shown(sheet(1, [table(2_500, [500])], first), sheet(2, [table(150, [500])], second)) == wanted


def test_pages_that_do_not_follow_each_other_have_tables_of_their_own() -> None:
    found = shown(sheet(1, [table(2_500, [500])]), sheet(3, [table(150, [500])]))
    assert found == ["table 1 2", "table 1 2"]


def below(*words: tuple[str, int, int], apart: int = 8) -> Line:
    """Return a line right below a table whose foot is at 2600, its words each between two places."""
    return Line("".join(text for text, *_ in words), words[0][1], 2_600 + apart, words[-1][2], 2_640, 2_600, words)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        pytest.param(below(("文件", 210, 300)), [("0\n文件", 0), ("0", 90)], id="words of one cell"),
        pytest.param(
            below(("文件", 210, 300), ("3", 800, 820)), [("0\n文件", 0), ("0\n3", 0)], id="words and a figure of two"
        ),
        pytest.param(below(("注：单位为件", 210, 900)), None, id="a note over both"),
        pytest.param(below(("注", 210, 240), apart=60), None, id="a note further down"),
        pytest.param(below(("注", 150, 190)), None, id="a note beside them"),
    ],
)
def test_words_that_hang_out_of_the_last_row_of_a_page_belong_to_their_cell(
    line: Line, cells: list[tuple[str, int]] | None
) -> None:
    first, second = sheet(1, [table(2_500, [500])], line), sheet(2, [table(150, [500])])
    above, *between, under = blocks_of("x.png", [first, second], 0, 0, 0)
    assert isinstance(above, Grid)
    assert isinstance(under, Grid)
    found = [(cell.text, cell.confidence) for cell in above.rows[0]]
    assert (found, under.continues, len(between)) == ((cells or [("0", 90)] * 2), cells is not None, int(cells is None))
    assert all("uncertain_in_image" in cell.doubts for cell in above.rows[0] if "\n" in cell.text)


class Nothing:
    """An engine that recognises nothing."""

    def read(self, pieces: Sequence[Image.Image], layout: Layout, script: Script) -> Sequence[tuple[Word, ...]]:
        """Return no words for every piece."""
        return [() for _ in pieces]


def test_a_row_that_a_page_break_leaves_open_is_read_on_both_pages() -> None:
    pages = []
    for number, (top, foot) in enumerate(((1_000, 1_560), (40, 500)), 1):
        page = Image.new("L", (1_600, 2_200), 255)
        draw = ImageDraw.Draw(page)
        for at in (100, 800, 1_400):
            draw.line((at, top, at, foot), fill=0, width=3)
        for at in {1_000, 1_300, 200, 500} & set(range(top, foot + 1)):
            draw.line((100, at, 1_400, at), fill=0, width=3)
        pages.append(PageImage(number, page))
    read = read_pages("x.png", pages, Nothing())
    assert not isinstance(read, Defect)
    assert [(len(one.rows), one.continues) for one in read if isinstance(one, Grid)] == [(2, False), (2, True)]
    assert [one for one in read if isinstance(one, Paragraph)] == []
