"""`round`: a number rounded to so many decimals, half away from zero."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.values import Exact, exact

SIGNATURE: Final = Signature(
    "round",
    (
        Parameter("number", ("number",)),
        Parameter("digits", ("number",), measure="number", whole=True),
    ),
    "number",
    "same",
)


def body(number: Exact, digits: int) -> Exact:
    """Return the number rounded to so many decimals, half away from zero."""
    scaled = abs(Fraction(number)) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return exact(Fraction(whole if number >= 0 else -whole, 10**digits))
