"""Reports made to fit beside others: moved to another year, as of another agency, or with nothing counted.

A sample enters and one leaves that says the same otherwise. Whether it is still right is for the judge.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from gouji.analysis.samples import Sample
from gouji.authoring.model import Change, Neighbours, Variant
from gouji.generation.reports import Json
from gouji.record import replace

_YEAR: Final = re.compile(r"(?<![\d〔\[(（])20\d\d(?=年|-)")
"""A year of the report or of a day; that of a document's number stands in brackets and is another thing."""
_OF_THE_AGENCY: Final = ("level", "scope")
_AT: Final = "/year"


def fitted(sample: Sample, to: Sample, texts: Mapping[str, Json]) -> Sample:
    """Return a sample as if it were of the year, the level and the scope of another; `texts` are the base reports."""
    made = moved(sample, _year(to.report) - _year(sample.report), texts)
    mine, theirs = made.report.get("agency", {}), to.report.get("agency", {})
    agency = {**mine, **{one: theirs[one] for one in _OF_THE_AGENCY if one in theirs}}
    return replace(made, report={**made.report, "agency": agency}) if agency else made


def moved(sample: Sample, years: int, texts: Mapping[str, Json]) -> Sample:
    """Return a sample in which every year, in its texts and of its neighbours, is later by some years."""
    if not years:
        return sample
    beside = sample.beside
    return replace(
        sample,
        report=_moved(sample.report, years),
        beside=Neighbours(
            _beside(beside.prior, years, texts),
            _beside(beside.parent, years, texts),
            tuple(_variant(each, years, texts) for each in beside.children),
            beside.complete,
            tuple((role, _variant(each, years, texts)) for role, each in beside.rarer),
        ),
    )


def emptied(sample: Sample) -> Sample:
    """Return a sample in whose tables every number is 0."""
    tables = sample.report.get("tables", {})
    return replace(sample, report={**sample.report, "tables": _zeros(tables)}) if tables else sample


def _year(report: Json) -> int:
    year = report.get("year")
    return year if isinstance(year, int) else 0


def _moved(value: Any, years: int) -> Any:
    match value:
        case str():
            return _YEAR.sub(lambda found: str(int(found[0]) + years), value)
        case dict():
            return {key: _of_key(key, inner, years) for key, inner in value.items()}
        case list():
            return [_moved(one, years) for one in value]
        case _:
            return value


def _of_key(key: str, value: Any, years: int) -> Any:
    if key in ("format", "formats"):
        return value
    return value + years if key == "year" and isinstance(value, int) else _moved(value, years)


def _beside(variant: Variant | None, years: int, texts: Mapping[str, Json]) -> Variant | None:
    return None if variant is None else _variant(variant, years, texts)


def _variant(variant: Variant, years: int, texts: Mapping[str, Json]) -> Variant:
    if variant.base not in texts:
        return variant
    changes = tuple(_changed(one, years) for one in variant.changes)
    if all(one.pointer != _AT for one in changes):
        changes = (*changes, Change(_AT, _year(texts[variant.base]) + years, variant.span))
    return replace(variant, changes=changes, prior=_beside(variant.prior, years, texts))


def _changed(change: Change, years: int) -> Change:
    if change.pointer.startswith("/format"):
        return change
    is_year = change.pointer == _AT and isinstance(change.value, int)
    return replace(change, value=change.value + years if is_year else _moved(change.value, years))


def _zeros(value: Any) -> Any:
    match value:
        case dict():
            return {key: _zeros(inner) for key, inner in value.items()}
        case int() | Decimal():
            return 0
        case _:
            return value
