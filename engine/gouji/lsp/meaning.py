"""What may stand at a place of a rule file, and what the word that stands there means.

Both are one question: `expected` says what a place is for, `symbol_at` looks the word up in it.
Tokens before the place decide, so that a half-typed rest does not matter.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias, get_args

from gouji.check.core import MatchField
from gouji.functions.catalogue import SIGNATURES
from gouji.lsp.outline import Binding, Item, Page
from gouji.lsp.things import MAX_CHAIN, NOTHING, Thing, binding_of, chain_from, chain_to, given, thing_of, value_at
from gouji.lsp.tokens import Token
from gouji.lsp.world import Symbol, World, group_kind, line_kind
from gouji.record import Record
from gouji.source import Span
from gouji.syntax.words import RESERVED
from gouji.vocabulary.model import Table

_FARTHEST: Final = 500
"""How many tokens back a bracket is looked for."""

_DEEPEST: Final = 8
_MOST_NARROWINGS: Final = 50

PlaceKind: TypeAlias = Literal[
    "items",
    "clauses",
    "new name",
    "nothing",
    "grades",
    "sources",
    "rules",
    "patterns",
    "states",
    "policies",
    "units",
    "slot",
    "members",
    "fields",
    "axis",
    "expression",
]


class Place(Record, frozen=True):
    """What a place is for. `thing` is what the members or fields belong to; `start` is the first token of the name."""

    kind: PlaceKind
    start: int
    thing: Thing = NOTHING
    prefix: str = ""


def expected(world: World, page: Page, index: int) -> Place:
    """Return what may stand at a token, or at the end of the tokens."""
    if index >= 2 and page.tokens[index - 1].text == ".":
        return _behind_dot(world, page, index)
    if index == 0:
        return Place("items", index)
    item = page.item_at(index - 1)
    if item is None or _is_over(page, item, index):
        return Place("items", index)
    if (item.kind == "rule" and index < item.body) or (item.body == item.last and item.kind != "rule"):
        return Place("new name" if index == item.first + 1 else "nothing", index)
    return _within(world, page, item, index)


def _is_over(page: Page, item: Item, index: int) -> bool:
    """Return whether a rule is closed before a token."""
    return item.kind == "rule" and item.closed <= index and page.tokens[item.closed - 1].text == "}"


def _behind_dot(world: World, page: Page, index: int) -> Place:
    if page.tokens[index - 2].text == ")":
        # `(first p in section.x).text`
        return Place("fields", index, value_at(world, page, _opening(page, index - 2)))
    if page.tokens[index - 2].kind not in ("word", "label"):
        return Place("nothing", index)
    chain = chain_to(page, index - 2)
    if len(chain) == MAX_CHAIN:
        return Place("nothing", index)
    outer = expected(world, page, chain[0])
    if outer.kind in ("slot", "members", "rules"):
        prefix = "".join(page.tokens[at].text + "." for at in chain)
        return Place(outer.kind, chain[0], outer.thing, prefix)
    return Place("fields", index, thing_of(world, page, chain))


_AFTER: Final[dict[str, PlaceKind]] = {
    "let": "new name",
    "pattern": "new name",
    "rule": "new name",
    "for": "new name",
    "every": "new name",
    "some": "new name",
    "grade": "grades",
    "basis": "sources",
    "replaces": "rules",
    "first": "patterns",
    "is": "states",
    "as": "policies",
    "in": "axis",
    "blank": "nothing",
    "effective": "nothing",
}


def _within(world: World, page: Page, item: Item, index: int) -> Place:
    before, second = page.tokens[index - 1], page.tokens[index - 2] if index >= 2 else None
    if before.kind == "word":
        if before.text in ("except", "only"):
            return _members(world, page, index - 1, index)
        if before.text == "of":
            return Place("patterns" if second is not None and second.text == "matches" else "expression", index)
        if before.text == "not" and second is not None and second.text == "is":
            return Place("states", index)
        if before.text in _AFTER and not (
            before.text == "blank" and second is not None and second.text in ("is", "not")
        ):
            return Place(_AFTER[before.text], index)
    if before.kind == "number":
        return Place("units", index)
    if before.text == "{" and before.kind == "sign":
        return Place("clauses", index)
    if before.text == "," and _grade_before(page, item, index):
        return Place("grades", index)
    return _by_bracket(world, page, item, index)


def _grade_before(page: Page, item: Item, index: int) -> bool:
    """Return whether a comma stands behind a grade or a lowering's reason, not in a list."""
    for at in range(index - 2, item.first, -1):
        token = page.tokens[at]
        if token.kind == "word" and token.text == "grade":
            return True
        if token.text in ("requires", "[", "(", "check", "when") and token.kind in ("word", "sign"):
            return (
                token.text == "when" and _grade_before(page, item, at + 1) and page.tokens[index - 2].kind == "string"
            )
    return False


def _by_bracket(world: World, page: Page, item: Item, index: int, deep: int = 0) -> Place:
    """Return what a place within brackets, or within none, is for."""
    tokens, depth, commas = page.tokens, 0, 0
    for at in range(index - 1, max(item.first, index - _FARTHEST), -1):
        token = tokens[at]
        if token.kind == "hole":
            break
        if token.kind != "sign":
            continue
        if token.text in ")]":
            depth += 1
        elif token.text == "," and depth == 0:
            commas += 1
        elif token.text in "([":
            if depth:
                depth -= 1
                continue
            opened = tokens[at - 1]
            if token.text == "(" and opened.text in ("except", "only"):
                return _members(world, page, at - 1, index, deep + 1)
            if token.text == "[" and opened.kind in ("word", "label") and opened.text not in RESERVED:
                return _slot(world, page, at, commas, index)
            break
        elif token.text in "{}":
            break
    return Place("expression", index, _compared(world, page, index))


def _slot(world: World, page: Page, bracket: int, commas: int, index: int) -> Place:
    if index - bracket > 1 and page.tokens[index - 1].text not in ("[", ","):
        return Place("nothing", index)
    table = thing_of(world, page, chain_to(page, bracket - 1))
    if table.kind != "table" or commas > 1:
        return Place("nothing", index)
    return Place("slot", index, Thing("lines", table.of, "column" if commas else "row"))


def _members(world: World, page: Page, narrowing: int, index: int, deep: int = 0) -> Place:
    """Return the place behind `except` or `only`: the members of the set that stands before it."""
    if deep > _DEEPEST:
        return Place("nothing", index)
    at = narrowing - 1
    for _ in range(_MOST_NARROWINGS):
        # Behind another narrowing stands the set that it narrows.
        if at >= 1 and page.tokens[at].text == ")" and page.tokens[_opening(page, at) - 1].text in ("except", "only"):
            at = _opening(page, at) - 2
        elif at >= 2 and page.tokens[chain_to(page, at)[0] - 1].text in ("except", "only"):
            at = chain_to(page, at)[0] - 2
        else:
            break
    slot = _slot_of(world, page, at, deep)
    if slot is not None:
        return Place("members", index, slot)
    if at < 0 or page.tokens[at].kind != "word":
        return Place("members", index)
    return Place("members", index, thing_of(world, page, chain_to(page, at)))


def _slot_of(world: World, page: Page, at: int, deep: int) -> Thing | None:
    """Return the lines of the slot that a token stands in."""
    item = page.item_at(at)
    place = None if item is None else _by_bracket(world, page, item, chain_to(page, max(at, 0))[0], deep + 1)
    if place is None or place.kind not in ("slot", "nothing"):
        return None
    if place.kind == "slot":
        return place.thing
    # Something stands before it in the slot: the slot begins further to the left.
    tokens, depth = page.tokens, 0
    for back in range(at, max(0, at - _FARTHEST), -1):
        text = tokens[back].text if tokens[back].kind == "sign" else ""
        depth += (text in (")", "]")) - (text in ("(", "[") and depth > 0)
        if depth == 0 and text in ("[", ","):
            begun = _by_bracket(world, page, page.items[0] if item is None else item, back + 1, deep + 1)
            return begun.thing if begun.kind == "slot" else None
    return None


def _opening(page: Page, closing: int) -> int:
    depth = 0
    for at in range(closing, max(0, closing - _FARTHEST), -1):
        text = page.tokens[at].text
        depth += (text == ")") - (text == "(")
        if depth == 0:
            return at
    return 0


def _compared(world: World, page: Page, index: int) -> Thing:
    """Return the element that a place is compared with: that of `c` behind `c =`, or behind `c in [`."""
    at = index - 1
    while (at > 1 and page.tokens[at].text in ("[", ",")) or (at > 1 and page.tokens[at - 1].text in ("[", ",")):
        at -= 1
        if index - at > _FARTHEST:
            return NOTHING
    if at < 1 or page.tokens[at].text not in ("=", "≠", "!=", "in") or page.tokens[at - 1].kind != "word":
        return NOTHING
    thing = thing_of(world, page, chain_to(page, at - 1))
    return thing if thing.kind in ("line", "section") else NOTHING


# ── the word that stands there ──────────────────────────────────────────────


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
