"""Axes, and the conditions over every or some of their elements."""

from __future__ import annotations

from gouji.check import core as c
from gouji.check import doubts, expressions, messages_kinds, shadowing
from gouji.check.build import as_expression, made
from gouji.check.holes import holes_of_pattern
from gouji.check.scope import Scope
from gouji.check.types import TRUTH, Type, Typed, item_type
from gouji.check.walk import variables_in
from gouji.syntax.nodes import Axis, Matches, Parts, Quantified


def axis(scope: Scope, expression: Axis) -> tuple[c.Axis, Type, Typed] | None:
    """Return an axis with the type of its variable."""
    found = _axis(scope, expression)
    if found is None:
        return None
    match found.core:
        case c.LinesAxis():
            kind = Type("member", owner=found.type.owner, ids=found.type.ids)
        case c.SectionsAxis():
            kind = Type("section", owner=found.type.owner, ids=found.type.ids)
        case c.ChildrenAxis():
            kind = Type("document")
        case c.HeadingsAxis():
            kind = Type("heading")
        case c.MentionsAxis():
            kind = Type("mention", holes=found.type.holes)
        case c.MatchesAxis():
            kind = Type("match", holes=found.type.holes)
        case c.PartsAxis():
            kind = Type("part")
        case c.ListOf():
            kind = item_type(found.type)
        case _:
            scope.complain(messages_kinds.no_axis(scope.source, expression.span, found.type))
            return None
    return found.core, kind, found


def _axis(scope: Scope, expression: Axis) -> Typed | None:
    match expression:
        case Matches():
            return _matches(scope.deeper(), expression)
        case Parts():
            return _parts(scope.deeper(), expression)
        case _:
            return expressions.checked(scope, expression, axis=True)


def _matches(scope: Scope, expression: Matches) -> Typed | None:
    pattern, text = expressions.pattern(scope, expression.pattern), expressions.searched(scope, expression.text)
    if pattern is None or pattern.holes is None or text is None:
        return None
    words = scope.words(expression.span)
    core = c.MatchesAxis(expression.pattern.text, as_expression(text), words=words, kind="set")
    holes = holes_of_pattern(scope.desk.vocabulary, pattern.holes)
    return made(scope, core, Type("set", holes=holes, found=True), expression.span, text)


def _parts(scope: Scope, expression: Parts) -> Typed | None:
    of = expressions.checked(scope, expression.of)
    if of is None:
        return None
    if not isinstance(of.core, c.TheSection):
        scope.complain(messages_kinds.wrong_kind(scope.source, expression.of.span, of.type, ("section",)))
        return None
    core = c.PartsAxis(of.core.document, of.core.section, words=scope.words(expression.span), kind="set")
    return made(scope, core, Type("set", found=True), expression.span, of)


def quantified(scope: Scope, expression: Quantified) -> Typed | None:
    """Return a condition over every or some element of an axis."""
    name = expression.variable.text
    free = shadowing.is_free(scope, expression.variable, "variable")
    over = axis(scope, expression.axis)
    inner = scope.breaking(name) if over is None else scope.binding(name, over[1])
    where = None if expression.where is None else expressions.condition(inner, expression.where)
    satisfies = expressions.condition(inner, expression.satisfies)
    if over is None or satisfies is None or (where is None and expression.where is not None) or not free:
        return None
    core, _, typed = over
    used = variables_in(satisfies.core) | (variables_in(where.core) if where is not None else frozenset())
    if name not in used:
        scope.complain(doubts.unused_variable(scope.source, expression.variable.span, name))
    if where is not None:
        doubts.constant(inner, where)
    doubts.constant(inner, satisfies)
    made_of = c.Quantified(
        expression.quantifier,
        name,
        core,
        None if where is None else as_expression(where),
        as_expression(satisfies),
        words=scope.words(expression.span),
        kind="truth",
    )
    parts = (typed, satisfies) if where is None else (typed, where, satisfies)
    return made(scope, made_of, TRUTH, expression.span, *parts)
