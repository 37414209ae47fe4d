"""Recognised tables beside the document: what was read, what is doubted, what is not there, each told apart."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from gouji.api import read_only
from gouji.cli.app import run
from gouji.cli.recognised import recognised
from gouji.findings import Defect, Unread
from gouji.render.page import onto_terminal, plain
from gouji.render.recognised import CellShown, Recognised, TableShown, page
from gouji.source import display_width
from shipped import fresh_pack
from small_results import both

BEILUN = Path(__file__).resolve().parents[2] / "reports" / "beilun-2021" / "source.txt"
TABLE = TableShown(
    both("表三", "table 3"),
    (both("自然人", "persons"), both("总计", "total")),
    (
        (both("本年新收", "received"), (CellShown("27"), CellShown("2 7", ("split_digits",)))),
        (both("上年结转", "carried in"), (CellShown(" "), CellShown(None))),
        (both("说明", "note"), (None, CellShown("[red]\x1b[2J"))),
    ),
)
FOUND = Recognised("报告.txt", (TABLE,), (Defect("D504", both("少一格", "a cell is missing")),))


def test_every_state_of_a_cell_looks_different() -> None:
    assert plain(page(FOUND, "zh")) == (
        "报告.txt\n"
        "\n"
        "表三\n"
        "          自然人  总计\n"
        "本年新收  27      2 7 ?\n"
        "上年结转  ␣       —\n"
        "说明              [red]�[2J\n"
        "读出 3 · 存疑 1 · 未读出 1 · 数字可能分在几处 ×1\n"
        "\n"
        "? 存疑，请对照原件　␣ 空白　— 未读出\n"
        "  读取存疑  少一格\n"
    )


def test_doubts_are_coloured_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = io.StringIO()
    onto_terminal(page(FOUND, "zh"), out, 60)
    assert "\x1b[33m2 7 ?" in out.getvalue()
    assert "\x1b[2J" not in out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 100])
def test_wide_tables_fold_their_labels_and_keep_their_numbers(width: int) -> None:
    label = both("三、本年度办理结果（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    columns = tuple(both(name) for name in ("自然人", "商业企业", "科研机构", "社会公益组织"))
    cells = tuple(CellShown(number) for number in ("1234", "0", "56", "7"))
    out = io.StringIO()
    onto_terminal(page(Recognised("a", (TableShown(both("表三"), columns, ((label, cells),)),), ()), "zh"), out, width)
    lines = out.getvalue().split("\n")
    assert max(map(display_width, lines)) <= width
    assert any(all(number in line.split() for number in ("1234", "0", "56", "7")) for line in lines)


def test_nothing_recognised_is_said() -> None:
    assert "没有识别出表格" in plain(page(Recognised("a", (), ()), "zh"))
    assert "no table was recognised" in plain(page(Recognised("a", (), ()), "en"))


def test_the_real_report_is_shown_with_all_its_cells() -> None:
    pack = fresh_pack()
    reading = read_only("source.txt", BEILUN.read_bytes(), pack)
    assert not isinstance(reading, Unread)
    found = recognised("source.txt", reading, pack.vocabulary)
    cells = [cell for table in found.tables for _, row in table.rows for cell in row if cell is not None]
    assert len(cells) == 200
    assert all(cell.raw is not None and not cell.doubts for cell in cells)
    shown = plain(page(found, "zh"))
    assert "一、本年新收政府信息公开申请数量" in shown
    assert "读出 175 · 存疑 0 · 未读出 0" in shown


def test_showing_tables_prints_them_instead_of_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(BEILUN), "--show", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "requests received this year" in out
    assert "{" not in out
