"""`abs`: a number without its sign."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "abs",
    (Parameter("number", ("number",)),),
    "number",
    "same",
)
