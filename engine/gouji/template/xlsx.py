"""A form as a workbook: a sheet for every part, tables with lines and merged cells, figures as numbers.

Needs XlsxWriter, of the extra `gouji[template]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

from gouji.template.layout import Box, Boxes, Form, Key, Words
from gouji.template.widths import lines_of, widths_of

_FONT: Final = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_STYLES: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "title": {"font_size": 16, "bold": True, "align": "center"},
        "heading": {"font_size": 12, "bold": True},
        "space": {"border": 1, "text_wrap": True, "valign": "top"},
        "head": {"border": 1, "text_wrap": True, "align": "center"},
        "label": {"border": 1, "text_wrap": True},
        "value": {"border": 1, "align": "center"},
    }
)
_PLAIN: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,10})", re.ASCII)
"""What is stored as a number and shown in full without a format of its own; all else is stored as words."""
_PROSE_COLUMNS: Final = 8
_PROSE_WIDTH: Final = 11
_PROSE_HEIGHT: Final = 240
_LINE_HEIGHT: Final = 16
_A4: Final = 9
_MAX_NAME: Final = 31
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(form: Form, values: Mapping[Key, str] = MappingProxyType({})) -> bytes:
    """Return a form as a workbook, with the values that are given in its cells."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        styles = {name: book.add_format({**_FONT, **style}) for name, style in _STYLES.items()}
        for number, part in enumerate(form, 1):
            sheet = book.add_worksheet(f"{number} {_NOT_IN_NAMES.sub('', part.name)}"[:_MAX_NAME])
            sheet.set_paper(_A4)
            sheet.fit_to_pages(1, 1)
            tables = [one for one in part.pieces if isinstance(one, Boxes)]
            widths = widths_of(tables[0]) if tables else (_PROSE_WIDTH,) * _PROSE_COLUMNS
            if sum(widths) > _PROSE_WIDTH * _PROSE_COLUMNS:
                sheet.set_landscape()
            for column, width in enumerate(widths):
                sheet.set_column(column, column, width)
            row = 0
            for piece in part.pieces:
                if isinstance(piece, Boxes):
                    _write_table(sheet, piece, row, widths, values, styles)
                    row += piece.rows
                else:
                    _write_words(sheet, piece, row, len(widths), styles)
                    row += 1
    return out.getvalue()


def _write_words(sheet: Any, words: Words, row: int, columns: int, styles: Mapping[str, Any]) -> None:
    sheet.merge_range(row, 0, row, columns - 1, words.text, styles[words.kind])
    sheet.set_row(row, _PROSE_HEIGHT if words.kind == "space" else 2 * _LINE_HEIGHT)


def _write_table(
    sheet: Any, table: Boxes, top: int, widths: tuple[int, ...], values: Mapping[Key, str], styles: Mapping[str, Any]
) -> None:
    heights = [1] * table.rows
    for box in table.boxes:
        _write_box(sheet, box, top, "" if box.key is None else values.get(box.key, ""), styles[box.kind])
        if box.down == 1:
            heights[box.row] = max(heights[box.row], lines_of(box, (*widths, *([_PROSE_WIDTH] * table.columns))))
    for row, lines in enumerate(heights):
        sheet.set_row(top + row, _LINE_HEIGHT * lines + 4)


def _write_box(sheet: Any, box: Box, top: int, value: str, style: Any) -> None:
    row, column = top + box.row, box.column
    if box.down > 1 or box.across > 1:
        sheet.merge_range(row, column, row + box.down - 1, column + box.across - 1, "", style)
    text = box.text or value
    if not text:
        sheet.write_blank(row, column, None, style)
    elif box.kind == "value" and _PLAIN.fullmatch(text) and text != "-0":
        sheet.write_number(row, column, int(text), style)
    else:
        sheet.write_string(row, column, text, style)
