"""What is believed of several readings of a cell, and where the cells of a ruled page are; no program is needed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw

from gouji.findings import Defect
from gouji.intake.readers.ocr_cells import LEAST, read_cells
from gouji.intake.readers.ocr_engine import Layout, Script, Word
from gouji.intake.readers.ocr_lines import Field, faint_ink_of, ink_of, straightened, tables_of
from gouji.intake.readers.ocr_page import PageImage, read_pages

WHOLE = Field(0, 0, 1, 1, 0, 0, 199, 99)


class Said:
    """An engine that says what it is told, by script: every word with its confidence."""

    def __init__(self, **said: Sequence[tuple[str, int]]) -> None:
        self._said = said

    def read(self, pieces: Sequence[Image.Image], layout: Layout, script: Script) -> Sequence[tuple[Word, ...]]:
        """Return the same words for every piece."""
        words = tuple(Word(text, 0, 0, 9, 9, (1, 1, 1), sure) for text, sure in self._said.get(script, ()))
        return [words for _ in pieces]


def drawn(*marks: tuple[int, int, int, int], grey: int = 0) -> Image.Image:
    """Return a cell with marks of ink."""
    page = Image.new("L", (200, 100), 255)
    for mark in marks:
        ImageDraw.Draw(page).rectangle(mark, fill=grey)
    return page


def certain(page: Image.Image, engine: Said) -> tuple[str, bool]:
    """Return what is read of a cell, and whether it is believed."""
    written = read_cells(page, ink_of(page), [WHOLE], engine)
    assert written is not None
    return written[0].text, written[0].confidence >= LEAST


TWO = ((50, 30, 60, 60), (68, 30, 78, 60))
SURE = [("27", 96)]
THRICE = [("272727", 90)]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        pytest.param({"words": SURE, "signs": SURE}, ("27", True), id="two models agree"),
        pytest.param({"signs": SURE, "english_figures": THRICE}, ("27", True), id="one model twice"),
        pytest.param({"signs": SURE}, ("27", False), id="only one reading"),
        pytest.param({"words": [("27", 30)], "signs": SURE}, ("27", False), id="the second of them is not sure"),
        pytest.param({"words": [("21", 80)], "signs": SURE}, ("21", False), id="two figures"),
        pytest.param(
            {"words": [("21", 80)], "signs": SURE, "english_figures": THRICE},
            ("27", False),
            id="a sure one against two",
        ),
        pytest.param({"words": SURE, "signs": [("2?", 90)]}, ("27", False), id="a sign that is no figure"),
        pytest.param({"words": [("二", 95)], "signs": [("=", 95)]}, ("二", False), id="words"),
        pytest.param({"words": [("2", 96)], "signs": [("2", 96)]}, ("2", False), id="more marks than figures"),
        pytest.param({}, ("□", False), id="nothing"),
        pytest.param({"words": [("2.7", 80)], "signs": [("2.7", 80)]}, ("2.7", False), id="a point or a comma"),
    ],
)
def test_a_figure_is_believed_when_readings_agree(
    said: dict[str, list[tuple[str, int]]], read: tuple[str, bool]
) -> None:
    assert certain(drawn(*TWO), Said(**said)) == read


@pytest.mark.parametrize(
    ("page", "sure"),
    [
        pytest.param(drawn(*TWO), True, id="two marks beside each other"),
        pytest.param(drawn((50, 30, 60, 60), (110, 30, 120, 60)), False, id="two marks far apart"),
        pytest.param(drawn((0, 30, 14, 60), (20, 30, 30, 60)), False, id="a mark that goes over the edge of the cell"),
        pytest.param(drawn((50, 30, 60, 60), (66, 30, 71, 44)), False, id="a raised mark"),
        pytest.param(drawn((50, 30, 60, 60), (66, 50, 71, 66)), False, id="a lowered mark"),
        pytest.param(drawn((50, 30, 60, 60), (68, 36, 78, 60)), True, id="a mark that is a little less tall"),
        pytest.param(drawn(*TWO, (46, 44, 82, 45)), False, id="a thin line through both"),
        pytest.param(drawn(*TWO, (50, 43, 78, 46)), False, id="a thick line through both"),
    ],
)
def test_a_figure_stands_together_and_within_its_cell(page: Image.Image, sure: bool) -> None:
    assert certain(page, Said(words=SURE, signs=SURE)) == ("27", sure)


@pytest.mark.parametrize(
    ("page", "sure"),
    [
        pytest.param(drawn((50, 30, 54, 60)), True, id="an upright stroke"),
        pytest.param(drawn((50, 30, 68, 60)), True, id="a figure with a stroke as long as it is wide"),
        pytest.param(drawn((50, 30, 54, 60), (40, 45, 70, 46)), False, id="a line that is longer"),
    ],
)
def test_a_single_figure_is_struck_out_only_by_a_line_that_is_longer(page: Image.Image, sure: bool) -> None:
    assert certain(page, Said(words=[("1", 96)], signs=[("1", 96)])) == ("1", sure)


@pytest.mark.parametrize(
    ("page", "sure"),
    [
        pytest.param(drawn(), True, id="white paper"),
        pytest.param(drawn((50, 30, 60, 60), grey=205), False, id="pale ink"),
        pytest.param(drawn((50, 50, 90, 50)), False, id="a thin dash"),
        pytest.param(drawn((50, 50, 50, 50)), True, id="a speck of dust"),
    ],
)
def test_a_blank_is_believed_where_no_ink_is(page: Image.Image, sure: bool) -> None:
    assert certain(page, Said()) == ("", sure)


def ruled(width: int = 2) -> Image.Image:
    """Return a page with a table: a cell over two columns above two, and one over two rows at the right."""
    page = Image.new("L", (1_600, 1_000), 255)
    draw = ImageDraw.Draw(page)
    draw.rectangle((100, 100, 1_300, 500), outline=0, width=width)
    draw.line((100, 300, 900, 300), fill=0, width=width)
    draw.line((900, 100, 900, 500), fill=0, width=width)
    draw.line((500, 300, 500, 500), fill=0, width=width)
    return page


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(ruled(), id="thin"),
        pytest.param(ruled(9), id="thick"),
        pytest.param(straightened(ruled(3).rotate(0.8, fillcolor=255, resample=Image.Resampling.BICUBIC)), id="askew"),
    ],
)
def test_cells_are_worked_out_from_the_lines(page: Image.Image) -> None:
    (table,) = tables_of(ink_of(page))
    spans = [(one.row, one.column, one.row_span, one.column_span) for one in table.fields]
    assert spans == [(0, 0, 1, 2), (0, 2, 2, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
    assert table.regular


def spans(page: Image.Image) -> list[tuple[int, int, int, int]]:
    """Return where the cells of the one table of a page are: row, column, and how many of both they take."""
    (table,) = tables_of(ink_of(page), faint_ink_of(page))
    return [(one.row, one.column, one.row_span, one.column_span) for one in table.fields]


FOUR = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]


def four(*gaps: tuple[int, int, int]) -> Image.Image:
    """Return a page with a table of two rows and two columns, its middle line grey as said between two places."""
    page = Image.new("L", (1_600, 1_000), 255)
    draw = ImageDraw.Draw(page)
    draw.rectangle((100, 100, 900, 500), outline=0, width=2)
    draw.line((500, 100, 500, 500), fill=0, width=2)
    draw.line((100, 300, 900, 300), fill=0, width=2)
    for left, right, grey in gaps:
        draw.rectangle((left, 295, right, 305), fill=255)
        draw.line((left, 300, right, 300), fill=grey, width=2)
    return page


@pytest.mark.parametrize(
    ("gaps", "cells"),
    [
        pytest.param([(200, 270, 225)], FOUR, id="a part is pale, as beside writing"),
        pytest.param([(200, 270, 255)], [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)], id="a part is missing"),
        pytest.param([(200, 400, 225)], [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)], id="half of it is pale"),
    ],
)
def test_a_line_may_be_pale_in_some_places(
    gaps: list[tuple[int, int, int]], cells: list[tuple[int, int, int, int]]
) -> None:
    assert spans(four(*gaps)) == cells


def test_a_line_of_writing_in_the_middle_of_a_merged_cell_is_none_of_the_table() -> None:
    page = four((103, 497, 255))
    draw = ImageDraw.Draw(page)
    for left in range(106, 490, 24):
        draw.rectangle((left, 288, left + 18, 312), outline=0, width=3)
        draw.line((left, 300, left + 18, 300), fill=0, width=3)
        draw.line((left + 18, 300, left + 24, 300), fill=225, width=3)
    assert spans(page) == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


@pytest.mark.parametrize(
    ("begin", "end", "rows"),
    [
        pytest.param(100, 560, {0, 1, 2}, id="below"),
        pytest.param(40, 500, {0, 1, 2}, id="above"),
        pytest.param(40, 560, {0, 1, 2, 3}, id="at both ends"),
        pytest.param(100, 506, {0, 1}, id="hardly at all"),
    ],
)
def test_lines_that_go_on_where_a_page_ends_within_a_row_make_a_row(begin: int, end: int, rows: set[int]) -> None:
    page = four()
    for at in (100, 500, 900):
        ImageDraw.Draw(page).line((at, begin, at, end), fill=0, width=2)
    assert {row for row, *_ in spans(page)} == rows


def test_a_single_line_that_goes_on_makes_no_row() -> None:
    page = four()
    ImageDraw.Draw(page).line((500, 500, 500, 600), fill=0, width=2)
    assert {row for row, *_ in spans(page)} == {0, 1}


def test_lines_that_enclose_nothing_are_no_table() -> None:
    page = Image.new("L", (1_600, 1_000), 255)
    ImageDraw.Draw(page).line((100, 300, 1_400, 300), fill=0, width=3)
    ImageDraw.Draw(page).line((100, 600, 1_400, 600), fill=0, width=3)
    assert tables_of(ink_of(page)) == ()


def test_the_cells_of_a_table_whose_lines_are_unclear_are_all_doubted() -> None:
    page = ruled()
    # A piece of a line between two cells is missing: three fields are one cell that is no rectangle.
    ImageDraw.Draw(page).rectangle((505, 290, 895, 310), fill=255)
    read = read_pages("x.png", [PageImage(1, page)], Said())
    assert not isinstance(read, Defect)
    cells = [cell for grid in read for row in getattr(grid, "rows", ()) for cell in row]
    assert cells
    assert all(cell.doubts == ("uncertain_in_image",) for cell in cells)
