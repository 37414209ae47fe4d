"""A document to be checked, the others around it, and facts that are given in place of its own.

Documents and overrides are values; from them leave the facts that rules see, and the names of those that took part.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from gouji.findings import Defect, Neighbour, Place
from gouji.record import Record, replace

if TYPE_CHECKING:
    from gouji.evaluate.fast import Plain
    from gouji.facts.model import Documents, Facts
    from gouji.report.model import Report


class Document(Record, frozen=True):
    """A document of which a report could be made.

    `doubts` and `places` go by JSON pointer; `decided` says of a metadata field how it was found.
    `pieces` says where the paragraphs of a text stand.
    `plain` is the same report as the compiled rules take it, where it is so plain.
    """

    name: str
    report: Report
    doubts: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]
    decided: Mapping[str, str]
    defects: tuple[Defect, ...]
    plain: Plain | None = None
    pieces: Mapping[str, tuple[tuple[int, Place], ...]] = MappingProxyType({})


class Overrides(Record, frozen=True):
    """Facts given by the user, which count instead of those read."""

    year: int | None = None
    agency: str | None = None
    level: str | None = None
    scope: str | None = None
    form: str | None = None
    region: str | None = None
    published: str | None = None


class Neighbours(Record, frozen=True):
    """The other documents of a check; `further` holds the rarer ones by their hops, as `facts` calls them."""

    prior: Document | None = None
    parent: Document | None = None
    children: tuple[Document, ...] = ()
    children_complete: bool = False
    further: Mapping[tuple[str, ...], Document] = MappingProxyType({})


ALONE: Final = Neighbours()


def overridden(report: Report, given: Overrides) -> Report:
    """Return a report with the facts that were given in place of its own."""
    agency = replace(
        report.agency,
        name=given.agency or report.agency.name,
        level=given.level or report.agency.level,
        scope=given.scope or report.agency.scope,
        region=given.region or report.agency.region,
    )
    year = report.year if given.year is None else given.year
    changed = replace(report, agency=agency, year=year, published=given.published or report.published)
    return changed if given.form is None else replace(changed, format=given.form, formats={})


def named(neighbours: Neighbours) -> tuple[Neighbour, ...]:
    """Return the other reports by their roles; what an index says is no other report."""
    single = (("prior", neighbours.prior), ("parent", neighbours.parent))
    every = [(role, one) for role, one in single if one is not None]
    every += [("children", one) for one in neighbours.children]
    every += [(_role(hops), one) for hops, one in sorted(neighbours.further.items()) if hops != ("listed",)]
    return tuple(Neighbour(role, one.name, one.report.agency.name, one.report.year) for role, one in every)


def _role(hops: tuple[str, ...]) -> str:
    return ".".join("children" if hop.isdigit() else hop for hop in hops)


def among(own: Facts, neighbours: Neighbours) -> Documents:
    """Return the facts of a report among those of its neighbours, whose names differ by their roles."""
    from gouji.facts.gather import gather
    from gouji.facts.model import Documents

    def facts(one: Document, *hops: str) -> Facts:
        name = f"{'.'.join(hops)} {one.name}"
        return gather(
            one.report, own.vocabulary, one.doubts, places=one.places, pieces=one.pieces, name=name, fixed=own.fixed
        )

    prior, parent = neighbours.prior, neighbours.parent
    return Documents(
        own,
        None if prior is None else facts(prior, "prior"),
        None if parent is None else facts(parent, "parent"),
        tuple(facts(one, str(number)) for number, one in enumerate(neighbours.children)),
        neighbours.children_complete,
        {hops: facts(one, *hops) for hops, one in neighbours.further.items()},
    )
