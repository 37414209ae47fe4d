"""Saved web pages: what a browser shows is what is read, and pages made to hurt end in a defect."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Block, Grid, Paragraph
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary


def shown(page: str | bytes) -> list[object]:
    """Return the texts of paragraphs, and of tables the rows with column, text and spans of every cell."""
    blocks = read_file("x.html", page.encode() if isinstance(page, str) else page)
    assert not isinstance(blocks, Defect), blocks
    return [_shown(block) for block in blocks]


def _shown(block: Block) -> object:
    if isinstance(block, Grid):
        return [[(one.column, one.text, one.row_span, one.column_span) for one in row] for row in block.rows]
    return block.text


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        pytest.param("<p>甲<span>乙</span>\n 丙</p>丁<br>戊", ["甲乙 丙", "丁", "戊"], id="paragraphs"),
        pytest.param("<script>甲</script><nav>乙</nav><p>丙<div hidden>丁</div>", ["丙"], id="what is not shown"),
        pytest.param(
            "<table><tr><td>2<b>0</b><td>&nbsp;</table>后",
            [[[(1, "20", 1, 1), (2, "", 1, 1)]], "后"],
            id="a split number in one cell is one number, a cell with a fixed blank is blank",
        ),
        pytest.param(
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>",
            [[[(1, "甲", 2, 1), (2, "乙", 1, 2)], [(2, "1", 1, 1), (3, "2", 1, 1)]]],
            id="spans",
        ),
        pytest.param(
            "<table><tr><td rowspan=1000000000 colspan=1000000000>1</table>",
            [[[(1, "1", 1, 1000)]]],
            id="spans without end",
        ),
        pytest.param(
            "<table><tr><td>页<table><tr><td>甲<td>1</table></table>",
            ["页", [[(1, "甲", 1, 1), (2, "1", 1, 1)]]],
            id="a table around tables is only layout",
        ),
        pytest.param(
            "<div><p>一、甲</p><p>乙</p><p>二、丙</p><p>丁</p></div><div>版权所有</div>",
            ["一、甲", "乙", "二、丙", "丁"],
            id="what stands behind the report belongs to the site",
        ),
        pytest.param(
            "<div><p>一、甲</p><p>二、丙</p></div><div>丁</div>",
            ["一、甲", "二、丙", "丁"],
            id="unless the last heading would have nothing below it",
        ),
        pytest.param(
            '<meta charset="gb2312"><p>甲镕乙</p>'.encode("gb18030"),
            ["甲镕乙"],
            id="GB2312 in name, more in fact",
        ),
        pytest.param("<table><tr><td>甲<td>12", [[[(1, "甲", 1, 1), (2, "12", 1, 1)]]], id="a page cut short"),
    ],
)
def test_a_page_gives_what_a_browser_shows(page: str | bytes, blocks: list[object]) -> None:
    assert shown(page) == blocks


def test_the_last_cell_of_a_page_cut_short_is_doubted() -> None:
    blocks = read_file("x.html", "<p>甲<table><tr><td>甲<td>12".encode())
    assert not isinstance(blocks, Defect)
    grid = blocks[-1]
    assert isinstance(grid, Grid)
    assert [cell.doubts for cell in grid.rows[0]] == [(), ("document_ends_here",)]


def test_paragraphs_stand_at_their_characters() -> None:
    blocks = read_file("x.html", "<p>甲乙</p><p>丙</p>".encode())
    assert not isinstance(blocks, Defect)
    assert [(one.place.line, one.place.start, one.place.end) for one in blocks if isinstance(one, Paragraph)] == [
        (1, 0, 2),
        (2, 3, 4),
    ]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        pytest.param(b"<p>" + b"x" * (17 * 1024 * 1024), "D301", id="a huge page"),
        pytest.param(b"<html>" + b"<table><tr><td>" * 10_000, "D309", id="ten thousand nested tables"),
        pytest.param(b"<table><tr>" + b"<td colspan=1000>" * 10_000, "D309", id="too wide a table"),
        pytest.param("<p>一、".encode() + b"\xff\xff", "D303", id="no encoding fits"),
    ],
)
def test_pages_made_to_hurt_are_refused_at_once(page: bytes, code: str) -> None:
    began = time.monotonic()
    refused = read_file("x.html", page)
    assert isinstance(refused, Defect)
    assert refused.code == code
    assert time.monotonic() - began < 10


def test_deep_nesting_is_read(vocabulary: Vocabulary) -> None:
    began = time.monotonic()
    reading = read_document("x.html", b"<div>" * 20_000 + "一、总体情况".encode(), vocabulary)
    assert [one["heading"] for one in reading.report["sections"]] == ["一、总体情况"]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("number", "agency", "year"),
    [("011", None, 2025), ("013", "沭阳县发展和改革局", 2023)],
)
def test_of_a_real_page_the_report_is_read_and_nothing_of_the_site(
    number: str, agency: str | None, year: int, corpus: Path, vocabulary: Vocabulary
) -> None:
    path = next(corpus.glob(f"{number}-*/source.html"))
    report = read_document(path.name, path.read_bytes(), vocabulary).report
    assert [one["id"] for one in report["sections"]] == [one.id for one in vocabulary.sections]
    assert report["year"] == year
    assert (report.get("agency") or {}).get("name") == agency
    assert "defects" not in report
