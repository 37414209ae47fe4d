"""Tables laid out alike: how one is read is remembered by its words and spans, so that the next gives its figures only.

Reports of one form print the same labels in the same places. Which cell of a table is whose is worked out by `tables`
once for each layout; where all the words stand again in the same cells, the same cells are taken, with what they say
now. A layout is only remembered where plain numbers could be any others: nothing was refused, doubted, printed twice or
put together. Whether cells may have moved is asked of every table anew, since the sums of its numbers tell; where they
may, and where anything is new, `tables` reads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from gouji.intake.blocks import Block, Cell, Grid
from gouji.intake.labels import LabelIndex, Same
from gouji.intake.readings import ReadTable, RowReading
from gouji.intake.rows import is_value, value_words
from gouji.intake.shifts import moved_rows
from gouji.intake.sums import is_plain
from gouji.intake.tables import read_table
from gouji.intake.units import CaptionUnits
from gouji.record import Record, replace
from gouji.vocabulary.model import Table, Vocabulary

MOST: Final = 64
_MOST_CELLS: Final = 1_000
_MOST_SIGNS: Final = 20_000
"""How many layouts of a vocabulary are remembered, and how many cells and signs one may have."""

_Blocks: TypeAlias = Sequence[tuple[int, Block]]
_Shape: TypeAlias = tuple[object, ...]
"""All of a table but its plain numbers and its places."""
_At: TypeAlias = tuple[int, int, int]
"""The block, the row in it and the rank in the row of a cell; of a paragraph only the block counts."""


class _Layout(Record, frozen=True):
    """What was read of a table: rows with where their cells stand, and where the labels stand that were taken."""

    format: str
    rows: tuple[tuple[RowReading, tuple[_At, ...]], ...]
    near: frozenset[str]
    blocks: tuple[int, ...]
    taken: tuple[_At, ...]


def read_known(
    table: Table,
    blocks: _Blocks,
    index: LabelIndex,
    vocabulary: Vocabulary,
    year: int | None,
    headings: Sequence[CaptionUnits] = (),
) -> ReadTable:
    """Return what `read_table` returns of a table's blocks, by its layout where that is known."""
    shape = None if headings else _shape_of(blocks)
    if shape is None:
        return read_table(table, blocks, index, vocabulary, year, headings)
    known = known_of(Same(vocabulary))
    key = table.id, year, shape
    layout = known.get(key)
    read = None if layout is None else _filled(table, layout, blocks, value_words(vocabulary).placeholders)
    if read is not None:
        return read
    read = read_table(table, blocks, index, vocabulary, year, headings)
    learned = _learned(read, blocks, index, vocabulary) if layout is None else None
    if learned is not None:
        if len(known) >= MOST:
            known.clear()
        known[key] = learned
    return read


@lru_cache(maxsize=4)
def known_of(_: Same[Vocabulary]) -> dict[tuple[str, int | None, _Shape], _Layout]:
    """Return the layouts that were learned of a vocabulary; the same again whenever they are asked for."""
    return {}


def _shape_of(blocks: _Blocks) -> _Shape | None:
    """Return all of a table that its reading goes by but plain numbers; nothing where it is too large."""
    cells = sum(len(row) for _, block in blocks if isinstance(block, Grid) for row in block.rows)
    if not 0 < cells <= _MOST_CELLS:
        return None
    return tuple(
        (block.ragged, block.continues, block.place.sheet, *map(_shape_of_row, block.rows))
        if isinstance(block, Grid)
        else (type(block), block.text, block.place.sheet)
        for _, block in blocks
    )


def _shape_of_row(row: Sequence[Cell]) -> _Shape:
    texts = [cell.text for cell in row]
    words = [None if is_plain(text) else text for text in texts]
    if None in words:
        numbers = [text for text, word in zip(texts, words, strict=True) if word is None]
        if numbers[0] == "1" and numbers[1:2] in ([], ["2"]):
            # Numbers that may only count the columns are not like any others.
            return (*texts, *_placed(row))
    return (*words, *_placed(row))


def _placed(row: Sequence[Cell]) -> list[object]:
    return [(one.row, one.column, one.row_span, one.column_span, one.doubts) for one in row]


def _learned(read: ReadTable, blocks: _Blocks, index: LabelIndex, vocabulary: Vocabulary) -> _Layout | None:
    """Return how a table is laid out; nothing where its numbers may have had a part in how it was read."""
    if read.format is None or read.defects or read.old or read.others or not read.single:
        return None
    if [cell for _, _, cell in read.cells] != [cell for one in read.readings for cell in one.cells]:
        return None  # doubts that were found here are not those of the cells
    words = value_words(vocabulary)
    prose = [block.text for _, block in blocks if not isinstance(block, Grid)]
    if any(is_value(text, words) for text in prose) or any(map(str.isdecimal, index.hits)):
        return None
    printed = list(_cells_of(blocks))
    if sum(map(len, prose)) + sum([len(cell.text) for _, cell in printed]) > _MOST_SIGNS:
        return None
    own = {id(cell) for one in read.readings for cell in one.cells}
    if any(id(cell) not in own and is_plain(cell.text) for _, cell in printed):
        return None  # numbers that were left out, as those of rows, may be taken up where they are others
    cells = {id(cell): at for at, cell in printed}
    places = {id(block.place): (rank, 0, 0) for rank, (_, block) in enumerate(blocks) if not isinstance(block, Grid)}
    places.update((id(cell.place), at) for at, cell in printed)
    rows = tuple((one, tuple([cells[id(cell)] for cell in one.cells if id(cell) in cells])) for one in read.readings)
    taken = tuple(places[id(one)] for one in read.taken if id(one) in places)
    if any(len(at) != len(one.cells) for one, at in rows) or len(taken) != len(read.taken):
        return None  # cells that were put together or doubted are none of those printed
    ranks = tuple(rank for rank, (number, _) in enumerate(blocks) if number in read.blocks)
    return _Layout(read.format, rows, read.near, ranks, taken)


def _cells_of(blocks: _Blocks) -> Iterator[tuple[_At, Cell]]:
    for rank, (_, block) in enumerate(blocks):
        for number, row in enumerate(block.rows) if isinstance(block, Grid) else ():
            yield from (((rank, number, at), cell) for at, cell in enumerate(row))


def _filled(table: Table, layout: _Layout, blocks: _Blocks, placeholders: frozenset[str]) -> ReadTable | None:
    """Return a table that is laid out as one known; nothing where its numbers say that cells may have moved."""
    rows = [block.rows if isinstance(block, Grid) else () for _, block in blocks]
    readings = tuple(
        replace(one, cells=tuple([rows[rank][row][at] for rank, row, at in cells])) for one, cells in layout.rows
    )
    moved, said = moved_rows(table, layout.format, readings, placeholders)
    if moved or said:
        return None
    cells = tuple(
        (one.row, column, cell) for one in readings for column, cell in zip(one.head.columns, one.cells, strict=True)
    )
    taken = (rows[rank][row][at].place if rows[rank] else blocks[rank][1].place for rank, row, at in layout.taken)
    own = frozenset(blocks[rank][0] for rank in layout.blocks)
    return ReadTable(layout.format, cells, layout.near, (), own, frozenset(taken), readings=readings, single=True)
