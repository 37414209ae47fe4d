"""`length`: the characters of a text that are not white space."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns.fold import is_blank

SIGNATURE: Final = Signature(
    "length",
    (Parameter("text", ("text",)),),
    "number",
)


def body(segments: tuple[str, ...]) -> int:
    """Return how many characters are not white space."""
    return sum(not is_blank(char) for segment in segments for char in segment)
