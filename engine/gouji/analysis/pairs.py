"""Which rules can hold together: reports on which as many as possible pass are grown, pairs left over are tried alone.

A pair is settled when both pass on one report, or when no report is one that both are asked of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from gouji.analysis.conditions import Conditions
from gouji.analysis.fitting import emptied, fitted
from gouji.analysis.forms import apart, forms_of
from gouji.analysis.samples import Judge, Sample, with_case
from gouji.analysis.stands import tables_of
from gouji.analysis.stock import Stock
from gouji.facts.gather import table_format
from gouji.generation.reports import facts_of
from gouji.record import replace

_MOST_CASES: Final = 3


class Pairs:
    """What is known of the pairs of some rules with all rules; rules go by their rank, sets of them by bits."""

    def __init__(self, stock: Stock, subjects: Sequence[str]) -> None:
        self.stock = stock
        self.names = tuple(stock.judge.rules)
        self.rank = {name: rank for rank, name in enumerate(self.names)}
        self.subjects = frozenset(subjects)
        self.passing: dict[str, Sample] = {}
        self.failing: dict[str, Sample] = {}
        self._subjects = sum(1 << self.rank[name] for name in self.subjects)
        self._together = [0] * len(self.names)
        self._apart = [0] * len(self.names)

    @property
    def number(self) -> int:
        """How many pairs there are of which one at least is a subject."""
        others = len(self.names) - len(self.subjects)
        return len(self.subjects) * (len(self.subjects) - 1) // 2 + len(self.subjects) * others

    def known(self) -> tuple[int, int]:
        """Return how many pairs were seen to hold together, and how many others never meet."""
        together = apart = 0
        for rank in range(len(self.names)):
            asked = self._asked(rank)
            together += (self._together[rank] & asked).bit_count()
            apart += (self._apart[rank] & asked & ~self._together[rank]).bit_count()
        return together // 2, apart // 2

    def together(self, one: str, other: str) -> bool:
        """Return whether two rules were seen to pass on one report."""
        return bool(self._together[self.rank[one]] >> self.rank[other] & 1)

    def left(self) -> Iterator[tuple[str, str]]:
        """Give the pairs of which nothing is known, as far as that is so when their turn comes."""
        for rank, one in enumerate(self.names):
            for further, other in enumerate(self.names[rank + 1 :], rank + 1):
                if self._open(rank) >> further & 1:
                    yield one, other

    def _asked(self, rank: int) -> int:
        """Return the rules that make a pair with a rule."""
        every = (1 << len(self.names)) - 1 if self.names[rank] in self.subjects else self._subjects
        return every & ~(1 << rank)

    def _open(self, rank: int) -> int:
        return self._asked(rank) & ~self._together[rank] & ~self._apart[rank]

    def _note(self, known: list[int], one: str, other: str) -> None:
        known[self.rank[one]] |= 1 << self.rank[other]
        known[self.rank[other]] |= 1 << self.rank[one]

    # ── seeing ──────────────────────────────────────────────────────────────

    def see(self, sample: Sample) -> frozenset[str] | None:
        """Judge a sample by all rules and note what passes; returns it when nothing fails."""
        told = self.stock.judge.told(sample)
        if told is None:
            return None
        mask = sum(1 << self.rank[name] for name in told.passing)
        for name in told.passing:
            self._together[self.rank[name]] |= mask
            self.passing.setdefault(name, sample)
        for name in sorted(told.failing):
            self.failing.setdefault(name, sample)
        return None if told.failing else told.passing

    def grow(self) -> None:
        """Grow every base report by passing cases, as long as all that passed before still passes."""
        for base in self.stock.bases:
            passing = self.see(base)
            sample = base
            for rule in self.names if passing is not None else ():
                if passing is None or rule in passing:
                    continue
                grown = self._grown(sample, rule, passing)
                if grown is not None:
                    sample, passing = grown

    def _grown(self, sample: Sample, rule: str, passing: frozenset[str]) -> tuple[Sample, frozenset[str]] | None:
        if not any(self._open(self.rank[rule]) >> self.rank[one] & 1 for one in passing):
            return None
        for case, _ in self.stock.cases(rule, "pass")[:_MOST_CASES]:
            for made in with_case(sample, case):
                told = self.stock.judge.told(made, (rule,))
                after = self.see(made) if told is not None and rule in told.passing else None
                if after is not None and after >= passing:
                    return made, after
        return None

    def see_each(self) -> None:
        """Judge for every rule of whose pairs some are left a report on which it passes, and one that is made to."""
        for rank, rule in enumerate(self.names):
            if self._open(rank) and rule in self.passing:
                self.see(self.passing[rule])
            made = next(self.stock.made_to_pass(rule), None) if self._open(rank) else None
            if made is not None:
                self.see(made)

    def settle_apart(self) -> None:
        """Note the pairs that never both hold for a good reason: no report is one that both are asked of, by their
        years, fields or cells; no form lets both hold; or one is asked only where the other fails.
        """
        conditions = Conditions(self.stock.vocabulary)
        judge, bares = self.stock.judge, self.stock.bares
        forms = {name: forms_of(rule, judge, bares) for name, rule in judge.rules.items()}
        for one, other in self.left():
            judge.alive()
            mine, theirs = judge.rules[one], judge.rules[other]
            if (
                apart(forms[one], forms[other])
                or conditions.never_meet(mine, theirs)
                or conditions.asked_where_fails(mine, theirs)
            ):
                self._note(self._apart, one, other)

    def settle_alone(self) -> None:
        """Try the pairs left over: on base reports with other fields, and on the report on which one passes, with
        what a passing case of the other changes.
        """
        if any(map(self._open, range(len(self.names)))) and self.stock.violations is not None:
            for skeleton in self.stock.violations.ground.plain_skeletons():
                self.see(Sample(skeleton.name, skeleton.report))
        for one, other in self.left():
            if self._tried(one, other) or self._tried(other, one) or self._fit(one, other) or self._fit(other, one):
                self._note(self._together, one, other)
        for rank, rule in enumerate(self.names):
            self._ask_cases(rank, rule)

    def _ask_cases(self, rank: int, rule: str) -> None:
        """Ask the rules left to a rule what they say of all its passing cases."""
        for _, sample in self.stock.cases(rule, "pass"):
            left = [other for further, other in enumerate(self.names) if self._open(rank) >> further & 1]
            told = self.stock.judge.told(sample, (rule, *left)) if left else None
            if told is not None and rule in told.passing:
                for other in told.passing - {rule}:
                    self._note(self._together, rule, other)

    def _tried(self, one: str, other: str) -> bool:
        judge = self.stock.judge
        made = [*islice(self.stock.made_to_pass(one), _MOST_CASES), *islice(self.stock.made_to_pass(one, other), 1)]
        theirs = self.passing.get(other)
        for sample in (*([self.passing[one]] if one in self.passing else []), *made):
            beside = sample if theirs is None or sample.has_neighbours else replace(sample, beside=theirs.beside)
            if _both_pass(judge, beside, one, other):
                return True
        if one in self.passing and theirs is not None:
            grafted = self._grafted(self.passing[one], theirs, tables_of(judge.rules[other]))
            if grafted is not None and _both_pass(judge, grafted, one, other):
                return True
        for case, sample in self.stock.cases(other, "pass")[:_MOST_CASES]:
            if _both_pass(judge, sample, one, other):
                return True
            if one in self.passing:
                for other_made in with_case(self.passing[one], case):
                    if _both_pass(judge, other_made, one, other):
                        return True
        return False

    def _fit(self, one: str, other: str) -> bool:
        """Return whether both pass on a report on which one passes, made to fit one on which the other does."""
        judge, mine, theirs = self.stock.judge, self.passing.get(one), self.passing.get(other)
        if mine is None or theirs is None:
            return False
        made = fitted(mine, theirs, judge.texts)
        grafted = self._grafted(made, theirs, tables_of(judge.rules[other]))
        cases = [case for case, _ in self.stock.cases(other, "pass")[:_MOST_CASES]]
        for sample in (made, grafted, emptied(mine), emptied(made)):
            if sample is None:
                continue
            beside = sample if sample.has_neighbours else replace(sample, beside=theirs.beside)
            more = (each for case in cases for each in with_case(sample, case))
            if any(_both_pass(judge, each, one, other) for each in (beside, *more)):
                return True
        return False

    def _grafted(self, onto: Sample, of: Sample, tables: Sequence[str]) -> Sample | None:
        """Return a report with some tables of another in place of its own, in their own format."""
        facts = facts_of(of.report, self.stock.pack)
        there = [] if facts is None else [one for one in tables if one in facts.report.tables]
        if facts is None or not there:
            return None
        formats = {one: table_format(facts, one) for one in there}
        report = {
            **onto.report,
            "formats": {**onto.report.get("formats", {}), **formats},
            "tables": {**onto.report.get("tables", {}), **{one: of.report["tables"][one] for one in there}},
        }
        return replace(onto, report=report, beside=onto.beside if onto.has_neighbours else of.beside)


def _both_pass(judge: Judge, sample: Sample, one: str, other: str) -> bool:
    told = judge.told(sample, (one, other))
    return told is not None and {one, other} <= told.passing
