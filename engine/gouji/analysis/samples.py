"""Reports on which rules are tried: what is judged enters, which rules pass and fail on it leaves.

A sample is a report JSON with, maybe, the neighbours that a case gives it. Judging counts; when the time is over,
nothing more is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from gouji import api
from gouji.authoring.model import Case, Change, Neighbours, Reports, Variant
from gouji.authoring.trial import documents, short
from gouji.check.checked import CheckedRule
from gouji.evaluate.evaluate import Choice, choices, scope_of
from gouji.evaluate.judgement import judge
from gouji.evaluate.scope import RULE_TICKS, Budget
from gouji.facts.model import Documents
from gouji.findings import GRADES, Grade, Status
from gouji.generation.ground import changed_report
from gouji.generation.reports import Json, as_bytes
from gouji.generation.violating import behind
from gouji.record import Record, replace

GREATEST: Final = 4 << 20
"""Bytes of a report that is tried; a longer one shows nothing to a person."""


class OutOfTimeError(Exception):
    """The budget is used up: what is not yet decided stays undecided."""


ALONE: Final = Neighbours()


class Sample(Record, frozen=True):
    """A report made of a base, and the reports beside it as a case writes them."""

    base: str
    report: Json
    beside: Neighbours = ALONE

    @property
    def has_neighbours(self) -> bool:
        """Whether other reports stand beside it."""
        return self.beside != ALONE


class Judged(Record, frozen=True):
    """The rules that pass on a report (some instance passes, none fails), and those that fail, with their grade."""

    passing: frozenset[str]
    failing: Mapping[str, Grade]


class Judge:
    """Judges samples by the rules of a pack until the time is over."""

    def __init__(self, pack: api.Pack, texts: Mapping[str, Json], stop: Callable[[], bool]) -> None:
        self.pack = pack
        self.texts = texts
        self.rules: Mapping[str, CheckedRule] = {short(one.id): one for one in pack.plan.rules.rules}
        self.judged = 0
        self.over = False
        self._stop = stop

    def alive(self) -> None:
        """Go on only while there is time.

        Raises:
            OutOfTimeError: there is none.
        """
        if self.over or self._stop():
            self.over = True
            raise OutOfTimeError

    def failing(self, sample: Sample) -> Mapping[str, Grade] | None:
        """Return the rules that fail on a sample; nothing when it is no report of the pack's kind."""
        document = self._document(sample.report) if sample.beside == ALONE else None
        if document is None or document.plain is None:
            found = self.told(sample)
            return None if found is None else found.failing
        self.alive()
        self.judged += 1
        worst: dict[str, Grade] = {}
        for one in api.check_document(document, self.pack).instances:
            if one.status == "fail":
                _note(worst, short(one.rule), one.grade)
        return worst

    def told(self, sample: Sample, rules: Iterable[str] | None = None) -> Judged | None:
        """Return what rules say of a sample, all of them when none are named."""
        given = self.documents(sample)
        if given is None:
            return None
        passing: set[str] = set()
        worst: dict[str, Grade] = {}
        for name in self.rules if rules is None else rules:
            seen = self.statuses(name, given, worst)
            if "pass" in seen and "fail" not in seen:
                passing.add(name)
        return Judged(frozenset(passing), worst)

    def documents(self, sample: Sample) -> Documents | None:
        """Return the facts of a sample and its neighbours; nothing when one is no report of the pack's kind."""
        reports = self.reports(sample)
        return None if reports is None else documents(reports, self.pack.vocabulary)

    def reports(self, sample: Sample) -> Reports | None:
        """Return the reports of a sample; nothing when one is no report of the pack's kind."""
        self.alive()
        self.judged += 1
        own = self._document(sample.report)
        around = {hops: self._made(one) for hops, one in _wanted(sample.beside)}
        found = {hops: one.report for hops, one in around.items() if one is not None}
        if own is None or len(found) < len(around):
            return None
        prior, parent = found.pop(("prior",), None), found.pop(("parent",), None)
        children = tuple(found.pop((str(rank),)) for rank in range(len(sample.beside.children)))
        return Reports(own.report, prior, parent, children, sample.beside.complete, found)

    def _made(self, variant: Variant) -> api.Document | None:
        made = changed_report(self.texts[variant.base], variant.changes) if variant.base in self.texts else None
        return None if made is None else self._document(made)

    def _document(self, report: Json) -> api.Document | None:
        document = api.open_document("report.json", as_bytes(report), self.pack, GREATEST)
        return document if isinstance(document, api.Document) else None

    def statuses(
        self,
        name: str,
        given: Documents,
        worst: dict[str, Grade],
        wanted: Callable[[Choice], bool] = lambda _: True,
        as_if: CheckedRule | None = None,
    ) -> set[Status]:
        """Return the statuses of the wanted instances of a rule; its strongest failing grade is noted in `worst`.

        `as_if` is asked in its place.
        """
        rule, plan = as_if or self.rules[name], self.pack.plan
        seen: set[Status] = set()
        budget = Budget(RULE_TICKS)
        for choice in choices(rule, plan, given):
            if not wanted(choice):
                continue
            if choice.status is not None:
                seen.add(choice.status)
                continue
            scope = replace(scope_of(rule, plan, given), budget=budget)
            for variable, bound in choice.bounds:
                scope = scope.bound(variable, bound.element)
            judgement = judge(rule, scope)
            seen.add(judgement.status)
            if judgement.status == "fail":
                _note(worst, name, judgement.grade)
        return seen


def _note(worst: dict[str, Grade], rule: str, grade: Grade) -> None:
    if rule not in worst or GRADES.index(grade) < GRADES.index(worst[rule]):
        worst[rule] = grade


def _wanted(beside: Neighbours) -> Iterator[tuple[tuple[str, ...], Variant]]:
    """Give the neighbours by their hops; a child's first hop is its number."""
    if beside.prior is not None:
        yield ("prior",), beside.prior
    if beside.parent is not None:
        yield ("parent",), beside.parent
    for rank, child in enumerate(beside.children):
        yield (str(rank),), child
        if child.prior is not None:
            yield (str(rank), "prior"), child.prior
    for role, one in beside.rarer:
        yield (role,), one


# ── cases as samples ────────────────────────────────────────────────────────


def of_case(case: Case, texts: Mapping[str, Json]) -> Sample | None:
    """Return the report of a case as a sample with its neighbours, when it can be made."""
    made = changed_report(texts[case.report.base], case.report.changes) if case.report.base in texts else None
    return None if made is None else Sample(case.report.base, made, case.neighbours)


def with_case(sample: Sample, case: Case) -> Iterator[Sample]:
    """Give a sample with what a case changes, where it can be made: prose put behind that which stands there, or in
    its place.

    Neighbours that the sample lacks are those of the case; those of the same base are changed as in the case.
    """
    beside = _joined(sample.beside, case.neighbours)
    changes = case.report.changes
    further = behind(sample.report, changes)
    for each in (further, changes) if further != changes else (changes,):
        made = changed_report(sample.report, each)
        if made is not None:
            yield Sample(sample.base, made, beside)


def _joined(one: Neighbours, other: Neighbours) -> Neighbours:
    rarer = dict(other.rarer)
    for role, variant in one.rarer:
        rarer[role] = _both(variant, rarer.get(role)) or variant
    return Neighbours(
        _both(one.prior, other.prior),
        _both(one.parent, other.parent),
        one.children or other.children,
        one.complete or other.complete,
        tuple(rarer.items()),
    )


def _both(one: Variant | None, other: Variant | None) -> Variant | None:
    if one is None or other is None:
        return one or other
    if one.base != other.base:
        return one
    changes: dict[str, Change] = {each.pointer: each for each in (*one.changes, *other.changes)}
    return replace(one, changes=tuple(changes.values()))
