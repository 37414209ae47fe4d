"""A form as a Word document: headings, and tables with lines and merged cells.

Needs python-docx, of the extra `gouji[template]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final
from xml.sax.saxutils import escape

from gouji.template.layout import Box, Boxes, Form, Key
from gouji.template.widths import widths_of

_FONT: Final = "宋体"
_PAGE: Final = 9_000
"""The width of what is printed on a page of A4, in twentieths of a point."""
_LINES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
_SPACES: Final = 3
"""How many blank paragraphs stand where prose is to be written."""


def write_docx(form: Form, values: Mapping[Key, str] = MappingProxyType({})) -> bytes:
    """Return a form as a Word document, with the values that are given in its cells."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    for name in ("Normal", "Title", "Heading 1"):
        _set_font(document.styles[name])
    title = document.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in list(title.element.iterfind("{*}pPr/{*}pBdr")):
        line.getparent().remove(line)
    title.font.size, document.styles["Heading 1"].font.size = Pt(18), Pt(14)
    for part in form:
        for piece in part.pieces:
            if isinstance(piece, Boxes):
                document.add_paragraph()._p.addprevious(parse_xml(_table(piece, values)))
            elif piece.kind == "space":
                for _ in range(_SPACES):
                    document.add_paragraph()
            else:
                document.add_heading(piece.text, 0 if piece.kind == "title" else 1)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_font(style: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    style.font.name = _FONT
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), _FONT)


def _table(table: Boxes, values: Mapping[Key, str]) -> str:
    """Return a table as Word writes it: a cell merged downwards stands again, blank, in every row that it covers."""
    from docx.oxml.ns import nsdecls

    own = widths_of(table)
    widths = [width * _PAGE // sum(own) for width in own]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows: list[list[tuple[Box, int]]] = [[] for _ in range(table.rows)]
    for box in table.boxes:
        for below in range(box.down):
            rows[box.row + below].append((box, below))
    written = "".join(_row(row, widths, values) for row in rows)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_LINES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _row(row: list[tuple[Box, int]], widths: list[int], values: Mapping[Key, str]) -> str:
    cells = "".join(_cell(box, below, widths, values) for box, below in sorted(row, key=lambda one: one[0].column))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(box: Box, below: int, widths: list[int], values: Mapping[Key, str]) -> str:
    across = sum(widths[box.column : box.column + box.across])
    span = f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
    merged = "" if box.down == 1 else "<w:vMerge/>" if below else '<w:vMerge w:val="restart"/>'
    text = "" if below else box.text or ("" if box.key is None else values.get(box.key, ""))
    side = "left" if box.kind == "label" else "center"
    properties = f'<w:tcW w:w="{across}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/>'
    placed = f'<w:spacing w:before="0" w:after="0"/><w:jc w:val="{side}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:pPr>{placed}</w:pPr>{''.join(_runs(text))}</w:p></w:tc>"


def _runs(text: str) -> Iterator[str]:
    if text:
        yield f'<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
