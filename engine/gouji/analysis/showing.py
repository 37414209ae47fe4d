"""Reports that demonstrate a remark: made small, and told as differences from the base they were made of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from gouji.analysis.identities import Proof, demanded
from gouji.analysis.linear import solved
from gouji.analysis.model import Difference, Shown
from gouji.analysis.samples import Judge, Sample
from gouji.analysis.stands import Stand
from gouji.analysis.stock import Stock
from gouji.generation.chance import Simplest
from gouji.generation.demands import Demand
from gouji.generation.reports import Json, with_numbers
from gouji.generation.solving import Numbers, System
from gouji.record import replace
from gouji.report.model import pointer_of_cell
from gouji.values import render_exact

_MOST_TRIED: Final = 60
_MOST_DIGITS: Final = 30


def shown(sample: Sample, rules: Collection[str], stock: Stock) -> Shown | None:
    """Return a sample with as few differences from its base as still make some of the rules fail."""
    base = stock.base(sample.base) or _of_zeros(sample.report)
    small = sample if not rules else _smaller(sample, base, rules, stock.judge)
    failing = stock.judge.failing(small)
    if failing is None:
        return None
    first = [one for one in rules if one in failing]
    named = (*first, *sorted(set(failing) - set(first)))
    differences = tuple(differences_of(base, small.report))
    return Shown(small.base, differences, named, small.report, small.has_neighbours)


def _of_zeros(report: Json) -> Json:
    """Return a report of which nothing else is the base with nought in every cell."""
    zeros = {
        pointer_of_cell(table, row, column): 0
        for table, rows in report["tables"].items()
        for row, cells in rows.items()
        for column in cells
    }
    return with_numbers(report, zeros)


def _smaller(sample: Sample, base: Json, rules: Collection[str], judge: Judge) -> Sample:
    """Return a sample after taking back each difference that the failing of the same rules does not need."""
    told = judge.told(sample, tuple(rules))
    wanted = frozenset() if told is None else frozenset(told.failing)
    for pointer in list(_pointers(base, sample.report))[:_MOST_TRIED] if wanted else ():
        made = replace(sample, report=_taken_back(sample.report, base, pointer.split("/")[1:]))
        told = judge.told(made, tuple(rules))
        if told is not None and wanted <= told.failing.keys():
            sample = made
    return sample


def _pointers(one: Any, other: Any, above: str = "") -> Iterator[str]:
    """Give the places in which two reports differ, as deep as both have them."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys((*one, *other)):
            yield from _pointers(one.get(key), other.get(key), f"{above}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for rank, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            yield from _pointers(mine, theirs, f"{above}/{rank}")
    elif one != other or type(one) is not type(other):
        yield above


def _taken_back(value: Any, base: Any, path: list[str]) -> Any:
    """Return a report with one place as the base has it."""
    step, *rest = path
    if isinstance(value, list):
        rank = int(step)
        inner = _taken_back(value[rank], base[rank], rest) if rest else base[rank]
        return [*value[:rank], inner, *value[rank + 1 :]]
    copy = dict(value)
    if rest:
        copy[step] = _taken_back(value[step], base[step], rest)
    elif step in base:
        copy[step] = base[step]
    else:
        copy.pop(step, None)
    return copy


def differences_of(base: Json, report: Json) -> Iterator[Difference]:
    """Give the places where a report differs from its base, with what stands there on either side."""
    for pointer in _pointers(base, report):
        yield Difference(pointer, _said(base, pointer), _said(report, pointer))


def _said(value: Any, pointer: str) -> str | None:
    for step in pointer.split("/")[1:]:
        if isinstance(value, dict) and step in value:
            value = value[step]
        elif isinstance(value, list) and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return _words(value)


def _words(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case dict() | list():
            return "{…}" if isinstance(value, dict) else "[…]"
        case _:
            return str(value)


# ── numbers that break one demand of a contradiction ────────────────────────


def spoilt(found: Stand, proof: Proof, judge: Judge) -> Sample | None:
    """Return the report of a stand with numbers that meet all demands but those of one rule of a contradiction."""
    every = demanded(found)
    for left_out in proof.rules:
        sample = with_solution(found, [one.demand for one in every if one.rule != left_out], judge)
        if sample is not None:
            return sample
    return None


def with_solution(found: Stand, demands: Sequence[Demand], judge: Judge) -> Sample | None:
    """Return the report of a stand with numbers that meet demands, small ones where a few steps lead there."""
    zeros: Numbers = dict.fromkeys(found.domains, 0)
    numbers: Numbers | None = System(demands, found.domains).settled(zeros, {}, Simplest())
    if numbers is None:
        answer = solved([*demands, *found.of_domains(tuple(found.domains))], judge.alive)
        numbers = {**zeros, **answer} if isinstance(answer, dict) else None
    if numbers is None or not all(_is_written(one) for one in map(render_exact, numbers.values())):
        return None
    return replace(found.sample, report=with_numbers(found.sample.report, numbers))


def _is_written(number: str) -> bool:
    return "/" not in number and len(number) <= _MOST_DIGITS
