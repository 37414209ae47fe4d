"""Rows that are printed in a line with blanks between their cells: a paragraph enters, its labels and figures leave.

A line counts only when all of it is labels of the table, then figures; or labels alone; or many figures alone. What
stands before the labels of a head (`事项`) may be words of any kind, and so may a few words before several figures:
others say that they are no label. A blank cell leaves no trace in a line, so whoever counts its figures must refuse the
wrong number of them; beneath a head of other columns than the form's no number of them is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from gouji.findings import Place
from gouji.intake.blocks import Cell, Heading, Paragraph
from gouji.intake.labels import Hit, LabelIndex, Same, fold
from gouji.record import MutableRecord, Record, replace

_PIECE: Final = re.compile(r"\S+")
_MAX_LINE: Final = 400
_MAX_PIECES: Final = 40
_MAX_JOINED: Final = 6
_MAX_ORDINAL: Final = 4
_MAX_LABELS: Final = 6
"""How many labels may stand before the figures of a row."""
_FEW: Final = 3
"""How many words before several figures may be a label that is misprinted or not the form's."""
_MANY: Final = 5
"""How many figures alone in a line are a row of a table."""


_Spans: TypeAlias = Sequence[tuple[int, int]]
_Named: TypeAlias = tuple[str, int, int, tuple[Hit, ...]]
"""Words, where they begin and end in their line, and what they name."""


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


class Heads(MutableRecord):
    """What the head above lines is, from line to line: the form's, one with other columns, or not known yet.

    `added` are heads of columns that agencies add, folded.
    """

    added: frozenset[str]
    is_forms: bool | None = None
    ended: bool = False

    def pass_by(self, text: str, index: LabelIndex) -> None:
        """Take notice of a line without figures."""
        said = _head_in(text, Same(index), self.added)
        if said == "band":
            self.is_forms = None
        elif said is not None:
            self.is_forms = said == "form" and (self.ended or self.is_forms is not False)
            self.ended = False

    def doubt(self, figures: int) -> bool:
        """Take notice of a line with figures, and return whether a blank or another column's may be among them."""
        self.ended = True
        return self.is_forms is False or (self.is_forms is None and figures == 1)


def read_line(block: Paragraph | Heading, index: LabelIndex, is_value: Callable[[str], bool]) -> Line | None:
    """Return a paragraph as a row of a table; nothing where it holds anything else."""
    # On a page a gap may stand within a figure.
    if len(block.text) > _MAX_LINE or "\n" in block.text or block.doubts or block.place.page is not None:
        return None
    read = _read(block.text, Same(index), is_value)
    if read is None:
        return None
    words = tuple(Words(text, _within(block, start, end), hits) for text, start, end, hits in read[0])
    cells = tuple(
        Cell(block.text[start:end], 1, rank, _within(block, start, end)) for rank, (start, end) in enumerate(read[1], 1)
    )
    gaps = {after[0] - before[1] > 1 for before, after in pairwise(read[1])}
    return Line(words, cells, len(gaps) < 2)


@lru_cache(maxsize=4096)  # a section is gone through several times, and a report is read again
def _read(text: str, same: Same[LabelIndex], is_value: Callable[[str], bool]) -> tuple[Sequence[_Named], _Spans] | None:
    """Return the words of a line with what they name, and where its figures stand; nothing where it is no row."""
    pieces = _pieces(text)
    if not 1 < len(pieces) <= _MAX_PIECES:
        return None
    texts = [text[start:end] for start, end in pieces]
    most = _MAX_LABELS if is_value(texts[-1]) else len(texts)
    words: list[_Named] = []
    at = 0
    while at < len(texts):
        taken, hits = _longest(texts, at, same.of)
        if not taken and (is_value(texts[at]) or any(one[-1] for one in words)):
            break
        if len(words) == most:
            return None
        end = at + max(taken, 1)
        words.append(("".join(texts[at:end]), pieces[at][0], pieces[end - 1][1], hits))
        at = end
    if not all(is_value(text) for text in texts[at:]) or not _is_row([one[-1] for one in words], len(pieces) - at):
        return None
    return words, pieces[at:]


@lru_cache(maxsize=4096)
def _head_in(text: str, same: Same[LabelIndex], added: frozenset[str]) -> Literal["form", "other", "band"] | None:
    """Return what a line is that names columns: a head of the form with words before it, or one with other columns."""
    index = same.of
    pieces = _PIECE.findall(text) if len(text) <= _MAX_LINE else []
    # A line that ends in a figure is no head.
    if not 0 < len(pieces) <= _MAX_PIECES or pieces[-1].isdecimal():
        return None
    if fold(text) in added:
        return "other"
    unknown: list[str] = []
    columns = other = False
    at = 0
    while at < len(pieces):
        taken, hits = _longest(pieces, at, index)
        if any(hit.names == "band" for hit in hits):
            return "band"
        # The words in the corner may be spread: 信 息 内 容.
        spread = len(unknown) > 0 and not columns and len(pieces[at]) == len(unknown[-1]) == 1
        # What names a row too, such as 其他, may be a row whose cells are blank.
        columns = columns or {"column", "row"} & {hit.names for hit in hits} == {"column"}
        if not hits:
            other = other or fold(pieces[at]) in added or (len(unknown) > 0 and not spread) or columns
            unknown.append(pieces[at])
        at += max(taken, 1)
    return None if not columns else "other" if other else "form"


def _pieces(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PIECE.finditer(text)]


def _is_row(words: Sequence[tuple[Hit, ...]], figures: int) -> bool:
    named = [one for one in words if one]
    if not figures:
        # A head of one label is a label like others, and words in front of labels are few.
        return len(named) > 1 and len(words) - len(named) <= 1
    if not words:
        return figures >= _MANY
    if not named:
        return len(words) <= _FEW and figures > 1
    return len(named) == len(words) and any(hit.names in ("row", "column") for hit in words[-1])


def _longest(texts: Sequence[str], at: int, index: LabelIndex) -> tuple[int, tuple[Hit, ...]]:
    """Return how many pieces from one on are a label, the most of them, and what it names."""
    best: tuple[int, tuple[Hit, ...]] = (0, ())
    joined = ""
    for count, text in enumerate(texts[at : at + _MAX_JOINED], 1):
        joined += text
        hits = index.read(joined)
        if hits:
            best = (count, hits)
        # What begins no label becomes none by more words, but for an ordinal, and a note or a unit right behind it.
        if len(joined) > _MAX_ORDINAL and not index.begins(joined):
            break
    return best


def _within(block: Paragraph | Heading, start: int, end: int) -> Place:
    place = block.place
    if place.start is None or place.column is None:
        return place
    return replace(place, column=place.column + start, start=place.start + start, end=place.start + end)
