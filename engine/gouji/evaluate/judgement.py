"""One instance: the clauses of a rule in their order, the first that decides giving the status.

A rule, the documents and one choice of elements enter; a status with its reason, grade, and the clause that decided
with all that was met in it leave.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from gouji.check import core
from gouji.check.checked import CheckedRule, Lowering
from gouji.evaluate.conditions import Judged, judged, truth_value
from gouji.evaluate.expressions import cell_state, evaluated
from gouji.evaluate.formula import Truth, decide
from gouji.evaluate.quantities import Undefined
from gouji.evaluate.scope import BudgetExceededError, Scope, Trace, document_at, element_id
from gouji.evaluate.variables import free_variables
from gouji.facts import cells, texts
from gouji.findings import CUT_BY_ROW, GRADES, Grade, Status
from gouji.record import Record, replace

Clause = Literal["where", "when", "requires", "check"]
Milder = Literal["approximate", "cut"]
"""Why a fail is at most a warning: a number stated approximately, or figures cut out of digits printed together."""

_SOLVED: Final = "solved_with"


class Shown(Record, frozen=True):
    """The clause that decided: its judgement (nothing for `requires`) and everything met in it."""

    clause: Clause
    judged: Judged | None
    truth: Truth
    trace: Trace


class Judgement(Record, frozen=True):
    """The status of an instance; `lowered` are the lowerings that took effect, `milder` lowers besides."""

    status: Status
    grade: Grade
    reason: str | None = None
    shown: Shown | None = None
    lowered: tuple[Lowering, ...] = ()
    milder: tuple[Milder, ...] = ()


def judge(rule: CheckedRule, scope: Scope) -> Judgement:
    """Return the status of one instance, whatever the report says."""
    decided = _status(rule, scope)
    if decided.status in ("pass", "not_applicable"):
        return decided
    return graded(rule, scope, decided)


def _status(rule: CheckedRule, scope: Scope) -> Judgement:
    if any(_outside(cell, scope) for cell in rule.cells):
        return Judgement("not_applicable", rule.grade, "outside_format")
    wheres = [_condition("where", one.where, scope) for one in rule.fors if one.where is not None]
    whens = [] if rule.when is None else [_condition("when", rule.when, scope)]
    check = _told_apart(rule.check, scope) or _condition("check", rule.check, scope)
    if any(one.trace.outside for one, _ in (*wheres, *whens, check)):
        return Judgement("not_applicable", rule.grade, "outside_format")
    return _guarded(rule, wheres) or _guarded(rule, whens) or _required(rule, scope) or _checked(rule, scope, *check)


def _told_apart(check: core.Expression, scope: Scope) -> tuple[Shown, str | None] | None:
    """Return the check that two tables are not equal, as true, where plain numbers tell; it passes without evidence.

    Noting every cell of both takes longer than all other rules that compare two years.
    """
    if not isinstance(check, core.Not) or not isinstance(check.of, core.TablesEqual):
        return None
    one, other = check.of.left, check.of.right
    left, right = document_at(scope, one.document), document_at(scope, other.document)
    if left is None or right is None or one.table != other.table or not cells.surely_differ(left, right, one.table):
        return None
    return (Shown("check", None, True, Trace(budget=scope.budget)), None)


def _outside(cell: core.CellAt, scope: Scope) -> bool:
    facts = document_at(scope, cell.document)
    if facts is None:
        return False
    return not cells.prescribed(facts, cell.table, element_id(scope, cell.row), element_id(scope, cell.column))


# ── where and when ──────────────────────────────────────────────────────────


def _guarded(rule: CheckedRule, shown: Sequence[tuple[Shown, str | None]]) -> Judgement | None:
    suspect = _suspect(rule, [one for one, _ in shown])
    if suspect is not None:
        return suspect
    for one, reason in shown:
        if one.truth is not True or reason is not None:
            return _guard(rule, one, reason)
    return None


def _condition(clause: Clause, condition: core.Expression, scope: Scope) -> tuple[Shown, str | None]:
    """Return a decided condition; with a reason when it was too much work."""
    trace = Trace(budget=scope.budget)
    try:
        judgement = judged(condition, scope, trace)
    except BudgetExceededError:
        return (Shown(clause, None, None, trace), "budget_exceeded")
    return (_with_truth(clause, judgement, trace), None)


def _with_truth(clause: Clause, judgement: Judged, trace: Trace) -> Shown:
    truth = judgement.truth if judgement.truth is not None else decide(judgement.formula)
    if truth is not judgement.truth:
        judgement = replace(judgement, step=replace(judgement.step, truth=truth_value(truth)))
    return Shown(clause, judgement, truth, trace)


def _guard(rule: CheckedRule, shown: Shown, reason: str | None) -> Judgement:
    if reason is not None:
        return Judgement("not_assessable", rule.grade, reason, shown)
    if shown.truth is False:
        return Judgement("not_applicable", rule.grade, "guard_false", shown)
    return Judgement("not_assessable", rule.grade, why(shown.trace), shown)


def why(trace: Trace) -> str:
    """Return why a condition is undecided: the reason that all its unknown values share, else `depends`."""
    reasons = set(trace.unknown)
    return reasons.pop() if len(reasons) == 1 else "depends"


def _suspect(rule: CheckedRule, shown: Sequence[Shown]) -> Judgement | None:
    for one in shown:
        if one.trace.doubts:
            solved = all(doubt.startswith(_SOLVED) for doubt in one.trace.doubts)
            return Judgement("not_assessable", rule.grade, "used_for_reading" if solved else "suspect_extraction", one)
    return None


# ── requires ────────────────────────────────────────────────────────────────


def _required(rule: CheckedRule, scope: Scope) -> Judgement | None:
    trace = Trace()
    reasons = [_missing(one, scope, trace) for one in rule.requires]
    shown = Shown("requires", None, None, trace)
    suspect = _suspect(rule, [shown])
    if suspect is not None:
        return suspect
    reason = next((one for one in reasons if one is not None), None)
    return None if reason is None else Judgement("not_assessable", rule.grade, reason, shown)


def _missing(node: core.Expression, scope: Scope, trace: Trace) -> str | None:
    """Return why what is required is not there."""
    match node:
        case core.TheDocument():
            return None if document_at(scope, node.document) is not None else "no_peer_document"
        case core.ChildrenAxis():
            documents = scope.documents
            return None if documents.children or documents.children_complete else "no_peer_document"
        case core.TheTable() | core.TheSection():
            return _missing_thing(node, scope, trace)
        case core.CellAt():
            before = len(trace.unknown)
            evaluated(node, scope, trace)
            filled = cell_state(node, scope) == "filled"
            return None if filled else next(iter(trace.unknown[before:]), "cell_absent")
        case _:
            before = len(trace.unknown)
            value = evaluated(node, scope, trace).value
            if not isinstance(value, Undefined):
                return None
            return next(iter(trace.unknown[before:]), value.reason or "depends")


def _missing_thing(node: core.TheTable | core.TheSection, scope: Scope, trace: Trace) -> str | None:
    facts = document_at(scope, node.document)
    if facts is None:
        return "no_peer_document"
    if isinstance(node, core.TheTable):
        trace.doubts.extend(cells.table_doubts(facts, node.table))
        return None if cells.table_exists(facts, node.table) else "table_absent"
    section = element_id(scope, node.section)
    if texts.found_section(facts, section) is not None:
        return None
    trace.doubts.extend(texts.absent_section(facts, section).doubts)
    return "section_absent"


# ── check ───────────────────────────────────────────────────────────────────


def _checked(rule: CheckedRule, scope: Scope, shown: Shown, reason: str | None) -> Judgement:
    cut = _cut_apart(shown.trace)
    suspect = None if cut else _suspect(rule, [shown])
    if suspect is not None:
        return suspect
    if reason is not None:
        return Judgement("not_assessable", rule.grade, reason, shown)
    if shown.truth is None:
        return _with_zero(rule, scope, shown)
    if shown.truth:
        return Judgement("pass", rule.grade)
    milder: list[Milder] = ["approximate"] if shown.trace.approximate else []
    return Judgement("fail", rule.grade, shown=shown, milder=(*milder, "cut") if cut else tuple(milder))


def _cut_apart(trace: Trace) -> bool:
    """Return whether all that is doubted are cells cut by their row's total, and no two of them are of one row.

    Two cells of a row were told apart by the same sum, so nothing between them can be checked.
    """
    if not trace.doubts or any(one != CUT_BY_ROW for one in trace.doubts):
        return False
    rows = [(one.document, *one.cell[:2]) for one in trace.operands.values() if one.doubts and one.cell is not None]
    return len(rows) == len(set(rows))


def _with_zero(rule: CheckedRule, scope: Scope, depends: Shown) -> Judgement:
    """Return a pass when the check holds with blanks as zero; zero may acquit but never convict."""
    shown, reason = _condition("check", rule.check, replace(scope, zero=True))
    if reason is None and shown.truth is True and shown.trace.assumed:
        return Judgement("pass", rule.grade, shown=shown)
    return Judgement("not_assessable", rule.grade, why(depends.trace), depends)


# ── grade ───────────────────────────────────────────────────────────────────


def graded(rule: CheckedRule, scope: Scope, decided: Judgement) -> Judgement:
    """Return the judgement with the grade that the rule's lowerings leave; an undecided one lowers, too."""
    bound = all(axis.variable in scope.bindings for axis in rule.fors)
    lowered = tuple(one for one in rule.lowerings if _lowers(one, scope, bound))
    grade = lowest((rule.grade, *(one.grade for one in lowered)))
    milder = decided.milder if grade == "error" else ()
    return replace(decided, grade="warning" if milder else grade, lowered=lowered, milder=milder)


def _lowers(lowering: Lowering, scope: Scope, bound: bool) -> bool:
    if not bound and any(name not in scope.bindings for name in free_variables(lowering.when)):
        # An instance without bindings: nothing can be said of its elements.
        return True
    shown, reason = _condition("check", lowering.when, scope)
    return reason is not None or shown.truth is not False


def lowest(grades: Sequence[Grade]) -> Grade:
    """Return the mildest of grades."""
    return max(grades, key=GRADES.index)
