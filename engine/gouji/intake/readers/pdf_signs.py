"""The signs of a page of a PDF: its text enters, every sign that is seen leaves, with its place and how it is painted.

It runs in the process that opens the file. Lines and words are not known here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from typing import Any, Final

import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_page import UNMAPPED, Box, Char, covers
from gouji.intake.readers.pdf_paths import WHITE, Color, Drawn, Layer, Picture, Writing, address
from gouji.intake.readers.pdf_shown import Shown
from gouji.intake.readers.pdf_upon import heeded
from gouji.intake.readers.pdf_veils import Veil
from gouji.intake.readers.pdf_watermark import contrast, mixed, without_watermark
from gouji.record import Record, replace

_INVISIBLE: Final = frozenset({3, 7})
_QUARTER: Final = 1_571
_ASKEW: Final = 40
"""Thousandths of a turn, and by how many a sign may be off one; what is more askew is a watermark."""
_SEEN: Final = 64
"""By how much of 255 red, green or blue of a sign must differ from what it is painted on to be seen for certain."""
_HALF: Final = 128
_ALL: Final = 100
_MOSTLY: Final = 50
_PARTLY: Final = 10
"""Percent of a sign under a picture or cut off from which it is not seen, and from which it may be another."""

_TINT: Final = 8
_MAX_AREAS: Final = 1_000
"""By how much of 255 the color of a cell must differ from its ground to be seen, and how many areas are looked at."""

_SHAPELESS: Final = 2
"""How tall in hundredths of a point a sign of no known shape is given at most."""
_TINY: Final = 200
"""Signs that are less high, in hundredths of a point, are not seen."""

_HYPHEN: Final = 2
_FIRST_HALVES: Final = range(0xD800, 0xDC00)
_SECOND_HALVES: Final = range(0xDC00, 0xE000)
_CONTROL: Final = 32


class Signs(Record, frozen=True):
    """The signs that are seen, the places of pale or hidden ones that may be seen, and how many are not seen."""

    chars: tuple[Char, ...]
    pale: tuple[Box, ...]
    hidden: int


def most_turned(text: Any, quarters: int) -> int:
    """Return how most of the signs are turned on a page that is itself shown turned to the right by quarters."""
    turns = [_turn(text, rank) for rank in range(pdfium.FPDFText_CountChars(text))]
    most = max(range(4), key=turns.count)
    return (most + quarters) % 4 if most in turns else 0


def signs_of(
    text: Any,
    paper: Box,
    shown: Shown,
    drawn: Drawn,
    turned: int,
    veil_of: Callable[[Picture], Veil | None],
    spoken: Mapping[int, str],
) -> Signs:
    """Return the signs that are seen, and what is not.

    `turned` is by how much upright signs are turned in the file; `veil_of` gives what a picture hides; `spoken` is what
    the file says to stand for the signs of an object.
    """
    seen: list[tuple[Char, Writing | None]] = []
    askew: list[tuple[Char, Writing]] = []
    pale: list[Box] = []
    met: set[int] = set()
    hidden = 0
    for rank in range(pdfium.FPDFText_CountChars(text)):
        turn = _turn(text, rank)
        if pdfium.FPDFText_IsGenerated(text, rank) == 1 or _is_second_half(text, rank):
            continue
        one = _char(text, rank, shown, ((turn or 0) - turned) % 4)
        if one is None:
            continue
        whose = address(pdfium.FPDFText_GetTextObject(text, rank))
        met.add(whose)
        owner = drawn.texts.get(whose)
        if turn is None:
            askew += [] if owner is None or one.text == " " else [(one, owner)]
            continue
        cut = owner.clip.cuts(one.ink) if owner is not None and owner.clip is not None else 0
        if not covers(paper, one.ink) or (owner is not None and (_is_invisible(owner) or cut >= _ALL)):
            hidden += 1
            continue
        under = max(cut, _hidden(one, owner, drawn, veil_of)) if owner is not None else 0
        said = spoken.get(whose)
        if under >= _MOSTLY or (one.height < _TINY and one.text != " "):
            # The rest of a figure of which some is hidden is none.
            pale.append(one.ink)
            hidden += 1
        else:
            other = said is not None and one.text != " " and one.text not in said
            unknown = owner is not None and owner.clip is not None and not owner.clip.known
            seen.append((replace(one, covered=under >= _PARTLY or other or unknown), owner))
    seen, more = heeded(seen, askew, [owner for whose, owner in drawn.texts.items() if whose not in met])
    pale += more
    chars: list[Char] = []
    for one, owner in without_watermark(seen, drawn.across, drawn.down):
        if owner is not None and _is_pale(one, owner, drawn):
            pale.append(one.ink)
        else:
            chars.append(replace(one, covered=True) if owner is not None and _is_covered(one, owner, drawn) else one)
    return Signs(tuple(chars), tuple(pale), hidden)


def _is_invisible(owner: Writing) -> bool:
    return owner.mode in _INVISIBLE or owner.opaque == 0


def _hidden(one: Char, owner: Writing, drawn: Drawn, veil_of: Callable[[Picture], Veil | None]) -> int:
    """Return how many percent of a sign lie under a picture."""
    most = 0
    for picture in drawn.pictures:
        if picture.rank > owner.rank and covers(picture.box, one.ink):
            veil = veil_of(picture)
            most = max(most, 100 if veil is None else veil.hides(one.ink))
    return most


def _is_covered(one: Char, owner: Writing, drawn: Drawn) -> bool:
    """Return whether a sign is painted over, or belongs to a layer that may be hidden."""
    return owner.layered or any(
        fill.rank > owner.rank and fill.opaque >= _HALF and covers(fill.box, one.ink) for fill in drawn.fills
    )


def _is_pale(one: Char, owner: Writing, drawn: Drawn) -> bool:
    """Return whether a sign has nearly the color of what it is painted on."""
    ground = _ground(one.ink, owner.rank, drawn)
    return all(contrast(mixed(color, owner.opaque, ground), ground) < _SEEN for color in owner.colors)


def areas_of(drawn: Drawn) -> tuple[Box, ...]:
    """Return the areas that are painted in another color than what is below them; none where there are too many."""
    if len(drawn.fills) > _MAX_AREAS:
        return ()
    return tuple(one.box for one in drawn.fills if _is_tinted(one, drawn))


def _is_tinted(one: Layer, drawn: Drawn) -> bool:
    ground = _ground(one.box, one.rank, drawn)
    return contrast(mixed(one.color, one.opaque, ground), ground) >= _TINT


def _ground(place: Box, rank: int, drawn: Drawn) -> Color:
    """Return the color below something that is painted at a place."""
    ground = WHITE
    for fill in drawn.fills:
        if fill.rank < rank and covers(fill.box, place):
            ground = mixed(fill.color, fill.opaque, ground)
    return ground


def _char(text: Any, rank: int, shown: Shown, turn: int) -> Char | None:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetCharBox(text, rank, left, right, bottom, top):
        return None
    pdfium.FPDFText_GetLooseCharBox(text, rank, loose)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, rank, x, y)
    ink = shown.box(left.value, bottom.value, right.value, top.value)
    line = shown.box(loose.left, loose.bottom, loose.right, loose.top)
    base, size = shown.point(x.value, y.value)[1], _font_size(text, rank)
    # Fonts that write downwards give the measures of another direction here.
    ends = (line.left, line.right) if (line.right - line.left) * 2 <= size * 3 else (ink.left, ink.right)
    if ink.left == ink.right or ink.bottom - ink.top <= _SHAPELESS:
        # Nothing is known of the shape of a sign whose font is not at hand.
        ink = Box(ends[0], base - size * 4 // 5, ends[1], base)
    return Char(_sign(text, rank), ink, *ends, base, size, turn)


def _font_size(text: Any, rank: int) -> int:
    """Return how tall a sign is set, in hundredths of a point."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text, rank, matrix)
    return max(1, int(pdfium.FPDFText_GetFontSize(text, rank) * max(abs(matrix.c), abs(matrix.d)) * 100))


def _sign(text: Any, rank: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, rank)
    if code == _HYPHEN:
        return "-"
    if code in _FIRST_HALVES and _is_second_half(text, rank + 1):
        code = 0x10000 + ((code - 0xD800) << 10) + pdfium.FPDFText_GetUnicode(text, rank + 1) - 0xDC00
    unknown = pdfium.FPDFText_HasUnicodeMapError(text, rank) == 1 or code < _CONTROL or not _is_character(code)
    return UNMAPPED if unknown else chr(code)


def _is_second_half(text: Any, rank: int) -> bool:
    """Return whether a sign goes on there that pdfium gives in two halves, as those of rare names."""
    if rank == 0 or pdfium.FPDFText_GetUnicode(text, rank) not in _SECOND_HALVES:
        return False
    return pdfium.FPDFText_GetUnicode(text, rank - 1) in _FIRST_HALVES


def _is_character(code: int) -> bool:
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return not private and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFD, 0xFFFE, 0xFFFF)


def _turn(text: Any, rank: int) -> int | None:
    """Return by how many quarters a sign is turned; nothing when it stands askew."""
    turn, off = divmod(int(pdfium.FPDFText_GetCharAngle(text, rank) * 1000) + _ASKEW, _QUARTER)
    return turn % 4 if off <= 2 * _ASKEW else None
