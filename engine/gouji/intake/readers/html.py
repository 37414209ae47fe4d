"""A saved web page to blocks: what is shown as text, in its order, and every table that holds no other table.

Decoded here, since parsers guess; scripts are never run and nothing is fetched.
A table around tables only lays out the page. What stands behind the element that holds all numbered headings belongs
to the site, not to the report. No form and no vocabulary is known here.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import Block, Grid, Heading, Paragraph
from gouji.intake.encoding import decode
from gouji.intake.readers.html_cells import AROUND, current, take_table
from gouji.intake.readers.html_costs import takes_too_long
from gouji.intake.readers.html_marks import marks_of
from gouji.intake.readers.html_page import MAX_SLOTS, Kind, Page, line_of
from gouji.intake.readers.html_prose import LINKED, is_link, said_in
from gouji.intake.readers.html_rules import TooManyRulesError, ruled_in
from gouji.intake.readers.marks import ELSE
from gouji.record import replace

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_BYTES: Final = 16 * 1024 * 1024
"""The parser takes some 25 times as much memory."""

CUT_OFF: Final = "document_ends_here"

_MAX_TABLES: Final = 2_000
_MAX_HEADINGS: Final = 200
_TITLE_ENDS: Final = re.compile(r"</title[\s/>]", re.I | re.A)
_BEHIND: Final = "\x01"
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十]{1,3}[、.．,，]")


def read_html(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a web page."""
    from selectolax.lexbor import LexborHTMLParser

    if len(content) > MAX_BYTES:
        return defects.too_large(name, len(content), MAX_BYTES)
    decoded = decode(name, content)
    if isinstance(decoded, Defect):
        return decoded
    # Most pages are in UTF-8, as the parser wants them.
    written = content if decoded.encoding == "utf-8" else decoded.text.encode()
    low = written.lower()
    if low.count(b"<table") > _MAX_TABLES or takes_too_long(low):
        return defects.too_complex(name)
    root = LexborHTMLParser(written.removeprefix(BOM_UTF8)).root
    if root is None:
        return defects.empty(name)
    try:
        ruled = ruled_in(root, low)
    except TooManyRulesError:
        return defects.too_complex(name)
    said = marks_of(root, low, ruled)
    page = Page(name, hidden=said.hidden, styled=said.styled, marked=said.around, outer=said.outer, boxes=ruled.boxes)
    if not _walk(page, root):
        return defects.too_complex(name)
    blocks = current(_report_of(page), page.outdated)
    cut = low.rfind(b"<td") > low.rfind(b"</table")
    return _with_doubt(blocks) if cut else blocks


def title_of(text: str) -> str:
    """Return the title of a page that can be read: what stands on its tab."""
    end = _TITLE_ENDS.search(text)
    found = None if end is None else _title_in(text[: end.end()] + _BEHIND)
    # A title in the head that ends here is the first of the page, whatever follows.
    if found is not None and found.parent is not None and found.parent.tag == "head" and _BEHIND not in found.text():
        return found.text()
    found = _title_in(text)
    return "" if found is None else found.text()


def _title_in(text: str) -> LexborNode | None:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(text).css_first("title")


def _walk(page: Page, root: LexborNode) -> bool:
    """Take up everything shown below a node; false when its tables are too large to be real."""
    kinds, hidden, under, words, blocks = page.kinds, page.hidden, page.under, page.words, page.blocks
    marked = bool(page.styled or page.outer)
    above: list[tuple[Kind, LexborNode | None, int]] = []
    node: LexborNode | None = root
    while node is not None or above:
        if node is None:
            kind, node, marks = above.pop()
            if kind.block and words:
                _end_paragraph(page, kind.level)
            page.ends[page.open.pop()] = len(blocks)
            del under[marks:]
            continue
        kind = kinds.get(node.tag_id) or page.kind(node)
        if kind.text:
            if under:
                page.marks[len(words)] = tuple(under)
            words.append(node.text_content or "")
        elif kind.entered and (not hidden or node.mem_id not in hidden):
            if kind.block and words:
                _end_paragraph(page, None)
            if kind.tag != "table" or any(one.mem_id != node.mem_id for one in node.css("table")):
                page.open.append(len(page.ends))
                page.ends.append(0)
                above.append((kind, node.next, len(under)))
                if kind.mark is not None or marked:
                    _mark(page, node, kind)
                node = node.child
                continue
            take_table(page, node)
            if page.slots > MAX_SLOTS:
                return False
        node = node.next
    _end_paragraph(page, None)
    return True


def _mark(page: Page, node: LexborNode, kind: Kind) -> None:
    """Take up what an element and its style make of the words in it; what a style adds stands there without words."""
    mark = None if kind.mark == LINKED and _is_target(node) else kind.mark
    around = AROUND if node.mem_id in page.outer else None
    found = [one for one in (mark, page.styled.get(node.mem_id), around) if one is not None]
    # Elements within each other without end say nothing more.
    page.under += [one for one in found if one not in page.under]
    if ELSE in found:
        page.marks[len(page.words)] = (ELSE,)
        page.words.append("")


def _is_target(node: LexborNode) -> bool:
    """Return whether an `a` only names a place, to which others lead."""
    said = node.attributes
    return "href" not in said and ("name" in said or "id" in said)


def _end_paragraph(page: Page, level: int | None) -> None:
    words, doubts = said_in(page.words, page.marks) if page.marks else (page.words, ())
    text = line_of(words)
    linked = bool(page.marks) and is_link(page.words, page.marks)
    page.words.clear()
    page.marks.clear()
    if not text:
        return
    page.lines += 1
    place = Place(page.name, page.lines, 1, start=page.offset, end=page.offset + len(text))
    page.offset += len(text) + 1
    page.blocks.append(
        Paragraph(text, place, doubts, linked) if level is None else Heading(text, level, place, doubts, linked)
    )
    if _NUMBERED.match(text) and page.headings < _MAX_HEADINGS:
        page.headings += 1
        page.common = list(page.open) if page.common is None else _shared(page.common, page.open)


def _shared(one: list[int], other: list[int]) -> list[int]:
    length = next((rank for rank, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[: min(len(one), len(other)) if length is None else length]


def _report_of(page: Page) -> tuple[Block, ...]:
    """Leave out what stands behind the element around all numbered headings, unless the last has nothing below it."""
    if page.headings < 2 or not page.common:
        return tuple(page.blocks)
    end = page.ends[page.common[-1]]
    last = page.blocks[end - 1] if end else None
    if last is None or (not isinstance(last, Grid) and _NUMBERED.match(last.text)):
        return tuple(page.blocks)
    return tuple(page.blocks[:end])


def _with_doubt(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Doubt the last cell of a page that ends within a table: it may have lost digits."""
    if not blocks or not isinstance(blocks[-1], Grid):
        return tuple(blocks)
    grid = blocks[-1]
    last = grid.rows[-1]
    cell = replace(last[-1], doubts=(*last[-1].doubts, CUT_OFF))
    return (*blocks[:-1], replace(grid, rows=(*grid.rows[:-1], (*last[:-1], cell))))
