"""Of all values in the evidence those are shown that decide, with their places, in as few lines as possible."""

from __future__ import annotations

import pytest

from gouji.findings import Evidence, Operand, Place, Step
from gouji.record import replace
from gouji.render.witness import decisive, place_lines, place_words
from gouji.source import cited
from small_results import both, cell

COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def leaf(number: int, truth: str) -> Step:
    """A condition about one operand."""
    return Step("is", (Step("operand", operand=number),), truth=truth)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("operator", "truth", "shown"),
    [
        ("every", "false", [2]),
        ("and", "false", [2]),
        ("some", "true", [1, 3]),
        ("or", "true", [1, 3]),
        ("or", "false", [1, 2, 3]),
        ("every", "true", [1, 2, 3]),
    ],
)
def test_only_the_sides_that_decide_are_shown(operator: str, truth: str, shown: list[int]) -> None:
    sides = (leaf(1, "true"), leaf(2, "false"), leaf(3, "true"))
    operands = tuple(cell(number, f"行{number}", "列", "0") for number in (1, 2, 3))
    step = Step(operator, sides, truth=truth)  # type: ignore[arg-type]
    assert [one.id for one in decisive(Evidence("check", step, operands))] == shown


def test_a_negation_shows_what_it_denies() -> None:
    inner = Step("every", (leaf(1, "true"), leaf(2, "true")), truth="true")
    operands = (cell(1, "行", "列", "0"), cell(2, "行", "列", "0"))
    step = Step("not", (inner,), truth="false")
    assert [one.id for one in decisive(Evidence("check", step, operands))] == [1, 2]


def test_a_few_cells_have_a_line_each() -> None:
    lines = list(place_lines([cell(1, "本年新收", "总计", "32", 94)], "zh"))
    assert lines == ["报告.txt 第 94 行  「本年新收」×「总计」  原文“32”"]


def test_a_blank_is_said_to_be_blank() -> None:
    lines = list(place_lines([cell(1, "本年新收", "总计", "", 94, state="blank")], "zh"))
    assert lines == ["报告.txt 第 94 行  「本年新收」×「总计」  （空白）"]


ROW = [cell(rank, "本年新收", column, "27" if rank == 1 else "0", 82 + rank) for rank, column in enumerate(COLUMNS, 1)]
COLUMN = [cell(rank, f"第{rank}行", "总计", str(rank), 10 * rank) for rank in range(1, 23)]


def test_many_cells_of_a_row_are_one_line_and_zeros_are_counted() -> None:
    assert list(place_lines(ROW, "zh")) == ["报告.txt 第 83–89 行  「本年新收」：「自然人」“27”、其余 6 格“0”"]
    assert list(place_lines(ROW, "en")) == ["报告.txt lines 83–89  本年新收: 自然人 “27”, the other 6 “0”"]


def test_many_cells_of_a_column_are_one_line_of_bounded_length() -> None:
    (shown,) = place_lines(COLUMN, "zh")
    assert shown.startswith("报告.txt 第 10–220 行  「总计」：「第1行」“1”、「第2行」“2”")
    assert shown.endswith("「第12行」“12”、另 10 格")


BLANKS = [
    cell(10 * row + rank, f"第{row}行", column, raw, 10 * row + rank, state="blank" if raw == "" else "exact")
    for rank, column, raw in ((1, "企业", ""), (2, "其他", ""), (3, "总计", "0"))
    for row in range(1, 7)
]


def test_columns_that_hold_the_same_throughout_are_named_together_and_their_cells_counted() -> None:
    assert list(place_lines(BLANKS, "zh")) == [
        "报告.txt 第 11–62 行  「企业」、「其他」各 6 格（空白）：「第1行」、「第2行」、「第3行」等",
        "报告.txt 第 13–63 行  「总计」有 6 格“0”：「第1行」、「第2行」、「第3行」等",
    ]
    assert list(place_lines(BLANKS, "en")) == [
        "报告.txt lines 11–62  企业, 其他: 6 cells each (blank): 第1行, 第2行, 第3行 and others",
        "报告.txt lines 13–63  总计: 6 cells “0”: 第1行, 第2行, 第3行 and others",
    ]


def test_columns_that_differ_in_one_cell_are_told_each_by_itself() -> None:
    lines = list(place_lines([*BLANKS[:11], replace(BLANKS[11], raw="/", state="placeholder")], "zh"))
    assert [line.partition("  ")[2].partition("：")[0] for line in lines] == ["「企业」有 6 格（空白）", "「其他」"]


def _elsewhere(own: Operand, raw: str | None = None, file: str | None = "乙局.txt") -> Operand:
    """The same cell in another report."""
    label = {"zh": f"乙局 {own.label['zh']}", "en": f"乙局: {own.label['en']}"}
    place = None if file is None or own.place is None else replace(own.place, file=file, line=(own.place.line or 0) + 5)
    shown = own.raw if raw is None else raw
    return replace(own, id=own.id + 100, label=label, raw=shown, value=shown, place=place)


TWICE = [one for own in COLUMN for one in (own, _elsewhere(own))]


def test_a_table_that_is_the_same_in_two_reports_is_said_to_be_so_at_one_place_each() -> None:
    assert list(place_lines(TWICE, "zh")) == [
        "报告.txt 第 10–220 行  22 格与乙局的各格完全相同",
        "乙局.txt 第 15–225 行  乙局",
    ]
    assert list(place_lines(TWICE, "en")) == [
        "报告.txt lines 10–220  22 cells, each as in 乙局",
        "乙局.txt lines 15–225  乙局",
    ]


def test_a_table_without_places_is_named_by_what_its_cells_have_in_common() -> None:
    bare = [replace(one, place=None) for one in TWICE]
    assert list(place_lines(bare, "zh")) == ["/tables/t  22 格与乙局的各格完全相同"]


def test_a_table_that_differs_in_one_cell_is_not_said_to_be_the_same() -> None:
    other = [*TWICE[:-1], _elsewhere(COLUMN[-1], "99")]
    assert not [line for line in place_lines(other, "zh") if "完全相同" in line]


def test_many_values_that_have_nothing_in_common_are_counted_after_the_fourth() -> None:
    values = [Operand(rank, f"/sections/s/{rank}", both(f"“词{rank}”"), "exact", f"词{rank}", "x") for rank in range(9)]
    lines = list(place_lines(values, "zh"))
    assert len(lines) == 5
    assert lines[-1] == "……另有 5 处"


def test_what_was_looked_for_in_vain_is_said_with_where() -> None:
    whole = Operand(1, "/title", both("全文", "the whole text"), "absent", None, None, reason="no_match",
                    place=Place(file="报告.txt", line=3))  # fmt: skip
    part = Operand(2, "/sections/other/text", both("六、其他事项", "other"), "absent", None, None, reason="no_match",
                   place=Place(file="报告.txt", line=66))  # fmt: skip
    assert list(place_lines([whole, part], "zh")) == [
        "报告.txt  全文  未见相应表述",
        "报告.txt 第 66 行  六、其他事项  未见相应表述",
    ]
    assert list(place_lines([whole], "en")) == ["报告.txt  the whole text  nothing of the kind was found"]


def test_what_was_found_matters_more_than_what_was_not() -> None:
    missing = Operand(1, "/title", both("全文"), "absent", None, None, reason="no_match")
    assert list(place_lines([missing, cell(2, "行", "列", "5", 7)], "zh")) == [
        "报告.txt 第 7 行  「行」×「列」  原文“5”"
    ]


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        (Place(file="a/报告.txt", line=94, column=2), "报告.txt 第 94 行", "报告.txt line 94"),
        (Place(file="报告.txt", line=10, column=449), "报告.txt 第 10 行 第 449 字", "报告.txt line 10 character 449"),
        (Place(file="b.pdf", page=3), "b.pdf 第 3 页", "b.pdf page 3"),
        (
            Place(file="c.docx", table=2, table_row=4, table_column=7),
            "c.docx 第 2 个表 第 4 行 第 7 格",
            "c.docx table 2 row 4 cell 7",
        ),
        (None, "", ""),
    ],
)
def test_a_place_is_said_in_the_terms_of_its_document(place: Place | None, zh: str, en: str) -> None:
    assert place_words(place, "zh") == zh
    assert place_words(place, "en") == en


def quote(raw: str, line: int) -> Operand:
    """A piece of prose, by its own words."""
    return Operand(line, "/preamble", both(f"“{cited(raw)}”"), "exact", raw, raw, place=Place("a.txt", line, 12))


def test_a_quote_of_a_broken_line_is_whole_and_begins_with_its_own_words() -> None:
    lines = list(place_lines([quote("，转下一\n年度办理的有 1 件", 3)], "zh"))
    assert lines == ["a.txt 第 3 行 第 12 字  原文“转下一年度办理的有 1 件”"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("转下一\n年度", "转下一年度"),
        ("carried\r\n  over", "carried over"),
        ("共 3\u3000\n件", "共 3件"),
        ("。其中", "其中"),
        ("，、；其中，甲", "其中，甲"),
        ("。", "。"),
        ("\n", ""),
        ("", ""),
    ],
)
def test_a_quote_stands_on_one_line_without_the_end_of_what_stood_before(text: str, shown: str) -> None:
    assert cited(text) == shown


def test_a_place_is_said_once_however_much_stands_there() -> None:
    lines = list(place_lines([quote("甲3件", 3), quote("乙4件", 3), quote("甲3件", 3), quote("丙", 5)], "zh"))
    assert lines == ["a.txt 第 3 行 第 12 字  原文“甲3件”；原文“乙4件”", "a.txt 第 5 行 第 12 字  原文“丙”"]
