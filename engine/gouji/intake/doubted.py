"""What is said once of cells that are doubted: the cells that were read enter, defects leave.

Why a cell is doubted is known to its reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from gouji.findings import CUT_BY_ROW, Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import UNCERTAIN, Cell
from gouji.intake.glued import BY_DIGITS, BY_SUMS
from gouji.intake.torn import BY_ORDER
from gouji.report.model import pointer_of
from gouji.vocabulary.model import Table

ReadCell: TypeAlias = tuple[str, Place, str, tuple[str, ...]]
"""A cell that was read: its JSON pointer, its place, its text and the doubts about it."""

_SOLVED: Final = frozenset((CUT_BY_ROW, BY_DIGITS, BY_SUMS, BY_ORDER))
"""Doubts for which the defect of a table speaks, that its cells were cut or put together."""


def uncertain_cells(table: Table, read: Sequence[tuple[str, str, Cell]]) -> Iterator[Defect]:
    """Say once for a table which of its cells were not recognised for certain."""
    cells = [(row, column, cell) for row, column, cell in read if UNCERTAIN in cell.doubts]
    if cells:
        row, column, cell = cells[0]
        where = pointer_of("tables", table.id, *row.split("."), column)
        yield defects.cells_uncertain(where, table.caption, len(cells), len(read), cell.text, cell.place)


def mostly_doubted(read: Sequence[ReadCell]) -> Iterator[Defect]:
    """Say once for a report that most of its cells are doubted, so that nearly nothing of its tables is checked."""
    doubted = [one for one in read if not _SOLVED.issuperset(one[-1])]
    if 2 * len(doubted) > len(read):
        pointer, place, text, _ = next((one for one in doubted if one[2]), doubted[0])
        yield defects.mostly_doubted(pointer, len(doubted), len(read), text, place)
