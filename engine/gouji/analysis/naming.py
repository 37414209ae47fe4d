"""Which rules, and which instances of them, name a cell: no others can notice when it changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes
from gouji.evaluate.evaluate import Choice
from gouji.evaluate.scope import Line
from gouji.vocabulary.model import Cell

_NAMING: Final = (core.CellAt, core.CellVector, core.TablesEqual)


class Names:
    """The cells that rules name; the nodes of a rule are looked up once."""

    def __init__(self, rules: Mapping[str, CheckedRule]) -> None:
        self._nodes = {name: _named(rule) for name, rule in rules.items()}
        self._numbers = {name: _named(rule, numbers=True) for name, rule in rules.items()}

    def rules_of(self, cell: Cell, *, numbers: bool = False) -> tuple[str, ...]:
        """Return the rules that may ask for a cell of the report itself, or only those that ask for its number."""
        known = self._numbers if numbers else self._nodes
        return tuple(name for name, found in known.items() if any(_names(one, cell, {}) for one in found))

    def touching(self, rule: str, cell: Cell) -> Callable[[Choice], bool]:
        """Return what tells whether an instance of a rule may ask for a cell."""
        found = self._nodes[rule]

        def touches(choice: Choice) -> bool:
            lines = {name: one.element.id for name, one in choice.bounds if isinstance(one.element, Line)}
            return any(_names(one, cell, lines) for one in found)

        return touches


def _named(rule: CheckedRule, *, numbers: bool = False) -> tuple[core.Node, ...]:
    """Return the nodes of a rule that name cells, or only those that take their numbers."""
    roots: list[core.Node] = [one for one in (rule.when, rule.check, *rule.requires) if one is not None]
    for one in rule.fors:
        roots += [one.axis] if one.where is None else [one.axis, one.where]
    every = tuple(nodes(*roots))
    # How a cell is printed is asked of the cell below such a question.
    below = {id(one.cell) for one in every if isinstance(one, core.StateIs)} if numbers else set()
    found = (one for one in every if isinstance(one, _NAMING) and id(one) not in below)
    return tuple(dict.fromkeys(found))


def _names(node: core.Node, cell: Cell, lines: Mapping[str, str]) -> bool:
    match node:
        case core.CellAt():
            named = node.document == core.OWN and node.table == cell.table
            return named and _may_be(node.row, cell.row, lines) and _may_be(node.column, cell.column, lines)
        case core.CellVector():
            named = node.document == core.OWN and node.table == cell.table
            return named and _may_hold(node.rows, cell.row, lines) and _may_hold(node.columns, cell.column, lines)
        case core.TablesEqual():
            return cell.table in (node.left.table, node.right.table)
        case _:
            return False


def _may_be(element: core.Element, wanted: str, lines: Mapping[str, str]) -> bool:
    known = element.id if isinstance(element, core.Id) else lines.get(element.name, wanted)
    return known == wanted


def _may_hold(selection: core.Selection, wanted: str, lines: Mapping[str, str]) -> bool:
    return wanted in selection.ids if isinstance(selection, core.Many) else _may_be(selection.element, wanted, lines)
