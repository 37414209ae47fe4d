"""Texts and metadata of a report: segments with pointers, sections, headings, parts, and what is not there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from gouji.facts.gather import doubts_at, doubts_of_absent
from gouji.facts.model import Facts, HeadingFact, Missing, Segment, TextFact
from gouji.facts.ordinals import ordinal_number
from gouji.record import replace
from gouji.report.model import ReportSection, pointer_of
from gouji.values import Exact


def segments(facts: Facts) -> tuple[Segment, ...]:
    """Return all segments of the report in document order; the same tuple each time."""
    found = facts.memo.get("segments")
    if isinstance(found, tuple):
        return found
    plain = not facts.doubts and not facts.name
    made = tuple([one if plain else _doubted(facts, one) for one in _every_segment(facts)])
    facts.memo["segments"] = made
    return made


def _doubted(facts: Facts, segment: Segment) -> Segment:
    doubts = doubts_at(facts, segment.pointer)
    return replace(segment, doubts=doubts, document=facts.name) if doubts or facts.name else segment


def _every_segment(facts: Facts) -> Iterator[Segment]:
    report = facts.report
    yield from _segment("title", "/title", report.title)
    yield from _segment("preamble", "/preamble", report.preamble)
    for index, section in enumerate(report.sections):
        key = section_key(section, index)
        yield from _segment(key, f"/sections/{index}/heading", section.heading)
        yield from _own_segments(section, index, key)
    yield from _segment("closing", "/closing", report.closing)


def _segment(key: str, pointer: str, text: str | None) -> Iterator[Segment]:
    if text is not None:
        yield Segment(key, pointer, text)


def _own_segments(section: ReportSection, index: int, key: str) -> Iterator[Segment]:
    yield from _segment(key, f"/sections/{index}/text", section.text)
    for number, part in enumerate(section.parts):
        yield from _segment(key, f"/sections/{index}/parts/{number}/heading", part.heading)
        yield from _segment(key, f"/sections/{index}/parts/{number}/text", part.text)


def section_key(section: ReportSection, index: int) -> str:
    """Return what instance ids call a found section: its id, or `heading-N` when it is none of the form's."""
    return section.id if section.id is not None else f"heading-{index + 1}"


def found_section(facts: Facts, section_id: str) -> tuple[int, ReportSection] | None:
    """Return the first section of the report with this id, and its index."""
    for index, section in enumerate(facts.report.sections):
        if section.id == section_id:
            return (index, section)
    return None


def absent_section(facts: Facts, section_id: str) -> Missing:
    """Return the absence of a section; it is doubted when a defect names it."""
    pointer = pointer_of("sections", section_id)
    return Missing("section_absent", pointer, doubts=doubts_of_absent(facts, pointer))


def section_text(facts: Facts, section_id: str) -> TextFact | Missing:
    """Return a section's own text: its text, then heading and text of each part."""
    found = found_section(facts, section_id)
    if found is None:
        return absent_section(facts, section_id)
    index, section = found
    own = tuple(_doubted(facts, one) for one in _own_segments(section, index, section_id))
    return _text(facts, own, pointer_of("sections", index, "text"))


def section_position(facts: Facts, section_id: str) -> int | None:
    """Return the rank of a section among the form's sections that are present, from 1."""
    known = {one.id for one in facts.vocabulary.sections}
    present = dict.fromkeys(one.id for one in facts.report.sections if one.id in known)
    return next((rank for rank, one in enumerate(present, 1) if one == section_id), None)


def section_string(facts: Facts, section_id: str, which: str) -> TextFact | Missing:
    """Return the heading or the ordinal of a section, as printed."""
    found = found_section(facts, section_id)
    if found is None:
        return absent_section(facts, section_id)
    index, section = found
    text = section.heading if which == "heading" else section.ordinal
    return printed(facts, text, pointer_of("sections", index, which), section_id)


def printed(facts: Facts, text: str | None, pointer: str, key: str = "") -> TextFact | Missing:
    """Return one string of the report as a text, or its absence."""
    if text is None:
        return Missing("text_absent", pointer, absent=True, doubts=doubts_of_absent(facts, pointer))
    return TextFact((Segment(key, pointer, text, doubts_at(facts, pointer), facts.name),))


def whole_text(facts: Facts, what: str) -> TextFact | Missing:
    """Return `document`, `preamble` or `closing`, or the `title`, which is metadata when it is missing."""
    if what == "document":
        return _text(facts, segments(facts), "")
    own = tuple(one for one in segments(facts) if one.section == what and one.pointer == f"/{what}")
    if not own and what == "title":
        return Missing("field_absent", "/title", absent=True, doubts=doubts_of_absent(facts, "/title"))
    return _text(facts, own, f"/{what}")


def _text(facts: Facts, own: tuple[Segment, ...], pointer: str) -> TextFact | Missing:
    if not own:
        return Missing("text_absent", pointer, absent=True, doubts=doubts_of_absent(facts, pointer))
    return TextFact(own)


# ── headings and parts ──────────────────────────────────────────────────────


def headings(facts: Facts) -> tuple[HeadingFact, ...] | Missing:
    """Return the headings of the top level in document order; unknown when the report has no text at all."""
    if not segments(facts):
        return Missing("text_absent", "/sections", doubts=doubts_of_absent(facts, "/sections"))
    made: list[HeadingFact] = []
    for index, section in enumerate(facts.report.sections):
        pointer = pointer_of("sections", index, "heading")
        number = ordinal_number(section.ordinal)
        key = section_key(section, index)
        doubts = doubts_at(facts, pointer)
        made.append(
            HeadingFact(
                "heading",
                pointer,
                section.id,
                key,
                section.heading,
                section.ordinal,
                number,
                len(made) + 1,
                None,
                doubts,
            )
        )
    return tuple(made)


def parts(facts: Facts, section_id: str) -> tuple[HeadingFact, ...] | Missing:
    """Return the parts of a section in document order; unknown when the section is absent."""
    found = found_section(facts, section_id)
    if found is None:
        return absent_section(facts, section_id)
    index, section = found
    made = []
    for position, part in enumerate(section.parts, 1):
        pointer = pointer_of("sections", index, "parts", position - 1)
        number = ordinal_number(part.ordinal)
        doubts = doubts_at(facts, pointer)
        made.append(
            HeadingFact(
                "part",
                pointer,
                section_id,
                section_id,
                part.heading,
                part.ordinal,
                number,
                position,
                part.text,
                doubts,
            )
        )
    return tuple(made)


# ── metadata ────────────────────────────────────────────────────────────────


def metadata(facts: Facts, name: str) -> Exact | str | datetime.date | Missing:
    """Return a metadata field by its dotted name; a date that is none is `no_such_date`."""
    pointer = pointer_of(*name.split("."))
    value = _stated(facts, name)
    if value is None:
        return Missing("field_absent", pointer, absent=True, doubts=doubts_of_absent(facts, pointer))
    if name != "published" or not isinstance(value, str):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return Missing("no_such_date", pointer, doubts=doubts_at(facts, pointer))


def _stated(facts: Facts, name: str) -> Exact | str | None:
    report = facts.report
    match name:
        case "year":
            return report.year
        case "format":
            return report.format
        case "title":
            return report.title
        case "published":
            return report.published
        case "agency.name":
            return report.agency.name
        case "agency.region":
            return report.agency.region
        case "agency.level":
            return report.agency.level
        case "agency.scope":
            return report.agency.scope
        case _:
            return None
