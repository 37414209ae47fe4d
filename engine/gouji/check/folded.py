"""What is known of an expression before any report is read: constants, and conditions that are always the same."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gouji.check import core as c
from gouji.check.types import Type
from gouji.values import Exact, exact

Known = Exact | str | None


def number(expression: c.Expression) -> Exact | None:
    """Return the number that an expression always is."""
    match expression:
        case c.NumberConstant(value=value):
            return value
        case c.Negative(of=of):
            known = number(of)
            return None if known is None else -known
        case c.Arithmetic(operator=operator, left=left, right=right):
            return _reckoned(operator, number(left), number(right))
        case _:
            return None


def _reckoned(operator: str, left: Exact | None, right: Exact | None) -> Exact | None:
    if left is None or right is None:
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case _:
            return exact(Fraction(left) / right) if right != 0 else None


def truth(expression: c.Expression, variables: Mapping[str, Type]) -> bool | None:
    """Return what a condition always is, whatever the report."""
    match expression:
        case c.TruthConstant(value=value):
            return value
        case c.Compare(comparator=comparator, left=left, right=right, tolerance=None):
            return _compared(comparator, _known(left), _known(right))
        case c.MemberIn(variable=variable, ids=ids):
            return _among(variables.get(variable), ids)
        case c.SameElement(comparator=comparator, variable=variable, element=c.Id(id=one)):
            same = _among(variables.get(variable), (one,))
            return same if same is None or comparator == "=" else not same
        case c.Not(of=of):
            known = truth(of, variables)
            return None if known is None else not known
        case c.And(operands=operands):
            return _all([truth(one, variables) for one in operands])
        case c.Or(operands=operands):
            known = _all([_opposite(truth(one, variables)) for one in operands])
            return _opposite(known)
        case c.Implies(left=left, right=right):
            return _opposite(_all([truth(left, variables), _opposite(truth(right, variables))]))
        case _:
            return None


def _known(expression: c.Expression) -> Known:
    return expression.value if isinstance(expression, c.TextConstant) else number(expression)


def _compared(comparator: c.Comparator, left: Known, right: Known) -> bool | None:
    match left, right:
        case str(), str():
            # Different texts can still be equal once they are folded.
            return comparator == "=" if left == right and comparator in ("=", "≠") else None
        case (int() | Fraction(), int() | Fraction()):
            return {
                "=": left == right,
                "≠": left != right,
                "<": left < right,
                "≤": left <= right,
                ">": left > right,
                "≥": left >= right,
            }[comparator]
        case _:
            return None


def _among(kind: Type | None, ids: tuple[str, ...]) -> bool | None:
    if kind is None or not kind.ids:
        return None
    among = [one in ids for one in kind.ids]
    return True if all(among) else None if any(among) else False


def _all(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


def _opposite(known: bool | None) -> bool | None:
    return None if known is None else not known
