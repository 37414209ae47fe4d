"""Printing: a tree enters, its canonical text leaves, so that reading the text gives the same tree.

Half-width signs, as few parentheses as possible, clauses aligned in a column.
Comments are no part of the tree and are lost here; `formatting` prints a file with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final, assert_never

from gouji.syntax import nodes as n
from gouji.syntax.words import CLAUSES

_MIN_COLUMN: Final = 6

# How tightly an expression holds together, from the loosest; a place asks for at least one of these.
_ANY: Final = 0
_IMPLIES: Final = 1
_OR: Final = 2
_AND: Final = 3
_NOT: Final = 4
_COMPARING: Final = 5
_SUM: Final = 6
_PRODUCT: Final = 7
_SIGNED: Final = 8
_DEFAULT: Final = 9
_OPERAND: Final = 10
_SET: Final = 11
_BARE_NUMBER: Final = 12
_POSTFIX: Final = 13


def show(file: n.RuleFile) -> str:
    """Return the canonical text of a file, its items and clauses in the order of the tree."""
    if not file.items:
        return ""
    parts = [show_item(file.items[0])]
    for above, item in pairwise(file.items):
        together = type(above) is type(item) and not isinstance(item, n.RuleItem)
        parts.append(("" if together else "\n") + show_item(item))
    return "\n".join(parts) + "\n"


def arranged(file: n.RuleFile) -> n.RuleFile:
    """Return the file with the clauses of every rule in the order of the reference.

    `for` and `let` may rest on each other and keep their order.
    """
    return replace(file, items=tuple(_arranged_item(item) for item in file.items))


def _arranged_item(item: n.Item) -> n.Item:
    if isinstance(item, n.RuleItem):
        return replace(item, clauses=tuple(sorted(item.clauses, key=_rank)))
    return item


def _rank(clause: n.Clause) -> int:
    keyword = _clause(clause)[0]
    return CLAUSES.index("for" if keyword == "let" else keyword)


# ── items and clauses ───────────────────────────────────────────────────────


def show_item(item: n.Item) -> str:
    """Return the canonical text of an item, without a line break at its end."""
    match item:
        case n.LetClause():
            return f"let {_let(item)}"
        case n.PatternItem():
            before = [f" not before {_pattern(text)}" for text in item.not_before]
            after = [f" not after {_pattern(text)}" for text in item.not_after]
            return f"pattern {_word(item.word)} = {_pattern(item.pattern)}" + "".join(before + after)
        case n.RuleItem():
            lines = [f"{line}\n" for line in clause_lines(item)]
            return f"{rule_head(item)}\n{''.join(lines)}}}"
        case _:
            assert_never(item)


def rule_head(rule: n.RuleItem) -> str:
    """Return the line that opens a rule."""
    return f"rule {_word(rule.word)} {_wording(rule.title)} {{"


def clause_lines(rule: n.RuleItem) -> tuple[str, ...]:
    """Return the line of each clause of a rule, what follows their words standing in one column."""
    clauses = [_clause(clause) for clause in rule.clauses]
    column = max([_MIN_COLUMN, *(len(keyword) for keyword, _ in clauses)]) + 1
    return tuple(f"  {keyword.ljust(column)}{rest}" for keyword, rest in clauses)


def _clause(clause: n.Clause) -> tuple[str, str]:
    """Return the clause's word and what follows it."""
    match clause:
        case n.GradeClause():
            return "grade", ", ".join([clause.grade, *(_lowering(one) for one in clause.lowerings)])
        case n.BasisClause():
            says = "" if clause.says is None else f" says {_quoted(clause.says.text)}"
            return "basis", f"{_word(clause.source)} {_wording(clause.place)}{says}"
        case n.EffectiveClause():
            return "effective", " ".join(part for part in (clause.first, "..", clause.last) if part is not None)
        case n.ForClause():
            return "for", f"{_word(clause.variable)} in {_axis(clause.axis)}{_where(clause.where)}"
        case n.LetClause():
            return "let", _let(clause)
        case n.WhenClause():
            return "when", show_expression(clause.condition)
        case n.RequiresClause():
            return "requires", _list(clause.needed)
        case n.CheckClause():
            return "check", show_expression(clause.property) + _tolerance(clause)
        case n.BlankClause():
            return "blank", f"as {clause.policy}"
        case n.MessageClause():
            return clause.role, " ".join(_template(template) for template in clause.templates)
        case n.ReplacesClause():
            return "replaces", ".".join(_word(word) for word in clause.words)
        case _:
            assert_never(clause)


def _lowering(lowering: n.Lowering) -> str:
    return f"{lowering.grade} when {show_expression(lowering.when)} because {_wording(lowering.because)}"


def _let(clause: n.LetClause) -> str:
    return f"{_word(clause.word)} = {show_expression(clause.value)}"


def _tolerance(clause: n.CheckClause) -> str:
    if clause.tolerance is None or clause.because is None:
        return ""
    return f" within {show_expression(clause.tolerance)} because {_wording(clause.because)}"


def _where(condition: n.Expression | None) -> str:
    return "" if condition is None else f" where {_at(_IMPLIES, condition)}"


def _axis(axis: n.Axis) -> str:
    match axis:
        case n.Matches():
            return f"matches of {_word(axis.pattern)} in {_at(_POSTFIX, axis.text)}"
        case n.Parts():
            return f"parts of {_at(_POSTFIX, axis.of)}"
        case _:
            return _at(_SUM, axis)


# ── texts ───────────────────────────────────────────────────────────────────

_SPECIAL: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_SLASH: Final = re.compile(r"\\.|/", re.DOTALL)


def _quoted(text: str) -> str:
    return f'"{text.translate(_SPECIAL)}"'


def _marked(language: str, quoted: str) -> str:
    return f"{language} {quoted}" if language else quoted


def _wording(wording: n.Wording) -> str:
    return " ".join(_marked(language, _quoted(text)) for language, text in wording.texts)


def _template(template: n.Template) -> str:
    pieces = (_literal(piece) if isinstance(piece, str) else _hole(piece) for piece in template.pieces)
    return _marked(template.language, _quoted("".join(pieces)))


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _hole(expression: n.Expression) -> str:
    return f"{{{show_expression(expression)}}}"


def _pattern(text: str) -> str:
    return "/" + _SLASH.sub(lambda match: r"\/" if match[0] == "/" else match[0], text) + "/"


def _word(word: n.Word) -> str:
    return f"`{word.text}`" if word.quoted else word.text


# ── expressions ─────────────────────────────────────────────────────────────


def show_expression(expression: n.Expression) -> str:
    """Return the canonical text of an expression, as it may stand alone."""
    return _shown(expression)[1]


def _at(least: int, expression: n.Expression) -> str:
    """Return the text of an expression where one at least so tight is wanted, in parentheses if need be."""
    tightness, text = _shown(expression)
    return text if tightness >= least else f"({text})"


def _list(expressions: Iterable[n.Expression]) -> str:
    return ", ".join(show_expression(one) for one in expressions)


def _shown(expression: n.Expression) -> tuple[int, str]:
    """Return how tight an expression is, and its text."""
    match expression:
        case n.Number():
            return _BARE_NUMBER, expression.text + (f" {expression.unit}" if expression.unit else "")
        case n.String():
            return _POSTFIX, _quoted(expression.text)
        case n.Truth():
            return _POSTFIX, "true" if expression.value else "false"
        case n.Name():
            return _POSTFIX, _word(expression.word)
        case n.Field():
            return _POSTFIX, f"{_at(_POSTFIX, expression.of)}.{_word(expression.word)}"
        case n.Cell():
            slots = f"{_slot(expression.row)}, {_slot(expression.column)}"
            return _POSTFIX, f"{_at(_POSTFIX, expression.table)}[{slots}]"
        case n.Listing():
            return _POSTFIX, f"[{_list(expression.items)}]"
        case n.Call():
            return _POSTFIX, f"{_word(expression.function)}({_list(expression.arguments)})"
        case n.Narrowed():
            return _SET, f"{_at(_SET, expression.of)} {_narrowing(expression.narrowing)}"
        case n.First():
            return _OPERAND, f"first {_word(expression.pattern)} in {_at(_POSTFIX, expression.text)}"
        case n.Default() | n.Negative() | n.Arithmetic():
            return _calculation(expression)
        case n.Not() | n.Logic() | n.Quantified():
            return _logic(expression)
        case _:
            return _COMPARING, _question(expression)


def _calculation(expression: n.Default | n.Negative | n.Arithmetic) -> tuple[int, str]:
    match expression:
        case n.Default():
            return _DEFAULT, f"{_at(_OPERAND, expression.value)} ?? {_at(_DEFAULT, expression.otherwise)}"
        case n.Negative():
            return _SIGNED, f"-{_at(_SIGNED, expression.of)}"
        case n.Arithmetic():
            own = _SUM if expression.operator in ("+", "-") else _PRODUCT
            return own, f"{_at(own, expression.left)} {expression.operator} {_at(own + 1, expression.right)}"
        case _:
            assert_never(expression)


_Question = n.Comparison | n.Within | n.Between | n.Agrees | n.MultipleOf | n.StateIs | n.Exists


def _question(expression: _Question) -> str:
    match expression:
        case n.Comparison():
            return f"{_at(_SUM, expression.left)} {expression.comparator} {_at(_SUM, expression.right)}"
        case n.Within():
            return f"{_at(_SUM, expression.item)} in {_at(_SUM, expression.of)}"
        case n.Between():
            low, high = _at(_SUM, expression.low), _at(_SUM, expression.high)
            return f"{_at(_SUM, expression.item)} between {low} and {high}"
        case n.Agrees():
            return f"{_at(_SUM, expression.left)} agrees {_at(_SUM, expression.right)}"
        case n.MultipleOf():
            return f"{_at(_SUM, expression.item)} multiple of {_at(_SUM, expression.step)}"
        case n.StateIs():
            return f"{_at(_SUM, expression.item)} is {'not ' if expression.negated else ''}{expression.state}"
        case n.Exists():
            return f"{_at(_SUM, expression.item)} exists"
        case _:
            assert_never(expression)


def _logic(expression: n.Not | n.Logic | n.Quantified) -> tuple[int, str]:
    match expression:
        case n.Not():
            return _NOT, f"not {_at(_NOT, expression.of)}"
        case n.Quantified():
            axis = f"{_word(expression.variable)} in {_axis(expression.axis)}{_where(expression.where)}"
            return _ANY, f"{expression.quantifier} {axis} satisfies {show_expression(expression.satisfies)}"
        case n.Logic(operator="implies"):
            left, right = expression.operands
            return _IMPLIES, f"{_at(_OR, left)} implies {_at(_IMPLIES, right)}"
        case n.Logic():
            own = _OR if expression.operator == "or" else _AND
            return own, f" {expression.operator} ".join(_at(own + 1, operand) for operand in expression.operands)
        case _:
            assert_never(expression)


def _slot(slot: n.Slot) -> str:
    match slot.member:
        case None:
            member = "*"
        case n.String():
            member = _quoted(slot.member.text)
        case n.Member():
            member = _member(slot.member)
        case _:
            assert_never(slot.member)
    return member if slot.narrowing is None else f"{member} {_narrowing(slot.narrowing)}"


def _narrowing(narrowing: n.Narrowing) -> str:
    members = [_member(member) for member in narrowing.members]
    return f"{narrowing.how} {members[0] if len(members) == 1 else '(' + ', '.join(members) + ')'}"


def _member(member: n.Member) -> str:
    return ".".join([*(_word(word) for word in member.words), *(["*"] if member.every else [])])
