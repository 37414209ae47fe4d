"""The clauses of a sentence: which numbers they only compare, which are parts, and whose numbers they state.

The folded text of one sentence enters; questions about places in it are answered. `docs/language.md`, section 8, is
the reference of these answers, for mentions rest on them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from gouji.prose.places import mark_before
from gouji.prose.words import (
    BASE,
    BASE_WORDS,
    BEHIND_NUMBER,
    BRACKET,
    CHANGE,
    CLAUSE_END,
    NOT_PART,
    NOT_PART_WORDS,
    PART,
    PART_WORDS,
    SCOPE,
    SCOPE_WORDS,
    Whose,
)
from gouji.record import Record, replace

PERCENTS: Final = ("%", "‰")
POINTS: Final = "百分点"
_POINTS_BEHIND: Final = (POINTS, "个" + POINTS)


class Clauses:
    """What is known of the clauses of one sentence; built once, in time linear in its length."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.start() for match in CLAUSE_END.finditer(text)]
        bases = [match.span() for match in BASE.finditer(text)] if _any_in(BASE_WORDS, text) else []
        self._with_base = {self._number(start) for start, _ in bases}
        self._turns = list(_turns(text, self._ends, [end for _, end in bases]))
        self._offsets = [turn.offset for turn in self._turns]
        self._scopes = self._all_scopes()

    def start(self, offset: int) -> int:
        """Return where the clause begins that holds an offset."""
        number = self._number(offset)
        return self._ends[number - 1] + 1 if number else 0

    def compared(self, start: int, end: int) -> bool:
        """Return whether the number at a range is only compared with, or says how much something changed.

        The range may hold the number with or without its unit.
        """
        points = self._text.endswith(POINTS, 0, end) or self._text.startswith(_POINTS_BEHIND, end)
        if points or self._turn(start).based:
            return True
        percent = self._text[end - 1] in PERCENTS or self._text[end : end + 1] in PERCENTS
        behind_mark = start - len(mark_before(self._text, start))
        if start not in self._changes and behind_mark not in self._changes:
            return False
        number = self._number(start)
        return percent or number in self._with_base or number - 1 in self._with_base

    def part(self, start: int) -> bool:
        """Return whether the number at an offset is named as a part of a whole."""
        turn = self._turn(start)
        return turn.word is not None or turn.listed

    def part_word(self, start: int) -> int | None:
        """Return where the word ends that makes the number at an offset a part, 其中 or 含; nothing if none does."""
        return self._turn(start).word

    def apart(self, start: int) -> int:
        """Return where the last word ends that sets what follows apart, such as 另有; -1 if none does."""
        return self._turn(start).apart

    def scope(self, offset: int) -> Whose:
        """Return whose numbers the clause states that holds an offset."""
        return self._scopes[self._number(offset)]

    @cached_property
    def _changes(self) -> frozenset[int]:
        """Where words of change end."""
        return frozenset(match.end() for match in CHANGE.finditer(self._text))

    def _number(self, offset: int) -> int:
        """Return which clause holds an offset, from 0."""
        return bisect_left(self._ends, offset)

    def _turn(self, offset: int) -> _Turn:
        """Return what was opened before an offset and reaches to it."""
        turn = bisect_right(self._offsets, offset) - 1
        return self._turns[turn] if turn >= 0 else _NOTHING

    def _all_scopes(self) -> list[Whose]:
        words: dict[int, set[str]] = {}
        for match in SCOPE.finditer(self._text) if _any_in(SCOPE_WORDS, self._text) else ():
            words.setdefault(self._number(match.start()), set()).add(match.lastgroup or "")
        scopes: list[Whose] = []
        for number in range(len(self._ends) + 1):
            before: Whose = scopes[-1] if scopes else "unstated"
            scopes.append(_one_scope(words[number]) if number in words else before)
        return scopes


class _Turn(Record, frozen=True):
    """What holds from an offset on: a comparison, parts named by a word that ends at `word`, a list in brackets.

    `apart` is where the last word ends that sets something apart from parts.
    """

    offset: int = 0
    based: bool = False
    word: int | None = None
    listed: bool = False
    apart: int = -1


_NOTHING: Final = _Turn()


def _turns(text: str, ends: list[int], bases: list[int]) -> Iterator[_Turn]:
    """Return every turn in order; brackets inherit what stands around them, and take back what is opened in them."""
    # Looking for the words first costs less than making the expressions, for a text that holds none of them.
    brackets = list(BRACKET.finditer(text))
    behind = {match.end() - 1 for match in BEHIND_NUMBER.finditer(text)} if brackets else set()
    marks = [(end, 0, "base") for end in bases]
    if _any_in(PART_WORDS, text):
        marks += [(match.end(), 0, "part") for match in PART.finditer(text)]
    if _any_in(NOT_PART_WORDS, text):
        marks += [(match.end(), 0, "apart") for match in NOT_PART.finditer(text)]
    marks += [(match.start(), 1, match.group()) for match in brackets]
    marks += [(end, 1, "end") for end in ends]
    around: list[_Turn] = []
    now, ended = _NOTHING, 0  # comparisons around the first `ended` brackets belong to clauses that have ended
    for offset, _, what in sorted(marks):
        match what:
            case "(" | "[":
                around.append(now)
                now = replace(now, listed=now.listed or offset in behind)
            case ")" | "]":
                now = around.pop() if around else _NOTHING
                now = replace(now, based=now.based and len(around) >= ended)
                ended = min(ended, len(around))
            case "end":
                now, ended = replace(now, based=False), len(around)
            case "base":
                now = replace(now, based=True)
            case "part":
                now = replace(now, word=offset)
            case _:
                now = replace(now, word=None, listed=False, apart=offset)
        now = replace(now, offset=offset)
        yield now


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def _one_scope(words: set[str]) -> Whose:
    """Return what the words of one clause say together: filed and guided are more special than whose."""
    if "filed" in words:
        return "filed"
    if "guided" in words:
        return "guided"
    if {"own", "whole"} <= words:
        return "unclear"
    return "own" if "own" in words else "whole"
