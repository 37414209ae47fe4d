"""Parts of selectors and the elements that they ask for: a selector enters, whether it concerns an element leaves.

Names, attributes and places among neighbours are followed exactly; of the rest it is only known that it may hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gouji.record import Record

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_AROUND: Final = 16
"""How many elements around one are looked at."""
_MAX_PLACE: Final = 100
_MAX_ASKED: Final = 100
"""How long a list of selectors within another may be to be looked into."""

COMBINED: Final = re.compile(r"\s*([>+~\s])\s*")
_PARTS: Final = re.compile(
    r"(?P<tag>^(?:\*|[a-z][\w-]*))|(?P<name>[.#]-?[_a-z\u0080-\uffff][\w-]*)"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>\"[^\"]*\"|'[^']*'|[\w-]+)\s*(?:[is]\s*)?)?\]"
    r"|:(?P<asked>[\w-]+(?:\([^()]*\))?)|(?P<other>.)",
    re.I | re.DOTALL,
)
_NTH: Final = re.compile(r"nth-child\(\s*(\d{1,3})\s*\)", re.I | re.A)
_STANDING: Final = frozenset(
    ("first-child", "last-child", "only-child", "root", "empty", "link", "any-link", "read-only", "defined", "enabled")
)
_OF_PLACE: Final = ("nth-", "not(", "is(", "where(", "has(", "first-of", "last-of", "only-of", "lang(", "dir(")
"""What a selector may ask for that holds without anything being done; all else waits for a pointer or a script."""


class Compound(Record, frozen=True):
    """A part of a selector: names that an element has, what else is asked of it, and whether that is all."""

    tag: str
    names: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    asked: tuple[str, ...]
    understood: bool


def compound_of(text: str) -> Compound | None:
    """Return a part of a selector; nothing when it waits for something that is done, or is about another thing."""
    tag, understood = "*", True
    names: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    asked: list[str] = []
    for match in _PARTS.finditer(text):
        kind = match.lastgroup
        if kind == "tag":
            tag = match.group()
        elif kind == "name":
            names.append(match.group())
        elif match.group("key"):
            value = (match.group("value") or "").strip("'\"")
            attributes.append((match.group("key").lower(), match.group("how") or "", value))
        elif kind == "asked" and _waits(match.group("asked").lower()):
            return None
        elif kind == "asked":
            asked.append(match.group("asked").lower())
        else:
            understood = False
    # What is not even in part understood is no selector of an element that can be named.
    return Compound(tag, tuple(names), tuple(attributes), tuple(asked), understood) if understood or names else None


def _waits(asked: str) -> bool:
    return asked not in _STANDING and not asked.startswith(_OF_PLACE)


def fits(node: LexborNode, compound: Compound, places: dict[tuple[int, bool], int]) -> bool | None:
    """Return whether an element surely is what a part of a selector asks for; nothing when it surely is not."""
    given = node.attributes
    if not all(key in given and _compares(given.get(key) or "", how, value) for key, how, value in compound.attributes):
        return None
    sure = compound.understood
    for asked in compound.asked:
        held = _holds(node, asked, places)
        if held is False:
            return None
        sure = sure and held is True
    return sure


def _is_one_of(node: LexborNode, asked: str, places: dict[tuple[int, bool], int]) -> bool | None:
    found = [None if one is None else _is(node, one, places) for one in _named(asked)]
    return None if None in found and True not in found else True in found


@lru_cache(maxsize=64)
def _named(asked: str) -> tuple[Compound | None, ...]:
    return tuple(compound_of(one) for one in split(asked.partition("(")[2].removesuffix(")"), ","))


def _is(node: LexborNode, compound: Compound, places: dict[tuple[int, bool], int]) -> bool | None:
    """Return whether an element is what a selector within another asks for; nothing when that is not known."""
    classes = (node.attributes.get("class") or "").split()
    own = {"*", node.tag or "", f"#{node.attributes.get('id') or ''}", *(f".{one}" for one in classes)}
    if not own.issuperset((compound.tag, *compound.names)):
        return False
    held = fits(node, compound, places)
    return False if held is None else held or None


def _compares(found: str, how: str, value: str) -> bool:
    match how:
        case "":
            return True
        case "=":
            return found == value
        case "~=":
            return value in found.split()
        case "|=":
            return found == value or found.startswith(f"{value}-")
        case "^=":
            return found.startswith(value)
        case "$=":
            return found.endswith(value)
        case _:
            return value in found


def _holds(node: LexborNode, asked: str, places: dict[tuple[int, bool], int]) -> bool | None:
    """Return whether an element stands where a selector asks for it; nothing when that is not looked into.

    `places` remembers how many elements stand on either side of one.
    """
    place = _NTH.fullmatch(asked)
    if place is not None or asked in ("first-child", "last-child", "only-child"):
        before = 0 if asked == "last-child" else _beside(node, places, behind=False)
        behind = 0 if place is not None or asked == "first-child" else _beside(node, places, behind=True)
        return behind == 0 and before == (0 if place is None else int(place.group(1)) - 1)
    if asked.startswith(("is(", "where(")):
        return _is_one_of(node, asked, places) if len(asked) <= _MAX_ASKED else None
    match asked:
        case "root":
            return False
        case "empty":
            return node.child is None
        case "link" | "any-link":
            return "href" in node.attributes
        case "not(:defined)" | "not(*)":
            return False
        case "defined":
            return True
        case _:
            return None


def _beside(node: LexborNode, places: dict[tuple[int, bool], int], *, behind: bool) -> int:
    """Return how many elements stand before or behind one, up to a limit."""
    key = node.mem_id, behind
    if key in places:
        return places[key]
    count = 0
    at = node.next if behind else node.prev
    while at is not None and count < _MAX_PLACE:
        count += bool(at.is_element_node)
        at = at.next if behind else at.prev
    places[key] = count
    return count


def stands_in(node: LexborNode, before: Sequence[str]) -> bool:
    """Return whether everything that the parts of a selector name is found around an element, in whatever order.

    What stands beside an element is not looked for.
    """
    parts = [compound_of(one) for one, how in zip(before[::2], before[1::2], strict=True) if how not in "+~"]
    if not parts:
        return True
    names: set[str] = set()
    at = node.parent
    for _ in range(MAX_AROUND):
        if at is None:
            break
        given = at.attributes
        names.update((at.tag or "", *(f".{one}" for one in (given.get("class") or "").split())))
        names.add(f"#{given.get('id') or ''}")
        at = at.parent
    known = {"*", "html", *names}
    return all(one is not None and known.issuperset((one.tag.lower(), *one.names)) for one in parts)


def split(selector: str, mark: str) -> list[str]:
    """Return the pieces of a selector between marks that stand in no brackets."""
    pieces, depth, begin = list[str](), 0, 0
    for at, sign in enumerate(selector):
        depth += (sign in "([") - (sign in ")]")
        if sign == mark and depth <= 0:
            pieces.append(selector[begin:at].strip())
            begin = at + 1
    return [*pieces, selector[begin:].strip()]
