"""Mutants that are declared to mean what their rule means: every report of a small domain shows it, or it is told."""

from __future__ import annotations

import pytest

from authoring.benches import cases, files, rule
from gouji.authoring.mutation import Score, Trial
from gouji.authoring.workshop import Files, Workshop, items, open_workshop
from gouji.diagnostics import RulesRejectedError
from gouji.record import replace

TOTAL = "/tables/cases/received/total"
RULE = rule("  when cases[received, total] ≤ 9\n  check cases[received, total] = 9")
"""Behind the guard no total is above 9, so that `≥` and `=` are one."""
CASES = cases((f"{{{TOTAL}: 9}}", "{status: pass, grade: error}"), (f"{{{TOTAL}: 8}}", "{status: fail}"),
              (f"{{{TOTAL}: 10}}", "{status: not_applicable}"))  # fmt: skip
SAME = '{before: "check cases[received, total] = 9", after: "check cases[received, total] ≥ 9"}'
OTHER = '{before: "check cases[received, total] = 9", after: "check cases[received, total] ≤ 9"}'


def with_declared(text: str) -> Files:
    made = files(RULE, CASES)
    more = {"cases/equivalent.yaml": text.encode()} if text else {}
    return replace(made, cases={**made.cases, **more})


def declared(mutants: str, values: str = "[null, 7, 8, 9, 10]", item: str = "totals.r") -> str:
    return (
        f"- item: {item}\n  because: the guard bounds the total\n  mutants: [{mutants}]\n  base: clean\n"
        f"  over: {{{TOTAL}: {values}}}\n"
    )


def opened(text: str) -> Workshop:
    bench = open_workshop(with_declared(text))
    assert bench.book.complaints == ()
    return bench


def score(bench: Workshop) -> Score:
    return Trial(bench).score("totals.r", dict(items(bench))["totals.r"])


def test_a_declared_mutant_that_answers_its_domain_alike_is_no_survivor() -> None:
    before, after = score(opened("")), score(opened(declared(SAME)))
    assert [one.after for one in before.survivors] == ["check cases[received, total] ≥ 9"]
    assert after.survivors == ()
    assert [(one.survivor.after, one.because, one.reports) for one in after.shown] == [
        ("check cases[received, total] ≥ 9", "the guard bounds the total", 5)
    ]
    assert after.stale == ()
    assert after.tried == before.tried - 1


def test_a_mutant_that_a_case_notices_is_declared_in_vain() -> None:
    assert [(one.after, one.told) for one in score(opened(declared(OTHER))).stale] == [
        ("check cases[received, total] ≤ 9", False)
    ]


def test_a_mutant_that_a_report_of_its_domain_tells_stays_a_survivor() -> None:
    few = replace(with_declared(declared(OTHER)), cases={"cases/totals.yaml": cases(
        (f"{{{TOTAL}: 9}}", "{status: pass, grade: error}"), (f"{{{TOTAL}: 10}}", "{status: not_applicable}")
    ).encode(), "cases/equivalent.yaml": declared(OTHER).encode()})  # fmt: skip
    found = score(open_workshop(few))
    assert "check cases[received, total] ≤ 9" in [one.after for one in found.survivors]
    assert [(one.after, one.told) for one in found.stale] == [("check cases[received, total] ≤ 9", True)]


def test_a_domain_of_no_report_is_refused() -> None:
    with pytest.raises(RulesRejectedError) as refused:
        score(opened(declared(SAME, "[[]]")))
    assert [one.code for one in refused.value.diagnostics] == ["C108"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("C111", declared(SAME, item="totals.none")),
        ("C112", declared(SAME, f"[{', '.join(map(str, range(2001)))}]")),
    ],
)
def test_what_is_wrong_with_a_declaration_is_said(code: str, text: str) -> None:
    assert [one.code for one in open_workshop(with_declared(text)).book.complaints] == [code]


def test_a_domain_goes_through_neighbours_given_and_missing() -> None:
    text = (
        "- item: totals.r\n  because: x\n  mutants: [{before: a}]\n  base: clean\n"
        f"  prior: {{base: clean}}\n  without: [prior]\n  over: {{{TOTAL}: [1, 2], prior{TOTAL}: [3, 4, 5]}}\n"
    )
    (one,) = opened(text).declared
    assert len(one.domain) == 12
    assert sum(case.neighbours.prior is None for case in one.domain) == 6
    assert {change.value for case in one.domain for change in case.report.changes} == {1, 2}
