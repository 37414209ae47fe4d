"""`length`: the characters of a text that are not white space."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns.fold import without_white_space

SIGNATURE: Final = Signature(
    "length",
    (Parameter("text", ("text",)),),
    "number",
)


def body(segments: tuple[str, ...]) -> int:
    """Return how many characters are not white space."""
    return sum([len(without_white_space(segment)) for segment in segments])
