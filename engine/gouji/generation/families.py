"""Reports with the other reports beside them: made of JSON, judged by a pack.

What is judged is the one report; the others are what its rules look at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from gouji import api
from gouji.authoring.model import Neighbours, Variant
from gouji.facts.gather import gather
from gouji.facts.model import Documents
from gouji.generation.reports import Json, Told, as_bytes, told_of
from gouji.record import Record, replace

Hops: TypeAlias = tuple[str, ...]
"""How one comes to a neighbour: `("prior",)`, `("peer",)`, of a child its number first: `("0",)`, `("0", "prior")`."""


class Family(Record, frozen=True):
    """A report and its neighbours by their hops; `complete` says that there are no other children than these."""

    own: Json
    others: Mapping[Hops, Json] = MappingProxyType({})
    complete: bool = False

    def neighbours(self, pack: api.Pack) -> api.Neighbours:
        """Return the neighbours as `api.check_document` takes them.

        Raises:
            LookupError: one of them is no report of the pack's kind.
        """
        opened = {hops: _document(one, hops, pack) for hops, one in self.others.items()}
        children = tuple(one for hops, one in sorted(opened.items(), key=_rank) if hops[0].isdigit() and not hops[1:])
        single = {("prior",), ("parent",)}
        further = {
            hops: one for hops, one in opened.items() if hops not in single and (hops[1:] or not hops[0].isdigit())
        }
        return api.Neighbours(opened.get(("prior",)), opened.get(("parent",)), children, self.complete, further)


def _rank(item: tuple[Hops, object]) -> tuple[int, Hops]:
    hops = item[0]
    return (int(hops[0]) if hops[0].isdigit() else -1), hops


def _document(report: Json, hops: Hops, pack: api.Pack) -> api.Document:
    name = "-".join(hops)
    document = api.open_document(f"{name}.json", as_bytes(report), pack)
    if not isinstance(document, api.Document):
        raise LookupError(f"{name} is no report: {document.defects[0].message['en']}")
    return document


def told_among(family: Family, pack: api.Pack) -> Told | None:
    """Return what a pack says of the report among its neighbours; nothing where one of them is no report."""
    document = api.open_document("report.json", as_bytes(family.own), pack)
    if not isinstance(document, api.Document):
        return None
    try:
        neighbours = family.neighbours(pack)
    except LookupError:
        return None
    return told_of(api.check_document(document, pack, neighbours=neighbours).instances)


def documents_of(family: Family, pack: api.Pack) -> Documents | None:
    """Return the facts of a family, or nothing where one of them is no report."""
    document = api.open_document("report.json", as_bytes(family.own), pack)
    if not isinstance(document, api.Document):
        return None
    try:
        neighbours = family.neighbours(pack)
    except LookupError:
        return None
    return api.among(gather(document.report, pack.vocabulary), neighbours)


def beside(given: Neighbours, made: Callable[[Variant], Json | None]) -> Mapping[Hops, Json] | None:
    """Return the neighbours of a case, or nothing where one of them cannot be made."""
    found: dict[Hops, Json] = {}
    for hops, variant in _variants(given):
        report = made(variant)
        if report is None:
            return None
        found[hops] = report
    return found


def _variants(given: Neighbours) -> Iterator[tuple[Hops, Variant]]:
    if given.prior is not None:
        yield ("prior",), given.prior
    if given.parent is not None:
        yield ("parent",), given.parent
    for rank, child in enumerate(given.children):
        yield (str(rank),), child
        if child.prior is not None:
            yield (str(rank), "prior"), child.prior
    for role, one in given.rarer:
        yield (role,), one


def all_alike(roles: tuple[str, ...], report: Json) -> Mapping[Hops, Json]:
    """Return the neighbours that a rule speaks of by their roles, all of which say the same."""
    others: dict[Hops, Json] = {}
    for role in roles:
        first, *rest = role.split(".")
        begin = ("0",) if first == "children" else (first,)
        others[begin] = report
        if rest:
            others[(*begin, *rest)] = report
    return others


Part: TypeAlias = tuple[Hops, str, int | str, str]
"""Something that a neighbour says: a table by its name, or the text or the parts of a section by its rank."""


def parts_of(family: Family) -> tuple[Part, ...]:
    """Return what the neighbours say besides their facts."""
    found: list[Part] = []
    for hops, report in family.others.items():
        found += [(hops, "tables", name, "") for name in report.get("tables", {})]
        for rank, section in enumerate(report.get("sections", ())):
            found += [(hops, "sections", rank, key) for key in ("text", "parts") if section.get(key)]
    return tuple(found)


def without(family: Family, part: Part) -> Family:
    """Return a family in which a neighbour does not say something: its table is all zeros, its section says nothing."""
    hops, kind, name, key = part
    report = family.others[hops]
    less: Json
    if isinstance(name, str):
        less = {**report, kind: {**report[kind], name: _zeros(report[kind][name])}}
    else:
        sections = list(report[kind])
        sections[name] = {one: value for one, value in sections[name].items() if one != key}
        less = {**report, kind: sections}
    return replace(family, others={**family.others, hops: less})


def _zeros(table: Json) -> Json:
    return {key: _zeros(one) if isinstance(one, dict) else 0 for key, one in table.items()}
