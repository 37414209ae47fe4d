"""`similarity`: from 0 to 1, how alike two texts are by their character trigrams."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns import likeness
from gouji.values import Exact

SIGNATURE: Final = Signature(
    "similarity",
    (
        Parameter("text", ("text",)),
        Parameter("other", ("text",)),
    ),
    "number",
)


def body(segments: tuple[str, ...], others: tuple[str, ...]) -> Exact:
    """Return the share of character trigrams that both texts have in common."""
    return likeness.similarity(segments, others)
