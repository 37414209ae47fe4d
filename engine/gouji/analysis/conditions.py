"""Conditions of rules as they are written, for all reports at once: in how many ways they can be true or false.

A condition enters as a checked tree; ways leave, each a set of things that must be so: sums of numbers within bounds,
fields that say a word, and whatever else is true or false as a whole. A way that contradicts itself is none. What is
not looked into (prose, cells' states) may be either, so that a condition without a way is surely never so, and one
with a way perhaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, TypeAlias

from gouji.analysis.linear import Conflict, solved
from gouji.authoring.equivalent import NEVER_NEGATIVE, plain_tree
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.evaluate.variables import free_variables
from gouji.generation.demands import Demand, Sign
from gouji.record import Record, replace
from gouji.vocabulary.model import Vocabulary

MOST_WAYS: Final = 256


class Truth(Record, frozen=True):
    """Something that is true or false as a whole."""

    of: core.Node
    value: bool


class Says(Record, frozen=True):
    """A field or text that is, or is not, a word."""

    of: core.Node
    word: str
    value: bool


Literal_: TypeAlias = Demand | Truth | Says
Way: TypeAlias = tuple[Literal_, ...]

_SURELY: Final[tuple[Way, ...]] = ((),)
_YEAR: Final = core.MetadataAt(words="", kind="number", document=core.OWN, field="year")


class TooManyError(Exception):
    """A condition can be so in more ways than are looked at."""


class Conditions:
    """Conditions over the atoms that were met; an atom is a tree that is not looked into."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._atoms: dict[core.Node, str] = {}
        self._never_negative: set[str] = set()

    # ── questions ───────────────────────────────────────────────────────────

    def never_applies(self, rule: CheckedRule) -> bool:
        """Return whether on no report a rule is asked."""
        return not self.possible(self.asked(rule), [])

    def never_fails(self, rule: CheckedRule) -> bool:
        """Return whether on no report a rule is asked and fails."""
        return not self.possible(self.asked(rule), [rule.check])

    def never_holds(self, rule: CheckedRule) -> bool:
        """Return whether on no report that a rule is asked of it holds; `check false` is meant so, and does not count.

        A rule that is never asked does not contradict itself.
        """
        if isinstance(rule.check, core.TruthConstant):
            return False
        asked = self.asked(rule)
        return self.possible(asked, []) and not self.possible((*asked, rule.check), [])

    def never_meet(self, one: CheckedRule, other: CheckedRule) -> bool:
        """Return whether no report is one that both rules are asked of."""
        return not self.possible((*self.of_the_report(one), *self.of_the_report(other)), [])

    def never_both_hold(self, one: CheckedRule, other: CheckedRule) -> bool:
        """Return whether two rules without axes never hold together, though each may hold where the other is asked.

        A rule that is asked only where another fails does not contradict it.
        """
        if one.fors or other.fors:
            return False
        asked = (*self.asked(one), *self.asked(other))
        each = all(self.possible((*asked, check), []) for check in (one.check, other.check))
        return each and not self.possible((*asked, one.check, other.check), [])

    def asked_where_fails(self, one: CheckedRule, other: CheckedRule) -> bool:
        """Return whether one of two rules without axes is asked only where the other is not asked or does not hold."""
        if one.fors or other.fors:
            return False
        asked = (*self.asked(one), *self.asked(other))
        return not all(self.possible((*asked, check), []) for check in (one.check, other.check))

    def possible(self, true: Sequence[core.Node], false: Sequence[core.Node]) -> bool:
        """Return whether conditions may all be true and others false; yes where there are too many ways to see."""
        try:
            found = _product([*(self.ways(one, True) for one in true), *(self.ways(one, False) for one in false)])
        except TooManyError:
            return True
        return any(self._consistent(way) for way in found)

    def asked(self, rule: CheckedRule) -> tuple[core.Node, ...]:
        """Return the conditions under which an instance of a rule is asked, the reporting year among them."""
        wheres = [one.where for one in rule.fors if one.where is not None]
        return (*self._years(rule), *wheres, *([] if rule.when is None else [rule.when]))

    def of_the_report(self, rule: CheckedRule) -> tuple[core.Node, ...]:
        """Return those conditions that are the same for every instance."""
        return (*self._years(rule), *(one for one in _operands(rule.when) if not free_variables(one)))

    def _years(self, rule: CheckedRule) -> Iterator[core.Node]:
        if rule.effective is None:
            return
        for end, comparator in ((rule.effective.first, "≥"), (rule.effective.last, "≤")):
            if end is not None:
                constant = core.NumberConstant(words="", kind="number", value=end)
                yield core.Compare(
                    words="",
                    kind="truth",
                    comparator="≥" if comparator == "≥" else "≤",
                    left=_YEAR,
                    right=constant,
                )

    # ── ways ────────────────────────────────────────────────────────────────

    def ways(self, node: core.Node, wanted: bool) -> tuple[Way, ...]:
        """Return the ways in which a condition is true, or false."""
        match node:
            case core.TruthConstant():
                return _SURELY if node.value is wanted else ()
            case core.Not():
                return self.ways(node.of, not wanted)
            case core.And() | core.Or():
                parts = [self.ways(one, wanted) for one in node.operands]
                return _product(parts) if isinstance(node, core.And) is wanted else _sum(parts)
            case core.Implies():
                parts = [self.ways(node.left, not wanted), self.ways(node.right, wanted)]
                return _sum(parts) if wanted else _product([self.ways(node.left, True), self.ways(node.right, False)])
            case core.Compare():
                return self._compared(node, wanted)
            case core.Quantified():
                return self._quantified(node, wanted)
            case core.Exists():
                return ((Truth(_bare(node), wanted),),)
            case _:
                return ((Truth(_bare(node), wanted),),)

    def _quantified(self, node: core.Quantified, wanted: bool) -> tuple[Way, ...]:
        # `every` is false, and `some` true, only where there is an element of which it is so.
        needs_element = (node.quantifier == "some") is wanted
        if needs_element:
            conditions = [] if node.where is None else [self.ways(node.where, True)]
            found = _product([*conditions, self.ways(node.satisfies, wanted)])
            if not any(self._consistent(way) for way in found):
                return ()
        return ((Truth(_bare(node), wanted),),)

    def _compared(self, node: core.Compare, wanted: bool) -> tuple[Way, ...]:
        if node.left.kind == "number":
            return self._numbers(node, wanted)
        if node.left.kind == "text" and node.comparator in ("=", "≠"):
            equal = (node.comparator == "=") is wanted
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(other, core.TextConstant):
                    if isinstance(one, core.TextConstant):
                        break
                    return ((Says(_bare(one), other.value, equal),),)
            if _bare(node.left) == _bare(node.right):
                return _SURELY if equal else ()
        return ((Truth(_bare(node), wanted),),)

    def _numbers(self, node: core.Compare, wanted: bool) -> tuple[Way, ...]:
        left, right = self._form(node.left), self._form(node.right)
        room = Fraction(0) if node.tolerance is None else self._form(node.tolerance).get("")
        if room is None or (node.tolerance is not None and len(self._form(node.tolerance)) > 1):
            return ((Truth(_bare(node), wanted),),)
        form = _less(left, right)
        turned = {atom: -one for atom, one in form.items()}
        match node.comparator, wanted:
            case ("=", True) | ("≠", False):
                return ((_demand(form, "=", room),),)
            case ("=", False) | ("≠", True):
                return ((_demand(_plus(turned, room), "<"),), (_demand(_plus(form, room), "<"),))
            case ("≤", True) | (">", False):
                return ((_demand(_plus(form, -room), "≤"),),)
            case ("≤", False) | (">", True):
                return ((_demand(_plus(turned, room), "<"),),)
            case ("<", True) | ("≥", False):
                return ((_demand(_plus(form, room), "<"),),)
            case _:
                return ((_demand(_plus(turned, -room), "≤"),),)

    def _form(self, node: core.Node) -> dict[str, Fraction]:
        """Return a number as a sum of atoms; the constant stands under the empty name."""
        match node:
            case core.NumberConstant():
                return {"": Fraction(node.value)}
            case core.Negative():
                return {atom: -one for atom, one in self._form(node.of).items()}
            case core.Arithmetic(operator="+"):
                return _less(self._form(node.left), {atom: -one for atom, one in self._form(node.right).items()})
            case core.Arithmetic(operator="-"):
                return _less(self._form(node.left), self._form(node.right))
            case core.Arithmetic(operator="*"):
                left, right = self._form(node.left), self._form(node.right)
                for one, other in ((left, right), (right, left)):
                    if set(one) <= {""}:
                        factor = one.get("", Fraction(0))
                        return {atom: factor * each for atom, each in other.items() if factor * each}
            case _:
                pass
        return {self._atom(node): Fraction(1)}

    def _atom(self, node: core.Node) -> str:
        bare = _bare(node)
        if isinstance(bare, core.MetadataAt):
            # However a rule reads it, it is one number.
            bare = replace(bare, unit=None)
        if bare not in self._atoms:
            self._atoms[bare] = f"#{len(self._atoms)}"
            if isinstance(node, core.CallTo) and node.function in NEVER_NEGATIVE:
                self._never_negative.add(self._atoms[bare])
        return self._atoms[bare]

    # ── consistency ─────────────────────────────────────────────────────────

    def _consistent(self, way: Way) -> bool:
        truths: dict[core.Node, bool] = {}
        said: dict[core.Node, str] = {}
        unsaid: dict[core.Node, set[str]] = {}
        demands: list[Demand] = []
        for one in way:
            match one:
                case Truth():
                    if truths.setdefault(one.of, one.value) is not one.value:
                        return False
                case Says(value=True):
                    if said.setdefault(one.of, one.word) != one.word:
                        return False
                case Says():
                    unsaid.setdefault(one.of, set()).add(one.word)
                case Demand():
                    demands.append(one)
        if any(said.get(node) in words or self._exhausted(node, words) for node, words in unsaid.items()):
            return False
        atoms = dict.fromkeys(atom for one in demands for atom, _ in one.terms)
        demands += [Demand(((atom, -1),), 0, "≤") for atom in atoms if atom in self._never_negative]
        return not isinstance(solved(demands), Conflict)

    def _exhausted(self, node: core.Node, words: set[str]) -> bool:
        """Return whether a field has no other value than words that it is not."""
        field = self._vocabulary.metadata_field(node.field) if isinstance(node, core.MetadataAt) else None
        return field is not None and bool(field.values) and {one.id for one in field.values} <= words


def _bare(node: core.Node) -> core.Node:
    """Return a tree without words."""
    found = plain_tree(node)
    if not isinstance(found, core.Node):
        raise TypeError("a tree without words is a tree")
    return found


def _operands(when: core.Node | None) -> tuple[core.Node, ...]:
    if when is None:
        return ()
    return when.operands if isinstance(when, core.And) else (when,)


def _product(parts: Sequence[tuple[Way, ...]]) -> tuple[Way, ...]:
    found: tuple[Way, ...] = _SURELY
    for part in parts:
        found = tuple((*one, *other) for one in found for other in part)
        if len(found) > MOST_WAYS:
            raise TooManyError
    return found


def _sum(parts: Sequence[tuple[Way, ...]]) -> tuple[Way, ...]:
    found = tuple(dict.fromkeys(one for part in parts for one in part))
    if len(found) > MOST_WAYS:
        raise TooManyError
    return found


def _less(one: dict[str, Fraction], other: dict[str, Fraction]) -> dict[str, Fraction]:
    found = dict(one)
    for atom, factor in other.items():
        found[atom] = found.get(atom, Fraction(0)) - factor
    return {atom: factor for atom, factor in found.items() if factor}


def _plus(form: dict[str, Fraction], number: Fraction) -> dict[str, Fraction]:
    return _less(form, {"": -number})


def _demand(form: dict[str, Fraction], sign: Sign, room: Fraction = Fraction(0)) -> Demand:
    return Demand(tuple(sorted((a, f) for a, f in form.items() if a)), form.get("", Fraction(0)), sign, room)
