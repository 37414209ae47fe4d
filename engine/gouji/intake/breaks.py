"""Tables that go on after a page break: grids enter, the same grids leave, a row that the break split put together.

The head that is printed again is left where it is; whoever reads heads reads it again. Two halves of a row become one
only when the words of both together are a label and those of the lower half are none, or when the lower half has no
words at all; a cell with figures in both halves is kept as both, with a doubt: digits are never joined. Where figures
stand below a break without a label and are no half of the row above it, that row is doubted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from gouji.intake.blocks import Block, Cell, Grid
from gouji.intake.labels import LabelIndex, fold
from gouji.record import replace

SPLIT: Final = "split_by_page"
"""The doubt about a cell of which figures stand on both sides of a page break."""


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
            before, block = _mended(before, block, index)
            mended[rank] = (mended[rank][0], before)
        last = (len(mended), block)
        mended.append((number, block))
    return mended


def _mended(before: Grid, after: Grid, index: LabelIndex) -> tuple[Grid, Grid]:
    """Return both grids with a split row moved to the later one; as they are when no row was split."""
    at = _behind_head(before, after)
    if at >= len(after.rows) or len(before.rows) < 2:
        return before, after
    pairs = _paired(before, before.rows[-1], after, after.rows[at])
    row = _one_row(pairs, index) if pairs is not None else None
    if row is not None:
        rows = (*after.rows[:at], row, *after.rows[at + 1 :])
        return replace(before, rows=before.rows[:-1]), replace(after, rows=rows)
    if not _is_unlabelled(after.rows[at], index):
        return before, after
    doubted = tuple(replace(cell, doubts=(*cell.doubts, SPLIT)) for cell in before.rows[-1])
    return replace(before, rows=(*before.rows[:-1], doubted)), after


def _is_unlabelled(row: tuple[Cell, ...], index: LabelIndex) -> bool:
    """Return whether a row holds figures, and no words that are a label."""
    texts = [cell.text for cell in row if cell.text]
    figures = any(char.isdigit() for text in texts for char in text)
    return figures and not any(index.find(fold(text)) for text in texts)


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


_Pair: TypeAlias = tuple[Cell | None, Cell]


def _paired(
    before: Grid, above: tuple[Cell, ...], after: Grid, below: tuple[Cell, ...]
) -> list[tuple[Cell | None, Cell]] | None:
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
        if index.find(fold(below.text)):
            return None
        figure = above.text[-1].isdigit() and below.text[0].isdigit()
        if figure or fold(above.text) not in index.beginnings:
            cells.append(replace(below, text=f"{above.text} {below.text}", doubts=(*below.doubts, SPLIT)))
            continue
        whole, upper = index.find(fold(above.text + below.text)), index.find(fold(above.text))
        if not whole or (upper and {hit.id for hit in upper} != {hit.id for hit in whole}):
            return None
        labels += 1
        cells.append(replace(below, text=above.text + below.text))
    return tuple(cells) if labels or (not worded and _is_labelled(pairs, index)) else None


def _is_labelled(pairs: Sequence[_Pair], index: LabelIndex) -> bool:
    """Return whether the upper half has a row's label in front and figures or blanks behind, the lower only figures."""
    texts = [above.text for above, _ in pairs if above is not None]
    named = [any(hit.names == "row" for hit in index.find(fold(text))) for text in texts if text]
    lone = all(above is None or not above.text or _is_figure(above.text) for above, below in pairs if below.text)
    return any(named) and lone and any(below.text for above, below in pairs if above is not None)
