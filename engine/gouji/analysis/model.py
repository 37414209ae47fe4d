"""What an analysis speaks of: remarks about rules with their proof, what stayed undecided, and the map of the cells.

Values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from gouji.diagnostics import Text
from gouji.findings import Grade
from gouji.generation.reports import Json
from gouji.record import Record
from gouji.values import Labels

Kind: TypeAlias = Literal["contradictory", "implied", "dependent", "never_applicable", "always_true"]
"""`implied`: a rule that fails only where others fail; `dependent`: identities of which one follows from the others."""

KINDS: Final[tuple[Kind, ...]] = ("contradictory", "implied", "dependent", "never_applicable", "always_true")

Shape: TypeAlias = Literal["greater", "smaller", "tenfold", "blank", "placeholder"]
"""How a cell is changed: one more, one less, ten times as much, printed empty, a mark instead of a number."""

SHAPES: Final[tuple[Shape, ...]] = ("greater", "smaller", "tenfold", "blank", "placeholder")
OF_NUMBERS: Final[tuple[Shape, ...]] = ("greater", "smaller", "tenfold")

Way: TypeAlias = Literal["alone", "text", "beside"]
"""Where a change is noticed: in any report, in one whose text speaks of the cell, beside another report."""


class Difference(Record, frozen=True):
    """A place where a report differs from the base it was made of; `None` on either side is nothing."""

    pointer: str
    before: str | None
    after: str | None


class Shown(Record, frozen=True):
    """A small report that demonstrates a remark: what it was made of, how it differs, which rules fail on it.

    `beside` says that it stands beside other reports, those of a case.
    """

    base: str
    differences: tuple[Difference, ...]
    failing: tuple[str, ...]
    report: Json
    beside: bool = False


class Remark(Record, frozen=True):
    """One thing found: the rules concerned (the first is the one spoken of), the proof, a report that shows it.

    `because` is why the author wants it so; without it the remark asks for a change of the rules.
    """

    kind: Kind
    rules: tuple[str, ...]
    proof: Text
    formula: tuple[str, ...] = ()
    shown: Shown | None = None
    because: Labels | None = None


class Undecided(Record, frozen=True):
    """A question that stayed open: about which rules, and why; `shown` is a report that speaks for it.

    Was everything tried in vain, its author must say `because`; `untried` where only the time was too short.
    """

    kind: Kind
    rules: tuple[str, ...]
    why: Text
    shown: Shown | None = None
    untried: bool = False
    because: Labels | None = None


class Notice(Record, frozen=True):
    """Who notices one shape of change of a cell: the rules with their grades, and where."""

    shape: Shape
    grade: Grade
    way: Way
    rules: tuple[str, ...]


class CellSeen(Record, frozen=True):
    """A cell of a table in a format: every notice of a change; `because` is why nobody notices another number.

    `tried` says that every change was tried; else the time ran out.
    """

    table: str
    row: str
    column: str
    notices: tuple[Notice, ...]
    tried: bool
    because: Labels | None = None

    @property
    def strongest(self) -> Notice | None:
        """The strongest notice of another number; nothing when nobody notices one."""
        of_numbers = [one for one in self.notices if one.shape in OF_NUMBERS]
        return min(of_numbers, key=_rank) if of_numbers else None

    @property
    def blind(self) -> bool:
        """Whether every change was tried, and no other number is noticed."""
        return self.tried and self.strongest is None


_GRADES: Final[Mapping[Grade, int]] = {"error": 0, "warning": 1, "info": 2}
_WAYS: Final[Mapping[Way, int]] = {"alone": 0, "text": 1, "beside": 2}


def _rank(one: Notice) -> tuple[int, int, int]:
    return _GRADES[one.grade], _WAYS[one.way], OF_NUMBERS.index(one.shape)


class FormatMap(Record, frozen=True):
    """The cells of all tables in one format."""

    format: str
    cells: tuple[CellSeen, ...]


class Counts(Record, frozen=True):
    """How much was decided: rules shown to apply, to fail, to fail alone; pairs shown to hold together, never to meet,
    or to contradict each other (also where one of them never holds), of how many; reports judged."""

    rules: int
    applying: int
    failing: int
    alone: int
    pairs: int
    together: int
    apart: int
    torn: int
    judged: int

    @property
    def open(self) -> int:
        """How many pairs are not decided."""
        return self.pairs - self.together - self.apart - self.torn


class Analysis(Record, frozen=True):
    """What an analysis found, in the order of the kinds and of the rules."""

    pack: str
    remarks: tuple[Remark, ...]
    undecided: tuple[Undecided, ...]
    maps: tuple[FormatMap, ...] | None
    counts: Counts
    unused: tuple[Text, ...]
    in_time: bool

    @property
    def unexplained(self) -> int:
        """How many remarks, open questions, blind cells and idle explanations nobody has explained.

        Pairs of rules that were not seen to hold together ask for nothing: most need a report that nobody has written.
        """
        remarks = sum(one.because is None for one in self.remarks)
        remarks += sum(
            one.because is None and not one.untried and one.kind != "contradictory" for one in self.undecided
        )
        blind = sum(one.blind and one.because is None for each in self.maps or () for one in each.cells)
        return remarks + blind + len(self.unused)
