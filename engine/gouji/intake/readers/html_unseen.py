"""Which styles make writing unseen, or move it from where it stands: declarations enter, yes or no leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from gouji.intake.readers.html_values import FAINT, RELATIVE, is_blended, measure, pixels, share, usual_pixels

_TINY: Final = Fraction(2)
"""Writing up to so many pixels high cannot be read."""
_TINY_SHARE: Final = Fraction(15, 100)
_FAR: Final = {
    "left": Fraction(48), "right": Fraction(48), "top": Fraction(48), "bottom": Fraction(48),
    "text-indent": Fraction(100), "margin-left": Fraction(100), "margin-top": Fraction(100), "inset": Fraction(48),
    "margin": Fraction(100),
}  # fmt: skip
"""Writing moved back by so many pixels does not stand where it was; a first line is often moved back a little."""
_WHOLE: Final = ("left", "right", "top", "bottom", "inset")
"""Of these a whole share moves off the page, too."""
_CLOSED: Final = ("width", "height", "max-width", "max-height")
_MASKS: Final = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "-webkit-text-security")
_TRANSFORMS: Final = ("transform", "-webkit-transform", "-ms-transform")
_SINGLE: Final = ("translate", "scale", "rotate")
_FUNCTION: Final = re.compile(r"([a-z0-9]{1,20})\(([^()]*)\)")
_OPACITY: Final = re.compile(r"opacity\s*[(=]\s*([^()]*(?:\([^()]*\))?)")
_OBSCURING: Final = ("blur(", "brightness(", "contrast(", "url(")
_SAME: Final = ("1", "0", "0", "1", "0", "0")
_AS_BEFORE: Final = frozenset(("none", "inherit", "initial", "unset", "revert", "auto", "normal", ""))
TELLING: Final = frozenset(
    ("visibility", "content-visibility", "mso-hide", "opacity", "font-size", "clip", "clip-path", "overflow", "filter",
     "zoom", "letter-spacing", *_MASKS, *_TRANSFORMS, *_SINGLE, *_FAR)
) - {"margin"}  # fmt: skip
"""Properties without any of which a style hides and moves nothing, but by a margin or by its colours."""


def hides(said: Mapping[str, str]) -> bool:
    """Return whether a style makes all writing in an element unseen, as far as it says so by itself."""
    veiled = is_invisible(said) or is_clear(said) or is_tiny(said) or is_shrunk(said)
    return veiled or _is_squeezed(said) or has_color_of_its_ground(said) or any(_acts(said, one) for one in _MASKS)


def has_color_of_its_ground(said: Mapping[str, str]) -> bool:
    """Return whether a style gives writing nearly the colour of the ground that it states."""
    ground = said.get("background-color") or said.get("background")
    return ground is not None and "color" in said and is_blended(said["color"], ground)


def is_invisible(said: Mapping[str, str]) -> bool:
    """Return whether a style makes invisible what does not become visible anew."""
    return said.get("visibility") in ("hidden", "collapse") or said.get("mso-hide") == "all"


def is_clear(said: Mapping[str, str]) -> bool:
    """Return whether a style makes an element clear or unclear as a whole; a share not understood counts as clear."""
    if said.get("content-visibility") == "hidden":
        return True
    if _acts(said, "opacity"):
        opacity = share(said["opacity"])
        if opacity < FAINT if opacity is not None else "(" in said["opacity"]:
            return True
    if not _acts(said, "filter"):
        return False
    filtered = said["filter"]
    match = _OPACITY.search(filtered)
    if match is None:
        return any(one in filtered for one in _OBSCURING)
    opacity = share(match.group(1).strip())
    return opacity is None or opacity * (Fraction(1, 100) if "alpha" in filtered else 1) < FAINT


def is_tiny(said: Mapping[str, str]) -> bool:
    """Return whether a style makes writing too small to be read."""
    stated = said.get("font-size", "")
    size = usual_pixels(stated)
    if size is not None and size <= _TINY:
        return True
    found = measure(stated)
    return found is not None and found[1] in RELATIVE and found[0] * RELATIVE[found[1]] <= _TINY_SHARE


def is_closed(said: Mapping[str, str]) -> bool:
    """Return whether what is in an element is cut off, or the element has no room."""
    if said.get("clip", "auto") != "auto" or said.get("clip-path", "none") != "none":
        return True
    closed = any((length := pixels(said.get(one, ""))) is not None and length <= 1 for one in _CLOSED)
    return closed and said.get("overflow", "visible").split(" ")[0] in ("hidden", "clip")


def is_moved(said: Mapping[str, str], least: Fraction = Fraction(0)) -> bool:
    """Return whether a style moves an element back by far, at least so far."""
    for name, far in _FAR.items():
        stated = said.get(name, "")
        if "-" not in stated:
            continue
        for one in stated.split():
            by = usual_pixels(one)
            if by is not None and by <= -max(far, least):
                return True
            if by is None and name in _WHOLE and one.endswith("%") and (share(one) or 0) <= -1:
                return True
    return False


def is_shrunk(said: Mapping[str, str]) -> bool:
    """Return whether a style shrinks an element to next to nothing."""
    factors = [one for name, given in _transforms(said) if name.startswith("scale") for one in given]
    zoom = share(said.get("zoom", ""))
    return any((by := share(one)) is None or by < FAINT for one in factors) or (zoom is not None and 0 < zoom < FAINT)


def is_turned(said: Mapping[str, str]) -> bool:
    """Return whether a style moves, turns or bends an element away from how it stands without it."""
    for name, given in _transforms(said):
        if name.startswith("translate") and name != "translatez":
            if any(_is_far(one) for one in given):
                return True
        elif name.startswith("rotate"):
            if any((by := measure(one)) is None or by[0] % (360 if by[1] == "deg" else 10**9) for one in given[-1:]):
                return True
        elif name == "matrix":
            if tuple(given) != _SAME:
                return True
        elif not name.startswith("scale") and name not in ("translatez", "perspective"):
            return True
    return False


def _is_far(stated: str) -> bool:
    by = usual_pixels(stated)
    if by is not None:
        return abs(by) >= _FAR["left"]
    found = share(stated)
    return found is None or abs(found) >= 1


def _is_squeezed(said: Mapping[str, str]) -> bool:
    stated = said.get("letter-spacing", "")
    if not stated.startswith(("-", "calc")):
        return False
    by = usual_pixels(stated)
    return by is None or by <= -3


def _transforms(said: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    for name in _TRANSFORMS:
        if _acts(said, name):
            known = False
            for match in _FUNCTION.finditer(said[name]):
                known = True
                yield match.group(1), re.split(r"[,\s]+", match.group(2).strip())
            if not known:
                yield "something", []
    for name in _SINGLE:
        if _acts(said, name):
            yield name, said[name].split()


def _acts(said: Mapping[str, str], name: str) -> bool:
    return said.get(name, "none") not in _AS_BEFORE
