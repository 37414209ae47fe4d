"""`sum_before`: the sum of the numbers in digits that stand directly before a string."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from gouji.functions.signature import Parameter, Signature
from gouji.late import late_regex
from gouji.patterns.fold import fold_text
from gouji.values import Exact, exact

SIGNATURE: Final = Signature(
    "sum_before",
    (
        Parameter("text", ("text",)),
        Parameter("string", ("text",)),
    ),
    "number",
)

_LONGEST: Final = 30
_PART_OF_A_NUMBER: Final = frozenset("0123456789.,")
_NUMBER: Final = late_regex(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", re.ASCII)


def body(segments: tuple[str, ...], wanted: tuple[str, ...]) -> Exact | None:
    """Return the sum of the numbers directly before the folded string; nothing when one of them is no number."""
    behind = fold_text("\n".join(wanted))
    total = Fraction(0)
    for segment in segments:
        text = fold_text(segment)
        for run in _runs(text, behind):
            number = run.lstrip(".,")
            if len(run) > _LONGEST or _NUMBER.fullmatch(number) is None:
                return None
            total += Fraction(number.replace(",", ""))
    return exact(total)


def _runs(text: str, behind: str) -> Iterator[str]:
    """Return the run of digits, points and commas before each place of the string that ends with a digit."""
    place = text.find(behind)
    while behind and place >= 0:
        # One character more than the longest tells that a run is too long.
        start = place
        while start > max(0, place - _LONGEST - 1) and text[start - 1] in _PART_OF_A_NUMBER:
            start -= 1
        if start < place and text[place - 1] not in ".,":
            yield text[start:place]
        place = text.find(behind, place + len(behind))
