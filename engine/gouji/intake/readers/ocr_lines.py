"""A page image to its ruled tables: grey values enter, straightened ink and the cells between printed lines leave.

A line is ink that goes on far longer than any stroke of writing. Cells are worked out from the lines alone: where the
line between two fields of the grid is not printed, both are one cell. What is written in them is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from gouji.intake.readers.chains import close_gaps
from gouji.record import Record

Ink: TypeAlias = NDArray[np.bool_]
"""Whether there is ink, by row and column of pixels."""

_DARKER: Final = 82
"""How many percent as bright as its surroundings ink is at most."""

_PATCH: Final = 16
"""Pixels of a side of the squares in which paper is looked for."""

_SLOPES: Final = range(-50, 51)
"""Slopes that are tried, in thousandths: up to some three degrees to either side."""

_LOW: Final = 700
_MIN_WIDTH: Final = 12
"""A printed line across is at least this part of the page's width."""

_DRIFT: Final = 2
_NEAR: Final = 8
"""Pixels by which a line may stray, and within which two lines are one."""

_MAX_THICK: Final = 24
_MIN_FIELD: Final = 14
_WHOLE: Final = 92
_MOST: Final = 75
"""How many percent of a field's side must be ink for the side to be printed; fewer where faint ink fills the gaps."""

_BESIDE: Final = 8
"""How many percent of what lies right beside a line with gaps may be ink."""

_FAINT: Final = 93
"""How many percent as bright as its surroundings faint ink is at most: a grey line beside writing is no darker."""


class Field(Record, frozen=True):
    """A cell between lines, in pixels, with its place in the grid; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    left: int
    top: int
    right: int
    bottom: int


class Ruled(Record, frozen=True):
    """A ruled table: its outline in pixels, and its cells row by row; `regular` says that all cells are rectangles."""

    left: int
    top: int
    right: int
    bottom: int
    fields: tuple[Field, ...]
    regular: bool


class _Across(Record, frozen=True):
    y: int
    left: int
    right: int


def flattened(image: Image.Image) -> Image.Image:
    """Return a page with its paper white everywhere, whatever light fell on it."""
    size = (max(1, image.width // _PATCH), max(1, image.height // _PATCH))
    paper = (
        image.resize(size, Image.Resampling.BOX).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MedianFilter(5))
    )
    light = np.asarray(paper.resize(image.size, Image.Resampling.BILINEAR), dtype=np.int32)
    level = np.asarray(image, dtype=np.int32) * 262 // np.maximum(light, 1)
    return Image.fromarray(np.minimum(level, 255).astype(np.uint8))


def straightened(image: Image.Image) -> Image.Image:
    """Return a page turned so that its lines and lines of writing are level."""
    slope = _slope(image)
    if abs(slope) <= 1:
        return image
    # To shear each way in turn turns a page by so small an angle without loss.
    across = image.transform(
        image.size,
        Image.Transform.AFFINE,
        (1, -slope / 1000, slope * image.height / 2000, 0, 1, 0),
        fillcolor=255,
        resample=Image.Resampling.BICUBIC,
    )
    return across.transform(
        image.size,
        Image.Transform.AFFINE,
        (1, 0, 0, slope / 1000, 1, -slope * image.width / 2000),
        fillcolor=255,
        resample=Image.Resampling.BICUBIC,
    )


def _slope(image: Image.Image) -> int:
    """Return by how many thousandths lines fall to the right: where ink gathers most in few rows."""
    small = image.resize((_LOW, max(1, image.height * _LOW // image.width)), Image.Resampling.BOX)
    rows, columns = np.nonzero(ink_of(small))
    if len(rows) == 0:
        return 0

    def gathered(slope: int) -> int:
        level = (rows * 1000 - columns * slope) // 1000
        counts = np.bincount(level - level.min())
        return int((counts * counts).sum())

    return max(_SLOPES, key=lambda slope: (gathered(slope), -abs(slope)))


def ink_of(image: Image.Image) -> Ink:
    """Return where a page is clearly darker than its surroundings."""
    return _darker(image, _DARKER)


def faint_ink_of(image: Image.Image) -> Ink:
    """Return where a page is a little darker than its surroundings, as its noise is, too."""
    return _darker(image, _FAINT)


def _darker(image: Image.Image, percent: int) -> Ink:
    radius = max(8, min(image.size) // 40)
    around = np.asarray(image.filter(ImageFilter.BoxBlur(radius)), dtype=np.int32)
    found: Ink = np.asarray(image, dtype=np.int32) * 100 < around * percent
    return found


def solid_ink(ink: Ink) -> Ink:
    """Return where ink is at least two pixels wide and high, which dust is not."""
    found: Ink = ink[1:, 1:] & ink[:-1, 1:] & ink[1:, :-1] & ink[:-1, :-1]
    return found


def tables_of(ink: Ink, faint: Ink | None = None) -> tuple[Ruled, ...]:
    """Return the ruled tables of a page, from the top; lines may have gaps in which there is faint ink."""
    faint = ink if faint is None else faint
    lines = _lines_across(ink)
    found: list[Ruled] = []
    group: list[_Across] = []
    for line in lines:
        if group and not _tied(ink, group[-1], line):
            found.extend(_table(ink, faint, group))
            group = []
        group.append(line)
    found.extend(_table(ink, faint, group))
    return tuple(found)


def _lines_across(ink: Ink) -> list[_Across]:
    """Return printed lines across from the top; rows of ink that follow each other are one line, unless too thick."""
    least = ink.shape[1] // _MIN_WIDTH
    thick = _thickened(ink, _DRIFT, 0)
    found: list[_Across] = []
    rows: list[tuple[int, int, int]] = []
    for y in [*np.flatnonzero(thick.sum(axis=1) >= least), ink.shape[0] + 2 * _NEAR]:
        runs = [run for run in _runs(thick[y]) if run[1] - run[0] >= least] if y < ink.shape[0] else []
        if rows and y - rows[-1][0] > _NEAR:
            if rows[-1][0] - rows[0][0] <= _MAX_THICK:
                middle = (rows[0][0] + rows[-1][0]) // 2
                found.append(_Across(middle, min(left for _, left, _ in rows), max(right for _, _, right in rows)))
            rows = []
        if runs:
            rows.append((int(y), min(left for left, _ in runs), max(right for _, right in runs)))
    return found


def _thickened(ink: Ink, down: int, across: int) -> Ink:
    thick = ink.copy()
    for by in range(1, down + 1):
        thick[by:] |= ink[:-by]
        thick[:-by] |= ink[by:]
    for by in range(1, across + 1):
        thick[:, by:] |= ink[:, :-by]
        thick[:, :-by] |= ink[:, by:]
    return thick


def _runs(line: Any) -> Iterator[tuple[int, int]]:
    """Yield begin and end of every stretch of ink in a line of pixels."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line.astype(np.int8), [0]))))
    for rank in range(0, len(edges), 2):
        yield int(edges[rank]), int(edges[rank + 1])


def _lines_down(ink: Ink, above: _Across, below: _Across) -> list[int]:
    """Return where printed lines go down between two lines across."""
    left, right = max(0, min(above.left, below.left) - _NEAR), max(above.right, below.right) + _NEAR
    band = _thickened(ink[above.y : below.y + 1, left:right], 0, _DRIFT)
    if band.shape[0] < _MIN_FIELD:
        return []
    full = band.sum(axis=0) * 100 >= band.shape[0] * _WHOLE
    return [left + (begin + end - 1) // 2 for begin, end in _runs(full) if end - begin < 3 * _NEAR]


def _tied(ink: Ink, above: _Across, below: _Across) -> bool:
    return below.y - above.y < _MIN_FIELD or len(_lines_down(ink, above, below)) > 1


def _table(ink: Ink, faint: Ink, lines: Sequence[_Across]) -> Iterator[Ruled]:
    """Yield the table that lines across make; none when they enclose no cell."""
    down = [_lines_down(ink, one, other) for one, other in pairwise(lines)]
    xs = _merged(sorted(x for one in down for x in one))
    if len(lines) < 2 or len(xs) < 2:
        return
    first, last = _open_end(ink[::-1], ink.shape[0] - 1 - lines[0].y, xs), _open_end(ink, lines[-1].y, xs)
    opened = [*([] if first is None else [ink.shape[0] - 1 - first]), *([] if last is None else [last])]
    ys = sorted([*(line.y for line in lines), *opened])
    fields, regular = _fields((ink, faint), ys, xs, opened)
    if fields:
        yield Ruled(xs[0], ys[0], xs[-1], ys[-1], fields, regular)


def _open_end(ink: Ink, y: int, xs: Sequence[int]) -> int | None:
    """Return where lines that go on down behind the last line across end together, as where a page ends in a row."""
    ends: list[int] = []
    for x in xs:
        strip: Any = ink[y:, max(0, x - _NEAR) : x + _NEAR + 1].any(axis=1)
        gaps = np.flatnonzero(~(strip[:-1] | strip[1:]))
        ends.append(y + int(gaps[0] if len(gaps) else len(strip) - 1))
    end = max(ends)
    alike = sum(end - one <= _NEAR for one in ends)
    return end if alike > 1 and end - y >= _MIN_FIELD else None


def _merged(places: Sequence[int]) -> list[int]:
    groups: list[list[int]] = []
    for one in places:
        if groups and one - groups[-1][-1] <= _NEAR:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [sum(group) // len(group) for group in groups]


def _fields(
    inks: tuple[Ink, Ink], ys: Sequence[int], xs: Sequence[int], opened: Sequence[int]
) -> tuple[tuple[Field, ...], bool]:
    """Return the cells between lines, and whether all are rectangles; `opened` are sides that are not printed."""
    rows, columns = len(ys) - 1, len(xs) - 1

    def printed_down(row: int, x: int) -> bool:
        where = (slice(ys[row], ys[row + 1] + 1), slice(max(0, xs[x] - _NEAR), xs[x] + _NEAR + 1))
        return _is_line(*(ink[where].T for ink in inks))

    def printed_across(y: int, column: int) -> bool:
        where = (slice(max(0, ys[y] - _NEAR), ys[y] + _NEAR + 1), slice(xs[column], xs[column + 1] + 1))
        return ys[y] in opened or _is_line(*(ink[where] for ink in inks))

    sides = [[printed_down(row, x) for x in range(columns + 1)] for row in range(rows)]
    lids = [[printed_across(y, column) for column in range(columns)] for y in range(rows + 1)]
    _close_outside(sides, lids)
    across = [y for y in range(rows + 1) if any(lids[y])]
    down = [x for x in range(columns + 1) if any(row[x] for row in sides)]
    if 1 < len(across) < len(ys) or 1 < len(down) < len(xs):
        # Writing that runs together looks like a line, but goes from one line to the next nowhere.
        return _fields(inks, [ys[y] for y in across], [xs[x] for x in down], opened)
    joined = _joined(rows, columns, sides, lids)
    members: dict[int, list[tuple[int, int]]] = {}
    for place, owner in joined.items():
        members.setdefault(owner, []).append(place)
    found: list[Field] = []
    regular = True
    for own in members.values():
        top, bottom = min(row for row, _ in own), max(row for row, _ in own)
        left, right = min(column for _, column in own), max(column for _, column in own)
        closed = (
            all(lids[top][column] and lids[bottom + 1][column] for column in range(left, right + 1))
            and all(sides[row][left] and sides[row][right + 1] for row in range(top, bottom + 1))
        )  # fmt: skip
        if len(own) != (bottom - top + 1) * (right - left + 1):
            regular = False
        elif closed:
            found.append(
                Field(top, left, bottom - top + 1, right - left + 1, xs[left], ys[top], xs[right + 1], ys[bottom + 1])
            )
    return tuple(sorted(found, key=lambda one: (one.row, one.column))), regular


def _close_outside(sides: Sequence[list[bool]], lids: Sequence[list[bool]]) -> None:
    """Hold a gap in an outer side for printed where the lines at both of its ends go up to it, as at a page break."""
    for outer in (0, -1):
        close_gaps(lids[outer], sides[outer])
        upright = [own[outer] for own in sides]
        close_gaps(upright, [own[outer] for own in lids])
        for own, printed in zip(sides, upright, strict=True):
            own[outer] = printed


def _is_line(strip: Any, faint: Any) -> bool:
    """Return whether ink goes through a strip from its left to its right, straying within it by little."""
    length = strip.shape[1]
    rows = range(max(1, strip.shape[0] - 2 * _DRIFT))
    covered = [int(strip[y : y + 2 * _DRIFT + 1].any(axis=0).sum()) * 100 for y in rows]
    best = max(rows, key=lambda y: covered[y])
    if covered[best] >= length * _WHOLE or covered[best] < length * _MOST:
        return bool(covered[best] >= length * _WHOLE)
    filled = int((strip | faint)[best : best + 2 * _DRIFT + 1].any(axis=0).sum()) * 100
    beside = np.delete(strip, slice(max(0, best - _DRIFT), best + 3 * _DRIFT + 1), axis=0)
    # A line of writing may fill a strip nearly as well, but it is taller.
    return bool(filled >= length * _WHOLE and int(beside.sum()) * 100 <= beside.size * _BESIDE)


def _joined(
    rows: int, columns: int, sides: Sequence[Sequence[bool]], lids: Sequence[Sequence[bool]]
) -> dict[tuple[int, int], int]:
    """Return for every field of the grid the number of the cell that it belongs to."""
    owner: dict[tuple[int, int], int] = {}
    for start in ((row, column) for row in range(rows) for column in range(columns)):
        if start in owner:
            continue
        number = len(owner)
        pending = [start]
        owner[start] = number
        while pending:
            row, column = pending.pop()
            beside = (
                (row, column - 1, sides[row][column]),
                (row, column + 1, sides[row][column + 1]),
                (row - 1, column, lids[row][column]),
                (row + 1, column, lids[row + 1][column]),
            )
            for down, across, closed in beside:
                inside = 0 <= down < rows and 0 <= across < columns
                if inside and not closed and (down, across) not in owner:
                    owner[down, across] = number
                    pending.append((down, across))
    return owner
