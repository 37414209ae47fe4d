"""The clauses of a sentence: where each ends, which compares, and whose numbers it states.

Folded text of one sentence enters. A clause without a word of scope has that of the nearest clause before it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from gouji.prose.words import BASE, CHANGE, CLAUSE_END, SCOPE, Scope

PERCENTS: Final = ("%", "‰")
POINTS: Final = "百分点"


class Clauses:
    """What is known of the clauses of one sentence; built once, in time linear in its length."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in CLAUSE_END.finditer(text)]
        self.bases = [match.span() for match in BASE.finditer(text)]
        """Words that open a comparison."""
        self._with_base = {self.number(start) for start, _ in self.bases}
        self._changes = {match.end() for match in CHANGE.finditer(text)}
        self._scopes = self._all_scopes(text)

    def number(self, offset: int) -> int:
        """Return which clause holds an offset, from 0."""
        return bisect_left(self._ends, offset)

    def start(self, offset: int) -> int:
        """Return where the clause begins that holds an offset."""
        number = self.number(offset)
        return self._ends[number - 1] + 1 if number else 0

    def changed(self, offset: int, unit: str) -> bool:
        """Return whether the number at an offset says how much something changed."""
        if offset not in self._changes:
            return False
        number = self.number(offset)
        return unit in PERCENTS or number in self._with_base or number - 1 in self._with_base

    def scope(self, offset: int) -> Scope:
        """Return whose numbers the clause states that holds an offset."""
        return self._scopes[self.number(offset)]

    def _all_scopes(self, text: str) -> list[Scope]:
        words: dict[int, set[str]] = {}
        for match in SCOPE.finditer(text):
            words.setdefault(self.number(match.start()), set()).add(match.lastgroup or "")
        scopes: list[Scope] = []
        for number in range(len(self._ends) + 1):
            before: Scope = scopes[-1] if scopes else "unstated"
            scopes.append(_one_scope(words[number]) if number in words else before)
        return scopes


def _one_scope(words: set[str]) -> Scope:
    """Return what the words of one clause say together: filed and guided are more special than whose."""
    if "filed" in words:
        return "filed"
    if "guided" in words:
        return "guided"
    if {"own", "whole"} <= words:
        return "unclear"
    return "own" if "own" in words else "whole"
