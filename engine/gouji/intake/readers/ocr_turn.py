"""How a page image must be turned so that its writing stands upright: an image enters, quarters leave.

A page with a wide table is often scanned lying on its side. Only where hardly anything of a page was recognised is it
tried whether more is when it is turned. What is written there is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PIL import Image

from gouji.intake.readers.ocr_engine import OcrEngine

_CERTAIN: Final = 40
"""Percent of confidence from which a word counts as recognised; that of labels in tables is never high."""

_WIDTH: Final = 1_600
_SURE: Final = 80
_FEWEST: Final = 20
_TIMES: Final = 3
"""The longer side of a page that is tried, from which confidence its words count, how many signs are enough, and how
many times as many as of the page as it is."""


def is_poor(said: Iterable[tuple[str, int]]) -> bool:
    """Return whether less than half of what was read of a page, by signs, was recognised with any certainty."""
    all_signs = certain = 0
    for text, confidence in said:
        all_signs += len(text)
        certain += len(text) if confidence >= _CERTAIN else 0
    return 2 * certain < all_signs or all_signs < _FEWEST


def upright_turn(image: Image.Image, engine: OcrEngine) -> int:
    """Return by how many quarters to the left a page is to be turned; 0 when none shows clearly more words."""
    small = image.convert("L")
    small.thumbnail((_WIDTH, _WIDTH), Image.Resampling.LANCZOS)
    tried = [small if turned == 0 else small.rotate(90 * turned, expand=True) for turned in range(4)]
    read = engine.read(tried, "page", "words")
    if read is None:
        return 0
    worth = [
        sum(len(one.text) for one in words if one.confidence >= _SURE and not one.text.isascii()) for words in read
    ]
    best = max(range(4), key=lambda turned: worth[turned])
    return best if worth[best] >= max(_FEWEST, _TIMES * worth[0]) else 0
