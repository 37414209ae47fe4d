"""Rows in a line with blanks between their cells: read where all is labels and figures and the count is right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gouji.findings import Place
from gouji.intake.blocks import Paragraph
from gouji.intake.labels import Hit, LabelIndex, index_tables
from gouji.intake.lines import read_line
from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary
from intake.layouts import Blocks, as_small_docx, assert_all_right, dense_blocks, not_read
from intake.writers import Boxes, as_html, as_markdown, placed_boxes

WRITERS: dict[str, Callable[[Blocks], bytes]] = {
    "x.txt": lambda lines: "\n".join(map(str, lines)).encode(),
    "blank lines.txt": lambda lines: "\n\n".join(map(str, lines)).encode(),
    "x.md": as_markdown,
    "x.html": as_html,
    "x.docx": as_small_docx,
}


def in_lines(blocks: Blocks, between: str) -> Blocks:
    """Return the report with each row of its tables as a line, what is merged once."""
    return [line for one in blocks for line in ([one] if isinstance(one, str) else _lines(one, between))]


def _lines(boxes: Boxes, between: str) -> list[str]:
    rows: list[list[str]] = [[] for _ in boxes]
    for row, _, box in placed_boxes(boxes):
        rows[row].append(box.text)
    return [between.join(row) for row in rows]


@pytest.mark.parametrize("between", [" ", "  ", "      ", "\u3000", "\u00a0"], ids=ascii)
@pytest.mark.parametrize("name", WRITERS)
def test_rows_with_blanks_between_their_cells_are_read(name: str, between: str, vocabulary: Vocabulary) -> None:
    content = WRITERS[name](in_lines(dense_blocks(vocabulary), between))
    assert_all_right(read_document(name, content, vocabulary))


def test_every_figure_has_its_place(vocabulary: Vocabulary) -> None:
    text = WRITERS["x.txt"](in_lines(dense_blocks(vocabulary), "  ")).decode()
    reading = read_document("x.txt", text.encode(), vocabulary)
    for pointer, one in reading.source_map.items():
        if pointer.startswith("/tables/"):
            assert text[one["place"]["start"] : one["place"]["end"]] == one["raw"]


def read_with(old: str, new: str, vocabulary: Vocabulary, between: str = " ") -> Reading:
    """Return what is read where a line of the text is another."""
    lines = [str(one) for one in in_lines(dense_blocks(vocabulary), between)]
    [at] = [rank for rank, line in enumerate(lines) if line == old]
    lines[at : at + 1] = new.split("\n")
    return read_document("x.txt", "\n".join(lines).encode(), vocabulary)


def line_of(label: str, vocabulary: Vocabulary, between: str = " ") -> str:
    """Return the line of a row."""
    lines = [str(one) for one in in_lines(dense_blocks(vocabulary), between)]
    [found] = [line for line in lines if line.startswith(f"{label}{between}")]
    return found


LOST: list[tuple[str, str, Callable[[list[str]], list[str]], str]] = [
    ("a figure left out", "规章", lambda one: one[:-1], "disclosure/regulations"),
    ("a figure too many", "规章", lambda one: [*one, "3"], "disclosure/regulations"),
    ("a figure torn", "行政强制", lambda one: [*"19"], "disclosure/coercion"),
    ("a total left out", "4.保护第三方合法权益", lambda one: one[:-1], "requests/closed/refused/third_party"),
    (
        "two figures run together",
        "2.重复申请",
        lambda one: [one[0] + one[1], *one[2:]],
        "requests/closed/not_processed/repeated",
    ),
]


@pytest.mark.parametrize(("said", "label", "change", "row"), LOST, ids=[one[0] for one in LOST])
def test_a_line_with_another_number_of_figures_is_not_read(
    said: str, label: str, change: Callable[[list[str]], list[str]], row: str, vocabulary: Vocabulary
) -> None:
    line = line_of(label, vocabulary)
    figures = line.split(" ")[1:]
    assert change(figures) != figures
    reading = read_with(line, " ".join([label, *change(figures)]), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert (doubted, wrong, len(missing)) == (set(), {}, len(figures))
    assert all(pointer.startswith(f"/tables/{row}/") for pointer in missing)
    assert [(one.code, one.blocking) for one in reading.defects] == [("D504", False), ("D509", True)]


def test_a_line_whose_total_does_not_hold_is_doubted(vocabulary: Vocabulary) -> None:
    line = line_of("2.重复申请", vocabulary)
    label, *figures = line.split(" ")
    reading = read_with(line, " ".join([label, *figures[:-1], str(int(figures[-1]) + 1)]), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert (missing, wrong) == (set(), {})
    assert len(doubted) == len(figures)


@pytest.mark.parametrize("printed", ["规章    1 8    38", "规章    1    8 38"])
def test_figures_that_stand_apart_unequally_are_doubted(printed: str, vocabulary: Vocabulary) -> None:
    reading = read_with(line_of("规章", vocabulary, "    "), printed, vocabulary, "    ")
    doubted, missing, wrong = not_read(reading)
    assert (missing, wrong) == (set(), {})
    assert doubted == {f"/tables/disclosure/regulations/{one}" for one in ("issued", "repealed", "in_force")}


def test_a_figure_that_sticks_to_its_label_costs_the_row(vocabulary: Vocabulary) -> None:
    line = line_of("行政规范性文件", vocabulary)
    label, first, *others = line.split(" ")
    reading = read_with(line, " ".join([f"{label}{first}", *others, "3"]), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert (doubted, wrong, len(missing)) == (set(), {}, 3)
    assert any(one.blocking for one in reading.defects)


ONE_COLUMN = "信息内容 本年处理决定数量"
OTHER_HEADS = [
    pytest.param("信息内容 行次 本年处理决定数量", id="numbers of rows"),
    pytest.param("行次 本年处理决定数量", id="numbers of rows, the corner blank"),
    pytest.param("信息内容 代码 本年处理决定数量", id="a column that is nobody's"),
    pytest.param("信 息 内 容 计量 本年处理决定数量", id="the corner spread"),
    pytest.param("信息内容 上年数 本年处理决定数量", id="last year's"),
    pytest.param("信息内容 本年处理决定数量 备注", id="remarks behind"),
    pytest.param("信息内容\n行次\n本年处理决定数量", id="a head of a word a line"),
    pytest.param("信息内容 本年处理决定教量", id="a head that is not exactly the form's"),
]


@pytest.mark.parametrize("head", OTHER_HEADS)
@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.docx"])
def test_a_single_figure_below_a_head_of_other_columns_is_not_sure(
    head: str, name: str, vocabulary: Vocabulary
) -> None:
    lines = [str(one) for one in in_lines(dense_blocks(vocabulary), " ")]
    at = lines.index(ONE_COLUMN)
    # The cell of the form is blank, which leaves no trace: the figure is that of the other column.
    lines[at : at + 2] = [*head.split("\n"), "行政许可 93"]
    doubted, missing, wrong = not_read(read_document(name, WRITERS[name](list(lines)), vocabulary))
    assert wrong == {}
    assert doubted | missing == {"/tables/disclosure/licences/decisions"}


@pytest.mark.parametrize("corner", ["信息内容 ", "信 息 内 容 ", "事项　", ""])
def test_a_single_figure_below_the_head_of_the_form_is_sure(corner: str, vocabulary: Vocabulary) -> None:
    lines = [str(one) for one in in_lines(dense_blocks(vocabulary), " ")]
    lines[lines.index(ONE_COLUMN)] = f"{corner}本年处理决定数量"
    assert_all_right(read_document("x.txt", "\n".join(lines).encode(), vocabulary))


def test_only_so_many_lines_of_a_section_are_looked_at(vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [str(one) for one in in_lines(dense_blocks(vocabulary), " ")]
    last_read = lines.index("第二十条第（六）项")
    before = lines.index("二、主动公开政府信息情况") + 1
    monkeypatch.setattr("gouji.intake.rows._MAX_LINES", last_read - before)
    reading = read_document("x.txt", "\n".join(lines).encode(), vocabulary)
    doubted, missing, wrong = not_read(reading)
    assert wrong == {}
    others = {pointer.split("/")[3] for pointer in doubted | missing if pointer.startswith("/tables/disclosure/")}
    assert others == {"penalties", "coercion", "fees"}


@pytest.mark.parametrize("line", ["其他 " * 39 + "1", "规章 " * 39 + "1", "第二十 " * 39 + "1", "1. " * 39 + "1"])
def test_a_line_of_words_without_end_is_given_up_soon(
    line: str, vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read = LabelIndex.read

    def counting(index: LabelIndex, text: str, *, numbered: bool = True) -> tuple[Hit, ...]:
        asked.append(text)
        return read(index, text, numbered=numbered)

    monkeypatch.setattr(LabelIndex, "read", counting)
    index = index_tables(vocabulary)["disclosure"]
    for _ in range(3):
        assert read_line(Paragraph(line, Place("x")), index, str.isdecimal) is None
    assert len(asked) <= 40


@pytest.mark.parametrize(
    "line", ["行政许可 5 件", "本年收到 自然人 5 3", "2021 年 12 月 31 日", "规章、规范性文件 5", "- 3 -"]
)
def test_words_and_figures_in_a_sentence_are_no_row(line: str, vocabulary: Vocabulary) -> None:
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    reading = read_with(heading, f"{line}\n{heading}", vocabulary)
    assert (not_read(reading)[0], not_read(reading)[2]) == (set(), {})
    assert not_read(reading)[1] == set()


def test_lines_beside_a_table_with_marks_are_prose(vocabulary: Vocabulary) -> None:
    blocks = dense_blocks(vocabulary)
    at = next(rank for rank, one in enumerate(blocks) if isinstance(one, list))
    blocks[at:at] = ["规章 9 9 9", "行政许可 9"]
    for name in ("x.html", "x.docx"):
        assert_all_right(read_document(name, WRITERS[name](blocks), vocabulary))
