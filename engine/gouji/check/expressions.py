"""Expressions of the tree become expressions of the core, with their kinds; the entry to the checking of any of them.

Names, sets, numbers, conditions, calls and axes have a file each and come back here for their parts.
These files import each other as modules, never their members: expressions contain each other, and so do they.
"""

from __future__ import annotations

from typing import assert_never

from gouji.check import calls, conditions, messages_kinds, messages_names, names, numbers, quantified, sets, slots
from gouji.check.build import as_expression, made
from gouji.check.core import FirstMatch, SectionField, TextConstant, TheSection, TruthConstant
from gouji.check.holes import holes_of_pattern
from gouji.check.scope import MAX_DEPTH, Pattern, Scope
from gouji.check.types import TEXT, TRUTH, Type, Typed
from gouji.syntax.nodes import (
    Agrees,
    Arithmetic,
    Between,
    Call,
    Cell,
    Comparison,
    Default,
    Exists,
    Expression,
    Field,
    First,
    Listing,
    Logic,
    MultipleOf,
    Name,
    Narrowed,
    Negative,
    Not,
    Number,
    Quantified,
    StateIs,
    String,
    Truth,
    Within,
    Word,
)


def checked(scope: Scope, expression: Expression, *, axis: bool = False) -> Typed | None:
    """Return an expression with its kind, or nothing when something in it was complained about.

    Only where `axis` is set may it be something found, to be gone through.
    """
    if scope.hopeless:
        return None
    if scope.depth > MAX_DEPTH:
        scope.complain(messages_kinds.too_deep(scope.source, expression.span, MAX_DEPTH))
        return None
    found = _dispatched(scope, expression)
    match found:
        case None:
            return None
        case names.Space():
            known = names.space_fields(scope, found)
            scope.complain(messages_names.incomplete_name(scope.source, found.span, found.prefix, known))
            return None
    if found.type.over:
        scope.complain(messages_kinds.only_cells_of_children(scope.source, expression.span))
        return None
    if found.type.found and not axis:
        scope.complain(messages_kinds.only_an_axis(scope.source, expression.span))
        return None
    return found


def condition(scope: Scope, expression: Expression) -> Typed | None:
    """Return an expression that is true or false."""
    found = checked(scope, expression)
    if found is None or found.type.kind == "truth":
        return found
    scope.complain(messages_kinds.wrong_kind(scope.source, expression.span, found.type, ("truth",)))
    return None


def searched(scope: Scope, expression: Expression) -> Typed | None:
    """Return a text to be searched: a text, or a section, whose text is meant."""
    found = checked(scope, expression)
    if found is None:
        return None
    if isinstance(found.core, TheSection):
        of = found.core
        field = SectionField(of.document, of.section, "text", words=of.words, kind="text")
        return Typed(field, TEXT, found.span, found.size, found.depth)
    if found.type.kind == "text":
        return found
    scope.complain(messages_kinds.wrong_kind(scope.source, expression.span, found.type, ("text", "section")))
    return None


def pattern(scope: Scope, word: Word) -> Pattern | None:
    """Return the pattern that a word names."""
    known = scope.desk.patterns
    found = known.get(word.text)
    if found is None:
        scope.complain(messages_names.unknown_pattern(scope.source, word.span, word.text, known))
        return None
    found.used = True
    return found


def _dispatched(scope: Scope, expression: Expression) -> Typed | names.Space | None:
    inner = scope.deeper()
    match expression:
        case Name() | Field():
            return names.named(scope, expression)
        case String(text, span):
            return Typed(TextConstant(text, words=scope.words(span), kind="text"), TEXT, span)
        case Truth(value, span):
            return Typed(TruthConstant(value, words=scope.words(span), kind="truth"), TRUTH, span)
        case Number():
            return numbers.literal(scope, expression)
        case Negative():
            return numbers.negative(inner, expression)
        case Arithmetic():
            return numbers.arithmetic(inner, expression)
        case Default():
            return numbers.default(inner, expression)
        case Cell():
            return slots.cell(inner, expression)
        case Narrowed():
            return sets.narrowed(inner, expression)
        case Listing():
            return sets.listing(inner, expression)
        case Call():
            return calls.call(inner, expression)
        case Comparison():
            return conditions.comparison(inner, expression)
        case Within():
            return conditions.within(inner, expression)
        case Between():
            return conditions.between(inner, expression)
        case Agrees():
            return conditions.agrees(inner, expression)
        case MultipleOf():
            return conditions.multiple_of(inner, expression)
        case StateIs():
            return conditions.state_is(inner, expression)
        case Exists():
            return conditions.exists(inner, expression)
        case Not():
            return conditions.negated(inner, expression)
        case Logic():
            return conditions.logic(inner, expression)
        case Quantified():
            return quantified.quantified(inner, expression)
        case First():
            return _first(inner, expression)
        case _:
            assert_never(expression)


def _first(scope: Scope, expression: First) -> Typed | None:
    named, text = pattern(scope, expression.pattern), searched(scope, expression.text)
    if named is None or named.holes is None or text is None:
        return None
    words = scope.words(expression.span)
    core = FirstMatch(expression.pattern.text, as_expression(text), words=words, kind="match")
    holes = holes_of_pattern(scope.desk.vocabulary, named.holes)
    return made(scope, core, Type("match", holes=holes), expression.span, text)
