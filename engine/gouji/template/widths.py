"""How wide the columns of a form are, and how many lines the words of a box take in them; in half-width characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.source import display_width
from gouji.template.layout import Box, Boxes

_OUTER: Final = (8, 12)
_LABEL: Final = (10, 30)
_FIGURE: Final = (7, 16)
"""The least and the greatest width of the columns of headings beside labels, of labels, and of figures."""
_MARGIN: Final = 2


def widths_of(table: Boxes) -> tuple[int, ...]:
    """Return the width of every column: that of the longest words within it alone, within bounds."""
    found: list[int] = []
    for column in range(table.columns):
        last = table.label_columns - 1
        least, most = _OUTER if column < last else _LABEL if column == last else _FIGURE
        own = (display_width(one.text) + _MARGIN for one in table.boxes if one.column == column and one.across == 1)
        found.append(max(least, min(most, max(own, default=least))))
    return tuple(found)


def lines_of(box: Box, widths: Sequence[int]) -> int:
    """Return how many lines the words of a box take in its columns."""
    room = max(sum(widths[box.column : box.column + box.across]) - _MARGIN, 2)
    return max(-(-display_width(box.text) // room), 1)
