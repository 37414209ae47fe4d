"""What rules say of each other is found, proved and shown: one pack a line."""

from __future__ import annotations

import pytest

from analysis.small_packs import analysed, files_of, rule
from gouji import api
from gouji.analysis.model import Analysis
from gouji.analysis.page import page
from gouji.authoring.begun import new_pack
from gouji.record import replace
from gouji.render.page import plain

TOTAL = "cases[received, total]"
SUM = "cases[r, person] + cases[r, firm]"
ROWS = "  for r in cases.rows"
LINE = "cases[received, firm] + cases[received, person] − cases[received, total]"


def found(analysis: Analysis, *names: str) -> list[tuple[str, tuple[str, ...]]]:
    """The remarks about some rules."""
    return [(one.kind, one.rules) for one in analysis.remarks if set(names) & set(one.rules)]


def left(analysis: Analysis, *names: str) -> list[tuple[str, tuple[str, ...]]]:
    """What stayed open about some rules."""
    return [(one.kind, one.rules) for one in analysis.undecided if set(names) & set(one.rules)]


@pytest.mark.parametrize(
    ("clauses", "kind"),
    [
        ([f"  when {TOTAL} ≥ 20 and {TOTAL} ≤ 10", f"  check {TOTAL} = 3"], "never_applicable"),
        (["  effective 2030 ..", "  when year ≤ 2029", f"  check {TOTAL} = 3"], "never_applicable"),
        (["  when not (title exists) and title exists", f"  check {TOTAL} = 3"], "never_applicable"),
        (["  when length(title) < 0", f"  check {TOTAL} = 3"], "never_applicable"),
        (["  when length(title) * 3 < 6 and length(title) ≥ 2", "  check title exists"], "never_applicable"),
        (['  when title = "甲" and title = "乙"', "  check title exists"], "never_applicable"),
        ([f"  check {TOTAL} - {TOTAL} ≤ 0"], "always_true"),
        (["  requires title", "  check length(title) ≥ 0"], "always_true"),
        ([f"  check {TOTAL} ≥ 3 or {TOTAL} < 3"], "always_true"),
        (["  check title exists or not (title exists)"], "always_true"),
        (["  when year ≥ 2021", "  check year > 2020 implies year + 1 > 2021"], "always_true"),
        ([f"  check abs({TOTAL} - 3) + 1 > 0"], "always_true"),
    ],
)  # fmt: skip
def test_a_rule_that_never_applies_or_never_fails_is_proved_so(clauses: list[str], kind: str) -> None:
    analysis = analysed(rule("one", *clauses))
    assert found(analysis, "more.one") == [(kind, ("more.one",))]
    assert left(analysis, "more.one") == []
    assert analysis.unexplained == 1


@pytest.mark.parametrize(
    "clauses",
    [
        [f"  when {TOTAL} ≥ 10 and {TOTAL} ≤ 20", f"  check {TOTAL} ≠ 15"],
        ["  effective 2030 ..", "  when year ≤ 2030", f"  check {TOTAL} = 3"],
        ['  when title ≠ "甲" and title ≠ "乙"', "  check length(title) ≥ 200"],
        [f"  check {TOTAL} ≥ 3 or {TOTAL} < 2"],
        [f"  check {TOTAL} ≥ 0"],  # nobody keeps an agency from writing −1
        [f"  check {TOTAL} multiple of 1"],  # or 0.5
        ["  check some r in cases.rows satisfies cases[r, total] ≥ 1"],
    ],
)
def test_a_rule_that_may_apply_and_fail_is_never_accused(clauses: list[str]) -> None:
    assert found(analysed(rule("one", *clauses)), "more.one") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([ROWS, f"  check {SUM} + 1 = cases[r, total]"], None),
        ([f"  check {TOTAL} + 1 = {TOTAL}"], None),
        ([ROWS, f"  check {SUM} < {SUM} or {SUM} + 1 ≤ {SUM}"], None),
        (['  check contains(title, "甲") and not contains(title, "甲")'], None),
        ([f"  check {TOTAL} ≥ 9"], [f"  check {TOTAL} ≤ 8"]),
        ([f"  check {TOTAL} > 8"], [f"  check 2 * {TOTAL} ≤ 16"]),
        ([f"  check {TOTAL} + cases[closed, total] = -1"], None),  # nothing is counted below zero
        ([f"  when {TOTAL} ≥ 5", "  check cases[closed, total] ≥ 2"], ["  check cases[closed, total] ≤ 1"]),
        (['  when title exists', '  check title = "甲"'], ['  check title = "乙"']),
    ],
)  # fmt: skip
def test_rules_that_cannot_all_hold_are_contradictory(first: list[str], second: list[str] | None) -> None:
    rules = rule("one", *first) + ("" if second is None else rule("two", *second))
    analysis = analysed(rules)
    remarks = [one for one in analysis.remarks if one.kind == "contradictory"]
    assert remarks, analysis.undecided
    assert all("more.one" in one.rules for one in remarks)
    assert second is None or any(one.rules == ("more.one", "more.two") for one in remarks)


@pytest.mark.parametrize("topic", [None, "totals"])
def test_a_sound_rule_is_not_blamed_for_one_that_never_holds(topic: str | None) -> None:
    analysis = analysed(rule("one", f"  check {TOTAL} + 1 = {TOTAL}"), topic=topic)
    assert found(analysis, "totals.row_total") == left(analysis, "totals.row_total") == []


def test_a_rule_that_forbids_what_its_conditions_describe_does_not_contradict_itself() -> None:
    assert found(analysed(rule("one", "  when length(title) ≥ 99", "  check false")), "more.one") == []


def test_a_contradiction_adds_up_and_is_shown_by_a_report_on_which_one_of_the_rules_fails() -> None:
    analysis = analysed(rule("one", ROWS, f"  check {SUM} + 1 = cases[r, total]"))
    (remark,) = analysis.remarks
    assert remark.rules == ("more.one", "totals.row_total")
    assert remark.formula == (
        f"1 × ({LINE} + 1 = 0)    more.one[r=received]",
        f"-1 × ({LINE} = 0)    totals.row_total[r=received]",
        "Σ: 1 = 0",
    )
    assert remark.shown is not None
    assert remark.shown.failing == ("more.one",)


NATURAL = rule("natural", ROWS, "  check every c in cases.columns satisfies cases[r, c] ≥ 0")


BOTH = ("more.natural", "totals.row_total")


@pytest.mark.parametrize(
    ("clauses", "others"),
    [
        ([ROWS, "  check 2 * cases[r, person] + 2 * cases[r, firm] = 2 * cases[r, total]"], BOTH[1:]),
        ([ROWS, "  check cases[r, person] ≤ cases[r, total]"], BOTH),
        ([f"  when {TOTAL} ≥ 9", "  check cases[received, firm] ≤ cases[received, total]"], BOTH),
    ],
)
def test_a_rule_that_follows_from_others_is_proved_so(clauses: list[str], others: tuple[str, ...]) -> None:
    analysis = analysed(NATURAL + rule("one", *clauses))
    assert ("implied", ("more.one", *others)) in found(analysis, "more.one"), analysis.undecided


def test_what_follows_only_while_no_cell_is_below_zero_is_not_implied_where_no_rule_says_so() -> None:
    analysis = analysed(rule("one", ROWS, "  check cases[r, person] ≤ cases[r, total]"))
    assert found(analysis, "more.one") == left(analysis, "more.one") == []


def test_a_rule_that_asks_the_same_as_one_before_is_implied_by_it() -> None:
    one = rule("one", "  check length(title) ≥ 3")
    two = rule("two", "  check length(title) ≥ 3", grade="error")
    assert found(analysed(one + two), "more.one") == [("implied", ("more.two", "more.one"))]


def test_a_rule_that_fails_only_beside_another_for_no_reason_that_is_known_is_left_open() -> None:
    one = rule("one", "  check length(title) ≥ 3")
    two = rule("two", "  check length(title) ≥ 4 or length(title) = 0")
    analysis = analysed(one + two)
    assert found(analysis, "more.one", "more.two") == []
    assert ("implied", ("more.one", "more.two")) in left(analysis, "more.one")


def test_rules_of_different_years_never_meet_and_do_not_contradict_each_other() -> None:
    one = rule("one", "  effective 2021 .. 2022", f"  check {TOTAL} ≥ 9")
    two = rule("two", "  effective 2023 ..", f"  check {TOTAL} ≤ 8")
    analysis = analysed(one + two)
    assert found(analysis, "more.one", "more.two") == []
    assert analysis.counts.apart >= 1


def test_a_rule_that_is_asked_only_where_another_fails_does_not_contradict_it() -> None:
    one = rule("one", "  when title exists", f"  check {TOTAL} = 5")
    two = rule("two", f"  when {TOTAL} ≥ 6", "  check length(title) ≥ 2")
    three = rule("three", f"  when {TOTAL} ≥ 7", "  check cases[closed, firm] ≤ 400")
    analysis = analysed(one + two + three)
    assert [one for one in analysis.remarks if one.kind == "contradictory"] == []
    assert analysis.counts.apart >= 2


def test_rules_that_need_two_forms_at_once_never_meet() -> None:
    vocabulary = new_pack("sample")["vocabulary.yaml"]
    older = '  - {id: "2019", label: {zh: 2019年格式, en: form of 2019}, first_year: 2019, last_year: 2020}\n'
    rows = '      - {id: held, printed: 上年, label: {en: held}, formats: ["2019"]}\n'
    vocabulary = vocabulary.replace("formats:\n", "formats:\n" + older).replace("    rows:\n", "    rows:\n" + rows)
    needs = rule("needs", "  check cases[held, total] ≤ 9")
    only_new = rule("only_new", "  requires cases", "  check every r in cases.rows satisfies r ≠ held")
    only_old = rule("only_old", "  requires cases", "  check some r in cases.rows satisfies r = held")
    for rules, apart in ((needs + only_new, 1), (only_old + only_new, 1), (needs + only_old, 0)):
        analysis = analysed(rules, {"vocabulary.yaml": vocabulary})
        assert analysis.counts.apart == apart
        assert [one for one in analysis.remarks if one.kind == "contradictory"] == []


def test_with_a_topic_only_its_rules_are_asked_about_and_no_map_is_drawn() -> None:
    analysis = analysed(rule("one", f"  check {TOTAL} - {TOTAL} ≤ 0"), topic="totals")
    assert (analysis.remarks, analysis.maps, analysis.counts.rules) == ((), None, 1)


def test_a_pair_that_is_proved_to_contradict_itself_is_not_counted_among_the_undecided() -> None:
    counts = analysed(rule("one", f"  check {TOTAL} ≥ 9") + rule("two", f"  check {TOTAL} ≤ 8")).counts
    assert (counts.pairs, counts.torn, counts.open) == (
        3,
        1,
        1,
    )  # no report is made where two rules contradict each other


def test_a_rule_of_years_before_every_form_applies_to_the_reports_of_its_years() -> None:
    analysis = analysed(rule("one", "  effective 1990 .. 2000", f"  check {TOTAL} ≤ 5"))
    assert found(analysis, "more.one") == left(analysis, "more.one") == []


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ([f"{TOTAL} ≤ 2", f"{TOTAL} ≥ 5"], "/tables/cases/received/total  0 → 5"),
        ([f"{TOTAL} ≥ 9", f"{TOTAL} ≤ 8"], "the report of zeros (cases 2021), as it is"),
    ],
)
def test_a_report_that_shows_a_contradiction_is_told_with_its_numbers(checks: list[str], said: str) -> None:
    analysis = analysed("".join(rule(f"r{rank}", f"  check {one}") for rank, one in enumerate(checks)))
    (remark,) = (one for one in analysis.remarks if one.kind == "contradictory")
    assert said in plain(
        page(replace(analysis, remarks=(remark,)), api.load_pack(files_of("", {}).pack).vocabulary, "en")
    )
