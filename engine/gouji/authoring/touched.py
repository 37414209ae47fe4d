"""Which cases a change of one pattern can touch: a pattern and its mutant enter, the cases on which they differ leave.

A rule sees a pattern only through its matches. Where both find the same in every text that the rule can come to ask,
the answers are the same, and the case need not be evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from gouji.authoring.model import Ready
from gouji.authoring.trial import short
from gouji.authoring.workshop import Workshop
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes
from gouji.patterns.fold import Folded, fold
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.ready import ready_pattern
from gouji.patterns.scan import Match, scan
from gouji.patterns.sentences import sentences
from gouji.record import field_names

_ROUNDS: Final = 6
"""So often a rule may look into a match of a match; no real rule goes deeper than three."""


class Touched:
    """The texts that the rules of a pack can come to ask in their cases."""

    def __init__(self, workshop: Workshop) -> None:
        self._rules = {short(rule.id): rule for rule in workshop.plan.rules.rules}
        self._workshop = workshop
        self._texts: dict[int, frozenset[str]] = {}
        self._folded: dict[str, Folded] = {}
        self._below: dict[tuple[CompiledPattern, str], frozenset[str]] = {}

    def by(self, old: CompiledPattern, new: CompiledPattern, cases: Iterable[Ready]) -> Iterator[Ready]:
        """Give the cases in some text of which the two patterns do not find the same."""
        same: dict[str, bool] = {}
        for one in cases:
            for text in self._asked(one):
                if text not in same:
                    same[text] = self._scan(old, text) == self._scan(new, text)
                if not same[text]:
                    yield one
                    break

    def _scan(self, pattern: CompiledPattern, text: str) -> tuple[Match, ...]:
        if text not in self._folded:
            self._folded[text] = fold(text)
        return scan(pattern, self._folded[text])

    def _asked(self, one: Ready) -> frozenset[str]:
        """Return all texts of a case, their sentences, and what the patterns of its rule match in any of them."""
        known = self._texts.get(id(one))
        if known is None:
            rule = self._rules[one.case.rule]
            patterns = self._patterns(rule)
            found = set(_strings(one.reports)) | set(self._constants(rule))
            new = found
            for _ in range(_ROUNDS):
                new = {below for text in new for below in self._within(patterns, text)} - found
                if not new:
                    break
                found |= new
            known = self._texts[id(one)] = frozenset(found)
        return known

    def _within(self, patterns: Iterable[CompiledPattern], text: str) -> Iterator[str]:
        for pattern in patterns:
            key = (pattern, text)
            if key not in self._below:
                self._below[key] = frozenset(match.text for match in self._scan(pattern, text))
            yield from self._below[key]
        yield from (text[start:end] for start, end in sentences(text))

    def _patterns(self, rule: CheckedRule) -> list[CompiledPattern]:
        workshop = self._workshop
        found = [workshop.plan.patterns[name] for name in patterns_of(rule)]
        mentioned = {one.mention for one in nodes(*_roots(rule)) if isinstance(one, core.MentionsAxis)}
        for mention in workshop.vocabulary.mentions:
            if mention.id in mentioned:
                found += [ready_pattern(*wording) for wording in mention.wordings]
        return found

    def _constants(self, rule: CheckedRule) -> Iterator[str]:
        yield from (one.value for one in nodes(*_roots(rule)) if isinstance(one, core.TextConstant))
        yield from _strings(self._workshop.vocabulary.sections)


def patterns_of(rule: CheckedRule) -> frozenset[str]:
    """Return the names of the patterns that a rule asks for."""
    every = nodes(*_roots(rule))
    return frozenset(one.pattern for one in every if isinstance(one, core.FirstMatch | core.MatchesAxis))


def _roots(rule: CheckedRule) -> list[core.Node]:
    conditions = [one.where for one in rule.fors if one.where is not None]
    conditions += [*rule.requires, rule.check, *(one.when for one in rule.lowerings)]
    if rule.when is not None:
        conditions.append(rule.when)
    return [*(one.axis for one in rule.fors), *conditions]


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from _strings(each)
        case tuple() | list():
            for each in value:
                yield from _strings(each)
        case _:
            for name in field_names(value):
                yield from _strings(getattr(value, name))
