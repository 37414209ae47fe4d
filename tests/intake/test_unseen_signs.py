"""Signs that take no width, as pages and programs leave them: around words they change nothing, in figures they doubt.

A cell that holds nothing else is blank, but one with a soft hyphen, which some programs show as a stroke.
"""

from __future__ import annotations

import pytest

from gouji.vocabulary.model import Vocabulary
from intake.layouts import (
    WRITERS,
    assert_all_right,
    not_read,
    read_laid_out,
    said_otherwise,
    with_figures,
    with_headings,
)
from programs import cells_of

AROUND = ["\u200b", "\u200c", "\u200d", "\u200e", "\u2060", "\ufeff"]
ALL = [*AROUND, "\u00ad"]


@pytest.mark.parametrize("sign", AROUND, ids=ascii)
@pytest.mark.parametrize("name", WRITERS)
def test_around_figures_they_cost_nothing(name: str, sign: str, vocabulary: Vocabulary) -> None:
    assert_all_right(read_laid_out(name, with_figures(lambda figure: f"{sign}{figure}{sign}"), vocabulary))


@pytest.mark.parametrize("sign", ALL, ids=ascii)
@pytest.mark.parametrize("name", ["x.html", "x.csv", "rows.txt"])
def test_within_labels_and_headings_they_cost_nothing(name: str, sign: str, vocabulary: Vocabulary) -> None:
    labels = said_otherwise(lambda label: f"{sign}{label[:1]}{sign}{label[1:]}")
    headings = with_headings(lambda heading: f"{heading[:3]}{sign}{heading[3:]}")
    assert_all_right(read_laid_out(name, lambda blocks: labels(headings(blocks)), vocabulary))


@pytest.mark.parametrize("sign", ALL, ids=ascii)
@pytest.mark.parametrize("name", WRITERS)
def test_within_figures_they_are_doubted(name: str, sign: str, vocabulary: Vocabulary) -> None:
    reading = read_laid_out(name, with_figures(lambda figure: f"{figure[0]}{sign}{figure[1:] or '0'}"), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert (len(doubted), missing, wrong) == (200, set(), {})


@pytest.mark.parametrize("name", ["x.html", "x.csv", "rows.txt"])
def test_a_soft_hyphen_before_a_figure_may_be_a_stroke(name: str, vocabulary: Vocabulary) -> None:
    reading = read_laid_out(name, with_figures(lambda figure: f"\u00ad{figure}"), vocabulary)
    assert (len(not_read(reading)[0]), not_read(reading)[1:]) == (200, (set(), {}))


@pytest.mark.parametrize(("sign", "read"), [*((sign, None) for sign in AROUND), ("\u00ad", "\u00ad")])
def test_a_cell_that_holds_nothing_else(sign: str, read: str | None, vocabulary: Vocabulary) -> None:
    layout = with_figures(lambda figure: sign if figure == "0" else figure)
    for name in ("x.html", "rows.txt"):
        doubted, missing, other = not_read(read_laid_out(name, layout, vocabulary))
        assert (doubted, missing, set(other.values())) == (set(), set(), {read})


@pytest.mark.parametrize(("figure", "sign"), [("0", "Ｏ"), ("0", "O"), ("0", "〇"), ("1", "ｌ"), ("1", "I")])
def test_a_letter_in_the_place_of_a_figure_is_no_number(figure: str, sign: str, vocabulary: Vocabulary) -> None:
    reading = read_laid_out("x.html", with_figures(lambda text: text.replace(figure, sign)), vocabulary)
    doubted, missing, other = not_read(reading)
    assert missing == set()
    assert all(isinstance(text, str) and sign in text for text in other.values())
    # A row whose total is no number may have moved.
    read = {f"/tables{pointer}": value for pointer, value in cells_of(reading.report["tables"])}
    assert {sign in str(read[f"{pointer.rpartition('/')[0]}/total"]) for pointer in doubted} <= {True}


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"], ids=ascii)
def test_what_may_turn_figures_round_is_doubted_around_them(sign: str, vocabulary: Vocabulary) -> None:
    reading = read_laid_out("x.html", with_figures(lambda figure: f"{sign}{figure}"), vocabulary)
    assert (len(not_read(reading)[0]), not_read(reading)[2]) == (200, {})
