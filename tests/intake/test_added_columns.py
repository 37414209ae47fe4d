"""Columns that agencies add: numbers of the rows, units, remarks. They cost nothing, but never hide a figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.vocabulary.model import Vocabulary
from intake.layouts import (
    DISCLOSURE,
    PLACED,
    REMEDIES,
    REQUESTS,
    WRITERS,
    Blocks,
    Layout,
    assert_all_right,
    not_read,
    read_laid_out,
    table_at,
)
from intake.writers import Box

CORNERS = ("信息内容", "事项")
Filler = Callable[[int], str]
"""What stands in the added column of each row of figures, by the number of the row."""


def with_column(head: str, filler: Filler, at: int, *which: int) -> Layout:
    """Return a layout with a further column in tables 2 or 3: at 0 before the labels, at 1 behind, at -1 at the end."""

    def change(blocks: Blocks) -> Blocks:
        for one in which:
            number = 0
            for row in table_at(blocks, one):
                corner = next((rank for rank, box in enumerate(row) if box.text in CORNERS), None)
                figures = [rank for rank, box in enumerate(row) if box.text.isdecimal()]
                if corner is not None:
                    row.insert((0, corner + 1, len(row))[at], Box(head, down=row[corner].down))
                elif figures:
                    number += 1
                    row.insert((0, figures[0], len(row))[at], Box(filler(number)))
                elif one == DISCLOSURE:
                    row[0] = Box(row[0].text, across=row[0].across + 1)
        return blocks

    return change


def beside_table_4(head: str, text: str, at: int) -> Layout:
    """Return a layout with a further column at the left (0) or the right (-1) of table 4."""

    def change(blocks: Blocks) -> Blocks:
        table = table_at(blocks, REMEDIES)
        for row, box in ((table[0], Box(head, down=3)), (table[-1], Box(text))):
            row.insert(0 if at == 0 else len(row), box)
        return blocks

    return change


def unit_of(number: int) -> str:
    """Return the unit of a row of table 2: its last row is of fees."""
    return "万元" if number == 6 else "件"


LAYOUTS: dict[str, Layout] = {
    "numbers before table 2": with_column("序号", str, 0, DISCLOSURE),
    "numbers before table 3": with_column("序号", str, 0, REQUESTS),
    "numbers of lines behind the labels of table 3": with_column("行次", str, 1, REQUESTS),
    "numbers of two digits": with_column("序号", lambda number: f"{number:02}", 0, REQUESTS),
    "numbers with a full stop": with_column("序号", lambda number: f"{number}.", 0, REQUESTS),
    "numbers in brackets": with_column("编号", lambda number: f"（{number}）", 0, REQUESTS),
    "units behind labels": with_column("计量单位", unit_of, 1, DISCLOSURE),
    "units at the end": with_column("单位", lambda _: "件", -1, REQUESTS),
    "remarks left blank": with_column("备注", lambda _: "", -1, DISCLOSURE, REQUESTS),
    "remarks": with_column("备注", lambda number: "无" if number % 2 else "其中含2件重复", -1, REQUESTS),
    "a remark beside table 4": beside_table_4("备注", "", -1),
}
WRITTEN = [
    (name, layout)
    for layout in LAYOUTS
    for name in (PLACED if layout == "numbers of lines behind the labels of table 3" else WRITERS)
]


@pytest.mark.parametrize(("name", "layout"), WRITTEN)
def test_an_added_column_costs_nothing(name: str, layout: str, vocabulary: Vocabulary) -> None:
    assert_all_right(read_laid_out(name, LAYOUTS[layout], vocabulary))


@pytest.mark.parametrize("name", PLACED)
def test_a_number_before_the_one_row_of_table_4_costs_nothing_where_columns_are_known(
    name: str, vocabulary: Vocabulary
) -> None:
    assert_all_right(read_laid_out(name, beside_table_4("序号", "1", 0), vocabulary))


REFUSED: dict[str, tuple[Layout, str]] = {
    "a figure among remarks": (with_column("备注", lambda _: "3", -1, REQUESTS), "/tables/requests"),
    "a figure with its unit among remarks": (with_column("备注", lambda _: "3件", -1, REQUESTS), "/tables/requests"),
    "numbers that do not count": (with_column("行次", lambda one: str(one * 2), 1, REQUESTS), "/tables/requests"),
    "names under a head that may be of units": (with_column("单位", lambda _: "某局", 1, REQUESTS), "/tables/requests"),
    "a column of which nothing is known": (with_column("上年数", str, -1, REQUESTS), "/tables/requests"),
    "a figure beside table 4": (beside_table_4("备注", "3", -1), "/tables/remedies"),
}


@pytest.mark.parametrize("layout", REFUSED)
@pytest.mark.parametrize("name", WRITERS)
def test_what_an_added_column_should_not_hold_costs_the_rows(name: str, layout: str, vocabulary: Vocabulary) -> None:
    change, table = REFUSED[layout]
    doubted, missing, wrong = not_read(read_laid_out(name, change, vocabulary))
    assert (doubted, wrong) == (set(), {})
    assert missing
    assert all(pointer.startswith(table) for pointer in missing)


@pytest.mark.parametrize("name", WRITERS)
def test_fees_beside_another_unit_are_doubted(name: str, vocabulary: Vocabulary) -> None:
    layout = with_column("单位", lambda number: "元" if number == 6 else "件", 1, DISCLOSURE)
    reading = read_laid_out(name, layout, vocabulary)
    assert not_read(reading) == ({"/tables/disclosure/fees/amount"}, set(), {})
    assert {one.code for one in reading.defects} == {"D513"}


def test_figures_that_moved_below_remarks_are_not_left_out(vocabulary: Vocabulary) -> None:
    def moved(blocks: Blocks) -> Blocks:
        table = table_at(with_column("备注", lambda _: "", -1, DISCLOSURE)(blocks), DISCLOSURE)
        table[2][1:] = [Box(""), *table[2][1:4]]
        return blocks

    doubted, missing, wrong = not_read(read_laid_out("x.html", moved, vocabulary))
    row = {f"/tables/disclosure/regulations/{column}" for column in ("issued", "repealed", "in_force")}
    assert (doubted, missing, wrong) == (set(), row, {})


@pytest.mark.parametrize("layout", ["remarks", "remarks left blank", "units at the end", "units behind labels"])
@pytest.mark.parametrize("name", ["x.html", "x.md", "rows.txt"])
def test_a_row_that_lost_a_figure_does_not_make_up_for_it_by_its_remark(
    name: str, layout: str, vocabulary: Vocabulary
) -> None:
    which, label = (DISCLOSURE, "规章") if "b" in layout else (REQUESTS, "8.属于行政查询事项")

    def short(blocks: Blocks) -> Blocks:
        row = next(row for row in table_at(LAYOUTS[layout](blocks), which) if any(box.text == label for box in row))
        del row[next(rank for rank, box in enumerate(row) if box.text.isdecimal())]
        return blocks

    _, _, wrong = not_read(read_laid_out(name, short, vocabulary))
    assert wrong == {}


@pytest.mark.parametrize("text", ["1", "1.", "01"])
@pytest.mark.parametrize("name", WRITERS)
def test_the_number_before_table_4_takes_the_place_of_no_figure_in_silence(
    name: str, text: str, vocabulary: Vocabulary
) -> None:
    def layout(blocks: Blocks) -> Blocks:
        row = table_at(beside_table_4("行次", text, 0)(blocks), REMEDIES)[-1]
        del row[1]
        return blocks

    assert not_read(read_laid_out(name, layout, vocabulary))[2] == {}


def short_of_one(layout: Layout, label: str, which: int = REQUESTS) -> Layout:
    """Return a layout in which the row behind a label has lost its third figure."""

    def change(blocks: Blocks) -> Blocks:
        row = next(
            row for row in table_at(layout(blocks), which) if len(row) > 3 and label in [box.text for box in row]
        )
        del row[[rank for rank, box in enumerate(row) if box.text.isdecimal()][2]]
        return blocks

    return change


ONE_MORE: dict[str, Layout] = {
    "numbers at the end": with_column("序号", str, -1, REQUESTS),
    "numbers behind labels": with_column("行次", str, 1, REQUESTS),
    "a column behind labels of which nothing is known": with_column("代码", str, 1, REQUESTS),
    "a column at the end of which nothing is known": with_column("上年数", str, -1, REQUESTS),
    "units under a head that is not known": with_column("度量", lambda _: "件", -1, REQUESTS),
    "units before figures under a head that is not known": with_column("度量", lambda _: "件", 1, REQUESTS),
}


@pytest.mark.parametrize("layout", ONE_MORE)
@pytest.mark.parametrize("name", WRITERS)
def test_where_all_rows_have_a_cell_too_many_a_row_of_the_right_width_is_doubted(
    name: str, layout: str, vocabulary: Vocabulary
) -> None:
    reading = read_laid_out(name, short_of_one(ONE_MORE[layout], "8.属于行政查询事项"), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert wrong == {}
    assert {pointer.split("/")[2] for pointer in doubted | missing} == {"requests"}


@pytest.mark.parametrize(("which", "label"), [(DISCLOSURE, "规章"), (REQUESTS, "8.属于行政查询事项")])
@pytest.mark.parametrize("name", WRITERS)
def test_a_unit_that_moved_among_figures_is_no_figure_in_silence(
    name: str, which: int, label: str, vocabulary: Vocabulary
) -> None:
    def layout(blocks: Blocks) -> Blocks:
        short = short_of_one(with_column("备注", lambda _: "件", -1, which), label, which)(blocks)
        next(row for row in table_at(short, which) if label in [box.text for box in row]).append(Box(""))
        return blocks

    assert not_read(read_laid_out(name, layout, vocabulary))[2] == {}


def test_a_row_of_the_right_width_among_rows_of_another_says_so(vocabulary: Vocabulary) -> None:
    layout = short_of_one(ONE_MORE["numbers at the end"], "8.属于行政查询事项")
    reading = read_laid_out("x.html", layout, vocabulary)
    row = "/tables/requests/closed/refused/query/"
    said = {pointer.removeprefix(row): one["doubts"] for pointer, one in reading.source_map.items() if row in pointer}
    assert said.keys() == {column.id for column in vocabulary.tables[1].columns}
    assert {doubts[0] for doubts in said.values()} == {"row_of_other_width"}


def test_one_row_with_a_cell_too_many_says_nothing_of_the_others(vocabulary: Vocabulary) -> None:
    def layout(blocks: Blocks) -> Blocks:
        table_at(blocks, REQUESTS)[3].append(Box("9"))
        return blocks

    doubted, missing, wrong = not_read(read_laid_out("x.html", layout, vocabulary))
    assert (doubted, wrong, {pointer.rpartition("/")[0] for pointer in missing}) == (
        set(),
        {},
        {"/tables/requests/carried_in"},
    )


@pytest.mark.parametrize(("head", "at"), [("序号", -1), ("代码", 1)])
def test_a_column_too_many_is_said_once(head: str, at: int, vocabulary: Vocabulary) -> None:
    reading = read_laid_out("x.md", with_column(head, str, at, REQUESTS), vocabulary)
    [defect] = [one for one in reading.defects if one.code == "D504"]
    assert (defect.pointer, defect.place is not None, defect.message["zh"].partition("；")[0]) == (
        "/tables/requests",
        True,
        "“表三”有 25 行都比规定的栏目多 1 个单元格，这些行未读取",
    )
