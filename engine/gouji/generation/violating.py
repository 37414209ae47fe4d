"""Reports that a named rule fails: recipes for spoiling a skeleton, tried once, and reports made by them.

A recipe asks for numbers that break the rule's own check while all others hold, or makes changes: those of the rule's
failing cases, or something of the form that the rule asks about written badly, or left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, Final, Literal

from gouji.authoring.model import Case, Change
from gouji.authoring.trial import short
from gouji.check.checked import CheckedRule
from gouji.evaluate.formula import All, Negation
from gouji.generation.chance import Chance, Simplest, one_of
from gouji.generation.conformant import MAX_CHANGES, Made, grown
from gouji.generation.demands import Demand, Way, ways
from gouji.generation.ground import Ground, changed_report
from gouji.generation.reports import Json, at, fails, told, with_numbers
from gouji.generation.searching import broken_by
from gouji.generation.skeletons import Skeleton, conditions, has_cells, needs_neighbour
from gouji.generation.solving import Numbers
from gouji.generation.spoiling import spoilt
from gouji.record import Record, replace
from gouji.values import Exact, exact

Why = Literal["needs another document", "no report found"]
"""Why no report fails a rule: it asks for what another document says; or nothing that was tried makes it fail."""

_PROSE: Final = frozenset({"text", "preamble", "closing"})
_ENOUGH: Final = 6
_MAX_TRIED: Final = 60
_MAX_PER_BASE: Final = 40


class Recipe(Record, frozen=True):
    """How to spoil a skeleton: numbers as `way` demands them, then `changes`; `others` fail too.

    `plain` is the report that the recipe gives from the skeleton as it is; without demands on numbers the spoilt
    report may first have grown.
    """

    skeleton: Skeleton
    way: Way
    changes: tuple[Change, ...]
    others: frozenset[str]
    plain: Json


class Violations:
    """The recipes of a pack's rules; those of a rule are tried when it is first asked for."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._rules = {short(one.id): one for one in ground.pack.plan.rules.rules}
        self.recipes = cache(self._recipes)

    def why_none(self, rule: str) -> Why | None:
        """Return why no report fails a rule; nothing when one does."""
        if self.recipes(rule):
            return None
        return "needs another document" if needs_neighbour(self._rules[rule]) else "no report found"

    def report(self, rule: str, chance: Chance) -> Json:
        """Return a report that fails a rule and, where there is such a recipe, no other.

        Raises:
            LookupError: no report does; `why_none` says why.
        """
        recipes = self.recipes(rule)
        if not recipes:
            raise LookupError(f"{rule}: {self.why_none(rule)}")
        recipe = one_of(chance, recipes)
        # First how much is wrong, then what else there is: whoever shrinks comes to the first choices first.
        way = _further(recipe.way, chance)
        made = self._numbered(rule, recipe, way, grown(self.ground, recipe.skeleton, chance, MAX_CHANGES // 2), chance)
        if made is None:
            return recipe.plain
        answer = told(made, self.ground.pack)
        spoils = answer is not None and rule in answer.failing and answer.failing - {rule} <= recipe.others
        return made if spoils else recipe.plain

    def _numbered(self, rule: str, recipe: Recipe, way: Way, made: Made, chance: Chance) -> Json | None:
        report = made.report
        if way:
            numbers = _spoilt_numbers(rule, recipe.skeleton, made.numbers, way, chance)
            if numbers is None:
                return None
            report = with_numbers(report, numbers)
        return changed_report(report, recipe.changes)

    # ── finding recipes ─────────────────────────────────────────────────────

    def _recipes(self, rule: str) -> tuple[Recipe, ...]:
        checked = self._rules[rule]
        if any(needs_neighbour(replace(checked, check=one, when=None, fors=())) for one in checked.requires):
            return ()
        found: list[Recipe] = []
        for stage in (self._by_numbers, self._by_cases, self._by_own_numbers, self._by_search, self._by_spoiling):
            for one in islice(stage(checked), _MAX_TRIED):
                recipe = self._tried(rule, one)
                if recipe is not None:
                    found.append(recipe)
                if sum(not other.others for other in found) == _ENOUGH:
                    break
            if any(not one.others for one in found):
                break
        fewest = min((len(one.others) for one in found), default=0)
        return tuple(one for one in found if len(one.others) == fewest)[:_ENOUGH]

    def _tried(self, rule: str, one: Recipe) -> Recipe | None:
        if not fails(one.plain, self._rules[rule], self.ground.pack):
            return None
        answer = told(one.plain, self.ground.pack)
        if answer is None:
            return None
        return replace(one, others=answer.failing - {rule})

    def _by_numbers(self, rule: CheckedRule) -> Iterator[Recipe]:
        """Give reports whose numbers meet the guard of an instance and break its check."""
        if not has_cells(rule):
            return
        for base in self.ground.plain_skeletons():
            found = (
                way
                for one in conditions(rule, self.ground.pack.plan, base.open)
                for way in ways(All((one.guard, Negation(one.check))))
                if way
            )
            for way in _spread(tuple(found)):
                numbers = _spoilt_numbers(short(rule.id), base, base.numbers, way, Simplest())
                if numbers is not None:
                    yield Recipe(base, way, (), frozenset(), with_numbers(base.report, numbers))

    def _by_cases(self, rule: CheckedRule) -> Iterator[Recipe]:
        """Give the failing cases of a rule on the skeleton of their base."""
        name = short(rule.id)
        for case in self.failing(name):
            base = self.ground.base(case.report.base)
            if base is not None:
                yield from of_case(name, base, case.report.changes)

    def _by_own_numbers(self, rule: CheckedRule) -> Iterator[Recipe]:
        """Give the failing cases of a rule on their base with its own numbers."""
        for case in self.failing(short(rule.id)):
            base = self.ground.base_as_it_is(case.report.base)
            if base is not None:
                yield from _with_changes(base, case.report.changes)

    def _by_search(self, rule: CheckedRule) -> Iterator[Recipe]:
        """Give reports with small numbers that break a check which cannot be solved for."""
        if not has_cells(rule):
            return
        for base in self.ground.bases:
            for one in islice(conditions(rule, self.ground.pack.plan, base.open), _ENOUGH):
                for way, numbers in broken_by(one, short(rule.id), base):
                    yield Recipe(base, way, (), frozenset(), with_numbers(base.report, numbers))

    def _by_spoiling(self, rule: CheckedRule) -> Iterator[Recipe]:
        for base in self.ground.plain_skeletons():
            for changes in islice(spoilt(rule, base, self.ground.pack.vocabulary), _MAX_PER_BASE):
                yield from _with_changes(base, changes)

    def failing(self, rule: str) -> Iterator[Case]:
        """Give the cases in which a rule fails."""
        for ready in self.ground.book.of(rule):
            case = ready.case
            if any(one.status == "fail" for one in case.expected) or (case.counts or {}).get("fail"):
                yield case


def of_case(rule: str, base: Skeleton, changes: tuple[Change, ...]) -> Iterator[Recipe]:
    """Give what a case changes: its texts behind those of the base, or in their place; its numbers with their sums."""
    asked = tuple(_demand(one) for one in changes if one.pointer in base.system.domains and is_number(one.value))
    others = tuple(one for one in changes if one.pointer not in base.system.domains or not is_number(one.value))
    if asked:
        numbers = _spoilt_numbers(rule, base, base.numbers, asked, Simplest())
        if numbers is not None:
            report = with_numbers(base.report, numbers)
            for some in (behind(base.report, others), others):
                made = changed_report(report, some)
                if made is not None:
                    yield Recipe(base, asked, some, frozenset(), made)
    else:
        yield from _with_changes(base, behind(base.report, changes))
    yield from _with_changes(base, changes)


def is_number(value: Any) -> bool:
    """Return whether a value of JSON is a number."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _demand(one: Change) -> Demand:
    return Demand(((one.pointer, 1),), -exact(one.value), "=")


def behind(report: Json, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes that put prose behind the one that stands there."""
    return tuple(replace(one, value=_joined(at(report, one.pointer), one)) for one in changes)


def _joined(old: Any, change: Change) -> Any:
    prose = change.pointer.rpartition("/")[2] in _PROSE and isinstance(old, str) and isinstance(change.value, str)
    return f"{old}\n{change.value}" if prose else change.value


def _with_changes(base: Skeleton, changes: tuple[Change, ...]) -> Iterator[Recipe]:
    report = changed_report(base.report, changes)
    if report is not None:
        yield Recipe(base, (), changes, frozenset(), report)


def _spread(found: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return some of many ways, from all over."""
    step = max(1, len(found) // _MAX_PER_BASE)
    return found[::step][:_MAX_PER_BASE]


def _spoilt_numbers(rule: str, base: Skeleton, numbers: Numbers, way: Way, chance: Chance) -> dict[str, Exact] | None:
    """Return numbers that meet a way and what the other rules demand.

    If it must be, there are numbers that a cell cannot hold, or the others' demands are broken as well.
    """
    others = base.system.without(rule, way)
    asked = {cell for one in way for cell, _ in one.terms}
    in_the_way = dict.fromkeys(
        one.rule for one in others.demands if one.rule and asked & {cell for cell, _ in one.terms}
    )
    systems = (others, *others.loosened(), *(others.without(one) for one in in_the_way), base.system.only(way))
    for system in systems:
        settled = system.settled(numbers, {}, chance)
        if settled is not None:
            return settled
    return None


def _further(way: Way, chance: Chance) -> Way:
    """Return a way that asks for a larger difference, where it asks for one at all."""
    more = chance.integer(0, 8) if any(one.sign == "<" for one in way) else 0
    return tuple(replace(one, constant=one.constant + more) if one.sign == "<" else one for one in way)
