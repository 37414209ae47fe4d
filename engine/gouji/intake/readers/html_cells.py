"""The tables of a page: an element enters, a grid with every cell at its place, its words and its doubts leaves.

Cells are dealt to columns as browsers do. What the cells mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from gouji.findings import Place
from gouji.intake.blocks import Cell, Grid
from gouji.intake.readers.html_marks import marks_in
from gouji.intake.readers.html_names import SKIPPED
from gouji.intake.readers.html_page import MAX_SLOTS, Page, line_of
from gouji.intake.readers.marks import has_unknown_sign, heeded

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_COLUMN_SPAN: Final = 1_000
_MAX_ROW_SPAN: Final = 65_534
_DIGIT: Final = re.compile(r"\d")
_WHOLE: Final = re.compile(r"\s*([0-9]{1,12})")


def take_table(page: Page, table: LexborNode) -> None:
    """Take up a table that holds no other."""
    page.tables += 1
    rows: list[tuple[Cell, ...]] = []
    taken: dict[int, int] = {}
    group: int | None = None
    spans = frozenset(node.mem_id for node in table.css("[rowspan],[colspan]"))
    printed = [node for node in table.css("tr") if page.shows(node)]
    owners = [None if node.parent is None else node.parent.mem_id for node in printed]
    left = dict[int | None, int]()
    for owner in owners:
        left[owner] = left.get(owner, 0) + 1
    for node, owner in zip(printed, owners, strict=True):
        if owner != group:
            taken, group = {}, owner
        cells = tuple(_cells(page, node, len(rows) + 1, taken, left[owner], spans))
        left[owner] -= 1
        if page.slots > MAX_SLOTS:
            return
        if cells:
            rows.append(cells)
    if rows:
        page.blocks.append(Grid(tuple(rows), Place(page.name, table=page.tables), ragged=False))


def _cells(
    page: Page, row: LexborNode, number: int, taken: dict[int, int], left: int, spans: frozenset[int]
) -> Iterator[Cell]:
    """Return the cells of a row, each at the first column that no cell from above covers, as browsers do."""
    free = {column for column in taken if taken[column] > 0}
    for column in free:
        taken[column] -= 1
    around = tuple(_from_row(page, row)) if page.styled else ()
    at = 1
    node = row.child
    while node is not None:
        if page.kind(node).tag in ("td", "th") and page.shows(node):
            while at in free:
                at += 1
            down = across = 1
            if spans and node.mem_id in spans:
                down, across = _span(node, "rowspan", left), max(_span(node, "colspan", _MAX_COLUMN_SPAN), 1)
            page.slots += across
            if page.slots > MAX_SLOTS:
                return
            for column in range(at, at + across) if down > 1 else ():
                taken[column] = down - 1
            place = Place(page.name, table=page.tables, table_row=number, table_column=at)
            text, doubts = _read(page, node, around)
            yield Cell(text, number, at, place, max(down, 1), across, doubts)
            at += across
        node = node.next


def _span(node: LexborNode, name: str, most: int) -> int:
    match = _WHOLE.match(node.attributes.get(name) or "1")
    wanted = 1 if match is None else int(match.group(1))
    # In HTML a row span of 0 goes down to the end.
    return min(most, _MAX_ROW_SPAN) if wanted == 0 and name == "rowspan" else min(wanted, most)


def _from_row(page: Page, row: LexborNode) -> Iterator[str]:
    """Yield what the styles of row, group and table make of a cell."""
    at: LexborNode | None = row
    while at is not None and at.tag in ("tr", "tbody", "thead", "tfoot", "table"):
        if at.mem_id in page.styled:
            yield page.styled[at.mem_id]
        at = at.parent


def _read(page: Page, cell: LexborNode, around: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the paragraphs of a cell, divided by line breaks, and the doubts about them."""
    text, noted = _lines_in(page, cell)
    noted = noted or has_unknown_sign(text)
    if not noted and not around and not (page.styled and cell.mem_id in page.styled):
        return text, ()
    return text, heeded(text, (*around, *marks_in(cell, page.hidden, page.styled, SKIPPED)))


def _lines_in(page: Page, cell: LexborNode) -> tuple[str, bool]:
    """Return the paragraphs of a cell, and whether something among them needs a closer look."""
    kinds, styled = page.kinds, page.styled
    lines: list[str] = []
    words: list[str] = []
    figures = 0
    noted = False
    above: list[tuple[bool, LexborNode | None]] = []
    node = cell.child
    while node is not None or above:
        ends = False
        if node is None:
            ends, node = above.pop()
        else:
            kind = kinds.get(node.tag_id) or page.kind(node)
            if kind.text:
                part = node.text_content or ""
                words.append(part)
                figures += _DIGIT.search(part) is not None
                node = node.next
                continue
            noted = noted or kind.noted or (bool(styled) and node.mem_id in styled)
            if kind.entered and page.shows(node):
                ends = kind.block
                above.append((ends, node.next))
                node = node.child
            else:
                node = node.next
        if ends and words:
            line = line_of(words)
            words = []
            if line:
                lines.append(line)
    line = line_of(words) if words else ""
    return "\n".join([*lines, line] if line else lines), noted or figures > 1
