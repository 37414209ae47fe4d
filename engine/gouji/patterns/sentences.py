"""Sentences of a segment: the raw segment enters, ranges into it leave.

Sentences are cut in the raw text, because folding drops the line breaks that end some of them.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import Final

_MARKS: Final = "！？；!?;\n\r"
"""What ends a sentence as 。 does."""


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges of all sentences; together they are the whole segment."""
    for mark in _MARKS:
        text = text.replace(mark, "。")
    ends = [0]
    for piece in text.split("。"):
        ends.append(ends[-1] + len(piece) + 1)
    ends[-1] -= 1  # no mark stands behind the last piece
    return tuple(one for one in pairwise(ends) if one[0] < one[1])


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the sentence that holds a range which is not empty; of all that it touches when several."""
    starts = _starts(text)
    first, behind = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
    return starts[first], starts[behind] if behind < len(starts) else len(text)


@lru_cache(maxsize=8)  # the matches of one segment ask one after the other
def _starts(text: str) -> tuple[int, ...]:
    return tuple(start for start, _ in sentences(text))
