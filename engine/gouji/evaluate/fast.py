"""Report JSON as bytes → counts and findings, through the compiled rules where the report is plain.

The compiled function settles what passes and what does not apply; whatever it leaves open is explained, so that every
finding comes from the explaining evaluator. A report that is not plain is not settled here at all.
The explaining evaluator is loaded only when there is something to explain, because loading it takes longer than
checking a clean report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from gouji.evaluate.plain import Compiled, PlainReport
from gouji.evaluate.plain_texts import NotPlainError
from gouji.evaluate.searching import MentionSearch, PatternSearch
from gouji.patterns.machines import CompiledPattern
from gouji.plan.fused import Fused, OpenInstance, function_of
from gouji.record import Record
from gouji.report.typed import TypedReader, TypedReport, typed_reader

if TYPE_CHECKING:
    from gouji.evaluate.explainer import Explained, Explainer
    from gouji.facts.model import Documents, Facts
    from gouji.findings import Instance, Status
    from gouji.plan.plan import Plan
    from gouji.report.model import Report
    from gouji.vocabulary.model import Vocabulary


NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
NONE_WAITING: Final[Mapping[str, int]] = MappingProxyType({})


class Settled(Record, frozen=True):
    """What a plain report gave: the instances left open, explained, and the counts of all.

    `without` are the ids of the rules that found nothing to check. `waiting` counts by rule id the instances that
    were not explained because the neighbour that their rule requires was not given.
    """

    instances: tuple[Instance, ...]
    counts: Mapping[Status, int]
    planned: int
    without: tuple[str, ...] = ()
    waiting: Mapping[str, int] = NONE_WAITING


class InFormat(Record, frozen=True):
    """What is ready for the reports of one format."""

    format: str
    reader: TypedReader
    check: Compiled
    instances: tuple[OpenInstance, ...]
    always_open: tuple[int, ...]


class Plain(Record, frozen=True):
    """A plain report that has been read, and the format it is in."""

    format: InFormat
    typed: TypedReport

    def report(self) -> Report:
        """Return the report as the other rooms know it."""
        return self.format.reader.as_report(self.typed)


class FastPath:
    """The compiled rules of a pack, ready for report JSON; what a format needs is made when it is first met."""

    def __init__(
        self,
        plan: Callable[[], Plan],
        rules: Sequence[str],
        patterns: Mapping[str, CompiledPattern],
        vocabulary: Vocabulary,
        fused: Sequence[Fused],
    ) -> None:
        self._plan = plan
        self._rules = rules
        self._vocabulary = vocabulary
        # The newest format first; a plain report names its format.
        self._fused = tuple((one.format.encode(), one) for one in fused)
        self._ready: dict[str, InFormat] = {}
        self._searches = {name: PatternSearch(one) for name, one in patterns.items()}
        self._mentions = {one.id: MentionSearch(one) for one in vocabulary.mentions}
        self._kinds = frozenset(one.id for one in vocabulary.sections)
        self._explainer: Explainer | None = None

    def open(self, content: bytes) -> Plain | None:
        """Return a plain report, or nothing when it must be read strictly."""
        for named, fused in self._fused:
            if named not in content:
                continue
            ready = self._ready.get(fused.format)
            if ready is None:
                ready = self._ready[fused.format] = _ready(fused, self._vocabulary)
            typed = ready.reader.read(content)
            if typed is not None:
                return Plain(ready, typed)
        return None

    def settle(self, content: bytes, waivers: Mapping[str, str] = NOTHING) -> Settled | None:
        """Return what a report JSON gives, or nothing when it must be read strictly and explained throughout."""
        plain = self.open(content)
        return None if plain is None else self.settled(plain, waivers)

    def settled(
        self,
        plain: Plain,
        waivers: Mapping[str, str] = NOTHING,
        among: Callable[[Facts], Documents] | None = None,
    ) -> Settled | None:
        """Return what a plain report gives, or nothing when it is not so plain as it looked.

        `among` puts the report among its neighbours; without it there are none.
        """
        ready = plain.format
        shown = PlainReport(plain.typed, self._searches, self._mentions, self._kinds)
        try:
            passing, idle, planned, left, without, waiting = ready.check(shown)
        except NotPlainError:
            return None
        start: dict[Status, int] = {"pass": passing, "not_applicable": idle}
        waits: Mapping[str, int] = NONE_WAITING
        if among is not None:
            # Those of a rule without fixed elements are counted anew when it is explained as a whole.
            planned -= sum(ready.instances[number].position is None for number in waiting)
            left = [*left, *dict.fromkeys(waiting)]
        elif waiting:
            waits = Counter(self._rules[ready.instances[number].rule] for number in waiting)
            start["not_assessable"] = len(waiting)
        if not left and not ready.always_open:
            named = tuple(sorted([self._rules[index] for index in without])) if without else ()
            return Settled((), start, planned, named, waits)
        wanted = [ready.instances[number] for number in left]
        wanted += [OpenInstance(index, None) for index in ready.always_open]
        found: list[Explained] = []
        explainer = self._explaining()
        for each in explainer.explained(ready.format, ready.reader, plain.typed, shown, wanted, waivers, among):
            one, _, instance = each
            planned += one.position is None
            start[instance.status] = start.get(instance.status, 0) + 1
            if instance.status != "pass":
                found.append(each)
        found.sort(key=lambda each: (each[0].rule, each[1]))
        instances = tuple([instance for _, _, instance in found])
        idle_rules = {self._rules[index] for index in without}
        idle_rules |= {one.rule for one in instances if one.reason == "empty_axis"}
        return Settled(instances, start, planned, tuple(sorted(idle_rules)), waits)

    def _explaining(self) -> Explainer:
        if self._explainer is None:
            from gouji.evaluate.explainer import Explainer  # heavy, and not needed for a clean report

            self._explainer = Explainer(self._plan(), self._vocabulary)
        return self._explainer


def _ready(fused: Fused, vocabulary: Vocabulary) -> InFormat:
    check: Compiled = function_of(fused, {"NotPlainError": NotPlainError})
    reader = typed_reader(vocabulary.kind, fused.format, fused.layout)
    return InFormat(fused.format, reader, check, fused.instances, fused.always_open)
