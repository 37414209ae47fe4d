"""`resemblance`: how alike two texts are when figures and the names of both agencies are left out."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns import likeness
from gouji.values import Exact

SIGNATURE: Final = Signature(
    "resemblance",
    (
        Parameter("text", ("text",)),
        Parameter("other", ("text",)),
        Parameter("name", ("text",)),
        Parameter("other name", ("text",)),
    ),
    "number",
)


def body(
    segments: tuple[str, ...], others: tuple[str, ...], name: tuple[str, ...], other_name: tuple[str, ...]
) -> Exact:
    """Return the share of character trigrams that both texts have in common, without digits and pieces of names."""
    names = (*name, *other_name)
    return likeness.similarity(likeness.masked(segments, names), likeness.masked(others, names))
