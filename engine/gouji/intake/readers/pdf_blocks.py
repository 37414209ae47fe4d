"""Pages with text to blocks: tables and paragraphs in their order, each with its page and box.

A table at the head of a page goes on from one at the foot of the page before when both are as wide; then its columns
are counted by the edges of both.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any, Final

from gouji.findings import Place
from gouji.intake.blocks import IN_COLUMNS, Block, Cell, Grid, Paragraph
from gouji.intake.readers import pdf_cells, pdf_prose
from gouji.intake.readers.chains import chains
from gouji.intake.readers.pdf_grid import Ruled, tables_of
from gouji.intake.readers.pdf_lines import lines_of, meant
from gouji.intake.readers.pdf_overhang import with_overhang
from gouji.intake.readers.pdf_page import Box, Char, Page
from gouji.record import Record, replace

_ASIDE: Final = 600
"""Hundredths of a point by which the parts of a table may lie aside of each other on two pages."""

_SAME: Final = 300
_MANY_BESIDE: Final = 3
_MAX_TABLES: Final = 50
"""How many lines beside a table make a page one of columns, and how many tables of a page are compared."""


class TooLongError(Exception):
    """Pages hold more than can be read in the time that there is."""


class _Table(Record, frozen=True):
    page: Page
    ruled: Ruled
    cells: tuple[pdf_cells.Written, ...]


class _Paragraph(Record, frozen=True):
    page: Page
    stretch: pdf_prose.Stretch
    columns: bool


def blocks_of(name: str, pages: Sequence[Page], tables: int, lines: int, offset: int, until: Any) -> Iterator[Block]:
    """Yield the blocks of pages; the numbers say how many tables and lines stand before them, and where those end.

    Raises:
        TooLongError: the clock has passed `until` before all pages were read.
    """
    for chain in chains(_things(pages, until), _Table, _goes_on):
        if isinstance(chain, _Paragraph):
            lines += 1
            block = _paragraph(name, chain, lines, offset)
            offset += len(block.text) + 1
            yield block
            continue
        edges = _common_edges(chain)
        for rank, one in enumerate(chain):
            tables += 1
            yield _grid(name, one, tables, edges, rank > 0)


def _things(pages: Sequence[Page], until: Any) -> list[_Table | _Paragraph]:
    """Return tables and paragraphs in their order."""
    by_rank = {page.rank: page for page in pages}
    found: list[tuple[int, int, _Table | _Paragraph]] = []
    written: list[pdf_prose.Lined] = []
    columns: set[int] = set()
    for page in map(_plain, pages):
        taken: set[int] = set()
        tops: list[int] = []
        areas: list[Box] = []
        for ruled in tables_of(page):
            if time.monotonic() > until:
                raise TooLongError
            cells, own = pdf_cells.fill(page, ruled)
            taken |= own
            tops.append(ruled.ys[0])
            areas.append(ruled.box)
            found.append((page.rank, ruled.ys[0], _Table(page, ruled, cells)))
        if time.monotonic() > until:
            raise TooLongError
        rest = [one for rank, one in enumerate(page.chars) if rank not in taken]
        lines = tuple(lines_of(rest))
        feet = tuple(one.bottom for one in areas)
        written.append(pdf_prose.Lined(page.rank, page.width, page.height, lines, tuple(tops), feet))
        if _has_columns(areas[:_MAX_TABLES], [one.box for one in lines]):
            columns.add(page.rank)
    for stretch in pdf_prose.stretches(pdf_prose.without_furniture(written)):
        number, line = stretch.lines[0]
        found.append((number, line.box.top, _Paragraph(by_rank[number], stretch, bool(columns))))
    return _without_overhang([one for _, _, one in sorted(found, key=lambda each: each[:2])])


def _without_overhang(things: Sequence[_Table | _Paragraph]) -> list[_Table | _Paragraph]:
    """Return tables and paragraphs with what hangs out of a table at the foot of a page put into its cells."""
    kept: list[_Table | _Paragraph] = []
    above: _Table | None = None
    between: list[_Paragraph] = []
    for one in things:
        if isinstance(one, _Paragraph):
            between.append(one)
            continue
        cells = _with_overhang(above, between, one) if above is not None else None
        if above is not None and cells is not None:
            kept[-1] = replace(above, cells=cells)
        else:
            kept += _without_number(above, between)
        kept.append(one)
        above, between = one, []
    return [*kept, *_without_number(above, between)]


def _with_overhang(above: _Table, between: Sequence[_Paragraph], below: _Table) -> tuple[pdf_cells.Written, ...] | None:
    """Return the cells of a table that goes on with all that stands between; nothing when any of it is prose."""
    numbered = [each for one in between for each in one.stretch.lines]
    if not numbered or any(number != above.page.rank for number, _ in numbered) or not _goes_on(above, below):
        return None
    return with_overhang(above.page, above.ruled, above.cells, [line for _, line in numbered], below.ruled)


def _without_number(above: _Table | None, between: Sequence[_Paragraph]) -> Sequence[_Paragraph]:
    """Return what stands below a table without the number of the page right below it, which hangs out of no cell."""
    if above is None or not between or len(between[0].stretch.lines) > 1:
        return between
    ((number, line),) = between[0].stretch.lines
    numbers = number == above.page.rank and pdf_prose.PAGE_NUMBER.fullmatch(line.text)
    return between[1:] if numbers and pdf_prose.touches(above.ruled.ys[-1:], line) else between


def _has_columns(tables: Sequence[Box], lines: Sequence[Box]) -> bool:
    """Return whether writing stands beside a table: another table, or several lines."""
    beside_table = any(_beside(one, other) for rank, one in enumerate(tables) for other in tables[:rank])
    return beside_table or any(sum(_beside(one, table) for one in lines) >= _MANY_BESIDE for table in tables)


def _beside(one: Box, other: Box) -> bool:
    """Return whether two areas lie side by side, the middle of the lower at the height of the other."""
    apart = one.right <= other.left or other.right <= one.left
    level = min(one.bottom, other.bottom) - max(one.top, other.top)
    return apart and 2 * level > min(one.bottom - one.top, other.bottom - other.top)


def _plain(page: Page) -> Page:
    chars: tuple[Char, ...] = tuple(
        one if meant(one.text) == one.text else replace(one, text=meant(one.text)) for one in page.chars
    )
    return replace(page, chars=chars)


def _goes_on(above: _Table, below: _Table) -> bool:
    one, other = above.ruled.xs, below.ruled.xs
    aside = max(abs(one[0] - other[0]), abs(one[-1] - other[-1]))
    return below.page.rank == above.page.rank + 1 and aside <= _ASIDE


def _common_edges(chain: Sequence[_Table]) -> list[int]:
    """Return the edges between the columns of all parts of a table, from its left side."""
    edges: list[int] = []
    for at in sorted(x - one.ruled.xs[0] for one in chain for x in one.ruled.xs):
        if not edges or at - edges[-1] > _SAME:
            edges.append(at)
    return edges


def _grid(name: str, table: _Table, number: int, edges: Sequence[int], continues: bool) -> Grid:
    page, ruled = table.page, table.ruled
    columns = [min(range(len(edges)), key=lambda one: abs(edges[one] - x + ruled.xs[0])) for x in ruled.xs]
    rows: dict[int, list[Cell]] = {}
    for one in table.cells:
        field = one.field
        first, behind = columns[field.column], columns[field.column + field.column_span]
        place = Place(
            name,
            page=page.number,
            box=_points(field.box, page),
            table=number,
            table_row=field.row + 1,
            table_column=first + 1,
        )
        cell = Cell(one.text, field.row + 1, first + 1, place, field.row_span, behind - first, one.doubts)
        rows.setdefault(field.row, []).append(cell)
    place = Place(name, page=page.number, box=_points(ruled.box, page), table=number)
    return Grid(tuple(tuple(rows[row]) for row in sorted(rows)), place, ragged=False, continues=continues)


def _paragraph(name: str, one: _Paragraph, number: int, offset: int) -> Paragraph:
    text = one.stretch.text
    boxes = [line.box for page, line in one.stretch.lines if page == one.page.rank]
    box = Box(
        min(each.left for each in boxes),
        min(each.top for each in boxes),
        max(each.right for each in boxes),
        max(each.bottom for each in boxes),
    )
    where = _points(box, one.page)
    place = Place(name, number, 1, one.page.number, where, start=offset, end=offset + len(text))
    return Paragraph(text, place, (IN_COLUMNS,) if one.columns else ())


def _points(box: Box, page: Page) -> tuple[str, str, str, str]:
    """Return a box in points on the page as it is shown, though it was read turned."""
    left, top, right, bottom = box.left + page.begin, box.top, box.right + page.begin, box.bottom
    width, height = page.width + page.beside, page.height
    for _ in range(page.turned):
        left, top, right, bottom = height - bottom, left, height - top, right
        width, height = height, width
    return _decimal(left), _decimal(top), _decimal(right), _decimal(bottom)


def _decimal(hundredths: int) -> str:
    whole, tenths = divmod((hundredths + 5) // 10, 10)
    return f"{whole}.{tenths}" if tenths else str(whole)
