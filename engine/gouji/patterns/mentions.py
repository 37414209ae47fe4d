"""Mentions of a quantity: the patterns that state it and a folded segment enter, the mentions leave.

Which sections are searched, and what is then done with the numbers, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.patterns.fold import Folded, fold_text
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.scan import Match, scan
from gouji.patterns.sentences import sentences


def find_mentions(
    patterns: Iterable[CompiledPattern], unless: Sequence[str], folded: Folded, leave_out: Sequence[str] = ()
) -> tuple[Match, ...]:
    """Return the matches of several patterns that state one quantity, in the order of the text.

    Of matches that overlap the one that starts first counts, then the longer, then the one of the earlier pattern.
    One that touches a sentence in which a word of `unless` stands does not count, nor one whose number is only
    compared, or of a scope, as `leave_out` says.

    Raises:
        SearchBudgetExceededError: as for `scan`.
    """
    found = [match for pattern in patterns for match in scan(pattern, folded)]
    if not found:
        return ()
    kept = _outside(_sentences_with(unless, folded.raw), without_overlaps(found))
    if not leave_out:
        return kept
    from gouji.patterns.clauses import is_left_out  # mentions that leave nothing out do not need it

    return tuple(one for one in kept if not is_left_out(one, folded.raw, leave_out))


def without_overlaps(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return the matches that count when each piece of text may count once."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda one: (one.start, -one.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return tuple(kept)


def _sentences_with(words: Sequence[str], text: str) -> list[tuple[int, int]]:
    folded = tuple(fold_text(word) for word in words)
    if not any(word in fold_text(text) for word in folded):
        return []
    return [span for span in sentences(text) if _holds_one(fold_text(text[slice(*span)]), folded)]


def _holds_one(sentence: str, words: Sequence[str]) -> bool:
    return any(word in sentence for word in words)


def _outside(ranges: Sequence[tuple[int, int]], matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the matches that touch none of the ranges; both are in the order of the text."""
    kept, next_range = [], 0
    for match in matches:
        while next_range < len(ranges) and ranges[next_range][1] <= match.start:
            next_range += 1
        if next_range == len(ranges) or ranges[next_range][0] >= match.end:
            kept.append(match)
    return tuple(kept)
