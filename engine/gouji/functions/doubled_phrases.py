"""`doubled_phrases`: how many times a longer run of characters is directly followed by itself."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns import likeness

SIGNATURE: Final = Signature(
    "doubled_phrases",
    (
        Parameter("text", ("text",)),
        Parameter("characters", ("number",), measure="number", whole=True),
    ),
    "number",
)


def body(segments: tuple[str, ...], characters: int) -> int:
    """Return how often a run with at least so many Han characters is directly followed by itself in one line."""
    return likeness.doubled_phrases(segments, characters)
