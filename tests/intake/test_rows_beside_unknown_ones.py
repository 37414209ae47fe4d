"""A row whose cells moved is doubted, too, where another row of its table is not known, so that no column can tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.api import Document, check_document, open_document
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.layouts import REMEDIES, REQUESTS, WRITERS, Blocks, Layout, dense_blocks, not_read, read_laid_out, table_at
from intake.writers import Box, Boxes
from shipped import pack

MOVED = "2.没有现成信息需要另行制作"
ROW = "/tables/requests/closed/unavailable/needs_creation/"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organisation", "total")
PLACEHOLDER = "不适用"

Change = Callable[[list[Box]], None]


def figures_of(row: list[Box]) -> list[int]:
    """Return which cells of a row are figures."""
    return [rank for rank, box in enumerate(row) if box.text.isdecimal()]


def row_with(table: Boxes, label: str) -> list[Box]:
    """Return the row of figures behind a label."""
    return next(row for row in table if len(row) > 3 and any(box.text == label for box in row))


def filled_with(text: str) -> Change:
    """Return a change after which all cells of a row say the same."""

    def change(row: list[Box]) -> None:
        for rank in figures_of(row):
            row[rank] = Box(text)

    return change


def one_too_many(row: list[Box]) -> None:
    row.append(Box("9"))


def another_label(row: list[Box]) -> None:
    row[0] = Box("别的什么东西")


def unreadable(row: list[Box]) -> None:
    row[-2:] = [Box("一"), Box("O")]


def gone(row: list[Box]) -> None:
    row.clear()


CORRECTED = "3.补正后申请内容仍不明确"
UNKNOWN: dict[str, tuple[str, Change] | None] = {
    "nothing": None,
    "one cell too many": (CORRECTED, one_too_many),
    "a label that is not known": (CORRECTED, another_label),
    "no numbers": (CORRECTED, unreadable),
    "words in the place of noughts": (CORRECTED, filled_with(PLACEHOLDER)),
    "no figures in the row of totals": ("（七）总计", filled_with("")),
    "nothing at all in a row": (CORRECTED, filled_with("")),
    "a row that is not there": (CORRECTED, gone),
}


def with_figures(printed: str, other: tuple[str, Change] | None) -> Layout:
    """Return a layout in which the figures of one row are printed so (`_` is a blank), and another row is changed."""

    def layout(blocks: Blocks) -> Blocks:
        table = table_at(blocks, REQUESTS)
        row = row_with(table, MOVED)
        row[figures_of(row)[0] :] = [Box(one.replace("_", "")) for one in printed.split()]
        if other is not None:
            label, change = other
            change(row_with(table, label))
            table[:] = [one for one in table if one]
        return blocks

    return layout


LOST = "3 3 0 2 16 26 _"
"""`3 3 0 2 2 16 26` without its fourth cell."""


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("other", UNKNOWN.values(), ids=UNKNOWN)
def test_a_row_that_lost_a_figure_is_doubted_whatever_is_known_of_others(
    other: tuple[str, Change] | None, name: str, vocabulary: Vocabulary
) -> None:
    doubted, _, _ = not_read(read_laid_out(name, with_figures(LOST, other), vocabulary))
    assert {f"{ROW}{column}" for column in COLUMNS} <= doubted


@pytest.mark.parametrize(
    "printed",
    [
        "3 3 0 2 2 26 _",  # the cell before the total was lost
        "3 3 0 2 2 _ _",  # two cells were lost, the total among them
        "3 3 0 2 26 _ _",
        "_ 3 3 0 2 2 16",  # a blank came in before all, and the total was lost
        "3 3 _ 0 2 16 26",
        "3 3 0 2 2 1 6",  # a figure was torn and the total lost
        "3 3 2 2 1 6 26",
        "3 3 0 2 1 6 26",  # a figure was torn, and another than a nought was lost
        "3 0 2 2 16 2 6",  # the total was torn
    ],
)
@pytest.mark.parametrize("other", ["one cell too many", "no figures in the row of totals", "a row that is not there"])
def test_a_row_that_moved_in_another_way_is_doubted_where_its_columns_cannot_tell(
    other: str, printed: str, vocabulary: Vocabulary
) -> None:
    layout = with_figures(printed, UNKNOWN[other])
    doubted, _, _ = not_read(read_laid_out("x.html", layout, vocabulary))
    assert {f"{ROW}{column}" for column in COLUMNS} <= doubted


@pytest.mark.parametrize("printed", [LOST, "3 3 0 2 1 6 26", "3 3 _ 0 2 16 26"])
@pytest.mark.parametrize("other", ["one cell too many", "a label that is not known", "a row that is not there"])
def test_no_error_follows_from_such_a_row(other: str, printed: str) -> None:
    assert errors(with_figures(printed, UNKNOWN[other])) == []


def errors(layout: Layout) -> list[str]:
    """Return the errors that a check of the report in a layout finds."""
    document = open_document("x.html", WRITERS["x.html"](layout(dense_blocks(pack().vocabulary))), pack())
    assert isinstance(document, Document)
    found = check_document(document, pack()).instances
    return [
        one.instance.removeprefix("cn-disclosure/") for one in found if (one.status, one.grade) == ("fail", "error")
    ]


def test_an_error_in_a_row_with_a_word_in_the_place_of_a_nought_is_told() -> None:
    assert errors(with_figures(f"3 3 {PLACEHOLDER} 9 2 16 26", None)) == [
        "requests.result_total[c=public_interest]",
        "requests.row_total[r=closed.unavailable.needs_creation]",
    ]


@pytest.mark.parametrize("printed", ["0 _ 0 0 0 0 0", "0 0 0 0 0 0 _"])
def test_a_row_of_noughts_has_nothing_that_could_have_moved(printed: str, vocabulary: Vocabulary) -> None:
    layout = with_figures(printed, UNKNOWN["one cell too many"])
    doubted, _, _ = not_read(read_laid_out("x.html", layout, vocabulary))
    assert doubted == set()


def test_an_honest_wrong_total_is_told_also_beside_a_row_that_is_not_known() -> None:
    layout = with_figures("3 3 0 2 2 16 27", UNKNOWN["one cell too many"])
    assert errors(layout) == ["requests.row_total[r=closed.unavailable.needs_creation]"]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("printed", ["5 1 0 2 8 4 0 0 0 4 1 0 2 3 _", "5 1 0 2 8 4 0 0 0 4 1 0 0 2 _"])
def test_the_last_row_of_table_4_that_ends_in_its_only_blank_may_have_lost_a_cell(
    name: str, printed: str, vocabulary: Vocabulary
) -> None:
    def layout(blocks: Blocks) -> Blocks:
        table_at(blocks, REMEDIES)[-1][:] = [Box(one.replace("_", "")) for one in printed.split()]
        return blocks

    reading = read_document(name, WRITERS[name](layout(dense_blocks(vocabulary))), vocabulary)
    doubted = {pointer.split("/")[3] for pointer, one in reading.source_map.items() if one["doubts"]}
    assert doubted == {"suit_after_review"}
