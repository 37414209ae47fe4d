"""Tables that go on after a page break: grids enter, the same grids leave, a row that the break split put together.

The head that is printed again is left where it is; whoever reads heads reads it again. Two halves of a row become one
only when the words of both together are a label and those of the lower half are none, or when the lower half has no
words at all; a cell with figures in both halves is kept as both, with a doubt: digits are never joined. Where figures
or the rest of a note stand below a break without a label and are no half of the row above it, that row is doubted;
it takes up what stands below its own figures and notes alone.
A head that the break cuts is put on top of what it heads, so that its columns are those of one grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from gouji.intake.blocks import Block, Cell, Grid
from gouji.intake.labels import LabelIndex, fold
from gouji.record import replace

SPLIT: Final = "split_by_page"
"""The doubt about a cell of which figures stand on both sides of a page break."""

_Pair: TypeAlias = tuple[Cell | None, Cell]


def mend_breaks(blocks: Sequence[tuple[int, Block]], index: LabelIndex) -> list[tuple[int, Block]]:
    """Return the blocks of a table with every row that a page break split put together, in the grid where it ends."""
    mended: list[tuple[int, Block]] = []
    last: tuple[int, Grid] | None = None
    for number, block in blocks:
        if not isinstance(block, Grid):
            mended.append((number, block))
            continue
        if block.continues and last is not None:
            rank, before = last
            whole = _under_head(before, block, index)
            if whole is not None:
                mended[rank] = (mended[rank][0], whole)
                last = (rank, whole)
                continue
            before, block = _mended(before, block, index)
            mended[rank] = (mended[rank][0], before)
        last = (len(mended), block)
        mended.append((number, block))
    return mended


def _under_head(before: Grid, after: Grid, index: LabelIndex) -> Grid | None:
    """Return one grid of a head alone and of what goes on below the break in the same columns; else nothing."""
    rows = [row for row in before.rows if row]
    if before.ragged or after.ragged or not (rows and after.rows) or _behind_head(before, after):
        return None
    if any(cell.text and _is_figure(cell.text) for row in (*rows, after.rows[0]) for cell in row):
        return None
    end = rows[-1][0].row
    reaching = {cell.column: cell for row in rows for cell in row if cell.row + cell.row_span > end}
    if _width(before) != _width(after) or not _is_head(reaching, after.rows[0], index):
        return None
    whole, lower = _whole_head(reaching, after.rows[0], index)
    upper = [tuple(whole.get((cell.row, cell.column), cell) for cell in row) for row in rows]
    rest = [tuple(replace(cell, row=cell.row + end) for cell in row) for row in (lower, *after.rows[1:]) if row]
    return replace(before, rows=(*upper, *rest))


def _width(grid: Grid) -> int:
    return max((cell.column + cell.column_span for row in grid.rows for cell in row), default=0)


def _is_head(reaching: Mapping[int, Cell], row: tuple[Cell, ...], index: LabelIndex) -> bool:
    """Return whether a row names columns, by itself or with the words above it."""
    named = [cell for cell in row if fold(cell.text)]
    words = [text for cell in named for text in (cell.text, _joined(reaching.get(cell.column), cell))]
    return any(hit.names in ("column", "columns") for text in words for hit in index.read(text))


def _joined(upper: Cell | None, lower: Cell) -> str:
    return "" if upper is None or not upper.text else upper.text + lower.text


def _whole_head(
    reaching: Mapping[int, Cell], below: tuple[Cell, ...], index: LabelIndex
) -> tuple[dict[tuple[int, int], Cell], tuple[Cell, ...]]:
    """Return the cells that reach over the break, whole, by row and column, and the cells of the row below it.

    Of a cell that is whole no half is left below: it would name another column.
    """
    whole: dict[tuple[int, int], Cell] = {}
    kept: list[Cell] = []
    for cell in below:
        upper = reaching.get(cell.column)
        joined = _joined(upper, cell)
        labels = [bool(index.read(one)) for one in (joined, "" if upper is None else upper.text, cell.text)]
        if upper is None or upper.column_span != cell.column_span or not joined or (not labels[0] and any(labels)):
            kept.append(cell)
        else:
            whole[upper.row, upper.column] = replace(upper, text=joined, row_span=upper.row_span + cell.row_span)
    return whole, tuple(kept)


def _mended(before: Grid, after: Grid, index: LabelIndex) -> tuple[Grid, Grid]:
    """Return both grids with a split row moved to the later one; as they are when no row was split."""
    at = _behind_head(before, after)
    if at >= len(after.rows) or not before.rows:
        return before, after
    pairs = _paired(before, before.rows[-1], after, after.rows[at])
    row = _one_row(pairs, index) if pairs is not None else None
    if row is not None:
        rows = (*after.rows[:at], row, *after.rows[at + 1 :])
        return replace(before, rows=before.rows[:-1]), replace(after, rows=rows)
    if not _is_rest(after.rows[at], pairs or (), index):
        return before, after
    rests = _rests(pairs or (), index)
    doubted = tuple(
        replace(cell, text=rests.get(cell.column, cell.text), doubts=(*cell.doubts, SPLIT)) for cell in before.rows[-1]
    )
    kept = (*after.rows[:at], *after.rows[at + 1 :]) if rests else after.rows
    return replace(before, rows=(*before.rows[:-1], doubted)), replace(after, rows=kept)


def _rests(pairs: Sequence[_Pair], index: LabelIndex) -> dict[int, str]:
    """Return both halves of cells by their columns, where all of a lower row stands below cells that are no labels."""
    filled = [(above, below) for above, below in pairs if below.text]
    if any(above is None or not above.text or index.read(above.text) for above, _ in filled):
        return {}
    return {above.column: f"{above.text} {below.text}" for above, below in filled if above is not None}


def _is_rest(row: tuple[Cell, ...], pairs: Sequence[_Pair], index: LabelIndex) -> bool:
    """Return whether a row holds no label, but figures or what goes on below a cell that is none either."""
    texts = [cell.text for cell in row if cell.text]
    figures = any(char.isdigit() for text in texts for char in text)
    below = [above.text for above, cell in pairs if above is not None and above.text and cell.text]
    goes_on = any(not index.read(text) for text in below)
    return (figures or goes_on) and not any(index.read(text) for text in texts)


def _is_figure(text: str) -> bool:
    return text[0].isdigit() and text[-1].isdigit()


def _behind_head(before: Grid, after: Grid) -> int:
    """Return how many rows the later grid begins with that are those with which the earlier one begins."""
    at = 0
    for one, other in zip(before.rows, after.rows, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other]:
            break
        at += 1
    return at


def _paired(before: Grid, above: tuple[Cell, ...], after: Grid, below: tuple[Cell, ...]) -> list[_Pair] | None:
    """Return the cells of two rows that stand in one column; nothing when the rows have not the same columns.

    A cell that is merged over several rows above the break has only the lower half here.
    """
    if len(above) == len(below):
        return list(zip(above, below, strict=True))
    if before.ragged or after.ragged:
        return None
    upper = {cell.column: cell for cell in above}
    pairs = [(upper.pop(cell.column, None), cell) for cell in below]
    return None if upper else pairs


def _one_row(pairs: Sequence[_Pair], index: LabelIndex) -> tuple[Cell, ...] | None:
    """Return the row of which two rows are the halves."""
    cells: list[Cell] = []
    labels = 0
    worded = any(below.text and not _is_figure(below.text) for above, below in pairs if above is not None)
    for above, below in pairs:
        if above is None or not (above.text and below.text):
            kept = below if above is None or not above.text else above
            cells.append(replace(kept, row=below.row, column=below.column))
            continue
        if index.read(below.text):
            return None
        figure = above.text[-1].isdigit() and below.text[0].isdigit()
        if figure or fold(above.text) not in index.beginnings:
            cells.append(replace(below, text=f"{above.text} {below.text}", doubts=(*below.doubts, SPLIT)))
            continue
        whole, upper = index.read(above.text + below.text), index.read(above.text)
        if not whole or (upper and {hit.id for hit in upper} != {hit.id for hit in whole}):
            return None
        labels += 1
        cells.append(replace(below, text=above.text + below.text))
    return tuple(cells) if labels or (not worded and _is_labelled(pairs, index)) else None


def _is_labelled(pairs: Sequence[_Pair], index: LabelIndex) -> bool:
    """Return whether the upper half has a row's label in front and figures or blanks behind, the lower only figures."""
    texts = [above.text for above, _ in pairs if above is not None]
    named = [any(hit.names == "row" for hit in index.read(text)) for text in texts if text]
    lone = all(above is None or not above.text or _is_figure(above.text) for above, below in pairs if below.text)
    return any(named) and lone and any(below.text for above, below in pairs if above is not None)
