"""Which parts of a rule's conditions its cases have seen both true and false."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from gouji.authoring.clauses import Clause, Place, clauses, instances, is_settled, parts, words_of
from gouji.authoring.model import Ready
from gouji.authoring.trial import documents, short
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.plan.plan import Plan
from gouji.record import Record
from gouji.vocabulary.model import Vocabulary


class Part(Record, frozen=True):
    """A part of a condition, as the author wrote it, and which truths it had in the cases."""

    place: Place
    words: str
    true: bool
    false: bool

    @property
    def both(self) -> bool:
        """Whether it was seen both true and false."""
        return self.true and self.false


class Coverage(Record, frozen=True):
    """The parts of a rule; `share` is that of the parts seen both ways."""

    rule: str
    parts: tuple[Part, ...]

    @property
    def seen(self) -> int:
        """How many parts were seen both ways."""
        return sum(one.both for one in self.parts)


def share(covered: Sequence[Coverage]) -> Fraction:
    """Return the share of all parts that were seen both ways; of no parts it is 1."""
    count = sum(len(one.parts) for one in covered)
    return Fraction(sum(one.seen for one in covered), count) if count else Fraction(1)


def coverage(rule: CheckedRule, plan: Plan, cases: Iterable[Ready], vocabulary: Vocabulary) -> Coverage:
    """Return which truths the parts of a rule had in its cases, in the instances that reached them.

    What can have one truth only is not asked for: that stands in a condition to show the sentence in the evidence.
    """
    seen: dict[tuple[Place, int, core.Expression], set[bool]] = {}
    order = [(clause, part) for clause in clauses(rule) for part in parts(clause.condition) if not is_settled(part)]
    for clause, part in order:
        seen.setdefault(_key(clause, part), set())
    for ready in cases:
        for one in instances(rule, plan, documents(ready.reports, vocabulary)):
            for met in one.met:
                for part, truth in met.truths:
                    if truth is not None and _key(met.clause, part) in seen:
                        seen[_key(met.clause, part)].add(truth)
    found = tuple(
        Part(place, words_of(part), True in truths, False in truths) for (place, _, part), truths in seen.items()
    )
    return Coverage(short(rule.id), found)


def _key(clause: Clause, part: core.Expression) -> tuple[Place, int, core.Expression]:
    return (clause.place, clause.rank, part)
