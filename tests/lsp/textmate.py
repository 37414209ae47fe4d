"""A small engine for TextMate grammars, enough for ours; nothing is a test here.

Line by line, the earliest match wins, of equals the end of what is open, then the first in the grammar. A colour of a
character is the names of all that is open there, from the outside in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

Rule: TypeAlias = Mapping[str, Any]
Scopes: TypeAlias = tuple[str, ...]
Open: TypeAlias = tuple[tuple[Rule, Scopes], ...]
"""What is open: rules with an end, each with the names that hold within it."""


class Grammar:
    """A grammar as its file has it."""

    def __init__(self, path: Path) -> None:
        self.root: Rule = json.loads(path.read_text(encoding="utf-8"))

    def colours(self, text: str) -> list[list[Scopes]]:
        """Return the names that hold at each character of each line."""
        found: list[list[Scopes]] = []
        state: Open = ()
        for line in text.split("\n"):
            line_colours, state = self._line(line, state)
            found.append(line_colours)
        return found

    def _line(self, line: str, state: Open) -> tuple[list[Scopes], Open]:
        colours: list[Scopes] = [()] * len(line)
        place = 0
        while place <= len(line):
            rule, names = state[-1] if state else (self.root, ())
            best = self._next(line, place, rule)
            until = len(line) if best is None else best[0].start()
            colours[place:until] = [names] * (until - place)
            if best is None:
                break
            match, chosen = best
            if chosen is None:
                self._captured(colours, match, rule.get("endCaptures", {}), names)
                state = state[:-1]
            elif "begin" in chosen:
                inner = _named(names, chosen)
                self._captured(colours, match, chosen.get("beginCaptures", {}), inner)
                state = (*state, (chosen, inner))
            else:
                self._captured(colours, match, chosen.get("captures", {}), _named(names, chosen))
            assert match.end() > place or chosen is None, f"the grammar does not move on at {place} in {line!r}"
            place = match.end()
            if chosen is None and match.end() == match.start() and place == len(line):
                break
        return colours, state

    def _next(self, line: str, place: int, rule: Rule) -> tuple[re.Match[str], Rule | None] | None:
        best: tuple[re.Match[str], Rule | None] | None = None
        ends: list[tuple[str, Rule | None]] = [(rule["end"], None)] if "end" in rule else []
        every: Iterator[tuple[str, Rule | None]] = iter(ends)
        rules = ((one.get("match") or one["begin"], one) for one in self._rules(rule.get("patterns", ())))
        for pattern, one in (*every, *rules):
            match = _compiled(pattern).search(line, place)
            if match is not None and (best is None or match.start() < best[0].start()):
                best = (match, one)
        return best

    def _rules(self, patterns: Sequence[Rule]) -> Iterator[Rule]:
        for one in patterns:
            if "include" in one:
                yield from self._rules((self.root["repository"][one["include"].removeprefix("#")],))
            elif "match" in one or "begin" in one:
                yield one
            else:
                yield from self._rules(one["patterns"])

    def _captured(
        self, colours: list[Scopes], match: re.Match[str], captures: Mapping[str, Rule], names: Scopes
    ) -> None:
        colours[match.start() : match.end()] = [names] * (match.end() - match.start())
        for group, rule in captures.items():
            start, end = match.span(int(group)) if int(group) <= match.re.groups else (-1, -1)
            if start < 0:
                continue
            inner = _named(names, rule)
            colours[start:end] = [inner] * (end - start)
            if "patterns" in rule:
                held, _ = self._line(match.string[:end], (({"patterns": rule["patterns"]}, inner),))
                for at in range(start, end):
                    colours[at] = held[at]


def _named(names: Scopes, rule: Rule) -> Scopes:
    return (*names, *rule["name"].split()) if "name" in rule else names


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of Oniguruma as one of Python: letters and digits of any script are named otherwise."""
    return re.compile(pattern.replace(r"[\p{L}\p{N}_]", r"\w").replace(r"[\p{L}_]", r"[^\W\d]"))
