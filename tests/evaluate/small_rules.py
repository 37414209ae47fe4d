"""A rule of the small world, judged on a report of it: text and cells in, the answers out."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.check.checker import check
from gouji.evaluate.evaluate import Findings, evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents, Facts
from gouji.findings import Instance
from gouji.plan.plan import Plan, plan
from gouji.report.model import Report
from gouji.source import Source
from gouji.syntax.reader import read
from gouji.values import Labels
from gouji.vocabulary.pack_model import Manifest, Sources
from small_world import vocabulary

NAME = Labels((("en", "small world"),))
MANIFEST = Manifest("small", NAME, NAME, ("en",), "example/report", "", "", (), Source("pack.yaml", ""))
NO_SOURCES = Sources((), Source("sources.yaml", ""))


def planned_rule(clauses: str, before: str = "") -> Plan:
    """Return the plan of one rule; its grade and basis are added where it has none."""
    grade = "" if "grade" in clauses else "grade error\n"
    text = f'{before}\nrule r "r" {{\n{grade}basis practice "p"\n{clauses}\n}}\n'
    return plan(check([read(Source("small.rules", text))], vocabulary(), NO_SOURCES, MANIFEST).rules)


def facts(report: Report, name: str = "own", doubts: Mapping[str, str] | None = None) -> Facts:
    """Return the facts of a report; `doubts` maps a pointer to what is doubted."""
    return gather(report, vocabulary(), {pointer: (one,) for pointer, one in (doubts or {}).items()}, name=name)


def judged(
    clauses: str, own: Report, *, before: str = "", doubts: Mapping[str, str] | None = None, **others: object
) -> Findings:
    """Return what one rule says of a report and its neighbours."""
    prior, parent, children = others.get("prior"), others.get("parent"), others.get("children", ())
    assert isinstance(children, tuple)
    documents = Documents(
        facts(own, doubts=doubts),
        facts(prior, "prior") if isinstance(prior, Report) else None,
        facts(parent, "parent") if isinstance(parent, Report) else None,
        tuple(facts(one, f"child {place}") for place, one in enumerate(children)),
        bool(others.get("complete", False)),
    )
    return evaluate(planned_rule(clauses, before), documents, passes=True)


def only(findings: Findings) -> Instance:
    """Return the one instance there is."""
    (instance,) = findings.instances
    return instance


def answer(instance: Instance) -> str:
    """Return status and reason as one word: `fail`, `not_assessable cell_blank`."""
    return instance.status if instance.reason is None else f"{instance.status} {instance.reason}"
