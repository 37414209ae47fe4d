"""Pages of a scan that lie on their side or stand on their head: they are read upright, where that shows more."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw

from gouji.intake.readers.ocr_blocks import blocks_of
from gouji.intake.readers.ocr_engine import Layout, Script, Word
from gouji.intake.readers.ocr_turn import is_poor, upright_turn
from gouji.record import replace
from intake.test_ocr_joins import sheet, table

SIGNS = "政府信息公开" * 5


class Cornered:
    """An engine that recognises a page when its upper left corner is black, and a little of any other."""

    def __init__(self, otherwise: str) -> None:
        self._otherwise = otherwise

    def read(self, pieces: Sequence[Image.Image], layout: Layout, script: Script) -> Sequence[tuple[Word, ...]]:
        """Return one word for every piece."""
        texts = (SIGNS if one.getpixel((5, 5)) == 0 else self._otherwise for one in pieces)
        return [(Word(text, 0, 0, 9, 9, (1, 1, 1), 95),) for text in texts]


@pytest.mark.parametrize(
    ("corner", "otherwise", "turned"),
    [
        pytest.param((0, 0), "", 0, id="upright"),
        pytest.param((700, 0), "", 1, id="on its right side"),
        pytest.param((700, 1_100), "", 2, id="on its head"),
        pytest.param((0, 1_100), "", 3, id="on its left side"),
        pytest.param((700, 0), SIGNS[:12], 0, id="not clearly more than as it is"),
    ],
)
def test_a_page_is_turned_so_that_most_of_it_is_recognised(
    corner: tuple[int, int], otherwise: str, turned: int
) -> None:
    page = Image.new("L", (800, 1_200), 255)
    left, top = corner
    ImageDraw.Draw(page).rectangle((left, top, left + 99, top + 99), fill=0)
    assert upright_turn(page, Cornered(otherwise)) == turned


@pytest.mark.parametrize(
    ("said", "poor"),
    [
        pytest.param([(SIGNS, 90), ("口口", 10)], False, id="most of it is certain"),
        pytest.param([(SIGNS, 30), ("口口", 90)], True, id="most of it is not"),
        pytest.param([("政府", 90)], True, id="hardly anything was read"),
    ],
)
def test_only_a_page_of_which_hardly_anything_is_certain_is_tried(said: list[tuple[str, int]], poor: bool) -> None:
    assert is_poor(said) == poor


@pytest.mark.parametrize(
    ("turned", "box"),
    [
        pytest.param(0, ("59.5", "743.7", "505.7", "773.5"), id="not at all"),
        pytest.param(1, ("59.5", "59.5", "89.2", "505.7"), id="to the left"),
        pytest.param(2, ("89.2", "59.5", "535.5", "89.2"), id="twice"),
        pytest.param(3, ("743.7", "89.2", "773.5", "535.5"), id="to the right"),
    ],
)
def test_places_on_a_page_that_was_turned_are_those_that_are_seen(turned: int, box: tuple[str, ...]) -> None:
    (grid,) = blocks_of("x.png", [replace(sheet(1, [table(2_500, [500])]), turned=turned)], 0, 0, 0)
    assert grid.place.box == box
