"""Searching texts: a compiled pattern and a folded segment enter; matches with their places and hole values leave.

Hostile texts cost bounded time: every single search is linear, and their number times the length is limited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gouji.patterns.fold import Folded
from gouji.patterns.holes import Captured, HoleValue, read_holes
from gouji.patterns.machines import MAX_CONTEXT, CompiledPattern, holds, machine, matches
from gouji.record import MutableRecord, Record

if TYPE_CHECKING:
    import re2

SEARCH_BUDGET: Final = 2_000_000_000
"""Bytes that all searches of one pattern in one segment may look at: some seconds at the very worst."""

_LONGEST_CHARACTER: Final = 4
_COUNTING: Final = ("count", "money", "percent")


class Match(Record, frozen=True):
    """A match: its range in the raw segment, its text as printed and folded, and the values of its holes.

    `number` is the raw range of its first hole that counts something, and none when it has no such hole.
    """

    start: int
    end: int
    text: str
    folded: str
    holes: Mapping[str, HoleValue]
    number: tuple[int, int] | None = None


class SearchBudgetExceededError(Exception):
    """A pattern matches so often in so long a text that finding all of it would take too long."""


def scan(pattern: CompiledPattern, folded: Folded) -> tuple[Match, ...]:
    """Return the matches of a pattern in a segment, left to right without overlap, less those its context forbids.

    Raises:
        SearchBudgetExceededError: the text is hostile; what was asked of it has no answer.
    """
    return tuple(_matches(pattern, folded)) if holds(folded.text, pattern.needs) else ()


def first(pattern: CompiledPattern, folded: Folded) -> Match | None:
    """Return the first match of a pattern in a segment.

    Raises:
        SearchBudgetExceededError: as for `scan`.
    """
    return next(_matches(pattern, folded), None) if holds(folded.text, pattern.needs) else None


def _matches(pattern: CompiledPattern, folded: Folded) -> Iterator[Match]:
    allowed = SEARCH_BUDGET // (len(_encoded(folded.text)) + 1) + 1
    found = _exact_matches(pattern.exact, folded) if pattern.exact else _searched(pattern, folded)
    for number, match in enumerate(found):
        if number == allowed:
            raise SearchBudgetExceededError(f"more than {allowed} matches in {len(folded.text)} characters")
        if match is not None:
            yield match


def _searched(pattern: CompiledPattern, folded: Folded) -> Iterator[Match | None]:
    """Yield what RE2 finds; nothing stands for a match that its context forbids."""
    encoded = _encoded(folded.text)
    place, in_context = _Place(encoded), bool(pattern.not_before or pattern.not_after)
    for match, holes in matches(pattern, encoded):
        forbidden = in_context and _forbidden(pattern, encoded, *match.span())
        yield None if forbidden else _match(pattern, folded, match, holes, place)


def _exact_matches(exact: Sequence[str], folded: Folded) -> Iterator[Match]:
    text = folded.text
    # Where each text stands next: all of them together look at the segment once, however many matches there are.
    places = [text.find(one) for one in exact]
    while True:
        found = [(place, order) for order, place in enumerate(places) if place >= 0]
        if not found:
            return
        start, order = min(found)
        end = start + len(exact[order])
        raw_start, raw_end = folded.raw_span(start, end)
        yield Match(raw_start, raw_end, folded.raw[raw_start:raw_end], text[start:end], {})
        places = [text.find(one, end) if 0 <= place < end else place for one, place in zip(exact, places, strict=True)]


@lru_cache(maxsize=16)  # the patterns of a pack meet the same few segments one after the other
def _encoded(text: str) -> bytes:
    # A lone surrogate becomes one byte: it matches nothing, and the places behind it stay right.
    return text.encode("utf-8", "replace")


class _Place(MutableRecord):
    """The way from offsets in bytes to offsets in characters, for offsets that grow."""

    encoded: bytes
    byte: int = 0
    char: int = 0

    def of(self, offset: int) -> int:
        self.char += len(self.encoded[self.byte : offset].decode())
        self.byte = offset
        return self.char


def _match(
    pattern: CompiledPattern, folded: Folded, match: re2._Match[bytes], groups: Sequence[int], place: _Place
) -> Match:
    encoded, (start_byte, end_byte) = place.encoded, match.span()
    start = place.of(start_byte)
    captures = []
    for group, (name, kind) in zip(groups, pattern.holes, strict=True):
        low, high = match.span(group)
        span = None
        if low >= 0:
            left = start + len(encoded[start_byte:low].decode())
            span = (left, left + len(encoded[low:high].decode()))
        captures.append(Captured(name, kind, span))
    end = start + len(encoded[start_byte:end_byte].decode())
    raw_start, raw_end = folded.raw_span(start, end)
    holes = read_holes(folded.text, captures)
    counted = next((one.span for one in captures if one.type in _COUNTING and one.span is not None), None)
    counted_at = None if counted is None else folded.raw_span(*counted)
    return Match(raw_start, raw_end, folded.raw[raw_start:raw_end], folded.text[start:end], holes, counted_at)


def _forbidden(pattern: CompiledPattern, encoded: bytes, start: int, end: int) -> bool:
    """Return whether a forbidden context directly follows or precedes; RE2 sees the whole text at both ends."""
    reach = MAX_CONTEXT * _LONGEST_CHARACTER
    return any(
        machine(after).match(encoded, end, min(len(encoded), end + reach)) is not None for after in pattern.not_before
    ) or any(
        machine(before).fullmatch(encoded, _boundary(encoded, max(0, start - reach)), start) is not None
        for before in pattern.not_after
    )


def _boundary(encoded: bytes, offset: int) -> int:
    """Return the first offset of a character at or behind an offset."""
    while offset < len(encoded) and encoded[offset] & 0xC0 == 0x80:
        offset += 1
    return offset
