"""Putting checked parts together: the sizes add up, and what grows beyond bounds is refused."""

from __future__ import annotations

from gouji.check import messages_kinds
from gouji.check.core import Axis, Expression, HeadingsAxis, MatchesAxis, MentionsAxis, PartsAxis
from gouji.check.scope import MAX_DEPTH, MAX_SIZE, Scope
from gouji.check.types import Type, Typed
from gouji.source import Span


def made(scope: Scope, core: Expression | Axis, kind: Type, span: Span, *parts: Typed) -> Typed | None:
    """Return the checked expression made of its parts, or nothing when it is too large with all lets in place."""
    size = 1 + sum(part.size for part in parts)
    depth = 1 + max((part.depth for part in parts), default=0)
    if size > MAX_SIZE:
        scope.complain(messages_kinds.too_large(scope.source, span, MAX_SIZE))
        return None
    if depth > MAX_DEPTH:
        scope.complain(messages_kinds.too_deep(scope.source, span, MAX_DEPTH))
        return None
    return Typed(core, kind, span, size, depth)


def as_expression(typed: Typed) -> Expression:
    """Return the core of what stands as a value; found axes never do (`expressions.value` sees to it)."""
    core = typed.core
    if isinstance(core, HeadingsAxis | MentionsAxis | MatchesAxis | PartsAxis):
        raise TypeError("a found axis stands where a value is wanted")
    return core


def wanted(scope: Scope, typed: Typed | None, *kinds: str) -> Typed | None:
    """Return the expression when it is of one of the kinds; otherwise complain."""
    if typed is None or typed.type.kind in kinds:
        return typed
    scope.complain(messages_kinds.wrong_kind(scope.source, typed.span, typed.type, kinds))
    return None
