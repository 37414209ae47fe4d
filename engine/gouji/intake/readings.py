"""Rows as read: cells that fit a head, the same rows twice, and the format in which most rows exist.

How the rows are found on the way down a document is known to `tables`.
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.findings import Place
from gouji.intake.blocks import Cell
from gouji.intake.heads import Head
from gouji.intake.labels import fold
from gouji.intake.rows import Label, Row
from gouji.record import Record
from gouji.vocabulary.model import Table, Vocabulary


class RowReading(Record, frozen=True):
    """A row as read, before it is known which format the table follows."""

    row: str
    label: str
    head: Head
    cells: tuple[Cell, ...]
    near: bool
    place: Place
    table: int


def merged(heads: Sequence[Head]) -> Head:
    """Return heads of the same columns as one, with the formats of all."""
    formats = tuple(dict.fromkeys(one for head in heads for one in head.formats if head.columns == heads[0].columns))
    return Head(heads[0].columns, heads[0].rows, formats)


def fitting(row: Row, wanted: int) -> tuple[Cell, ...] | None:
    """Return the row's cells when their number is right, or too great only by blanks behind a row that begins filled.

    Converters pad rows of a merged table to one width. A blank first cell could be the padding instead, so then the
    number must be right; and a cell that is merged down from above may be what padding made up for.
    """
    spare = row.values[wanted:]
    padded = not any(cell.text for cell in spare) and (row.values[0].text or not row.filled)
    if len(row.values) < wanted or (spare and not padded):
        return None
    cells = row.values[:wanted]
    return None if any(column < cells[-1].column for column in row.covered) else cells


def once(labels: Sequence[Label]) -> Sequence[Label]:
    """Return a head once that is printed twice in a row, as at a page break right below it."""
    known = [label for label in labels if label.hits]
    half = len(known) // 2
    texts = [fold(label.text) for label in known]
    return known[:half] if half > 1 and texts[:half] == texts[half:] else labels


def without_padding(row: Row, wanted: int) -> tuple[Cell, ...]:
    """Return the cells of a row without labels, without what is too many of blanks in front when the last is filled."""
    spare = len(row.values) - wanted
    padded = 0 < spare < len(row.values) and not any(one.text for one in row.values[:spare]) and row.values[-1].text
    return row.values[spare:] if padded else row.values


def same(one: RowReading, other: RowReading) -> bool:
    """Return whether two rows have the same cells."""
    return [cell.text for cell in one.cells] == [cell.text for cell in other.cells]


def best_format(
    table: Table, read: Sequence[RowReading], blank: Sequence[RowReading], vocabulary: Vocabulary, year: int | None
) -> str | None:
    """Return the format in which most rows exist; among equals that of the year, else the latest with most blanks."""
    if not read and not blank:
        return None
    prescribed = None if year is None else vocabulary.format_of_year(year)

    def existing(rows: Sequence[RowReading], format_id: str) -> int:
        return sum(
            format_id in one.head.formats
            and all(table.has_cell(one.row, column, format_id) for column in one.head.columns)
            for one in rows
        )

    def weight(format_id: str) -> tuple[int, bool, int, int]:
        own = prescribed is not None and prescribed.id == format_id
        return existing(read, format_id), own, existing(blank, format_id), table.formats.index(format_id)

    return max(table.formats, key=weight)
