"""`sum`: the sum of the members of a vector or list; 0 when there are none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.values import Exact, exact

SIGNATURE: Final = Signature(
    "sum",
    (Parameter("values", ("vector", "list")),),
    "number",
    "same",
)


def body(numbers: Sequence[Exact]) -> Exact:
    """Return the sum of the numbers."""
    return exact(sum(numbers, Fraction(0)))
