"""Whether two checked rules surely mean the same: a proof for some mutants that no case could notice.

Compared are the rules without the author's words, after leaving out of `every` and `some` the rows and columns for
which what they ask is settled by the row or column alone. Not finding a proof says nothing.
"""

from __future__ import annotations

from typing import Final

from gouji.authoring.clauses import is_settled
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.record import Record, field_names, replace

NEVER_NEGATIVE: Final = frozenset(
    {"abs", "count", "decimals", "doubled_phrases", "doubled_words", "length", "repeated_sentences", "similarity"}
)


def mean_the_same(one: CheckedRule, other: CheckedRule) -> bool:
    """Return whether two versions of a rule surely answer alike on every report."""
    return _meaning(one) == _meaning(other)


def what_it_asks(rule: CheckedRule) -> tuple[object, ...]:
    """Return what decides when a rule applies and fails, without its grade and words: rules of which it is equal
    surely apply and fail on the same reports.
    """
    return _meaning(rule)[2:]


def _meaning(rule: CheckedRule) -> tuple[object, ...]:
    return (
        rule.grade,
        tuple((one.grade, plain_tree(one.when)) for one in rule.lowerings),
        rule.effective,
        tuple(
            (one.variable, plain_tree(one.axis), None if one.where is None else plain_tree(one.where))
            for one in rule.fors
        ),
        None if rule.when is None else plain_tree(rule.when),
        tuple(plain_tree(one) for one in rule.requires),
        plain_tree(rule.check),
        rule.blank,
        # A cell that the rule names decides whether the form has it, also where nothing else is asked of it.
        tuple(plain_tree(one) for one in rule.cells),
    )


def plain_tree(node: Record) -> Record:
    """Return a tree without words, with the elements that are settled left out."""
    changes: dict[str, object] = {}
    for name in field_names(node):
        value = getattr(node, name)
        if isinstance(value, core.Node):
            changes[name] = plain_tree(value)
        elif isinstance(value, tuple):
            changes[name] = tuple(plain_tree(one) if isinstance(one, core.Node) else one for one in value)
    if isinstance(node, core.Node):
        changes["words"] = ""
    bare = replace(node, **changes)
    if _is_none_or_less(bare):
        return replace(bare, comparator="=")
    if isinstance(bare, core.Implies) and is_settled(bare.left):
        return core.And(words="", kind=bare.kind, operands=(bare.left, bare.right))
    if isinstance(bare, core.Exists) and is_settled(bare) and isinstance(bare.of, core.MatchText):
        return replace(bare, of=replace(bare.of, what="text"))
    return _without_settled(bare)


def _is_none_or_less(node: Record) -> bool:
    """Return whether a comparison says `f(x) ≤ 0` of a function that is never negative: the same as `f(x) = 0`."""
    return (
        isinstance(node, core.Compare)
        and node.comparator == "≤"
        and isinstance(node.left, core.CallTo)
        and node.left.function in NEVER_NEGATIVE
        and isinstance(node.right, core.NumberConstant)
        and node.right.value == 0
    )


def _without_settled(node: Record) -> Record:
    if not isinstance(node, core.Quantified):
        return node
    asked = node.satisfies
    if not (
        isinstance(node.axis, core.LinesAxis)
        and node.where is None
        and isinstance(asked, core.SameElement)
        and asked.variable == node.variable
        and isinstance(asked.element, core.Id)
    ):
        return node
    wanted = asked.element.id
    settling = node.quantifier == "every"  # one true element changes nothing of `every`, one false nothing of `some`
    kept = tuple(one for one in node.axis.ids if ((one == wanted) == (asked.comparator == "=")) != settling)
    return replace(node, axis=replace(node.axis, ids=kept))
