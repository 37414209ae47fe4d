"""The texts of one typed report: folded together, and each by the place it stands in.

Folding all texts as one is much quicker than folding each; where they cannot be taken apart again, nothing is plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from gouji.patterns.fold import SEAM, Folded, fold_together
from gouji.report.typed import TypedReport, TypedSection

DOCUMENT: Final = "document"
SECTION: Final = "section:"
"""Before a section's id: the key of the section's text."""


class NotPlainError(Exception):
    """The report does not answer plainly; the explaining evaluator must look."""


class PlainTexts:
    """The segments of a report in document order; `joined` is all of them folded, with seams between."""

    __slots__ = ("_places", "_report", "joined", "raw")

    def __init__(self, report: TypedReport) -> None:
        self._report = report
        self.raw = [text for text in _every(report) if type(text) is str]
        joined = fold_together(self.raw)
        if joined is None or not self.raw:
            raise NotPlainError
        self.joined = joined
        self._places: dict[str, tuple[Folded, ...]] | None = None

    def at(self, where: str) -> tuple[Folded, ...]:
        """Return the segments of a text by its key; none when it has none."""
        if self._places is None:
            self._places = self._by_place()
        return self._places.get(where, ())

    def _by_place(self) -> dict[str, tuple[Folded, ...]]:
        everything = tuple(Folded(text, folded) for text, folded in zip(self.raw, self.joined.split(SEAM), strict=True))
        places: dict[str, tuple[Folded, ...]] = {DOCUMENT: everything}
        keys = (key for key, text in zip(_keys(self._report), _every(self._report), strict=True) if type(text) is str)
        for key, one in zip(keys, everything, strict=True):
            if key:
                places[key] = (*places.get(key, ()), one)
        return places


def shape_of(report: TypedReport) -> tuple[object, ...]:
    """Return which texts a report has and what heads them: with the number of a text this tells its pointer."""
    sections = [
        (
            one.id,
            one.ordinal,
            one.heading,
            type(one.text) is str,
            tuple([(part.ordinal, part.heading, type(part.text) is str) for part in one.parts])
            if type(one.parts) is list
            else (),
        )
        for one in report.sections
    ]
    around = (report.title, report.preamble, report.closing)
    return (*[type(text) is str for text in around], *sections)


def _every(report: TypedReport) -> list[Any]:
    """Return the texts of a report in document order, also those that it has not."""
    texts: list[Any] = [report.title, report.preamble]
    for section in report.sections:
        texts.append(section.heading)
        texts.append(section.text)
        if type(section.parts) is list:
            for part in section.parts:
                texts += (part.heading, part.text)
    texts.append(report.closing)
    return texts


def _keys(report: TypedReport) -> Iterator[str]:
    """Yield the key of the text that each of `_every` belongs to."""
    yield from ("title", "preamble")
    met: set[object] = set()
    for section in report.sections:
        key = _key(section, met)
        yield from ("", key)
        yield from (key, key) * (len(section.parts) if type(section.parts) is list else 0)
    yield "closing"


def _key(section: TypedSection, met: set[object]) -> str:
    """Return the key of a section's text; one that stands twice is searched where it stands first."""
    if type(section.id) is not str or section.id in met:
        return ""
    met.add(section.id)
    return SECTION + section.id
