"""Cells of Markdown: emphasis is no part of a number, and what may be the mark of a note stays in the text."""

from __future__ import annotations

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Grid, Paragraph
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


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (r"来源 \| 作者 \| 日期", "来源 | 作者 | 日期"),
        (r"\|", "|"),
        (r"\&lt;表\&gt;", "&lt;表&gt;"),
        ("&lt;表&gt;", "<表>"),
        (r"见 <https://x.cn/?a=1&copy=2>，\*", "见 <https://x.cn/?a=1&copy=2>，*"),
        (r"\*\*甲\*\*与**乙**", "**甲**与乙"),
        (r"\<br\>", "<br>"),
        (r"\# 甲", "# 甲"),
    ],
)
def test_a_sign_that_is_escaped_in_prose_means_only_itself(printed: str, read: str) -> None:
    blocks = read_file("x.md", f"# 甲\n\n{printed}\n".encode())
    assert not isinstance(blocks, Defect)
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [read]
