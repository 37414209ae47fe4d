"""`pack.yaml` and `sources.yaml`: bytes enter, a `Manifest` or `Sources` leaves, or all complaints at once."""

from __future__ import annotations

import hashlib

from gouji.diagnostics import RulesRejectedError
from gouji.vocabulary import messages
from gouji.vocabulary.fields import Complaints, Fields, refuse_twice
from gouji.vocabulary.pack_model import Clause, LegalSource, Manifest, Profile, Sources
from gouji.vocabulary.strict_yaml import Scalar, read

GRADES = ("error", "warning", "info", "off")


def load_manifest(content: bytes, name: str) -> Manifest:
    """Return the title page of a pack.

    Raises:
        RulesRejectedError: the file cannot be used; it holds every complaint.
    """
    fields, complaints = _open(content, name)
    languages = tuple(one.text for one in fields.texts("languages"))
    if not languages:
        fields.needed("languages")
    pack = fields.optional_scalar("id") or Scalar(fields.text("id"), fields.span, False)
    profiles = fields.listed("profiles", lambda one: _read_profile(one, languages, complaints))
    refuse_twice(((one.id, one.span) for one in profiles), complaints)
    manifest = Manifest(
        id=pack.text,
        titles=fields.labels("title", languages),
        authority=fields.labels("authority", languages),
        languages=languages,
        report_kind=fields.text("report_kind"),
        vocabulary=fields.optional_text("vocabulary") or "vocabulary.yaml",
        sources=fields.optional_text("sources") or "sources.yaml",
        profiles=profiles,
        source=complaints.source,
    )
    _end(fields, complaints)
    return manifest


def load_sources(content: bytes, name: str, languages: tuple[str, ...]) -> Sources:
    """Return the legal sources of a pack, each clause's text agreeing with its hash.

    Raises:
        RulesRejectedError: the file cannot be used; it holds every complaint.
    """
    fields, complaints = _open(content, name)
    entries = fields.listed("sources", lambda one: _read_source(one, languages, complaints), needed=True)
    refuse_twice(((one.id, one.span) for one in entries), complaints)
    _end(fields, complaints)
    return Sources(entries, complaints.source)


def clause_hash(text: str) -> str:
    """Return the SHA-256 of a clause's text, without surrounding blanks, in hexadecimal."""
    return hashlib.sha256(text.strip().encode("utf-8")).hexdigest()


def _open(content: bytes, name: str) -> tuple[Fields, Complaints]:
    document = read(content, name)
    complaints = Complaints(document.source)
    for complaint in document.diagnostics:
        complaints.add(complaint)
    if document.root is None:
        raise RulesRejectedError(complaints.met)
    return Fields(document.root, complaints), complaints


def _end(fields: Fields, complaints: Complaints) -> None:
    fields.end()
    if complaints.met:
        raise RulesRejectedError(complaints.met)


def _read_profile(fields: Fields, languages: tuple[str, ...], complaints: Complaints) -> Profile:
    name = fields.name("id")
    grades = fields.by_key("grades")
    for _, grade in grades:
        if grade.text not in GRADES:
            complaints.add(messages.not_a_choice(complaints.source, grade.span, grade.text, GRADES))
    pairs = tuple((rule.text, grade.text) for rule, grade in grades)
    return Profile(name.text, fields.labels("label", languages), pairs, name.span)


def _read_source(fields: Fields, languages: tuple[str, ...], complaints: Complaints) -> LegalSource:
    name = fields.name("id")
    in_force = fields.within("in_force", lambda one: (one.day("from"), one.day("until"))) or (None, None)
    clauses = fields.listed("clauses", lambda one: _read_clause(one, languages, complaints))
    refuse_twice(((one.place, one.span) for one in clauses), complaints)
    return LegalSource(
        id=name.text,
        titles=fields.labels("title", languages),
        number=fields.optional_text("number"),
        in_force_from=in_force[0],
        in_force_until=in_force[1],
        origin=fields.text("origin"),
        clauses=clauses,
        span=name.span,
    )


def _read_clause(fields: Fields, languages: tuple[str, ...], complaints: Complaints) -> Clause:
    place = fields.optional_scalar("place") or Scalar(fields.text("place"), fields.span, False)
    text = fields.text("text").strip()
    stated = fields.optional_scalar("sha256") or Scalar(fields.text("sha256"), place.span, False)
    computed = clause_hash(text)
    if stated.text and stated.text != computed:
        complaints.add(messages.wrong_hash(complaints.source, stated.span, place.text, computed))
    unchecked = fields.labels("unchecked", languages) if fields.optional("unchecked") is not None else None
    return Clause(place.text, text, computed, place.span, unchecked)
