"""`contains`: whether the folded text contains the folded string."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "contains",
    (
        Parameter("text", ("text",)),
        Parameter("string", ("text",)),
    ),
    "truth",
)
