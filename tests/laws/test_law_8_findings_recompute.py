"""Law 8: every finding recomputes from its own evidence, and planned instances are the sum of the statuses (law 4).

Rules are random and well-kinded, reports have every kind of missing value; the recomputation knows only the evidence.
"""

from __future__ import annotations

from hypothesis import event, given, note

from evaluate.recompute import complaints
from gouji.check.checker import check
from gouji.evaluate.counting import planned
from gouji.evaluate.evaluate import Findings, evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents as Given
from gouji.findings import Instance
from gouji.plan.plan import plan
from gouji.source import Source
from gouji.syntax.reader import read
from gouji.values import Labels
from gouji.vocabulary.pack_model import Manifest, Sources
from laws.strategies_rules import Documents, documents, rule_texts
from small_world import vocabulary

NAME = Labels((("en", "small world"),))
MANIFEST = Manifest("small", NAME, NAME, ("en",), "example/report", "", "", (), Source("pack.yaml", ""))
NO_SOURCES = Sources((), Source("sources.yaml", ""))


def judged(text: str, drawn: Documents) -> tuple[Findings, int]:
    """Return everything that the rules of a text say of the documents, and how many instances were planned."""

    given_documents = Given(
        gather(drawn.own, vocabulary(), drawn.doubted(), name="own"),
        None if drawn.prior is None else gather(drawn.prior, vocabulary(), name="prior"),
        None if drawn.parent is None else gather(drawn.parent, vocabulary(), name="parent"),
        tuple(gather(one, vocabulary(), name=f"child {place}") for place, one in enumerate(drawn.children)),
        drawn.children_complete,
        {(hop,): gather(one, vocabulary(), name=hop) for hop, one in drawn.others.items()},
    )
    rules = plan(check([read(Source("drawn.rules", text))], vocabulary(), NO_SOURCES, MANIFEST).rules)
    return evaluate(rules, given_documents, passes=True), planned(rules, given_documents)


def wrong(instance: Instance) -> list[str]:
    """Return what of an instance does not follow from its evidence."""
    evidence = instance.evidence
    if evidence is None:
        return []
    found = complaints(evidence)
    expected = {"fail": "false", "pass": "true"}.get(instance.status)
    if instance.reason == "guard_false":
        expected = "false"
    if expected is not None and evidence.formula.truth != expected:
        found.append(f"{instance.instance} is {instance.status}, its formula {evidence.formula.truth}")
    return found


@given(rule_texts(), documents())
def test_every_finding_follows_from_its_evidence_and_none_is_unplanned(text: str, drawn: Documents) -> None:
    note(text)
    found, count = judged(text, drawn)
    for one in found.instances:
        event(f"{one.status} {one.reason or ''}")
        assert wrong(one) == []
    assert count == sum(found.counts.values()) == len(found.instances)
