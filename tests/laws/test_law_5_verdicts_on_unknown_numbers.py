"""Law 5: the verdict on unknown numbers equals trying them all wherever the reference calls it exact, and never
contradicts it elsewhere.

Trying them all is done over a window: coefficients and constants are so small that a solution, if there is one at
all, lies inside (each number of a least solution is below the largest coefficient plus the largest constant).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.evaluate.formula import Against, All, Formula, Integral, Negation, Some, decide, kleene
from gouji.evaluate.possible import Affine, Possible, Variable, among, between, known, total, unknown
from gouji.evaluate.quantities import (
    Number,
    Quantity,
    Undefined,
    added,
    applied,
    divided,
    multiplied,
    settled,
    value_of,
)
from gouji.values import Exact

NATURAL = Possible(whole=True, low=0)
INTEGER = Possible(whole=True)
WINDOW = 60
FAR = 1000


def form(constant: Exact, *terms: tuple[Exact, Possible]) -> Affine:
    """Return constant plus each coefficient times a variable of its own."""
    parts: list[tuple[Affine, Exact]] = [(known(constant), 1)]
    parts += [(unknown(Variable(f"x{place}", possible)), factor) for place, (factor, possible) in enumerate(terms)]
    return total(parts)


def numbers(possible: Possible) -> tuple[Exact, ...]:
    """Return the numbers of a set, of an infinite one those in the window."""
    if possible.size() is not None:
        return tuple(possible.members())
    low = -WINDOW if possible.low is None else possible.low
    high = WINDOW if possible.high is None else possible.high
    if possible.whole:
        return tuple(range(int(low), int(high) + 1))
    return (
        low if possible.low is not None else -FAR,
        0 if low <= 0 <= high else high,
        high if possible.high is not None else FAR,
    )


def results(affine: Affine) -> Iterator[Exact]:
    """Yield the value of a form for every choice of numbers."""
    for chosen in product(*(numbers(variable.possible) for variable, _ in affine.terms)):
        pairs = zip(affine.terms, chosen, strict=True)
        yield affine.constant + sum((factor * value for (_, factor), value in pairs), Fraction(0))


def tried(sign: str, affine: Affine, tolerance: Exact) -> bool | None:
    """Return what all the choices say together."""
    seen: set[bool] = set()
    for number in results(affine):
        value = Fraction(number)
        seen.add({"=": abs(value) <= tolerance, "≤": value <= tolerance, "<": value < 0}[sign])
        if len(seen) == 2:
            return None
    return seen.pop()


signs = st.sampled_from(["=", "≤", "<"])
factors = st.integers(-5, 5).filter(bool)
halves = st.sampled_from([Fraction(1, 2), Fraction(3, 2), Fraction(-1, 2), Fraction(5)])
finite = st.one_of(
    st.lists(st.integers(-5, 5), min_size=1, max_size=4).map(among),
    st.tuples(st.integers(-5, 5), st.integers(0, 4)).map(lambda ends: between(ends[0], sum(ends), whole=True)),
)
whole = st.one_of(st.just(NATURAL), st.just(INTEGER), finite, st.just(Possible(whole=True, low=-3)))
rational = st.one_of(
    st.just(Possible(whole=False, low=0)),
    st.just(Possible(whole=False)),
    st.tuples(st.integers(-5, 5), st.integers(0, 4)).map(lambda ends: between(ends[0], sum(ends), whole=False)),
)


@given(signs, st.integers(-15, 15), st.lists(st.tuples(factors, whole), max_size=2), st.integers(0, 3))
def test_one_comparison_of_integers_is_decided_as_by_trying(
    sign: str, constant: int, terms: list[tuple[int, Possible]], tolerance: int
) -> None:
    affine = form(constant, *terms)
    room = tolerance if sign != "<" else 0
    assert decide(Against(sign, affine, room)) == tried(sign, affine, room)  # type: ignore[arg-type]  # drawn from it


@given(
    st.integers(-12, 12),
    st.lists(st.tuples(halves, finite), max_size=3),
    st.lists(st.tuples(factors, finite), max_size=2),
)
def test_lists_and_ranges_with_fractions_are_decided_as_by_trying(
    constant: int, terms: list[tuple[Fraction, Possible]], more: list[tuple[int, Possible]]
) -> None:
    affine = form(constant, *terms, *more)
    assert decide(Against("=", affine)) == tried("=", affine, 0)


@given(signs, st.integers(-9, 9), st.lists(st.tuples(factors, rational), min_size=1, max_size=3), st.integers(0, 3))
def test_one_comparison_of_rationals_is_decided_by_its_extremes(
    sign: str, constant: int, terms: list[tuple[int, Possible]], tolerance: int
) -> None:
    # Rationals have every value between two of theirs, so the extremes decide; the window stands for no end.
    affine = form(constant, *terms)
    room = tolerance if sign != "<" else 0
    values = list(results(affine))
    low, high = min(values), max(values)
    if sign == "=":
        expected = False if low > room or high < -room else (True if low >= -room and high <= room else None)
    else:
        holds = [value <= room if sign == "≤" else value < 0 for value in (low, high)]
        expected = holds[0] if holds[0] == holds[1] else None
    assert decide(Against(sign, affine, room)) == expected  # type: ignore[arg-type]  # drawn from the three signs


shared = [Variable("a", among([0, 2, 3])), Variable("b", between(-2, 3, whole=True)), Variable("c", among([1, 5]))]
open_ones = [Variable("n", NATURAL), Variable("q", Possible(whole=False))]


def quantities(variables: list[Variable]) -> st.SearchStrategy[Quantity]:
    """Draw numbers built of the variables by everything that can be done with numbers."""
    leaves = st.one_of(st.integers(-4, 4).map(known), st.sampled_from(variables).map(unknown))

    def larger(inner: st.SearchStrategy[Quantity]) -> st.SearchStrategy[Quantity]:
        pairs = st.tuples(inner, inner)
        made: st.SearchStrategy[Number] = st.one_of(
            pairs.map(lambda two: added([(two[0], 1), (two[1], -1)])),
            pairs.map(lambda two: applied("min", two)),
            pairs.map(lambda two: applied("max", two)),
            pairs.map(lambda two: divided(*two)),
            pairs.map(lambda two: multiplied(*two)),
            inner.map(lambda one: applied("abs", [one])),
        )
        return made.filter(lambda one: not isinstance(one, Undefined))  # type: ignore[return-value]  # filtered

    return st.recursive(leaves, larger, max_leaves=4)


def formulas(variables: list[Variable]) -> st.SearchStrategy[Formula]:
    """Draw conditions over the variables."""
    leaves: st.SearchStrategy[Formula] = st.one_of(
        st.builds(Against, signs, quantities(variables)), st.builds(Integral, quantities(variables))
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Negation),
            st.tuples(inner, inner).map(All),
            st.tuples(inner, inner).map(Some),
        ),
        max_leaves=4,
    )


def number(quantity: Quantity, chosen: Mapping[Variable, Exact]) -> Exact | None:
    """Return the number, worked out from the inside; nothing when something is divided by zero."""
    if isinstance(quantity, Affine):
        return quantity.constant + sum((factor * chosen[one] for one, factor in quantity.terms), Fraction(0))
    parts = [number(one, chosen) for one in quantity.arguments]
    values = [one for one in parts if one is not None]
    if len(values) < len(parts):
        return None
    match quantity.operator:
        case "+":
            return sum(values, Fraction(0))
        case "*":
            return values[0] * values[1]
        case "/":
            return None if values[1] == 0 else Fraction(values[0]) / values[1]
        case "abs":
            return max(values[0], -values[0])
        case "min":
            return min(values)
        case "max":
            return max(values)
        case _:
            raise AssertionError(quantity.operator)


def holds(formula: Formula, chosen: Mapping[Variable, Exact]) -> bool | None:
    """Return the truth under one choice of all numbers."""
    match formula:
        case Against():
            value = number(formula.difference, chosen)
            return None if value is None else {"=": value == 0, "≤": value <= 0, "<": value < 0}[formula.sign]
        case Integral():
            value = number(formula.quantity, chosen)
            return None if value is None else Fraction(value).denominator == 1
        case Negation():
            inner = holds(formula.of, chosen)
            return None if inner is None else not inner
        case All() | Some():
            parts = [holds(one, chosen) for one in formula.parts]
            absorbing = isinstance(formula, Some)
            if absorbing in parts:
                return absorbing
            return None if None in parts else not absorbing
        case _:
            raise AssertionError(formula)


def every_choice(formula: Formula, variables: list[Variable]) -> bool | None:
    choices = product(*(numbers(one.possible) for one in variables))
    seen = {holds(formula, dict(zip(variables, chosen, strict=True))) for chosen in choices}
    return seen.pop() if len(seen) == 1 else None


@given(formulas(shared))
def test_any_condition_over_finite_ranges_is_decided_as_by_trying(formula: Formula) -> None:
    found = decide(formula)
    expected = every_choice(formula, shared)
    assert found == expected


@given(formulas([*shared[:2], *open_ones]))
def test_a_verdict_on_numbers_without_end_is_never_contradicted(formula: Formula) -> None:
    found = decide(formula)
    if found is not None:
        variables = [*shared[:2], *open_ones]
        sampled = product(*(numbers(one.possible)[:12] for one in variables))
        for chosen in sampled:
            assert holds(formula, dict(zip(variables, chosen, strict=True))) is found


@given(formulas(shared), st.sampled_from(shared), st.data())
def test_learning_a_number_never_turns_a_verdict(formula: Formula, variable: Variable, data: st.DataObject) -> None:
    before = kleene(formula)
    value = data.draw(st.sampled_from(numbers(variable.possible)))
    quantities_of = [formula.difference] if isinstance(formula, Against) else []
    for quantity in quantities_of:
        after = settled(quantity, {variable: value})
        if before is not None and not isinstance(after, Undefined):
            assert kleene(Against(formula.sign, after)) is before  # type: ignore[union-attr]  # it has a difference


THREE_HUNDRED_MILLION = between(2 * 10**8, 4 * 10**8, whole=True)
ONE_LOST_DIGIT = among(range(103, 194, 10))

COINS = [
    ("6a + 9b + 20c = 43, the Frobenius number of nuggets", -43, [(6, NATURAL), (9, NATURAL), (20, NATURAL)], False),
    ("6a + 9b + 20c = 44", -44, [(6, NATURAL), (9, NATURAL), (20, NATURAL)], None),
    ("2a + 4b = an odd number of 100 digits", -(10**99 + 1), [(2, NATURAL), (4, NATURAL)], False),
    ("3a + 5b = a number of 100 digits", -(10**99 + 1), [(3, NATURAL), (5, NATURAL)], None),
    ("6a - 10b = 7", -7, [(6, NATURAL), (-10, NATURAL)], False),
    ("6a - 10b = 8", -8, [(6, NATURAL), (-10, NATURAL)], None),
    ("7a + x = 3 with x from 4 to 6", -3, [(7, NATURAL), (1, between(4, 6, whole=True))], False),
    (
        "1000000000a = 7 with x about three hundred million",
        -7,
        [(10**9, NATURAL), (1, THREE_HUNDRED_MILLION)],
        False,
    ),
    ("a/2 + b/3 = 1/6 over naturals", Fraction(-1, 6), [(Fraction(1, 2), NATURAL), (Fraction(1, 3), NATURAL)], False),
    (
        "175 cells with one unreadable digit each sum up to one too much",
        -(175 * 193 + 1),
        [(1, ONE_LOST_DIGIT)] * 175,
        False,
    ),
]


@pytest.mark.parametrize(("said", "constant", "terms", "verdict"), COINS, ids=[one[0] for one in COINS])
def test_equations_that_bounds_alone_do_not_decide(
    said: str, constant: Exact, terms: list[tuple[Exact, Possible]], verdict: bool | None
) -> None:
    assert decide(Against("=", form(constant, *terms))) is verdict


def test_a_known_number_needs_no_trying() -> None:
    assert value_of(form(3)) == 3
    assert decide(Against("=", form(0))) is True
