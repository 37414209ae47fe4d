"""What the typed holes of patterns and mentions give."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.check.types import COUNT, DATE, NUMBER_TYPE, Type, number_in
from gouji.values import NUMBER, PERCENT, Unit
from gouji.vocabulary.model import Mention, Vocabulary

MONEY = "money"

Holes = tuple[tuple[str, str, Type], ...]


def holes_of_mention(vocabulary: Vocabulary, mention: Mention) -> Holes:
    """Return the holes of a mention; its counts are in the mention's unit."""
    unit = vocabulary.unit(mention.unit) or NUMBER
    return tuple((one.name, one.kind, _hole(vocabulary, one.kind, unit)) for one in mention.holes)


def holes_of_pattern(vocabulary: Vocabulary, holes: Iterable[tuple[str, str]]) -> Holes:
    """Return the holes of a pattern; its counts are in the vocabulary's first unit of counts."""
    unit = _first_unit(vocabulary, COUNT)
    return tuple((name, kind, _hole(vocabulary, kind, unit)) for name, kind in holes)


def _hole(vocabulary: Vocabulary, kind: str, count_unit: Unit) -> Type:
    match kind:
        case "count":
            return number_in(count_unit, approximate=True)
        case "money":
            return number_in(_first_unit(vocabulary, MONEY), approximate=True)
        case "percent":
            return number_in(PERCENT)
        case "date":
            return DATE
        case _:
            return NUMBER_TYPE


def _first_unit(vocabulary: Vocabulary, dimension: str) -> Unit:
    return next((unit for unit in vocabulary.units if unit.dimension == dimension), NUMBER)
