"""What may stand at a place of a rule file.

Tokens before the place decide, so that a half-typed rest does not matter.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from gouji.lsp.outline import Item, Page
from gouji.lsp.things import MAX_CHAIN, NOTHING, Thing, chain_to, thing_of, value_at
from gouji.lsp.world import World
from gouji.record import Record
from gouji.syntax.words import RESERVED

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
