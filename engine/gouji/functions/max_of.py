"""`max`: the greatest member of a vector or list, or the greatest of several numbers; of nothing it is undefined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.values import Exact

SIGNATURE: Final = Signature(
    "max",
    (Parameter("values", ("vector", "list")),),
    "number",
    "same",
    several=True,
)


def body(numbers: Sequence[Exact]) -> Exact:
    """Return the greatest of the numbers, at least one."""
    return max(numbers)
