"""The wording of proofs and of why something stayed open, to be read as one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.diagnostics import Text
from gouji.generation.demands import Demand
from gouji.values import Exact, render_exact

_MOST_TERMS: Final = 12

NO_TIME: Final = Text("时间用尽，未试", "not tried: the time ran out")
NEVER_SEEN_TO_APPLY: Final = Text(
    "没有找到它适用的报告，也没有证明不存在",
    "no report to which it applies was found, nor was it proved that there is none",
)
NEVER_SEEN_TO_FAIL: Final = Text(
    "没有找到它不成立的报告，也没有证明不存在",
    "no report on which it fails was found, nor was it proved that there is none",
)
NEVER_SEEN_ALONE: Final = Text(
    "凡找到它不成立的报告，所列规则也不成立；没有证明必然如此",
    "on every report found on which it fails, those fail, too; that it must be so was not proved",
)
NEVER_SEEN_TOGETHER: Final = Text(
    "没有找到两条同时成立的报告，也没有证明不存在",
    "no report on which both hold was found, nor was it proved that there is none",
)
IMPLIED: Final = Text(
    "它的每一项都是其余规则各项的线性组合，只有其余规则不成立时它才不成立",
    "each of its instances is a sum of instances of the others: it fails only where one of them fails",
)
IMPLIED_BY_OTHERS: Final = Text(
    "其余规则成立时，它不会不成立；下列各式相加，得出不可能的结果",
    "where the others hold, it cannot fail: what follows adds up to nonsense",
)
IMPLIED_BY_THE_SAME: Final = Text(
    "两条规则的条件和公式完全相同", "both rules have the same conditions and the same formula"
)
DEPENDENT: Final = Text(
    "各规则的恒等式不独立：其中一项可由其余各项推出，一处数字错会使几条同时不成立",
    "the identities are not independent: one follows from the others, so that one wrong number fails several",
)
CONTRADICTORY: Final = Text(
    "没有数字能使这些规则同时成立；下列各式相加，得出不可能的结果",
    "no numbers make all of them hold: what follows adds up to nonsense",
)
NEVER_HOLDS: Final = Text(
    "没有数字能使它成立；下列各式相加，得出不可能的结果",
    "no numbers make it hold: what follows adds up to nonsense",
)
NEVER_HOLDS_WORDS: Final = Text(
    "凡它适用的报告，没有文字、字段和数字能使它成立", "where it applies, no words, fields and numbers make it hold"
)
CONTRADICTORY_WORDS: Final = Text(
    "两条规则都适用时，没有文字、字段和数字能使它们同时成立",
    "where both apply, no words, fields and numbers make both hold",
)
ALWAYS_TRUE: Final = Text("无论报告怎么写，它都不会不成立", "whatever a report says, it does not fail")
ALWAYS_TRUE_OF_NUMBERS: Final = Text(
    "在任何表式中，无论各格填什么数，它都不会不成立",
    "in every format, whatever numbers the cells hold, it does not fail",
)
NEVER_APPLICABLE: Final = Text(
    "无论报告怎么写，它的前提都不会成立", "whatever a report says, its conditions do not hold"
)
NEVER_APPLICABLE_OF_NUMBERS: Final = Text(
    "在任何表式中，无论各格填什么数，它的前提都不会成立",
    "in every format, whatever numbers the cells hold, its conditions do not hold",
)
OUTSIDE_EVERY_FORMAT: Final = Text("它所说的格在任何表式中都不同时存在", "no format prints the cells that it names")


def sum_of(terms: Sequence[tuple[Exact, str]]) -> str:
    """Return a sum of named things, each times a factor; a long one is cut."""
    shown = [_term(factor, name, first=rank == 0) for rank, (factor, name) in enumerate(terms[:_MOST_TERMS])]
    more = len(terms) - _MOST_TERMS
    return "".join(shown) + (f" + … (+{more})" if more > 0 else "") or "0"


def _term(factor: Exact, name: str, *, first: bool) -> str:
    sign = ("−" if factor < 0 else "") if first else (" − " if factor < 0 else " + ")
    size = _size(factor)
    return f"{sign}{name}" if size == 1 else f"{sign}{render_exact(size)}·{name}"


def _size(factor: Exact) -> Exact:
    return -factor if factor < 0 else factor


def demand(one: Demand) -> str:
    """Return a demand as a formula over cells: `requests[received, total] − … = 0`."""
    terms = [(factor, _cell(pointer)) for pointer, factor in one.terms]
    left = sum_of(terms)
    if one.constant:
        left += f" {'−' if one.constant < 0 else '+'} {render_exact(_size(one.constant))}"
    sign = f"= 0 ± {render_exact(one.room)}" if one.room else f"{one.sign} 0"
    return f"{left} {sign}"


def _cell(pointer: str) -> str:
    _, _, table, *path, column = pointer.split("/")
    return f"{table}[{'.'.join(path)}, {column}]"


def times(weight: Exact, one: Demand, instance: str) -> str:
    """Return a demand with its factor and whose it is; `domain` is what the unit of a cell allows."""
    return f"{render_exact(weight)} × ({demand(one)})    {instance or 'domain'}"


def left_over(left: Exact, room: Exact, *, strict: bool, equal: bool) -> str:
    """Return what is left when the cells have cancelled: something that is not so."""
    sign = "=" if equal and not room else ("<" if strict else "≤")
    return f"Σ: {render_exact(left)} {sign} {render_exact(room)}"
