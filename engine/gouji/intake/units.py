"""The units that words around a table name: `本年收费金额（单位：元）`, `行政事业性收费（元）`, `金额单位：元`.

A head, a label or a line and the vocabulary enter; the unit leaves when it is not the one that the form prescribes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Block, Grid
from gouji.intake.labels import without_notes
from gouji.record import Record
from gouji.values import Unit
from gouji.vocabulary.model import Table, Vocabulary

_AT_END: Final = re.compile(
    r"(?:[（(［\[【〔](?:[^（）()：:]{0,4}单位[:：为]?)?([^（）()：:]{1,6})[)）］\]】〕]|[/／]([^/／]{1,6})"
    r"|单位[:：为]?([^：:]{1,6}))[:：*＊]*$"
)
_EXPLICIT: Final = re.compile(r"[（(［\[【〔][^（）()：:]{0,4}单位[:：为]([^（）()：:]{1,12})[)）］\]】〕][:：]?$")
_CAPTION: Final = re.compile(
    r"(?:注[:：])?[（(［\[【〔]?[^：:。（）()]{0,6}单位[:：为]([^：:。（）()]{1,12})[)）］\]】〕。]*"
)
_BETWEEN: Final = re.compile(r"[、,，;；/／和及]")
_MAX_CAPTION: Final = 60
_USUAL: Final = 120


class CaptionUnits(Record, frozen=True):
    """The units that a line above or beside a table names for all of it: `单位：件、元`."""

    text: str
    units: tuple[str, ...]
    place: Place


def other_unit(head: str, table: Table, column_id: str, vocabulary: Vocabulary) -> str | None:
    """Return the unit that a head names, when it measures otherwise than the column does; nothing when it names none.

    A unit that the vocabulary does not know is one when it ends in one that it knows: `万件`, `千元`.
    """
    named = _usually_named(head) if len(head) <= _USUAL else _named_by(head)
    column = table.column(column_id) if named is not None else None
    if named is None or column is None:
        return None
    prescribed = vocabulary.unit(column.unit or table.unit or "")
    known = vocabulary.unit(named)
    if known is not None and prescribed is not None:
        # Words for the same measure are not told apart: 件 and 项.
        return None if (known.dimension, known.scale) == (prescribed.dimension, prescribed.scale) else named
    return named if known is None and _ending(named, vocabulary) is not None else None


@lru_cache(maxsize=1024)  # the same labels are asked about for each of their columns
def _usually_named(head: str) -> str | None:
    return _named_by(head)


def _named_by(head: str) -> str | None:
    """Return what stands where a head names a unit."""
    # A narrow cell breaks a head anywhere, within a unit, too.
    match = _AT_END.search(without_notes("".join(head.split())))
    return None if match is None else next(one for one in match.groups() if one is not None).strip()


def captions_in(blocks: Sequence[tuple[int, Block]]) -> Iterator[CaptionUnits]:
    """Yield what lines and cells of their own say of the units of a table, wherever they stand around it."""
    for _, block in blocks:
        if isinstance(block, Grid):
            said = ((cell.text, cell.place) for row in block.rows for cell in row)
        else:
            said = (one for one in [(block.text, block.place)])
        for text, place in said:
            # Nearly all cells and lines are something else.
            if "单" in text and len(text) <= _MAX_CAPTION:
                # What the table is of may stand before it on the same line.
                for words in ("".join(text.split()), text.split()[-1]):
                    match = _CAPTION.fullmatch(words)
                    if match is not None:
                        yield CaptionUnits(text, tuple(_BETWEEN.split(match.group(1))), place)
                        break


def units_of_heading(text: str, place: Place) -> Iterator[CaptionUnits]:
    """Yield what the heading of a section says at its end of the units of its table: `（单位：元）`, `（元）`."""
    units = explicit_units(text)
    if not units:
        match = _AT_END.search(without_notes("".join(text.split())))
        units = () if match is None else tuple(_BETWEEN.split(next(one for one in match.groups() if one is not None)))
    if units:
        yield CaptionUnits(text, units, place)


def explicit_units(text: str) -> tuple[str, ...]:
    """Return the units that a heading over several columns names as such at its end: `（单位：元）`."""
    match = _EXPLICIT.search("".join(text.split())) if "单" in text else None
    return () if match is None else tuple(_BETWEEN.split(match.group(1)))


def unit_beside(units: Iterable[str], table: Table, column_id: str, vocabulary: Vocabulary) -> str | None:
    """Return that of several units, named for all of a table, in which a column is measured and should not be.

    Units of another dimension are those of other columns.
    """
    column = table.column(column_id)
    prescribed = None if column is None else vocabulary.unit(column.unit or table.unit or "")
    if prescribed is None:
        return None
    measured = [(named, _ending(named, vocabulary), vocabulary.unit(named)) for named in units]
    alike = [(named, known) for named, base, known in measured if base and base.dimension == prescribed.dimension]
    if any(known is not None and known.scale == prescribed.scale for _, known in alike):
        return None
    return next((named for named, _ in alike), None)


def _ending(named: str, vocabulary: Vocabulary) -> Unit | None:
    """Return the unit in which a word ends, the longest; nothing when it is none."""
    fitting = [unit for unit in vocabulary.units if named.endswith(unit.id)]
    return max(fitting, key=lambda unit: len(unit.id), default=None)
