"""A Word document to blocks: its paragraphs in their order, and every table that holds no other table.

The main part is read as XML: macros are never run, nothing is fetched, deleted words are left out.
A table around tables only lays out the page; text boxes stand behind the paragraph that holds them.
Numbers that Word counts itself are not in the text and are not given; words that Word hides are left out.
No form and no vocabulary is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import BLANKS, Block, Cell, Grid, Paragraph
from gouji.intake.readers.archive import DamagedError, TooLargeError, xml_of
from gouji.intake.readers.marks import DRAWN, ELSE, HIDDEN, RAISED, STRUCK, UNKNOWN_SIGN, heeded
from gouji.record import MutableRecord, field, replace

_MAIN: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""What Word calls its elements in a strict Open XML document."""
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE: Final = frozenset({_W + "del", _W + "moveFrom", _FALLBACK})
"""Words that were deleted, moved away, or stand there a second time for old programs."""
_APART: Final = {
    "drawing": DRAWN, "pict": DRAWN, "object": DRAWN, "sym": UNKNOWN_SIGN, "oMath": ELSE, "oMathPara": ELSE,
    "bdo": ELSE, "dir": ELSE,
}  # fmt: skip
"""What stands in a cell without being its words."""
_DIGIT: Final = re.compile(r"\d")
_OFF: Final = ("0", "false", "off", "none")

_MAX_CELLS: Final = 200_000
_MAX_SPAN: Final = 1_000


class _Body(MutableRecord):
    name: str
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0
    cells: int = 0
    lines: int = 0
    offset: int = 0


def read_docx(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a Word document."""
    try:
        root = xml_of(content, _MAIN)
    except DamagedError:
        return defects.damaged(name, "DOCX")
    except TooLargeError:
        return defects.too_complex(name)
    if root.tag.startswith(_STRICT):
        _loosen(root)
    body = _Body(name)
    pending = [root]
    while pending:
        node = pending.pop()
        if node.tag == _W + "p":
            _take_paragraph(body, node)
            pending.extend(reversed(list(_boxes(node))))
        elif node.tag == _W + "tbl" and next(node.iterdescendants(_W + "tbl"), None) is None:
            _take_table(body, node)
        elif node.tag not in _GONE:
            pending.extend(reversed(node))
        if body.cells > _MAX_CELLS:
            return defects.too_complex(name)
    return tuple(body.blocks)


def _loosen(root: Any) -> None:
    """Give the elements of a strict document the names that all others use."""
    for node in root.iter(f"{_STRICT}*"):
        node.tag = _W + node.tag[len(_STRICT) :]
        for name, value in list(node.attrib.items()):
            if name.startswith(_STRICT):
                node.set(_W + name[len(_STRICT) :], value)


def _take_paragraph(body: _Body, paragraph: Any) -> None:
    for line in _text_of(paragraph).split("\n"):
        text = line.strip(BLANKS)
        if text:
            body.lines += 1
            place = Place(body.name, body.lines, 1, start=body.offset, end=body.offset + len(text))
            body.offset += len(text) + 1
            body.blocks.append(Paragraph(text, place))


def _text_of(paragraph: Any, doubts: list[str] | None = None) -> str:
    """Return the words of a paragraph; note what else is in it where doubts are asked for, as in a cell."""
    words: list[str] = []
    heights: set[str] = set()
    looks: set[tuple[str, str]] = set()
    pending = list(reversed(paragraph))
    while pending:
        node = pending.pop()
        match node.tag:
            case _ if node.tag in _GONE or node.tag in (_W + "txbxContent", _W + "pPr", _W + "rPr"):
                continue
            case _ if node.tag == _W + "t":
                words.append(node.text or "")
            case _ if node.tag == _W + "rt":
                # What is read over words is not among them.
                if doubts is not None:
                    doubts.append(RAISED)
            case _ if node.tag in (_W + "br", _W + "cr"):
                words.append("\n")
            case _ if node.tag == _W + "tab":
                words.append("\t")
            case _ if node.tag == _W + "noBreakHyphen":
                words.append("-")
            case _ if node.tag == _W + "r":
                marks = node.find(_W + "rPr")
                if marks is not None and _is_on(marks, "vanish"):
                    continue
                if doubts is not None and any((one.text or "").strip(BLANKS) for one in node.iterfind(_W + "t")):
                    doubts.extend(() if marks is None else _of_run(marks))
                    heights.add("0" if marks is None else _stated(marks, "position") or "0")
                    looks.update(_looks(node, marks))
                pending.extend(reversed(node))
            case _:
                if doubts is not None:
                    if node.tag == _W + "sdt" and _is_placeholder(node):
                        doubts.append(DRAWN)
                        continue
                    kind = _APART.get(str(node.tag).rpartition("}")[2])
                    doubts.extend(() if kind is None else (kind,))
                pending.extend(reversed(node))
    if doubts is not None and (len(heights) > 1 or len({size for size, _ in looks}) > 1):
        doubts.append(RAISED)
    if doubts is not None and len({style for _, style in looks}) > 1:
        doubts.append(ELSE)
    return "".join(words)


def _of_run(marks: Any) -> Iterator[str]:
    """Yield what the properties of a run say of its words."""
    if _is_on(marks, "strike") or _is_on(marks, "dstrike"):
        yield STRUCK
    if _stated(marks, "vertAlign") in ("superscript", "subscript"):
        yield RAISED
    if (_stated(marks, "color") or "").upper() == "FFFFFF" and marks.find(_W + "shd") is None:
        yield HIDDEN


def _looks(run: Any, marks: Any) -> Iterator[tuple[str, str]]:
    """Yield the size and the style that a run with figures states."""
    if any(_DIGIT.search(one.text or "") for one in run.iterfind(_W + "t")):
        yield ("", "") if marks is None else (_stated(marks, "sz") or "", _stated(marks, "rStyle") or "")


def _is_on(marks: Any, name: str) -> bool:
    return marks.find(_W + name) is not None and _stated(marks, name) not in _OFF


def _stated(marks: Any, name: str) -> str | None:
    node = marks.find(_W + name)
    value = None if node is None else node.get(_W + "val")
    return None if value is None else str(value)


def _is_placeholder(control: Any) -> bool:
    """Return whether a content control shows what it asks for, and nothing that was filled in."""
    marks = control.find(_W + "sdtPr")
    return marks is not None and _is_on(marks, "showingPlcHdr")


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Return the contents of the outermost text boxes of a paragraph."""
    pending = list(reversed(paragraph))
    while pending:
        node = pending.pop()
        if node.tag == _W + "txbxContent":
            yield node
        elif node.tag not in _GONE:
            pending.extend(reversed(node))


def _take_table(body: _Body, table: Any) -> None:
    body.tables += 1
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for row in table.iterdescendants(_W + "tr"):
        cells: list[Cell] = []
        at = 1 + _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for one in row.iter(_W + "tc"):
            across = max(_number(one.find(f"{_W}tcPr/{_W}gridSpan"), 1), 1)
            merged = one.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merged is not None and merged.get(_W + "val") != "restart"
            body.cells += 1
            if goes_on and at in above:
                number, rank = above[at]
                rows[number][rank] = replace(rows[number][rank], row_span=rows[number][rank].row_span + 1)
            else:
                above.pop(at, None)
                if merged is not None:
                    above[at] = (len(rows), len(cells))
                text, doubts = _read(one)
                place = Place(body.name, table=body.tables, table_row=len(rows) + 1, table_column=at)
                cells.append(Cell(text, len(rows) + 1, at, place, 1, across, doubts))
            at += across
        rows.append(cells)
    printed = tuple(tuple(cells) for cells in rows if cells)
    if printed:
        body.blocks.append(Grid(printed, Place(body.name, table=body.tables), ragged=False))


def _number(node: Any, otherwise: int) -> int:
    stated = "" if node is None else node.get(_W + "val") or ""
    return min(int(stated), _MAX_SPAN) if stated.isascii() and stated.isdecimal() and len(stated) < 7 else otherwise


def _read(cell: Any) -> tuple[str, tuple[str, ...]]:
    """Return the paragraphs of a cell, divided by line breaks, and the doubts about them."""
    doubts: list[str] = []
    lines: list[str] = []
    around = cell.getparent().getparent()
    pending = [] if around is not None and around.tag == _W + "sdt" and _is_placeholder(around) else [cell]
    if not pending:
        doubts.append(DRAWN)
    while pending:
        node = pending.pop()
        if node.tag == _W + "p":
            lines.extend(line.strip(BLANKS) for line in _text_of(node, doubts).split("\n"))
            number = node.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if number is not None and number.get(_W + "val") != "0":
                doubts.append(ELSE)
            pending.extend(reversed(list(_boxes(node))))
        elif node.tag == _W + "sdt" and _is_placeholder(node):
            doubts.append(DRAWN)
        elif node.tag not in _GONE:
            pending.extend(reversed(node))
    text = "\n".join(line for line in lines if line)
    shade = cell.find(f"{_W}tcPr/{_W}shd")
    if shade is not None and shade.get(_W + "fill", "auto") not in ("auto", "FFFFFF"):
        doubts = [one for one in doubts if one != HIDDEN]
    return text, heeded(text, doubts)
