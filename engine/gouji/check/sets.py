"""Sets that are narrowed by `except` and `only`, and lists."""

from __future__ import annotations

from gouji.check import core as c
from gouji.check import doubts, expressions, messages_kinds, messages_names, slots
from gouji.check.build import as_expression, made
from gouji.check.scope import Scope
from gouji.check.types import SECTIONS, Type, Typed, common
from gouji.record import replace
from gouji.syntax.nodes import Listing, Member, Narrowed, Narrowing


def narrowed(scope: Scope, expression: Narrowed) -> Typed | None:
    """Return a set of rows, columns or sections with some members left out or only some kept."""
    of = expressions.checked(scope, expression.of, axis=True)
    if of is None:
        return None
    words = scope.words(expression.span)
    match of.core:
        case c.LinesAxis(document=document, table=table_id, axis=axis):
            table = scope.desk.vocabulary.table(table_id)
            left = slots.narrow(scope, table, axis, of.type.ids, expression.narrowing) if table is not None else None
            lines = None if left is None else c.LinesAxis(document, table_id, axis, left, words=words, kind="set")
            return _set(scope, expression, of, lines, left)
        case c.SectionsAxis():
            left = _sections(scope, of.type.ids, expression.narrowing)
            chosen = None if left is None else c.SectionsAxis(left, words=words, kind="set")
            return _set(scope, expression, of, chosen, left)
        case _:
            scope.complain(messages_kinds.wrong_kind(scope.source, expression.of.span, of.type, ("set",)))
            return None


def _set(
    scope: Scope,
    expression: Narrowed,
    of: Typed,
    core: c.LinesAxis | c.SectionsAxis | None,
    ids: tuple[str, ...] | None,
) -> Typed | None:
    if core is None or ids is None:
        return None
    if not ids:
        scope.complain(doubts.empty_set(scope.source, expression.span))
    return made(scope, core, replace(of.type, ids=ids), expression.span, of)


def _sections(scope: Scope, ids: tuple[str, ...], narrowing: Narrowing) -> tuple[str, ...] | None:
    named = [_section(scope, ids, member) for member in narrowing.members]
    good = {one for one in named if one is not None}
    if len(good) < len({member.words for member in narrowing.members}):
        return None
    return tuple(one for one in ids if (one in good) == (narrowing.how == "only"))


def _section(scope: Scope, ids: tuple[str, ...], member: Member) -> str | None:
    name = ".".join(word.text for word in member.words)
    known = [one.id for one in scope.desk.vocabulary.sections]
    if name not in known or member.every:
        scope.complain(messages_names.unknown_section(scope.source, member.span, name, known))
    elif name not in ids:
        scope.complain(messages_names.not_in_set(scope.source, member.span, name))
    else:
        return name
    return None


def listing(scope: Scope, expression: Listing) -> Typed | None:
    """Return a list of numbers of one measure, of texts or of dates; or the set of the sections listed."""
    if not expression.items:
        scope.complain(messages_kinds.empty_list(scope.source, expression.span))
        return None
    items = [expressions.checked(scope, one) for one in expression.items]
    good = [one for one in items if one is not None]
    if len(good) < len(items):
        return None
    if good[0].type.kind == "section":
        return _listed_sections(scope, expression, good)
    kind = _item(scope, good)
    if kind is None:
        return None
    core = c.ListOf(
        tuple(as_expression(one) for one in good), words=scope.words(expression.span), kind="list", unit=kind.unit
    )
    listed = Type("list", kind.dimension, kind.unit, item=kind.kind, approximate=kind.approximate)
    return made(scope, core, listed, expression.span, *good)


def _item(scope: Scope, items: list[Typed]) -> Type | None:
    first = items[0].type
    if first.kind not in ("number", "text", "date"):
        scope.complain(messages_kinds.wrong_kind(scope.source, items[0].span, first, ("number", "text", "date")))
        return None
    kind: Type | None = first
    for one in items[1:]:
        if one.type.kind != first.kind:
            scope.complain(messages_kinds.mixed_list(scope.source, one.span, one.type, first))
            return None
        if first.kind == "number" and kind is not None:
            together = common(kind, one.type)
            if together is None:
                scope.complain(messages_kinds.different_measures(scope.source, one.span, kind, one.type))
                return None
            kind = together
    return kind


def _listed_sections(scope: Scope, expression: Listing, items: list[Typed]) -> Typed | None:
    ids: list[str] = []
    for one in items:
        if isinstance(one.core, c.TheSection) and isinstance(one.core.section, c.Id) and one.core.document == c.OWN:
            ids.append(one.core.section.id)
        else:
            scope.complain(messages_kinds.mixed_list(scope.source, one.span, one.type, items[0].type))
            return None
    chosen = tuple(dict.fromkeys(ids))
    core = c.SectionsAxis(chosen, words=scope.words(expression.span), kind="set")
    return made(scope, core, Type("set", owner=SECTIONS, ids=chosen), expression.span, *items)
