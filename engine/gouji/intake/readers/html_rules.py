"""Which elements of a page its own style sheets concern: rules enter, elements leave with what is said.

The last part of a selector is followed exactly, as far as it asks for names, attributes and places among neighbours;
where it asks for more, or for what stands around, the rule is only likely to hold. What depends on a pointer, a script
or a printer is left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.intake.readers.html_names import BLOCKS
from gouji.intake.readers.html_styles import adds_a_figure, declarations, doubt_of, is_gone, shows
from gouji.intake.readers.marks import STRUCK
from gouji.record import Record, replace

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_UP: Final = 200
_MAX_AROUND: Final = 16
"""How many elements around a table, and how many around others, are looked at."""
_MAX_RULED: Final = 50_000
"""How many elements of a page are asked whether rules concern them, in all rules together: a second."""
_MAX_LOOKED: Final = 10_000_000
"""How many elements are looked through for those that rules name, in all rules together: some seconds."""
_MAX_SELECTOR: Final = 500
_MAX_PLACE: Final = 100
_USUAL: Final = 20_000

_Key: TypeAlias = tuple[str, bool, bool]
"""A selector, whether its rule always holds, and whether the rule is about what it adds to an element."""

_CURLY: Final = re.compile(r"[{}]")
_CLASS: Final = re.compile(r"[.#](-?[_a-z][\w-]*)", re.I | re.ASCII)
_COMBINED: Final = re.compile(r"\s*([>+~\s])\s*")
_PARTS: Final = re.compile(
    r"(?P<tag>^(?:\*|[a-z][\w-]*))|(?P<name>[.#]-?[_a-z][\w-]*)"
    r"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>\"[^\"]*\"|'[^']*'|[\w-]+)\s*(?:[is]\s*)?)?\]"
    r"|:(?P<asked>[\w-]+(?:\([^()]*\))?)|(?P<other>.)",
    re.I | re.ASCII | re.DOTALL,
)
_ADDED: Final = re.compile(r"::?(before|after)$", re.I)
_NTH: Final = re.compile(r"nth-child\(\s*(\d{1,3})\s*\)", re.I | re.A)
_STANDING: Final = frozenset(
    ("first-child", "last-child", "only-child", "root", "empty", "link", "any-link", "read-only", "defined", "enabled")
)
_OF_PLACE: Final = ("nth-", "not(", "is(", "where(", "has(", "first-of", "last-of", "only-of", "lang(", "dir(")
"""What a selector may ask for that holds without anything being done; all else waits for a pointer or a script."""


class TooManyRulesError(Exception):
    """A page has so many rules, or so many elements that they concern, that they cannot be followed in good time."""


class Rule(Record, frozen=True):
    """What a rule says, and whether it surely holds; `added` says that it is about what it adds to an element."""

    said: Mapping[str, str]
    sure: bool
    added: bool


class _Compound(Record, frozen=True):
    """A part of a selector: names that an element has, what else is asked of it, and whether that is all."""

    tag: str
    names: tuple[str, ...]
    attributes: tuple[tuple[str, str, str], ...]
    asked: tuple[str, ...]
    understood: bool


def ruled_in(root: LexborNode, low: bytes) -> list[tuple[LexborNode, Rule]]:
    """Return the elements that rules of the page concern, but those that other rules may show again.

    What a rule takes off the page outside tables is only likely to be gone; stretches with lines of their own that are
    folded away are left aside, since a script shows them.

    Raises:
        TooManyRulesError: they cannot be found in good time.
    """
    if b"<style" not in low:
        return []
    wanted: dict[_Key, Mapping[str, str]] = {}
    shown: set[str] = set()
    for sheet in root.css("style"):
        if "print" in (sheet.attributes.get("media") or ""):
            continue
        text = sheet.text()
        own, showing = _usual_sheet(text) if len(text) <= _USUAL else _said_in(text)
        shown |= showing
        for key, said in own.items():
            wanted[key] = {**wanted.get(key, {}), **said}
    return list(_concerned(root, low, wanted, shown)) if wanted else []


@lru_cache(maxsize=64)  # the pages of a site have the same few sheets
def _usual_sheet(sheet: str) -> tuple[Mapping[_Key, Mapping[str, str]], frozenset[str]]:
    return _said_in(sheet)


def _said_in(sheet: str) -> tuple[Mapping[_Key, Mapping[str, str]], frozenset[str]]:
    """Return what a style sheet says that matters, and the names of what it may show."""
    wanted: dict[_Key, Mapping[str, str]] = {}
    shown: set[str] = set()
    for selector, body, condition in _rules(_without_comments(sheet)):
        said = declarations(body)
        if shows(said):
            shown.update(_CLASS.findall(selector))
        if "print" in condition:
            continue
        for path in _split(selector, ",") if len(selector) <= _MAX_SELECTOR or _matters(said) else ():
            added = _ADDED.search(path) is not None
            if ("content" in said) if added else _matters(said):
                key = _ADDED.sub("", path), not condition, added
                wanted[key] = {**wanted.get(key, {}), **said}
    return wanted, frozenset(shown)


def _matters(said: Mapping[str, str]) -> bool:
    return is_gone(said) or doubt_of(said, "") is not None


def _concerned(
    root: LexborNode, low: bytes, wanted: Mapping[_Key, Mapping[str, str]], shown: set[str]
) -> Iterator[tuple[LexborNode, Rule]]:
    around = _around_tables(root)
    elements: dict[tuple[str, bool], list[LexborNode]] = {}
    places: dict[tuple[int, bool], int] = {}
    asked: list[tuple[_Compound, Sequence[str], Sequence[LexborNode], Rule]] = []
    elements_in_all = low.count(b"<")
    looked = left = 0
    for (path, always, added), said in wanted.items():
        *before, last = _COMBINED.split(path)
        compound = _compound(last)
        if compound is None:
            continue
        # A script may show what is hidden, but hardly takes back that something is struck out.
        anywhere = added or doubt_of(said, "") == STRUCK
        key = compound.tag + "".join(compound.names), anywhere
        if added and not adds_a_figure(said):
            continue
        if key not in elements:
            looked += elements_in_all
            if looked > _MAX_LOOKED:
                raise TooManyRulesError
            elements[key] = [one for one in root.css(key[0]) if anywhere or one.mem_id not in around]
        left += len(elements[key])
        if left > _MAX_RULED:
            raise TooManyRulesError
        asked.append(
            (compound, before, elements[key], Rule(said, always and bool(compound.names) and not before, added))
        )
    for compound, around_it, found, rule in asked:
        for one in found:
            given = one.attributes
            lifted = not rule.added and (
                {*(given.get("class") or "").split(), given.get("id") or ""} & shown
                or shows(declarations(given.get("style") or ""))
            )
            fits = None if lifted else _fits(one, compound, places)
            if fits is None or not _stands_in(one, around_it):
                continue
            in_table = _in_table(one)
            if in_table or rule.added or one.tag not in BLOCKS or not is_gone(rule.said):
                yield one, replace(rule, sure=rule.sure and fits and in_table)


def _compound(text: str) -> _Compound | None:
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
    return _Compound(tag, tuple(names), tuple(attributes), tuple(asked), understood) if understood or names else None


def _waits(asked: str) -> bool:
    return asked not in _STANDING and not asked.startswith(_OF_PLACE)


def _fits(node: LexborNode, compound: _Compound, places: dict[tuple[int, bool], int]) -> bool | None:
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


def _stands_in(node: LexborNode, before: Sequence[str]) -> bool:
    """Return whether everything that the parts of a selector name is found around an element, in whatever order.

    What stands beside an element is not looked for.
    """
    parts = [_compound(one) for one, how in zip(before[::2], before[1::2], strict=True) if how not in "+~"]
    if not parts:
        return True
    names: set[str] = set()
    at = node.parent
    for _ in range(_MAX_AROUND):
        if at is None:
            break
        given = at.attributes
        names.update((at.tag or "", *(f".{one}" for one in (given.get("class") or "").split())))
        names.add(f"#{given.get('id') or ''}")
        at = at.parent
    known = {"*", "html", *names}
    return all(one is not None and known.issuperset((one.tag.lower(), *one.names)) for one in parts)


def _split(selector: str, mark: str) -> list[str]:
    """Return the pieces of a selector between marks that stand in no brackets."""
    pieces, depth, begin = list[str](), 0, 0
    for at, sign in enumerate(selector):
        depth += (sign in "([") - (sign in ")]")
        if sign == mark and depth <= 0:
            pieces.append(selector[begin:at].strip())
            begin = at + 1
    return [*pieces, selector[begin:].strip()]


def _in_table(node: LexborNode) -> bool:
    at = node.parent
    for _ in range(_MAX_AROUND):
        if at is None or at.tag == "table":
            break
        at = at.parent
    return at is not None and at.tag == "table"


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(one.partition("*/")[2] for one in others)


def _rules(sheet: str) -> Iterator[tuple[str, str, str]]:
    """Yield the rules of a style sheet: selector, body, and the conditions around it."""
    begin = 0
    prelude = ""
    conditions: list[str] = []
    for curly in _CURLY.finditer(sheet):
        piece = sheet[begin : curly.start()]
        begin = curly.end()
        if curly.group() == "{":
            conditions.append(prelude)
            prelude = piece.strip()
            continue
        if prelude and not prelude.startswith("@"):
            yield prelude, piece, " ".join(conditions).strip()
        prelude = ""
        if conditions:
            conditions.pop()


def _around_tables(root: LexborNode) -> set[int]:
    found: set[int] = set()
    for table in root.css("table"):
        at: LexborNode | None = table
        for _ in range(_MAX_UP):
            if at is None or at.mem_id in found:
                break
            found.add(at.mem_id)
            at = at.parent
    return found
