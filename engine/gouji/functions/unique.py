"""`unique`: whether no two members are equal."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "unique",
    (Parameter("values", ("vector", "list"), items=("number", "text", "date")),),
    "truth",
)
