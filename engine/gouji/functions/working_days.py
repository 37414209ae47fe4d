"""`working_days`: mondays to Fridays after one date up to and including another; no holidays are known."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "working_days",
    (
        Parameter("first", ("date",)),
        Parameter("last", ("date",)),
    ),
    "number",
    "day",
)
