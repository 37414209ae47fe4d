"""Page images to blocks: ruled tables cell by cell, the writing around them line by line.

A page is brought to one size, its paper to white and its lines to level before anything is read. Whatever stands
outside tables is doubted as a whole: a model for Chinese misreads a few characters of every page. A page without
ruled tables has only prose. What a table means, and what is in the form, is not known here.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import RECOGNISED, UNCERTAIN, Block, Cell, Grid, Paragraph
from gouji.intake.readers.ocr_cells import LEAST, Written, read_cells, text_of
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
from gouji.record import MutableRecord, Record, field, replace

MAX_PAGES: Final = 100
MAX_PIXELS: Final = 64_000_000
MAX_CELLS: Final = 4_000

_SECONDS: Final = 600
_FORMATS: Final = ("PNG", "JPEG", "TIFF", "GIF", "BMP")
_NARROW: Final = 1_600
_WIDE: Final = 3_400
_PAGE: Final = 595
"""The width of a page of A4 in points, for images that do not say their size."""

_ASIDE: Final = 6
"""Points by which the pages of a scan may lie beside each other."""

_MIN_STRIP: Final = 12
_NUMBERED: Final = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
_PAGE_NUMBER: Final = re.compile(r"[-—–_一~·.\s]*(?:第\s*)?[0-9]{1,3}(?:\s*页)?[-—–_一~·.\s]*")


class PageImage(Record, frozen=True):
    """A page as an image, its number, and its width in points, by which places are told."""

    number: int
    image: Image.Image
    points: int = _PAGE


class _Line(Record, frozen=True):
    text: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """How tall the line is."""
        return self.bottom - self.top


class _Pages(MutableRecord):
    """What was read so far; tables, lines and offsets go on from those that stand before the pages."""

    name: str
    tables: int
    lines: int
    offset: int
    blocks: list[Block] = field(default_factory=list)


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
    read = _Pages(name, tables, lines, offset)
    for page in pages:
        if isinstance(page, Defect):
            return page
        if time.monotonic() - begun > _SECONDS:
            return defects.too_slow(name, _SECONDS)
        refused = _read_page(read, page, engine)
        if refused is not None:
            return refused
    return tuple(read.blocks)


def _read_page(read: _Pages, page: PageImage, engine: OcrEngine) -> Defect | None:
    """Take up a page; return why it could not be read, if so."""
    width = min(max(page.image.width, _NARROW), _WIDE)
    height = max(1, page.image.height * width // page.image.width)
    if width * height > MAX_PIXELS:
        return defects.too_complex(read.name)
    image = page.image.convert("L").resize((width, height), Image.Resampling.LANCZOS)
    image = straightened(flattened(image))
    ink = ink_of(image)
    ruled = sorted(tables_of(ink, faint_ink_of(image)), key=lambda one: one.top)
    strips = list(_strips(image, ink, ruled))
    fields = [one for table in ruled for one in table.fields]
    if len(fields) > MAX_CELLS or len(strips) > MAX_CELLS:
        return defects.too_complex(read.name)
    prose = engine.read([piece for _, piece in strips], "page", "words")
    written = None if prose is None else read_cells(image, ink, fields, engine)
    if prose is None or written is None:
        return defects.too_slow(read.name, SECONDS)
    cells = iter(written)
    lines = [(top, line) for (top, _), words in zip(strips, prose, strict=True) for line in _lines(words, top)]
    kept = [(top, line) for top, line in lines if not _is_page_number(line, height)]
    first = len(read.blocks)
    edge = max((line.right for _, line in kept), default=width)
    start = min((line.left for _, line in kept), default=0)
    made: list[tuple[int, Block | list[_Line]]] = [(one[0].top, one) for one in _paragraphs(kept, start, edge)]
    for table in ruled:
        read.tables += 1
        made.append((table.top, _grid(read, page, table, list(islice(cells, len(table.fields))), width)))
    for _, block in sorted(made, key=lambda one: one[0]):
        read.blocks.append(_paragraph(read, page, block, width) if isinstance(block, list) else block)
    _continue(read.blocks, first)
    return None


def _strips(image: Image.Image, ink: Ink, ruled: Sequence[Ruled]) -> Iterator[tuple[int, Image.Image]]:
    """Yield what stands between tables, each with its distance from the top."""
    begin = 0
    for end, after in (*((one.top - 4, one.bottom + 5) for one in ruled), (image.height, image.height)):
        if end - begin >= _MIN_STRIP and solid_ink(ink[begin:end]).any():
            yield begin, image.crop((0, begin, image.width, end))
        begin = max(begin, after)


def _lines(words: Sequence[Word], top: int) -> Iterator[_Line]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for own in lines.values():
        box = (min(one.left for one in own), min(one.top for one in own) + top)
        end = (max(one.right for one in own), max(one.bottom for one in own) + top)
        yield _Line(text_of(own), *box, *end)


def _is_page_number(line: _Line, height: int) -> bool:
    at_edge = line.bottom * 10 < height or line.top * 10 > height * 9
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


def _paragraphs(lines: Sequence[tuple[int, _Line]], start: int, edge: int) -> Iterator[list[_Line]]:
    """Yield lines that belong together: each but the first begins at the margin below one that goes to the edge."""
    own: list[_Line] = []
    strip: int | None = None
    for at, line in sorted(lines, key=lambda one: one[1].top):
        last = own[-1] if own else None
        goes_on = (
            last is not None
            and at == strip
            and last.right + 3 * last.height >= edge
            and line.left <= start + line.height
            and line.top - last.bottom < last.height
            and _NUMBERED.match(line.text) is None
        )
        if own and not goes_on:
            yield own
            own = []
        own.append(line)
        strip = at
    if own:
        yield own


def _paragraph(read: _Pages, page: PageImage, lines: Sequence[_Line], width: int) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        gap = " " if text[-1:].isascii() and line.text[:1].isascii() and not text[-1:].isdigit() else ""
        text = f"{text}{gap}{line.text}"
    read.lines += 1
    box = (
        min(one.left for one in lines), lines[0].top, max(one.right for one in lines), lines[-1].bottom,
    )  # fmt: skip
    end = read.offset + len(text)
    place = Place(read.name, read.lines, 1, page.number, _points(box, page, width), start=read.offset, end=end)
    read.offset = end + 1
    return Paragraph(text, place, (RECOGNISED,))


def _grid(read: _Pages, page: PageImage, table: Ruled, written: Sequence[Written], width: int) -> Grid:
    rows: dict[int, list[Cell]] = {}
    for one, said in zip(table.fields, written, strict=True):
        own = rows.setdefault(one.row, [])
        box = _points((one.left, one.top, one.right, one.bottom), page, width)
        at = Place(
            read.name, page=page.number, box=box, table=read.tables, table_row=one.row + 1, table_column=one.column + 1
        )
        sure = said.confidence >= LEAST and table.regular
        doubts = () if sure else (UNCERTAIN,)
        own.append(
            Cell(said.text, one.row + 1, one.column + 1, at, one.row_span, one.column_span, doubts, said.confidence)
        )
    outline = _points((table.left, table.top, table.right, table.bottom), page, width)
    place = Place(read.name, page=page.number, box=outline, table=read.tables)
    return Grid(tuple(tuple(rows[row]) for row in sorted(rows)), place, ragged=False)


def _continue(blocks: list[Block], first: int) -> None:
    """Say that a table at the head of a page goes on from one at the foot of the page before, when both are as wide."""
    if not 0 < first < len(blocks):
        return
    above, below = blocks[first - 1], blocks[first]
    if isinstance(above, Grid) and isinstance(below, Grid):
        sides = ((above.place.box or ())[::2], (below.place.box or ())[::2])
        if all(abs(Decimal(one) - Decimal(other)) <= _ASIDE for one, other in zip(*sides, strict=True)):
            blocks[first] = replace(below, continues=True)


def _points(box: tuple[int, int, int, int], page: PageImage, width: int) -> tuple[str, str, str, str]:
    left, top, right, bottom = (_decimal(10 * side * page.points // width) for side in box)
    return left, top, right, bottom


def _decimal(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
