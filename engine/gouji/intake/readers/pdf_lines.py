"""Signs of a page to lines of writing: signs with their places enter, lines with their words leave.

A blank is where the file has one, or where a gap shows one. Radicals of the Kangxi dictionary, with which some programs
write the character that looks the same, become that character; every other sign stays as it is.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from gouji.intake.blocks import BLANKS
from gouji.intake.readers.pdf_page import Box, Char
from gouji.record import MutableRecord, Record, field

_MEANT: Final = dict(
    zip(
        "⺁⺄⺊⺌⺓⺝⺟⺠⺩⺬⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂乙卜小幺月母民王示月虎西见角贝车長长门雨青韦页风飞食马鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Supplementary radicals that are characters of their own; Unicode gives no equal for them."""

_KANGXI: Final = range(0x2F00, 0x2FD6)
_COMPATIBLE: Final = range(0xF900, 0xFB00)
_BOLD: Final = 10
"""The part of its height by which a sign is moved at most to be printed twice and look bold."""


class Line(Record, frozen=True):
    """A line of writing on a page; `unsure` says that signs of it are painted over one another or painted over.

    `uneven` says that figures beside each other are of different size or height, as a number and that of a note.
    `blank_before` and `blank_behind` say that the file has a blank there.
    """

    text: str
    box: Box
    base: int
    height: int
    unsure: bool = False
    uneven: bool = False
    blank_before: bool = False
    blank_behind: bool = False


class _Open(MutableRecord):
    base: int
    height: int
    chars: list[Char] = field(default_factory=list)


@lru_cache(maxsize=8192)
def meant(sign: str) -> str:
    """Return the character for a radical that looks the same, a blank for any blank, any other sign as it is."""
    if sign in BLANKS:
        return " "
    if sign in _MEANT:
        return _MEANT[sign]
    if ord(sign) in _KANGXI or ord(sign) in _COMPATIBLE:
        return unicodedata.normalize("NFKC", sign)
    return sign


def lines_of(chars: Sequence[Char]) -> list[Line]:
    """Return the lines that signs stand on, from the top."""
    open_lines: list[_Open] = []
    for one in sorted((one for one in chars if one.text != " "), key=lambda each: each.base):
        last = open_lines[-1] if open_lines else None
        if last is None or (one.base - last.base) * 5 > max(one.height, last.height) * 2:
            last = _Open(one.base, one.height)
            open_lines.append(last)
        last.chars.append(one)
        last.height = max(last.height, one.height)
    blanks = sorted((one.base, one.left) for one in chars if one.text == " ")
    return [_line(own, blanks) for own in open_lines]


def _line(own: _Open, blanks: Sequence[tuple[int, int]]) -> Line:
    reach = own.height * 2 // 5
    begin, end = bisect_left(blanks, (own.base - reach, 0)), bisect_left(blanks, (own.base + reach + 1, 0))
    at = sorted(left for _, left in blanks[begin:end])
    chars, unsure = _once(sorted(own.chars, key=lambda one: (one.left, one.right)))
    words = [chars[0].text]
    uneven = False
    for one, other in pairwise(chars):
        blank = bisect_right(at, one.left) < bisect_left(at, (other.left + other.right) // 2)
        uneven = uneven or _differ(one, other)
        words.append((" " if blank or _apart(one, other) else "") + other.text)
    box = Box(
        min(one.left for one in chars),
        min(one.ink.top for one in chars),
        max(one.right for one in chars),
        max(one.ink.bottom for one in chars),
    )
    height = sorted(one.height for one in chars)[len(chars) // 2]
    blank_before, blank_behind = (bool(at) and at[0] < chars[0].left, bool(at) and at[-1] > chars[-1].left)
    unsure = unsure or any(one.covered for one in chars)
    return Line("".join(words), box, own.base, height, unsure, uneven, blank_before, blank_behind)


def _once(chars: Sequence[Char]) -> tuple[list[Char], bool]:
    """Return signs without those printed twice to look bold, and whether others stand upon one another."""
    kept: list[Char] = []
    unsure = False
    for one in chars:
        over = next((each for each in reversed(kept[-3:]) if _upon(one, each)), None)
        if over is not None and over.text == one.text and (one.left - over.left) * _BOLD < one.height:
            continue
        unsure = unsure or over is not None
        kept.append(one)
    return kept, unsure


def _upon(one: Char, other: Char) -> bool:
    """Return whether the ink of two signs lies mostly on the same place."""
    common = min(one.ink.right, other.ink.right) - max(one.ink.left, other.ink.left)
    return common * 2 > min(one.ink.right - one.ink.left, other.ink.right - other.ink.left) >= 0 and common > 0


def _differ(one: Char, other: Char) -> bool:
    high = max(one.height, other.height)
    uneven = abs(one.height - other.height) * 6 > high or abs(one.base - other.base) * 8 > high
    return uneven and one.text.isdigit() and other.text.isdigit()


def _apart(one: Char, other: Char) -> bool:
    """Return whether a gap divides two signs: a narrow one figures and Latin letters, a wide one all others."""
    gap = other.left - one.right
    latin = one.text.isascii() and other.text.isascii()
    return gap * (7 if latin else 1) > max(one.height, other.height)
