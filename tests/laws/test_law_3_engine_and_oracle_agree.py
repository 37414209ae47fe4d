"""Law 3: the engine and the naive evaluator, written from the reference alone, give every instance the same answer.

Where the reference leaves room (unknown numbers outside the exact territory), any answer that it admits will do.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from hypothesis import event, example, given, note
from hypothesis import strategies as st

from gouji.check.checked import CheckedRules
from gouji.check.checker import check
from gouji.evaluate.counting import planned
from gouji.evaluate.evaluate import Findings, evaluate
from gouji.facts.gather import gather
from gouji.facts.model import Documents as EngineDocuments
from gouji.facts.model import Facts
from gouji.plan.plan import plan
from gouji.record import replace
from gouji.report.load import form_of, load
from gouji.report.model import Report
from gouji.source import Source
from gouji.syntax.nodes import RuleFile, RuleItem
from gouji.syntax.reader import read
from gouji.values import Labels
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest, load_sources
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources
from gouji.vocabulary.schema import schema_of
from laws.strategies_reports import Json, as_bytes, disclosure_reports
from laws.strategies_rules import Documents, documents, rule_texts
from oracle import Judged, judge
from small_world import report, vocabulary

ONE_NAME = Labels((("en", "small world"),))
MANIFEST = Manifest("small", ONE_NAME, ONE_NAME, ("en",), "example/report", "", "", (), Source("pack.yaml", ""))
NO_SOURCES = Sources((), Source("sources.yaml", ""))
PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-disclosure"


def engine_answers(rules: CheckedRules, known: Vocabulary, given_documents: Documents) -> tuple[Findings, int]:
    """The engine's instances, passes included, and how many it planned."""

    def facts(report: Report, name: str, doubts: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> Facts:
        return gather(report, known, doubts, name=name)

    both = EngineDocuments(
        own=facts(given_documents.own, "own", given_documents.doubted()),
        prior=None if given_documents.prior is None else facts(given_documents.prior, "prior"),
        parent=None if given_documents.parent is None else facts(given_documents.parent, "parent"),
        children=tuple(facts(one, f"child {place}") for place, one in enumerate(given_documents.children)),
        children_complete=given_documents.children_complete,
        further={(hop,): facts(one, hop) for hop, one in given_documents.others.items()},
    )
    laid_out = plan(rules)
    return evaluate(laid_out, both, passes=True), planned(laid_out, both)


def disagreements(found: Findings, expected: Sequence[Judged]) -> list[str]:
    """What the two say differently, in words."""
    answers = {one.instance: (one.status, one.reason, one.grade) for one in found.instances}
    oracle = {one.instance: one for one in expected}
    wrong = [f"only one of them has {name}" for name in sorted(answers.keys() ^ oracle.keys())]
    for name in sorted(answers.keys() & oracle.keys()):
        if answers[name] not in oracle[name].admitted:
            wrong.append(
                f"{name}: the engine says {answers[name]}, the reference {sorted(map(str, oracle[name].admitted))}"
            )
    return wrong


NO_TEXT = Documents(report(title=None), None, None, (), False, frozenset())
"""Nothing of its text was read, so whether it has headings is not known."""


def compared(
    files: Sequence[RuleFile], rules: CheckedRules, known: Vocabulary, pack: str, given_docs: Documents
) -> None:
    """Let both judge and complain of every difference."""
    expected = judge(files, known, pack, given_docs)
    found, count = engine_answers(rules, known, given_docs)
    for status in {one.status for one in expected}:
        event(status)
    assert not disagreements(found, expected)
    assert count == len(expected) == sum(found.counts.values())


OF_TITLES = """pattern done = /办结{n: count}件/
rule r "r" {
  grade error, info when v.n = 1 and year = 2019 because "y"
  basis practice "p"
  for v in matches of done in title
  check v.n = 1
}
"""
"""The lowering speaks of a title that no report here has, and of a year that is another one."""
DOUBTED = dataclasses.replace(NO_TEXT, doubts=frozenset(["/title"]))


@given(rule_texts(), documents())
@example(OF_TITLES, NO_TEXT)
@example(OF_TITLES, DOUBTED)
@example('rule r "r" { grade error basis practice "p" for h in headings check h.number = 1 }', NO_TEXT)
def test_the_engine_and_the_oracle_agree_on_any_rule_and_report(text: str, given_documents: Documents) -> None:
    note(text)
    files = [read(Source("drawn.rules", text))]
    rules = check(files, vocabulary(), NO_SOURCES, MANIFEST).rules
    compared(files, rules, vocabulary(), "small", given_documents)


@cache
def pack() -> tuple[tuple[RuleFile, ...], CheckedRules, Vocabulary]:
    """The disclosure pack: as trees for the one, checked for the other."""
    known = load_vocabulary((PACK / "vocabulary.yaml").read_bytes(), "vocabulary.yaml")
    manifest = load_manifest((PACK / "pack.yaml").read_bytes(), "pack.yaml")
    sources = load_sources((PACK / "sources.yaml").read_bytes(), "sources.yaml", manifest.languages)
    files = tuple(read(Source(path.name, path.read_text(encoding="utf-8"))) for path in sorted(PACK.glob("*.rules")))
    return files, check(files, known, sources, manifest).rules, known


POINTERS = st.sampled_from(
    ["/tables/requests/received/total", "/tables/disclosure", "/year", "/title", "/sections/0", "/sections/5/text"]
)
DOUBTS = st.one_of(st.just(frozenset[str]()), st.frozensets(POINTERS, max_size=2))


TOPICS = sorted(path.stem for path in PACK.glob("*.rules"))


def of_topic(files: Sequence[RuleFile], topic: str) -> list[RuleFile]:
    """The rules of one topic, with the names that all of them may use."""
    return [
        dataclasses.replace(
            file, items=tuple(one for one in file.items if file.topic == topic or not isinstance(one, RuleItem))
        )
        for file in files
    ]


# One topic an example: the naive evaluator needs a second for the whole pack.
@given(disclosure_reports(), DOUBTS, st.sampled_from(TOPICS))
def test_the_engine_and_the_oracle_agree_on_the_disclosure_pack(
    report: Json, doubts: frozenset[str], topic: str
) -> None:
    files, rules, known = pack()
    own = load(as_bytes(report), "report.json", form_of(schema_of(known)))
    assert isinstance(own, Report), own
    neighbour = replace(own, year=None if own.year is None else own.year - 1)
    given_documents = Documents(own, neighbour, None, (neighbour,), True, doubts)
    checked = replace(rules, rules=tuple(one for one in rules.rules if one.topic == topic))
    compared(of_topic(files, topic), checked, known, "cn-disclosure", given_documents)
