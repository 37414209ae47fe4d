"""Who is whose neighbour: cards of many reports enter, for each its prior, parent, children and the others leave.

Pure, and independent of the order of the cards. An agency is never guessed to be another's superior: only an index or
a person says so. Files, documents and rules are not known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Final

from gouji.corpus.sketch import Seen, Sketch, most_alike
from gouji.patterns.fold import fold_text
from gouji.record import Record, field

_UNKNOWN: Final = (None, "unknown")


class Card(Record, frozen=True):
    """What is known of one report. `id` names it among all; `quality` is lower for a better reading.

    `parent` is the name of the superior agency; `valid_from` and `valid_until` are ISO dates.
    """

    id: int
    name: str
    agency: str | None = None
    scope: str | None = None
    year: int | None = None
    region: str | None = None
    parent: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None
    quality: tuple[int, ...] = ()
    sketch: Sketch = Sketch()


class Kin(Record, frozen=True):
    """The neighbours of one report by their ids; `further` has the rarer ones by their hops."""

    prior: int | None = None
    parent: int | None = None
    children: tuple[int, ...] = ()
    children_complete: bool = False
    further: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def ids(self) -> tuple[int, ...]:
        """Return all of them, each once."""
        single = [one for one in (self.prior, self.parent) if one is not None]
        return tuple(dict.fromkeys([*single, *self.children, *self.further.values()]))


def same_agency(one: str | None, other: str | None) -> bool:
    """Return whether two names are of one agency: equal once folded."""
    return one is not None and other is not None and fold_text(one) == fold_text(other)


def kin_of(cards: Iterable[Card], *, complete: bool = False) -> dict[int, Kin]:
    """Return the neighbours of every report; `complete` says that there are no other reports of these agencies."""
    family = _Family(sorted(cards, key=_order), complete)
    return {card.id: family.kin(card) for card in family.cards}


def _order(card: Card) -> tuple[object, ...]:
    """Return the order in which equal claims are decided: the latest valid version, the best reading, the name."""
    return (card.valid_until is not None, _latest(card.valid_from), card.quality, card.name, card.id)


def _latest(day: str | None) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in day) if day is not None else (1,)


class _Family:
    def __init__(self, cards: Sequence[Card], complete: bool) -> None:
        self.cards = tuple(cards)
        self._complete = complete
        self._of: dict[tuple[str, int], list[Card]] = defaultdict(list)
        self._years: dict[str, list[int]] = defaultdict(list)
        self._below: dict[tuple[str, int], list[Card]] = defaultdict(list)
        for card in self.cards:
            if card.agency is not None and card.year is not None:
                self._of[fold_text(card.agency), card.year].append(card)
                self._years[fold_text(card.agency)].append(card.year)
            if card.parent is not None and card.year is not None:
                self._below[fold_text(card.parent), card.year].append(card)
        self._alike = most_alike(
            Seen(card.id, card.name, card.agency, card.year, card.parent, card.sketch) for card in self.cards
        )

    def kin(self, card: Card) -> Kin:
        """Return the neighbours of one report."""
        if card.agency is None or card.year is None:
            return Kin(self._prior(card, 1), self._parent(card))
        children = self._children(card)
        further: dict[tuple[str, ...], int] = {}
        for number, child in enumerate(children):
            before = self._prior(child, 1)
            if before is not None:
                further[str(number), "prior"] = before
        rarer = {"peer": self._alike.get(card.id), "copy": self._copy(card), "earlier": self._earlier(card)}
        further |= {(role,): found for role, found in rarer.items() if found is not None}
        ids = tuple(child.id for child in children)
        whole = self._complete and bool(ids) and len(ids) == len(self._subordinates(card))
        return Kin(self._prior(card, 1), self._parent(card), ids, whole, further)

    def _named(self, agency: str | None, year: int | None, region: str | None) -> list[Card]:
        if agency is None or year is None:
            return []
        found = self._of.get((fold_text(agency), year), [])
        return [one for one in found if region is None or one.region is None or one.region == region]

    def _prior(self, card: Card, years: int) -> int | None:
        year = None if card.year is None else card.year - years
        return _of_scope(self._named(card.agency, year, card.region), card.scope)

    def _parent(self, card: Card) -> int | None:
        found = self._superior(card)
        return None if found is None or found.id == card.id else found.id

    def _superior(self, card: Card) -> Card | None:
        """Return the superior's report that covers its subordinates: the aggregate, if there is one."""
        found = self._named(card.parent, card.year, None)
        return next((one for one in found if one.scope == "aggregate"), next(iter(found), None))

    def _children(self, card: Card) -> list[Card]:
        """Return the subordinates whose figures may be added: none that another one's aggregate has in it already."""
        found = self._subordinates(card)
        whole = [one for one in found if one.scope == "aggregate"]
        return [one for one in found if one in whole or not any(_within(one, other, card) for other in whole)]

    def _subordinates(self, card: Card) -> list[Card]:
        if card.agency is None or card.year is None:
            return []
        below = self._below.get((fold_text(card.agency), card.year), [])
        best: dict[tuple[str, str | None], Card] = {}
        for one in below:
            above = self._superior(one)
            if one.agency is not None and one.id != card.id and above is not None and above.id == card.id:
                best.setdefault((fold_text(one.agency), one.region), one)
        return sorted(best.values(), key=lambda one: (fold_text(one.agency or ""), one.name, one.id))

    def _copy(self, card: Card) -> int | None:
        """Return the best other text of the same report, of those that are in force like it."""
        if card.valid_until is not None:
            return None
        same = (one for one in self._named(card.agency, card.year, card.region) if one.scope == card.scope)
        return next((one.id for one in same if one.id != card.id and one.valid_until is None), None)

    def _earlier(self, card: Card) -> int | None:
        if not self._complete or card.agency is None or card.year is None:
            return None
        years = [year for year in self._years[fold_text(card.agency)] if year < card.year]
        return self._prior(card, card.year - max(years)) if years else None


def _within(one: Card, whole: Card, parent: Card) -> bool:
    """Return whether an agency may belong to the area of another's aggregate, which both stand below one superior.

    It does when the index gives both one region that is not the superior's, and may when their names have a longer
    beginning in common than the superior's has with it: `甲县教育局` and `甲县人民政府` below `乙市人民政府`.
    """
    if parent.region is not None and one.region is not None and one.region == whole.region != parent.region:
        return True
    shared = _shared(one.agency, whole.agency)
    return shared > 1 and shared > _shared(whole.agency, parent.agency)


def _shared(one: str | None, other: str | None) -> int:
    """Return how many characters two names begin with in common."""
    pairs = zip(fold_text(one or ""), fold_text(other or ""), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _of_scope(found: Sequence[Card], scope: str | None) -> int | None:
    """Return the first report of the same scope; one whose scope is not known will do, if there is no other."""
    same = next((one.id for one in found if one.scope == scope), None)
    if same is not None:
        return same
    return next((one.id for one in found if scope in _UNKNOWN or one.scope in _UNKNOWN), None)
