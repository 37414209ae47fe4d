"""Completion: what may be written at a place of a rule file, with what each of it means.

A page and a place enter; offers leave, each with the stretch of text that it replaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, get_args

from gouji.check.core import MatchField
from gouji.check.names import HeadingFieldName, PartFieldName, SectionFieldName
from gouji.check.scope import GIVEN as GIVEN_NAMES
from gouji.diagnostics import Language, Text
from gouji.functions.catalogue import SIGNATURES
from gouji.lsp import wording
from gouji.lsp.meaning import Place, expected
from gouji.lsp.outline import Item, Page, holes_of
from gouji.lsp.things import Thing
from gouji.lsp.tokens import Token
from gouji.lsp.world import World
from gouji.record import Record
from gouji.source import Span
from gouji.values import BUILT_IN_UNITS
from gouji.vocabulary.model import Axis, Table, Vocabulary
from gouji.vocabulary.queries import heading_of, printed_name

MAX_OFFERS: Final = 2_000
_LONGEST: Final = 120
_HOLE_TYPE: Final = re.compile(r"\{\s*[^\W\d]\w*\s*:\s*\w*$")


class Offer(Record, frozen=True):
    """A word that may stand at a place. `kind` is a key of `wording.KINDS` or `keyword`; `spoken` finds it, too."""

    word: str
    kind: str
    detail: str
    span: Span
    spoken: str = ""
    more: str = ""


class _Desk(Record, frozen=True):
    """What is needed to make offers at one place."""

    world: World
    page: Page
    span: Span
    language: Language
    item: Item | None = None
    index: int = 0

    def offer(self, word: str, kind: str, detail: str | Text = "", spoken: str = "", more: str = "") -> Offer:
        said = detail if isinstance(detail, str) else detail.of(self.language)
        return Offer(word, kind, _short(said), self.span, spoken, more)

    def words(self, known: Mapping[str, Text]) -> Iterator[Offer]:
        return (self.offer(word, "keyword", text) for word, text in known.items())


def offers(world: World, page: Page, offset: int, language: Language) -> tuple[Offer, ...]:
    """Return what may be written where the cursor stands."""
    if any(one.start < offset <= one.end for one in page.comments):
        return ()
    index = sum(1 for one in page.tokens if one.start < offset)
    touched = page.tokens[index - 1] if index else None
    if touched is not None and offset <= touched.end:
        if touched.kind in ("string", "label", "regex"):
            return tuple(_quoted(world, page, index - 1, offset, language))[:MAX_OFFERS]
        if touched.kind == "number":
            return ()
        if touched.kind == "word":
            return _written(world, page, index - 1, Span(touched.start, touched.end), language)
    return _written(world, page, index, Span(offset, offset), language)


def _written(world: World, page: Page, index: int, typed: Span, language: Language) -> tuple[Offer, ...]:
    place = expected(world, page, index)
    start = page.tokens[place.start].start if place.start < index else typed.start
    if "\n" in page.text[start : typed.end]:
        return ()
    item = page.item_at(index - 1) if index else None
    desk = _Desk(world, page, Span(start, typed.end), language, item, index)
    found = list(_by_place(desk, place))
    fresh = not page.text[page.text.rfind("\n", 0, typed.start) + 1 : typed.start].strip()
    if fresh and place.kind not in ("items", "clauses") and item is not None:
        in_rule = item.kind == "rule" and item.body < item.last
        found = [*desk.words(wording.CLAUSES if in_rule else wording.ITEMS), *found]
    return tuple(found[:MAX_OFFERS])


def _by_place(desk: _Desk, place: Place) -> Iterable[Offer]:
    match place.kind:
        case "items":
            return desk.words(wording.ITEMS)
        case "clauses":
            return desk.words(wording.CLAUSES)
        case "grades":
            return desk.words(wording.GRADES)
        case "states":
            return desk.words(wording.STATES)
        case "policies":
            return desk.words(wording.POLICIES)
        case "sources":
            return _sources(desk)
        case "rules":
            return (desk.offer(name, "rule", _title(one.page, one.item)) for name, one in desk.world.rules.items())
        case "patterns":
            return _patterns(desk)
        case "units":
            return (*_units(desk), *(desk.offer(word, "keyword") for word in wording.WORDS))
        case "slot":
            return (desk.offer("*", "keyword", Text("全部", "all")), *_names(desk), *_lines(desk, place.thing))
        case "members":
            return _lines(desk, place.thing)
        case "fields":
            return _fields(desk, place.thing)
        case "axis" | "expression":
            return (*_lines(desk, place.thing), *_expression(desk))
        case "new name" | "nothing":
            return ()


# ── what the pack itself names ──────────────────────────────────────────────


def _names(desk: _Desk) -> Iterator[Offer]:
    item = desk.item
    for name in dict.fromkeys(one.name for one in (item.bindings if item is not None else ())):
        binding = next(one for one in item.bindings if one.name == name) if item is not None else None
        if binding is not None and binding.at != desk.index:
            yield desk.offer(name, binding.kind, wording.KINDS[binding.kind])
    for name, one in desk.world.lets.items():
        yield desk.offer(name, "let", written(one.page, one.item))


def written(page: Page, item: Item) -> str:
    """Return what stands behind the `=` of a let or pattern."""
    if item.body >= item.last:
        return ""
    return page.text[page.tokens[item.body].start : page.tokens[item.last - 1].end]


def _title(page: Page, item: Item) -> str:
    title = next((one for one in page.tokens[item.first : item.last] if one.kind == "string"), None)
    return "" if title is None else title.inside


def _patterns(desk: _Desk) -> Iterator[Offer]:
    return (desk.offer(name, "pattern", written(one.page, one.item)) for name, one in desk.world.patterns.items())


def _sources(desk: _Desk) -> Iterator[Offer]:
    if desk.world.sources is not None:
        for entry in desk.world.sources.entries:
            title = entry.titles.of(desk.language)
            yield desk.offer(entry.id, "source", f"{title} {entry.number or ''}".strip(), title)
    yield from desk.words(wording.GROUNDS)


def _expression(desk: _Desk) -> Iterator[Offer]:
    yield from _names(desk)
    yield from _given(desk)
    for name, signature in SIGNATURES.items():
        arguments = ", ".join(one.name for one in signature.parameters)
        yield desk.offer(name, "function", f"{name}({arguments})", more=wording.FUNCTIONS[name].of(desk.language))
    yield from (desk.offer(word, "keyword") for word in wording.WORDS)


def _given(desk: _Desk) -> Iterator[Offer]:
    vocabulary = desk.world.vocabulary
    for name in GIVEN_NAMES:
        yield desk.offer(name, "given", wording.GIVEN.get(name, ""))
    for table in vocabulary.tables if vocabulary is not None else ():
        yield desk.offer(table.id, "table", table.labels.of(desk.language), table.labels.of("zh"))


# ── what the vocabulary names ───────────────────────────────────────────────


def _lines(desk: _Desk, thing: Thing) -> Iterator[Offer]:
    vocabulary = desk.world.vocabulary
    if vocabulary is None:
        return
    if thing.kind in ("sections", "section"):
        yield from _sections(desk, vocabulary)
    table = vocabulary.table(thing.of) if thing.kind in ("lines", "line") else None
    if table is not None:
        yield from _of_table(desk, vocabulary, table, thing.axis)


def _of_table(desk: _Desk, vocabulary: Vocabulary, table: Table, axis: Axis) -> Iterator[Offer]:
    for line in table.lines(axis):
        printed = printed_name(table, line)
        unit = line.unit or table.unit or ""
        detail = printed if desk.language == "zh" else line.labels.of(desk.language)
        yield desk.offer(line.id, line.axis, f"{detail}　{unit}".strip(), printed)
    for group in table.groups:
        if group.axis == axis:
            label = group.labels.of(desk.language) if group.labels is not None else ""
            printed = group.printed.usual if group.printed is not None else ""
            yield desk.offer(f"{group.id}.*", f"{axis} group", label or printed, printed)


def _sections(desk: _Desk, vocabulary: Vocabulary) -> Iterator[Offer]:
    for one in vocabulary.sections:
        heading = heading_of(vocabulary, one)
        detail = heading if desk.language == "zh" else one.labels.of(desk.language)
        yield desk.offer(one.id, "section", detail, heading)


def _units(desk: _Desk) -> Iterator[Offer]:
    declared = desk.world.vocabulary.units if desk.world.vocabulary is not None else ()
    for unit in (*declared, *BUILT_IN_UNITS):
        if unit.id:
            yield desk.offer(unit.id, "unit", unit.labels.of(desk.language))


def _fields(desk: _Desk, thing: Thing) -> Iterable[Offer]:
    vocabulary = desk.world.vocabulary
    match thing.kind:
        case "sections of all documents":
            return _sections(desk, vocabulary) if vocabulary is not None else ()
        case "mentions of all kinds":
            mentions = vocabulary.mentions if vocabulary is not None else ()
            return (
                desk.offer(one.id, "mention", one.labels.of(desk.language), one.labels.of("zh")) for one in mentions
            )
        case "metadata":
            return _metadata(desk, thing.of + ".")
        case "document":
            return _given(desk)
        case "table":
            return _known(desk, ("rows", "columns"))
        case "section":
            return _known(desk, get_args(SectionFieldName))
        case "heading":
            return _known(desk, get_args(HeadingFieldName))
        case "part":
            return _known(desk, get_args(PartFieldName))
        case "match" | "mention":
            return (*_holes(desk, thing), *_known(desk, get_args(MatchField)))
        case _:
            return ()


def _known(desk: _Desk, fields: Iterable[str]) -> Iterator[Offer]:
    return (desk.offer(name, "field", wording.FIELDS.get(name, "")) for name in fields)


def _metadata(desk: _Desk, start: str) -> Iterator[Offer]:
    for one in desk.world.vocabulary.metadata if desk.world.vocabulary is not None else ():
        if one.name.startswith(start):
            yield desk.offer(one.name.removeprefix(start), "metadata", one.labels.of(desk.language))


def _holes(desk: _Desk, thing: Thing) -> Iterator[Offer]:
    defined = desk.world.patterns.get(thing.of)
    if thing.kind == "match" and defined is not None:
        for name, kind in holes_of(defined.page, defined.item):
            yield desk.offer(name, "hole", wording.HOLES.get(kind, kind))
    vocabulary = desk.world.vocabulary
    mention = vocabulary.mention(thing.of) if thing.kind == "mention" and vocabulary is not None else None
    for hole in mention.holes if mention is not None else ():
        yield desk.offer(hole.name, "hole", wording.HOLES.get(hole.kind, hole.kind))


# ── within strings, labels and patterns ─────────────────────────────────────


def _quoted(world: World, page: Page, index: int, offset: int, language: Language) -> Iterator[Offer]:
    token = page.tokens[index]
    if offset == token.end and token.closed:
        return
    span = Span(token.start + 1, max(offset, token.end - (1 if token.closed else 0)))
    desk = _Desk(world, page, span, language)
    match token.kind:
        case "regex":
            if _HOLE_TYPE.search(page.text[token.start : offset]):
                start = (
                    offset
                    - len(page.text[token.start : offset])
                    + len(page.text[token.start : offset].rstrip("abcdefghijklmnopqrstuvwxyz"))
                )
                yield from (one for one in _Desk(world, page, Span(start, offset), language).words(wording.HOLES))
        case "label":
            yield from _labels(desk, expected(world, page, index))
        case _:
            yield from _of_law(desk, token, index)


def _labels(desk: _Desk, place: Place) -> Iterator[Offer]:
    vocabulary = desk.world.vocabulary
    table = vocabulary.table(place.thing.of) if vocabulary is not None and place.thing.kind == "lines" else None
    for line in table.lines(place.thing.axis) if table is not None else ():
        yield desk.offer(line.printed.usual, line.axis, line.id)


def _of_law(desk: _Desk, token: Token, index: int) -> Iterator[Offer]:
    """Offer the places of the source before a string, or the sentences of the place before it."""
    tokens, sources = desk.page.tokens, desk.world.sources
    if sources is None or index < 2:
        return
    if tokens[index - 2].text == "basis":
        entry = sources.entry(tokens[index - 1].text)
        for clause in entry.clauses if entry is not None else ():
            yield desk.offer(clause.place, "place", " ".join(clause.text.split()), more=clause.text[:2_000])
    elif tokens[index - 1].text == "says" and index >= 4:
        entry = sources.entry(tokens[index - 3].text)
        clause_named = entry.clause(tokens[index - 2].inside) if entry is not None else None
        for sentence in re.findall(r"[^。；\n]+[。；]?", clause_named.text) if clause_named is not None else ():
            quote = sentence.strip().replace("\\", "\\\\").replace('"', '\\"')
            yield desk.offer(quote, "place")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
