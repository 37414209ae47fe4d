"""Which variables an expression asks about that it does not bind itself."""

from __future__ import annotations

from gouji.check import core
from gouji.record import field_names


def free_variables(node: object) -> frozenset[str]:
    """Return the names of the variables in a core tree that are bound outside of it."""
    match node:
        case core.Quantified():
            inner = free_variables(node.satisfies) | free_variables(node.where)
            return free_variables(node.axis) | (inner - {node.variable})
        case core.OverChildren():
            return free_variables(node.of) - {core.CHILD}
        case tuple():
            return frozenset[str]().union(*(free_variables(one) for one in node))
        case core.Bound() | core.Variable():
            return frozenset({node.name})
        case core.Document():
            return frozenset() if node.variable is None else frozenset({node.variable})
        case core.MemberIn():
            return frozenset({node.variable})
        case core.SameElement():
            return frozenset({node.variable}) | free_variables(node.element)
        case _:
            parts = (free_variables(getattr(node, name)) for name in field_names(node))
            return frozenset[str]().union(*parts)
