"""Core expressions → Python syntax-tree nodes, for reports whose every value is there, exact and beyond doubt.

On such a report strong Kleene is plain two-valued logic, and an expression costs what hand-written Python costs.
Whatever is not so plain raises `NotPlainError` when it is met at run time, and the explaining evaluator takes over.
What cannot be said this way at all raises `NotCompiledError` here, and the whole rule is left to that evaluator.
Nothing of a rule file is ever pasted as text: names are ours, constants stay constants.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Final, assert_never

from gouji.check import core
from gouji.functions.signature import Kind
from gouji.plan.axes import elements, found
from gouji.plan.emitter import (
    SECTIONS,
    YEAR,
    Bound,
    Emitter,
    NotCompiledError,
    Scope,
    ask,
    bound,
    conjunction,
    element,
    load,
    member,
    negation,
    own,
    selected,
    where,
)
from gouji.plan.signs import surely_holds

_COMPARE: Final[dict[str, type[ast.cmpop]]] = {
    "=": ast.Eq,
    "≠": ast.NotEq,
    "<": ast.Lt,
    "≤": ast.LtE,
    ">": ast.Gt,
    "≥": ast.GtE,
}
_PLAIN_FUNCTIONS: Final = frozenset(
    {"abs", "round", "date", "working_days", "length", "similarity", "resemblance", "contains",
     "doubled_words", "doubled_phrases", "repeated_sentences", "sum_before"}
)  # fmt: skip


def condition(node: core.Expression, scope: Scope, out: Emitter) -> ast.expr:
    """Return a truth as a Python condition."""
    match node:
        case core.TruthConstant():
            return ast.Constant(node.value)
        case core.Compare():
            return _compare(node, scope, out)
        case core.Not():
            return negation(condition(node.of, scope, out))
        case core.And():
            return conjunction(condition(one, scope, out) for one in node.operands)
        case core.Or():
            return conjunction((condition(one, scope, out) for one in node.operands), empty=False)
        case core.Implies():
            left = negation(condition(node.left, scope, out))
            return conjunction((left, condition(node.right, scope, out)), empty=False)
        case core.Quantified():
            return _quantified(node, scope, out)
        case core.MemberIn():
            return ast.Constant(member(node.variable, scope) in node.ids)
        case core.SameElement():
            same = member(node.variable, scope) == element(node.element, scope)
            return ast.Constant(same if node.comparator == "=" else not same)
        case core.StateIs():
            own(node.cell.document)
            out.cell(node.cell.table, element(node.cell.row, scope), element(node.cell.column, scope))
            return ast.Constant((node.state == "filled") is not node.negated)
        case core.Exists():
            return _exists(node.of, scope, out)
        case core.Agrees():
            exactly = [_exactly(side, scope, out) for side in (node.left, node.right)]
            return ast.Compare(exactly[0], [ast.Eq()], [exactly[1]])
        case core.MultipleOf(step=core.NumberConstant(value=1), item=core.CellAt() as cell) if _whole(cell, scope, out):
            return ast.Constant(True)
        case core.MultipleOf():
            return out.ask("multiple", value(node.item, scope, out), value(node.step, scope, out))
        case core.CallTo():
            return _call(node, scope, out)
        case _:
            raise NotCompiledError


def value(node: core.Expression, scope: Scope, out: Emitter) -> ast.expr:
    """Return a number, a date, or a folded text as a Python expression."""
    match node:
        case core.NumberConstant():
            return out.number(node.value)
        case core.TextConstant():
            return ast.Constant(node.value)
        case core.CellAt():
            own(node.document)
            return out.cell(node.table, element(node.row, scope), element(node.column, scope))
        case core.Arithmetic():
            return _arithmetic(node, scope, out)
        case core.Negative():
            return ast.UnaryOp(ast.USub(), value(node.of, scope, out))
        case core.Bound():
            item = bound(node.name, scope).item
            if item is None:
                raise NotCompiledError
            return value(item, {}, out)
        case core.MetadataAt(document=core.OWN, field="year"):
            return load(YEAR)
        case core.MetadataAt():
            own(node.document)
            return out.ask("field", ast.Constant(node.field))
        case core.SectionField():
            return _section_field(node, scope, out)
        case core.HoleOf():
            return out.ask("hole", _match(node.of, scope, out), ast.Constant(node.hole))
        case core.MatchText(of=core.FirstMatch() as found, what="sentence") if _is_searchable(found.text):
            placed = out.ask("placed", ast.Constant(found.pattern), where(found.text, scope))
            return out.ask("words", placed, ast.Constant("sentence"))
        case core.MatchText():
            return out.ask("words", _match(node.of, scope, out), ast.Constant(node.what))
        case core.VariableField():
            return out.ask("found_field", load(_variable(node.of, scope)), ast.Constant(node.field))
        case core.DaysBetween():
            return out.ask("days", value(node.left, scope, out), value(node.right, scope, out))
        case core.ShiftedDate():
            days = value(node.days, scope, out)
            shift = days if node.operator == "+" else ast.UnaryOp(ast.USub(), days)
            return out.ask("shifted", value(node.date, scope, out), shift)
        case core.CallTo():
            return _call(node, scope, out)
        case _:
            raise NotCompiledError


def _whole(cell: core.CellAt, scope: Scope, out: Emitter) -> bool:
    value(cell, scope, out)
    return out.layouts[cell.table].cells[element(cell.row, scope), element(cell.column, scope)].whole


def _compare(node: core.Compare, scope: Scope, out: Emitter) -> ast.expr:
    if surely_holds(node, scope, out):
        return ast.Constant(True)
    left, right = value(node.left, scope, out), value(node.right, scope, out)
    if node.tolerance is not None:
        room = value(node.tolerance, scope, out)
        match node.comparator:
            case "=":
                distance = ast.Call(load("abs"), [ast.BinOp(left, ast.Sub(), right)], [])
                return ast.Compare(distance, [ast.LtE()], [room])
            case "≤":
                right = ast.BinOp(right, ast.Add(), room)
            case _:
                left = ast.BinOp(left, ast.Add(), room)
    if node.left.kind == "text":
        # Equal as printed is equal once folded, and costs no call.
        same = ast.BoolOp(ast.Or(), [ast.Compare(left, [ast.Eq()], [right]), ask("same", left, right)])
        return same if node.comparator == "=" else negation(same)
    return ast.Compare(left, [_COMPARE[node.comparator]()], [right])


def _arithmetic(node: core.Arithmetic, scope: Scope, out: Emitter) -> ast.expr:
    left, right = value(node.left, scope, out), value(node.right, scope, out)
    match node.operator:
        case "+":
            return ast.BinOp(left, ast.Add(), right)
        case "-":
            return ast.BinOp(left, ast.Sub(), right)
        case "*":
            return ast.BinOp(left, ast.Mult(), right)
        case "/":
            return out.ask("quotient", left, right)
        case _ as never:
            assert_never(never)


def _exactly(node: core.Expression, scope: Scope, out: Emitter) -> ast.expr:
    # `agrees` allows money from prose a rounding; only whole counts and cells are so plain that `=` says the same.
    if isinstance(node, core.HoleOf) and node.hole_type == "money":
        raise NotCompiledError
    return value(node, scope, out)


def _section_field(node: core.SectionField, scope: Scope, out: Emitter) -> ast.expr:
    own(node.document)
    section = element(node.section, scope)
    out.raising = True
    held = ast.Subscript(load(SECTIONS), ast.Constant(section), ast.Load())
    if (section, node.field) in out.form:
        # The section must be there, though what the form says of it is known.
        return ast.BoolOp(ast.And(), [held, ast.Constant(out.form[section, node.field])])
    if node.field == "position":
        return ask("position", ast.Constant(section))
    if node.field == "text":
        return ask("whole_text", ast.Constant(section))
    return ast.Attribute(held, node.field, ast.Load())


def _match(node: core.Bound | core.FirstMatch, scope: Scope, out: Emitter) -> ast.expr:
    match node:
        case core.FirstMatch():
            return _first(node, scope, out)
        case core.Bound():
            return load(_variable(node, scope))
        case _ as never:
            assert_never(never)


def _first(node: core.FirstMatch, scope: Scope, out: Emitter) -> ast.expr:
    if _is_searchable(node.text):
        return out.ask("first", ast.Constant(node.pattern), where(node.text, scope))
    text = out.ask("printed", value(node.text, scope, out))
    return out.ask("first_in", ast.Constant(node.pattern), text)


def _is_searchable(text: core.Expression) -> bool:
    return text.kind in ("section", "document") or isinstance(text, core.TextOf) or _is_section_text(text)


def _variable(node: core.Bound, scope: Scope) -> str:
    variable = bound(node.name, scope).variable
    if variable is None:
        raise NotCompiledError
    return variable


def _exists(node: core.Expression, scope: Scope, out: Emitter) -> ast.expr:
    match node:
        case core.FirstMatch():
            return ast.Compare(_first(node, scope, out), [ast.IsNot()], [ast.Constant(None)])
        case core.TheSection():
            own(node.document)
            return ast.Compare(ast.Constant(element(node.section, scope)), [ast.In()], [load(SECTIONS)])
        case core.CellAt():
            value(node, scope, out)
            return ast.Constant(True)
        case core.TheTable():
            own(node.document)
            if node.table not in out.layouts:
                raise NotCompiledError
            return ast.Constant(True)
        case core.MetadataAt():
            own(node.document)
            return out.ask("has_field", ast.Constant(node.field))
        case core.TextOf():
            return ask("has_text", where(node, scope))
        case core.SectionField(field="text"):
            return out.ask("has_text", where(node, scope))
        case core.SectionField(field="heading" | "ordinal"):
            return ask("is_text", value(node, scope, out))
        case core.VariableField():
            return out.ask("has_found", load(_variable(node.of, scope)), ast.Constant(node.field))
        case core.MatchText(of=core.Bound()):
            return ast.Constant(True)  # a match that a variable stands for has its words
        case _:
            raise NotCompiledError


# ── vectors and functions ───────────────────────────────────────────────────


def members(node: core.Expression, scope: Scope, out: Emitter) -> Sequence[ast.expr]:
    """Return the members of a vector or list, one expression each."""
    match node:
        case core.CellVector():
            own(node.document)
            layout = out.layouts.get(node.table)
            if layout is None:
                raise NotCompiledError
            rows, columns = selected(node.rows, scope), selected(node.columns, scope)
            pairs = ((row, column) for row in rows for column in columns)
            return [out.cell(node.table, *pair) for pair in pairs if pair in layout.cells]
        case core.ListOf():
            return [value(item, scope, out) for item in node.items]
        case _:
            raise NotCompiledError


def _call(node: core.CallTo, scope: Scope, out: Emitter) -> ast.expr:
    special = _SPECIAL.get(node.function)
    if special is not None:
        return special(node, scope, out)
    if node.function not in _PLAIN_FUNCTIONS:
        raise NotCompiledError
    arguments = [_argument(argument, scope, out) for argument in node.arguments]
    return out.ask("call", ast.Constant(node.function), *arguments)


def _argument(node: core.Expression, scope: Scope, out: Emitter) -> ast.expr:
    return _segments(node, scope, out) if node.kind in _SEARCHED else value(node, scope, out)


_SEARCHED: Final[frozenset[Kind]] = frozenset({"text", "section", "document"})


def _segments(node: core.Expression, scope: Scope, out: Emitter) -> ast.expr:
    """Return a text as a function takes it: the tuple of its segments."""
    if isinstance(node, core.TextConstant):
        return ast.Tuple([ast.Constant(node.value)], ast.Load())
    if node.kind != "text" or isinstance(node, core.TextOf) or _is_section_text(node):
        return out.ask("text", where(node, scope))
    return ast.Tuple([out.ask("printed", value(node, scope, out))], ast.Load())


def _is_section_text(node: core.Expression) -> bool:
    return isinstance(node, core.SectionField) and node.field == "text"


def _decimals(node: core.CallTo, scope: Scope, out: Emitter) -> ast.expr:
    """Return how many decimals a cell is printed with: its base number goes back to the unit of its column."""
    cell = node.arguments[0]
    if not isinstance(cell, core.CellAt):
        raise NotCompiledError
    number = value(cell, scope, out)
    layout = out.layouts[cell.table].cells[element(cell.row, scope), element(cell.column, scope)]
    if layout.whole and layout.scale == 1:
        return ast.Constant(0)
    return out.ask("call", ast.Constant("decimals"), number, out.number(layout.scale))


def _sum(node: core.CallTo, scope: Scope, out: Emitter) -> ast.expr:
    terms = members(node.arguments[0], scope, out)
    if not terms:
        return ast.Constant(0)
    total = terms[0]
    for term in terms[1:]:
        total = ast.BinOp(total, ast.Add(), term)
    return total


def _count(node: core.CallTo, scope: Scope, out: Emitter) -> ast.expr:
    return ast.Constant(len(members(node.arguments[0], scope, out)))


def _extreme(node: core.CallTo, scope: Scope, out: Emitter) -> ast.expr:
    several = len(node.arguments) > 1
    terms = [value(one, scope, out) for one in node.arguments] if several else members(node.arguments[0], scope, out)
    if not terms:
        raise NotCompiledError
    return ast.Call(load(node.function), [ast.Tuple(list(terms), ast.Load())], [])


def _unique(node: core.CallTo, scope: Scope, out: Emitter) -> ast.expr:
    terms = members(node.arguments[0], scope, out)
    distinct: ast.expr = ast.Constant(0) if not terms else ast.Call(load("len"), [ast.Set(list(terms))], [])
    return ast.Compare(distinct, [ast.Eq()], [ast.Constant(len(terms))])


_SPECIAL: Final[dict[str, Callable[[core.CallTo, Scope, Emitter], ast.expr]]] = {
    "sum": _sum,
    "count": _count,
    "min": _extreme,
    "max": _extreme,
    "unique": _unique,
    "decimals": _decimals,
}


def _quantified(node: core.Quantified, scope: Scope, out: Emitter) -> ast.expr:
    fixed = elements(node.axis, out)
    every = node.quantifier == "every"
    if fixed is not None:
        return conjunction((_body(node, {**scope, node.variable: one}, out) for one in fixed), empty=every)
    variable = f"found_{len(scope)}"
    sequence = searched(node.axis, scope, out)
    body = _body(node, {**scope, node.variable: Bound(variable=variable)}, out)
    generator = ast.comprehension(ast.Name(variable, ast.Store()), sequence, [], 0)
    return ast.Call(load("all" if every else "any"), [ast.GeneratorExp(body, [generator])], [])


def searched(axis: core.Axis, scope: Scope, out: Emitter) -> ast.expr:
    """Return the elements of a found axis, also those found in a text that another element holds."""
    if isinstance(axis, core.MatchesAxis) and not _is_searchable(axis.text):
        text = out.ask("printed", value(axis.text, scope, out))
        return out.ask("matches_in", ast.Constant(axis.pattern), text)
    return found(axis, scope, out)


def _body(node: core.Quantified, scope: Scope, out: Emitter) -> ast.expr:
    out.spend()
    held = condition(node.satisfies, scope, out)
    if node.where is None:
        return held
    counted = condition(node.where, scope, out)
    if node.quantifier == "every":
        return conjunction((negation(counted), held), empty=False)
    return conjunction((counted, held))
