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
from gouji.record import Record, field, replace

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
    """The neighbours of one report by their ids; `further` has the rarer ones by their hops.

    `missing` names by its role what should be there for all to be known, but of which no use could be made.
    """

    prior: int | None = None
    parent: int | None = None
    children: tuple[int, ...] = ()
    children_complete: bool = False
    further: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    missing: tuple[tuple[str, str], ...] = ()

    def ids(self) -> tuple[int, ...]:
        """Return all of them, each once."""
        single = [one for one in (self.prior, self.parent) if one is not None]
        return tuple(dict.fromkeys([*single, *self.children, *self.further.values()]))


def same_agency(one: str | None, other: str | None) -> bool:
    """Return whether two names are of one agency: equal once folded."""
    return one is not None and other is not None and fold_text(one) == fold_text(other)


def kin_of(cards: Iterable[Card], *, complete: bool = False, unread: Iterable[Card] = ()) -> dict[int, Kin]:
    """Return the neighbours of every report; `complete` says that there are no other reports of these agencies.

    `unread` has what is known of those that could not be read: there they are, and nobody is asked for what they say.
    """
    family = _Family(sorted(cards, key=_order), complete, sorted(unread, key=_order))
    return {card.id: family.kin(card) for card in family.cards}


def _order(card: Card) -> tuple[object, ...]:
    """Return the order in which equal claims are decided: the latest valid version, the best reading, the name."""
    return (card.valid_until is not None, _latest(card.valid_from), card.quality, card.name, card.id)


def _latest(day: str | None) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in day) if day is not None else (1,)


class _Family:
    def __init__(self, cards: Sequence[Card], complete: bool, unread: Sequence[Card]) -> None:
        self.cards = tuple(cards)
        self._complete = complete
        self._lost_of: dict[str | None, list[Card]] = defaultdict(list)
        self._lost_under: dict[str, list[Card]] = defaultdict(list)
        # Of a report without a name or a year nobody knows whether it is the one that is sought.
        for lost in (*unread, *(one for one in cards if one.agency is None or one.year is None)):
            self._lost_of[None if lost.agency is None else fold_text(lost.agency)].append(lost)
            if lost.parent is not None:
                self._lost_under[fold_text(lost.parent)].append(lost)
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
        children, subordinates = self._children(card)
        further: dict[tuple[str, ...], int] = {}
        for number, child in enumerate(children):
            before = self._prior(child, 1)
            if before is not None:
                further[str(number), "prior"] = before
        rarer = {"peer": self._alike.get(card.id), "copy": self._copy(card), "earlier": self._earlier(card)}
        further |= {(role,): found for role, found in rarer.items() if found is not None}
        ids = tuple(child.id for child in children)
        missing: list[tuple[str, str]] = []
        if self._complete:
            missing += [("children", one.name) for one in self._lost_below(card, subordinates)]
            missing += [("earlier", one.name) for one in self._lost_before(card)]
        whole = self._complete and bool(ids) and len(ids) == len(subordinates)
        whole = whole and not any(role == "children" for role, _ in missing)
        return Kin(self._prior(card, 1), self._parent(card), ids, whole, further, tuple(missing))

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

    def _children(self, card: Card) -> tuple[list[Card], list[Card]]:
        """Return the subordinates whose figures may be added, and all of them.

        What another one's aggregate has in it already is not added.
        """
        found = self._subordinates(card)
        whole = [one for one in found if one.scope == "aggregate"]
        return [one for one in found if one in whole or not any(_within(one, other, card) for other in whole)], found

    def _lost_below(self, card: Card, known: Sequence[Card]) -> list[Card]:
        """Return the subordinates, as far as can be told, that add nothing because nobody could read them."""
        return [
            one
            for one in self._lost_under.get(fold_text(card.agency or ""), [])
            if one.year in (None, card.year)
            and one.valid_until is None
            and self._superior(replace(one, year=card.year)) is card
            and not any(_same_report(one, other) for other in known)
        ]

    def _lost_before(self, card: Card) -> list[Card]:
        """Return what may be a report of the years between this one and the last before it that was read."""
        last = self._last_year(card)
        if last is None or card.year is None:
            return []
        lost = [*self._lost_of.get(fold_text(card.agency or ""), []), *self._lost_of.get(None, [])]
        return [one for one in lost if one.year is None or last < one.year < card.year]

    def _last_year(self, card: Card) -> int | None:
        """Return the year of the agency's last report before this one."""
        years = self._years.get(fold_text(card.agency or ""), [])
        return max((year for year in years if card.year is not None and year < card.year), default=None)

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
        last = self._last_year(card)
        if not self._complete or card.year is None or last is None or self._lost_before(card):
            return None
        return self._prior(card, card.year - last)


def _same_report(one: Card, other: Card) -> bool:
    """Return whether what could not be read is another text of a report that was; of no scope that is not sure."""
    return (same_agency(one.agency, other.agency) and one.scope == other.scope) and one.year == other.year


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
