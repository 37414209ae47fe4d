"""`count`: how many members a vector, list or set has, whatever their values."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "count",
    (Parameter("members", ("vector", "list", "set"), items=("number", "text", "date")),),
    "number",
)
