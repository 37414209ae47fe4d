"""Running the cases of a rule as the editor has them: what stands on the desk enters, what its cases answered leaves.

Of a big pack only the rule itself is checked and only its own cases get their reports; compiled patterns, base reports
and files of cases are kept under their texts from one run to the next.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace as with_
from typing import Final

from gouji.authoring.book import Shelf, reports_of
from gouji.authoring.cases import CaseFile, read_cases
from gouji.authoring.model import Book, Ready, Tried
from gouji.authoring.trial import try_cases
from gouji.check.checker import check
from gouji.check.scope import Compiled
from gouji.diagnostics import Diagnostic, RulesRejectedError, Text
from gouji.plan.plan import Plan, plan
from gouji.record import MutableRecord, Record, field, replace
from gouji.report.load import form_of
from gouji.syntax.nodes import Item, RuleFile, RuleItem
from gouji.vocabulary.fields import Complaints
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources
from gouji.vocabulary.schema import schema_of

_SECONDS: Final = 30
_SECOND: Final = 10**9
_MOST_COMPILED: Final = 5_000


class Bench(Record, frozen=True):
    """A pack ready to be tried: its rule files read, its other files loaded, the bytes of its cases and bases.

    `errors` counts what is wrong with the pack itself; where anything is, nothing else need be there.
    """

    errors: int = 0
    trees: tuple[RuleFile, ...] = ()
    vocabulary: Vocabulary | None = None
    sources: Sources | None = None
    manifest: Manifest | None = None
    cases: Mapping[str, bytes] = {}
    bases: Mapping[str, bytes] = {}


class Store(MutableRecord):
    """What is kept of a pack between two runs, each under what it was made of."""

    compiled: Compiled = field(default_factory=dict)
    files: dict[str, tuple[bytes, tuple[str, ...], CaseFile]] = field(default_factory=dict)
    shelf: tuple[Vocabulary, Mapping[str, bytes], Shelf] | None = None


class Ran(Record, frozen=True):
    """What came of the cases of a rule: how many passed and failed, and those that were not tried for want of time."""

    brief: Text
    passed: int = 0
    failed: tuple[Diagnostic, ...] = ()
    untried: int = 0

    @property
    def good(self) -> bool:
        """Whether there are cases and all of them passed."""
        return self.passed > 0 and not self.failed and not self.untried


def run_cases(bench: Bench, rule: str, store: Store, seconds: int = _SECONDS) -> Ran:
    """Return what the cases of a rule answer, named as `topic.name`; those left when time is up are counted."""
    vocabulary, sources, manifest = bench.vocabulary, bench.sources, bench.manifest
    if bench.errors or vocabulary is None or sources is None or manifest is None:
        return _broken(bench.errors)
    if len(store.compiled) > _MOST_COMPILED:
        store.compiled = {}
    try:
        # A profile may grade a rule that is left out here.
        checked = check(_only(bench, rule), vocabulary, sources, replace(manifest, profiles=()), store.compiled)
    except RulesRejectedError as rejected:
        return _broken(len(rejected.diagnostics))
    topic = rule.partition(".")[0]
    name = f"cases/{topic}.yaml"
    if name not in bench.cases:
        return Ran(_brief(0, 0, 0))
    found = _cases(bench, name, store)
    complaints = Book((), tuple(found.complaints.met), {name: found.rules}).against(topic, rule)
    if complaints:
        return _unreadable(complaints)
    return _tried(found, rule, plan(checked.rules), vocabulary, _shelf(bench, vocabulary, store), seconds)


def _tried(found: CaseFile, rule: str, made: Plan, vocabulary: Vocabulary, shelf: Shelf, seconds: int) -> Ran:
    cases = [one for one in found.cases if one.rule == rule]
    complaints = Complaints(found.complaints.source)
    tried: list[Tried] = []
    until = time.monotonic_ns() + seconds * _SECOND
    for case in cases:
        if time.monotonic_ns() > until:
            break
        reports = reports_of(case, shelf, complaints)
        if reports is not None:
            tried += try_cases((Ready(case, reports),), made, vocabulary)
    if complaints.met:
        return _unreadable(tuple(complaints.met))
    failed = tuple(_failed(one) for one in tried if one.wrong)
    passed, untried = len(tried) - len(failed), len(cases) - len(tried)
    return Ran(_brief(passed, len(failed), untried), passed, failed, untried)


# ── what is kept ────────────────────────────────────────────────────────────


def _only(bench: Bench, rule: str) -> tuple[RuleFile, ...]:
    """Return the files without their other rules; lets and patterns may be used by any."""
    return tuple(with_(file, items=tuple(_named(file, rule))) for file in bench.trees)


def _named(file: RuleFile, rule: str) -> Iterator[Item]:
    for item in file.items:
        if not isinstance(item, RuleItem) or f"{file.topic}.{item.word.text}" == rule:
            yield item


def _cases(bench: Bench, name: str, store: Store) -> CaseFile:
    content, rules = bench.cases[name], tuple(_rules(bench))
    known = store.files.get(name)
    if known is None or known[:2] != (content, rules):
        known = store.files[name] = (content, rules, read_cases(content, name, rules))
    return known[2]


def _rules(bench: Bench) -> Iterator[str]:
    for file in bench.trees:
        yield from (f"{file.topic}.{item.word.text}" for item in file.items if isinstance(item, RuleItem))


def _shelf(bench: Bench, vocabulary: Vocabulary, store: Store) -> Shelf:
    known = store.shelf
    if known is None or known[0] is not vocabulary or known[1] != bench.bases:
        known = store.shelf = (vocabulary, bench.bases, Shelf(bench.bases, form_of(schema_of(vocabulary))))
    return known[2]


# ── what is said ────────────────────────────────────────────────────────────


def _broken(count: int) -> Ran:
    return Ran(Text(f"规则包有 {count} 处错误，未运行用例", f"the pack has {count} errors, no case was run"))


def _unreadable(complaints: tuple[Diagnostic, ...]) -> Ran:
    brief = Text("用例文件有错误，未运行", "the file of cases has errors, none was run")
    return Ran(brief, failed=complaints)


def _failed(one: Tried) -> Diagnostic:
    zh = "；".join(each.zh for each in one.wrong)
    en = "; ".join(each.en for each in one.wrong)
    said = Text(f"用例未通过：{zh}", f"the case failed: {en}")
    return Diagnostic("case", "error", one.case.source, one.case.span, said)


def _brief(passed: int, failed: int, untried: int) -> Text:
    if not passed and not failed and not untried:
        return Text("没有用例", "no cases")
    zh, en = f"通过 {passed} · 未通过 {failed}", f"{passed} passed · {failed} failed"
    return Text(f"{zh} · 未及运行 {untried}", f"{en} · {untried} not run for want of time") if untried else Text(zh, en)
