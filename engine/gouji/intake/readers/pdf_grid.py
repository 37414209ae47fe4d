"""The straight lines of a page to its ruled tables: each with its edges and the cells between printed lines.

Where the line between two fields of the grid is not printed, both are one cell. A side is often open at a page break:
it counts as printed where the lines that go up to it end. What is written in cells is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gouji.intake.readers.chains import close_gaps
from gouji.intake.readers.pdf_boxes import FEWEST, brought_together, cells_of, meets
from gouji.intake.readers.pdf_page import Box, Page, Rule, covers
from gouji.record import Record, replace

MAX_FIELDS: Final = 20_000
"""Fields of the grid of a table; a drawing of more lines is no table."""

_SAME: Final = 350
_WIDTH: Final = 800
"""Hundredths of a point within which lines lie on one, and how far the outermost of those may lie apart."""

_GAP: Final = 350
"""How far the pieces of a line may lie apart, and a line from the one on which it ends."""

_DASH: Final = 1_000
_DASH_GAP: Final = 450
"""How long the dashes of a line are at most, and how far they may lie apart, which is no further than they are long."""

_OPEN: Final = 400
_MAX_PAIRS: Final = 400_000


class Field(Record, frozen=True):
    """A cell between lines, with its place in the grid; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class Ruled(Record, frozen=True):
    """A ruled table: its edges from the left and from the top, and its cells row by row.

    `whole` says that all cells are rectangles.
    """

    xs: tuple[int, ...]
    ys: tuple[int, ...]
    fields: tuple[Field, ...]
    whole: bool

    @property
    def box(self) -> Box:
        """The outline of the table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def tables_of(page: Page) -> tuple[Ruled, ...]:
    """Return the ruled tables of a page, from the top; of tables within each other the innermost."""
    across, down = list(_merged(page.across)), list(_merged(page.down))
    if len(across) * len(down) > _MAX_PAIRS:
        return ()
    groups = list(_connected(across, down))
    lone = [rule for levels, uprights in groups if not levels for rule in uprights]
    ruled = [table for levels, uprights in groups if (table := _with_sides(levels, uprights, lone)) is not None]
    loose = [one for one in ruled if _is_loose(one)]
    boxed = _of_boxes(loose)
    met = [one for one in loose if len(one.fields) == 1 or any(meets(one.box, other.box) for other in boxed)]
    found = [*boxed, *(one for one in ruled if one not in met)]
    taken = [one.box for one in found]
    found += _of_areas([one for one in page.areas if not any(meets(one, other) for other in taken)])
    inner = [one for one in found if not any(_holds(field.box, other) for other in found for field in one.fields)]
    return tuple(sorted(inner, key=lambda one: (one.ys[0], one.xs[0])))


def _is_loose(table: Ruled) -> bool:
    """Return whether a table is a box, or a row or column of some, so that it may be a part of one set in boxes."""
    return min(len(table.xs), len(table.ys)) == 2


def _of_boxes(loose: Sequence[Ruled]) -> list[Ruled]:
    """Return the tables whose cells are boxes that stand apart; some may be so near that they met."""
    boxes = [one.box for table in loose for one in table.fields]
    return _of_areas(boxes) if sum(len(one.fields) == 1 for one in loose) >= FEWEST else []


def _of_areas(boxes: Sequence[Box]) -> list[Ruled]:
    cells = cells_of(boxes)
    across, down = brought_together(cells)
    tables = (_table(*group) for group in _connected(list(_merged(across)), list(_merged(down))))
    return [own for one in tables if one is not None and len((own := _as_drawn(one, cells)).fields) >= FEWEST]


def _as_drawn(table: Ruled, cells: Sequence[Box]) -> Ruled:
    """Return a table with its cells as large as they are drawn; what is no cell between others is left out."""
    drawn = [(one, own) for one in table.fields if (own := [cell for cell in cells if covers(one.box, cell)])]
    whole = table.whole and all(len(own) == 1 for _, own in drawn)
    return replace(table, fields=tuple(replace(one, box=own[0]) for one, own in drawn), whole=whole)


def _with_sides(across: list[Rule], down: list[Rule], lone: Sequence[Rule]) -> Ruled | None:
    """Return the table of lines, with the cell at its side that is merged over all rows and open at top and bottom.

    No line meets the outer side of a cell that begins on the page before and ends on the page behind.
    """
    table = _table(across, down)
    if table is None or len(table.fields) < 2 or not lone:
        return table
    box = table.box
    beside = [one for one in lone if abs(one.begin - box.top) <= _GAP and abs(one.end - box.bottom) <= _GAP]
    sides = [one for one in beside if not box.left <= one.at <= box.right]
    ends = [min(box.left, *(one.at for one in sides)), max(box.right, *(one.at for one in sides))] if sides else []
    reach = [Rule(at, *ends) for at in (box.top, box.bottom)] if ends else []
    return _table([*across, *reach], [*down, *sides]) if sides else table


def _holds(box: Box, table: Ruled) -> bool:
    """Return whether a table lies in a box."""
    own = table.box
    inside = box.left <= own.left and own.right <= box.right and box.top <= own.top and own.bottom <= box.bottom
    return inside and own != box


def _merged(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Yield lines put together of the pieces that lie on them.

    Two tables of a page may have lines at nearly the same place: each lies where its own pieces do.
    """
    for _, own in _levels(rules):
        run, last = [own[0]], own[0]
        for one in own[1:]:
            if one.begin > last.end + _GAP and not _are_dashes(last, one):
                yield _one_line(run, last.end)
                run, last = [], one
            run.append(one)
            last = max(last, one, key=lambda each: each.end)
        yield _one_line(run, last.end)


def _are_dashes(one: Rule, other: Rule) -> bool:
    short, long = sorted((one.end - one.begin, other.end - other.begin))
    return long <= _DASH and other.begin - one.end <= min(short, _DASH_GAP)


def _one_line(run: Sequence[Rule], end: int) -> Rule:
    places = [one.at for one in run]
    return Rule((min(places) + max(places)) // 2, run[0].begin, end)


def _levels(rules: Sequence[Rule]) -> Iterator[tuple[int, list[Rule]]]:
    """Yield where lines lie, with the pieces on each from the beginning."""
    own: list[Rule] = []
    for one in (*sorted(rules, key=lambda each: each.at), None):
        if own and (one is None or one.at - own[-1].at > _SAME or one.at - own[0].at > _WIDTH):
            yield (own[0].at + own[-1].at) // 2, sorted(own, key=lambda each: (each.begin, each.end))
            own = []
        if one is not None:
            own.append(one)


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the lines that meet one another."""
    lead = list(range(len(across) + len(down)))

    def first(one: int) -> int:
        while lead[one] != one:
            lead[one] = lead[lead[one]]
            one = lead[one]
        return one

    for rank, level in enumerate(across):
        for other, upright in enumerate(down, len(across)):
            meets = level.begin - _GAP <= upright.at <= level.end + _GAP
            if meets and upright.begin - _GAP <= level.at <= upright.end + _GAP:
                lead[first(other)] = first(rank)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for rank, one in enumerate((*across, *down)):
        groups.setdefault(first(rank), ([], []))[rank >= len(across)].append(one)
    yield from groups.values()


def _table(across: list[Rule], down: list[Rule]) -> Ruled | None:
    if len(across) + len(down) < 4 or not across or not down:
        return None
    lids, sides = list(_open_sides(across, down)), list(_open_sides(down, across))
    across, down = [*across, *_to_corners(lids, sides)], [*down, *_to_corners(sides, lids)]
    ys, xs = _edges(across), _edges(down)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) - 1) * (len(ys) - 1) > MAX_FIELDS:
        return None
    owner = _joined(across, down, xs, ys)
    members: dict[int, list[tuple[int, int]]] = {}
    width = len(xs) - 1
    for rank, one in enumerate(owner[:-1]):
        if one != owner[-1]:
            members.setdefault(one, []).append(divmod(rank, width))
    fields = [_field(own, xs, ys) for own in members.values()]
    if not fields:
        return None
    whole = all(one.row_span * one.column_span == len(own) for one, own in zip(fields, members.values(), strict=True))
    return Ruled(tuple(xs), tuple(ys), tuple(sorted(fields, key=lambda one: (one.row, one.column))), whole)


def _open_sides(rules: Sequence[Rule], crossing: Sequence[Rule]) -> Iterator[Rule]:
    """Yield the sides that are not printed, where several lines that cross go on beyond the last and end together."""
    first, last = min(one.at for one in rules), max(one.at for one in rules)
    for ends, beyond in (
        ([(one.begin, one.at) for one in crossing if one.begin < first - _OPEN], min),
        ([(one.end, one.at) for one in crossing if one.end > last + _OPEN], max),
    ):
        if not ends:
            continue
        at = beyond(end for end, _ in ends)
        own = [where for end, where in ends if abs(end - at) <= _GAP]
        if len(own) > 1:
            yield Rule(at, min(own), max(own))


def _to_corners(open_sides: Sequence[Rule], crossing: Sequence[Rule]) -> Iterator[Rule]:
    """Yield open sides, each up to where it meets another open one: the cell in a corner may be open at both."""
    for one in open_sides:
        begins = [other.at for other in crossing if other.at < one.begin]
        ends = [other.at for other in crossing if other.at > one.end]
        yield Rule(one.at, min(begins, default=one.begin), max(ends, default=one.end))


def _edges(rules: Sequence[Rule]) -> list[int]:
    return [at for at, _ in _levels(rules)]


def _joined(across: Sequence[Rule], down: Sequence[Rule], xs: Sequence[int], ys: Sequence[int]) -> list[int]:
    """Return the cell to which each field belongs; the last entry stands for what lies outside of the table."""
    width, height = len(xs) - 1, len(ys) - 1
    outside = width * height
    lead = list(range(outside + 1))

    def first(one: int) -> int:
        while lead[one] != one:
            lead[one] = lead[lead[one]]
            one = lead[one]
        return one

    uprights, levels = list(_printed(down, xs, ys)), list(_printed(across, ys, xs))
    for side in (0, -1):
        close_gaps(levels[side], [line[side] for line in uprights])
        close_gaps(uprights[side], [line[side] for line in levels])
    for edge, line in enumerate(uprights):
        for row, printed in enumerate(line):
            if not printed:
                before = outside if edge == 0 else row * width + edge - 1
                lead[first(before)] = first(outside if edge == width else row * width + edge)
    for edge, line in enumerate(levels):
        for column, printed in enumerate(line):
            if not printed:
                before = outside if edge == 0 else (edge - 1) * width + column
                lead[first(before)] = first(outside if edge == height else edge * width + column)
    return [first(one) for one in range(outside + 1)]


def _printed(rules: Sequence[Rule], edges: Sequence[int], steps: Sequence[int]) -> Iterator[list[bool]]:
    """Yield for every edge whether it is printed between each two steps along it."""
    by_edge: list[list[Rule]] = [own for _, own in _levels(rules)]
    for own in by_edge:
        pieces = list(_merged([Rule(0, one.begin, one.end) for one in own]))
        line: list[bool] = []
        for begin, end in pairwise(steps):
            near = min(_GAP, (end - begin) // 4)
            line.append(any(one.begin <= begin + near and one.end >= end - near for one in pieces))
        yield line


def _field(own: Sequence[tuple[int, int]], xs: Sequence[int], ys: Sequence[int]) -> Field:
    rows, columns = [row for row, _ in own], [column for _, column in own]
    top, bottom, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
    return Field(top, left, bottom - top, right - left, Box(xs[left], ys[top], xs[right], ys[bottom]))
