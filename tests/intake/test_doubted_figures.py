"""What the text of a cell says by itself: a figure that may be another is doubted, words and plain figures are not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from gouji.intake.figures import doubts_of_text
from gouji.intake.reading import read_document
from intake.writers import Boxes, as_docx, as_html, as_markdown
from programs import blocks_of_founding_report
from shipped import pack

BROKEN, RAISED, STRUCK, HIDDEN = "broken_in_cell", "raised_or_lowered", "struck_out", "hidden_in_part"


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        # Plain figures, figures in other clothes, and words.
        ("27", ()),
        ("２７", ()),
        ("1,234", ()),
        ("3件", ()),
        ("27（其中撤回1件）", ()),
        ("\u200b27\ufeff", ()),
        ("/", ()),
        ("2O", ()),
        ("无", ()),
        ("2023年1月 至3月", ()),
        ("", ()),
        # A figure that a blank, a line or a sign that is not seen divides.
        ("2 0", (BROKEN,)),
        ("2\u00a00", (BROKEN,)),
        ("2\n0", (BROKEN,)),
        ("1 2 3 4", (BROKEN,)),
        ("1,\n234", (BROKEN,)),
        ("1\u200b1", (HIDDEN,)),
        ("1\u00ad1", (HIDDEN,)),
        # The mark of a note behind a figure, and what is struck out.
        ("1759①", (RAISED,)),
        ("1759*", (RAISED,)),
        ("1759¹", (RAISED,)),
        ("11[^1]", (RAISED,)),
        ("11[1]", (RAISED,)),
        ("11<sup>1</sup>", (RAISED,)),
        ("11^1^", (RAISED,)),
        ("~~9~~11", (STRUCK,)),
        ("11~~9~~", (STRUCK,)),
    ],
)
def test_a_figure_that_may_be_another_is_doubted_by_its_text(text: str, doubts: tuple[str, ...]) -> None:
    assert doubts_of_text(text) == doubts


@pytest.mark.parametrize(
    ("name", "write"),
    [("x.html", as_html), ("x.docx", as_docx), ("x.md", as_markdown)],
    ids=["page", "Word", "Markdown"],
)
@pytest.mark.parametrize(("printed", "doubt"), [("1 38", BROKEN), ("38*", RAISED)])
def test_such_a_figure_is_doubted_in_every_format(
    name: str, write: Callable[[Sequence[str | Boxes]], bytes], printed: str, doubt: str
) -> None:
    blocks: list[str | Boxes] = [
        [[replace(box, text=printed) if box.text == "38" else box for box in row] for row in one]
        if isinstance(one, list)
        else one
        for one in blocks_of_founding_report()
    ]
    read = read_document(name, write(blocks), pack().vocabulary)
    said = read.source_map["/tables/disclosure/normative_documents/repealed"]
    assert (said["raw"].replace("\\", ""), said["doubts"]) == (printed, [doubt])
