"""Lengths, shares and colours that styles of a page state: a value enters, what it comes to leaves.

What is not surely understood comes to nothing.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from gouji.intake.readers.colours import RGB, hardly_seen

_NUMBER: Final = re.compile(r"([+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9}))\s*([a-z%]*)", re.A)
_CALC: Final = re.compile(r"calc\(\s*([^()\s]+)\s*\)")
_HEX: Final = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_OF_PARTS: Final = re.compile(r"(rgb|hsl|hwb)a?\(([^()]{0,80})\)")
_PIXELS: Final = {
    "px": Fraction(1), "pt": Fraction(4, 3), "pc": Fraction(16), "in": Fraction(96), "cm": Fraction(9600, 254),
    "mm": Fraction(960, 254),
}  # fmt: skip
RELATIVE: Final = {"em": Fraction(1), "rem": Fraction(1), "ex": Fraction(1, 2), "%": Fraction(1, 100)}
_USUAL_PIXELS: Final = {
    **_PIXELS, "em": Fraction(16), "rem": Fraction(16), "ex": Fraction(8), "ch": Fraction(8), "vw": Fraction(10),
    "vh": Fraction(8), "vmin": Fraction(8), "vmax": Fraction(10),
}  # fmt: skip
"""Pixels of lengths on a usual screen, in writing of the usual size."""
_WHITE: Final = frozenset(
    ("white", "snow", "ivory", "whitesmoke", "ghostwhite", "floralwhite", "mintcream", "azure", "aliceblue",
     "honeydew", "seashell", "transparent", "lightyellow", "cornsilk", "lavender", "lavenderblush", "linen", "oldlace",
     "beige", "lightgoldenrodyellow", "lemonchiffon", "papayawhip", "blanchedalmond", "bisque", "antiquewhite",
     "mistyrose", "lightcyan", "gainsboro", "lightgray", "lightgrey", "pink", "silver", "canvas", "window", "field",
     "highlighttext", "buttonface")
)  # fmt: skip
"""Colours of which all three parts are as light as is said below, and those of a usual window."""
_NAMED: Final[dict[str, RGB]] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192),
    "navy": (0, 0, 128), "maroon": (128, 0, 0),
}  # fmt: skip
_PALE: Final = 0xC0
"""Colours of which all three parts are at least so light are hardly seen on white."""
_LONGEST: Final = 80
"""A measure or a colour is not longer than that."""
FAINT: Final = Fraction(1, 4)


def is_pale(colour: str) -> bool:
    """Return whether a colour is hardly seen on white."""
    named = colour.strip().lower()
    if named in _WHITE:
        return True
    levels = _levels(named)
    return len(levels) >= 3 and (min(levels[:3]) >= _PALE or (len(levels) > 3 and levels[3] < FAINT))


def is_understood(colour: str) -> bool:
    """Return whether it is known what a colour looks like; a single word is taken to be the name of one."""
    return colour.isalpha() or bool(_levels(colour.strip()))


def is_blended(colour: str, ground: str) -> bool:
    """Return whether writing of a colour is hardly seen on the ground that is stated with it."""
    if max(len(colour), len(ground)) > _LONGEST:
        return False
    writing, under = _rgb(colour), _rgb(ground)
    return writing is not None and under is not None and hardly_seen(writing, under)


@lru_cache(maxsize=1024)
def _rgb(colour: str) -> RGB | None:
    levels = _levels(colour)
    if colour in _NAMED or len(levels) < 3 or (len(levels) > 3 and levels[3] < 1):
        return _NAMED.get(colour)
    return int(levels[0]), int(levels[1]), int(levels[2])


def _levels(named: str) -> list[Fraction]:
    """Return red, green and blue of a colour, from 0 to 255, and how opaque it is where that is stated."""
    if (match := _HEX.fullmatch(named)) is not None:
        digits = match.group(1) if len(match.group(1)) > 4 else "".join(one * 2 for one in match.group(1))
        parts = [Fraction(int(digits[at : at + 2], 16)) for at in range(0, len(digits), 2)]
        return [*parts[:3], *(one / 0xFF for one in parts[3:])]
    if (match := _OF_PARTS.fullmatch(named)) is None:
        return []
    given = [one for part in re.split(r"[,/\s]+", match.group(2).strip()) if (one := measure(part)) is not None]
    if len(given) < 3:
        return []
    clear = [one * RELATIVE.get(unit, Fraction(1)) for one, unit in given[3:4]]
    if match.group(1) == "rgb":
        return [*(one * Fraction(255, 100) if unit == "%" else one for one, unit in given[:3]), *clear]
    second, third = given[1][0] / 100, given[2][0] / 100
    # Without the hue the lightest part is not known to be red, green or blue, which makes no difference here.
    low, high = (second, 1 - third) if match.group(1) == "hwb" else _ends(second, third)
    return [255 * high, 255 * low, 255 * low, *clear]


def _ends(saturation: Fraction, lightness: Fraction) -> tuple[Fraction, Fraction]:
    spread = saturation * min(lightness, 1 - lightness)
    return lightness - spread, lightness + spread


def pixels(stated: str) -> Fraction | None:
    """Return the pixels of a length that depends on nothing else."""
    found = measure(stated)
    if found is None or (found[1] not in _PIXELS and found[0] != 0):
        return None
    return found[0] * _PIXELS.get(found[1], Fraction(1))


def usual_pixels(stated: str) -> Fraction | None:
    """Return about the pixels of a length, whatever it depends on; of a share of something else, nothing."""
    return _known(stated)[1] if len(stated) <= _LONGEST else None


def share(stated: str) -> Fraction | None:
    """Return a share of one, written as a number or in parts of a hundred."""
    return _known(stated)[2] if len(stated) <= _LONGEST else None


def measure(stated: str) -> tuple[Fraction, str] | None:
    """Return a number and its unit."""
    return _known(stated)[0] if len(stated) <= _LONGEST else None


@lru_cache(maxsize=4096)  # the styles of a page state the same few measures
def _known(stated: str) -> tuple[tuple[Fraction, str] | None, Fraction | None, Fraction | None]:
    """Return a number with its unit, the same in pixels, and as a share of one."""
    found = _measured(stated)
    if found is None:
        return None, None, None
    number, unit = found
    in_pixels = number * _USUAL_PIXELS.get(unit, Fraction(1)) if unit in _USUAL_PIXELS or number == 0 else None
    return found, in_pixels, number * RELATIVE.get(unit, Fraction(1))


def _measured(stated: str) -> tuple[Fraction, str] | None:
    alone = _CALC.fullmatch(stated)
    match = _NUMBER.fullmatch(alone.group(1) if alone else stated)
    return None if match is None else (Fraction(match.group(1)), match.group(2))
