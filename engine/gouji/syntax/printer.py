"""Printing: a tree enters, its canonical text leaves, so that reading the text gives the same tree.

Half-width signs, clauses aligned in a column, every clause on one line.
Parentheses stand where the grammar needs them, and where a reader would otherwise have to know what binds tighter:
around `and` within `or`, around what `not` denies, around a second `every` or `some`.
Comments are no part of the tree and are lost here; `formatting` prints a file with them and breaks what is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, assert_never

from gouji.syntax import nodes as n
from gouji.syntax.words import CLAUSES

_MIN_COLUMN: Final = 6

# How tightly an expression holds together, from the loosest; a place asks for at least one of these.
ANY: Final = 0
IMPLIES: Final = 1
_OR: Final = 2
_AND: Final = 3
NOT: Final = 4
_COMPARING: Final = 5
SUM: Final = 6
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

    `for` and `let` may rest on each other and keep their order; a `let` stays before the clause that it stood before.
    """
    return replace(file, items=tuple(_arranged_item(item) for item in file.items))


def _arranged_item(item: n.Item) -> n.Item:
    if isinstance(item, n.RuleItem):
        ranked = sorted(zip(_ranks(item.clauses), item.clauses, strict=True), key=lambda one: one[0])
        return replace(item, clauses=tuple(clause for _, clause in ranked))
    return item


def _ranks(clauses: Sequence[n.Clause]) -> list[int]:
    """Return the place of each clause in the order of the reference: a `let` takes that of what follows it."""
    first, last = CLAUSES.index("for"), CLAUSES.index("check")
    ranks: list[int] = []
    following = latest = last
    for clause in reversed(clauses):
        if isinstance(clause, n.LetClause):
            rank = latest = min(latest, following)
        else:
            rank = CLAUSES.index(_clause(clause)[0])
            following = min(max(rank, first), last)
            if isinstance(clause, n.ForClause):
                latest = first
        ranks.append(rank)
    return ranks[::-1]


# ── items and clauses ───────────────────────────────────────────────────────


def show_item(item: n.Item) -> str:
    """Return the canonical text of an item, without a line break at its end."""
    match item:
        case n.LetClause():
            return f"let {_let(item)}"
        case n.PatternItem():
            return f"pattern {show_word(item.word)} = {pattern_text(item)}"
        case n.RuleItem():
            lines = [f"{lead}{rest}\n" for lead, rest in clause_pairs(item)]
            return f"{rule_head(item)}\n{''.join(lines)}}}"
        case _:
            assert_never(item)


def rule_head(rule: n.RuleItem) -> str:
    """Return the line that opens a rule."""
    return f"rule {show_word(rule.word)} {show_wording(rule.title)} {{"


def pattern_text(item: n.PatternItem) -> str:
    """Return what stands behind the `=` of a pattern."""
    before = [f" not before {_pattern(text)}" for text in item.not_before]
    after = [f" not after {_pattern(text)}" for text in item.not_after]
    return _pattern(item.pattern) + "".join(before + after)


def clause_pairs(rule: n.RuleItem) -> list[tuple[str, str]]:
    """Return the indented word of each clause of a rule, all of one width, and what follows it."""
    clauses = [_clause(clause) for clause in rule.clauses]
    column = max([_MIN_COLUMN, *(len(keyword) for keyword, _ in clauses)]) + 1
    return [(f"  {keyword.ljust(column)}", rest) for keyword, rest in clauses]


def _clause(clause: n.Clause) -> tuple[str, str]:
    """Return the clause's word and what follows it."""
    match clause:
        case n.GradeClause():
            return "grade", ", ".join([clause.grade, *(show_lowering(one) for one in clause.lowerings)])
        case n.BasisClause():
            says = "" if clause.says is None else f" says {_quoted(clause.says.text)}"
            return "basis", f"{show_word(clause.source)} {show_wording(clause.place)}{says}"
        case n.EffectiveClause():
            return "effective", " ".join(part for part in (clause.first, "..", clause.last) if part is not None)
        case n.ForClause():
            return "for", for_head(clause) + show_where(clause.where)
        case n.LetClause():
            return "let", _let(clause)
        case n.WhenClause():
            return "when", show_expression(clause.condition)
        case n.RequiresClause():
            return "requires", _list(clause.needed)
        case n.CheckClause():
            return "check", show_expression(clause.property) + show_tolerance(clause)
        case n.BlankClause():
            return "blank", f"as {clause.policy}"
        case n.MessageClause():
            return clause.role, " ".join(_template(template) for template in clause.templates)
        case n.ReplacesClause():
            return "replaces", ".".join(show_word(word) for word in clause.words)
        case _:
            assert_never(clause)


def for_head(clause: n.ForClause) -> str:
    """Return the part before `where`."""
    return f"{show_word(clause.variable)} in {_axis(clause.axis)}"


def show_lowering(lowering: n.Lowering) -> str:
    """Return the text of a lowering of a grade."""
    return f"{lowering.grade} when {show_expression(lowering.when)} because {show_wording(lowering.because)}"


def _let(clause: n.LetClause) -> str:
    return f"{show_word(clause.word)} = {show_expression(clause.value)}"


def show_tolerance(clause: n.CheckClause) -> str:
    """Return what follows the property, with a blank before it; nothing if the check is exact."""
    if clause.tolerance is None or clause.because is None:
        return ""
    return f" within {show_expression(clause.tolerance)} because {show_wording(clause.because)}"


def show_where(condition: n.Expression | None) -> str:
    """Return the text of the condition of an axis, with a blank before it; nothing if there is none."""
    return "" if condition is None else f" where {show_at(IMPLIES, condition)}"


def _axis(axis: n.Axis) -> str:
    match axis:
        case n.Matches():
            return f"matches of {show_word(axis.pattern)} in {show_at(_POSTFIX, axis.text)}"
        case n.Parts():
            return f"parts of {show_at(_POSTFIX, axis.of)}"
        case _:
            return show_at(SUM, axis)


# ── texts ───────────────────────────────────────────────────────────────────

_SPECIAL: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
_SLASH: Final = re.compile(r"\\.|/", re.DOTALL)


def _quoted(text: str) -> str:
    return f'"{text.translate(_SPECIAL)}"'


def _marked(language: str, quoted: str) -> str:
    return f"{language} {quoted}" if language else quoted


def show_wording(wording: n.Wording) -> str:
    """Return a text for people in each of its languages."""
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


def show_word(word: n.Word) -> str:
    """Return a name, or a label in backquotes."""
    return f"`{word.text}`" if word.quoted else word.text


# ── expressions ─────────────────────────────────────────────────────────────


def show_expression(expression: n.Expression) -> str:
    """Return the canonical text of an expression, as it may stand alone."""
    return shown(expression)[1]


def show_at(least: int, expression: n.Expression) -> str:
    """Return the text of an expression where one at least so tight is wanted, in parentheses if need be."""
    tightness, text = shown(expression)
    return text if tightness >= least else f"({text})"


def _list(expressions: Iterable[n.Expression]) -> str:
    return ", ".join(show_expression(one) for one in expressions)


def shown(expression: n.Expression) -> tuple[int, str]:
    """Return how tight an expression is, and its text."""
    match expression:
        case n.Number():
            return _BARE_NUMBER, expression.text + (f" {expression.unit}" if expression.unit else "")
        case n.String():
            return _POSTFIX, _quoted(expression.text)
        case n.Truth():
            return _POSTFIX, "true" if expression.value else "false"
        case n.Name():
            return _POSTFIX, show_word(expression.word)
        case n.Field():
            return _POSTFIX, f"{show_at(_POSTFIX, expression.of)}.{show_word(expression.word)}"
        case n.Cell():
            slots = f"{_slot(expression.row)}, {_slot(expression.column)}"
            return _POSTFIX, f"{show_at(_POSTFIX, expression.table)}[{slots}]"
        case n.Listing():
            return _POSTFIX, f"[{_list(expression.items)}]"
        case n.Call():
            return _POSTFIX, f"{show_word(expression.function)}({_list(expression.arguments)})"
        case n.Narrowed():
            return _SET, f"{show_at(_SET, expression.of)} {_narrowing(expression.narrowing)}"
        case n.First():
            return _OPERAND, f"first {show_word(expression.pattern)} in {show_at(_POSTFIX, expression.text)}"
        case n.Default() | n.Negative() | n.Arithmetic():
            return _calculation(expression)
        case n.Not() | n.Logic() | n.Quantified():
            return _logic(expression)
        case _:
            return _COMPARING, _question(expression)


def _calculation(expression: n.Default | n.Negative | n.Arithmetic) -> tuple[int, str]:
    match expression:
        case n.Default():
            return _DEFAULT, f"{show_at(_OPERAND, expression.value)} ?? {show_at(_DEFAULT, expression.otherwise)}"
        case n.Negative():
            return _SIGNED, f"-{show_at(_SIGNED, expression.of)}"
        case n.Arithmetic():
            own = SUM if expression.operator in ("+", "-") else _PRODUCT
            return own, f"{show_at(own, expression.left)} {expression.operator} {show_at(own + 1, expression.right)}"
        case _:
            assert_never(expression)


_Question = n.Comparison | n.Within | n.Between | n.Agrees | n.MultipleOf | n.StateIs | n.Exists


def _question(expression: _Question) -> str:
    match expression:
        case n.Comparison():
            return f"{show_at(SUM, expression.left)} {expression.comparator} {show_at(SUM, expression.right)}"
        case n.Within():
            return f"{show_at(SUM, expression.item)} in {show_at(SUM, expression.of)}"
        case n.Between():
            low, high = show_at(SUM, expression.low), show_at(SUM, expression.high)
            return f"{show_at(SUM, expression.item)} between {low} and {high}"
        case n.Agrees():
            return f"{show_at(SUM, expression.left)} agrees {show_at(SUM, expression.right)}"
        case n.MultipleOf():
            return f"{show_at(SUM, expression.item)} multiple of {show_at(SUM, expression.step)}"
        case n.StateIs():
            return f"{show_at(SUM, expression.item)} is {'not ' if expression.negated else ''}{expression.state}"
        case n.Exists():
            return f"{show_at(SUM, expression.item)} exists"
        case _:
            assert_never(expression)


def _logic(expression: n.Not | n.Logic | n.Quantified) -> tuple[int, str]:
    match expression:
        case n.Not():
            return NOT, f"not {show_at(wanted_by_not(expression.of), expression.of)}"
        case n.Quantified():
            body = show_at(wanted_by_satisfies(expression.satisfies), expression.satisfies)
            return ANY, f"{quantified_head(expression)}{show_where(expression.where)} satisfies {body}"
        case n.Logic(operator="implies"):
            left, right = expression.operands
            return IMPLIES, f"{show_at(NOT, left)} implies {show_at(wanted_by_implies(right), right)}"
        case n.Logic():
            own = _OR if expression.operator == "or" else _AND
            return own, f" {expression.operator} ".join(show_at(NOT, operand) for operand in expression.operands)
        case _:
            assert_never(expression)


def quantified_head(expression: n.Quantified) -> str:
    """Return the part before `where` and `satisfies`."""
    return f"{expression.quantifier} {show_word(expression.variable)} in {_axis(expression.axis)}"


def wanted_by_not(expression: n.Expression) -> int:
    """Return how tight what `not` denies is to be without parentheses."""
    return NOT if isinstance(expression, n.Not) else _POSTFIX


def wanted_by_satisfies(expression: n.Expression) -> int:
    """Return how tight the condition of a quantifier is to be without parentheses."""
    return IMPLIES if isinstance(expression, n.Quantified) else ANY


def wanted_by_implies(expression: n.Expression) -> int:
    """Return how tight what follows `implies` is to be without parentheses."""
    return IMPLIES if isinstance(expression, n.Logic) and expression.operator == "implies" else NOT


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
    return ".".join([*(show_word(word) for word in member.words), *(["*"] if member.every else [])])
