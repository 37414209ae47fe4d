"""The sums that a form prints of plain numbers: whether they hold, and which rows sum to as much as others.

Rows as read enter. Why a sum fails is not known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from gouji.intake.glued import totalled
from gouji.intake.readings import RowReading
from gouji.vocabulary.model import Table

MAX_WHOLE: Final = 30
"""How many digits of a plain number are read here."""


def is_plain(text: str) -> bool:
    """Return whether a text is a number written plainly, of not too many digits."""
    return text.isdecimal() and text.isascii() and (text[0] != "0" or text == "0") and len(text) <= MAX_WHOLE


def plainly_holds(table: Table, format_id: str, readings: Sequence[RowReading]) -> bool:
    """Return whether all cells are plain numbers and all sums hold, as in most tables; found without naming any sum."""
    numbers: dict[str, dict[str, int]] = {}
    for one in readings:
        texts = [cell.text for cell in one.cells]
        if not all(map(is_plain, texts)):
            return False
        numbers[one.row] = dict(zip(one.head.columns, map(int, texts), strict=True))
    totals = {one.id for one in table.columns if one.total}
    for row in numbers.values():
        parts = sum(number for column, number in row.items() if column not in totals)
        if any(row[column] != parts for column in totals & row.keys()):
            return False
    return all(
        sum(numbers[row][column] for row in left) == sum(numbers[row][column] for row in right)
        for left, right in balances(table, format_id, numbers)
        for column in numbers[right[0]]
        if all(column in numbers[row] for row in (*left, *right))
    )


def balances(table: Table, format_id: str, rows: Collection[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the rows that sum to as much as others, where all of them were read."""
    yield from ((parts, (total,)) for total, parts in totalled(table, format_id, rows))
    yield from ((one.left, one.right) for one in table.balances if all(row in rows for row in (*one.left, *one.right)))
