"""Cells of pages that are plainly written are read from their HTML: it says what a walk through their elements says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gouji.findings import Defect
from gouji.intake.blocks import Cell, Grid
from gouji.intake.readers.html import read_html
from gouji.intake.readers.html_plain import plain_cell

TAGS = ("p", "span", "b", "font", "div", "sup", "a", "pre", "script", "xmp", "li", "h3", "u", "o:p", "center", "ins")
STATED = (
    "", " style='color: red'", " style='font-size: 9px'", " style='vertical-align: super'", " style='display:none'",
    " class=a", " size=1", " href=x", " title='<td>9>'", " hidden",
)  # fmt: skip
SPANS = ("", " rowspan=2", " colspan='3 '", " colspan=0", " rowspan=\xa02", " ROWSPAN=0", " data-colspan=4", " a='\"<'")
words = st.sampled_from(
    (
        "1",
        "20",
        " ",
        "\n",
        "&nbsp;",
        "甲",
        "件数合计",
        "&lt;td&gt;",
        "&amp;lt;",
        "<br>",
        "<!--9-->",
        "2021-1-1",
        "\ue000",
    )
)
within = st.recursive(
    words,
    lambda inside: st.builds(
        lambda tag, stated, parts: f"<{tag}{stated}>{''.join(parts)}</{tag}>",
        st.sampled_from(TAGS), st.sampled_from(STATED), st.lists(inside, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip
cells = st.builds(
    lambda tag, spans, parts: f"<{tag}{spans}>{''.join(parts)}</{tag}>",
    st.sampled_from(("td", "th")), st.sampled_from(SPANS), st.lists(within, max_size=4),
)  # fmt: skip


def cells_of(table: str) -> list[Cell]:
    blocks = read_html("x.html", f"<table>{table}</table>".encode())
    assert not isinstance(blocks, Defect)
    return [cell for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row]


@given(st.lists(cells, min_size=1, max_size=4))
def test_a_cell_says_the_same_where_its_elements_are_looked_at_one_by_one(row: list[str]) -> None:
    printed = f"<tr>{''.join(row)}</tr><tr><td>乙</td></tr>"
    # Where anything in a table is hidden, its cells are not read from their HTML alone.
    assert cells_of(printed) == cells_of(f"{printed}<tr hidden><td>丙</td></tr>")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<td>27", ("27", 1, 1, ())),
        ("<td style='width:9px'><p class=a><span lang=EN>2</span><span>7&nbsp;</span></p>", None),
        ("<td rowspan=2 colspan=' 3'><p>本年<b>收到</b><br> 申请 1 <p>&lt;2&gt;", ("本年收到\n申请 1\n<2>", 2, 3, ())),
        ("<th colspan=x>", ("", 1, 1, ())),
        ("<td>27<sup>1</sup>", None),
        ("<td>27<!-- -->", None),
        ("<td>27<xmp><p>", None),
        ("<td>27\ue000", None),
        ("<td>" + "甲" * 1_000, None),
    ],
)
def test_what_is_not_surely_plain_is_left_to_a_closer_look(cell: str, said: tuple[object, ...] | None) -> None:
    found = LexborHTMLParser(f"<table><tr>{cell}</table>").css_first("td,th")
    assert found is not None
    assert plain_cell(found.html or "") == said
