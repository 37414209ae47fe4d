"""Sentences of a finding: the rule's message and fix, and values in words.

A missing value is said in words, a range as a range; numbers are shown in the unit in which people read them.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from gouji.check import core
from gouji.check.checked import Message
from gouji.evaluate.conditions import judged, truth_value
from gouji.evaluate.evaluated import Value
from gouji.evaluate.expressions import evaluated
from gouji.evaluate.possible import Affine, Bound
from gouji.evaluate.quantities import Composite, Quantity, Undefined, reach, value_of
from gouji.evaluate.scope import Child, Line, Scope, Trace
from gouji.facts.model import Found, HeadingFact, TextFact
from gouji.findings import Texts
from gouji.record import replace
from gouji.source import cited
from gouji.values import Exact, exact, render_exact

MISSING: Final = {
    "table_absent": ("（表格缺失）", "(table absent)"),
    "row_absent": ("（该行缺失）", "(row absent)"),
    "cell_absent": ("（未列）", "(absent)"),
    "cell_blank": ("（空白）", "(blank)"),
    "cell_placeholder": ("（占位符）", "(placeholder)"),
    "cell_unreadable": ("（无法识别）", "(unreadable)"),
    "section_absent": ("（章节缺失）", "(section absent)"),
    "text_absent": ("（无文字）", "(no text)"),
    "field_absent": ("（未写明）", "(not stated)"),
    "no_match": ("（未找到）", "(not found)"),
    "ambiguous_text": ("（表述有歧义）", "(ambiguous)"),
    "no_such_date": ("（无此日期）", "(no such date)"),
    "division_by_zero": ("（除数为零）", "(division by zero)"),
    "empty_set": ("（无数据）", "(nothing)"),
    "no_peer_document": ("（未提供该报告）", "(report not given)"),
    "budget_exceeded": ("（数值过大）", "(too large)"),
}
UNKNOWN: Final = ("（未知）", "(unknown)")
TRUTHS: Final = {"true": ("成立", "true"), "false": ("不成立", "false"), "unknown": ("无法确定", "undecided")}


def sentences(message: Message, scope: Scope) -> Texts:
    """Return a message or fix in every language it is written in."""
    scope = replace(scope, telling=True)
    return {language: "".join(_piece(one, scope, language) for one in pieces) for language, pieces in message.texts}


def _piece(piece: str | core.Expression, scope: Scope, language: str) -> str:
    if isinstance(piece, str):
        return piece
    trace = Trace()
    if piece.kind == "truth":
        return in_language(TRUTHS[truth_value(judged(piece, scope, trace).truth)], language)
    value = evaluated(piece, scope, trace).value
    reason = trace.unknown[-1] if trace.unknown else ""
    return words_of(value, piece.unit, reason, scope, language)


def words_of(value: Value, unit: str | None, reason: str, scope: Scope, language: str) -> str:
    """Return a value as people read it."""
    match value:
        case Affine() | Composite():
            return number_words(value, unit, reason, scope, language)
        case Undefined():
            return in_language(MISSING.get(reason or value.reason, UNKNOWN), language)
        case TextFact():
            return cited(value.raw)
        case date():
            return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else value.isoformat()
        case Found():
            return cited(value.text)
        case HeadingFact():
            return cited(value.heading or "")
        case Line():
            return line_words(value, scope, language)
        case Child():
            return scope.documents.children[value.number].report.agency.name or str(value.number + 1)
        case _:
            return in_language(UNKNOWN, language)


def in_language(words: tuple[str, str], language: str) -> str:
    """Return one of a Chinese and an English wording."""
    return words[0] if language == "zh" else words[1]


def number_words(quantity: Quantity, unit: str | None, reason: str, scope: Scope, language: str) -> str:
    """Return a number in the unit that people read; a missing one in words, a range with its ends."""
    value = value_of(quantity)
    if value is not None:
        return in_unit(value, unit, scope)
    found = reach(quantity)
    low, high = (None, None) if found is None else found
    # What the known reports come to is told even where others are missing.
    among_others = reason == "no_peer_document" and low is not None and low > 0
    if high is None and reason in MISSING and not among_others:
        return in_language(MISSING[reason], language)
    return range_words(low, high, unit, scope, language)


def range_words(low: Bound, high: Bound, unit: str | None, scope: Scope, language: str) -> str:
    """Return a range with the ends that it has."""
    if low is not None and high is not None:
        return f"{in_unit(low, unit, scope)}～{in_unit(high, unit, scope)}"
    if low is not None:
        shown = in_unit(low, unit, scope)
        return f"不小于 {shown}" if language == "zh" else f"at least {shown}"
    if high is not None:
        shown = in_unit(high, unit, scope)
        return f"不大于 {shown}" if language == "zh" else f"at most {shown}"
    return in_language(UNKNOWN, language)


def in_unit(value: Exact, unit: str | None, scope: Scope) -> str:
    """Return a number of the base unit in the unit that people read, with the sign of a ratio."""
    known = None if not unit else scope.documents.own.vocabulary.unit(unit)
    if known is None:
        return render_exact(value)
    shown = render_exact(exact(value / known.scale))
    return shown + unit if unit in ("%", "‰") else shown


def line_words(line: Line, scope: Scope, language: str) -> str:
    """Return the name of a row, column or section."""
    vocabulary = scope.documents.own.vocabulary
    what, _, table_id = line.of.partition(":")
    if what == "section":
        section = vocabulary.section(line.id)
        if section is None:
            return line.id
        return section.printed.usual if language == vocabulary.languages[0] else section.labels.of(language)
    table = vocabulary.table(table_id)
    found = None if table is None else table.line("row" if what == "row" else "column", line.id)
    if found is None:
        return line.id
    return found.short if language == vocabulary.languages[0] else found.labels.of(language)
