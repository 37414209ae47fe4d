"""What people expect of each rule is what the engine answers, and what the naive evaluator answers."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from gouji.evaluate.evaluate import evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents, Facts
from gouji.findings import Instance
from gouji.plan.plan import Plan, plan
from gouji.record import replace
from gouji.report.load import load
from gouji.report.model import Report
from gouji.syntax.nodes import RuleFile, RuleItem
from oracle import judge
from pack.casebook import Case, Neighbour, all_cases, answers, report_bytes
from pack.pack_rules import checked_rules, form, rule_files, short, vocabulary

PACK_ID = "cn-disclosure"


@dataclasses.dataclass(frozen=True)
class Given:
    """A report with its neighbours, as the naive evaluator takes it."""

    own: Report
    prior: Report | None = None
    parent: Report | None = None
    children: tuple[Report, ...] = ()
    children_complete: bool = False
    doubts: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()
    others: Mapping[str, Report] = dataclasses.field(default_factory=dict)


@cache
def _plan() -> Plan:
    return plan(checked_rules())


def _plan_of(rule: str) -> Plan:
    rules = tuple(one for one in _plan().rules.rules if short(one.id) == rule)
    return replace(_plan(), rules=replace(_plan().rules, rules=rules))


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


def _report(case: Case | Neighbour) -> Report:
    loaded = load(report_bytes(case), "report", form())
    assert isinstance(loaded, Report), loaded
    return loaded


def _bindings(instance: str) -> str:
    return instance.partition("[")[2].removesuffix("]")


def _answer(instance: Instance) -> Mapping[str, Any]:
    evidence = instance.evidence
    return {
        "status": instance.status,
        "reason": instance.reason,
        "grade": instance.grade,
        "left": evidence.left if evidence else None,
        "right": evidence.right if evidence else None,
        "pointers": tuple(operand.pointer for operand in evidence.operands) if evidence else (),
    }


def _documents(case: Case) -> Documents:
    def facts(one: Case | Neighbour, name: str) -> Facts:
        return gather(_report(one), vocabulary(), name=name)

    single = {role: facts(one, role) for role, one in case.neighbours.items()}
    return Documents(
        facts(case, ""),
        single.pop("prior", None),
        single.pop("parent", None),
        tuple(facts(one, f"child {rank}") for rank, one in enumerate(case.children)),
        case.complete,
        {
            **{(role,): one for role, one in single.items()},
            **{(str(n), "prior"): facts(one.prior, f"{n} prior") for n, one in enumerate(case.children) if one.prior},
        },
    )


def _given(case: Case) -> Given:
    single = {role: _report(one) for role, one in case.neighbours.items()}
    children = tuple(map(_report, case.children))
    before = {f"{n}.prior": _report(one.prior) for n, one in enumerate(case.children) if one.prior}
    others = {**single, **before}
    return Given(_report(case), single.get("prior"), single.get("parent"), children, case.complete, others=others)


def _by_the_engine(case: Case) -> Mapping[str, Mapping[str, Any]]:
    findings = evaluate(_plan_of(case.rule), _documents(case), passes=True)
    return {_bindings(one.instance): _answer(one) for one in findings.instances}


def _by_the_naive_evaluator(case: Case) -> Mapping[str, Mapping[str, Any]]:
    judged = judge(_files_of(case.rule), vocabulary(), PACK_ID, _given(case))
    return {_bindings(one.instance): {"status": one.status, "reason": one.reason, "grade": one.grade} for one in judged}


def _without_evidence(case: Case) -> Case:
    shown = {"left", "right", "pointers"}
    return dataclasses.replace(
        case, expect=tuple({key: one[key] for key in one if key not in shown} for one in case.expect)
    )


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_the_engine_answers_as_expected(case: Case) -> None:
    assert answers(case, _by_the_engine(case)) == []


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_the_naive_evaluator_answers_as_expected(case: Case) -> None:
    assert answers(_without_evidence(case), _by_the_naive_evaluator(case)) == []


CLEAN: tuple[tuple[str, set[str]], ...] = (
    ("clean-2021", set()),
    ("clean-2019", set()),
    ("clean-2024", set()),
)


@pytest.mark.parametrize(("base", "findings"), CLEAN)
def test_nothing_is_found_in_a_clean_report(base: str, findings: set[str]) -> None:
    case = Case("all", base, base, {}, (), {}, False)
    found = evaluate(_plan(), Documents(gather(_report(case), vocabulary())))
    decided = (one for one in found.instances if one.reason != "no_peer_document")
    assert {one.instance for one in decided if one.status in ("fail", "not_assessable")} == findings
