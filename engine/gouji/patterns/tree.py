"""The pieces of a pattern as a tree: which stand in one group, which are choices, and what is repeated how often.

The tokens of a pattern that RE2 accepted enter; the tree that every question about the whole of a pattern walks leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from gouji.patterns.tokens import Token
from gouji.record import Record

MOST_NESTED: Final = 60
"""Groups within groups; whoever walks the tree calls itself so often."""


class Group(Record, frozen=True):
    """What stands between brackets; `opening` is the bracket with its flags."""

    opening: Token
    branches: Branches


class Repeated(Record, frozen=True):
    """A piece and the repetition behind it."""

    of: Node
    times: Token


Node: TypeAlias = "Token | Group | Repeated"
Branches: TypeAlias = "tuple[tuple[Node, ...], ...]"
"""The choices between bars, each a sequence; one alone where there is no bar."""


def tree_of(tokens: Sequence[Token]) -> Branches | None:
    """Return the branches of a whole pattern, or nothing when it is nested deeper than anybody means it."""
    open_ones: list[tuple[Token, list[tuple[Node, ...]], list[Node]]] = []
    branches: list[tuple[Node, ...]] = []
    here: list[Node] = []
    for token in tokens:
        match token.kind:
            case "open":
                open_ones.append((token, branches, here))
                branches, here = [], []
                if len(open_ones) > MOST_NESTED:
                    return None
            case "close":
                if not open_ones:
                    return None
                inner = (*branches, tuple(here))
                opening, branches, here = open_ones.pop()
                here.append(Group(opening, inner))
            case "bar":
                branches.append(tuple(here))
                here = []
            case "repeat":
                if not here:
                    return None
                here.append(Repeated(here.pop(), token))
            case _:
                here.append(token)
    return None if open_ones else (*branches, tuple(here))
