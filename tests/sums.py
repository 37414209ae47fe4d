"""Figures of a form made to add up: so that a reader which doubts rows by their sums has nothing to doubt."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.intake.glued import totalled
from gouji.vocabulary.model import Vocabulary

Key = tuple[str, str, str]
"""Table, row and column of a cell."""


def adding_up(cells: Mapping[Key, str], formats: Mapping[str, str], vocabulary: Vocabulary) -> dict[Key, str]:
    """Return whole numbers with the last of each balance and all totals, down and across, put right."""
    numbers = {key: int(text) for key, text in cells.items()}
    for table in vocabulary.tables:
        rows = {row for name, row, _ in numbers if name == table.id}
        totals = [one.id for one in table.columns if one.total]
        for column in (one.id for one in table.columns if not one.total):

            def summed(some: tuple[str, ...], table_id: str = table.id, column: str = column) -> int:
                return sum(numbers.get((table_id, row, column), 0) for row in some)

            for total, parts in totalled(table, formats[table.id], rows):
                if (table.id, total, column) in numbers:
                    numbers[table.id, total, column] = summed(parts)
            for one in table.balances:
                first, *others = one.left
                if all((table.id, row, column) in numbers for row in (*one.left, *one.right)):
                    for row in others:
                        numbers[table.id, row, column] = min(numbers[table.id, row, column], summed(one.right))
                    numbers[table.id, first, column] = max(summed(one.right) - summed(tuple(others)), 0)
        for row in rows:
            own = {column: value for (name, at, column), value in numbers.items() if (name, at) == (table.id, row)}
            for total in totals:
                if total in own:
                    numbers[table.id, row, total] = sum(value for column, value in own.items() if column not in totals)
    return {key: str(value) for key, value in numbers.items()}
