"""Skeletons: a report with its texts enters; what numbers its tables must hold to pass every rule leaves.

The demands on the numbers are read off the checked rules, instance by instance, for these texts and this format.
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji import api
from gouji.authoring.trial import short
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes
from gouji.evaluate.conditions import judged
from gouji.evaluate.evaluate import choices, scope_of
from gouji.evaluate.formula import All, Formula, Negation, Some
from gouji.evaluate.scope import BudgetExceededError, Trace
from gouji.facts.cells import with_open_cells
from gouji.facts.model import Documents
from gouji.generation.chance import Simplest
from gouji.generation.demands import Demand, ways
from gouji.generation.reports import Json, Told, domains_of, facts_of, numbers_in, told, with_numbers
from gouji.generation.solving import Numbers, System
from gouji.plan.plan import Plan
from gouji.record import Record, replace


class Skeleton(Record, frozen=True):
    """A report that passes every rule, with the demands on its numbers.

    `open` is the same report with numbers that may be any; `name` says where its texts come from. `undecided` are the
    rules that its texts leave open, where a pack has no report that leaves none.
    """

    name: str
    report: Json
    numbers: Numbers
    system: System
    open: Documents
    undecided: frozenset[str] = frozenset()

    def passes(self, answer: Told | None) -> bool:
        """Return whether a report of these texts passes every rule that the texts decide."""
        return answer is not None and not answer.failing and answer.undecided <= self.undecided


class Condition(Record, frozen=True):
    """An instance of a rule over open numbers: whether it is asked at all, and what it then demands.

    `bindings` are as its id writes them.
    """

    guard: Formula
    check: Formula
    bindings: str = ""


def skeleton(name: str, report: Json, pack: api.Pack, *, strict: bool = True, zero: bool = True) -> Skeleton | None:
    """Return a report as a skeleton: with zeros and what else the rules demand, else with its own numbers.

    Nothing when neither passes every rule; `strict` also asks that every rule be decided, and without `zero` its own
    numbers are kept.
    """
    facts = facts_of(report, pack)
    if facts is None:
        return None
    cells = domains_of(facts)
    blank = facts_of(with_numbers(report, dict.fromkeys(cells, 0)), pack)
    if blank is None:
        return None
    given = Documents(with_open_cells(blank))
    system = System(demands(pack.plan, given), cells)
    fewest = system.settled(dict.fromkeys(cells, 0), {}, Simplest()) if zero else None
    for numbers in (fewest, numbers_in(report, cells)):
        if numbers is None:
            continue
        answer = told(with_numbers(report, numbers), pack)
        if answer is not None and not answer.failing and not (strict and answer.undecided):
            return Skeleton(name, with_numbers(report, numbers), numbers, system, given, answer.undecided)
    return None


def demands(plan: Plan, given: Documents) -> Iterator[Demand]:
    """Give what rules demand of open numbers, wherever they can be met in one way only."""
    for rule in plan.rules.rules:
        if not has_cells(rule):
            continue
        for one in conditions(rule, plan, given):
            found = ways(Some((Negation(one.guard), one.check)), most=2)
            if len(found) == 1:
                yield from (replace(demand, rule=short(rule.id)) for demand in found[0])


def conditions(rule: CheckedRule, plan: Plan, given: Documents) -> Iterator[Condition]:
    """Give the instances of a rule over open numbers; none where the form has not the cells."""
    for choice in choices(rule, plan, given):
        if choice.status is not None:
            continue
        scope = scope_of(rule, plan, given)
        for name, bound in choice.bounds:
            scope = scope.bound(name, bound.element)
        guards = [one.where for one in rule.fors if one.where is not None]
        guards += [] if rule.when is None else [rule.when]
        trace = Trace()
        try:
            guard = All(tuple(judged(one, scope, trace).formula for one in guards))
            check = judged(rule.check, scope, trace).formula
        except BudgetExceededError:
            continue
        if not trace.outside:
            yield Condition(guard, check, ",".join(f"{name}={bound.key}" for name, bound in choice.bounds))


def has_cells(rule: CheckedRule) -> bool:
    """Return whether a rule asks for numbers of tables."""
    roots = [one for one in (rule.when, rule.check, *(one.where for one in rule.fors)) if one is not None]
    return any(isinstance(node, core.CellAt | core.CellVector | core.TablesEqual) for node in nodes(*roots))


def needs_neighbour(rule: CheckedRule) -> bool:
    """Return whether a rule asks for what another document says."""
    roots: list[core.Node] = [one for one in (rule.when, rule.check, *rule.requires) if one is not None]
    for one in rule.fors:
        roots += [one.axis] if one.where is None else [one.axis, one.where]
    return any(_elsewhere(node) for node in nodes(*roots))


def _elsewhere(node: core.Node) -> bool:
    document = getattr(node, "document", None)
    return isinstance(node, core.OverChildren | core.ChildrenAxis) or (
        isinstance(document, core.Document) and document != core.OWN
    )
