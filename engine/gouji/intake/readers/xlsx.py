"""A workbook of Excel to blocks: its sheets that are seen, in their order, each as a person sees it.

The parts are read as XML: formulas are never worked out, macros never run, other workbooks never opened.
What a cell holds is `xlsx_cells`', how a sheet becomes blocks `sheet`'s. No form and no vocabulary is known here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.blocks import Block
from gouji.intake.readers.archive import DamagedError, TooLargeError, walk, xml_of
from gouji.intake.readers.sheet import Counted, SheetTooLargeError, read_sheet
from gouji.intake.readers.sheet_numbers import BUILT_IN
from gouji.intake.readers.xlsx_cells import SheetParts, Style, Styles, Taken
from gouji.intake.readers.xlsx_colours import Palette, look_of, palette_of
from gouji.intake.readers.xlsx_marks import doubts_of_font, drawn_on, with_drawings
from gouji.intake.readers.xlsx_words import SharedWords
from gouji.record import Record, replace
from gouji.source import visible

_MAIN: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_MAX_PART: Final = 8 * 1024 * 1024
"""How large the parts without cells may be."""
_MAX_SHEETS: Final = 500
_UNKNOWN: Final = "?"
"""The code of a format that is not known: no number is certain under it."""


class _Workbook(Record, frozen=True):
    sheets: tuple[tuple[str, str], ...]
    """Names and members of the sheets that are seen."""
    words: str | None
    styles: str | None
    theme: str | None
    current: bool
    """Whether the stored values of formulas are those that a person sees."""


def read_xlsx(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a workbook."""
    try:
        return tuple(_blocks(name, content))
    except DamagedError:
        return defects.damaged(name, "XLSX")
    except (TooLargeError, SheetTooLargeError):
        return defects.too_complex(name)


def _blocks(name: str, content: bytes) -> Iterator[Block]:
    book = _workbook(content)
    root, theme = (None if one is None else xml_of(content, one, _MAX_PART) for one in (book.styles, book.theme))
    palette = palette_of(root, theme)
    words = SharedWords(palette)
    if book.words is not None:
        walk(content, book.words, words)
    styles = Styles(()) if root is None else _styles(root, palette)
    counted, taken = Counted(), Taken()
    for title, member in book.sheets:
        parts = SheetParts(words, styles, book.current, taken)
        walk(content, member, parts)
        sheet = parts.sheet(visible(title))
        drawn = drawn_on(content, member) if parts.drawn else ()
        yield from read_sheet(name, replace(sheet, rows=with_drawings(sheet.rows, drawn)), counted)


def _workbook(content: bytes) -> _Workbook:
    root = xml_of(content, _MAIN, _MAX_PART)
    members = _members(xml_of(content, _RELATIONS, _MAX_PART))
    listed = list(root.iterfind("{*}sheets/{*}sheet"))
    if not listed or len(listed) > _MAX_SHEETS:
        raise TooLargeError if listed else DamagedError
    sheets = []
    for one in listed:
        key = next((value for key, value in one.attrib.items() if key.endswith("}id")), "")
        if key not in members:
            raise DamagedError
        kind, member = members[key]
        # Sheets of charts, dialogs and old macros hold no cells that are read.
        if kind == "worksheet" and one.get("state", "visible") == "visible":
            sheets.append((one.get("name") or "", member))
    by_kind = dict(members.values())
    calculation = root.find("{*}calcPr")
    stale = calculation is not None and (
        _is_true(calculation.get("fullCalcOnLoad")) or calculation.get("calcCompleted") in ("0", "false")
    )
    return _Workbook(
        tuple(sheets), by_kind.get("sharedStrings"), by_kind.get("styles"), by_kind.get("theme"), not stale
    )


def _members(relations: Any) -> Mapping[str, tuple[str, str]]:
    """Return the kind and the member of every part, by the id of its relation."""
    found: dict[str, tuple[str, str]] = {}
    for one in relations.iterfind("{*}Relationship"):
        target = one.get("Target") or ""
        member = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if one.get("TargetMode") != "External":
            found[one.get("Id") or ""] = ((one.get("Type") or "").rpartition("/")[2], member)
    return found


def _styles(root: Any, palette: Palette) -> Styles:
    codes = dict(BUILT_IN)
    for one in root.iterfind("{*}numFmts/{*}numFmt"):
        number = _whole(one.get("numFmtId"))
        if number is not None:
            codes[number] = one.get("formatCode") or ""
    borders = root.iterfind("{*}borders/{*}border")
    lines = [(_is_drawn(one, "left", "start"), _is_drawn(one, "right", "end")) for one in borders]
    fonts, fills = list(root.iterfind("{*}fonts/{*}font")), list(root.iterfind("{*}fills/{*}fill"))
    made: list[Style] = []
    for one in root.iterfind("{*}cellXfs/{*}xf"):
        border = _whole(one.get("borderId")) or 0
        left, right = lines[border] if border < len(lines) else (False, False)
        font, fill = _at(fonts, one.get("fontId")), _at(fills, one.get("fillId"))
        code = codes.get(_whole(one.get("numFmtId")) or 0, _UNKNOWN)
        placed = list(one.iterfind("{*}alignment"))
        shrinks = any(_is_true(each.get("shrinkToFit")) for each in placed)
        repeats = any(each.get("horizontal") == "fill" for each in placed)
        look = look_of(font, fill, palette)
        made.append(Style(code, left, right, doubts_of_font(font), look, shrinks, repeats))
    return Styles(tuple(made))


def _at(listed: Sequence[Any], number: str | None) -> Any:
    rank = _whole(number) or 0
    return listed[rank] if rank < len(listed) else None


def _is_drawn(border: Any, *sides: str) -> bool:
    return any((one.get("style") or "none") != "none" for side in sides for one in border.iterfind(f"{{*}}{side}"))


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _whole(value: str | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdecimal() and len(value) < 10 else None
