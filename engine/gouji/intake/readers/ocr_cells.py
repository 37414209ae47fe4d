"""The cells of a ruled table, as pieces of a page image, to their words: only what is certain is given without a doubt.

Every cell is read twice, by two models of different languages. A figure is believed when both read the same, when one
of them is sure, and when it has as many marks of ink as characters, none of which touches a line. Whatever else was
read keeps its words and the doubt; a blank is certain only where not even faint ink stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from PIL import Image, ImageFilter

from gouji.intake.readers.ocr_engine import OcrEngine, Word
from gouji.intake.readers.ocr_lines import Field, Ink, solid_ink
from gouji.record import Record

UNSEEN: Final = "□"
"""Stands for writing of which nothing was recognised."""

LEAST: Final = 60
"""Percent of confidence below which a cell is doubted."""

_SURE: Final = 60
"""Percent of confidence from which another figure than the other readings' is heeded."""

_POINTED: Final = 85
"""Percent of confidence below which a figure with a point or a comma, which look alike, is doubted."""

_INSET: Final = 2
_FAINT: Final = 90
_DUST: Final = 12
_MARGIN: Final = 20
_TALL: Final = 48
_LINE: Final = 40
_LONG: Final = 8
_DARK: Final = 170
_LEADING: Final = 3
_THICK: Final = 12
_ROOM: Final = 8
_UPPER: Final = 38
_LOWER: Final = 60
"""Between which percents of the height a line through figures is looked for; a 4 has one of its own further down."""

_FIGURE: Final = frozenset("0123456789.,-/")


class Written(Record, frozen=True):
    """What stands in a cell, and how certain that is in percent."""

    text: str
    confidence: int


class _Piece(Record, frozen=True):
    """The writing of a cell; `marks` is the number of separate marks from left to right, 0 when that says nothing.

    `small` is how many of them are clearly less tall than the others; `struck` says that a line goes through all.
    """

    image: Image.Image
    height: int
    marks: int
    small: int
    struck: bool


def read_cells(page: Image.Image, ink: Ink, fields: Sequence[Field], engine: OcrEngine) -> Sequence[Written] | None:
    """Return what stands in every cell; nothing when it took too long."""
    # The noise of a scanner goes under in the mean of nine pixels, a thin stroke does not.
    grey = np.asarray(page.filter(ImageFilter.BoxBlur(1)), dtype=np.int32)
    pieces = [_piece(page, grey, ink, one) for one in fields]
    filled = [one for one in pieces if isinstance(one, _Piece)]
    words = engine.read([_framed(one.image) for one in filled], "block", "words")
    signs = engine.read([_framed(_tall(one)) for one in filled], "line", "signs")
    if words is None or signs is None:
        return None
    labels = _in_one_line(filled, words, engine)
    if labels is None:
        return None
    asked = [rank for rank, one in enumerate(signs) if one and set(text_of(one)) <= _FIGURE]
    thrice = [_framed(_thrice(filled[rank].image)) for rank in asked]
    chinese, english = engine.read(thrice, "line", "chinese_figures"), engine.read(thrice, "line", "english_figures")
    if chinese is None or english is None:
        return None
    more = {rank: one for rank, *one in zip(asked, chinese, english, strict=True)}
    read = iter([_written(one, labels[rank], signs[rank], more.get(rank, ())) for rank, one in enumerate(filled)])
    return [next(read) if isinstance(one, _Piece) else one for one in pieces]


def _in_one_line(
    pieces: Sequence[_Piece], words: Sequence[tuple[Word, ...]], engine: OcrEngine
) -> Sequence[tuple[Word, ...]] | None:
    """Return the words of every piece, those that are no figures read again in one line where that is surer.

    A model for lines knows a character by those beside it, and narrow cells break a label after each.
    """
    asked = [rank for rank, own in enumerate(words) if not own or not set(text_of(own)) <= _FIGURE]
    again = engine.read([_framed(_one_line(pieces[rank].image)) for rank in asked], "line", "words")
    if again is None:
        return None
    anew = dict(zip(asked, again, strict=True))
    return [max(own, anew.get(rank, ()), key=_worth) for rank, own in enumerate(words)]


def _one_line(image: Image.Image) -> Image.Image:
    """Return the lines of a piece side by side."""
    lines = _lines_of(image)
    height = max(line.height for line in lines)
    gap = height // 8
    joined = Image.new("L", (sum(line.width + gap for line in lines), height), 255)
    at = 0
    for line in lines:
        joined.paste(line, (at, (height - line.height) // 2))
        at += line.width + gap
    return _soft(joined, _LINE)


def _worth(words: Sequence[Word]) -> tuple[bool, int, int]:
    """Return by what a reading is preferred: that it may be believed at all, then that nothing is left out."""
    return _least(words) >= LEAST, sum(len(one.text) for one in words) if _least(words) >= LEAST else 0, _least(words)


def _lines_of(image: Image.Image) -> Sequence[Image.Image]:
    """Return the lines of writing in a piece, each without the paper around it; the piece when they cannot be told."""
    dark = np.asarray(image) < _DARK
    inked = np.flatnonzero(dark.any(axis=1))
    if not len(inked):
        return (image,)
    breaks = np.flatnonzero(np.diff(inked) > _LEADING)
    tops = [int(inked[0]), *(int(inked[one + 1]) for one in breaks)]
    bottoms = [*(int(inked[one]) + 1 for one in breaks), int(inked[-1]) + 1]
    heights = [bottom - top for top, bottom in zip(tops, bottoms, strict=True)]
    if min(heights) * 5 < max(heights) * 3:
        return (image,)
    columns = [np.flatnonzero(dark[top:bottom].any(axis=0)) for top, bottom in zip(tops, bottoms, strict=True)]
    return [
        image.crop((int(own[0]), top, int(own[-1]) + 1, bottom))
        for top, bottom, own in zip(tops, bottoms, columns, strict=True)
    ]


def text_of(words: Sequence[Word]) -> str:
    """Return words as they stand: lines apart, and a blank only between figures or Latin words."""
    lines: dict[tuple[int, int, int], str] = {}
    for word in words:
        before = lines.get(word.line, "")
        gap = " " if before[-1:].isascii() and word.text[:1].isascii() and before else ""
        lines[word.line] = f"{before}{gap}{word.text}"
    return "\n".join(lines.values())


def _piece(page: Image.Image, grey: Any, ink: Ink, field: Field) -> _Piece | Written:
    """Return the writing of a cell cut out, or a blank."""
    left, top, right, bottom = _inside(ink, field)
    if right - left < _ROOM or bottom - top < _ROOM:
        return Written("", 0)
    solid = solid_ink(ink[top:bottom, left:right])
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    if not len(rows):
        inside = grey[top:bottom, left:right]
        # A thin stroke is not solid, either; dust is less.
        faint = inside.size > 0 and int((inside * 100 < int(np.median(inside)) * _FAINT).sum()) > _DUST
        return Written("", 0 if faint else 100)
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 2, int(rows[-1]) + 2)
    touches = box[0] == 0 or box[1] == 0 or box[2] > solid.shape[1] or box[3] > solid.shape[0]
    image = page.crop((left + box[0], top + box[1], left + box[2], top + box[3]))
    writing = solid[rows[0] : rows[-1] + 1]
    seen = ink[top + int(rows[0]) : top + int(rows[-1]) + 1, left + int(columns[0]) : left + int(columns[-1]) + 1]
    return _Piece(image, box[3] - box[1], 0 if touches else _marks(writing), _small(writing), _is_struck(seen))


def _inside(ink: Ink, field: Field) -> tuple[int, int, int, int]:
    """Return what lies within the lines around a cell, however thick they are; figures may stand close to them."""
    left, top, right, bottom = field.left + _INSET, field.top + _INSET, field.right - _INSET, field.bottom - _INSET
    for _ in range(_THICK):
        left += _is_full(ink[top:bottom, left])
        right -= _is_full(ink[top:bottom, right])
        top += _is_full(ink[top, left:right])
        bottom -= _is_full(ink[bottom, left:right])
    return left + 1, top + 1, right, bottom


def _is_full(line: Any) -> bool:
    return bool(len(line) and int(line.sum()) * 10 > len(line) * 7)


def _marks(writing: Ink) -> int:
    """Return how many marks stand side by side; 0 when they stand too far apart to be one figure."""
    columns = np.flatnonzero(writing.any(axis=0))
    gaps = np.diff(columns)
    return 0 if (gaps * 5 > writing.shape[0] * 2).any() else 1 + int((gaps > 1).sum())


def _small(writing: Ink) -> int:
    """Return how many of the marks side by side are less tall than three quarters of the tallest."""
    columns = np.flatnonzero(writing.any(axis=0))
    groups = np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)
    heights = [np.flatnonzero(writing[:, own[0] : own[-1] + 1].any(axis=1)) for own in groups]
    tall = [int(own[-1]) - int(own[0]) + 1 for own in heights]
    return sum(one * 4 < max(tall) * 3 for one in tall)


def _is_struck(writing: Ink) -> bool:
    """Return whether a line goes on without a gap from end to end, at about half the height.

    Strokes of a single figure may be as long as it is wide; a line through it is longer.
    """
    height, width = writing.shape
    middle = writing[height * _UPPER // 100 : height * _LOWER // 100 + 1]
    return width * 5 > height * 4 and bool((middle[:-1] | middle[1:]).all(axis=1).any())


def _tall(piece: _Piece) -> Image.Image:
    """Return writing soft and as tall as the model for signs reads it best, when it is a line of figures."""
    fits = piece.image.width < _LONG * piece.height
    return _soft(piece.image, _TALL) if fits else piece.image


def _soft(image: Image.Image, height: int) -> Image.Image:
    width = max(1, image.width * height // image.height)
    return image.filter(ImageFilter.GaussianBlur(1)).resize((width, height), Image.Resampling.BICUBIC)


def _framed(image: Image.Image) -> Image.Image:
    framed = Image.new("L", (image.width + 2 * _MARGIN, image.height + 2 * _MARGIN), 255)
    framed.paste(image, (_MARGIN, _MARGIN))
    return framed


def _thrice(image: Image.Image) -> Image.Image:
    """Return writing three times in a line, since a model for lines often misses a character that stands alone."""
    gap = image.height // 3
    line = Image.new("L", (3 * image.width + 2 * gap, image.height), 255)
    for rank in range(3):
        line.paste(image, (rank * (image.width + gap), 0))
    return line


def _written(piece: _Piece, words: Sequence[Word], signs: Sequence[Word], more: Sequence[Sequence[Word]]) -> Written:
    """Return what the readings of a cell agree on: a figure read as a sign that another reading has, too."""
    figure, text = text_of(signs), text_of(words)
    others = [(text, _least(words)), *((_a_third(one), _least(one)) for one in more)]
    agreeing = [sure for said, sure in others if said == figure]
    if not agreeing or not figure or not set(figure) <= _FIGURE:
        shown = text or figure or UNSEEN
        return Written(shown, 0 if not text or set(text) <= _FIGURE else min(_least(words), LEAST - 1))
    enough = len(agreeing) > 1
    against = [sure for said, sure in others if said and said != figure and set(said) <= _FIGURE]
    # As sure as the second surest: one reading alone proves nothing.
    confidence = sorted((_least(signs), *agreeing))[-2]
    if set(figure) & {".", ","} and confidence < _POINTED:
        return Written(figure, min(LEAST - 1, confidence))
    fits = piece.marks == len(figure) or (0 < piece.marks < len(figure) and enough)
    # The number of a note is smaller than the figure beside it, and only these signs are small by themselves.
    fits = fits and not piece.struck and piece.small <= sum(one in ".,-" for one in figure)
    if not fits or (max(against, default=0) >= _SURE and not enough):
        return Written(figure, min(LEAST - 1, confidence))
    return Written(figure, confidence)


def _a_third(words: Sequence[Word]) -> str:
    """Return what was read thrice; nothing when the three are not the same."""
    text = "".join(text_of(words).split())
    third = text[: len(text) // 3]
    return third if text == 3 * third else ""


def _least(words: Sequence[Word]) -> int:
    return min((one.confidence for one in words), default=0)
