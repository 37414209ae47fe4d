"""The numbers that a sentence states: what each counts, how much, in which role, and whose it is.

The folded text of one sentence enters; its figures leave in order, with ranges into that text. A pure function, linear
in the length of the text. A number that could mean two things has no value but candidates.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from typing import Final, Literal

from gouji.prose.clauses import Clauses
from gouji.prose.pieces import Piece, pieces
from gouji.prose.places import Ambiguous, StatedNumber
from gouji.prose.roles import QuantityRole, roles_of
from gouji.prose.words import Whose
from gouji.record import Record
from gouji.values import Exact

FigureRole = Literal[QuantityRole, "year", "date", "article", "document", "ordinal", "phone", "name"]


class Figure(Record, frozen=True):
    """A number in a sentence, from `start` to `end` with its unit.

    `stated` is what a quantity states, or what it may mean when it is ambiguous; `year` and `day` are those of a year
    and a date, missing where the text leaves them open. `whole` is the place, among the figures of the sentence, of
    the number that this one is a part of. `subject` is the range of the words before it in its clause.
    Articles, documents, ordinals, telephones and names count nothing.
    """

    role: FigureRole
    start: int
    end: int
    unit: str = ""
    stated: StatedNumber | Ambiguous | None = None
    year: int | None = None
    day: date | None = None
    whole: int | None = None
    scope: Whose = "unstated"
    subject: tuple[int, int] = (0, 0)

    @property
    def ambiguous(self) -> bool:
        """Whether it states something, but not certainly what."""
        return isinstance(self.stated, Ambiguous) or (self.role == "date" and self.day is None)


class Sum(Record, frozen=True):
    """A whole with the numbers that share it out, by their places among the figures; `low` and `high` bound their sum.

    `agrees` is whether some sum in that range is a value of the whole; nothing when the list itself says by 等 or …
    that it is not complete.
    """

    whole: int
    members: tuple[int, ...]
    low: Exact
    high: Exact
    agrees: bool | None


def read_figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of one folded sentence in order."""
    found = pieces(text)
    if not found:
        return ()
    clauses = Clauses(text)
    roles = roles_of(text, clauses, found)
    made: list[Figure] = []
    behind = 0
    for index, piece in enumerate(found):
        role = roles.get(index)
        made.append(
            Figure(
                _role(piece) if role is None else role.role,
                piece.start,
                piece.end,
                piece.unit,
                piece.stated,
                piece.year,
                piece.day,
                None if role is None else role.whole,
                clauses.scope(piece.start),
                (max(behind, clauses.start(piece.start)), piece.start),
            )
        )
        behind = piece.end
    return tuple(made)


def _role(piece: Piece) -> FigureRole:
    if piece.kind == "quantity":
        raise ValueError("a quantity without a role")
    return piece.kind


def sums_of(text: str, figures: tuple[Figure, ...]) -> tuple[Sum, ...]:
    """Return each whole that is shared out with the sum of its enumerated members, where all of them have values."""
    members = [(one.whole, at) for at, one in enumerate(figures) if one.role == "enumerated" and one.whole is not None]
    made: list[Sum] = []
    for whole, group in groupby(sorted(members), key=lambda one: one[0]):
        places = tuple(index for _, index in group)
        stated = [figures[index].stated for index in (whole, *places)]
        numbers = [one for one in stated if isinstance(one, StatedNumber)]
        if len(numbers) == len(stated):
            total, parts = numbers[0], numbers[1:]
            low, high = sum(one.low for one in parts), sum(one.high for one in parts)
            open_end = _OPEN.search(text, figures[whole].end, figures[places[-1]].end + 4) is not None
            agrees = None if open_end else low <= total.high and total.low <= high
            made.append(Sum(whole, places, low, high, agrees))
    return tuple(made)


_OPEN: Final = re.compile(r"…|\.\.\.|等(?!于)")
