"""The numbers that prose states as a page: what is printed, its value, its role, and the lists that do not add up.

For a person who holds the document beside it; which number is right is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gouji.diagnostics import Language, Text
from gouji.record import Record
from gouji.render.page import Block, Grid, Piece, line
from gouji.render.words import colon, word

ROLE: Final = {
    "fact": Text("所述", "stated"),
    "part": Text("其中", "part"),
    "enumerated": Text("列举", "listed"),
    "compared": Text("比较", "compared"),
    "share": Text("占比", "share"),
}
SCOPE: Final = {
    "own": Text("本级", "own"),
    "whole": Text("全域", "whole area"),
    "filed": Text("备案", "filed"),
    "guided": Text("指导", "guided"),
    "unclear": Text("不明", "unclear"),
    "unstated": Text("", ""),
}
_HEADS: Final = ("subject", "raw", "value", "role", "of_whole", "scope")


class NumberShown(Record, frozen=True):
    """A number: the heading above it, the words before it, itself as printed, its value, its role and its whole."""

    place: str
    subject: str
    raw: str
    value: str
    role: str
    whole: str | None
    scope: str
    ambiguous: bool


class SumShown(Record, frozen=True):
    """A list whose numbers do not add up to the number before it, as printed."""

    place: str
    whole: str
    total: str


class Stated(Record, frozen=True):
    """The numbers of a document and the lists that contradict their whole."""

    name: str
    numbers: tuple[NumberShown, ...]
    sums: tuple[SumShown, ...]


def page(found: Stated, language: Language) -> Iterator[Block]:
    """Yield the numbers under their headings, then the lists that do not add up."""
    yield line(found.name, "strong")
    if not found.numbers:
        yield line(word("no_numbers", language), "warning", 2)
    for place, numbers in groupby(found.numbers, key=lambda one: one.place):
        yield line("")
        yield line(place, "strong")
        yield Grid(tuple(word(one, language) for one in _HEADS), tuple(_row(one, language) for one in numbers))
    for one in found.sums:
        yield line("")
        yield line(f"{word('uneven', language)}{colon(language)}{one.whole} ≠ {one.total}　{one.place}", "warning")


def _row(one: NumberShown, language: Language) -> tuple[Piece, ...]:
    doubted = f"{one.value} ?".strip()
    return (
        (one.subject, "plain"),
        (one.raw, "plain"),
        (doubted, "warning") if one.ambiguous else (one.value, "plain"),
        (ROLE[one.role].of(language), "plain"),
        (one.whole or "", "plain"),
        (SCOPE[one.scope].of(language), "plain"),
    )
