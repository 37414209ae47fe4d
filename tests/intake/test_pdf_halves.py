"""Two pages printed on one sheet: each is read by itself, and only where nothing shows that the sheet is one page."""

from __future__ import annotations

import pytest

from gouji.intake.blocks import Grid, Paragraph
from intake.pdf_writer import HEIGHT, WIDTH, Sheet
from intake.test_pdf_pages import blocks_of, rows_of, sheet

LONG = "今年公开政府信息情况说明如下所列各项数字均为本机关所有。"


def page(ordinal: str, lines: int = 3) -> str:
    """Return a page with a table and lines of prose, each a paragraph of its own."""
    return sheet(*((f"{ordinal}{rank}，{LONG}", 80, 300 + 40 * rank) for rank in range(lines)))


def beside(left: str, right: str, more: str = "") -> tuple[int, int, str]:
    """Return a sheet with two pages side by side, and more drawn upon it."""
    return 2 * WIDTH, HEIGHT, f"{left}\nq 1 0 0 1 {WIDTH} 0 cm\n{right}\nQ\n{more}"


def read(*sheets: tuple[int, int, str]) -> list[tuple[str, tuple[str, ...], int | None]]:
    """Return what is read in its order: words or `table`, doubts, and the page."""
    return [
        ("table", (), one.place.page) if isinstance(one, Grid) else (one.text[:2], one.doubts, one.place.page)
        for one in blocks_of(*sheets)
        if isinstance(one, Grid | Paragraph)
    ]


def whole(ordinal: str, number: int, lines: int = 3) -> list[tuple[str, tuple[str, ...], int]]:
    """Return what is read of a page."""
    return [("table", (), number), *((f"{ordinal}{rank}", (), number) for rank in range(lines))]


@pytest.mark.parametrize(
    ("sheets", "wanted"),
    [
        pytest.param([beside(page("甲"), page("乙"))], whole("甲", 1) + whole("乙", 1), id="two pages"),
        pytest.param(
            [beside(page("甲"), page("乙"), f"{WIDTH} 50 m {WIDTH} 790 l S")],
            whole("甲", 1) + whole("乙", 1),
            id="with a line between them",
        ),
        pytest.param(
            [beside(page("甲"), page("乙")), beside(page("丙"), "")],
            whole("甲", 1) + whole("乙", 1) + whole("丙", 2),
            id="the last sheet half empty",
        ),
    ],
)
def test_two_pages_on_a_sheet_are_read_one_after_the_other(
    sheets: list[tuple[int, int, str]], wanted: list[tuple[str, tuple[str, ...], int]]
) -> None:
    assert read(*sheets) == wanted


def test_places_on_the_right_page_are_those_on_the_sheet() -> None:
    boxes = [one.place.box for one in blocks_of(beside(page("甲"), page("乙"))) if isinstance(one, Grid)]
    assert boxes == [("100", "100", "300", "160"), ("695", "100", "895", "160")]


def across() -> str:
    """Return a line of writing over the middle of a sheet."""
    line = Sheet()
    line.write(LONG, WIDTH - 100, 60)
    return line.drawn[0]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(beside(page("甲"), page("乙"), across()), id="a heading over both"),
        pytest.param(beside(page("甲"), page("乙"), f"300 500 m {WIDTH + 300} 500 l S"), id="a line over both"),
        pytest.param(beside(page("甲"), page("乙", 1)), id="little on the right"),
    ],
)
def test_a_sheet_over_whose_middle_anything_goes_is_one_page(one: tuple[int, int, str]) -> None:
    assert {doubts for text, doubts, _ in read(one) if text != "table"} == {("set_in_columns",)}


def test_a_table_goes_on_from_the_left_page_to_the_right() -> None:
    below = Sheet()
    for at in (60, 90):
        below.line(100, at, 300, at)
    for at in (100, 200, 300):
        below.line(at, 60, at, 90)
    below.write("其他", 105, 80)
    for rank in range(3):
        below.write(f"乙{rank}，{LONG}", 80, 300 + 40 * rank)
    above = f"1 0 0 1 0 -600 cm\n{sheet()}"
    first = Sheet()
    for rank in range(3):
        first.write(f"甲{rank}，{LONG}", 80, 300 + 40 * rank)
    whole_left = "\n".join([*first.drawn, f"q {above} Q"])
    grids = [one for one in blocks_of(beside(whole_left, "\n".join(below.drawn))) if isinstance(one, Grid)]
    assert [one.continues for one in grids] == [False, True]
    assert rows_of(grids[0])[0] == [("规章",), ("12",)]
