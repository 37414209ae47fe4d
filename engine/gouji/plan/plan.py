"""Checked rules enter; a plan leaves: the same rules with their patterns made ready for searching.

No report is known here. A plan is plain data and can be pickled.
"""

from __future__ import annotations

from _pickle import dumps, loads  # the part in C does all of it
from collections.abc import Mapping, Sequence
from typing import Any, overload

from gouji.check.checked import CheckedRule, CheckedRules
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.ready import ready_pattern
from gouji.record import Record, replace


class Plan(Record, frozen=True):
    """The rules of a pack, sorted by id, and its patterns by id."""

    rules: CheckedRules
    patterns: Mapping[str, CompiledPattern]


def plan(checked: CheckedRules) -> Plan:
    """Return the plan of a checked pack."""
    patterns = {one.id: ready_pattern(one.text, one.not_before, one.not_after) for one in checked.patterns}
    return Plan(checked, patterns)


class KeptRules(Sequence[CheckedRule]):
    """Rules as bytes, each made when it is asked for: a finding concerns one, and making all takes as long as a run."""

    __slots__ = ("_kept", "_made")

    def __init__(self, kept: Sequence[bytes]) -> None:
        self._kept = tuple(kept)
        self._made: dict[int, CheckedRule] = {}

    @overload
    def __getitem__(self, at: int) -> CheckedRule: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[CheckedRule]: ...
    def __getitem__(self, at: int | slice) -> CheckedRule | Sequence[CheckedRule]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(len(self))[at])
        made = self._made.get(at)
        if made is None:
            made = self._made[at] = loads(self._kept[at])
        return made

    def __len__(self) -> int:
        return len(self._kept)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return KeptRules, (self._kept,)


def keep(made: Plan) -> tuple[bytes, bytes]:
    """Return a plan as bytes: its rules, each by itself, and all else but its patterns; `kept_plan` takes them."""
    head = replace(made, rules=replace(made.rules, rules=()), patterns={})
    return dumps(tuple(dumps(rule, protocol=5) for rule in made.rules.rules), protocol=5), dumps(head, protocol=5)


def kept_plan(rules: bytes, head: bytes, patterns: Mapping[str, CompiledPattern]) -> Plan:
    """Return a plan that was kept; the bytes must come from a place that only the user can write."""
    made: Plan = loads(head)
    return replace(made, rules=replace(made.rules, rules=KeptRules(loads(rules))), patterns=patterns)
