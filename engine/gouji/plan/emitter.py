"""What compiling expressions gathers, and the small pieces of syntax tree that all of it is made of.

Names are ours, constants stay constants; what a rule says is not known here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final, assert_never

from gouji.check import core
from gouji.plan.formats import TableLayout
from gouji.record import MutableRecord, Record, field
from gouji.values import Exact

READER: Final = "report"
"""The name of the compiled function's argument: the report as `evaluate.plain` shows it."""

SECTIONS: Final = "sections"
"""The local variable with the report's sections by id."""

YEAR: Final = "year"
"""The local variable with the report's year, which every plain report states."""

MOST_PIECES: Final = 10_000
"""How many elements the conditions of one rule may be written out for."""


class NotCompiledError(Exception):
    """The expression has no plain form; the rule is always explained."""


class Emitter(MutableRecord):
    """What one compiled function gathers while its expressions are emitted.

    `layouts` are the tables in the format for which is compiled, `form` what it says of each section by field;
    `used` are the cells that the function must load.
    """

    layouts: Mapping[str, TableLayout]
    form: Mapping[tuple[str, str], str | int]
    used: dict[tuple[str, str, str], str] = field(default_factory=dict)
    ratios: dict[Fraction, str] = field(default_factory=dict)
    raising: bool = False
    pieces: int = 0

    def spend(self) -> None:
        """Count one more element that a condition is written out for.

        Raises:
            NotCompiledError: a rule asks of so many that the evaluator, which counts as it goes, must answer it.
        """
        self.pieces += 1
        if self.pieces > MOST_PIECES:
            raise NotCompiledError

    def cell(self, table: str, row: str, column: str) -> ast.expr:
        """Return the local variable that holds a cell."""
        layout = self.layouts.get(table)
        if layout is None or (row, column) not in layout.cells:
            raise NotCompiledError
        name = self.used.setdefault((table, row, column), f"cell_{len(self.used)}")
        return load(name)

    def number(self, value: Exact) -> ast.expr:
        """Return a number: integers as themselves, ratios from the function's table of ratios."""
        if isinstance(value, int):
            return ast.Constant(value)
        return load(self.ratios.setdefault(value, f"ratio_{len(self.ratios)}"))

    def ask(self, question: str, *arguments: ast.expr) -> ast.expr:
        """Return a question to the report that may find it not plain."""
        self.raising = True
        return ask(question, *arguments)


class Bound(Record, frozen=True):
    """What a variable stands for: an id, a list's item, or a Python variable that holds something found."""

    id: str | None = None
    item: core.Expression | None = None
    variable: str | None = None


Scope = Mapping[str, Bound]


def load(name: str) -> ast.expr:
    """Return the reading of a variable."""
    return ast.Name(name, ast.Load())


def ask(question: str, *arguments: ast.expr) -> ast.expr:
    """Return a call of a method of the report."""
    return ast.Call(ast.Attribute(load(READER), question, ast.Load()), list(arguments), [])


def conjunction(conditions: Iterable[ast.expr], empty: bool = True) -> ast.expr:
    """Return the `and` of conditions (with `empty` False: the `or`), folding what is known."""
    kept: list[ast.expr] = []
    for condition in conditions:
        if isinstance(condition, ast.Constant):
            if condition.value is not empty:
                return ast.Constant(not empty)
            continue
        kept.append(condition)
    if not kept:
        return ast.Constant(empty)
    return kept[0] if len(kept) == 1 else ast.BoolOp(ast.And() if empty else ast.Or(), kept)


def negation(condition: ast.expr) -> ast.expr:
    """Return the `not` of a condition, folding what is known."""
    if isinstance(condition, ast.Constant):
        return ast.Constant(not condition.value)
    return ast.UnaryOp(ast.Not(), condition)


def element(of: core.Element, scope: Scope) -> str:
    """Return the id that an element stands for."""
    match of:
        case core.Id():
            return of.id
        case core.Variable():
            return member(of.name, scope)
        case _ as never:
            assert_never(never)


def where(node: core.Expression, scope: Scope) -> ast.expr:
    """Return the key by which the report finds the text that is searched."""
    match node:
        case core.TextOf():
            own(node.document)
            return ast.Constant(node.what)
        case core.SectionField(field="text"):
            own(node.document)
            return ast.Constant(f"section:{element(node.section, scope)}")
        case core.TheSection():
            own(node.document)
            return ast.Constant(f"section:{element(node.section, scope)}")
        case core.TheDocument():
            own(node.document)
            return ast.Constant("document")
        case _:
            raise NotCompiledError


def own(document: core.Document) -> None:
    if document != core.OWN:
        raise NotCompiledError


def bound(name: str, scope: Scope) -> Bound:
    if name not in scope:
        raise NotCompiledError
    return scope[name]


def member(name: str, scope: Scope) -> str:
    found = bound(name, scope).id
    if found is None:
        raise NotCompiledError
    return found


def selected(selection: core.Selection, scope: Scope) -> tuple[str, ...]:
    """Return the ids that a slot of a table selects."""
    match selection:
        case core.One():
            return (element(selection.element, scope),)
        case core.Many():
            return selection.ids
        case _ as never:
            assert_never(never)
