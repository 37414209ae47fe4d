"""Sentences of a segment: the raw segment enters, ranges into it leave.

Sentences are cut in the raw text, because folding drops the line breaks that end some of them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

from gouji.late import late_regex

_SENTENCE: Final = late_regex(r"[^。！？；!?;\n\r]*[。！？；!?;\n\r]|[^。！？；!?;\n\r]+")


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of all sentences; together they are the whole segment."""
    return tuple(found.span() for found in _SENTENCE.finditer(text))


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the sentence that holds a range which is not empty; of all that it touches when several."""
    starts = _starts(text)
    first, behind = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
    return starts[first], starts[behind] if behind < len(starts) else len(text)


@lru_cache(maxsize=8)  # the matches of one segment ask one after the other
def _starts(text: str) -> tuple[int, ...]:
    return tuple(start for start, _ in sentences(text))
