"""`count`: how many members a vector, list or set has, whatever their values."""

from __future__ import annotations

from collections.abc import Sized
from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "count",
    (Parameter("members", ("vector", "list", "set"), items=("number", "text", "date")),),
    "number",
)


def body(members: Sized) -> int:
    """Return how many members there are."""
    return len(members)
