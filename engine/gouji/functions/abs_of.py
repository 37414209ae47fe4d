"""`abs`: a number without its sign."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.values import Exact

SIGNATURE: Final = Signature(
    "abs",
    (Parameter("number", ("number",)),),
    "number",
    "same",
)


def body(number: Exact) -> Exact:
    """Return the number without its sign."""
    return number if number >= 0 else -number
