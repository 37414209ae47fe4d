"""Reports that show what a rule does: one on which it passes, one on which it fails, one on which it alone fails.

A rule that fails somewhere is not always true, one that passes or fails applies, one that fails alone is implied by no
others. Reports come from the pack's cases first, because they are at hand; then they are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gouji.analysis.samples import Judge, Sample, with_case
from gouji.analysis.stock import Stock
from gouji.record import Record, replace

_MOST_CASES = 8
_MOST_COMPANIONS = 6


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


def witness(rule: str, stock: Stock, on_bases: Mapping[str, Sample]) -> Witness:
    """Return what can be found of a rule; `on_bases` are base reports by the rules that pass on them."""
    failing = _failing(Witness(rule), stock)
    return replace(failing, passing=on_bases.get(rule) or _passing(rule, stock))


def passing_on_bases(stock: Stock) -> dict[str, Sample]:
    """Return for each rule that passes on a base report the first such report."""
    found: dict[str, Sample] = {}
    for sample in stock.bases:
        told = stock.judge.told(sample)
        for rule in () if told is None else sorted(told.passing):
            found.setdefault(rule, sample)
    return found


def _passing(rule: str, stock: Stock) -> Sample | None:
    for _, sample in stock.cases(rule, "pass"):
        told = stock.judge.told(sample, (rule,))
        if told is not None and rule in told.passing:
            return sample
    return None


def _failing(found: Witness, stock: Stock) -> Witness:
    fewest: frozenset[str] | None = None
    for sample in _tried(found.rule, stock):
        failing = stock.judge.failing(sample)
        if failing is None or found.rule not in failing:
            continue
        others = frozenset(failing) - {found.rule}
        if not others:
            return replace(found, failing=sample, alone=sample, companions=others)
        common = others if found.failing is None else found.companions & others
        if fewest is None or len(others) < len(fewest):
            found, fewest = replace(found, failing=sample), others
        found = replace(found, companions=common)
    return _mended(found, stock)


def _tried(rule: str, stock: Stock) -> Iterator[Sample]:
    for _, sample in stock.cases(rule, "fail")[:_MOST_CASES]:
        yield sample
    if stock.violations is not None:
        stock.judge.alive()
        for recipe in stock.violations.recipes(rule):
            yield Sample(recipe.skeleton.name, recipe.plain)


def _mended(found: Witness, stock: Stock) -> Witness:
    """Return a witness after trying to mend what fails besides, by what passing cases of those rules say."""
    if found.failing is None or not found.companions:
        return found
    sample = found.failing
    failing = frozenset(stock.judge.failing(sample) or ())
    companions = found.companions & failing
    for rule in sorted(failing - {found.rule})[:_MOST_COMPANIONS]:
        for case, _ in stock.cases(rule, "pass")[:_MOST_CASES]:
            made = with_case(sample, case)
            after = None if made is None else stock.judge.failing(made)
            if made is None or after is None or found.rule not in after or not after.keys() < failing:
                continue
            sample, failing = made, frozenset(after)
            companions &= failing
            break
    alone = sample if failing == {found.rule} else None
    return replace(found, failing=sample, alone=alone, companions=companions)


def seen_failing(rule: str, sample: Sample, judge: Judge) -> tuple[str, ...]:
    """Return the rules that fail on a sample, the one spoken of first."""
    failing = judge.failing(sample) or {}
    return (*((rule,) if rule in failing else ()), *sorted(set(failing) - {rule}))
