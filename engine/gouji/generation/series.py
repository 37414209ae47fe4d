"""Many reports by one seed: the same seed and rank give the same report, however many are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.generation.chance import Seeded, one_of
from gouji.generation.conformant import conformant
from gouji.generation.naming import of_another
from gouji.generation.reports import Json, told
from gouji.generation.violating import Violations
from gouji.record import Record

ANY: Final = "any"
_APART: Final = 1_000_003
"""A prime, so that the seeds of neighbouring series do not meet."""


class Numbered(Record, frozen=True):
    """A report with its rank from 1, and the rule that it was made to fail."""

    rank: int
    report: Json
    fault: str | None = None


def series(violations: Violations, count: int, seed: int, fault: str | None = None) -> Iterator[Numbered]:
    """Give reports of different agencies: conformant ones, or ones that fail a rule, or `any` rule.

    Raises:
        LookupError: no report fails the rule.
    """
    ground = violations.ground
    for rank in range(1, count + 1):
        chance = Seeded(seed * _APART + rank)
        if fault is None:
            yield Numbered(rank, _another(violations, conformant(ground, chance).report, rank))
            continue
        rule = fault
        while fault == ANY and (rule == ANY or violations.why_none(rule) is not None):
            rule = one_of(chance, ground.rules)
        yield Numbered(rank, _another(violations, violations.report(rule, chance), rank), rule)


def _another(violations: Violations, report: Json, rank: int) -> Json:
    """Return the report of another agency, when its name changes nothing that rules say."""
    renamed = of_another(report, rank)
    pack = violations.ground.pack
    return renamed if told(renamed, pack) == told(report, pack) else report
