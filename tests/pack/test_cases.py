"""What people expect of each rule is what the engine answers, and what the naive evaluator answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache

import pytest

from gouji.authoring.model import Answer, Case, Ready, Reports
from gouji.authoring.trial import documents, try_case, wrong
from gouji.evaluate.evaluate import evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.findings import GRADES, STATUSES
from gouji.plan.plan import Plan, plan
from gouji.record import replace
from gouji.report.load import load
from gouji.report.model import Report
from gouji.syntax.nodes import RuleFile, RuleItem
from oracle import Judged, judge
from pack.casebook import CASES, PACK, all_cases
from pack.pack_rules import checked_rules, form, rule_files, short, vocabulary

PACK_ID = "cn-disclosure"


@dataclasses.dataclass(frozen=True)
class Given:
    """The reports of a case, as the naive evaluator takes them."""

    own: Report
    prior: Report | None = None
    parent: Report | None = None
    children: tuple[Report, ...] = ()
    children_complete: bool = False
    doubts: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()
    others: Mapping[str, Report] = dataclasses.field(default_factory=dict)


TOPICS = tuple(sorted(path.stem for path in PACK.glob("*.rules")))


def _of(topic: str) -> tuple[Ready, ...]:
    cases = tuple(one for one in all_cases() if one.case.rule.partition(".")[0] == topic)
    assert cases
    return cases


@cache
def _plan() -> Plan:
    return plan(checked_rules())


def _files_of(rule: str) -> tuple[RuleFile, ...]:
    topic, _, name = rule.partition(".")
    return tuple(
        dataclasses.replace(
            file,
            items=tuple(
                item
                for item in file.items
                if not isinstance(item, RuleItem) or (file.topic == topic and item.word.text == name)
            ),
        )
        for file in rule_files()
    )


def _by_the_naive_evaluator(rule: str, reports: Reports) -> Mapping[str, Answer]:
    others = {".".join(hops): one for hops, one in reports.further.items()}
    given = Given(reports.own, reports.prior, reports.parent, reports.children, reports.complete, others=others)
    judged = judge(_files_of(rule), vocabulary(), PACK_ID, given)
    return {one.instance.partition("[")[2].removesuffix("]"): _answer(one) for one in judged}


def _answer(one: Judged) -> Answer:
    # The naive evaluator calls statuses and grades by the same words, as plain text.
    (status,) = (known for known in STATUSES if known == one.status)
    (grade,) = (known for known in GRADES if known == one.grade)
    return Answer(status, grade, one.reason)


def _without_evidence(case: Case) -> Case:
    bare = tuple(replace(one, left=None, right=None, difference=None, values=(), pointers=()) for one in case.expected)
    return replace(case, expected=bare)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_engine_answers_as_expected(topic: str) -> None:
    rules = {short(one.id): one for one in _plan().rules.rules}
    cases = _of(topic)
    tried = (try_case(one.case, rules[one.case.rule], _plan(), documents(one.reports, vocabulary())) for one in cases)
    assert {str(one.case): one.wrong for one in tried if one.wrong} == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_the_naive_evaluator_answers_as_expected(topic: str) -> None:
    tried = ((one.case, _by_the_naive_evaluator(one.case.rule, one.reports)) for one in _of(topic))
    told = {str(case): wrong(_without_evidence(case), answers) for case, answers in tried}
    assert {case: said for case, said in told.items() if said} == {}


CLEAN: tuple[tuple[str, set[str]], ...] = (
    ("clean-2021", set()),
    ("clean-2019", set()),
    ("clean-2024", set()),
)


@pytest.mark.parametrize(("base", "findings"), CLEAN)
def test_nothing_is_found_in_a_clean_report(base: str, findings: set[str]) -> None:
    loaded = load((CASES / "bases" / f"{base}.json").read_bytes(), base, form())
    assert isinstance(loaded, Report), loaded
    found = evaluate(_plan(), Documents(gather(loaded, vocabulary())))
    decided = (one for one in found.instances if one.reason != "no_peer_document")
    assert {one.instance for one in decided if one.status in ("fail", "not_assessable")} == findings
