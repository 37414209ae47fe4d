"""Conditions over numbers that may not be known, and whether they hold for all their possible values.

A formula enters; true, false, or nothing (it depends) leaves.
Sound always; exact for one comparison of affine forms over integers alone or rationals alone, and wherever at most
10,000 combinations of finite ranges decide it.
Why a number is not known is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from math import lcm, prod
from typing import Final, Literal, TypeAlias

from gouji.evaluate.equations import solvable
from gouji.evaluate.possible import Affine, Assignment, Possible, Variable, between, bounds, tidy
from gouji.evaluate.quantities import Composite, Quantity, Undefined, reach, settled, value_of, variables_of
from gouji.record import Record
from gouji.values import Exact

COMBINATIONS: Final = 10_000
_MOST_ENDS: Final = 6

Sign = Literal["=", "≤", "<"]
Truth: TypeAlias = bool | None


class Decided(Record, frozen=True):
    """True or false."""

    value: bool


class Undecided(Record, frozen=True):
    """Neither, whatever the variables are: something has no value."""


class Against(Record, frozen=True):
    """`difference` against zero: `=` within the tolerance (`|d| ≤ T`), `≤` (`d ≤ T`), `<`."""

    sign: Sign
    difference: Quantity
    tolerance: Exact = 0


class Fits(Record, frozen=True):
    """Whether some choice of the `stated` variables makes the difference zero."""

    difference: Quantity
    stated: frozenset[Variable]


class Integral(Record, frozen=True):
    """Whether a number is an integer."""

    quantity: Quantity


class Negation(Record, frozen=True):
    """`not`."""

    of: Formula


class All(Record, frozen=True):
    """`and`; of nothing it is true."""

    parts: tuple[Formula, ...]


class Some(Record, frozen=True):
    """`or`; of nothing it is false."""

    parts: tuple[Formula, ...]


Leaf: TypeAlias = Against | Fits | Integral
Formula: TypeAlias = Decided | Undecided | Leaf | Negation | All | Some

TRUE: Final = Decided(True)
FALSE: Final = Decided(False)
UNDECIDED: Final = Undecided()


# ── strong Kleene ───────────────────────────────────────────────────────────


def negated(truth: Truth) -> Truth:
    """Return the negation of a truth."""
    return None if truth is None else not truth


def conjunction(truths: Iterable[Truth]) -> Truth:
    """Return whether all are true: false beats unknown."""
    result: Truth = True
    for one in truths:
        if one is False:
            return False
        result = result if one is True else None
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Return whether any is true: true beats unknown."""
    return negated(conjunction(negated(one) for one in truths))


def kleene(formula: Formula) -> Truth:
    """Return the truth of a formula, each comparison decided by itself."""
    match formula:
        case Decided():
            return formula.value
        case Undecided():
            return None
        case Against() | Fits() | Integral():
            return decide_leaf(formula)
        case Negation():
            return negated(kleene(formula.of))
        case All():
            return conjunction(kleene(one) for one in formula.parts)
        case Some():
            return disjunction(kleene(one) for one in formula.parts)


# ── one comparison ──────────────────────────────────────────────────────────


def decide_leaf(leaf: Leaf) -> Truth:
    """Return whether one comparison holds for all possible values, for none, or for some."""
    match leaf:
        case Against():
            return _against(leaf)
        case Fits():
            return _fits(leaf)
        case Integral():
            return _integral(leaf.quantity)


def _against(leaf: Against) -> Truth:
    if isinstance(leaf.difference, Affine):
        return _affine_against(leaf.sign, leaf.difference, leaf.tolerance)
    found = reach(leaf.difference)
    return None if found is None else _by_bounds(leaf.sign, found[0], found[1], leaf.tolerance)


def _by_bounds(sign: Sign, low: Exact | None, high: Exact | None, tolerance: Exact) -> Truth:
    match sign:
        case "=":
            if (low is not None and low > tolerance) or (high is not None and high < -tolerance):
                return False
            return True if _inside(low, high, tolerance) else None
        case "≤":
            return _below(low is not None and low > tolerance, high is not None and high <= tolerance)
        case "<":
            return _below(low is not None and low >= 0, high is not None and high < 0)


def _inside(low: Exact | None, high: Exact | None, tolerance: Exact) -> bool:
    return low is not None and high is not None and low >= -tolerance and high <= tolerance


def _below(never: bool, always: bool) -> Truth:
    return False if never else (True if always else None)


def _affine_against(sign: Sign, form: Affine, tolerance: Exact) -> Truth:
    if not form.terms:
        return _by_bounds(sign, form.constant, form.constant, tolerance)
    low, high = bounds(form)
    by_bounds = _by_bounds(sign, low, high, tolerance)
    if by_bounds is not None or sign != "=":
        return by_bounds
    return False if _solvable_within(form, tolerance) is False else None


def _solvable_within(form: Affine, tolerance: Exact) -> bool | None:
    terms = [(coefficient, variable.possible) for variable, coefficient in form.terms]
    if tolerance:
        terms.append(_slack(form, tolerance))
    return solvable(form.constant, terms)


def _slack(form: Affine, tolerance: Exact) -> tuple[Exact, Possible]:
    """Return the room of a tolerance as one more term; over integers it is a whole number of the finest step."""
    if not all(variable.possible.whole for variable, _ in form.terms):
        return (1, between(-tolerance, tolerance, whole=False))
    step = lcm(*(Fraction(one).denominator for one in (form.constant, *(factor for _, factor in form.terms))))
    return (tidy(Fraction(1, step)), between(-tolerance * step, tolerance * step, whole=True))


def _fits(leaf: Fits) -> Truth:
    if isinstance(leaf.difference, Composite):
        found = reach(leaf.difference)
        within = None if found is None else _by_bounds("=", found[0], found[1], 0)
        return True if within is None and _meets_zero(leaf.difference, leaf.stated) else within
    found_solvable = _solvable_within(leaf.difference, 0)
    if found_solvable is None or found_solvable is False:
        return found_solvable
    own = all(variable in leaf.stated for variable, _ in leaf.difference.terms)
    return True if own else (_affine_against("=", leaf.difference, 0) or None)


def _meets_zero(difference: Quantity, stated: frozenset[Variable]) -> bool:
    """Return whether some ends of the stated ranges make a difference zero, or lie on both sides of zero.

    Between the ends every value is met, when the numbers are no integers and nothing in the difference jumps.
    """
    own = sorted(variables_of(difference), key=lambda one: one.key)
    ranges = [(one.possible.low, one.possible.high) for one in own]
    if not own or not stated.issuperset(own) or len(own) > _MOST_ENDS:
        return False
    signs: set[int] = set()
    for ends in product(*ranges):
        assignment = {one: end for one, end in zip(own, ends, strict=True) if end is not None}
        met = settled(difference, assignment)
        value = None if isinstance(met, Undefined) else value_of(met)
        if value is not None:
            signs.add((value > 0) - (value < 0))
    smooth = not any(one.possible.whole or one.possible.listed for one in own) and _is_continuous(difference)
    return 0 in signs or (smooth and len(signs) > 1)


def _is_continuous(quantity: Quantity) -> bool:
    if isinstance(quantity, Affine):
        return True
    return quantity.operator in ("+", "*", "abs", "min", "max") and all(
        _is_continuous(one) for one in quantity.arguments
    )


def _integral(quantity: Quantity) -> Truth:
    value = value_of(quantity)
    if value is not None:
        return Fraction(value).denominator == 1
    if isinstance(quantity, Composite):
        return None
    whole = all(variable.possible.whole for variable, _ in quantity.terms)
    factors = (quantity.constant, *(coefficient for _, coefficient in quantity.terms))
    if whole and all(Fraction(one).denominator == 1 for one in factors):
        return True
    terms = [(coefficient, variable.possible) for variable, coefficient in quantity.terms]
    return False if solvable(quantity.constant, [*terms, (1, Possible(whole=True))]) is False else None


# ── all combinations ────────────────────────────────────────────────────────


def decide(formula: Formula) -> Truth:
    """Return whether a formula holds for all possible values of its variables (true), for none (false), or depends."""
    open_parts, certain = _without_decided(formula)
    if certain is not None:
        return certain
    variables = sorted(_ranging(open_parts), key=lambda one: one.key)
    sizes = [one.possible.size() or 0 for one in variables]
    if not variables or prod(sizes) > COMBINATIONS:
        return None
    return _by_enumeration(open_parts, variables)


def _by_enumeration(formula: Formula, variables: list[Variable]) -> Truth:
    seen: Truth = None
    for values in product(*(tuple(one.possible.members()) for one in variables)):
        truth = kleene(assigned(formula, dict(zip(variables, values, strict=True))))
        if truth is None or (seen is not None and truth != seen):
            return None
        seen = truth
    return seen


def _without_decided(formula: Formula) -> tuple[Formula, Truth]:
    """Return the formula without its decided parts, and its truth as `kleene` has it, each comparison solved once."""
    match formula:
        case Negation():
            inner, certain = _without_decided(formula.of)
            truth = negated(certain)
            shorter: Formula = Negation(inner)
        case All() | Some():
            parts = [_without_decided(one) for one in formula.parts]
            truths = [certain for _, certain in parts]
            truth = conjunction(truths) if isinstance(formula, All) else disjunction(truths)
            shorter = type(formula)(tuple(one for one, _ in parts))
        case _:
            truth, shorter = kleene(formula), formula
    return (shorter if truth is None else Decided(truth), truth)


def _ranging(formula: Formula) -> set[Variable]:
    """Return the finite variables over all of whose values a formula must hold."""
    match formula:
        case Decided() | Undecided():
            return set()
        case Against():
            found = variables_of(formula.difference)
        case Fits():
            found = variables_of(formula.difference) - formula.stated
        case Integral():
            found = variables_of(formula.quantity)
        case Negation():
            return _ranging(formula.of)
        case All() | Some():
            return set().union(*(_ranging(one) for one in formula.parts))
    return {one for one in found if one.possible.size() is not None}


def assigned(formula: Formula, assignment: Assignment) -> Formula:
    """Return the formula with variables replaced by numbers; stated ones stay free where they are asked to fit."""
    match formula:
        case Decided() | Undecided():
            return formula
        case Against():
            difference = settled(formula.difference, assignment)
            if isinstance(difference, Undefined):
                return UNDECIDED
            return Against(formula.sign, difference, formula.tolerance)
        case Fits():
            others = {key: value for key, value in assignment.items() if key not in formula.stated}
            difference = settled(formula.difference, others)
            return UNDECIDED if isinstance(difference, Undefined) else Fits(difference, formula.stated)
        case Integral():
            quantity = settled(formula.quantity, assignment)
            return UNDECIDED if isinstance(quantity, Undefined) else Integral(quantity)
        case Negation():
            return Negation(assigned(formula.of, assignment))
        case All():
            return All(tuple(assigned(one, assignment) for one in formula.parts))
        case Some():
            return Some(tuple(assigned(one, assignment) for one in formula.parts))
