"""Which numbers of a plain report are never below zero, so that compiled code need not ask.

The typed reader admits no negative number into a cell whose domain is the natural numbers.
"""

from __future__ import annotations

from gouji.check import core
from gouji.plan.emitter import Emitter, Scope, element, selected

_KEEPING: frozenset[str] = frozenset({"min", "max", "sum"})
"""Functions that of such numbers give such a number."""


def surely_holds(node: core.Compare, scope: Scope, out: Emitter) -> bool:
    """Return whether a comparison says only that such a number is not below zero."""
    match node.comparator:
        case "≥":
            number, bound = node.left, node.right
        case "≤":
            number, bound = node.right, node.left
        case _:
            return False
    zero = isinstance(bound, core.NumberConstant) and bound.value == 0 and node.tolerance is None
    return zero and _never_negative(number, scope, out)


def _never_negative(node: core.Expression, scope: Scope, out: Emitter) -> bool:
    match node:
        case core.NumberConstant():
            return node.value >= 0
        case core.CellAt(document=core.OWN):
            return _natural(node.table, [(element(node.row, scope), element(node.column, scope))], out)
        case core.CellVector(document=core.OWN):
            rows, columns = selected(node.rows, scope), selected(node.columns, scope)
            cells = out.layouts[node.table].cells if node.table in out.layouts else {}
            return _natural(node.table, [(r, c) for r in rows for c in columns if (r, c) in cells], out)
        case core.ListOf():
            return bool(node.items) and all(_never_negative(one, scope, out) for one in node.items)
        case core.CallTo() if node.function in _KEEPING:
            return all(_never_negative(one, scope, out) for one in node.arguments)
        case core.Arithmetic(operator="+" | "*"):
            return _never_negative(node.left, scope, out) and _never_negative(node.right, scope, out)
        case _:
            return False


def _natural(table: str, cells: list[tuple[str, str]], out: Emitter) -> bool:
    layout = out.layouts.get(table)
    return layout is not None and bool(cells) and all(at in layout.cells and layout.cells[at].natural for at in cells)
