"""A Word document to blocks: its paragraphs in their order, and every table that holds no other table.

The main part is read as XML: macros are never run, nothing is fetched, deleted words are left out.
A table around tables only lays out the page; text boxes stand behind the paragraph that holds them.
Numbers that Word counts itself are not in the text and are not given; words and rows that Word hides are left out.
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
from gouji.intake.readers.docx_styles import (
    OFF_PAGE,
    NamedStyles,
    Said,
    doubts_of,
    hides,
    is_off_page,
    is_on,
    loosened,
    said_in,
    styles_of,
)
from gouji.intake.readers.docx_styles import W as _W
from gouji.intake.readers.marks import DRAWN, ELSE, HIDDEN, RAISED, REVISED, UNKNOWN_SIGN, heeded
from gouji.record import MutableRecord, Record, field, replace

_MAIN: Final = "word/document.xml"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK: Final = f"{_MC}Fallback"
_GONE: Final = frozenset({_W + "del", _W + "moveFrom", _FALLBACK})
"""Words that were deleted, moved away, or stand there a second time for old programs."""
_APART: Final = {
    "drawing": DRAWN, "pict": DRAWN, "object": DRAWN, "sym": UNKNOWN_SIGN, "oMath": ELSE, "oMathPara": ELSE,
    "bdo": ELSE, "dir": ELSE, "pgNum": ELSE, "dayShort": ELSE, "dayLong": ELSE, "monthShort": ELSE, "monthLong": ELSE,
    "yearShort": ELSE, "yearLong": ELSE,
}  # fmt: skip
"""What stands in a cell without being its words."""
_OF_THEIR_OWN: Final = (_W + "hyperlink", _W + "fldSimple")
"""What stands around writing of another kind than that beside it."""
_CHANGED: Final = ("cellDel", "cellMerge")
"""Changes of single cells: what stands in which column depends on whether they are accepted."""
_NOT_THERE: Final = "not there"
_DIGIT: Final = re.compile(r"\d")

_MAX_CELLS: Final = 200_000
_MAX_SPAN: Final = 1_000


class _Around(Record, frozen=True):
    """What stands around words: the styles of the document, of them that of the table, and the fill of the cell."""

    styles: NamedStyles
    table: str | None = None
    fill: str | None = None


class _Field(MutableRecord):
    """A field that is open: how many words stand before it, and whether its code is over."""

    start: int
    shown: bool = False


class _Body(MutableRecord):
    name: str
    styles: NamedStyles
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0
    cells: int = 0
    lines: int = 0
    offset: int = 0


def read_docx(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a Word document."""
    try:
        root = loosened(xml_of(content, _MAIN))
        styles = styles_of(content)
    except DamagedError:
        return defects.damaged(name, "DOCX")
    except TooLargeError:
        return defects.too_complex(name)
    body = _Body(name, styles)
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


def _take_paragraph(body: _Body, paragraph: Any) -> None:
    for line in _text_of(paragraph, _Around(body.styles)).split("\n"):
        text = line.strip(BLANKS)
        if text:
            body.lines += 1
            place = Place(body.name, body.lines, 1, start=body.offset, end=body.offset + len(text))
            body.offset += len(text) + 1
            body.blocks.append(Paragraph(text, place))


def _text_of(paragraph: Any, around: _Around, doubts: list[str] | None = None) -> str:
    """Return the words of a paragraph; note what else is in it where doubts are asked for, as in a cell."""
    words: list[str] = []
    own = around.styles.of_paragraph(_named(paragraph, "pPr", "pStyle"))
    heights: set[str] = set()
    looks: set[tuple[str, str]] = set()
    fields: list[_Field] = []
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
            case _ if node.tag == _W + "fldChar":
                unsure = _heed_field(node.get(_W + "fldCharType"), fields, words)
                if unsure and doubts is not None:
                    doubts.append(DRAWN)
            case _ if node.tag == _W + "r":
                direct = said_in(node.find(_W + "rPr"))
                styles = (around.styles.of(around.table), own, around.styles.of(direct.get("rStyle")))
                if hides(direct, styles):
                    pending.extend(reversed(node.findall(_W + "fldChar")))
                    continue
                if doubts is not None and any((one.text or "").strip(BLANKS) for one in node.iterfind(_W + "t")):
                    doubts.extend(doubts_of(direct, styles, around.fill))
                    heights.add(direct.get("position") or "0")
                    looks.update(_looks(node, direct, fields))
                pending.extend(reversed(node))
            case _:
                if doubts is not None:
                    if node.tag == _W + "sdt" and _is_placeholder(node):
                        doubts.append(DRAWN)
                        continue
                    if node.tag == _MC + "AlternateContent" and len(set(_choices(node))) > 1:
                        doubts.append(ELSE)
                    kind = _APART.get(str(node.tag).rpartition("}")[2])
                    doubts.extend(() if kind is None else (kind,))
                pending.extend(reversed(node))
    if doubts is not None and (len(heights) > 1 or len({size for size, _ in looks}) > 1):
        doubts.append(RAISED)
    if doubts is not None and (fields or len({style for _, style in looks}) > 1):
        doubts.append(ELSE)
    return "".join(words)


def _heed_field(mark: str | None, fields: list[_Field], words: list[str]) -> bool:
    """Take the code of a field, and the fields within it, off the words; return whether its result is not known."""
    if mark == "begin":
        fields.append(_Field(len(words)))
        return False
    if not fields:
        return True
    if not fields[-1].shown:
        del words[fields[-1].start :]
    if mark == "separate":
        fields[-1].shown = True
        return False
    return not fields.pop().shown


def _choices(alternate: Any) -> Iterator[str]:
    """Yield the words of each of several contents of which a program shows the first that it knows how to."""
    for one in alternate:
        yield "".join(word.text or "" for word in one.iter(_W + "t"))


def _looks(run: Any, said: Said, fields: Sequence[_Field]) -> Iterator[tuple[str, str]]:
    """Yield the size and the style that a run with figures states; what is a link or a field has one of its own.

    What stands in the code of a field is not shown.
    """
    digits = any(_DIGIT.search(one.text or "") for one in run.iterfind(_W + "t"))
    if digits and all(one.shown for one in fields):
        around = "field" if fields else str(run.getparent().tag)
        yield said.get("sz", ""), around if fields or around in _OF_THEIR_OWN else said.get("rStyle", "")


def _named(node: Any, *steps: str) -> str | None:
    """Return the value of a property; nothing when it is not stated."""
    found = node.find("/".join(_W + one for one in steps))
    return None if found is None else found.get(_W + "val")


def _is_placeholder(control: Any) -> bool:
    """Return whether a content control shows what it asks for, and nothing that was filled in."""
    return is_on(said_in(control.find(_W + "sdtPr")), "showingPlcHdr")


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
    around = _Around(body.styles, _named(table, "tblPr", "tblStyle"))
    for row in table.iterdescendants(_W + "tr"):
        placed = list(_placed(row))
        doubt = _doubt_of_row(row, [one for one, _, _ in placed], around)
        if doubt == _NOT_THERE:
            # What begins in a row that is not there is merged with no cell below it.
            above = {
                at: one for at, one in above.items() if at not in {at for one, at, _ in placed if not _goes_on(one)}
            }
            continue
        cells: list[Cell] = []
        for one, at, across in placed:
            body.cells += 1
            if _goes_on(one) and at in above:
                number, rank = above[at]
                rows[number][rank] = replace(rows[number][rank], row_span=rows[number][rank].row_span + 1)
                continue
            above.pop(at, None)
            if one.find(f"{_W}tcPr/{_W}vMerge") is not None:
                above[at] = (len(rows), len(cells))
            text, doubts = _read(one, around)
            more = () if doubt is None else heeded(text, (doubt,))
            place = Place(body.name, table=body.tables, table_row=len(rows) + 1, table_column=at)
            cells.append(Cell(text, len(rows) + 1, at, place, 1, across, (*doubts, *more)))
        rows.append(cells)
    printed = tuple(tuple(cells) for cells in rows if cells)
    if printed:
        body.blocks.append(Grid(printed, Place(body.name, table=body.tables), ragged=False))


def _placed(row: Any) -> Iterator[tuple[Any, int, int]]:
    """Yield the cells of a row, each with its first column and over how many it goes."""
    at = 1 + _number(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
    for one in row.iter(_W + "tc"):
        across = max(_number(one.find(f"{_W}tcPr/{_W}gridSpan"), 1), 1)
        yield one, at, across
        at += across


def _goes_on(cell: Any) -> bool:
    """Return whether a cell is the lower part of one that is merged downwards."""
    merged = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merged is not None and merged.get(_W + "val") != "restart"


def _doubt_of_row(row: Any, cells: Sequence[Any], around: _Around) -> str | None:
    """Return what changes that are tracked, or the mark that hides a row, say of all its cells.

    A row is hidden by its mark only together with all its words.
    """
    said = said_in(row.find(_W + "trPr"))
    if "del" in said:
        return _NOT_THERE
    if is_on(said, "hidden"):
        return HIDDEN if any(any(_read(one, around)) for one in cells) else _NOT_THERE
    changed = any(one.find(f"{_W}tcPr/{_W}{kind}") is not None for one in cells for kind in _CHANGED)
    return REVISED if changed else None


def _number(node: Any, otherwise: int) -> int:
    stated = "" if node is None else node.get(_W + "val") or ""
    return min(int(stated), _MAX_SPAN) if stated.isascii() and stated.isdecimal() and len(stated) < 7 else otherwise


def _read(cell: Any, table: _Around) -> tuple[str, tuple[str, ...]]:
    """Return the paragraphs of a cell, divided by line breaks, and the doubts about them."""
    doubts: list[str] = []
    lines: list[str] = []
    goes_on = False
    shade = cell.find(f"{_W}tcPr/{_W}shd")
    around = replace(table, fill=None if shade is None else shade.get(_W + "fill"))
    control = cell.getparent().getparent()
    pending = [] if control is not None and control.tag == _W + "sdt" and _is_placeholder(control) else [cell]
    if not pending:
        doubts.append(DRAWN)
    while pending:
        node = pending.pop()
        if node.tag == _W + "p":
            first, *more = _text_of(node, around, doubts).split("\n")
            lines[-1:] = [lines[-1] + first] if goes_on else [*lines[-1:], first]
            lines.extend(more)
            # Once the change is accepted, nothing ends the paragraph here.
            goes_on = node.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None
            if _is_counted(node, around.styles):
                doubts.append(ELSE)
            if (first or more) and _is_off_page(node, around.styles):
                doubts.append(HIDDEN)
            pending.extend(reversed(list(_boxes(node))))
        elif node.tag == _W + "sdt" and _is_placeholder(node):
            doubts.append(DRAWN)
        elif node.tag not in _GONE:
            pending.extend(reversed(node))
    text = "\n".join(bare for line in lines if (bare := line.strip(BLANKS)))
    return text, heeded(text, doubts)


def _is_counted(paragraph: Any, styles: NamedStyles) -> bool:
    """Return whether Word counts a paragraph itself, as it or its style says."""
    own = _named(paragraph, "pPr", "numPr", "numId")
    said = styles.of_paragraph(_named(paragraph, "pPr", "pStyle")).get("numId", "0")
    return (said if own is None else own) != "0"


def _is_off_page(paragraph: Any, styles: NamedStyles) -> bool:
    """Return whether a paragraph is moved to where it is not seen, as it or its style says."""
    said = styles.of_paragraph(_named(paragraph, "pPr", "pStyle"))
    return OFF_PAGE in said or is_off_page(paragraph.find(f"{_W}pPr"))
