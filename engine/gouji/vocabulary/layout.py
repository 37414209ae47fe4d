"""How the cells of a table in one format are laid out as attributes, for the typed reader and the compiled rules.

Both rooms must agree on the names, and neither may know the other; so the names are made here.
Ids are Unicode names and may be Python keywords, therefore every attribute carries a prefix.
"""

from __future__ import annotations

from typing import TypeAlias

from gouji.record import Record
from gouji.values import Domain, Unit
from gouji.vocabulary.model import Cell, Table, Vocabulary
from gouji.vocabulary.queries import domain_of, unit_of


def attribute(step: str) -> str:
    """Return the attribute that holds a table, a group, a row or a column with this (undotted) id."""
    return f"at_{step}"


class Laid(Record, frozen=True):
    """One cell: its ids, the attributes that lead to it from the table, and what its number measures."""

    row: str
    column: str
    path: tuple[str, ...]
    unit: Unit
    domain: Domain


Layout: TypeAlias = tuple[tuple[str, tuple[Laid, ...]], ...]
"""The cells of each table that a format has, by the table's id."""


def layout_of(vocabulary: Vocabulary, format_id: str) -> Layout:
    """Return how all tables of a format are laid out."""
    return tuple(
        (table.id, laid_out(vocabulary, table, format_id)) for table in vocabulary.tables if format_id in table.formats
    )


def laid_out(vocabulary: Vocabulary, table: Table, format_id: str) -> tuple[Laid, ...]:
    """Return the cells that a format prescribes, row by row, each with its path of attributes."""
    return tuple(_laid(vocabulary, table, cell) for cell in table.cells_in(format_id))


def _laid(vocabulary: Vocabulary, table: Table, cell: Cell) -> Laid:
    path = tuple(attribute(step) for step in (*cell.row.split("."), cell.column))
    unit = unit_of(vocabulary, table, cell.row, cell.column)
    return Laid(cell.row, cell.column, path, unit, domain_of(vocabulary, table, cell.row, cell.column))
