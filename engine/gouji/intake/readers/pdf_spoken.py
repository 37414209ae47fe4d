"""What a PDF says that stands for its signs: a page enters, and leaves without it, so that its signs are read.

A program that reads a page aloud takes the `ActualText` of a stretch for what is painted there, which may be anything
else. It runs in the process that opens the file.
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

import pypdfium2.raw as pdfium

from gouji.intake.readers.pdf_paths import address, things_of
from gouji.intake.readers.pdf_shown import Shown

_KEY: Final = b"ActualText"
_MAX_MARKS: Final = 32
_MAX_BYTES: Final = 4_096
_PLAIN: Final = Shown(1, 0, 0, 1, 0, 0)


def without_spoken(page: Any, most: int) -> dict[int, str]:
    """Take what is said to stand for signs off the objects of a page; return it by the object."""
    found: dict[int, str] = {}
    for rank, (thing, *_) in enumerate(things_of(page, _PLAIN)):
        if rank >= most:
            break
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        for at in reversed(range(min(max(pdfium.FPDFPageObj_CountMarks(thing), 0), _MAX_MARKS))):
            mark = pdfium.FPDFPageObj_GetMark(thing, at)
            if pdfium.FPDFPageObjMark_GetParamValueType(mark, _KEY) == pdfium.FPDF_OBJECT_STRING:
                found[address(thing)] = found.get(address(thing), "") + _said(mark)
                pdfium.FPDFPageObj_RemoveMark(thing, mark)
    return found


def _said(mark: Any) -> str:
    room, used = (ctypes.c_ushort * (_MAX_BYTES // 2))(), ctypes.c_ulong()
    got = pdfium.FPDFPageObjMark_GetParamStringValue(mark, _KEY, room, _MAX_BYTES, used)
    return bytes(room)[: used.value].decode("utf-16-le", "replace").rstrip("\0") if got else ""
