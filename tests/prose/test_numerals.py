"""Numbers in prose read exactly, and what has two readings has none."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.prose.numerals import Numeral, read_numeral, read_stated
from gouji.values import Exact


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("31", 31),
        ("0", 0),
        ("1,234", 1234),
        ("1,234,567", 1234567),
        ("0.35", Fraction(7, 20)),
        ("2764.2万", 27642000),
        ("258.5亿", 25850000000),
        ("3千", 3000),
        ("5百万", 5000000),
        ("3亿5000万", 350000000),
        ("1万2000", 12000),
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("十一", 11),
        ("三十一", 31),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("一百", 100),
        ("一百零二", 102),
        ("一百〇二", 102),
        ("一百一十", 110),
        ("一百十二", 112),
        ("两百二十", 220),
        ("两千", 2000),
        ("一千零二十", 1020),
        ("一千零二", 1002),
        ("一万零五百", 10500),
        ("一万五千", 15000),
        ("两万", 20000),
        ("二十一万三千", 213000),
        ("一亿零三万", 100030000),
        ("一万亿", 10**12),
        ("壹佰贰拾叁", 123),
        ("二〇二一", 2021),
        ("二零二一", 2021),
        ("一二三四", 1234),
        ("三〇五", 305),
    ],
)
def test_a_number_reads(written: str, value: Exact) -> None:
    numeral = read_numeral(written)
    assert numeral is not None
    assert numeral.value == value


@pytest.mark.parametrize(
    "written",
    [
        "一百二",  # 120 to most speakers, 102 to some
        "一万二",
        "1万2",
        "三四",  # three or four
        "三四十",
        "两三",
        "一二三",
        "一千二十",  # a 零 or a 百 is missing
        "一万五百",
        "一百零",
        "一百零零二",
        "一零百",
        "一百零十",
        "十十",
        "百一",
        "两十",
        "一百两",
        "零三",
        "零万",
        "一万零三千",
        "万万",
        "007",
        "1,23",
        "1,2345",
        "0,123",
        "1.2亿3000万",
        "3万5亿",
        "5十",
        "1.",
        "",
        "余",
        "9" * 61,
    ],
)
def test_what_has_two_readings_or_none_is_not_read(written: str) -> None:
    assert read_numeral(written) is None


@pytest.mark.parametrize(
    ("written", "significant", "printed"),
    [
        ("300", 100, 1),
        ("31", 1, 1),
        ("1.2", Fraction(1, 10), Fraction(1, 10)),
        ("1.20", Fraction(1, 10), Fraction(1, 100)),
        ("0.12万", 100, 100),
        ("30万", 100000, 10000),
        ("0", 1, 1),
        ("0.0", Fraction(1, 10), Fraction(1, 10)),
        ("三百", 100, 100),
        ("三百零五", 1, 1),
        ("二十万", 100000, 100000),
        ("二〇二〇", 10, 1),
        ("3亿5000万", 10**7, 10**4),
    ],
)
def test_the_last_digits_have_their_place_values(written: str, significant: Exact, printed: Exact) -> None:
    numeral = read_numeral(written)
    assert numeral is not None
    assert (numeral.significant, numeral.printed) == (significant, printed)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("300", 300, 300),
        ("约300", 200, 400),
        ("近300", 200, 300),
        ("逾300", 300, 400),
        ("超300", 300, 400),
        ("超过300", 300, 400),
        ("300余", 300, 400),
        ("300多", 300, 400),
        ("约31", 30, 32),
        ("约1.2万", 11000, 13000),
        ("30余万", 300000, 400000),
        ("三十多万", 300000, 400000),
        ("十余", 10, 20),
        ("近百", 0, 100),
        ("百余", 100, 200),
        ("约30余", 20, 40),
        ("近30余", 20, 40),
        ("约0", 0, 1),
    ],
)
def test_a_mark_makes_a_range(written: str, low: Exact, high: Exact) -> None:
    stated = read_stated(written)
    assert stated is not None
    assert (stated.low, stated.high) == (low, high)
    assert stated.marked == (low != high)


def test_a_unit_alone_is_no_number_unless_it_is_marked() -> None:
    assert read_numeral("百") == Numeral(100, 100, 100, bare_unit=True)
    assert read_stated("百") is None


def test_a_mark_beside_the_hole_counts_too() -> None:
    stated = read_stated("30", before="约")
    assert stated is not None
    assert (stated.low, stated.high) == (20, 40)


PLACES = ((10**8, "亿"), (10**4, "万"))


def in_chinese(number: int) -> str:
    """Write a number below 10^12 as a school book does."""
    for scale, unit in PLACES:
        if number >= scale:
            above, below = divmod(number, scale)
            gap = "零" if 0 < below * 10 < scale else ""
            return in_chinese(above) + unit + (gap + in_chinese(below) if below else "")
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    scale, unit = next((scale, unit) for scale, unit in ((1000, "千"), (100, "百"), (10, "十")) if number >= scale)
    above, below = divmod(number, scale)
    gap = "零" if 0 < below * 10 < scale else ""
    return digits[above] + unit + (gap + in_chinese(below) if below else "")


@given(st.one_of(st.integers(0, 30000), st.integers(0, 10**12 - 1)))
def test_every_number_written_in_chinese_reads_back(number: int) -> None:
    numeral = read_numeral(in_chinese(number))
    assert numeral is not None
    assert numeral.value == number


@given(st.integers(0, 10**30))
def test_every_number_with_separators_reads_back(number: int) -> None:
    numeral = read_numeral(f"{number:,}")
    assert numeral is not None
    assert numeral.value == number


@given(st.text("0123456789,.〇零一二三四五六七八九两十廿卅百千万亿壹拾约近超过余多", max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    stated = read_stated(text)
    assert stated is None or 0 <= stated.low <= stated.nominal <= stated.high
