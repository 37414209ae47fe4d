"""`working_days`: mondays to Fridays after one date up to and including another; no holidays are known."""

from __future__ import annotations

from datetime import date
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


def body(first: date, last: date) -> int:
    """Return the Mondays to Fridays after the first date up to and including the last, negative when it is earlier."""
    return _until(last.toordinal()) - _until(first.toordinal())


def _until(ordinal: int) -> int:
    # Day 1 of the proleptic calendar is a Monday.
    weeks, days = divmod(ordinal, 7)
    return 5 * weeks + min(days, 5)
