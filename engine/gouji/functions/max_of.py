"""`max`: the greatest member of a vector or list, or the greatest of several numbers; of nothing it is undefined."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "max",
    (Parameter("values", ("vector", "list")),),
    "number",
    "same",
    several=True,
)
