"""`min`: the least member of a vector or list, or the least of several numbers; of nothing it is undefined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.values import Exact

SIGNATURE: Final = Signature(
    "min",
    (Parameter("values", ("vector", "list")),),
    "number",
    "same",
    several=True,
)


def body(numbers: Sequence[Exact]) -> Exact:
    """Return the least of the numbers, at least one."""
    return min(numbers)
