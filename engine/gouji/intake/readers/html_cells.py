"""The tables of a page: an element enters, a grid with every cell at its place, its words and its doubts leaves.

Cells are dealt to columns as browsers do. What the cells mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, Final

from gouji.findings import Place
from gouji.intake.blocks import Block, Cell, Grid
from gouji.intake.readers.html_marks import marks_in
from gouji.intake.readers.html_names import SKIPPED
from gouji.intake.readers.html_page import MAX_SLOTS, Page, line_of
from gouji.intake.readers.html_plain import Said, plain_cell, stated_span
from gouji.intake.readers.marks import HIDDEN, STRUCK, has_unknown_sign, heeded

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

AROUND: Final = "hidden from around"
"""The mark of what stands in an element that hides tables, whatever it makes of words."""

_OUTSIDE: Final = {STRUCK: STRUCK, AROUND: HIDDEN}
_MAX_COLUMN_SPAN: Final = 1_000
_MAX_ROW_SPAN: Final = 65_534
_DIGIT: Final = re.compile(r"\d")


def take_table(page: Page, table: LexborNode) -> None:
    """Take up a table that holds no other."""
    page.tables += 1
    rows: list[tuple[Cell, ...]] = []
    taken: dict[int, int] = {}
    group: int | None = None
    around = tuple(_OUTSIDE[one] for one in page.under if one in _OUTSIDE)
    plain = not around and table.mem_id not in page.marked
    printed = [node for node in table.css("tr") if page.shows(node)]
    owners = [None if node.parent is None else node.parent.mem_id for node in printed]
    left = dict[int | None, int]()
    for owner in owners:
        left[owner] = left.get(owner, 0) + 1
    for node, owner in zip(printed, owners, strict=True):
        if owner != group:
            taken, group = {}, owner
        said = _plain_cells(page, node) if plain else _cells(page, node, around)
        cells = tuple(_dealt(page, said, len(rows) + 1, taken, left[owner]))
        left[owner] -= 1
        if page.slots > MAX_SLOTS:
            return
        if cells:
            rows.append(cells)
    if rows:
        if around:
            page.outdated.add(page.tables)
        page.blocks.append(Grid(tuple(rows), Place(page.name, table=page.tables), ragged=False))


def current(blocks: Sequence[Block], outdated: Set[int]) -> Sequence[Block]:
    """Leave out tables that are struck out or hidden from around, by their numbers, where the same is shown elsewhere.

    Two tables are the same when they have the same words, figures aside: one was corrected, or is for another screen.
    """
    if not outdated:
        return blocks
    shown = {_words(one) for one in blocks if isinstance(one, Grid) and one.place.table not in outdated}
    return tuple(
        one
        for one in blocks
        if not (isinstance(one, Grid) and one.place.table in outdated and (_words(one) or None) in shown)
    )


def _words(grid: Grid) -> tuple[tuple[int, int, str], ...]:
    cells = (cell for row in grid.rows for cell in row)
    return tuple((cell.row, cell.column, cell.text) for cell in cells if any(one.isalpha() for one in cell.text))


def _dealt(page: Page, said: Iterable[Said], number: int, taken: dict[int, int], left: int) -> Iterator[Cell]:
    """Return the cells of a row, each at the first column that no cell from above covers, as browsers do.

    `left` is how many rows there are from this one to the end of its group.
    """
    free = set(taken)
    for column in free:
        if taken[column] > 1:
            taken[column] -= 1
        else:
            del taken[column]
    # What is covered from above is looked through once for each row, so it counts as what is printed does.
    name, table, room = page.name, page.tables, MAX_SLOTS - page.slots - len(free)
    at = 1
    for text, down, across, doubts in said:
        while at in free:
            at += 1
        if down != 1:
            # In HTML a row span of 0 goes down to the end.
            down = max(min(down or _MAX_ROW_SPAN, left), 1)
        if across != 1:
            across = max(min(across, _MAX_COLUMN_SPAN), 1)
        room -= across
        if room < 0:
            break
        if down > 1:
            taken.update(dict.fromkeys(range(at, at + across), down - 1))
        place = Place(name, table=table, table_row=number, table_column=at)
        yield Cell(text, number, at, place, down, across, doubts)
        at += across
    page.slots = MAX_SLOTS - room


def _plain_cells(page: Page, row: LexborNode) -> Iterator[Said]:
    """Yield the cells of a row in a table of which nothing is hidden or styled."""
    kinds = page.kinds
    for node in row.iter():
        if (kinds.get(node.tag_id) or page.kind(node)).cell:
            yield plain_cell(node.html or "") or _said(page, node, ())


def _cells(page: Page, row: LexborNode, outside: tuple[str, ...]) -> Iterator[Said]:
    """Yield the cells of a row that are shown; doubts from outside the table concern all of them."""
    around = (*outside, *_from_row(page, row)) if page.styled else outside
    for node in row.iter():
        if page.kind(node).cell and page.shows(node):
            yield _said(page, node, around)


def _said(page: Page, cell: LexborNode, around: tuple[str, ...]) -> Said:
    text, doubts = _read(page, cell, around)
    given = cell.attributes
    return text, stated_span(given.get("rowspan")), stated_span(given.get("colspan")), doubts


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
    return text, heeded(text, (*around, *marks_in(cell, page.hidden, page.styled, SKIPPED, page.boxes)))


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
