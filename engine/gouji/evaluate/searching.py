"""Patterns and mentions ready for searching the texts of many reports.

Folded texts joined by seams enter; the first match leaves. What literal text every match must hold is looked for
first, so that RE2 sees only the segments in which a match can be.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.patterns.fold import SEAM, Folded, fold_text
from gouji.patterns.machines import CompiledPattern, Find, exact_finder, finder, holds, quick_finder
from gouji.patterns.ready import ready_pattern
from gouji.patterns.scan import Match, first, scan
from gouji.vocabulary.model import Mention

_AROUND: Final = 12
"""Characters around a match that decide what its holes mean, as `patterns.holes` looks at them."""
_FEW: Final = 50
"""So many texts are searched by RE2, whose machines are made quicker than those of `re`."""
ELSEWHERE: Final = Match(0, 0, "", "", {})
"""Stands for a match that takes more than a look."""
_MOST_REMEMBERED: Final = 4096
_MOST_TEXTS: Final = 256
_LONGEST_TEXT: Final = 1000


class PatternSearch:
    """A pattern ready for searching many reports."""

    __slots__ = ("_find", "_in_texts", "_others", "_rarest", "_searches", "floats", "needs", "pattern", "remembered")

    def __init__(self, pattern: CompiledPattern) -> None:
        self.pattern = pattern
        self.floats = pattern.floats and bool(pattern.needs)
        self.needs = pattern.needs
        self._rarest = pattern.needs[0] if pattern.needs else ()
        self._others = pattern.needs[1:]
        self._find: Find | None = exact_finder(pattern.exact) if pattern.exact else None
        self._searches = 0
        self.remembered: dict[tuple[str, int, int], Match | None] = {}
        self._in_texts: dict[str, tuple[Match, ...]] = {}

    def may_match(self, joined: str) -> bool:
        """Return whether a text holds what every match holds."""
        return holds(joined, self.needs)

    def segments(self, joined: str) -> Iterator[int]:
        """Yield which of the folded texts that seams join hold what a match must hold."""
        if not self.needs:
            yield from range(joined.count(SEAM) + 1)
            return
        number = start = 0
        while (found := self._next(joined, start)) is not None:
            number += joined.count(SEAM, start, found[0])
            yield number
            start = found[1] + 1
            number += 1

    def _next(self, joined: str, at: int) -> tuple[int, int] | None:
        """Return where the next text stands, from a place on, that holds what a match must hold."""
        while 0 <= at <= len(joined):
            near = -1
            for need in self._rarest:
                place = joined.find(need, at) if near < 0 else joined.find(need, at, near)
                near = place if place >= 0 else near
            if near < 0:
                return None
            start, end = joined.rfind(SEAM, 0, near) + 1, joined.find(SEAM, near)
            end = end if end >= 0 else len(joined)
            if not self._others or holds(joined, self._others, start, end):
                return start, end
            at = end
        return None

    def all_in(self, text: str) -> tuple[Match, ...]:
        """Return all matches in one text, mostly a sentence: several rules ask for those of the same, and many reports.

        Raises:
            SearchBudgetExceededError: as for `scan`.
        """
        known = self._in_texts.get(text)
        if known is None:
            known = scan(self.pattern, Folded(text, fold_text(text)))
            if len(self._in_texts) >= _MOST_TEXTS:
                self._in_texts.clear()
            if len(text) <= _LONGEST_TEXT:  # memory must not grow with what hostile reports print
                self._in_texts[text] = known
        return known

    def first(self, joined: str) -> Match | None:
        """Return the first match in folded texts joined by seams, or `ELSEWHERE` when that takes more than a look."""
        at = 0
        while (place := self._next(joined, at)) is not None:
            begins, ends = (self._find or self._ready())(joined, *place)
            if begins >= 0:
                return self._read(joined, begins, ends, *place)
            at = place[1]
        return None

    def _ready(self) -> Find:
        """Return what finds where the pattern first matches; `re` only once there are many texts to search."""
        self._searches += 1
        if self._searches <= _FEW:
            return finder(self.pattern)
        self._find = made = quick_finder(self.pattern)
        return made

    def segment(self, joined: str) -> int | None:
        """Return which of the folded texts that seams join holds the first match; the pattern must float."""
        at = 0
        while (place := self._next(joined, at)) is not None:
            if (self._find or self._ready())(joined, *place)[0] >= 0:
                return joined.count(SEAM, 0, place[0])
            at = place[1]
        return None

    def _read(self, joined: str, start: int, end: int, begins: int, ends: int) -> Match | None:
        # Reports of one year state the same things in the same words: what a match reads is remembered by its words.
        first_char, last_char = max(begins, start - _AROUND), min(ends, end + _AROUND)
        key = (joined[first_char:last_char], start - first_char, end - first_char)
        if key not in self.remembered:
            if len(self.remembered) >= _MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[key] = _in_window(self.pattern, key[0], joined[start:end])
        return self.remembered[key]


def _in_window(pattern: CompiledPattern, window: str, matched: str) -> Match | None:
    """Return a match out of the few characters around it; places are those in the window, which nothing plain uses."""
    found = first(pattern, Folded(window, window))
    return found if found is not None and found.folded == matched else ELSEWHERE


class MentionSearch:
    """A mention whose patterns are made ready when they are first searched for."""

    __slots__ = ("_patterns", "mention")

    def __init__(self, mention: Mention) -> None:
        self.mention = mention
        self._patterns: tuple[CompiledPattern, ...] = ()

    def patterns(self) -> tuple[CompiledPattern, ...]:
        """Return the patterns."""
        if not self._patterns:
            self._patterns = tuple(ready_pattern(*one) for one in self.mention.wordings)
        return self._patterns

    def among(self, joined: str) -> tuple[CompiledPattern, ...]:
        """Return the patterns of which a text holds what a match must hold."""
        return tuple([one for one in self.patterns() if holds(joined, one.needs)])
