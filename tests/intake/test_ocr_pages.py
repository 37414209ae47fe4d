"""Images of pages: what Tesseract reads of the founding report is right or doubted, never wrong."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from gouji.findings import Defect
from gouji.intake.blocks import Grid, Paragraph
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary
from programs import LINES, Published, browser, cells_of, founding_report, needs

Spoil = Callable[[Image.Image], Image.Image]


def scanned(page: Image.Image) -> Image.Image:
    """Return a page as a bad scanner gives it: askew, soft, darker to one side, with noise and JPEG's squares."""
    page = page.rotate(0.6, fillcolor=255, resample=Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1.2))
    grey = np.asarray(page, dtype=np.int32)
    grey = grey * (200 + np.arange(page.width) * 40 // page.width)[None, :] // 255
    noise = np.random.default_rng(5).normal(0, 12, grey.shape)
    return as_jpeg(Image.fromarray(np.clip(grey + noise, 0, 255).astype(np.uint8)))


def as_jpeg(page: Image.Image) -> Image.Image:
    """Return a page after it was saved as a coarse JPEG."""
    out = BytesIO()
    page.save(out, "JPEG", quality=45)
    return Image.open(out)


def png_of(page: Image.Image, kind: str = "PNG") -> bytes:
    """Return a page as a file."""
    out = BytesIO()
    page.save(out, kind)
    return out.getvalue()


@pytest.fixture(scope="module")
def reading(published: Published, vocabulary: Vocabulary) -> Reading:
    """Return what is read of a picture of the founding report."""
    needs("tesseract")
    return read_document("report.png", published.path("png").read_bytes(), vocabulary)


def test_every_cell_of_the_founding_report_is_right_or_doubted(reading: Reading) -> None:
    wanted = dict(cells_of(founding_report()["tables"]))
    read = dict(cells_of(reading.report["tables"]))
    doubted = {pointer for pointer in read if reading.source_map[f"/tables{pointer}"]["doubts"]}
    assert {one: read[one] for one in read.keys() - doubted if read[one] != wanted[one]} == {}
    assert len(read.keys() - doubted) >= 190


def test_every_cell_of_an_image_has_its_confidence_its_page_and_its_box(reading: Reading) -> None:
    for pointer, said in reading.source_map.items():
        if pointer.startswith("/tables/"):
            assert 60 <= said["percent"] <= 100 or said["doubts"] == ["uncertain_in_image"], pointer
            assert said["place"]["page"] == 1
            assert len(said["place"]["box"]) == 4


def test_the_prose_of_an_image_is_doubted_and_so_is_what_is_not_found(reading: Reading) -> None:
    prose = {pointer: said for pointer, said in reading.source_map.items() if not pointer.startswith("/tables/")}
    assert {"/year", "/title", "/agency/name", "/sections/0/heading", "/sections/4/text"} <= prose.keys()
    assert all("recognised_in_image" in said["doubts"] for said in prose.values())
    assert [one.pointer for one in reading.defects if one.code == "D405"] == [""]
    assert [one["id"] for one in reading.report["sections"]] == [one["id"] for one in founding_report()["sections"]]


@pytest.fixture(scope="session")
def figures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Image.Image, list[list[str]]]:
    """Return a picture of a table of numbers, and the numbers."""
    needs("chromium")
    chosen = random.Random(7)
    most = [None, 9, 99, 999, 99_999]
    drawn = [[chosen.choice(most) for _ in range(8)] for _ in range(10)]
    rows = [["" if one is None else str(chosen.randint(0, one)) for one in row] for row in drawn]
    cells = ("".join(f"<td style='width:70px;height:22px'>{one}</td>" for one in row) for row in rows)
    page = f"<table style='margin:40px'>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()
    folder = tmp_path_factory.mktemp("figures")
    (folder / "page.html").write_bytes(LINES + page)
    picture = folder / "page.png"
    size = ("--window-size=800,460", "--force-device-scale-factor=2", "--hide-scrollbars")
    browser(*size, f"--screenshot={picture}", (folder / "page.html").as_uri())
    return Image.open(picture).convert("L"), rows


@pytest.mark.parametrize(
    ("spoil", "least"),
    [
        pytest.param(lambda page: page, 75, id="as it is"),
        pytest.param(scanned, 70, id="from a bad scanner"),
        pytest.param(lambda page: page.resize((page.width * 2 // 5, page.height * 2 // 5)), 70, id="small"),
        pytest.param(lambda page: page.filter(ImageFilter.GaussianBlur(4)), 0, id="blurred beyond reading"),
        pytest.param(lambda page: page.filter(ImageFilter.MinFilter(7)), 0, id="ink that runs"),
    ],
)
def test_no_figure_of_a_bad_picture_is_read_wrong(
    spoil: Spoil, least: int, figures: tuple[Image.Image, list[list[str]]]
) -> None:
    needs("tesseract")
    picture, rows = figures
    read = read_file("x.png", png_of(spoil(picture)))
    assert not isinstance(read, Defect), read
    cells = [cell for block in read if isinstance(block, Grid) for row in block.rows for cell in row]
    sure = [cell for cell in cells if not cell.doubts]
    pairs = [(cell.text, rows[cell.row - 1][cell.column - 1]) for cell in sure]
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    assert len(sure) >= least


def test_every_page_of_a_file_is_read_and_a_table_goes_on_over_pages(
    figures: tuple[Image.Image, list[list[str]]],
) -> None:
    needs("tesseract")
    picture, rows = figures
    pages = BytesIO()
    picture.save(pages, "TIFF", save_all=True, append_images=[picture])
    read = read_file("x.tif", pages.getvalue())
    assert not isinstance(read, Defect), read
    assert [(type(one), one.place.page, getattr(one, "continues", None)) for one in read] == [
        (Grid, 1, False),
        (Grid, 2, True),
    ]
    assert {len(one.rows) for one in read if isinstance(one, Grid)} == {len(rows)}


# ── files made to hurt, and what is not installed ───────────────────────────


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a part of a PNG file."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG file of a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width // 8 + 1) * min(height, 4_000)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def many_pages() -> bytes:
    """Return a TIFF file of more pages than any report has."""
    out = BytesIO()
    page = Image.new("1", (8, 8), 1)
    page.save(out, "TIFF", save_all=True, append_images=[page] * 120)
    return out.getvalue()


def looped() -> bytes:
    """Return a TIFF file whose only page is followed by itself."""
    out = BytesIO()
    Image.new("L", (8, 8), 255).save(out, "TIFF")
    content = bytearray(out.getvalue())
    start = int.from_bytes(content[4:8], "little")
    entries = int.from_bytes(content[start : start + 2], "little")
    after = start + 2 + 12 * entries
    content[after : after + 4] = start.to_bytes(4, "little")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "D308", id="only the first bytes"),
        pytest.param(png_of(Image.new("L", (400, 400), 0))[:-60], "D308", id="cut short"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(2000), "D308", id="no picture behind the first bytes"),
        pytest.param(bomb(60_000, 60_000), "D309", id="a bomb"),
        pytest.param(bomb(8_001, 8_001), "D309", id="larger than any page"),
        pytest.param(png_of(Image.new("1", (10, 60_000), 1)), "D309", id="a strip"),
        pytest.param(many_pages(), "D309", id="more pages than any report"),
    ],
)
def test_a_picture_made_to_hurt_is_one_defect(content: bytes, code: str) -> None:
    needs("tesseract")
    read = read_file("x.png", content)
    assert isinstance(read, Defect), read
    assert (read.code, read.blocking) == (code, True)


def test_a_loop_of_pages_ends() -> None:
    needs("tesseract")
    read = read_file("x.tif", looped())
    assert isinstance(read, Defect) or len(read) == 0


def test_a_page_without_writing_has_no_blocks() -> None:
    needs("tesseract")
    assert read_file("x.png", png_of(Image.new("L", (1_000, 1_400), 255))) == ()


def test_a_transparent_page_is_read_on_white_paper(figures: tuple[Image.Image, list[list[str]]]) -> None:
    needs("tesseract")
    picture, _ = figures
    clear = Image.merge("LA", (Image.new("L", picture.size, 0), picture.point([255 - one for one in range(256)])))
    read = read_file("x.png", png_of(clear))
    assert not isinstance(read, Defect), read
    assert [type(one) for one in read] == [Grid]


def test_without_tesseract_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.platform", "linux")
    read = read_file("x.png", png_of(Image.new("L", (8, 8))))
    assert isinstance(read, Defect)
    assert read.code == "D307"
    assert "apt-get install tesseract-ocr tesseract-ocr-chi-sim" in read.message["zh"]


def test_without_the_model_for_chinese_it_is_said_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\necho osd\n")
    program.chmod(0o755)
    monkeypatch.setattr("gouji.intake.readers.ocr.where_is", lambda _: str(program))
    read = read_file("x.png", png_of(Image.new("L", (8, 8))))
    assert isinstance(read, Defect)
    assert (read.code, "chi_sim" in read.message["en"]) == ("D307", True)


def test_without_the_extra_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.intake.readers.ocr.find_spec", lambda _: None)
    read = read_file("x.png", b"\x89PNG\r\n\x1a\n\x00")
    assert isinstance(read, Defect)
    assert read.code == "D307"
    assert "pip install 'gouji[ocr]'" in read.message["en"]


def test_prose_keeps_its_lines_together_and_its_page(published: Published) -> None:
    needs("tesseract")
    with Image.open(published.path("png")) as page:
        head = page.convert("L").crop((0, 0, page.width, 460))
    read = read_file("x.png", png_of(head))
    assert not isinstance(read, Defect), read
    assert [type(one) for one in read] == [Paragraph] * len(read)
    texts = [one.text for one in read if isinstance(one, Paragraph)]
    assert texts[:2] == ["北仑区人民政府办公室", "2021年度政府信息公开工作年度报告"]
    assert texts[2].startswith("本年度报告根据")
    assert len(texts) == 4
