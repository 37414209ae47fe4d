"""`sum`: the sum of the members of a vector or list; 0 when there are none."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "sum",
    (Parameter("values", ("vector", "list")),),
    "number",
    "same",
)
