"""Cells: what stands between the brackets of a table, and what `except` and `only` leave of it."""

from __future__ import annotations

from gouji.check import core as c
from gouji.check import lets, messages_kinds, messages_names, names
from gouji.check.build import made
from gouji.check.scope import Scope
from gouji.check.types import Owner, Type, Typed
from gouji.record import Record
from gouji.source import Span
from gouji.syntax.nodes import Cell, Field, Member, Name, Narrowing, Slot, String
from gouji.values import Unit
from gouji.vocabulary.model import Table
from gouji.vocabulary.queries import unit_of


class Chosen(Record, frozen=True):
    """What a slot names: one element or several, and all ids that it can come to."""

    selection: c.Selection
    ids: tuple[str, ...]


def cell(scope: Scope, expression: Cell) -> Typed | None:
    """Return a cell, or a vector of cells."""
    if not isinstance(expression.table, Name | Field):
        scope.complain(messages_kinds.table_wanted(scope.source, expression.table.span))
        return None
    of = names.named(scope, expression.table)
    if isinstance(of, names.Space) or (of is not None and not isinstance(of.core, c.TheTable)):
        scope.complain(messages_kinds.table_wanted(scope.source, expression.table.span))
        return None
    if of is None or not isinstance(of.core, c.TheTable):
        return None
    table = scope.desk.vocabulary.table(of.core.table)
    if table is None:
        return None
    row, column = _slot(scope, table, "row", expression.row), _slot(scope, table, "column", expression.column)
    if row is None or column is None:
        return None
    return _cell(scope, expression, of, table, row, column)


def _cell(scope: Scope, expression: Cell, of: Typed, table: Table, row: Chosen, column: Chosen) -> Typed | None:
    kind = _measured(scope, table, row, column)
    if kind is None:
        scope.complain(messages_names.no_such_cell(scope.source, expression.span, table.id))
        return None
    document = of.core.document if isinstance(of.core, c.TheTable) else c.OWN
    words = scope.words(expression.span)
    match row.selection, column.selection:
        case c.One(element=one), c.One(element=two):
            single = c.CellAt(document, table.id, one, two, words=words, kind="number", unit=kind.unit)
            if not of.type.over:
                return made(scope, single, kind, expression.span, of)
            over = c.OverChildren(single, words=words, kind="vector", unit=kind.unit)
            return made(scope, over, _vector(kind), expression.span, of)
    if of.type.over:
        scope.complain(messages_kinds.only_cells_of_children(scope.source, expression.span))
        return None
    core = c.CellVector(document, table.id, row.selection, column.selection, words=words, kind="vector", unit=kind.unit)
    return made(scope, core, _vector(kind), expression.span, of)


def _measured(scope: Scope, table: Table, row: Chosen, column: Chosen) -> Type | None:
    """Return the type of the cells that a row and a column come to, or nothing when there is no such cell."""
    key = (table.id, row.ids, column.ids)
    known = scope.desk.measures
    if key not in known:
        # A set without members was warned about already; its cells are taken to be like all others of the table.
        rows = row.ids or tuple(line.id for line in table.rows)
        columns = column.ids or tuple(line.id for line in table.columns)
        existing = [(one, two) for one in rows for two in columns if table.cell(one, two) is not None]
        units = [unit_of(scope.desk.vocabulary, table, one, two) for one, two in existing]
        known[key] = _measure(units) if units else None
    return known[key]


def _vector(item: Type) -> Type:
    return Type("vector", item.dimension, item.unit, item="number")


def _measure(units: list[Unit]) -> Type:
    dimensions, ids = {unit.dimension for unit in units}, {unit.id for unit in units}
    return Type(
        "number",
        next(iter(dimensions)) if len(dimensions) == 1 else None,
        next(iter(ids)) if len(ids) == 1 else None,
    )


# ── one slot ────────────────────────────────────────────────────────────────


def _slot(scope: Scope, table: Table, axis: c.LineAxis, slot: Slot) -> Chosen | None:
    match slot.member:
        case None:
            return _narrowed(scope, table, axis, tuple(line.id for line in table.lines(axis)), slot)
        case String(span=span):
            scope.complain(messages_names.no_keys(scope.source, span, table.id, axis))
            return None
        case Member(words=words, every=False) as member if len(words) == 1 and not words[0].quoted:
            name = words[0].text
            if names.not_visible(scope, name, member.span):
                return None
            if name in scope.variables:
                return _variable(scope, table, axis, name, slot, member.span)
            if scope.let(name) is not None:
                ids = _let(scope, table, axis, name, member.span)
                return None if ids is None else _narrowed(scope, table, axis, ids, slot)
        case Member() as member:
            pass
    ids = members(scope, table, axis, member)
    if ids is None:
        return None
    if member.every:
        return _narrowed(scope, table, axis, ids, slot)
    return _single(scope, Chosen(c.One(c.Id(ids[0])), ids), slot)


def _single(scope: Scope, chosen: Chosen, slot: Slot) -> Chosen | None:
    if slot.narrowing is None:
        return chosen
    scope.complain(messages_kinds.nothing_to_narrow(scope.source, slot.narrowing.span))
    return None


def _variable(scope: Scope, table: Table, axis: c.LineAxis, name: str, slot: Slot, span: Span) -> Chosen | None:
    kind = scope.variables[name]
    if kind.kind not in ("member", "section"):
        scope.complain(messages_kinds.wrong_kind(scope.source, span, kind, ("member",)))
        return None
    if not _owned(scope, kind.owner, name, axis, table.id, span):
        return None
    return _single(scope, Chosen(c.One(c.Variable(name)), kind.ids), slot)


def _let(scope: Scope, table: Table, axis: c.LineAxis, name: str, span: Span) -> tuple[str, ...] | None:
    let = scope.let(name)
    found = lets.let_value(scope, name, let, span) if let is not None else None
    if found is None:
        return None
    if not isinstance(found.core, c.LinesAxis | c.SectionsAxis):
        scope.complain(messages_kinds.wrong_kind(scope.source, span, found.type, ("set",)))
        return None
    return found.type.ids if _owned(scope, found.type.owner, name, axis, table.id, span) else None


def _owned(scope: Scope, owner: Owner | None, name: str, axis: str, table: str, span: Span) -> bool:
    if owner == (axis, table):
        return True
    scope.complain(messages_kinds.other_owner(scope.source, span, name, owner or ("section", ""), axis, table))
    return False


def _narrowed(scope: Scope, table: Table, axis: c.LineAxis, ids: tuple[str, ...], slot: Slot) -> Chosen | None:
    left = ids if slot.narrowing is None else narrow(scope, table, axis, ids, slot.narrowing)
    return None if left is None else Chosen(c.Many(left), left)


def narrow(
    scope: Scope, table: Table, axis: c.LineAxis, ids: tuple[str, ...], narrowing: Narrowing
) -> tuple[str, ...] | None:
    """Return what `except` or `only` leaves of rows or columns, in their order."""
    named: set[str] = set()
    good = True
    for member in narrowing.members:
        found = _narrowing_member(scope, table, axis, member)
        if found is None:
            good = False
        elif not set(found) & set(ids):
            scope.complain(messages_names.not_in_set(scope.source, member.span, _text(member)))
            good = False
        else:
            named |= set(found)
    if not good:
        return None
    return tuple(one for one in ids if (one in named) == (narrowing.how == "only"))


def _narrowing_member(scope: Scope, table: Table, axis: c.LineAxis, member: Member) -> tuple[str, ...] | None:
    name = member.words[0].text
    if len(member.words) == 1 and not member.words[0].quoted and not member.every and scope.let(name) is not None:
        return _let(scope, table, axis, name, member.span)
    return members(scope, table, axis, member)


# ── ids and labels ──────────────────────────────────────────────────────────


def members(scope: Scope, table: Table, axis: c.LineAxis, member: Member) -> tuple[str, ...] | None:
    """Return the id that a member names, or all of its group."""
    name = _text(member)
    if any(word.quoted for word in member.words):
        if len(member.words) > 1 or member.every:
            scope.complain(messages_kinds.label_in_path(scope.source, member.span))
            return None
        found = by_label(scope, table, axis, name, member.span)
        return None if found is None else (found,)
    groups = [one.id for one in table.groups if one.axis == axis]
    if member.every:
        if name not in groups:
            scope.complain(messages_names.no_group(scope.source, member.span, name, groups))
            return None
        return table.members(axis, name)
    if table.line(axis, name) is not None:
        return (name,)
    if name in groups:
        scope.complain(messages_names.group_without_star(scope.source, member.span, name))
    elif len(labelled := _by_printed(table, axis).get(_bare(name), [])) == 1:
        scope.complain(
            messages_names.label_without_quotes(scope.source, member.span, name, axis, table.id, labelled[0])
        )
    else:
        known = [line.id for line in table.lines(axis)]
        scope.complain(messages_names.unknown_line(scope.source, member.span, name, axis, table.id, (*known, *groups)))
    return None


def by_label(scope: Scope, table: Table, axis: c.LineAxis, label: str, span: Span) -> str | None:
    """Return the row or column that is printed so in some format, or has it as an alias."""
    printed = _by_printed(table, axis)
    found = printed.get(_bare(label), [])
    if len(found) == 1:
        return found[0]
    if found:
        scope.complain(messages_names.ambiguous_label(scope.source, span, label, found))
    else:
        scope.complain(messages_names.unknown_label(scope.source, span, label, axis, table.id, printed))
    return None


def _by_printed(table: Table, axis: c.LineAxis) -> dict[str, list[str]]:
    printed: dict[str, list[str]] = {}
    for line in table.lines(axis):
        for words in dict.fromkeys(_bare(one) for one in (*line.printed.every(), line.short, *line.aliases)):
            printed.setdefault(words, []).append(line.id)
    return printed


def _bare(label: str) -> str:
    return "".join(label.split())


def _text(member: Member) -> str:
    return ".".join(word.text for word in member.words)
