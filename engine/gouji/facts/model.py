"""The values that a report gives to a rule: cells, texts, matches, headings, sections, neighbours.

Values only. Absent, blank, placeholder, unreadable and zero are five different things here and stay so.
Which rule asks for what, and whether a value is right, is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from gouji.findings import Place
from gouji.patterns.holes import HoleValue
from gouji.record import Record, field
from gouji.report.model import Report
from gouji.values import BlankPolicy, Domain, Exact, MissingKind, Unit
from gouji.vocabulary.model import Vocabulary

if TYPE_CHECKING:
    from gouji.prose.words import Whose

Reason: TypeAlias = str
"""A reason code of `not_assessable` (`docs/language.md`, section 9)."""

NOTHING: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
NOWHERE: Final[Mapping[str, Place]] = MappingProxyType({})
Pieces: TypeAlias = Mapping[str, tuple[tuple[int, Place], ...]]
"""By JSON pointer to a text: at which of its characters each piece of it begins, and where that piece stands."""
WHOLE: Final[Pieces] = MappingProxyType({})


class Facts(Record, frozen=True, eq=False):
    """A report with its vocabulary, what its reader doubts, and where its values stand.

    `name` tells documents of one check apart. `doubts` and `places` go by JSON pointer; a doubt holds for everything
    below its pointer. `pieces` says where the paragraphs of a text stand. `memo` keeps what was found once, `fixed`
    what holds for every report of the vocabulary; neither changes an answer.
    """

    name: str
    report: Report
    vocabulary: Vocabulary
    doubts: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]
    memo: dict[object, object] = field(default_factory=dict)
    fixed: dict[object, object] = field(default_factory=dict)
    pieces: Pieces = WHOLE


class Documents(Record, frozen=True):
    """The report that is checked and its neighbours; `further` holds the rarer ones, and those two hops away, by hops.

    The hops of a document are `("peer",)`, `("parent", "prior")`, for a child its number first: `("2", "prior")`.
    """

    own: Facts
    prior: Facts | None = None
    parent: Facts | None = None
    children: tuple[Facts, ...] = ()
    children_complete: bool = False
    further: Mapping[tuple[str, ...], Facts] = field(default_factory=dict)


class CellFact(Record, frozen=True):
    """One cell that the table's format prescribes.

    `value` and `candidates` (of a cell with unreadable digits) are in the base unit; `missing` and `reason` are set
    when there is no value. `note` is an in-cell remark, `dressed` a number in other writing.
    """

    pointer: str
    table: str
    row: str
    column: str
    unit: Unit
    domain: Domain
    blank: BlankPolicy
    raw: str | None
    value: Exact | None
    candidates: tuple[Exact, ...] = ()
    missing: MissingKind | None = None
    reason: Reason | None = None
    note: str | None = None
    dressed: bool = False
    doubts: tuple[str, ...] = ()


class Segment(Record, frozen=True):
    """One string of the report in which a pattern may match; `section` is what instance ids call its place."""

    section: str
    pointer: str
    text: str
    doubts: tuple[str, ...] = ()
    document: str = ""


class TextFact(Record, frozen=True):
    """A text: its segments in order."""

    segments: tuple[Segment, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the reader doubts in any segment."""
        return tuple(dict.fromkeys(doubt for one in self.segments for doubt in one.doubts))

    @property
    def pointer(self) -> str:
        """The JSON pointer of the text, that of its first segment when it has several."""
        return self.segments[0].pointer if self.segments else ""

    @property
    def raw(self) -> str:
        """The text as one string, its segments on lines of their own."""
        return "\n".join(one.text for one in self.segments)


class Missing(Record, frozen=True):
    """A value that is not there: why, the pointer where it would stand, and whether `??` and `exists` see it absent."""

    reason: Reason
    pointer: str = ""
    absent: bool = False
    doubts: tuple[str, ...] = ()


class Found(Record, frozen=True):
    """A match or mention: where, what it read, the sentence it stands in, and its number among equal sentences.

    `start` and `end` are offsets into the raw segment; `at` is where its number, else it itself, begins in `sentence`.
    """

    section: str
    of: str
    pointer: str
    start: int
    end: int
    text: str
    sentence: str
    digest: str
    number: int
    holes: Mapping[str, HoleValue]
    doubts: tuple[str, ...] = ()
    document: str = ""
    at: int = 0

    @property
    def scope(self) -> Whose:
        """Whose numbers its clause states."""
        from gouji.patterns.clauses import scope_at  # few rules ask for it

        return scope_at(self.sentence, self.at)

    def words(self, what: Literal["text", "sentence", "scope"]) -> str:
        """Return what a field says that is a text."""
        return self.text if what == "text" else self.sentence if what == "sentence" else self.scope

    @property
    def key(self) -> str:
        """What instance ids call it: section, pattern or mention, hash of the folded sentence, number."""
        return f"{self.section}:{self.of}:{self.digest}:{self.number}"


class HeadingFact(Record, frozen=True):
    """A heading of the top level, or a part of a section; `position` counts from 1."""

    role: Literal["heading", "part"]
    pointer: str
    section: str | None
    key: str
    heading: str | None
    ordinal: str | None
    number: int | None
    position: int
    text: str | None
    doubts: tuple[str, ...] = ()
