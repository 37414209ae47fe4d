"""What compiling a pack gives: plain values that can be kept, and the way back to a function.

How rules are compiled is not known here, so that a run with a kept pack loads nothing of it.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import FunctionType
from typing import Any, Final

from gouji.record import Record
from gouji.vocabulary.layout import Layout

FUNCTION: Final = "check_report"


class OpenInstance(Record, frozen=True):
    """An instance that the compiled function may leave open: its rule's index, and its position among the rule's.

    `position` is `None` where the whole rule is left open.
    """

    rule: int
    position: int | None


class Fused(Record, frozen=True):
    """One compiled function: its marshalled code, its table of ratios, and what its open numbers mean.

    `always_open` are the indices of the rules that have no plain form; `layout` is that of the cells that the code
    asks for.
    """

    format: str
    code: bytes
    ratios: tuple[tuple[str, int, int], ...]
    instances: tuple[OpenInstance, ...]
    always_open: tuple[int, ...]
    layout: Layout


def function_of(fused: Fused, names: Mapping[str, Any]) -> Callable[[Any], Any]:
    """Return the compiled function; `names` are the exceptions that it catches."""
    ratios = {name: Fraction(numerator, denominator) for name, numerator, denominator in fused.ratios}
    module: dict[str, Any] = {**ratios, **names}
    FunctionType(marshal.loads(fused.code), module)()  # noqa: S302 - our own code, out of an owner-only cache
    function: Callable[[Any], Any] = module[FUNCTION]
    return function
