"""The page that people read: at every width, in both languages, and whatever the document holds."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from gouji.diagnostics import Language, Text
from gouji.findings import Defect, Instance, PassedOver, Place, RunResult, Step, Unread
from gouji.render import words
from gouji.render.console import page
from gouji.render.page import Grid, onto_terminal, plain
from gouji.render.summary import exit_words
from gouji.source import display_width
from small_results import both, cell, fails, report, run_of

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "[red]x[/red]\x1b[2J\x1b]0;题\x07\u202e\u2066\r\n\x9b31m:smile:"


def printed(
    run: RunResult, width: int, language: Language = "zh", monkeypatch: pytest.MonkeyPatch | None = None
) -> str:
    """What a terminal of a width is sent."""
    out = io.StringIO()
    onto_terminal(page(run, language), out, width)
    return out.getvalue()


def one_of_each(hostile: str = "") -> RunResult:
    """A run with everything that can be printed."""
    formula = Step("=", (Step("operand", operand=1), Step("operand", operand=2)), truth="false")
    operands = (cell(1, "本年新收", "总计" + hostile, "32" + hostile, 94), cell(2, "总计", "总计", "31", 337))
    undecided = Instance(
        "p/t.blank", "p/t.blank", "not_assessable", "error", "cell_blank", "requests", both("各格之和" + hostile, "sum")
    )
    defect = Defect("D1", both("没有找到标题" + hostile, "no heading"), place=Place(file="报告.txt", line=5))
    first = report(
        fails(formula, operands, message="差 1" + hostile, title="和等于总计" + hostile),
        fails(formula, operands, grade="warning", section=None),
        fails(formula, operands, status="waived"),
        undecided,
        defects=(defect,),
        agency="某局" + hostile,
        name="报告.txt" + hostile,
    )
    return run_of(
        first,
        report(name="b.txt"),
        exit_code=1,
        unread=(Unread("坏.txt" + hostile, (defect,)),),
        passed_over=(PassedOver("c.txt" + hostile, both("另一份文本", "a copy"), "b.txt"),),
    )


@pytest.mark.parametrize("width", [40, 60, 100, 160])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int, language: Language) -> None:
    run = one_of_each()
    out = printed(run, width, language)
    assert max(map(display_width, out.split("\n"))) <= width

    def bare(text: str) -> str:
        return re.sub(r"[\s─]", "", text)

    lines = [block for block in page(run, language) if not isinstance(block, Grid)]
    for words_of_line in plain(lines).split("\n"):
        assert bare(words_of_line) in bare(out)


def test_a_finding_shows_what_an_auditor_asks_for() -> None:
    assert plain(page(run_of(report(fails(operands=(cell(1, "本年新收", "总计", "32", 94),))), exit_code=1), "zh")) == (
        "报告.txt\n"
        "  机关名称 某局（报告所载） · 报告年度 2021（据标题）\n"
        "\n"
        "三、申请情况\n"
        "  错误  各栏之和等于总计（第一行）\n"
        "    不成立：差 1\n"
        "    位置  报告.txt 第 94 行  「本年新收」×「总计」  原文“32”\n"
        "    依据  数据勾稽（计算关系）：总计为各栏之和\n"
        "    建议  核对总计\n"
        "    规则  p/t.sum [r=one]\n"
        "──\n"
        "核验结论：不通过　错误 1 · 疑点 0 · 提示 0 · 无法核验 0 · 不适用 0 · 通过 3　共 4 项\n"
        "\n"
        "未检查：无　退出码 1：有错误 1 项（--fail-on error）\n"
    )


def test_the_same_in_english_holds_no_chinese_of_ours() -> None:
    finding = fails(operands=(cell(1, "received", "total", "32"),))
    shown = plain(page(run_of(report(finding, name="r.txt", agency="x"), exit_code=1), "en"))
    assert not re.search("[一-鿿：（）、　]", shown), shown


def test_what_cannot_be_decided_is_grouped_by_reason_with_the_cells_to_blame() -> None:
    evidence = fails(operands=(cell(1, "行", "列", "x1", 124, "unreadable"),)).evidence
    instances = [
        Instance(
            rule,
            f"{rule}[r={rank}]",
            "not_assessable",
            "error",
            "cell_unreadable",
            None,
            both(title),
            evidence=evidence,
        )
        for rank, (rule, title) in enumerate([("p/t.a", "规则0"), ("p/t.b", "规则1")] * 2 + [("p/t.a", "规则0")])
    ]
    shown = plain(page(run_of(report(*instances)), "zh"))
    assert "  单元格无法识读  5 项\n    规则0 ×3；规则1 ×2\n    位置  报告.txt 第 124 行" in shown
    assert "无法核验 5（无法识读 5）" in shown
    assert "未检查：无法识读 5 项" in shown


def test_a_fact_that_could_not_be_decided_tells_how_to_give_it() -> None:
    assert "机关名称 某局（未能判断，可用 --agency 指定）" in plain(page(run_of(report(decided="default")), "zh"))


def test_several_reports_get_a_table_and_a_total() -> None:
    shown = plain(page(run_of(report(fails(), name="甲/a.txt"), report(name="乙/a.txt"), exit_code=1), "zh"))
    assert "某局  2021  甲/a.txt  不通过    1     0     0     0" in shown
    assert "某局  2021  乙/a.txt  通过      0     0     0     0" in shown
    assert "合计 2 份报告：不通过 1 · 未能判定 0 · 通过 1　错误 1 · 疑点 0 · 提示 0" in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_from_documents_is_inert_on_a_terminal_and_in_a_pipe(language: Language) -> None:
    run = one_of_each(HOSTILE)
    sent = printed(run, 100, language)
    ours = re.sub(r"\x1b\[[0-9;]*m", "", sent)
    for out in (ours, plain(page(run, language))):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    flat = re.sub(r"\s", "", ours)
    assert "[red]x[/red]" in flat
    assert ":smile:" in flat


def test_colour_says_nothing_that_the_words_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = printed(one_of_each(), 100)
    assert "\x1b[1;31m错误" in coloured
    assert "\x1b[33m疑点" in coloured
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("NO_COLOR", "1")
    bare = printed(one_of_each(), 100)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", bare)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == re.sub(r"\x1b\[[0-9;]*m", "", bare)


@pytest.mark.parametrize(
    ("code", "threshold", "zh", "en"),
    [
        (1, "error", "有错误 1 项（--fail-on error）", "findings: 1 of grade error (--fail-on error)"),
        (0, "never", "问题不影响退出码（--fail-on never）", "findings do not count (--fail-on never)"),
        (70, "error", "程序内部出错，其余文件已照常核验", "an internal error; the other files were checked"),
        (3, "never", "1 个文件未能读取", "1 file could not be read"),
    ],
)
def test_the_last_line_says_why_the_exit_code_is_what_it_is(code: int, threshold: str, zh: str, en: str) -> None:
    unread = (Unread("x", ()),) if code == 3 else ()
    run = run_of(report(fails()), exit_code=code, threshold=threshold, unread=unread)
    assert exit_words(run) == Text(zh, en)


def test_every_way_to_decide_a_fact_has_words() -> None:
    read = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `[a-z_.`, ]+` \|.*\| ((?:`[a-z_]+`(?:, )?)+) \|$", read, re.MULTILINE)
    ids = {one for cells in table for one in re.findall(r"`([a-z_]+)`", cells)}
    assert ids, "docs/reading.md has a table of how facts are decided"
    assert ids <= set(words.DECIDED)


@pytest.mark.parametrize("name", ["GRADE", "STATUS", "VERDICT", "DECIDED", "REASON", "SHORT", "DOUBT", "LABEL"])
def test_every_fixed_word_exists_in_both_languages(name: str) -> None:
    table: dict[str, Text] = getattr(words, name)
    for key, text in table.items():
        assert re.search("[一-鿿]", text.zh), key
        assert re.search("[a-z]", text.en), key
        assert not re.search("[一-鿿]", text.en), key
