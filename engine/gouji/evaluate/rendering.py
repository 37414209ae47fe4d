"""Sentences of a finding: the rule's message and fix, or the substituted formula in words.

A missing value is said in words, a range as a range; numbers are shown in the unit in which people read them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from gouji.check import core
from gouji.check.checked import CheckedRule, Message
from gouji.evaluate.conditions import judged, truth_value
from gouji.evaluate.expressions import Value, evaluated
from gouji.evaluate.possible import Affine, Bound
from gouji.evaluate.quantities import Composite, Quantity, Undefined, reach, value_of
from gouji.evaluate.scope import Child, Line, Scope, Trace
from gouji.facts.model import Found, HeadingFact, TextFact
from gouji.findings import Texts
from gouji.functions import abs_of
from gouji.values import Exact, exact, render_exact

_MISSING: Final = {
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
_UNKNOWN: Final = ("（未知）", "(unknown)")
_TRUTHS: Final = {"true": ("成立", "true"), "false": ("不成立", "false"), "unknown": ("无法确定", "undecided")}


def sentences(message: Message, scope: Scope) -> Texts:
    """Return a message or fix in every language it is written in."""
    scope = replace(scope, telling=True)
    return {language: "".join(_piece(one, scope, language) for one in pieces) for language, pieces in message.texts}


def _piece(piece: str | core.Expression, scope: Scope, language: str) -> str:
    if isinstance(piece, str):
        return piece
    trace = Trace()
    if piece.kind == "truth":
        return _of(_TRUTHS[truth_value(judged(piece, scope, trace).truth)], language)
    value = evaluated(piece, scope, trace).value
    reason = trace.unknown[-1] if trace.unknown else ""
    return words_of(value, piece.unit, reason, scope, language)


def words_of(value: Value, unit: str | None, reason: str, scope: Scope, language: str) -> str:
    """Return a value as people read it."""
    match value:
        case Affine() | Composite():
            return number_words(value, unit, reason, scope, language)
        case Undefined():
            return _of(_MISSING.get(reason or value.reason, _UNKNOWN), language)
        case TextFact():
            return value.raw
        case date():
            return f"{value.year}年{value.month}月{value.day}日" if language == "zh" else value.isoformat()
        case Found():
            return value.text
        case HeadingFact():
            return value.heading or ""
        case Line():
            return line_words(value, scope, language)
        case Child():
            return scope.documents.children[value.number].report.agency.name or str(value.number + 1)
        case _:
            return _of(_UNKNOWN, language)


def _of(words: tuple[str, str], language: str) -> str:
    return words[0] if language == "zh" else words[1]


def number_words(quantity: Quantity, unit: str | None, reason: str, scope: Scope, language: str) -> str:
    """Return a number in the unit that people read; a missing one in words, a range with its ends."""
    value = value_of(quantity)
    if value is not None:
        return _in_unit(value, unit, scope)
    found = reach(quantity)
    low, high = (None, None) if found is None else found
    if high is None and reason in _MISSING:
        return _of(_MISSING[reason], language)
    return _range(low, high, unit, scope, language)


def _range(low: Bound, high: Bound, unit: str | None, scope: Scope, language: str) -> str:
    if low is not None and high is not None:
        return f"{_in_unit(low, unit, scope)}～{_in_unit(high, unit, scope)}"
    if low is not None:
        shown = _in_unit(low, unit, scope)
        return f"不小于 {shown}" if language == "zh" else f"at least {shown}"
    if high is not None:
        shown = _in_unit(high, unit, scope)
        return f"不大于 {shown}" if language == "zh" else f"at most {shown}"
    return _of(_UNKNOWN, language)


def _in_unit(value: Exact, unit: str | None, scope: Scope) -> str:
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


# ── the substituted formula ─────────────────────────────────────────────────

_COMPARATORS: Final = {"=": "＝", "≠": "≠", "<": "＜", "≤": "≤", ">": "＞", "≥": "≥"}
_SIGNS: Final = {"+": "＋", "-": "－", "*": "×", "/": "÷"}
_MOST_SUMMANDS: Final = 12


def formula_words(rule: CheckedRule, scope: Scope, truth: str) -> Texts:
    """Return the check with its values put in: both sides worked out, and their difference."""
    languages = scope.documents.own.vocabulary.languages
    return {language: _formula(rule.check, scope, language, truth) for language in languages}


def _formula(node: core.Expression, scope: Scope, language: str, truth: str) -> str:
    if not isinstance(node, core.Compare | core.Agrees) or node.left.kind != "number":
        return _title_words(node, truth, language)
    trace = Trace()
    left, right = evaluated(node.left, scope, trace).value, evaluated(node.right, scope, trace).value
    shown = [_side(one, scope, language) for one in (node.left, node.right)]
    stop = "；" if language == "zh" else "; "
    text = stop.join(shown)
    if isinstance(left, Affine | Composite) and isinstance(right, Affine | Composite):
        one, other = value_of(left), value_of(right)
        if one is not None and other is not None:
            gap = _in_unit(abs_of.body(exact(one - other)), node.left.unit or node.right.unit, scope)
            return text + (f"；差 {gap}" if language == "zh" else f"; difference {gap}")
    return text


def _title_words(node: core.Expression, truth: str, language: str) -> str:
    said = _of(_TRUTHS[truth], language)
    return f"{said}：{node.words}" if language == "zh" else f"{said}: {node.words}"


def _side(node: core.Expression, scope: Scope, language: str) -> str:
    """Return one side: its parts with their names and values, and what they make."""
    parts = _summands(node)
    trace = Trace()
    value = evaluated(node, scope, trace).value
    reason = trace.unknown[-1] if trace.unknown else ""
    total = words_of(value, node.unit, reason, scope, language)
    if len(parts) == 1 and parts[0][1] is node:
        return _named(node, scope, language)
    if len(parts) > _MOST_SUMMANDS:
        return f"{node.words} ＝ {total}" if language == "zh" else f"{node.words} = {total}"
    text = ""
    for sign, part in parts:
        shown = _named(part, scope, language)
        text += (f" {_SIGNS[sign]} " if text else ("－" if sign == "-" else "")) + shown
    return f"{text} ＝ {total}" if language == "zh" else f"{text} = {total}"


def _summands(node: core.Expression, sign: str = "+") -> list[tuple[str, core.Expression]]:
    if isinstance(node, core.Arithmetic) and node.operator in ("+", "-"):
        right = sign if node.operator == "+" else ("-" if sign == "+" else "+")
        return [*_summands(node.left, sign), *_summands(node.right, right)]
    return [(sign, node)]


def _named(node: core.Expression, scope: Scope, language: str) -> str:
    trace = Trace()
    one = evaluated(node, scope, trace)
    reason = trace.unknown[-1] if trace.unknown else ""
    shown = words_of(one.value, node.unit, reason, scope, language)
    if isinstance(node, core.NumberConstant):
        return shown
    names = {seen.id: seen.labels for seen in trace.operands.values()}
    if one.step.operand is not None and one.step.operand in names:
        return f"{names[one.step.operand].get(language, node.words)} {shown}"
    return f"{node.words} {shown}"
