"""The tests' own writer of PDF: paragraphs and ruled tables on pages, with a font that every reader knows by name.

Nothing of the readers is known here. Figures are half as wide as characters; words break between any two characters
but within no figure and no Latin word.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from intake.writers import Box, Boxes, placed_boxes

WIDTH, HEIGHT, MARGIN = 595, 842, 56
SIZE, LEADING = 10, 15
SMALL, PITCH, PADDING = 8, 11, 3
LONG = 22
"""Rows of a table from which its head is printed again."""

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font"
    b" /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2"
    b" >> /DW 1000 /W [1 95 500] >> ] >>"
)
LISTED = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /ToUnicode %d 0 R /DescendantFonts [ <<"
    b" /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
    b" /Supplement 0 >> /DW 1000 /W [32 126 500] /CIDToGIDMap /Identity >> ] >>"
)
_TOKEN = re.compile(r"[0-9A-Za-z.,]+|.", re.DOTALL)


@dataclass
class Sheet:
    """A page: what is drawn on it, in the language of PDF, and how far down it is filled."""

    drawn: list[str] = field(default_factory=list)
    top: int = MARGIN
    codes: dict[str, int] | None = None
    """The signs that were written and their codes, where the file lists them itself; rare ones get free codes."""

    def write(self, text: str, left: float, base: float, size: int = SIZE) -> None:
        """Write a line with its base line so far from the top."""
        code = text.encode("utf-16-be").hex() if self.codes is None else "".join(map(self._code, text))
        self.drawn.append(f"BT /F1 {size} Tf 1 0 0 1 {left:.2f} {HEIGHT - base:.2f} Tm <{code}> Tj ET")

    def _code(self, sign: str) -> str:
        assert self.codes is not None
        rare = sum(one > "\uffff" for one in self.codes)
        return f"{self.codes.setdefault(sign, ord(sign) if sign <= chr(0xFFFF) else 0xD800 + rare):04x}"

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a straight line."""
        self.drawn.append(f"{left:.2f} {HEIGHT - top:.2f} m {right:.2f} {HEIGHT - bottom:.2f} l S")


def as_pdf(
    blocks: Sequence[str | Boxes],
    head_again: bool = False,
    furniture: bool = True,
    packed: bool = True,
    listed: bool = False,
) -> bytes:
    """Return a PDF; a table that does not fit goes on on the next page, a long one below its head where wanted.

    Its font has the signs of GB 2312; where they are `listed`, the file says itself which sign each code is.
    """
    codes: dict[str, int] | None = {} if listed else None
    sheets = [Sheet(codes=codes)]
    for block in blocks:
        if isinstance(block, str):
            _set_paragraph(sheets, block)
        else:
            _set_table(sheets, block, head_again and len(block) >= LONG)
    for number, sheet in enumerate(sheets if furniture else (), 1):
        sheet.write("政府信息公开工作年度报告汇编", MARGIN, 36, SMALL)
        sheet.write(f"- {number} -", WIDTH / 2 - 10, HEIGHT - 30, SMALL)
    return pdf_of([(WIDTH, HEIGHT, "\n".join(one.drawn)) for one in sheets], packed, codes=codes)


def wide(text: str, size: int) -> float:
    """Return how wide a text is set."""
    return sum(size / 2 if one.isascii() else size for one in text)


def broken(text: str, size: int, room: float, indent: float = 0) -> list[str]:
    """Return a text in lines that fit in the room."""
    if "\n" in text:
        return [line for each in text.split("\n") for line in broken(each, size, room, indent)]
    lines, line, left = [], "", room - indent
    for token in _TOKEN.findall(text):
        # A blank may hang out of its line, and begins none.
        if line and not token.isspace() and wide(line + token, size) > left:
            lines.append(line)
            line, left = "", room
        line += token
    return [*lines, line]


def _set_paragraph(sheets: list[Sheet], text: str) -> None:
    indent = 2 * SIZE
    for rank, line in enumerate(broken(text, SIZE, WIDTH - 2 * MARGIN, indent)):
        if sheets[-1].top + LEADING > HEIGHT - MARGIN:
            sheets.append(Sheet(codes=sheets[-1].codes))
        sheets[-1].top += LEADING
        sheets[-1].write(line, MARGIN + (0 if rank else indent), sheets[-1].top)


def _set_table(sheets: list[Sheet], boxes: Boxes, head_again: bool) -> None:
    placed = list(placed_boxes(boxes))
    columns = max(column + one.across for _, column, one in placed)
    step = (WIDTH - 2 * MARGIN) / columns
    heights = [0.0] * len(boxes)
    for row, _, one in sorted(placed, key=lambda each: each[2].down):
        lines = len(broken(one.text, SMALL, step * one.across - 2 * PADDING))
        spare = lines * PITCH + 2 * PADDING - sum(heights[row : row + one.down])
        heights[row + one.down - 1] += max(spare, 0)
    begin = 0
    sheets[-1].top += LEADING
    while begin < len(boxes):
        room = HEIGHT - MARGIN - sheets[-1].top
        again = head_again and begin > 1
        used = sum(heights[:2]) if again else 0.0
        end = begin
        while end < len(boxes) and used + heights[end] <= room:
            used += heights[end]
            end += 1
        if end > begin:
            sheet = sheets[-1]
            if again:
                _set_rows(sheet, [one for one in placed if one[0] < 2], heights, 0, 2, step)
            _set_rows(sheet, placed, heights, begin, end, step)
        begin = end
        if begin < len(boxes):
            sheets.append(Sheet(codes=sheets[-1].codes))
    sheets[-1].top += LEADING // 2


def _set_rows(
    sheet: Sheet, placed: Sequence[tuple[int, int, Box]], heights: Sequence[float], begin: int, end: int, step: float
) -> None:
    """Draw some rows of a table; of a cell merged over a break each part is drawn, the words stand in the first."""
    tops = {row: sheet.top + sum(heights[begin:row]) for row in range(begin, end + 1)}
    for row, column, one in placed:
        first, behind = max(row, begin), min(row + one.down, end)
        if first >= behind:
            continue
        left, right = MARGIN + column * step, MARGIN + (column + one.across) * step
        top, bottom = tops[first], tops[behind]
        for ends in ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom)):
            sheet.line(*ends)
        sheet.line(right, top, right, bottom)
        if row >= begin:
            for rank, line in enumerate(broken(one.text, SMALL, right - left - 2 * PADDING), 1):
                sheet.write(line, left + PADDING, top + rank * PITCH, SMALL)
    sheet.top = int(tops[end]) + 1


# ── the file ────────────────────────────────────────────────────────────────


def pdf_of(
    pages: Sequence[tuple[int, int, str]],
    packed: bool = True,
    said: str = "",
    codes: Mapping[str, int] | None = None,
) -> bytes:
    """Return a file of pages, each given as its width, its height and what is drawn on it.

    `said` is what every page says of itself besides: by how much it is turned, which part of it is shown. `codes` are
    those of a font that lists its signs.
    """
    kids = " ".join(f"{4 + 2 * rank} 0 R" for rank in range(len(pages)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode()]
    objects.append(FONT if codes is None else LISTED % (4 + 2 * len(pages)))
    for rank, (width, height, drawn) in enumerate(pages):
        own = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {5 + 2 * rank} 0 R {said}"
        objects.append(f"{own} /Resources << /Font << /F1 3 0 R >> /ExtGState << /G1 << /ca 0.1 >> >> >> >>".encode())
        objects.append(stream(drawn.encode("latin-1"), packed))
    return file_of(objects if codes is None else [*objects, stream(_list_of(codes), packed)])


def _list_of(codes: Mapping[str, int]) -> bytes:
    """Return the list of a font's codes, each with the sign that it is."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Listed def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
        *(
            f"1 beginbfchar <{code:04x}> <{sign.encode('utf-16-be').hex()}> endbfchar"
            for sign, code in sorted(codes.items())
        ),
        "endcmap end end",
    ]
    return "\n".join(lines).encode()


def stream(content: bytes, packed: bool = True, said: bytes = b"") -> bytes:
    """Return a stream object."""
    inside = zlib.compress(content) if packed else content
    how = b" /Filter /FlateDecode" if packed else b""
    return b"<< /Length %d%s%s >>\nstream\n%s\nendstream" % (len(inside), how, said, inside)


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a file of objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, one in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for start in starts:
        out += b"%010d 00000 n \n" % start
    out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    return bytes(out)
