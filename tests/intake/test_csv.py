"""A CSV file becomes paragraphs and grids; a width that differs is doubted, a broken quote is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import OTHER_WIDTH, Grid, Paragraph
from gouji.intake.readers.csv_table import read_csv
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.writers import as_csv
from programs import blocks_of_founding_report, founding_report


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_of_one_filled_cell_are_paragraphs_and_others_a_grid(mark: str, encoding: str) -> None:
    text = "三、收到和处理申请情况,,\n项目,数量,合计\n受理,007,\n".replace(",", mark)
    blocks = read_file("a.csv", text.encode(encoding))
    assert not isinstance(blocks, Defect)
    title, grid = blocks
    assert isinstance(title, Paragraph)
    assert title.text == "三、收到和处理申请情况"
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [["项目", "数量", "合计"], ["受理", "007", ""]]
    assert (grid.rows[1][1].place.line, grid.rows[1][1].place.table_column) == (3, 2)


def test_a_thousands_mark_without_quotes_makes_its_row_doubted() -> None:
    blocks = read_csv("a.csv", '项目,数量\n甲,1\n乙,1,234\n丙,"1,234"\n'.encode())
    assert not isinstance(blocks, Defect)
    grid = blocks[0]
    assert isinstance(grid, Grid)
    assert [row[1].doubts for row in grid.rows] == [(), (), (OTHER_WIDTH,), ()]
    assert grid.rows[3][1].text == "1,234"


@pytest.mark.parametrize("text", ['甲,"1\n乙,2\n', '甲,"1"2\n'])
def test_a_broken_quote_is_a_defect(text: str) -> None:
    found = read_csv("a.csv", text.encode())
    assert isinstance(found, Defect)
    assert found.code == "D308"


def test_a_merged_label_is_a_filled_cell_and_blank_ones(vocabulary: Vocabulary) -> None:
    content = as_csv(list(blocks_of_founding_report()))
    assert "一、本年新收政府信息公开申请数量,,,27,3,0,0,1,0,31," in content.decode()
    reading = read_document("a.csv", content, vocabulary)
    assert reading.report["tables"] == founding_report()["tables"]
    assert [pointer for pointer, one in reading.source_map.items() if one["doubts"]] == []


@pytest.mark.parametrize(
    ("said", "of_line"),
    [
        ("no delimiter behind the last filled cell", lambda line: line.rstrip(",")),
        ("a delimiter too many behind every line", lambda line: f"{line},"),
        ("three of them", lambda line: f"{line},,,"),
        ("one behind the last filled cell", lambda line: f"{line.rstrip(',')},"),
        ("a blank line behind each", lambda line: f"{line}\n"),
        ("a line of delimiters alone behind each", lambda line: f"{line}\n{',' * line.count(',')}"),
        (
            "such a line behind each row of figures",
            lambda line: f"{line}\n,,," if set(line) & set("0123456789") else line,
        ),
        (
            "figures kept as texts",
            lambda line: ",".join(f'="{one}"' if one.isdecimal() else one for one in line.split(",")),
        ),
    ],
)
def test_delimiters_behind_a_line_make_no_cells(
    said: str, of_line: Callable[[str], str], vocabulary: Vocabulary
) -> None:
    lines = as_csv(list(blocks_of_founding_report())).decode().splitlines()
    reading = read_document("a.csv", "\n".join(map(of_line, lines)).encode(), vocabulary)
    assert reading.report["tables"] == founding_report()["tables"]
    assert [pointer for pointer, one in reading.source_map.items() if one["doubts"]] == []


@pytest.mark.parametrize("row", ["行政强制", "2.重复申请", "行政规范性文件"])
def test_a_row_that_is_left_blank_is_a_row(row: str, vocabulary: Vocabulary) -> None:
    lines = as_csv(list(blocks_of_founding_report())).decode().splitlines()
    [at] = [number for number, line in enumerate(lines) if row in line.split(",")[:3]]
    label, *behind = lines[at].split(",")
    cells = [label, *("" if one.isdecimal() else one for one in behind)]
    reading = read_document("a.csv", "\n".join([*lines[:at], ",".join(cells), *lines[at + 1 :]]).encode(), vocabulary)
    changed = {
        pointer for pointer, one in reading.source_map.items() if pointer.startswith("/tables") and not one["raw"]
    }
    assert (reading.defects, len(changed)) == ((), sum(one.isdecimal() for one in behind))


def test_a_row_of_figures_is_never_filled_up(vocabulary: Vocabulary) -> None:
    lines = as_csv(list(blocks_of_founding_report())).decode().splitlines()
    trimmed = "\n".join(line.rstrip(",") for line in lines).replace(",,,27,3,0,0,1,0,31\n", ",,,27,3,0,0,1,0\n", 1)
    reading = read_document("a.csv", trimmed.encode(), vocabulary)
    assert "received" not in reading.report["tables"]["requests"]


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(",,27,3,0,0,1,0,31,,", id="all cells a column too far left"),
        pytest.param(",,,27,3,0,0,1,0,31,0", id="a figure behind the last column"),
        pytest.param(",5,,27,3,0,0,1,0,31,", id="a figure in the merged label"),
    ],
)
def test_figures_that_do_not_stand_below_their_heads_are_not_read_as_certain(
    printed: str, vocabulary: Vocabulary
) -> None:
    text = as_csv(list(blocks_of_founding_report())).decode()
    changed = text.replace("数量,,,27,3,0,0,1,0,31,", f"数量{printed}", 1)
    assert changed != text
    reading = read_document("a.csv", changed.encode(), vocabulary)
    assert not any(
        one["doubts"] == [] for pointer, one in reading.source_map.items() if "/requests/received/" in pointer
    )


def test_a_blank_line_parts_rows_of_other_widths() -> None:
    blocks = read_csv("a.csv", "甲,1\n乙,2\n\n丙,1,2\n丁,3,4\n".encode())
    assert not isinstance(blocks, Defect)
    assert [[[cell.text for cell in row] for row in one.rows] for one in blocks if isinstance(one, Grid)] == [
        [["甲", "1"], ["乙", "2"]],
        [["丙", "1", "2"], ["丁", "3", "4"]],
    ]


def test_words_behind_a_blank_line_are_no_row_that_was_left_blank() -> None:
    blocks = read_csv("a.csv", "甲,1\n,\n填表人,\n".encode())
    assert not isinstance(blocks, Defect)
    assert isinstance(blocks[-1], Paragraph)
