"""Expressions that are no conditions: a core tree in a scope enters; its value and the step that shows it leave.

Total: whatever the report says, there is a value, a variable or an undefined value; nothing raises but the budget.
"""

from __future__ import annotations

from datetime import date, timedelta

from gouji.check import core
from gouji.evaluate import labels, operands
from gouji.evaluate.calls import called, counted, scale_of
from gouji.evaluate.evaluated import (
    Evaluated,
    Value,
    Vector,
    computed,
    constant,
    date_of_value,
    is_absent,
    number_of,
    shown_value,
    text_of,
)
from gouji.evaluate.possible import known
from gouji.evaluate.quantities import Number, Undefined, added, divided, multiplied, value_of
from gouji.evaluate.scope import Child, Line, Scope, Trace, document_at, element_id
from gouji.facts import cells, search, texts
from gouji.facts.gather import report_format
from gouji.facts.model import Facts, Found, HeadingFact, Missing, Segment, TextFact
from gouji.findings import Step, Texts
from gouji.values import Domain, Exact, MissingKind, render_exact
from gouji.vocabulary.queries import domain_of, unit_of


def evaluated(node: core.Expression, scope: Scope, trace: Trace) -> Evaluated:
    """Return the value of an expression that is no condition."""
    trace.tick()
    match node:
        case core.NumberConstant():
            return constant(known(node.value), render_exact(node.value), node)
        case core.TextConstant():
            return constant(TextFact((Segment("", "", node.value),)), node.value, node)
        case core.Bound():
            return _bound(node, scope, trace)
        case core.CellAt():
            return _cell(node, scope, trace)
        case core.CellVector():
            return _cells(node, scope, trace)
        case core.OverChildren():
            return _over_children(node, scope, trace)
        case core.MetadataAt():
            return _metadata(node, scope, trace)
        case core.TextOf():
            return _text_of(node, scope, trace)
        case core.SectionField():
            return _section_field(node, scope, trace)
        case core.VariableField():
            return _variable_field(node, scope, trace)
        case core.FirstMatch():
            return _first(node, scope, trace)
        case core.HoleOf():
            return _hole(node, scope, trace)
        case core.MatchText():
            return _match_text(node, scope, trace)
        case core.Arithmetic():
            return _arithmetic(node, scope, trace)
        case core.Negative():
            inner = evaluated(node.of, scope, trace)
            return computed(multiplied(known(-1), number_of(inner)), "-", (inner,), node, trace)
        case core.DaysBetween():
            return _days_between(node, scope, trace)
        case core.ShiftedDate():
            return _shifted(node, scope, trace)
        case core.Default():
            return _default(node, scope, trace)
        case core.CallTo():
            return _call(node, scope, trace)
        case core.ListOf():
            members = tuple(evaluated(one, scope, trace) for one in node.items)
            return Evaluated(Vector(members), Step("list", tuple(one.step for one in members), words=node.words))
        case core.LinesAxis() | core.SectionsAxis() | core.ChildrenAxis():
            return _set(node, scope, trace)
        case _:
            raise TypeError(f"{type(node).__name__} is a condition or a thing, not a value")


# ── what a report says ──────────────────────────────────────────────────────


def _bound(node: core.Bound, scope: Scope, trace: Trace) -> Evaluated:
    binding = scope.bindings[node.name]
    if isinstance(binding, Found):
        return Evaluated(*operands.of_found(scope, trace, binding, node.words))
    return Evaluated(binding, Step("constant", (), value=shown_value(binding), words=node.words))


def _cell(node: core.CellAt, scope: Scope, trace: Trace) -> Evaluated:
    facts = document_at(scope, node.document)
    if facts is None:
        return Evaluated(*operands.no_document(scope, trace, node.words))
    return _cell_of(facts, node.table, element_id(scope, node.row), element_id(scope, node.column), node, scope, trace)


def _cell_of(facts: Facts, table: str, row: str, column: str, node: core.Node, scope: Scope, trace: Trace) -> Evaluated:
    if not cells.prescribed(facts, table, row, column):
        trace.outside = True
        pointer = f"/tables/{table}/{row}/{column}"
        missing = Missing("cell_absent", pointer, absent=True)
        names = labels.of_cell(facts, table, row, column)
        return Evaluated(*operands.of_missing(scope, trace, facts, missing, names, node.words))
    cell = cells.cell(facts, table, row, column)
    quantity, step = operands.of_cell(scope, trace, facts, cell, node.words)
    return Evaluated(quantity, step, cell.missing is MissingKind.ABSENT)


def _selected(selection: core.Selection, scope: Scope) -> tuple[str, ...]:
    return selection.ids if isinstance(selection, core.Many) else (element_id(scope, selection.element),)


def _cells(node: core.CellVector, scope: Scope, trace: Trace) -> Evaluated:
    facts = document_at(scope, node.document)
    if facts is None:
        return Evaluated(*operands.no_document(scope, trace, node.words))
    named = ((row, column) for row in _selected(node.rows, scope) for column in _selected(node.columns, scope))
    members = []
    for row, column in named:
        if cells.prescribed(facts, node.table, row, column):
            trace.tick()
            members.append(_cell_of(facts, node.table, row, column, node, scope, trace))
    return Evaluated(Vector(tuple(members)), Step("list", tuple(one.step for one in members), words=node.words))


def _over_children(node: core.OverChildren, scope: Scope, trace: Trace) -> Evaluated:
    members = []
    for number in range(len(scope.documents.children)):
        trace.tick()
        inner = scope.bound(core.CHILD, Child(number))
        facts = document_at(inner, node.of.document)
        if facts is None:
            members.append(Evaluated(*operands.no_document(scope, trace, node.words)))
            continue
        row, column = element_id(scope, node.of.row), element_id(scope, node.of.column)
        if cells.prescribed(facts, node.of.table, row, column):
            members.append(_cell_of(facts, node.of.table, row, column, node, inner, trace))
    steps = tuple(one.step for one in members)
    if scope.documents.children_complete:
        return Evaluated(Vector(tuple(members)), Step("list", steps, words=node.words))
    rest, step = _rest(node, scope, trace)
    steps = (*steps, Step("rest", (step,), words=node.words))
    return Evaluated(Vector(tuple(members), False, rest), Step("list", steps, words=node.words))


def _rest(node: core.OverChildren, scope: Scope, trace: Trace) -> tuple[Number, Step]:
    vocabulary = scope.documents.own.vocabulary
    table = vocabulary.table(node.of.table)
    row, column = element_id(scope, node.of.row), element_id(scope, node.of.column)
    domain = Domain.RATIONAL if table is None else domain_of(vocabulary, table, row, column)
    if table is None or domain.signed:
        return operands.no_document(scope, trace, node.words)
    scale = unit_of(vocabulary, table, row, column).scale
    return operands.rest_of_children(scope, trace, node, whole=domain.whole, scale=scale)


def _metadata(node: core.MetadataAt, scope: Scope, trace: Trace) -> Evaluated:
    facts = document_at(scope, node.document)
    if facts is None:
        return Evaluated(*operands.no_document(scope, trace, node.words))
    names = labels.of_metadata(facts, node.field)
    stated = texts.metadata(facts, node.field)
    pointer = "/" + node.field.replace(".", "/")
    match stated:
        case Missing():
            return Evaluated(*operands.of_missing(scope, trace, facts, stated, names, node.words))
        case str():
            text = texts.printed(facts, stated, pointer)
            if isinstance(text, Missing):
                raise TypeError("a stated text is there")
            return Evaluated(*operands.of_text(scope, trace, facts, text, names, node.words))
        case date():
            return Evaluated(*operands.of_date(scope, trace, facts, pointer, stated, names, node.words))
        case _:
            return Evaluated(*operands.of_number(scope, trace, facts, pointer, stated, names, node.words))


def _text_of(node: core.TextOf, scope: Scope, trace: Trace) -> Evaluated:
    facts = document_at(scope, node.document)
    if facts is None:
        return Evaluated(*operands.no_document(scope, trace, node.words))
    return _text(texts.whole_text(facts, node.what), labels.of_text(facts, node.what), facts, node, scope, trace)


def _text(
    text: TextFact | Missing,
    names: Texts,
    facts: Facts,
    node: core.Node,
    scope: Scope,
    trace: Trace,
) -> Evaluated:
    if isinstance(text, Missing):
        return Evaluated(*operands.of_missing(scope, trace, facts, text, names, node.words))
    return Evaluated(*operands.of_text(scope, trace, facts, text, names, node.words))


def _section_field(node: core.SectionField, scope: Scope, trace: Trace) -> Evaluated:
    facts = document_at(scope, node.document)
    if facts is None:
        return Evaluated(*operands.no_document(scope, trace, node.words))
    section = element_id(scope, node.section)
    names = labels.of_section(facts, section, node.field)
    match node.field:
        case "text":
            return _text(texts.section_text(facts, section), names, facts, node, scope, trace)
        case "heading" | "ordinal":
            return _text(texts.section_string(facts, section, node.field), names, facts, node, scope, trace)
        case "position":
            position = texts.section_position(facts, section)
            if position is None:
                missing = texts.absent_section(facts, section)
                return Evaluated(*operands.of_missing(scope, trace, facts, missing, names, node.words))
            pointer = f"/sections/{section}#position"
            return Evaluated(*operands.of_number(scope, trace, facts, pointer, position, names, node.words))
        case "label" | "numeral" | "number":
            if texts.found_section(facts, section) is None and not scope.telling:
                missing = texts.absent_section(facts, section)
                return Evaluated(*operands.of_missing(scope, trace, facts, missing, names, node.words))
            return _of_form(node, facts, section)


def _of_form(node: core.SectionField, facts: Facts, section_id: str) -> Evaluated:
    """Return what the form says of a section."""
    sections = facts.vocabulary.sections
    rank, section = next((rank, one) for rank, one in enumerate(sections, 1) if one.id == section_id)
    if node.field == "number":
        return constant(known(rank), str(rank), node)
    text = section.printed.of(report_format(facts)) if node.field == "label" else section.ordinal
    return constant(TextFact((Segment(section_id, "", text),)), text, node)


def _variable_field(node: core.VariableField, scope: Scope, trace: Trace) -> Evaluated:
    heading = scope.bindings[node.of.name]
    if not isinstance(heading, HeadingFact):
        raise TypeError(f"{node.of.name} is no heading")
    return Evaluated(*operands.of_heading_field(scope, trace, heading, node.field, node.words))


# ── matches ─────────────────────────────────────────────────────────────────


def searched(
    pattern: str, text: core.Expression, scope: Scope
) -> tuple[tuple[Found, ...] | Undefined, Evaluated, Trace]:
    """Return the matches of a pattern in a text, with the evaluated text and what was noted for it."""
    own = Trace()
    where = evaluated(text, scope, own)
    value = text_of(where)
    if isinstance(value, Undefined):
        return (Undefined(own.unknown[0] if own.unknown else value.reason), where, own)
    found = search.matches(pattern, scope.patterns[pattern], value)
    return (Undefined(found.reason) if isinstance(found, Missing) else found, where, own)


def _first(node: core.FirstMatch, scope: Scope, trace: Trace) -> Evaluated:
    own = scope.documents.own
    found, where, noted = searched(node.pattern, node.text, scope)
    if isinstance(found, tuple) and found:
        return Evaluated(*operands.of_found(scope, trace, found[0], node.words))
    doubts = tuple(noted.doubts)
    pointer = where.value.pointer if isinstance(where.value, TextFact) else ""
    missing = (
        Missing(found.reason, pointer, doubts=doubts)
        if isinstance(found, Undefined)
        else Missing("no_match", pointer, absent=True, doubts=doubts)
    )
    # What is not there has no name for people; the text that was searched has one.
    names = next((seen.labels for seen in noted.operands.values()), labels.both(own, node.words, node.words))
    return Evaluated(*operands.of_missing(scope, trace, own, missing, names, node.words))


def _match(of: core.Bound | core.FirstMatch, scope: Scope, trace: Trace) -> Evaluated:
    if isinstance(of, core.FirstMatch):
        return _first(of, scope, trace)
    binding = scope.bindings[of.name]
    if not isinstance(binding, Found):
        raise TypeError(f"{of.name} is no match")
    return Evaluated(binding, Step("constant", (), words=of.words))


def _hole(node: core.HoleOf, scope: Scope, trace: Trace) -> Evaluated:
    matched = _match(node.of, scope, trace)
    if isinstance(matched.value, Found):
        return Evaluated(*operands.of_hole(scope, trace, matched.value, node))
    return matched


def _match_text(node: core.MatchText, scope: Scope, trace: Trace) -> Evaluated:
    matched = _match(node.of, scope, trace)
    found = matched.value
    if not isinstance(found, Found):
        return matched
    text = operands.text_of(found.section, found.pointer, found.words(node.what), found.doubts)
    return Evaluated(*operands.of_found_text(scope, trace, found, text, node.words))


# ── computing ───────────────────────────────────────────────────────────────


def _arithmetic(node: core.Arithmetic, scope: Scope, trace: Trace) -> Evaluated:
    left, right = evaluated(node.left, scope, trace), evaluated(node.right, scope, trace)
    one, other = number_of(left), number_of(right)
    match node.operator:
        case "+":
            value = added([(one, 1), (other, 1)])
        case "-":
            value = added([(one, 1), (other, -1)])
        case "*":
            value = multiplied(one, other)
        case "/":
            value = divided(one, other)
    return computed(value, node.operator, (left, right), node, trace)


def _days_between(node: core.DaysBetween, scope: Scope, trace: Trace) -> Evaluated:
    parts = (evaluated(node.left, scope, trace), evaluated(node.right, scope, trace))
    left, right = date_of_value(parts[0]), date_of_value(parts[1])
    if isinstance(left, Undefined) or isinstance(right, Undefined):
        return computed(Undefined(), "days", parts, node, trace)
    return computed(known((left - right).days), "days", parts, node, trace)


def _shifted(node: core.ShiftedDate, scope: Scope, trace: Trace) -> Evaluated:
    parts = (evaluated(node.date, scope, trace), evaluated(node.days, scope, trace))
    day, number = date_of_value(parts[0]), number_of(parts[1])
    days = None if isinstance(number, Undefined) else value_of(number)
    operator = "later" if node.operator == "+" else "earlier"
    if isinstance(day, Undefined) or days is None:
        return computed(Undefined(), operator, parts, node, trace)
    shifted = _later(day, days if node.operator == "+" else -days)
    return computed(shifted or Undefined("no_such_date"), operator, parts, node, trace)


def _later(day: date, days: Exact) -> date | None:
    if not isinstance(days, int) or not date.min.toordinal() <= day.toordinal() + days <= date.max.toordinal():
        return None
    return day + timedelta(days=days)


def _default(node: core.Default, scope: Scope, trace: Trace) -> Evaluated:
    before = len(trace.unknown)
    value = evaluated(node.value, scope, trace)
    after = len(trace.unknown)
    otherwise = evaluated(node.otherwise, scope, trace)
    if is_absent(value):
        del trace.unknown[before:after]
        chosen = otherwise
    else:
        del trace.unknown[after:]
        chosen = value
    step = Step("??", (value.step, otherwise.step), value=shown_value(chosen.value), words=node.words)
    return Evaluated(chosen.value, step, is_absent(chosen))


def cell_state(node: core.CellAt, scope: Scope) -> str | None:
    """Return how a cell is printed; nothing when its document was not given."""
    facts = document_at(scope, node.document)
    if facts is None:
        return None
    row, column = element_id(scope, node.row), element_id(scope, node.column)
    if not cells.prescribed(facts, node.table, row, column):
        return "absent"
    cell = cells.cell(facts, node.table, row, column)
    return "filled" if cell.missing is None else cell.missing.value


def _set(node: core.LinesAxis | core.SectionsAxis | core.ChildrenAxis, scope: Scope, trace: Trace) -> Evaluated:
    match node:
        case core.LinesAxis():
            facts = document_at(scope, node.document)
            if facts is None:
                return Evaluated(*operands.no_document(scope, trace, node.words))
            ids = cells.lines(facts, node.table, node.axis, node.ids)
            members: tuple[Value, ...] = tuple(Line(one, f"{node.axis}:{node.table}") for one in ids)
        case core.SectionsAxis():
            members = tuple(Line(one, "section") for one in node.ids)
        case core.ChildrenAxis():
            if not (scope.documents.children or scope.documents.children_complete):
                return Evaluated(*operands.no_document(scope, trace, node.words))
            members = tuple(Child(number) for number in range(len(scope.documents.children)))
    steps = tuple(
        Step("constant", (), value=one.id if isinstance(one, Line) else str(index), words=node.words)
        for index, one in enumerate(members)
    )
    pairs = tuple(Evaluated(one, step) for one, step in zip(members, steps, strict=True))
    return Evaluated(Vector(pairs), Step("list", steps, words=node.words))


# ── functions ───────────────────────────────────────────────────────────────


def _call(node: core.CallTo, scope: Scope, trace: Trace) -> Evaluated:
    before = len(trace.unknown)
    parts = tuple(evaluated(one, scope, trace) for one in node.arguments)
    if node.function == "count":
        return counted(node, parts, trace, before)
    value = called(node, parts, scope)
    if node.function == "decimals":
        # The scale of the unit is part of the proof: the operands are in the base unit.
        scale = scale_of(node.arguments[0], scope)
        parts = (*parts, Evaluated(known(scale), Step("constant", (), value=render_exact(scale))))
    return computed(value, node.function, parts, node, trace)
