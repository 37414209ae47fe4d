"""`repeated_sentences`: how many sentences of at least so many characters occur earlier in the same text."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns import likeness

SIGNATURE: Final = Signature(
    "repeated_sentences",
    (
        Parameter("text", ("text",)),
        Parameter("characters", ("number",), measure="number", whole=True),
    ),
    "number",
)


def body(segments: tuple[str, ...], characters: int) -> int:
    """Return how many sentences of at least so many folded characters occur earlier in the text."""
    return likeness.repeated_sentences(segments, characters)
