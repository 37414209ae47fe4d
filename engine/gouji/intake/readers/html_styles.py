"""What a style of a page says of the writing in it: declarations enter, a doubt or the look of the writing leaves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from gouji.intake.readers.html_declared import DISPLAYS, UNSURE, unescaped
from gouji.intake.readers.html_unseen import (
    TELLING,
    has_color_of_its_ground,
    hides,
    is_clear,
    is_closed,
    is_invisible,
    is_moved,
    is_shrunk,
    is_tiny,
    is_turned,
)
from gouji.intake.readers.html_values import RELATIVE, is_understood, measure, pixels
from gouji.intake.readers.marks import ELSE, HIDDEN, RAISED, STRUCK, UNKNOWN_SIGN, is_of_signs

_ADDED: Final = re.compile(
    r"(?P<words>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')|attr\(\s*(?P<name>[\w-]+)[^)]*\)|(?P<counter>counters?\()",
    re.S,
)
_ESCAPED: Final = re.compile(r"\\([0-9a-f]{1,6})\s?")
_OF_NUMBERS: Final = frozenset(".,·-−－–—+%％‰/万亿千百十〇")
"""Signs that make another number of a figure when they stand beside it."""
_OF_TABLES: Final = frozenset(("td", "th", "tr", "tbody", "thead", "tfoot", "table"))
"""Elements that grow with what is in them, and in which `vertical-align` says something else."""
_FAR_AROUND: Final = Fraction(500)
"""What is around a table is off the page when it is moved back so far; less only sets a page out."""
_OF_VISIBILITY: Final = "[style*=visib i]"
_OF_SIZE: Final = "[style*=font i],font[size]"
OF_COLOUR: Final = "[bgcolor],[style*=background i],[style*=color i],font[color]"
"""Elements that may show what is hidden around them: by visibility, by size, by colour."""
_AT_EASE: Final = frozenset(("baseline", "inherit", "initial", "unset", "top", "middle", "bottom", "auto", ""))
_OF_LENGTHS: Final = ("vertical-align", "mso-text-raise")
_TELLING: Final = TELLING | {
    "text-decoration", "text-decoration-line", "vertical-align", "unicode-bidi", "content", UNSURE
}  # fmt: skip
"""Properties without any of which a style raises a doubt only by a margin, by its colours or by its font."""
_BARE: Final = frozenset(("", "normal", "none", "inherit", "initial", "unset", '""', "''"))
_DIVIDING: Final = DISPLAYS - {"none", "inline", "contents", "inherit", "initial", "unset", "revert"}
_HARMLESS: Final = (
    "align-", "background", "border", "box-", "break-", "caret", "color", "cursor", "direction", "float",
    "font-family", "font-kerning", "font-optical", "font-size", "font-stretch", "font-style", "font-weight",
    "height", "justify-", "kerning", "lang", "layout-grid", "letter-", "line-", "list-style", "margin", "max-",
    "min-", "mso-", "-moz-", "-ms-", "opacity", "orphans", "outline", "overflow", "padding", "page-", "panose",
    "position", "punctuation", "size", "tab-", "text-align", "text-autospace", "text-decoration", "text-indent",
    "text-justify", "text-overflow", "text-rendering", "text-size", "text-transform", "text-underline", "text-wrap",
    "transition", "unicode-bidi", "user-select", "vertical-align", "visibility", "-webkit-box", "-webkit-font",
    "-webkit-tap", "-webkit-text-fill", "-webkit-text-size", "-webkit-text-stroke", "-webkit-user", "white-space",
    "widows", "width", "word-", "writing-mode", "zoom", "*", "_", "--", "clear", "display", "left", "right", "top",
    "bottom", "hyphens",
)  # fmt: skip
"""How properties begin that leave a piece of a figure a piece of it, or of which it is looked into what they do."""
_AS_USUAL: Final = frozenset(
    ("none", "normal", "auto", "inherit", "initial", "unset", "revert", "visible", "baseline", "0", "0px", "0s", "1",
     "start", "static", "ltr", "inline", "100%", "")
)  # fmt: skip

_LONGEST: Final = 60

Look = tuple[str, str]
"""How a stretch of writing differs from what is around it: its size and its height."""


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
    if said.get("display") == "none" or hides(said):
        return False
    if "var(" in said.get("content", ""):
        return True
    added: list[str] = []
    for match in _ADDED.finditer(said.get("content", "")):
        words, name = match.group("words"), match.group("name")
        if match.group("counter"):
            return True
        added.append(
            (attributes.get(name) or "")
            if name
            else _ESCAPED.sub(lambda one: unescaped(one.group(1)), (words or "")[1:-1])
        )
    shown = "".join("".join(added).split())
    return any(one.isnumeric() for one in shown) or (shown != "" and set(shown) <= _OF_NUMBERS)


def doubt_of(said: Mapping[str, str], tag: str) -> str | None:
    """Return the doubt that a style raises about all that stands in an element, colours by themselves left aside."""
    if _TELLING.isdisjoint(said):
        if "-" in said.get("margin", "") and is_moved(said):
            return HIDDEN
        if "color" in said and has_color_of_its_ground(said):
            return HIDDEN
        return UNKNOWN_SIGN if _is_in_signs(said) else None
    of_table = tag in _OF_TABLES
    if UNSURE in said or hides(said) or is_moved(said) or (is_closed(said) and not of_table):
        return HIDDEN
    if "line-through" in f"{said.get('text-decoration', '')} {said.get('text-decoration-line', '')}":
        return STRUCK
    if said.get("vertical-align") in ("super", "sub") and not of_table:
        return RAISED
    # What is turned is seen, perhaps elsewhere, so it is no less a part of what is said.
    if said.get("unicode-bidi") in ("bidi-override", "isolate-override") or is_turned(said):
        return ELSE
    if said.get("content", "") not in _BARE:
        return ELSE
    return UNKNOWN_SIGN if _is_in_signs(said) else None


def _is_in_signs(said: Mapping[str, str]) -> bool:
    family = said.get("font-family")
    return family is not None and is_of_signs(first_font(family))


def first_font(families: str) -> str:
    """Return the first of several fonts."""
    return families.partition(",")[0].strip(" \"'")


def colour_in(said: Mapping[str, str]) -> str:
    """Return the colour in which a style fills writing."""
    return said.get("-webkit-text-fill-color") or said.get("color", "")


def divides(said: Mapping[str, str]) -> bool:
    """Return whether a style puts an element that stands in a line beside what is around it, or apart from it."""
    return (
        said.get("display") in _DIVIDING
        or said.get("float", "none") not in _AS_USUAL
        or said.get("position") in ("absolute", "fixed")
    )


def sets_out(said: Mapping[str, str]) -> bool:
    """Return whether a style makes boxes of all elements that stand right in one."""
    return "flex" in (shown := said.get("display", "")) or "grid" in shown or shown.endswith("box")


def unusual(said: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a style says of which it is not known what it does to writing."""
    return tuple(
        f"{name}:{value}"[:_LONGEST]
        for name, value in said.items()
        if (value not in _AS_USUAL and name != "font" and not name.startswith(_HARMLESS))
        or (name in ("color", "-webkit-text-fill-color") and not is_understood(value))
    )


def hides_tables(said: Mapping[str, str], *, pale: bool) -> str | None:
    """Return nothing where a style leaves the tables in an element as they are; else what would undo it within them.

    That is the selector of the elements that may do so, and no words where none can.
    """
    if is_clear(said) or is_closed(said) or is_shrunk(said) or is_moved(said, _FAR_AROUND):
        return ""
    if is_invisible(said):
        return _OF_VISIBILITY
    if is_tiny(said):
        return _OF_SIZE
    return OF_COLOUR if pale else None


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
    fixed = pixels(stated)
    if fixed is not None:
        return str(fixed)
    found = measure(stated)
    if found is not None and found[1] in RELATIVE:
        factor = found[0] * RELATIVE[found[1]]
        return None if factor == 1 else f"*{factor}"
    return None if stated in ("", "inherit", "unset") else stated


def _is_raised(value: str) -> bool:
    found = measure(value)
    return value not in _AT_EASE if found is None else found[0] != 0
