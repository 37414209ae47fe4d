"""A label that is misprinted behind the heading of several rows: it is the one due next, or no row is read."""

from __future__ import annotations

import pytest

from gouji.findings import Place
from gouji.intake.blocks import Block, Cell, Grid, Heading, Paragraph
from gouji.intake.reading import read_blocks
from gouji.vocabulary.model import Vocabulary
from intake.test_page_breaks import CARRIED, ENDS, HEAD_CUT, RECEIVED, WHOLE, below, row

FIGURES = ["1", "2", "0", "0", "0", "0", "3"]


@pytest.mark.parametrize(
    ("label", "figures"),
    [
        pytest.param("（一）予以公开", [1, 2, 0, 0, 0, 0, 3], id="as it is printed"),
        pytest.param("（一）予以公幵", [1, 2, 0, 0, 0, 0, 3], id="with a sign that looks the same"),
        pytest.param("工.予以公开信息", None, id="as a scan may show a number, but not near enough"),
        pytest.param("（二）部分公开（区分处里的）", None, id="of a row that is not due next"),
    ],
)
def test_a_misprinted_label_behind_a_heading_is_read_as_the_one_that_is_due(
    label: str, figures: list[int] | None, vocabulary: Vocabulary
) -> None:
    heading = Cell("三、本年度办理结果", 6, 1, Place("x"), 20, 1)
    cells = (heading, *row(6, (label, 2, 2), *((text, column, 1) for column, text in enumerate(FIGURES, 4))))
    grid = Grid(
        (HEAD_CUT, WHOLE, row(3, *ENDS), below(4, RECEIVED), below(5, CARRIED), cells), Place("x"), ragged=False
    )
    blocks: list[Block] = [
        Paragraph("某县某局2021年政府信息公开工作年度报告", Place("x", 1)),
        Heading("三、收到和处理政府信息公开申请情况", 1, Place("x", 2)),
        grid,
    ]
    read = read_blocks("x", blocks, vocabulary)
    closed = read.report["tables"]["requests"].get("closed", {})
    assert {key: list(own.values()) for key, own in closed.items()} == ({} if figures is None else {"granted": figures})
