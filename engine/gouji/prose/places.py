"""A number where it stands: folded text and the range of one number enter, what it states leaves.

What is a piece of something longer (`1件` out of `31件`, an end of `31-35`) states nothing by itself, and words beside
a number make it approximate. What the number counts, and whose it is, is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import Final, Literal

from gouji.prose.dates import DateParts, read_date, read_year
from gouji.prose.numerals import (
    HAN,
    MARKS_AFTER,
    MARKS_BEFORE,
    MARKS_BEHIND,
    Stated,
    candidates_of,
    read_stated,
)
from gouji.record import Record
from gouji.values import Exact, exact

NumberType = Literal["count", "year", "money", "percent"]
QuantityType = Literal["count", "money", "percent"]


class StatedNumber(Record, frozen=True):
    """A number that prose states, in the base unit: counts and years plain, money in yuan, 35 % as 7/20.

    `low` and `high` bound what the author meant, and differ only when a word marks the number as `approximate`.
    `agrees_low` and `agrees_high` are what `agrees` accepts: for money also half of its last printed digit.
    """

    type: NumberType
    nominal: Exact
    low: Exact
    high: Exact
    agrees_low: Exact
    agrees_high: Exact
    approximate: bool


class Ambiguous(Record, frozen=True):
    """A number that could mean several things: those of them that are known, in the base unit; none if nobody knows."""

    candidates: tuple[Exact, ...] = ()


_UNREADABLE: Final = Ambiguous()
_SCALES: Final[Mapping[str, Fraction]] = MappingProxyType({"%": Fraction(1, 100), "‰": Fraction(1, 1000)})


def quantity_at(text: str, start: int, end: int, kind: QuantityType) -> StatedNumber | Ambiguous:
    """Return what a count, a sum of money or a percentage states whose form stands at a range of the folded text."""
    suffix = "" if kind == "count" else text[end - 1]
    scale = _SCALES.get(suffix, Fraction(1))
    bare = text[start : end - len(suffix)]
    if _is_piece(text, start, end):
        return _UNREADABLE
    stated = read_stated(bare, mark_before(text, start), _mark_after(text, end, inside=not suffix))
    if stated is None:
        return Ambiguous(tuple(exact(one * scale) for one in candidates_of(bare)))
    return _whole(stated) if kind == "count" else _scaled(stated, kind, scale)


def year_at(text: str, start: int, end: int) -> StatedNumber | Ambiguous:
    """Return the year whose four digits stand at a range of the folded text."""
    if _continues_before(text, start) or _continues_after(text, end):
        return _UNREADABLE
    year = read_year(text[start:end])
    return StatedNumber("year", year, year, year, year, year, approximate=False)


def date_at(text: str, start: int, end: int) -> DateParts | None:
    """Return the parts of the date at a range of the folded text, unless it is only a part of what stands there."""
    parts = read_date(text[start:end])
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    reaches_back = _ARABIC if text[start] in _ARABIC else _NUMERAL
    cut = before in reaches_back or (after in _ARABIC and text[end - 1] in _ARABIC)
    lost_year = parts is not None and parts.year is None and before == "年"
    return None if cut or lost_year else parts


def mark_before(text: str, start: int) -> str:
    """Return the word directly before a number that marks it as approximate."""
    return next((mark for mark in MARKS_BEFORE if text.endswith(mark, 0, start)), "")


def _mark_after(text: str, end: int, *, inside: bool) -> str:
    """Return the mark behind a number, or behind a number and the word or two of what it counts."""
    if inside and text[end : end + 1] in tuple(MARKS_AFTER):
        return text[end]
    for place in range(end, end + 3):
        mark = next((one for one in MARKS_BEHIND if text.startswith(one, place)), "")
        if mark or not "一" <= text[place : place + 1] <= "鿿":
            return mark
    return ""


def _whole(stated: Stated) -> StatedNumber | Ambiguous:
    low, high = ceil(stated.low), floor(stated.high)
    if low > high:
        return _UNREADABLE
    return StatedNumber("count", stated.nominal, low, high, low, high, stated.marked)


def _scaled(stated: Stated, kind: QuantityType, scale: Fraction) -> StatedNumber:
    nominal, low, high = (exact(bound * scale) for bound in (stated.nominal, stated.low, stated.high))
    half = Fraction(stated.printed) / 2 if kind == "money" and not stated.marked else Fraction(0)
    agrees_low, agrees_high = exact(max(low - half, Fraction(0))), exact(high + half)
    return StatedNumber(kind, nominal, low, high, agrees_low, agrees_high, stated.marked)


_ARABIC: Final = frozenset("0123456789")
_NUMERAL: Final = frozenset(HAN) | _ARABIC
_SCALE_WORDS: Final = frozenset("十百千万亿")
_JOINING: Final = frozenset(".,/-~至到点")
_VAGUE: Final = ("几", "数")
"""Before 十, 百, … they make a number that nobody can tell: 几十件, 数百条."""
_LEADING: Final = ("-", "~", "分之")


def _is_piece(text: str, start: int, end: int) -> bool:
    """Return whether a captured number is only a part of what stands there: of a longer number, a range, a fraction."""
    return (
        _continues_before(text, start)
        or _continues_after(text, end)
        or text.endswith(_LEADING, 0, start)
        or (text[start] in _SCALE_WORDS and text.endswith(_VAGUE, 0, start))
        or (start > 1 and text[start - 1] in _JOINING and text[start - 2] in _NUMERAL)
        or (text[end : end + 1] in _JOINING and text[end + 1 : end + 2] in _NUMERAL)
        or _torn(text, start, end)
    )


def _torn(text: str, start: int, end: int) -> bool:
    """Return whether a blank stands between digits, as in `3 119件`: nobody knows whether it is one number."""
    before = start > 1 and text[start - 1] == " " and text[start - 2] in _ARABIC and text[start] in _ARABIC
    after = text[end : end + 1] == " " and text[end + 1 : end + 2] in tuple(_ARABIC) and text[end - 1] in _ARABIC
    return before or after


def _continues_before(text: str, start: int) -> bool:
    """Return whether the digits that a capture begins with begin further left."""
    if start == 0:
        return False
    return text[start - 1] in (_NUMERAL if text[start] in _NUMERAL else _ARABIC)


def _continues_after(text: str, end: int) -> bool:
    return text[end - 1] in _NUMERAL and text[end : end + 1] in _NUMERAL
