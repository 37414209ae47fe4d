"""A report, its vocabulary and its reader's doubts enter; the facts, found when they are asked for, leave."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.facts.model import NOTHING, NOWHERE, WHOLE, Facts, Pieces
from gouji.findings import Place
from gouji.report.model import Report
from gouji.vocabulary.model import Format, Vocabulary


def gather(
    report: Report,
    vocabulary: Vocabulary,
    doubts: Mapping[str, tuple[str, ...]] = NOTHING,
    *,
    places: Mapping[str, Place] = NOWHERE,
    pieces: Pieces = WHOLE,
    name: str = "",
    fixed: dict[object, object] | None = None,
) -> Facts:
    """Return the facts of a report; `name` must differ between the documents of one check.

    `fixed` may be handed on from one report to the next of the same vocabulary.
    """
    return Facts(name, report, vocabulary, doubts, places, {}, {} if fixed is None else fixed, pieces)


def table_format(facts: Facts, table_id: str) -> str:
    """Return the format that a table follows: the one named for it, else the report's, by its year, the newest."""
    key = ("format", table_id)
    found = facts.memo.get(key)
    if not isinstance(found, str):
        found = facts.memo[key] = _table_format(facts, table_id)
    return found


def _table_format(facts: Facts, table_id: str) -> str:
    known = {one.id for one in facts.vocabulary.formats}
    for named in (facts.report.formats.get(table_id), facts.report.format):
        if named is not None and named in known:
            return named
    return _format_by_year(facts).id


def report_format(facts: Facts) -> str:
    """Return the format of the report as a whole."""
    named = facts.report.format
    return named if named is not None and facts.vocabulary.format(named) else _format_by_year(facts).id


def _format_by_year(facts: Facts) -> Format:
    year = facts.report.year
    found = None if year is None else facts.vocabulary.format_of_year(year)
    return found or max(facts.vocabulary.formats, key=lambda one: one.first_year)


def doubts_at(facts: Facts, pointer: str) -> tuple[str, ...]:
    """Return what the reader doubts about a value: at its pointer or anywhere above it."""
    if not facts.doubts:
        return ()
    found: list[str] = []
    for above in _upwards(pointer):
        found.extend(facts.doubts.get(above, ()))
    return tuple(dict.fromkeys(found))


def doubts_of_absent(facts: Facts, pointer: str) -> tuple[str, ...]:
    """Return why an absent value may have been lost in reading: doubts, and defects at its pointer or above it."""
    lost = {one.pointer: one.code for one in facts.report.defects}
    found = [lost[above] for above in _upwards(pointer) if above in lost] if lost else []
    return tuple(dict.fromkeys((*doubts_at(facts, pointer), *found)))


def _upwards(pointer: str) -> tuple[str, ...]:
    steps = pointer.split("/")
    return tuple("/".join(steps[:count]) for count in range(len(steps), 0, -1))
