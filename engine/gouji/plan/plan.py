"""Checked rules enter; a plan leaves: the same rules with their patterns made ready for searching.

No report is known here. A plan is plain data and can be pickled.
"""

from __future__ import annotations

from collections.abc import Mapping

from gouji.check.checked import CheckedRules
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.ready import ready_pattern
from gouji.record import Record


class Plan(Record, frozen=True):
    """The rules of a pack, sorted by id, and its patterns by id."""

    rules: CheckedRules
    patterns: Mapping[str, CompiledPattern]


def plan(checked: CheckedRules) -> Plan:
    """Return the plan of a checked pack."""
    patterns = {one.id: ready_pattern(one.text, one.not_before, one.not_after) for one in checked.patterns}
    return Plan(checked, patterns)
