"""Each function of the language on plain values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.functions import (
    abs_of,
    contains,
    count_of,
    date_of,
    decimals,
    doubled_phrases,
    doubled_words,
    length,
    max_of,
    min_of,
    repeated_sentences,
    resemblance,
    round_to,
    similarity,
    sum_before,
    sum_of,
    working_days,
)

ROUNDED = [
    ("2.5", 0, "3"),
    ("-2.5", 0, "-3"),
    ("2.4", 0, "2"),
    ("0.125", 2, "0.13"),
    ("-0.125", 2, "-0.13"),
    ("1/3", 2, "0.33"),
    ("7", 3, "7"),
]


@pytest.mark.parametrize(("number", "digits", "expected"), ROUNDED)
def test_round_goes_half_away_from_zero(number: str, digits: int, expected: str) -> None:
    assert round_to.body(Fraction(number), digits) == Fraction(expected)


DECIMALS = [
    ("12", "1", 0),
    ("0.35", "1", 2),
    ("0.35", "0.01", 0),
    ("15000", "10000", 1),
    ("1/3", "1", None),
    ("1/8", "1", 3),
]


@pytest.mark.parametrize(("number", "scale", "places"), DECIMALS)
def test_decimals_are_counted_in_the_unit_in_which_the_number_is_printed(
    number: str, scale: str, places: int | None
) -> None:
    assert decimals.body(Fraction(number), Fraction(scale)) == places


DAYS = [
    ((2021, 12, 31), date(2021, 12, 31)),
    ((2021, 2, 29), None),
    ((2020, 2, 29), date(2020, 2, 29)),
    ((2021, 13, 1), None),
    ((0, 1, 1), None),
    ((10**30, 1, 1), None),
    ((2021, Fraction(1, 2), 1), None),
]


@pytest.mark.parametrize(("parts", "day"), DAYS)
def test_a_date_is_a_day_of_the_calendar_or_nothing(parts: tuple[int, int, int], day: date | None) -> None:
    assert date_of.body(*parts) == day


WORKING = [
    ("Friday to Monday", date(2022, 1, 21), date(2022, 1, 24), 1),
    ("Monday to Friday", date(2022, 1, 17), date(2022, 1, 21), 4),
    ("Saturday to Sunday", date(2022, 1, 22), date(2022, 1, 23), 0),
    ("a day to itself", date(2022, 1, 17), date(2022, 1, 17), 0),
    ("two weeks", date(2022, 1, 17), date(2022, 1, 31), 10),
    ("backwards", date(2022, 1, 24), date(2022, 1, 21), -1),
]


@pytest.mark.parametrize(("said", "first", "last", "days"), WORKING, ids=[one[0] for one in WORKING])
def test_working_days_go_after_the_first_up_to_the_last(said: str, first: date, last: date, days: int) -> None:
    assert working_days.body(first, last) == days


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_working_days_are_what_counting_on_the_fingers_gives(first: date, shift: int) -> None:
    last = date.fromordinal(first.toordinal() + shift)
    early, late = sorted((first, last))
    between = (date.fromordinal(one) for one in range(early.toordinal() + 1, late.toordinal() + 1))
    counted = sum(one.weekday() < 5 for one in between)
    assert working_days.body(first, last) == (counted if last >= first else -counted)


def test_numbers_without_surprises() -> None:
    assert sum_of.body([]) == 0
    assert sum_of.body([1, Fraction(1, 2), Fraction(1, 2)]) == 2
    assert (min_of.body([3, -1]), max_of.body([3, -1]), abs_of.body(-3), abs_of.body(3)) == (-1, 3, 3, 3)
    assert count_of.body([None, None]) == 2


def test_texts_are_folded_before_they_are_looked_at() -> None:
    assert length.body(("甲 乙\n", "　丙")) == 3
    assert contains.body(("第（３）条",), ("(3)",))
    assert not contains.body(("甲", "乙"), ("甲乙",))
    assert similarity.body(("政府信息公开",), ("政府信息公开",)) == 1
    assert similarity.body(("甲",), ("乙",)) == 1
    assert similarity.body(("政府信息公开",), ("完全不同的话",)) == 0
    assert (
        resemblance.body(("甲县教育局2021年公开信息",), ("乙县财政局2022年公开信息",), ("甲县教育局",), ("乙县财政局",))
        == 1
    )
    assert resemblance.body(("甲县公开",), ("乙县公开",), ("丙",), ("丁",)) == similarity.body(
        ("甲县公开",), ("乙县公开",)
    )
    assert doubled_words.body(("资金资金使用，结果结果。",)) == 2
    assert doubled_phrases.body(("公开栏目公开栏目。",), 4) == 1
    assert repeated_sentences.body(("依法公开信息。依法公开信息。",), 5) == 1


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("一" * 300_000, 37_500),
        ("9" * 300_000, 0),
        ("公开政务9" * 60_000, 30_000),
        ("".join(map(chr, range(0x4E00, 0x9FF0))) * 14, 0),
    ],
    ids=["one character", "one digit", "one word", "no word twice within sixty"],
)
def test_doubled_phrases_of_a_text_as_long_as_a_book_are_counted(text: str, counted: int) -> None:
    assert doubled_phrases.body((text,), 4) == counted


def test_numbers_directly_before_a_string_are_summed() -> None:
    assert sum_before.body(("甲2条，乙３条；", "丙1,200条、丁0.5条，四条，6件"), ("条",)) == Fraction(2411, 2)
    assert sum_before.body(("甲二条",), ("条",)) == 0
    assert sum_before.body(("甲2021，25条",), ("条",)) is None
    assert sum_before.body(("9" * 31 + "条",), ("条",)) is None
