"""Coverage says of each part of a condition whether the cases saw it true and false, where it was asked at all."""

from __future__ import annotations

import pytest

from authoring.benches import cases, rule, workshop
from gouji.authoring.coverage import Coverage, coverage, share

PASS, FAIL = "{status: pass}", "{status: fail}"
TOTAL = "/tables/cases/received/total"


def covered(clauses: str, *tried: tuple[str, str]) -> Coverage:
    bench = workshop(rule(clauses), cases(*tried))
    return coverage(bench.plan.rules.rules[0], bench.plan, bench.book.cases, bench.vocabulary)


def seen(found: Coverage) -> dict[str, str]:
    return {f"{one.place} {one.words}": "T" * one.true + "F" * one.false for one in found.parts}


CHECK = "  check cases[received, total] ≥ 1 and cases[closed, total] ≥ 1"
LEFT, RIGHT = "check cases[received, total] ≥ 1", "check cases[closed, total] ≥ 1"
WHOLE = "check cases[received, total] ≥ 1 and cases[closed, total] ≥ 1"


def test_each_atom_and_the_whole_are_parts() -> None:
    found = covered(CHECK, ("{}", PASS), (f"{{{TOTAL}: 0}}", FAIL))
    assert seen(found) == {WHOLE: "TF", LEFT: "TF", RIGHT: "T"}
    assert (found.seen, share([found]).numerator, share([found]).denominator) == (2, 2, 3)


def test_what_is_undecided_was_seen_neither_way() -> None:
    found = covered("  check cases[received, total] ≥ 1", (f"{{{TOTAL}: null}}", "{status: not_assessable}"))
    assert seen(found) == {LEFT: ""}


def test_the_check_counts_only_where_the_guard_let_it_be_asked() -> None:
    clauses = "  when cases[closed, total] ≥ 1\n  check cases[received, total] ≥ 1"
    change = f"{{{TOTAL}: 0, /tables/cases/closed/total: 0}}"
    found = covered(clauses, (change, "{status: not_applicable}"))
    assert seen(found) == {"when cases[closed, total] ≥ 1": "F", LEFT: ""}


def test_a_lowering_counts_only_where_a_grade_was_asked_for() -> None:
    clauses = "  check cases[received, total] ≥ 1"
    text = rule(clauses).replace("grade error", 'grade error, info when year ≥ 2021 because "甲" en "a"')
    bench = workshop(text, cases(("{}", PASS), (f"{{{TOTAL}: 0}}", "{status: fail, grade: info}")))
    found = coverage(bench.plan.rules.rules[0], bench.plan, bench.book.cases, bench.vocabulary)
    assert seen(found) == {LEFT: "TF", "lowering year ≥ 2021": "T"}


def test_both_halves_of_between_are_parts_and_named_apart() -> None:
    found = covered("  check cases[received, total] between 1 and 6", ("{}", PASS), (f"{{{TOTAL}: 0}}", FAIL))
    assert seen(found) == {
        "check cases[received, total] between 1 and 6": "TF",
        LEFT: "TF",
        "check cases[received, total] ≤ 6": "T",
    }


@pytest.mark.parametrize(
    ("quantifier", "whole"), [("every", "TF"), ("some", "T")], ids=["every is false once", "some stays true"]
)
def test_a_quantifier_is_a_part_and_so_is_what_it_asks(quantifier: str, whole: str) -> None:
    words = f"{quantifier} r in cases.rows satisfies cases[r, total] ≥ 1"
    tried = (("{}", PASS), (f"{{{TOTAL}: 0}}", FAIL if quantifier == "every" else PASS))
    found = covered(f"  check {words}", *tried)
    assert seen(found) == {f"check {words}": whole, "check cases[r, total] ≥ 1": "TF"}


def test_a_blank_taken_as_zero_shows_the_check_true() -> None:
    change = "{/tables/cases/received/firm: null, /tables/cases/received/total: 3}"
    text = "  check cases[received, person] + cases[received, firm] = cases[received, total]\n  blank as zero"
    found = covered(text, (change, PASS))
    assert list(seen(found).values()) == ["T"]
