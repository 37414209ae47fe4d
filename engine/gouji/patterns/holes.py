"""Typed holes: the form that a hole of each type matches, and the value of what it matched.

A folded text and the span that a hole captured enter; a value, or the reason why there is none, leaves.
A capture that is a piece of something longer (`1件` out of `31件`) has no value: RE2 cannot look around, so we do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from gouji.patterns.dates import DATE_FORM, YEAR_FORM, DateParts, day_of, read_date, read_year
from gouji.patterns.numerals import HAN, MARKS_AFTER, MARKS_BEFORE, NUMBER_FORM, Stated, read_stated
from gouji.record import Record
from gouji.values import Exact, exact

HoleType = Literal["count", "year", "date", "money", "percent"]
NumberType = Literal["count", "year", "money", "percent"]
Reason = Literal["ambiguous_text", "no_such_date", "no_match"]

FORMS: Final[Mapping[HoleType, str]] = MappingProxyType(
    {
        "count": NUMBER_FORM,
        "year": YEAR_FORM,
        "date": DATE_FORM,
        "money": NUMBER_FORM + "元",
        "percent": NUMBER_FORM + "[%‰]",
    }
)
"""What a hole of each type matches in folded text; the syntax is common to RE2 and `re`."""


class StatedNumber(Record, frozen=True):
    """A number that a hole read, in the base unit: counts and years plain, money in yuan, 35 % as 7/20.

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


class StatedDate(Record, frozen=True):
    """A date that a hole read; its year may be that of the date before it."""

    value: date


class NoValue(Record, frozen=True):
    """Why a hole has no value: what it captured is read in two ways, is no day, or was never reached."""

    reason: Reason


HoleValue: TypeAlias = StatedNumber | StatedDate | NoValue

_AMBIGUOUS: Final = NoValue("ambiguous_text")
_NO_DAY: Final = NoValue("no_such_date")


class Captured(NamedTuple):
    """A hole with the span of the folded text that it captured; no span when its branch took no part."""

    name: str
    type: HoleType
    span: tuple[int, int] | None


def read_holes(text: str, captures: Sequence[Captured]) -> Mapping[str, HoleValue]:
    """Return the value of every hole of one match, in the order of the pattern."""
    values: dict[str, HoleValue] = {}
    for name, kind, span in captures:
        if span is None:
            values[name] = NoValue("no_match")
        elif kind == "date":
            values[name] = _AMBIGUOUS  # keeps its place in the order until all dates are read together
        else:
            values[name] = _number(text, span, kind)
    values.update(_dates(text, sorted((span, name) for name, kind, span in captures if kind == "date" and span)))
    return values


def _number(text: str, span: tuple[int, int], kind: NumberType) -> HoleValue:
    start, end = span
    if kind == "year":
        return _year(text, start, end)
    if _is_piece(text, start, end):
        return _AMBIGUOUS
    suffix = "" if kind == "count" else text[end - 1]
    before = next((mark for mark in MARKS_BEFORE if text.endswith(mark, 0, start)), "")
    after = text[end : end + 1] if not suffix and text[end : end + 1] in tuple(MARKS_AFTER) else ""
    stated = read_stated(text[start : end - len(suffix)], before, after)
    if stated is None:
        return _AMBIGUOUS
    if kind == "count":
        return _whole(stated)
    return _scaled(stated, kind, Fraction(_SCALES.get(suffix, 1)))


_SCALES: Final[Mapping[str, Fraction]] = MappingProxyType({"%": Fraction(1, 100), "‰": Fraction(1, 1000)})


def _year(text: str, start: int, end: int) -> HoleValue:
    if _continues_before(text, start) or _continues_after(text, end):
        return _AMBIGUOUS
    year = read_year(text[start:end])
    return StatedNumber("year", year, year, year, year, year, approximate=False)


def _whole(stated: Stated) -> HoleValue:
    low, high = ceil(stated.low), floor(stated.high)
    if low > high:
        return _AMBIGUOUS
    return StatedNumber("count", stated.nominal, low, high, low, high, stated.marked)


def _scaled(stated: Stated, kind: NumberType, scale: Fraction) -> StatedNumber:
    nominal, low, high = (exact(bound * scale) for bound in (stated.nominal, stated.low, stated.high))
    half = Fraction(stated.printed) / 2 if kind == "money" and not stated.marked else Fraction(0)
    agrees_low, agrees_high = exact(max(low - half, Fraction(0))), exact(high + half)
    return StatedNumber(kind, nominal, low, high, agrees_low, agrees_high, stated.marked)


_ARABIC: Final = frozenset("0123456789")
_NUMERAL: Final = frozenset(HAN) | _ARABIC
_SCALE_WORDS: Final = frozenset("十百千万亿")
_JOINING: Final = frozenset(".,/-~至到")
_LEADING: Final = ("-", "~", "分之")


def _is_piece(text: str, start: int, end: int) -> bool:
    """Return whether a captured number is only a part of what stands there: of a longer number, a range, a fraction."""
    return (
        _continues_before(text, start)
        or _continues_after(text, end)
        or text.endswith(_LEADING, 0, start)
        or (start > 1 and text[start - 1] in _JOINING and text[start - 2] in _NUMERAL)
        or (text[end : end + 1] in _JOINING and text[end + 1 : end + 2] in _NUMERAL)
    )


def _continues_before(text: str, start: int) -> bool:
    """Return whether the digits that a capture begins with begin further left."""
    if start == 0:
        return False
    if text[start] in _ARABIC:
        return text[start - 1] in _ARABIC or text[start - 1] in _SCALE_WORDS
    return text[start - 1] in (_NUMERAL if text[start] in _NUMERAL else _ARABIC)


def _continues_after(text: str, end: int) -> bool:
    return text[end - 1] in _NUMERAL and text[end : end + 1] in _NUMERAL


def _dates(text: str, found: Sequence[tuple[tuple[int, int], str]]) -> Iterator[tuple[str, HoleValue]]:
    """Return dates in the order of the text; one without year has that of the date before it."""
    year: int | None = None
    for (start, end), name in found:
        parts = _whole_date(text, start, end)
        year = None if parts is None else year if parts.year is None else parts.year
        if parts is None or year is None:
            yield name, _AMBIGUOUS
        else:
            day = day_of(year, parts.month, parts.day)
            yield name, _NO_DAY if day is None else StatedDate(day)


def _whole_date(text: str, start: int, end: int) -> DateParts | None:
    """Return the parts of a captured date, unless it is only a part of what stands there."""
    parts = read_date(text[start:end])
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    reaches_back = _ARABIC if text[start] in _ARABIC else _NUMERAL
    cut = before in reaches_back or (after in _ARABIC and text[end - 1] in _ARABIC)
    lost_year = parts is not None and parts.year is None and before == "年"
    return None if cut or lost_year else parts
