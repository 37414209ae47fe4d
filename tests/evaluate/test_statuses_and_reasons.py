"""Every status and every reason of the reference, each by one small rule and one small report."""

from __future__ import annotations

import pytest

from evaluate.small_rules import answer, facts, judged, only, planned_rule
from gouji.evaluate.evaluate import evaluate
from gouji.facts.model import Documents
from gouji.patterns.fold import Folded
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.scan import Match, scan
from gouji.report.model import Report
from small_world import Cells, report, section

NEW: Cells = {
    "received": {"person": 3, "firm": 2, "total": 5},
    "carried_in": {"person": 1, "firm": 0, "total": 1},
    "closed.granted": {"person": 3, "firm": 2, "total": 5},
    "closed.total": {"person": 3, "firm": 2, "total": 5},
    "carried_out": {"person": 1, "firm": 0, "total": 1},
}


def flow(**changed: int | str | None) -> Report:
    """Return the report with cells of the row `received` changed; `gone` leaves one out."""
    row: dict[str, int | str | None] = {**NEW["received"], **changed}
    return report({"flow": {**NEW, "received": {key: value for key, value in row.items() if value != "gone"}}})


SUM = "check flow[received, person] + flow[received, firm] = flow[received, total]"

UNKNOWN_CELLS = [
    ("all numbers are there and add up", SUM, flow(), "pass"),
    ("all numbers are there and do not add up", SUM, flow(total=6), "fail"),
    ("a part left blank may be zero, and as zero it adds up", SUM, flow(firm=None, person=5), "pass"),
    ("a part left blank cannot make up for parts that exceed the total", SUM, flow(firm=None, total=2), "fail"),
    ("a blank part: zero may acquit but never convict", SUM, flow(firm=None), "not_assessable cell_blank"),
    ("a blank total is unknown", SUM, flow(total=None), "not_assessable cell_blank"),
    ("a placeholder counts as blank", SUM, flow(firm="/", person=5), "pass"),
    ("a placeholder that zero does not acquit", SUM, flow(firm="/"), "not_assessable cell_placeholder"),
    ("an unreadable cell is never zero", SUM, flow(firm="x", person=5), "not_assessable cell_unreadable"),
    ("no reading of a lost digit makes the sum right", SUM, flow(firm="1?"), "fail"),
    (
        "one reading of a lost digit makes the sum right",
        SUM,
        flow(firm="1?", total=14),
        "not_assessable cell_unreadable",
    ),
    ("a cell without entry", SUM, flow(firm="gone"), "not_assessable cell_absent"),
    ("a number in other dress is a number", SUM, flow(firm="２"), "pass"),
    ("a number with a note is a number", SUM, flow(firm="2（其中1件补正）"), "pass"),
    ("two kinds of missing together", SUM, flow(firm="x", person=None, total=9), "not_assessable depends"),
    ("the row has no entry", SUM.replace("received", "closed.left.unclear"), flow(), "not_assessable row_absent"),
    ("the table has no entry", SUM, report({}), "not_assessable table_absent"),
    (
        "the same unknown cell on both sides cancels",
        "check flow[received, firm] = flow[received, firm]",
        flow(firm="x"),
        "pass",
    ),
    (
        "twice a whole number is never odd",
        "check flow[received, firm] + flow[received, firm] = 7",
        flow(firm="x"),
        "fail",
    ),
    (
        "the rule says that its blanks are unknown",
        f"blank as unknown\n{SUM}",
        flow(firm=None, person=5),
        "not_assessable cell_blank",
    ),
    ("the rule says that its blanks are zero", f"blank as zero\n{SUM}", flow(total=None, person=0, firm=0), "pass"),
]


@pytest.mark.parametrize(("said", "clauses", "own", "expected"), UNKNOWN_CELLS, ids=[one[0] for one in UNKNOWN_CELLS])
def test_an_identity_with_missing_numbers(said: str, clauses: str, own: Report, expected: str) -> None:
    assert answer(only(judged(clauses, own))) == expected


PERIOD = "pattern period = /自{from: date}起?至{to: date}/"
RECEIVED = "pattern received_here = /收到{n: count}件/"
SAID = report({"flow": NEW}, [section("intro", "收到约30件。统计自2021年1月1日至2月30日。")], preamble="甲")

OTHERS = [
    ("a guard that is false", "when year = 2019\n" + SUM, flow(), "not_applicable guard_false"),
    (
        "a guard that is undecided",
        "when flow[received, total] = 9\n" + SUM,
        flow(total="x"),
        "not_assessable cell_unreadable",
    ),
    (
        "years to which the rule does not apply",
        "effective 2022 ..\n" + SUM,
        flow(),
        "not_applicable outside_effective_years",
    ),
    (
        "a year that is not known",
        "effective 2021 ..\n" + SUM,
        report({"flow": NEW}, year=None),
        "not_assessable year_unknown",
    ),
    (
        "a row that the format does not have",
        "check flow[closed.left.undivided, total] = 1",
        flow(),
        "not_applicable outside_format",
    ),
    (
        "what is required is not filled",
        "requires flow[received, firm]\n" + SUM,
        flow(firm=None),
        "not_assessable cell_blank",
    ),
    ("the required report is not given", "requires prior\n" + SUM, flow(), "not_assessable no_peer_document"),
    ("the required section is not there", "requires section.rest\n" + SUM, flow(), "not_assessable section_absent"),
    ("the required table is not there", "requires costs\n" + SUM, flow(), "not_assessable table_absent"),
    (
        "a report that is not given",
        "check flow[carried_in, total] = prior.flow[carried_out, total]",
        flow(),
        "not_assessable no_peer_document",
    ),
    (
        "a search in a section that is absent",
        "check (first received_here in section.rest).n = 3",
        SAID,
        "not_assessable section_absent",
    ),
    (
        "a search in a report without any text",
        "check not (first received_here in document exists)",
        report({}, title=None),
        "not_assessable text_absent",
    ),
    (
        "a search that finds nothing",
        "check (first received_here in preamble).n agrees 3",
        SAID,
        "not_assessable no_match",
    ),
    ("whether a search finds something is decided", "check first received_here in preamble exists", SAID, "fail"),
    (
        "a metadata field that is not stated",
        'check agency.name = "甲局"',
        report({}, name=None),
        "not_assessable field_absent",
    ),
    (
        "a day that does not exist",
        "check (first period in document).to = date(year, 12, 31)",
        SAID,
        "not_assessable no_such_date",
    ),
    (
        "a division by zero",
        "check flow[received, total] / flow[carried_in, firm] = 1",
        flow(),
        "not_assessable division_by_zero",
    ),
    (
        "the least of nothing",
        "check min(children.flow[received, total]) = 1",
        flow(),
        "not_assessable no_peer_document",
    ),
    ("an approximate number that fits", "check (first received_here in document).n agrees 31", SAID, "pass"),
    ("an approximate number that does not fit", "check (first received_here in document).n agrees 99", SAID, "fail"),
    (
        "an axis without elements",
        "for h in parts of section.intro\ncheck h.position = 1",
        SAID,
        "not_applicable empty_axis",
    ),
    (
        "an axis over a section that is absent",
        "for h in parts of section.rest\ncheck h.position = 1",
        SAID,
        "not_assessable section_absent",
    ),
    (
        "a choice of elements too large to judge",
        "for a in matches of dot in preamble\nfor b in matches of dot in preamble\ncheck a.text = b.text",
        report({}, preamble="甲" * 400),
        "not_assessable budget_exceeded",
    ),
]


@pytest.mark.parametrize(("said", "clauses", "own", "expected"), OTHERS, ids=[one[0] for one in OTHERS])
def test_a_guard_an_axis_a_text_or_a_neighbour(said: str, clauses: str, own: Report, expected: str) -> None:
    items = {"period": PERIOD, "received_here": RECEIVED, "dot": "pattern dot = /甲/"}
    before = "\n".join(item for name, item in items.items() if name in clauses)
    assert answer(only(judged(clauses, own, before=before))) == expected


def test_the_minimum_of_a_complete_list_without_members_is_an_empty_set() -> None:
    rule = "check min(children.flow[received, total]) = 1"
    assert answer(only(judged(rule, flow(), complete=True))) == "not_assessable empty_set"


def test_a_cell_that_a_known_childs_form_lacks_is_outside_although_others_are_unknown() -> None:
    rule = "check every k in children satisfies k.flow[closed.left.undivided, person] = 0"
    child = report({"flow": {"received": {"person": 1}}}, form="new")
    own = report({"flow": {"received": {"person": 1}}}, form="new")
    found = only(judged(rule, own, children=(child,), complete=False))
    assert answer(found) == "not_applicable outside_format"


DOUBTED = [
    ("the cell itself", {"/tables/flow/received/firm": "smudged"}, "not_assessable suspect_extraction"),
    ("the whole table", {"/tables/flow": "rows may be shifted"}, "not_assessable suspect_extraction"),
    ("another cell", {"/tables/flow/carried_in/firm": "smudged"}, "fail"),
    (
        "a cell that was worked out",
        {"/tables/flow/received/firm": "solved_with row total"},
        "not_assessable used_for_reading",
    ),
]


@pytest.mark.parametrize(("said", "doubts", "expected"), DOUBTED, ids=[one[0] for one in DOUBTED])
def test_a_doubted_operand_is_never_accused(said: str, doubts: dict[str, str], expected: str) -> None:
    assert answer(only(judged(SUM, flow(total=6), doubts=doubts))) == expected


def test_a_doubt_about_the_words_of_a_part_is_a_doubt_about_what_a_rule_asks_of_them() -> None:
    rule = 'for p in parts of section.intro check p.text = "乙"'
    own = report(sections=[section("intro", None, "甲")])
    doubts = {"/sections/0/parts/0/text": "recognised_in_image"}
    assert answer(only(judged(rule, own, doubts=doubts))) == "not_assessable suspect_extraction"


def test_instances_that_would_cost_too_much_together_are_left_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.evaluate.evaluate.RULE_TICKS", 5_000)
    rule = "for h in headings check every g in headings where g.position < h.position satisfies g.number ≠ h.number"
    own = report(sections=[section(None, heading=f"{number}、") for number in range(60)])
    found = judged(rule, own)
    assert found.counts["not_assessable"] == sum(one.reason == "budget_exceeded" for one in found.instances) > 0
    assert sum(found.counts.values()) == 60


def test_what_every_instance_searches_the_same_text_for_is_searched_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []

    def counted(pattern: CompiledPattern, folded: Folded) -> tuple[Match, ...]:
        searched.append(folded.raw)
        return scan(pattern, folded)

    monkeypatch.setattr("gouji.facts.search.scan", counted)
    patterns = "".join(f"pattern p{number} = /第{{n: count}}件(?:项|{number})/\n" for number in range(1, 31))
    asked = " and ".join(
        f"not (some m in matches of p{number} in section.intro satisfies m.n = 9)" for number in range(1, 31)
    )
    own = report(sections=[section("intro", "第1件项说明"), *(section(None, heading=f"{n}、") for n in range(20))])
    assert judged(f"for h in headings check {asked}", own, before=patterns).counts["pass"] == 21
    assert searched.count("第1件项说明") == 30


CUT = [
    ("one cell, and the check holds", "check flow[received, firm] = flow[received, firm]", "pass"),
    ("one cell, and the check fails", "check flow[received, firm] = 99", "fail warning"),
    ("two cells of one row", "check flow[received, firm] = flow[received, total]", "not_assessable used_for_reading"),
    ("a guard", "when flow[received, firm] = 99 check true", "not_assessable used_for_reading"),
]


@pytest.mark.parametrize(("said", "clauses", "expected"), CUT, ids=[one[0] for one in CUT])
def test_a_cell_cut_by_its_row_is_not_held_against_its_row(said: str, clauses: str, expected: str) -> None:
    doubts = {f"/tables/flow/received/{column}": "solved_with_row" for column in ("firm", "total")}
    one = only(judged(clauses, flow(), doubts=doubts))
    assert f"{answer(one)}{' ' + one.grade if one.status == 'fail' else ''}" == expected


def test_a_doubted_operand_counts_even_where_another_one_decides() -> None:
    rule = "check flow[received, person] = 9 or flow[received, firm] = 9"
    doubts = {"/tables/flow/received/firm": "smudged"}
    assert answer(only(judged(rule, flow(), doubts=doubts))) == "not_assessable suspect_extraction"


CHILDREN = [
    ("complete and right", 5, (3, 2), True, "pass"),
    ("complete and wrong", 6, (3, 2), True, "fail"),
    ("incomplete, and the known ones exceed the total already", 4, (3, 2), False, "fail"),
    ("incomplete, and the others may make it up", 9, (3, 2), False, "not_assessable no_peer_document"),
    ("no child is known", 9, (), False, "not_assessable no_peer_document"),
]


@pytest.mark.parametrize(("said", "total", "parts", "complete", "expected"), CHILDREN, ids=[one[0] for one in CHILDREN])
def test_a_sum_over_children(said: str, total: int, parts: tuple[int, ...], complete: bool, expected: str) -> None:
    children = tuple(report({"flow": {"received": {"total": one}}}, name=f"{one}所") for one in parts)
    rule = "check sum(children.flow[received, total]) = flow[received, total]"
    own = report({"flow": {"received": {"total": total}}})
    assert answer(only(judged(rule, own, children=children, complete=complete))) == expected


def test_each_element_of_an_axis_is_an_instance_of_its_own() -> None:
    own = report({"flow": {**NEW, "received": {"person": 3, "firm": 2, "total": 6}}})
    axis = "for r in flow.rows only (received, carried_in, carried_out)"
    rule = f"{axis}\ncheck sum(flow[r, * except total]) = flow[r, total]"
    answers = {one.instance: answer(one) for one in judged(rule, own).instances}
    assert answers == {
        "small/small.r[r=received]": "fail",
        "small/small.r[r=carried_in]": "pass",
        "small/small.r[r=carried_out]": "pass",
    }


def test_a_waiver_accepts_a_fail_and_nothing_else() -> None:
    waivers = {"small/small.r": "agreed with the agency"}
    failing = evaluate(planned_rule(SUM), Documents(facts(flow(total=6))), waivers, passes=True)
    passing = evaluate(planned_rule(SUM), Documents(facts(flow())), waivers, passes=True)
    assert (only(failing).status, only(failing).waiver) == ("waived", "agreed with the agency")
    assert (only(passing).status, only(passing).waiver) == ("pass", None)


@pytest.mark.parametrize(
    ("said", "check", "complete", "expected"),
    [
        ("nobody said whether there are children", "count(children) = 0", False, "not_assessable no_peer_document"),
        ("there are said to be none", "count(children) = 0", True, "pass"),
        (
            "every of no known child",
            "every k in children satisfies k.year = 1",
            False,
            "not_assessable no_peer_document",
        ),
        ("every of none", "every k in children satisfies k.year = 1", True, "pass"),
        ("some of no known child", "some k in children satisfies k.year = 1", False, "not_assessable no_peer_document"),
        ("some of none", "some k in children satisfies k.year = 1", True, "fail"),
    ],
)
def test_children_that_nobody_named_are_unknown(said: str, check: str, complete: bool, expected: str) -> None:
    assert answer(only(judged(f"check {check}", flow(), complete=complete))) == expected, said


@pytest.mark.parametrize(
    ("complete", "expected"), [(False, "not_assessable no_peer_document"), (True, "not_applicable empty_axis")]
)
def test_a_rule_for_each_child_when_none_was_named(complete: bool, expected: str) -> None:
    assert answer(only(judged("for k in children\ncheck k.year = 1", flow(), complete=complete))) == expected
