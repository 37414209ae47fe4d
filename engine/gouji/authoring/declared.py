"""Mutants declared to mean what their item means: the YAML of `cases/equivalent.yaml` enters, declarations leave.

Each comes with a small domain, every report of which the mutant must answer as the item does. Nothing is tried here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from gouji.authoring import messages
from gouji.authoring.book import DECLARED
from gouji.authoring.cases import changes_of, neighbours_of, value_of, variant_of
from gouji.authoring.model import RARER, Case, Change, Neighbours, Variant
from gouji.record import Record, replace
from gouji.source import Source, Span
from gouji.vocabulary.fields import Complaints, Fields
from gouji.vocabulary.strict_yaml import Mapping as MappingNode
from gouji.vocabulary.strict_yaml import Node, Scalar, read
from gouji.vocabulary.strict_yaml import Sequence as SequenceNode

MAX_DOMAIN: Final = 2_000
"""Reports of one domain."""

_OWN: Final = ""


class Declared(Record, frozen=True):
    """One mutant of an item, as its survivor is shown, why no report can tell the two, and the reports that show it."""

    item: str
    before: str
    after: str
    because: str
    domain: tuple[Case, ...]
    span: Span
    source: Source


class Declarations(Record, frozen=True):
    """What the file says."""

    declared: tuple[Declared, ...]
    complaints: Complaints


def read_declared(content: bytes, items: Collection[str]) -> Declarations:
    """Return the declarations of the file in their order; `items` are the names of the pack's items."""
    document = read(content, DECLARED)
    complaints = Complaints(document.source)
    for one in document.diagnostics:
        complaints.add(one)
    root = document.root
    found: list[Declared] = []
    for node in root.items if isinstance(root, SequenceNode) else ():
        fields = Fields(node, complaints)
        found += _declared(fields, items, complaints)
        fields.end()
    return Declarations(tuple(found), complaints)


def _declared(fields: Fields, items: Collection[str], complaints: Complaints) -> Iterator[Declared]:
    """Give the mutants of one item that share a reason and a domain."""
    item = fields.optional_scalar("item") or Scalar(fields.text("item"), fields.span, False)
    if item.text and item.text not in items:
        complaints.add(messages.unknown_item(complaints.source, item.span, item.text, items))
    because = fields.text("because")
    mutants = fields.listed("mutants", lambda one: (one.text("before"), one.optional_text("after") or ""), needed=True)
    report = variant_of(fields, complaints)
    neighbours = neighbours_of(fields, complaints)
    over = _over(fields.optional("over"), complaints)
    without = tuple(one.text for one in fields.texts("without"))
    settings = _settings(neighbours, without)
    count = len(settings)
    for values in over.values():
        count *= len(values)
    if count > MAX_DOMAIN:
        complaints.add(messages.domain_too_large(complaints.source, item.span, count, MAX_DOMAIN))
        return
    domain = tuple(
        Case(item.text, "", *_with(report, one, dict(zip(over, chosen, strict=True))), (), None, False, item.span,
             complaints.source)
        for one in settings
        for chosen in product(*over.values())
    )  # fmt: skip
    for before, after in mutants:
        yield Declared(item.text, before, after, because, domain, item.span, complaints.source)


def _over(node: Node | None, complaints: Complaints) -> Mapping[str, Sequence[Change]]:
    """Return the values that each place goes through; a place of a neighbour begins with the neighbour's name."""
    if node is None:
        return {}
    if not isinstance(node, MappingNode):
        changes_of(node, complaints)  # complains that it is no mapping
        return {}
    found: dict[str, Sequence[Change]] = {}
    for entry in node.entries:
        pointer = "/" + entry.key.text.partition("/")[2]
        values = entry.value.items if isinstance(entry.value, SequenceNode) else (entry.value,)
        found[entry.key.text] = [Change(pointer, value_of(one), entry.key.span) for one in values]
    return found


def _settings(neighbours: Neighbours, without: Collection[str]) -> list[Neighbours]:
    """Return the neighbours as they are given, and without each of some."""
    found = [neighbours]
    for name in without:
        found += [_without(one, name) for one in found]
    return found


def _without(neighbours: Neighbours, name: str) -> Neighbours:
    match name:
        case "prior":
            return replace(neighbours, prior=None)
        case "parent":
            return replace(neighbours, parent=None)
        case "children":
            return replace(neighbours, children=(), complete=False)
        case _:
            return replace(neighbours, rarer=tuple(one for one in neighbours.rarer if one[0] != name))


def _with(report: Variant, neighbours: Neighbours, chosen: Mapping[str, Change]) -> tuple[Variant, Neighbours]:
    own = _changed(report, chosen, _OWN)
    prior = None if neighbours.prior is None else _changed(neighbours.prior, chosen, "prior")
    parent = None if neighbours.parent is None else _changed(neighbours.parent, chosen, "parent")
    rarer = tuple((role, _changed(one, chosen, role)) for role, one in neighbours.rarer if role in RARER)
    return own, replace(neighbours, prior=prior, parent=parent, rarer=rarer)


def _changed(variant: Variant, chosen: Mapping[str, Change], of: str) -> Variant:
    mine = [change for place, change in chosen.items() if place.partition("/")[0] == of]
    taken = {one.pointer for one in mine}
    return replace(variant, changes=(*(one for one in variant.changes if one.pointer not in taken), *mine))
