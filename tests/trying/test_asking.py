"""What is typed is answered: with values and where they stand, with complaints, or with what a rule finds."""

from __future__ import annotations

import pytest

from gouji.diagnostics import Language
from gouji.trying.asking import MAX_TYPED, answer, is_finished
from gouji.trying.bench import Said
from trying.benches import CLEAN, PACK, bench, shown, told

RULE = """\
rule r "多于四件" en "more than four" {
  grade warning
  basis practice "甲" en "a"
  for r in cases.rows
  check cases[r, total] > 4
}"""
OF_OWN = RULE.replace("> 4", "> 4 or first p in title exists")

ANSWERS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("a cell", ("cases[received, total]",), ("5 件", "报告.txt 第 7 行  「本年新收」×「合计」  原文“5”")),
    ("a blank cell has a range", ("cases[closed, firm] + 1",), ("不小于 1 件  单元格空白 (cell_blank)",)),
    ("a condition that holds", ("cases[received, total] = 5",), ("✓ 成立", "原文“5”")),
    ("one that does not", ("cases[received, total] = 6",), ("✗ 不成立", "原文“5”")),
    ("one that is open", ("cases[closed, firm] = 1",), ("? 无法确定  单元格空白 (cell_blank)", "（空白）")),
    ("one that is certain of any number", ("cases[closed, firm] ≥ 0",), ("✓ 成立",)),
    ("several cells", ("cases[received, *]",), ("3 个", "  2  「本年新收」×「企业」")),
    ("no value", ("1 / 0",), ("? 除数为零 (division_by_zero)",)),
    ("a number without unit", ("year + 1",), ("2022\n", "/year  年度  原文“2021”")),
    ("a text", ("title",), ("示例局2021年报告  10 字",)),
    ("a date", ("date(2021, 3, 1)",), ("2021年3月1日",)),
    ("a match", ("first handled in document",), ("“办理了5件”  /sections/0/text", "本年办理了5件。", "n = 5")),
    ("a number stated roughly", ("matches of handled in document",), ("2 个", "“办理约40件”", "n = 30～50")),
    ("no match", ("(first handled in title).n",), ("? 正文中没有相应表述 (no_match)",)),
    ("a set", ("cases.columns",), ("3 个", "  person  个人")),
    ("headings", ("headings",), ("1 个", "一、办理情况  handling")),
    ("a section", ("section.handling",), ("section.handling  一、办理情况", "  本年办理了5件。另办理约40件。")),
    ("a table", ("cases",), ("person  firm  total", "received  本年新收  3       2     5", "2       ␣     4")),
    ("a report that was not given", ("prior",), ("没有提供该报告",)),
    ("a let of the pack", ("all_cases",), ("9 件",)),
    ("what a clause asks", ("check cases[received, total] = 5",), ("✓ 成立",)),
    ("several lines", ("cases[received,\n  total] = 5",), ("✓ 成立",)),
    ("an own let", ("let x = cases[received, total] * 2", "x + 1"), ("11 件",)),
    ("an own pattern", ("pattern p = /约{n: count}件/", "(first p in document).n agrees 35"), ("✓ 成立",)),
    ("an own one in place of the pack's", ("pattern handled = /另办理/", "first handled in document"), ("“另办理”",)),
    ("an own let in place of an own", ("let x = 1", "let x = 2", "x"), ("2\n",)),
    ("a rule", (RULE,), ("疑点  多于四件（本年办结）", "本年办结 4", "[r=closed]", "不成立 1 · 通过 1")),
    ("a rule of an own pattern", ("pattern p = /甲/", OF_OWN), ("不成立 1",)),
    (
        "an unknown name",
        ("cases[recieved, total]",),
        ("try:1:7: 错误 R203 `cases` 没有行 `recieved`", "cases[recieved, total]\n  |       ^^^^^^^^", "`received`？"),
    ),
    ("a slip of the pen", ("cases[received",), ("错误 R1", "1 | cases[received\n")),
    ("two units", ("1 件 + 1 元",), ("错误 R",)),
    ("a rule without a ground", ('rule r "甲" en "a" { check 1 = 1 }',), ("R401 规则 `r` 缺少 `basis`", "`grade`")),
    ("a hole that the own one lacks", ("pattern handled = /甲/", "let x = (first handled in title).n"), ("错误 R202",)),
    ("nothing", ("  # a comment",), ("",)),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "typed", "wanted"), ANSWERS, ids=[sentence for sentence, _, _ in ANSWERS])
def test_what_is_typed_is_answered(sentence: str, typed: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    assert sentence
    printed = told(bench(), *typed)
    for one in wanted:
        assert one in printed, printed


ENGLISH: tuple[tuple[str, str], ...] = (
    ("cases[closed, firm]", "at least 0 件  a cell is blank (cell_blank)"),
    ("cases[received, total] = 6", "✗ false"),
    ("nothing_known", "error R201 "),
    (":help", "Type an expression or a condition"),
    (":wat", "there is no such command; :help lists them"),
)


@pytest.mark.parametrize(("typed", "wanted"), ENGLISH)
def test_it_is_answered_in_english_too(typed: str, wanted: str) -> None:
    assert wanted in told(bench(language="en"), typed)


COMMANDS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((":help",), ":show TABLE       报告中的一个表"),
    (("：help",), ":trace [RULE]"),
    ((":tables",), "cases  办理情况表"),
    ((":show cases",), "closed    本年办结  2       ␣     4"),
    ((":show 办理情况表",), "received  本年新收"),
    ((":show",), "要看哪个表？cases"),
    ((":show tables",), "没有表“tables”；有 cases"),
    ((":sections",), "section.handling  一、办理情况"),
    ((":metadata",), "agency.name  机关  示例局"),
    ((":patterns hand",), "handled  /办理了?{n: count}件/"),
    ((":patterns zzz",), "没有找到"),
    ((":rules 合计",), "totals.row_total  各列之和等于合计"),
    ((":pack",), "sample  "),
    ((":own",), "还没有定义什么"),
    (("let x = 1", "rule r \"甲\" {", ":own"), "let x = 1\n"),
    (("let x = 1", ":forget", ":own"), "还没有定义什么"),
    (("let x = 1", ":forget", "x"), "错误 R201"),
    ((":trace",), "还没有问过什么"),
    (("cases[received, total] = 5 and 1 = 1", ":trace"), "    ✓ 1 = 1\n"),
    (("cases[received, total] = 5", ":trace"), "cases[received, total] = 5  /tables/cases/received/total"),
    ((RULE, ":trace"), "✗ check"),
    ((":trace totals.row_total r=received",), "✓ cases[r, person] + cases[r, firm] = cases[r, total]"),
    ((":trace totals.row_total[r=received]",), "通过  错误  r=received"),
    ((":trace totals.row_totl",), "没有规则“totals.row_totl”；是否要看 totals.row_total？"),
    ((":trase",), "没有这个命令；是否要用 :trace？"),
)  # fmt: skip


@pytest.mark.parametrize(("typed", "wanted"), COMMANDS, ids=[" ".join(typed) for typed, _ in COMMANDS])
def test_a_command_is_obeyed(typed: tuple[str, ...], wanted: str) -> None:
    assert wanted in told(bench(), *typed)


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("1", False),
        ("1 = 2", False),
        (RULE, False),
        ("nothing_known", True),
        (":wat", True),
        (":show x", True),
        ("", False),
    ],
)
def test_only_what_could_not_be_understood_is_refused(typed: str, refused: bool) -> None:
    assert answer(bench(), typed).refused == refused


@pytest.mark.parametrize("typed", ["let x = unknown", "let x = 1\nlet y = unknown", 'rule r "甲" {', "cases["])
def test_nothing_is_kept_of_what_is_refused(typed: str) -> None:
    assert answer(bench(), typed).bench.own == {}


@pytest.mark.parametrize("typed", [":quit", ":q", "：quit", ":exit"])
def test_one_leaves(typed: str) -> None:
    assert answer(bench(), typed).done


def test_too_much_work_is_given_up() -> None:
    many = "".join(f"(every a{rank} in cases.rows satisfies " for rank in range(25))
    asked = many + " and ".join(f"a{rank} = received" for rank in range(25)) + ")" * 25
    said = answer(bench(), asked)
    assert said.refused
    assert "计算量过大" in shown(said)


def test_a_rule_that_is_too_much_work_is_not_assessed() -> None:
    fors = "".join(f"  for a{rank} in cases.rows\n" for rank in range(25))
    used = " and ".join(f"a{rank} = received" for rank in range(25))
    rule = f'rule r "甲" en "a" {{\n  grade info\n  basis practice "甲" en "a"\n{fors}  check {used}\n}}'
    assert "无法核验 1" in told(bench(), rule)


def test_what_is_too_long_is_refused() -> None:
    said = answer(bench(), "1 + " * MAX_TYPED + "1")
    assert said.refused
    assert "输入过长" in shown(said)


HOSTILE = "\x1b[2J\u202e办理了5件\x07"


@pytest.mark.parametrize(
    "typed", ["section.handling", "first handled in document", "section.handling.text", RULE, ":pack"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_texts_of_a_report_cannot_steer_the_terminal(typed: str, language: Language) -> None:
    report = {**CLEAN, "title": HOSTILE, "sections": [{"id": "handling", "heading": HOSTILE, "text": HOSTILE}]}
    printed = told(bench(PACK, report, language), typed)
    assert not any(sign in printed for sign in "\x1b\u202e\x07")


FINISHED: tuple[tuple[str, bool], ...] = (
    ("1", True),
    ("", True),
    ("# a comment (", True),
    (":show (", True),
    ("cases[received, total]", True),
    ("cases[received,", False),
    ("cases[received, total] =", False),
    ("cases[received, total] = 5 and", False),
    ("every r in cases.rows satisfies", False),
    ("rule r", False),
    ('rule r "甲" {', False),
    ('rule r "甲" {\n  message "{1}"', False),
    ('rule r "甲" {\n}', True),
    ('"(', True),
    ("pattern p = /(/", True),
    ("cases[received,\n", True),
    ("（1 ＋", False),
)


@pytest.mark.parametrize(("typed", "finished"), FINISHED)
def test_what_is_open_goes_on_in_the_next_line(typed: str, finished: bool) -> None:
    assert is_finished(typed) == finished


def test_an_answer_says_nothing_of_the_rest_of_the_pack() -> None:
    assert shown(answer(bench(PACK + "\nlet unused = 1\n"), "cases[received, total] = 5")).count("R") == 0


def test_the_bench_is_a_plain_value() -> None:
    on = bench()
    answer(on, "let x = 1")
    assert "R201" in told(on, "x")
    assert Said(on).bench is on
