"""What the compiled rules ask of a typed report; whatever is not plain raises `NotPlainError`.

A typed report is complete, exact and undoubted, so that its answers need no reasons; the explaining evaluator, which
gives reasons, reads the same report again whenever something here is not plain.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from gouji.facts.ordinals import ordinal_number
from gouji.functions import (
    abs_of,
    contains,
    date_of,
    decimals,
    doubled_words,
    length,
    repeated_sentences,
    round_to,
    similarity,
    working_days,
)
from gouji.patterns.compiled import CompiledPattern
from gouji.patterns.fold import Folded, fold_text
from gouji.patterns.holes import StatedDate, StatedNumber
from gouji.patterns.mentions import find_mentions
from gouji.patterns.scan import Match, SearchBudgetExceededError, first, scan
from gouji.report.typed import TypedReport, TypedSection
from gouji.values import Exact, exact
from gouji.vocabulary.model import Mention

_SEAM: Final = "|"
_MAX_EXPONENT: Final = 300
_BODIES: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "abs": abs_of.body,
        "contains": contains.body,
        "date": date_of.body,
        "decimals": decimals.body,
        "doubled_words": doubled_words.body,
        "length": length.body,
        "repeated_sentences": repeated_sentences.body,
        "round": round_to.body,
        "similarity": similarity.body,
        "working_days": working_days.body,
    }
)

Patterns = Mapping[str, CompiledPattern]
Value = Exact | str | datetime.date


class NotPlainError(Exception):
    """The report does not answer plainly; the explaining evaluator must look."""


class MentionSearch:
    """A mention with its patterns ready for searching."""

    __slots__ = ("patterns", "sections", "unless")

    def __init__(self, mention: Mention, patterns: Sequence[CompiledPattern]) -> None:
        self.sections = mention.sections
        self.unless = mention.unless
        self.patterns = tuple(patterns)


class PlainReport:
    """One typed report as the compiled rules see it; texts are folded once, searches are remembered."""

    __slots__ = ("_folded", "_kinds", "_mentions", "_patterns", "_report", "_seen", "_whole", "tables", "year")

    def __init__(
        self, report: TypedReport, patterns: Patterns, mentions: Mapping[str, MentionSearch], kinds: frozenset[str]
    ) -> None:
        self.tables = report.tables
        self.year = report.year
        self._report = report
        self._patterns = patterns
        self._mentions = mentions
        self._kinds = kinds
        self._seen: dict[object, Any] = {}
        self._folded: dict[str, tuple[Folded, ...]] | None = None
        self._whole = ""

    # ── numbers and dates ───────────────────────────────────────────────────

    def exact(self, number: int | Decimal) -> Exact:
        """Return a number as printed, exactly."""
        if type(number) is int:
            return number
        if abs(number.adjusted()) > _MAX_EXPONENT:
            raise NotPlainError
        return exact(number)

    def quotient(self, left: Exact, right: Exact) -> Exact:
        """Return `left / right`, exactly."""
        if right == 0:
            raise NotPlainError
        return exact(Fraction(left) / right)

    def multiple(self, item: Exact, step: Exact) -> bool:
        """Return whether `item / step` is an integer."""
        if step == 0:
            raise NotPlainError
        return (Fraction(item) / step).denominator == 1

    def days(self, left: datetime.date, right: datetime.date) -> int:
        """Return how many days lie between two dates."""
        return (left - right).days

    def shifted(self, date: datetime.date, days: Exact) -> datetime.date:
        """Return a date so many days later."""
        if not isinstance(days, int):
            raise NotPlainError
        try:
            return date + datetime.timedelta(days)
        except OverflowError:
            raise NotPlainError from None

    def call(self, function: str, *arguments: Any) -> Any:
        """Return what a function of the language gives."""
        answer = _BODIES[function](*arguments)
        if answer is None:
            raise NotPlainError
        return answer

    # ── metadata, sections ──────────────────────────────────────────────────

    def field(self, name: str) -> Value:
        """Return a metadata field."""
        value = self._stated(name)
        if value is None:
            raise NotPlainError
        return value

    def has_field(self, name: str) -> bool:
        """Return whether a metadata field is stated."""
        return self._stated(name) is not None

    def _stated(self, name: str) -> Value | None:
        holder: Any = self._report
        if name.startswith("agency."):
            holder, name = holder.agency, name.removeprefix("agency.")
        if name == "published":
            raise NotPlainError
        value = getattr(holder, name, None)
        return value if isinstance(value, (str, int)) else None

    def has_section(self, section: str) -> bool:
        """Return whether the report has a section."""
        return self._section(section) is not None

    def _section(self, section: str) -> TypedSection | None:
        sections: dict[str, TypedSection] | None = self._seen.get("sections")
        if sections is None:
            sections = {}
            for one in self._report.sections:
                if type(one.id) is str:
                    sections.setdefault(one.id, one)
            self._seen["sections"] = sections
        return sections.get(section)

    def section_field(self, section: str, field: str) -> Value:
        """Return the heading, ordinal or position of a section that the report has."""
        found = self._section(section)
        if found is None:
            raise NotPlainError
        if field == "position":
            present = [one for one in self._seen["sections"] if one in self._kinds]
            return present.index(section) + 1
        value = getattr(found, field, None) if field in ("heading", "ordinal") else None
        if type(value) is not str:
            raise NotPlainError
        return value

    def headings(self) -> Sequence[TypedSection]:
        """Return the headings of the top level."""
        return [one for one in self._report.sections if type(one.heading) is str]

    def parts(self, section: str) -> Sequence[Any]:
        """Return the parts of a section."""
        found = self._section(section)
        if found is None:
            raise NotPlainError
        return found.parts if type(found.parts) is list else ()

    def found_field(self, found: Any, field: str) -> Value:
        """Return a field of a heading or part."""
        if field == "number":
            number = ordinal_number(found.ordinal if type(found.ordinal) is str else None)
            if number is None:
                raise NotPlainError
            return number
        value = getattr(found, "id" if field == "section" else field, None)
        if type(value) is not str:
            raise NotPlainError
        return value

    # ── texts ───────────────────────────────────────────────────────────────

    def folded(self, text: str) -> str:
        """Return a text in the form in which texts are compared."""
        return fold_text(text)

    def text(self, where: str) -> tuple[str, ...]:
        """Return the segments of a text as printed."""
        return tuple(one.raw for one in self._segments(where))

    def first(self, pattern: str, where: str) -> Match | None:
        """Return the first match of a pattern in a text."""
        key = (pattern, where)
        seen = self._seen
        if key in seen:
            found: Match | None = seen[key]
            return found
        found = seen[key] = self._first(self._patterns[pattern], where)
        return found

    def _first(self, pattern: CompiledPattern, where: str) -> Match | None:
        segments = self._segments(where)
        if pattern.needs and not any(need in self._whole for need in pattern.needs):
            return None
        try:
            return next((match for one in segments if (match := first(pattern, one)) is not None), None)
        except SearchBudgetExceededError:
            raise NotPlainError from None

    def matches(self, pattern: str, where: str) -> Sequence[Match]:
        """Return all matches of a pattern in a text."""
        segments = self._segments(where)
        compiled = self._patterns[pattern]
        if compiled.needs and not any(need in self._whole for need in compiled.needs):
            return ()
        try:
            return [match for one in segments for match in scan(compiled, one)]
        except SearchBudgetExceededError:
            raise NotPlainError from None

    def mentions(self, mention: str) -> Sequence[Match]:
        """Return the mentions of one kind."""
        if mention in self._seen:
            known: Sequence[Match] = self._seen[mention]
            return known
        search = self._mentions[mention]
        present = [one for one in search.sections if self.has_section(one)] if search.sections else None
        if present == []:
            raise NotPlainError
        places = ["document"] if present is None else [f"section:{one}" for one in present]
        self._every()
        found: list[Match] = []
        if any(need in self._whole for pattern in search.patterns for need in pattern.needs or ("",)):
            try:
                for place in places:
                    for one in self._segments(place):
                        found += find_mentions(search.patterns, search.unless, one)
            except SearchBudgetExceededError:
                raise NotPlainError from None
        self._seen[mention] = found
        return found

    def hole(self, match: Match | None, name: str) -> Value:
        """Return what a hole of a match read, when it is one exact value."""
        value = None if match is None else match.holes[name]
        if type(value) is StatedDate:
            return value.value
        if type(value) is StatedNumber and not value.approximate:
            return value.nominal
        raise NotPlainError

    def words(self, match: Match | None, what: str) -> str:
        """Return the text of a match as printed; its sentence needs the segment, which only the explainer keeps."""
        if match is None or what != "text":
            raise NotPlainError
        return match.text

    def _segments(self, where: str) -> tuple[Folded, ...]:
        segments = self._every().get(where)
        if not segments:
            raise NotPlainError
        return segments

    def _every(self) -> dict[str, tuple[Folded, ...]]:
        if self._folded is None:
            self._folded = self._fold()
        return self._folded

    def _fold(self) -> dict[str, tuple[Folded, ...]]:
        keys, texts = self._texts()
        folded = self._fold_together(texts)
        everything = tuple(Folded(text, plain) for text, plain in zip(texts, folded, strict=True))
        places: dict[str, tuple[Folded, ...]] = {"document": everything}
        for key, one in zip(keys, everything, strict=True):
            if key:
                places[key] = (*places.get(key, ()), one)
        return places

    def _texts(self) -> tuple[list[str], list[str]]:
        report = self._report
        keys: list[str] = []
        texts: list[str] = []

        def put(key: str, text: Any) -> None:
            if type(text) is str and text:
                keys.append(key)
                texts.append(text)

        put("title", report.title)
        put("preamble", report.preamble)
        seen = set()
        for section in report.sections:
            # A section that stands twice is searched where it stands first; the document has both.
            key = f"section:{section.id}" if section.id not in seen else ""
            seen.add(section.id)
            put("", section.heading)
            put(key, section.text)
            if type(section.parts) is list:
                for part in section.parts:
                    put(key, part.heading)
                    put(key, part.text)
        put("closing", report.closing)
        return keys, texts

    def _fold_together(self, texts: Sequence[str]) -> Sequence[str]:
        """Return every text folded; one folding of all is much quicker, where the seams cannot be mistaken."""
        joined = fold_text(_SEAM.join(texts))
        self._whole = joined
        if joined.count(_SEAM) == len(texts) - 1 and _SEAM + " " not in joined and " " + _SEAM not in joined:
            return joined.split(_SEAM)
        folded = [fold_text(text) for text in texts]
        self._whole = _SEAM.join(folded)
        return folded


Compiled = Callable[[PlainReport], tuple[int, int, int, list[int]]]
"""The compiled function of a pack: passing, not applicable, planned, and the numbers of what it leaves open."""
