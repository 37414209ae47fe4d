"""A plan, the documents and the waivers enter; every instance with its status leaves, in the order of the rules.

Total, pure and deterministic: the same input gives the same instances, in the same order.
What is told of a report as a whole, and how it is printed, is not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gouji.check.checked import Basis, CheckedRule
from gouji.evaluate import labels
from gouji.evaluate.axes import Bound, elements
from gouji.evaluate.counting import MAX_INSTANCES
from gouji.evaluate.evidence import evidence_of
from gouji.evaluate.identity import fingerprint, instance_id
from gouji.evaluate.judgement import Judgement, Milder, graded, judge, why
from gouji.evaluate.quantities import Undefined
from gouji.evaluate.rendering import sentences
from gouji.evaluate.scope import REPORT_TICKS, RULE_TICKS, Budget, BudgetExceededError, Scope, Trace
from gouji.evaluate.substituted import formula_words
from gouji.facts.model import Documents
from gouji.findings import STATUSES, BasisShown, Instance, Status, Texts
from gouji.plan.plan import Plan
from gouji.record import Record, field, replace
from gouji.values import Labels

NO_WAIVERS: Final[Mapping[str, str]] = MappingProxyType({})


class Findings(Record, frozen=True):
    """The instances of a report that did not pass, the passes too when asked for, and how many of each status."""

    instances: tuple[Instance, ...]
    counts: Mapping[Status, int]


class Choice(Record, frozen=True):
    """One choice of elements for the axes of a rule; `reason` says why there is none."""

    bounds: tuple[tuple[str, Bound], ...] = ()
    status: Status | None = None
    reason: str | None = None
    doubts: tuple[str, ...] = field(default=())


def evaluate(
    plan: Plan, documents: Documents, waivers: Mapping[str, str] = NO_WAIVERS, *, passes: bool = False
) -> Findings:
    """Return the instances of all rules; `waivers` maps instance ids to why their failing is accepted."""
    counts: Counter[Status] = Counter()
    kept: list[Instance] = []
    left = REPORT_TICKS
    for rule in plan.rules.rules:
        given = min(RULE_TICKS, left)
        budget = Budget(given)
        for choice in choices(rule, plan, documents):
            instance = explain(rule, plan, documents, choice, waivers, budget)
            counts[instance.status] += 1
            if passes or instance.status != "pass":
                kept.append(instance)
        left -= given - max(budget.left, 0)
    return Findings(tuple(kept), {status: counts[status] for status in STATUSES})


# ── choices ─────────────────────────────────────────────────────────────────


def choices(rule: CheckedRule, plan: Plan, documents: Documents) -> tuple[Choice, ...]:
    """Return the choices of a rule, the first axis varying slowest; at least one."""
    applies = _in_effect(rule, documents)
    if applies is not None:
        return (applies,)
    trace = Trace()
    found: list[Choice] = []
    try:
        for choice in _combined(rule, scope_of(rule, plan, documents), 0, (), trace):
            found.append(choice)
            if len(found) > MAX_INSTANCES:
                return (Choice(status="not_assessable", reason="budget_exceeded"),)
    except BudgetExceededError:
        return (Choice(status="not_assessable", reason="budget_exceeded"),)
    if trace.unknown:
        found.append(_unknown_axis(trace))
    return tuple(found) or (Choice(status="not_applicable", reason="empty_axis"),)


def _unknown_axis(trace: Trace) -> Choice:
    doubts = tuple(trace.doubts)
    return Choice(status="not_assessable", reason="suspect_extraction" if doubts else why(trace), doubts=doubts)


def _in_effect(rule: CheckedRule, documents: Documents) -> Choice | None:
    if rule.effective is None:
        return None
    year = documents.own.report.year
    if year is None:
        return Choice(status="not_assessable", reason="year_unknown")
    first, last = rule.effective.first, rule.effective.last
    if (first is not None and year < first) or (last is not None and year > last):
        return Choice(status="not_applicable", reason="outside_effective_years")
    return None


def scope_of(rule: CheckedRule, plan: Plan, documents: Documents) -> Scope:
    """Return the scope of a rule before any variable is bound."""
    return Scope(documents, plan.patterns, {}, rule.blank)


def _combined(
    rule: CheckedRule, scope: Scope, depth: int, bounds: tuple[tuple[str, Bound], ...], trace: Trace
) -> Iterator[Choice]:
    if depth == len(rule.fors):
        yield Choice(bounds)
        return
    axis = rule.fors[depth]
    found = elements(axis.axis, scope, trace)
    if isinstance(found, Undefined):
        return
    for one in found.members:
        inner = scope.bound(axis.variable, one.element)
        yield from _combined(rule, inner, depth + 1, (*bounds, (axis.variable, one)), trace)


# ── instances ───────────────────────────────────────────────────────────────


def explain(
    rule: CheckedRule,
    plan: Plan,
    documents: Documents,
    choice: Choice,
    waivers: Mapping[str, str] = NO_WAIVERS,
    budget: Budget | None = None,
) -> Instance:
    """Return one instance with its evidence, when it does not pass; `budget` is what it shares with others."""
    scope = scope_of(rule, plan, documents)
    scope = scope if budget is None else replace(scope, budget=budget)
    for name, bound in choice.bounds:
        scope = scope.bound(name, bound.element)
    keys = [(name, bound.key) for name, bound in choice.bounds]
    name = instance_id(rule.id, keys)
    judgement = judge(rule, scope) if choice.status is None else _undecided(rule, scope, choice)
    waiver = waivers.get(name) if judgement.status == "fail" else None
    status: Status = judgement.status if waiver is None else "waived"
    return _instance(rule, scope, choice, judgement, status, name, keys, waiver)


def _undecided(rule: CheckedRule, scope: Scope, choice: Choice) -> Judgement:
    decided = Judgement(choice.status or "not_assessable", rule.grade, choice.reason)
    return decided if decided.status == "not_applicable" else graded(rule, scope, decided)


def _instance(
    rule: CheckedRule,
    scope: Scope,
    choice: Choice,
    judgement: Judgement,
    status: Status,
    name: str,
    keys: Sequence[tuple[str, str]],
    waiver: str | None,
) -> Instance:
    own = scope.documents.own
    failed = status in ("fail", "waived")
    return Instance(
        rule.id,
        name,
        status,
        judgement.grade,
        judgement.reason,
        rule.section,
        _texts(rule.title),
        _message(rule, scope, judgement) if failed or judgement.shown is not None else None,
        sentences(rule.fix, scope) if failed and rule.fix is not None else None,
        tuple(keys),
        tuple((variable, bound.labels) for variable, bound in choice.bounds),
        tuple(_basis(one) for one in rule.bases),
        _lowered(judgement, scope),
        evidence_of(rule, scope, judgement),
        fingerprint(rule, keys, own),
        waiver,
    )


def _message(rule: CheckedRule, scope: Scope, judgement: Judgement) -> Texts | None:
    if judgement.status == "fail" and rule.message is not None:
        return sentences(rule.message, scope)
    if judgement.shown is None or judgement.shown.clause != "check":
        return None
    return formula_words(rule, scope, "false" if judgement.status == "fail" else "unknown")


_MILDER: Final[Mapping[Milder, tuple[str, str]]] = {
    "approximate": ("所依据的数字为约数", "it rests on a number that is stated approximately"),
    "cut": ("所依据的数字是从连写的数字中切分出来的", "it rests on figures cut out of digits printed together"),
}


def _lowered(judgement: Judgement, scope: Scope) -> tuple[Texts, ...]:
    reasons = tuple(_texts(one.because) for one in judgement.lowered)
    return (*reasons, *(labels.both(scope.documents.own, *_MILDER[one]) for one in judgement.milder))


def _texts(of: Labels) -> Texts:
    return dict(of.texts)


def _basis(basis: Basis) -> BasisShown:
    return BasisShown(basis.kind, basis.source, _texts(basis.title), basis.number, _texts(basis.place), basis.quote)
