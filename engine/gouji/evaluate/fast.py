"""Report JSON as bytes → counts and findings, through the compiled rules where the report is plain.

The compiled function settles what passes and what does not apply; whatever it leaves open is explained, so that every
finding comes from the explaining evaluator. A report that is not plain is not settled here at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from gouji.check.checked import CheckedRule
from gouji.evaluate.evaluate import NO_WAIVERS, Choice, choices, explain
from gouji.evaluate.plain import Compiled, MentionSearch, NotPlainError, PatternSearch, PlainReport
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.findings import Instance, Status
from gouji.patterns.compiled import ready_pattern
from gouji.plan.fuse import FUNCTION, Fused, OpenInstance, ratio_table
from gouji.plan.plan import Plan
from gouji.report.typed import TypedReader, typed_reader
from gouji.vocabulary.model import Mention, Vocabulary


@dataclass(frozen=True, slots=True)
class Settled:
    """What a plain report gave: the instances left open, explained, and the counts of all."""

    instances: tuple[Instance, ...]
    counts: Mapping[Status, int]
    planned: int


@dataclass(frozen=True, slots=True)
class _InFormat:
    """What is ready for the reports of one format."""

    format: str
    reader: TypedReader
    check: Compiled
    instances: tuple[OpenInstance, ...]
    always_open: tuple[int, ...]


class FastPath:
    """The compiled rules of a pack, ready for report JSON; makes its functions when first asked."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary, fused: Sequence[Fused]) -> None:
        self._plan = plan
        self._vocabulary = vocabulary
        self._formats = tuple(_ready(one, vocabulary) for one in fused)
        self._searches = {name: PatternSearch(one) for name, one in plan.patterns.items()}
        self._mentions = {one.id: MentionSearch(one, _patterns(one)) for one in vocabulary.mentions}
        self._kinds = frozenset(one.id for one in vocabulary.sections)
        self._fixed: dict[tuple[str, int], tuple[Choice, ...]] = {}

    def settle(self, content: bytes, waivers: Mapping[str, str] = NO_WAIVERS) -> Settled | None:
        """Return what a report JSON gives, or nothing when it must be read strictly and explained throughout."""
        for ready in self._formats:
            typed = ready.reader.read(content)
            if typed is None:
                continue
            plain = PlainReport(typed, self._searches, self._mentions, self._kinds)
            try:
                passing, idle, planned, left = ready.check(plain)
            except NotPlainError:
                return None
            if not left and not ready.always_open:
                return Settled((), {"pass": passing, "not_applicable": idle}, planned)
            documents = Documents(gather(ready.reader.as_report(typed), self._vocabulary))
            return self._explained(ready, documents, passing, idle, planned, left, waivers)
        return None

    def _explained(
        self,
        ready: _InFormat,
        documents: Documents,
        passing: int,
        idle: int,
        planned: int,
        left: Sequence[int],
        waivers: Mapping[str, str],
    ) -> Settled:
        counts: Counter[Status] = Counter({"pass": passing, "not_applicable": idle})
        found: list[tuple[int, int, Instance]] = []
        rules = self._plan.rules.rules
        wanted = [ready.instances[number] for number in left]
        wanted += [OpenInstance(index, None) for index in ready.always_open]
        for one in wanted:
            rule = rules[one.rule]
            chosen = self._choices(ready, one, rule, documents)
            positions = range(len(chosen)) if one.position is None else (one.position,)
            if one.position is None:
                planned += len(chosen)
            for position in positions:
                instance = explain(rule, self._plan, documents, chosen[position], waivers)
                counts[instance.status] += 1
                if instance.status != "pass":
                    found.append((one.rule, position, instance))
        found.sort(key=lambda each: each[:2])
        return Settled(tuple(instance for _, _, instance in found), dict(counts), planned)


    def _choices(
        self, ready: _InFormat, one: OpenInstance, rule: CheckedRule, documents: Documents
    ) -> tuple[Choice, ...]:
        """Return the choices of a rule; those of fixed axes are the same for all reports of a format."""
        if one.position is None:
            return choices(rule, self._plan, documents)
        key = (ready.format, one.rule)
        known = self._fixed.get(key)
        if known is None:
            known = self._fixed[key] = choices(rule, self._plan, documents)
        return known


def _patterns(mention: Mention) -> list[Any]:
    before = tuple(one.text for one in mention.not_before)
    after = tuple(one.text for one in mention.not_after)
    return [ready_pattern(one.text, before, after) for one in mention.patterns]


def _ready(fused: Fused, vocabulary: Vocabulary) -> _InFormat:
    names: dict[str, Any] = {**ratio_table(fused), "NotPlainError": NotPlainError}
    module = FunctionType(fused.code, names)
    module()  # defines the one function
    check: Compiled = names[FUNCTION]
    return _InFormat(fused.format, typed_reader(vocabulary, fused.format), check, fused.instances, fused.always_open)


