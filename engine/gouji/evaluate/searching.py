"""Patterns and mentions ready for searching the texts of many reports.

Folded texts joined by seams enter; the first match leaves. What literal text every match must hold is looked for
first, so that RE2 sees only the segments in which a match can be.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gouji.patterns.fold import SEAM, Folded
from gouji.patterns.machines import CompiledPattern, finder
from gouji.patterns.scan import Match, first
from gouji.vocabulary.model import Mention

_AROUND: Final = 24
"""Bytes around a match that decide what its holes mean: a few characters, as `patterns.holes` looks at them."""
ELSEWHERE: Final = Match(0, 0, "", "", {})
"""Stands for a match that takes more than a look."""
_MOST_REMEMBERED: Final = 4096
_ENOUGH: Final = 3
"""So many characters of what is needed tell as much as all of them, and are found quicker."""


class PatternSearch:
    """A pattern ready for searching many reports."""

    __slots__ = ("_find", "floats", "needs", "pattern", "remembered")

    def __init__(self, pattern: CompiledPattern) -> None:
        self.pattern = pattern
        self.floats = pattern.floats and bool(pattern.needs)
        self.needs = tuple(need[:_ENOUGH] for need in pattern.needs)
        self._find: Callable[[bytes], tuple[int, int]] | None = None
        self.remembered: dict[tuple[bytes, int, int], Match | None] = {}

    def may_match(self, joined: str) -> bool:
        """Return whether a text holds what every match holds."""
        return not self.needs or any(need in joined for need in self.needs)

    def first(self, joined: str) -> Match | None:
        """Return the first match in folded texts joined by seams, or `ELSEWHERE` when that takes more than a look."""
        if self._find is None:
            self._find = finder(self.pattern.regex)
        at = 0
        while at >= 0:
            near = -1
            for need in self.needs:
                place = joined.find(need, at) if near < 0 else joined.find(need, at, near)
                near = place if place >= 0 else near
            if near < 0:
                return None
            at = joined.find(SEAM, near)
            start = joined.rfind(SEAM, 0, near) + 1
            segment = (joined[start:at] if at >= 0 else joined[start:]).encode()
            found = self._find(segment)
            if found[0] >= 0:
                return self._read(segment, *found)
        return None

    def _read(self, segment: bytes, start: int, end: int) -> Match | None:
        # Reports of one year state the same things in the same words: what a match reads is remembered by its words.
        first_byte = max(0, start - _AROUND)
        key = (segment[first_byte : end + _AROUND], start - first_byte, end - first_byte)
        if key not in self.remembered:
            if len(self.remembered) >= _MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[key] = _in_window(self.pattern, key[0], segment[start:end])
        return self.remembered[key]


def _in_window(pattern: CompiledPattern, window: bytes, matched: bytes) -> Match | None:
    """Return a match out of the few characters around it; places are those in the window, which nothing plain uses."""
    text = window.decode("utf-8", "ignore")
    found = first(pattern, Folded(text, text))
    return found if found is not None and found.folded == matched.decode() else ELSEWHERE


class MentionSearch:
    """A mention whose patterns are made ready when they are first searched for."""

    __slots__ = ("_needs", "_patterns", "mention")

    def __init__(self, mention: Mention) -> None:
        self.mention = mention
        self._needs: tuple[str, ...] = ()
        self._patterns: tuple[CompiledPattern, ...] = ()

    def patterns(self) -> tuple[CompiledPattern, ...]:
        """Return the patterns."""
        if not self._patterns:
            from gouji.patterns.compiled import ready_pattern  # most packs need it for few reports

            before = tuple(one.text for one in self.mention.not_before)
            after = tuple(one.text for one in self.mention.not_after)
            self._patterns = tuple(ready_pattern(one.text, before, after) for one in self.mention.patterns)
            self._needs = tuple(need for one in self._patterns for need in one.needs or ("",))
        return self._patterns

    def may_match(self, joined: str) -> bool:
        """Return whether a text holds what some match of some pattern must hold."""
        self.patterns()
        return any(need in joined for need in self._needs)
