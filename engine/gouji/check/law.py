"""The grounds of a rule: a place in a legal source with words that stand there, or what is no law."""

from __future__ import annotations

from gouji.check import messages_rules as wording
from gouji.check.checked import Basis
from gouji.check.scope import Scope
from gouji.check.wordings import labels
from gouji.source import Span
from gouji.syntax.nodes import BasisClause
from gouji.values import Labels
from gouji.vocabulary.pack_model import LegalSource


def basis(scope: Scope, clause: BasisClause) -> Basis | None:
    """Return a ground with everything that is printed of it."""
    match clause.source.text:
        case "practice" | "derived" as kind:
            if clause.says is not None:
                scope.complain(wording.quote_of_no_law(scope.source, clause.says.span, kind))
                return None
            sentence = labels(scope, clause.place)
            return None if sentence is None else Basis(kind, kind, sentence, None, sentence, None)
        case name:
            entry = scope.desk.sources.entry(name)
            if entry is None:
                known = [one.id for one in scope.desk.sources.entries]
                scope.complain(wording.unknown_source(scope.source, clause.source.span, name, known))
                return None
            return _law(scope, clause, entry)


def _law(scope: Scope, clause: BasisClause, entry: LegalSource) -> Basis | None:
    place = clause.place.texts[0][1]
    spans = clause.place.spans
    for index, (language, _) in enumerate(clause.place.texts):
        if language:
            span = spans[index] if index < len(spans) else clause.place.span
            scope.complain(wording.place_in_a_language(scope.source, span, language))
            return None
    found = entry.clause(place)
    if found is None:
        span = spans[0] if spans else clause.place.span
        known = [one.place for one in entry.clauses]
        scope.complain(wording.unknown_place(scope.source, span, place, entry.id, known))
        return None
    quote = clause.says.text if clause.says is not None else None
    if clause.says is not None and not _contains(found.text, clause.says.text):
        scope.complain(wording.not_quoted(scope.source, _inner(clause.says.span), place))
        return None
    shown = Labels(tuple((language, place) for language in scope.desk.manifest.languages))
    return Basis("law", entry.id, entry.titles, entry.number, shown, quote)


def _inner(span: Span) -> Span:
    return Span(span.start + 1, span.end - 1) if span.end - span.start > 2 else span


def _contains(text: str, quote: str) -> bool:
    """Return whether a text contains a quote, white space aside; an empty quote quotes nothing."""
    wanted = "".join(quote.split())
    return bool(wanted) and wanted in "".join(text.split())
