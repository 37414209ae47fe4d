"""A CSV or TSV file to blocks: rows of one filled cell are paragraphs, the rows between them are grids.

The delimiter is the one that stands in most lines. A blank line parts only rows of different widths. Where the format
has merged cells no more, they are filled cells and blank ones.
A row of another width than most of its grid may hold a delimiter that was not quoted (`1,234`): its cells are doubted.
No form and no vocabulary is known here.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from typing import Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import BLANKS, OTHER_WIDTH, Block, Cell, Grid, Paragraph
from gouji.intake.encoding import decode
from gouji.record import replace

_DELIMITERS: Final = ",\t;|"
_MAX_CELLS: Final = 200_000
_MAX_LABEL: Final = 40
_MAX_BLANK: Final = 5
"""Rows left blank stand below one of figures, up to so many with it."""
_WRITTEN: Final = re.compile(r'="([^"]*)"')
"""How programs keep what is a text from becoming a number."""
_ORDINAL: Final = re.compile(r"[（(]|第?[一二三四五六七八九十]{1,3}\s*[、.．章部]")


def read_csv(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a file whose cells are divided by a delimiter."""
    decoded = decode(name, content)
    if isinstance(decoded, Defect):
        return decoded
    blocks: list[Block] = []
    rows: list[tuple[Cell, ...]] = []
    tables = cells = before = 0
    parted = False
    reader = csv.reader(StringIO(decoded.text, newline=""), delimiter=_delimiter(decoded.text), strict=True)
    try:
        for printed in reader:
            line, before = before + 1, reader.line_num
            cells += len(printed)
            if cells > _MAX_CELLS:
                return defects.too_complex(name)
            texts = [_text_in(one) for one in printed]
            filled = [one for one in texts if one]
            if not filled:
                parted = True
                continue
            if parted and any(len(row) != len(texts) for row in rows):
                tables += _end_table(blocks, rows)
            after, parted = parted, False
            if len(filled) > 1:
                rows.append(_cells(name, line, tables + 1, len(rows) + 1, texts))
                continue
            above = next((row for row in reversed(rows[-_MAX_BLANK:]) if _has_figures(row)), ())
            if not after and _is_blank_row(texts, above):
                rows.append(_cells(name, line, tables + 1, len(rows) + 1, texts))
                continue
            tables += _end_table(blocks, rows)
            blocks.extend(Paragraph(one, Place(name, line, 1)) for one in filled)
    except csv.Error:
        return defects.damaged(name, "CSV")
    _end_table(blocks, rows)
    return tuple(blocks)


def _cells(name: str, line: int, table: int, row: int, texts: Sequence[str]) -> tuple[Cell, ...]:
    place = Place(name, line, table=table, table_row=row)
    return tuple(Cell(text, row, rank, replace(place, table_column=rank)) for rank, text in enumerate(texts, 1))


def _is_blank_row(texts: Sequence[str], above: Sequence[Cell]) -> bool:
    """Return whether a line of one filled cell is a row that was left blank: below one of figures, as wide.

    What begins as headings and parts do is none.
    """
    at = next((rank for rank, text in enumerate(texts) if text), len(above))
    label = texts[at] if at < len(texts) else ""
    plain = 0 < len(label) <= _MAX_LABEL and "。" not in label and _ORDINAL.match(label) is None
    before = not any(cell.text[:1].isdecimal() and cell.text[-1].isdecimal() for cell in above[: at + 1])
    return plain and before and len(texts) == len(above) and _has_figures(above)


def _delimiter(text: str) -> str:
    lines = text.splitlines()
    return max(_DELIMITERS, key=lambda one: sum(one in line for line in lines))


def _text_in(cell: str) -> str:
    written = _WRITTEN.fullmatch(cell)
    lines = (line.strip(BLANKS) for line in (cell if written is None else written.group(1)).splitlines())
    return "\n".join(line for line in lines if line)


def _end_table(blocks: list[Block], rows: list[tuple[Cell, ...]]) -> int:
    """Close the grid that is open; return how many grids that were."""
    if not rows:
        return 0
    even = _evened(rows)
    width = _usual_width(even)
    kept = tuple(
        row if len(row) == width else tuple(replace(cell, doubts=(*cell.doubts, OTHER_WIDTH)) for cell in row)
        for row in even
    )
    place = rows[0][0].place
    # Where rows differ in width, a cell's column is only its rank.
    uneven = any(len(row) != width for row in kept)
    blocks.append(Grid(kept, Place(place.file, place.line, table=place.table), ragged=uneven))
    rows.clear()
    return 1


def _usual_width(rows: Sequence[tuple[Cell, ...]]) -> int:
    return Counter(len(row) for row in rows).most_common(1)[0][0]


def _evened(rows: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Return rows without blank columns behind all others, words filled up with the blanks that were left out.

    Programs write a delimiter too many behind every row, or none behind the last filled cell. Rows with figures are
    never filled up: a figure may be what they lack.
    """
    ends = [max(rank for rank, cell in enumerate(row, 1) if cell.text) for row in rows]
    figured = [end for row, end in zip(rows, ends, strict=True) if _has_figures(row)]
    if len({len(row) for row in rows}) == 1 or not figured:
        last = max(ends)
        return [row[:last] for row in rows]
    width = Counter(figured).most_common(1)[0][0]
    if any(end > width for end in ends):
        return list(rows)
    return [row[:width] + (() if _has_figures(row) else _blanks(row[-1], width - len(row))) for row in rows]


def _has_figures(row: Sequence[Cell]) -> bool:
    return any(cell.text[:1].isdecimal() for cell in row[1:])


def _blanks(last: Cell, count: int) -> tuple[Cell, ...]:
    columns = range(last.column + 1, last.column + 1 + count)
    return tuple(Cell("", last.row, one, replace(last.place, table_column=one)) for one in columns)
