"""Reports that fail a rule about several documents: families are tried once per rule, then grow by choices.

A family is a failing case of the rule, its numbers first those that the other rules demand; or, where there is none,
numbers that break the rule beside neighbours that say what the report itself says. Neighbours say no more than they
must, so that no other rule finds anything to compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import Final

from gouji.authoring.model import Case, Variant
from gouji.authoring.trial import short
from gouji.check.checked import CheckedRule
from gouji.evaluate.formula import All, Negation
from gouji.facts.cells import with_open_cells
from gouji.generation.chance import Chance, Simplest, one_of
from gouji.generation.conformant import amount_of
from gouji.generation.demands import Demand, ways
from gouji.generation.families import Family, all_alike, beside, documents_of, parts_of, told_among, without
from gouji.generation.ground import changed_report
from gouji.generation.reports import Json, domains_of, numbers_in, told, with_numbers
from gouji.generation.skeletons import Skeleton, conditions, demands
from gouji.generation.solving import Numbers, System
from gouji.generation.violating import Violations, Why, is_number, of_case
from gouji.record import Record, replace
from gouji.values import exact

_ENOUGH: Final = 2
_MOST_TRIED: Final = 12
_MOST_CHANGES: Final = 4
NOTHING_DEMANDED: Final = System((), {})


class Found(Record, frozen=True):
    """A family that fails a rule; `others` fail too, and the case that it comes of put the numbers `kept`.

    `numbers` are those of its report, and `system` is what the other rules demand of them.
    """

    family: Family
    kept: Numbers = MappingProxyType({})
    others: frozenset[str] = frozenset()
    numbers: Numbers = MappingProxyType({})
    system: System = NOTHING_DEMANDED


class Families:
    """The families of a pack's rules; those of a rule are tried when it is first asked for."""

    def __init__(self, violations: Violations) -> None:
        self.violations = violations
        self._ground = violations.ground
        self._pack = violations.ground.pack
        self._rules = {short(one.id): one for one in self._pack.plan.rules.rules}
        self._roles = {short(rule): roles for rule, roles in self._pack.roles.items()}
        self._found = cache(self._finding)

    def why_none(self, rule: str) -> Why | None:
        """Return why neither a report alone nor one among neighbours fails a rule; nothing when one does."""
        if self.violations.why_none(rule) is None or self._found(rule):
            return None
        return "no report found"

    def family(self, rule: str, chance: Chance) -> Family:
        """Return a report that fails a rule and, where there is a way, no other; with neighbours if it takes them.

        Raises:
            LookupError: there is none; `why_none` says why.
        """
        if self.violations.why_none(rule) is None:
            return Family(self.violations.report(rule, chance))
        if not self._found(rule):
            raise LookupError(f"{rule}: {self.why_none(rule)}")
        return self._grown(rule, one_of(chance, self._found(rule)), chance)

    def _grown(self, rule: str, found: Found, chance: Chance) -> Family:
        numbers = found.numbers
        cells = tuple(found.system.domains)
        for _ in range(chance.integer(0, _MOST_CHANGES) if cells else 0):
            cell = one_of(chance, cells)
            change = {cell: amount_of(found.system.domains[cell], chance)}
            numbers = found.system.settled(numbers, change, chance) or numbers
        if numbers is found.numbers:
            return found.family
        grown = replace(found.family, own=with_numbers(found.family.own, numbers))
        others = self._others(rule, grown)
        return grown if others is not None and others <= found.others else found.family

    # ── finding families ────────────────────────────────────────────────────

    def _finding(self, rule: str) -> tuple[Found, ...]:
        met: list[Found] = []
        for stage in (self._by_cases(rule), self._by_numbers(self._rules[rule])):
            judged = ((one, self._others(rule, one.family)) for one in islice(stage, _MOST_TRIED))
            failing = [replace(one, others=others) for one, others in judged if others is not None]
            # First those that fail the fewest other rules by themselves: their neighbours can do nothing about it.
            failing.sort(key=lambda one: (len(one.others & self._by_itself(one)), len(one.others)))
            for one in failing[:_ENOUGH]:
                met.append(self._alone(rule, one))
            if any(not one.others for one in met):
                break
        fewest = min((len(one.others) for one in met), default=0)
        return tuple(self._ready(rule, one) for one in met if len(one.others) == fewest)

    def _others(self, rule: str, family: Family) -> frozenset[str] | None:
        """Return the other rules that fail, or nothing when the one that should does not."""
        answer = told_among(family, self._pack)
        return answer.failing - {rule} if answer is not None and rule in answer.failing else None

    def _by_itself(self, found: Found) -> frozenset[str]:
        answer = told(found.family.own, self._pack)
        return frozenset() if answer is None else answer.failing

    def _alone(self, rule: str, found: Found) -> Found:
        """Return the family so changed that fewer other rules fail, where that is possible.

        Neighbours say less, and the report gets the numbers that the other rules demand beside them.
        """
        for way in (self._with_less, self._with_other_numbers, self._with_zeros):
            if not found.others:
                break
            better = way(rule, found)
            if better is not None and len(better.others) < len(found.others):
                found = better
        return found

    def _with_less(self, rule: str, found: Found) -> Found:
        for part in parts_of(found.family):
            if found.others <= self._by_itself(found):
                break
            less = without(found.family, part)
            others = self._others(rule, less) if less != found.family else None
            if others is not None and others < found.others:
                found = replace(found, family=less, others=others)
        return found

    def _with_other_numbers(self, rule: str, found: Found) -> Found | None:
        given = self._ready(rule, found)
        way = tuple(Demand(((cell, 1),), -amount, "=") for cell, amount in found.kept.items())
        if not given.numbers or not found.kept.keys() <= given.numbers.keys():
            return None
        numbers = given.system.without("", way).settled({**given.numbers, **found.kept}, {}, Simplest())
        if numbers is None:
            return None
        mended = replace(found.family, own=with_numbers(found.family.own, numbers))
        others = self._others(rule, mended)
        return None if others is None else replace(found, family=mended, others=others)

    def _with_zeros(self, rule: str, found: Found) -> Found | None:
        """Return the family with neighbours of which all tables are zeros, and with what the report then must say."""
        zeros = found.family
        for part in parts_of(zeros):
            if part[1] == "tables":
                zeros = without(zeros, part)
        mended = self._with_other_numbers(rule, replace(found, family=zeros))
        return None if mended is None else self._with_less(rule, mended) if mended.others else mended

    def _ready(self, rule: str, found: Found) -> Found:
        """Return the family with its numbers and with what the other rules demand of them."""
        given = documents_of(found.family, self._pack)
        numbers = None if given is None else numbers_in(found.family.own, domains_of(given.own))
        if given is None or numbers is None:
            return found
        asked = demands(self._pack.plan, replace(given, own=with_open_cells(given.own)))
        return replace(found, numbers=numbers, system=System(asked, domains_of(given.own)).without(rule))

    def _by_cases(self, rule: str) -> Iterator[Found]:
        """Give the failing cases of a rule, with the numbers that they change."""
        for case in self.violations.failing(rule):
            others = beside(case.neighbours, self._made)
            if others is not None:
                changes = case.report.changes
                for own in self._owns(rule, case):
                    kept = {one.pointer: exact(one.value) for one in changes if is_number(one.value)}
                    kept = {cell: amount for cell, amount in kept.items() if cell.startswith("/tables/")}
                    yield Found(Family(own, others, case.neighbours.complete), kept)

    def _made(self, variant: Variant) -> Json | None:
        return changed_report(self._ground.texts[variant.base], variant.changes)

    def _owns(self, rule: str, case: Case) -> Iterator[Json]:
        """Give the report of a case: on the skeleton of its base, and as it is."""
        base = self._ground.base(case.report.base)
        own = self._made(case.report)
        recipes = () if base is None else of_case(rule, base, case.report.changes)
        given = [one.plain for one in islice(recipes, 1)]
        yield from (*given, own) if own is not None and own not in given else given

    def _by_numbers(self, rule: CheckedRule) -> Iterator[Found]:
        """Give numbers that meet the guard of an instance and break its check, beside neighbours that say the same."""
        for base, beside_it in self._bases():
            others = all_alike(self._roles[short(rule.id)], beside_it)
            family = Family(base.report, others, complete=True)
            given = documents_of(family, self._pack)
            if given is None:
                continue
            opened = replace(given, own=with_open_cells(given.own))
            system = System(demands(self._pack.plan, opened), base.system.domains)
            for one in conditions(rule, self._pack.plan, opened):
                for way in ways(All((one.guard, Negation(one.check)))):
                    numbers = system.without(short(rule.id), way).settled(base.numbers, {}, Simplest())
                    if way and numbers is not None:
                        yield Found(replace(family, own=with_numbers(base.report, numbers)))

    def _bases(self) -> Iterator[tuple[Skeleton, Json]]:
        """Give the bases with what their neighbours say: the same, and what stands in the bases themselves."""
        for base in self._ground.bases:
            yield base, base.report
        for base in self._ground.bases:
            yield from ((base, text) for text in self._ground.texts.values())
