"""What the rules demand of numbers is read off the rules themselves, for the texts and the format of a report."""

from __future__ import annotations

import copy
from collections import Counter
from pathlib import Path
from typing import Any

from gouji.facts.cells import cell, with_open_cells
from gouji.generation.ground import Ground
from gouji.generation.reports import facts_of
from gouji.generation.skeletons import needs_neighbour, skeleton
from gouji.testing.packs import violations

HARBOUR = Path(__file__).parent / "harbour"


def ground() -> Ground:
    """The invented pack, opened once."""
    return violations(HARBOUR).ground


def busy() -> Any:
    """The base report whose text tells of three ships."""
    return copy.deepcopy(ground().texts["busy-1935"])


def test_every_demand_of_the_long_form_is_found_and_no_conditional_one() -> None:
    found = skeleton("busy", busy(), ground().pack)
    assert found is not None
    assert Counter(one.rule for one in found.system.demands) == {
        "ships.row_total": 5,
        "ships.column_total": 4,
        "ships.told": 1,
        "dues.owed_and_paid": 2,
        "dues.light_is_half": 1,
        "dues.tide": 1,
    }


def test_in_the_short_form_there_is_a_row_less_and_nothing_is_told() -> None:
    found = ground().base("quiet-1925")
    assert found is not None
    rules = Counter(one.rule for one in found.system.demands)
    assert (rules["ships.row_total"], rules["ships.told"], rules["dues.free_rivers"]) == (4, 0, 1)


def test_the_numbers_are_the_fewest_that_the_texts_allow() -> None:
    found = skeleton("busy", busy(), ground().pack)
    assert found is not None
    assert sorted(number for number in found.numbers.values() if number) == [3, 3, 3, 3]
    kept = skeleton("busy", busy(), ground().pack, zero=False)
    assert kept is not None
    assert kept.numbers["/tables/money/depth/low"] == -2


def test_a_unit_counts_in_what_is_demanded() -> None:
    found = skeleton("busy", busy(), ground().pack)
    assert found is not None
    (half,) = (one for one in found.system.demands if one.rule == "dues.light_is_half")
    assert dict(half.terms) == {"/tables/money/light/owed": 12, "/tables/money/tonnage/owed": -6}
    assert half.room == 1


def test_a_report_that_fails_a_rule_by_its_words_is_no_skeleton() -> None:
    report = busy()
    report["sections"][2]["text"] = "Nothing. Signed by the master."
    assert skeleton("busy", report, ground().pack) is None


def test_what_is_no_report_of_the_kind_is_no_skeleton() -> None:
    assert skeleton("none", {"kind": "harbour/return", "year": "1935"}, ground().pack) is None


def test_only_what_asks_for_another_document_needs_one() -> None:
    rules = ground().pack.plan.rules.rules
    assert [one.id for one in rules if needs_neighbour(one)] == ["harbour/ships.no_more_than_last_year"]


def test_open_cells_are_filled_and_not_known_and_the_others_stay() -> None:
    report = busy()
    report["tables"]["ships"]["sail"]["small"]["near"] = None
    facts = facts_of(report, ground().pack)
    assert facts is not None
    opened = with_open_cells(facts)
    known, unknown = cell(facts, "ships", "sail.large", "home"), cell(opened, "ships", "sail.large", "home")
    assert (known.value, unknown.value, unknown.missing) == (1, None, None)
    assert cell(opened, "ships", "sail.small", "near") == cell(facts, "ships", "sail.small", "near")
