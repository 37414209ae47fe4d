"""The numbers of the prose on the screen: value, role, whole and scope, and lists that do not add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.cli.app import run
from gouji.cli.stated import stated
from gouji.intake.reading import Reading
from gouji.render.page import plain
from gouji.render.stated import Stated, page

BEILUN = Path(__file__).resolve().parents[2] / "reports" / "beilun-2021" / "source.txt"
TEXT = "全市共受理10件（市政府4件、部门5件），同比增长5.5%，其中网上约3件。备案一百二件\x1b[2J。"


def reading(text: str) -> Reading:
    report = {"sections": [{"heading": "一、总体情况", "text": text, "parts": []}]}
    return Reading(report, {}, ())


def test_every_number_is_shown_with_its_value_role_whole_and_scope() -> None:
    assert plain(page(stated("报告.txt", reading(TEXT)), "zh")) == (
        "报告.txt\n"
        "\n"
        "一、总体情况\n"
        "所指        原文      数值         性质  属于  口径\n"
        "全市共受理  10件      10           所述        全域\n"
        "市政府      4件       4            列举  10件  全域\n"
        "部门        5件       5            列举  10件  全域\n"
        "同比增长    5.5%      5.5%         比较        全域\n"
        "其中网上    约3件     2–4          其中  10件  全域\n"
        "备案        一百二件  102 | 120 ?  所述        备案\n"
        "\n"
        "列举之和与总数不符：10件 ≠ 9　一、总体情况\n"
    )


def test_a_text_without_numbers_says_so_in_both_languages() -> None:
    assert "正文没有表述数据" in plain(page(Stated("a", (), ()), "zh"))
    assert "the text states no number" in plain(page(stated("a", reading("未收到申请。")), "en"))


def test_showing_numbers_prints_them_instead_of_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(BEILUN), "--numbers", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "31件" in out
    assert "of what" in out
    assert "{" not in out
