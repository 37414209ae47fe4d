"""What a Word document says of how words look: properties and named styles enter, doubts about figures leave.

A named style says what its own properties say and, where they say nothing, those of the style it is based on. Of how
whole tables are styled only what concerns all their words is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from gouji.intake.readers.archive import members_of, xml_of
from gouji.intake.readers.colours import BLACK, RGB, WHITE, colour_of, hardly_seen
from gouji.intake.readers.marks import HIDDEN, RAISED, STRUCK, UNKNOWN_SIGN, is_of_signs
from gouji.record import Record

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""What Word calls its elements in a strict Open XML document."""

Said = Mapping[str, str]
"""Properties by their names; one without a value is on."""

_STYLES: Final = "word/styles.xml"
_MAX_PART: Final = 8 * 1024 * 1024
_OFF: Final = ("0", "false", "off", "none")
_WHITE_OF_THEME: Final = ("background1", "light1")
_SHADES: Final = ("themeShade", "themeTint")
_NARROW: Final = 20
_USUAL: Final = 21
_CLOSE: Final = 5
"""Half points of writing whose size is not stated, and the part of its size by which figures moved closer overlap."""

OFF_PAGE: Final = "off page"
"""What is noted of a style that moves its paragraphs off their places."""

_PLACES: Final = range(-600, 5_001)
_FRAMED: Final = range(-1_500, 24_001)
"""Twentieths of a point by which a paragraph is moved in its cell, or a frame on its page, so that it is seen."""

_LOW: Final = 100
_CLEAR: Final = 75_000
"""The height of lines that are cut off, and the thousandths of a percent from which letters are clear."""

_LENGTH: Final = re.compile(r"([+-]?[0-9]{1,9})(?:\.[0-9]{0,9})?(pt|in|cm|mm|pc|pi)?")
_UNITS: Final = MappingProxyType({"pt": 20, "in": 1_440, "cm": 567, "mm": 57, "pc": 240, "pi": 240})
_NOTHING: Final[Said] = MappingProxyType({})
_HIGHLIGHTS: Final[Mapping[str, RGB]] = MappingProxyType(
    {
        "black": BLACK, "blue": (0, 0, 255), "cyan": (0, 255, 255), "green": (0, 255, 0), "magenta": (255, 0, 255),
        "red": (255, 0, 0), "yellow": (255, 255, 0), "white": WHITE, "darkBlue": (0, 0, 128),
        "darkCyan": (0, 128, 128), "darkGreen": (0, 128, 0), "darkMagenta": (128, 0, 128), "darkRed": (128, 0, 0),
        "darkYellow": (128, 128, 0), "darkGray": (128, 128, 128), "lightGray": (192, 192, 192),
    }
)  # fmt: skip


class NamedStyles(Record, frozen=True):
    """The styles of a document by their ids; `usual` is that of paragraphs which name none."""

    said: Mapping[str, Said] = MappingProxyType({})
    usual: str = ""

    def of(self, name: str | None) -> Said:
        """Return what a style says; nothing when there is none of that id."""
        return self.said.get(name or "", _NOTHING)

    def of_paragraph(self, name: str | None) -> Said:
        """Return what the style of a paragraph says, that of paragraphs without one when it names none."""
        return self.of(self.usual if name is None else name)


def styles_of(content: bytes) -> NamedStyles:
    """Return the named styles of a document, none when it has no part for them.

    Raises:
        DamagedError: that part is not whole.
        TooLargeError: it is larger than that of any report.
    """
    if _STYLES not in members_of(content):
        return NamedStyles()
    root = loosened(xml_of(content, _STYLES, _MAX_PART))
    own: dict[str, tuple[Said, str]] = {}
    usual = ""
    for style in root.iterfind(f"{W}style"):
        name = style.get(f"{W}styleId") or ""
        based = style.find(f"{W}basedOn")
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        counted = {} if number is None else {"numId": number.get(f"{W}val") or "0"}
        moved = {OFF_PAGE: "1"} if is_off_page(style.find(f"{W}pPr")) else {}
        said = {**said_in(style.find(f"{W}rPr")), **counted, **moved}
        own[name] = said, "" if based is None else based.get(f"{W}val") or ""
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") not in (None, *_OFF):
            usual = name
    return NamedStyles(MappingProxyType(_with_bases(own)), usual)


def loosened(root: Any) -> Any:
    """Return a tree in which the elements of a strict document have the names that all others use."""
    if root.tag.startswith(_STRICT):
        for node in root.iter(f"{_STRICT}*"):
            node.tag = W + node.tag[len(_STRICT) :]
            for name, value in list(node.attrib.items()):
                if name.startswith(_STRICT):
                    node.set(W + name[len(_STRICT) :], value)
    return root


def _with_bases(own: Mapping[str, tuple[Said, str]]) -> dict[str, Said]:
    """Return what every style says with those it is based on; one that is based on itself says its own."""
    found: dict[str, Said] = {}
    for name in own:
        chain = dict[str, None]()
        at = name
        while at in own and at not in found and at not in chain:
            chain[at] = None
            at = own[at][1]
        said = found.get(at, _NOTHING)
        for one in reversed(chain):
            said = {**said, **own[one][0]} if own[one][0] else said
            found[one] = said
    return found


def said_in(marks: Any) -> Said:
    """Return the properties that are stated of a run or a style."""
    if marks is None or not len(marks):
        return _NOTHING
    return {str(one.tag).rpartition("}")[2]: str(_value(one)) for one in marks}


def _value(node: Any) -> str:
    if node.tag == f"{W}rFonts":
        # Word takes the second for signs beyond the plain ones.
        fonts = [node.get(f"{W}ascii") or "", node.get(f"{W}hAnsi") or ""]
        return next((one for one in fonts if is_of_signs(one)), fonts[0])
    if str(node.tag).endswith("}textFill"):
        return _filling(node)
    if node.get(f"{W}themeColor") in _WHITE_OF_THEME and not any(node.get(W + one) for one in _SHADES):
        return "FFFFFF"  # Word heeds the color of the theme, whatever other is stated beside it.
    return node.get(f"{W}fill" if node.tag == f"{W}shd" else f"{W}val") or ""


def _filling(node: Any) -> str:
    """Return the color in which Word fills letters, "none" for letters that are clear, nothing when it is not known."""
    for one in node.iter():
        kind = str(one.tag).rpartition("}")[2]
        value = next((each for name, each in one.items() if name.rpartition("}")[2] == "val"), "")
        if kind == "noFill" or (kind == "alpha" and (_length(value) or 0) > _CLEAR):
            return "none"
        if kind == "schemeClr" and value in ("bg1", "lt1") and not len(one):
            return "FFFFFF"
        if kind == "srgbClr" and not len(one):
            return value
    return ""


def is_off_page(properties: Any) -> bool:
    """Return whether a paragraph is moved off its place, or its lines are so low that they are cut off."""
    if properties is None:
        return False
    indent, frame, spacing = (properties.find(W + one) for one in ("ind", "framePr", "spacing"))
    if indent is not None:
        said = {name.rpartition("}")[2]: _length(value) or 0 for name, value in indent.items()}
        for unit, scale in (("", 1), ("Chars", 2)):
            side = scale * (said.get(f"left{unit}") or said.get(f"start{unit}") or 0)
            first = side + scale * (said.get(f"firstLine{unit}", 0) - said.get(f"hanging{unit}", 0))
            if side not in _PLACES or first not in _PLACES:
                return True
    if frame is not None and any((_length(frame.get(W + one)) or 0) not in _FRAMED for one in ("x", "y")):
        return True
    exact = spacing is not None and spacing.get(f"{W}lineRule") == "exact"
    return exact and (_length(spacing.get(f"{W}line")) or _LOW) < _LOW


def _length(stated: str | None) -> int | None:
    """Return a length in twentieths of a point; nothing when none is stated."""
    found = _LENGTH.fullmatch(stated or "")
    return None if found is None else int(found[1]) * _UNITS.get(found[2] or "", 1)


def is_on(said: Said, name: str) -> bool:
    """Return whether a property is stated and not switched off."""
    return name in said and said[name] not in _OFF


def hides(direct: Said, styles: Sequence[Said]) -> bool:
    """Return whether words are hidden: by what is said of themselves, else by one style of those around them.

    Two styles that both hide show each other again.
    """
    if "vanish" in direct:
        return is_on(direct, "vanish")
    return sum(is_on(one, "vanish") for one in styles) % 2 == 1


def doubts_of(direct: Said, styles: Sequence[Said], fill: str | None) -> Iterator[str]:
    """Yield what properties and styles say of a figure in a cell that is filled with a colour."""
    said = {key: value for one in (*styles, direct) for key, value in one.items()}
    if is_on(said, "strike") or is_on(said, "dstrike"):
        yield STRUCK
    if said.get("vertAlign") in ("superscript", "subscript"):
        yield RAISED
    if is_of_signs(said.get("rFonts", "")):
        yield UNKNOWN_SIGN
    if is_on(said, "specVanish") or _is_squeezed(said.get("w", "")) or _is_too_close(said):
        yield HIDDEN
    if ("vanish" not in direct and sum(is_on(one, "vanish") for one in styles) > 1) or _is_unseen(said, fill):
        yield HIDDEN


def _is_squeezed(scale: str) -> bool:
    """Return whether letters are so narrow, in percent, that they are hardly seen."""
    bare = scale.removesuffix("%")
    return bare.isascii() and bare.isdecimal() and len(bare) < 4 and int(bare) < _NARROW


def _is_too_close(said: Said) -> bool:
    """Return whether letters are moved so close to each other that figures lie upon one another."""
    size = _length(said.get("sz")) or _USUAL
    return _CLOSE * (_length(said.get("spacing")) or 0) <= -10 * size


def _is_unseen(said: Said, fill: str | None) -> bool:
    """Return whether writing has nearly the colour of its ground; Word fits an automatic colour to what is filled."""
    marker = _HIGHLIGHTS.get(said.get("highlight", ""))
    filling = said.get("textFill")
    if filling == "none":
        return True
    colour = colour_of(filling) or colour_of(said.get("color")) or (None if marker is None else BLACK)
    ground = marker or colour_of(said.get("shd")) or colour_of(fill) or WHITE
    return colour is not None and hardly_seen(colour, ground)
