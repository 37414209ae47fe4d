"""Linear demands are solved exactly: numbers that meet them, or a combination of them that is false."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gouji.analysis.linear import Conflict, fewest, following, solved
from gouji.generation.demands import Demand, Sign, value_of
from gouji.values import Exact

CELLS = "abcd"
SIGNS: tuple[Sign, ...] = ("=", "≤", "<")
ROOMS: tuple[Exact, ...] = (0, Fraction(1, 3))
FACTORS: tuple[Exact, ...] = (-3, -1, 1, 2, Fraction(1, 2))


@st.composite
def demands(draw: st.DrawFn) -> list[Demand]:
    """Some demands over few cells, so that many of them contradict each other."""

    def one() -> Demand:
        cells = sorted(draw(st.sets(st.sampled_from(CELLS), min_size=1, max_size=3)))
        sign = draw(st.sampled_from(SIGNS))
        room = draw(st.sampled_from(ROOMS)) if sign == "=" else 0
        terms = tuple((cell, draw(st.sampled_from(FACTORS))) for cell in cells)
        return Demand(terms, draw(st.integers(-4, 4)), sign, room)

    return [one() for _ in range(draw(st.integers(1, 8)))]


def is_false(given: list[Demand], conflict: Conflict) -> bool:
    """Whether demands, each times its factor, add up to something that is not so."""
    left: dict[str, Fraction] = {}
    rest = Fraction(0)
    strict = False
    for rank, weight in conflict.weights:
        one = given[rank]
        assert one.sign == "=" or weight > 0
        for cell, factor in one.terms:
            left[cell] = left.get(cell, Fraction(0)) + Fraction(weight) * factor
        rest += Fraction(weight) * one.constant - abs(Fraction(weight)) * one.room
        strict = strict or one.sign == "<"
    return not any(left.values()) and (rest > 0 or (strict and rest == 0))


@given(demands())
def test_either_numbers_meet_all_demands_or_a_combination_of_them_is_false(given: list[Demand]) -> None:
    found = solved(given)
    assert found is not None
    if isinstance(found, Conflict):
        assert is_false(given, found)
    else:
        numbers: dict[str, Exact] = {cell: found.get(cell, 0) for cell in CELLS}
        assert all(one.met(value_of(one, numbers)) for one in given)


@given(demands())
def test_of_the_fewest_demands_that_conflict_none_can_be_left_out(given: list[Demand]) -> None:
    found = solved(given)
    if isinstance(found, Conflict):
        few = fewest(given, found)
        assert is_false(given, few)
        ranks = [rank for rank, _ in few.weights]
        for rank in ranks:
            assert isinstance(solved([given[one] for one in ranks if one != rank]), dict)


@given(demands())
def test_an_equation_that_follows_is_the_sum_that_is_told(given: list[Demand]) -> None:
    for one in following(given):
        assert all(other < one.equation for other, _ in one.of)
        total: dict[str, Fraction] = {}
        rest = Fraction(0)
        for rank, factor in ((one.equation, Fraction(-1)), *one.of):
            rest += Fraction(factor) * given[rank].constant
            for cell, each in given[rank].terms:
                total[cell] = total.get(cell, Fraction(0)) + Fraction(factor) * each
        assert not any(total.values())
        assert rest == 0


def test_the_sums_of_rows_and_of_columns_depend_on_each_other() -> None:
    def equal(*terms: tuple[str, Exact]) -> Demand:
        return Demand(terms, 0, "=")

    rows = [equal(("a1", 1), ("a2", 1), ("a", -1)), equal(("b1", 1), ("b2", 1), ("b", -1))]
    columns = [equal(("a1", 1), ("b1", 1), ("1", -1)), equal(("a2", 1), ("b2", 1), ("2", -1))]
    totals = [equal(("a", 1), ("b", 1), ("all", -1)), equal(("1", 1), ("2", 1), ("all", -1))]
    (one,) = following([*rows, *columns, *totals])
    assert one.equation == 5
    assert dict(one.of) == {0: 1, 1: 1, 2: -1, 3: -1, 4: 1}
    assert following([*rows, *columns, *totals], [0]) != ()
    assert following([*rows, *columns, *totals], [0, 1]) == ()
