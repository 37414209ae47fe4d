"""Conditions: a core tree in a scope enters; its formula, its truth and the step that shows it leave.

Every part is evaluated, also one that another absorbs; nothing is cut short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from gouji.check import core
from gouji.evaluate.axes import elements
from gouji.evaluate.evaluated import Evaluated, Vector, is_absent, number_of, shown_value, text_of
from gouji.evaluate.expressions import cell_state, evaluated
from gouji.evaluate.formula import (
    FALSE,
    TRUE,
    UNDECIDED,
    Against,
    All,
    Decided,
    Fits,
    Formula,
    Integral,
    Negation,
    Some,
    Truth,
    conjunction,
    decide_leaf,
    disjunction,
    kleene,
    negated,
)
from gouji.evaluate.possible import Affine, Variable
from gouji.evaluate.quantities import Composite, Quantity, Undefined, added, divided, value_of, variables_of
from gouji.evaluate.scope import Line, Scope, Trace, document_at, element_id
from gouji.facts import cells, texts
from gouji.facts.gather import doubts_at, table_format
from gouji.facts.model import TextFact
from gouji.findings import Step, TruthValue
from gouji.functions import contains
from gouji.patterns.fold import fold_text
from gouji.record import Record, replace

PAIRS: Final = 20_000
"""How many pairs `unique` compares."""


class Judged(Record, frozen=True):
    """A condition: its formula, its truth by strong Kleene, its step, and both sides when it compares numbers."""

    formula: Formula
    truth: Truth
    step: Step
    sides: tuple[Quantity, Quantity] | None = None


def truth_value(truth: Truth) -> TruthValue:
    """Return a truth as evidence writes it."""
    return "unknown" if truth is None else ("true" if truth else "false")


def judged(node: core.Expression, scope: Scope, trace: Trace) -> Judged:
    """Return the judgement of a condition."""
    trace.tick()
    found = _judged(node, scope, trace)
    if trace.truths is not None:
        trace.truths.append((node, found.truth))
    return found


def _judged(node: core.Expression, scope: Scope, trace: Trace) -> Judged:
    match node:
        case core.TruthConstant():
            return _leaf(Decided(node.value), node.value, "constant", (), node)
        case core.Compare():
            return _compare(node, scope, trace)
        case core.Agrees():
            return _agrees(node, scope, trace)
        case core.MultipleOf():
            return _multiple_of(node, scope, trace)
        case core.MemberIn():
            line = scope.bindings[node.variable]
            truth = isinstance(line, Line) and line.id in node.ids
            return _leaf(Decided(truth), truth, "in", (_line_step(line, node), _list_step(node.ids, node)), node)
        case core.SameElement():
            return _same_element(node, scope)
        case core.StateIs():
            return _state_is(node, scope, trace)
        case core.Exists():
            return _exists(node, scope, trace)
        case core.TablesEqual():
            return _tables_equal(node, scope, trace)
        case core.Not():
            inner = judged(node.of, scope, trace)
            return _logic(Negation(inner.formula), negated(inner.truth), "not", (inner,), node)
        case core.And():
            parts = tuple(judged(one, scope, trace) for one in node.operands)
            formula = All(tuple(one.formula for one in parts))
            return _logic(formula, conjunction(one.truth for one in parts), "and", parts, node)
        case core.Or():
            parts = tuple(judged(one, scope, trace) for one in node.operands)
            either = Some(tuple(one.formula for one in parts))
            return _logic(either, disjunction(one.truth for one in parts), "or", parts, node)
        case core.Implies():
            return _implies(judged(node.left, scope, trace), judged(node.right, scope, trace), node)
        case core.Quantified():
            return _quantified(node, scope, trace)
        case core.CallTo():
            return _call(node, scope, trace)
        case _:
            raise TypeError(f"{type(node).__name__} is no condition")


def _leaf(formula: Formula, truth: Truth, operator: str, steps: Sequence[Step], node: core.Node) -> Judged:
    return Judged(formula, truth, Step(operator, tuple(steps), truth=truth_value(truth), words=node.words))


def _logic(formula: Formula, truth: Truth, operator: str, parts: Sequence[Judged], node: core.Node) -> Judged:
    return _leaf(formula, truth, operator, [one.step for one in parts], node)


def _implies(left: Judged, right: Judged, node: core.Node) -> Judged:
    formula = Some((Negation(left.formula), right.formula))
    return _logic(formula, disjunction((negated(left.truth), right.truth)), "implies", (left, right), node)


# ── comparisons ─────────────────────────────────────────────────────────────


def _compare(node: core.Compare, scope: Scope, trace: Trace) -> Judged:
    left, right = evaluated(node.left, scope, trace), evaluated(node.right, scope, trace)
    parts = [left, right]
    tolerance: Evaluated | None = None
    if node.tolerance is not None:
        tolerance = evaluated(node.tolerance, scope, trace)
        parts.append(tolerance)
    sides = None
    one, other = left.value, right.value
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        formula: Formula = UNDECIDED
    elif isinstance(one, Affine | Composite) and isinstance(other, Affine | Composite):
        formula = _numbers(node.comparator, one, other, tolerance)
        sides = (one, other)
    else:
        formula = _plain(node.comparator, one, other)
    truth = kleene(formula)
    steps = tuple(part.step for part in parts)
    return Judged(formula, truth, Step(node.comparator, steps, truth=truth_value(truth), words=node.words), sides)


def _numbers(comparator: core.Comparator, left: Quantity, right: Quantity, tolerance: Evaluated | None) -> Formula:
    room = None if tolerance is None else number_of(tolerance)
    if isinstance(room, Undefined):
        return UNDECIDED
    match comparator:
        case "=":
            return _equal(left, right, room)
        case "≠":
            return Negation(_equal(left, right, None))
        case "<":
            return _against("<", left, right, None)
        case ">":
            return _against("<", right, left, None)
        case "≤":
            return _against("≤", left, right, room)
        case "≥":
            return _against("≤", right, left, room)


def _equal(left: Quantity, right: Quantity, room: Quantity | None) -> Formula:
    width = None if room is None else value_of(room)
    if room is not None and (width is None or width < 0):
        return All((_against("≤", left, right, room), _against("≤", right, left, room)))
    difference = added([(left, 1), (right, -1)])
    return UNDECIDED if isinstance(difference, Undefined) else Against("=", difference, width or 0)


def _against(sign: str, low: Quantity, high: Quantity, room: Quantity | None) -> Formula:
    parts = [(low, 1), (high, -1)]
    if room is not None:
        parts.append((room, -1))
    difference = added(parts)
    if isinstance(difference, Undefined):
        return UNDECIDED
    return Against("<" if sign == "<" else "≤", difference)


def _plain(comparator: core.Comparator, left: object, right: object) -> Formula:
    """Compare two dates, or two texts after folding."""
    if isinstance(left, TextFact) and isinstance(right, TextFact):
        equal = [fold_text(one.text) for one in left.segments] == [fold_text(one.text) for one in right.segments]
        return Decided(equal if comparator == "=" else not equal)
    if isinstance(left, date) and isinstance(right, date):
        return Decided(_DATES[comparator](left, right))
    raise TypeError("only numbers, dates and texts compare")


_DATES: Final[dict[str, Callable[[date, date], bool]]] = {
    "=": lambda left, right: left == right,
    "≠": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "≤": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    "≥": lambda left, right: left >= right,
}


def _agrees(node: core.Agrees, scope: Scope, trace: Trace) -> Judged:
    inner = replace(scope, agreeing=True)
    left, right = evaluated(node.left, inner, trace), evaluated(node.right, inner, trace)
    one, other = left.value, right.value
    sides = None
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        formula: Formula = UNDECIDED
    elif isinstance(one, Affine | Composite) and isinstance(other, Affine | Composite):
        difference = added([(one, 1), (other, -1)])
        stated = frozenset(each for each in variables_of(one) | variables_of(other) if _is_stated(each, trace))
        formula = UNDECIDED if isinstance(difference, Undefined) else Fits(difference, stated)
        sides = (one, other)
    else:
        formula = _plain("=", one, other)
    truth = kleene(formula)
    step = Step("agrees", (left.step, right.step), truth=truth_value(truth), words=node.words)
    return Judged(formula, truth, step, sides)


def _is_stated(variable: Variable, trace: Trace) -> bool:
    seen = trace.operands.get(variable.key)
    return seen is not None and seen.start is not None


def _multiple_of(node: core.MultipleOf, scope: Scope, trace: Trace) -> Judged:
    item, step = evaluated(node.item, scope, trace), evaluated(node.step, scope, trace)
    ratio = divided(number_of(item), number_of(step))
    if isinstance(ratio, Undefined):
        if ratio.reason == "division_by_zero":
            trace.unknown.append(ratio.reason)
        return _leaf(UNDECIDED, None, "multiple of", (item.step, step.step), node)
    leaf = Integral(ratio)
    return _leaf(leaf, decide_leaf(leaf), "multiple of", (item.step, step.step), node)


# ── elements and states: always decided ─────────────────────────────────────


def _line_step(line: object, node: core.Node) -> Step:
    return Step("constant", (), value=line.id if isinstance(line, Line) else None, words=node.words)


def _list_step(ids: Sequence[str], node: core.Node) -> Step:
    return Step("list", tuple(Step("constant", (), value=one, words=one) for one in ids), words=node.words)


def _same_element(node: core.SameElement, scope: Scope) -> Judged:
    line = scope.bindings[node.variable]
    other = element_id(scope, node.element)
    same = isinstance(line, Line) and line.id == other
    truth = same if node.comparator == "=" else not same
    steps = (_line_step(line, node), Step("constant", (), value=other, words=other))
    return _leaf(Decided(truth), truth, node.comparator, steps, node)


def _state_is(node: core.StateIs, scope: Scope, trace: Trace) -> Judged:
    before = len(trace.unknown)
    cell = evaluated(node.cell, scope, trace)
    state = cell_state(node.cell, scope)
    operator = f"is not {node.state}" if node.negated else f"is {node.state}"
    if state is None:
        return _leaf(UNDECIDED, None, operator, (cell.step,), node)
    # How a cell is printed is known also when its number is not.
    del trace.unknown[before:]
    truth = (state == node.state) != node.negated
    return _leaf(Decided(truth), truth, operator, (cell.step,), node)


_THERE: Final = frozenset({"ambiguous_text", "no_such_date", "division_by_zero", "empty_set", "depends"})
"""Reasons of something that is there and has no value; for any other it is not known whether it is there."""


def _exists(node: core.Exists, scope: Scope, trace: Trace) -> Judged:
    known_truth = _thing_exists(node.of, scope, trace)
    if known_truth is not None:
        return _leaf(Decided(known_truth), known_truth, "exists", (), node)
    if isinstance(node.of, core.TheSection | core.TheTable | core.TheDocument):
        trace.unknown.append("no_peer_document")
        return _leaf(UNDECIDED, None, "exists", (), node)
    before = len(trace.unknown)
    one = evaluated(node.of, scope, trace)
    reasons = trace.unknown[before:]
    if isinstance(one.value, Undefined) and not one.value.absent and not _THERE.issuperset(reasons):
        return _leaf(UNDECIDED, None, "exists", (one.step,), node)
    del trace.unknown[before:]
    truth = not is_absent(one)
    return _leaf(Decided(truth), truth, "exists", (one.step,), node)


def _thing_exists(node: core.Expression, scope: Scope, trace: Trace) -> bool | None:
    """Return whether a document, section or table is there; nothing for other expressions and unknown documents."""
    match node:
        case core.TheDocument():
            return document_at(scope, node.document) is not None
        case core.TheSection():
            facts = document_at(scope, node.document)
            if facts is None:
                return None
            section = element_id(scope, node.section)
            found = texts.found_section(facts, section)
            if found is None:
                trace.doubts.extend(texts.absent_section(facts, section).doubts)
            else:
                trace.doubts.extend(doubts_at(facts, f"/sections/{found[0]}"))
            return found is not None
        case core.TheTable():
            facts = document_at(scope, node.document)
            if facts is None:
                return None
            trace.doubts.extend(cells.table_doubts(facts, node.table))
            return cells.table_exists(facts, node.table)
        case _:
            return None


def _tables_equal(node: core.TablesEqual, scope: Scope, trace: Trace) -> Judged:
    left, right = document_at(scope, node.left.document), document_at(scope, node.right.document)
    if left is None or right is None:
        trace.unknown.append("no_peer_document")
        return _leaf(UNDECIDED, None, "and", (), node)
    table = left.vocabulary.table(node.left.table)
    parts = []
    for one in () if table is None else table.cells_in(table_format(left, node.left.table)):
        if cells.prescribed(right, node.right.table, one.row, one.column):
            here, there = core.Id(one.row), core.Id(one.column)
            ours = _cell(node.left, here, there)
            theirs = _cell(node.right, here, there)
            words = f"{ours.words} = {theirs.words}"
            parts.append(_compare(core.Compare("=", ours, theirs, words=words, kind="truth"), scope, trace))
    formula = All(tuple(one.formula for one in parts))
    return _logic(formula, conjunction(one.truth for one in parts), "and", parts, node)


def _cell(table: core.TheTable, row: core.Id, column: core.Id) -> core.CellAt:
    words = f"{table.words}[{row.id}, {column.id}]"
    return core.CellAt(table.document, table.table, row, column, words=words, kind="number")


# ── every and some ──────────────────────────────────────────────────────────


def _quantified(node: core.Quantified, scope: Scope, trace: Trace) -> Judged:
    found = elements(node.axis, scope, trace)
    if isinstance(found, Undefined):
        return _leaf(UNDECIDED, None, node.quantifier, (), node)
    parts = []
    for one in found.members:
        inner = scope.bound(node.variable, one.element)
        part = _for_element(node, inner, trace)
        if part is not None:
            parts.append(part)
    if not found.complete:
        # What is known was looked at all the same: a cell that its form does not prescribe is seen only so.
        trace.unknown.append("no_peer_document")
        return _leaf(UNDECIDED, None, node.quantifier, tuple(one.step for one in parts), node)
    formulas = tuple(one.formula for one in parts)
    truths = [one.truth for one in parts]
    if node.quantifier == "every":
        return _logic(All(formulas), conjunction(truths), "every", parts, node)
    return _logic(Some(formulas), disjunction(truths), "some", parts, node)


def _for_element(node: core.Quantified, scope: Scope, trace: Trace) -> Judged | None:
    if node.where is None:
        return judged(node.satisfies, scope, trace)
    before = len(trace.unknown)
    where = judged(node.where, scope, trace)
    if where.truth is False:
        del trace.unknown[before:]
        return None
    holds = judged(node.satisfies, scope, trace)
    if where.truth is True:
        return holds
    if node.quantifier == "every":
        return _implies(where, holds, node.satisfies)
    both = All((where.formula, holds.formula))
    return _logic(both, conjunction((where.truth, holds.truth)), "and", (where, holds), node.satisfies)


# ── functions that give a truth ─────────────────────────────────────────────


def _call(node: core.CallTo, scope: Scope, trace: Trace) -> Judged:
    parts = tuple(evaluated(one, scope, trace) for one in node.arguments)
    steps = tuple(one.step for one in parts)
    if node.function == "contains":
        text, wanted = text_of(parts[0]), text_of(parts[1])
        if isinstance(text, Undefined) or isinstance(wanted, Undefined):
            return _leaf(UNDECIDED, None, node.function, steps, node)
        truth = contains.body(tuple(one.text for one in text.segments), tuple(one.text for one in wanted.segments))
        return _leaf(Decided(truth), truth, node.function, steps, node)
    formula = _unique(parts[0], trace)
    return _leaf(formula, kleene(formula), node.function, steps, node)


def _unique(part: Evaluated, trace: Trace) -> Formula:
    if not isinstance(part.value, Vector):
        return UNDECIDED
    members = part.value.members
    if not part.value.complete:
        trace.unknown.append("no_peer_document")
        return UNDECIDED
    shown = [value for value in (_comparable(one) for one in members) if value is not None]
    if len(set(shown)) < len(shown):
        return FALSE
    if len(shown) == len(members):
        return TRUE
    if len(members) * (len(members) - 1) // 2 > PAIRS:
        trace.unknown.append("budget_exceeded")
        return UNDECIDED
    pairs = ((one, other) for index, one in enumerate(members) for other in members[index + 1 :])
    return All(tuple(_different(one, other) for one, other in pairs))


def _comparable(one: Evaluated) -> str | None:
    value = shown_value(one.value)
    return fold_text(value) if value is not None and isinstance(one.value, TextFact) else value


def _different(one: Evaluated, other: Evaluated) -> Formula:
    left, right = one.value, other.value
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return UNDECIDED
    if isinstance(left, Affine | Composite) and isinstance(right, Affine | Composite):
        return Negation(_equal(left, right, None))
    return _plain("≠", left, right)
