"""Recognised tables as a page: what stands in every cell, what is doubtful about it, and what was not found.

For a person who holds the document beside it; nothing is judged here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gouji.diagnostics import Language
from gouji.findings import Defect, Texts
from gouji.record import Record
from gouji.render.console import defect_blocks
from gouji.render.page import Block, Grid, Piece, line
from gouji.render.words import LABEL, doubt_words, texts, word


class CellShown(Record, frozen=True):
    """A cell of the form: what is printed in it, `None` when it was not found, and the doubts about that."""

    raw: str | None
    doubts: tuple[str, ...] = ()


class TableShown(Record, frozen=True):
    """A table: its title, the names of its columns, and its rows by name; where the form has no cell stands `None`."""

    title: Texts
    columns: tuple[Texts, ...]
    rows: tuple[tuple[Texts, tuple[CellShown | None, ...]], ...]


class Recognised(Record, frozen=True):
    """The tables of a document, and what could not be read."""

    name: str
    tables: tuple[TableShown, ...]
    defects: tuple[Defect, ...]


def page(found: Recognised, language: Language) -> Iterator[Block]:
    """Yield the blocks of the tables, the signs explained, and the defects."""
    yield line(found.name, "strong")
    for table in found.tables:
        yield line("")
        yield line(texts(table.title, language), "strong")
        yield _grid(table, language)
        yield _counts(table, language)
    if not found.tables:
        yield line(LABEL["no_tables"].of(language), "warning", 2)
    else:
        yield line("")
        yield line(LABEL["signs"].of(language), "faint")
    for defect in found.defects:
        yield from defect_blocks(defect, language)


def _grid(table: TableShown, language: Language) -> Grid:
    heads = ("", *(texts(one, language) for one in table.columns))
    rows = tuple(((texts(name, language), "plain"), *map(_piece, cells)) for name, cells in table.rows)
    return Grid(heads, rows)


def _piece(cell: CellShown | None) -> Piece:
    if cell is None:
        return ("", "plain")
    if cell.raw is None:
        return ("—", "error")
    shown = cell.raw if cell.raw.strip() else "␣"
    if cell.doubts:
        return (f"{shown} ?", "warning")
    return (shown, "plain" if cell.raw.strip() else "faint")


def _counts(table: TableShown, language: Language) -> Block:
    kinds = Counter(
        "missing" if cell.raw is None else "doubted" if cell.doubts else "read"
        for _, cells in table.rows
        for cell in cells
        if cell is not None
    )
    named = [f"{word(kind, language)} {kinds[kind]}" for kind in ("read", "doubted", "missing")]
    doubts = Counter(doubt for _, cells in table.rows for cell in cells if cell is not None for doubt in cell.doubts)
    if doubts:
        named += [f"{doubt_words(doubt, language)} ×{number}" for doubt, number in doubts.most_common()]
    return line(" · ".join(named), "faint")
