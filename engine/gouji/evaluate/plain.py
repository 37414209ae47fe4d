"""What the compiled rules ask of a typed report; whatever is not plain raises `NotPlainError`.

A typed report is complete, exact and undoubted, so that its answers need no reasons; the explaining evaluator, which
gives reasons, reads the same report again whenever something here is not plain.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import compress
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
from gouji.patterns.fold import Folded, fold_text
from gouji.patterns.holes import StatedDate, StatedNumber
from gouji.patterns.machines import CompiledPattern, machine
from gouji.patterns.mentions import find_mentions
from gouji.patterns.scan import Match, SearchBudgetExceededError, first, scan
from gouji.report.typed import TypedPart, TypedReport, TypedSection
from gouji.values import Exact, exact
from gouji.vocabulary.model import Mention

_SEAM: Final = "|"
_SECTION: Final = "section:"
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

Patterns = Mapping[str, "PatternSearch"]
Value = Exact | str | datetime.date


_SEAM_BYTE: Final = _SEAM.encode()
_AROUND: Final = 24
"""Bytes around a match that decide what its holes mean: a few characters, as `patterns.holes` looks at them."""
_ELSEWHERE: Final = Match(0, 0, "", "", {})
_MOST_REMEMBERED: Final = 4096


class PatternSearch:
    """A pattern ready for searching many reports."""

    __slots__ = ("_search", "floats", "needs", "pattern", "remembered")

    def __init__(self, pattern: CompiledPattern) -> None:
        self.pattern = pattern
        self.floats = pattern.floats and bool(pattern.needs)
        # A few characters of what is needed tell as much and are found quicker.
        self.needs = tuple(need[:3].encode() for need in pattern.needs)
        self._search: Callable[[bytes, int, int], Any] | None = None
        self.remembered: dict[tuple[bytes, int, int], Match | None] = {}

    def first(self, encoded: bytes) -> Match | None:
        """Return the first match in folded texts joined by seams, or `_ELSEWHERE` when that takes more than a look."""
        at = 0
        while True:
            near = [place for need in self.needs if (place := encoded.find(need, at)) >= 0]
            if not near:
                return None
            start = encoded.rfind(_SEAM_BYTE, 0, min(near)) + 1
            end = encoded.find(_SEAM_BYTE, start)
            end = len(encoded) if end < 0 else end
            if self._search is None:
                self._search = machine(self.pattern.regex, capturing=False).search
            found = self._search(encoded, start, end)
            if found is not None:
                first_byte, last_byte = found.span()
                return self._read(encoded[start:end], first_byte - start, last_byte - start)
            at = end

    def _read(self, segment: bytes, start: int, end: int) -> Match | None:
        # Reports of one year state the same things in the same words: what a match reads is remembered by its words.
        first_byte = max(0, start - _AROUND)
        key = (segment[first_byte : end + _AROUND], start - first_byte, end - first_byte)
        if key not in self.remembered:
            if len(self.remembered) >= _MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[key] = _in_window(self.pattern, key[0], segment[start:end])
        return self.remembered[key]


def _in_window(pattern: CompiledPattern, window: bytes, matched: bytes) -> Match | None:
    """Return a match out of the few characters around it; places are those in the window, which nothing plain uses."""
    text = window.decode("utf-8", "ignore")
    found = first(pattern, Folded(text, text))
    return found if found is not None and found.folded == matched.decode() else _ELSEWHERE


class NotPlainError(Exception):
    """The report does not answer plainly; the explaining evaluator must look."""


class MentionSearch:
    """A mention whose patterns are made ready when they are first searched for."""

    __slots__ = ("_patterns", "mention", "needs")

    def __init__(self, mention: Mention) -> None:
        self.mention = mention
        self.needs: tuple[bytes, ...] = ()
        self._patterns: tuple[CompiledPattern, ...] = ()

    def patterns(self) -> tuple[CompiledPattern, ...]:
        """Return the patterns; `needs` are set then, too."""
        if not self._patterns:
            from gouji.patterns.compiled import ready_pattern  # most packs need it for few reports

            before = tuple(one.text for one in self.mention.not_before)
            after = tuple(one.text for one in self.mention.not_after)
            self._patterns = tuple(ready_pattern(one.text, before, after) for one in self.mention.patterns)
            self.needs = tuple(need.encode() for one in self._patterns for need in one.needs or ("",))
        return self._patterns


FoundHeading = tuple[int, TypedSection | TypedPart]
"""A heading or part with its position."""


def _found_field(found: FoundHeading, field: str) -> int | str | None:
    position, heading = found
    if field == "position":
        return position
    name = {"section": "id", "number": "ordinal"}.get(field, field)
    text = getattr(heading, name, None)
    if type(text) is not str:
        return None
    return ordinal_number(text) if field == "number" else text


class PlainReport:
    """One typed report as the compiled rules see it; texts are folded once, searches are remembered."""

    __slots__ = (
        "_encoded",
        "_folded",
        "_keys",
        "_kinds",
        "_mentions",
        "_parts",
        "_patterns",
        "_raw",
        "_report",
        "_seen",
        "sections",
        "tables",
        "year",
    )

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
        self.sections = {one.id: one for one in reversed(report.sections)}
        """Sections by id, the first where one stands twice."""
        self._folded: dict[str, tuple[Folded, ...]] | None = None
        self._encoded = b""
        self._keys: Sequence[str] = ()
        self._raw: Sequence[str] = ()
        self._parts: Sequence[str] = ()

    # ── numbers and dates ───────────────────────────────────────────────────

    def exact(self, number: int | Decimal) -> Exact:
        """Return a number as printed, exactly."""
        if not isinstance(number, Decimal):
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
        if isinstance(item, int) and isinstance(step, int):
            return item % step == 0
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

    def position(self, section: str) -> int:
        """Return the rank of a section among the form's sections that are present."""
        present = list(dict.fromkeys(one.id for one in self._report.sections if one.id in self._kinds))
        if section not in present:
            raise NotPlainError
        return present.index(section) + 1

    def headings(self) -> Sequence[FoundHeading]:
        """Return the headings of the top level."""
        self._encode()  # without any text the headings are unknown
        if any(type(one.heading) is not str for one in self._report.sections):
            raise NotPlainError
        return list(enumerate(self._report.sections, 1))

    def parts(self, section: str) -> Sequence[FoundHeading]:
        """Return the parts of a section."""
        found = self.sections.get(section)
        if found is None:
            raise NotPlainError
        return list(enumerate(found.parts, 1)) if type(found.parts) is list else ()

    def found_field(self, found: FoundHeading, field: str) -> Value:
        """Return a field of a heading or part."""
        value = _found_field(found, field)
        if value is None:
            raise NotPlainError
        return value

    def has_found(self, found: FoundHeading, field: str) -> bool:
        """Return whether a heading or part has a field."""
        return _found_field(found, field) is not None

    # ── texts ───────────────────────────────────────────────────────────────

    def same(self, text: object, other: object) -> bool:
        """Return whether two texts are equal once folded."""
        if type(text) is not str or type(other) is not str:
            raise NotPlainError
        return text == other or fold_text(text) == fold_text(other)

    def whole_text(self, section: str) -> str:
        """Return the text of a section that is one string."""
        segments = self._segments(_SECTION + section)
        if len(segments) != 1:
            raise NotPlainError
        return segments[0].raw

    def is_text(self, text: object) -> bool:
        """Return whether the report prints a text."""
        return type(text) is str

    def has_text(self, where: str) -> bool:
        """Return whether a text has any segment; a section must be there to be asked."""
        if where.startswith(_SECTION) and where.removeprefix(_SECTION) not in self.sections:
            raise NotPlainError
        return bool(self._every().get(where))

    def first_in(self, pattern: str, text: str) -> Match | None:
        """Return the first match of a pattern in one text."""
        try:
            return first(self._patterns[pattern].pattern, Folded(text, fold_text(text))) if text else None
        except SearchBudgetExceededError:
            raise NotPlainError from None

    def printed(self, text: object) -> str:
        """Return a text that the report prints."""
        if type(text) is not str:
            raise NotPlainError
        return text

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

    def _first(self, search: PatternSearch, where: str) -> Match | None:
        if where == "document" and search.floats:
            found = search.first(self._encode())
            if found is not _ELSEWHERE:
                return found
        segments = self._segments(where)
        if search.needs and not any(need in self._encoded for need in search.needs):
            return None
        try:
            return next((match for one in segments if (match := first(search.pattern, one)) is not None), None)
        except SearchBudgetExceededError:
            raise NotPlainError from None

    def matches(self, pattern: str, where: str) -> Sequence[Match]:
        """Return all matches of a pattern in a text."""
        segments = self._segments(where)
        search = self._patterns[pattern]
        if search.needs and not any(need in self._encoded for need in search.needs):
            return ()
        try:
            return [match for one in segments for match in scan(search.pattern, one)]
        except SearchBudgetExceededError:
            raise NotPlainError from None

    def mentions(self, mention: str) -> Sequence[Match]:
        """Return the mentions of one kind."""
        if mention in self._seen:
            known: Sequence[Match] = self._seen[mention]
            return known
        search = self._mentions[mention]
        sections = search.mention.sections
        present = [one for one in sections if one in self.sections] if sections else None
        if present == []:
            raise NotPlainError
        places = ["document"] if present is None else [_SECTION + one for one in present]
        everywhere, encoded, patterns = self._every(), self._encode(), search.patterns()
        found: list[Match] = []
        if any(need in encoded for need in search.needs):
            try:
                for one in (segment for place in places for segment in everywhere.get(place, ())):
                    found += find_mentions(patterns, search.mention.unless, one, search.mention.leave_out)
            except SearchBudgetExceededError:
                raise NotPlainError from None
        elif not any(everywhere.get(place) for place in places):
            raise NotPlainError
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

    def _encode(self) -> bytes:
        """Return all folded texts joined by seams, as bytes."""
        if not self._encoded:
            self._keys, self._raw = self._texts()
            self._parts = self._fold_together(self._raw)
            if not self._encoded:
                raise NotPlainError
        return self._encoded

    def _every(self) -> dict[str, tuple[Folded, ...]]:
        if self._folded is None:
            self._encode()
            everything = tuple(Folded(text, plain) for text, plain in zip(self._raw, self._parts, strict=True))
            places: dict[str, tuple[Folded, ...]] = {"document": everything}
            for key, one in zip(self._keys, everything, strict=True):
                if key:
                    places[key] = (*places.get(key, ()), one)
            self._folded = places
        return self._folded

    def _texts(self) -> tuple[list[str], list[str]]:
        """Return the report's segments in document order, each with the key of the text it belongs to."""
        report = self._report
        keys = ["title", "preamble"]
        texts: list[Any] = [report.title, report.preamble]
        for section in report.sections:
            # A section that stands twice is searched where it stands first; the document has both.
            key = _SECTION + section.id if type(section.id) is str and self.sections[section.id] is section else ""
            keys += ("", key)
            texts += (section.heading, section.text)
            if type(section.parts) is list:
                for part in section.parts:
                    keys += (key, key)
                    texts += (part.heading, part.text)
        keys.append("closing")
        texts.append(report.closing)
        there = [type(text) is str and text != "" for text in texts]
        return list(compress(keys, there)), list(compress(texts, there))

    def _fold_together(self, texts: Sequence[str]) -> Sequence[str]:
        """Return every text folded; one folding of all is much quicker, where the seams cannot be mistaken."""
        joined = fold_text(_SEAM.join(texts))
        self._encoded = joined.encode("utf-8", "replace")
        if joined.count(_SEAM) == len(texts) - 1 and _SEAM + " " not in joined and " " + _SEAM not in joined:
            return joined.split(_SEAM)
        folded = [fold_text(text) for text in texts]
        self._encoded = _SEAM.join(text.replace(_SEAM, " ") for text in folded).encode("utf-8", "replace")
        return folded


Compiled = Callable[[PlainReport], tuple[int, int, int, list[int], list[int]]]
"""The compiled function of a pack: passing, not applicable, planned, what it leaves open, rules without instance."""
