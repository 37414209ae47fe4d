"""Page images to blocks: ruled tables are read cell by cell, the writing around them line by line.

A page is brought to one size, its paper to white and its lines to level before anything is read. Whatever stands
outside tables is doubted as a whole: a model for Chinese misreads a few characters of every page. A page without
ruled tables has only prose. What a table means, and what is in the form, is not known here.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.blocks import Block
from gouji.intake.readers.ocr_blocks import Line, Sheet, Table, blocks_of
from gouji.intake.readers.ocr_cells import read_cells, text_of
from gouji.intake.readers.ocr_engine import SECONDS, OcrEngine, Word
from gouji.intake.readers.ocr_lines import (
    Ink,
    Ruled,
    faint_ink_of,
    flattened,
    ink_of,
    solid_ink,
    straightened,
    tables_of,
)
from gouji.intake.readers.ocr_turn import is_poor, upright_turn
from gouji.record import Record

MAX_PAGES: Final = 100
MAX_PIXELS: Final = 64_000_000
MAX_CELLS: Final = 4_000

_SECONDS: Final = 600
_FORMATS: Final = ("PNG", "JPEG", "TIFF", "GIF", "BMP")
_NARROW: Final = 1_600
_WIDE: Final = 3_400
_PAGE: Final = 595
"""The width of a page of A4 in points, for images that do not say their size."""

_MIN_STRIP: Final = 12


class PageImage(Record, frozen=True):
    """A page as an image, its number, and its width in points, by which places are told."""

    number: int
    image: Image.Image
    points: int = _PAGE


def pages_of(name: str, content: bytes) -> Iterator[PageImage | Defect]:
    """Yield the pages of an image file, each made when it is asked for, or why there are no more."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=_FORMATS)
        sizes: list[int] = []
        while len(sizes) <= MAX_PAGES and _sought(image, len(sizes)):
            sizes.append(image.width * image.height)
        if len(sizes) > MAX_PAGES or max(sizes) > MAX_PIXELS:
            yield defects.too_complex(name)
            return
        for rank in range(len(sizes)):
            image.seek(rank)
            yield PageImage(rank + 1, _grey(image))
    except Image.DecompressionBombError:
        yield defects.too_complex(name)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, OverflowError, TypeError, KeyError):
        yield defects.damaged(name, "PNG/JPEG/TIFF")


def _sought(image: Image.Image, rank: int) -> bool:
    """Return whether there is a page of this rank; the further images of an animation are no pages."""
    if rank and image.format != "TIFF":
        return False
    try:
        image.seek(rank)
    except EOFError:
        return False
    return True


def _grey(image: Image.Image) -> Image.Image:
    """Return an image upright and in grey, on white paper where it is clear."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode in ("RGBA", "LA", "PA", "P"):
        clear = upright.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("L")
    return upright.convert("L")


def read_pages(
    name: str, pages: Iterable[PageImage | Defect], engine: OcrEngine, tables: int = 0, lines: int = 0, offset: int = 0
) -> Sequence[Block] | Defect:
    """Return the blocks of page images; `tables`, `lines` and `offset` say how many stand before them."""
    begun = time.monotonic()
    read: list[Sheet] = []
    for page in pages:
        if isinstance(page, Defect):
            return page
        if time.monotonic() - begun > _SECONDS:
            return defects.too_slow(name, _SECONDS)
        sheet = _read_page(name, page, engine)
        if isinstance(sheet, Defect):
            return sheet
        read.append(sheet)
    return tuple(blocks_of(name, read, tables, lines, offset))


def _read_page(name: str, page: PageImage, engine: OcrEngine) -> Sheet | Defect:
    """Return what is read of a page, turned where its writing does not stand upright, or why it could not be read."""
    sheet, is_poor = _read_upright(name, page, engine, 0)
    if not is_poor or isinstance(sheet, Defect):
        return sheet
    turned = upright_turn(page.image, engine)
    return sheet if not turned else _read_upright(name, page, engine, turned)[0]


def _read_upright(name: str, page: PageImage, engine: OcrEngine, turned: int) -> tuple[Sheet | Defect, bool]:
    """Return what is read of a page that is turned to the left by quarters, and whether hardly any of it is certain."""
    picture = page.image.convert("L")
    picture = picture.rotate(90 * turned, expand=True) if turned else picture
    points = page.points * picture.width // page.image.width
    width = min(max(picture.width, _NARROW), _WIDE)
    height = max(1, picture.height * width // picture.width)
    if width * height > MAX_PIXELS:
        return defects.too_complex(name), False
    image = straightened(flattened(picture.resize((width, height), Image.Resampling.LANCZOS)))
    ink = ink_of(image)
    ruled = sorted(tables_of(ink, faint_ink_of(image)), key=lambda one: one.top)
    strips = list(_strips(image, ink, ruled))
    fields = [one for table in ruled for one in table.fields]
    if len(fields) > MAX_CELLS or len(strips) > MAX_CELLS:
        return defects.too_complex(name), False
    prose = engine.read([piece for _, piece in strips], "page", "words")
    written = None if prose is None else read_cells(image, ink, fields, engine)
    if prose is None or written is None:
        return defects.too_slow(name, SECONDS), False
    cells = iter(written)
    lines = [line for (top, _), words in zip(strips, prose, strict=True) for line in _lines(words, top)]
    tables = [Table(table, tuple(islice(cells, len(table.fields)))) for table in ruled]
    said = [(one.text, one.confidence) for own in prose for one in own]
    said += [(one.text, one.confidence) for one in written if one.text]
    sheet = Sheet(page.number, width, height, points, tuple(lines), tuple(tables), turned)
    return sheet, bool(strips or fields) and is_poor(said)


def _strips(image: Image.Image, ink: Ink, ruled: Sequence[Ruled]) -> Iterator[tuple[int, Image.Image]]:
    """Yield what stands between tables, each with its distance from the top."""
    begin = 0
    for end, after in (*((one.top - 4, one.bottom + 5) for one in ruled), (image.height, image.height)):
        if end - begin >= _MIN_STRIP and solid_ink(ink[begin:end]).any():
            yield begin, image.crop((0, begin, image.width, end))
        begin = max(begin, after)


def _lines(words: Sequence[Word], top: int) -> Iterator[Line]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for own in lines.values():
        box = (min(one.left for one in own), min(one.top for one in own) + top)
        end = (max(one.right for one in own), max(one.bottom for one in own) + top)
        yield Line(text_of(own), *box, *end, top, tuple((one.text, one.left, one.right) for one in own))
