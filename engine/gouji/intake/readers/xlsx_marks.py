"""What stands in cells of a workbook besides their words: fonts and drawings enter, doubts by style and place leave."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from gouji.intake.readers.archive import TooLargeError, members_of, xml_of
from gouji.intake.readers.marks import DRAWN, HIDDEN, RAISED, STRUCK, UNKNOWN_SIGN, heeded, is_of_signs
from gouji.intake.readers.sheet import SheetCell
from gouji.record import replace

_MAX_PART: Final = 8 * 1024 * 1024
_MAX_ANCHORS: Final = 5_000
_MAX_WIDE: Final = 4
"""How many cells a drawing may lie over each way and still be looked for in each of them: larger ones are seals."""
_ANCHORS: Final = ("oneCellAnchor", "twoCellAnchor")
_OFF: Final = ("0", "false")
_SIZE: Final = re.compile(r"([0-9]{1,4})(?:\.[0-9]*)?", re.ASCII)
_TINY: Final = 2
"""Writing of so many points cannot be read."""


def mark_of(tag: str, attributes: Mapping[str, str]) -> str | None:
    """Return the doubt that a property of a font raises."""
    if tag == "strike" and attributes.get("val") not in _OFF:
        return STRUCK
    if tag == "vertAlign" and attributes.get("val") in ("superscript", "subscript"):
        return RAISED
    if tag in ("name", "rFont") and is_of_signs(attributes.get("val") or ""):
        return UNKNOWN_SIGN
    size = _SIZE.fullmatch(attributes.get("val") or "") if tag == "sz" else None
    return HIDDEN if size is not None and int(size.group(1)) <= _TINY else None


def doubts_of_font(font: Any) -> tuple[str, ...]:
    """Return the doubts about the figures of a style, colours left aside: struck out, raised, too small, of signs."""
    found = [mark_of(str(one.tag).rpartition("}")[2], one.attrib) for one in ([] if font is None else font)]
    return tuple(one for one in found if one is not None)


def drawn_on(content: bytes, sheet: str) -> frozenset[tuple[int, int]]:
    """Return the rows and columns of the cells of a sheet over which a small drawing lies."""
    relations, members = _relations_of(sheet), members_of(content)
    if relations not in members:
        return frozenset()
    found: set[tuple[int, int]] = set()
    for one in xml_of(content, relations, _MAX_PART).iterfind("{*}Relationship"):
        if (one.get("Type") or "").endswith("/drawing") and one.get("TargetMode") != "External":
            folder = posixpath.join("/", posixpath.dirname(sheet))
            member = posixpath.normpath(posixpath.join(folder, one.get("Target") or "")).lstrip("/")
            if member in members:
                found.update(_places(xml_of(content, member, _MAX_PART)))
    return frozenset(found)


def with_drawings(
    rows: Mapping[int, Mapping[int, SheetCell]], places: Collection[tuple[int, int]]
) -> Mapping[int, Mapping[int, SheetCell]]:
    """Return the rows of a sheet with doubts about the cells over which something is drawn."""
    made = {number: dict(row) for number, row in rows.items()} if places else rows
    for row, column in places:
        cells = made.get(row)
        if isinstance(cells, dict):
            cell = cells.get(column, SheetCell(""))
            cells[column] = replace(cell, doubts=(*cell.doubts, *heeded(cell.text, (DRAWN,))))
    return made


def _relations_of(member: str) -> str:
    folder, _, name = member.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _places(drawing: Any) -> Iterator[tuple[int, int]]:
    for rank, anchor in enumerate(drawing):
        if rank >= _MAX_ANCHORS:
            raise TooLargeError
        if str(anchor.tag).rpartition("}")[2] not in _ANCHORS:
            continue
        first = _place(anchor.find("{*}from"))
        last = _place(anchor.find("{*}to")) or first
        if first is None or last is None:
            continue
        if last[0] - first[0] < _MAX_WIDE and last[1] - first[1] < _MAX_WIDE:
            yield from (
                (row + 1, column + 1) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1)
            )


def _place(corner: Any) -> tuple[int, int] | None:
    row, column = (None if corner is None else corner.findtext(f"{{*}}{name}") for name in ("row", "col"))
    known = all(one is not None and one.isascii() and one.isdecimal() and len(one) < 8 for one in (row, column))
    return (int(row or 0), int(column or 0)) if known else None
