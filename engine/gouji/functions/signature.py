"""What a function of the language takes and gives: its kinds and units, as plain values.

The checker reads signatures, the evaluator the bodies beside them; neither reports nor rules are known here.
"""

from __future__ import annotations

from typing import Literal

from gouji.record import Record

Kind = Literal[
    "number",
    "text",
    "date",
    "truth",
    "member",
    "set",
    "list",
    "vector",
    "match",
    "mention",
    "section",
    "heading",
    "part",
    "table",
    "document",
]

Measure = Literal["any", "number"]
"""What a parameter's numbers may measure: anything, or nothing (a plain number)."""

ResultMeasure = Literal["same", "number", "day"]
"""What a resulting number measures: the same as the first argument, nothing, or days."""


class Parameter(Record, frozen=True):
    """One argument. `items` are the kinds that the members of a vector or list may have.

    `whole` says that the argument is a whole number from 0 to 100 that is known before any report is read.
    """

    name: str
    kinds: tuple[Kind, ...]
    measure: Measure = "any"
    items: tuple[Kind, ...] = ("number",)
    whole: bool = False


class Signature(Record, frozen=True):
    """A function. With `several`, two numbers or more of one measure may stand in place of the one parameter."""

    name: str
    parameters: tuple[Parameter, ...]
    gives: Kind
    measure: ResultMeasure = "number"
    several: bool = False
