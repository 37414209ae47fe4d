"""A case fails when an answer is not as a person expected it, and what differs is said."""

from __future__ import annotations

import pytest

from authoring.benches import cases, rule, workshop
from gouji.authoring.trial import try_cases

RULES = rule("  for r in cases.rows\n  check cases[r, person] + cases[r, firm] = cases[r, total]")
WRONG: tuple[tuple[str, str, str], ...] = (
    ("{}", "{instance: r=received, status: fail}", "r=received  status  expected fail, found pass"),
    ("{}", "{instance: r=received, grade: warning}", "r=received  grade  expected warning, found error"),
    ("{}", "{instance: r=sent, status: pass}", "no instance `r=sent`, found: r=closed, r=received"),
    ("{}", "{status: pass}", "expected one instance, found 2: r=closed, r=received"),
    (
        "{/tables/cases/received/total: 9}",
        "{instance: r=received, status: fail, left: '6'}",
        "r=received  left  expected 6, found 5",
    ),
    (
        "{/tables/cases/received/total: 9}",
        "{instance: r=received, difference: '4', values: {/tables/cases/received/firm: '1'}}",
        "r=received  /tables/cases/received/firm  expected 1, found 2",
    ),
    (
        "{/tables/cases/received/total: 9}",
        "{instance: r=received, pointers: [/tables/cases/closed/firm]}",
        "r=received  the evidence lacks /tables/cases/closed/firm",
    ),
    (
        "{/tables/cases: {absent: true}}",
        "{instance: r=received, reason: cell_blank}",
        "r=received  reason  expected cell_blank, found table_absent",
    ),
)


@pytest.mark.parametrize(("change", "expected", "said"), WRONG, ids=[said for _, _, said in WRONG])
def test_what_differs_is_said(change: str, expected: str, said: str) -> None:
    bench = workshop(RULES, cases((change, expected)))
    (tried,) = try_cases(bench.book.cases, bench.plan, bench.vocabulary)
    assert said in [one.en for one in tried.wrong]


def test_only_and_counts_ask_for_all_instances() -> None:
    text = (
        "- rule: totals.r\n  cases:\n"
        "    - {name: a, base: clean, only: true, expect: [{instance: r=received, status: pass}]}\n"
        "    - {name: b, base: clean, expect_counts: {pass: 1}}\n"
        "    - {name: c, base: clean, expect_counts: {pass: 2, fail: 0}}\n"
    )
    bench = workshop(RULES, text)
    tried = try_cases(bench.book.cases, bench.plan, bench.vocabulary)
    assert [[one.en for one in each.wrong] for each in tried] == [
        ["expected no other instance, found: r=closed, r=received"],
        ["expected pass 1, found pass 2"],
        [],
    ]


def test_each_asks_every_instance() -> None:
    text = (
        "- rule: totals.r\n  cases:\n"
        "    - {name: a, base: clean, expect_counts: {pass: 2}, each: {status: pass}}\n"
        "    - {name: b, base: clean, expect_counts: {pass: 2}, each: {grade: info}}\n"
    )
    bench = workshop(RULES, text)
    tried = try_cases(bench.book.cases, bench.plan, bench.vocabulary)
    assert [[one.en for one in each.wrong] for each in tried] == [
        [],
        ["r=received  grade  expected info, found error", "r=closed  grade  expected info, found error"],
    ]


def test_neighbours_of_a_case_are_given_to_its_rule() -> None:
    rules = rule("  check cases[received, total] = prior.cases[received, total]")
    text = (
        "- rule: totals.r\n  cases:\n"
        "    - {name: a, base: clean, expect: [{status: not_assessable, reason: no_peer_document}]}\n"
        "    - {name: b, base: clean, prior: {base: clean}, expect: [{status: pass}]}\n"
        "    - name: c\n      base: clean\n"
        "      prior: {base: clean, change: {/tables/cases/received/total: 4}}\n"
        "      expect: [{status: fail, left: '5', right: '4'}]\n"
    )
    bench = workshop(rules, text)
    assert [one.wrong for one in try_cases(bench.book.cases, bench.plan, bench.vocabulary)] == [(), (), ()]
