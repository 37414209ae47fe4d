"""What the bench speaks of: cases, what they expect, what was answered.

Values only. A case is a base report with a small change, and the answers that one rule must give on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from gouji.check.core import Hop
from gouji.diagnostics import Diagnostic, Text
from gouji.findings import Grade, Status
from gouji.record import Record
from gouji.render.words import REASON
from gouji.report.model import Report
from gouji.source import Source, Span

Json: TypeAlias = Any
"""A value of JSON as it is read; decimals are exact."""

REASONS: Final = frozenset(REASON)


class Absent(Record, frozen=True):
    """What a change writes to take a value away."""


ABSENT: Final = Absent()


class Change(Record, frozen=True):
    """One value put at, or taken from, a place of the base report."""

    pointer: str
    value: Json
    span: Span


RARER: Final[tuple[Hop, ...]] = ("peer", "copy", "earlier", "listed")
"""Neighbours besides those of which most rules speak: last year's report, the superior's and the subordinates'."""


class Variant(Record, frozen=True):
    """A report as a case writes it: a base and what is changed in it; `prior` is a child's own report of last year."""

    base: str
    changes: tuple[Change, ...]
    span: Span
    prior: Variant | None = None


class Neighbours(Record, frozen=True):
    """The other reports of a case; `complete` says that there are no other children than these."""

    prior: Variant | None = None
    parent: Variant | None = None
    children: tuple[Variant, ...] = ()
    complete: bool = False
    rarer: tuple[tuple[Hop, Variant], ...] = ()


class Expected(Record, frozen=True):
    """What one instance must answer; what is not said is not asked.

    `instance` are its bindings as in its id (`c=total`), nothing for a rule with a single instance.
    `values` are those of operands, by pointer; `pointers` must be among those of the evidence.
    """

    instance: str | None
    status: Status | None = None
    grade: Grade | None = None
    reason: str | None = None
    left: str | None = None
    right: str | None = None
    difference: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    pointers: tuple[str, ...] = ()


class Case(Record, frozen=True):
    """One report and what one rule must answer on it.

    `only` says that the listed answers are all; `counts` says how many instances have each status, where instances
    are found in the text and have no name that a person would write, and `each` what every one of them answers.
    """

    rule: str
    name: str
    report: Variant
    neighbours: Neighbours
    expected: tuple[Expected, ...]
    counts: Mapping[str, int] | None
    only: bool
    span: Span
    source: Source
    each: Expected | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


class Reports(Record, frozen=True):
    """The reports of a case, its changes made."""

    own: Report
    prior: Report | None = None
    parent: Report | None = None
    children: tuple[Report, ...] = ()
    complete: bool = False
    further: Mapping[tuple[str, ...], Report] = MappingProxyType({})
    """The rarer neighbours by their hops, as `facts` has them: `("peer",)`, `("0", "prior")`."""


class Ready(Record, frozen=True):
    """A case with its reports."""

    case: Case
    reports: Reports


class Unfinished(Record, frozen=True):
    """A case that cannot be tried, and why; what it is called may be missing, too."""

    rule: str
    name: str
    complaints: tuple[Diagnostic, ...]


class Book(Record, frozen=True):
    """The cases of a pack whose reports could be made, and every complaint about the others.

    `begins` says of each file of cases where those of a rule begin. `unfinished` are the cases that are complained
    about one by one; what is wrong with a whole file is no case's.
    """

    cases: tuple[Ready, ...]
    complaints: tuple[Diagnostic, ...] = ()
    begins: Mapping[str, tuple[tuple[int, str], ...]] = MappingProxyType({})
    unfinished: tuple[Unfinished, ...] = ()

    def of(self, rule: str) -> tuple[Ready, ...]:
        """Return the cases of a rule, named as `topic.name`."""
        return tuple(one for one in self.cases if one.case.rule == rule)

    def against(self, topic: str | None, rule: str | None = None) -> tuple[Diagnostic, ...]:
        """Return the complaints about the cases of a topic, or of one rule of it (`topic.name`); all without either."""
        wanted = rule.partition(".")[0] if rule is not None else topic
        return tuple(
            one
            for one in self.complaints
            if (wanted is None or one.source.name == f"cases/{wanted}.yaml")
            and (rule is None or self._spoken_of(one) in (rule, None))
        )

    def _spoken_of(self, complaint: Diagnostic) -> str | None:
        """Return the rule among whose cases a complaint stands; nothing where the file cannot be told apart."""
        begun = [rule for start, rule in self.begins.get(complaint.source.name, ()) if start <= complaint.span.start]
        return begun[-1] if begun else None


class Answer(Record, frozen=True):
    """What an instance answered, as far as cases ask."""

    status: Status
    grade: Grade
    reason: str | None = None
    left: str | None = None
    right: str | None = None
    difference: str | None = None
    values: Mapping[str, str] = MappingProxyType({})
    pointers: frozenset[str] = frozenset()


class Tried(Record, frozen=True):
    """A case with what is wrong with the answers; nothing is wrong when empty."""

    case: Case
    wrong: tuple[Text, ...]
