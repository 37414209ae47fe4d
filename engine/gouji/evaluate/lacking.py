"""Which neighbour an instance lacks: the roles that its rule speaks of and the documents enter, one role leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from gouji.findings import Instance

WANTED: Final = "no_peer_document"


class _Given(Protocol):
    """Which documents were given; what they are does not matter here."""

    @property
    def prior(self) -> object: ...
    @property
    def parent(self) -> object: ...
    @property
    def children(self) -> Sequence[object]: ...
    @property
    def children_complete(self) -> bool: ...
    @property
    def further(self) -> Mapping[tuple[str, ...], object]: ...


def lacking(instances: Iterable[Instance], roles: Mapping[str, Sequence[str]], documents: _Given) -> dict[str, int]:
    """Return how many instances lack each neighbour; `roles` has those that a rule speaks of, nearest first."""
    wanted = Counter(
        _first_missing(roles[one.rule], documents)
        for one in instances
        if one.status == "not_assessable" and one.reason == WANTED
    )
    return dict(sorted(wanted.items()))


def _first_missing(roles: Sequence[str], documents: _Given) -> str:
    return next((one for one in roles if not _given(one, documents)), roles[0])


def _given(role: str, documents: _Given) -> bool:
    match role.split("."):
        case ["prior"]:
            return documents.prior is not None
        case ["parent"]:
            return documents.parent is not None
        case ["children"]:
            return documents.children_complete
        case ["children", *hops]:
            numbers = range(len(documents.children))
            return bool(numbers) and all((str(one), *hops) in documents.further for one in numbers)
        case hops:
            return tuple(hops) in documents.further
