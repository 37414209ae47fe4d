"""`length`: the characters of a text that are not white space."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "length",
    (Parameter("text", ("text",)),),
    "number",
)
