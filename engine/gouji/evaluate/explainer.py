"""What the compiled rules leave open of plain reports → the instances, explained; loaded when there is one.

The evaluator explains each instance out of the facts of its report. What a failed sum says is learned when it is
explained again and again, so that a run over many reports neither gathers facts nor evaluates for it any more; what
rests on a few words is remembered with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from gouji.evaluate.evaluate import Choice, choices, explain
from gouji.evaluate.identity import Owner, counts_as, fingerprint_of
from gouji.facts.gather import gather
from gouji.facts.model import Documents, Facts
from gouji.findings import Instance
from gouji.plan.fused import OpenInstance
from gouji.plan.plan import Plan
from gouji.record import Record, replace
from gouji.report.typed import TypedReader, TypedReport
from gouji.vocabulary.model import Vocabulary

if TYPE_CHECKING:
    from gouji.evaluate.learned import Learned
    from gouji.evaluate.plain import PlainReport

_OFTEN: Final = 3
"""So often an instance is explained before it is learned, which costs ten explanations."""
_MOST_REMEMBERED: Final = 512

Explained: TypeAlias = tuple[OpenInstance, int, Instance]
"""What was left open, the position of an instance of it among those of its rule, and the instance."""


class _Ready(Record, frozen=True):
    """A learned instance, and what gets the numbers that it takes out of typed tables."""

    learned: Learned
    numbers: Callable[[Any], tuple[int, ...]]


class Explainer:
    """Explains instances of plain reports; what holds for all reports of a format is worked out once."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self._plan = plan
        self._vocabulary = vocabulary
        self._known: dict[object, object] = {}
        self._fixed: dict[tuple[str, int], tuple[Choice, ...]] = {}
        self._met: Counter[tuple[str, int, int]] = Counter()
        self._learned: dict[tuple[str, int, int], _Ready] = {}
        self._read: dict[int, tuple[str, ...] | None] = {}
        self._remembered: dict[object, tuple[Instance, str]] = {}

    def explained(
        self,
        format_id: str,
        reader: TypedReader,
        typed: TypedReport,
        shown: PlainReport,
        wanted: Sequence[OpenInstance],
        waivers: Mapping[str, str],
        among: Callable[[Facts], Documents] | None = None,
    ) -> Iterator[Explained]:
        """Yield every wanted instance, also those that turn out to pass; `among` puts the report among its neighbours.

        What is said of neighbours is not learned, for it does not follow from the report alone.
        """
        documents: Documents | None = None
        for one in wanted:
            key = (format_id, one.rule, -1 if one.position is None else one.position)
            alone = not waivers and among is None
            ready = self._learned.get(key) if alone else None
            made = None if ready is None else ready.learned.instance(ready.numbers(typed.tables), _owner(typed))
            if made is not None:
                yield one, key[2], made
                continue
            words = self._words(one, shown) if alone and self._met[key] else None
            known = None if words is None else self._remembered.get((key, words))
            if known is not None:
                found, named = known
                yield one, key[2], replace(found, fingerprint=fingerprint_of(_owner(typed), named))
                continue
            if documents is None:
                own = gather(reader.as_report(typed), self._vocabulary, fixed=self._known)
                documents = Documents(own) if among is None else among(own)
            for each in self._one(format_id, one, documents, waivers):
                yield each
                if words is not None:
                    self._remember((key, words), one, each[2])
            if one.position is not None and alone:
                self._learn(key, reader, documents)

    def _words(self, one: OpenInstance, shown: PlainReport) -> tuple[object, ...] | None:
        """Return what an instance rests on, when that is a few words, headings and the year."""
        if one.position is None:
            return None
        if one.rule not in self._read:
            from gouji.evaluate.alike import patterns_read  # a run over few reports does not need it

            self._read[one.rule] = patterns_read(self._plan.rules.rules[one.rule])
        patterns = self._read[one.rule]
        return None if patterns is None else shown.first_words(patterns)

    def _remember(self, key: object, one: OpenInstance, found: Instance) -> None:
        if len(self._remembered) >= _MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[key] = (found, counts_as(self._plan.rules.rules[one.rule], found.instance))

    def _one(
        self, format_id: str, one: OpenInstance, documents: Documents, waivers: Mapping[str, str]
    ) -> Iterator[Explained]:
        rule = self._plan.rules.rules[one.rule]
        chosen = self._choices(format_id, one, documents)
        for position in range(len(chosen)) if one.position is None else (one.position,):
            yield one, position, explain(rule, self._plan, documents, chosen[position], waivers)

    def _choices(self, format_id: str, one: OpenInstance, documents: Documents) -> tuple[Choice, ...]:
        """Return the choices of a rule; those of fixed axes are the same for all reports of a format."""
        rule = self._plan.rules.rules[one.rule]
        if one.position is None:
            return choices(rule, self._plan, documents)
        key = (format_id, one.rule)
        known = self._fixed.get(key)
        if known is None:
            known = self._fixed[key] = choices(rule, self._plan, documents)
        return known

    def _learn(self, key: tuple[str, int, int], reader: TypedReader, documents: Documents) -> None:
        format_id, index, position = key
        self._met[key] += 1
        if self._met[key] != _OFTEN:
            return
        from gouji.evaluate.learned import can_be_learned, learn  # a run over few reports does not need it

        rule = self._plan.rules.rules[index]
        if not can_be_learned(rule):
            return
        learned = learn(rule, self._plan, documents, self._fixed[format_id, index][position])
        numbers = None if learned is None else reader.naturals(learned.pointers)
        if learned is not None and numbers is not None:
            self._learned[key] = _Ready(learned, numbers)


def _owner(typed: TypedReport) -> Owner:
    name, scope = (getattr(typed.agency, one, None) for one in ("name", "scope"))
    return typed.kind, name if type(name) is str else None, scope if type(scope) is str else None, typed.year
