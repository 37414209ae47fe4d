"""Where an expression is evaluated: the documents, the elements bound to variables, and what is noted on the way.

A `Trace` belongs to one clause of one instance: it collects every operand, also one that another absorbs, and why
values are not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, TypeAlias

from gouji.check.core import Document, Element, Expression, Id
from gouji.evaluate.possible import Affine
from gouji.evaluate.quantities import Composite, Undefined
from gouji.facts.model import Documents, Facts, Found, HeadingFact, TextFact
from gouji.findings import Texts
from gouji.patterns.machines import CompiledPattern
from gouji.record import MutableRecord, Record, field, replace
from gouji.values import BlankPolicy

RULE_TICKS: Final = 100_000
"""How many nodes all instances of a rule may evaluate; real reports need at most two thousand."""
REPORT_TICKS: Final = 400_000
"""How many nodes all rules together may evaluate in a report."""


class Line(Record, frozen=True):
    """A row, column or section that a variable is bound to; `of` is `row:TABLE`, `column:TABLE` or `section`."""

    id: str
    of: str


class Child(Record, frozen=True):
    """A child document that a variable is bound to, by its number from 0."""

    number: int


Constant: TypeAlias = Affine | Composite | Undefined | TextFact | date
Binding: TypeAlias = Line | Child | Found | HeadingFact | Constant


class BudgetExceededError(Exception):
    """A clause is too much work: the instance is not assessable."""


class Budget(MutableRecord):
    """How many nodes may still be evaluated: what all instances of a rule share, so that no report costs minutes."""

    left: int = RULE_TICKS


class Scope(Record, frozen=True):
    """What an expression sees, and how much may be spent on it.

    `zero` takes blanks that may be zero as zero; `agreeing` lets exact money keep half of its last digit.
    `telling` is for messages: the form's name of a section is said also when the report lacks the section.
    """

    documents: Documents
    patterns: Mapping[str, CompiledPattern]
    bindings: Mapping[str, Binding]
    blank: BlankPolicy | None
    budget: Budget = field(default_factory=Budget)
    zero: bool = False
    agreeing: bool = False
    telling: bool = False

    def bound(self, variable: str, binding: Binding) -> Scope:
        """Return the scope in which a variable is bound."""
        return replace(self, bindings={**self.bindings, variable: binding})


def document_at(scope: Scope, document: Document) -> Facts | None:
    """Return the facts of a document, or nothing when it was not given."""
    documents = scope.documents
    if document.variable is None:
        return _along((), documents.own, documents, document.hops)
    child = scope.bindings[document.variable]
    if not isinstance(child, Child):
        raise TypeError(f"{document.variable} is no document")
    return _along((str(child.number),), documents.children[child.number], documents, document.hops)


def _along(start: tuple[str, ...], first: Facts, documents: Documents, hops: tuple[str, ...]) -> Facts | None:
    if not hops:
        return first
    path = (*start, *hops)
    match path:
        case ("prior",):
            return documents.prior
        case ("parent",):
            return documents.parent
        case _:
            return documents.further.get(path)


def element_id(scope: Scope, element: Element) -> str:
    """Return the id of a row, column or section."""
    if isinstance(element, Id):
        return element.id
    line = scope.bindings[element.name]
    if not isinstance(line, Line):
        raise TypeError(f"{element.name} is no row, column or section")
    return line.id


class Seen(Record, frozen=True):
    """An operand as it was met; `labels` names it for people; `cell` is its table, row and column."""

    id: int
    key: str
    pointer: str
    document: str
    labels: Texts
    state: str
    raw: str | None
    value: str | None = None
    unit: str | None = None
    low: str | None = None
    high: str | None = None
    reason: str | None = None
    doubts: tuple[str, ...] = ()
    domain: str | None = None
    candidates: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    cell: tuple[str, str, str] | None = None


class Trace(MutableRecord):
    """What one clause of one instance met; the only value of the room that changes while it is filled.

    `unknown` holds the reason of every value that is not known, in the order met.
    `truths` holds every condition with its truth, inner ones first, when it is asked for.
    """

    operands: dict[str, Seen] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    approximate: bool = False
    outside: bool = False
    budget: Budget = field(default_factory=Budget)
    truths: list[tuple[Expression, bool | None]] | None = None

    def tick(self) -> None:
        """Count one node.

        Raises:
            BudgetExceededError: there were too many.
        """
        self.budget.left -= 1
        if self.budget.left < 0:
            raise BudgetExceededError
