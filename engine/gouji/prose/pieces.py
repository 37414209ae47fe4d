"""The pieces of a sentence that hold digits: dates, years, quantities, and numbers that count nothing.

The folded text of one sentence enters; its pieces leave in order, without overlap. Each search is linear and looks at
a bounded stretch around every number. What pieces have to do with each other is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from gouji.prose.dates import DATE_FORM, YEAR_FORM, day_of, read_year
from gouji.prose.numerals import ARABIC_FORM, HAN, MARKS_AFTER, MARKS_BEFORE, NUMBER_FORM, UNITS
from gouji.prose.places import Ambiguous, StatedNumber, date_at, mark_before, quantity_at
from gouji.prose.words import COUNTED_BEFORE, HAN_UNITS, NO_COUNT_BEFORE_ONE, PLACE_BEHIND, SINGLE, UNIT
from gouji.record import Record

Kind = Literal["quantity", "date", "year", "article", "document", "ordinal", "phone", "name"]


class Piece(Record, frozen=True):
    """A stretch of the folded text with a number in it; `stated` is a quantity's, `day` a date's, `year` a year's."""

    kind: Kind
    start: int
    end: int
    unit: str = ""
    stated: StatedNumber | Ambiguous | None = None
    day: date | None = None
    year: int | None = None


_NUMERAL: Final = f"(?:[0-9]{{1,9}}|[{HAN}]{{1,9}})"
_COUNTER: Final = "年|年度|版|学年"
_FORMS: Final = re.compile(
    "|".join(
        (
            r"(?P<document>(?:[\[(][0-9]{4}[\])]|第|令)[0-9]{1,6}号)",
            f"(?P<article>第(?:{_NUMERAL}|\\([^()]{{1,4}}\\))[条款项章节编])",
            r"(?P<listed>(?<![^\n])\(?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:\)|[、.](?![0-9]))|^\([0-9]{1,2}\)"
            r"|[一二三四五六七八九十]{1,2}是(?=[^否,;。]))",
            f"(?P<ordinal>第{_NUMERAL}|[{HAN}]{{1,3}}届|[{HAN}]{{1,4}}中全会)",
            r"(?P<phone>(?<![0-9])(?:0[0-9]{2,3}-{1,2}[0-9]{7,8}|1[3-9][0-9]{9}|400-?[0-9]{3}-?[0-9]{4})"
            f"(?![,.]?[0-9]|[{UNITS}{SINGLE}])|邮编:?[0-9]{{6}})",
            f"(?P<date>{DATE_FORM})",
            f"(?P<years>(?<![0-9{HAN}]){YEAR_FORM}年?[-~至到]{YEAR_FORM}(?:{_COUNTER})?(?![0-9]))",
            f"(?P<year>(?<![0-9/_.{HAN}-])(?:(?:19|20)[0-9]{{2}}|[一二][〇零九][{HAN[:10]}]{{2}})"
            f"(?:(?:{_COUNTER})|(?![0-9,.{UNITS}{SINGLE}{MARKS_AFTER}]|[-/_][0-9])))",
            r"(?P<name>[A-Za-z@][A-Za-z@_./+-]{0,19}[0-9][0-9A-Za-z@_./-]{0,60}|[0-9]{1,20}[A-Za-z@_+][0-9A-Za-z@_./+-]{0,60}"
            r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{1,5}[号层楼室座栋幢弄巷月时])",
            f"(?P<hundredths>百分之(?:{ARABIC_FORM}|[{HAN}]+)|千分之(?:{ARABIC_FORM}|[{HAN}]+))",
            f"(?P<number>{NUMBER_FORM})",
        )
    )
)
_LONGEST_BARE: Final = 8
"""A longer run of digits without unit is a code, or figures that a converter glued together."""
_QUOTED: Final = re.compile(r'"[^",;。]{1,30}"' + r"|'[^',;。]{1,30}'")
_TITLE: Final = re.compile("《[^《》]{1,120}》|<[^<>]{1,120}>")


def pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a sentence in order; quantities within quotation marks and titles are names."""
    quoted = _Ranges(_QUOTED, text)
    titled = _Ranges(_TITLE, text)
    found, year = [], None
    for match in _FORMS.finditer(text):
        for piece in _read(text, match, year):
            year = piece.year if piece.year is not None else year
            hidden = piece.kind == "quantity" and (quoted.holds(piece.start) or titled.holds(piece.start))
            found.append(Piece("name", piece.start, piece.end) if hidden else piece)
    return tuple(found)


class _Ranges:
    """Ranges of a text that are asked about from left to right."""

    def __init__(self, form: re.Pattern[str], text: str) -> None:
        self._spans = [match.span() for match in form.finditer(text)]
        self._next = 0

    def holds(self, offset: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][1] <= offset:
            self._next += 1
        return self._next < len(self._spans) and self._spans[self._next][0] <= offset


def _read(text: str, match: re.Match[str], year: int | None) -> Iterator[Piece]:
    start, end = match.span()
    match match.lastgroup:
        case "document" | "article" | "ordinal" | "phone" | "name":
            yield Piece(match.lastgroup, start, end)
        case "listed":
            yield Piece("ordinal", start, end)
        case "date":
            yield _date(text, start, end, year)
        case "years":
            found = list(re.finditer(YEAR_FORM, match.group()))
            for one in found:
                first, last = start + one.start(), start + one.end()
                yield Piece("year", first, last, year=read_year(text[first:last]))
        case "year":
            yield _year(text, start, end)
        case "hundredths":
            yield from _hundredths(text, start, end)
        case _:
            yield from _number(text, start, end)


def _year(text: str, start: int, end: int) -> Piece:
    """Return a year; four bare digits behind 为 or 共 may as well be a number."""
    year = read_year(text[start : start + 4])
    if end - start == len("2021") and (_counted_before(text, start) or mark_before(text, start)):
        return Piece("quantity", start, end, "", Ambiguous((year,)))
    return Piece("year", start, end, year=year)


def _date(text: str, start: int, end: int, year: int | None) -> Piece:
    parts = date_at(text, start, end)
    written = None if parts is None else parts.year if parts.year is not None else year
    if parts is None or written is None:
        return Piece("date", start, end)
    return Piece("date", start, end, day=day_of(written, parts.month, parts.day), year=written)


def _hundredths(text: str, start: int, end: int) -> Iterator[Piece]:
    """Return `百分之五` as 5 %."""
    stated = quantity_at(
        "".join((text[start + 3 : end], "%" if text[start] == "百" else "‰")), 0, end - start - 2, "percent"
    )
    yield Piece("quantity", start, end, "%", stated)


def _number(text: str, start: int, end: int) -> Iterator[Piece]:
    unit = UNIT.match(text, end)
    name = "" if unit is None else next(one for one in unit.groups() if one)
    lead = next((mark for mark in MARKS_BEFORE if text.startswith(mark, start)), "")
    bare = start + len(lead)
    han = text[bare] not in "0123456789"
    if han and (name not in HAN_UNITS or not _counts(text, bare, end)):
        return
    if not name and not han and not _counted(text, start, bare, end):
        yield Piece("name", start, end)
        return
    yield from _quantity(text, start, end, name)


def _quantity(text: str, start: int, end: int, name: str) -> Iterator[Piece]:
    unit_end = end
    if name in ("%", "‰"):
        unit_end = end + 1
        stated = quantity_at(text, start, unit_end, "percent")
    elif name == "元":
        unit_end = end + 1
        stated = quantity_at(text, start, unit_end, "money")
    else:
        stated = quantity_at(text, start, end, "count")
        unit_end = end if not name else text.index(name, end) + len(name)
    yield Piece("quantity", start, unit_end, name, stated)


def _counts(text: str, start: int, end: int) -> bool:
    """Return whether a Chinese numeral before a unit is a count and not part of a word."""
    written = text[start:end]
    if PLACE_BEHIND.match(text, end) is not None and len(written) == 1:
        return False
    if written in ("二", *UNITS) or all(char in UNITS for char in written):
        return start > 0 and text.endswith(MARKS_BEFORE, 0, start + 1) and written != "二"
    return not (written == "一" and text[start - 1 : start] in NO_COUNT_BEFORE_ONE) or start == 0


def _counted(text: str, start: int, bare: int, end: int) -> bool:
    """Return whether a number without unit states something: behind a word that says so, or with 万 or 亿."""
    if bare > start or any(char in UNITS for char in text[bare:end]):
        return True
    return end - bare <= _LONGEST_BARE and _counted_before(text, start)


def _counted_before(text: str, start: int) -> bool:
    return COUNTED_BEFORE.search(text[max(0, start - 2) : start]) is not None
