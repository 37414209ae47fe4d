"""Going through a core tree: its nodes, its variables, the cells and sections it speaks of.

A let may stand in several places of a tree as one node; every node is visited once.
"""

from __future__ import annotations

from collections.abc import Iterator

from gouji.check import core as c
from gouji.record import field_names


def parts(node: c.Node) -> tuple[c.Node, ...]:
    """Return the nodes directly below a node, in the author's order."""
    below: list[c.Node] = []
    for name in field_names(node):
        value = getattr(node, name)
        if isinstance(value, c.Node):
            below.append(value)
        elif isinstance(value, tuple):
            below.extend(item for item in value if isinstance(item, c.Node))
    return tuple(below)


def nodes(*roots: c.Node) -> Iterator[c.Node]:
    """Give every node of some trees, each once, parents first and in the author's order."""
    seen: set[int] = set()
    waiting = list(reversed(roots))
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        waiting.extend(reversed(parts(node)))


def variables_in(root: c.Node) -> frozenset[str]:
    """Return all variables that a tree uses, those bound within it included."""
    found: set[str] = set()
    for node in nodes(root):
        match node:
            case c.Bound(name=name) | c.MemberIn(variable=name):
                found.add(name)
            case c.SameElement(variable=name, element=element):
                found |= {name} | _of_element(element)
            case c.CellAt(row=row, column=column):
                found |= _of_element(row) | _of_element(column)
            case c.CellVector(rows=rows, columns=columns):
                found |= _of_selection(rows) | _of_selection(columns)
            case c.SectionField(section=section) | c.TheSection(section=section) | c.PartsAxis(section=section):
                found |= _of_element(section)
            case _:
                pass
        document = getattr(node, "document", None)
        if isinstance(document, c.Document) and document.variable is not None:
            found.add(document.variable)
    return frozenset(found)


def _of_element(element: c.Element) -> set[str]:
    return {element.name} if isinstance(element, c.Variable) else set()


def _of_selection(selection: c.Selection) -> set[str]:
    return _of_element(selection.element) if isinstance(selection, c.One) else set()


def cells_named(*roots: c.Node) -> tuple[c.CellAt, ...]:
    """Return the single cells named by ids and by variables bound outside of the trees, each once.

    Those inside `every` and `some` are among them: they are named whether or not the axis has an element.
    """
    bound = {c.CHILD, *(node.variable for node in nodes(*roots) if isinstance(node, c.Quantified))}
    named = (node for node in nodes(*roots) if isinstance(node, c.CellAt) and not variables_in(node) & bound)
    return tuple(dict.fromkeys(named))
