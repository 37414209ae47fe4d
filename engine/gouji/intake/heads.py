"""The head of a table: the labels above its rows enter, the columns in their order leave, or nothing.

A head counts only when it names every column of a band of the form, in the order of the form; so a row's cells are
never dealt out by their number alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from gouji.intake.labels import Same
from gouji.intake.rows import Label
from gouji.record import Record
from gouji.vocabulary.model import Band, Table


class Head(Record, frozen=True):
    """Columns in printed order, the rows that may stand below, and the formats that print this head."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    formats: tuple[str, ...]


def read_heads(table: Table, labels: Sequence[Label]) -> tuple[Head, ...]:
    """Return the heads of the form that the labels print; several when bands of the table share their columns."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    naming = sum(bool(label.named("column")) for label in labels)
    for format_id, band, columns in _heads_of(Same(table)):
        if len(columns) == naming and _prints(table, labels, columns):
            found.setdefault((columns, band.rows), []).append(format_id)
    return tuple(Head(columns, rows, tuple(formats)) for (columns, rows), formats in found.items())


def strangers(labels: Sequence[Label]) -> tuple[Label, ...]:
    """Return the labels of a line of a head that name nothing between its corner and its last column.

    The corner may be said again, as where a merged cell was filled up.
    """
    last = max((rank for rank, label in enumerate(labels) if label.named("column")), default=0)
    return tuple(one for one in labels[1:last] if not one.hits and one.text != labels[0].text)


@lru_cache(maxsize=16)
def _heads_of(same: Same[Table]) -> tuple[tuple[str, Band, tuple[str, ...]], ...]:
    return tuple(_each_head(same.of))


def _each_head(table: Table) -> Iterator[tuple[str, Band, tuple[str, ...]]]:
    for format_id in table.formats:
        for band in table.bands:
            columns = tuple(
                column.id
                for column in table.lines("column", format_id)
                if column.id in band.columns and any(table.has_cell(row, column.id, format_id) for row in band.rows)
            )
            if format_id in band.formats and columns:
                yield format_id, band, columns


def _prints(table: Table, labels: Sequence[Label], columns: tuple[str, ...]) -> bool:
    """Return whether the labels are exactly these columns in order, those of a printed group at the group's place."""
    named = [only(label, columns) for label in labels if label.named("column")]
    if None in named or len(named) != len(columns) or set(named) != set(columns):
        return False
    groups = [_members(table, label, columns) for label in labels]
    grouped = {member for members in groups for member in members}
    rank = {column: place for place, column in enumerate(columns)}
    top: list[int] = []
    for label, members in zip(labels, groups, strict=True):
        column = only(label, columns)
        if members:
            top.append(min(rank[member] for member in members))
        elif column is not None and column not in grouped:
            top.append(rank[column])
    below = [[rank[one] for one in named if one is not None and one in members] for members in groups]
    return all(_ascends(ranks) for ranks in (top, *below))


def _members(table: Table, label: Label, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        member for group in label.named("columns") for member in table.members("column", group) if member in columns
    )


def only(label: Label, columns: tuple[str, ...]) -> str | None:
    """Return the one of some columns that a label names; nothing when it names none or several."""
    named = [one for one in label.named("column") if one in columns]
    return named[0] if len(named) == 1 else None


def _ascends(ranks: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(ranks))
