"""A pack's cases: the bytes of case files and base reports enter; cases with their reports leave, and complaints."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Final

from gouji.authoring import messages
from gouji.authoring.cases import read_cases
from gouji.authoring.model import Absent, Book, Case, Json, Ready, Reports, Unfinished, Variant
from gouji.authoring.pointers import NoPlaceError, changed
from gouji.diagnostics import Text, in_order
from gouji.report.load import Form, Known, from_value, load
from gouji.report.model import Report
from gouji.vocabulary.fields import Complaints

DECLARED: Final = "cases/equivalent.yaml"
"""No cases: the mutants that are declared to mean what their rule means."""
MAX_BASE: Final = 4 * 1024 * 1024
MAX_CASES: Final = 20_000
_LARGE: Final = 10**100
_MANY: Final = 20_000
_HALF: Final = re.compile("[\ud800-\udfff]")


def read_book(files: Mapping[str, bytes], bases: Mapping[str, bytes], rules: Collection[str], form: Form) -> Book:
    """Return the cases that files hold, by name, on base reports, by name without ending; `rules` as `topic.name`."""
    shelf = Shelf(bases, form)
    ready: list[Ready] = []
    unfinished: list[Unfinished] = []
    complaints = []
    begins: dict[str, tuple[tuple[int, str], ...]] = {}
    for name in sorted(set(files) - {DECLARED}):
        found = read_cases(files[name], name, rules)
        begins[name] = found.rules
        unfinished += found.unfinished
        room = MAX_CASES - len(ready)
        if len(found.cases) > room:
            span = found.cases[room].span
            found.complaints.add(messages.too_many(found.complaints.source, span, MAX_CASES))
        for case in found.cases[:room]:
            before = len(found.complaints.met)
            reports = reports_of(case, shelf, found.complaints)
            if reports is not None:
                ready.append(Ready(case, reports))
            else:
                unfinished.append(Unfinished(case.rule, case.name, tuple(found.complaints.met[before:])))
        complaints += found.complaints.met
    return Book(tuple(ready), in_order(complaints), begins, tuple(unfinished))


class Shelf:
    """The base reports, each read once."""

    def __init__(self, bases: Mapping[str, bytes], form: Form) -> None:
        self.bases = bases
        self.form = form
        self._read: dict[str, Known | Text] = {}

    def base(self, name: str) -> Known | Text:
        """Return a base report with its JSON, or why there is none."""
        if name not in self._read:
            self._read[name] = self._open(name)
        return self._read[name]

    def _open(self, name: str) -> Known | Text:
        loaded = load(self.bases[name], name, self.form, MAX_BASE)
        if not isinstance(loaded, Report):
            return loaded.defects[0].message
        value = json.loads(self.bases[name].decode("utf-8").removeprefix("\ufeff"), parse_float=Decimal)
        return Known(value, loaded)


def reports_of(case: Case, shelf: Shelf, complaints: Complaints) -> Reports | None:
    """Return the reports of a case, or nothing where one cannot be made: then it is complained about."""
    wanted = dict(_wanted(case))
    found = {hops: _report(one, "-".join(hops) or "own", shelf, complaints) for hops, one in wanted.items()}
    made = {hops: one for hops, one in found.items() if one is not None}
    if len(made) < len(found):
        return None
    own, prior, parent = made.pop(()), made.pop(("prior",), None), made.pop(("parent",), None)
    children = tuple(made.pop((str(rank),)) for rank in range(len(case.neighbours.children)))
    return Reports(own, prior, parent, children, case.neighbours.complete, made)


def _wanted(case: Case) -> Iterator[tuple[tuple[str, ...], Variant]]:
    """Yield the reports of a case by their hops; a child's first hop is its number."""
    neighbours = case.neighbours
    yield (), case.report
    if neighbours.prior is not None:
        yield ("prior",), neighbours.prior
    if neighbours.parent is not None:
        yield ("parent",), neighbours.parent
    for rank, child in enumerate(neighbours.children):
        yield (str(rank),), child
        if child.prior is not None:
            yield (str(rank), "prior"), child.prior
    for role, one in neighbours.rarer:
        yield (role,), one


def look_for_places(case: Case, shelf: Shelf, complaints: Complaints) -> None:
    """Complain about the bases and places that a case names and that are not there, without making its reports."""
    for _, one in _wanted(case):
        _changed(one, shelf, complaints)


def _report(variant: Variant, name: str, shelf: Shelf, complaints: Complaints) -> Report | None:
    source = complaints.source
    found = _changed(variant, shelf, complaints)
    if found is None:
        return None
    value, base = found
    # Nearly all changes are short; writing the whole report as text to read it again would cost most of the time.
    plain = all(_is_plain(one.value) for one in variant.changes)
    made = from_value(value, shelf.form, base) if plain else None
    if made is not None:
        return made
    loaded = load(written(value).encode("utf-8", "replace"), name, shelf.form, 2 * MAX_BASE)
    if isinstance(loaded, Report):
        return loaded
    span = variant.changes[0].span if variant.changes else variant.span
    complaints.add(messages.no_report(source, span, (one.message for one in loaded.defects)))
    return None


def _changed(variant: Variant, shelf: Shelf, complaints: Complaints) -> tuple[Json, Known] | None:
    """Return the JSON of a report of a case and its base, or nothing where that or a place is missing."""
    source = complaints.source
    if variant.base not in shelf.bases:
        complaints.add(messages.unknown_base(source, variant.span, variant.base, shelf.bases.keys()))
        return None
    base = shelf.base(variant.base)
    if isinstance(base, Text):
        complaints.add(messages.bad_base(source, variant.span, variant.base, base))
        return None
    try:
        return changed(dict(base.value), variant.changes), base
    except NoPlaceError as missing:
        complaints.add(messages.no_place(source, missing.change.span, missing.change.pointer, missing.why))
        return None


def _is_plain(value: Json | Absent, deep: int = 8) -> bool:
    """Return whether a value is within every limit of report JSON as it stands, so that no text need be looked at."""
    match value:
        case None | bool() | Absent():
            return True
        case int():
            return abs(value) < _LARGE
        case Decimal():
            return abs(value) < _LARGE and value.as_tuple().exponent in range(-20, 0)
        case str():
            return len(value) < _MANY and _HALF.search(value) is None
        case dict():
            inner = (*value, *value.values())
        case list():
            inner = tuple(value)
    return deep > 0 and len(inner) < _MANY and all(_is_plain(one, deep - 1) for one in inner)


def written(value: Json) -> str:
    """Return JSON text; unlike `json.dumps` it writes a decimal as it is."""
    try:
        return json.dumps(value)
    except TypeError:
        return _with_decimals(value)


def _with_decimals(value: Json) -> str:
    match value:
        case Decimal():
            return f"{value:f}"
        case dict():
            return "{" + ",".join(f"{json.dumps(key)}:{_with_decimals(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ",".join(map(_with_decimals, value)) + "]"
        case _:
            return json.dumps(value)
