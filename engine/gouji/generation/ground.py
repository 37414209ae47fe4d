"""A pack as ground for reports: its base reports and the variants of its cases that pass every rule, as skeletons."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from typing import Final, TypeAlias

from gouji import api
from gouji.authoring.book import MAX_BASE, read_book
from gouji.authoring.model import Book, Case, Change
from gouji.authoring.pointers import NoPlaceError, changed
from gouji.authoring.trial import short
from gouji.generation.reports import Json, bare_report
from gouji.generation.skeletons import Skeleton, skeleton
from gouji.report.load import Form, load
from gouji.report.model import Report
from gouji.vocabulary.model import FieldKind

_MAX_VARIANTS: Final = 2000
_Variant: TypeAlias = tuple[str, Callable[[], Json | None]]
"""The name of a base, and a report made of it."""


class NoSkeletonError(Exception):
    """No report of the pack passes every rule, so none can be made."""


class Ground:
    """A pack with what its reports are made of; a skeleton is made when it is first asked for.

    `bases` are the base reports that pass, or those made from the form where a pack has none; there is at least one.
    """

    def __init__(self, pack: api.Pack, cases: Mapping[str, bytes], bases: Mapping[str, bytes]) -> None:
        self.pack = pack
        self.rules = tuple(short(one) for one in pack.rules)
        self.book: Book = read_book(cases, bases, self.rules, pack.form)
        self.texts: Mapping[str, Json] = read_bases(bases, pack.form)
        self.bases = self._bases()
        self._variants = (*self._other_fields(), *self._passing_cases())[:_MAX_VARIANTS]
        self._made: dict[int, Skeleton] = {}
        self._as_it_is: dict[str, Skeleton | None] = {}

    @property
    def size(self) -> int:
        """How many skeletons there may be."""
        return len(self.bases) + len(self._variants)

    def skeleton(self, rank: int) -> Skeleton:
        """Return a skeleton by its rank; the first base where that variant does not pass."""
        if rank < len(self.bases):
            return self.bases[rank]
        if rank not in self._made:
            name, variant = self._variants[rank - len(self.bases)]
            report = variant()
            made = None if report is None else skeleton(name, report, self.pack)
            self._made[rank] = made or self.bases[0]
        return self._made[rank]

    def base(self, name: str) -> Skeleton | None:
        """Return the skeleton of a base report, when it passes."""
        return next((one for one in self.bases if one.name == name), None)

    def base_as_it_is(self, name: str) -> Skeleton | None:
        """Return a base report with its own numbers as a skeleton, when it passes."""
        if name not in self._as_it_is:
            self._as_it_is[name] = skeleton(name, self.texts[name], self.pack, zero=False)
        return self._as_it_is[name]

    def _bases(self) -> tuple[Skeleton, ...]:
        forms = sorted(self.pack.vocabulary.formats, key=lambda one: -one.first_year)
        bare = [(f"({one.id})", bare_report(self.pack.vocabulary, one)) for one in forms]
        given = sorted(self.texts.items(), reverse=True)
        for strict in (True, False):
            for reports in (given, bare):
                made = (skeleton(name, report, self.pack, strict=strict) for name, report in reports)
                # First the one whose texts bind the fewest numbers: what shrinks goes there.
                found = sorted((one for one in made if one is not None), key=_bound_numbers)
                if found:
                    return tuple(found)
        raise NoSkeletonError(f"no base report of the pack `{self.pack.id}` (cases/bases) passes all its rules")

    def plain_skeletons(self) -> Iterator[Skeleton]:
        """Give the bases, and then the bases with other values of listed fields that pass."""
        yield from self.bases
        for rank in range(len(self.bases), len(self.bases) + len(self._other_fields())):
            if self.skeleton(rank) is not self.bases[0]:
                yield self.skeleton(rank)

    def _other_fields(self) -> list[_Variant]:
        return [
            (base.name, _with_field(base.report, field.name, value.id))
            for base in self.bases
            for field in self.pack.vocabulary.metadata
            if field.kind is FieldKind.ENUM and field.name != "format"
            for value in field.values
        ]

    def _passing_cases(self) -> Iterator[_Variant]:
        for ready in self.book.cases:
            if ready.case.report.changes and any(one.status == "pass" for one in ready.case.expected):
                yield ready.case.report.base, self._of_case(ready.case)

    def _of_case(self, case: Case) -> Callable[[], Json | None]:
        return lambda: changed_report(self.texts[case.report.base], case.report.changes)


def _bound_numbers(one: Skeleton) -> int:
    return sum(number != 0 for number in one.numbers.values())


def changed_report(report: Json, changes: Sequence[Change]) -> Json | None:
    """Return a report with the changes of a case made, or nothing when it has not the place."""
    try:
        made: Json = changed(report, changes)
    except NoPlaceError:
        return None
    return made


def _with_field(report: Json, name: str, value: str) -> Callable[[], Json]:
    def made() -> Json:
        copy = deepcopy(report)
        holder = copy
        *path, last = name.split(".")
        for step in path:
            holder = holder.setdefault(step, {})
        holder[last] = value
        return copy

    return made


def read_bases(bases: Mapping[str, bytes], form: Form) -> dict[str, Json]:
    """Return the base reports by name, their decimals exact; what is no report is left out."""
    return {
        name: json.loads(content.decode("utf-8").removeprefix("\ufeff"), parse_float=Decimal)
        for name, content in bases.items()
        if isinstance(load(content, name, form, MAX_BASE), Report)
    }
