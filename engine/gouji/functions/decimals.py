"""`decimals`: how many decimals the exact value of a number needs in the unit in which it is printed."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.values import Exact

SIGNATURE: Final = Signature(
    "decimals",
    (Parameter("number", ("number",)),),
    "number",
)


def body(number: Exact, scale: Exact) -> int | None:
    """Return how many decimals the number needs in a unit of that scale; nothing when no finite number suffices."""
    denominator = (Fraction(number) / Fraction(scale)).denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
