"""Kinds with what belongs to them: of numbers what they measure, of members whose they are, of texts their values.

Only the checker knows these; of them the core tree keeps the kind and the unit.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from gouji.check.core import Axis, Expression
from gouji.functions.signature import Kind
from gouji.record import Record
from gouji.source import Span
from gouji.values import NUMBER, Unit

Owner: TypeAlias = tuple[Literal["row", "column", "section"], str]
"""Whose members: rows or columns of a table, or the sections (of nothing)."""

SECTIONS: Owner = ("section", "")
PLAIN = NUMBER.dimension
COUNT = "count"


class Type(Record, frozen=True):
    """The kind of an expression with its particulars.

    `dimension` is that of a number or of the numbers in a vector or list; `None` when they measure different things.
    `unit` is what people read it in; `None` when there are several.
    `bare` numbers are constants without a unit, which also stand for counts; `zero` is the constant 0.
    `item` is the kind of the members of a vector or list.
    `values` are the only ones that a text can have.
    `owner` and `ids` are of members, sets and sections; `holes` of matches and mentions, by name.
    `found` sets are known only with the report; what is `over` children is one value for each of them.
    """

    kind: Kind
    dimension: str | None = None
    unit: str | None = None
    bare: bool = False
    zero: bool = False
    approximate: bool = False
    item: Kind | None = None
    values: tuple[str, ...] | None = None
    owner: Owner | None = None
    ids: tuple[str, ...] = ()
    holes: tuple[tuple[str, str, Type], ...] = ()
    found: bool = False
    over: bool = False


TRUTH = Type("truth")
TEXT = Type("text")
DATE = Type("date")
NUMBER_TYPE = Type("number", PLAIN, "")


class Typed(Record, frozen=True):
    """A checked expression; `size` and `depth` are those of the tree with all lets put in place."""

    core: Expression | Axis
    type: Type
    span: Span
    size: int = 1
    depth: int = 1


def number_in(unit: Unit, *, approximate: bool = False) -> Type:
    """Return the type of a number in a unit."""
    return Type("number", unit.dimension, unit.id, approximate=approximate)


def common(left: Type, right: Type) -> Type | None:
    """Return what two numbers measure together, or nothing when they measure different things.

    The constant 0 stands for zero of anything, a constant without a unit also for a count.
    """
    chosen = _common(left, right)
    if chosen is None:
        return None
    bare = left.bare and right.bare
    return Type("number", chosen.dimension, chosen.unit, bare=bare, approximate=left.approximate or right.approximate)


def _common(left: Type, right: Type) -> Type | None:
    if left.zero or right.zero:
        return right if left.zero else left
    if left.dimension is None or right.dimension is None:
        return None
    if left.dimension == right.dimension:
        return right if left.bare else left
    if left.bare and right.dimension == COUNT:
        return right
    if right.bare and left.dimension == COUNT:
        return left
    return None


def item_type(listed: Type) -> Type:
    """Return the type of a member of a vector or list."""
    kind = listed.item or "number"
    return Type(kind, listed.dimension, listed.unit, approximate=listed.approximate)
