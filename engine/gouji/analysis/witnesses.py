"""Reports that show what a rule does: one on which it passes, one on which it fails, one on which it alone fails.

A rule that fails somewhere is not always true, one that passes or fails applies, one that fails alone is implied by no
others. Reports come from the pack's cases first, because they are at hand; then they are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from gouji.analysis.identities import demanded
from gouji.analysis.samples import Sample, with_case
from gouji.analysis.showing import with_solution
from gouji.analysis.stands import speaks_of_numbers, stand
from gouji.analysis.stock import Stock
from gouji.authoring.model import RARER, Neighbours, Variant
from gouji.check.core import Hop
from gouji.generation.skeletons import needs_neighbour
from gouji.record import Record, replace
from gouji.source import Span

_MOST_CASES: Final = 8
_MOST_COMPANIONS: Final = 6
_NOWHERE: Final = Span(0, 0)


class Witness(Record, frozen=True):
    """What was found of a rule; `companions` fail wherever it was seen to fail, in `failing` as few as could be.

    `alone` is a report on which no other rule fails.
    """

    rule: str
    passing: Sample | None = None
    failing: Sample | None = None
    alone: Sample | None = None
    companions: frozenset[str] = frozenset()

    @property
    def applies(self) -> bool:
        """Whether it was seen to pass or fail."""
        return self.passing is not None or self.failing is not None


def witness(rule: str, stock: Stock, passing: Sample | None, failing: Sample | None) -> Witness:
    """Return what can be found of a rule; on `passing` it is known to pass, on `failing` to fail."""
    found = _seen(Witness(rule), [] if failing is None else [failing], stock)
    found = _failing(found, stock) if found.alone is None else found
    found = replace(found, passing=passing or _passing(rule, stock))
    if found.failing is None or found.passing is None:
        found = _beside_others(found, stock)
    return found


def _passing(rule: str, stock: Stock) -> Sample | None:
    cases = (sample for _, sample in stock.cases(rule, "pass"))
    for sample in chain(cases, stock.made_to_pass(rule), _in_other_years(rule, stock)):
        told = stock.judge.told(sample, (rule,))
        if told is not None and rule in told.passing:
            return sample
    return None


def _beside_others(found: Witness, stock: Stock) -> Witness:
    """Return a witness after trying reports beside base reports in every role, for a rule that asks for another one."""
    if not needs_neighbour(stock.judge.rules[found.rule]):
        return found
    for own in stock.conformant():
        for name in stock.texts:
            other = Variant(name, (), _NOWHERE)
            rarer: tuple[tuple[Hop, Variant], ...] = tuple((role, other) for role in RARER)
            sample = replace(own, beside=Neighbours(other, other, (replace(other, prior=other),), True, rarer))
            told = stock.judge.told(sample, (found.rule,))
            if told is not None and found.rule in told.passing and found.passing is None:
                found = replace(found, passing=sample)
            if told is not None and found.rule in told.failing and found.failing is None:
                others = frozenset(stock.judge.failing(sample) or ()) - {found.rule}
                found = replace(found, failing=sample, companions=others, alone=None if others else sample)
    return found


# ── failing, with as few others as can be ───────────────────────────────────


def _failing(found: Witness, stock: Stock) -> Witness:
    """Return a witness of failing: by the rule's cases, these mended, and only then by reports that are made."""
    cases = [sample for _, sample in stock.cases(found.rule, "fail")]
    found = _seen(found, cases[:_MOST_CASES], stock)
    if found.alone is None:
        found = _seen(found, _otherwise(found, cases[_MOST_CASES:], stock), stock)
    if found.failing is None:
        found = _seen(found, _by_numbers(found.rule, stock, stock.bases), stock)
    if found.failing is None:
        found = _seen(found, _by_numbers(found.rule, stock, _in_other_years(found.rule, stock), alone=True), stock)
    if found.alone is None and found.failing is not None:
        found = _mended(found, stock)
    if found.alone is None:
        found = _seen(found, _in_other_years(found.rule, stock), stock)
    if found.alone is None and stock.violations is not None:
        stock.judge.alive()
        made = [Sample(one.skeleton.name, one.plain) for one in stock.violations.recipes(found.rule)]
        found = _seen(found, made, stock)
        if found.alone is None and made:
            found = _mended(found, stock)
    return found


def _otherwise(found: Witness, samples: Iterable[Sample], stock: Stock) -> Iterator[Sample]:
    """Give the samples on which a rule fails and not all of those do that so far always failed with it."""
    companions = found.companions
    for sample in samples:
        told = stock.judge.told(sample, (found.rule, *sorted(companions)))
        if told is not None and found.rule in told.failing and not companions <= told.failing.keys():
            companions &= told.failing.keys()
            yield sample


def _by_numbers(rule: str, stock: Stock, bases: Iterable[Sample], *, alone: bool = False) -> Iterator[Sample]:
    """Give reports with numbers that break a rule which speaks of nothing else; `alone` keeps what others demand."""
    rules = stock.judge.rules
    for base in bases if speaks_of_numbers(rules[rule]) else ():
        stock.judge.alive()
        found = stand(base, stock.pack, rules if alone else {rule: rules[rule]})
        if found is None:
            continue
        kept = [one.demand for one in demanded(found) if one.rule != rule]
        for one in [one for one in found.asked if one.rule == rule][:_MOST_CASES]:
            for way in (one.broken() or ())[:_MOST_CASES]:
                sample = with_solution(found, (*kept, *way), stock.judge)
                if sample is not None:
                    yield sample


def _in_other_years(rule: str, stock: Stock) -> Iterator[Sample]:
    """Give the base reports as if of the first or last year in which a rule is in effect."""
    effective = stock.judge.rules[rule].effective
    years = () if effective is None else (effective.first, effective.last)
    for base in stock.bases:
        for year in years:
            if year is not None and base.report.get("year") != year:
                yield replace(base, report={**base.report, "year": year})


def _seen(found: Witness, samples: Iterable[Sample], stock: Stock) -> Witness:
    """Return a witness after judging samples; it keeps the one on which the fewest rules fail."""
    fewest = None if found.failing is None else len(stock.judge.failing(found.failing) or ())
    for sample in samples:
        failing = stock.judge.failing(sample)
        if failing is None or found.rule not in failing:
            continue
        others = frozenset(failing) - {found.rule}
        if not others:
            return replace(found, failing=sample, alone=sample, companions=others)
        common = others if found.failing is None else found.companions & others
        if fewest is None or len(failing) < fewest:
            found, fewest = replace(found, failing=sample), len(failing)
        found = replace(found, companions=common)
    return found


def _mended(found: Witness, stock: Stock) -> Witness:
    """Return a witness after trying to mend what fails besides, by what passing cases of those rules say."""
    if found.failing is None:
        return found
    sample = found.failing
    failing = frozenset(stock.judge.failing(sample) or ())
    for rule in sorted(failing - {found.rule})[:_MOST_COMPANIONS]:
        for made, after in _without(rule, found.rule, sample, stock):
            # Where fewer fail, the search goes on; where others fail instead, this one is at least no companion.
            found = replace(found, companions=found.companions & after)
            if len(after) < len(failing):
                sample, failing = made, after
                break
    if failing == {found.rule}:
        return replace(found, failing=sample, alone=sample, companions=frozenset())
    return replace(found, failing=sample)


def _without(rule: str, kept: str, sample: Sample, stock: Stock) -> Iterator[tuple[Sample, frozenset[str]]]:
    """Give samples on which a rule fails no more and another still does, with all that fail."""
    for case, _ in stock.cases(rule, "pass")[:_MOST_CASES]:
        for made in with_case(sample, case):
            # Two rules are soon asked; all of them only when these two say what is wanted.
            told = stock.judge.told(made, (kept, rule))
            if told is not None and kept in told.failing and rule not in told.failing:
                yield made, frozenset(stock.judge.failing(made) or ())
