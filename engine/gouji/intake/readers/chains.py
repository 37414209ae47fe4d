"""What belongs together among what is met from page to page, as pages of a PDF and of a scan have it alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, cast

_Part = TypeVar("_Part")
_Other = TypeVar("_Other")


def chains(
    things: Sequence[_Part | _Other], part: type[_Part], goes_on: Callable[[_Part, _Part], bool]
) -> Iterator[_Other | list[_Part]]:
    """Yield what is no part of a table as it is, and tables with all their parts: those that go on in the next."""
    chain: list[_Part] = []
    for one in things:
        if chain and not (isinstance(one, part) and goes_on(chain[-1], one)):
            yield chain
            chain = []
        if isinstance(one, part):
            chain.append(one)
        else:
            yield cast("_Other", one)  # what is no part is another
    if chain:
        yield chain


def close_gaps(side: list[bool], ends: Sequence[bool]) -> None:
    """Hold a gap in an outer side of a table for printed when the lines at both of its ends go up to it."""
    begin = 0
    for step in range(1, len(side) + 1):
        if step < len(side) and side[step] == side[begin]:
            continue
        if not side[begin] and ends[begin] and ends[step]:
            side[begin:step] = [True] * (step - begin)
        begin = step
