"""Where things of a PDF lie on the page as it is shown: places of the file enter, places of the page leave.

It runs in the process that opens the file. What stands at a place is not known here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_page import Box
from gouji.record import Record

Point: TypeAlias = tuple[int, int]


class Shown(Record, frozen=True):
    """How a place in the file becomes one on the page: x = a·x + c·y + e, y = b·x + d·y + f."""

    a: Any
    b: Any
    c: Any
    d: Any
    e: Any
    f: Any

    def point(self, x: Any, y: Any) -> Point:
        """Return a place on the page."""
        return int(self.a * x + self.c * y + self.e), int(self.b * x + self.d * y + self.f)

    def box(self, left: Any, bottom: Any, right: Any, top: Any) -> Box:
        """Return a rectangle on the page."""
        return around(
            (self.point(left, bottom), self.point(right, top), self.point(left, top), self.point(right, bottom))
        )

    def turned(self, quarters: int, width: int, height: int) -> Shown:
        """Return the same for a page that is turned to the left by quarters."""
        a, b, c, d, e, f = self.a, self.b, self.c, self.d, self.e, self.f
        for _ in range(quarters):
            a, b, c, d, e, f = b, -a, d, -c, f, width - e
            width, height = height, width
        return Shown(a, b, c, d, e, f)

    def within(self, inner: Any) -> Shown:
        """Return the same for what a matrix moves first."""
        return Shown(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )


def around(points: Sequence[Point]) -> Box:
    """Return the rectangle around places."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(down), max(across), max(down))


def matrix_of(thing: Any) -> Any:
    """Return how the inner places of an object become those of what it stands in."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def bounds_of(thing: Any, shown: Shown) -> Box | None:
    """Return the place of an object; nothing when it has none."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(thing, *sides):
        return None
    return shown.box(*(one.value for one in sides))
