"""Patterns find what the reference says, read what their holes hold, and never take long."""

import re
from datetime import date
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns import scan as scanning
from gouji.patterns.compiled import CompiledPattern, compile_pattern
from gouji.patterns.fold import fold
from gouji.patterns.holes import HoleValue, NoValue, StatedDate, StatedNumber
from gouji.patterns.scan import Match, SearchBudgetExceededError, first, scan
from gouji.values import Exact


def compiled(pattern: str, not_before: tuple[str, ...] = (), not_after: tuple[str, ...] = ()) -> CompiledPattern:
    result = compile_pattern(pattern, not_before, not_after)
    assert isinstance(result, CompiledPattern)
    return result


def found(pattern: str, text: str) -> list[str]:
    return [match.text for match in scan(compiled(pattern), fold(text))]


def value(pattern: str, text: str, hole: str = "n") -> HoleValue:
    match = first(compiled(pattern), fold(text))
    assert match is not None
    return match.holes[hole]


def shown(read: HoleValue) -> str:
    match read:
        case StatedNumber(low=low, high=high):
            return f"{low}" if low == high else f"{low}..{high}"
        case StatedDate(value=day):
            return day.isoformat()
        case NoValue(reason=reason):
            return reason


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("申请", "申请公开，依申请公开", ["申请", "申请"]),
        ("统计期限", "统计\n期 限", ["统计\n期 限"]),
        ("（一）", "(一)予以公开（一）", ["(一)", "（一）"]),
        ("^一", "一、一", ["一"]),
        ("件$", "件、件 \n", ["件"]),
        ("第.条", "第二条第三条", ["第二条", "第三条"]),
        ("annual report", "annual\n report", ["annual\n report"]),
        ("(?i)pdf", "PDF pdf ＰＤＦ", ["PDF", "pdf", "ＰＤＦ"]),
        (r"\d+", "１２、三", ["１２"]),
        ("的的", "的的的", ["的的"]),
        ("𠮷.件", "共𠮷一件", ["𠮷一件"]),
        ("件", "\ud800件", ["件"]),
    ],
)
def test_a_pattern_finds_its_texts_as_printed(pattern: str, text: str, matches: list[str]) -> None:
    assert found(pattern, text) == matches


def test_a_match_knows_its_raw_range() -> None:
    text = " 共 ３１ 件；共 2 件"
    assert scan(compiled("共{n: count}件"), fold(text)) == (
        Match(
            1, 7, "共 ３１ 件", "共31件", {"n": StatedNumber("count", 31, 31, 31, 31, 31, approximate=False)}, (3, 5)
        ),
        Match(8, 13, "共 2 件", "共2件", {"n": StatedNumber("count", 2, 2, 2, 2, 2, approximate=False)}, (10, 11)),
    )


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("申请31件", ["31件"]),
        ("第31件", []),
        ("31件次", []),
        ("31件次、32件", ["32件"]),
        ("第31件、第 32件、共33件", ["33件"]),
    ],
)
def test_a_match_in_a_forbidden_context_is_dropped(text: str, matches: list[str]) -> None:
    pattern = compiled("[0-9]+件", ("次",), ("第",))
    assert [match.text for match in scan(pattern, fold(text))] == matches


def test_anchors_of_a_context_mean_the_ends_of_the_segment() -> None:
    assert [match.start for match in scan(compiled("件", ("甲$",)), fold("件甲件甲"))] == [0]
    assert [match.start for match in scan(compiled("件", (), ("^共",)), fold("共件共件"))] == [3]


@pytest.mark.parametrize(
    ("pattern", "text", "read"),
    [
        ("共{n: count}件", "共31件", "31"),
        ("共{n: count}件", "共 １，２３４ 件", "1234"),
        ("共{n: count}件", "共三十一件", "31"),
        ("共{n: count}件", "共两千余件", "2000..3000"),
        ("共{n: count}件", "共约300件", "200..400"),
        ("共{n: count}万件", "共30余万件", "30..40"),
        ("共约?{n: count}件", "共约300件", "200..400"),  # the pattern's own words took the mark
        ("{n: count}余件", "300余件", "300..400"),
        ("{n: count}件", "共300件左右", "200..400"),
        ("{n: count}件", "突破300件", "300..400"),
        ("{n: count}件", "不足300件", "200..300"),
        ("{n: count}件", "300余件左右", "300..400"),
        ("{n: percent}", "30%以上", "3/10..2/5"),
        ("{n: count}件", "3 119件", "ambiguous_text"),
        ("{n: count}", "3 119件", "ambiguous_text"),
        ("{n: count}件", "一百二件", "ambiguous_text"),
        ("{n: count}件", "2.5件", "ambiguous_text"),
        ("{n: count}件", "2764.2万件", "27642000"),
        ("{n: count}件", "1,23,4件", "ambiguous_text"),
        ("{n: count}件", "31-35件", "ambiguous_text"),
        ("{n: count}件", "三十一点五件", "ambiguous_text"),
        ("{n: count}件", "3万零5件", "ambiguous_text"),
        ("{n: count}件", "几十件", "ambiguous_text"),
        ("{n: count}件", "数百件", "ambiguous_text"),
        ("{n: count}件", "总数5件", "5"),
        ("{n: count}件", "31至35件", "ambiguous_text"),
        ("{n: count}", "31至35件", "ambiguous_text"),
        ("{n: count}件", "收到31件", "31"),
        ("{n: count}件", "达到三件", "3"),
        ("{n: count}件", "三分之一件", "ambiguous_text"),
        ("{n: count}件", "1/3件", "ambiguous_text"),
        ("共.{0,5}{n: count}件", "共计31件", "ambiguous_text"),  # the pattern ate the 3
        ("共.{0,5}?{n: count}件", "共计31件", "31"),
        ("{n: count}件", "三亿5000件", "ambiguous_text"),
        ("{n: count}", "办结31,其中", "31"),
        ("{n: count}", "百件", "ambiguous_text"),
        ("{n: year}年度", "2021年度", "2021"),
        ("{n: year}年度", "——二○二一年度", "2021"),
        ("{n: year}年度", "12021年度", "ambiguous_text"),
        ("{n: money}", "收取380元。", "380"),
        ("{n: money}", "收取0.12万元", "1200"),
        ("{n: money}", "258.5亿元", "25850000000"),
        ("{n: money}", "约300元", "200..400"),
        ("{n: money}", "三百元", "300"),
        ("{n: percent}", "增长５．２％", "13/250"),
        ("{n: percent}", "3‰", "3/1000"),
        ("{n: percent}", "近30%", "1/5..3/10"),
        ("{n: percent}", "-5%", "ambiguous_text"),
        ("{n: date}", "2021年1月1日", "2021-01-01"),
        ("{n: date}", "2021-1-1-2021-12-31", "2021-01-01"),
        ("{n: date}", "1月1日", "ambiguous_text"),
        ("{n: date}", "2021年2月30日", "no_such_date"),
        ("{n: date}", "20231月1日", "ambiguous_text"),  # characters lost in conversion
        ("年{n: date}", "2021年1月1日", "ambiguous_text"),
        ("{n: date}", "2021-01-011", "ambiguous_text"),
        ("甲{n: count}?", "甲", "no_match"),
        ("甲(?:{n: count}|乙)", "甲乙", "no_match"),
    ],
)
def test_a_hole_reads_its_value(pattern: str, text: str, read: str) -> None:
    result = value(pattern, text)
    if isinstance(result, StatedNumber):
        bounds = read.split("..")
        assert (Fraction(result.low), Fraction(result.high)) == (Fraction(bounds[0]), Fraction(bounds[-1]))
        assert result.approximate == (len(bounds) == 2)
    else:
        assert shown(result) == read


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("300元", Fraction("299.5"), Fraction("300.5")),
        ("0.12万元", 1150, 1250),
        ("1.20万元", 11950, 12050),
        ("三百元", 250, 350),
        ("0元", 0, Fraction(1, 2)),
        ("约300元", 200, 400),
    ],
)
def test_money_agrees_within_half_of_its_last_printed_digit(text: str, low: Exact, high: Exact) -> None:
    read = value("{n: money}", text)
    assert isinstance(read, StatedNumber)
    assert (read.agrees_low, read.agrees_high) == (low, high)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2021年1月1日到12月31日", (date(2021, 1, 1), date(2021, 12, 31))),
        ("2021年1月1日到2022年12月31日", (date(2021, 1, 1), date(2022, 12, 31))),
        ("1月1日到2021年12月31日", ("ambiguous_text", date(2021, 12, 31))),
        ("2021年2月30日到3月1日", ("no_such_date", date(2021, 3, 1))),
    ],
)
def test_a_date_without_year_has_that_of_the_date_before_it(text: str, dates: tuple[date | str, ...]) -> None:
    match = first(compiled("{a: date}到{b: date}"), fold(text))
    assert match is not None
    read = tuple(one.value if isinstance(one, StatedDate) else shown(one) for one in match.holes.values())
    assert read == dates


ALPHABET = "甲乙ab1、"
literals = st.sampled_from(["甲", "乙", "a", "1", "[甲a]", "[^乙]", ".", "甲乙", "\\d"])
expressions = st.recursive(
    literals,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,2}", "+?", "*?"])).map(lambda two: f"({two[0]}){two[1]}"),
    ),
    max_leaves=6,
)


@given(expressions, st.text(ALPHABET, max_size=12))
def test_the_linear_machine_finds_what_a_backtracking_one_finds(pattern: str, text: str) -> None:
    result = compile_pattern(pattern)
    # Whether the empty text matches is what both must say alike, before anything is searched.
    assert isinstance(result, CompiledPattern) == (re.fullmatch(pattern, "") is None)
    if isinstance(result, CompiledPattern):
        expected = [match.span() for match in re.finditer(pattern, text)]
        assert [(match.start, match.end) for match in scan(result, fold(text))] == expected


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^(\d+,?)+件$", "1" * 200_000),
        ("(a|aa)+$", "a" * 200_000 + "b"),
        ("共{n: count}件", "共" + "1" * 500_000),
        ("{n: count}件", "三" * 500_000),
        ("{n: count}件", "1,111" * 100_000),
        (".*.*.*甲", "乙" * 300_000),
        ("{a: date}.{0,500}{b: date}", "2021年1月1日" * 20_000),
        ("甲", " 甲\n" * 20_000),
    ],
)
def test_a_hostile_text_does_not_take_long(pattern: str, text: str) -> None:
    started = process_time()
    scan(compiled(pattern), fold(text))
    assert process_time() - started < 10


def test_too_many_matches_in_too_long_a_text_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "SEARCH_BUDGET", 1000)
    assert len(scan(compiled("甲"), fold("甲" * 10))) == 10
    with pytest.raises(SearchBudgetExceededError):
        scan(compiled("甲"), fold("甲" * 100))


def test_a_number_too_long_to_be_one_has_no_value() -> None:
    assert value("共{n: count}件", "共" + "9" * 1000 + "件") == NoValue("ambiguous_text")
