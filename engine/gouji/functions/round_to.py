"""`round`: a number rounded to so many decimals, half away from zero."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "round",
    (
        Parameter("number", ("number",)),
        Parameter("digits", ("number",), measure="number", whole=True),
    ),
    "number",
    "same",
)
