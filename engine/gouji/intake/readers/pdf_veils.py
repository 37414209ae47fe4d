"""Pictures that let through what is below them: a picture of a page enters, what it hides at a place leaves.

A seal or a watermark is often a picture that is clear but for its strokes, and lies upon the writing. It runs in the
process that opens the file. What is written there is not known here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_page import Box
from gouji.intake.readers.pdf_paths import Picture
from gouji.record import MutableRecord, Record, field

MAX_PIXELS: Final = 20_000_000
_LEAST: Final = 10_000
"""How many pixels of all pictures of a document are looked at, one to the point, and as how many a small one counts."""

_POINT: Final = 100
_DENSE: Final = 128
_BYTES: Final = 4


class Veil(Record, frozen=True):
    """A picture of which every pixel says how much it hides, row by row."""

    box: Box
    width: int
    height: int
    opaque: bytes

    def hides(self, place: Box) -> int:
        """Return how many percent of a place are hidden."""
        wide, high = self.box.right - self.box.left, self.box.bottom - self.box.top
        left, right = (_step(side - self.box.left, wide, self.width) for side in (place.left, place.right))
        top, bottom = (_step(side - self.box.top, high, self.height) for side in (place.top, place.bottom))
        rows = [self.opaque[row * self.width + left : row * self.width + right + 1] for row in range(top, bottom + 1)]
        return 100 * sum(one >= _DENSE for row in rows for one in row) // ((right - left + 1) * (bottom - top + 1))


def _step(distance: int, length: int, steps: int) -> int:
    return min(max(distance * steps // length, 0), steps - 1)


class Looked(MutableRecord):
    """How many pixels of a document may still be looked at, and what is known of the pictures of its page."""

    pixels: int = MAX_PIXELS
    known: dict[int, Veil | None] = field(default_factory=dict)


def hiding(document: Any, page: Any, looked: Looked) -> Callable[[Picture], Veil | None]:
    """Return what tells how a picture hides what is below it; nothing when it hides all or cannot be looked at."""
    looked.known.clear()

    def veil_of(picture: Picture) -> Veil | None:
        if picture.rank not in looked.known:
            looked.known[picture.rank] = _veil(document, page, picture, looked)
        return looked.known[picture.rank]

    return veil_of


def _veil(document: Any, page: Any, picture: Picture, looked: Looked) -> Veil | None:
    box = picture.box
    wide, high = (box.right - box.left) // _POINT, (box.bottom - box.top) // _POINT
    pixels = max(wide * high, _LEAST)
    if not (picture.upright and wide > 0 < high and pixels <= looked.pixels):
        return None
    looked.pixels -= pixels
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, picture.thing)
    if not bitmap:
        return None
    width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride, shows = pdfium.FPDFBitmap_GetStride(bitmap), pdfium.FPDFBitmap_GetFormat(bitmap) == pdfium.FPDFBitmap_BGRA
    content = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height) if shows else b""
    pdfium.FPDFBitmap_Destroy(bitmap)
    # Within something that is drawn larger a picture says too little about the places in it.
    if not shows or 2 * width < wide or 2 * height < high:
        return None
    alphas = (content[row * stride + 3 : row * stride + _BYTES * width : _BYTES] for row in range(height))
    return Veil(box, width, height, b"".join(alphas))
