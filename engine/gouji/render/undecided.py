"""What was not decided, and on request what passed: grouped by reason, each rule once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gouji.diagnostics import Language
from gouji.findings import Instance, Operand, Status
from gouji.render.page import Block, Line, line
from gouji.render.witness import place_lines
from gouji.render.words import LABEL, REASON, STATUS, texts

_CELL_STATES: Final = {
    "cell_blank": "blank",
    "cell_placeholder": "placeholder",
    "cell_unreadable": "unreadable",
    "cell_absent": "absent",
}
_LISTED: Final[tuple[Status, ...]] = ("not_assessable", "not_applicable", "pass")


def groups_of(instances: Sequence[Instance], language: Language) -> Iterator[Block]:
    """Yield the instances that are listed without being findings, grouped by status and reason."""
    for status in _LISTED:
        of_status = [one for one in instances if one.status == status]
        if not of_status:
            continue
        yield line("")
        yield line(STATUS[status].of(language), "strong")
        by_reason: dict[str, list[Instance]] = {}
        for one in of_status:
            by_reason.setdefault(one.reason or "", []).append(one)
        for reason, group in by_reason.items():
            yield from _group(reason, group, language)


def _group(reason: str, group: Sequence[Instance], language: Language) -> Iterator[Block]:
    if reason:
        words = REASON[reason].of(language) if reason in REASON else reason
        count = f"  {len(group)} 项" if language == "zh" else f"  {len(group)}"
        yield Line(((words, "plain"), (count, "faint")), 2)
    times = Counter(one.rule for one in group)
    titles = {one.rule: texts(one.title or {}, language) for one in group}
    shown = [title if times[rule] == 1 else f"{title} ×{times[rule]}" for rule, title in titles.items()]
    yield line(("；" if language == "zh" else "; ").join(shown), "faint", 4)
    for words in place_lines(_causes(reason, group), language):
        yield Line(((f"{LABEL['place'].of(language)}  ", "faint"), (words, "plain")), 4, 6)


def _causes(reason: str, group: Sequence[Instance]) -> list[Operand]:
    """Return the cells because of which the instances were not decided, each once."""
    operands = (one for instance in group if instance.evidence is not None for one in instance.evidence.operands)
    if reason == "suspect_extraction":
        return list({one.pointer: one for one in operands if one.doubts}.values())
    state = _CELL_STATES.get(reason)
    return [] if state is None else list({one.pointer: one for one in operands if one.state == state}.values())
