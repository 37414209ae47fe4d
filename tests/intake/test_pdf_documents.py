"""PDF documents: what office programs and browsers print of the founding report reads right; hostile files end soon."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Grid, Paragraph
from gouji.intake.readers import ocr, pdf
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.pdf_writer import FONT, HEIGHT, WIDTH, Sheet, as_pdf, file_of, pdf_of, stream
from intake.writers import Box
from programs import Published, blocks_of_founding_report, browser, cells_of, founding_report, needs

SECONDS = 40
"""Above the time that the reader gives itself, so that only what it does not bound fails."""


@pytest.mark.parametrize("kind", ["pdf", "chromium.pdf"])
def test_the_founding_report_as_it_is_printed_reads_right(
    kind: str, published: Published, vocabulary: Vocabulary
) -> None:
    needs("soffice")
    needs("chromium")
    check(published.path(kind).read_bytes(), vocabulary)


@pytest.mark.parametrize(
    "style",
    [
        pytest.param("@page { size: A5; margin: 10mm }", id="on small pages"),
        pytest.param("@page { size: A4 landscape } td { text-align: right; padding: 0 !important }", id="without room"),
        pytest.param("table { border-collapse: separate !important; border-spacing: 2px }", id="cells apart"),
        pytest.param("td { border: 1px dotted gray !important }", id="lines of dots"),
        pytest.param("p { text-align: justify; text-indent: 2em; margin: 0; line-height: 2 }", id="as letters are set"),
    ],
)
def test_the_founding_report_reads_right_however_a_browser_prints_it(
    style: str, published: Published, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    page = published.path("html").read_bytes().replace(b"</style>", style.encode() + b"</style>")
    (tmp_path / "report.html").write_bytes(page)
    # The browser prints date, title, address and page number on every page when it is not told otherwise.
    browser(f"--print-to-pdf={tmp_path / 'report.pdf'}", (tmp_path / "report.html").as_uri())
    check((tmp_path / "report.pdf").read_bytes(), vocabulary)


@pytest.mark.parametrize("head_again", [False, True])
def test_the_founding_report_on_small_pages_reads_right(head_again: bool, vocabulary: Vocabulary) -> None:
    check(as_pdf(list(blocks_of_founding_report()), head_again), vocabulary)


def check(content: bytes, vocabulary: Vocabulary) -> None:
    """Hold what is read of the founding report against its transcription."""
    reading = read_document("report.pdf", content, vocabulary)
    wanted = founding_report()
    assert dict(cells_of(reading.report["tables"])) == dict(cells_of(wanted["tables"]))
    assert [pointer for pointer, one in reading.source_map.items() if one["doubts"]] == []
    same = ("title", "year", "preamble", "sections", "formats")
    assert {key: reading.report[key] for key in same} == {key: wanted[key] for key in same}
    assert reading.defects == ()
    cells = [one["place"] for pointer, one in reading.source_map.items() if pointer.startswith("/tables/")]
    assert all(one["page"] >= 1 and len(one["box"]) == 4 and one["row"] >= 1 for one in cells)


# ── pages that are pictures ─────────────────────────────────────────────────


@cache
def picture() -> tuple[int, int, bytes]:
    """Return a picture of a page with a small table: width, height, and its greys."""
    boxes = [[Box("规章"), Box("14")], [Box("文件"), Box("207")]]
    page = pypdfium2.PdfDocument(as_pdf([boxes], furniture=False))[0]
    image = page.render(scale=3, grayscale=True).to_pil()
    return image.width, image.height, image.tobytes()


def scanned(beneath: str = "", *before: str, upon: str = "") -> bytes:
    """Return a document of pages with text and then one that is a picture, with what lies beneath or upon it."""
    wide, high, greys = picture()
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", FONT]
    for drawn in before:
        objects += [_page(len(objects) + 2), stream(drawn.encode())]
    drawn = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /X Do Q"
    objects += [_page(len(objects) + 2, b" /XObject << /X %d 0 R >>" % (len(objects) + 3))]
    objects += [stream(f"{beneath}\n{drawn}\n{upon}".encode())]
    how = b" /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceGray"
    objects += [stream(greys, said=how % (wide, high))]
    kids = b" ".join(b"%d 0 R" % (4 + 2 * rank) for rank in range(len(before) + 1))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(before) + 1)
    return file_of(objects)


def _page(content: int, more: bytes = b"") -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
        b" /Resources << /Font << /F1 3 0 R >>%s >> >>" % (WIDTH, HEIGHT, content, more)
    )


def text_page() -> str:
    """Return a page with a line of text."""
    page = Sheet()
    page.write("一、总体情况", 80, 100)
    return "\n".join(page.drawn)


def written(text: str, base: int) -> str:
    """Return a line of writing in the language of a page."""
    page = Sheet()
    page.write(text, 80, base)
    return page.drawn[0]


HIDDEN = "BT /F1 9 Tf 3 Tr 1 0 0 1 340 765 Tm <00390039> Tj ET 0 Tr"
BELOW = "BT /F1 9 Tf 1 0 0 1 340 765 Tm <00390039> Tj ET"


@pytest.mark.parametrize(
    "beneath",
    [
        pytest.param("", id="only the picture"),
        pytest.param(HIDDEN, id="what another program recognised, not painted"),
        pytest.param(BELOW, id="what another program recognised, under the picture"),
    ],
)
def test_a_page_that_is_a_picture_is_recognised_and_what_lies_beneath_is_not_believed(beneath: str) -> None:
    needs("tesseract")
    read = read_file("x.pdf", scanned(beneath, text_page()))
    assert not isinstance(read, Defect), read
    (line, *_), (grid,) = [
        [one for one in read if isinstance(one, Paragraph)],
        [one for one in read if isinstance(one, Grid)],
    ]
    assert (line.text, line.place.page, line.doubts) == ("一、总体情况", 1, ())
    assert [[cell.text for cell in row] for row in grid.rows] == [["规章", "14"], ["文件", "207"]]
    assert (grid.place.page, grid.place.table) == (2, 1)
    assert all(cell.confidence is not None for row in grid.rows for cell in row)


def test_a_picture_of_a_page_upon_which_little_is_written_is_recognised() -> None:
    needs("tesseract")
    foot = written("某县人民政府办公室二〇二一年政府信息公开工作年度报告", 820)
    read = read_file("x.pdf", scanned(upon="\n".join((HIDDEN, foot, written("扫描全能王", 400)))))
    assert not isinstance(read, Defect), read
    (grid,) = [one for one in read if isinstance(one, Grid)]
    assert [[cell.text for cell in row] for row in grid.rows] == [["规章", "14"], ["文件", "207"]]
    assert all(cell.confidence is not None for row in grid.rows for cell in row)


def test_a_page_that_is_a_picture_needs_the_extra_for_images(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda _: None)
    found = defect_of(scanned("", text_page()))
    assert found.code == "D307"
    assert "pip install 'gouji[ocr]'" in found.message["zh"]
    assert "p. 2" in found.message["en"]


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    found = defect_of(pdf_of([(WIDTH, HEIGHT, "")]))
    assert (found.code, found.blocking) == ("D307", True)
    assert "pip install 'gouji[pdf]'" in found.message["en"]


def test_the_library_is_loaded_only_where_a_file_is_opened() -> None:
    code = "import sys, gouji.intake.readers.pdf; print('pypdfium2' in sys.modules, 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False False\n"


# ── files that are damaged, protected or made to hurt ───────────────────────


def defect_of(content: bytes) -> Defect:
    """Return the one defect of a file, and hold that it came soon."""
    begun = time.monotonic()
    read = read_file("x.pdf", content)
    assert time.monotonic() - begun < SECONDS
    assert isinstance(read, Defect), read
    return read


def one_page(
    kids: bytes = b"4 0 R",
    count: int = 1,
    size: bytes = b"[0 0 595 842]",
    resources: bytes = b"",
    content: bytes = stream(b"BT /F1 9 Tf 1 0 0 1 80 700 Tm <0031> Tj ET"),
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """Return a file of one page, of which a part can be made wrong."""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            FONT,
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> %s >> >>"
            % (size, resources),
            content,
            *more,
        ],
        trailer,
    )


def form(calls: bytes, to: int) -> bytes:
    """Return a piece of drawing that calls another."""
    how = b" /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    return stream(calls, said=how % to)


CALLS = b"/XObject << /X 6 0 R >>"
LOCKED = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (b"41" * 32, b"42" * 32)


def bomb(piece: bytes, times: int) -> bytes:
    """Return a stream that unpacks to many times a piece."""
    packer = zlib.compressobj(9)
    packed = b"".join([*(packer.compress(piece * 1_000) for _ in range(times // 1_000)), packer.flush()])
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


HOSTILE = [
    pytest.param(lambda: b"%PDF-1.7\n\x00", {"D308"}, id="only the first bytes"),
    pytest.param(lambda: b"%PDF-1.7\n" + b"\xff" * 5_000 + b"%%EOF", {"D308"}, id="no document within"),
    pytest.param(lambda: as_pdf(["甲" * 3_000])[:-300], {"D308"}, id="cut short"),
    pytest.param(lambda: one_page(b"2 0 R 4 0 R", 2), {"D308"}, id="a loop of pages"),
    pytest.param(
        lambda: one_page(b"6 0 R", 5, more=[b"<< /Type /Pages /Kids [2 0 R 6 0 R] /Count 3 /Parent 6 0 R >>"]),
        {"D308"},
        id="a loop of groups of pages",
    ),
    pytest.param(lambda: one_page(b"4 0 R " * 100_000, 100_000), {"D309"}, id="too many pages"),
    pytest.param(lambda: one_page(size=b"[0 0 100000000 100000000]"), {"D309"}, id="a page as large as a town"),
    pytest.param(
        lambda: file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 1_000_000 + b"]" * 1_000_000]),
        {"D308"},
        id="objects within objects",
    ),
    pytest.param(lambda: one_page(content=bomb(b"\0" * 1_000, 1_000_000)), {"D309"}, id="a gigabyte in a stream"),
    pytest.param(lambda: one_page(content=bomb(b"0 0 m 1 1 l S ", 10_000_000)), {"D309"}, id="lines without end"),
    pytest.param(
        lambda: one_page(resources=CALLS, content=stream(b"/X Do"), more=[form(b"/X Do /X Do", 6)]),
        {"D309"},
        id="a drawing that calls itself",
    ),
    pytest.param(
        lambda: one_page(
            resources=CALLS, content=stream(b"/X Do"), more=[form(b"/X Do " * 10, rank) for rank in range(7, 37)]
        ),
        {"D309", "D310"},
        id="drawings that call others ten times each",
    ),
    pytest.param(lambda: one_page(more=[LOCKED], trailer=b"/Encrypt 6 0 R /ID [<41><41>] "), {"D306"}, id="a password"),
    pytest.param(
        lambda: one_page(more=[LOCKED.replace(b"Standard", b"Other")], trailer=b"/Encrypt 6 0 R /ID [<41><41>] "),
        {"D306"},
        id="a key that nobody has",
    ),
]


@pytest.mark.parametrize(("content", "codes"), HOSTILE)
def test_a_file_made_to_hurt_is_one_defect(content: object, codes: set[str]) -> None:
    assert callable(content)
    found = defect_of(content())
    assert found.code in codes
    assert found.blocking


LINES = "\n".join(f"{one} 0 m {one} 842 l S 0 {one} m 595 {one} l S" for one in range(0, 800, 4))
LONG = f"BT /F1 9 Tf 1 0 0 1 80 700 Tm <{'0031' * 30_000}> Tj ET"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(one_page(count=2_000_000_000), id="pages that are only counted"),
        pytest.param(one_page(count=-1), id="fewer pages than none"),
        pytest.param(one_page(size=b"[0 0 1e400 842]"), id="a page without end"),
        pytest.param(one_page(size=b"[0 0 0 0]"), id="a page without size"),
        pytest.param(pdf_of([(595, 842, LINES)] * 20), id="nothing but lines"),
        pytest.param(pdf_of([(595, 842, LONG)] * 3), id="one long line"),
    ],
)
def test_a_strange_file_ends_soon(content: bytes, vocabulary: Vocabulary) -> None:
    begun = time.monotonic()
    reading = read_document("x.pdf", content, vocabulary)
    assert time.monotonic() - begun < SECONDS
    assert any(one.blocking for one in reading.defects)


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "python"
    slow.write_text("#!/bin/sh\nsleep 60 & sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(slow))
    monkeypatch.setattr(pdf, "_SECONDS", 1)
    assert defect_of(one_page()).code == "D310"
