"""How cells of a table are set apart on a page of a PDF: lines of every kind, boxes, grounds of another color."""

from __future__ import annotations

import pytest

from gouji.intake.blocks import Grid, Paragraph
from intake.pdf_writer import HEIGHT, WIDTH, Sheet
from intake.test_pdf_pages import AS_IT_IS, RULED, blocks_of, rows_of


def words() -> str:
    """Return the words of the table of two rows, without its lines."""
    page = Sheet()
    for text, left, base in (("规章", 105, 120), ("12", 205, 120), ("文件", 105, 150)):
        page.write(text, left, base)
    return "\n".join(page.drawn)


@pytest.mark.parametrize(
    ("large", "apart"),
    [
        pytest.param(0.75, 2, id="small ones"),
        pytest.param(1.5, 3, id="larger ones"),
        pytest.param(2.25, 4.6, id="large"),
    ],
)
def test_rows_of_dots_are_lines(large: float, apart: float) -> None:
    dots = [
        f"{left + step * (right - left) / most:.2f} {HEIGHT - top - step * (bottom - top) / most:.2f}"
        f" {large} {large} re f"
        for left, top, right, bottom in RULED
        for most in [int((right - left + bottom - top) / apart)]
        for step in range(most + 1)
    ]
    assert rows_of(*blocks_of((WIDTH, HEIGHT, "\n".join([*dots, words()])))) == AS_IT_IS


def rounded(left: float, top: float, right: float, bottom: float, by: float = 3) -> str:
    """Return a rectangle with rounded corners."""
    low, high = HEIGHT - bottom, HEIGHT - top
    return (
        f"{left + by} {low} m {right - by} {low} l {right} {low} {right} {low} {right} {low + by} c"
        f" {right} {high - by} l {right} {high} {right} {high} {right - by} {high} c"
        f" {left + by} {high} l {left} {high} {left} {high} {left} {high - by} c"
        f" {left} {low + by} l {left} {low} {left} {low} {left + by} {low} c h"
    )


def upright(left: float, top: float, right: float, bottom: float) -> str:
    """Return a rectangle."""
    return f"{left} {HEIGHT - bottom} {right - left} {bottom - top} re"


def boxes(beside: float, below: float, grow: float = 0) -> list[tuple[float, float, float, float]]:
    """Return the boxes of four cells that stand apart, each made larger or smaller on all sides."""
    return [
        (left - grow, top - grow, right + grow, bottom + grow)
        for top, bottom in ((100, 130 - below), (130, 160))
        for left, right in ((100, 200 - beside), (200, 300))
    ]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(
            "\n".join(f"{upright(x - 2, y - 2, u + 2, v + 2)} f" for x, y, u, v in RULED), id="lines four points thick"
        ),
        pytest.param("\n".join(f"{rounded(*one)} S" for one in boxes(0, 0)), id="with round corners"),
        pytest.param(
            "\n".join(
                f"{rounded(*one)} {rounded(*less, 2)} f*"
                for one, less in zip(boxes(0, 0), boxes(0, 0, -1), strict=True)
            ),
            id="with round corners, as rims of areas",
        ),
        pytest.param("\n".join(f"{upright(*one)} S" for one in boxes(5, 5)), id="boxes five points apart"),
        pytest.param("\n".join(f"{upright(*one)} S" for one in boxes(8, 4)), id="boxes unequally apart both ways"),
        pytest.param(
            "\n".join(
                f"{upright(*one)} {upright(*less)} f*" for one, less in zip(boxes(6, 6), boxes(6, 6, -1), strict=True)
            ),
            id="boxes as rims of areas",
        ),
        pytest.param(
            f"q 0 g {upright(99, 99, 301, 161)} f 1 g {' '.join(upright(*one) for one in boxes(1, 1))} f Q",
            id="white cells on a black ground",
        ),
        pytest.param(f"q .9 g {' '.join(upright(*one) for one in boxes(2, 2))} f Q", id="grey cells on white paper"),
    ],
)
def test_cells_are_read_however_they_are_set_apart(drawn: str) -> None:
    assert rows_of(*blocks_of((WIDTH, HEIGHT, f"{drawn}\n{words()}"))) == AS_IT_IS


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("\n".join(f"{upright(*one)} S" for one in boxes(5, 5)[:3]), id="three boxes"),
        pytest.param(
            "\n".join(f"{upright(*one)} S" for one in [*boxes(5, 5)[:2], (100, 142, 180, 160), (200, 152, 300, 170)]),
            id="boxes here and there",
        ),
        pytest.param("\n".join(f"{upright(*one)} S" for one in boxes(20, 5)), id="boxes far apart"),
        pytest.param(f"q .9 g {' '.join(upright(*one) for one in boxes(0, 0))} f Q", id="a ground without any lines"),
    ],
)
def test_boxes_and_areas_that_are_no_cells_make_no_table(drawn: str) -> None:
    blocks = blocks_of((WIDTH, HEIGHT, f"{drawn}\n{words()}"))
    assert [type(one) for one in blocks] == [Paragraph] * len(blocks)


@pytest.mark.parametrize(
    ("long", "apart"),
    [
        pytest.param(4.5, 3.75, id="as a browser draws them, two pixels thick"),
        pytest.param(9, 4.5, id="long ones"),
    ],
)
def test_rows_of_dashes_are_lines(long: float, apart: float) -> None:
    page = Sheet()
    for left, top, right, bottom in RULED:
        length = max(right - left, bottom - top)
        count = int((length + apart) // (long + apart)) + 1
        step = (length - long) / (count - 1)
        for begin in (step * rank for rank in range(count)):
            wide, high = (long, 1.5) if right > left else (1.5, long)
            down = top + (begin if bottom > top else 0)
            page.drawn.append(
                f"{left + (begin if right > left else 0):.2f} {HEIGHT - down - high:.2f} {wide} {high} re f"
            )
    for text, left, base in (("规章", 105, 120), ("12", 205, 120), ("文件", 105, 150)):
        page.write(text, left, base)
    blocks = blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn)))
    assert rows_of(*blocks) == AS_IT_IS


@pytest.mark.parametrize(
    ("top", "bottom", "left", "right"),
    [
        pytest.param(False, True, True, False, id="upper right"),
        pytest.param(True, False, False, True, id="lower left"),
        pytest.param(False, False, False, False, id="all four"),
    ],
)
def test_a_cell_in_the_corner_of_a_table_that_is_open_at_two_sides_belongs_to_it(
    top: bool, bottom: bool, left: bool, right: bool
) -> None:
    page = Sheet()
    sides = {100: left, 300: right}
    for at in (100, 130, 160, 190):
        if {100: top, 190: bottom}.get(at, True):
            page.line(100, at, 300, at)
    for at in (100, 150, 200, 300):
        if sides.get(at, True):
            page.line(at, 100, at, 190)
    for row in range(3):
        for column, at in enumerate((105, 155, 205)):
            page.write(f"{row}{column}", at, 120 + 30 * row)
    assert rows_of(*blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn)))) == [
        [(f"{row}{column}",) for column in range(3)] for row in range(3)
    ]


def test_the_lines_of_one_table_are_not_moved_by_those_of_another_on_the_page() -> None:
    page = Sheet()
    for aside, top in ((0, 100), (3, 300)):
        for left, begin, right, end in RULED:
            page.line(left + aside, begin - 100 + top, right + aside, end - 100 + top)
        page.write("规章", 105, top + 20)
    grids = [one for one in blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn))) if isinstance(one, Grid)]
    assert [one.place.box for one in grids] == [("100", "100", "300", "160"), ("103", "300", "303", "360")]
