"""Table 4 as several tables, or turned round with its outcomes one below another.

It is read where it is known whose figures are which.
"""

from __future__ import annotations

import pytest

from gouji.vocabulary.model import Vocabulary
from intake.layouts import (
    PLACED,
    REMEDIES,
    UNPLACED,
    WRITERS,
    Blocks,
    Layout,
    not_read,
    places,
    read_laid_out,
    row_of,
)
from intake.writers import Box, Boxes

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ROWS = {"review": "行政复议", "direct_suit": "未经复议直接起诉", "suit_after_review": "复议后起诉"}
SUITS = "行政诉讼"


def heads(count: int = 1) -> list[Box]:
    """Return the outcomes, as often as rows stand side by side."""
    return [Box(one) for one in OUTCOMES] * count


def figures(*rows: str) -> list[Box]:
    """Return the figures of rows, side by side."""
    return [Box(text) for row in rows for text in row_of(row)]


def replaced_by(*blocks: str | Boxes) -> Layout:
    """Return a layout with these blocks in the place of table 4."""

    def change(printed: Blocks) -> Blocks:
        at = places(printed)[REMEDIES]
        own: Blocks = [[list(row) for row in one] if isinstance(one, list) else one for one in blocks]
        return [*printed[:at], *own, *printed[at + 1 :]]

    return change


def alone(row: str) -> Boxes:
    """Return a table of one row."""
    return [[Box(ROWS[row], across=5)], heads(), figures(row)]


BOTH_SUITS: Boxes = [
    [Box(SUITS, across=10)],
    [Box(ROWS["direct_suit"], across=5), Box(ROWS["suit_after_review"], across=5)],
    heads(2),
    figures("direct_suit", "suit_after_review"),
]


def one_below_another(*rows: str, again: bool = False) -> Boxes:
    """Return the rows turned round, a figure a row; each label once, merged downwards, or `again` in every row."""
    table: Boxes = [[Box("类型", across=2), Box("结果"), Box("件数")]]
    for row in rows:
        for rank, (outcome, figure) in enumerate(zip(OUTCOMES, row_of(row), strict=True)):
            wide = row == "review" or again or "direct_suit" not in rows
            own = [Box(ROWS[row], 1 if again else 5, 2 if wide else 1)]
            if row == "direct_suit" and not again:
                own.insert(0, Box(SUITS, 5 * sum(one != "review" for one in rows)))
            table.append([*(own if again or rank == 0 else []), Box(outcome), Box(figure)])
    return table


def beside(*rows: str) -> Boxes:
    """Return the outcomes one below another, the rows side by side above them."""
    suits = [row for row in rows if row != "review"]
    first = [Box("结果", 2), *(Box(ROWS[row], 2) for row in rows if row == "review"), Box(SUITS, across=len(suits))]
    lines = zip(OUTCOMES, *map(row_of, rows), strict=True)
    return [first, [Box(ROWS[row]) for row in suits], *([Box(text) for text in line] for line in lines)]


LAYOUTS: dict[str, Layout] = {
    "two tables with captions": replaced_by("（一）行政复议情况", alone("review"), "（二）行政诉讼情况", BOTH_SUITS),
    "two tables with a line between": replaced_by(alone("review"), "说明", BOTH_SUITS),
    "three tables": replaced_by(alone("review"), "一", alone("direct_suit"), "二", alone("suit_after_review")),
    "three tables below their labels": replaced_by(
        *(block for row in ROWS for block in (ROWS[row], [heads(), figures(row)]))
    ),
    "a figure a row": replaced_by(one_below_another(*ROWS)),
    "a figure a row, its labels in each": replaced_by(one_below_another(*ROWS, again=True)),
    "three tables with a figure a row": replaced_by(
        *(block for row in ROWS for block in ("表", one_below_another(row)))
    ),
    "outcomes one below another": replaced_by(beside(*ROWS)),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", WRITERS)
def test_table_4_in_pieces_or_turned_round_is_read(name: str, layout: str, vocabulary: Vocabulary) -> None:
    doubted, missing, wrong = not_read(read_laid_out(name, LAYOUTS[layout], vocabulary))
    assert (doubted, missing, wrong) == (set(), set(), {})


def cells(*rows: str) -> set[str]:
    """Return the pointers of all cells of rows."""
    columns = ("upheld", "corrected", "other", "pending", "total")
    return {f"/tables/remedies/{row}/{one}" for row in rows for one in columns}


def without(table: Boxes, at: int) -> Boxes:
    """Return a table without one of its rows."""
    return [*table[:at], *table[at + 1 :]]


AGAIN = one_below_another(*ROWS, again=True)
SWAPPED = [*AGAIN[:2], AGAIN[3], AGAIN[2], *AGAIN[4:]]
TWICE = [*AGAIN[:2], AGAIN[1], *AGAIN[2:]]
OF_TWO_YEARS = [[*row, Box("9")] for row in AGAIN]
BLANK = [*AGAIN[:2], [*AGAIN[2][:-1], Box("")], *AGAIN[3:]]

REFUSED: dict[str, tuple[Layout, set[str]]] = {
    "lawsuits of which kind is not said": (
        replaced_by(alone("review"), "说明", [[Box(SUITS, across=5)], heads(), figures("direct_suit")]),
        cells("direct_suit", "suit_after_review"),
    ),
    "a table without any label of a row": (replaced_by([heads(), figures("review")]), cells(*ROWS)),
    "headings of both kinds above one table": (
        replaced_by("行政复议", "行政诉讼", [heads(), figures("review")]),
        cells(*ROWS),
    ),
    "a table of ten with one label": (
        replaced_by([[Box(ROWS["direct_suit"], across=10)], heads(2), figures("direct_suit", "suit_after_review")]),
        cells(*ROWS),
    ),
    "a label with too few figures": (replaced_by(without(alone("review"), 1)), cells(*ROWS)),
    "an outcome lost": (replaced_by(without(AGAIN, 2)), cells("review")),
    "outcomes in another order": (replaced_by(SWAPPED), cells("review")),
    "an outcome twice": (replaced_by(TWICE), cells("review")),
    "two figures beside each outcome": (replaced_by(OF_TWO_YEARS), cells(*ROWS)),
}


@pytest.mark.parametrize("layout", REFUSED)
@pytest.mark.parametrize("name", WRITERS)
def test_where_it_is_not_known_whose_figures_are_they_are_not_read(
    name: str, layout: str, vocabulary: Vocabulary
) -> None:
    change, lost = REFUSED[layout]
    reading = read_laid_out(name, change, vocabulary)
    assert not_read(reading) == (set(), lost, {})
    assert any(one.blocking for one in reading.defects) or layout == "lawsuits of which kind is not said"


@pytest.mark.parametrize("name", WRITERS)
def test_a_figure_left_blank_in_a_table_turned_round_is_blank(name: str, vocabulary: Vocabulary) -> None:
    reading = read_laid_out(name, replaced_by(BLANK), vocabulary)
    assert not_read(reading)[1] == set()
    assert reading.source_map["/tables/remedies/review/corrected"]["raw"] == ""


@pytest.mark.parametrize("name", WRITERS)
def test_rows_in_another_order_are_told_by_their_places_or_not_at_all(name: str, vocabulary: Vocabulary) -> None:
    layout = replaced_by(beside("suit_after_review", "direct_suit"))
    table = beside("suit_after_review", "direct_suit")
    assert [box.text for box in table[1]] == [ROWS["suit_after_review"], ROWS["direct_suit"]]
    doubted, missing, wrong = not_read(read_laid_out(name, layout, vocabulary))
    assert (doubted, wrong) == (set(), {})
    assert missing == (cells("review") if name in PLACED else cells(*ROWS))
    assert name in (*PLACED, *UNPLACED)


@pytest.mark.parametrize("name", WRITERS)
def test_a_row_alone_that_ends_in_its_only_blank_may_have_lost_a_cell(name: str, vocabulary: Vocabulary) -> None:
    table = alone("review")
    table[-1] = [*table[-1][1:], Box("")]
    doubted, missing, wrong = not_read(read_laid_out(name, replaced_by(table, "说明", BOTH_SUITS), vocabulary))
    assert (doubted, missing, wrong) == (cells("review"), set(), {})


def test_a_heading_that_moved_away_from_its_rows_says_nothing_of_them(vocabulary: Vocabulary) -> None:
    table = beside(*ROWS)
    table[0].insert(1, Box(""))
    doubted, missing, wrong = not_read(read_laid_out("x.html", replaced_by(table), vocabulary))
    assert (doubted, missing, wrong) == (set(), cells(*ROWS), {})
