"""Lets: each is checked once, after those that it depends on, so that no chain of them is too long to follow."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from gouji.check import expressions, messages_names
from gouji.check.scope import Let, Scope
from gouji.check.types import Typed
from gouji.source import Span
from gouji.syntax.nodes import Word


def let_value(scope: Scope, name: str, let: Let, span: Span) -> Typed | None:
    """Return what a let was found to be, in the place where it is used."""
    let.used = True
    if let.open:
        scope.complain(messages_names.let_cycle(let.source, let.clause.word.span, name))
        return None
    if not let.done:
        for needed in _in_order(scope, let):
            _check(scope, needed)
    found = let.found
    return None if found is None else Typed(found.core, found.type, span, found.size, found.depth)


def _check(scope: Scope, let: Let) -> None:
    if let.done or let.open:
        return
    let.open = True
    inner = scope.of_let() if let.of_rule else scope.outside_rule(let.source)
    let.found = expressions.checked(inner, let.clause.value, axis=True)
    let.open, let.done = False, True


def _in_order(scope: Scope, let: Let) -> list[Let]:
    """Return all unchecked lets that a let depends on, each behind those it needs itself, the let last."""
    order: list[Let] = []
    seen: set[int] = set()
    waiting = [(let, False)]
    while waiting:
        one, known = waiting.pop()
        if known:
            order.append(one)
            continue
        if id(one) in seen or one.done or one.open:
            continue
        seen.add(id(one))
        waiting.append((one, True))
        visible = scope if one.of_rule else scope.outside_rule(one.source)
        for word in sorted(words_in(one.clause.value)):
            below = visible.let(word)
            if below is not None:
                waiting.append((below, False))
    return order


def words_in(tree: object) -> set[str]:
    """Return every word that an author wrote in a tree, or a tuple of trees, of syntax nodes."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Word):
            found.add(node.text)
        elif isinstance(node, tuple):
            waiting.extend(node)
        elif is_dataclass(node) and not isinstance(node, Span):
            waiting.extend(getattr(node, one.name) for one in fields(node))
    return found
