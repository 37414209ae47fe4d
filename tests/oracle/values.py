"""What expressions can be: numbers, texts, elements of axes, things of a report; and what was met on the way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from gouji.report.model import Part, Report

from . import texts
from .facts import Segment
from .numbers import Num, Var

ONE = Fraction(1)
ABSENT = frozenset(("table_absent", "row_absent", "cell_absent", "field_absent", "text_absent", "no_match"))

# ── values ──────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Gone:
    """No value, and why; `absent` says that `??` and `exists` take it as absent or as no match."""

    reason: str
    absent: bool = False


@dataclass(frozen=True)
class TextValue:
    segments: tuple[Segment, ...]
    role: str = "own"

    def strings(self) -> tuple[str, ...]:
        return tuple(one.text for one in self.segments)

    def folded(self) -> tuple[str, ...]:
        return tuple(texts.fold(one.text) for one in self.segments)


@dataclass(frozen=True)
class DateValue:
    day: datetime.date


@dataclass(frozen=True)
class LineValue:
    """A row or a column of a table."""

    table: str
    axis: str
    id: str


@dataclass(frozen=True)
class SectionValue:
    document: DocumentValue
    id: str


@dataclass(frozen=True)
class SetValue:
    members: tuple[LineValue | SectionValue | DocumentValue, ...]


@dataclass(frozen=True)
class VectorValue:
    """Several numbers; `or_more` says that known ones of an incomplete list of children are meant."""

    numbers: tuple[Num | Gone, ...]
    or_more: Var | None = None
    scale: Fraction = ONE
    open: bool = False


@dataclass(frozen=True)
class ListValue:
    items: tuple[Value, ...]


@dataclass(frozen=True)
class MatchValue:
    """A match of a pattern or of a mention."""

    segment: Segment
    match: texts.Match
    doubted: bool
    scale: Fraction
    role: str


@dataclass(frozen=True)
class HeadingValue:
    document: DocumentValue
    index: int


@dataclass(frozen=True)
class PartValue:
    document: DocumentValue
    section: str
    index: int
    number: int
    part: Part


@dataclass(frozen=True)
class DocumentValue:
    """A report, or one that is missing; `role` tells variables of different reports apart."""

    role: str
    report: Report | None = field(compare=False)


@dataclass(frozen=True)
class ChildrenValue:
    """All subordinate reports, or those one hop from them."""

    hop: str | None = None


@dataclass(frozen=True)
class TableValue:
    document: DocumentValue | ChildrenValue
    id: str


@dataclass(frozen=True)
class Prefix:
    """The beginning of a dotted name that is no value by itself."""

    document: DocumentValue
    words: str


@dataclass(frozen=True)
class MentionsValue:
    document: DocumentValue
    id: str


Value: TypeAlias = (
    Num
    | Gone
    | TextValue
    | DateValue
    | LineValue
    | SectionValue
    | SetValue
    | VectorValue
    | ListValue
    | MatchValue
    | HeadingValue
    | PartValue
    | DocumentValue
    | ChildrenValue
    | TableValue
    | Prefix
    | MentionsValue
)
Element: TypeAlias = tuple[str, Value]
"""An element of an axis: how it is written in an instance's id, and its value."""


@dataclass
class Ledger:
    """What an expression met."""

    reasons: set[str] = field(default_factory=set)
    doubted: bool = False
    cut: set[str] = field(default_factory=set)
    approximate: bool = False
    outside: bool = False

    def take(self, other: Ledger, values: bool) -> None:
        """Take over doubts, and with `values` also what was unknown."""
        self.doubted |= other.doubted
        self.cut |= other.cut
        self.outside |= other.outside
        if values:
            self.reasons |= other.reasons
            self.approximate |= other.approximate

    def reason(self) -> str:
        return next(iter(self.reasons)) if len(self.reasons) == 1 else "depends"
