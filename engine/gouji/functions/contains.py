"""`contains`: whether the folded text contains the folded string."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.patterns.fold import fold_text

SIGNATURE: Final = Signature(
    "contains",
    (
        Parameter("text", ("text",)),
        Parameter("string", ("text",)),
    ),
    "truth",
)


def body(segments: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Return whether the folded string stands in one of the folded segments."""
    string = fold_text("\n".join(wanted))
    return any(string in fold_text(segment) for segment in segments)
