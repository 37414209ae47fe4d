"""What is not linear is broken by small numbers that a cell can hold, while every other rule still holds."""

from __future__ import annotations

import pytest

from analysis.small_packs import analysed, files_of, rule
from gouji import api
from gouji.generation.chance import Seeded
from gouji.generation.conformant import conformant
from gouji.generation.ground import Ground, NoSkeletonError
from gouji.generation.violating import Violations

ONE = "cases[received, person]"
TOTAL = "cases[received, total]"
CLOSED = "cases[closed, person]"


@pytest.mark.parametrize(
    ("check", "person", "total", "closed"),
    [
        (f"  check {CLOSED} / {ONE} ≤ 1", 1, 5, 2),
        (f"  check {ONE} / {TOTAL} ≥ 50 %", 0, 5, 2),
        (f"  check ({ONE} / 1 件) * {CLOSED} ≤ 4 件", 3, 3, 2),
        (f"  when {TOTAL} > 0\n  check round({ONE} / {TOTAL} * 100, 1) ≤ 80", 1, 1, 0),
        (f"  check max({ONE}, {CLOSED}) ≤ 9 件", 0, 0, 10),
    ],
)  # fmt: skip
def test_a_ratio_a_product_or_a_rounding_is_broken_alone_by_whole_numbers(
    check: str, person: int, total: int, closed: int
) -> None:
    files = files_of(rule("one", check), {})
    recipe = Violations(Ground(api.load_pack(files.pack), files.cases, files.bases)).recipes("more.one")[0]
    tables = recipe.plain["tables"]["cases"]
    assert recipe.others == frozenset()
    assert (tables["received"]["person"], tables["received"]["total"], tables["closed"]["person"]) == (
        person,
        total,
        closed,
    )


def test_a_ratio_that_fails_alone_is_not_said_to_be_implied() -> None:
    analysis = analysed(rule("one", f"  check {CLOSED} / {ONE} ≤ 1"))
    assert not any("more.one" in one.rules for one in analysis.remarks)
    assert not any("more.one" in one.rules for one in analysis.undecided)


def test_a_pack_of_which_no_report_passes_is_told_of_in_words() -> None:
    files = files_of(rule("one", f"  check {TOTAL} = 1") + rule("two", f"  check {TOTAL} = 2"), {})
    with pytest.raises(NoSkeletonError, match="no base report of the pack `sample`"):
        Ground(api.load_pack(files.pack), files.cases, files.bases)


def test_a_change_that_breaks_a_ratio_keeps_no_other_from_being_made() -> None:
    files = files_of(rule("one", f"  check {ONE} / {TOTAL} = 60 %"), {})
    ground = Ground(api.load_pack(files.pack), files.cases, files.bases)
    made = [conformant(ground, Seeded(seed)).report["tables"]["cases"] for seed in range(40)]
    assert all(5 * one["received"]["person"] == 3 * one["received"]["total"] > 0 for one in made)
    assert len({str(one["closed"]) for one in made}) > 20
