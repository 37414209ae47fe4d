"""Documents that print a report: a report JSON and a format enter, the bytes of a file leave."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gouji.generation.layout import Block, Heading, blocks_of
from gouji.generation.reports import Json, as_bytes
from gouji.template.layout import Box, Boxes
from gouji.vocabulary.model import Vocabulary


def printed(report: Json, format_id: str, vocabulary: Vocabulary) -> bytes:
    """Return a report as a document; `json` is the report JSON itself.

    Raises:
        LookupError: no such format is known; `FORMATS` lists them.
    """
    if format_id == "json":
        return as_bytes(report)
    if format_id not in _WRITERS:
        raise LookupError(f"reports are printed as {', '.join(FORMATS)}, not as {format_id!r}")
    return _WRITERS[format_id](tuple(blocks_of(report, vocabulary)))


def ragged(table: Boxes) -> list[list[str]]:
    """Return rows as converters print them: a box merged downwards is empty below, one merged across stands once."""
    rows: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for one in table.boxes:
        rows[one.row][one.column] = one.text
        for below in range(one.row + 1, one.row + one.down):
            rows[below][one.column] = ""
    return [[text for _, text in sorted(row.items())] for row in rows]


# ── web pages, Markdown, text ───────────────────────────────────────────────


def as_html(blocks: Sequence[Block]) -> bytes:
    """Return a page with its tables merged as browsers do."""
    body = "\n".join(map(_html_of, blocks))
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'.encode()


def _html_of(block: Block) -> str:
    match block:
        case str():
            return f"<p>{html.escape(block)}</p>"
        case Heading():
            return f"<h{block.level}>{html.escape(block.text)}</h{block.level}>"
        case _:
            rows = ("".join(_td(one) for one in block.boxes if one.row == row) for row in range(block.rows))
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _td(one: Box) -> str:
    return f'<td rowspan="{one.down}" colspan="{one.across}">{html.escape(one.text)}</td>'


def as_markdown(blocks: Sequence[Block]) -> bytes:
    """Return Markdown with headings and tables of bars."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case str():
                lines += [block, ""]
            case Heading():
                lines += [f"{'#' * block.level} {block.text}", ""]
            case _:
                rows = ragged(block)
                shown = [f"| {' | '.join(row)} |" for row in rows]
                shown.insert(1, "|" + "---|" * len(rows[0]))
                lines += [*shown, ""]
    return "\n".join(lines).encode("utf-8", "replace")


def as_text(blocks: Sequence[Block]) -> bytes:
    """Return text with a row of a table a line, TABs between its cells."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case str():
                lines.append(block)
            case Heading():
                lines.append(block.text)
            case _:
                # A row of one cell has no TAB within; converters end it by one.
                lines += ["\t".join(row if len(row) > 1 else [*row, ""]) for row in ragged(block)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


# ── Word ────────────────────────────────────────────────────────────────────

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""Of every file in the archive, so that the same report gives the same bytes."""


def as_docx(blocks: Sequence[Block]) -> bytes:
    """Return a Word document with merged cells."""
    body = "".join(map(_docx_of, blocks))
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", document),
        ):
            archive.writestr(ZipInfo(name, _DAY), (_DECLARED + content).encode("utf-8", "replace"), ZIP_DEFLATED)
    return out.getvalue()


def _docx_of(block: Block) -> str:
    match block:
        case str():
            return _paragraph(block)
        case Heading():
            return _paragraph(block.text)
        case _:
            return _docx_table(block)


def _paragraph(text: str) -> str:
    # XML has no way to write most control characters.
    shown = "".join(char for char in text if char >= " " or char == "\t")
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(shown)}</w:t></w:r></w:p>'


def _docx_table(table: Boxes) -> str:
    cells: list[dict[int, str]] = [{} for _ in range(table.rows)]
    for one in table.boxes:
        span = f'<w:gridSpan w:val="{one.across}"/>' if one.across > 1 else ""
        start = '<w:vMerge w:val="restart"/>' if one.down > 1 else ""
        cells[one.row][one.column] = f"<w:tc><w:tcPr>{span}{start}</w:tcPr>{_paragraph(one.text)}</w:tc>"
        for below in range(one.row + 1, one.row + one.down):
            cells[below][one.column] = f"<w:tc><w:tcPr>{span}<w:vMerge/></w:tcPr><w:p/></w:tc>"
    rows = "".join(f"<w:tr>{''.join(text for _, text in sorted(row.items()))}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * table.columns}</w:tblGrid>{rows}</w:tbl><w:p/>"


_WRITERS: Final[Mapping[str, Callable[[Sequence[Block]], bytes]]] = {
    "html": as_html,
    "docx": as_docx,
    "md": as_markdown,
    "txt": as_text,
}
FORMATS: Final = ("json", *_WRITERS)
"""The formats that a report can be printed in; each is the ending of its file."""
