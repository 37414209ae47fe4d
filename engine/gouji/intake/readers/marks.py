"""Doubts that readers share about a cell in which something stands beside a figure, or instead of one.

A raised note mark, struck words or hidden words would be glued to the figure; a picture or a field of a form may be
the figure itself. Such a cell keeps its raw text and is never certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

RAISED: Final = "raised_or_lowered"
"""The doubt about a cell in which writing is raised, lowered or small: the number of a note, or a power."""

STRUCK: Final = "struck_out"
"""The doubt about a cell in which writing is struck out."""

HIDDEN: Final = "hidden_in_part"
"""The doubt about a cell in which writing stands that is not seen."""

DRAWN: Final = "drawn_in_cell"
"""The doubt about a cell with a picture, a drawing or a field of a form in it."""

ELSE: Final = "something_else_in_cell"
"""The doubt about a cell with writing of another kind: a link beside a figure, a number the program counts itself."""

UNKNOWN_SIGN: Final = "unknown_sign"
"""The doubt about a cell with signs of which the file does not say which characters they are."""

REVISED: Final = "revised_cells"
"""The doubt about a row of which single cells are marked as deleted or merged by changes that are tracked."""

_FONTS_OF_SIGNS: Final = frozenset(
    ("wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "zapf dingbats", "zapfdingbats", "marlett")
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_MAX_FIGURE: Final = 40
_DIGIT: Final = re.compile(r"\d")
_MAX_LETTERS: Final = 3
_DAY: Final = re.compile(r"\d\s*[-:/年月]\s*\d")


def heeded(text: str, doubts: Iterable[str]) -> tuple[str, ...]:
    """Return the doubts that concern a cell with a text: those of figures and blanks, not those of words and days.

    A sign that only its font knows is neither: it is doubted wherever no words stand.
    """
    few = len(text) <= _MAX_FIGURE and sum(one.isalpha() for one in text) <= _MAX_LETTERS
    concerned = not text or (few and bool(_DIGIT.search(text)) and not _DAY.search(text))
    found = dict.fromkeys((*doubts, UNKNOWN_SIGN) if has_unknown_sign(text) else doubts)
    return tuple(one for one in found if concerned or (few and one == UNKNOWN_SIGN))


def has_unknown_sign(text: str) -> bool:
    """Return whether a text holds a sign that every font may show otherwise."""
    return not text.isascii() and _PRIVATE.search(text) is not None


def is_of_signs(font: str) -> bool:
    """Return whether a font has pictures or other signs in the place of letters and figures."""
    return font.strip().lower() in _FONTS_OF_SIGNS
