"""Where choices come from: a seed for load data, Hypothesis for tests, or always the simplest.

The smaller number is always the simpler choice, so that whoever shrinks choices shrinks the report.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Chance(Protocol):
    """A source of choices."""

    def integer(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""


class Seeded:
    """Choices that a seed decides: the same seed, the same choices."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing here is secret

    def integer(self, low: int, high: int) -> int:
        """Return a number by the seed."""
        return self._random.randint(low, high)


class Simplest:
    """Always the simplest choice."""

    def integer(self, low: int, high: int) -> int:
        """Return the lower end."""
        del high
        return low


def one_of(chance: Chance, items: Sequence[T]) -> T:
    """Return one of some items; the first is the simplest."""
    return items[chance.integer(0, len(items) - 1)]
