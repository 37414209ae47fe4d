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

from gouji.intake.readers.html_declared import KEPT, declarations, merged, unescaped
from gouji.intake.readers.html_dividing import Boxes
from gouji.intake.readers.html_names import BLOCKS
from gouji.intake.readers.html_selectors import COMBINED, MAX_AROUND, Compound, compound_of, fits, split, stands_in
from gouji.intake.readers.html_styles import adds_a_figure, divides, doubt_of, is_gone, sets_out, shows
from gouji.intake.readers.marks import STRUCK
from gouji.record import Record, replace

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_UP: Final = 200
"""How many elements around a table are looked at."""
_MAX_RULED: Final = 50_000
"""How many elements of a page are asked whether rules concern them, in all rules together: a second."""
_MAX_LOOKED: Final = 10_000_000
"""How many elements are looked through for those that rules name, in all rules together: some seconds."""
_MAX_WITHIN: Final = 20
"""How deep rules may stand within each other."""
_MAX_OUTER: Final = 30
"""How long the selector of a rule around others may be to be kept; else any element is taken to be concerned."""
_MAX_SELECTOR: Final = 500
_USUAL: Final = 20_000

_Key: TypeAlias = tuple[str, bool, bool]
"""A selector, whether its rule always holds, and whether the rule is about what it adds to an element."""

_CURLY: Final = re.compile(r"\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|([{}])", re.S)
_CLASS: Final = re.compile(r"[.#](-?[_a-z\u0080-\uffff][\w-]*)", re.I)
_ADDED: Final = re.compile(r"::?(before|after)$", re.I)
_IN_PART: Final = re.compile(r"::?first-(?:letter|line)$", re.I)
_ESCAPED: Final = re.compile(r"\\([0-9a-f]{1,6})\s?", re.I)
_ELSEWHERE: Final = re.compile(r"\b(?:screen|all|not)\b")


class TooManyRulesError(Exception):
    """A page has so many rules, or so many elements that they concern, that they cannot be followed in good time."""


class Rule(Record, frozen=True):
    """What a rule says, and whether it surely holds; `added` says that it is about what it adds to an element."""

    said: Mapping[str, str]
    sure: bool
    added: bool


class Ruled(Record, frozen=True):
    """The elements that rules concern, each with one, and the selectors of rules that make boxes."""

    found: Sequence[tuple[LexborNode, Rule]]
    boxes: Boxes


class _Sheet(Record, frozen=True):
    """What a style sheet says that matters, the names of what it may show, and what it makes boxes of."""

    wanted: Mapping[_Key, Mapping[str, str]]
    shown: frozenset[str]
    apart: tuple[str, ...]
    setting_out: tuple[str, ...]


def ruled_in(root: LexborNode, low: bytes) -> Ruled:
    """Return the elements that rules of the page concern, but those that other rules may show again.

    What a rule takes off the page outside tables is only likely to be gone; stretches with lines of their own that are
    folded away are left aside, since a script shows them.

    Raises:
        TooManyRulesError: they cannot be found in good time.
    """
    if b"<style" not in low:
        return Ruled((), Boxes())
    wanted: dict[_Key, Mapping[str, str]] = {}
    shown: set[str] = set()
    apart: list[str] = []
    setting_out: list[str] = []
    for sheet in root.css("style"):
        given = sheet.attributes
        if _is_for_paper(given.get("media") or "") or (given.get("type") or "text/css").strip().lower() != "text/css":
            continue
        text = sheet.text()
        own = _usual_sheet(text) if len(text) <= _USUAL else _said_in(text)
        shown |= own.shown
        apart += own.apart
        setting_out += own.setting_out
        everywhere = (given.get("media") or "all").strip().lower() in ("all", "screen")
        for (path, always, added), said in own.wanted.items():
            key = path, always and everywhere, added
            wanted[key] = merged(wanted.get(key, {}), said)
    found = tuple(_concerned(root, low, wanted, shown)) if wanted else ()
    return Ruled(found, Boxes(apart, setting_out))


def _is_for_paper(condition: str) -> bool:
    return "print" in condition and _ELSEWHERE.search(condition) is None


@lru_cache(maxsize=64)  # the pages of a site have the same few sheets
def _usual_sheet(sheet: str) -> _Sheet:
    return _said_in(sheet)


def _said_in(sheet: str) -> _Sheet:
    wanted: dict[_Key, Mapping[str, str]] = {}
    shown: set[str] = set()
    apart: list[str] = []
    setting_out: list[str] = []
    for selector, body, condition in _rules(_without_comments(sheet)):
        said = declarations(body)
        if "\\" in selector:
            selector = _ESCAPED.sub(_letter, selector)
        if shows(said):
            shown.update(_CLASS.findall(selector))
        if _is_for_paper(condition):
            continue
        if divides(said) and len(selector) <= _MAX_SELECTOR:
            paths = split(selector, ",")
            apart += paths
            setting_out += paths if sets_out(said) else ()
        for path in split(selector, ",") if len(selector) <= _MAX_SELECTOR or _matters(said) else ():
            added = _ADDED.search(path) is not None
            if ("content" in said) if added else _matters(said):
                whole = _IN_PART.sub("", path)
                key = _ADDED.sub("", whole), not condition and whole == path, added
                wanted[key] = merged(wanted.get(key, {}), said)
    return _Sheet(wanted, frozenset(shown), tuple(apart), tuple(setting_out))


def _letter(match: re.Match[str]) -> str:
    sign = unescaped(match.group(1))
    return sign if sign.isalpha() else match.group()


def _matters(said: Mapping[str, str]) -> bool:
    return is_gone(said) or doubt_of(said, "") is not None


def _concerned(
    root: LexborNode, low: bytes, wanted: Mapping[_Key, Mapping[str, str]], shown: set[str]
) -> Iterator[tuple[LexborNode, Rule]]:
    around = _around_tables(root)
    elements: dict[tuple[str, bool], list[LexborNode]] = {}
    places: dict[tuple[int, bool], int] = {}
    asked: list[tuple[Compound, Sequence[str], Sequence[LexborNode], Rule]] = []
    elements_in_all = low.count(b"<")
    looked = left = 0
    for (path, always, added), said in wanted.items():
        *before, last = COMBINED.split(path)
        compound = compound_of(last)
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
            lasting = "display" in rule.said.get(KEPT, "").split()
            held = None if lifted and not lasting else fits(one, compound, places)
            if held is None or not stands_in(one, around_it):
                continue
            in_table = _in_table(one)
            if in_table or rule.added or one.tag not in BLOCKS or not is_gone(rule.said):
                yield one, replace(rule, sure=rule.sure and held and in_table and not lifted)


def _in_table(node: LexborNode) -> bool:
    at = node.parent
    for _ in range(MAX_AROUND):
        if at is None or at.tag == "table":
            break
        at = at.parent
    return at is not None and at.tag == "table"


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(one.partition("*/")[2] for one in others)


def _rules(sheet: str) -> Iterator[tuple[str, str, str]]:
    """Yield the rules of a style sheet: selector, body, and the conditions around it; those within others, too."""
    begin = 0
    around: list[tuple[str, list[str]]] = []
    for curly in _CURLY.finditer(sheet):
        if curly.group(1) is None:
            continue
        piece = sheet[begin : curly.start()]
        begin = curly.end()
        if curly.group() == "{":
            before, _, prelude = piece.rpartition(";")
            if around:
                around[-1][1].append(before)
            around.append((prelude.strip().removeprefix("<!--").lstrip(), []))
        elif around:
            prelude, pieces = around.pop()
            outer = [one for one, _ in around] if len(around) <= _MAX_WITHIN else []
            conditions = " ".join(one for one in (*outer, prelude) if one.startswith("@"))
            rule = next((one for one in reversed(outer) if one and not one.startswith("@")), None)
            selector = prelude if rule is None else _within(prelude, rule)
            if selector and not selector.startswith("@"):
                yield selector, ";".join((*pieces, piece)), conditions or ("" if rule is None else "&")


def _within(prelude: str, rule: str) -> str:
    """Return the selector of a rule that stands within another, of which only a simple one is kept."""
    outer = "*" if len(rule) > _MAX_OUTER or "," in rule or "&" in rule else rule
    if prelude.startswith("@"):
        return outer
    return ",".join(
        one.replace("&", outer if one.count("&") == 1 else "*") if "&" in one else f"{outer} {one}"
        for one in split(prelude, ",")
    )


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
