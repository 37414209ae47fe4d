"""Mutants are small slips of an author; cases kill those that they notice, and each survivor is shown as a diff."""

from __future__ import annotations

import pytest

from authoring.benches import cases, rule, workshop
from gouji.authoring.mutants import mutants_of_pattern, mutants_of_rule
from gouji.authoring.mutation import Score, Survivor, Trial, share
from gouji.authoring.regexes import without_a_piece
from gouji.authoring.workshop import items
from gouji.source import Source
from gouji.syntax.nodes import PatternItem, RuleItem
from gouji.syntax.printer import show_item
from gouji.syntax.reader import read

PASS, FAIL = "{status: pass}", "{status: fail}"
TOTAL = "/tables/cases/received/total"


def mutated(clauses: str) -> set[str]:
    """The clauses of a rule's mutants that differ from the rule's own, without what surrounds them."""
    bench = workshop(rule(clauses), cases(("{}", "{grade: error}")))
    item = next(one for _, one in items(bench) if isinstance(one, RuleItem))
    own = [" ".join(line.split()) for line in show_item(item).splitlines()]
    changed = set()
    for mutant in mutants_of_rule(item, bench.vocabulary):
        lines = [" ".join(line.split()) for line in show_item(mutant).splitlines()]
        changed.add(" ".join(one for one in lines if one not in own) or "left out")
    return changed


SLIPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "another comparator",
        "  check cases[received, total] ≤ 1",
        ("check cases[received, total] < 1", "check cases[received, total] = 1"),
    ),
    (
        "a term dropped",
        "  check cases[received, person] + cases[received, firm] = 1",
        ("check cases[received, person] = 1", "check cases[received, firm] = 1"),
    ),
    (
        "a row or column for its neighbour",
        "  check cases[received, person] ≥ 1",
        ("check cases[closed, person] ≥ 1", "check cases[received, firm] ≥ 1"),
    ),
    (
        "a column left out",
        "  check sum(cases[received, *]) ≥ 1",
        tuple(f"check sum(cases[received, * except {one}]) ≥ 1" for one in ("person", "firm", "total")),
    ),
    (
        "a row left out of what is gone through",
        "  for r in cases.rows\n  check cases[r, total] ≥ 1",
        ("for r in cases.rows except received", "for r in cases.rows except closed"),
    ),
    (
        "a guard removed",
        "  when year ≥ 2020\n  check cases[received, total] ≥ 1",
        ("left out", "when year > 2020", "when year ≥ 2021"),
    ),
    (
        "and for or, an operand dropped",
        "  check year ≥ 1 and year ≤ 9",
        ("check year ≥ 1 or year ≤ 9", "check year ≥ 1", "check year ≤ 9"),
    ),
    (
        "a tolerance widened and taken away",
        '  check cases[received, total] = 5 within 1 because "甲" en "a"',
        (
            'check cases[received, total] = 5 within 1 + 1 because "甲" en "a"',
            "check cases[received, total] = 5",
        ),
    ),
    (
        "some for every, a condition dropped",
        "  check every r in cases.rows where year ≥ 1 satisfies cases[r, total] ≥ 1",
        (
            "check some r in cases.rows where year ≥ 1 satisfies cases[r, total] ≥ 1",
            "check every r in cases.rows satisfies cases[r, total] ≥ 1",
        ),
    ),
    (
        "the years moved",
        "  effective 2021 ..\n  check year ≥ 1",
        ("effective 2020 ..", "effective 2022 ..", "left out"),
    ),
    (
        "not dropped, a state turned",
        "  check not (cases[received, total] is blank)",
        ("check cases[received, total] is blank", "check not (cases[received, total] is not blank)"),
    ),
    ("another grade", "  check year ≥ 1", ("grade warning",)),
)


@pytest.mark.parametrize(("slip", "clauses", "expected"), SLIPS, ids=[slip for slip, _, _ in SLIPS])
def test_the_slips_of_an_author_are_made(slip: str, clauses: str, expected: tuple[str, ...]) -> None:
    assert slip
    assert set(expected) <= mutated(clauses)


def test_a_pattern_loses_an_alternative_an_option_a_sign_or_a_context() -> None:
    (item,) = read(Source("x.rules", "pattern p = /甲|乙丙?[丁戊](?:a|b)/ not before /c|d/")).items
    assert isinstance(item, PatternItem)
    assert {show_item(one).removeprefix("pattern p = ") for one in mutants_of_pattern(item)} == {
        "/乙丙?[丁戊](?:a|b)/ not before /c|d/",
        "/甲/ not before /c|d/",
        "/甲|乙[丁戊](?:a|b)/ not before /c|d/",
        "/甲|乙丙[丁戊](?:a|b)/ not before /c|d/",
        "/甲|乙丙?[戊](?:a|b)/ not before /c|d/",
        "/甲|乙丙?[丁](?:a|b)/ not before /c|d/",
        "/甲|乙丙?[丁戊](?:b)/ not before /c|d/",
        "/甲|乙丙?[丁戊](?:a)/ not before /c|d/",
        "/甲|乙丙?[丁戊](?:a|b)/",
        "/甲|乙丙?[丁戊](?:a|b)/ not before /d/",
        "/甲|乙丙?[丁戊](?:a|b)/ not before /c/",
    }


@pytest.mark.parametrize(
    "text", ["(", "[", "a|", "\\", "{x", "a{2", "(?:", "[^", "a)|b", "[]a]", "{n: count}?|x", "??"]
)
def test_no_text_stops_the_walk_through_a_pattern(text: str) -> None:
    found = list(without_a_piece(text))
    assert text not in found
    assert len(found) == len(set(found)) < 10


def score(clauses: str, *tried: tuple[str, str]) -> Score:
    bench = workshop(rule(clauses), cases(*tried))
    return Trial(bench).score("totals.r", dict(items(bench))["totals.r"])


def test_a_survivor_is_shown_as_a_diff() -> None:
    found = score("  check cases[received, total] ≤ 9", ("{}", "{status: pass, grade: error}"))
    assert Survivor("check cases[received, total] ≤ 9", "check cases[received, total] < 9") in found.survivors
    assert found.killed + len(found.survivors) == found.tried
    assert found.survivors


def test_cases_at_the_edge_kill_what_cases_far_from_it_let_live() -> None:
    edge = score(
        "  check cases[received, total] ≤ 9",
        (f"{{{TOTAL}: 9, /tables/cases/closed/total: 10, /tables/cases/received/person: 10}}", PASS),
        (f"{{{TOTAL}: 10, /tables/cases/closed/total: 1}}", "{status: fail, grade: error}"),
        (f"{{{TOTAL}: 0}}", PASS),
    )
    assert edge.survivors == ()
    assert share([edge]) == 1


def test_what_the_checker_refuses_is_no_mutant() -> None:
    found = score("  check cases[received, total] = cases[closed, total] + 1", ("{}", PASS))
    assert found.refused == 0
    dates = score('  check title = "甲"', ("{}", FAIL))
    assert dates.refused >= 2, "texts do not compare by order"


def test_time_that_ran_out_is_told() -> None:
    bench = workshop(rule("  check cases[received, total] ≤ 9"), cases(("{}", PASS)))
    found = Trial(bench).score("totals.r", dict(items(bench))["totals.r"], lambda: True)
    assert (found.tried, found.untried > 0) == (0, True)


def test_a_let_and_a_pattern_are_tried_on_the_cases_of_the_rules_that_use_them() -> None:
    text = (
        "let singles = cases.columns except total\npattern p = /甲|乙/\n"
        + rule("  check sum(cases[received, singles]) = cases[received, total]")
        + rule("  check first p in document exists", "s")
    )
    tried = cases(("{}", "{status: pass}")) + (
        "- rule: totals.s\n  cases:\n    - {name: a, base: clean, change: {/preamble: 甲}, expect: [{status: pass}]}\n"
    )
    bench = workshop(text, tried)
    trial = Trial(bench)
    scores = {name: trial.score(name, item) for name, item in items(bench)}
    assert scores["totals.rules: singles"].survivors == ()
    assert [one.after for one in scores["totals.rules: p"].survivors] == ["pattern p = /甲/"]


@pytest.mark.parametrize(
    ("clauses", "equivalent"),
    [
        ("  check every r in cases.rows satisfies r ≠ closed", 1),
        ("  check some r in cases.rows satisfies r = closed", 1),
        ("  check doubled_words(document) = 0", 1),
        ("  check cases[received, total] = 0", 0),
        ("  check every r in cases.rows satisfies cases[r, total] ≥ 1", 0),
    ],
)
def test_what_surely_means_the_same_is_counted_apart(clauses: str, equivalent: int) -> None:
    assert score(clauses, ("{}", PASS)).equivalent == equivalent
