"""What was read of page images to blocks: lines and tables of all pages enter, paragraphs and grids leave.

Page numbers, and lines that stand at the same place of two pages near each other, are no part of the report. A table
at the head of a page goes on from one at the foot of the page before when both are as wide, and its columns are counted
by the edges of all its parts. What a table means, and what is in the form, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from gouji.findings import Place
from gouji.intake.blocks import RECOGNISED, UNCERTAIN, Block, Cell, Grid, Paragraph
from gouji.intake.readers.chains import chains
from gouji.intake.readers.ocr_cells import LEAST, Written
from gouji.intake.readers.ocr_lines import Ruled
from gouji.record import Record, replace

_ASIDE: Final = 20
_WIDER: Final = 6
"""Points by which the pages of a scan may lie beside each other, and by which parts of a table may differ in width."""

_SAME: Final = 6
"""Thousandths of a table's width within which two edges are one."""

_BELOW: Final = 60
"""The part of a page's width by which a line stands below the one before it in its cell at most."""

_EDGE: Final = 12
_OUTERMOST: Final = 3
_LEVEL: Final = 15
_ALIKE: Final = 75
"""Percent of a page's height at its head and foot where lines may stand on every page, how many those are, thousandths
by which their heights may differ, and percent of their signs that are the same: recognition errs."""

_NEXT: Final = 2
"""How many pages further the same line may stand again: heads of left and right pages may differ."""

_NUMBERED: Final = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.．]")
_PAGE_NUMBER: Final = re.compile(r"[-—–_一~·.\s]*(?:第\s*)?[0-9]{1,3}(?:\s*页)?[-—–_一~·.\s]*")
_DIGITS: Final = re.compile(r"[0-9]+")


class Line(Record, frozen=True):
    """A line of writing with its box in pixels; `strip` is where the piece of the page begins in which it stands.

    `words` are its words, each with its left and right side.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    strip: int
    words: tuple[tuple[str, int, int], ...] = ()

    @property
    def height(self) -> int:
        """How tall the line is."""
        return self.bottom - self.top


class Table(Record, frozen=True):
    """A ruled table with what is written in its cells."""

    ruled: Ruled
    written: tuple[Written, ...]


class Sheet(Record, frozen=True):
    """What was read of a page: its number, its size in pixels, its width in points, its lines and its tables.

    `turned` says by how many quarters the page was turned to the left, so that its writing stands upright.
    """

    number: int
    width: int
    height: int
    points: int
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    turned: int = 0


class _Part(Record, frozen=True):
    """A table on its page."""

    sheet: Sheet
    table: Table


_Prose: TypeAlias = tuple[Sheet, Sequence[Line]]


def blocks_of(name: str, sheets: Sequence[Sheet], tables: int, lines: int, offset: int) -> Iterator[Block]:
    """Yield the blocks of pages; the numbers say how many tables and lines stand before them, and where those end."""
    things = [one for sheet in _without_furniture(sheets) for one in _things(sheet)]
    for chain in chains(_without_overhang(things), _Part, _goes_on):
        if isinstance(chain, tuple):
            lines += 1
            block = _paragraph(name, *chain, lines, offset)
            offset += len(block.text) + 1
            yield block
            continue
        edges = _common_edges(chain)
        for rank, one in enumerate(chain):
            tables += 1
            yield _grid(name, one, tables, edges, rank > 0)


# ── what is printed on every page ───────────────────────────────────────────


def _without_furniture(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    edges = [_at_edges(sheet) for sheet in sheets]
    for rank, sheet in enumerate(sheets):
        near = [
            (line, other)
            for at in range(max(0, rank - _NEXT), min(len(sheets), rank + _NEXT + 1))
            for line in (edges[at] if at != rank else ())
            for other in [sheets[at]]
        ]
        gone = [one for one in edges[rank] if any(_is_same(one, sheet, *other) for other in near)]
        kept = (one for one in sheet.lines if one not in gone and not _is_page_number(one, sheet.height))
        yield replace(sheet, lines=tuple(kept))


def _at_edges(sheet: Sheet) -> list[Line]:
    """Return the outermost lines that lie at the head or foot of a page."""
    lines = sorted(sheet.lines, key=lambda one: one.top)
    head = [one for one in lines[:_OUTERMOST] if one.bottom * 100 < sheet.height * _EDGE]
    return head + [one for one in lines[-_OUTERMOST:] if one.top * 100 > sheet.height * (100 - _EDGE)]


def _is_same(one: Line, sheet: Sheet, other: Line, there: Sheet) -> bool:
    apart = one.top * 1000 // sheet.height - other.top * 1000 // there.height
    words, again = (_DIGITS.sub("0", "".join(line.text.split())) for line in (one, other))
    return abs(apart) <= _LEVEL and SequenceMatcher(None, words, again).ratio() * 100 >= _ALIKE


def _is_page_number(line: Line, height: int) -> bool:
    at_edge = line.bottom * 10 < height or line.top * 10 > height * 9
    return at_edge and _PAGE_NUMBER.fullmatch(line.text) is not None


# ── tables and paragraphs in their order ────────────────────────────────────


def _things(sheet: Sheet) -> list[_Part | _Prose]:
    edge = max((line.right for line in sheet.lines), default=sheet.width)
    start = min((line.left for line in sheet.lines), default=0)
    made: list[tuple[int, _Part | _Prose]] = [
        (own[0].top, (sheet, own)) for own in _paragraphs(sheet.lines, start, edge)
    ]
    made += [(one.ruled.top, _Part(sheet, one)) for one in sheet.tables]
    return [one for _, one in sorted(made, key=lambda each: each[0])]


def _paragraphs(lines: Sequence[Line], start: int, edge: int) -> Iterator[list[Line]]:
    """Yield lines that belong together: each but the first begins at the margin below one that goes to the edge."""
    own: list[Line] = []
    for line in sorted(lines, key=lambda one: one.top):
        last = own[-1] if own else None
        goes_on = (
            last is not None
            and line.strip == last.strip
            and last.right + 3 * last.height >= edge
            and line.left <= start + line.height
            and line.top - last.bottom < last.height
            and _NUMBERED.match(line.text) is None
        )
        if own and not goes_on:
            yield own
            own = []
        own.append(line)
    if own:
        yield own


def _without_overhang(things: Sequence[_Part | _Prose]) -> list[_Part | _Prose]:
    """Return tables and paragraphs, what hangs out of the last row of a page put into its cells."""
    kept: list[_Part | _Prose] = []
    above: _Part | None = None
    for rank, one in enumerate(things):
        if isinstance(one, _Part) and above is not None and _goes_on(above, one):
            between = things[things.index(above) + 1 : rank]
            whole = _with_overhang(above, [each for each in between if isinstance(each, tuple)])
            if whole is not None:
                kept[len(kept) - len(between) - 1 :] = [whole]
        kept.append(one)
        above = one if isinstance(one, _Part) else above
    return kept


def _with_overhang(above: _Part, between: Sequence[_Prose]) -> _Part | None:
    """Return a table with lines below it that hang out of its cells; nothing when any word is of no cell."""
    lines = [line for sheet, own in between for line in own if sheet.number == above.sheet.number]
    if any(sheet.number != above.sheet.number for sheet, _ in between) or not all(line.words for line in lines):
        return None
    ruled, written = above.table.ruled, list(above.table.written)
    feet = {
        rank: one.bottom for rank, one in enumerate(ruled.fields) if one.bottom == ruled.bottom and written[rank].text
    }
    for line in sorted(lines, key=lambda one: one.top):
        for text, left, right in line.words:
            inside = (one for one in feet if ruled.fields[one].left <= left and right <= ruled.fields[one].right)
            owner = next(inside, None)
            if owner is None or not 0 <= line.top - feet[owner] <= above.sheet.width // _BELOW:
                return None
            whole = f"{written[owner].text}\n{text}"
            # Where a figure stands below a line nothing says whether it goes on in the next.
            certain = 0 if any(char.isdigit() for char in whole) else min(written[owner].confidence, LEAST - 1)
            written[owner] = Written(whole, certain)
        feet |= {
            rank: line.bottom
            for rank in feet
            if any(ruled.fields[rank].left <= left < ruled.fields[rank].right for _, left, _ in line.words)
        }
    return _Part(above.sheet, Table(ruled, tuple(written)))


def _goes_on(above: _Part, below: _Part) -> bool:
    (left, right), (begin, end) = _sides(above), _sides(below)
    as_wide = abs(right - left - end + begin) <= _WIDER
    return below.sheet.number == above.sheet.number + 1 and as_wide and abs(left - begin) <= _ASIDE


def _sides(part: _Part) -> tuple[int, int]:
    """Return where a table begins and ends, in points."""
    sheet, ruled = part.sheet, part.table.ruled
    return ruled.left * sheet.points // sheet.width, ruled.right * sheet.points // sheet.width


def _common_edges(chain: Sequence[_Part]) -> list[int]:
    """Return the edges between the columns of all parts of a table, in thousandths of its width."""
    places = sorted(
        _across(one, x) for one in chain for cell in one.table.ruled.fields for x in (cell.left, cell.right)
    )
    edges: list[int] = []
    for at in places:
        if not edges or at - edges[-1] > _SAME:
            edges.append(at)
    return edges


def _across(part: _Part, x: int) -> int:
    ruled = part.table.ruled
    return (x - ruled.left) * 1000 // max(1, ruled.right - ruled.left)


def _grid(name: str, part: _Part, number: int, edges: Sequence[int], continues: bool) -> Grid:
    sheet, ruled = part.sheet, part.table.ruled
    rows: dict[int, list[Cell]] = {}
    for one, said in zip(ruled.fields, part.table.written, strict=True):
        first, behind = (_nearest(edges, _across(part, x)) for x in (one.left, one.right))
        box = _points((one.left, one.top, one.right, one.bottom), sheet)
        at = Place(name, page=sheet.number, box=box, table=number, table_row=one.row + 1, table_column=first + 1)
        sure = said.confidence >= LEAST and ruled.regular
        doubts = () if sure else (UNCERTAIN,)
        across = max(1, behind - first)
        cell = Cell(said.text, one.row + 1, first + 1, at, one.row_span, across, doubts, said.confidence)
        rows.setdefault(one.row, []).append(cell)
    place = Place(
        name, page=sheet.number, box=_points((ruled.left, ruled.top, ruled.right, ruled.bottom), sheet), table=number
    )
    return Grid(tuple(tuple(rows[row]) for row in sorted(rows)), place, ragged=False, continues=continues)


def _nearest(edges: Sequence[int], at: int) -> int:
    return min(range(len(edges)), key=lambda rank: abs(edges[rank] - at))


def _paragraph(name: str, sheet: Sheet, lines: Sequence[Line], number: int, offset: int) -> Paragraph:
    text = lines[0].text
    for line in lines[1:]:
        gap = " " if text[-1:].isascii() and line.text[:1].isascii() and not text[-1:].isdigit() else ""
        text = f"{text}{gap}{line.text}"
    box = (
        min(one.left for one in lines), lines[0].top, max(one.right for one in lines), lines[-1].bottom,
    )  # fmt: skip
    end = offset + len(text)
    place = Place(name, number, 1, sheet.number, _points(box, sheet), start=offset, end=end)
    return Paragraph(text, place, (RECOGNISED,))


def _points(box: tuple[int, int, int, int], sheet: Sheet) -> tuple[str, str, str, str]:
    """Return a box in points on the page as it is shown, though it was read turned."""
    left, top, right, bottom, width, height = *box, sheet.width, sheet.height
    for _ in range(sheet.turned):
        left, top, right, bottom = height - bottom, left, height - top, right
        width, height = height, width
    a, b, c, d = (_decimal(10 * side * sheet.points // sheet.width) for side in (left, top, right, bottom))
    return a, b, c, d


def _decimal(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
