"""A saved web page to blocks: what is shown as text, in its order, and every table that holds no other table.

Decoded here, since parsers guess; scripts are never run and nothing is fetched.
A table around tables only lays out the page. What stands behind the element that holds all numbered headings belongs
to the site, not to the report. No form and no vocabulary is known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import BLANKS, Block, Cell, Grid, Heading, Paragraph
from gouji.intake.encoding import decode
from gouji.intake.readers.html_costs import takes_too_long
from gouji.intake.readers.html_marks import NOTED, hidden_in, marks_in, styled_in
from gouji.intake.readers.html_rules import TooManyRulesError, ruled_in
from gouji.intake.readers.marks import heeded
from gouji.record import MutableRecord, field, replace

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_BYTES: Final = 16 * 1024 * 1024
"""The parser takes some 25 times as much memory."""

CUT_OFF: Final = "document_ends_here"

_MAX_TABLES: Final = 2_000
_MAX_SLOTS: Final = 200_000
_MAX_COLUMN_SPAN: Final = 1_000
_MAX_ROW_SPAN: Final = 65_534
_MAX_HEADINGS: Final = 200
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_DIGIT: Final = re.compile(r"\d")
_WHOLE: Final = re.compile(r"\s*([0-9]{1,12})")
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十]{1,3}[、.．,，]")
_SKIPPED: Final = frozenset(
    (
        "head", "script", "style", "noscript", "template", "select", "textarea", "button", "iframe",
        "object", "svg", "canvas", "audio", "video", "nav", "footer", "aside", "datalist", "progress",
        "meter", "title", "rp",
    )
)  # fmt: skip
_BLOCKS: Final = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
    )
)  # fmt: skip


class _Page(MutableRecord):
    """What has been met on the way through a page; `open` are the elements that are open, by their rank."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    common: list[int] | None = None
    headings: int = 0
    tables: int = 0
    slots: int = 0
    hidden: frozenset[int] = frozenset()
    styled: dict[int, str] = field(default_factory=dict)
    lines: int = 0
    offset: int = 0


def read_html(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a web page."""
    from selectolax.lexbor import LexborHTMLParser

    if len(content) > MAX_BYTES:
        return defects.too_large(name, len(content), MAX_BYTES)
    decoded = decode(name, content)
    if isinstance(decoded, Defect):
        return decoded
    text = decoded.text
    low = text.lower()
    if low.count("<table") > _MAX_TABLES or takes_too_long(low):
        return defects.too_complex(name)
    root = LexborHTMLParser(text).root
    if root is None:
        return defects.empty(name)
    try:
        ruled = ruled_in(root, low)
    except TooManyRulesError:
        return defects.too_complex(name)
    page = _Page(name, hidden=hidden_in(root, low, ruled), styled=styled_in(root, low, ruled))
    if not _walk(page, root):
        return defects.too_complex(name)
    blocks = _report_of(page)
    cut = low.rfind("<td") > low.rfind("</table")
    return _with_doubt(blocks) if cut else blocks


def _walk(page: _Page, root: LexborNode) -> bool:
    """Take up everything shown below a node; false when its tables are too large to be real."""
    node: LexborNode | None = root
    while node is not None:
        entered = _enter(page, node)
        if page.slots > _MAX_SLOTS:
            return False
        child = node.child if entered else None
        if child is not None:
            node = child
            continue
        if entered:
            _leave(page, node)
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == root.mem_id:
                node = None
                break
            _leave(page, node)
        node = None if node is None else node.next
    _end_paragraph(page, None)
    return True


def _enter(page: _Page, node: LexborNode) -> bool:
    """Take up a node; return whether to go into it."""
    if node.is_text_node:
        page.words.append(node.text_content or "")
        return False
    if not node.is_element_node or not _shown(page, node):
        return False
    tag = node.tag or ""
    if tag in _BLOCKS:
        _end_paragraph(page, None)
    if tag == "table" and all(one.mem_id == node.mem_id for one in node.css("table")):
        _take_table(page, node)
        return False
    page.open.append(len(page.ends))
    page.ends.append(0)
    return True


def _leave(page: _Page, node: LexborNode) -> None:
    tag = node.tag or ""
    if tag in _BLOCKS:
        _end_paragraph(page, int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else None)
    if page.open:
        page.ends[page.open.pop()] = len(page.blocks)


def _shown(page: _Page, node: LexborNode) -> bool:
    return node.tag not in _SKIPPED and node.mem_id not in page.hidden


def _end_paragraph(page: _Page, level: int | None) -> None:
    text = _SPACES.sub(" ", "".join(page.words)).strip(BLANKS)
    page.words = []
    if not text:
        return
    page.lines += 1
    place = Place(page.name, page.lines, 1, start=page.offset, end=page.offset + len(text))
    page.offset += len(text) + 1
    page.blocks.append(Paragraph(text, place) if level is None else Heading(text, level, place))
    if _NUMBERED.match(text) and page.headings < _MAX_HEADINGS:
        page.headings += 1
        page.common = list(page.open) if page.common is None else _shared(page.common, page.open)


def _shared(one: list[int], other: list[int]) -> list[int]:
    length = next((rank for rank, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    return one[: min(len(one), len(other)) if length is None else length]


def _report_of(page: _Page) -> tuple[Block, ...]:
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


def _take_table(page: _Page, table: LexborNode) -> None:
    page.tables += 1
    rows: list[tuple[Cell, ...]] = []
    taken: dict[int, int] = {}
    group: int | None = None
    spans = frozenset(node.mem_id for node in table.css("[rowspan],[colspan]"))
    printed = [node for node in table.css("tr") if _shown(page, node)]
    owners = [None if node.parent is None else node.parent.mem_id for node in printed]
    left = dict[int | None, int]()
    for owner in owners:
        left[owner] = left.get(owner, 0) + 1
    for node, owner in zip(printed, owners, strict=True):
        if owner != group:
            taken, group = {}, owner
        cells = tuple(_cells(page, node, len(rows) + 1, taken, left[owner], spans))
        left[owner] -= 1
        if page.slots > _MAX_SLOTS:
            return
        if cells:
            rows.append(cells)
    if rows:
        page.blocks.append(Grid(tuple(rows), Place(page.name, table=page.tables), ragged=False))


def _cells(
    page: _Page, row: LexborNode, number: int, taken: dict[int, int], left: int, spans: frozenset[int]
) -> Iterator[Cell]:
    """Return the cells of a row, each at the first column that no cell from above covers, as browsers do."""
    free = {column for column in taken if taken[column] > 0}
    for column in free:
        taken[column] -= 1
    at = 1
    node = row.child
    while node is not None:
        if node.is_element_node and node.tag in ("td", "th") and _shown(page, node):
            while at in free:
                at += 1
            down = across = 1
            if node.mem_id in spans:
                down, across = _span(node, "rowspan", left), max(_span(node, "colspan", _MAX_COLUMN_SPAN), 1)
            page.slots += across
            if page.slots > _MAX_SLOTS:
                return
            for column in range(at, at + across) if down > 1 else ():
                taken[column] = down - 1
            place = Place(page.name, table=page.tables, table_row=number, table_column=at)
            text, doubts = _read(page, node)
            yield Cell(text, number, at, place, max(down, 1), across, doubts)
            at += across
        node = node.next


def _span(node: LexborNode, name: str, most: int) -> int:
    match = _WHOLE.match(node.attributes.get(name) or "1")
    wanted = 1 if match is None else int(match.group(1))
    # In HTML a row span of 0 goes down to the end.
    return min(most, _MAX_ROW_SPAN) if wanted == 0 and name == "rowspan" else min(wanted, most)


def _read(page: _Page, cell: LexborNode) -> tuple[str, tuple[str, ...]]:
    """Return the paragraphs of a cell, divided by line breaks, and the doubts about them."""
    only = cell.child
    noted = bool(page.styled) and (cell.mem_id in page.styled or any(_from_row(page, cell)))
    several = False
    while only is not None:
        only, several = _alone(only)
        if several or not only.is_element_node or not _shown(page, only):
            break
        noted = noted or only.tag in NOTED or only.mem_id in page.styled
        only = only.child
    if several or (only is not None and not only.is_text_node):
        text, among = _lines_in(page, cell)
        noted = noted or among
    else:
        # Most cells are one stretch of words, however many elements are around it.
        text = "" if only is None else _SPACES.sub(" ", only.text_content or "").strip(BLANKS)
    if not noted:
        return text, ()
    return text, heeded(text, (*_from_row(page, cell), *marks_in(cell, page.hidden, page.styled, _SKIPPED)))


def _alone(node: LexborNode) -> tuple[LexborNode, bool]:
    """Return the one of a node and those behind it that is no white space, and whether there are others."""
    found = node
    at = node.next
    while at is not None:
        if _is_space(found):
            found = at
        elif not _is_space(at):
            return found, True
        at = at.next
    return found, False


def _is_space(node: LexborNode) -> bool:
    return bool(node.is_text_node) and (node.text_content or "").isspace()


def _from_row(page: _Page, cell: LexborNode) -> Iterator[str]:
    """Yield what the styles of row, group and table make of a cell."""
    at = cell.parent
    while at is not None and at.tag in ("tr", "tbody", "thead", "tfoot", "table"):
        if at.mem_id in page.styled:
            yield page.styled[at.mem_id]
        at = at.parent


def _lines_in(page: _Page, cell: LexborNode) -> tuple[str, bool]:
    """Return the paragraphs of a cell, and whether something among them needs a closer look."""
    lines: list[str] = []
    words: list[str] = []

    def end() -> None:
        line = _SPACES.sub(" ", "".join(words)).strip(BLANKS)
        words.clear()
        if line:
            lines.append(line)

    noted = False
    figures = 0
    node = cell.child
    while node is not None:
        entered = node.is_element_node and _shown(page, node)
        noted = noted or node.tag in NOTED or node.mem_id in page.styled
        if node.is_text_node:
            words.append(node.text_content or "")
            figures += _DIGIT.search(words[-1]) is not None
        elif entered and node.tag in _BLOCKS:
            end()
        child = node.child if entered else None
        if child is not None:
            node = child
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == cell.mem_id:
                node = None
                break
            if node.tag in _BLOCKS:
                end()
        node = None if node is None else node.next
    end()
    return "\n".join(lines), noted or figures > 1
