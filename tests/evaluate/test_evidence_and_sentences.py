"""What a finding says: the substituted formula, every operand, both sides, the grade, ids and fingerprints."""

from __future__ import annotations

import hashlib
import json

import pytest

from evaluate.recompute import complaints
from evaluate.small_rules import answer, judged, only
from gouji.findings import Evidence, Instance, Step
from gouji.record import replace
from gouji.report.model import Report
from small_world import report, section

SUM = "check flow[received, person] + flow[received, firm] = flow[received, total]"
WRONG = report({"flow": {"received": {"person": 3, "firm": 2, "total": 6}}})
ABOUT = "pattern here = /收到{n: count}件/"
PAID = "pattern paid_here = /收取{paid: money}/"


def row(person: int | str | None, firm: int | str | None, total: int | str | None) -> Report:
    return report({"flow": {"received": {"person": person, "firm": firm, "total": total}}})


def evidence(instance: Instance) -> Evidence:
    assert instance.evidence is not None
    return instance.evidence


SENTENCES = [
    ("a sum, cell by cell", SUM, WRONG, "自然人 3 ＋ 企业 2 = 5; 总计 6; difference 1"),
    (
        "a blank in words, its sum with the end it has",
        SUM,
        row(3, None, 5),
        "自然人 3 ＋ 企业 (blank) = at least 3; 总计 5",
    ),
    ("lost digits as a range", SUM, row(3, "1?", 14), "自然人 3 ＋ 企业 1～19 = 4～22; 总计 14"),
    (
        "two units",
        "check costs[fees, amount] = costs[fees, paid]",
        report({"costs": {"fees": {"amount": "1.5", "paid": 14000}}}),
        "金额 1.5 万元; 实收 14000 元; difference 0.1 万元",
    ),
    (
        "an order",
        "check flow[received, total] < flow[received, firm]",
        WRONG,
        "总计 6; 企业 2; the first should be less than the second",
    ),
    ("a text", 'check agency.name = "乙局"', WRONG, "agency “甲局”; “乙局”"),
]


@pytest.mark.parametrize(("said", "clauses", "own", "expected"), SENTENCES, ids=[one[0] for one in SENTENCES])
def test_without_a_message_the_formula_is_said_with_its_values(
    said: str, clauses: str, own: Report, expected: str
) -> None:
    assert only(judged(clauses, own)).message == {"en": expected}


def test_a_message_says_what_is_missing_in_words() -> None:
    rule = 'check flow[received, firm] is filled\nmessage "of {flow[received, total]} are {flow[received, firm]} firms"'
    assert only(judged(rule, row(3, None, 6))).message == {"en": "of 6 are (blank) firms"}


def test_evidence_holds_both_sides_and_every_operand_with_its_pointer() -> None:
    found = evidence(only(judged(SUM, WRONG)))
    assert (found.left, found.right, found.difference, found.unit) == ("5", "6", "1", "件")
    assert [(one.pointer, one.raw, one.value, one.state) for one in found.operands] == [
        ("/tables/flow/received/person", "3", "3", "exact"),
        ("/tables/flow/received/firm", "2", "2", "exact"),
        ("/tables/flow/received/total", "6", "6", "exact"),
    ]


def test_an_absorbed_operand_is_evidence_too() -> None:
    found = evidence(only(judged("check flow[received, firm] = 9 and flow[received, person] = 9", row(None, 2, 5))))
    assert [one.state for one in found.operands] == ["exact", "blank"]


def test_a_pass_that_takes_a_blank_as_zero_records_the_assumption() -> None:
    passing = only(judged(SUM, row(5, None, 5)))
    assert answer(passing) == "pass"
    assert evidence(passing).assumptions == ({"en": "taken as zero: 「新收」×「企业」"},)


def test_a_pass_without_assumption_has_no_evidence() -> None:
    assert only(judged(SUM, row(3, 2, 5))).evidence is None


GRADES = [
    ("no condition holds", 'grade error, warning when year = 2019 because "w"', "error", []),
    ("a condition holds", 'grade error, warning when year = 2021 because "w"', "warning", ["w"]),
    ("an undecided condition lowers, too", 'grade error, info when prior.year = 2020 because "i"', "info", ["i"]),
    (
        "the lowest of those that hold",
        'grade error, warning when year = 2021 because "w", info when year = 2021 because "i"',
        "info",
        ["w", "i"],
    ),
]


@pytest.mark.parametrize(("said", "grade", "expected", "reasons"), GRADES, ids=[one[0] for one in GRADES])
def test_the_grade_is_lowered_by_what_is_true_or_undecided(
    said: str, grade: str, expected: str, reasons: list[str]
) -> None:
    failing = only(judged(f"{grade}\n{SUM}", WRONG))
    assert failing.grade == expected
    assert [one["en"] for one in failing.lowered] == reasons


def test_a_fail_that_rests_on_an_approximate_number_is_a_warning() -> None:
    own = report({}, [section("intro", "收到约30件。")])
    failing = only(judged("check (first here in document).n agrees 99", own, before=ABOUT))
    assert (answer(failing), failing.grade) == ("fail", "warning")


@pytest.mark.parametrize(
    ("paid", "expected"), [("15000", "pass"), ("15499", "pass"), ("14500", "pass"), ("15501", "fail")]
)
def test_money_agrees_within_half_of_its_last_printed_digit(paid: str, expected: str) -> None:
    own = report({"costs": {"fees": {"paid": int(paid)}}}, [section("intro", "收取1.5万元。")])
    rule = "check costs[fees, paid] agrees (first paid_here in document).paid"
    # 1.5万元: the last printed digit stands for 1,000 yuan, half of it for 500.
    assert answer(only(judged(rule, own, before=PAID))) == expected


@pytest.mark.parametrize(("least", "expected"), [("14499", "fail"), ("14500", "pass"), ("99999", "pass")])
def test_the_lesser_of_money_and_a_number_agrees_where_any_money_that_is_meant_does(least: str, expected: str) -> None:
    own = report({}, [section("intro", "收取1.5万元。")])
    paid = "(first paid_here in document).paid"
    # 1.5万元 stands for 14,500 to 15,500 yuan.
    assert answer(only(judged(f"check min({least} 元, {paid}) agrees {paid}", own, before=PAID))) == expected


# ── ids ─────────────────────────────────────────────────────────────────────


def test_a_mention_is_called_by_section_hash_of_its_sentence_and_number_among_equals() -> None:
    own = report({"flow": {"received": {"total": 3}}}, [section("intro", "收到申请3件。又收到申请4件。收到申请3件。")])
    found = judged("for m in mentions.received_in_words\ncheck flow[received, total] agrees m.n", own)
    digest = [hashlib.sha256(text.encode()).hexdigest()[:8] for text in ("收到申请3件。", "又收到申请4件。")]
    assert {one.instance: one.status for one in found.instances} == {
        f"small/small.r[m=intro:received_in_words:{digest[0]}:1]": "pass",
        f"small/small.r[m=intro:received_in_words:{digest[1]}:1]": "fail",
        f"small/small.r[m=intro:received_in_words:{digest[0]}:2]": "pass",
    }


def test_a_number_that_could_mean_two_things_tells_both() -> None:
    own = report({"flow": {"received": {"total": 120}}}, [section("intro", "收到申请一百二件。")])
    found = only(judged("for m in mentions.received_in_words\ncheck flow[received, total] = m.n", own))
    assert (found.status, found.reason) == ("not_assessable", "ambiguous_text")
    assert found.evidence is not None
    assert [one.candidates for one in found.evidence.operands if one.reason] == [("102", "120")]


def test_the_fingerprint_is_of_the_instance_and_the_report_not_of_its_values() -> None:
    content = ["example/report", "甲局", "own", 2021, "small/small.r"]
    expected = hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    assert only(judged(SUM, WRONG)).fingerprint == expected
    assert only(judged(SUM, row(1, 1, 9))).fingerprint == expected
    assert only(judged(SUM, report({}, name="乙局"))).fingerprint != expected


def test_a_rule_that_replaces_another_keeps_its_fingerprint() -> None:
    content = ["example/report", "甲局", "own", 2021, "small/old.name"]
    expected = hashlib.sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    assert only(judged(f"replaces old.name\n{SUM}", WRONG)).fingerprint == expected


# ── the recomputation that law 8 relies on sees what is wrong ───────────────


def altered(step: Step, operator: str, **changes: str) -> Step:
    if step.operator == operator:
        return replace(step, **changes)
    return replace(step, arguments=tuple(altered(one, operator, **changes) for one in step.arguments))


def test_a_recomputation_accepts_true_evidence_and_finds_every_altered_step() -> None:
    found = evidence(only(judged(SUM, WRONG)))
    assert complaints(found) == []
    for operator, changes in (("+", {"value": "6"}), ("=", {"truth": "true"}), ("=", {"truth": "unknown"})):
        assert complaints(replace(found, formula=altered(found.formula, operator, **changes))) != []
    first, *others = found.operands
    assert complaints(replace(found, operands=(replace(first, value="4"), *others))) != []
