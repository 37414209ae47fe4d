"""`doubled_words`: how many times a run of two to four Han characters is directly followed by itself."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns import likeness

SIGNATURE: Final = Signature(
    "doubled_words",
    (Parameter("text", ("text",)),),
    "number",
)


def body(segments: tuple[str, ...]) -> int:
    """Return how often a run of Han characters is directly followed by itself."""
    return likeness.doubled_words(segments)
