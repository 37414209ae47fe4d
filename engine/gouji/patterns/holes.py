"""Typed holes: the form that a hole of each type matches, and the value of what it matched.

A folded text and the span that a hole captured enter; a value, or the reason why there is none, leaves.
How numbers and dates are read where they stand is the knowledge of the room of prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias

from gouji.prose.dates import DATE_FORM, YEAR_FORM, day_of
from gouji.prose.numerals import NUMBER_FORM
from gouji.prose.places import Ambiguous, NumberType, StatedNumber, date_at, quantity_at, year_at
from gouji.record import Record
from gouji.values import Exact

__all__ = ["FORMS", "Captured", "HoleType", "HoleValue", "NoValue", "StatedDate", "StatedNumber", "read_holes"]

HoleType = Literal["count", "year", "date", "money", "percent"]
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


class StatedDate(Record, frozen=True):
    """A date that a hole read; its year may be that of the date before it."""

    value: date


class NoValue(Record, frozen=True):
    """Why a hole has no value: what it captured is read in two ways, is no day, or was never reached.

    `candidates` are the values that the words could mean, as far as they are known.
    """

    reason: Reason
    candidates: tuple[Exact, ...] = ()


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
    read = year_at(text, *span) if kind == "year" else quantity_at(text, *span, kind)
    return NoValue("ambiguous_text", read.candidates) if isinstance(read, Ambiguous) else read


def _dates(text: str, found: Sequence[tuple[tuple[int, int], str]]) -> Iterator[tuple[str, HoleValue]]:
    """Return dates in the order of the text; one without year has that of the date before it."""
    year: int | None = None
    for (start, end), name in found:
        parts = date_at(text, start, end)
        year = None if parts is None else year if parts.year is None else parts.year
        if parts is None or year is None:
            yield name, _AMBIGUOUS
        else:
            day = day_of(year, parts.month, parts.day)
            yield name, _NO_DAY if day is None else StatedDate(day)
