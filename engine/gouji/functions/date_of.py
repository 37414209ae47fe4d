"""`date`: the date of a year, month and day; undefined when there is no such day."""

from __future__ import annotations

from typing import Final

from gouji.functions.signature import Parameter, Signature

SIGNATURE: Final = Signature(
    "date",
    (
        Parameter("year", ("number",), measure="number"),
        Parameter("month", ("number",), measure="number"),
        Parameter("day", ("number",), measure="number"),
    ),
    "date",
)
