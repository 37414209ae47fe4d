"""Which cells each table has in one format, and by which attributes and scale the compiled function loads them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gouji.record import Record
from gouji.values import exact
from gouji.vocabulary.layout import attribute, laid_out
from gouji.vocabulary.model import Vocabulary


class CellLayout(Record, frozen=True):
    """One cell: the attributes from the report's tables, whether it is surely whole, or natural, its unit's scale."""

    path: tuple[str, ...]
    whole: bool
    natural: bool
    scale: int | Fraction


class TableLayout(Record, frozen=True):
    """A table in one format; rows and columns in printed order."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], CellLayout]


def layouts(vocabulary: Vocabulary, format_id: str) -> dict[str, TableLayout]:
    """Return the tables of a format by their ids."""
    found: dict[str, TableLayout] = {}
    for table in vocabulary.tables:
        if format_id not in table.formats:
            continue
        cells = {
            (laid.row, laid.column): CellLayout(
                (attribute(table.id), *laid.path),
                laid.domain.whole,
                laid.domain.whole and not laid.domain.signed,
                exact(laid.unit.scale),
            )
            for laid in laid_out(vocabulary, table, format_id)
        }
        rows = tuple(line.id for line in table.lines("row", format_id))
        columns = tuple(line.id for line in table.lines("column", format_id))
        found[table.id] = TableLayout(rows, columns, cells)
    return found
