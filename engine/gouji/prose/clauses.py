"""The clauses of a sentence: where each ends, which numbers it only compares, and whose numbers it states.

The folded text of one sentence enters; questions about places in it are answered. `docs/language.md`, section 8, is
the reference of both answers, for mentions rest on them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from gouji.prose.places import mark_before
from gouji.prose.words import BASE, BRACKET, CHANGE, CLAUSE_END, SCOPE, UNIT, Whose

PERCENTS: Final = ("%", "‰")
POINTS: Final = "百分点"


class Clauses:
    """What is known of the clauses of one sentence; built once, in time linear in its length."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [match.start() for match in CLAUSE_END.finditer(text)]
        bases = [match.span() for match in BASE.finditer(text)]
        self._with_base = {self._number(start) for start, _ in bases}
        turns = list(_turns(text, self._ends, [end for _, end in bases]))
        self._turns, self._turned = [offset for offset, _ in turns], [based for _, based in turns]
        self._changes = {match.end() for match in CHANGE.finditer(text)}
        self._scopes = self._all_scopes()

    def start(self, offset: int) -> int:
        """Return where the clause begins that holds an offset."""
        number = self._number(offset)
        return self._ends[number - 1] + 1 if number else 0

    def compared(self, start: int, end: int) -> bool:
        """Return whether the number at a range is only compared with, or says how much something changed.

        The range may hold the number with or without its unit.
        """
        unit = UNIT.match(self._text, end)
        percent = self._text[end - 1] in PERCENTS or self._text[end : end + 1] in PERCENTS
        if (
            self._based(start)
            or self._text.endswith(POINTS, 0, end)
            or (unit is not None and unit.group(1) is not None)
        ):
            return True
        behind_mark = start - len(mark_before(self._text, start))
        if start not in self._changes and behind_mark not in self._changes:
            return False
        number = self._number(start)
        return percent or number in self._with_base or number - 1 in self._with_base

    def scope(self, offset: int) -> Whose:
        """Return whose numbers the clause states that holds an offset."""
        return self._scopes[self._number(offset)]

    def _number(self, offset: int) -> int:
        """Return which clause holds an offset, from 0."""
        return bisect_left(self._ends, offset)

    def _based(self, offset: int) -> bool:
        """Return whether a comparison was opened before an offset and reaches to it."""
        turn = bisect_right(self._turns, offset) - 1
        return turn >= 0 and self._turned[turn]

    def _all_scopes(self) -> list[Whose]:
        words: dict[int, set[str]] = {}
        for match in SCOPE.finditer(self._text):
            words.setdefault(self._number(match.start()), set()).add(match.lastgroup or "")
        scopes: list[Whose] = []
        for number in range(len(self._ends) + 1):
            before: Whose = scopes[-1] if scopes else "unstated"
            scopes.append(_one_scope(words[number]) if number in words else before)
        return scopes


@lru_cache(maxsize=64)  # the mentions of a pack meet the same sentences one after the other
def clauses_of(text: str) -> Clauses:
    """Return what is known of the clauses of a folded sentence."""
    return Clauses(text)


def _turns(text: str, ends: list[int], bases: list[int]) -> Iterator[tuple[int, bool]]:
    """Return from which offsets on numbers are compared, and from which not: brackets that close take it back."""
    marks = [(end, 0, "base") for end in bases]
    marks += [(match.start(), 1, match.group()) for match in BRACKET.finditer(text)]
    marks += [(end, 1, "end") for end in ends]
    around: list[bool] = []
    based, ended = False, 0  # what stands around the first `ended` brackets belongs to clauses that have ended
    for offset, _, what in sorted(marks):
        if what in "([":
            around.append(based)
        elif what in ")]":
            based = around.pop() and len(around) >= ended if around else False
            ended = min(ended, len(around))
        else:
            based = what == "base"
            ended = ended if based else len(around)
        yield offset, based


def _one_scope(words: set[str]) -> Whose:
    """Return what the words of one clause say together: filed and guided are more special than whose."""
    if "filed" in words:
        return "filed"
    if "guided" in words:
        return "guided"
    if {"own", "whole"} <= words:
        return "unclear"
    return "own" if "own" in words else "whole"
