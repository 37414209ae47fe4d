"""A mutant of a pattern is tried only on cases that can tell it, and what becomes of it is what all cases say."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from authoring.benches import rule, workshop
from gouji.authoring.model import Ready
from gouji.authoring.mutation import Trial
from gouji.authoring.touched import Touched
from gouji.authoring.trial import try_cases
from gouji.authoring.workshop import Workshop, items
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.ready import ready_pattern
from gouji.record import replace

PATTERNS = "pattern p = /甲|乙|丙|丁/\npattern q = /[甲乙丙丁]方?文/\n"
PLACES = {
    "the document": ("first p in document exists", "/preamble: TEXT"),
    "the title": ("first p in title exists", "/title: TEXT"),
    "the name of the agency": ("first p in agency.name exists", "/agency: {name: TEXT}"),
    "a constant text": ('first p in "乙" exists', "/preamble: TEXT"),
    "a match": ("every m in matches of q in document satisfies first p in m.text exists", "/preamble: TEXT"),
    "the sentence of a match": (
        "some m in matches of q in document satisfies first p in m.sentence exists",
        "/preamble: TEXT",
    ),
    "a match of a match": (
        "some m in matches of q in document satisfies first p in (first q in m.text).text exists",
        "/preamble: TEXT",
    ),
    "its own match": ("some m in matches of p in document satisfies first p in m.text exists", "/preamble: TEXT"),
    "how many matches there are": ('some m in matches of p in document satisfies m.text = "丙"', "/preamble: TEXT"),
}


def bench_of(check: str, change: str) -> Workshop:
    """A pack whose rule answers each of its cases as they expect."""
    texts = ("甲文，又乙文。丙方文。", "乙文。", "丙。丙方文", "无。")
    listed = "".join(
        f"    - {{name: {status} {text}, base: clean, change: {{{changed}}}, expect: [{{status: {status}}}]}}\n"
        for text, changed in ((text, change.replace("TEXT", text)) for text in texts)
        for status in ("pass", "fail")
    )
    bench = workshop(PATTERNS + rule(f"  check {check}"), f"- rule: totals.r\n  cases:\n{listed}")
    good = tuple(one for one in bench.book.cases if not try_cases((one,), bench.plan, bench.vocabulary)[0].wrong)
    return replace(bench, book=replace(bench.book, cases=good))


@pytest.mark.parametrize(("check", "change"), PLACES.values(), ids=PLACES.keys())
def test_wherever_a_pattern_is_looked_for_its_mutants_fare_as_on_all_cases(
    check: str, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = bench_of(check, change)
    pattern = dict(items(bench))["totals.rules: p"]
    found = Trial(bench).score("totals.rules: p", pattern)

    def every(_: Touched, __: CompiledPattern, ___: CompiledPattern, cases: Iterable[Ready]) -> Iterable[Ready]:
        return cases

    monkeypatch.setattr(Touched, "by", every)
    assert Trial(bench).score("totals.rules: p", pattern) == found
    assert len(bench.book.cases) == 4
    assert (found.tried, found.killed > 0) == (4, True)


def test_a_case_in_whose_texts_both_patterns_find_the_same_is_not_tried() -> None:
    bench = bench_of("first p in document exists", "/preamble: TEXT")
    old, new = bench.plan.patterns["p"], ready_pattern("甲|乙|丙")
    assert list(Touched(bench).by(old, new, bench.book.cases)) == []
