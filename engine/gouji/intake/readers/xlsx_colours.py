"""Colours of a workbook: how its styles, its theme and its formats name them enters, red, green and blue leave.

A colour is one of the theme, made lighter or darker, or one of a list that the workbook may replace, or its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from gouji.intake.readers.colours import BLACK, RGB, WHITE, colour_of, hardly_seen
from gouji.record import Record

_LISTED: Final = (
    "000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF" * 2
    + "800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF"
    + "000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC99"
    + "3366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333"
)
"""The 64 colours that a file names by their rank, six digits each."""
_WINDOW: Final = ("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
_IN_THEME: Final = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""The colours of a theme in the order in which styles count them; of the first, those used where there is no theme."""
_NAMED: Final[Mapping[str, RGB]] = {
    "black": BLACK, "黑": BLACK, "blue": (0, 0, 255), "蓝": (0, 0, 255), "cyan": (0, 255, 255), "青": (0, 255, 255),
    "green": (0, 255, 0), "绿": (0, 255, 0), "magenta": (255, 0, 255), "洋红": (255, 0, 255), "red": (255, 0, 0),
    "红": (255, 0, 0), "white": WHITE, "白": WHITE, "yellow": (255, 255, 0), "黄": (255, 255, 0),
}  # fmt: skip
_OF_FORMAT: Final = re.compile(r"\[(?:colou?r|颜色) ?([0-9]{1,2})\]", re.I | re.A)
_TINT: Final = re.compile(r"-?[0-9](?:\.[0-9]{1,20})?(?:[eE]-[0-9]{1,3})?", re.A)
_MAX_LISTED: Final = 64
_WHITE_AGAIN: Final = 65
"""The rank of the colour of the paper; the one before is that of the writing."""


class Palette(Record, frozen=True):
    """The colours that styles name by their rank in a list, and those that they name by their rank in the theme."""

    listed: tuple[RGB | None, ...]
    theme: tuple[RGB | None, ...]

    def of(self, said: Mapping[str, str]) -> RGB | None:
        """Return a colour by the attributes with which a file names it; nothing when they name none that is known."""
        plain = _ranked(self.listed, said.get("indexed")) or colour_of(said.get("rgb"))
        if said.get("indexed") == str(_WHITE_AGAIN):
            plain = WHITE
        return _tinted(_ranked(self.theme, said.get("theme")) or plain, said.get("tint"))

    def of_format(self, bracket: str) -> RGB | None:
        """Return the colour that stands in brackets in the format of a number; nothing where none stands there."""
        numbered = _OF_FORMAT.fullmatch(bracket)
        if numbered is not None:
            # The list begins with the eight that have names.
            return _ranked(self.listed, str(int(numbered.group(1)) + 7))
        return _NAMED.get(bracket.strip("[]").lower().removesuffix("色"))


class Look(Record, frozen=True):
    """The colour of the writing of a cell, and the colours that are in its ground."""

    writing: RGB = BLACK
    grounds: tuple[RGB, ...] = (WHITE,)

    def hides(self, writing: RGB | None) -> bool:
        """Return whether writing, of another colour where one is given, is hardly seen on some of the ground."""
        return any(hardly_seen(writing or self.writing, ground) for ground in self.grounds)


def palette_of(styles: Any, theme: Any) -> Palette:
    """Return the colours of a workbook by its styles and its theme; each may be missing."""
    own = [] if styles is None else [one.attrib for one in styles.iterfind("{*}colors/{*}indexedColors/{*}rgbColor")]
    listed = [colour_of(_LISTED[at : at + 6]) for at in range(0, len(_LISTED), 6)]
    listed[: len(own)] = [colour_of(one.get("rgb")) for one in own[:_MAX_LISTED]]
    scheme = None if theme is None else theme.find("{*}themeElements/{*}clrScheme")
    if scheme is None:
        return Palette(tuple(listed), tuple(map(colour_of, _WINDOW)))
    stated = {str(one.tag).rpartition("}")[2]: next(iter(one), None) for one in scheme}
    return Palette(tuple(listed), tuple(_in_theme(stated.get(name)) for name in _IN_THEME))


def look_of(font: Any, fill: Any, palette: Palette) -> Look:
    """Return how the writing of a style looks."""
    colour = None if font is None else font.find("{*}color")
    writing = None if colour is None else palette.of(colour.attrib)
    grounds = () if fill is None else tuple(dict.fromkeys(_grounds(fill, palette)))
    return Look(writing or BLACK, grounds or (WHITE,))


def _grounds(fill: Any, palette: Palette) -> Iterator[RGB]:
    for stop in fill.iterfind("{*}gradientFill/{*}stop/{*}color"):
        yield palette.of(stop.attrib) or WHITE
    pattern = fill.find("{*}patternFill")
    kind = "none" if pattern is None else pattern.get("patternType", "none")
    for side in () if kind == "none" else ("fgColor",) if kind == "solid" else ("fgColor", "bgColor"):
        colour = pattern.find(f"{{*}}{side}")
        found = None if colour is None else palette.of(colour.attrib)
        if found is not None:
            yield found


def _ranked(colours: tuple[RGB | None, ...], rank: str | None) -> RGB | None:
    known = rank is not None and rank.isascii() and rank.isdecimal() and len(rank) < 4
    return colours[int(rank or 0)] if known and int(rank or 0) < len(colours) else None


def _in_theme(stated: Any) -> RGB | None:
    return None if stated is None else colour_of(stated.get("lastClr") or stated.get("val"))


def _tinted(colour: RGB | None, tint: str | None) -> RGB | None:
    """Return a colour made lighter by a part of the way to white, or darker by one to black."""
    if colour is None or _TINT.fullmatch(tint or "") is None:
        return colour
    share = max(min(Decimal(tint or "0"), Decimal(1)), Decimal(-1))
    red, green, blue = (int(one + (255 - one) * share if share > 0 else one * (1 + share)) for one in colour)
    return red, green, blue
