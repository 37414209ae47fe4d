"""Cells of Markdown: emphasis is no part of a number, and what may be the mark of a note stays in the text."""

from __future__ import annotations

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Grid
from gouji.intake.readers.dispatch import read_file


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("27", "27"),
        ("*27*", "27"),
        ("_27_", "27"),
        ("**27**", "27"),
        ("__27__", "27"),
        ("***27***", "27"),
        (" *27* ", "27"),
        ("*总计*", "总计"),
        ("27*", "27*"),
        ("*27", "*27"),
        ("**27*", "**27*"),
        ("2*7*", "2*7*"),
        ("*2*7*", "*2*7*"),
        ("* 27 *", "* 27 *"),
        (r"\*27\*", "*27*"),
        ("~~27~~", "~~27~~"),
        ("***", "***"),
        ("__", "__"),
    ],
)
def test_a_cell_that_is_emphasised_as_a_whole_holds_its_words(printed: str, read: str) -> None:
    blocks = read_file("x.md", f"# 甲\n\n| 项目 | 数量 |\n|---|---|\n| 受理 | {printed} |\n".encode())
    assert not isinstance(blocks, Defect)
    [grid] = [block for block in blocks if isinstance(block, Grid)]
    assert grid.rows[1][1].text == read
