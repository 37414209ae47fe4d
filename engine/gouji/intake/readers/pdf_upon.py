"""Writing that lies upon other writing: signs askew and text printed again enter, signs that they make unsure leave.

Dark words askew upon a figure, as 作废, or white ones, leave another figure to be seen than is written. Text that is
printed again a little aside looks bold; further aside it looks like more signs than are given, once for both.
It runs in the process that opens the file. Lines and words are not known here.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_page import Box, Char
from gouji.intake.readers.pdf_paths import WHITE, Writing
from gouji.intake.readers.pdf_shown import bounds_of, matrix_of
from gouji.intake.readers.pdf_watermark import contrast, core, is_faint, meet, mixed
from gouji.record import replace

_HALF: Final = 128
_WHITE: Final = 30
"""By how much of 255 the color of what wipes out differs from white at most."""

_BOLD: Final = 10
"""The part of its size by which text is moved at most to be printed twice and look bold."""

_MAX_UPON: Final = 2_000

_Signs: TypeAlias = Sequence[tuple[Char, Writing | None]]


def heeded(
    signs: _Signs, askew: Sequence[tuple[Char, Writing]], again: Sequence[Writing]
) -> tuple[list[tuple[Char, Writing | None]], list[Box]]:
    """Return the signs, those said to be covered upon which others lie, and the places of dark signs askew.

    `again` is text of which no sign was given, since the same text lies below it.
    """
    dark = [(core(one.ink), 0) for one, owner in askew if owner.opaque >= _HALF and not is_faint(owner)]
    wiping = [(core(one.ink), owner.rank) for one, owner in askew if owner.opaque >= _HALF and _is_white(owner)]
    upon = [*dark, *wiping, *((box, 0) for box in _aside(signs, again))][:_MAX_UPON]
    found = [(_under(one, owner, upon), owner) for one, owner in signs] if upon else list(signs)
    return found, [box for box, _ in dark]


def _is_white(owner: Writing) -> bool:
    return all(contrast(mixed(color, owner.opaque, WHITE), WHITE) <= _WHITE for color in owner.colors)


def _under(one: Char, owner: Writing | None, upon: Sequence[tuple[Box, int]]) -> Char:
    # What is dark hides as much when it lies below.
    hidden = any((not rank or owner is None or rank > owner.rank) and meet(one.ink, box) for box, rank in upon)
    return replace(one, covered=True) if hidden else one


def _aside(signs: _Signs, again: Sequence[Writing]) -> list[Box]:
    """Return the places of text that is printed again too far aside to look bold."""
    boxes = [(box, _size(one)) for one in again if (box := bounds_of(one.thing, one.where)) is not None]
    if not boxes:
        return []
    owners = {owner.rank: owner for _, owner in signs if owner is not None}
    places = sorted(
        (box.left, box.bottom) for one in owners.values() if (box := bounds_of(one.thing, one.where)) is not None
    )
    found: list[Box] = []
    for box, size in boxes:
        off = size // _BOLD
        near = places[bisect_left(places, (box.left - off, 0)) : bisect_right(places, (box.left + off + 1, 0))]
        if not any(abs(bottom - box.bottom) <= off for _, bottom in near):
            found.append(box)
    return found


def _size(one: Writing) -> int:
    """Return how tall text is set, in hundredths of a point."""
    size, matrix = ctypes.c_float(), matrix_of(one.thing)
    pdfium.FPDFTextObj_GetFontSize(one.thing, size)
    where = one.where.within(matrix)
    scale: Any = max(abs(where.c), abs(where.d))
    return int(size.value * scale)
