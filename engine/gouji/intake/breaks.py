"""Tables that go on after a page break: grids enter, the same grids leave, a row that the break split put together.

The head that is printed again is left where it is; whoever reads heads reads it again. Two halves of a row become one
only when the words of both together are a label and those of neither half are; a cell with figures in both halves is
kept as both, with a doubt: digits are never joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

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
            joined = _joined(before, block, index)
            if joined is not None:
                mended[rank] = (mended[rank][0], joined[0])
                block = joined[1]
        last = (len(mended), block)
        mended.append((number, block))
    return mended


def _joined(before: Grid, after: Grid, index: LabelIndex) -> tuple[Grid, Grid] | None:
    """Return both grids with the split row moved to the later one; nothing when no row was split."""
    at = _behind_head(before, after)
    if at >= len(after.rows) or len(before.rows) < 2:
        return None
    row = _one_row(before.rows[-1], after.rows[at], index)
    if row is None:
        return None
    return replace(before, rows=before.rows[:-1]), replace(after, rows=(*after.rows[:at], row, *after.rows[at + 1 :]))


def _behind_head(before: Grid, after: Grid) -> int:
    """Return how many rows the later grid begins with that are those with which the earlier one begins."""
    at = 0
    for one, other in zip(before.rows, after.rows, strict=False):
        if [cell.text for cell in one] != [cell.text for cell in other]:
            break
        at += 1
    return at


def _one_row(one: tuple[Cell, ...], other: tuple[Cell, ...], index: LabelIndex) -> tuple[Cell, ...] | None:
    if len(one) != len(other):
        return None
    cells: list[Cell] = []
    labels = 0
    for above, below in zip(one, other, strict=True):
        if not (above.text and below.text):
            kept = above if above.text else below
            cells.append(replace(kept, row=below.row, column=below.column))
            continue
        if any(char.isdigit() for char in above.text[-1] + below.text[0]):
            cells.append(replace(below, text=f"{above.text} {below.text}", doubts=(*below.doubts, SPLIT)))
            continue
        if (
            not index.find(fold(above.text + below.text))
            or index.find(fold(above.text))
            or index.find(fold(below.text))
        ):
            return None
        labels += 1
        cells.append(replace(below, text=above.text + below.text))
    return tuple(cells) if labels else None
