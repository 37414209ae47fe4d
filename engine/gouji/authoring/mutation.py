"""Mutants on trial: an item of a pack enters; how many of its mutants the cases kill, and each survivor, leave."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from gouji.authoring.book import reports_of
from gouji.authoring.declared import Declared
from gouji.authoring.equivalent import mean_the_same
from gouji.authoring.model import Answer, Ready
from gouji.authoring.mutants import mutants_of_let, mutants_of_pattern, mutants_of_rule
from gouji.authoring.touched import Touched, patterns_of
from gouji.authoring.trial import answers, documents, short, try_case
from gouji.authoring.workshop import Workshop, changed, plan_with
from gouji.check.checked import CheckedRule
from gouji.check.scope import Compiled
from gouji.diagnostics import RulesRejectedError
from gouji.facts.model import Documents
from gouji.patterns.compiled import compile_pattern
from gouji.patterns.machines import CompiledPattern
from gouji.plan.plan import Plan
from gouji.record import Record, replace
from gouji.syntax.nodes import Item, LetClause, PatternItem, RuleItem
from gouji.syntax.printer import show_item
from gouji.vocabulary.fields import Complaints

MOST_MUTANTS: Final = 3000
"""Of one item; what is beyond is counted as not tried."""
_AROUND: Final = 48
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

Outcome: TypeAlias = Literal["killed", "survived", "refused", "equivalent", "untried"]


class Survivor(Record, frozen=True):
    """A mutant that no case noticed: what stands in the pack, and what might as well stand there."""

    before: str
    after: str


class Shown(Record, frozen=True):
    """A survivor that was declared to mean what its item means, and answered every report of its domain alike."""

    survivor: Survivor
    because: str
    reports: int


class Stale(Record, frozen=True):
    """A declaration that does not hold: no such mutant survives, or a report tells the two (`told`)."""

    item: str
    before: str
    after: str
    told: bool


class Score(Record, frozen=True):
    """What became of the mutants of an item.

    Those that the checker refuses, and those that mean what the item means, are no mutants and only counted;
    `equivalent` counts the ones for which that was found by their form, `shown` are the declared ones.
    """

    name: str
    killed: int
    survivors: tuple[Survivor, ...]
    refused: int
    untried: int
    equivalent: int = 0
    shown: tuple[Shown, ...] = ()
    stale: tuple[Stale, ...] = ()

    @property
    def tried(self) -> int:
        """How many could be tried."""
        return self.killed + len(self.survivors)


def share(scores: Iterable[Score]) -> Fraction:
    """Return the share of mutants that were killed; of no mutants it is 1."""
    found = tuple(scores)
    tried = sum(one.tried for one in found)
    return Fraction(sum(one.killed for one in found), tried) if tried else Fraction(1)


class Trial:
    """Tries the mutants of one pack; keeps the facts of every case, and every pattern compiled."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self._facts: dict[int, Documents] = {}
        self._compiled: Compiled = {}
        self._touched = Touched(workshop)
        self._noticed: dict[int, int] = {}

    def score(self, name: str, item: Item, stop: Callable[[], bool] = lambda: False) -> Score:
        """Return what becomes of the mutants of an item; `stop` says when there is no time for more."""
        counts: Counter[Outcome] = Counter()
        survivors: list[Survivor] = []
        shown: list[Shown] = []
        open_ = {(one.before, one.after): one for one in self.workshop.declared if one.item == name}
        stale: dict[tuple[str, str], Stale] = {
            key: Stale(name, one.before, one.after, told=False) for key, one in open_.items()
        }
        affected = self._affected(name, item)
        for rank, mutant in enumerate(_mutants(item, self.workshop)):
            if rank >= MOST_MUTANTS or stop():
                counts["untried"] += 1
                continue
            outcome = self._outcome(item, mutant, affected)
            counts[outcome] += 1
            if outcome != "survived":
                continue
            one = survivor(item, mutant)
            declared = open_.get((one.before, one.after))
            if declared is not None and self._alike(declared, item, mutant, affected):
                stale.pop((one.before, one.after), None)
                shown.append(Shown(one, declared.because, len(declared.domain)))
                continue
            if declared is not None:
                stale[one.before, one.after] = Stale(name, one.before, one.after, told=True)
            survivors.append(one)
        return Score(
            name,
            counts["killed"],
            tuple(survivors),
            counts["refused"],
            counts["untried"],
            counts["equivalent"],
            tuple(shown),
            () if counts["untried"] else tuple(stale.values()),
        )

    def _alike(self, declared: Declared, item: Item, mutant: Item, affected: Sequence[str]) -> bool:
        """Return whether a mutant answers every report of a domain as the item does."""
        workshop = self.workshop
        plan = plan_with(workshop, changed(workshop, item, mutant, affected), self._compiled)
        known = {short(rule.id): rule for rule in workshop.plan.rules.rules}
        pairs = [(known[short(rule.id)], rule) for rule in plan.rules.rules]
        for case in declared.domain:
            complaints = Complaints(declared.source)
            reports = reports_of(case, workshop.shelf, complaints)
            if reports is None:
                raise RulesRejectedError(complaints.met)
            given = documents(reports, workshop.vocabulary)
            if any(_asked(old, workshop.plan, given) != _asked(new, plan, given) for old, new in pairs):
                return False
        return bool(declared.domain)

    def _affected(self, name: str, item: Item) -> tuple[str, ...]:
        """Return the rules whose cases a mutant of the item must get past."""
        match item:
            case RuleItem():
                return (name,)
            case PatternItem():
                rules = self.workshop.plan.rules.rules
                return tuple(short(rule.id) for rule in rules if item.word.text in patterns_of(rule))
            case LetClause():
                return self.workshop.rules

    def _outcome(self, item: Item, mutant: Item, affected: Sequence[str]) -> Outcome:
        """Return what becomes of a mutant."""
        workshop = self.workshop
        if isinstance(item, PatternItem) and isinstance(mutant, PatternItem):
            made = compile_pattern(mutant.pattern, mutant.not_before, mutant.not_after)
            if not isinstance(made, CompiledPattern):
                return "refused"
            old = workshop.plan.patterns.get(item.word.text)
            if old is not None and old.holes == made.holes:
                return self._of_pattern(item.word.text, old, made, affected)
        try:
            plan = plan_with(workshop, changed(workshop, item, mutant, affected), self._compiled)
        except RulesRejectedError:
            return "refused"
        rules = {short(rule.id): rule for rule in plan.rules.rules}
        if not isinstance(item, PatternItem):
            known = {short(rule.id): rule for rule in workshop.plan.rules.rules}
            rules = {name: rule for name, rule in rules.items() if not mean_the_same(rule, known[name])}
            if not rules:
                return "equivalent"
        return self._tried(self._cases(rules), rules, plan)

    def _of_pattern(self, name: str, old: CompiledPattern, new: CompiledPattern, affected: Sequence[str]) -> Outcome:
        """Return what becomes of a pattern that still reads what it read: the checker looks at nothing else of it."""
        plan = replace(self.workshop.plan, patterns={**self.workshop.plan.patterns, name: new})
        rules = {short(rule.id): rule for rule in plan.rules.rules if short(rule.id) in affected}
        return self._tried(self._touched.by(old, new, self._cases(rules)), rules, plan)

    def _cases(self, rules: Iterable[str]) -> list[Ready]:
        """Return the cases of some rules; those that noticed a mutant last come first, and often notice the next."""
        wanted = frozenset(rules)
        cases = [one for one in self.workshop.book.cases if one.case.rule in wanted]
        return sorted(cases, key=lambda one: -self._noticed.get(id(one), 0))

    def _tried(self, cases: Iterable[Ready], rules: Mapping[str, CheckedRule], plan: Plan) -> Outcome:
        for one in cases:
            if self._notices(one, rules[one.case.rule], plan):
                self._noticed[id(one)] = max(self._noticed.values(), default=0) + 1
                return "killed"
        return "survived"

    def _notices(self, ready: Ready, rule: CheckedRule, plan: Plan) -> bool:
        key = id(ready)
        if key not in self._facts:
            self._facts[key] = documents(ready.reports, self.workshop.vocabulary)
        return bool(try_case(ready.case, rule, plan, self._facts[key]).wrong)


def _asked(rule: CheckedRule, plan: Plan, given: Documents) -> dict[str, Answer]:
    """Return the answers of a rule as far as a case could tell them from others; what was looked at is left out."""
    found = answers(rule, plan, given)
    return {name: replace(one, values=_NOTHING, pointers=frozenset()) for name, one in found.items()}


def _mutants(item: Item, workshop: Workshop) -> Iterator[Item]:
    seen = {show_item(item)}
    for mutant in _made(item, workshop):
        text = show_item(mutant)
        if text not in seen:
            seen.add(text)
            yield mutant


def _made(item: Item, workshop: Workshop) -> Iterator[Item]:
    match item:
        case RuleItem():
            return mutants_of_rule(item, workshop.vocabulary)
        case LetClause():
            return mutants_of_let(item, workshop.vocabulary)
        case PatternItem():
            return mutants_of_pattern(item)


# ── survivors ───────────────────────────────────────────────────────────────


def survivor(before: Item, after: Item) -> Survivor:
    """Return how two items differ: the line that was changed, of a long one the stretch around the change."""
    old, new = _lines(before), _lines(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    gone: list[str] = []
    come: list[str] = []
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            gone += old[old_start:old_end]
            come += new[new_start:new_end]
    return Survivor(*_around(" ".join(gone), " ".join(come)))


def _lines(item: Item) -> list[str]:
    # Where a clause is left out, the column in which the others stand may be another.
    return [" ".join(line.split()) for line in show_item(item).splitlines()]


def _around(before: str, after: str) -> tuple[str, str]:
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return _cut(before, start, end), _cut(after, start, end)


def _cut(text: str, start: int, end: int) -> str:
    """Return the text between the parts that both share, with a little of these."""
    word = text.partition(" ")[0]
    first, last = max(0, start - _AROUND), min(len(text), len(text) - end + _AROUND)
    head = "" if first == 0 else f"{word} …"
    return head + text[first:last] + ("" if last == len(text) else "…")
