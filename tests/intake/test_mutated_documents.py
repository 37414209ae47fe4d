"""Damaged and hostile documents: every one soon ends in a reading or a clear defect; no number is invented."""

from __future__ import annotations

import re
import time
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gouji.findings import Defect
from gouji.intake.defects import CODES
from gouji.intake.encoding import MAX_BYTES
from gouji.intake.readers import ocr
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary
from intake.pdf_writer import as_pdf
from intake.writers import Written, as_cells, as_docx, as_html, as_markdown, as_rows, as_xlsx, blocks_of

SECONDS = 30
"""Far above what is needed, so that only a wrong order of growth fails."""

ROOT = Path(__file__).parents[2]


@cache
def disclosure() -> Vocabulary:
    """The vocabulary of the annual report."""
    path = ROOT / "rules/cn-disclosure/vocabulary.yaml"
    return load_vocabulary(path.read_bytes(), path.name)


@cache
def documents() -> dict[str, bytes]:
    """The founding report, and one report in each format."""
    vocabulary = disclosure()
    cells = {
        (table.id, cell.row, cell.column): str(rank % 7)
        for table in vocabulary.tables
        for rank, cell in enumerate(table.cells_in("2021"))
    }
    formats = {table.id: "2021" for table in vocabulary.tables}
    blocks = list(blocks_of(Written("某县某局", {"overview": "无。", "other": "无。"}, cells, formats), vocabulary))
    return {
        "real.txt": (ROOT / "reports/beilun-2021/source.txt").read_bytes(),
        "x.html": as_html(blocks),
        "x.md": as_markdown(blocks),
        "x.docx": as_docx(blocks),
        "x.xlsx": as_xlsx(blocks),
        "cells.txt": as_cells(blocks),
        "rows.txt": as_rows(blocks),
        "x.pdf": as_pdf(blocks),
        "plain.pdf": as_pdf(blocks, packed=False),
    }


PIECES = st.sampled_from(
    [
        b"",
        b"|",
        b"\t",
        b"\n",
        b"\n\n",
        b"<td>",
        b"</table>",
        b"<table>",
        b"|---|",
        b"#",
        b"0",
        b"\xff",
        b"\x00",
        b"&#0;",
    ]
)


@st.composite
def mutated(draw: st.DrawFn, name: str) -> bytes:
    """Draw a document with stretches taken out, doubled, moved or written over."""
    content = documents()[name]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        end = start + draw(st.integers(0, 200))
        source = draw(st.integers(0, len(content)))
        other = draw(st.one_of(PIECES, st.just(content[source : source + 150])))
        content = content[:start] + other + content[end:]
    return content


@pytest.mark.parametrize("name", ["real.txt", "x.html", "x.md", "x.docx", "x.xlsx", "cells.txt", "rows.txt"])
@settings(
    deadline=None, max_examples=30, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_a_damaged_document_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = data.draw(mutated(name))
    reading = read_or_refused(name, content)
    if name.endswith(".txt"):
        # Whatever is read as a cell stands in the document.
        text = content.decode("utf-8", errors="ignore")
        for pointer, one in reading.source_map.items():
            if pointer.startswith("/tables/") and one["raw"]:
                assert re.sub(r"\s", "", one["raw"]) in re.sub(r"\s", "", text)


MEMBERS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
MARKS = st.sampled_from(
    [
        b"",
        b'"',
        b"<row>",
        b"</row>",
        b"<c>",
        b"<c/>",
        b"<v>",
        b"</v>",
        b"<f>",
        b"<t>",
        b"<is>",
        b"<mergeCells>",
        b'<mergeCell ref="A1:B2"/>',
        b' r="A1"',
        b' t="s"',
        b' s="9"',
        b' hidden="1"',
        b"-1",
        b"9999999999",
        b"1e5",
        b"0",
        b"\xff",
    ]
)


@pytest.mark.parametrize("member", MEMBERS)
@settings(
    deadline=None, max_examples=60, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(member: str, data: st.DataObject) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(documents()["x.xlsx"])) as archive, zipfile.ZipFile(out, "w") as made:
        for one in archive.namelist():
            content = archive.read(one)
            for _ in range(data.draw(st.integers(1, 3)) if one == member else 0):
                start = data.draw(st.integers(0, len(content) - 1))
                # Where an element or a value begins, so that the rest is often XML that can still be read.
                start = max(content.rfind(data.draw(st.sampled_from([b"<", b'"', b">"])), 0, start), 0)
                end = start + data.draw(st.sampled_from([0, 1, 1, 2, 5]))
                content = content[:start] + data.draw(MARKS) + content[end:]
            made.writestr(one, content)
    reading = read_document("x.xlsx", out.getvalue(), disclosure())
    assert {one.code for one in reading.defects} <= set(CODES)
    assert reading.report or any(one.blocking for one in reading.defects)


@pytest.mark.parametrize("name", ["x.pdf", "plain.pdf"])
@settings(
    deadline=None, max_examples=10, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_a_damaged_pdf_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = data.draw(mutated(name))
    with pytest.MonkeyPatch.context() as without:
        # Pages that show only pieces of signs would be looked at as images, which takes long.
        without.setattr(ocr, "find_spec", lambda _: None)
        read_or_refused(name, content)


def read_or_refused(name: str, content: bytes) -> Reading:
    """Return what is read of a document, and hold that there is something, or a known reason why not."""
    reading = read_document(name, content, disclosure())
    assert {one.code for one in reading.defects} <= set(CODES)
    assert reading.report or any(one.blocking for one in reading.defects)
    return reading


NESTED = "<table><tr><td>" * 10_000 + "1" + "</td></tr></table>" * 10_000
HOSTILE = [
    ("x.html", '<html><table><tr><td rowspan="1000000000" colspan="1000000000">1</td></tr></table>', None),
    ("x.html", f"<html>{NESTED}", "D309"),
    ("x.html", "<html>" + "<div>" * 200_000 + "一、总体情况", "D309"),
    ("x.html", '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><p>&a;&a;</p>', None),
    ("x.html", "<html><table><tr><td>1", None),
    ("x.md", f"# 报告\n\n{NESTED}", "D309"),
    ("x.md", '# 报告\n\n<table><tr><td rowspan="1000000000">1</td></tr></table>', None),
    ("x.md", "# 甲\n\n| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 100_000, None),
    ("x.md", "# 甲\n" + "|" * 1_000_000 + "\n|-" * 100_000, None),
    ("x.md", "# 甲\n" + "**" * 500_000, None),
    ("x.md", "# 甲\n" + "> " * 50_000 + "\n" + "- " * 50_000, None),
    ("x.md", "# 甲\n\n" + "<table>\n\n" * 1_900, None),
    ("x.md", "# 甲\n\n```\n" * 50_000, None),
]


@pytest.mark.parametrize(
    ("name", "text", "code"), HOSTILE, ids=[one[1][:24] + str(rank) for rank, one in enumerate(HOSTILE)]
)
def test_hostile_pages_end_soon(name: str, text: str, code: str | None) -> None:
    began = time.process_time()
    reading = read_document(name, text.encode(), disclosure())
    assert time.process_time() - began < SECONDS
    assert reading.defects
    assert code is None or [one.code for one in reading.defects] == [code]


def test_a_page_of_200_megabytes_is_refused_by_its_size() -> None:
    began = time.process_time()
    refused = read_file("x.html", b"<html><p>1</p>" * (200 * 1024 * 1024 // 14))
    assert isinstance(refused, Defect)
    assert refused.code == "D301"
    assert time.process_time() - began < SECONDS
    assert MAX_BYTES < 200 * 1024 * 1024
