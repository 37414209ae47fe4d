"""A table that a browser prints over the end of a page, wherever the page ends: every cell is read right or doubted."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary
from intake.writers import Box, Boxes, as_html
from programs import LINES, blocks_of_founding_report, browser, cells_of, founding_report

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
BEGIN = "开始"
TALL = "table { width: 100% } td { line-height: 26px; font-size: 15px; text-align: center }"


def with_head_of_the_form() -> Iterator[str | Boxes]:
    """Yield the blocks of the founding report, table 3 with the head of three lines that the form prints."""
    for block in blocks_of_founding_report():
        if isinstance(block, str) or block[0][0].text != "事项":
            yield block
            continue
        label, *columns = block[0]
        above = [Box(NOTE, 3, label.across), Box("申请人情况", across=sum(one.across for one in columns))]
        yield [above, columns, *block[1:]]


def printed(folder: Path, style: str, lower: range) -> Iterator[bytes]:
    """Yield the report as a browser prints it so many pixels further down: it prints all at once, and is cut apart."""
    blocks = list(with_head_of_the_form())
    body = as_html(blocks).replace(b"<table>", b'<table border="1">').partition(b"<body>")[2]
    front = f'<div style="break-before: page"><p>{BEGIN}</p><div style="height: %dpx"></div>'.encode()
    page = LINES.replace(b"</style>", style.encode() + b"</style>")
    (folder / "all.html").write_bytes(page + b"".join(front % one + body + b"</div>" for one in lower))
    browser("--no-pdf-header-footer", f"--print-to-pdf={folder / 'all.pdf'}", (folder / "all.html").as_uri())
    everything = pypdfium2.PdfDocument(folder / "all.pdf")
    texts = [page.get_textpage().get_text_range() for page in everything]
    begins = [rank for rank, text in enumerate(texts) if text.startswith(BEGIN)]
    assert len(begins) == len(lower)
    for begin, end in zip(begins, [*begins[1:], len(texts)], strict=True):
        out = BytesIO()
        one = pypdfium2.PdfDocument.new()
        one.import_pages(everything, list(range(begin, end)))
        one.save(out)
        yield out.getvalue()


def amiss(reading: Reading, wanted: dict[str, Any]) -> list[str]:
    """Return the cells that are lost, and those that are neither right nor doubted."""
    read = dict(cells_of(reading.report["tables"]))
    return [
        at
        for at, value in wanted.items()
        if at not in read or (read[at] != value and not reading.source_map[f"/tables{at}"]["doubts"])
    ]


@pytest.mark.parametrize(
    ("style", "lower"),
    [
        pytest.param("", range(440, 540, 10), id="through the head of table 3"),
        pytest.param(TALL, range(0, 1100, 110), id="through any row"),
    ],
)
def test_no_cell_is_lost_or_wrong_wherever_a_page_of_a_browser_ends(
    style: str, lower: range, tmp_path: Path, vocabulary: Vocabulary
) -> None:
    wanted = dict(cells_of(founding_report()["tables"]))
    read = [read_document("x.pdf", one, vocabulary) for one in printed(tmp_path, style, lower)]
    assert {at: found for at, one in zip(lower, read, strict=True) if (found := amiss(one, wanted))} == {}
