"""`vocabulary.yaml`: bytes enter, a `Vocabulary` leaves, or all complaints about the file at once."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from gouji.diagnostics import RulesRejectedError, Text
from gouji.source import Span
from gouji.values import BUILT_IN_UNITS, BlankPolicy, Domain, Unit
from gouji.vocabulary import messages
from gouji.vocabulary.fields import Complaints, Fields, refer, refuse_twice
from gouji.vocabulary.load_table import Known, read_printed, read_table
from gouji.vocabulary.model import (
    LEFT_OUT,
    METADATA_NAMES,
    FieldKind,
    FieldValue,
    Format,
    Hole,
    Mention,
    MetadataField,
    PatternText,
    Section,
    Vocabulary,
)
from gouji.vocabulary.strict_yaml import Scalar, read

HOLE_KINDS: Final = ("count", "year", "date", "money", "percent")

_BUILT_IN: Final = frozenset(unit.id for unit in BUILT_IN_UNITS)
_HOLE: Final = re.compile(r"(?<!\\)\{\s*([^\W\d]\w*)\s*:\s*([^{}]*?)\s*\}")


def load_vocabulary(content: bytes, name: str) -> Vocabulary:
    """Return the vocabulary that a file declares.

    Raises:
        RulesRejectedError: the file cannot be used; it holds every complaint.
    """
    document = read(content, name)
    complaints = Complaints(document.source)
    for complaint in document.diagnostics:
        complaints.add(complaint)
    if document.root is None:
        raise RulesRejectedError(complaints.met)
    fields = Fields(document.root, complaints)
    vocabulary = _read_vocabulary(fields, complaints)
    fields.end()
    if complaints.met:
        raise RulesRejectedError(complaints.met)
    return vocabulary


def _read_vocabulary(fields: Fields, complaints: Complaints) -> Vocabulary:
    languages = tuple(one.text for one in fields.texts("languages")) or ("zh", "en")
    formats = fields.listed("formats", lambda one: _read_format(one, languages), needed=True)
    placed = fields.listed("units", lambda one: _read_unit(one, languages))
    units = tuple(unit for unit, _ in placed)
    ids = tuple(one.id for one in formats)
    unit_ids = tuple(one.id for one in (*BUILT_IN_UNITS, *units) if one.id)
    bare = Known(languages, ids, unit_ids, ())
    sections = fields.listed("sections", lambda one: _read_section(one, bare, complaints), needed=True)
    known = Known(languages, ids, unit_ids, tuple(one.id for one in sections))
    tables = fields.listed("tables", lambda one: read_table(one, known, complaints), needed=True)
    metadata = fields.listed("metadata", lambda one: _read_metadata(one, known, complaints))
    mentions = fields.listed("mentions", lambda one: _read_mention(one, known, complaints))
    _refuse_overlapping_years(formats, complaints)
    refuse_twice(((one.id, one.span) for one in formats), complaints)
    for unit, span in placed:
        if unit.id in _BUILT_IN:
            complaints.add(messages.declared_twice(complaints.source, span, unit.id, None))
    refuse_twice(((unit.id, span) for unit, span in placed), complaints)
    refuse_twice(((one.id, one.span) for one in sections), complaints)
    refuse_twice(((one.id, one.span) for one in tables), complaints)
    refuse_twice(((one.name, one.span) for one in metadata), complaints)
    refuse_twice(((one.id, one.span) for one in mentions), complaints)
    return Vocabulary(
        kind=fields.text("kind"),
        languages=languages,
        labels=fields.labels("label", languages),
        ordinal_mark=fields.optional_text("ordinal_mark") or "",
        placeholders=tuple(one.text for one in fields.texts("placeholders")),
        number_columns=tuple(one.text for one in fields.texts("number_columns")),
        unit_columns=tuple(one.text for one in fields.texts("unit_columns")),
        remark_columns=tuple(one.text for one in fields.texts("remark_columns")),
        formats=formats,
        units=units,
        metadata=metadata,
        sections=sections,
        tables=tables,
        mentions=mentions,
        source=complaints.source,
    )


def _read_format(fields: Fields, languages: tuple[str, ...]) -> Format:
    name = fields.optional_scalar("id") or Scalar(fields.text("id"), fields.span, False)
    return Format(
        id=name.text,
        labels=fields.labels("label", languages),
        first_year=fields.integer("first_year") or 0,
        last_year=fields.integer("last_year"),
        span=name.span,
    )


def _refuse_overlapping_years(formats: tuple[Format, ...], complaints: Complaints) -> None:
    for index, one in enumerate(formats):
        if one.last_year is not None and one.last_year < one.first_year:
            complaints.add(messages.years_wrong(complaints.source, one.span, one.id))
        for other in formats[:index]:
            if one.covers(other.first_year) or other.covers(one.first_year):
                complaints.add(messages.years_wrong(complaints.source, one.span, other.id))


def _read_unit(fields: Fields, languages: tuple[str, ...]) -> tuple[Unit, Span]:
    name = fields.name("id")
    unit = Unit(
        id=name.text,
        dimension=fields.text("dimension"),
        scale=fields.ratio("scale", Fraction(1)),
        labels=fields.labels("label", languages),
        domain=fields.choice("domain", Domain) or Domain.RATIONAL,
        blank=fields.choice("blank", BlankPolicy),
    )
    return unit, name.span


def _read_section(fields: Fields, known: Known, complaints: Complaints) -> Section:
    name = fields.name("id")
    printed = read_printed(fields, known, complaints)
    return Section(
        id=name.text,
        ordinal=fields.optional_text("ordinal") or "",
        printed=printed,
        labels=fields.labels("label", known.languages, first=printed.usual),
        aliases=tuple(one.text for one in fields.texts("aliases")),
        required=fields.truth("required", True),
        span=name.span,
        loose=tuple(one.text for one in fields.texts("loose")),
    )


def _read_metadata(fields: Fields, known: Known, complaints: Complaints) -> MetadataField:
    name = fields.name("name", dotted=True)
    refer(name, METADATA_NAMES, Text("报告属性", "field of a report"), complaints)
    kind = fields.choice("kind", FieldKind) or FieldKind.TEXT
    values = fields.listed("values", lambda one: _read_value(one, known), needed=kind is FieldKind.ENUM)
    refuse_twice(((one.id, one.span) for one in values), complaints)
    return MetadataField(name.text, kind, fields.labels("label", known.languages), values, name.span)


def _read_value(fields: Fields, known: Known) -> FieldValue:
    name = fields.optional_scalar("id") or Scalar(fields.text("id"), fields.span, False)
    return FieldValue(
        name.text,
        fields.labels("label", known.languages),
        name.span,
        tuple(one.text for one in fields.texts("name_ends")),
        tuple(one.text for one in fields.texts("front_says")),
    )


def _read_mention(fields: Fields, known: Known, complaints: Complaints) -> Mention:
    name = fields.name("id")
    unit = fields.optional_scalar("unit")
    listed = fields.texts("patterns")
    if not listed:
        fields.needed("patterns")
    sections = fields.texts("sections")
    return Mention(
        id=name.text,
        labels=fields.labels("label", known.languages),
        unit=refer(unit, known.units, Text("单位", "unit"), complaints) if unit is not None else "",
        holes=_read_holes(listed, complaints),
        patterns=tuple(_pattern(one) for one in listed),
        not_before=tuple(_pattern(one) for one in fields.texts("not_before")),
        not_after=tuple(_pattern(one) for one in fields.texts("not_after")),
        unless=tuple(one.text for one in fields.texts("unless")),
        leave_out=_read_left_out(fields, complaints),
        sections=tuple(refer(one, known.sections, Text("章节", "section"), complaints) for one in sections),
        span=name.span,
    )


def _read_left_out(fields: Fields, complaints: Complaints) -> tuple[str, ...]:
    listed = fields.texts("leave_out")
    for one in listed:
        if one.text not in LEFT_OUT:
            complaints.add(messages.not_a_choice(complaints.source, one.span, one.text, LEFT_OUT))
    refuse_twice(((one.text, one.span) for one in listed), complaints)
    return tuple(one.text for one in listed)


def _pattern(scalar: Scalar) -> PatternText:
    return PatternText(scalar.text, scalar.span, scalar.verbatim)


def _read_holes(patterns: tuple[Scalar, ...], complaints: Complaints) -> tuple[Hole, ...]:
    read_all = [_holes_of(one, complaints) for one in patterns]
    for scalar, holes in zip(patterns[1:], read_all[1:], strict=True):
        if set(holes) != set(read_all[0]):
            found, wanted = _written(holes), _written(read_all[0])
            complaints.add(messages.holes_differ(complaints.source, scalar.span, found, wanted))
    return read_all[0] if read_all else ()


def _holes_of(pattern: Scalar, complaints: Complaints) -> tuple[Hole, ...]:
    holes: list[Hole] = []
    for match in _HOLE.finditer(pattern.text):
        hole = Hole(match.group(1), match.group(2))
        if hole.kind not in HOLE_KINDS or hole.name in [one.name for one in holes]:
            complaints.add(messages.wrong_hole(complaints.source, _inside(pattern, match), match.group(), HOLE_KINDS))
        holes.append(hole)
    if not holes and pattern.text:
        complaints.add(messages.no_hole(complaints.source, pattern.span))
    return tuple(holes)


def _inside(pattern: Scalar, match: re.Match[str]) -> Span:
    if not pattern.verbatim:
        return pattern.span
    return Span(pattern.span.start + match.start(), pattern.span.start + match.end())


def _written(holes: tuple[Hole, ...]) -> str:
    return " ".join(f"{{{hole.name}: {hole.kind}}}" for hole in holes) or "—"
