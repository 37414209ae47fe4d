"""Rows that are printed in a line with blanks between their cells: a paragraph enters, its labels and figures leave.

A line counts only when all of it is labels of the table, then figures; or labels alone; or many figures alone. What
stands before the labels of a head (`事项`) may be words of any kind, and so may a few words before several figures:
others say that they are no label. A blank cell leaves no trace in a line, so whoever counts its figures must refuse the
wrong number of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from gouji.findings import Place
from gouji.intake.blocks import Cell, Heading, Paragraph
from gouji.intake.labels import Hit, LabelIndex
from gouji.record import Record, replace

_PIECE: Final = re.compile(r"\S+")
_MAX_LINE: Final = 400
_MAX_PIECES: Final = 40
_MAX_JOINED: Final = 6
_FEW: Final = 3
"""How many words before several figures may be a label that is misprinted or not the form's."""
_MANY: Final = 5
"""How many figures alone in a line are a row of a table."""


class Words(Record, frozen=True):
    """Words of a line with what they name, and their place."""

    text: str
    place: Place
    hits: tuple[Hit, ...]


class Line(Record, frozen=True):
    """A line as a row; `even` says that its figures stand alike apart: by one blank each, or all by more."""

    words: tuple[Words, ...]
    figures: tuple[Cell, ...]
    even: bool


def read_line(block: Paragraph | Heading, index: LabelIndex, is_value: Callable[[str], bool]) -> Line | None:
    """Return a paragraph as a row of a table; nothing where it holds anything else."""
    # On a page a gap may stand within a figure.
    if len(block.text) > _MAX_LINE or "\n" in block.text or block.doubts or block.place.page is not None:
        return None
    pieces = _pieces(block.text)
    if not 1 < len(pieces) <= _MAX_PIECES:
        return None
    texts = [block.text[start:end] for start, end in pieces]
    words: list[Words] = []
    at = 0
    while at < len(texts):
        taken, hits = _longest(texts, at, index)
        if not taken and (is_value(texts[at]) or any(one.hits for one in words)):
            break
        end = at + max(taken, 1)
        words.append(Words("".join(texts[at:end]), _within(block, pieces[at][0], pieces[end - 1][1]), hits))
        at = end
    figures = pieces[at:]
    if not all(is_value(text) for text in texts[at:]) or not _is_row(words, len(figures)):
        return None
    cells = tuple(
        Cell(block.text[start:end], 1, rank, _within(block, start, end)) for rank, (start, end) in enumerate(figures, 1)
    )
    gaps = {after[0] - before[1] > 1 for before, after in pairwise(figures)}
    return Line(tuple(words), cells, len(gaps) < 2)


def _pieces(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PIECE.finditer(text)]


def _is_row(words: Sequence[Words], figures: int) -> bool:
    named = [one for one in words if one.hits]
    if not figures:
        # A head of one label is a label like others, and words in front of labels are few.
        return len(named) > 1 and len(words) - len(named) <= 1
    if not words:
        return figures >= _MANY
    if not named:
        return len(words) <= _FEW and figures > 1
    return len(named) == len(words) and any(hit.names in ("row", "column") for hit in words[-1].hits)


def _longest(texts: Sequence[str], at: int, index: LabelIndex) -> tuple[int, tuple[Hit, ...]]:
    """Return how many pieces from one on are a label, the most of them, and what it names."""
    for count in range(min(_MAX_JOINED, len(texts) - at), 0, -1):
        hits = index.read("".join(texts[at : at + count]))
        if hits:
            return count, hits
    return 0, ()


def _within(block: Paragraph | Heading, start: int, end: int) -> Place:
    place = block.place
    if place.start is None or place.column is None:
        return place
    return replace(place, column=place.column + start, start=place.start + start, end=place.start + end)
