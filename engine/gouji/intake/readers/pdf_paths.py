"""The things drawn on a page of a PDF: its objects enter, straight lines, fills, pictures and other ink leave.

Every object has its rank in the order of painting, by which what lies above is told from what lies below.
It runs in the process that opens the file. What lines mean is not known here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, TypeAlias

import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_clips import Clip, clip_of
from gouji.intake.readers.pdf_dots import Dot, lines_of_dots
from gouji.intake.readers.pdf_page import Box, Rule
from gouji.intake.readers.pdf_shown import Point, Shown, around, bounds_of, matrix_of
from gouji.record import MutableRecord, Record, field

_MAX_DEPTH: Final = 8
_THIN: Final = 300
_THICK: Final = 500
_LONG: Final = 4
"""How thick a line is at most, and one that is so many times as long as it is thick; what is thicker is an area."""

_STRAIGHT: Final = 60
"""How far the ends of a line may be off level."""

_MAX_MARKS: Final = 32
_LAYER: Final = "OC\0".encode("utf-16-le")
_PALE: Final = 245
_FILLED: Final = frozenset({0, 2, 4, 6})
_OUTLINED: Final = frozenset({1, 2, 5, 6})
"""The ways to paint text in which its areas and its outlines are painted."""

_FAINT: Final = 130
_LARGE: Final = 2_500
"""By how much of 255 the color of a watermark that is drawn differs from white at most, and how large its signs are."""

_SHORT: Final = 150
_DOT: Final = 350
_ROUNDED: Final = 800
"""How large the dots of a line are at most, and how far the corners of a frame are rounded at most."""

Color: TypeAlias = tuple[int, int, int]
WHITE: Final[Color] = (255, 255, 255)


class Layer(Record, frozen=True):
    """An area that is painted: whatever has a lower rank lies under it. `opaque` goes up to 255."""

    rank: int
    box: Box
    color: Color = WHITE
    opaque: int = 255


class Picture(Record, frozen=True):
    """A picture with its rank and place; `upright` says that it is neither turned nor mirrored."""

    rank: int
    box: Box
    upright: bool
    thing: Any


class Writing(Record, frozen=True):
    """How a piece of text is painted; `layered` says that it belongs to a layer, which may be hidden.

    `colors` are those of its areas and its outlines, as far as it has them; `opaque` goes up to 255. `where` is how its
    places are shown, and `clip` is what cuts it off.
    """

    rank: int
    mode: int
    colors: tuple[Color, ...]
    opaque: int
    layered: bool
    thing: Any
    where: Shown
    clip: Clip | None


class _Piece(Record, frozen=True):
    """A stretch of a path; `frames` says that it is a rectangle, its corners rounded at most."""

    points: tuple[Point, ...]
    box: Box
    curved: bool
    frames: bool


class Drawn(MutableRecord):
    """What was found on a page."""

    objects: int = 0
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Layer] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    texts: dict[int, Writing] = field(default_factory=dict)


def draw(page: Any, shown: Shown, most: int) -> Drawn:
    """Return what is drawn on a page, up to a number of objects."""
    drawn = Drawn()
    for thing, where, clip, whole in things_of(page, shown):
        if drawn.objects >= most:
            break
        drawn.objects += 1
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            drawn.texts[address(thing)] = _writing(thing, drawn.objects, where, clip_of(thing, where, clip))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _take_path(drawn, thing, where)
        elif whole:
            _take_picture(drawn, thing, where)
    _take_dots(drawn)
    return drawn


def things_of(page: Any, shown: Shown) -> Iterator[tuple[Any, Shown, Clip | None, bool]]:
    """Yield the objects of a page in the order of painting, with how their places are shown and what cuts them off.

    A form stands before the objects in it; of all others it is said that they are whole.
    """
    pending = [_children(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page, shown, None)]
    while pending:
        one = next(pending[-1], None)
        if one is None:
            pending.pop()
            continue
        thing, where, clip = one
        opens = pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_FORM and len(pending) <= _MAX_DEPTH
        yield thing, where, clip, not opens
        if opens:
            count = pdfium.FPDFFormObj_CountObjects(thing)
            inside, cut = where.within(matrix_of(thing)), clip_of(thing, where, clip)
            pending.append(_children(count, pdfium.FPDFFormObj_GetObject, thing, inside, cut))


def address(thing: Any) -> int:
    """Return by what an object is known again."""
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _children(
    count: int, get: Any, owner: Any, shown: Shown, clip: Clip | None
) -> Iterator[tuple[Any, Shown, Clip | None]]:
    for rank in range(count):
        thing = get(owner, rank)
        if thing:
            yield thing, shown, clip


def _color(thing: Any, get: Any) -> tuple[int, int, int, int]:
    """Return red, green, blue and how opaque; a pattern counts as grey."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not get(thing, *parts):
        return 128, 128, 128, 255
    red, green, blue, opaque = (one.value for one in parts)
    return red, green, blue, opaque


def _is_pale(color: Sequence[int]) -> bool:
    return color[3] == 0 or min(color[:3]) >= _PALE


def _writing(thing: Any, rank: int, where: Shown, clip: Clip | None) -> Writing:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(thing)
    painted = [
        _color(thing, get)
        for get, modes in ((pdfium.FPDFPageObj_GetFillColor, _FILLED), (pdfium.FPDFPageObj_GetStrokeColor, _OUTLINED))
        if mode in modes
    ]
    opaque = max((one[3] for one in painted), default=255)
    return Writing(rank, mode, tuple(one[:3] for one in painted), opaque, _is_layered(thing), thing, where, clip)


def _is_layered(thing: Any) -> bool:
    """Return whether an object is marked as part of optional content."""
    name, used = (ctypes.c_ushort * 4)(), ctypes.c_ulong()
    for rank in range(min(max(pdfium.FPDFPageObj_CountMarks(thing), 0), _MAX_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(thing, rank)
        if pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), used) and bytes(name)[:6] == _LAYER:
            return True
    return False


def _take_picture(drawn: Drawn, thing: Any, shown: Shown) -> None:
    box = bounds_of(thing, shown)
    if box is not None:
        see_through = pdfium.FPDFPageObj_HasTransparency(thing)
        where = shown.within(matrix_of(thing))
        upright = where.a > 0 > where.d and abs(where.b) + abs(where.c) < 1
        # A picture that lets through what is below it hides nothing.
        drawn.pictures.append(Picture(0 if see_through else drawn.objects, box, upright, thing))


def _take_path(drawn: Drawn, thing: Any, shown: Shown) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(thing, fill, stroke):
        return
    inked = _color(thing, pdfium.FPDFPageObj_GetFillColor)
    lined = _color(thing, pdfium.FPDFPageObj_GetStrokeColor)
    strokes = bool(stroke.value) and not _is_pale(lined)
    pieces = list(_pieces(thing, shown.within(matrix_of(thing))))
    if fill.value:
        _take_areas(drawn, pieces, inked, bool(pdfium.FPDFPageObj_HasTransparency(thing)))
    for piece in pieces if strokes else ():
        if not piece.curved:
            _take_strokes(drawn, piece.points)
        elif piece.frames:
            _take_frame(drawn, piece.box)
        else:
            drawn.marks.append(piece.box)


def _take_frame(drawn: Drawn, box: Box) -> None:
    drawn.across += (Rule(box.top, box.left, box.right), Rule(box.bottom, box.left, box.right))
    drawn.down += (Rule(box.left, box.top, box.bottom), Rule(box.right, box.top, box.bottom))


def _take_areas(drawn: Drawn, pieces: Sequence[_Piece], color: Sequence[int], see_through: bool) -> None:
    """Take the areas of a path; one that leaves out another within it but for a thin rim is a frame."""
    if any(one.curved for one in pieces) and _is_watermark(pieces, color):
        # It may hide what is written in a blank cell; it is nothing that stands in a cell which it goes beyond.
        drawn.marks.append(_around_all(pieces))
        return
    rest = list(pieces)
    while rest:
        one = rest.pop(0)
        if rest and one.frames and rest[0].frames and (rim := _between(one.box, rest[0].box)) is not None:
            rest.pop(0)
            if not _is_pale(color):
                _take_frame(drawn, rim)
        else:
            _take_area(drawn, one, color, see_through)


def _is_watermark(pieces: Sequence[_Piece], color: Sequence[int]) -> bool:
    """Return whether a path is large and faint, as a sign of a watermark that is drawn."""
    box = _around_all(pieces)
    faint = (255 - min(color[:3])) * color[3] // 255 <= _FAINT
    return faint and min(box.right - box.left, box.bottom - box.top) >= _LARGE


def _around_all(pieces: Sequence[_Piece]) -> Box:
    return around([point for one in pieces for point in ((one.box.left, one.box.top), (one.box.right, one.box.bottom))])


def _between(one: Box, other: Box) -> Box | None:
    """Return the middle of the rim between two rectangles that lie closely within each other."""
    outer, inner = (one, other) if one.left < other.left else (other, one)
    rims = (
        inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom
    )  # fmt: skip
    if not all(0 < rim <= _THIN for rim in rims):
        return None
    left, top, right, bottom = (rim // 2 for rim in rims)
    return Box(outer.left + left, outer.top + top, outer.right - right, outer.bottom - bottom)


def _take_area(drawn: Drawn, piece: _Piece, color: Sequence[int], see_through: bool) -> None:
    box, pale = piece.box, _is_pale(color)
    wide, high = box.right - box.left, box.bottom - box.top
    thin, long = sorted((wide, high))
    if long <= _SHORT or (long <= _DOT and 2 * thin >= long):
        middle = ((box.left + box.right) // 2, (box.top + box.bottom) // 2)
        drawn.dots += [] if pale else [Dot(*middle, long, box, piece.curved)]
    elif not piece.curved and (thin <= _THIN or (thin <= _THICK and long >= _LONG * thin)):
        if not pale:
            _take_line(drawn, box)
    elif piece.frames:
        # What is opaque by itself and lets something through is mixed with it in a way that is not known.
        if color[3] < 255 or not see_through:
            drawn.fills.append(Layer(drawn.objects, box, (color[0], color[1], color[2]), color[3]))
    elif not pale:
        drawn.marks.append(box)


def _take_line(drawn: Drawn, box: Box) -> None:
    if box.right - box.left >= box.bottom - box.top:
        drawn.across.append(Rule((box.top + box.bottom) // 2, box.left, box.right))
    else:
        drawn.down.append(Rule((box.left + box.right) // 2, box.top, box.bottom))


def _take_dots(drawn: Drawn) -> None:
    """Take the lines that rows of dots make; a larger dot that is in none is a short line or a mark."""
    across, down, lone = lines_of_dots(drawn.dots)
    drawn.across += across
    drawn.down += down
    for one in lone:
        if one.curved:
            drawn.marks.append(one.box)
        elif one.size > _SHORT:
            _take_line(drawn, one.box)


def _take_strokes(drawn: Drawn, points: Sequence[Point]) -> None:
    for (x, y), (u, v) in pairwise(points):
        if abs(y - v) <= _STRAIGHT and abs(x - u) > _STRAIGHT:
            drawn.across.append(Rule((y + v) // 2, min(x, u), max(x, u)))
        elif abs(x - u) <= _STRAIGHT and abs(y - v) > _STRAIGHT:
            drawn.down.append(Rule((x + u) // 2, min(y, v), max(y, v)))
        elif (x, y) != (u, v):
            drawn.marks.append(around(((x, y), (u, v))))


def _pieces(thing: Any, shown: Shown) -> Iterator[_Piece]:
    """Yield the stretches of a path."""
    points: list[Point] = []
    bends: set[int] = set()
    x, y = ctypes.c_float(), ctypes.c_float()
    for rank in range(pdfium.FPDFPath_CountSegments(thing)):
        segment = pdfium.FPDFPath_GetPathSegment(thing, rank)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield _piece(points, bends)
            points, bends = [], set()
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            bends.add(len(points))
        points.append(shown.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield _piece(points, bends)


def _piece(points: Sequence[Point], bends: set[int]) -> _Piece:
    box = around(points)
    frames = _is_rounded(points, bends, box) if bends else _is_rectangle(points)
    return _Piece(tuple(points), box, bool(bends), frames)


def _is_rectangle(points: Sequence[Point]) -> bool:
    return all(abs(x - u) <= _STRAIGHT or abs(y - v) <= _STRAIGHT for (x, y), (u, v) in pairwise(points))


def _is_rounded(points: Sequence[Point], bends: set[int], box: Box) -> bool:
    """Return whether points go around a rectangle, straight but for its corners."""
    wide, high = box.right - box.left, box.bottom - box.top
    round_by = min(_ROUNDED, min(wide, high) * 3 // 10)
    straight = [0, 0, 0, 0]
    for rank, (x, y) in enumerate(points):
        off = (x - box.left, y - box.top, box.right - x, box.bottom - y)
        if min(off) > _STRAIGHT and (min(off[0], off[2]) > round_by or min(off[1], off[3]) > round_by):
            return False
        if rank and rank not in bends:
            u, v = points[rank - 1]
            was = (u - box.left, v - box.top, box.right - u, box.bottom - v)
            for side in range(4):
                if max(off[side], was[side]) <= _STRAIGHT:
                    straight[side] += abs(x - u) + abs(y - v)
    return all(5 * one >= 2 * length for one, length in zip(straight, (high, wide, high, wide), strict=True))
