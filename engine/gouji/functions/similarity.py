"""`similarity`: from 0 to 1, how alike two texts are by their character trigrams."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "similarity",
    (
        Parameter("text", ("text",)),
        Parameter("other", ("text",)),
    ),
    "number",
)
