"""Sentences of a segment: the raw segment enters, ranges into it leave.

Sentences are cut in the raw text, because folding drops the line breaks that end some of them.
"""

from __future__ import annotations

import re
from typing import Final

_SENTENCE: Final = re.compile(r"[^。！？；!?;\n\r]*(?:[。！？；!?;\n\r]|$)")
_ENDS: Final = "。！？；!?;\n\r"


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of all sentences; together they are the whole segment."""
    return tuple(found.span() for found in _SENTENCE.finditer(text) if found.end() > found.start())


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the sentence that holds a range which is not empty; of all that it touches when several."""
    before = max(text.rfind(mark, 0, start) for mark in _ENDS)
    behind = _SENTENCE.match(text, end - 1)
    return before + 1, len(text) if behind is None else behind.end()
