"""A process of its own that opens a PDF: the path of a file enters, its pages leave on the standard output.

`pages PATH` gives what stands on all pages, `image PATH NUMBER WIDTH` the picture of one in grey. Nothing of a file is
trusted: whoever starts this process bounds its time and memory, and a file that brings it down brings down nothing
else. Where tables and lines of writing are is not known here.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_page import (
    DAMAGED,
    ENCRYPTED,
    MAX_CHARS,
    MAX_OBJECTS,
    MAX_PAGES,
    MAX_PIXELS,
    TOO_COMPLEX,
    Box,
    Page,
)
from gouji.intake.readers.pdf_paths import draw
from gouji.intake.readers.pdf_shapeless import outlined, restored
from gouji.intake.readers.pdf_shown import Shown
from gouji.intake.readers.pdf_signs import areas_of, most_turned, signs_of
from gouji.intake.readers.pdf_spoken import without_spoken
from gouji.intake.readers.pdf_veils import Looked, hiding
from gouji.record import MutableRecord, Record, field

_NO_PART: Final = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_FLATTENED: Final = 1
_NOTHING: Final = 2
"""Bytes of an empty text with the zero at its end."""

_FAR: Final = 10_000
_MAX_SIDE: Final = 10_000_000


class _FailedError(Exception):
    """Holds the code with which the process ends."""


class _Count(MutableRecord):
    chars: int = 0
    objects: int = 0
    looked: Looked = field(default_factory=Looked)


def main(words: Sequence[str]) -> int:
    """Do what the words ask for and return the code to end with."""
    try:
        document = _opened(words[1])
        if words[0] == "image":
            sys.stdout.buffer.write(_image(document, int(words[2]), int(words[3])))
        else:
            for page in _pages(document):
                content = msgspec.msgpack.encode(page)
                sys.stdout.buffer.write(len(content).to_bytes(4, "big") + content)
    except _FailedError as failed:
        return int(failed.args[0])
    except MemoryError:
        return TOO_COMPLEX
    return 0


def _opened(path: str) -> Any:
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadDocument(path.encode(), None)
    if not document:
        protected = pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise _FailedError(ENCRYPTED if protected else DAMAGED)
    pages = pdfium.FPDF_GetPageCount(document)
    if not 0 < pages <= MAX_PAGES:
        raise _FailedError(TOO_COMPLEX if pages else DAMAGED)
    return document


class _Note(Record, frozen=True):
    """Something put upon a page: its kind and place; `shows` says that the file has a picture of it."""

    kind: int
    place: tuple[Any, ...]
    shows: bool


def _page(document: Any, rank: int) -> tuple[Any, list[_Note]]:
    """Return a page with everything that is filled in or put upon it as part of it, and what cannot be shown so."""
    page = _loaded(document, rank)
    notes = [one for at in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_OBJECTS)) for one in _note(page, at)]
    if not notes:
        return page, []
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == _FLATTENED:
        pdfium.FPDF_ClosePage(page)
        page = _loaded(document, rank)
    return page, [one for one in notes if one.kind == pdfium.FPDF_ANNOT_WIDGET and not one.shows]


def _loaded(document: Any, rank: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, rank)
    if not page:
        raise _FailedError(DAMAGED)
    return page


def _note(page: Any, rank: int) -> Iterator[_Note]:
    """Yield what is put upon a page at a rank, when it may show writing."""
    note = pdfium.FPDFPage_GetAnnot(page, rank)
    if not note:
        return
    kind, sides = int(pdfium.FPDFAnnot_GetSubtype(note)), pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(note, sides)
    shows = pdfium.FPDFAnnot_GetAP(note, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _NOTHING
    pdfium.FPDFPage_CloseAnnot(note)
    if kind not in _NO_PART:
        yield _Note(kind, (sides.left, sides.bottom, sides.right, sides.top), shows)


def _size(page: Any) -> tuple[int, int]:
    width = int(pdfium.FPDF_GetPageWidthF(page) * 100)
    height = int(pdfium.FPDF_GetPageHeightF(page) * 100)
    if not (0 < width < _MAX_SIDE and 0 < height < _MAX_SIDE):
        raise _FailedError(TOO_COMPLEX)
    return width, height


# ── what stands on a page ───────────────────────────────────────────────────


def _pages(document: Any) -> Iterator[Page]:
    count = _Count()
    for rank in range(pdfium.FPDF_GetPageCount(document)):
        page, unshown = _page(document, rank)
        width, height = _size(page)
        shown = _shown(page, width, height)
        spoken = without_spoken(page, MAX_OBJECTS - count.objects)
        changed = outlined(page, MAX_OBJECTS)
        text = pdfium.FPDFText_LoadPage(page)
        restored(changed)
        if not text:
            raise _FailedError(DAMAGED)
        count.chars += max(pdfium.FPDFText_CountChars(text), 0)
        if count.chars > MAX_CHARS:
            raise _FailedError(TOO_COMPLEX)
        quarters = pdfium.FPDFPage_GetRotation(page)
        turned = most_turned(text, quarters)
        if turned:
            shown = shown.turned(turned, width, height)
            width, height = (height, width) if turned % 2 else (width, height)
        drawn = draw(page, shown, MAX_OBJECTS - count.objects)
        count.objects += drawn.objects
        if count.objects >= MAX_OBJECTS:
            raise _FailedError(TOO_COMPLEX)
        veil_of = hiding(document, page, count.looked)
        signs = signs_of(text, Box(0, 0, width, height), shown, drawn, turned - quarters, veil_of, spoken)
        pictures = tuple(one.box for one in drawn.pictures)
        across, down = tuple(drawn.across), tuple(drawn.down)
        marks = (*drawn.marks, *signs.pale, *(shown.box(*one.place) for one in unshown))
        yield Page(
            rank + 1, width, height, signs.chars, across, down, pictures, marks, signs.hidden, turned, areas_of(drawn)
        )
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)


def _shown(page: Any, width: int, height: int) -> Shown:
    """Return how places of the file become places of the page as it is shown, cut and turned."""
    x, y = ctypes.c_int(), ctypes.c_int()
    ends = []
    for across, up in ((0, 0), (_FAR, 0), (0, _FAR)):
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, across, up, x, y)
        ends.append((x.value, y.value))
    (left, top), (right, along), (aside, below) = ends
    return Shown((right - left) / _FAR, (along - top) / _FAR, (aside - left) / _FAR, (below - top) / _FAR, left, top)


# ── the picture of a page ───────────────────────────────────────────────────


def _image(document: Any, number: int, width: int) -> bytes:
    page, _ = _page(document, number - 1)
    across, down = _size(page)
    height = max(1, down * width // across)
    if width * height > MAX_PIXELS:
        raise _FailedError(TOO_COMPLEX)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise _FailedError(TOO_COMPLEX)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_PRINTING)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    rows = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    return b"".join(rows[at * stride : at * stride + width] for at in range(height))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
