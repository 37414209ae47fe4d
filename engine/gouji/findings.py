"""What a check gives: instances with their status, the evidence of those that do not pass, the result of a report.

Values only; how they come about is `evaluate`'s, how they are printed `render`'s.
All numbers in evidence are exact and written as canonical text, so that a finding can be recomputed from itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from gouji.record import Record

Status = Literal["pass", "fail", "waived", "not_applicable", "not_assessable"]
Grade = Literal["error", "warning", "info"]
Verdict = Literal["fails", "undecided", "passes"]
TruthValue = Literal["true", "false", "unknown"]

STATUSES: Final[tuple[Status, ...]] = ("fail", "waived", "not_assessable", "not_applicable", "pass")
GRADES: Final[tuple[Grade, ...]] = ("error", "warning", "info")

MOSTLY_DOUBTED: Final = "D518"
"""The code of the defect that most cells of a report are doubted."""

CUT_BY_ROW: Final = "solved_with_row"
"""The doubt about a cell that was cut out of digits printed together, its row's own total telling how."""

Texts: TypeAlias = Mapping[str, str]
"""A sentence per language code, the pack's first language first."""


class Place(Record, frozen=True):
    """Where a value stands in the document as published; only what the reader knows is set.

    Lines, columns, pages, tables, rows and columns count from 1; `start` and `end` are character offsets.
    In a format without lines a paragraph is a line, and offsets count in the paragraphs joined by line breaks.
    `box` is left, top, right and bottom in points from the upper left corner of the page.
    In a workbook `sheet` is the name of the sheet and `cell` the name of the place in it: `C7`.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    page: int | None = None
    box: tuple[str, str, str, str] | None = None
    table: int | None = None
    table_row: int | None = None
    table_column: int | None = None
    start: int | None = None
    end: int | None = None
    sheet: str | None = None
    cell: str | None = None


class Operand(Record, frozen=True):
    """A value that took part: where it stands in the report JSON and what is printed there.

    `state` is `exact`, `range`, a kind of missing (`absent`, `blank`, `placeholder`, `unreadable`) or `undefined`.
    `value` is canonical (`12`, `3/7`, text, `2021-01-01`) and in the base unit; `low` and `high` bound a range.
    `unit` is the unit in which it is printed.
    Without a value, `domain` says which numbers it can be (in its unit), and `candidates` lists them when few.
    """

    id: int
    pointer: str
    label: Texts
    state: str
    raw: str | None
    value: str | None
    unit: str | None = None
    low: str | None = None
    high: str | None = None
    place: Place | None = None
    doubts: tuple[str, ...] = ()
    reason: str | None = None
    domain: str | None = None
    candidates: tuple[str, ...] = ()


class Step(Record, frozen=True):
    """A node of the substituted formula: an operator over steps, an operand, or a constant.

    `operator` is one of the language (`=`, `+`, `sum`, `and`, …), `operand` (then `operand` is its id) or `constant`.
    `value` is the node's canonical value, `truth` its truth when it is a condition.
    `words` is how the author wrote it.
    """

    operator: str
    arguments: tuple[Step, ...] = ()
    operand: int | None = None
    value: str | None = None
    truth: TruthValue | None = None
    words: str = ""


class BasisShown(Record, frozen=True):
    """One legal ground as printed: `kind` is `law`, `practice` or `derived`."""

    kind: Literal["law", "practice", "derived"]
    source: str
    title: Texts
    number: str | None
    place: Texts
    quote: str | None


class Evidence(Record, frozen=True):
    """Why an instance has its status: the formula with every operand, and both sides where it is one comparison.

    `left`, `right`, `difference` and `tolerance` are canonical numbers in `unit`, the unit shown to people.
    `assumptions` are sentences such as that a blank was taken as zero.
    """

    clause: Literal["where", "when", "requires", "check"]
    formula: Step
    operands: tuple[Operand, ...]
    left: str | None = None
    right: str | None = None
    difference: str | None = None
    tolerance: str | None = None
    unit: str | None = None
    assumptions: tuple[Texts, ...] = ()


class Instance(Record, frozen=True):
    """One rule on one choice of elements.

    `rule` is `pack/topic.name`, `instance` the rule's id with its bindings, `reason` a code when the status has one.
    `lowered` holds the reasons for which the grade was lowered.
    """

    rule: str
    instance: str
    status: Status
    grade: Grade
    reason: str | None = None
    section: str | None = None
    title: Texts | None = None
    message: Texts | None = None
    fix: Texts | None = None
    bindings: tuple[tuple[str, str], ...] = ()
    binding_labels: tuple[tuple[str, Texts], ...] = ()
    basis: tuple[BasisShown, ...] = ()
    lowered: tuple[Texts, ...] = ()
    evidence: Evidence | None = None
    fingerprint: str = ""
    waiver: str | None = None


class Defect(Record, frozen=True):
    """Something of a document that could not be read, with its place; `blocking` when the form requires it."""

    code: str
    message: Texts
    pointer: str | None = None
    place: Place | None = None
    blocking: bool = False


class Fact(Record, frozen=True):
    """A fact by which the rules were chosen, and how it was decided.

    `decided` is an id such as `stated`, `given`, `title`, `period`, `from_tables`; `words` name a value of a list.
    """

    name: str
    value: str | None
    label: Texts
    decided: str
    words: Texts | None = None


class Neighbour(Record, frozen=True):
    """Another document that took part in a check: its role as the language calls it, its name and what it is of."""

    role: str
    name: str
    agency: str | None
    year: int | None


class Notice(Record, frozen=True):
    """A remark about the other documents of a report, under the role that it is about."""

    role: str
    message: Texts


class ReportResult(Record, frozen=True):
    """Everything that one report gave.

    `instances` holds all that did not pass, in rule order; passes are only counted unless they were asked for, and so
    is what could not be assessed for want of another report: `lacking` says by its role how often each was wanted.
    `neighbours` are the other reports that took part; `notices` say what is amiss with them.
    `planned` is counted from the axes before evaluation and equals the sum of `counts`.
    """

    name: str
    digest: str
    facts: tuple[Fact, ...]
    instances: tuple[Instance, ...]
    counts: Mapping[Status, int]
    planned: int
    verdict: Verdict
    defects: tuple[Defect, ...] = ()
    rules_without_instance: tuple[str, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    lacking: Mapping[str, int] = MappingProxyType({})
    notices: tuple[Notice, ...] = ()


class Unread(Record, frozen=True):
    """A document of which no report could be made, with the reasons."""

    name: str
    defects: tuple[Defect, ...]


class PassedOver(Record, frozen=True):
    """A file that was not checked, and why: another copy of a checked report, or no report at all."""

    name: str
    because: Texts
    instead: str | None = None


class RunResult(Record, frozen=True):
    """What one run gave: results in the order of the documents, and what decides the exit code.

    `sections` are the ids and labels by which findings are grouped, in the order of the form.
    `threshold` is the lowest grade that makes a run fail, or `never`.
    """

    pack: str
    pack_title: Texts
    pack_digest: str
    rules: int
    sections: tuple[tuple[str, Texts], ...]
    reports: tuple[ReportResult, ...]
    unread: tuple[Unread, ...]
    passed_over: tuple[PassedOver, ...]
    threshold: Literal["error", "warning", "never"]
    exit_code: int


def verdict_of(instances: tuple[Instance, ...]) -> Verdict:
    """Return the verdict that the instances which did not pass give (`docs/language.md`, section 9)."""
    if any(one.status == "fail" and one.grade == "error" for one in instances):
        return "fails"
    if any(
        one.status == "not_assessable" and one.grade == "error" and one.reason != "no_peer_document"
        for one in instances
    ):
        return "undecided"
    return "passes"
