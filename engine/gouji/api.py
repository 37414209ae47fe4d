"""Bytes in, values out: the functions that compose the rooms.

A pack's files become a `Pack`, a document's bytes a `Document` or the reasons why not, and both together a result.
Files, the terminal, the clock and the network are not known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from gouji.check.checker import check as check_rules
from gouji.diagnostics import Diagnostic, RulesRejectedError, Text
from gouji.evaluate.counting import planned
from gouji.evaluate.evaluate import NO_WAIVERS, evaluate
from gouji.facts.gather import gather, report_format
from gouji.facts.model import NOTHING, NOWHERE, Documents
from gouji.findings import STATUSES, Defect, Fact, Place, ReportResult, Unread, verdict_of
from gouji.intake.encoding import MAX_BYTES
from gouji.intake.reading import Reading, read_document
from gouji.plan.plan import Plan, plan
from gouji.report.build import build, report_hash
from gouji.report.load import Form, form_of, load
from gouji.report.model import Defect as ReportDefect
from gouji.report.model import Place as ReportPlace
from gouji.report.model import Report, Unloadable
from gouji.source import Source, Span
from gouji.syntax.reader import read as read_rules
from gouji.syntax.reader import source_from_bytes
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest, load_sources
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest
from gouji.vocabulary.queries import heading_of
from gouji.vocabulary.schema import schema_of

__all__ = [
    "MANIFEST", "Document", "Overrides", "Pack", "check_document", "load_pack", "open_document", "read_only", "sections_of",
]  # fmt: skip

MANIFEST: Final = "pack.yaml"
RULES_ENDING: Final = ".rules"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that can be used: its plan, what its reports may say, and what is doubtful about its files."""

    manifest: Manifest
    vocabulary: Vocabulary
    plan: Plan
    form: Form
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of which a report could be made.

    `doubts` and `places` go by JSON pointer; `decided` says of a metadata field how it was found.
    """

    name: str
    report: Report
    doubts: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]
    decided: Mapping[str, str]
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Overrides:
    """Facts given by the user, which count instead of those read."""

    year: int | None = None
    agency: str | None = None
    level: str | None = None
    scope: str | None = None
    form: str | None = None


# ── packs ───────────────────────────────────────────────────────────────────


def load_pack(files: Mapping[str, bytes]) -> Pack:
    """Return the pack that files make, by name: `pack.yaml`, what it names, and every `*.rules`.

    Raises:
        RulesRejectedError: something is wrong; holds the complaints of all files that could be looked at.
    """
    manifest = load_manifest(_file(files, MANIFEST), MANIFEST)
    complaints: list[Diagnostic] = []
    vocabulary = sources = None
    try:
        vocabulary = load_vocabulary(_file(files, manifest.vocabulary, manifest), manifest.vocabulary)
    except RulesRejectedError as rejected:
        complaints += rejected.diagnostics
    try:
        sources = load_sources(_file(files, manifest.sources, manifest), manifest.sources, manifest.languages)
    except RulesRejectedError as rejected:
        complaints += rejected.diagnostics
    trees = []
    for name in sorted(one for one in files if one.endswith(RULES_ENDING)):
        try:
            trees.append(read_rules(source_from_bytes(name, files[name])))
        except RulesRejectedError as rejected:
            complaints += rejected.diagnostics
    if vocabulary is None or sources is None or complaints:
        raise RulesRejectedError(complaints)
    checked = check_rules(trees, vocabulary, sources, manifest)
    form = form_of(schema_of(vocabulary))
    return Pack(manifest, vocabulary, plan(checked.rules), form, checked.warnings)


def _file(files: Mapping[str, bytes], name: str, manifest: Manifest | None = None) -> bytes:
    if name in files:
        return files[name]
    source = Source(name, "") if manifest is None else manifest.source
    at = max(source.text.find(name), 0)
    message = Text(f"规则包缺少文件 `{name}`", f"the pack has no file `{name}`")
    help_ = Text("补上该文件，或改正 pack.yaml 中的文件名", "add the file, or correct its name in pack.yaml")
    span = Span(at, at + len(name)) if manifest is not None else Span(0, 0)
    raise RulesRejectedError([Diagnostic("V299", "error", source, span, message, help_)])


def sections_of(pack: Pack) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the sections of the form in order, with the headings under which findings are grouped."""
    first = pack.vocabulary.languages[0]
    return tuple(
        (one.id, {**dict(one.labels.texts), first: heading_of(pack.vocabulary, one)})
        for one in pack.vocabulary.sections
    )


# ── documents ───────────────────────────────────────────────────────────────


def open_document(name: str, content: bytes, pack: Pack, max_bytes: int = MAX_BYTES) -> Document | Unread:
    """Return the report that a document or a report JSON holds, or why it could not be read."""
    if _is_json(name, content):
        return _open_json(name, content, pack, max_bytes)
    reading = read_document(name, content, pack.vocabulary, max_bytes)
    if not reading.report:
        return Unread(name, reading.defects)
    return _opened(name, reading)


def read_only(name: str, content: bytes, pack: Pack, max_bytes: int = MAX_BYTES) -> Reading | Unread:
    """Return what a document says, unchecked: its report JSON with the source map."""
    reading = read_document(name, content, pack.vocabulary, max_bytes)
    return reading if reading.report else Unread(name, reading.defects)


def _is_json(name: str, content: bytes) -> bool:
    return name.lower().endswith(".json") or content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _open_json(name: str, content: bytes, pack: Pack, max_bytes: int) -> Document | Unread:
    loaded = load(content, name, pack.form, max_bytes)
    if isinstance(loaded, Unloadable):
        return Unread(name, tuple(_defect(one, pack.vocabulary, whole=True) for one in loaded.defects))
    defects = tuple(_defect(one, pack.vocabulary) for one in loaded.defects)
    return Document(name, loaded, NOTHING, NOWHERE, {}, defects)


def _opened(name: str, reading: Reading) -> Document:
    doubts = {pointer: tuple(said["doubts"]) for pointer, said in reading.source_map.items() if said["doubts"]}
    places = {pointer: _place(said["place"]) for pointer, said in reading.source_map.items()}
    decided = {
        pointer[1:].replace("/", "."): str(said["decided"])
        for pointer, said in reading.source_map.items()
        if "decided" in said
    }
    return Document(name, build(reading.report), doubts, places, decided, reading.defects)


def _place(said: Mapping[str, Any]) -> Place:
    return Place(**{key: value for key, value in said.items() if key in Place.__slots__})


def _defect(one: ReportDefect, vocabulary: Vocabulary, *, whole: bool = False) -> Defect:
    place = None if one.place is None else _place_of(one.place)
    message = {"zh": one.message.zh, "en": one.message.en}
    return Defect(one.code, message, one.pointer, place, whole or _required(one.pointer, vocabulary))


def _place_of(place: ReportPlace) -> Place:
    box = None if place.box is None or len(place.box) != 4 else _box(place.box)
    return Place(
        file=place.file, line=place.line, column=place.column, page=place.page, box=box, table=place.table,
        table_row=place.row, start=place.start, end=place.end,
    )  # fmt: skip


def _box(box: tuple[Decimal, ...]) -> tuple[str, str, str, str]:
    left, top, right, bottom = (str(edge) for edge in box)
    return (left, top, right, bottom)


def _required(pointer: str, vocabulary: Vocabulary) -> bool:
    """Return whether a pointer names the whole report, or a table or section that the form requires."""
    steps = pointer.split("/")[1:]
    match steps:
        case []:
            return True
        case ["tables", table]:
            found = vocabulary.table(table)
            return found is not None and found.required
        case ["sections", section]:
            known = vocabulary.section(section)
            return known is not None and known.required
        case _:
            return False


# ── checking ────────────────────────────────────────────────────────────────


def check_document(
    document: Document,
    pack: Pack,
    overrides: Overrides | None = None,
    waivers: Mapping[str, str] = NO_WAIVERS,
    *,
    everything: bool = False,
) -> ReportResult:
    """Return the result of one report; `everything` also lists the instances that pass or do not apply."""
    given = overrides or Overrides()
    report = _overridden(document.report, given)
    facts = gather(report, pack.vocabulary, document.doubts, places=document.places, name=document.name)
    documents = Documents(facts)
    found = evaluate(pack.plan, documents, waivers, passes=everything)
    idle = frozenset(one.rule for one in found.instances if one.reason == "empty_axis")
    listed = tuple(one for one in found.instances if everything or one.status not in ("pass", "not_applicable"))
    return ReportResult(
        document.name,
        report_hash(report),
        _facts(report, document, given, pack.vocabulary, report_format(facts)),
        listed,
        {status: found.counts.get(status, 0) for status in STATUSES},
        planned(pack.plan, documents),
        verdict_of(found.instances),
        document.defects,
        tuple(sorted(idle)),
    )


def _overridden(report: Report, given: Overrides) -> Report:
    agency = replace(
        report.agency,
        name=given.agency or report.agency.name,
        level=given.level or report.agency.level,
        scope=given.scope or report.agency.scope,
    )
    changed = replace(report, agency=agency, year=report.year if given.year is None else given.year)
    return changed if given.form is None else replace(changed, format=given.form, formats={})


_FACTS: Final = ("agency.name", "year", "format", "agency.scope", "agency.level")


def _facts(report: Report, document: Document, given: Overrides, vocabulary: Vocabulary, form: str) -> tuple[Fact, ...]:
    values = {
        "agency.name": report.agency.name,
        "year": None if report.year is None else str(report.year),
        "format": form,
        "agency.scope": report.agency.scope,
        "agency.level": report.agency.level,
    }
    handed = {
        "agency.name": given.agency, "year": given.year, "format": given.form, "agency.scope": given.scope,
        "agency.level": given.level,
    }  # fmt: skip
    made = []
    for name in _FACTS:
        how = "given" if handed[name] is not None else _decided(name, values[name], document, report)
        made.append(
            Fact(name, values[name], _label(name, vocabulary), how, _value_label(name, values[name], vocabulary))
        )
    return tuple(made)


def _decided(name: str, value: str | None, document: Document, report: Report) -> str:
    if value is None:
        return "unknown"
    if name == "format":
        return "from_tables" if document.places and report.formats else "stated" if report.format else "from_year"
    return document.decided.get(name, "stated")


def _label(name: str, vocabulary: Vocabulary) -> Mapping[str, str]:
    known = vocabulary.metadata_field(name)
    return dict(known.labels.texts) if known is not None else {vocabulary.languages[0]: name}


def _value_label(name: str, value: str | None, vocabulary: Vocabulary) -> Mapping[str, str] | None:
    known = vocabulary.metadata_field(name)
    shown = next((one for one in known.values if one.id == value), None) if known is not None else None
    return None if shown is None else dict(shown.labels.texts)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of a pack's files by name and content."""
    whole = hashlib.sha256()
    for name in sorted(files):
        for piece in (name.encode(), files[name]):
            whole.update(len(piece).to_bytes(8, "big") + piece)
    return whole.hexdigest()
