"""Judging a rule: a checked rule enters, and what it finds in the report leaves, as a check would print it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.authoring.traced import trace_page
from gouji.check.checked import CheckedRule
from gouji.evaluate.evaluate import choices, explain
from gouji.evaluate.scope import Budget
from gouji.findings import STATUSES, Instance
from gouji.plan.plan import Plan
from gouji.record import replace
from gouji.render.console import finding
from gouji.render.page import Block, Line, line
from gouji.render.undecided import groups_of
from gouji.render.words import STATUS, texts
from gouji.trying import wording
from gouji.trying.bench import Bench
from gouji.trying.values import patterns_of

MOST_FINDINGS: Final = 20
_MOST_TRACED: Final = 20


def page(bench: Bench, rule: CheckedRule, *, whole: bool) -> Iterator[Block]:
    """Give the findings of a rule and how many instances ended how; `whole` gives every step of each."""
    plan = plan_of(bench, rule)
    if whole:
        yield from trace_page(rule, plan, bench.documents, None, _MOST_TRACED, bench.language)
        return
    budget = Budget()
    chosen = choices(rule, plan, bench.documents)
    found = [explain(rule, plan, bench.documents, one, budget=budget) for one in chosen]
    yield Line(((rule.id, "strong"), (f"  {texts(dict(rule.title.texts), bench.language)}", "strong")))
    failing = [one for one in found if one.status == "fail"]
    for one in failing[:MOST_FINDINGS]:
        yield from finding(one, bench.language)
    if len(failing) > MOST_FINDINGS:
        yield line(wording.more(len(failing) - MOST_FINDINGS, bench.language), "faint", 2)
    yield from groups_of([one for one in found if one.status != "pass"], bench.language)
    yield line(_counts(found, bench), "strong")


def plan_of(bench: Bench, rule: CheckedRule) -> Plan:
    """Return a plan of one rule, with the patterns of the pack and the author's own."""
    return Plan(replace(bench.workshop.plan.rules, rules=(rule,)), patterns_of(bench))


def _counts(found: list[Instance], bench: Bench) -> str:
    counted = ((status, sum(one.status == status for one in found)) for status in STATUSES)
    return " · ".join(f"{STATUS[status].of(bench.language)} {count}" for status, count in counted if count)
