"""Layout: an item or clause enters, its lines leave; what fits into the width stands on one line.

Where a condition does not fit, it is broken at its outermost `and` or `or`, at `implies`, `where`, `satisfies`,
or its comparison, and within parentheses where one operand alone does not fit.
Operands stand under the first one; the words between them stand to their left, or, within parentheses, at their place:

    check    every h in headings
             satisfies (h.number exists
                        and h.number = h.position)
          or title exists

Lowerings of a grade stand on lines of their own when one line does not hold them.
A text is never broken, so a line may still be longer than the width.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.source import display_width
from gouji.syntax import nodes as n
from gouji.syntax import printer

WIDTH: Final = 100
"""In display columns."""


def item_lines(item: n.Item, column: int = 0) -> list[str]:
    """Return the lines of an item; the names of lets and patterns are filled up to a column of names of this width."""
    match item:
        case n.LetClause():
            return _let("let ", item, column)
        case n.PatternItem():
            return [f"pattern {_filled(printer.show_word(item.word), column)} = {printer.pattern_text(item)}"]
        case n.RuleItem():
            clauses = [line for lines in clause_lines(item) for line in lines]
            return [printer.rule_head(item), *clauses, "}"]


def name_width(item: n.LetClause | n.PatternItem) -> int:
    """Return how wide the name of an item is."""
    return display_width(printer.show_word(item.word))


def clause_lines(rule: n.RuleItem) -> list[list[str]]:
    """Return the lines of each clause of a rule, what follows their words standing in one column."""
    pairs = printer.clause_pairs(rule)
    return [_clause_lines(clause, lead, rest) for clause, (lead, rest) in zip(rule.clauses, pairs, strict=True)]


def _clause_lines(clause: n.Clause, lead: str, rest: str) -> list[str]:
    """Return the lines of a clause: on one line if they fit, else broken where the clause can be."""
    column = len(lead)
    if column + display_width(rest) <= WIDTH:
        return [lead + rest]
    match clause:
        case n.LetClause():
            return _let(lead, clause, 0)
        case n.WhenClause():
            return _led(lead, _condition(clause.condition, column))
        case n.CheckClause():
            lines = _condition(clause.property, column)
            tolerance = printer.show_tolerance(clause)
            return _led(lead, lines + ([_margin(column) + tolerance.lstrip()] if tolerance else []))
        case n.ForClause() if clause.where is not None:
            where = _worded("where", printer.IMPLIES, clause.where, column)
            return _led(lead, [printer.for_head(clause), *where])
        case n.GradeClause():
            return _led(lead, _grade(clause, column))
        case _:
            return [lead + rest]


def _let(lead: str, clause: n.LetClause, column: int) -> list[str]:
    lead += f"{_filled(printer.show_word(clause.word), column)} = "
    return _led(lead, _condition(clause.value, display_width(lead)))


def _grade(clause: n.GradeClause, column: int) -> list[str]:
    """Return the lines of a grade with its lowerings, each of which begins a line."""
    lines: list[str] = [clause.grade]
    for lowering in clause.lowerings:
        lines[-1] += ","
        lines += _lowering(lowering, column)
    return lines


def _lowering(lowering: n.Lowering, column: int) -> list[str]:
    flat = printer.show_lowering(lowering)
    if column + display_width(flat) < WIDTH:
        return [_margin(column) + flat]
    lead = f"{_margin(column)}{lowering.grade} "
    condition = _worded("when", printer.ANY, lowering.when, len(lead))
    condition[0] = lead + condition[0].lstrip()
    return [*condition, f"{_margin(len(lead))}because {printer.show_wording(lowering.because)}"]


# ── conditions ──────────────────────────────────────────────────────────────
# Lines are given with their margin, but for the first: it stands behind something else.


def _condition(expression: n.Expression, column: int) -> list[str]:
    """Return the lines of a condition that begins in a column of a line of its own."""
    return _lines(printer.ANY, expression, column, column, 0)


def _worded(word: str, least: int, expression: n.Expression, column: int, tail: int = 0) -> list[str]:
    """Return the lines of an expression at least so tight behind a word that begins a line."""
    room = len(word) + 1
    return _led(f"{_margin(column)}{word} ", _lines(least, expression, column + room, room, tail))


def _lines(least: int, expression: n.Expression, column: int, left: int, tail: int) -> list[str]:
    """Return the lines of an expression at least so tight.

    `left` columns before it are free on further lines; `tail` columns are taken behind it on its last.
    """
    flat = printer.show_at(least, expression)
    if column + display_width(flat) + tail <= WIDTH:
        return [flat]
    if printer.shown(expression)[0] < least:
        return _ended(_led("(", _lines(printer.ANY, expression, column + 1, 0, tail + 1)), ")")
    match expression:
        case n.Not():
            least = printer.wanted_by_not(expression.of)
            return _led("not ", _lines(least, expression.of, column + 4, 0, tail))
        case n.Quantified():
            return _quantified(expression, column, tail)
        case n.Logic(operator="implies"):
            return _implication(expression, column, tail)
        case n.Logic():
            return _operands(expression.operator, printer.NOT, expression.operands, column, left, tail)
        case n.Comparison() if _fits(printer.SUM, expression.left, column):
            sides = (expression.left, expression.right)
            return _operands(expression.comparator, printer.SUM, sides, column, left, tail)
        case n.Agrees() if _fits(printer.SUM, expression.left, column):
            return _operands("agrees", printer.SUM, (expression.left, expression.right), column, left, tail)
        case _:
            return [flat]


def _operands(word: str, least: int, operands: Sequence[n.Expression], column: int, left: int, tail: int) -> list[str]:
    """Return operands with a word between them, a line or more for each."""
    room = len(word) + 1
    first, *others = operands
    lines = _lines(least, first, column, 0, 0)
    start = column if left >= room else column + room
    for other in others:
        own = _lines(least, other, start, 0, tail if other is others[-1] else 0)
        lines += _led(f"{_margin(start - room)}{word} ", own)
    return lines


def _fits(least: int, expression: n.Expression, column: int) -> bool:
    return column + display_width(printer.show_at(least, expression)) <= WIDTH


def _implication(expression: n.Logic, column: int, tail: int) -> list[str]:
    left, right = expression.operands
    lines = _lines(printer.NOT, left, column, 0, 0)
    while isinstance(right, n.Logic) and right.operator == "implies":
        left, right = right.operands
        lines += _worded("implies", printer.NOT, left, column)
    return lines + _worded("implies", printer.NOT, right, column, tail)


def _quantified(expression: n.Quantified, column: int, tail: int) -> list[str]:
    lines = [printer.quantified_head(expression)]
    if expression.where is not None:
        where = printer.show_where(expression.where)
        if column + display_width(lines[0] + where) <= WIDTH:
            lines[0] += where
        else:
            lines += _worded("where", printer.IMPLIES, expression.where, column)
    least = printer.wanted_by_satisfies(expression.satisfies)
    return lines + _worded("satisfies", least, expression.satisfies, column, tail)


# ── lines ───────────────────────────────────────────────────────────────────


def _margin(column: int) -> str:
    return " " * column


def _led(lead: str, lines: list[str]) -> list[str]:
    return [lead + lines[0], *lines[1:]]


def _ended(lines: list[str], end: str) -> list[str]:
    return [*lines[:-1], lines[-1] + end]


def _filled(text: str, column: int) -> str:
    return text + _margin(column - display_width(text))
