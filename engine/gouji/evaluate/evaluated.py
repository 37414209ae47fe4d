"""What evaluating gives: a value enters; the value with the step that shows it leaves.

Neither rules nor reports are looked at here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from gouji.check import core
from gouji.evaluate.possible import Affine
from gouji.evaluate.quantities import Composite, Number, Undefined
from gouji.evaluate.scope import Child, Line, Trace
from gouji.facts.model import Found, HeadingFact, TextFact
from gouji.findings import Step
from gouji.record import Record
from gouji.values import render_exact


class Vector(Record, frozen=True):
    """Several values; `rest` may be added to their sum, and `whole` says that these are not all there are."""

    members: tuple[Evaluated, ...]
    complete: bool = True
    rest: Number | None = None


Value: TypeAlias = Affine | Composite | Undefined | TextFact | date | Found | HeadingFact | Line | Child | Vector


class Evaluated(Record, frozen=True):
    """A value with its step; a cell that is absent is a variable, too."""

    value: Value
    step: Step
    absent: bool = False


def number_of(one: Evaluated) -> Number:
    """Return the value of an expression of kind number."""
    if isinstance(one.value, Affine | Composite | Undefined):
        return one.value
    raise TypeError(f"{one.step.words} is no number")


def text_of(one: Evaluated) -> TextFact | Undefined:
    """Return the value of an expression of kind text."""
    if isinstance(one.value, TextFact | Undefined):
        return one.value
    raise TypeError(f"{one.step.words} is no text")


def date_of_value(one: Evaluated) -> date | Undefined:
    """Return the value of an expression of kind date."""
    if isinstance(one.value, date | Undefined):
        return one.value
    raise TypeError(f"{one.step.words} is no date")


def shown_value(value: Value) -> str | None:
    """Return the canonical writing of a value, when it is known."""
    match value:
        case Affine():
            return None if value.terms else render_exact(value.constant)
        case TextFact():
            return value.raw
        case date():
            return value.isoformat()
        case _:
            return None


def constant(value: Value, shown: str, node: core.Node) -> Evaluated:
    """Return a value that the rule itself writes."""
    return Evaluated(value, Step("constant", (), value=shown, words=node.words))


def computed(value: Value, operator: str, parts: Sequence[Evaluated], node: core.Node, trace: Trace) -> Evaluated:
    """Return a computed value; why it is undefined is noted unless its operands say so already."""
    if isinstance(value, Undefined) and value.reason and not any(isinstance(one.value, Undefined) for one in parts):
        trace.unknown.append(value.reason)
    if isinstance(value, Undefined):
        value = Undefined()
    step = Step(operator, tuple(one.step for one in parts), value=shown_value(value), words=node.words)
    return Evaluated(value, step)


def is_absent(one: Evaluated) -> bool:
    """Return whether `??` and `exists` see a value as absent; a cell without an entry is, though it is a variable."""
    return one.absent or (isinstance(one.value, Undefined) and one.value.absent)
