"""The elements of an axis: what a variable runs over, each with what instance ids call it.

Fixed axes have their elements by the format of the table; found ones by the report, and may be unknown.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from gouji.check import core
from gouji.evaluate import labels
from gouji.evaluate.evaluated import Evaluated
from gouji.evaluate.expressions import evaluated, searched
from gouji.evaluate.possible import Affine
from gouji.evaluate.quantities import Composite, Undefined
from gouji.evaluate.scope import Binding, Child, Line, Scope, Trace, document_at, element_id
from gouji.facts import cells, search, texts
from gouji.facts.model import Facts, Found, HeadingFact, Missing, TextFact
from gouji.findings import Texts
from gouji.record import Record
from gouji.values import render_exact
from gouji.vocabulary.model import Line as VocabularyLine


class Bound(Record, frozen=True):
    """One element: what ids call it, how people call it, and what it is."""

    key: str
    labels: Texts
    element: Binding


class Elements(Record, frozen=True):
    """The elements of an axis; `complete` is false for children of which only some were given."""

    members: tuple[Bound, ...]
    complete: bool = True


def elements(axis: core.Axis, scope: Scope, trace: Trace) -> Elements | Undefined:
    """Return the elements of an axis, or why they are unknown; the reason is noted."""
    trace.tick()
    found = _elements(axis, scope, trace)
    if isinstance(found, Undefined):
        trace.unknown.append(found.reason)
        return found
    return Elements(_numbered(found.members), found.complete)


def _numbered(members: tuple[Bound, ...]) -> tuple[Bound, ...]:
    """Return the elements with equal keys told apart."""
    met: Counter[str] = Counter()
    result = []
    for one in members:
        met[one.key] += 1
        again = met[one.key]
        result.append(one if again == 1 else Bound(f"{one.key}#{again}", one.labels, one.element))
    return tuple(result)


def _elements(axis: core.Axis, scope: Scope, trace: Trace) -> Elements | Undefined:
    match axis:
        case core.LinesAxis():
            facts = document_at(scope, axis.document)
            return Undefined("no_peer_document") if facts is None else _lines(axis, facts)
        case core.SectionsAxis():
            own = scope.documents.own
            return Elements(tuple(Bound(one, labels.of_section(own, one), Line(one, "section")) for one in axis.ids))
        case core.ChildrenAxis():
            return _children(scope)
        case core.HeadingsAxis():
            facts = document_at(scope, axis.document)
            return Undefined("no_peer_document") if facts is None else _headings(texts.headings(facts), facts, trace)
        case core.PartsAxis():
            facts = document_at(scope, axis.document)
            if facts is None:
                return Undefined("no_peer_document")
            return _headings(texts.parts(facts, element_id(scope, axis.section)), facts, trace)
        case core.MentionsAxis():
            facts = document_at(scope, axis.document)
            if facts is None:
                return Undefined("no_peer_document")
            return _found(search.mentions(facts, axis.mention), scope, trace)
        case core.MatchesAxis():
            matched, _, noted = searched(axis.pattern, axis.text, scope)
            if isinstance(matched, Undefined) or not matched:
                trace.doubts.extend(noted.doubts)
            return matched if isinstance(matched, Undefined) else _found(matched, scope, trace)
        case core.ListOf():
            members = tuple(evaluated(one, scope, trace) for one in axis.items)
            return Elements(tuple(_listed(one, scope) for one in members))


def _lines(axis: core.LinesAxis, facts: Facts) -> Elements:
    table = facts.vocabulary.table(axis.table)
    made = []
    for one in cells.lines(facts, axis.table, axis.axis, axis.ids):
        line = None if table is None else table.line(axis.axis, one)
        names = labels.both(facts, one, one) if line is None else _names(facts, line)
        made.append(Bound(one, names, Line(one, f"{axis.axis}:{axis.table}")))
    return Elements(tuple(made))


def _names(facts: Facts, line: VocabularyLine) -> Texts:
    first, *others = facts.vocabulary.languages
    return {first: line.short, **{language: line.labels.of(language) for language in others}}


def _children(scope: Scope) -> Elements | Undefined:
    if not (scope.documents.children or scope.documents.children_complete):
        return Undefined("no_peer_document")  # nobody said that there are none
    made = []
    for number, child in enumerate(scope.documents.children):
        name = child.report.agency.name or str(number + 1)
        made.append(Bound(name, labels.both(scope.documents.own, name, name), Child(number)))
    return Elements(tuple(made), scope.documents.children_complete)


def _headings(found: tuple[HeadingFact, ...] | Missing, facts: Facts, trace: Trace) -> Elements | Undefined:
    if isinstance(found, Missing):
        trace.doubts.extend(found.doubts)
        return Undefined(found.reason)
    made = []
    for one in found:
        key = str(one.position) if one.role == "heading" else f"{one.key}:{one.position}"
        made.append(Bound(key, labels.of_quote(facts, one.heading or one.ordinal or key), one))
    return Elements(tuple(made))


def _found(found: tuple[Found, ...] | Missing, scope: Scope, trace: Trace) -> Elements | Undefined:
    if isinstance(found, Missing):
        trace.doubts.extend(found.doubts)
        return Undefined(found.reason)
    own = scope.documents.own
    return Elements(tuple(Bound(one.key, labels.of_quote(own, one.text), one) for one in found))


def _listed(one: Evaluated, scope: Scope) -> Bound:
    value = one.value
    own = scope.documents.own
    match value:
        case Affine():
            key = "?" if value.terms else render_exact(value.constant)
        case TextFact():
            key = value.raw
        case date():
            key = value.isoformat()
        case Line():
            key = value.id
        case _:
            key = "?"
    if isinstance(value, Affine | Composite | Undefined | TextFact | date | Line):
        return Bound(key, labels.both(own, key, key), value)
    raise TypeError(f"{one.step.words} is no element of a list")
