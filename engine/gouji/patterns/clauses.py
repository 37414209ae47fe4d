"""The clause in which a match stands: whose number it states, whether it is only compared, or a part.

A match and the raw segment enter, or a raw text and a place in it. What clauses are is the knowledge of prose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from gouji.patterns.fold import Folded, fold
from gouji.patterns.scan import Match
from gouji.patterns.sentences import sentence_around
from gouji.prose.clauses import Clauses
from gouji.prose.words import Whose
from gouji.record import Record

COMPARED: Final = "compared"
PART: Final = "part"


def is_left_out(match: Match, text: str, leave_out: Sequence[str]) -> bool:
    """Return whether a match of a raw segment is one of those that a mention leaves out."""
    start, end = match.number or (match.start, match.end)
    sentence = _sentence_at(text, start)
    low = sentence.offset(start)
    if sentence.clauses.scope(low) in leave_out:
        return True
    if match.number is None:
        return False
    if PART in leave_out and sentence.clauses.part(low):
        return True
    return COMPARED in leave_out and sentence.clauses.compared(low, sentence.offset(end))


def scope_at(text: str, offset: int) -> Whose:
    """Return whose numbers the clause states that holds an offset of raw text; something is printed there."""
    sentence = _sentence_at(text, offset)
    return sentence.clauses.scope(sentence.offset(offset))


class _Sentence(Record, frozen=True):
    """A sentence of a raw text that begins at `start`, folded, with its clauses."""

    start: int
    folded: Folded
    clauses: Clauses

    def offset(self, raw: int) -> int:
        """Return where in the folded sentence stands what is printed at or behind an offset of the text."""
        places = range(len(self.folded.text))
        return bisect_left(places, raw - self.start, key=lambda place: self.folded.raw_span(place, place + 1)[0])


def _sentence_at(text: str, offset: int) -> _Sentence:
    return _sentence(text, *sentence_around(text, offset, offset + 1))


@lru_cache(maxsize=64)  # the mentions of a pack meet the same sentences one after the other
def _sentence(text: str, start: int, end: int) -> _Sentence:
    folded = fold(text[start:end])
    return _Sentence(start, folded, Clauses(folded.text))
