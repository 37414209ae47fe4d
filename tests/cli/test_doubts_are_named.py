"""An auditor is told which cell could not be read for certain, what is printed there and why; no formula of a rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gouji.cli.app import run

ROOT = Path(__file__).parents[2]
FOUNDING = (ROOT / "reports/beilun-2021/source.txt").read_text(encoding="utf-8")

SPOILT: tuple[tuple[str, str, str, str], ...] = (
    (
        "a broken figure",
        "\t2 7\n",
        "「一、本年新收政府信息公开申请数量」×「自然人」  原文“2 7”（数字中间有空格或折行）",
        "「一、本年新收政府信息公开申请数量」×「自然人」（无法识别）",
    ),
    (
        "the number of a note behind a figure",
        "\t27①\n",
        "「一、本年新收政府信息公开申请数量」×「自然人」  原文“27①”（含上标、下标或小字）",
        "「一、本年新收政府信息公开申请数量」×「自然人」（无法识别）",
    ),
)


@pytest.mark.parametrize(("why", "printed", "place", "open_cell"), SPOILT, ids=[one[0] for one in SPOILT])
def test_a_doubtful_cell_is_named_with_what_is_printed_and_why_it_is_doubted(
    why: str, printed: str, place: str, open_cell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert FOUNDING.count("\t27\n") >= 1, why
    document = tmp_path / "报告.txt"
    document.write_text(FOUNDING.replace("\t27\n", printed, 1), encoding="utf-8")
    assert run(["check", str(document)]) == 0
    assert f"位置  报告.txt 第 83 行  {place}" in capsys.readouterr().out
    assert run(["check", str(document), "--format", "json", "--all"]) == 0
    instances = json.loads(capsys.readouterr().out)["reports"][0]["instances"]
    told = {
        one["rule"]: one.get("message", {}).get("zh") for one in instances if one.get("reason") == "suspect_extraction"
    }
    assert told["cn-disclosure/requests.complete"] == f"无法确定：{open_cell}"
    assert not [message for message in told.values() if message and "satisfies" in message]
