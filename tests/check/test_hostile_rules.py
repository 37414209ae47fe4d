"""Rule files made to be costly: each is refused with a complaint, soon, and never with a crash."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from check.packs import SAMPLE, pack
from gouji.check.checker import check
from gouji.check.scope import MAX_COMPLAINTS
from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.source import Source
from gouji.syntax import nodes as n


def word(text: str) -> n.Word:
    return n.Word(text)


def name(text: str) -> n.Name:
    return n.Name(word(text))


def refused(*items: n.Item) -> tuple[Diagnostic, ...]:
    with pytest.raises(RulesRejectedError) as rejected:
        check([n.RuleFile("bad", items, Source("bad.rules", ""))], *pack(SAMPLE))
    return rejected.value.diagnostics


def let(text: str, value: n.Expression) -> n.LetClause:
    return n.LetClause(word(text), value)


def piled(pile: Callable[[n.Expression], n.Expression], start: n.Expression, height: int) -> n.Expression:
    for _ in range(height):
        start = pile(start)
    return start


@pytest.mark.parametrize(
    "pile",
    [
        lambda below: n.Arithmetic("+", below, n.Number("1")),
        lambda below: n.Negative(below),
        lambda below: n.Not(below),
        lambda below: n.Logic("and", (below, n.Truth(True))),
        lambda below: n.Field(below, word("x")),
        lambda below: n.Narrowed(below, n.Narrowing("except", (n.Member((word("x"),)),))),
        lambda below: n.Listing((below,)),
        lambda below: n.Call(word("abs"), (below,)),
        lambda below: n.Quantified("every", word("x"), name("sections"), None, below),
        lambda below: n.Cell(below, n.Slot(None), n.Slot(None)),
    ],
)
def test_deep_nesting_is_refused(pile: Callable[[n.Expression], n.Expression]) -> None:
    found = refused(let("x1", piled(pile, name("year"), 5_000)))
    assert {"R315", "R301"} & {one.code for one in found}


@pytest.mark.parametrize("order", [1, -1])
def test_a_long_chain_of_lets_is_refused_in_any_order(order: int) -> None:
    chain = [let("x0", name("year")), *(let(f"x{i}", n.Negative(name(f"x{i - 1}"))) for i in range(1, 5_000))]
    assert [one.code for one in refused(*chain[::order]) if one.severity == "error"] == ["R315"]


def test_a_long_circle_of_lets_is_refused() -> None:
    circle = [let(f"x{i}", n.Negative(name(f"x{(i + 1) % 5_000}"))) for i in range(5_000)]
    assert [one.code for one in refused(*circle) if one.severity == "error"] == ["R209"]


def test_lets_that_double_are_refused() -> None:
    doubled = [
        let("x0", name("year")),
        *(let(f"x{i}", n.Arithmetic("+", name(f"x{i - 1}"), name(f"x{i - 1}"))) for i in range(1, 100)),
    ]
    assert [one.code for one in refused(*doubled) if one.severity == "error"] == ["R314"]


def test_after_many_complaints_nothing_more_is_looked_for() -> None:
    many = tuple(name(f"unknown{i}") for i in range(50_000))
    errors = [one for one in refused(let("x", n.Listing(many))) if one.severity == "error"]
    assert {one.code for one in errors} == {"R201"}
    assert len(errors) == MAX_COMPLAINTS
