"""The substituted formula in words: `本年新收 32 ＋ 上年结转 0 ＝ 32；办理结果总计 31 ＋ 结转下年度 0 ＝ 31；差 1`.

A check and its scope enter; one sentence per language of the pack leaves, for findings whose rule has no message.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.evaluate.conditions import judged
from gouji.evaluate.evaluated import Evaluated, Vector
from gouji.evaluate.expressions import evaluated
from gouji.evaluate.possible import Affine
from gouji.evaluate.quantities import Composite, value_of
from gouji.evaluate.rendering import MISSING, TRUTHS, UNKNOWN, in_language, in_unit, range_words, words_of
from gouji.evaluate.scope import BudgetExceededError, Scope, Seen, Trace
from gouji.facts.model import TextFact
from gouji.findings import Texts
from gouji.functions import abs_of
from gouji.values import Exact, exact, parse_exact

_SIGNS: Final = {"+": "＋", "-": "－"}
_WANTED: Final = {
    "≠": ("；二者不应相等", "; the two should differ"),
    "<": ("；前者应小于后者", "; the first should be less than the second"),
    "≤": ("；前者不应大于后者", "; the first should be at most the second"),
    ">": ("；前者应大于后者", "; the first should be greater than the second"),
    "≥": ("；前者不应小于后者", "; the first should be at least the second"),
}
_MOST_SUMMANDS: Final = 12
_MOST_CHARACTERS: Final = 60
_MOST_OPEN: Final = 3


def formula_words(rule: CheckedRule, scope: Scope, truth: str) -> Texts:
    """Return the check with its values put in: both sides worked out, and their difference."""
    worked = _Worked(scope)
    languages = scope.documents.own.vocabulary.languages
    return {language: _formula(rule.check, worked, language, truth) for language in languages}


class _Worked:
    """The parts of a check with their values, each worked out once for all languages."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._known: dict[int, tuple[Evaluated, Trace]] = {}

    def of(self, node: core.Expression) -> tuple[Evaluated, Trace]:
        """Return a part with its value and what was met in it."""
        known = self._known.get(id(node))
        if known is None:
            trace = Trace()
            known = self._known[id(node)] = (evaluated(node, self.scope, trace), trace)
        return known

    def met_in(self, condition: core.Expression) -> Trace:
        """Return what is met in a condition, or in as much of it as may be worked out."""
        trace = Trace()
        with suppress(BudgetExceededError):
            judged(condition, self.scope, trace)
        return trace


def _formula(node: core.Expression, worked: _Worked, language: str, truth: str) -> str:
    if not isinstance(node, core.Compare | core.Agrees):
        said = in_language(TRUTHS[truth], language)
        because = _open_values(worked.met_in(node), language) if truth == "unknown" else ""
        return f"{said}：{because or node.words}" if language == "zh" else f"{said}: {because or node.words}"
    (left, met_left), (right, met_right) = worked.of(node.left), worked.of(node.right)
    names = _Names((*met_left.operands.values(), *met_right.operands.values()), worked, language)
    text = ("；" if language == "zh" else "; ").join(names.side(one) for one in (node.left, node.right))
    if isinstance(node, core.Compare) and node.comparator in _WANTED:
        return text + in_language(_WANTED[node.comparator], language)
    if isinstance(left.value, Affine | Composite) and isinstance(right.value, Affine | Composite):
        one, other = value_of(left.value), value_of(right.value)
        if one is not None and other is not None:
            gap = names.told(abs_of.body(exact(one - other)), node.left.unit or node.right.unit)
            return text + in_language((f"；差 {gap}", f"; difference {gap}"), language)
    return text


def _open_values(trace: Trace, language: str) -> str:
    """Return the values that leave a condition open, the doubted ones first: an auditor does not read its formula."""
    doubted = [one for one in trace.operands.values() if one.doubts]
    found = doubted or [one for one in trace.operands.values() if one.value is None and one.reason in MISSING]
    named = [f"{one.labels.get(language, one.pointer)}{_why_open(one, language)}" for one in found]
    shown = ("、" if language == "zh" else ", ").join(named[:_MOST_OPEN])
    if len(named) <= _MOST_OPEN:
        return shown
    return f"{shown} 等 {len(named)} 处" if language == "zh" else f"{shown} and others, {len(named)} in all"


def _why_open(seen: Seen, language: str) -> str:
    if seen.doubts and seen.reason not in MISSING:
        return in_language(("（识读存疑）", " (doubtful reading)"), language)
    return in_language(MISSING.get(seen.reason or "", UNKNOWN), language).replace("(", " (")


class _Names:
    """How operands are called in one sentence: by row alone when all cells are of one column, and the reverse."""

    def __init__(self, operands: tuple[Seen, ...], worked: _Worked, language: str) -> None:
        self.worked = worked
        self.scope = worked.scope
        self.language = language
        cells = [one.cell for one in operands if one.cell is not None]
        self.one_row = len({(table, row) for table, row, _ in cells}) == 1
        self.one_column = len({(table, column) for table, _, column in cells}) == 1
        self.units_differ = len({one.unit for one in operands if one.unit}) > 1

    def told(self, value: Exact, unit: str | None) -> str:
        """Return a number in its unit, and the unit's name where the sentence has several."""
        shown = in_unit(value, unit, self.scope)
        return f"{shown} {unit}" if unit and self.units_differ and not shown.endswith(unit) else shown

    def side(self, node: core.Expression) -> str:
        """Return one side: its parts with their names and values, and what they make."""
        parts = self.parts(node, "+")
        if len(parts) == 1:
            return parts[0][1]
        total = self._valued(node, whole=True)
        if len(parts) > _MOST_SUMMANDS:
            return f"{node.words} ＝ {total}" if self.language == "zh" else f"{node.words} = {total}"
        text = ""
        for sign, part in parts:
            text += (f" {_SIGNS[sign]} " if text else ("－" if sign == "-" else "")) + part
        return f"{text} ＝ {total}" if self.language == "zh" else f"{text} = {total}"

    def parts(self, node: core.Expression, sign: str) -> list[tuple[str, str]]:
        """Return the summands of a side, with their signs."""
        match node:
            case core.Arithmetic() if node.operator in ("+", "-"):
                other = sign if node.operator == "+" else ("-" if sign == "+" else "+")
                return [*self.parts(node.left, sign), *self.parts(node.right, other)]
            case core.CallTo() if node.function == "sum":
                return self._summed(node, sign)
            case core.NumberConstant() | core.TextConstant():
                return [(sign, self._valued(node))]
            case _:
                return [(sign, self._named(node))]

    def _summed(self, node: core.CallTo, sign: str) -> list[tuple[str, str]]:
        one, trace = self.worked.of(node.arguments[0])
        vector = one.value
        seen = list(trace.operands.values())
        if (
            not isinstance(vector, Vector)
            or not 0 < len(vector.members) <= _MOST_SUMMANDS
            or len(seen) < len(vector.members)
        ):
            return [(sign, self._named(node))]
        return [(sign, self._operand(each, node.unit)) for each in seen]

    def _named(self, node: core.Expression) -> str:
        one, trace = self.worked.of(node)
        seen = next((each for each in trace.operands.values() if each.id == one.step.operand), None)
        if seen is not None and not isinstance(one.value, TextFact):
            return self._operand(seen, node.unit)
        shown = self._valued(node)
        name = node.words if seen is None else self._name(seen)
        return f"{name} {shown}"

    def _valued(self, node: core.Expression, *, whole: bool = False) -> str:
        one, trace = self.worked.of(node)
        number = value_of(one.value) if isinstance(one.value, Affine | Composite) else None
        if number is not None:
            return self.told(number, node.unit)
        # A sum is not blank because one of its summands is: it says the range that is left to it.
        reason = trace.unknown[-1] if trace.unknown and not whole else ""
        shown = words_of(one.value, node.unit, reason, self.scope, self.language)
        if isinstance(one.value, TextFact):
            cut = shown if len(shown) <= _MOST_CHARACTERS else shown[:_MOST_CHARACTERS] + "…"
            return f"“{cut}”"
        return shown

    def _operand(self, seen: Seen, unit: str | None) -> str:
        return f"{self._name(seen)} {self._value(seen, unit if unit is not None else seen.unit)}"

    def _value(self, seen: Seen, unit: str | None) -> str:
        value = None if seen.value is None else parse_exact(seen.value)
        if value is not None:
            return self.told(value, unit)
        if seen.value is not None:
            return seen.value
        if seen.high is None and seen.reason in MISSING:
            return in_language(MISSING[seen.reason], self.language)
        low, high = _number(seen.low), _number(seen.high)
        if low is None and high is None:
            return in_language(UNKNOWN, self.language)
        return range_words(low, high, unit, self.scope, self.language)

    def _name(self, seen: Seen) -> str:
        own = self.scope.documents.own
        table = None if seen.cell is None else own.vocabulary.table(seen.cell[0])
        if seen.cell is None or table is None or seen.document != own.name:
            return seen.labels.get(self.language, seen.pointer)
        row, column = table.row(seen.cell[1]), table.column(seen.cell[2])
        if row is None or column is None:
            return seen.pointer
        first = self.language == own.vocabulary.languages[0]
        across = column.short if first else column.labels.of(self.language)
        down = row.short if first else row.labels.of(self.language)
        if self.one_column:
            return down
        return across if self.one_row else f"{down}·{across}"


def _number(text: str | None) -> Exact | None:
    return None if text is None else parse_exact(text)
