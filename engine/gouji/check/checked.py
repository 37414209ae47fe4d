"""What the checker gives: rules that cannot fail at run time, in plain values.

Every text for people is there in every language of the pack; every law that a rule rests on is resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from gouji.check.core import Axis, CellAt, Expression
from gouji.record import Record
from gouji.values import BlankPolicy, Labels

Grade = Literal["error", "warning", "info"]
Piece: TypeAlias = str | Expression


class Lowering(Record, frozen=True):
    """A lower grade, under a condition that is true or undecided, and why."""

    grade: Grade
    when: Expression
    because: Labels


class Basis(Record, frozen=True):
    """A ground of a rule. For `law`: the source's id, its title and number, place and quote.

    For `practice` and `derived`: `source` is that word, `place` the author's sentence, and there is no quote.
    """

    kind: Literal["law", "practice", "derived"]
    source: str
    title: Labels
    number: str | None
    place: Labels
    quote: str | None


class For(Record, frozen=True):
    """One axis of instances; `where` may use this variable and the earlier ones."""

    variable: str
    axis: Axis
    where: Expression | None


class Message(Record, frozen=True):
    """A text with expressions, per language: literal texts and expressions in turn."""

    texts: tuple[tuple[str, tuple[Piece, ...]], ...]


class Effective(Record, frozen=True):
    """The reporting years to which a rule applies, both included; `None` is an open end."""

    first: int | None
    last: int | None


class CheckedRule(Record, frozen=True):
    """One rule. `id` is `pack/topic.name`; `replaces` too.

    The tolerance of the check stands in its `Compare`; `because` says why there is one.
    `section` is that of the first table or section that the rule speaks of, for grouping.
    `cells` are the cells that where, when, requires or check name by ids and by the variables of `for`: those which
    the table's format must prescribe.
    """

    id: str
    topic: str
    name: str
    title: Labels
    grade: Grade
    lowerings: tuple[Lowering, ...]
    bases: tuple[Basis, ...]
    effective: Effective | None
    fors: tuple[For, ...]
    when: Expression | None
    requires: tuple[Expression, ...]
    check: Expression
    because: Labels | None
    blank: BlankPolicy | None
    message: Message | None
    fix: Message | None
    replaces: str | None
    section: str | None
    cells: tuple[CellAt, ...]


class CheckedPattern(Record, frozen=True):
    """A named pattern of the pack, as text; it compiles."""

    id: str
    text: str
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]


class CheckedRules(Record, frozen=True):
    """All rules of a pack sorted by id, with its patterns; `digest` is a SHA-256 of their meaning and vocabulary."""

    pack: str
    languages: tuple[str, ...]
    rules: Sequence[CheckedRule]
    patterns: tuple[CheckedPattern, ...]
    digest: str
