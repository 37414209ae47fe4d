"""The clause in which a match stands: whose number it states, and whether it is only compared.

A match and the raw segment enter, or a raw sentence and a place in it. What clauses are is the knowledge of prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.patterns.fold import fold_text
from gouji.patterns.scan import Match
from gouji.patterns.sentences import sentence_around
from gouji.prose.clauses import clauses_of
from gouji.prose.words import Whose

COMPARED: Final = "compared"
PART: Final = "part"


def is_left_out(match: Match, text: str, leave_out: Sequence[str]) -> bool:
    """Return whether a match of a raw segment is one of those that a mention leaves out."""
    start, end = match.number or (match.start, match.end)
    first, last = sentence_around(text, start, start + 1)
    clauses = clauses_of(fold_text(text[first:last]))
    low = _folded_offset(text, first, start)
    if clauses.scope(low) in leave_out:
        return True
    if match.number is None:
        return False
    if PART in leave_out and clauses.part(low):
        return True
    high = low + len(fold_text(text[start : min(end, last)]))
    return COMPARED in leave_out and clauses.compared(low, high)


def scope_at(text: str, offset: int) -> Whose:
    """Return whose numbers the clause states that holds an offset of raw text; something is printed there."""
    first, last = sentence_around(text, offset, offset + 1)
    return clauses_of(fold_text(text[first:last])).scope(_folded_offset(text, first, offset))


def _folded_offset(text: str, first: int, offset: int) -> int:
    """Return where the raw offset of something printed stands in its folded sentence."""
    # What is behind the offset decides whether a blank before it stays; one character of it is enough.
    return len(fold_text(text[first : offset + 1])) - 1
