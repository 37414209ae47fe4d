"""Pages in a font that is neither in the file nor at hand: it is known which signs they are, but not their shape."""

from __future__ import annotations

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Grid, Paragraph
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.pdf_writer import as_pdf
from intake.writers import Box

LONG = f"根据要求编制本报告，{'现将有关情况报告如下，' * 14}请予审阅。"


def paragraphs_of(*printed: str) -> list[str]:
    """Return the paragraphs that are read of a page with some."""
    read = read_file("x.pdf", as_pdf(printed, furniture=False, listed=True))
    assert not isinstance(read, Defect), read
    return [one.text for one in read if isinstance(one, Paragraph)]


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param(["𬒈头乡", "𠮷田"], id="rare characters, which pdfium gives in two halves"),
        pytest.param(["📄一份", "👍"], id="pictures"),
        pytest.param(["甲", "一", "无"], id="paragraphs of one sign, which are not wide"),
        pytest.param(["情况如下。", "情况如下。", "情况如下。"], id="the same again right below, which is not high"),
    ],
)
def test_every_sign_of_prose_is_read(printed: list[str]) -> None:
    assert paragraphs_of(*printed) == printed


def test_a_single_word_in_a_cell_is_no_blank() -> None:
    rows = [[Box("规章"), Box("无")], [Box("文件"), Box("无")], [Box("许可"), Box("")], [Box("处罚"), Box("𠮷")]]
    read = read_file("x.pdf", as_pdf(["表", rows], listed=True))
    assert not isinstance(read, Defect), read
    [grid] = [one for one in read if isinstance(one, Grid)]
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["规章", "无"],
        ["文件", "无"],
        ["许可", ""],
        ["处罚", "𠮷"],
    ]


@pytest.mark.parametrize(
    ("before", "behind", "read"),
    [
        ("共收到申请 2", " 0 件以上", "2 0"),
        ("见 https://xy.cn", " v2 版", "cn v2"),
        ("共收到申请，", "其中办结", "，其中"),
    ],
)
def test_a_blank_where_a_line_ends_still_divides_figures_and_words(before: str, behind: str, read: str) -> None:
    room = 463 - sum(5 if one.isascii() else 10 for one in before)
    text = "为" * (room // 10) + before + behind + "为" * 60 + "。"
    [found] = paragraphs_of(LONG, text)[1:]
    assert read in found


def test_a_paragraph_that_fills_its_line_ends_where_the_next_begins_further_in() -> None:
    full = "为" * 45 + "。"
    assert paragraphs_of(LONG, full, "甲。", full, full, "乙。") == [LONG, full, "甲。", full, full, "乙。"]
    wrapped = "为" * 46 + "乙" * 47 + "。"
    assert paragraphs_of("甲。", "乙。", "丙。", wrapped, "丁。") == ["甲。", "乙。", "丙。", wrapped, "丁。"]


def test_the_margin_of_a_page_of_short_paragraphs_is_that_of_the_others(vocabulary: Vocabulary) -> None:
    full = "为" * 45 + "。"
    short = [f"{rank}。" for rank in range(44)]
    assert paragraphs_of(LONG, *short, full, *short[:8]) == [LONG, *short, full, *short[:8]]
    assert read_document("x.pdf", as_pdf([LONG], listed=True), vocabulary).report["preamble"] == LONG
