"""The signs of a page that are a watermark: signs with how they are painted enter, those of the page's own text leave.

A watermark that stands upright is text like any other in the file. It is known by three things together: it is much
larger than the rest, much paler, and lies behind or upon other writing and lines, as nothing does that is to be read.
Nothing but figures is never taken for one. What it says is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from gouji.intake.readers.pdf_page import Box, Char, Rule
from gouji.intake.readers.pdf_paths import WHITE, Color, Writing
from gouji.record import replace

_LARGER: Final = 14
"""How many tenths of the usual size a watermark has at least."""

_STRONGEST: Final = 130
"""By how much of 255 the color of a watermark differs from white at most."""

_PART: Final = 4
_FEWEST: Final = 2
_MAX_SIGNS: Final = 400
_MAX_OTHERS: Final = 10_000
"""One in how many of its signs lies on others at least, how many those are, and how many of both are looked at."""

_DENSE: Final = 128
_FIGURES: Final = frozenset("0123456789０１２３４５６７８９.,，． -/")

_Style: TypeAlias = tuple[int, int, tuple[Color, ...], int]
_Signs: TypeAlias = Sequence[tuple[Char, Writing | None]]


def mixed(color: Color, opaque: int, ground: Color) -> Color:
    """Return what is seen of a color that is painted on another."""
    red, green, blue = (
        (opaque * one + (255 - opaque) * below) // 255 for one, below in zip(color, ground, strict=True)
    )
    return red, green, blue


def contrast(one: Color, other: Color) -> int:
    """Return by how much of 255 two colors differ."""
    return max(abs(part - below) for part, below in zip(one, other, strict=True))


def without_watermark(signs: _Signs, across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[Char, Writing | None]]:
    """Return the signs that are no watermark; those over which one is painted are said to be covered."""
    usual = sorted(one.height for one, _ in signs)[len(signs) // 2] if signs else 0
    styles: dict[_Style, list[tuple[Char, Writing]]] = {}
    for one, owner in signs:
        if owner is not None and 10 * one.height >= _LARGER * usual and is_faint(owner):
            styles.setdefault(_style(one, owner), []).append((one, owner))
    marks = {style: own for style, own in styles.items() if _is_watermark(style, own, signs, across, down)}
    if not marks:
        return list(signs)
    upon = [(one.ink, owner.rank) for own in marks.values() for one, owner in own if owner.opaque >= _DENSE]
    kept = [(one, owner) for one, owner in signs if owner is None or _style(one, owner) not in marks]
    return [(_under(one, owner, upon[:_MAX_SIGNS]), owner) for one, owner in kept]


def _style(one: Char, owner: Writing) -> _Style:
    return one.height, one.turn, owner.colors, owner.opaque


def is_faint(owner: Writing) -> bool:
    """Return whether writing is as pale as a watermark."""
    return all(contrast(mixed(color, owner.opaque, WHITE), WHITE) <= _STRONGEST for color in owner.colors)


def _is_watermark(
    style: _Style,
    own: Sequence[tuple[Char, Writing]],
    signs: _Signs,
    across: Sequence[Rule],
    down: Sequence[Rule],
) -> bool:
    """Return whether signs of a style lie upon others, or upon lines that go through them."""
    if len(own) < _FEWEST or all(one.text in _FIGURES for one, _ in own):
        return False
    others = [one.ink for one, owner in signs if one.text != " " and (owner is None or _style(one, owner) != style)]
    lines = [Box(one.begin, one.at, one.end, one.at) for one in across]
    lines += [Box(one.at, one.begin, one.at, one.end) for one in down]
    things = (others + lines)[:_MAX_OTHERS]
    looked = [core(one.ink) for one, _ in own if one.text != " "][:_MAX_SIGNS]
    upon = sum(any(meet(one, other) for other in things) for one in looked)
    return upon >= _FEWEST and upon * _PART >= len(looked)


def core(box: Box) -> Box:
    """Return the inner part of a sign."""
    wide, high = (box.right - box.left) // 6, (box.bottom - box.top) // 6
    return Box(box.left + wide, box.top + high, box.right - wide, box.bottom - high)


def meet(one: Box, other: Box) -> bool:
    """Return whether two places touch."""
    return one.left <= other.right and other.left <= one.right and one.top <= other.bottom and other.top <= one.bottom


def _under(one: Char, owner: Writing | None, upon: Sequence[tuple[Box, int]]) -> Char:
    hidden = owner is not None and any(rank > owner.rank and meet(one.ink, ink) for ink, rank in upon)
    return replace(one, covered=True) if hidden else one
