"""Trying cases: rules and cases enter; what each case's rule answered, and what is wrong with it, leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from gouji.authoring.model import Answer, Case, Expected, Ready, Reports, Tried
from gouji.check.checked import CheckedRule
from gouji.diagnostics import Text
from gouji.evaluate.evaluate import choices, explain
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.findings import Evidence, Instance
from gouji.plan.plan import Plan
from gouji.record import replace
from gouji.vocabulary.model import Vocabulary


def short(rule: str) -> str:
    """Return a rule's id without its pack: `requests.balance`."""
    return rule.rpartition("/")[2]


def documents(reports: Reports, vocabulary: Vocabulary) -> Documents:
    """Return the facts of the reports of a case."""
    own = gather(reports.own, vocabulary, name="own")
    prior = None if reports.prior is None else gather(reports.prior, vocabulary, name="prior")
    parent = None if reports.parent is None else gather(reports.parent, vocabulary, name="parent")
    children = tuple(gather(one, vocabulary, name=f"child-{rank}") for rank, one in enumerate(reports.children))
    further = {hops: gather(one, vocabulary, name="-".join(hops)) for hops, one in reports.further.items()}
    return Documents(own, prior, parent, children, reports.complete, further)


def try_cases(cases: Iterable[Ready], plan: Plan, vocabulary: Vocabulary) -> tuple[Tried, ...]:
    """Return every case with what is wrong with the answers of its rule."""
    rules = {short(rule.id): rule for rule in plan.rules.rules}
    return tuple(
        try_case(one.case, rules[one.case.rule], plan, documents(one.reports, vocabulary))
        for one in cases
        if one.case.rule in rules
    )


def try_case(case: Case, rule: CheckedRule, plan: Plan, given: Documents) -> Tried:
    """Return a case with what is wrong with the answers of a rule."""
    return Tried(case, tuple(wrong(case, answers(rule, plan, given))))


def answers(rule: CheckedRule, plan: Plan, given: Documents) -> Mapping[str, Answer]:
    """Return the answers of a rule by the bindings of its instances: `c=total`, or nothing for one without `for`."""
    found: dict[str, Answer] = {}
    for choice in choices(rule, plan, given):
        instance = explain(rule, plan, given, choice)
        found[bindings(instance)] = answer(instance)
    return found


def bindings(instance: Instance) -> str:
    """Return the bindings of an instance as its id writes them."""
    return instance.instance.partition("[")[2].removesuffix("]")


def answer(instance: Instance) -> Answer:
    """Return what a case can ask of an instance."""
    evidence = instance.evidence
    bare = Answer(instance.status, instance.grade, instance.reason)
    return bare if evidence is None else _with_evidence(bare, evidence)


def _with_evidence(bare: Answer, evidence: Evidence) -> Answer:
    return replace(
        bare,
        left=evidence.left,
        right=evidence.right,
        difference=evidence.difference,
        values={one.pointer: one.state if one.value is None else one.value for one in evidence.operands},
        pointers=frozenset(one.pointer for one in evidence.operands),
    )


# ── expected and found ──────────────────────────────────────────────────────


def wrong(case: Case, found: Mapping[str, Answer]) -> list[Text]:
    """Return what is wrong with the answers to a case, in words."""
    said: list[Text] = []
    for expected in case.expected:
        one = _asked(expected, found)
        said += [one] if isinstance(one, Text) else _differences(expected, one)
    if case.each is not None:
        for name, one in found.items():
            said += _differences(replace(case.each, instance=name or None), one)
    if case.counts is not None:
        counted: Counter[str] = Counter(one.status for one in found.values())
        if dict(counted) != {status: number for status, number in case.counts.items() if number}:
            said.append(_expected_found(_counts(case.counts), _counts(counted)))
    if case.only and set(found) != {one.instance for one in case.expected}:
        said.append(
            Text(f"应只有所列核验项，实有：{_listed(found)}", f"expected no other instance, found: {_listed(found)}")
        )
    return said


def _asked(expected: Expected, found: Mapping[str, Answer]) -> Answer | Text:
    """Return the answer that is asked for, or why there is none."""
    if expected.instance is None:
        if len(found) == 1:
            return next(iter(found.values()))
        return Text(
            f"应只有一个核验项，实有 {len(found)} 个：{_listed(found)}",
            f"expected one instance, found {len(found)}: {_listed(found)}",
        )
    if expected.instance in found:
        return found[expected.instance]
    return Text(
        f"没有核验项“{expected.instance}”，实有：{_listed(found)}",
        f"no instance `{expected.instance}`, found: {_listed(found)}",
    )


def _differences(expected: Expected, found: Answer) -> list[Text]:
    said: list[Text] = []
    where = f"{expected.instance}  " if expected.instance else ""
    for name in ("status", "grade", "reason", "left", "right", "difference"):
        wanted, got = getattr(expected, name), getattr(found, name)
        if wanted is not None and wanted != got:
            # Why it was not decided is asked next by everybody.
            why = f" ({found.reason})" if name == "status" and found.reason is not None else ""
            said.append(_expected_found(f"{wanted}", f"{got or '—'}{why}", f"{where}{name}  "))
    for pointer, value in expected.values:
        got = found.values.get(pointer)
        if got != value:
            said.append(_expected_found(value, got or "—", f"{where}{pointer}  "))
    missing = [one for one in expected.pointers if one not in found.pointers]
    if missing:
        listed = ", ".join(missing)
        said.append(Text(f"{where}证据中没有 {listed}", f"{where}the evidence lacks {listed}"))
    return said


def _expected_found(wanted: str, got: str, where: str = "") -> Text:
    return Text(f"{where}应为 {wanted}，实为 {got}", f"{where}expected {wanted}, found {got}")


def _counts(counts: Mapping[str, int] | Counter[str]) -> str:
    return " · ".join(f"{status} {number}" for status, number in sorted(counts.items())) or "0"


def _listed(names: Iterable[str]) -> str:
    shown: Sequence[str] = sorted(names)
    return ", ".join(one or "—" for one in shown[:8]) + (" …" if len(shown) > 8 else "")
