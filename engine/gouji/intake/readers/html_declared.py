"""The declarations of a style as browsers take them: a style enters, the value of each of its properties leaves.

Strings and brackets are kept together, escapes in names are undone, an important declaration holds against later ones,
and `font` says what its longhands say. What holds of two declarations where the later may not be valid is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

UNSURE: Final = "?"
"""The key under which a style says that it may hide what it concerns, by a declaration that another may replace."""

KEPT: Final = "!"
"""The key under which a style names the properties whose values are important."""

COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_ODD: Final = re.compile(r"[\\\"'()\[\]{}]")
_TAME: Final = re.compile(
    r"(?:[^\\\"'()\[\]{}]++|\([^\\\"'()\[\]{};]*+\)|\"(?:[^\\\";\n]|\\[\da-z])*+\"|'(?:[^\\';\n]|\\[\da-z])*+')*+"
)
"""A style in which no mark between declarations stands in strings or brackets, and nothing is escaped outside them."""
_TOKEN: Final = re.compile(
    r"\\(?P<code>[0-9a-f]{1,6})\s?|\\.|\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?|(?P<sign>[;()\[\]{}])", re.S
)
_IMPORTANT: Final = re.compile(r"!\s*important\s*$")
_QUOTED: Final = re.compile(r"[\"']")
_SIZE: Final = re.compile(
    r"(?:^|\s)(?P<size>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[a-z]+|%)|0|calc\([^()]*\)|(?:xx?-)?small|medium|(?:xx?-)?large"
    r"|smaller|larger)(?:\s*/\s*\S+)?\s+(?P<family>\S.*)$"
)
DISPLAYS: Final = frozenset(
    ("none", "inline", "block", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "table", "inline-table",
     "table-row", "table-cell", "table-column", "table-caption", "table-row-group", "table-header-group",
     "table-footer-group", "table-column-group", "list-item", "contents", "flow-root", "-webkit-box", "-webkit-flex",
     "-webkit-inline-box", "-webkit-inline-flex", "-ms-flexbox", "-moz-box", "inherit", "initial", "unset", "revert")
)  # fmt: skip
_VALID: Final[Mapping[str, frozenset[str]]] = {
    "display": DISPLAYS,
    "visibility": frozenset(("visible", "hidden", "collapse", "inherit", "initial", "unset", "revert")),
}
_VALUE: Final = re.compile(
    r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:px|pt|em|rem|ex|ch|in|cm|mm|pc|v[wh]|%)?|#[0-9a-f]{3,8}|rgba?\([^()]*\)"
    r"|none|auto|normal|inherit|initial|unset|black|red|blue|gray|grey|white|underline|baseline|middle|top|bottom"
)
"""Values that are valid wherever they are usual."""
_HIDING: Final = re.compile(
    r"none|hidden|collapse|transparent|white|#f.*|rgb.*|hsl.*|[+-]?0?\.?\d.*|-.*|.*line-through.*|super|sub|all|\w+\(.*"
)
"""Values of the properties below that may hide, move or strike out."""
_CONCERNED: Final = frozenset(
    ("display", "visibility", "opacity", "font-size", "color", "text-decoration", "clip", "clip-path", "filter",
     "transform", "left", "top", "text-indent", "vertical-align", "content-visibility")
)  # fmt: skip


_CLOSER: Final = _CONCERNED | {"font"}


def declarations(style: str) -> Mapping[str, str]:
    """Return the values of a style by their properties, those that hold, in lower case and with single blanks."""
    found: dict[str, str] = {}
    kept: set[str] = set()
    low = COMMENT.sub(" ", style).lower()
    for one in low.split(";") if _ODD.search(low) is None or _TAME.fullmatch(low) else _pieces(low):
        written, colon, value = one.partition(":")
        if not colon:
            continue
        important = False
        if "!" in value:
            bare = _IMPORTANT.sub("", value)
            important = bare != value
            if not important and not _QUOTED.search(value):
                continue
            value = bare
        single, value = written.strip(), " ".join(value.split())
        if single not in _CLOSER and not important and not kept:
            found[single] = value
            continue
        for name, given in _longhands(single, value):
            if name in kept and not important:
                continue
            if important:
                kept.add(name)
            if name in _CONCERNED and found.get(name, given) != given and _may_hide(name, found[name], given):
                found[UNSURE] = name
            found[name] = given
    if kept:
        found[KEPT] = " ".join(kept)
    return found


def merged(one: Mapping[str, str], later: Mapping[str, str]) -> Mapping[str, str]:
    """Return what holds of two styles that concern the same elements."""
    kept = one.get(KEPT, "").split()
    again = later.get(KEPT, "").split()
    held = {name: one[name] for name in kept if name not in again}
    return {**one, **later, **held, **({KEPT: " ".join({*kept, *again})} if kept else {})}


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    yield name, value
    if name == "font" and (match := _SIZE.search(value)) is not None:
        yield "font-size", match.group("size")
        yield "font-family", match.group("family")


def _may_hide(name: str, old: str, new: str) -> bool:
    """Return whether a browser that does not know the newer of two values would keep an older one that may hide."""
    valid = new in _VALID[name] if name in _VALID else _VALUE.fullmatch(new) is not None
    return not valid and _HIDING.fullmatch(old) is not None


def _pieces(style: str) -> Iterator[str]:
    """Yield the declarations of a style that holds strings, brackets or escapes."""
    depth = begin = 0
    parts: list[str] = []
    for match in _TOKEN.finditer(style):
        code, sign = match.group("code"), match.group("sign")
        if code is not None:
            letter = unescaped(code)
            if letter.isalnum() or letter in ("-", "_"):
                parts += [style[begin : match.start()], letter]
                begin = match.end()
        elif sign == ";" and not depth:
            yield "".join(parts) + style[begin : match.start()]
            parts, begin = [], match.end()
        elif sign is not None and sign in "([{":
            depth += 1
        elif sign is not None and sign != ";":
            depth = max(depth - 1, 0)
    yield "".join(parts) + style[begin:]


def unescaped(code: str) -> str:
    """Return the sign that an escape names by its code in hexadecimal digits; nothing where there is none."""
    number = int(code, 16)
    return chr(number) if 0 < number < 0x110000 else ""
