"""What an analysis makes reports of: a pack's base reports, its cases, and reports made by its rules' demands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice, product
from typing import Final

from gouji import api
from gouji.analysis.samples import ALONE, Judge, Sample, of_case
from gouji.authoring.model import Case
from gouji.authoring.workshop import Files, Workshop
from gouji.evaluate.formula import All
from gouji.facts.gather import report_format
from gouji.generation.chance import Seeded, Simplest
from gouji.generation.conformant import grown
from gouji.generation.demands import ways
from gouji.generation.ground import Ground, NoSkeletonError
from gouji.generation.reports import Json, bare_report, facts_of, with_numbers
from gouji.generation.skeletons import conditions, has_cells
from gouji.generation.violating import Violations
from gouji.vocabulary.model import Vocabulary

_GROWN: Final = 2
_MOST_WAYS: Final = 6
_MOST_INSTANCES: Final = 12


class Stock:
    """The material of one pack; a pack of which no base report passes has no made reports, but still all the rest."""

    def __init__(self, pack: api.Pack, workshop: Workshop, files: Files, judge: Judge) -> None:
        self.pack = pack
        self.book = workshop.book
        self.judge = judge
        self.texts = judge.texts
        self._files = files
        self._sampled: dict[int, Sample | None] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of the pack."""
        return self.pack.vocabulary

    @cached_property
    def bases(self) -> tuple[Sample, ...]:
        """The base reports, and for each format in which there is none the report that says least."""
        given = [Sample(name, report) for name, report in self.texts.items()]
        facts = (facts_of(one.report, self.pack) for one in given)
        covered = {report_format(one) for one in facts if one is not None}
        return (*given, *(one for one in self.bares if one.base.strip("()") not in covered))

    @cached_property
    def bares(self) -> tuple[Sample, ...]:
        """The report that says least in each format."""
        return tuple(Sample(f"({one.id})", bare_report(self.vocabulary, one)) for one in self.vocabulary.formats)

    @cached_property
    def violations(self) -> Violations | None:
        """What makes reports that fail a rule; nothing when no report passes all rules."""
        self.judge.alive()
        try:
            return Violations(Ground(self.pack, self._files.cases, self._files.bases))
        except NoSkeletonError:
            return None

    def conformant(self) -> tuple[Sample, ...]:
        """Return reports on which no rule fails, with few numbers and with more; none where there are none."""
        if self.violations is None:
            return ()
        ground = self.violations.ground
        few = [Sample(one.name, one.report) for one in ground.bases]
        more = [
            Sample(one.name, grown(ground, one, Seeded(rank)).report) for one in ground.bases for rank in range(_GROWN)
        ]
        return (*few, *more)

    def made_to_pass(self, *rules: str) -> Iterator[Sample]:
        """Give reports whose numbers meet guard and check of an instance of each rule, and the demands of all rules."""
        checked = [self.judge.rules[one] for one in rules]
        if self.violations is None or not all(map(has_cells, checked)):
            return
        for base in self.violations.ground.bases:
            instances = product(*(tuple(conditions(one, self.pack.plan, base.open)) for one in checked))
            for chosen in islice(instances, _MOST_INSTANCES):
                wanted = All(tuple(part for one in chosen for part in (one.guard, one.check)))
                for way in ways(wanted)[:_MOST_WAYS]:
                    self.judge.alive()
                    system = base.system.without("", way)
                    numbers = system.settled(base.numbers, {}, Simplest()) if way else None
                    if numbers is not None:
                        yield Sample(base.name, with_numbers(base.report, numbers))

    def base(self, name: str) -> Json | None:
        """Return a base report by its name, or nothing when it is none of these."""
        return next((one.report for one in (*self.bases, *self.bares) if one.base == name), None)

    def cases(self, rule: str, status: str) -> tuple[tuple[Case, Sample], ...]:
        """Return the cases in which a rule answers a status, with their reports, those without neighbours first."""
        found = [one.case for one in self.book.of(rule) if _expects(one.case, status)]
        sampled = ((case, self._sample(case)) for case in sorted(found, key=lambda one: one.neighbours != ALONE))
        return tuple((case, sample) for case, sample in sampled if sample is not None)

    def _sample(self, case: Case) -> Sample | None:
        if id(case) not in self._sampled:
            self._sampled[id(case)] = of_case(case, self.texts)
        return self._sampled[id(case)]


def _expects(case: Case, status: str) -> bool:
    return any(one.status == status for one in case.expected) or bool((case.counts or {}).get(status))
