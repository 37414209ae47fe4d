"""Bytes in, values out: the functions that compose the rooms.

A pack's files become a `Pack`, a document's bytes a `Document` or the reasons why not, and both together a result.
Files, the terminal, the clock and the network are not known here.
"""

from __future__ import annotations

from _pickle import dumps, loads  # the part in C does all of it, and loads in a tenth of the time
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from gouji.diagnostics import Diagnostic, RulesRejectedError, Text
from gouji.digest import sha256
from gouji.evaluate.around import ALONE, Document, Neighbours, Overrides, among, named, overridden
from gouji.evaluate.fast import FastPath
from gouji.evaluate.lacking import WANTED, lacking
from gouji.evaluate.told import told
from gouji.findings import STATUSES, Defect, Instance, ReportResult, Unread, verdict_of
from gouji.patterns.ready import ready_patterns, remember_patterns
from gouji.report.build import report_hash
from gouji.source import Source, Span

if TYPE_CHECKING:
    # Loading these takes longer than checking a report; a run with a kept pack needs few of them.
    from gouji.facts.model import Documents, Facts
    from gouji.intake.reading import Reading
    from gouji.patterns.machines import CompiledPattern
    from gouji.plan.fused import Fused
    from gouji.plan.plan import Plan
    from gouji.report.load import Form
    from gouji.report.model import Defect as ReportDefect
    from gouji.report.model import Report
    from gouji.vocabulary.model import Vocabulary
    from gouji.vocabulary.pack_model import Manifest, Sources

__all__ = [
    "ALONE", "MANIFEST", "MAX_DOCUMENT", "Document", "Neighbours", "Overrides", "Pack", "among", "check_document",
    "kept_pack", "load_pack", "open_document", "overridden", "read_only",
]  # fmt: skip

MANIFEST: Final = "pack.yaml"
RULES_ENDING: Final = ".rules"
MAX_DOCUMENT: Final = 64 * 1024 * 1024
"""Bytes of a document or report JSON; more is refused."""
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Pack:
    """A pack that can be used; what a clean report does not need is loaded when it is asked for.

    `digest` is of its files; `titles` are per language, `rules` the ids of the rules in order, `roles` the other
    documents that each of them speaks of.
    """

    __slots__ = ("_fast", "_form", "_plan", "_seldom", "_state", "digest", "id", "roles", "rules", "sections", "titles",
                 "vocabulary")  # fmt: skip

    def __init__(self, state: Mapping[str, Any], seldom: Callable[[], Mapping[str, bytes]]) -> None:
        self._state = state
        self._seldom = seldom
        self._plan: Plan | None = None
        self._form: Form | None = None
        self._fast: FastPath | None = None
        self.id: str = state["id"]
        self.digest: str = state["digest"]
        self.titles: Mapping[str, str] = state["titles"]
        self.rules: tuple[str, ...] = state["rules"]
        self.sections: tuple[tuple[str, Mapping[str, str]], ...] = state["sections"]
        self.vocabulary: Vocabulary = state["vocabulary"]
        self.roles: Mapping[str, tuple[str, ...]] = state["roles"]
        remember_patterns(state["wordings"])

    @property
    def plan(self) -> Plan:
        """The plan of the pack's rules."""
        if self._plan is None:
            from gouji.plan.plan import kept_plan

            kept = self._seldom()
            self._plan = kept_plan(kept["rules"], kept["plan"], self._state["patterns"])
        return self._plan

    @property
    def form(self) -> Form:
        """The report kind as strict loading needs it."""
        if self._form is None:
            from gouji.report.load import form_of
            from gouji.vocabulary.schema import schema_of

            self._form = form_of(schema_of(self.vocabulary))
        return self._form

    @property
    def fast(self) -> FastPath:
        """The compiled rules."""
        if self._fast is None:
            patterns: Mapping[str, CompiledPattern] = self._state["patterns"]
            fused: tuple[Fused, ...] = self._state["fused"]
            self._fast = FastPath(lambda: self.plan, self.rules, patterns, self.vocabulary, fused)
        return self._fast

    @property
    def sources(self) -> Sources:
        """The legal sources of the pack."""
        sources: Sources = loads(self._seldom()["sources"])
        return sources

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What is doubtful about the pack's files."""
        warnings: tuple[Diagnostic, ...] = loads(self._seldom()["warnings"])
        return warnings

    def kept(self) -> tuple[bytes, bytes]:
        """Return the pack as bytes: what every check needs, and what few need; `kept_pack` makes it of them again."""
        return dumps(self._state, protocol=5), dumps(self._seldom(), protocol=5)


def kept_pack(always: bytes, seldom: Callable[[], bytes]) -> Pack:
    """Return a pack that was kept; the bytes must come from a place that only the user can write."""
    return Pack(loads(always), lambda: loads(seldom()))


# ── packs ───────────────────────────────────────────────────────────────────


def load_pack(files: Mapping[str, bytes]) -> Pack:
    """Return the pack that files make, by name: `pack.yaml`, what it names, and every `*.rules`.

    Raises:
        RulesRejectedError: something is wrong; holds the complaints of all files that could be looked at.
    """
    from gouji.check.checker import check as check_rules
    from gouji.plan.plan import keep, plan
    from gouji.syntax.reader import read as read_rules
    from gouji.syntax.reader import source_from_bytes
    from gouji.vocabulary.load import load_vocabulary
    from gouji.vocabulary.load_pack import load_manifest, load_sources

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
    if not checked.rules.rules:
        raise RulesRejectedError([_no_rule(manifest)])
    planned = plan(checked.rules)
    rules, head = keep(planned)
    seldom = {
        "rules": rules,
        "plan": head,
        "sources": dumps(sources, protocol=5),
        "warnings": dumps(checked.warnings, protocol=5),
    }
    return Pack(_state(digest_of(files), manifest, vocabulary, planned), lambda: seldom)


def _state(
    digest: str,
    manifest: Manifest,
    vocabulary: Vocabulary,
    planned: Plan,
) -> Mapping[str, Any]:
    from gouji.check.neighbours import neighbours_of
    from gouji.plan.formats import layouts
    from gouji.plan.fuse import fuse

    rules = planned.rules.rules
    return {
        "digest": digest,
        "id": manifest.id,
        "titles": dict(manifest.titles.texts),
        "rules": tuple(rule.id for rule in rules),
        "roles": {rule.id: neighbours_of(rule) for rule in rules},
        "sections": _sections(vocabulary),
        "vocabulary": vocabulary,
        "patterns": dict(planned.patterns),
        "wordings": ready_patterns(wording for one in vocabulary.mentions for wording in one.wordings),
        # The newest format first: nearly every report is in it.
        "fused": tuple(
            fuse(rules, vocabulary, one.id, layouts(vocabulary, one.id))
            for one in sorted(vocabulary.formats, key=lambda each: -each.first_year)
        ),
    }


def _no_rule(manifest: Manifest) -> Diagnostic:
    """Return the complaint about a pack that would find every report right."""
    message = Text("规则包里没有一条规则", "the pack holds no rule")
    help_ = Text("在 *.rules 文件中写入规则", "write rules in files *.rules")
    return Diagnostic("V222", "error", manifest.source, Span(0, 0), message, help_)


def _file(files: Mapping[str, bytes], name: str, manifest: Manifest | None = None) -> bytes:
    if name in files:
        return files[name]
    source = Source(name, "") if manifest is None else manifest.source
    at = max(source.text.find(name), 0)
    message = Text(f"规则包缺少文件 `{name}`", f"the pack has no file `{name}`")
    help_ = Text("补上该文件，或改正 pack.yaml 中的文件名", "add the file, or correct its name in pack.yaml")
    span = Span(at, at + len(name)) if manifest is not None else Span(0, 0)
    raise RulesRejectedError([Diagnostic("V221", "error", source, span, message, help_)])


def _sections(vocabulary: Vocabulary) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the sections of the form in order, with the headings under which findings are grouped."""
    from gouji.vocabulary.queries import heading_of

    first = vocabulary.languages[0]
    return tuple(
        (one.id, {**dict(one.labels.texts), first: heading_of(vocabulary, one)}) for one in vocabulary.sections
    )


# ── documents ───────────────────────────────────────────────────────────────


def open_document(
    name: str, content: bytes, pack: Pack, max_bytes: int = MAX_DOCUMENT, year: int | None = None
) -> Document | Unread:
    """Return the report that a document or a report JSON holds, or why it could not be read.

    Of two reports in one document that of the `year` is read, if it is given.
    """
    if _is_json(name, content):
        return _open_json(name, content, pack, max_bytes)
    reading = read_only(name, content, pack, max_bytes, year)
    return reading if isinstance(reading, Unread) else _opened(name, reading)


def read_only(
    name: str, content: bytes, pack: Pack, max_bytes: int = MAX_DOCUMENT, year: int | None = None
) -> Reading | Unread:
    """Return what a document says, unchecked: its report JSON with the source map."""
    from gouji.intake.reading import read_document

    reading = read_document(name, content, pack.vocabulary, max_bytes, year)
    return reading if reading.report else Unread(name, reading.defects)


def _is_json(name: str, content: bytes) -> bool:
    return name.lower().endswith(".json") or content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _open_json(name: str, content: bytes, pack: Pack, max_bytes: int) -> Document | Unread:
    plain = pack.fast.open(content)
    if plain is not None:
        return Document(name, plain.report(), NOTHING, NOTHING, NOTHING, (), plain)
    from gouji.report.load import load
    from gouji.report.model import Unloadable

    loaded = load(content, name, pack.form, max_bytes)
    if isinstance(loaded, Unloadable):
        return Unread(name, tuple(_unreadable(one) for one in loaded.defects))
    defects = tuple(_defect(one, pack.vocabulary, whole=_is_lost(one.pointer, loaded)) for one in loaded.defects)
    return Document(name, loaded, loaded.doubts, NOTHING, NOTHING, defects)


def _opened(name: str, reading: Reading) -> Document:
    from gouji.report.build import build, place_of

    doubts = {pointer: tuple(said["doubts"]) for pointer, said in reading.source_map.items() if said["doubts"]}
    places = {pointer: place_of(said["place"]) for pointer, said in reading.source_map.items()}
    decided = {
        pointer[1:].replace("/", "."): str(said["decided"])
        for pointer, said in reading.source_map.items()
        if "decided" in said
    }
    pieces = {
        pointer: tuple((one["at"], place_of({**said["place"], **_without_at(one)})) for one in said["segments"])
        for pointer, said in reading.source_map.items()
        if "segments" in said
    }
    return Document(name, build(reading.report), doubts, places, decided, reading.defects, None, pieces)


def _without_at(segment: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in segment.items() if key != "at"}


def _defect(one: ReportDefect, vocabulary: Vocabulary, *, whole: bool) -> Defect:
    message = {"zh": one.message.zh, "en": one.message.en}
    return Defect(one.code, message, one.pointer, one.place, whole and _required(one.pointer, vocabulary))


def _unreadable(one: ReportDefect) -> Defect:
    """Return why a report JSON could not be loaded at all."""
    return Defect(one.code, {"zh": one.message.zh, "en": one.message.en}, one.pointer, one.place, True)


def _is_lost(pointer: str, report: Report) -> bool:
    """Return whether a defect concerns something that the report lacks; about what is there it is only a remark."""
    match pointer.split("/")[1:]:
        case ["tables", table]:
            return table not in report.tables
        case ["sections", section]:
            return all(one.id != section for one in report.sections)
        case _:
            return True


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
    waivers: Mapping[str, str] = NOTHING,
    *,
    everything: bool = False,
    neighbours: Neighbours = ALONE,
) -> ReportResult:
    """Return the result of one report.

    `everything` also lists the instances that pass, do not apply, or could not be assessed for want of a neighbour.
    """
    given = overrides or Overrides()
    settled = None
    put = None if neighbours == ALONE else lambda own: among(own, neighbours)
    if document.plain is not None and given == Overrides() and not everything:
        settled = pack.fast.settled(document.plain, waivers, put)
    report = overridden(document.report, given)
    if settled is not None:
        counts, instances, total, without = settled.counts, settled.instances, settled.planned, settled.without
        form, waiting = report.format or "", settled.waiting
    else:
        counts, instances, total, without, form = _explained(document, report, pack, waivers, everything, put)
        waiting = NOTHING
    listed = tuple(one for one in instances if everything or not _unlisted(one))
    return ReportResult(
        document.name,
        report_hash(report),
        told(report, form, _given(given), document.decided, pack.vocabulary, placed=bool(document.places)),
        listed,
        {status: counts.get(status, 0) for status in STATUSES},
        total,
        verdict_of(instances),
        document.defects,
        without,
        named(neighbours),
        _lacking(instances, waiting, neighbours, pack),
    )


def _unlisted(one: Instance) -> bool:
    return one.status in ("pass", "not_applicable") or (one.status == "not_assessable" and one.reason == WANTED)


def _given(given: Overrides) -> Mapping[str, object]:
    return {
        "agency.name": given.agency, "year": given.year, "format": given.form, "agency.scope": given.scope,
        "agency.level": given.level,
    }  # fmt: skip


def _lacking(
    instances: tuple[Instance, ...], waiting: Mapping[str, int], neighbours: Neighbours, pack: Pack
) -> Mapping[str, int]:
    found = Counter(lacking(instances, pack.roles, neighbours))
    for rule, times in waiting.items():
        found[pack.roles[rule][0]] += times
    return dict(sorted(found.items()))


def _explained(
    document: Document,
    report: Report,
    pack: Pack,
    waivers: Mapping[str, str],
    everything: bool,
    put: Callable[[Facts], Documents] | None,
) -> tuple[Mapping[Any, int], tuple[Instance, ...], int, tuple[str, ...], str]:
    from gouji.evaluate.counting import planned
    from gouji.evaluate.evaluate import evaluate
    from gouji.facts.gather import gather, report_format
    from gouji.facts.model import Documents

    facts = gather(
        report, pack.vocabulary, document.doubts, places=document.places, pieces=document.pieces, name=document.name
    )
    documents = Documents(facts) if put is None else put(facts)
    found = evaluate(pack.plan, documents, waivers, passes=everything)
    idle = tuple(sorted({one.rule for one in found.instances if one.reason == "empty_axis"}))
    return found.counts, found.instances, planned(pack.plan, documents), idle, report_format(facts)


def digest_of(files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of a pack's files by name and content."""
    whole = sha256()
    for name in sorted(files):
        for piece in (name.encode(), files[name]):
            whole.update(len(piece).to_bytes(8, "big") + piece)
    return whole.hexdigest()
