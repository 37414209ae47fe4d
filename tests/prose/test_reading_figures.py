"""What a sentence states: value, unit, role, whole and scope of every number in it."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.patterns.figures import figures_of
from gouji.patterns.fold import fold_text
from gouji.prose.figures import Figure, read_figures, sums_of
from gouji.prose.places import Ambiguous, StatedNumber
from prose.labelled import QUIET, key_of


def figures(text: str) -> tuple[Figure, ...]:
    return tuple(one for sentence in figures_of(text) for one in sentence.figures)


def told(text: str) -> list[str]:
    """Each figure as `role value`, a part with its whole, what is ambiguous with its candidates."""
    made = []
    for sentence in figures_of(text):
        for one in sentence.figures:
            said = f"{one.role} " if one.role not in ("year", "date") else ""
            if isinstance(one.stated, Ambiguous):
                said += "or ".join(f"{value}" for value in one.stated.candidates) + "?" + one.unit
            else:
                said += text[one.start : one.end] if one.role in QUIET else key_of(one)
            if one.whole is not None:
                said += f" of {key_of(sentence.figures[one.whole])}"
            made.append(said)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请１，２３４件", ["fact 1234件"]),
        ("收到申请两千零五件", ["fact 2005件"]),
        ("办理廿三件、卅一起、一百〇二宗", ["fact 23件", "fact 31起", "fact 102宗"]),
        ("发布信息1.2万条", ["fact 12000条"]),
        ("许可三十一万两千宗", ["fact 312000宗"]),
        ("投入1万亿元", ["fact 1000000000000元"]),
        ("收费0.12万元、3亿元、5元", ["fact 1200元", "fact 300000000元", "fact 5元"]),
        ("发布信息3 119件", ["name 3", "fact ?件"]),
        ("满意率99.5%，差错率3‰", ["fact 99.5%", "fact 3‰"]),
        ("百分之九十五的申请", ["fact 95%"]),
        (
            "约300件、近300件、逾300件、超过300件",
            ["fact 200..400件", "fact 200..300件", "fact 300..400件", "fact 300..400件"],
        ),
        ("300余件、30多万条", ["fact 300..400件", "fact 300000..400000条"]),
        ("突破300万次、不足50件", ["fact 3000000..4000000次", "fact 40..50件"]),
        ("300件左右，50份以上", ["fact 200..400件", "fact 50..60份"]),
    ],
)
def test_a_number_in_any_dress_is_read_with_its_unit(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "共3607件（市政府349件、部门3258件）",
            ["fact 3607件", "enumerated 349件 of 3607件", "enumerated 3258件 of 3607件"],
        ),
        ("受理10件：自然人8件、企业2件", ["fact 10件", "enumerated 8件 of 10件", "enumerated 2件 of 10件"]),
        ("答复50件（含上年结转3件，另有2件顺延）", ["fact 50件", "part 3件 of 50件", "fact 2件"]),
        ("受理10件，其中自然人8件，收费20元", ["fact 10件", "part 8件 of 10件", "fact 20元"]),
        ("受理10件，占5%；", ["fact 10件", "share 5%"]),
        ("受理10件（5%），其中企业占20%", ["fact 10件", "share 5%", "share 20%"]),
        (
            "公开8条（甲5条、乙3条），其中丙1条",
            ["fact 8条", "enumerated 5条 of 8条", "enumerated 3条 of 8条", "part 1条 of 8条"],
        ),
        ("其中甲1件，乙2件", ["part 1件", "part 2件"]),
        ("内容包括6个部分", ["fact 6个"]),
        ("发布5条，包括甲3条、乙2条", ["fact 5条", "part 3条 of 5条", "part 2条 of 5条"]),
        ("受理10件（自然人8件）", ["fact 10件", "part 8件 of 10件"]),
    ],
)
def test_parts_know_their_whole(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到50件，较上年增长25%，答复40件", ["fact 50件", "compared 25%", "fact 40件"]),
        ("收到50件，同比增加10件", ["fact 50件", "compared 10件"]),
        ("收到50件，比2022年（40件）增长25%", ["fact 50件", "2022", "compared 40件", "compared 25%"]),
        ("收到50件（同比增长25%）答复40件", ["fact 50件", "compared 25%", "fact 40件"]),
        ("同比增加10件，增幅为25%", ["compared 10件", "compared 25%"]),
        ("上年同期为40件，今年50件", ["compared 40件", "fact 50件"]),
        ("与上年40件相比有所增加", ["fact 40件"]),
        ("办结率提高3个百分点", ["compared 3百分点"]),
        ("办结率提高到95%", ["fact 95%"]),
        ("增加栏目3个、增加3个栏目", ["fact 3个", "fact 3个"]),
        ("上年结转3件", ["fact 3件"]),
    ],
)
def test_what_is_only_compared_is_no_fact_of_the_year(text: str, expected: list[str]) -> None:
    assert [one.removeprefix("year ") for one in told(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据第五十条和第二十条第（一）项", ["article 第五十条", "article 第二十条", "article 第（一）项"]),
        ("国办公开办函〔2021〕30号、国令第711号", ["document 〔2021〕30号", "document 第711号"]),
        ("一、总体情况", ["ordinal 一、"]),
        ("第二批，第3期", ["ordinal 第二", "ordinal 第3"]),
        ("电话：0574-89285667，邮编：315800", ["phone 0574-89285667", "phone 邮编：315800"]),
        ("拨打12345热线", ["name 12345"]),
        ("“两微一端”“三个一”机制", ["name 三个"]),
        ("贯彻党的二十大和二十届二中全会精神，统一做好一体化", ["ordinal 二十届", "ordinal 二中全会"]),
        ("地址：四明山路775号9楼", ["name 775号", "name 9楼"]),
        ("联系hzzwgk@126.com，用H5展示", ["name hzzwgk@126.com", "name H5"]),
        ("每一件申请、另一个问题、千家万户", []),
        ("七家子镇、五家渠市、三户村", []),
        ("信息数量136122520451283214069", ["name 136122520451283214069"]),
    ],
)
def test_what_counts_nothing_is_not_counted(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年1月1日至12月31日", ["date 2021-01-01", "date 2021-12-31"]),
        ("二〇二一年十二月三十一日", ["date 2021-12-31"]),
        ("2023年，至12月31日有56件", ["year 2023", "date 2023-12-31", "fact 56件"]),
        ("截至12月31日", ["date None"]),
        ("2021年2月30日", ["date None"]),
        ("2024－2027年规划", ["year 2024", "year 2027"]),
        ("2024共收到2024条、2024余条、粉丝数2024", ["year 2024", "fact 2024条", "fact 2024..2025条", "fact 2024?"]),
        ("2021年度报告（2021年版）", ["year 2021", "year 2021"]),
    ],
)
def test_dates_take_the_year_that_was_said_before(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到一百二件", (102, 120)),
        ("收到三四十件", (30, 40)),
        ("收到1,23,4件", ()),
        ("收到31-35件", ()),
        ("收到2.5件", ()),
        ("收到007件", ()),
    ],
)
def test_a_number_that_could_mean_two_things_is_ambiguous(text: str, expected: tuple[int, ...]) -> None:
    read = [one for one in figures(text) if one.role == "fact"]
    assert read
    assert all(isinstance(one.stated, Ambiguous) and one.ambiguous for one in read)
    first = read[0].stated
    assert isinstance(first, Ambiguous)
    assert first.candidates == expected


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("全市受理3件，答复2件", ["whole", "whole"]),
        ("本机关受理3件", ["own"]),
        ("全市备案复议案件3件，诉讼2件", ["filed", "filed"]),
        ("全市受理3件，本级受理1件", ["whole", "own"]),
        ("全市本级受理3件", ["unclear"]),
        ("因本机关不掌握无法提供3件", ["unstated"]),
        ("指导各部门办理3件", ["guided"]),
        ("以思想为指导，受理3件", ["unstated"]),
        ("备案3件。受理2件", ["filed", "unstated"]),
    ],
)
def test_a_clause_says_whose_numbers_it_states(text: str, scopes: list[str]) -> None:
    assert [one.scope for one in figures(text)] == scopes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共10件（甲4件、乙6件）", [True]),
        ("共10件（甲4件、乙5件）", [False]),
        ("共10件（甲4件、乙5件等）", [None]),
        ("共约100件（甲40件、乙60余件）", [True]),
        ("共10件，答复9件", []),
    ],
)
def test_a_whole_is_held_against_the_sum_of_its_list(text: str, expected: list[bool | None]) -> None:
    folded = fold_text(text)
    assert [one.agrees for one in sums_of(folded, read_figures(folded))] == expected


_DIGITS = "零一二三四五六七八九"


def _han(number: int) -> str:
    """A number below ten thousand as it is written in full."""
    if number == 0:
        return "零"
    written, gap = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + sign
            gap = False
        else:
            gap = True
    return written


def dresses(number: int) -> dict[str, str]:
    """All ways to print a number that mean exactly it."""
    plain = str(number)
    made = {
        "ascii": plain,
        "wide": "".join(chr(ord(one) + 0xFEE0) for one in plain),
        "grouped": f"{number:,}",
        "wide comma": f"{number:,}".replace(",", "，"),
        "spaced": f" {plain} ",
        "han": _han(number),
    }
    if number % 1000 == 0 and number:
        made["in ten thousands"] = (
            f"{number // 10000}.{number % 10000 // 1000}万" if number >= 10000 else f"{number // 1000}千"
        )
    return made


@given(st.integers(3, 9999), st.sampled_from("件起宗份条项次"))
def test_a_number_printed_in_each_dress_reads_back_equal(number: int, unit: str) -> None:
    for dress, written in dresses(number).items():
        read = figures(f"全年共收到{written}{unit}，均已办结。")
        assert [(key_of(one), one.role) for one in read] == [(f"{number}{unit}", "fact")], dress


@given(st.integers(0, 10**15), st.integers(0, 99), st.sampled_from(["元", "万元", "亿元", "%", "‰"]))
def test_a_decimal_number_reads_back_exactly(whole: int, cents: int, unit: str) -> None:
    read = figures(f"共{whole}.{cents:02}{unit}。")
    assert len(read) == 1
    stated = read[0].stated
    scale = {"元": 100, "万元": 1, "亿元": 1, "%": 10**4, "‰": 10**5}[unit]
    factor = {"万元": 10**2, "亿元": 10**6}.get(unit, 1)
    assert isinstance(stated, StatedNumber)
    assert stated.nominal * scale == (whole * 100 + cents) * factor


WORDS = (
    "0123456789一二三十百万亿两〇余多约近超过逾同比较上年增长"
    "其中含包括占（）()，,；。、：“”《》第年月日号件元%‰个条- \n"
)


@given(st.one_of(st.text(max_size=60), st.text(WORDS, max_size=60)))
def test_the_reader_answers_for_any_text(text: str) -> None:
    for sentence in figures_of(text):
        last = sentence.start
        for index, one in enumerate(sentence.figures):
            assert last <= one.start < one.end <= sentence.end
            assert sentence.start <= one.subject[0] <= one.subject[1] <= one.start
            assert one.whole is None or one.whole < index
            last = one.end


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "万" * 100_000,
        "1,111" * 20_000,
        "(" * 60_000,
        "其中1件" * 20_000,
        "同比(" * 20_000 + "1件" * 20_000,
        "3件(" * 20_000,
        '"' * 60_000,
        "《" * 60_000,
        "2021年1月1日" * 10_000,
        "a" * 60_000 + "1",
        "与" * 60_000,
        "(，" * 30_000 + "1件" * 1000,
        "其中(" * 20_000 + "1件)" * 20_000,
        "约近逾超余多" * 20_000,
    ],
)
def test_a_hostile_sentence_does_not_take_long(text: str) -> None:
    started = process_time()
    figures_of(text)
    assert process_time() - started < 10
