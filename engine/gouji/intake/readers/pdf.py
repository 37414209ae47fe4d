"""A PDF to blocks, by the extra `gouji[pdf]`: pages with text from their signs and lines, others as images of pages.

The file is opened in a process of its own that is bounded in time and memory (`pdf_open`). A page on which nearly
nothing but a picture is seen has no text of its own, even where a program has put its recognition beneath: it goes
the way of all images. What a table means, and what is in the form, is not known here.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.blocks import Block, Grid
from gouji.intake.readers.ocr import engine_for
from gouji.intake.readers.pdf_blocks import TooLongError, blocks_of
from gouji.intake.readers.pdf_halves import in_reading_order
from gouji.intake.readers.pdf_page import DAMAGED, ENCRYPTED, UNMAPPED, Box, Page
from gouji.intake.readers.programs import Ran, run

if TYPE_CHECKING:
    from gouji.intake.readers.ocr_page import PageImage

EXTRA: Final = "pip install 'gouji[pdf]'"

_OPENER: Final = "gouji.intake.readers.pdf_open"
_SECONDS: Final = 30
_ALL_SECONDS: Final = 600
_MEMORY_KIB: Final = 1024 * 1024
_END: Final = b"%%EOF"
_TAIL: Final = 4_096
_FEW: Final = 20
"""Fewer signs than these are a page number or a stamp, no text of a page."""

_EDGE: Final = 12
"""Percent of a page's height at its head and foot where a line may stand on every page."""

_PICTURE: Final = 3
"""Pictures without writing on them that cover at least this part of a page may hold what the page says."""

_MAX_PICTURED: Final = 100
_OUTLINES: Final = 200
_WIDTH: Final = 2_480
"""Pixels across a picture of a page: 300 to the inch on A4."""


def read_pdf(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a PDF."""
    if find_spec("pypdfium2") is None:
        return defects.not_installed(name, "PDF", "gouji[pdf]", EXTRA)
    if _END not in content[-_TAIL:]:
        # What is left of a file cut short can still be opened, and would lack its last pages in silence.
        return defects.damaged(name, "PDF")
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        (folder / "document.pdf").write_bytes(content)
        opened = _pages(name, folder)
        return opened if isinstance(opened, Defect) else _read(name, folder, opened)


def _read(name: str, folder: Path, pages: Sequence[Page]) -> Sequence[Block] | Defect:
    blocks: list[Block] = []
    pictured = {page.number for page in pages if _is_picture(page)}
    begun = time.monotonic()
    if len(pictured) > _MAX_PICTURED:
        return defects.too_complex(name)
    for is_picture, run_of_pages in groupby(
        in_reading_order(pages, pictured), key=lambda page: page.number in pictured
    ):
        own = tuple(run_of_pages)
        if time.monotonic() - begun > _ALL_SECONDS:
            return defects.too_slow(name, _ALL_SECONDS)
        read = _read_pictures(name, folder, own, blocks) if is_picture else _read_text(name, own, blocks)
        if isinstance(read, Defect):
            return read
        blocks += read
    return tuple(blocks)


def _read_text(name: str, pages: Sequence[Page], before: Sequence[Block]) -> Sequence[Block] | Defect:
    try:
        return tuple(blocks_of(name, pages, *_counted(before), time.monotonic() + _SECONDS))
    except TooLongError:
        return defects.too_slow(name, _SECONDS)


def _read_pictures(name: str, folder: Path, pages: Sequence[Page], before: Sequence[Block]) -> Sequence[Block] | Defect:
    numbers = ", ".join(str(one.number) for one in pages)
    engine = engine_for(name, f"PDF (p. {numbers})")
    if isinstance(engine, Defect):
        return engine
    from gouji.intake.readers.ocr_page import read_pages

    return read_pages(name, _images(name, folder, pages), engine, *_counted(before))


def _counted(blocks: Sequence[Block]) -> tuple[int, int, int]:
    """Return how many tables and lines there are, and where the last of the lines ends."""
    tables = sum(isinstance(one, Grid) for one in blocks)
    ends = [one.place.end for one in blocks if one.place.end is not None]
    return tables, len(blocks) - tables, ends[-1] + 1 if ends else 0


def _is_picture(page: Page) -> bool:
    """Return whether what a page says is in its pictures or outlines, not in its text."""
    signs = [one for one in page.chars if one.text != " "]
    unknown = sum(one.text == UNMAPPED for one in signs)
    if 10 * unknown > 3 * len(signs):
        return True
    if not signs:
        return bool(page.pictures or page.marks)
    # A line that is printed at the head or foot of a scan, as by an office program, does not make it a page of text.
    inner = [one.ink for one in signs if page.height * _EDGE < 100 * one.base < page.height * (100 - _EDGE)]
    bare = sum(_area(one, page) for one in page.pictures if sum(_within(ink, one) for ink in inner) < _FEW)
    outlined = len(signs) < _FEW and len(page.marks) > _OUTLINES
    return outlined or bare * _PICTURE >= page.width * page.height


def _area(box: Box, page: Page) -> int:
    wide = min(box.right, page.width) - max(box.left, 0)
    high = min(box.bottom, page.height) - max(box.top, 0)
    return max(wide, 0) * max(high, 0)


def _within(ink: Box, box: Box) -> bool:
    return box.left <= ink.left and ink.right <= box.right and box.top <= ink.top and ink.bottom <= box.bottom


# ── the process that opens the file ─────────────────────────────────────────


def _pages(name: str, folder: Path) -> Sequence[Page] | Defect:
    ran = _opened(folder, "pages", str(folder / "document.pdf"))
    failed = _failure(name, ran)
    return tuple(_decoded(ran.output)) if failed is None else failed


def _opened(folder: Path, *words: str) -> Ran:
    # The process imports what this one can, wherever that is installed, and nothing from its own folder.
    settings = {"PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "PYTHONNOUSERSITE": "1"}
    return run((sys.executable, "-P", "-m", _OPENER, *words), folder, _SECONDS, settings, _MEMORY_KIB)


def _failure(name: str, ran: Ran) -> Defect | None:
    """Return why there is no answer; a process that broke down met with more than it may use."""
    if ran.late:
        return defects.too_slow(name, _SECONDS)
    match ran.code:
        case 0:
            return None
        case code if code == ENCRYPTED:
            return defects.encrypted(name)
        case code if code == DAMAGED:
            return defects.damaged(name, "PDF")
        case _:
            return defects.too_complex(name)


def _decoded(content: bytes) -> Iterator[Page]:
    decoder = msgspec.msgpack.Decoder(Page)
    at = 0
    while at < len(content):
        begin = at + 4
        at = begin + int.from_bytes(content[at:begin], "big")
        yield decoder.decode(content[begin:at])


def _images(name: str, folder: Path, pages: Sequence[Page]) -> Iterator[PageImage | Defect]:
    from PIL import Image

    from gouji.intake.readers.ocr_page import PageImage

    for page in pages:
        ran = _opened(folder, "image", str(folder / "document.pdf"), str(page.number), str(_WIDTH))
        failed = _failure(name, ran)
        if failed is not None:
            yield failed
            return
        image = Image.frombytes("L", (_WIDTH, len(ran.output) // _WIDTH), ran.output)
        yield PageImage(page.number, image, page.width // 100)
