"""The role of each quantity of a sentence: a fact, a part of a whole, one of a list, a share, or only compared.

Folded text, its clauses and its pieces enter; roles leave, a part's with the number of the piece that is its whole.
One pass over words, brackets and pieces from left to right; brackets inherit what surrounds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from gouji.prose.clauses import PERCENTS, Clauses
from gouji.prose.pieces import Piece
from gouji.prose.words import SHARE
from gouji.record import MutableRecord, Record, field

QuantityRole = Literal["fact", "part", "enumerated", "compared", "share"]

_MARKS: Final = re.compile(r"(?P<open>[(\[])|(?P<close>[)\]])|(?P<colon>:)")
_SHARE_REACH: Final = 12
"""How far before a percentage 占 is looked for."""
_OUTWARD: Final = 8
"""How many brackets outwards a whole is looked for."""


class Role(Record, frozen=True):
    """What a quantity is in its sentence; `whole` is the number of a piece."""

    role: QuantityRole
    whole: int | None = None


class _Frame(MutableRecord):
    """What holds within one pair of brackets, or outside of all.

    `opener` is the number that a list in these brackets or behind a colon, which begins at `start`, shares out;
    `word` the word of parts whose `whole` was looked for last.
    """

    start: int = 0
    opener: int | None = None
    word: int | None = None
    whole: int | None = None
    last: dict[str, int] = field(default_factory=dict)
    listed: list[int] = field(default_factory=list)


class _Event(Record, frozen=True):
    start: int
    what: str
    piece: int = -1


def roles_of(text: str, clauses: Clauses, pieces: Sequence[Piece]) -> dict[int, Role]:
    """Return the role of every quantity, by the number of its piece."""
    reader = _Reader(text, clauses, pieces)
    for event in _events(text, clauses, pieces):
        reader.take(event)
    reader.finish()
    return reader.roles


def _events(text: str, clauses: Clauses, pieces: Sequence[Piece]) -> Iterator[_Event]:
    marks = [_Event(match.start(), match.lastgroup or "") for match in _MARKS.finditer(text)]
    numbers = [_Event(piece.start, "number", index) for index, piece in enumerate(pieces)]
    inside = _inside(pieces)
    kept = (one for one in marks if one.start not in inside)
    yield from sorted((*kept, *numbers), key=lambda one: (one.start, one.what == "number"))


def _inside(pieces: Sequence[Piece]) -> set[int]:
    """Return the offsets of the brackets that belong to numbers of documents and articles."""
    return {offset for piece in pieces if piece.kind != "quantity" for offset in range(piece.start, piece.end)}


class _Reader:
    def __init__(self, text: str, clauses: Clauses, pieces: Sequence[Piece]) -> None:
        self.roles: dict[int, Role] = {}
        self._text, self._clauses, self._pieces = text, clauses, pieces
        self._frames = [_Frame()]
        self._ends = {piece.end: index for index, piece in enumerate(pieces) if piece.kind == "quantity"}

    def take(self, event: _Event) -> None:
        frame = self._frames[-1]
        match event.what:
            case "open":
                self._open(event.start)
            case "close":
                self._close(frame)
            case "colon":
                self._colon(event.start, frame)
            case _:
                self._number(event.piece, frame)

    def finish(self) -> None:
        for frame in self._frames:
            self._settle_list(frame)

    def _open(self, offset: int) -> None:
        inner = _Frame(offset)
        counted = self._ends.get(offset)
        if counted is not None and self.roles[counted].role != "compared":
            inner.opener = counted
            inner.last[self._pieces[counted].unit] = counted
        self._frames.append(inner)

    def _close(self, frame: _Frame) -> None:
        self._settle_list(frame)
        if len(self._frames) > 1:
            self._frames.pop()

    def _colon(self, offset: int, frame: _Frame) -> None:
        counted = self._ends.get(offset)
        if counted is not None and self.roles[counted].role == "fact":
            self._settle_list(frame)
            frame.start, frame.opener = offset, counted

    def _number(self, index: int, frame: _Frame) -> None:
        piece = self._pieces[index]
        if piece.kind != "quantity":
            return
        role = self._role(index, piece, frame)
        self.roles[index] = role
        if role.role not in ("compared", "share"):
            frame.last[piece.unit] = index

    def _role(self, index: int, piece: Piece, frame: _Frame) -> Role:
        if self._clauses.compared(piece.start, piece.end):
            return Role("compared")
        word = self._clauses.part_word(piece.start)
        listed = frame.opener is not None and self._clauses.apart(piece.start) < frame.start
        if word is not None and not (listed and word < frame.start):
            return self._part(piece, frame, word)
        if piece.unit in PERCENTS:
            return Role("share" if self._shares(piece) else "fact")
        if listed and frame.opener is not None and self._pieces[frame.opener].unit == piece.unit:
            frame.listed.append(index)
        return Role("fact")

    def _part(self, piece: Piece, frame: _Frame, word: int) -> Role:
        if piece.unit in PERCENTS:
            return Role("share")
        if frame.word != word:
            frame.word, frame.whole = word, self._nearest(piece.unit)
        if frame.whole is not None and self._pieces[frame.whole].unit != piece.unit:
            return Role("fact")
        return Role("part", frame.whole)

    def _shares(self, piece: Piece) -> bool:
        start = max(self._clauses.start(piece.start), piece.start - _SHARE_REACH)
        bracketed = self._text[piece.start - 1 : piece.start] in ("(", "[")
        return bracketed or SHARE.search(self._text, start, piece.start) is not None

    def _nearest(self, unit: str) -> int | None:
        """Return the last number of a unit before, in these brackets or around them."""
        around = self._frames[: -_OUTWARD - 1 : -1]
        return next((frame.last[unit] for frame in around if unit in frame.last), None)

    def _settle_list(self, frame: _Frame) -> None:
        """Say of the numbers listed behind a whole what they are: several share it out, a single one is a part."""
        kind: QuantityRole = "enumerated" if len(frame.listed) > 1 else "part"
        for index in frame.listed:
            self.roles[index] = Role(kind, frame.opener)
        frame.listed.clear()
