"""Doubts that the text of a value cell raises by itself, whatever its format: a text enters, doubts leave.

A figure broken by a blank or over lines may be one or two; a sign that is not seen within a figure may hide a line's
end; the mark of a note behind a figure is no part of it, and neither are words struck out in Markdown. Digits are never
joined, nothing is left out of the text.
"""

from __future__ import annotations

import re
from typing import Final

from gouji.intake.blocks import BLANKS
from gouji.intake.readers.marks import HIDDEN, RAISED, STRUCK

BROKEN: Final = "broken_in_cell"
"""The doubt about a figure that seems to go on in the next line, or behind a blank."""

_LONGEST: Final = 60
_DIGIT: Final = r"[0-9０-９]"
_UNSEEN: Final = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_BROKEN: Final = re.compile(rf"[0-9０-９.,，\s]*{_DIGIT}[.,，]?\s+[.,，]?{_DIGIT}[0-9０-９.,，\s]*")
_NOTE: Final = (
    r"(?:[*＊※†‡#⁰¹²³⁴-⁹₀-₉①-⓿❶-➓㉑-㉟㊱-㊿]{1,3}|\[\^?[0-9a-z]{1,3}\]|［[0-9]{1,3}］|〔[0-9]{1,3}〕"
    r"|<(su[pb])>[^<>]{1,12}</\1>|\^[^\s^]{1,4}\^?)"
)
_NOTED: Final = re.compile(rf"[0-9０-９.,，]*{_DIGIT}\s*{_NOTE}+", re.IGNORECASE)
_STRUCK: Final = re.compile(rf"(?=.*{_DIGIT})(?:[0-9０-９.,，\s]*~~[^~]+~~[0-9０-９.,，\s]*)+")


def without_unseen(text: str) -> str:
    """Return a text without the signs that take no width, to tell what it is; what is kept of it is not decided so."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def doubts_of_text(text: str) -> tuple[str, ...]:
    """Return why a printed figure is not certain; nothing where the text is a plain figure, or words."""
    if text.isdecimal() or len(text) > _LONGEST:
        return ()
    found = []
    bare = _UNSEEN.sub("", text)
    if bare != text.strip() and any(char.isdecimal() for char in bare):
        # Around a figure such signs change nothing.
        within = text.strip(BLANKS)
        if _UNSEEN.search(within):
            found.append(HIDDEN)
    if _BROKEN.fullmatch(bare):
        found.append(BROKEN)
    if _NOTED.fullmatch(bare):
        found.append(RAISED)
    if _STRUCK.fullmatch(bare):
        found.append(STRUCK)
    return tuple(found)
