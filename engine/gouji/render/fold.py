"""Lines no wider than a terminal: Chinese breaks between any two characters, but not before closing punctuation.

A text enters with a width in columns, the offsets at which its lines begin leave. Words of Latin letters stay whole
where they fit. Nothing is cut away except blanks at a break.
Source for what may not begin or end a line: W3C, Requirements for Chinese Text Layout, 3.1.7.
"""

from __future__ import annotations

from typing import Final

from gouji.source import display_width

_NO_START: Final = frozenset("，。；：、？！）】》〉」』”’…·％‰〕—,.;:!?)]}%×")
_NO_END: Final = frozenset("（【《〈「『“‘〔([{")
_LEAST: Final = 8
"""Columns that a line has at least, so that a deep indent on a narrow terminal still makes progress."""


def line_starts(text: str, first: int, rest: int) -> list[int]:
    """Return the offsets at which the lines after the first begin, for widths of the first and of later lines."""
    starts: list[int] = []
    at, width = 0, max(first, _LEAST)
    while True:
        end = _end(text, at, width)
        if end >= len(text):
            return starts
        starts.append(end)
        at, width = end, max(rest, _LEAST)


def _end(text: str, start: int, width: int) -> int:
    """Return where the line ends that begins at `start`; what may stand beyond it is blank."""
    used, good = 0, start
    for index in range(start, len(text)):
        if index > start and _may_break(text, index):
            good = index
        used += display_width(text[index])
        if used > width and text[index] != " ":
            return good if good > start else max(index, start + 1)
    return len(text)


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if after == " ":
        return False
    if before == " ":
        return True
    if after in _NO_START or before in _NO_END:
        return False
    # Quotation marks are narrow where other signs of Chinese are wide.
    between = before in "”’" and after in _NO_END
    return between or display_width(before) == 2 or display_width(after) == 2
