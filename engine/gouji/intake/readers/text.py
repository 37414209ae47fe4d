"""Flattened text to blocks: paragraphs, and the grids that a converter printed cell by cell or row by row.

Three prints of a table are understood, told apart line by line:
*cells*: every cell is a line that begins with a TAB, further paragraphs of the cell follow without one, a blank line
ends the row, and a merged cell that goes on below is an empty TAB line in the rows that it covers;
*rows*: a line holds the cells of one row with TABs between them;
*pipes*: a line holds the cells of one row with vertical bars between them, also those that draw boxes.
Everything else is a paragraph a line, but for the number of a page within a table, which is left out.
No form and no vocabulary is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.findings import Defect, Place
from gouji.intake.blocks import BLANKS, Block, Cell, Grid, Paragraph
from gouji.intake.encoding import decode
from gouji.record import MutableRecord, Record, field, replace

_MAX_ROW_CELLS: Final = 400
_ORDINAL: Final = re.compile(r"[（(]?[〇零一二三四五六七八九十百0-9]{1,4}[）)]?[、.．,，]?")
_PAGE: Final = re.compile(
    r"[-‐–—―－]{1,3}\s*[0-9]{1,3}\s*[-‐–—―－]{1,3}|第\s*[0-9]{1,3}\s*页(?:\s*[,，/]?\s*共\s*[0-9]{1,3}\s*页)?"
)
"""The number of a page, by its marks."""
_DIGITS: Final = re.compile(r"[-+]?[0-9.,]+")
_DRAWN: Final = str.maketrans("│┃║｜", "||||")
_RULED: Final = re.compile(r"(?![│┃║])[\u2500-\u257f]{3,}")
"""A line that only draws the lines of a box."""


class _Line(Record, frozen=True):
    number: int
    start: int
    text: str


class _Building(MutableRecord):
    """The grid being read: finished rows, the cells of the row being read, and the lines of its last cell."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)


def read_text(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a text file."""
    decoded = decode(name, content)
    return decoded if isinstance(decoded, Defect) else read_flat_text(name, decoded.text)


def read_flat_text(name: str, text: str) -> tuple[Block, ...]:
    """Return the blocks of a text in their order; every place is a line, a column and offsets into the text."""
    return tuple(_Reader(name, text).blocks())


class _Reader:
    def __init__(self, name: str, text: str) -> None:
        self._name = name
        # A lone carriage return ends a line in old files; the replacement keeps all offsets.
        self._text = text.replace("\r", "\n") if "\r" in text and "\n" not in text else text
        self._open = _Building()

    def blocks(self) -> Iterator[Block]:
        for line in self._lines():
            if line.text[:1] == "\t" and line.text.count("\t") == 1:
                self._end_cell()
                self._open.lines = [line]
            elif not line.text.strip(BLANKS):
                self._end_row()
            elif self._in_table() and _PAGE.fullmatch(line.text.strip(BLANKS)):
                continue  # the table goes on behind it
            elif self._open.lines:
                self._open.lines.append(line)
            else:
                row = self._printed_row(line)
                if row is None:
                    yield from self._end_grid()
                    yield self._paragraph(line)
                elif row:
                    self._open.rows.append(row)
        self._end_row()
        yield from self._end_grid()

    def _in_table(self) -> bool:
        return bool(self._open.rows or self._open.cells or self._open.lines)

    def _lines(self) -> Iterator[_Line]:
        start = 0
        for number, text in enumerate(self._text.split("\n"), 1):
            yield _Line(number, start, text[:-1] if text.endswith("\r") else text)
            start += len(text) + 1

    def _end_cell(self) -> None:
        lines = self._open.lines
        if lines:
            row, column = len(self._open.rows) + 1, len(self._open.cells) + 1
            text = "\n".join(one.text.strip(BLANKS) for one in lines)
            place = self._place(lines[0], lines[-1])
            self._open.cells.append(Cell(text, row, column, place))
            self._open.lines = []

    def _end_row(self) -> None:
        self._end_cell()
        if self._open.cells:
            self._open.rows.append(tuple(self._open.cells))
            self._open.cells = []

    def _end_grid(self) -> Iterator[Grid]:
        if self._open.rows:
            rows = tuple(self._open.rows)
            yield Grid(rows, rows[0][0].place, ragged=True)
            self._open = _Building()

    def _paragraph(self, line: _Line) -> Paragraph:
        return Paragraph(line.text.strip(BLANKS).removesuffix("|").strip(BLANKS), self._place(line, line))

    def _printed_row(self, line: _Line) -> tuple[Cell, ...] | None:
        """Return the cells of a line that is a row, none of a line that only separates, `None` for prose."""
        bare = line.text.strip(BLANKS)
        if self._in_table() and _RULED.fullmatch(bare):
            return ()
        if bare.translate(_DRAWN).startswith("|"):
            line = replace(line, text=line.text.translate(_DRAWN))
        if "\t" in line.text:
            pieces = list(_pieces(line.text, "\t", 0, len(line.text)))
            numbered = len(pieces) == 2 and _ORDINAL.fullmatch(line.text[slice(*pieces[0])].strip(BLANKS))
            second = line.text[slice(*pieces[1])].strip(BLANKS)
            if numbered and not _DIGITS.fullmatch(second):
                return None
        elif line.text.count("|") >= 2:
            first = len(line.text) - len(line.text.lstrip(BLANKS))
            last = len(line.text.rstrip(BLANKS))
            first += line.text[first] == "|"
            last -= line.text[last - 1] == "|"
            pieces = list(_pieces(line.text, "|", first, last))
        elif line.text.strip(BLANKS) == "|":
            return ()
        else:
            return None
        if len(pieces) > _MAX_ROW_CELLS:
            return None
        row = len(self._open.rows) + 1
        return tuple(self._piece(line, row, rank, *ends) for rank, ends in enumerate(pieces, 1))

    def _piece(self, line: _Line, row: int, column: int, start: int, end: int) -> Cell:
        piece = line.text[start:end]
        text = piece.strip(BLANKS)
        first = start + (len(piece) - len(piece.lstrip(BLANKS)) if text else 0)
        offset = line.start + first
        place = Place(self._name, line.number, first + 1, start=offset, end=offset + len(text))
        return Cell(text, row, column, place)

    def _place(self, first: _Line, last: _Line) -> Place:
        blank = len(first.text) - len(first.text.lstrip(BLANKS))
        end = last.start + len(last.text.rstrip(BLANKS))
        if end <= first.start:
            # A cell printed blank stands behind its TAB.
            blank = min(len(first.text), 1)
            end = first.start + blank
        start = first.start + blank
        return Place(self._name, first.number, start - first.start + 1, start=start, end=end)


def _pieces(text: str, mark: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the ends of the stretches between marks, at most one more than a row may have cells."""
    for _ in range(_MAX_ROW_CELLS):
        at = text.find(mark, start, end)
        if at < 0:
            break
        yield start, at
        start = at + 1
    yield start, end
