"""The tree of a rule file: what a rule author wrote, with the place of every part, and nothing about its meaning.

Spans never take part in equality, so that a printed and re-read tree equals the first.
Sugar stays as written; meaning is given by `check`, expansion by `plan`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from gouji.source import Source, Span

NOWHERE = Span(0, 0)


def _span() -> Span:
    return NOWHERE


Comparator = Literal["=", "≠", "<", "≤", ">", "≥"]
State = Literal["filled", "blank", "placeholder", "unreadable", "absent"]
Grade = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Word:
    """A name as written, or a printed label in backquotes."""

    text: str
    quoted: bool = False
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text for people, once per language; the unmarked first one has the language ``""``."""

    texts: tuple[tuple[str, str], ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)
    spans: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    """The place of each text's characters, between its quotation marks."""


# ── expressions ─────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Number:
    """A number literal, `text` as written in ASCII digits, with its unit when it has one."""

    text: str
    unit: str | None = None
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class String:
    """A text literal, unescaped."""

    text: str
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Truth:
    """`true` or `false`."""

    value: bool
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Name:
    """A bare name; what it names is decided by the checker."""

    word: Word
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Field:
    """`of.name`."""

    of: Expression
    word: Word
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    """An element or group in a slot or after `except`/`only`: ``closed.refused.*`` is the words and `every`."""

    words: tuple[Word, ...]
    every: bool = False
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the two places between brackets; `member` is None for ``*``, a String for a row's key."""

    member: Member | String | None
    narrowing: Narrowing | None = None
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """`except` or `only` with its members."""

    how: Literal["except", "only"]
    members: tuple[Member, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """`table[row, column]`; `table` is a Name or a Field of another document."""

    table: Expression
    row: Slot
    column: Slot
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A set with some members left out or only some kept: `requests.columns except total`."""

    of: Expression
    narrowing: Narrowing
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """`[a, b, c]`."""

    items: tuple[Expression, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """`function(argument, …)`."""

    function: Word
    arguments: tuple[Expression, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Negative:
    """`- x`."""

    of: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left op right`, left-associative."""

    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Default:
    """`value ?? otherwise`."""

    value: Expression
    otherwise: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left comparator right`; does not chain."""

    comparator: Comparator
    left: Expression
    right: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Within:
    """`item in set`."""

    item: Expression
    of: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Between:
    """`item between low and high`, both ends included."""

    item: Expression
    low: Expression
    high: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Agrees:
    """`left agrees right`."""

    left: Expression
    right: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MultipleOf:
    """`item multiple of step`."""

    item: Expression
    step: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StateIs:
    """`item is [not] filled`."""

    item: Expression
    state: State
    negated: bool = False
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Exists:
    """`item exists`."""

    item: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not x`."""

    of: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Logic:
    """`a and b and …`, `a or b or …` (two operands or more, never directly nested alike) or `a implies b`."""

    operator: Literal["and", "or", "implies"]
    operands: tuple[Expression, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quantified:
    """`every x in axis [where …] satisfies …` or `some …`."""

    quantifier: Literal["every", "some"]
    variable: Word
    axis: Axis
    where: Expression | None
    satisfies: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class First:
    """`first pattern in text`: the first match."""

    pattern: Word
    text: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


Expression: TypeAlias = (
    Number
    | String
    | Truth
    | Name
    | Field
    | Cell
    | Narrowed
    | Listing
    | Call
    | Negative
    | Arithmetic
    | Default
    | Comparison
    | Within
    | Between
    | Agrees
    | MultipleOf
    | StateIs
    | Exists
    | Not
    | Logic
    | Quantified
    | First
)


# ── axes ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Matches:
    """`matches of pattern in text`."""

    pattern: Word
    text: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Parts:
    """`parts of section`."""

    of: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


Axis: TypeAlias = Matches | Parts | Expression


# ── clauses ─────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Lowering:
    """`, LOWER when COND because "…"`."""

    grade: Grade
    when: Expression
    because: Wording
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class GradeClause:
    """`grade error, warning when … because "…"`."""

    grade: Grade
    lowerings: tuple[Lowering, ...] = ()
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BasisClause:
    """`basis source "place" says "quote"`, or with the source `practice` or `derived` and a wording."""

    source: Word
    place: Wording
    says: String | None = None
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EffectiveClause:
    """`effective 2019 .. 2020`, either end may be open."""

    first: str | None
    last: str | None
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ForClause:
    """`for x in axis [where …]`."""

    variable: Word
    axis: Axis
    where: Expression | None = None
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LetClause:
    """`let name = expression`, in a rule or at the top of a file."""

    word: Word
    value: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class WhenClause:
    """`when condition`."""

    condition: Expression
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class RequiresClause:
    """`requires a, b`."""

    needed: tuple[Expression, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CheckClause:
    """`check property [within tolerance because "…"]`."""

    property: Expression
    tolerance: Expression | None = None
    because: Wording | None = None
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BlankClause:
    """`blank as zero` or `blank as unknown`."""

    policy: Literal["zero", "unknown"]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Template:
    """One language of a message: literal texts and expressions in turn."""

    language: str
    pieces: tuple[str | Expression, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MessageClause:
    """`message "…{expression}…"` or `fix "…"`, once per language."""

    role: Literal["message", "fix"]
    templates: tuple[Template, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ReplacesClause:
    """`replaces topic.name`."""

    words: tuple[Word, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


Clause: TypeAlias = (
    GradeClause
    | BasisClause
    | EffectiveClause
    | ForClause
    | LetClause
    | WhenClause
    | RequiresClause
    | CheckClause
    | BlankClause
    | MessageClause
    | ReplacesClause
)


# ── files ───────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PatternItem:
    """`pattern name = /…/ [not before /…/] [not after /…/]`; texts are those between the slashes, `\\/` undone."""

    word: Word
    pattern: str
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    span: Span = field(default_factory=_span, compare=False, repr=False)
    spans: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    """The place of the pattern, then of each `not before`, then of each `not after`."""


@dataclass(frozen=True, slots=True)
class RuleItem:
    """`rule name "title" { clauses }`, the clauses in the order they were written."""

    word: Word
    title: Wording
    clauses: tuple[Clause, ...]
    span: Span = field(default_factory=_span, compare=False, repr=False)


Item: TypeAlias = LetClause | PatternItem | RuleItem


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of rules; `topic` is the file's name without folder and ending."""

    topic: str
    items: tuple[Item, ...]
    source: Source = field(compare=False, repr=False)
    comments: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    """The places of the comments, in order."""
