"""`date`: the date of a year, month and day; undefined when there is no such day."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.values import Exact

SIGNATURE: Final = Signature(
    "date",
    (
        Parameter("year", ("number",), measure="number"),
        Parameter("month", ("number",), measure="number"),
        Parameter("day", ("number",), measure="number"),
    ),
    "date",
)


def body(year: Exact, month: Exact, day: Exact) -> date | None:
    """Return the day, or nothing when the calendar does not have it."""
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return None
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    try:
        return date(year, month, day)
    except ValueError:  # of numbers in these ranges only the day of the month can be wrong
        return None
