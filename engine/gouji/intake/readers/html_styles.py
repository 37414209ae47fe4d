"""What a style of a page says of the writing in it: declarations enter, a doubt or the look of the writing leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from gouji.intake.readers.marks import ELSE, HIDDEN, RAISED, STRUCK

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_NUMBER: Final = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s*([a-z%]*)", re.A)
_HEX: Final = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_RGB: Final = re.compile(r"rgba?\(([^()]{0,80})\)")
_ADDED: Final = re.compile(
    r"(?P<words>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')|attr\(\s*(?P<name>[\w-]+)[^)]*\)|(?P<counter>counters?\()",
    re.S,
)
_ESCAPED: Final = re.compile(r"\\([0-9a-f]{1,6})\s?")
_OF_NUMBERS: Final = frozenset(".,·-−－–—+%％‰/万亿千百十〇")
"""Signs that make another number of a figure when they stand beside it."""
_PIXELS: Final = {
    "px": Fraction(1), "pt": Fraction(4, 3), "pc": Fraction(16), "in": Fraction(96), "cm": Fraction(9600, 254),
    "mm": Fraction(960, 254),
}  # fmt: skip
_RELATIVE: Final = {"em": Fraction(1), "rem": Fraction(1), "ex": Fraction(1, 2), "%": Fraction(1, 100)}
_WHITE: Final = frozenset(
    ("white", "snow", "ivory", "whitesmoke", "ghostwhite", "floralwhite", "mintcream", "azure", "aliceblue",
     "honeydew", "seashell", "transparent")
)  # fmt: skip
_PALE: Final = 0xC0
"""Colours of which all three parts are at least so light are hardly seen on white."""
_FAINT: Final = Fraction(1, 4)
_TINY: Final = Fraction(2)
"""Writing up to so many pixels high cannot be read."""
_FAR: Final = {
    "left": Fraction(48), "right": Fraction(48), "top": Fraction(48), "bottom": Fraction(48),
    "text-indent": Fraction(100), "margin-left": Fraction(100), "margin-top": Fraction(100),
}  # fmt: skip
"""Writing moved back by so many pixels does not stand where it was; a first line is often moved back a little."""
_OF_TABLES: Final = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table"))
"""Elements that grow with what is in them, and in which `vertical-align` says something else."""
_CLOSED: Final = ("width", "height", "max-width", "max-height")
_FAR_AROUND: Final = Fraction(500)
"""What is around a table is off the page when it is moved back so far; less only sets a page out."""
_OF_VISIBILITY: Final = "[style*=visib i]"
_OF_SIZE: Final = "[style*=font i],font[size]"
OF_COLOUR: Final = "[bgcolor],[style*=background i],[style*=color i],font[color]"
"""Elements that may show what is hidden around them: by visibility, by size, by colour."""
_AT_EASE: Final = frozenset(("baseline", "inherit", "initial", "unset", "top", "middle", "bottom", "auto", ""))
_OF_LENGTHS: Final = ("vertical-align", "mso-text-raise")
_TELLING: Final = frozenset(
    ("visibility", "content-visibility", "mso-hide", "opacity", "font-size", "clip", "clip-path", "transform",
     "overflow", "text-decoration", "text-decoration-line", "vertical-align", "unicode-bidi", *_FAR)
)  # fmt: skip
"""Properties without any of which a style raises no doubt."""

Look = tuple[str, str]
"""How a stretch of writing differs from what is around it: its size and its height."""


def declarations(style: str) -> Mapping[str, str]:
    """Return the values of a style by their properties, the last of each, in lower case and with single blanks."""
    found: dict[str, str] = {}
    for one in _COMMENT.sub(" ", style).lower().split(";"):
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip()] = " ".join(value.partition("!")[0].split())
    return found


def is_gone(said: Mapping[str, str]) -> bool:
    """Return whether a style takes an element off the page."""
    return said.get("display") == "none"


def shows(said: Mapping[str, str]) -> bool:
    """Return whether a style brings an element onto the page."""
    return said.get("display", "none") != "none" or said.get("visibility") == "visible"


def adds_a_figure(said: Mapping[str, str]) -> bool:
    """Return whether what a rule adds can make another number of a figure, whichever element it concerns."""
    return "attr(" in said.get("content", "") or changes_a_figure(said, {})


def changes_a_figure(said: Mapping[str, str], attributes: Mapping[str, str | None]) -> bool:
    """Return whether what a rule adds before or behind an element can make another number of a figure beside it.

    Words that are no number do not; signs that may belong to one do when they are all that is added.
    """
    if said.get("display") == "none" or _is_veiled(said):
        return False
    added: list[str] = []
    for match in _ADDED.finditer(said.get("content", "")):
        words, name = match.group("words"), match.group("name")
        if match.group("counter"):
            return True
        added.append((attributes.get(name) or "") if name else _ESCAPED.sub(_unescaped, (words or "")[1:-1]))
    shown = "".join("".join(added).split())
    return any(one.isnumeric() for one in shown) or (shown != "" and set(shown) <= _OF_NUMBERS)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if 0 < code < 0x110000 else ""


def doubt_of(said: Mapping[str, str], tag: str) -> str | None:
    """Return the doubt that a style raises about all that stands in an element, colours left aside."""
    if _TELLING.isdisjoint(said):
        return None
    of_table = tag in _OF_TABLES
    if _is_veiled(said) or _is_moved(said) or (_is_closed(said) and not of_table):
        return HIDDEN
    if "line-through" in f"{said.get('text-decoration', '')} {said.get('text-decoration-line', '')}":
        return STRUCK
    if said.get("vertical-align") in ("super", "sub") and not of_table:
        return RAISED
    if said.get("unicode-bidi") in ("bidi-override", "isolate-override"):
        return ELSE
    return None


def hides_tables(said: Mapping[str, str], *, pale: bool) -> str | None:
    """Return nothing where a style leaves the tables in an element as they are; else what would undo it within them.

    That is the selector of the elements that may do so, and no words where none can.
    """
    if _is_clear(said) or _is_closed(said) or _is_moved(said, _FAR_AROUND):
        return ""
    if _is_invisible(said):
        return _OF_VISIBILITY
    if _is_tiny(said):
        return _OF_SIZE
    return OF_COLOUR if pale else None


def _is_veiled(said: Mapping[str, str]) -> bool:
    return _is_invisible(said) or _is_clear(said) or _is_tiny(said)


def _is_invisible(said: Mapping[str, str]) -> bool:
    return said.get("visibility") in ("hidden", "collapse") or said.get("mso-hide") == "all"


def _is_clear(said: Mapping[str, str]) -> bool:
    opacity = _measure(said.get("opacity", ""))
    clear = opacity is not None and opacity[0] * _RELATIVE.get(opacity[1], Fraction(1)) < _FAINT
    return clear or said.get("content-visibility") == "hidden"


def _is_tiny(said: Mapping[str, str]) -> bool:
    size = _pixels(said.get("font-size", ""))
    return size is not None and size <= _TINY


def _is_moved(said: Mapping[str, str], least: Fraction = Fraction(0)) -> bool:
    moved = ((_pixels(said.get(one, "")), max(far, least)) for one, far in _FAR.items())
    return any(by is not None and by <= -far for by, far in moved)


def _is_closed(said: Mapping[str, str]) -> bool:
    """Return whether what is in an element is cut off, or shrunk to nothing."""
    cut = said.get("clip", "auto") != "auto" or said.get("clip-path", "none") != "none"
    if cut or "scale(0" in said.get("transform", ""):
        return True
    closed = any((length := _pixels(said.get(one, ""))) is not None and length <= 1 for one in _CLOSED)
    return closed and said.get("overflow", "visible") in ("hidden", "clip")


def is_pale(colour: str) -> bool:
    """Return whether a colour is hardly seen on white."""
    named = colour.strip().lower()
    if named in _WHITE:
        return True
    if (match := _HEX.fullmatch(named)) is not None:
        digits = match.group(1) if len(match.group(1)) > 4 else "".join(one * 2 for one in match.group(1))
        parts = [int(digits[at : at + 2], 16) for at in range(0, len(digits), 2)]
        return min(parts[:3]) >= _PALE or (len(parts) == 4 and parts[3] < 0xFF * _FAINT)
    if (match := _RGB.fullmatch(named)) is not None:
        given = [_measure(one.strip()) for one in re.split(r"[,/\s]+", match.group(1).strip())]
        levels = [one[0] * Fraction(255, 100) if one[1] == "%" else one[0] for one in given if one is not None]
        clear = (
            len(levels) > 3 and given[3] is not None and given[3][0] * _RELATIVE.get(given[3][1], Fraction(1)) < _FAINT
        )
        return len(levels) >= 3 and (min(levels[:3]) >= _PALE or clear)
    return False


def look_of(said: Mapping[str, str], around: Look) -> Look:
    """Return the look of what stands in an element with a style, by the look around it."""
    size, height = around
    stated = _size(said.get("font-size", ""))
    if stated is not None:
        size = f"{size}{stated}" if stated.startswith("*") else stated
    names = (*_OF_LENGTHS, *(("top", "bottom") if said.get("position") == "relative" else ()))
    raised = [f"{name} {said[name]}" for name in names if _is_raised(said.get(name, ""))]
    return size, " ".join((height, *raised))


def size_of_font(attribute: str, around: Look) -> Look:
    """Return the look of what stands in a `font` element that states a size."""
    return f"font {attribute.strip()}", around[1]


def _size(stated: str) -> str | None:
    """Return a size in pixels, or with `*` by what it changes the size around; nothing where it is the same."""
    pixels = _pixels(stated)
    if pixels is not None:
        return str(pixels)
    measure = _measure(stated)
    if measure is not None and measure[1] in _RELATIVE:
        factor = measure[0] * _RELATIVE[measure[1]]
        return None if factor == 1 else f"*{factor}"
    return None if stated in ("", "inherit", "unset") else stated


def _is_raised(value: str) -> bool:
    measure = _measure(value)
    return value not in _AT_EASE if measure is None else measure[0] != 0


def _pixels(stated: str) -> Fraction | None:
    measure = _measure(stated)
    if measure is None or (measure[1] not in _PIXELS and measure[0] != 0):
        return None
    return measure[0] * _PIXELS.get(measure[1], Fraction(1))


def _measure(stated: str) -> tuple[Fraction, str] | None:
    match = _NUMBER.fullmatch(stated)
    return None if match is None else (Fraction(match.group(1)), match.group(2))
