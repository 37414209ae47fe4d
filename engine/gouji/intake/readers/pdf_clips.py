"""Through what things of a PDF are seen: objects with their clip paths enter, how much of a place is cut off leaves.

It runs in the process that opens the file. What stands at a place is not known here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, TypeAlias

import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_page import Box
from gouji.intake.readers.pdf_shown import Point, Shown, around
from gouji.record import Record, replace

_MAX_PATHS: Final = 64
_MAX_POINTS: Final = 100
"""How many paths of a clip are looked at, and how many points of each; what is more intricate is not known."""

_STRAIGHT: Final = 60
_STEPS: Final = (1, 3, 5, 7)
"""The eighths of a sign at which it is looked at, where it is cut by anything but a rectangle."""

_ALL: Final = 100

_Outline: TypeAlias = tuple[tuple[Point, ...], ...]


class Clip(Record, frozen=True):
    """What cuts an object off: it is seen within a rectangle, where there is one, and within every outline.

    `known` says that nothing else cuts it off.
    """

    box: Box | None = None
    outlines: tuple[_Outline, ...] = ()
    known: bool = True

    def cuts(self, ink: Box) -> int:
        """Return how many percent of a place are cut off; all of it only where that is certain."""
        off = _ALL - _ALL * _common(self.box, ink) // max(_size(ink), 1) if self.box else 0
        if off == _ALL or not self.outlines:
            return off
        spots = [
            (ink.left + (ink.right - ink.left) * x // 8, ink.top + (ink.bottom - ink.top) * y // 8)
            for x in _STEPS
            for y in _STEPS
        ]
        seen = sum(all(_is_within(spot, outline) for outline in self.outlines) for spot in spots)
        return min(max(off, _ALL - _ALL * seen // len(spots)), _ALL - 1)


def clip_of(thing: Any, shown: Shown, outer: Clip | None) -> Clip | None:
    """Return what cuts an object off, besides what cuts off all that it stands in; nothing when nothing does."""
    clip = pdfium.FPDFPageObj_GetClipPath(thing)
    count = pdfium.FPDFClipPath_CountPaths(clip) if clip else 0
    if count <= 0:
        return outer
    found = outer or Clip()
    if count > _MAX_PATHS:
        return replace(found, known=False)
    for path in range(count):
        points = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        outline = tuple(_stretches(clip, path, min(points, _MAX_POINTS), shown))
        if points > _MAX_POINTS:
            found = replace(found, known=False)
        elif not outline or (len(outline) == 1 and _is_rectangle(outline[0])):
            found = replace(found, box=_within(found.box, around(outline[0]) if outline else Box(0, 0, 0, 0)))
        else:
            found = replace(found, outlines=(*found.outlines, outline))
    return found


def _stretches(clip: Any, path: int, count: int, shown: Shown) -> Iterator[tuple[Point, ...]]:
    """Yield the stretches of a clip path; curves are taken with the points to which they bend."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for rank in range(count):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, rank)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if points and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield tuple(points)
            points = []
        points.append(shown.point(x.value, y.value))
    if points:
        yield tuple(points)


def _is_rectangle(points: Sequence[Point]) -> bool:
    """Return whether points go around an upright rectangle, or around nothing."""
    box = around(points)
    sides = ((box.left, box.right), (box.top, box.bottom))
    off = (min(abs(part - one) for one in ends) for point in points for part, ends in zip(point, sides, strict=True))
    straight = all(abs(x - u) <= _STRAIGHT or abs(y - v) <= _STRAIGHT for (x, y), (u, v) in pairwise(points))
    return max(off) <= _STRAIGHT and straight and len(points) in (4, 5)


def _is_within(spot: Point, outline: _Outline) -> bool:
    """Return whether a spot lies within an outline, by whichever rule its inside is told."""
    crossed = wound = 0
    across, down = spot
    for points in outline:
        for (x, y), (u, v) in pairwise((*points, points[0])):
            way = 1 if v > y else -1
            if (y <= down) != (v <= down) and (across - x) * (v - y) * way < (u - x) * (down - y) * way:
                crossed += 1
                wound += way
    return crossed % 2 == 1 and wound != 0


def _within(one: Box | None, other: Box) -> Box:
    if one is None:
        return other
    return Box(
        max(one.left, other.left), max(one.top, other.top), min(one.right, other.right), min(one.bottom, other.bottom)
    )


def _size(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)


def _common(one: Box | None, other: Box) -> int:
    both = _within(one, other)
    return max(both.right - both.left, 0) * max(both.bottom - both.top, 0)
