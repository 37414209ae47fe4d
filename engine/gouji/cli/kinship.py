"""The cards of a run and what the options name → the neighbours of every report to be checked.

What a person names must fit: last year's report is of the year before, a superior's of the same year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gouji.cli import notices
from gouji.cli.batch import Outcome
from gouji.cli.choose import stem_of
from gouji.cli.relations import Relations, RelationsRefusedError
from gouji.corpus.index import Entry
from gouji.corpus.neighbours import Card, Kin, kin_of, same_agency
from gouji.diagnostics import Text
from gouji.findings import Notice
from gouji.record import replace


def kinship(
    chosen: Sequence[Outcome], others: Mapping[int, Outcome], relations: Relations, unread: Sequence[Card] = ()
) -> tuple[dict[int, Kin], dict[int, list[Notice]]]:
    """Return the neighbours of the chosen reports, and what is amiss with them.

    `others` are the reports that are only compared with, and `unread` has what is known of those that could
    not be. What the options name goes with the one chosen report that they do not name themselves.

    Raises:
        RelationsRefusedError: what the options name does not fit the report.
    """
    cards = [one.card for one in chosen if one.card is not None]
    if cards and (relations.prior is not None or relations.parent is not None or relations.asks_children):
        return _with_named(chosen, others, relations, unread)
    kin = kin_of([*cards, *_cards(others)], complete=relations.complete, unread=unread)
    return kin, _missing(kin)


def _missing(kin: Mapping[int, Kin]) -> dict[int, list[Notice]]:
    return {number: list(notices.missing(one)) for number, one in kin.items()}


def unread_cards(read: Sequence[Outcome], relations: Relations) -> list[Card]:
    """Return what the index or an option says of the files that could not be read.

    One is not missed when the same in another format beside it was read, and the index does not say that it is
    another; nor when it is no report at all and nobody says that it is one.
    """
    beside: dict[str, list[Entry]] = {}
    for errand, one in zip(relations.errands, read, strict=True):
        if one.card is not None:
            beside.setdefault(stem_of(one), []).append(errand.entry or Entry(""))
    found = []
    for errand, one in zip(relations.errands, read, strict=True):
        wanted = errand.entry is not None or (errand.number in relations.children and one.because is None)
        entry = errand.entry or Entry("")
        if one.card is None and wanted and not any(_may_be_one(entry, other) for other in beside.get(stem_of(one), [])):
            found.append(
                Card(
                    errand.number,
                    errand.candidate.name,
                    entry.agency,
                    entry.scope,
                    entry.year,
                    entry.region,
                    entry.parent,
                    entry.valid_from,
                    entry.valid_until,
                )
            )
    return found


def _may_be_one(one: Entry, other: Entry) -> bool:
    """Return whether two entries may be of one report: nothing that both say differs."""
    said = ((one.agency, other.agency), (one.year, other.year), (one.scope, other.scope))
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in said)


def _cards(others: Mapping[int, Outcome]) -> list[Card]:
    return [one.card for one in others.values() if one.card is not None]


def _with_named(
    chosen: Sequence[Outcome], others: Mapping[int, Outcome], relations: Relations, unread: Sequence[Card]
) -> tuple[dict[int, Kin], dict[int, list[Notice]]]:
    cards = [one.card for one in chosen if one.card is not None]
    others = {**others, **{one.card.id: one for one in chosen if one.card is not None}}
    named = [card for card in _cards(others) if card.id in (relations.prior, relations.parent)]
    apart = [card for card in cards if not any(_same_report(card, one) for one in named)] or cards
    if len(apart) != 1:
        raise RelationsRefusedError(
            Text(
                "--prior、--parent、--children 只能用于核验一份报告；多份报告请用 --index",
                "--prior, --parent and --children go with one report; for several use --index",
            )
        )
    (own,) = apart
    prior = _fitting(own, others, relations.prior, "--prior", 1)
    parent = _fitting(own, others, relations.parent, "--parent", 0)
    if parent is not None and _is_itself(own, parent):
        raise RelationsRefusedError(
            Text(
                "--parent 所给的就是被核验的报告，应为上级机关的报告",
                "the report given by --parent is the one to be checked, wanted its superior's",
            )
        )
    above = own if parent is None else replace(own, parent=parent.agency)
    around = {card.id: card for card in _cards(others) if card.id != own.id}
    for number in relations.children:
        if number in around and not same_agency(around[number].agency, own.agency):
            around[number] = replace(around[number], parent=own.agency)
    below = [replace(one, parent=own.agency) if one.id in relations.children else one for one in unread]
    kin = kin_of([above, *around.values()], complete=relations.complete, unread=below)
    mine = kin[own.id]
    kin[own.id] = replace(
        mine,
        prior=mine.prior if prior is None else prior.id,
        parent=mine.parent if parent is None else parent.id,
    )
    told = _missing(kin)
    told[own.id] += [*notices.of_prior(own, prior), *notices.of_parent(own, parent)]
    if relations.asks_children:
        given = [card for card in _cards(others) if card.id in relations.children]
        told[own.id] += notices.of_children(own, given, kin[own.id])
    return kin, told


def _same_report(one: Card, other: Card) -> bool:
    """Return whether two cards are of one report or of two copies of it."""
    return one.id == other.id or (
        same_agency(one.agency, other.agency) and (one.year, one.scope) == (other.year, other.scope)
    )


def _is_itself(own: Card, parent: Card) -> bool:
    """Return whether a report is surely its own superior's: an agency may have an aggregate beside its own report."""
    known = own.scope not in (None, "unknown") or own.sketch == parent.sketch
    return own.id == parent.id or (known and _same_report(own, parent))


def _fitting(own: Card, others: Mapping[int, Outcome], number: int | None, option: str, before: int) -> Card | None:
    """Return the card of a report that an option names."""
    if number is None:
        return None
    card = others[number].card if number in others else None
    if card is None:
        raise RelationsRefusedError(
            Text(f"{option} 所给的文件读不出报告", f"no report could be read from the file given by {option}")
        )
    if own.year is None:
        raise RelationsRefusedError(
            Text(
                f"报告年度不明，{option} 无法对照；请用 --year 指定",
                f"the reporting year is unknown, so {option} cannot be used; give --year",
            )
        )
    if card.year != own.year - before:
        shown = (
            Text("年度不明", "of an unknown year")
            if card.year is None
            else Text(f" {card.year} 年度", f"for {card.year}")
        )
        raise RelationsRefusedError(
            Text(
                f"{option} 所给的报告为{shown.zh}，应为 {own.year - before} 年度",
                f"the report given by {option} is {shown.en}, wanted {own.year - before}",
            )
        )
    return card
