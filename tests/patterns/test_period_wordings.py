"""The statistics period is read from every way in which real reports word it."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from gouji.patterns.compiled import CompiledPattern, compile_pattern
from gouji.patterns.fold import fold
from gouji.patterns.holes import StatedDate
from gouji.patterns.scan import scan

STATED_PERIOD = r"统计(?:期限?|周期|时限|时段|时间).{0,12}?{from: date}起?[,，]?(?:[至到]|[—~-]+){to: date}"

WORDINGS = [
    # the year, and a sentence of a published report
    (2021, "本年度报告中所列数据的统计期限从2021年1月1日到12月31日止。"),
    (2022, "本年度报告中所列数据统计期限为2022年1月1日至12月31日。"),
    (2024, "本年度报告中所列数据的统计周期为 2024 年 1 月 1 日至 12 月 31 日。"),
    (2025, "本年度报告中所列数据统计期限为 2025年 1 月 1 日至 12 月 31 日。"),
    (2022, "本年度报告所列数据统计期限为2022年1月1日至2022年12月31日。"),
    (2022, "本报告信息数据统计期限为:2022年1月1日-2022年12月31日。"),
    (2022, "本年度报告中所列数据的统计期限是2022年1月1日至2022年12月31日。"),
    (2024, "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。"),
    (2024, "报告中所列数据的统计期限自2024年1月1日起,至2024年12月31日止。"),
    (2019, "报告中所列数据统计期为2019年1月1日至2019年12月31日。"),
    (2021, "除特别说明的外,所列数据统计时段为2021年1月1日至2021年12月31日。"),
    (2022, "统计时间为2022年1月1日起至2022年12月31日止。"),
    (2023, "本报告中所列数据的统计时限自2023年1月1日至2023年12月31日。"),
    (2023, "本年度报告中所列数据的统计期限为:2023年1月1日——2023年12月31日。"),
    (2023, "本报告所列数据统计期限自2023年1月1日起至12月31日止。"),
]

SHARED = Path(__file__).parents[3] / "shared" / "domain" / "wordings.jsonl"
ONLY_AN_END = {8, 18}  # these state one day
NOTHING = {56}  # this says that there is no such sentence


def stated(text: str) -> list[tuple[object, object]]:
    pattern = compile_pattern(STATED_PERIOD)
    assert isinstance(pattern, CompiledPattern)
    read = [tuple(match.holes.values()) for match in scan(pattern, fold(text))]
    return [(first, last) for first, last in read]


@pytest.mark.parametrize(("year", "sentence"), WORDINGS)
def test_the_calendar_year_is_read(year: int, sentence: str) -> None:
    assert stated(sentence) == [(StatedDate(date(year, 1, 1)), StatedDate(date(year, 12, 31)))]


def test_every_collected_wording_is_read() -> None:
    if not SHARED.is_file():
        assert os.environ.get("CI") != "true", "the collected wordings must be present in CI"
        pytest.skip("the collected wordings are not here")
    lines = [json.loads(line) for line in SHARED.read_text("utf-8").splitlines()]
    periods = {number: one["text"] for number, one in enumerate(lines, start=1) if one["kind"] == "period"}
    assert len(periods) == 56
    unread = {number for number, text in periods.items() if len(stated(text)) != 1}
    assert unread == ONLY_AN_END | NOTHING


def test_a_date_with_lost_digits_is_never_read_as_another() -> None:
    for sentence in ("统计期限自202011日起至20201231日止", "数据统计时间为20231月1日至12月31日"):
        assert not any(isinstance(one, StatedDate) for match in stated(sentence) for one in match)
