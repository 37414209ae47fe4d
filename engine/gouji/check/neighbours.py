"""Which other documents a rule speaks of: a checked rule enters, the roles of its neighbours leave.

A role is `prior`, `children`, or two hops joined by a point: `children.prior`.
"""

from __future__ import annotations

from gouji.check import core as c
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes


def neighbours_of(rule: CheckedRule) -> tuple[str, ...]:
    """Return the roles that the rule's clauses speak of, nearest first; what only lowers its grade does not count."""
    wheres = (one.where for one in rule.fors if one.where is not None)
    whens = () if rule.when is None else (rule.when,)
    roots = (*(one.axis for one in rule.fors), *wheres, *whens, *rule.requires, rule.check)
    roles = {role for node in nodes(*roots) if (role := _role(node)) is not None}
    return tuple(sorted(roles, key=lambda role: (role.count("."), role)))


def awaited(rule: CheckedRule) -> str | None:
    """Return the neighbour without which no instance that applies otherwise can be assessed.

    It is the one that the rule requires before anything else, or of which it requires something, or whose kind decides
    whether it applies.
    """
    if rule.requires:
        first = rule.requires[0]
        document = getattr(first, "document", None)
        of_an_element = isinstance(document, c.Document) and document.variable is not None
        # An element is bound only when the neighbours are there.
        return None if of_an_element and not isinstance(first, c.TheDocument) else _role(first)
    whens = rule.when.operands if isinstance(rule.when, c.And) else (rule.when,)
    return next((_role(one.left) for one in whens if isinstance(one, c.Compare) and awaits(one)), None)


def awaits(condition: c.Expression) -> bool:
    """Return whether a condition compares what stands in a neighbour's metadata, and so is unknown without it."""
    if not isinstance(condition, c.Compare) or not isinstance(condition.left, c.MetadataAt):
        return False
    document = condition.left.document
    return document != c.OWN and document.variable is None


def _role(node: c.Node) -> str | None:
    if isinstance(node, c.ChildrenAxis | c.OverChildren):
        return "children"
    document = getattr(node, "document", None)
    if not isinstance(document, c.Document) or document == c.OWN:
        return None
    return ".".join(document.hops if document.variable is None else ("children", *document.hops))
