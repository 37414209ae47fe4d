"""What an expression stands for, as far as its fields and members tell it: a match, a section, a set of rows …

Tokens enter, and a `Thing` leaves; a text that is only half typed gives as much as can be told.
"""

from __future__ import annotations

from typing import Final, Literal, get_args

from gouji.check.core import Hop
from gouji.lsp.outline import Binding, Item, Page
from gouji.lsp.world import World
from gouji.record import Record
from gouji.vocabulary.model import Axis

MAX_CHAIN: Final = 40
_DEEPEST: Final = 20

ThingKind = Literal[
    "nothing",
    "sections of all documents",
    "mentions of all kinds",
    "metadata",
    "document",
    "table",
    "lines",
    "line",
    "sections",
    "section",
    "headings",
    "heading",
    "parts",
    "part",
    "matches",
    "match",
    "mentions",
    "mention",
]

_ELEMENT: Final[dict[ThingKind, ThingKind]] = {
    "lines": "line",
    "sections": "section",
    "headings": "heading",
    "parts": "part",
    "matches": "match",
    "mentions": "mention",
    "document": "document",
}


class Thing(Record, frozen=True):
    """`of` is the id that it has in the vocabulary: of its table, section, mention or pattern; or a metadata prefix."""

    kind: ThingKind
    of: str = ""
    axis: Axis = "row"


NOTHING: Final = Thing("nothing")


def binding_of(page: Page, item: Item | None, name: str, index: int) -> Binding | None:
    """Return the variable or let of a rule that a name means at a token: the nearest before it, else the first."""
    found = [one for one in item.bindings if one.name == name] if item is not None else []
    before = [one for one in found if one.at <= index]
    return before[-1] if before else found[0] if found else None


def chain_to(page: Page, index: int) -> tuple[int, ...]:
    """Return the tokens of the dotted name that ends with a token, from its first word on."""
    chain = [index]
    tokens = page.tokens
    while len(chain) < MAX_CHAIN:
        at = chain[0]
        if at < 2 or not _is_dot(page, at - 1) or tokens[at - 2].kind not in ("word", "label"):
            break
        chain.insert(0, at - 2)
    return tuple(chain)


def chain_from(page: Page, index: int) -> tuple[int, ...]:
    """Return the tokens of the dotted name that begins with a token."""
    chain = [index]
    tokens = page.tokens
    while len(chain) < MAX_CHAIN:
        at = chain[-1]
        if at + 2 >= len(tokens) or not _is_dot(page, at + 1) or tokens[at + 2].kind not in ("word", "label"):
            break
        chain.append(at + 2)
    return tuple(chain)


def _is_dot(page: Page, index: int) -> bool:
    return page.tokens[index].kind == "sign" and page.tokens[index].text == "."


def thing_of(world: World, page: Page, chain: tuple[int, ...], depth: int = 0) -> Thing:
    """Return what a dotted name stands for."""
    first = page.tokens[chain[0]].text
    if depth > _DEEPEST or (chain[0] >= 1 and page.tokens[chain[0] - 1].text == "."):
        return NOTHING
    item = page.item_at(chain[0])
    binding = binding_of(page, item, first, chain[0])
    if binding is not None:
        thing = _bound(world, page, binding, depth)
    elif first in world.lets:
        let = world.lets[first]
        thing = value_at(world, let.page, let.item.body, depth + 1)
    else:
        thing = given(world, first)
    for index in chain[1:]:
        thing = _step(world, thing, page.tokens[index].text)
    return thing


def _bound(world: World, page: Page, binding: Binding, depth: int) -> Thing:
    value = value_at(world, page, binding.value, depth + 1)
    return element_of(value) if binding.kind == "variable" else value


def value_at(world: World, page: Page, index: int, depth: int = 0) -> Thing:
    """Return what the value or axis that begins at a token stands for."""
    tokens = page.tokens
    while index < len(tokens) and tokens[index].text in ("(", "["):
        index += 1
    if index >= len(tokens) or tokens[index].kind != "word":
        return NOTHING
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    match tokens[index].text:
        case "first":
            return Thing("match", following)
        case "matches":
            return Thing("matches", tokens[index + 2].text if index + 2 < len(tokens) else "")
        case "parts":
            return Thing("parts")
    thing = thing_of(world, page, chain_from(page, index), depth)
    # `[section.a, section.b]` is the set of the two.
    return Thing("sections") if thing.kind == "section" and tokens[index - 1].text == "[" else thing


def element_of(thing: Thing) -> Thing:
    """Return what a variable over a set stands for."""
    kind = _ELEMENT.get(thing.kind, "nothing")
    return Thing(kind, "" if kind == "section" else thing.of, thing.axis)


def given(world: World, name: str) -> Thing:
    """Return what a name stands for that every document has."""
    if name in get_args(Hop):
        return Thing("document")
    match name:
        case "section":
            return Thing("sections of all documents")
        case "mentions":
            return Thing("mentions of all kinds")
        case "children":
            return Thing("document")
        case "sections" | "headings":
            return Thing("sections" if name == "sections" else "headings")
    if world.vocabulary is None:
        return NOTHING
    if world.vocabulary.table(name) is not None:
        return Thing("table", name)
    if any(one.name == name or one.name.startswith(name + ".") for one in world.vocabulary.metadata):
        return Thing("metadata", name)
    return NOTHING


def _step(world: World, thing: Thing, word: str) -> Thing:
    match thing.kind:
        case "sections of all documents":
            return Thing("section", word)
        case "mentions of all kinds":
            return Thing("mentions", word)
        case "document":
            return given(world, word)
        case "metadata":
            return Thing("metadata", f"{thing.of}.{word}")
        case "table" if word in ("rows", "columns"):
            return Thing("lines", thing.of, "row" if word == "rows" else "column")
        case _:
            return NOTHING
