"""Texts for people: every language of the pack, once each, with the same placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.check import core as c
from gouji.check import expressions, messages_kinds
from gouji.check import messages_rules as wording
from gouji.check.build import as_expression
from gouji.check.checked import Message, Piece
from gouji.check.scope import Scope
from gouji.check.types import Typed
from gouji.source import Span
from gouji.syntax.nodes import Expression, MessageClause, Template, Wording
from gouji.values import Labels

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def labels(scope: Scope, text: Wording) -> Labels | None:
    """Return a text without expressions in the languages of the pack, the first first."""
    places = text.spans if len(text.spans) == len(text.texts) else (text.span,) * len(text.texts)
    written = [(language, place) for (language, _), place in zip(text.texts, places, strict=True)]
    if not _languages(scope, written, text.span):
        return None
    first = scope.desk.manifest.languages[0]
    by_language = {language or first: words for language, words in text.texts}
    wanted = sorted(_PLACEHOLDER.findall(by_language[first]))
    for (language, words), place in zip(text.texts, places, strict=True):
        if sorted(_PLACEHOLDER.findall(words)) != wanted:
            scope.complain(wording.different_placeholders(scope.source, place, language))
            return None
    return Labels(tuple((one, by_language[one]) for one in scope.desk.manifest.languages))


def _languages(scope: Scope, written: Iterable[tuple[str, Span]], whole: Span) -> bool:
    known = scope.desk.manifest.languages
    seen: set[str] = set()
    good = True
    for mark, place in written:
        language = mark or known[0]
        if language not in known:
            scope.complain(wording.unknown_language(scope.source, place, language, known))
            good = False
        elif language in seen:
            scope.complain(wording.language_twice(scope.source, place, language))
            good = False
        seen.add(language)
    for language in known:
        if language not in seen:
            scope.complain(wording.missing_language(scope.source, whole, language))
            good = False
    return good


def message(scope: Scope, clause: MessageClause) -> Message | None:
    """Return a text with expressions in the languages of the pack, the first first."""
    good = _languages(scope, [(one.language, one.span) for one in clause.templates], clause.span)
    pieces = [_pieces(scope, one) for one in clause.templates]
    if not good or any(one is None for one in pieces):
        return None
    wanted = _placeholders(clause.templates[0])
    for template in clause.templates:
        if not _same(_placeholders(template), wanted):
            scope.complain(wording.different_placeholders(scope.source, template.span, template.language))
            return None
    first = scope.desk.manifest.languages[0]
    by_language = {
        one.language or first: made for one, made in zip(clause.templates, pieces, strict=True) if made is not None
    }
    return Message(tuple((one, by_language[one]) for one in scope.desk.manifest.languages))


def _placeholders(template: Template) -> list[Expression]:
    return [piece for piece in template.pieces if not isinstance(piece, str)]


def _same(one: list[Expression], other: list[Expression]) -> bool:
    return all(piece in other for piece in one) and all(piece in one for piece in other)


def _pieces(scope: Scope, template: Template) -> tuple[Piece, ...] | None:
    pieces = [piece if isinstance(piece, str) else _printed(scope, piece) for piece in template.pieces]
    good = [piece for piece in pieces if piece is not None]
    return tuple(good) if len(good) == len(pieces) else None


def _printed(scope: Scope, expression: Expression) -> Piece | None:
    found = expressions.checked(scope, expression)
    if found is None:
        return None
    section = _section_variable(found)
    if section is not None:
        return c.Bound(section, words=scope.words(expression.span), kind="member")
    if found.type.kind not in ("number", "text", "date", "member", "truth"):
        scope.complain(messages_kinds.not_for_texts(scope.source, expression.span, found.type))
        return None
    return as_expression(found)


def _section_variable(found: Typed) -> str | None:
    match found.core:
        case c.TheSection(document=c.OWN, section=c.Variable(name=name)):
            return name
        case _:
            return None
