"""Dates read in every writing of the reference."""

from datetime import date

import pytest

from gouji.prose.dates import DateParts, day_of, read_date


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("2021年1月1日", DateParts(2021, 1, 1)),
        ("2021年01月01日", DateParts(2021, 1, 1)),
        ("1月1日", DateParts(None, 1, 1)),
        ("12月31号", DateParts(None, 12, 31)),
        ("2021-01-01", DateParts(2021, 1, 1)),
        ("2021/1/1", DateParts(2021, 1, 1)),
        ("2021.1.1", DateParts(2021, 1, 1)),
        ("二〇二一年十二月三十一日", DateParts(2021, 12, 31)),
        ("二0二一年一月一日", DateParts(2021, 1, 1)),  # the zero of the keyboard is a common slip
        ("十二月卅一日", DateParts(None, 12, 31)),
        ("2021年13月40日", DateParts(2021, 13, 40)),
        ("2021年二三月1日", None),
    ],
)
def test_a_date_reads(written: str, parts: DateParts | None) -> None:
    assert read_date(written) == parts


@pytest.mark.parametrize(
    ("year", "month", "day", "exists"),
    [(2020, 2, 29, True), (2021, 2, 29, False), (2021, 13, 1, False), (0, 1, 1, False), (2021, 4, 31, False)],
)
def test_only_days_of_the_calendar_exist(year: int, month: int, day: int, *, exists: bool) -> None:
    assert day_of(year, month, day) == (date(year, month, day) if exists else None)
