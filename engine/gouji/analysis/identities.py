"""What follows from the numbers alone: rules that contradict each other, that follow from others, that cannot fail.

Stands enter, remarks with their proof leave. Every proof is a combination of demands that anybody can add up.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction
from typing import Final

from gouji.analysis import say
from gouji.analysis.linear import Conflict, Followed, fewest, following, solved
from gouji.analysis.model import Remark
from gouji.analysis.stands import Asked, Stand
from gouji.generation.demands import Demand, Way
from gouji.record import Record, replace
from gouji.values import Exact

_MOST_CONFLICTS: Final = 12
_Alive = Callable[[], None]


class Named(Record, frozen=True):
    """A demand with the instance that makes it; no rule for what the unit of a cell allows."""

    demand: Demand
    instance: str = ""

    @property
    def rule(self) -> str:
        """The rule whose demand it is."""
        return self.instance.partition("[")[0]


class Proof(Record, frozen=True):
    """Demands that cannot all be met, each with its factor."""

    parts: tuple[tuple[Named, Exact], ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules concerned."""
        return tuple(sorted({one.rule for one, _ in self.parts if one.rule}))


def demanded(stand: Stand) -> tuple[Named, ...]:
    """Return what the rules demand of every report like a stand, exactly."""
    return tuple(
        Named(replace(demand, rule=one.rule), one.name) for one in stand.asked for demand in one.demands() or ()
    )


def with_domains(stand: Stand, named: Sequence[Named]) -> tuple[Named, ...]:
    """Return demands with what the units of their cells allow."""
    cells = dict.fromkeys(cell for one in named for cell, _ in one.demand.terms)
    return (*named, *(Named(one) for one in stand.of_domains(tuple(cells))))


def refuted(named: Sequence[Named], alive: _Alive) -> Proof | None:
    """Return why demands cannot all be met; nothing when they can, or nobody knows."""
    alive()
    demands = [one.demand for one in named]
    found = solved(demands, alive)
    if not isinstance(found, Conflict):
        return None
    return Proof(tuple((named[rank], weight) for rank, weight in fewest(demands, found).weights))


# ── contradictory ───────────────────────────────────────────────────────────


def contradictions(stands: Iterable[Stand], alive: _Alive) -> list[tuple[Stand, Proof]]:
    """Return the proofs that some rules cannot all hold, one for each set of rules."""
    found: dict[tuple[str, ...], tuple[Stand, Proof]] = {}
    for stand in stands:
        left = demanded(stand)
        for _ in range(_MOST_CONFLICTS):
            proof = refuted(with_domains(stand, left), alive)
            if proof is None:
                break
            found.setdefault(proof.rules, (stand, proof))
            last = proof.rules[-1]
            left = tuple(one for one in left if one.rule != last)
    return [found[rules] for rules in sorted(found)]


def never_together(one: str, other: str, stands: Iterable[Stand], alive: _Alive) -> tuple[Stand, Proof] | None:
    """Return a proof that two rules never both hold where an instance of each is asked."""
    for stand in stands:
        mine = [each for each in stand.asked if each.rule == one]
        theirs = [each for each in stand.asked if each.rule == other]
        for first in mine:
            for second in theirs:
                proof = _apart(stand, first, second, alive)
                if proof is not None:
                    return stand, proof
    return None


def _apart(stand: Stand, first: Asked, second: Asked, alive: _Alive) -> Proof | None:
    both = _together(first.asking(), second.asking())
    kept = _together(first.kept(), second.kept())
    names = (first.name, second.name)
    mine = _together(first.kept(), second.asking())
    theirs = _together(first.asking(), second.kept())
    if both is None or kept is None or mine is None or theirs is None:
        return None
    # A rule that is asked only where another fails does not contradict it.
    if not all(any(_met(stand, way, names, alive) for way in ways) for ways in (both, mine, theirs)):
        return None
    proofs = [refuted(with_domains(stand, _named(way, names)), alive) for way in kept]
    return proofs[0] if proofs and all(proofs) else None


def _met(stand: Stand, way: Way, names: Sequence[str], alive: _Alive) -> bool:
    return isinstance(solved([one.demand for one in with_domains(stand, _named(way, names))], alive), dict)


def _together(one: tuple[Way, ...] | None, other: tuple[Way, ...] | None) -> tuple[Way, ...] | None:
    if one is None or other is None or len(one) * len(other) > _MOST_CONFLICTS**2:
        return None
    return tuple((*way, *more) for way in one for more in other)


def _named(way: Way, names: Sequence[str]) -> tuple[Named, ...]:
    return tuple(Named(one, " ∧ ".join(names)) for one in way)


# ── implied, always true, never applicable ──────────────────────────────────


def implied(
    rule: str, stands: Sequence[Stand], without: Collection[str], alive: _Alive
) -> tuple[tuple[str, ...], Proof] | None:
    """Return the rules of which one must fail where a rule fails, with a proof for one of its instances.

    No rules are returned where it cannot fail at all; rules that cannot all hold are left out, by `without`.
    """
    return _none_of(
        rule,
        stands,
        lambda one: one.broken(),
        lambda stand: [one for one in demanded(stand) if one.rule not in (rule, *without)],
        alive,
    )


def always_true(rule: str, stands: Sequence[Stand], alive: _Alive) -> Proof | None:
    """Return a proof that no numbers at all make a rule fail."""
    found = _none_of(rule, stands, lambda one: one.broken(), None, alive)
    return None if found is None else found[1]


def never_asked(rule: str, stands: Sequence[Stand], alive: _Alive) -> Proof | None:
    """Return a proof that no numbers at all make a rule apply."""
    found = _none_of(rule, stands, lambda one: one.asking(), None, alive)
    return None if found is None else found[1]


def _none_of(
    rule: str,
    stands: Sequence[Stand],
    ways_of: Callable[[Asked], tuple[Way, ...] | None],
    others_of: Callable[[Stand], Sequence[Named]] | None,
    alive: _Alive,
) -> tuple[tuple[str, ...], Proof] | None:
    """Return a proof that none of some ways of any instance of a rule can be met beside the demands of others."""
    shown: Proof | None = None
    rules: set[str] = set()
    met = False
    for stand in stands:
        others = tuple(others_of(stand)) if others_of is not None else ()
        for one in (each for each in stand.asked if each.rule == rule):
            met = True
            found = ways_of(one)
            if found is None:
                return None
            for way in found:
                proof = refuted((*_named(way, (one.name,)), *others), alive)
                if proof is None:
                    return None
                shown = shown or proof
                rules |= set(proof.rules) - {rule}
    return (tuple(sorted(rules)), shown or Proof(())) if met else None


# ── dependent ───────────────────────────────────────────────────────────────


def dependencies(stands: Iterable[Stand]) -> list[Remark]:
    """Return the equations that follow from others: rules all of whose instances do, and dependent instances."""
    found: dict[tuple[str, ...], Remark] = {}
    for stand in stands:
        named = [one for one in demanded(stand) if one.demand.sign == "=" and one.demand.room == 0]
        equations = [one.demand for one in named]
        whole: set[str] = set()
        for rule in sorted({one.rule for one in named}):
            own = [rank for rank, one in enumerate(named) if one.rule == rule]
            followed = following(equations, own)
            if len(followed) == len(own):
                whole.add(rule)
                used = sorted({named[rank].rule for one in followed for rank, _ in one.of})
                lines = tuple(_line(one, named) for one in followed[:3])
                found.setdefault(("implied", rule), Remark("implied", (rule, *used), say.IMPLIED, lines))
        for one in following(equations):
            rules = sorted({named[rank].rule for rank, _ in ((one.equation, 1), *one.of)})
            if not whole & set(rules):
                remark = Remark("dependent", tuple(rules), say.DEPENDENT, (_line(one, named),))
                found.setdefault(("dependent", *rules), remark)
    return list(found.values())


def _line(one: Followed, named: Sequence[Named]) -> str:
    terms = [(weight, named[rank].instance) for rank, weight in one.of]
    return f"{named[one.equation].instance} = {say.sum_of(terms)}"


def formula_of(proof: Proof) -> tuple[str, ...]:
    """Return a proof as lines that add up: each demand with its factor, and what is left."""
    lines = [say.times(weight, one.demand, one.instance) for one, weight in proof.parts]
    left = room = Fraction(0)
    for one, weight in proof.parts:
        left += Fraction(weight) * one.demand.constant
        room += abs(Fraction(weight)) * one.demand.room
    strict = any(one.demand.sign == "<" for one, _ in proof.parts)
    equal = all(one.demand.sign == "=" for one, _ in proof.parts)
    return (*lines, say.left_over(left, room, strict=strict, equal=equal))
