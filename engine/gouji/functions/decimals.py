"""`decimals`: how many decimals the exact value of a number needs in the unit in which it is printed."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "decimals",
    (Parameter("number", ("number",)),),
    "number",
)
