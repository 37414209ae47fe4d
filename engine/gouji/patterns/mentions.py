"""Mentions of a quantity: the patterns that state it and a folded segment enter, the mentions leave.

Which sections are searched, and what is then done with the numbers, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.patterns.compiled import CompiledPattern
from gouji.patterns.fold import Folded, fold_text
from gouji.patterns.scan import Match, scan
from gouji.patterns.sentences import sentence_around


def find_mentions(patterns: Iterable[CompiledPattern], unless: Sequence[str], folded: Folded) -> tuple[Match, ...]:
    """Return the matches of several patterns that state one quantity, in the order of the text.

    Of matches that overlap the one that starts first counts, then the longer, then the one of the earlier pattern.
    One in whose sentence a word of `unless` stands does not count.

    Raises:
        SearchBudgetExceededError: as for `scan`.
    """
    found = [match for pattern in patterns for match in scan(pattern, folded)]
    forbidden = tuple(fold_text(word) for word in unless)
    return tuple(match for match in without_overlaps(found) if not _speaks_of(forbidden, folded, match))


def without_overlaps(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the matches that count when each piece of text may count once."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.start, -one.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return tuple(kept)


def _speaks_of(words: Sequence[str], folded: Folded, match: Match) -> bool:
    if not words:
        return False
    start, end = sentence_around(folded.raw, match.start, match.end)
    sentence = fold_text(folded.raw[start:end])
    return any(word in sentence for word in words)
