"""A report with figures in most of its cells, laid out in other ways than the form's, and what was read of it.

Its sums hold, so that a reader that doubts rows by their sums has nothing to doubt.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from html import escape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from gouji.intake.entries import cell_value
from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary
from intake.writers import (
    Box,
    Boxes,
    Sheets,
    Written,
    as_bars,
    as_cells,
    as_csv,
    as_html,
    as_markdown,
    as_rows,
    as_xlsx,
    blocks_of,
    placed_boxes,
)
from programs import cells_of
from shipped import FOLDER
from sums import adding_up

Blocks = list[str | Boxes]
Layout = Callable[[Blocks], Blocks]
DISCLOSURE, REQUESTS, REMEDIES = 0, 1, 2
"""The tables in their order."""


@cache
def dense_report() -> Written:
    """Return the report, the same in every run."""
    vocabulary = load_vocabulary(Path(FOLDER, "vocabulary.yaml").read_bytes(), "vocabulary.yaml")
    drawn = random.Random(1)
    formats = {table.id: "2021" for table in vocabulary.tables}
    cells = {
        (table.id, cell.row, cell.column): str(drawn.choice([0, 1, 2, 3, 5, 7, drawn.randint(10, 20)]))
        for table in vocabulary.tables
        for cell in table.cells_in("2021")
    }
    prose = {"overview": "（一）主动公开。公开信息若干条。", "improvement": "问题若干。", "other": "无。"}
    return Written("甲县乙局", prose, adding_up(cells, formats, vocabulary), formats, 2022)


def dense_blocks(vocabulary: Vocabulary) -> Blocks:
    """Return what is printed of the report, to be laid out otherwise."""
    return [
        one if isinstance(one, str) else [list(row) for row in one] for one in blocks_of(dense_report(), vocabulary)
    ]


def row_of(row: str) -> list[str]:
    """Return the figures of a row of table 4."""
    return [text for (table, one, _), text in dense_report().cells.items() if (table, one) == ("remedies", row)]


def places(blocks: Blocks) -> list[int]:
    """Return where the tables stand among the blocks."""
    return [rank for rank, one in enumerate(blocks) if isinstance(one, list)]


def table_at(blocks: Blocks, which: int) -> Boxes:
    """Return one of the tables, to be changed."""
    table = blocks[places(blocks)[which]]
    assert isinstance(table, list)
    return table


def said_otherwise(words: Mapping[str, str] | Callable[[str], str], *which: int) -> Layout:
    """Return a layout whose labels, in these tables or in all, are worded otherwise."""

    def change(blocks: Blocks) -> Blocks:
        for one in which or (DISCLOSURE, REQUESTS, REMEDIES):
            for row in table_at(blocks, one):
                row[:] = [box if _is_figure(box) else Box(said(box.text), box.down, box.across) for box in row]
        return blocks

    def said(text: str) -> str:
        if callable(words):
            return words(text) if text else text
        return words.get(text, text)

    return change


def with_figures(change: Callable[[str], str]) -> Layout:
    """Return a layout whose figures are printed otherwise."""

    def changed(blocks: Blocks) -> Blocks:
        for one in (DISCLOSURE, REQUESTS, REMEDIES):
            for row in table_at(blocks, one):
                row[:] = [Box(change(box.text), box.down, box.across) if _is_figure(box) else box for box in row]
        return blocks

    return changed


def with_headings(change: Callable[[str], str]) -> Layout:
    """Return a layout whose headings of sections are printed otherwise."""
    return lambda blocks: [change(one) if isinstance(one, str) and one[1:2] == "、" else one for one in blocks]


def filled_up(boxes: Boxes) -> Boxes:
    """Return a table whose merged cells are unmerged, each filled with what was printed in the whole."""
    width = max(column + one.across for _, column, one in placed_boxes(boxes))
    rows = [[Box("")] * width for _ in boxes]
    for row, column, one in placed_boxes(boxes):
        for down in range(one.down):
            for across in range(one.across):
                rows[row + down][column + across] = Box(one.text)
    return rows


def _is_figure(box: Box) -> bool:
    return box.text.isdecimal()


def as_small_docx(blocks: Sequence[str | Boxes]) -> bytes:
    """Return a Word document with nothing but its words and merged cells; made quicker than by a library."""
    out = BytesIO()
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(_paragraph(one) if isinstance(one, str) else _word_table(one) for one in blocks)
    with ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _word_table(boxes: Boxes) -> str:
    rows: list[list[tuple[int, str]]] = [[] for _ in boxes]
    for row, column, one in placed_boxes(boxes):
        for down in range(one.down):
            merged = "" if one.down == 1 else '<w:vMerge w:val="restart"/>' if down == 0 else "<w:vMerge/>"
            words = _paragraph(one.text if down == 0 else "")
            cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{one.across}"/>{merged}</w:tcPr>{words}</w:tc>'
            rows[row + down].append((column, cell))
    lines = ("".join(cell for _, cell in sorted(row)) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)

WRITERS: Mapping[str, Callable[[Sequence[str | Boxes]], bytes]] = {
    "x.html": as_html,
    "x.docx": as_small_docx,
    "x.xlsx": as_xlsx,
    "unmerged.xlsx": partial(as_xlsx, how=Sheets(merged=False)),
    "x.csv": as_csv,
    "x.md": as_markdown,
    "cells.txt": as_cells,
    "rows.txt": as_rows,
    "bars.txt": as_bars,
}
PLACED = ("x.html", "x.docx", "x.xlsx", "unmerged.xlsx", "x.csv")
"""Formats whose cells have columns."""
UNPLACED = ("x.md", "cells.txt", "rows.txt", "bars.txt")


def read_laid_out(name: str, layout: Layout, vocabulary: Vocabulary) -> Reading:
    """Return what is read of the report in a layout, in the format that a name stands for."""
    return read_document(name, WRITERS[name](layout(dense_blocks(vocabulary))), vocabulary)


def not_read(reading: Reading) -> tuple[set[str], set[str], dict[str, object]]:
    """Return the pointers of cells that are doubted, of those that are missing, and those that are read wrong."""
    wanted = {
        "/".join(("/tables", table, *row.split("."), column)): cell_value(text)
        for (table, row, column), text in dense_report().cells.items()
    }
    read = {f"/tables{pointer}": value for pointer, value in cells_of(reading.report.get("tables", {}))}
    doubted = {pointer for pointer in read if reading.source_map[pointer]["doubts"]}
    wrong = {
        pointer: value
        for pointer, value in read.items()
        if pointer not in doubted and (pointer not in wanted or wanted[pointer] != value)
    }
    return doubted, wanted.keys() - read.keys(), wrong


def assert_all_right(reading: Reading) -> None:
    """Assert that every cell is read, right and for certain, and that nothing is complained of."""
    assert not_read(reading) == (set(), set(), {})
    assert reading.defects == ()
