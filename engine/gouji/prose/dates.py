"""Dates as reports write them: `2021年1月1日`, `12月31号`, `2021-01-01`, `二〇二一年十二月三十一日`.

Folded text of one date enters; its parts leave, the year missing when the author left it out.
Whether a day exists is decided where the year is known.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from gouji.late import late_regex
from gouji.prose.numerals import DIGITS, read_numeral
from gouji.record import Record

YEAR_FORM: Final = f"[0-9{DIGITS}]{{4}}"
_SMALL_FORM: Final = "(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
DATE_FORM: Final = (
    f"(?:(?:{YEAR_FORM}年)?{_SMALL_FORM}月{_SMALL_FORM}[日号]"
    "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
    "|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"
    r"|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2})"
)
"""The form of a date, for RE2 and `re` alike."""


class DateParts(Record, frozen=True):
    """The numbers of a date as written; `year` is missing when the text leaves it out."""

    year: int | None
    month: int
    day: int


_WRITTEN: Final = late_regex(f"(?:({YEAR_FORM})年)?([^年月]{{1,3}})月([^年月]{{1,3}})[日号]")
_PUNCTUATED: Final = late_regex(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", re.ASCII)
_YEAR_DIGITS: Final = str.maketrans(DIGITS, "00123456789")


def read_year(text: str) -> int:
    """Return the year that four digits write."""
    return int(text.translate(_YEAR_DIGITS))


@lru_cache(maxsize=4096)  # the dates of a year's reports are few
def read_date(text: str) -> DateParts | None:
    """Return the parts of a date of `DATE_FORM`, or nothing when a Chinese numeral in it is none."""
    match = _WRITTEN.fullmatch(text) or _PUNCTUATED.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    month_number, day_number = _small(month), _small(day)
    if month_number is None or day_number is None:
        return None
    return DateParts(None if year is None else read_year(year), month_number, day_number)


def _small(text: str) -> int | None:
    if text[0] in "0123456789":
        return int(text)
    numeral = read_numeral(text)
    return None if numeral is None else int(numeral.value)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the day, when the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:  # the only thing that `date` says about numbers of this size: there is no such day
        return None
