"""Bytes to text: byte order mark, then strict UTF-8, then strict GB18030; everything else is a defect.

What the text means is not known here, and a character that cannot be decoded is never replaced by another.
"""

from __future__ import annotations

import codecs
from typing import Final

from gouji.findings import Defect
from gouji.intake import defects
from gouji.record import Record

MAX_BYTES: Final = 64 * 1024 * 1024

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The longer marks stand before those that are their beginning."""


class Decoded(Record, frozen=True):
    """The text of a file and the encoding by which it was read."""

    text: str
    encoding: str


def decode(name: str, content: bytes, max_bytes: int = MAX_BYTES) -> Decoded | Defect:
    """Return the text of a file, or the one reason why it cannot be read as text."""
    if len(content) > max_bytes:
        return defects.too_large(name, len(content), max_bytes)
    if not content.strip():
        return defects.empty(name)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(name, content[len(mark) :], encoding)
    at = content.find(b"\0")
    if at >= 0:
        return defects.binary(name, at)
    return _guessless(name, content)


def _strict(name: str, content: bytes, encoding: str) -> Decoded | Defect:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        return defects.undecodable(name, (encoding,), error.start)
    if not text.strip():
        return defects.empty(name)
    if "\0" in text:
        return defects.binary(name, text.index("\0"))
    return Decoded(text, encoding)


def _guessless(name: str, content: bytes) -> Decoded | Defect:
    furthest = 0
    for encoding in ("utf-8", "gb18030"):
        try:
            return Decoded(content.decode(encoding), encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
    return defects.undecodable(name, ("utf-8", "gb18030"), furthest)
