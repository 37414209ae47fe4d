"""Numbers are exact from the first character to the last."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.values import (
    DAY,
    NUMBER,
    PERCENT,
    PERMILLE,
    Domain,
    Exact,
    Labels,
    Unit,
    belongs,
    convert,
    parse_exact,
    read_number_text,
    render_exact,
)

YUAN = Unit("元", "money", Fraction(1), Labels((("zh", "元"),)))
TEN_THOUSAND = Unit("万元", "money", Fraction(10000), Labels((("zh", "万元"),)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("31", 31),
        ("-7", -7),
        ("+7", 7),
        ("007", 7),
        ("59237.2449", Fraction(592372449, 10000)),
        ("2.0", 2),
        ("9" * 400, 10**400 - 1),
        ("9" * 401, None),
        ("1.", None),
        (".5", None),
        ("1e3", None),
        ("1,000", None),
        ("１", None),
        ("٣", None),
        ("", None),
        ("-", None),
        ("1 ", None),
    ],
)
def test_a_literal_is_a_plain_ascii_decimal(text: str, value: Exact | None) -> None:
    assert parse_exact(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-12, "-12"),
        (Fraction(1, 4), "0.25"),
        (Fraction(-1, 400), "-0.0025"),
        (Fraction(3, 7), "3/7"),
        (Fraction(-1, 3), "-1/3"),
        (Fraction(10, 5), "2"),
    ],
)
def test_a_number_is_written_as_a_decimal_when_a_finite_one_exists(value: Exact, text: str) -> None:
    assert render_exact(value) == text


def test_a_number_longer_than_python_writes_by_default_is_written_too() -> None:
    assert render_exact(10**5000) == "1" + "0" * 5000


@given(st.integers(-(10**12), 10**12), st.integers(0, 9))
def test_what_is_written_reads_back_as_the_same_number(digits: int, places: int) -> None:
    value = Fraction(digits, 10**places)
    assert parse_exact(render_exact(value)) == value


@pytest.mark.parametrize(
    ("text", "values", "dressed", "note"),
    [
        ("12", [12], False, None),
        ("-3", [-3], False, None),
        ("0.35", [Fraction(7, 20)], False, None),
        ("+3", [3], True, None),
        (" 12\u3000", [12], True, None),
        ("１,２３４", [1234], True, None),
        ("1,234,567.5", [Fraction(2469135, 2)], True, None),
        ("22（其中修订16件）", [22], False, "其中修订16件"),
        ("22 (其中修订16件)", [22], False, "其中修订16件"),
        ("1?3", [103, 113, 123, 133, 143, 153, 163, 173, 183, 193], False, None),
        ("□5", [15, 25, 35, 45, 55, 65, 75, 85, 95], False, None),
        ("0.■", [Fraction(n, 10) for n in range(10)], False, None),
        ("31?", [31, *range(310, 320)], False, None),
        ("31？", [31, *range(310, 320)], True, None),
        ("31□", [31, *range(310, 320)], False, None),
        ("31■（其中转办2件）", [31, *range(310, 320)], False, "其中转办2件"),
        ("1.5?", [Fraction(150 + n, 100) for n in range(10)], False, None),
        ("3??", [3, *range(30, 40), *range(300, 400)], False, None),
    ],
)
def test_a_cell_in_other_dress_is_still_its_number(
    text: str, values: list[Exact], dressed: bool, note: str | None
) -> None:
    read = read_number_text(text)
    assert read is not None
    assert (list(read.values), read.dressed, read.note) == (values, dressed, note)
    assert read.value == (values[0] if len(values) == 1 else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "/",
        "不适用",
        "2 0",
        "1O",
        "1.5.2",
        "00",  # two cells glued together, more likely than a number
        "012",
        "1,23",
        "12,34,567",
        ",123",
        "?",
        "????1",
        "1(",
        "1()",
        "（1）",
        "1（a）（b）",
        "1（a（b））",
        "12件",
        "1e3",
        "٣",
        "1" * 401,
        "1（" + "注" * 201 + "）",
        "2893（应为2900）",
        "2893(修订为2900)",
        "2893（更正）",
        "2893（待核实）",
        "2893（？）",
        " " * 1001,
    ],
)
def test_a_cell_that_states_no_number_for_certain_is_refused(text: str) -> None:
    assert read_number_text(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("3件", "件", (3,)),
        ("3 件", "件", (3,)),
        ("1,203件（其中转办2件）", "件", (1203,)),
        ("5元", "元", (5,)),
        ("0.5万元", "万元", (Fraction(1, 2),)),
        ("3?件", "件", (3, *range(30, 40))),
        ("3项", "件", None),
        ("5万元", "元", None),
        ("3件", "", None),
        ("件", "件", None),
        ("3件件", "件", None),
    ],
)
def test_behind_a_number_may_stand_the_unit_of_its_cell_and_no_other(
    text: str, unit: str, values: tuple[Exact, ...] | None
) -> None:
    read = read_number_text(text, unit)
    assert (None if read is None else read.values) == values
    assert read is None or read.dressed


@given(st.text(alphabet="0123456789.,?□-+（）() 　１件", max_size=12))
def test_reading_a_cell_never_fails_and_candidates_are_few_and_ascending(text: str) -> None:
    read = read_number_text(text)
    if read is not None:
        assert 1 <= len(read.values) <= 1111
        assert list(read.values) == sorted(set(read.values))


@pytest.mark.parametrize(
    ("value", "unit", "to", "converted"),
    [
        (3, TEN_THOUSAND, YUAN, 30000),
        (5, YUAN, TEN_THOUSAND, Fraction(1, 2000)),
        (35, PERCENT, NUMBER, Fraction(7, 20)),
        (35, PERMILLE, PERCENT, Fraction(7, 2)),
    ],
)
def test_units_of_one_dimension_convert_exactly(value: Exact, unit: Unit, to: Unit, converted: Exact) -> None:
    assert convert(value, unit, to) == converted


def test_units_of_different_dimensions_do_not_convert() -> None:
    with pytest.raises(ValueError, match="does not convert"):
        convert(1, DAY, YUAN)


@pytest.mark.parametrize(
    ("domain", "inside", "outside"),
    [
        (Domain.NATURAL, [0, 1], [-1, Fraction(1, 2)]),
        (Domain.INTEGER, [-1, 0], [Fraction(1, 2)]),
        (Domain.NONNEGATIVE, [0, Fraction(1, 2)], [-1]),
        (Domain.RATIONAL, [-1, Fraction(-1, 3)], []),
    ],
)
def test_a_domain_holds_its_numbers_and_no_others(domain: Domain, inside: list[Exact], outside: list[Exact]) -> None:
    assert [belongs(one, domain) for one in inside] == [True] * len(inside)
    assert [belongs(one, domain) for one in outside] == [False] * len(outside)
