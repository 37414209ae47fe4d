"""Writing of which no shape is known, made to be found: a page of a PDF enters, what was changed of it can be undone.

Where a font is neither in the file nor on this machine, its signs have no shape. Pdfium leaves out a piece of text that
is not wide, so that a single `无` would be a blank cell, and one that is not high where the same stands near above it.
Such pieces are taken to have an outline while the text of their page is looked for, which makes them wide and high.
It runs in the process that opens the file.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import pypdfium2.raw as pdfium

from gouji.record import Record

_MAX_DEPTH: Final = 8
_OUTLINED: Final[Mapping[int, int]] = MappingProxyType({0: 2, 4: 6})
"""The ways to paint only the areas of text, and those that paint its outlines, too."""


class Outlined(Record, frozen=True):
    """A piece of text that was given an outline, how it was painted before, and how thick its lines were."""

    thing: Any
    mode: int
    thick: Any


def outlined(page: Any, most: int) -> tuple[Outlined, ...]:
    """Give an outline to text without any area, among so many objects of a page; return what was changed."""
    return tuple(_outline(one) for one in _texts(page, most) if _is_shapeless(one))


def restored(changed: Sequence[Outlined]) -> None:
    """Have text painted as before."""
    for one in changed:
        pdfium.FPDFTextObj_SetTextRenderMode(one.thing, one.mode)
        pdfium.FPDFPageObj_SetStrokeWidth(one.thing, one.thick)


def _texts(page: Any, most: int) -> Iterator[Any]:
    pending = [_children(pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject, page)]
    met = 0
    while pending and met < most:
        thing = next(pending[-1], None)
        if thing is None:
            pending.pop()
            continue
        met += 1
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield thing
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and len(pending) <= _MAX_DEPTH:
            pending.append(_children(pdfium.FPDFFormObj_CountObjects(thing), pdfium.FPDFFormObj_GetObject, thing))


def _children(count: int, get: Any, owner: Any) -> Iterator[Any]:
    for rank in range(count):
        thing = get(owner, rank)
        if thing:
            yield thing


def _is_shapeless(text: Any) -> bool:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    found = pdfium.FPDFPageObj_GetBounds(text, left, bottom, right, top)
    empty = left.value >= right.value or bottom.value >= top.value
    return bool(found) and empty and pdfium.FPDFTextObj_GetTextRenderMode(text) in _OUTLINED


def _outline(text: Any) -> Outlined:
    mode, thick = pdfium.FPDFTextObj_GetTextRenderMode(text), ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(text, thick)
    pdfium.FPDFTextObj_SetTextRenderMode(text, _OUTLINED[mode])
    pdfium.FPDFPageObj_SetStrokeWidth(text, 1)
    # Moved by nothing, its place is worked out anew.
    pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 0, 0)
    return Outlined(text, mode, thick.value)
