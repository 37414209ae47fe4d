"""What is met on the way down a table: filled by `tables` from block to block, made into one table by `chosen`."""

from __future__ import annotations

from collections import Counter
from typing import Final

from gouji.findings import Defect, Place
from gouji.intake.defects import too_many
from gouji.intake.down import Down
from gouji.intake.heads import Head
from gouji.intake.matrix import Matrix
from gouji.intake.readings import RowReading, Under
from gouji.intake.rows import Label
from gouji.record import MutableRecord, field

_MAX_DEFECTS: Final = 100


class Met(MutableRecord):
    """What has been met on the way down a table."""

    pending: list[Label] = field(default_factory=list)
    heads: tuple[Head, ...] = ()
    other_units: dict[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    """The columns whose heads may be other words than the form's."""
    under: Under | None = None
    """Where the columns of the present head stand."""
    printed_blank: bool = False
    """Whether blank cells that may be a row of the form stood below the labels since the last figures."""
    strange: bool = False
    """Whether the present head has a cell among its columns that names none of the form's."""
    matrix: Matrix | None = None
    """The head of rows side by side below which figures were read last."""
    down: Down = field(default_factory=Down)
    """The figures beside labels of columns that stand one below another."""
    above: tuple[str, ...] = ()
    reached: int = -1
    read: list[RowReading] = field(default_factory=list)
    blank: list[RowReading] = field(default_factory=list)
    """Blank cells that are a row of the form only where nothing else is: a heading or a spacer may look like them."""
    defects: list[Defect] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    taken: set[Place] = field(default_factory=set)
    lost: int = 0
    headless: bool = False
    notes: list[str] = field(default_factory=list)
    """Words that are no labels and stand above the next head."""
    table: int = 0
    """A second head of the same band opens another table, which never gives a row that the first one lacks."""
    old: set[int] = field(default_factory=set)
    """The tables above which another year stands."""
    parts: dict[int, set[int]] = field(default_factory=dict)
    """The blocks of every table."""
    refused: dict[tuple[int, str], int] = field(default_factory=dict)
    """The rows that were refused, with how many cells they had too many or too few; a row of an open stream that has
    too few says nothing of others, since a blank cell leaves no trace in it."""
    homes: dict[tuple[int, str], int] = field(default_factory=dict)
    """The block in which each row of a table was read."""
    met: set[str] = field(default_factory=set)
    """The rows of the present table that were met, read or refused."""
    own: int | None = None
    """The first table with rows above which no other year stands."""

    def complain(self, defect: Defect) -> None:
        """Keep a defect, unless it concerns a table of another year or there are too many."""
        if self.table in self.old:
            return
        self.lost += 1
        if self.lost <= _MAX_DEFECTS:
            self.defects.append(defect)

    def spare_cells(self) -> int:
        """Return how many cells more than the head most rows of the report's table have alike, or fewer; else nought.

        Then a row of the right width lacks a cell, or has one too many, and which cell is whose is not known.
        """
        counts = Counter(spare for (table, _), spare in self.refused.items() if table == self.own and spare)
        spare, rows = counts.most_common(1)[0] if counts else (0, 0)
        return spare if rows > max(1, len({one.row for one in self.read if one.table == self.own})) else 0

    def finish(self, table_id: str) -> None:
        """Say how many defects were too many to keep."""
        if self.lost > _MAX_DEFECTS:
            self.defects.append(too_many(table_id, self.lost - _MAX_DEFECTS, self.defects[-1].place))
