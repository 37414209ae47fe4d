"""Colours of office files: whether writing can be told from the ground it stands on.

Which colour and which ground a file states is known to the readers.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

RGB: TypeAlias = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

WHITE: Final[RGB] = (255, 255, 255)
BLACK: Final[RGB] = (0, 0, 0)

_APART: Final = 64
"""Writing is seen where one part differs by so much: a quarter of the way from black to white."""
_HEX: Final = re.compile(r"(?:[0-9a-f]{2})?([0-9a-f]{6})", re.I | re.A)


def colour_of(digits: str | None) -> RGB | None:
    """Return the colour that six hexadecimal digits name, or eight, of which the first two are left aside."""
    match = _HEX.fullmatch(digits or "")
    if match is None:
        return None
    red, green, blue = (int(match.group(1)[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def hardly_seen(writing: RGB, ground: RGB) -> bool:
    """Return whether writing of a colour is hardly seen on a ground."""
    return all(abs(one - other) < _APART for one, other in zip(writing, ground, strict=True))
