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
    UNMAPPED,
    Box,
    Char,
    Page,
    covers,
)
from gouji.intake.readers.pdf_paths import Drawn, Shown, Writing, address, draw
from gouji.record import MutableRecord, replace

_INVISIBLE: Final = frozenset({3, 7})
_QUARTER: Final = 1_571
_ASKEW: Final = 40
"""Thousandths of a turn, and by how many a sign may be off one; what is more askew is a watermark."""

_NO_PART: Final = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_FLATTENED: Final = 1
_FAR: Final = 10_000
_MAX_SIDE: Final = 10_000_000
_HYPHEN: Final = 2
_CONTROL: Final = 32


class _FailedError(Exception):
    """Holds the code with which the process ends."""


class _Count(MutableRecord):
    chars: int = 0
    objects: int = 0


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


def _page(document: Any, rank: int) -> Any:
    """Return a page with everything that is filled in or put upon it as part of it."""
    page = _loaded(document, rank)
    kinds = {_kind(page, one) for one in range(min(pdfium.FPDFPage_GetAnnotCount(page), MAX_OBJECTS))}
    if kinds - _NO_PART and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == _FLATTENED:
        pdfium.FPDF_ClosePage(page)
        return _loaded(document, rank)
    return page


def _loaded(document: Any, rank: int) -> Any:
    page = pdfium.FPDF_LoadPage(document, rank)
    if not page:
        raise _FailedError(DAMAGED)
    return page


def _kind(page: Any, rank: int) -> int:
    note = pdfium.FPDFPage_GetAnnot(page, rank)
    if not note:
        return int(pdfium.FPDF_ANNOT_LINK)
    kind = int(pdfium.FPDFAnnot_GetSubtype(note))
    pdfium.FPDFPage_CloseAnnot(note)
    return kind


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
        page = _page(document, rank)
        width, height = _size(page)
        shown = _shown(page, width, height)
        text = pdfium.FPDFText_LoadPage(page)
        if not text:
            raise _FailedError(DAMAGED)
        count.chars += max(pdfium.FPDFText_CountChars(text), 0)
        if count.chars > MAX_CHARS:
            raise _FailedError(TOO_COMPLEX)
        turned = _most(text)
        if turned:
            shown = shown.turned(turned, width, height)
            width, height = (height, width) if turned % 2 else (width, height)
        drawn = draw(page, shown, MAX_OBJECTS - count.objects)
        count.objects += drawn.objects
        if count.objects >= MAX_OBJECTS:
            raise _FailedError(TOO_COMPLEX)
        chars, hidden = _chars(text, Box(0, 0, width, height), shown, drawn, turned)
        pictures = tuple(one.box for one in drawn.pictures)
        across, down = tuple(drawn.across), tuple(drawn.down)
        yield Page(rank + 1, width, height, chars, across, down, pictures, tuple(drawn.marks), hidden, turned)
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


def _most(text: Any) -> int:
    """Return how most of the signs are turned."""
    turns = [_turn(text, rank) for rank in range(pdfium.FPDFText_CountChars(text))]
    return max(range(4), key=turns.count)


def _chars(text: Any, paper: Box, shown: Shown, drawn: Drawn, turned: int) -> tuple[tuple[Char, ...], int]:
    """Return the signs that are seen, and how many are not."""
    chars: list[Char] = []
    hidden = 0
    for rank in range(pdfium.FPDFText_CountChars(text)):
        turn = _turn(text, rank)
        if turn is None or pdfium.FPDFText_IsGenerated(text, rank) == 1:
            continue
        one = _char(text, rank, shown, (turn - turned) % 4)
        if one is None:
            continue
        owner = drawn.texts.get(address(pdfium.FPDFText_GetTextObject(text, rank)))
        if not covers(paper, one.ink) or (owner is not None and _unseen(one, owner, drawn)):
            hidden += 1
            continue
        covered = owner is not None and any(
            fill.rank > owner.rank and covers(fill.box, one.ink) for fill in drawn.fills
        )
        chars.append(replace(one, covered=True) if covered else one)
    return tuple(chars), hidden


def _unseen(one: Char, owner: Writing, drawn: Drawn) -> bool:
    """Return whether a sign is painted clear, white on white, or under a picture."""
    if owner.mode in _INVISIBLE or owner.clear:
        return True
    if owner.pale and not any(fill.dark and covers(fill.box, one.ink) for fill in drawn.fills):
        return True
    return any(layer.rank > owner.rank and covers(layer.box, one.ink) for layer in drawn.pictures)


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
    size = _font_size(text, rank)
    # Fonts that write downwards give the measures of another direction here.
    ends = (line.left, line.right) if (line.right - line.left) * 2 <= size * 3 else (ink.left, ink.right)
    return Char(_sign(text, rank), ink, *ends, shown.point(x.value, y.value)[1], size, turn)


def _font_size(text: Any, rank: int) -> int:
    """Return how tall a sign is set, in hundredths of a point."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text, rank, matrix)
    return max(1, int(pdfium.FPDFText_GetFontSize(text, rank) * max(abs(matrix.c), abs(matrix.d)) * 100))


def _sign(text: Any, rank: int) -> str:
    code = pdfium.FPDFText_GetUnicode(text, rank)
    if code == _HYPHEN:
        return "-"
    unknown = pdfium.FPDFText_HasUnicodeMapError(text, rank) == 1 or code < _CONTROL or not _is_character(code)
    return UNMAPPED if unknown else chr(code)


def _is_character(code: int) -> bool:
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return not private and not 0xD800 <= code <= 0xDFFF and code not in (0xFFFD, 0xFFFE, 0xFFFF)


def _turn(text: Any, rank: int) -> int | None:
    """Return by how many quarters a sign is turned; nothing when it stands askew."""
    turn, off = divmod(int(pdfium.FPDFText_GetCharAngle(text, rank) * 1000) + _ASKEW, _QUARTER)
    return turn % 4 if off <= 2 * _ASKEW else None


# ── the picture of a page ───────────────────────────────────────────────────


def _image(document: Any, number: int, width: int) -> bytes:
    page = _page(document, number - 1)
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
