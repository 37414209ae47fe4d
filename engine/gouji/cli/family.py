"""Many files → what became of each, checked among its neighbours.

Two passes, each in as many processes as wanted: every file is read and a card of it made; from the cards follows who
is whose neighbour; then every report is checked. The cards decide, not the order of the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from gouji.api import Document, Neighbours, Overrides, Pack, overridden
from gouji.cli.batch import (
    Outcome,
    Task,
    checked,
    each,
    figures_of,
    key_of,
    opened,
    processes,
    rank_of,
    safely,
    sections_of,
    tables_of,
)
from gouji.cli.collect import Candidate
from gouji.cli.relations import Errand
from gouji.cli.store import keep, kept
from gouji.corpus.index import Entry
from gouji.corpus.neighbours import Card, Kin
from gouji.corpus.sketch import sketch_of
from gouji.findings import Notice, PassedOver, ReportResult, Texts
from gouji.record import Record, replace
from gouji.report.model import Agency, Report

LISTED: Final = ("listed",)
_NOT_COMPARED: Final[Texts] = {
    "zh": "未能读取，没有用作对照",
    "en": "not read, and so not compared with",
}


class Case(Record, frozen=True):
    """A report to be checked among its neighbours."""

    errand: Errand
    kin: Kin
    notices: tuple[Notice, ...] = ()


def surveys(
    errands: Sequence[Errand], pack: Pack, task: Task, jobs: int | None, tick: Callable[[], None]
) -> list[Outcome]:
    """Read all files; what could be read has a card and waits in the store of the task."""
    wanted = processes([one.candidate for one in errands], jobs)
    return each(errands, survey, _file_of_errand, pack, task, wanted, tick)


def verdicts(
    cases: Sequence[Case], pack: Pack, task: Task, jobs: int | None, tick: Callable[[], None]
) -> list[Outcome]:
    """Check all reports that were read."""
    read = [replace(one.errand.candidate, path="") for one in cases]  # standard input is read already
    return each(cases, judge, _file_of_case, pack, task, processes(read, jobs), tick)


def _file_of_errand(errand: Errand) -> Candidate:
    return errand.candidate


def _file_of_case(case: Case) -> Candidate:
    return case.errand.candidate


# ── the first pass ──────────────────────────────────────────────────────────


def survey(errand: Errand, pack: Pack, task: Task) -> Outcome:
    """Read one file and make its card; whatever happens becomes an outcome."""

    def work() -> Outcome:
        facts = facts_given(errand, task)
        found = opened(errand.candidate, pack, facts.year)
        if isinstance(found, Outcome):
            return found
        document, content = found
        agency, year = document.report.agency.name, document.report.year
        if facts != Overrides():
            document = replace(document, report=overridden(document.report, facts), plain=None)
        keep(task.store, errand.number, document, content)
        return Outcome(
            errand.candidate,
            None,
            key_of(document),
            rank_of(document),
            figures_of(document, pack),
            tables_of(document),
            sections_of(document),
            card=_card(errand, document.report, document),
            agency=agency,
            year=year,
        )

    return safely(errand.candidate, work)


def facts_given(errand: Errand, task: Task) -> Overrides:
    """Return what is given of a file: by the options, if it is checked, before what its index says."""
    entry = errand.entry or Entry("")
    given = task.given if errand.checked else Overrides()
    return Overrides(
        given.year if given.year is not None else entry.year,
        given.agency or entry.agency,
        given.level or entry.level,
        given.scope or entry.scope,
        given.form,
        entry.region,
        entry.published,
    )


def _card(errand: Errand, report: Report, document: Document) -> Card:
    entry = errand.entry or Entry("")
    texts = (
        report.preamble,
        *(text for one in report.sections for text in (one.text, *(part.text for part in one.parts))),
    )
    return Card(
        errand.number,
        errand.candidate.name,
        report.agency.name,
        report.agency.scope,
        report.year,
        report.agency.region,
        entry.parent,
        entry.valid_from,
        entry.valid_until,
        rank_of(document),
        sketch_of((text for text in texts if text), report.agency.name, report.tables),
    )


# ── the second pass ─────────────────────────────────────────────────────────


def judge(case: Case, pack: Pack, task: Task) -> Outcome:
    """Check one report among its neighbours; whatever happens becomes an outcome."""

    def work() -> Outcome:
        errand, kin = case.errand, case.kin

        def found(number: int | None) -> Document | None:
            return None if number is None else kept(task.store, number, pack)

        own = kept(task.store, errand.number, pack)
        further = {hops: kept(task.store, number, pack) for hops, number in kin.further.items()}
        if errand.entry is not None:
            further[LISTED] = _as_listed(errand.entry, pack)
        children = tuple(kept(task.store, number, pack) for number in kin.children)
        neighbours = Neighbours(found(kin.prior), found(kin.parent), children, kin.children_complete, further)
        done = checked(errand.candidate, own, pack, task, facts_given(errand, task), neighbours)
        if case.notices and isinstance(done.result, ReportResult):
            return replace(done, result=replace(done.result, notices=case.notices))
        return done

    return safely(case.errand.candidate, work)


def _as_listed(entry: Entry, pack: Pack) -> Document:
    """Return what an index says of a report as a document that says nothing else."""
    agency = Agency(entry.agency, entry.region, entry.level, entry.scope)
    kind = pack.vocabulary.kind
    report = Report(kind, None, entry.year, agency, None, entry.published, None, (), {}, {}, None, (), ())
    return Document(entry.document, report, {}, {}, {}, ())


_OF_ANOTHER_YEAR: Final[Texts] = {
    "zh": "年度不同，没有用作对照",
    "en": "of another year, and so not compared with",
}
_OF_NOBODY: Final[Texts] = {
    "zh": "机关未能判断，没有用作对照",
    "en": "of an agency that is not known, and so not compared with",
}


def of_another_year(named: Sequence[Outcome], kin: Iterable[Kin]) -> tuple[PassedOver, ...]:
    """Return the files that were named as children and were no neighbour of any report, with the reason."""
    used = {number for one in kin for number in one.ids()}
    return tuple(
        PassedOver(one.candidate.name, _OF_NOBODY if one.card.agency is None else _OF_ANOTHER_YEAR)
        for one in named
        if one.card is not None and one.card.id not in used
    )


def not_compared(others: Sequence[Outcome]) -> tuple[PassedOver, ...]:
    """Return the files that were only to be compared with and could not be read."""
    return tuple(PassedOver(one.candidate.name, one.because or _NOT_COMPARED) for one in others if one.card is None)
