"""All rules of a pack → one Python function per format, over local variables.

The function takes a plain report without neighbours and answers how many instances pass, how many are not applicable,
how many were planned, which could not be settled as passing (those are for the explaining evaluator, which alone
convicts), which rules found nothing to check, and which instances wait for a neighbour that their rule requires.
One function instead of one per rule, because loading a cell once and keeping it local is what costs nothing.
"""

from __future__ import annotations

import ast
import marshal
from collections.abc import Iterator, Sequence
from itertools import product

from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.neighbours import awaited, awaits
from gouji.check.walk import nodes
from gouji.plan.axes import elements
from gouji.plan.emit import condition, searched
from gouji.plan.emitter import (
    READER,
    SECTIONS,
    YEAR,
    Bound,
    Emitter,
    NotCompiledError,
    Scope,
    ask,
    conjunction,
    load,
    negation,
)
from gouji.plan.formats import CellLayout, TableLayout
from gouji.plan.fused import FUNCTION, Fused, OpenInstance
from gouji.record import Record
from gouji.vocabulary.layout import layout_of
from gouji.vocabulary.model import Vocabulary


class _Settled(Record, frozen=True):
    """The plain form of one instance: what must hold for it to apply, and to pass."""

    number: int
    applies: ast.expr
    passes: ast.expr
    raising: bool
    waiting: bool = False


def fuse(rules: Sequence[CheckedRule], vocabulary: Vocabulary, format_id: str, tables: dict[str, TableLayout]) -> Fused:
    """Return the compiled form of a pack's rules for reports whose every table is in one format."""
    out = Emitter(tables, _form(vocabulary, format_id))
    instances: list[OpenInstance] = []
    always: list[int] = []
    body: list[ast.stmt] = []
    for index, rule in enumerate(rules):
        mark = len(instances)
        try:
            body += _in_effect(rule, _rule(rule, index, out, instances))
        except NotCompiledError:
            del instances[mark:]
            always.append(index)
    code = _function(out, tables, body)
    ratios = tuple((name, ratio.numerator, ratio.denominator) for ratio, name in out.ratios.items())
    return Fused(format_id, code, ratios, tuple(instances), tuple(always), layout_of(vocabulary, format_id))


def _form(vocabulary: Vocabulary, format_id: str) -> dict[tuple[str, str], str | int]:
    """Return what the form itself says of its sections."""
    said: dict[tuple[str, str], str | int] = {}
    for rank, section in enumerate(vocabulary.sections, 1):
        said[section.id, "number"] = rank
        said[section.id, "numeral"] = section.ordinal
        said[section.id, "label"] = section.printed.of(format_id)
    return said


def _rule(rule: CheckedRule, index: int, out: Emitter, instances: list[OpenInstance]) -> list[ast.stmt]:
    out.pieces = 0
    axes = [elements(one.axis, out) for one in rule.fors]
    if any(axis is None for axis in axes):
        return _found_rule(rule, index, out, instances)
    settled: list[_Settled] = []
    planned = 0
    for choice in product(*(axis for axis in axes if axis is not None)):
        planned += 1
        out.spend()
        scope = {one.variable: bound for one, bound in zip(rule.fors, choice, strict=True)}
        number = len(instances)
        instances.append(OpenInstance(index, planned - 1))
        settled.append(_instance(rule, scope, number, out))
    if not planned:
        return _without(index)
    return [_add("planned", planned), *_together(settled)]


def _instance(rule: CheckedRule, scope: Scope, number: int, out: Emitter) -> _Settled:
    out.raising = False
    waiting = awaited(rule) is not None
    if not _prescribed(rule, scope, out, waiting):
        return _Settled(number, ast.Constant(False), ast.Constant(True), False)
    applies = conjunction(condition(one, scope, out) for one in _guards(rule) if not (waiting and awaits(one)))
    if isinstance(applies, ast.Constant) and not applies.value:
        return _Settled(number, applies, ast.Constant(True), False)
    if waiting:
        return _Settled(number, applies, ast.Constant(False), out.raising, waiting=True)
    needed = [condition(_there(one), scope, out) for one in rule.requires]
    passes = conjunction((*needed, condition(rule.check, scope, out)))
    return _Settled(number, applies, passes, out.raising)


def _guards(rule: CheckedRule) -> Iterator[core.Expression]:
    """Yield the conditions that must all hold for an instance to apply."""
    for one in (*(one.where for one in rule.fors), rule.when):
        if one is not None:
            yield from one.operands if isinstance(one, core.And) else (one,)


def _found_instance(rule: CheckedRule, scope: Scope, number: int, out: Emitter) -> _Settled:
    """Return the plain form of one instance as far as it has one; where the rest counts, it is left open."""
    try:
        return _instance(rule, scope, number, out)
    except NotCompiledError:
        plain: list[ast.expr] = []
        for one in _guards(rule):
            try:
                plain.append(condition(one, scope, out))
            except NotCompiledError:
                continue  # one condition that does not hold is enough, whatever this one is
        return _Settled(number, conjunction(plain), ast.Constant(False), True)


def _there(needed: core.Expression) -> core.Expression:
    match needed:
        case core.CellAt():
            return core.StateIs(needed, "filled", False, words=needed.words, kind="truth")
        case core.SectionField(field="text"):
            section = core.TheSection(needed.document, needed.section, words=needed.words, kind="section")
            return core.Exists(section, words=needed.words, kind="truth")
        case _:
            return core.Exists(needed, words=needed.words, kind="truth")


def _prescribed(rule: CheckedRule, scope: Scope, out: Emitter, waiting: bool) -> bool:
    own = [node for node in nodes(rule.check) if isinstance(node, core.CellAt) and node.document == core.OWN]
    if waiting and any(cell not in rule.cells for cell in own):
        raise NotCompiledError  # whether the format has it is seen only when the check is evaluated
    for cell in rule.cells:
        if waiting and cell.document != core.OWN:
            continue  # of a document that is not there nothing is known
        layout = out.layouts.get(cell.table)
        if cell.document != core.OWN or layout is None:
            raise NotCompiledError
        if (_id(cell.row, scope), _id(cell.column, scope)) not in layout.cells:
            return False
    return True


def _id(of: core.Element, scope: Scope) -> str:
    found_id = of.id if isinstance(of, core.Id) else scope[of.name].id if of.name in scope else None
    if found_id is None:
        raise NotCompiledError
    return found_id


def _together(settled: Sequence[_Settled]) -> Iterator[ast.stmt]:
    """Yield the statements of a rule's instances; those that always apply are tried as one condition first."""
    idle = sum(_is(one.applies, False) for one in settled)
    if idle:
        yield _add("idle", idle)
    plain = [one for one in settled if _is(one.applies, True) and not one.raising and not one.waiting]
    if plain:
        each = [ast.If(one.passes, [_add("passing", 1)], [_leave(one.number)]) for one in plain]
        everything = conjunction(one.passes for one in plain)
        yield each[0] if len(each) == 1 else ast.If(everything, [_add("passing", len(plain))], list(each))
    for one in settled:
        if one not in plain and not _is(one.applies, False):
            yield _guarded(_one(one), one.number) if one.raising else _one(one)


def _one(settled: _Settled) -> ast.stmt:
    if settled.waiting:
        passes = _append("waiting", settled.number)
    else:
        passes = ast.If(settled.passes, [_add("passing", 1)], [_leave(settled.number)])
    return passes if _is(settled.applies, True) else ast.If(settled.applies, [passes], [_add("idle", 1)])


def _guarded(statement: ast.stmt, number: int) -> ast.stmt:
    return ast.Try([statement], [_not_plain(number)], [], [])


def _not_plain(number: int) -> ast.ExceptHandler:
    kinds = ast.Tuple([load("NotPlainError"), load("KeyError")], ast.Load())
    return ast.ExceptHandler(kinds, None, [_leave(number)])


def _found_rule(rule: CheckedRule, index: int, out: Emitter, instances: list[OpenInstance]) -> list[ast.stmt]:
    """Return the statements of a rule with found axes: all elements pass, wait or idle, or the rule is left open."""
    number = len(instances)
    instances.append(OpenInstance(index, None))
    # Counted first: where something is not plain, nothing may have been said of the elements before.
    start = [ast.Assign([ast.Name(name, ast.Store())], ast.Constant(0)) for name in ("seen", "held", "waits")]
    each = ast.For(ast.Name("one", ast.Store()), ast.Call(load("range"), [load("waits")], []), [], [])
    each.body = [_append("waiting", number)]
    settled = ast.BinOp(load("held"), ast.Add(), load("waits"))
    gathered: list[ast.stmt] = [
        *start,
        *_each_found(rule, 0, {}, number, out),
        each,
        _add_expression("passing", load("held")),
        _add_expression("idle", ast.BinOp(load("seen"), ast.Sub(), settled)),
        _add_expression("planned", load("seen")),
        ast.If(negation(load("seen")), _without(index), []),
    ]
    return [ast.Try(gathered, [_not_plain(number)], [], [])]


def _each_found(rule: CheckedRule, depth: int, scope: Scope, number: int, out: Emitter) -> list[ast.stmt]:
    """Return the statements for all elements of the axes from that depth on: loops over the found ones."""
    if depth == len(rule.fors):
        out.spend()
        return _one_found(_found_instance(rule, scope, number, out))
    clause = rule.fors[depth]
    fixed = elements(clause.axis, out)
    if fixed is not None:
        inner = (_each_found(rule, depth + 1, {**scope, clause.variable: one}, number, out) for one in fixed)
        return [one for statements in inner for one in statements]
    variable = f"one_{depth}"
    sequence = searched(clause.axis, scope, out)
    body = _each_found(rule, depth + 1, {**scope, clause.variable: Bound(variable=variable)}, number, out)
    return [ast.For(ast.Name(variable, ast.Store()), sequence, body, [])]


def _one_found(settled: _Settled) -> list[ast.stmt]:
    inner: ast.stmt = _add("waits", 1)
    if not settled.waiting:
        inner = ast.If(settled.passes, [_add("held", 1)], [ast.Raise(load("NotPlainError"))])
    return [_add("seen", 1), inner if _is(settled.applies, True) else ast.If(settled.applies, [inner], [])]


def _in_effect(rule: CheckedRule, statements: list[ast.stmt]) -> list[ast.stmt]:
    effective = rule.effective
    if effective is None:
        return statements
    bounds: list[ast.expr] = []
    if effective.first is not None:
        bounds.append(ast.Compare(load(YEAR), [ast.GtE()], [ast.Constant(effective.first)]))
    if effective.last is not None:
        bounds.append(ast.Compare(load(YEAR), [ast.LtE()], [ast.Constant(effective.last)]))
    return [ast.If(conjunction(bounds), statements, [_add("planned", 1), _add("idle", 1)])]


# ── the function ────────────────────────────────────────────────────────────


def _function(out: Emitter, tables: dict[str, TableLayout], body: list[ast.stmt]) -> bytes:
    start: list[ast.stmt] = [
        ast.Assign([ast.Name(name, ast.Store())], ast.Constant(0)) for name in ("passing", "idle", "planned")
    ]
    for name in ("open_ones", "without", "waiting"):
        start.append(ast.Assign([ast.Name(name, ast.Store())], ast.List([], ast.Load())))
    for name in (YEAR, SECTIONS):
        start.append(ast.Assign([ast.Name(name, ast.Store())], ast.Attribute(load(READER), name, ast.Load())))
    answers = ("passing", "idle", "planned", "open_ones", "without", "waiting")
    result = ast.Tuple([load(name) for name in answers], ast.Load())
    parameter = ast.arguments([], [ast.arg(READER)], None, [], [], None, [])
    statements = [*start, *_loads(out, tables), *body, ast.Return(result)]
    function = ast.FunctionDef(FUNCTION, parameter, statements, [])
    module = ast.fix_missing_locations(ast.Module([function], []))
    return marshal.dumps(compile(module, "<compiled rules>", "exec"))


def _loads(out: Emitter, tables: dict[str, TableLayout]) -> Iterator[ast.stmt]:
    """Yield the loading of every used cell, walking each table once, row by row."""
    holders: dict[tuple[str, ...], str] = {}

    def holder(path: tuple[str, ...]) -> Iterator[ast.stmt]:
        if path in holders:
            return
        yield from holder(path[:-1])
        name = f"row_{len(holders)}"
        source = load(holders[path[:-1]])
        holders[path] = name
        yield ast.Assign([ast.Name(name, ast.Store())], ast.Attribute(source, path[-1], ast.Load()))

    holders[()] = "tables"
    yield ast.Assign([ast.Name("tables", ast.Store())], ast.Attribute(load(READER), "tables", ast.Load()))
    for (table, row, column), name in out.used.items():
        cell = tables[table].cells[row, column]
        yield from holder(cell.path[:-1])
        printed = ast.Attribute(load(holders[cell.path[:-1]]), cell.path[-1], ast.Load())
        yield ast.Assign([ast.Name(name, ast.Store())], _in_base_unit(printed, cell, out))


def _in_base_unit(printed: ast.expr, cell: CellLayout, out: Emitter) -> ast.expr:
    number = printed if cell.whole else ask("exact", printed)
    return number if cell.scale == 1 else ast.BinOp(number, ast.Mult(), out.number(cell.scale))


def _is(node: ast.expr, truth: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is truth


def _add(name: str, number: int) -> ast.stmt:
    return _add_expression(name, ast.Constant(number))


def _add_expression(name: str, value: ast.expr) -> ast.stmt:
    return ast.AugAssign(ast.Name(name, ast.Store()), ast.Add(), value)


def _without(index: int) -> list[ast.stmt]:
    """Return the counting of a rule that has nothing to check in this report."""
    append = ast.Attribute(load("without"), "append", ast.Load())
    return [_add("idle", 1), _add("planned", 1), ast.Expr(ast.Call(append, [ast.Constant(index)], []))]


def _leave(number: int) -> ast.stmt:
    return _append("open_ones", number)


def _append(name: str, number: int) -> ast.stmt:
    append = ast.Attribute(load(name), "append", ast.Load())
    return ast.Expr(ast.Call(append, [ast.Constant(number)], []))
