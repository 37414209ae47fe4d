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
    """Return the neighbour that the rule requires before anything else, if it requires one."""
    if not rule.requires or not isinstance(rule.requires[0], c.TheDocument | c.ChildrenAxis):
        return None
    return _role(rule.requires[0])


def _role(node: c.Node) -> str | None:
    if isinstance(node, c.ChildrenAxis | c.OverChildren):
        return "children"
    document = getattr(node, "document", None)
    if not isinstance(document, c.Document) or document == c.OWN:
        return None
    return ".".join(document.hops if document.variable is None else ("children", *document.hops))
