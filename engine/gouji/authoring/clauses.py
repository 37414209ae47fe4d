"""A rule's conditions, clause by clause: which there are, and which truth each part had in an instance.

A part is a comparison or question that holds no other (an atom), an `every` or `some`, or a clause as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.evaluate.conditions import Judged, judged
from gouji.evaluate.evaluate import Choice, choices, scope_of
from gouji.evaluate.formula import Truth, decide
from gouji.evaluate.judgement import Judgement, judge
from gouji.evaluate.scope import BudgetExceededError, Scope, Trace
from gouji.evaluate.variables import free_variables
from gouji.facts.model import Documents
from gouji.plan.plan import Plan
from gouji.record import Record, replace

Place: TypeAlias = Literal["where", "when", "check", "lowering"]

_LOGIC = (core.And, core.Or, core.Not, core.Implies)


class Clause(Record, frozen=True):
    """A condition of a rule; `rank` numbers the clauses of one kind from 0."""

    place: Place
    rank: int
    condition: core.Expression


class Met(Record, frozen=True):
    """A clause as it was judged in one instance; `truths` are those of all its parts, inner ones first."""

    clause: Clause
    judged: Judged | None
    truth: Truth
    trace: Trace
    truths: tuple[tuple[core.Expression, Truth], ...]


class Reached(Record, frozen=True):
    """One instance: its choice, and every clause that was reached."""

    choice: Choice
    met: tuple[Met, ...]


def clauses(rule: CheckedRule) -> tuple[Clause, ...]:
    """Return the conditions of a rule in the order in which they are asked."""
    wheres = [one.where for one in rule.fors if one.where is not None]
    found = [Clause("where", rank, one) for rank, one in enumerate(wheres)]
    if rule.when is not None:
        found.append(Clause("when", 0, rule.when))
    found.append(Clause("check", 0, rule.check))
    found += [Clause("lowering", rank, one.when) for rank, one in enumerate(rule.lowerings)]
    return tuple(found)


def parts(condition: core.Expression) -> Iterator[core.Expression]:
    """Give the parts of a condition, outer ones first: atoms, quantifiers, and the condition itself."""
    yield condition
    for inner in _inside(condition):
        for part in parts(inner):
            if not isinstance(part, _LOGIC):
                yield part


def is_settled(part: core.Expression) -> bool:
    """Return whether a part is true of every element of its axis: what was found in a text has its text."""
    return (
        isinstance(part, core.Exists)
        and isinstance(part.of, core.MatchText)
        and isinstance(part.of.of, core.Bound)
        and part.of.what != "scope"
    )


def words_of(part: core.Expression) -> str:
    """Return a part as the author wrote it; a comparison that stands for half of `between` or a list in full."""
    if isinstance(part, core.Compare) and f" {part.comparator} " not in part.words:
        return f"{part.left.words} {part.comparator} {part.right.words}"
    return part.words


def _inside(condition: core.Expression) -> tuple[core.Expression, ...]:
    match condition:
        case core.And() | core.Or():
            return condition.operands
        case core.Not():
            return (condition.of,)
        case core.Implies():
            return (condition.left, condition.right)
        case core.Quantified():
            return (condition.satisfies,) if condition.where is None else (condition.where, condition.satisfies)
        case _:
            return ()


def instances(rule: CheckedRule, plan: Plan, given: Documents) -> Iterator[Reached]:
    """Give every instance of a rule with the clauses that were reached."""
    for choice in choices(rule, plan, given):
        if choice.status is not None:
            yield Reached(choice, ())
            continue
        scope = scope_of(rule, plan, given)
        for name, bound in choice.bounds:
            scope = scope.bound(name, bound.element)
        yield Reached(choice, tuple(_met(rule, scope, judge(rule, scope))))


def _met(rule: CheckedRule, scope: Scope, judgement: Judgement) -> Iterator[Met]:
    if judgement.reason == "outside_format":
        return
    for clause in clauses(rule):
        if _reached(clause, judgement):
            yield _judge(clause, scope)
    if judgement.status == "pass" and judgement.shown is not None:
        # It passed only with blanks as zero: the check was asked a second time.
        yield _judge(Clause("check", 0, rule.check), replace(scope, zero=True))


_ORDER: tuple[str, ...] = ("where", "when", "requires", "check")


def _reached(clause: Clause, judgement: Judgement) -> bool:
    if clause.place == "lowering":
        return judgement.status not in ("pass", "not_applicable")
    decided = "check" if judgement.shown is None else judgement.shown.clause
    return _ORDER.index(clause.place) <= _ORDER.index(decided)


def _judge(clause: Clause, scope: Scope) -> Met:
    trace = Trace(truths=[])
    if any(name not in scope.bindings for name in free_variables(clause.condition)):
        return Met(clause, None, None, trace, ())
    try:
        found = judged(clause.condition, scope, trace)
    except BudgetExceededError:
        return Met(clause, None, None, trace, tuple(trace.truths or ()))
    truth = found.truth if found.truth is not None else decide(found.formula)
    return Met(clause, found, truth, trace, (*(trace.truths or ())[:-1], (clause.condition, truth)))
