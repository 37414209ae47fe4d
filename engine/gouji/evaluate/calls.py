"""Functions of the language over values: evaluated arguments enter; the value of the call leaves.

What each function does to plain values is in `functions`; here it is said what it is of values that are not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gouji.check import core
from gouji.evaluate.evaluated import Evaluated, Value, Vector, computed, date_of_value, number_of, text_of
from gouji.evaluate.possible import known
from gouji.evaluate.quantities import Number, Undefined, added, applied, value_of
from gouji.evaluate.scope import Scope, Trace, element_id
from gouji.facts.model import TextFact
from gouji.functions import (
    count_of,
    date_of,
    doubled_phrases,
    doubled_words,
    length,
    repeated_sentences,
    resemblance,
    similarity,
    sum_before,
    working_days,
)
from gouji.values import Exact
from gouji.vocabulary.queries import unit_of


def counted(node: core.CallTo, parts: tuple[Evaluated, ...], trace: Trace, before: int) -> Evaluated:
    """Return how many members a vector has; `before` is how many reasons were noted before it was evaluated."""
    vector = parts[0].value
    if not isinstance(vector, Vector):
        return computed(Undefined(), "count", parts, node, trace)
    # How many there are does not depend on what they are: their being unknown is no reason here.
    del trace.unknown[before:]
    return computed(known(count_of.body(vector.members)), "count", parts, node, trace)


def called(node: core.CallTo, parts: tuple[Evaluated, ...], scope: Scope) -> Value:
    """Return what a function other than `count` makes of its arguments."""
    match node.function:
        case "sum":
            return _sum(parts[0])
        case "min" | "max":
            return _extreme("min" if node.function == "min" else "max", parts)
        case "abs":
            return applied("abs", [number_of(parts[0])])
        case "round":
            return applied("round", [number_of(one) for one in parts])
        case "decimals":
            return applied("decimals", [number_of(parts[0]), known(scale_of(node.arguments[0], scope))])
        case "date":
            return _date([number_of(one) for one in parts])
        case "working_days":
            return _working_days(date_of_value(parts[0]), date_of_value(parts[1]))
        case _:
            return _of_texts(node.function, parts)


def _sum(part: Evaluated) -> Number:
    if not isinstance(part.value, Vector):
        return Undefined()
    numbers = [(number_of(one), 1) for one in part.value.members]
    if part.value.rest is not None:
        numbers.append((part.value.rest, 1))
    return added(numbers)


def _extreme(function: str, parts: tuple[Evaluated, ...]) -> Number:
    if len(parts) == 1 and isinstance(parts[0].value, Vector):
        if not parts[0].value.complete:
            return Undefined("no_peer_document")
        parts = parts[0].value.members
    elif len(parts) == 1 and isinstance(parts[0].value, Undefined):
        return Undefined()
    return applied("min" if function == "min" else "max", [number_of(one) for one in parts])


def scale_of(node: core.Expression, scope: Scope) -> Exact:
    """Return how many base units one unit of an expression is; 1 where it has none."""
    vocabulary = scope.documents.own.vocabulary
    unit = None if node.unit is None else vocabulary.unit(node.unit)
    if isinstance(node, core.CellAt) and unit is None:
        table = vocabulary.table(node.table)
        if table is not None:
            unit = unit_of(vocabulary, table, element_id(scope, node.row), element_id(scope, node.column))
    return 1 if unit is None else unit.scale


def _date(numbers: Sequence[Number]) -> date | Undefined:
    values = [None if isinstance(one, Undefined) else value_of(one) for one in numbers]
    year, month, day = values
    if year is None or month is None or day is None:
        return Undefined()
    return date_of.body(year, month, day) or Undefined("no_such_date")


def _working_days(first: date | Undefined, last: date | Undefined) -> Number:
    if isinstance(first, Undefined) or isinstance(last, Undefined):
        return Undefined()
    return known(working_days.body(first, last))


def _of_texts(function: str, parts: tuple[Evaluated, ...]) -> Number:
    first = text_of(parts[0])
    if isinstance(first, Undefined):
        return first
    own = _strings(first)
    match function:
        case "length":
            return known(length.body(own))
        case "doubled_words":
            return known(doubled_words.body(own))
        case "doubled_phrases" | "repeated_sentences":
            least = number_of(parts[1])
            characters = None if isinstance(least, Undefined) else value_of(least)
            body = doubled_phrases.body if function == "doubled_phrases" else repeated_sentences.body
            return known(body(own, int(characters or 0)))
        case "similarity":
            other = text_of(parts[1])
            if isinstance(other, Undefined):
                return other
            return known(similarity.body(own, _strings(other)))
        case "sum_before":
            other = text_of(parts[1])
            if isinstance(other, Undefined):
                return other
            total = sum_before.body(own, tuple(one.text for one in other.segments))
            return Undefined("ambiguous_text") if total is None else known(total)
        case "resemblance":
            others = [text_of(one) for one in parts[1:]]
            gone = next((one for one in others if isinstance(one, Undefined)), None)
            if gone is not None:
                return gone
            return known(resemblance.body(own, *(_strings(one) for one in others if not isinstance(one, Undefined))))
        case _:
            raise ValueError(f"no function is called {function}")


def _strings(text: TextFact) -> tuple[str, ...]:
    return tuple(one.text for one in text.segments)
