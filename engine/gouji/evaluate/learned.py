"""Findings of sums, learned from the explaining evaluator: of one instance they differ in their numbers only.

An instance and the report in which it failed enter; what makes the same finding out of other numbers leaves.
The evaluator explains the instance for cells that hold numbers made for the purpose, which shows where each number
stands. What was learned is held against the evaluator on other numbers before it is ever used, and is only asked for
rules whose check, message and fix have no choice of words.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from gouji.check import core
from gouji.check.checked import CheckedRule, Message
from gouji.evaluate.evaluate import Choice, explain
from gouji.evaluate.identity import Owner, counts_as, fingerprint_of
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.findings import Evidence, Instance, Operand, Step
from gouji.plan.plan import Plan
from gouji.record import Record, replace
from gouji.report.model import pointer_of_cell

_LEAST: Final = 10**12
"""The numbers that are put in have so many digits that no label holds one of them."""
_TRIES: Final = 4
_HOLDS: Final[Mapping[str, Callable[[int, int], bool]]] = MappingProxyType(
    {
        "=": operator.eq,
        "≠": operator.ne,
        "<": operator.lt,
        "≤": operator.le,
        ">": operator.gt,
        "≥": operator.ge,
    }
)


class Learned(Record, frozen=True):
    """One instance of a rule: its finding for some numbers, and its message with the places of numbers for words.

    `pointers` are those of the cells whose numbers it takes. `message` has per language texts and places in the
    numbers: the cells', the computed ones', the difference. `counts_as` is the instance that its fingerprint names.
    """

    pattern: Instance
    evidence: Evidence
    pointers: tuple[str, ...]
    message: Mapping[str, tuple[str | int, ...]]
    counts_as: str

    def instance(self, numbers: Sequence[int], owner: Owner) -> Instance | None:
        """Return the finding for numbers in a report of an owner, or nothing when with them it does not fail."""
        shown = [str(number) for number in numbers]
        evidence = _put(self.evidence, numbers, shown)
        if evidence is None:
            return None
        message = {
            language: "".join([one if isinstance(one, str) else shown[one] for one in pieces])
            for language, pieces in self.message.items()
        }
        mark = fingerprint_of(owner, self.counts_as)
        return replace(self.pattern, message=message, evidence=evidence, fingerprint=mark)


def _put(pattern: Evidence, numbers: Sequence[int], shown: list[str]) -> Evidence | None:
    """Return evidence with numbers put in; the computed ones and the difference are added to those shown."""
    formula = pattern.formula
    left, first = _step(formula.arguments[0], numbers, shown)
    right, second = _step(formula.arguments[1], numbers, shown)
    if _HOLDS[formula.operator](first, second):
        return None
    operands = tuple(
        [
            Operand(one.id, one.pointer, one.label, one.state, text, text, one.unit)
            for one, text in zip(pattern.operands, shown, strict=False)
        ]
    )
    difference = str(abs(first - second))
    shown.append(difference)
    root = Step(formula.operator, (left, right), None, None, "false", formula.words)
    return Evidence("check", root, operands, str(first), str(second), difference, None, pattern.unit)


def _step(step: Step, numbers: Sequence[int], shown: list[str]) -> tuple[Step, int]:
    if step.operand is not None:
        place = step.operand - 1
        return Step("operand", (), step.operand, shown[place], None, step.words), numbers[place]
    if step.operator == "constant":
        return step, int(step.value or 0)
    parts = [_step(one, numbers, shown) for one in step.arguments]
    arguments = tuple([one for one, _ in parts])
    number = parts[0][1] - parts[1][1] if step.operator == "-" else sum([each for _, each in parts])
    if step.operator == "list":
        return Step("list", arguments, None, None, None, step.words), number
    shown.append(str(number))
    return Step(step.operator, arguments, None, shown[-1], None, step.words), number


# ── learning ────────────────────────────────────────────────────────────────


def can_be_learned(rule: CheckedRule) -> bool:
    """Return whether findings of a rule differ in their numbers only: one comparison of sums of cells, plain words."""
    conditional = rule.when or rule.requires or rule.lowerings or any(one.where for one in rule.fors)
    check = rule.check
    if conditional or not isinstance(check, core.Compare) or check.tolerance is not None:
        return False
    return (
        _is_sum(check.left)
        and _is_sum(check.right)
        and all(_is_sum(one) for one in _spoken(rule.message))
        and not _spoken(rule.fix)
    )


def _spoken(message: Message | None) -> list[core.Expression]:
    """Return the expressions in a text whose words may depend on the report; a member is called the same in all."""
    pieces = () if message is None else (piece for _, each in message.texts for piece in each)
    return [one for one in pieces if not isinstance(one, str) and one.kind != "member"]


def _is_sum(node: core.Expression) -> bool:
    match node:
        case core.CellAt(document=core.OWN) | core.CellVector(document=core.OWN) | core.NumberConstant(value=int()):
            return True
        case core.Arithmetic(operator="+" | "-"):
            return _is_sum(node.left) and _is_sum(node.right)
        case core.ListOf():
            return all(_is_sum(one) for one in node.items)
        case core.CallTo(function="sum" | "abs"):
            return all(_is_sum(one) for one in node.arguments)
        case _:
            return False


def learn(rule: CheckedRule, plan: Plan, documents: Documents, choice: Choice) -> Learned | None:
    """Return what makes the findings of a failed instance, or nothing when the evaluator may say anything else."""
    chance = _different_numbers()
    pattern = _pattern(rule, plan, documents, choice, chance)
    learned = None if pattern is None else _from(rule, pattern)
    if learned is None:
        return None
    report = documents.own.report
    owner = (report.kind, report.agency.name, report.agency.scope, report.year)
    for _ in range(_TRIES):
        numbers, other = _spread(documents, learned.pointers, chance)
        said = explain(rule, plan, other, choice)
        made = learned.instance(numbers, owner)
        if made != (said if said.status == "fail" else None):
            return None
    return learned


def _pattern(
    rule: CheckedRule, plan: Plan, documents: Documents, choice: Choice, chance: Iterator[int]
) -> Instance | None:
    """Return the finding for numbers that were put in and make the instance fail."""
    first = explain(rule, plan, documents, choice)
    pointers = () if first.evidence is None else tuple(one.pointer for one in first.evidence.operands)
    for _ in range(_TRIES):
        _, other = _spread(documents, pointers, chance)
        found = explain(rule, plan, other, choice)
        if found.status == "fail":
            return found
    return None


def _different_numbers() -> Iterator[int]:
    """Yield numbers in no order, none twice, and no two with a sum that others have: a generator modulo a prime."""
    number = 1
    while True:
        number = number * 48271 % 2147483647
        yield _LEAST + number


def _spread(documents: Documents, pointers: Sequence[str], chance: Iterator[int]) -> tuple[tuple[int, ...], Documents]:
    """Return numbers for cells, each so large that it cannot be mistaken for anything else, and a report with them."""
    own = documents.own
    numbers = {pointer: next(chance) for pointer in pointers}
    tables = {
        table: {at: numbers.get(pointer_of_cell(table, *at), raw) for at, raw in cells.items()}
        for table, cells in own.report.tables.items()
    }
    facts = gather(replace(own.report, tables=tables), own.vocabulary, fixed=own.fixed)
    return tuple(numbers.values()), Documents(facts)


def _from(rule: CheckedRule, pattern: Instance) -> Learned | None:
    evidence, message = pattern.evidence, pattern.message
    if evidence is None or message is None:
        return None
    operands = evidence.operands
    shown = [one.value or "" for one in operands]
    if not all(one.isdecimal() for one in shown) or [one.id for one in operands] != [*range(1, len(operands) + 1)]:
        return None
    if _put(evidence, [int(one) for one in shown], shown) is None:
        return None
    pieces = {language: _pieces(text, shown) for language, text in message.items()}
    named = counts_as(rule, pattern.instance)
    return Learned(pattern, evidence, tuple(one.pointer for one in operands), pieces, named)


def _pieces(text: str, shown: Sequence[str]) -> tuple[str | int, ...]:
    """Return a text cut at the numbers that were put in, each by its place among them."""
    places = {number: place for place, number in enumerate(shown)}
    return tuple(places.get(one, one) for one in re.split(r"(\d+)", text) if one)
