"""The core tree: a checked expression with every name resolved, for `plan` and `evaluate`.

What a rule author wrote enters here only as `words`; labels are ids, lets are put in place (a tree may so hold one
node in several places), `between` and `in` a list are comparisons, kinds and units are settled.
Numbers are in the base unit of their dimension: constants are converted already, cells and holes by `facts`;
`unit` is only the unit in which people read the number.
Plain frozen values throughout, so that a tree can be pickled.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

from gouji.functions.signature import Kind
from gouji.record import Record
from gouji.values import Exact

Hop = Literal["prior", "parent", "peer", "copy", "earlier", "listed"]
HOPS: tuple[Hop, ...] = get_args(Hop)
LineAxis = Literal["row", "column"]
Comparator = Literal["=", "≠", "<", "≤", ">", "≥"]
State = Literal["filled", "blank", "placeholder", "unreadable", "absent"]

CHILD = "children"
"""The variable of `OverChildren`; a reserved name, so that no variable of a rule can be called so."""


class Document(Record, frozen=True):
    """Which report: the one checked, or the child bound to `variable`, then along the hops (at most two)."""

    variable: str | None = None
    hops: tuple[Hop, ...] = ()


OWN = Document()


class Id(Record, frozen=True):
    """A row, column or section by its id."""

    id: str


class Variable(Record, frozen=True):
    """The row, column or section that a variable is bound to."""

    name: str


Element: TypeAlias = Id | Variable


class One(Record, frozen=True):
    """One element of a slot."""

    element: Element


class Many(Record, frozen=True):
    """Several elements of a slot, in printed order, over all formats; those not in the table's format drop out."""

    ids: tuple[str, ...]


Selection: TypeAlias = One | Many


class Node(Record, frozen=True, kw_only=True):
    """What every node says of itself: the author's words, its kind, and the unit that people read (numbers only)."""

    words: str
    kind: Kind
    unit: str | None = None


# ── constants and variables ─────────────────────────────────────────────────


class NumberConstant(Node, frozen=True):
    """A number in the base unit of its dimension."""

    value: Exact


class TextConstant(Node, frozen=True):
    """A text as written."""

    value: str


class TruthConstant(Node, frozen=True):
    """`true` or `false`."""

    value: bool


class Bound(Node, frozen=True):
    """The value of a variable: over a list its number, text or date; over a found axis its match, mention, heading
    or part; over rows, columns or sections its member (in messages only); over children its document."""

    name: str


# ── what a report says ──────────────────────────────────────────────────────


class CellAt(Node, frozen=True):
    """One cell. `unit` is empty when it differs between the cells that it may turn out to be."""

    document: Document
    table: str
    row: Element
    column: Element


class CellVector(Node, frozen=True):
    """All named cells that the table's format prescribes, row by row."""

    document: Document
    table: str
    rows: Selection
    columns: Selection


class OverChildren(Node, frozen=True):
    """The vector of one cell over all children; inside, the document's variable is `CHILD`."""

    of: CellAt


class MetadataAt(Node, frozen=True):
    """A metadata field by its dotted name."""

    document: Document
    field: str


class TextOf(Node, frozen=True):
    """A text of a report by its given name; `title` is metadata and a segment, and stands here."""

    document: Document
    what: Literal["document", "title", "preamble", "closing"]


class SectionField(Node, frozen=True):
    """A field of a section; `text` has the section's segments, and is what searching a section means."""

    document: Document
    section: Element
    field: Literal["heading", "ordinal", "text", "position", "label", "numeral", "number"]


class VariableField(Node, frozen=True):
    """A field of the heading or part that a variable is bound to."""

    of: Bound
    field: Literal["heading", "ordinal", "number", "position", "section", "text"]


class FirstMatch(Node, frozen=True):
    """The first match of a pattern of `CheckedRules.patterns` in a text, or no match."""

    pattern: str
    text: Expression


class HoleOf(Node, frozen=True):
    """The value that a hole of a match or mention read; `hole_type` is `count`, `year`, `date`, `money`, `percent`."""

    of: Bound | FirstMatch
    hole: str
    hole_type: str


MatchField = Literal["text", "sentence", "scope"]


class MatchText(Node, frozen=True):
    """What a match or mention matched as printed, the sentence it stands in, or whose numbers its clause states."""

    of: Bound | FirstMatch
    what: MatchField


# ── things that are asked about, not computed with ──────────────────────────


class TheDocument(Node, frozen=True):
    """A report itself: `prior`, a child."""

    document: Document


class TheSection(Node, frozen=True):
    """A section itself."""

    document: Document
    section: Element


class TheTable(Node, frozen=True):
    """A table itself."""

    document: Document
    table: str


# ── numbers, dates ──────────────────────────────────────────────────────────


class Arithmetic(Node, frozen=True):
    """Of two numbers."""

    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression


class Negative(Node, frozen=True):
    """A number with the other sign."""

    of: Expression


class DaysBetween(Node, frozen=True):
    """`left - right` of two dates, in days."""

    left: Expression
    right: Expression


class ShiftedDate(Node, frozen=True):
    """A date so many days later, or earlier when `operator` is `-`."""

    operator: Literal["+", "-"]
    date: Expression
    days: Expression


class Default(Node, frozen=True):
    """`value`, or `otherwise` when it is absent or no match."""

    value: Expression
    otherwise: Expression


class CallTo(Node, frozen=True):
    """A function of `functions.catalogue`."""

    function: str
    arguments: tuple[Expression, ...]


class ListOf(Node, frozen=True):
    """A list of numbers of one dimension, of texts or of dates; an argument of a function, or an axis."""

    items: tuple[Expression, ...]


# ── conditions ──────────────────────────────────────────────────────────────


class Compare(Node, frozen=True):
    """Of two numbers, dates or texts (kind of `left`); texts by `=` and `≠` after folding.

    With a tolerance: `|a − b| ≤ T`, `a ≤ b + T`, `a + T ≥ b`.
    """

    comparator: Comparator
    left: Expression
    right: Expression
    tolerance: Expression | None = None


class Agrees(Node, frozen=True):
    """Whether some value in the range of one equals some value in the range of the other."""

    left: Expression
    right: Expression


class MultipleOf(Node, frozen=True):
    """Whether `item / step` is an integer."""

    item: Expression
    step: Expression


class MemberIn(Node, frozen=True):
    """Whether the element that a variable is bound to is among the ids; always decided."""

    variable: str
    ids: tuple[str, ...]


class SameElement(Node, frozen=True):
    """Whether a variable is bound to this element of its axis; always decided."""

    comparator: Literal["=", "≠"]
    variable: str
    element: Element


class StateIs(Node, frozen=True):
    """How a cell is printed; always decided."""

    cell: CellAt
    state: State
    negated: bool


class Exists(Node, frozen=True):
    """Neither absent nor no match; always decided. `x is absent` of what is no cell is the `Not` of this."""

    of: Expression


class TablesEqual(Node, frozen=True):
    """Whether every cell that the formats of both tables prescribe is equal."""

    left: TheTable
    right: TheTable


class Not(Node, frozen=True):
    """Strong Kleene."""

    of: Expression


class And(Node, frozen=True):
    """Strong Kleene, two operands or more; `between` is one, too."""

    operands: tuple[Expression, ...]


class Or(Node, frozen=True):
    """Strong Kleene, one operand or more; `in` a list is one, too."""

    operands: tuple[Expression, ...]


class Implies(Node, frozen=True):
    """`not left or right`."""

    left: Expression
    right: Expression


class Quantified(Node, frozen=True):
    """`every` or `some` element of an axis, with the elements that `where` leaves."""

    quantifier: Literal["every", "some"]
    variable: str
    axis: Axis
    where: Expression | None
    satisfies: Expression


# ── axes; the first two, and `ChildrenAxis`, are also the sets that `count` takes ──────────────


class LinesAxis(Node, frozen=True):
    """Rows or columns in printed order, over all formats; those not in the table's format drop out."""

    document: Document
    table: str
    axis: LineAxis
    ids: tuple[str, ...]


class SectionsAxis(Node, frozen=True):
    """Sections of the vocabulary by id, in order."""

    ids: tuple[str, ...]


class ChildrenAxis(Node, frozen=True):
    """The reports of subordinate agencies."""


class HeadingsAxis(Node, frozen=True):
    """The found headings of the top level."""

    document: Document


class MentionsAxis(Node, frozen=True):
    """The found mentions of one kind, by its id in the vocabulary."""

    document: Document
    mention: str


class MatchesAxis(Node, frozen=True):
    """The matches of a pattern of `CheckedRules.patterns` in a text."""

    pattern: str
    text: Expression


class PartsAxis(Node, frozen=True):
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
