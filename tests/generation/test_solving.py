"""Numbers are changed so that every demand still holds, in small steps, and never beyond what a cell can hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.evaluate.formula import Against, All, Decided, Formula, Integral, Negation, Some
from gouji.evaluate.possible import Affine, Variable, known, of_domain, total, unknown
from gouji.generation.chance import Seeded, Simplest
from gouji.generation.demands import Demand, Sign, Way, ways
from gouji.generation.solving import System
from gouji.values import Domain, Exact

A, B, C = "/tables/t/r/a", "/tables/t/r/b", "/tables/t/r/c"
NATURAL = dict.fromkeys((A, B, C), Domain.NATURAL)
SUM = Demand(((A, 1), (B, 1), (C, -1)), 0, "=", rule="t.sum")
ZERO: dict[str, Exact] = {A: 0, B: 0, C: 0}


def demand(sign: Sign, constant: Exact, room: Exact = 0, **factors: Exact) -> Demand:
    """A demand on cells by their letters."""
    return Demand(tuple((f"/tables/t/r/{cell}", factor) for cell, factor in factors.items()), constant, sign, room)


@pytest.mark.parametrize(
    ("demands", "change", "expected"),
    [
        ([SUM], {A: 3}, {A: 3, B: 0, C: 3}),
        ([SUM], {C: 2}, {A: 2, B: 0, C: 2}),
        ([SUM, demand("=", 0, a=1)], {C: 2}, {A: 0, B: 2, C: 2}),
        ([SUM, demand("=", 0, c=1)], {A: 1}, None),
        ([demand("≤", 0, a=2, b=-1)], {A: 3}, {A: 3, B: 6, C: 0}),
        ([demand("<", 0, a=1, b=-1)], {A: 1}, {A: 1, B: 2, C: 0}),
        ([demand("=", 0, a=1, b=-2)], {A: 3}, None),
        ([demand("=", 0, a=1, b=-2)], {A: 4}, {A: 4, B: 2, C: 0}),
        ([demand("=", -5, c=1), SUM], {}, {A: 5, B: 0, C: 5}),
        ([demand("=", 0, a=1, b=-1, room=2)], {A: 2}, {A: 2, B: 0, C: 0}),
    ],
    ids=["a part", "a total", "a part that must be nought", "a total that must be nought", "at least twice", "more",
         "no half of a whole", "half", "a number that is given", "within some room"],
)  # fmt: skip
def test_a_change_is_carried_to_where_every_demand_holds(
    demands: list[Demand], change: dict[str, Exact], expected: dict[str, Exact] | None
) -> None:
    assert System(demands, NATURAL).settled(ZERO, change, Simplest()) == expected


def test_a_fraction_that_no_decimal_writes_is_not_given() -> None:
    system = System([demand("=", 0, a=1, b=-3)], dict.fromkeys((A, B, C), Domain.RATIONAL))
    assert system.settled(ZERO, {A: 1}, Simplest()) is None
    assert system.settled(ZERO, {A: Fraction(3, 2)}, Simplest()) == {A: Fraction(3, 2), B: Fraction(1, 2), C: 0}


@given(st.integers(0, 10**6), st.lists(st.sampled_from([A, B, C]), max_size=6))
def test_whatever_is_chosen_the_demands_hold(seed: int, cells: list[str]) -> None:
    system = System([SUM, demand("≤", 0, a=1, b=-2)], NATURAL)
    numbers: dict[str, Exact] = ZERO
    chance = Seeded(seed)
    for cell in cells:
        numbers = system.settled(numbers, {cell: chance.integer(1, 9)}, chance) or numbers
    assert numbers[A] + numbers[B] == numbers[C]
    assert 0 <= numbers[A] <= 2 * numbers[B]


# ── formulas and the ways to make them hold ─────────────────────────────────

X, Y = (Variable(f"#/tables/t/r/{name}", of_domain(Domain.INTEGER)) for name in "ab")
FORMS = st.builds(
    lambda a, b, constant: total([(unknown(X), a), (unknown(Y), b), (known(constant), 1)]),
    st.integers(-2, 2),
    st.integers(-2, 2),
    st.integers(-3, 3),
)
LEAVES = st.one_of(
    st.builds(Against, st.sampled_from(["=", "≤", "<"]), FORMS, st.just(0)),
    st.builds(Against, st.just("="), FORMS, st.integers(0, 2)),
    st.booleans().map(Decided),
)
FORMULAS: st.SearchStrategy[Formula] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(Negation),
        st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: Some(tuple(parts))),
    ),
    max_leaves=6,
)


def holds(formula: Formula, at: dict[Variable, int]) -> bool:
    """Whether a formula is true of numbers, worked out without the engine."""
    match formula:
        case Decided():
            return formula.value
        case Negation():
            return not holds(formula.of, at)
        case All():
            return all(holds(one, at) for one in formula.parts)
        case Some():
            return any(holds(one, at) for one in formula.parts)
        case Against():
            form = formula.difference
            assert isinstance(form, Affine)
            value = form.constant + sum(factor * at[one] for one, factor in form.terms)
            if formula.sign == "=":
                return -formula.tolerance <= value <= formula.tolerance
            return value <= 0 if formula.sign == "≤" else value < 0
        case _:
            raise AssertionError(formula)


def meets(way: Way, at: dict[Variable, int]) -> bool:
    """Whether numbers are as a way demands."""
    by_cell = {one.key.removeprefix("#"): value for one, value in at.items()}
    return all(one.met(one.constant + sum(factor * by_cell[cell] for cell, factor in one.terms)) for one in way)


@given(FORMULAS, st.booleans(), st.integers(-6, 6), st.integers(-6, 6))
def test_a_formula_holds_exactly_where_one_of_its_ways_is_met(formula: Formula, wanted: bool, x: int, y: int) -> None:
    at = {X: x, Y: y}
    assert any(meets(way, at) for way in ways(formula, wanted=wanted)) is (holds(formula, at) is wanted)


def test_a_number_that_must_not_be_whole_is_asked_to_be_three_tenths() -> None:
    (way,) = ways(Negation(Integral(unknown(X, 12))))
    assert way == (Demand(((A, 12),), -Fraction(3, 10), "="),)
    assert ways(Integral(unknown(X))) == ((),)
