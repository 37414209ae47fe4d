"""Which year a title reports on, whose report it is, and what a table of contents is not."""

from __future__ import annotations

import pytest

from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary

OFFICE = "北仑区人民政府办公室"
PERIOD = 2021
"""The year of the one period that the founding report states; it counts where the title names none."""

TITLES = [
    (f"{OFFICE}2020年政府信息公开工作年度报告", 2020, OFFICE),
    (f"2020年度{OFFICE}政府信息公开工作年度报告", 2020, OFFICE),
    (f"{OFFICE}政府信息公开工作年度报告（2022年1月20日发布）", PERIOD, OFFICE),
    (f"{OFFICE}2022年公布政府信息公开工作年度报告", PERIOD, OFFICE),
    (f"{OFFICE}2020年政府信息公开工作年度报告（2022年第1号）", 2020, OFFICE),
    (f"{OFFICE}2020年政府信息公开工作年度报告（2022年3月修订）", 2020, OFFICE),
    (f"甬仑政办〔2022〕3号 {OFFICE}2020年度政府信息公开工作年度报告", 2020, OFFICE),
    (f"{OFFICE}2020-2021年度政府信息公开工作年度报告", PERIOD, OFFICE),
    (f"关于{OFFICE}2020年政府信息公开工作年度报告", 2020, OFFICE),
    (f"{OFFICE}政府信息公开工作年度报告（2020年）", 2020, OFFICE),
    (f"{OFFICE}关于2020年度政府信息公开工作情况的报告", 2020, OFFICE),
    (f"{OFFICE}二○二○年度\n政府信息公开工作年度报告", 2020, OFFICE),
    ("政府信息公开工作年度报告\n（2020年度）", 2020, OFFICE),
    ("北仑区政府信息公开中心2020年政府信息公开工作年度报告", 2020, "北仑区政府信息公开中心"),
]


@pytest.mark.parametrize(("title", "year", "agency"), TITLES, ids=[one[0] for one in TITLES])
def test_year_and_agency_are_those_that_the_title_reports_on(
    title: str, year: int, agency: str, beilun: bytes, vocabulary: Vocabulary
) -> None:
    lines = beilun.decode().split("\n")
    [at] = [number for number, line in enumerate(lines[:5]) if "年度报告" in line and len(line) < 40]
    report = read_document("source.txt", "\n".join([*lines[:at], title, *lines[at + 1 :]]).encode(), vocabulary).report
    assert (report["year"], report["agency"]["name"]) == (year, agency)


def test_a_period_in_a_line_without_full_stop_belongs_to_the_preamble(beilun: bytes, vocabulary: Vocabulary) -> None:
    text = beilun.decode()
    at = text.index("本年度报告根据")
    line = "数据统计期限：2021年1月1日至2021年12月31日\n"
    found = read_document("source.txt", (text[:at] + line + text[at:]).encode(), vocabulary).report
    assert found["preamble"].startswith(line)


CONTENTS = [
    ("the bare headings", "{}"),
    ("with dots and a page number", "{}……………1"),
    ("with full stops and a page number", "{} ...... 12"),
]


@pytest.mark.parametrize(("said", "line"), CONTENTS, ids=[one[0] for one in CONTENTS])
def test_a_table_of_contents_is_none_of_the_sections(
    said: str, line: str, beilun: bytes, vocabulary: Vocabulary
) -> None:
    plain = read_document("source.txt", beilun, vocabulary).report
    headings = [section["heading"] for section in plain["sections"]]
    text = beilun.decode()
    at = text.index("本年度报告根据")
    listed = "".join(line.format(heading) + "\n" for heading in headings)
    found = read_document("source.txt", (text[:at] + listed + text[at:]).encode(), vocabulary).report
    assert found["sections"] == plain["sections"]
    assert found["preamble"] == plain["preamble"]
