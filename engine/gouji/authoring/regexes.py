"""Patterns with a piece less: an alternative dropped, an option left out or made needed, a sign of a set dropped.

A pattern's text enters; texts leave. Sets that begin with `^` and the numbers of a repetition are left as they are:
they bound a search and name nothing that a report says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_REPEATS: Final = "?*+{"


def without_a_piece(text: str) -> Iterator[str]:
    """Give the pattern with one piece less each time; each text once, the pattern itself never."""
    seen = {text}
    walk = _Walk(text)
    walk.alternatives(0)
    for changed in walk.found:
        if changed and changed not in seen:
            seen.add(changed)
            yield changed


def sets_in(text: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Give the members of every set of a pattern, as ranges of the text."""
    walk = _Walk(text)
    walk.alternatives(0)
    yield from walk.sets


class _Walk:
    """One pass over a pattern; holds what was found so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[str] = []
        self.sets: list[tuple[tuple[int, int], ...]] = []

    def alternatives(self, start: int) -> int:
        """Read alternatives up to the end of their group; return where that is."""
        branches: list[tuple[int, int]] = []
        place = begin = start
        while place < len(self.text) and self.text[place] != ")":
            if self.text[place] == "|":
                branches.append((begin, place))
                place = begin = place + 1
            else:
                place = self._piece(place)
        branches.append((begin, place))
        if len(branches) > 1:
            for rank in range(len(branches)):
                kept = [self.text[one:two] for one, two in branches[:rank] + branches[rank + 1 :]]
                self._put(start, place, "|".join(kept))
        return place

    def _piece(self, start: int) -> int:
        """Read one atom with its repetition; return where the next begins."""
        atom = self._atom(start)
        end = atom
        if end < len(self.text) and self.text[end] in _REPEATS and not self._is_hole(end):
            end = (self.text.find("}", end) + 1 or len(self.text)) if self.text[end] == "{" else end + 1
            if end < len(self.text) and self.text[end] == "?":
                end += 1
        repeat = self.text[atom:end]
        if repeat in ("?", "??"):
            self._put(start, end, "")
            self._put(start, end, self.text[start:atom])
        elif repeat.startswith("{0,") and not repeat.startswith("{0,}"):
            self._put(start, end, "")
        return end

    def _atom(self, start: int) -> int:
        sign = self.text[start]
        if sign == "\\":
            return min(start + 2, len(self.text))
        if sign == "(":
            inside = start + 1
            if self.text.startswith("?", inside):
                inside = self.text.find(":", inside) + 1 or len(self.text)
            return min(self.alternatives(inside) + 1, len(self.text))
        if sign == "[":
            return self._set(start)
        if sign == "{":
            return self.text.find("}", start) + 1 or len(self.text)
        return start + 1

    def _is_hole(self, place: int) -> bool:
        return self.text[place] == "{" and not self.text[place + 1 : place + 2].isdigit()

    def _set(self, start: int) -> int:
        place = start + 1
        negated = self.text.startswith("^", place)
        place += negated
        members: list[tuple[int, int]] = []
        while place < len(self.text) and (self.text[place] != "]" or not members):
            end = place + (2 if self.text[place] == "\\" else 1)
            if self.text.startswith("-", end) and self.text[end + 1 : end + 2] not in ("]", ""):
                end += 2
            members.append((place, end))
            place = end
        self.sets.append(tuple(members))
        if not negated and len(members) > 1:
            for one, two in members:
                self._put(one, two, "")
        return min(place + 1, len(self.text))

    def _put(self, start: int, end: int, text: str) -> None:
        self.found.append(self.text[:start] + text + self.text[end:])
