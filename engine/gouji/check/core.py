"""The core tree: a checked expression with every name resolved, for `plan` and `evaluate`.

What a rule author wrote enters here only as `words`; labels are ids, lets are put in place (a tree may so hold one
node in several places), `between` and `in` a list are comparisons, kinds and units are settled.
Numbers are in the base unit of their dimension: constants are converted already, cells and holes by `facts`;
`unit` is only the unit in which people read the number.
Plain frozen values throughout, so that a tree can be pickled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from gouji.functions.signature import Kind
from gouji.values import Exact

Hop = Literal["prior", "parent"]
LineAxis = Literal["row", "column"]
Comparator = Literal["=", "≠", "<", "≤", ">", "≥"]
State = Literal["filled", "blank", "placeholder", "unreadable", "absent"]

CHILD = "children"
"""The variable of `OverChildren`; a reserved name, so that no variable of a rule can be called so."""


@dataclass(frozen=True, slots=True)
class Document:
    """Which report: the one checked, or the child bound to `variable`, then along the hops (at most two)."""

    variable: str | None = None
    hops: tuple[Hop, ...] = ()


OWN = Document()


@dataclass(frozen=True, slots=True)
class Id:
    """A row, column or section by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Variable:
    """The row, column or section that a variable is bound to."""

    name: str


Element: TypeAlias = Id | Variable


@dataclass(frozen=True, slots=True)
class One:
    """One element of a slot."""

    element: Element


@dataclass(frozen=True, slots=True)
class Many:
    """Several elements of a slot, in printed order, over all formats; those not in the table's format drop out."""

    ids: tuple[str, ...]


Selection: TypeAlias = One | Many


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node says of itself: the author's words, its kind, and the unit that people read (numbers only)."""

    words: str
    kind: Kind
    unit: str | None = None


# ── constants and variables ─────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class NumberConstant(Node):
    """A number in the base unit of its dimension."""

    value: Exact


@dataclass(frozen=True, slots=True)
class TextConstant(Node):
    """A text as written."""

    value: str


@dataclass(frozen=True, slots=True)
class TruthConstant(Node):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Bound(Node):
    """The value of a variable: over a list its number, text or date; over a found axis its match, mention, heading
    or part; over rows, columns or sections its member (in messages only); over children its document."""

    name: str


# ── what a report says ──────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class CellAt(Node):
    """One cell. `unit` is empty when it differs between the cells that it may turn out to be."""

    document: Document
    table: str
    row: Element
    column: Element


@dataclass(frozen=True, slots=True)
class CellVector(Node):
    """All named cells that the table's format prescribes, row by row."""

    document: Document
    table: str
    rows: Selection
    columns: Selection


@dataclass(frozen=True, slots=True)
class OverChildren(Node):
    """The vector of one cell over all children; inside, the document's variable is `CHILD`."""

    of: CellAt


@dataclass(frozen=True, slots=True)
class MetadataAt(Node):
    """A metadata field by its dotted name."""

    document: Document
    field: str


@dataclass(frozen=True, slots=True)
class TextOf(Node):
    """A text of a report by its given name; `title` is metadata and a segment, and stands here."""

    document: Document
    what: Literal["document", "title", "preamble", "closing"]


@dataclass(frozen=True, slots=True)
class SectionField(Node):
    """A field of a section; `text` has the section's segments, and is what searching a section means."""

    document: Document
    section: Element
    field: Literal["heading", "ordinal", "text", "position", "label", "numeral", "number"]


@dataclass(frozen=True, slots=True)
class VariableField(Node):
    """A field of the heading or part that a variable is bound to."""

    of: Bound
    field: Literal["heading", "ordinal", "number", "position", "section", "text"]


@dataclass(frozen=True, slots=True)
class FirstMatch(Node):
    """The first match of a pattern of `CheckedRules.patterns` in a text, or no match."""

    pattern: str
    text: Expression


@dataclass(frozen=True, slots=True)
class HoleOf(Node):
    """The value that a hole of a match or mention read; `hole_type` is `count`, `year`, `date`, `money`, `percent`."""

    of: Bound | FirstMatch
    hole: str
    hole_type: str


@dataclass(frozen=True, slots=True)
class MatchText(Node):
    """What a match or mention matched as printed, or the sentence it stands in."""

    of: Bound | FirstMatch
    what: Literal["text", "sentence"]


# ── things that are asked about, not computed with ──────────────────────────


@dataclass(frozen=True, slots=True)
class TheDocument(Node):
    """A report itself: `prior`, a child."""

    document: Document


@dataclass(frozen=True, slots=True)
class TheSection(Node):
    """A section itself."""

    document: Document
    section: Element


@dataclass(frozen=True, slots=True)
class TheTable(Node):
    """A table itself."""

    document: Document
    table: str


# ── numbers, dates ──────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """Of two numbers."""

    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """A number with the other sign."""

    of: Expression


@dataclass(frozen=True, slots=True)
class DaysBetween(Node):
    """`left - right` of two dates, in days."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class ShiftedDate(Node):
    """A date so many days later, or earlier when `operator` is `-`."""

    operator: Literal["+", "-"]
    date: Expression
    days: Expression


@dataclass(frozen=True, slots=True)
class Default(Node):
    """`value`, or `otherwise` when it is absent or no match."""

    value: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True)
class CallTo(Node):
    """A function of `functions.catalogue`."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class ListOf(Node):
    """A list of numbers of one dimension, of texts or of dates; an argument of a function, or an axis."""

    items: tuple[Expression, ...]


# ── conditions ──────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """Of two numbers, dates or texts (kind of `left`); texts by `=` and `≠` after folding.

    With a tolerance: `|a − b| ≤ T`, `a ≤ b + T`, `a + T ≥ b`.
    """

    comparator: Comparator
    left: Expression
    right: Expression
    tolerance: Expression | None = None


@dataclass(frozen=True, slots=True)
class Agrees(Node):
    """Whether some value in the range of one equals some value in the range of the other."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class MultipleOf(Node):
    """Whether `item / step` is an integer."""

    item: Expression
    step: Expression


@dataclass(frozen=True, slots=True)
class MemberIn(Node):
    """Whether the element that a variable is bound to is among the ids; always decided."""

    variable: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameElement(Node):
    """Whether a variable is bound to this element of its axis; always decided."""

    comparator: Literal["=", "≠"]
    variable: str
    element: Element


@dataclass(frozen=True, slots=True)
class StateIs(Node):
    """How a cell is printed; always decided."""

    cell: CellAt
    state: State
    negated: bool


@dataclass(frozen=True, slots=True)
class Exists(Node):
    """Neither absent nor no match; always decided. `x is absent` of what is no cell is the `Not` of this."""

    of: Expression


@dataclass(frozen=True, slots=True)
class TablesEqual(Node):
    """Whether every cell that the formats of both tables prescribe is equal."""

    left: TheTable
    right: TheTable


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Strong Kleene."""

    of: Expression


@dataclass(frozen=True, slots=True)
class And(Node):
    """Strong Kleene, two operands or more; `between` is one, too."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Strong Kleene, one operand or more; `in` a list is one, too."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Implies(Node):
    """`not left or right`."""

    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`every` or `some` element of an axis, with the elements that `where` leaves."""

    quantifier: Literal["every", "some"]
    variable: str
    axis: Axis
    where: Expression | None
    satisfies: Expression


# ── axes; the first two, and `ChildrenAxis`, are also the sets that `count` takes ──────────────


@dataclass(frozen=True, slots=True)
class LinesAxis(Node):
    """Rows or columns in printed order, over all formats; those not in the table's format drop out."""

    document: Document
    table: str
    axis: LineAxis
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SectionsAxis(Node):
    """Sections of the vocabulary by id, in order."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildrenAxis(Node):
    """The reports of subordinate agencies."""


@dataclass(frozen=True, slots=True)
class HeadingsAxis(Node):
    """The found headings of the top level."""

    document: Document


@dataclass(frozen=True, slots=True)
class MentionsAxis(Node):
    """The found mentions of one kind, by its id in the vocabulary."""

    document: Document
    mention: str


@dataclass(frozen=True, slots=True)
class MatchesAxis(Node):
    """The matches of a pattern of `CheckedRules.patterns` in a text."""

    pattern: str
    text: Expression


@dataclass(frozen=True, slots=True)
class PartsAxis(Node):
    """The parts of a section."""

    document: Document
    section: Element


Axis: TypeAlias = (
    LinesAxis | SectionsAxis | ChildrenAxis | HeadingsAxis | MentionsAxis | MatchesAxis | PartsAxis | ListOf
)

Expression: TypeAlias = (
    NumberConstant
    | TextConstant
    | TruthConstant
    | Bound
    | CellAt
    | CellVector
    | OverChildren
    | MetadataAt
    | TextOf
    | SectionField
    | VariableField
    | FirstMatch
    | HoleOf
    | MatchText
    | TheDocument
    | TheSection
    | TheTable
    | Arithmetic
    | Negative
    | DaysBetween
    | ShiftedDate
    | Default
    | CallTo
    | ListOf
    | Compare
    | Agrees
    | MultipleOf
    | MemberIn
    | SameElement
    | StateIs
    | Exists
    | TablesEqual
    | Not
    | And
    | Or
    | Implies
    | Quantified
    | LinesAxis
    | SectionsAxis
    | ChildrenAxis
)
