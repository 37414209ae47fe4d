"""Columns that agencies add to a table of the form: a grid enters, the same without them leaves.

The vocabulary names their heads by what stands below: numbers of the rows, units, remarks. A cell is left out only
where it holds that: a number that counts the rows, a unit, words or nothing. All else stays and costs its row, so that
no figure is lost. Units are kept beside the grid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from gouji.intake.blocks import OTHER_WIDTH, Cell, Grid
from gouji.intake.labels import LabelIndex, fold, fold_bare
from gouji.intake.numbering import number_of
from gouji.record import Record, replace
from gouji.vocabulary.model import Vocabulary

Holds = Literal["numbers", "units", "remarks"]
_Rows: TypeAlias = Sequence[tuple[Cell, ...]]

_MAX_HEADS: Final = 40
"""How many heads of added columns a grid may have; a table of the form has some five."""


class Bare(Record, frozen=True):
    """A grid without added columns, and the units that stood beside its rows, by the number of the row."""

    grid: Grid
    units: Mapping[int, str]


class Words(Record, frozen=True):
    """What the heads of added columns say, folded, with what stands below them; and the units of the form."""

    heads: Mapping[str, Holds]
    units: frozenset[str]


class _Added(Record, frozen=True):
    """The head of an added column: what stands below it, the rank of its row, its first and last column."""

    holds: Holds
    rank: int
    first: int
    last: int


def added_words(vocabulary: Vocabulary) -> Words:
    """Return what a vocabulary says of added columns."""
    named: tuple[tuple[Holds, tuple[str, ...]], ...] = (
        ("numbers", vocabulary.number_columns),
        ("units", vocabulary.unit_columns),
        ("remarks", vocabulary.remark_columns),
    )
    heads = {fold(word): holds for holds, words in named for word in words}
    return Words(heads, frozenset(one.id for one in vocabulary.units))


def without_added(grid: Grid, index: LabelIndex, words: Words, is_figure: Callable[[str], bool]) -> Bare:
    """Return a grid without the columns that are none of the form's; `is_figure` says what may be a value."""
    heads = list(_heads(grid.rows, index, words))
    if not 0 < len(heads) <= _MAX_HEADS:
        return Bare(grid, {})
    placed = not grid.ragged or len({len(row) for row in grid.rows}) == 1
    dropped = {(one.rank, one.first) for one in heads}
    units: dict[int, str] = {}
    for head in heads:
        for rank, cell in _below(grid.rows, head, heads, index, words, placed=placed):
            if _belongs(cell, head, index, words, is_figure) or (placed and not cell.text):
                dropped.add((rank, cell.column))
            if head.holds == "units" and cell.text in words.units:
                units |= dict.fromkeys(range(cell.row, cell.row + cell.row_span), cell.text)
    left = _short if placed else _within
    short = {rank for head in heads for rank in left(grid.rows, head, heads, is_figure)}
    short -= set() if placed else {rank for rank, _ in dropped}
    rows = [
        tuple(
            replace(cell, doubts=(*cell.doubts, OTHER_WIDTH)) if rank in short else cell
            for cell in row
            if (rank, cell.column) not in dropped
        )
        for rank, row in enumerate(grid.rows)
    ]
    return Bare(replace(grid, rows=tuple(row for row in rows if row)), units)


def _heads(rows: _Rows, index: LabelIndex, words: Words) -> Iterator[_Added]:
    """Yield the heads of added columns: they stand beside labels of the form."""
    for rank, row in enumerate(rows):
        for cell in row:
            holds = words.heads.get(fold_bare(cell.text)) if cell.text else None
            if holds is not None and any(index.read(one.text) for one in row if one.text):
                yield _Added(holds, rank, cell.column, cell.column + cell.column_span - 1)


def _end(rows: _Rows, head: _Added, heads: Sequence[_Added]) -> int:
    """Return the rank of the row with the next head of such a column, else how many rows there are."""
    return next((one.rank for one in heads if one.rank > head.rank and one.holds == head.holds), len(rows))


def _short(rows: _Rows, head: _Added, heads: Sequence[_Added], is_figure: Callable[[str], bool]) -> Iterator[int]:
    """Yield the rows that end before an added column, but not in a figure: what stands last may belong to it."""
    reached = 0
    for rank in range(head.rank, _end(rows, head, heads)):
        for cell in rows[rank]:
            if cell.column <= head.last and head.first < cell.column + cell.column_span:
                reached = max(reached, cell.row + cell.row_span)
        last = rows[rank][-1]
        if reached <= last.row and not is_figure(last.text):
            yield rank


def _within(rows: _Rows, head: _Added, heads: Sequence[_Added], is_figure: Callable[[str], bool]) -> Iterator[int]:
    """Yield the rows of a column whose cell may stand as a figure where columns are not known.

    It may where the column is not at the edge, and at the edge in a row without a label that begins with a number.
    """
    row = rows[head.rank]
    inside = row[0].column < head.first and (head.last < row[-1].column or head.holds == "numbers")
    first = row[0].column == head.first and head.holds == "numbers"
    for rank in range(head.rank + 1, _end(rows, head, heads)):
        if inside or (first and is_figure(rows[rank][0].text)):
            yield rank


def _below(
    rows: _Rows, head: _Added, heads: Sequence[_Added], index: LabelIndex, words: Words, *, placed: bool
) -> Iterator[tuple[int, Cell]]:
    """Yield the cells below a head that may be of its kind, with the ranks of their rows."""
    end = _end(rows, head, heads)
    if not placed:
        edge = rows[head.rank]
        for rank in range(head.rank + 1, end):
            at = _at_the_edge(rows[rank], head, index, words, last=edge[-1].column == head.last)
            if at is not None and (at or edge[0].column == head.first or head.holds != "numbers"):
                yield rank, rows[rank][at]
        return
    found = [
        (rank, cell)
        for rank in range(head.rank + 1, end)
        for cell in rows[rank]
        if head.first <= cell.column and cell.column + cell.column_span - 1 <= head.last
    ]
    if head.holds != "numbers" or _counts([cell.text for _, cell in found]):
        yield from found
    else:
        # What stands before the label of a row is no figure of it.
        yield from ((rank, cell) for rank, cell in found if _is_before_label(rows[rank], cell, index))


def _belongs(cell: Cell, head: _Added, index: LabelIndex, words: Words, is_figure: Callable[[str], bool]) -> bool:
    """Return whether a cell below a head holds what is of no table: a figure or a label there is of one."""
    match head.holds:
        case "numbers":
            return True
        case "units":
            return cell.text in words.units
        case "remarks":
            return not index.read(cell.text) and not is_figure(cell.text)


def _at_the_edge(row: Sequence[Cell], head: _Added, index: LabelIndex, words: Words, *, last: bool) -> int | None:
    """Return which cell of a row is of the added column where columns are not known: at its edge, or a unit."""
    labels = [rank for rank, cell in enumerate(row) if cell.text and index.read(cell.text)]
    match head.holds:
        case "numbers":
            return 0 if labels and labels[0] > 0 and _counted(row[0].text) is not None else None
        case "units":
            behind = labels[-1] + 1 if labels else len(row)
            if behind < len(row) and row[behind].text in words.units:
                return behind
            return len(row) - 1 if labels and row[-1].text in words.units else None
        case "remarks":
            return len(row) - 1 if last and len(row) > 1 and any(cell.text.isdecimal() for cell in row) else None


def _counts(texts: Sequence[str]) -> bool:
    """Return whether filled cells only count: 1, 2, 3 …, from 1 again below another head."""
    expected = 1
    for text in texts:
        number = _counted(text)
        if text and number not in (1, expected):
            return False
        expected = (number or expected - 1) + 1
    return True


def _counted(text: str) -> int | None:
    """Return the number that a cell gives a row: `1`, `01`, `1.`, `（1）`."""
    return number_of(text.strip("、.．()（） ").lstrip("0"))


def _is_before_label(row: Sequence[Cell], cell: Cell, index: LabelIndex) -> bool:
    numbered = not cell.text or _counted(cell.text) is not None
    return numbered and any(one.column > cell.column and index.read(one.text) for one in row if one.text)
