"""Which reports are nearly the same: short sketches of their texts enter, for each the one most alike leaves.

A sketch is one pass over the text (one-permutation MinHash); reports are compared only where a stretch of their
sketches is equal, so that the work grows with the number of reports, not with its square.
It picks a candidate only; how alike the two are is computed exactly by the rules.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final
from zlib import crc32

from gouji.digest import sha256
from gouji.patterns.fold import fold_text
from gouji.patterns.likeness import masked
from gouji.record import Record

_SHINGLE: Final = 5
_BUCKETS: Final = 64
_BAND: Final = 4
_MOST_COMPARED: Final = 32
_FIGURES: Final = 8
"""Tables with fewer figures that are not zero are alike by chance."""


class Sketch(Record, frozen=True):
    """The least hashes of a text by bucket, and a digest of each table that says something."""

    least: tuple[int, ...] = ()
    tables: tuple[str, ...] = ()


class Seen(Record, frozen=True):
    """A report as it is compared; `parent` is the name of the superior agency."""

    id: int
    name: str
    agency: str | None
    year: int | None
    parent: str | None
    sketch: Sketch


def sketch_of(texts: Iterable[str], name: str | None, tables: Mapping[str, Mapping[tuple[str, str], object]]) -> Sketch:
    """Return the sketch of a report: its texts without figures and the agency's name, and its tables' cells."""
    least = [-1] * _BUCKETS
    for text in masked(tuple(texts), () if name is None else (name,)):
        for start in range(len(text) - _SHINGLE + 1):
            hashed = crc32(text[start : start + _SHINGLE].encode("utf-8", "surrogatepass"))
            bucket, rest = hashed % _BUCKETS, hashed // _BUCKETS
            if least[bucket] < 0 or rest < least[bucket]:
                least[bucket] = rest
    return Sketch(tuple(least), tuple(_digests(tables)))


def _digests(tables: Mapping[str, Mapping[tuple[str, str], object]]) -> Iterator[str]:
    for table in sorted(tables):
        said = sorted((row, column, str(raw)) for (row, column), raw in tables[table].items() if raw not in (None, 0))
        if len(said) >= _FIGURES:
            yield sha256(repr((table, said)).encode("utf-8", "surrogatepass")).hexdigest()


def most_alike(reports: Iterable[Seen]) -> dict[int, int]:
    """Return for each report that of another agency of the same year which is most like it, by their ids.

    An agency and its superior are not compared: what one did stands in both reports.
    """
    by_year: dict[int, list[Seen]] = defaultdict(list)
    for one in reports:
        if one.agency is not None and one.year is not None:
            by_year[one.year].append(one)
    found: dict[int, int] = {}
    for year in by_year.values():
        found.update(_within(sorted(year, key=lambda one: (fold_text(one.agency or ""), one.name, one.id))))
    return found


def _within(reports: Sequence[Seen]) -> Iterator[tuple[int, int]]:
    """Yield the most alike of the reports of one year, which stand in a fixed order."""
    shelves: dict[object, list[int]] = defaultdict(list)
    agencies = [fold_text(one.agency or "") for one in reports]
    superiors = [None if one.parent is None else fold_text(one.parent) for one in reports]

    def strange(rank: int, other: int) -> bool:
        return (
            agencies[other] != agencies[rank]
            and superiors[other] != agencies[rank]
            and superiors[rank] != agencies[other]
        )

    for rank, one in enumerate(reports):
        for key in _keys(one.sketch):
            shelves[key].append(rank)
    for rank, one in enumerate(reports):
        near = {other for key in _keys(one.sketch) for other in _around(shelves[key], rank)}
        others = [other for other in near if strange(rank, other)]
        if others:
            best = min(others, key=lambda other: (*_distance(one.sketch, reports[other].sketch), other))
            yield one.id, reports[best].id
            continue
        # Nothing like it: the next in order stands for all the others.
        later = (other % len(reports) for other in range(rank + 1, rank + len(reports)))
        stand_in = next((other for other in later if strange(rank, other)), None)
        if stand_in is not None:
            yield one.id, reports[stand_in].id


def _keys(sketch: Sketch) -> Iterator[object]:
    yield from sketch.tables
    for start in range(0, len(sketch.least), _BAND):
        band = sketch.least[start : start + _BAND]
        if any(one >= 0 for one in band):
            yield (start, band)


def _around(shelf: Sequence[int], rank: int) -> Sequence[int]:
    """Return the ranks on a shelf nearest to one; a shelf that holds very many is not searched as a whole."""
    if len(shelf) <= _MOST_COMPARED:
        return shelf
    at = bisect_left(shelf, rank)
    start = max(0, min(at - _MOST_COMPARED // 2, len(shelf) - _MOST_COMPARED))
    return shelf[start : start + _MOST_COMPARED]


def _distance(one: Sketch, other: Sketch) -> tuple[int, int]:
    same_tables = len(set(one.tables) & set(other.tables))
    same = sum(a == b >= 0 for a, b in zip(one.least, other.least, strict=False))
    return (-same_tables, -same)
