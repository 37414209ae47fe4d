"""Flattened text to blocks: what a converter printed cell by cell or row by row comes back as the grid it was."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.intake.blocks import Grid, Paragraph
from gouji.intake.readers.text import read_flat_text

WORDS = st.text(st.sampled_from("一二三甲乙丙（）、.“”0123456789"), min_size=1, max_size=8)


@dataclass(frozen=True)
class Merged:
    """A cell of a table as it was before it was flattened: its paragraphs and how far it spans."""

    paragraphs: tuple[str, ...]
    down: int = 1
    across: int = 1


@st.composite
def tables(draw: st.DrawFn) -> tuple[int, int, dict[tuple[int, int], Merged]]:
    """Return rows, columns and the cells by their upper left corner; every place is covered by one cell."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    covered: set[tuple[int, int]] = set()
    cells: dict[tuple[int, int], Merged] = {}
    for row in range(height):
        for column in range(width):
            if (row, column) in covered:
                continue
            free = next((end for end in range(column, width) if (row, end) in covered), width) - column
            down, across = draw(st.integers(1, height - row)), draw(st.integers(1, free))
            covered |= {(row + i, column + j) for i in range(down) for j in range(across)}
            paragraphs = draw(st.one_of(st.just(("",)), st.lists(WORDS, min_size=1, max_size=3).map(tuple)))
            cells[row, column] = Merged(paragraphs, down, across)
    return height, width, cells


def flatten(height: int, width: int, cells: dict[tuple[int, int], Merged]) -> tuple[str, list[list[str]]]:
    """Return the text that a converter prints of a table, and the texts of the cells of every row as printed.

    A cell is a TAB, its text and a line break; its further paragraphs follow without TAB; a cell merged across is
    printed once; a cell merged down is one empty cell in every row that it goes on in; a blank line ends a row.
    """
    lines: list[str] = []
    printed: list[list[str]] = []
    for row in range(height):
        printed.append([])
        for column in range(width):
            for (top, left), cell in cells.items():
                if left == column and top <= row < top + cell.down:
                    paragraphs = cell.paragraphs if top == row else ("",)
                    lines += ["\t" + paragraphs[0], *paragraphs[1:]]
                    printed[-1].append("\n".join(paragraphs))
        lines.append("")
    return "\n".join(lines) + "\n", printed


@given(tables())
def test_a_flattened_table_comes_back_cell_by_cell(table: tuple[int, int, dict[tuple[int, int], Merged]]) -> None:
    text, printed = flatten(*table)
    (grid,) = read_flat_text("t.txt", text)
    assert isinstance(grid, Grid)
    assert printed == [[cell.text for cell in row] for row in grid.rows]


@given(tables())
def test_every_cell_of_a_flattened_table_stands_at_its_place(
    table: tuple[int, int, dict[tuple[int, int], Merged]],
) -> None:
    text, _ = flatten(*table)
    (grid,) = read_flat_text("t.txt", text)
    assert isinstance(grid, Grid)
    for row in grid.rows:
        for cell in row:
            assert cell.place.line is not None
            assert cell.place.column == 2
            assert text[cell.place.start : cell.place.end] == cell.text
            assert text.split("\n")[cell.place.line - 1] == "\t" + cell.text.split("\n")[0]


@given(st.text(st.sampled_from("甲0\t\n\r|。 \u00a0\f"), max_size=60))
def test_no_text_breaks_the_reader_and_no_character_is_invented(text: str) -> None:
    found = ""
    for block in read_flat_text("t.txt", text):
        texts = [cell.text for row in block.rows for cell in row] if isinstance(block, Grid) else [block.text]
        found += "".join(texts)
    assert _bare(found) == _bare(text)


def _bare(text: str) -> str:
    return "".join(text.replace("|", " ").split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n乙\n", ["甲", "乙"]),
        ("\t甲\n乙\n\n丙\n", [[["甲\n乙"]], "丙"]),
        ("\t甲\n\t\n\n", [[["甲", ""]]]),
        ("甲\t1\t\n乙\t2\t3\n", [[["甲", "1", ""], ["乙", "2", "3"]]]),
        ("| 甲 | 1 | |\n乙 | 2 |\n", [[["甲", "1", ""], ["乙", "2"]]]),
        ("甲\n|\n1\n|\n", ["甲", "1"]),
        ("0 |\n", ["0"]),
        ("一、\t总体情况\n", ["一、\t总体情况"]),
        ("1.\t23\n", [[["1.", "23"]]]),
        ("", []),
        ("\n \n\u3000\n", []),
    ],
)
def test_lines_become_paragraphs_or_grids(text: str, expected: list[object]) -> None:
    found = [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in read_flat_text("t.txt", text)
        if isinstance(block, Paragraph | Grid)
    ]
    assert expected == found


@pytest.mark.parametrize("mark", ["- 3 -", "— 12 —", "第 3 页", "第3页，共10页"])
@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("\t甲\n\t1\n{}\n\t2\n\n\t乙\n\t3\n\t4", [["甲", "1", "2"], ["乙", "3", "4"]], id="in a row"),
        pytest.param("\t甲\n\t1\n\n{}\n\n\t乙\n\t3", [["甲", "1"], ["乙", "3"]], id="between rows"),
        pytest.param("甲\t1\n{}\n乙\t3", [["甲", "1"], ["乙", "3"]], id="between rows of a line each"),
    ],
)
def test_the_number_of_a_page_is_no_part_of_the_table_that_goes_on(text: str, rows: list[list[str]], mark: str) -> None:
    [grid] = read_flat_text("x.txt", text.format(mark))
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == rows


def test_words_between_rows_are_no_number_of_a_page() -> None:
    assert len(read_flat_text("x.txt", "甲\t1\n3\n乙\t3")) == 3
