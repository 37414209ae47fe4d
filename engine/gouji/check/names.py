"""What a name and its fields mean: variables, lets, given names, tables, and the fields of each of them.

A half name such as `agency` or `section` is a `Space`: nothing by itself, but it has fields.
"""

from __future__ import annotations

from typing import Literal, get_args

from gouji.check import expressions, lets, messages_kinds, messages_names
from gouji.check.build import made
from gouji.check.core import (
    CHILD,
    HOPS,
    OWN,
    Bound,
    ChildrenAxis,
    Document,
    Element,
    Expression,
    FirstMatch,
    HeadingsAxis,
    HoleOf,
    Hop,
    Id,
    LineAxis,
    LinesAxis,
    MatchField,
    MatchText,
    MentionsAxis,
    MetadataAt,
    SectionField,
    SectionsAxis,
    TextOf,
    TheDocument,
    TheSection,
    TheTable,
    Variable,
    VariableField,
)
from gouji.check.holes import holes_of_mention
from gouji.check.scope import MAX_DEPTH, Scope
from gouji.check.types import DATE, NUMBER_TYPE, SECTIONS, TEXT, Type, Typed
from gouji.diagnostics import Text
from gouji.prose.words import Whose
from gouji.record import Record
from gouji.source import Span
from gouji.syntax.nodes import Field, Name, Word
from gouji.vocabulary.model import FieldKind, MetadataField

TextName = Literal["document", "title", "preamble", "closing"]
SectionFieldName = Literal["heading", "ordinal", "text", "position", "label", "numeral", "number"]
HeadingFieldName = Literal["heading", "ordinal", "number", "position", "section"]
PartFieldName = Literal["heading", "ordinal", "number", "position", "text"]

MAX_HOPS = 2


class Space(Record, frozen=True):
    """The first half of a name: `section`, `mentions` or the first words of a metadata field."""

    what: Literal["section", "mentions", "metadata"]
    document: Document
    prefix: str
    over: bool
    span: Span


def named(scope: Scope, expression: Name | Field) -> Typed | Space | None:
    """Return what a name or a field means."""
    if scope.depth > MAX_DEPTH:
        scope.complain(messages_kinds.too_deep(scope.source, expression.span, MAX_DEPTH))
        return None
    match expression:
        case Name(word, span):
            return _bare(scope, word, span)
        case Field(Name() | Field() as of, word, span):
            base = named(scope.deeper(), of)
        case Field(of, word, span):
            base = expressions.checked(scope.deeper(), of)
    match base:
        case None:
            return None
        case Space():
            return _field_of_space(scope, base, word, span)
        case Typed():
            return _field(scope, base, word, span)


def _bare(scope: Scope, word: Word, span: Span) -> Typed | Space | None:
    name = word.text
    if word.quoted:
        scope.complain(messages_names.label_alone(scope.source, span, name))
        return None
    if name in scope.variables:
        return bound(scope, name, span)
    if not_visible(scope, name, span):
        return None
    let = scope.let(name)
    if let is not None:
        return lets.let_value(scope, name, let, span)
    found = _given(scope, OWN, word, span, over=False)
    if found is not None:
        return found
    scope.complain(messages_names.unknown_name(scope.source, span, name, scope.visible()))
    return None


def not_visible(scope: Scope, name: str, span: Span) -> bool:
    """Return whether a name is that of a variable which cannot be used here; complain unless that was done before."""
    if name in scope.broken:
        return True
    if name in scope.later:
        scope.complain(messages_names.bound_later(scope.source, span, name))
        return True
    return False


def bound(scope: Scope, name: str, span: Span) -> Typed:
    """Return what a variable stands for."""
    kind = scope.variables[name]
    words = scope.words(span) or name
    core: Expression
    match kind.kind:
        case "document":
            core = TheDocument(Document(name), words=words, kind="document")
        case "section":
            core = TheSection(OWN, Variable(name), words=words, kind="section")
        case _:
            core = Bound(name, words=words, kind=kind.kind, unit=kind.unit)
    return Typed(core, kind, span)


# ── what every document has ─────────────────────────────────────────────────


def _given(scope: Scope, document: Document, word: Word, span: Span, *, over: bool) -> Typed | Space | None:
    name, vocabulary = word.text, scope.desk.vocabulary
    words = scope.words(span) or name
    match name:
        case "section" | "mentions":
            return Space(name, document, name, over, span)
        case "document" | "preamble" | "closing" | "title":
            return Typed(TextOf(document, name, words=words, kind="text"), Type("text", over=over), span)
        case "sections":
            ids = tuple(one.id for one in vocabulary.sections)
            return Typed(SectionsAxis(ids, words=words, kind="set"), Type("set", owner=SECTIONS, ids=ids), span)
        case "headings":
            return Typed(HeadingsAxis(document, words=words, kind="set"), Type("set", found=True, over=over), span)
        case "prior" | "parent" | "peer" | "copy" | "earlier" | "listed":
            return _hop(scope, document, name, span, over=over)
        case "children":
            return _children(scope, document, words, span)
    if vocabulary.metadata_field(name) is not None:
        return _metadata(scope, document, name, span, over=over)
    if any(one.name.startswith(name + ".") for one in vocabulary.metadata):
        return Space("metadata", document, name, over, span)
    if vocabulary.table(name) is not None:
        return Typed(TheTable(document, name, words=words, kind="table"), Type("table", over=over), span)
    return None


def _hop(scope: Scope, document: Document, hop: Hop, span: Span, *, over: bool) -> Typed | None:
    longer = Document(document.variable, (*document.hops, hop))
    if len(longer.hops) + (1 if over else 0) > MAX_HOPS:
        scope.complain(messages_names.too_many_hops(scope.source, span))
        return None
    core = TheDocument(longer, words=scope.words(span), kind="document")
    return Typed(core, Type("document", over=over), span)


def _children(scope: Scope, document: Document, words: str, span: Span) -> Typed | None:
    if document != OWN:
        scope.complain(messages_names.too_many_hops(scope.source, span))
        return None
    return Typed(ChildrenAxis(words=words, kind="set"), Type("set"), span)


def _metadata(scope: Scope, document: Document, name: str, span: Span, *, over: bool) -> Typed:
    field = scope.desk.vocabulary.metadata_field(name)
    kind = metadata_type(scope, field) if field is not None else TEXT
    core = MetadataAt(document, name, words=scope.words(span), kind=kind.kind, unit=kind.unit)
    return Typed(core, Type(kind.kind, kind.dimension, kind.unit, values=kind.values, over=over), span)


def metadata_type(scope: Scope, field: MetadataField) -> Type:
    """Return the type of a metadata field; the format has the vocabulary's formats as its values."""
    match field.kind:
        case FieldKind.NUMBER:
            return NUMBER_TYPE
        case FieldKind.DATE:
            return DATE
        case FieldKind.TEXT | FieldKind.ENUM:
            if field.name == "format":
                return Type("text", values=tuple(one.id for one in scope.desk.vocabulary.formats))
            return Type("text", values=tuple(one.id for one in field.values) or None)


# ── fields ──────────────────────────────────────────────────────────────────


def space_fields(scope: Scope, space: Space) -> tuple[str, ...]:
    """Return the words that may follow the first half of a name."""
    vocabulary = scope.desk.vocabulary
    match space.what:
        case "section":
            return tuple(one.id for one in vocabulary.sections)
        case "mentions":
            return tuple(one.id for one in vocabulary.mentions)
        case "metadata":
            start = space.prefix + "."
            return tuple(one.name.removeprefix(start) for one in vocabulary.metadata if one.name.startswith(start))


def _field_of_space(scope: Scope, space: Space, word: Word, span: Span) -> Typed | Space | None:
    vocabulary, name = scope.desk.vocabulary, word.text
    match space.what:
        case "section":
            if vocabulary.section(name) is None:
                scope.complain(
                    messages_names.unknown_section(scope.source, word.span, name, space_fields(scope, space))
                )
                return None
            core = TheSection(space.document, Id(name), words=scope.words(span), kind="section")
            return Typed(core, Type("section", owner=SECTIONS, ids=(name,), over=space.over), span)
        case "mentions":
            mention = vocabulary.mention(name)
            if mention is not None:
                axis = MentionsAxis(space.document, name, words=scope.words(span), kind="set")
                holes = holes_of_mention(vocabulary, mention)
                return Typed(axis, Type("set", holes=holes, found=True, over=space.over), span)
        case "metadata":
            full = f"{space.prefix}.{name}"
            if vocabulary.metadata_field(full) is not None:
                return _metadata(scope, space.document, full, span, over=space.over)
            if any(one.name.startswith(full + ".") for one in vocabulary.metadata):
                return Space("metadata", space.document, full, space.over, span)
    of = Text(f"`{space.prefix}` ", f"`{space.prefix}`")
    scope.complain(messages_names.unknown_field(scope.source, word.span, name, of, space_fields(scope, space)))
    return None


def _field(scope: Scope, base: Typed, word: Word, span: Span) -> Typed | Space | None:
    core, name = base.core, word.text
    match core:
        case TheDocument(document=document):
            found = _given(scope, document, word, span, over=base.type.over)
            known: tuple[str, ...] = scope.outside_rule(scope.source).visible()
            if found is not None or name in (*HOPS, "children"):
                return found
        case ChildrenAxis():
            found = _given(scope, Document(CHILD), word, span, over=True)
            known = scope.outside_rule(scope.source).visible()
            if found is not None or name in (*HOPS, "children"):
                return found
        case TheTable(document=document, table=table):
            known = ("rows", "columns")
            if name in known and not base.type.over:
                return _lines(scope, document, table, "row" if name == "rows" else "column", span)
        case TheSection(document=document, section=section):
            known = get_args(SectionFieldName)
            if name in known:
                return _section_field(scope, document, section, name, span, over=base.type.over)
        case Bound(kind="heading" | "part"):
            known = get_args(HeadingFieldName if core.kind == "heading" else PartFieldName)
            if name in known:
                return _variable_field(scope, core, name, span)
        case Bound(kind="match" | "mention") | FirstMatch():
            known = (*(hole[0] for hole in base.type.holes), *get_args(MatchField))
            if name in known:
                return _match_field(scope, core, base, name, span)
        case _:
            known = ()
    kind = messages_kinds.kind_words(base.type)
    scope.complain(messages_names.unknown_field(scope.source, word.span, name, kind, known))
    return None


def _lines(scope: Scope, document: Document, table_id: str, axis: LineAxis, span: Span) -> Typed:
    table = scope.desk.vocabulary.table(table_id)
    ids = tuple(line.id for line in table.lines(axis)) if table is not None else ()
    core = LinesAxis(document, table_id, axis, ids, words=scope.words(span), kind="set")
    return Typed(core, Type("set", owner=(axis, table_id), ids=ids), span)


def _section_field(scope: Scope, document: Document, section: Element, name: str, span: Span, *, over: bool) -> Typed:
    field = next(one for one in _SECTION_FIELDS if one == name)
    number = field in ("position", "number")
    kind = Type("number", NUMBER_TYPE.dimension, "", over=over) if number else Type("text", over=over)
    core = SectionField(document, section, field, words=scope.words(span), kind=kind.kind, unit=kind.unit)
    return Typed(core, kind, span)


def _variable_field(scope: Scope, of: Bound, name: str, span: Span) -> Typed:
    field = next(one for one in _VARIABLE_FIELDS if one == name)
    kind = NUMBER_TYPE if field in ("position", "number") else TEXT
    if field == "section":
        kind = Type("text", values=tuple(one.id for one in scope.desk.vocabulary.sections))
    core = VariableField(of, field, words=scope.words(span), kind=kind.kind, unit=kind.unit)
    return Typed(core, kind, span)


def _match_field(scope: Scope, of: Bound | FirstMatch, base: Typed, name: str, span: Span) -> Typed | None:
    words = scope.words(span)
    for hole, hole_type, kind in base.type.holes:
        if hole == name:
            core = HoleOf(of, hole, hole_type, words=words, kind=kind.kind, unit=kind.unit)
            return made(scope, core, kind, span, base)
    what: MatchField = next(one for one in _MATCH_FIELDS if one == name)
    kind = Type("text", values=get_args(Whose)) if what == "scope" else TEXT
    return made(scope, MatchText(of, what, words=words, kind="text"), kind, span, base)


_MATCH_FIELDS: tuple[MatchField, ...] = get_args(MatchField)
_SECTION_FIELDS: tuple[SectionFieldName, ...] = get_args(SectionFieldName)
_VARIABLE_FIELDS: tuple[Literal["heading", "ordinal", "number", "position", "section", "text"], ...] = (
    "heading",
    "ordinal",
    "number",
    "position",
    "section",
    "text",
)
