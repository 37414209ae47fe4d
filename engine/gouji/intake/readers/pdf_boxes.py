"""Boxes that stand apart to the lines of a table: the boxes of its cells enter, lines in the middle between them leave.

A browser draws the cells of a table as boxes of their own, a few points apart, or paints each cell on a ground of
another color. Boxes are cells of one table when most of them stand equally far from the next. What is written in them
is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from gouji.intake.readers.pdf_page import Box, Rule

MAX_BOXES: Final = 600
FEWEST: Final = 4
"""How many boxes of a page are looked at, and from how many on they are a table."""

_NEAR: Final = 20
_FAR: Final = 1_500
_ALIKE: Final = 100
"""How near and how far boxes may stand, and by how much these distances may differ."""

_WIDE: Final = 1_000
_HIGH: Final = 600
"""How large a cell is at least."""


def cells_of(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes that are large enough for cells and in which no other lies."""
    return _innermost([one for one in boxes if one.right - one.left >= _WIDE and one.bottom - one.top >= _HIGH])


def brought_together(cells: Sequence[Box]) -> tuple[list[Rule], list[Rule]]:
    """Return the lines across and down between and around boxes; none when they are no cells of a table."""
    if not FEWEST <= len(cells) <= MAX_BOXES:
        return [], []
    beside = _apart(cells, lambda one: (one.left, one.right, one.top, one.bottom))
    below = _apart(cells, lambda one: (one.top, one.bottom, one.left, one.right))
    if beside is None or below is None:
        return [], []
    spread = [
        Box(
            one.left - beside // 2,
            one.top - below // 2,
            one.right + (beside + 1) // 2,
            one.bottom + (below + 1) // 2,
        )
        for one in cells
    ]
    across = [Rule(at, one.left, one.right) for one in spread for at in (one.top, one.bottom)]
    down = [Rule(at, one.top, one.bottom) for one in spread for at in (one.left, one.right)]
    return across, down


def meets(one: Box, other: Box) -> bool:
    """Return whether two boxes have any place in common."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def _innermost(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes in which no other lies."""
    own = sorted(set(boxes), key=_size)[: MAX_BOXES + 1]
    kept: list[Box] = []
    for one in own:
        if not any(_holds(one, other) for other in kept):
            kept.append(one)
    return kept


def _size(box: Box) -> int:
    return (box.right - box.left) * (box.bottom - box.top)


def _holds(box: Box, other: Box) -> bool:
    inside = box.left <= other.left and other.right <= box.right
    return inside and box.top <= other.top and other.bottom <= box.bottom


def _apart(boxes: Sequence[Box], sides: Callable[[Box], tuple[int, int, int, int]]) -> int | None:
    """Return how far most boxes stand from the next in a direction; 0 when there is none, nothing when that differs."""
    gaps = sorted(gap for one in boxes if (gap := _gap(sides(one), boxes, sides)) is not None)
    if not gaps:
        return 0
    usual = gaps[len(gaps) // 2]
    alike = sum(abs(gap - usual) <= _ALIKE for gap in gaps)
    return usual if usual >= _NEAR and 4 * alike >= 3 * len(gaps) else None


def _gap(
    one: tuple[int, int, int, int], boxes: Sequence[Box], sides: Callable[[Box], tuple[int, int, int, int]]
) -> int | None:
    """Return how far the next box is that begins behind one and stands level with it."""
    _, end, top, bottom = one
    behind = [
        begin - end
        for begin, _, upper, lower in map(sides, boxes)
        if 0 <= begin - end <= _FAR and 2 * (min(bottom, lower) - max(top, upper)) > min(bottom - top, lower - upper)
    ]
    return min(behind, default=None)
