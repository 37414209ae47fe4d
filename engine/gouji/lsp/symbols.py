"""What a word of a rule file means: the place says what it is looked up in."""

from __future__ import annotations

from typing import get_args

from gouji.check.core import MatchField
from gouji.functions.catalogue import SIGNATURES
from gouji.lsp.meaning import Place, expected
from gouji.lsp.outline import Binding, Item, Page
from gouji.lsp.things import Thing, binding_of, chain_from, chain_to, given, thing_of
from gouji.lsp.tokens import Token
from gouji.lsp.world import Symbol, World, group_kind, line_kind
from gouji.record import Record
from gouji.source import Span
from gouji.syntax.words import RESERVED
from gouji.vocabulary.model import Table


class Named(Record, frozen=True):
    """A symbol with the place of its name."""

    symbol: Symbol
    span: Span


def symbol_at(world: World, page: Page, index: int) -> Named | None:
    """Return what a token means, when it names something."""
    token = page.tokens[index]
    if token.kind == "string":
        return _quoted(page, index)
    if token.kind not in ("word", "label"):
        return None
    chain = chain_to(page, index)
    place = expected(world, page, chain[0])
    if place.kind in ("slot", "members"):
        return _member(world, page, chain[0], place)
    if place.kind == "rules":
        whole = chain_from(page, chain[0])
        name = ".".join(page.tokens[at].text for at in whole)
        return Named(Symbol("rule", name), _span(page, whole[0], whole[-1]))
    if place.kind == "fields":
        symbol = _field(world, place.thing, token.text)
    elif len(chain) > 1:
        symbol = _field(world, thing_of(world, page, chain[:-1]), token.text)
    else:
        symbol = _simple(world, page, index, place)
    if symbol is None and place.kind == "expression" and place.thing.kind in ("line", "section"):
        return _member(world, page, chain[0], place)
    return None if symbol is None else Named(symbol, Span(token.start, token.end))


def _span(page: Page, first: int, last: int) -> Span:
    return Span(page.tokens[first].start, page.tokens[last].end)


def _quoted(page: Page, index: int) -> Named | None:
    """Return the place of a source that a string names or quotes: `basis SOURCE "place" says "quote"`."""
    tokens, here = page.tokens, page.tokens[index]
    if index >= 2 and tokens[index - 1].text == "says" and tokens[index - 2].kind == "string":
        index -= 2
    if index < 2 or tokens[index - 2].text != "basis" or tokens[index - 1].kind != "word":
        return None
    source, token = tokens[index - 1].text, tokens[index]
    if source in ("practice", "derived"):
        return None
    return Named(Symbol("place", token.inside, source), Span(here.start, here.end))


def _simple(world: World, page: Page, index: int, place: Place) -> Symbol | None:
    token = page.tokens[index]
    name, item = token.text, page.item_at(index)
    match place.kind:
        case "new name":
            return _new(page, item, index)
        case "sources":
            known = world.sources is not None and world.sources.entry(name) is not None
            return Symbol("source", name) if known else None
        case "patterns":
            return Symbol("pattern", name) if name in world.patterns else None
        case "units" if world.vocabulary is not None and world.vocabulary.unit(name) is not None:
            return Symbol("unit", name)
        case "expression" | "axis" | "units" | "clauses":
            return _name(world, page, item, index)
        case _:
            return None


def _new(page: Page, item: Item | None, index: int) -> Symbol | None:
    if item is None:
        return None
    name = page.tokens[index].text
    if index == item.at and item.kind == "rule":
        return Symbol("rule", f"{page.topic}.{name}")
    if index == item.at:
        return Symbol(item.kind, name)
    binding = next((one for one in item.bindings if one.at == index), None)
    return None if binding is None else _binding(page, item, binding)


def _binding(page: Page, item: Item, binding: Binding) -> Symbol:
    return Symbol(binding.kind, binding.name, f"{page.topic}.{item.name}")


def _name(world: World, page: Page, item: Item | None, index: int) -> Symbol | None:
    name = page.tokens[index].text
    if name in RESERVED or _is_mark(page, index):
        return None
    if name in SIGNATURES and index + 1 < len(page.tokens) and page.tokens[index + 1].text == "(":
        return Symbol("function", name)
    binding = binding_of(page, item, name, index)
    if binding is not None and item is not None:
        return _binding(page, item, binding)
    if name in world.lets:
        return Symbol("let", name)
    return _given(world, name)


def _is_mark(page: Page, index: int) -> bool:
    """Return whether a word marks the language of the text behind it."""
    tokens = page.tokens
    return 0 < index < len(tokens) - 1 and _is_text(tokens[index - 1]) and tokens[index + 1].kind == "string"


def _is_text(token: Token) -> bool:
    return token.kind == "string"


def _given(world: World, name: str) -> Symbol | None:
    thing = given(world, name)
    if thing.kind == "table":
        return Symbol("table", name)
    if world.vocabulary is not None and world.vocabulary.metadata_field(name) is not None:
        return Symbol("metadata", name)
    given_text = name in ("document", "preamble", "closing", "title", "published", "format", "year")
    return Symbol("given", name) if thing.kind != "nothing" or given_text else None


def _field(world: World, of: Thing, name: str) -> Symbol | None:
    """Return what the last word of a dotted name means."""
    vocabulary = world.vocabulary
    match of.kind:
        case "sections of all documents" if vocabulary is not None and vocabulary.section(name) is not None:
            return Symbol("section", name)
        case "mentions of all kinds" if vocabulary is not None and vocabulary.mention(name) is not None:
            return Symbol("mention", name)
        case "document":
            return _given(world, name)
        case "metadata" if vocabulary is not None:
            full = f"{of.of}.{name}"
            return Symbol("metadata", full) if vocabulary.metadata_field(full) is not None else None
        case "match" | "mention":
            known = name in get_args(MatchField)
            return Symbol("field", name, of.kind) if known else Symbol("hole", name, f"{of.kind} {of.of}")
        case "section" | "heading" | "part" | "table":
            return Symbol("field", name, of.kind)
        case _:
            return None


def _member(world: World, page: Page, first: int, place: Place) -> Named | None:
    """Return the row, column, group or section that a dotted name or a label names."""
    whole = chain_from(page, first)
    name = ".".join(page.tokens[at].text for at in whole)
    item = page.item_at(first)
    if len(whole) == 1:
        binding = binding_of(page, item, name, first)
        if binding is not None and item is not None:
            return Named(_binding(page, item, binding), _span(page, first, first))
        if name in world.lets:
            return Named(Symbol("let", name), _span(page, first, first))
    vocabulary = world.vocabulary
    if vocabulary is None:
        return None
    if place.thing.kind in ("sections", "section"):
        found = Symbol("section", name) if vocabulary.section(name) is not None else None
    else:
        table = vocabulary.table(place.thing.of)
        found = None if table is None else _line(table, place.thing, page.tokens[first], name)
    return None if found is None else Named(found, _span(page, whole[0], whole[-1]))


def _line(table: Table, thing: Thing, token: Token, name: str) -> Symbol | None:
    axis = thing.axis
    if token.kind == "label":
        wanted = "".join(token.inside.split())
        fitting = [
            line.id
            for line in table.lines(axis)
            if wanted in {"".join(one.split()) for one in (*line.printed.every(), line.short, *line.aliases)}
        ]
        return Symbol(line_kind(axis), fitting[0], table.id) if len(fitting) == 1 else None
    if table.line(axis, name) is not None:
        return Symbol(line_kind(axis), name, table.id)
    if table.group(axis, name) is not None:
        return Symbol(group_kind(axis), name, table.id)
    return None
