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

from gouji.evaluate.plain_texts import DOCUMENT, SECTION, NotPlainError, PlainTexts, shape_of
from gouji.evaluate.searching import ELSEWHERE, MentionSearch, PatternSearch
from gouji.facts.ordinals import ordinal_number
from gouji.functions import (
    abs_of,
    contains,
    date_of,
    decimals,
    doubled_phrases,
    doubled_words,
    length,
    repeated_sentences,
    resemblance,
    round_to,
    similarity,
    sum_before,
    working_days,
)
from gouji.patterns.fold import Folded, fold_text
from gouji.patterns.holes import StatedDate, StatedNumber
from gouji.patterns.mentions import find_mentions
from gouji.patterns.scan import Match, SearchBudgetExceededError, first, scan
from gouji.patterns.sentences import sentence_around
from gouji.report.typed import TypedPart, TypedReport, TypedSection
from gouji.values import Exact, exact

_MAX_EXPONENT: Final = 300
_LONG: Final = 10_000
"""Characters of all texts of a report; few reports have so many."""
_BODIES: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "abs": abs_of.body,
        "contains": contains.body,
        "date": date_of.body,
        "decimals": decimals.body,
        "doubled_phrases": doubled_phrases.body,
        "doubled_words": doubled_words.body,
        "length": length.body,
        "repeated_sentences": repeated_sentences.body,
        "resemblance": resemblance.body,
        "round": round_to.body,
        "similarity": similarity.body,
        "sum_before": sum_before.body,
        "working_days": working_days.body,
    }
)

Patterns = Mapping[str, PatternSearch]
Value = Exact | str | datetime.date


class InSegment(Match, frozen=True):
    """A match with the text, as printed, that it stands in."""

    segment: str = ""

    @staticmethod
    def of(match: Match, segment: Folded) -> InSegment:
        """Return the match in its text."""
        return InSegment(match.start, match.end, match.text, match.folded, match.holes, match.number, segment.raw)


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
        "_kinds",
        "_mentions",
        "_patterns",
        "_report",
        "_seen",
        "_texts",
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
        self._texts: PlainTexts | None = None

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
        value = getattr(holder, name, None)
        if not isinstance(value, (str, int)):
            return None
        if name != "published":
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            raise NotPlainError from None

    def position(self, section: str) -> int:
        """Return the rank of a section among the form's sections that are present."""
        present = list(dict.fromkeys(one.id for one in self._report.sections if one.id in self._kinds))
        if section not in present:
            raise NotPlainError
        return present.index(section) + 1

    def headings(self) -> Sequence[FoundHeading]:
        """Return the headings of the top level."""
        self._every()  # without any text the headings are unknown
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
        segments = self._segments(SECTION + section)
        if len(segments) != 1:
            raise NotPlainError
        return segments[0].raw

    def is_text(self, text: object) -> bool:
        """Return whether the report prints a text."""
        return type(text) is str

    def has_text(self, where: str) -> bool:
        """Return whether a text has any segment; a section must be there to be asked."""
        if where.startswith(SECTION) and where.removeprefix(SECTION) not in self.sections:
            raise NotPlainError
        return bool(self._every().at(where))

    def first_in(self, pattern: str, text: str) -> Match | None:
        """Return the first match of a pattern in one text."""
        try:
            return next(iter(self._patterns[pattern].all_in(text)), None)
        except SearchBudgetExceededError:
            raise NotPlainError from None

    def matches_in(self, pattern: str, text: str) -> Sequence[Match]:
        """Return all matches of a pattern in one text."""
        try:
            return self._patterns[pattern].all_in(text)
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
        texts = self._every()
        if where == DOCUMENT and search.floats:
            found = search.first(texts.joined)
            if found is not ELSEWHERE:
                return found
        segments = self._segments(where)
        if not search.may_match(texts.joined):
            return None
        try:
            return next((match for one in segments if (match := first(search.pattern, one)) is not None), None)
        except SearchBudgetExceededError:
            raise NotPlainError from None

    def placed(self, pattern: str, where: str) -> Match | None:
        """Return the first match of a pattern in a text, with the segment that it stands in."""
        search = self._patterns[pattern]
        try:
            for one in self._segments(where):
                match = first(search.pattern, one)
                if match is not None:
                    return InSegment.of(match, one)
        except SearchBudgetExceededError:
            raise NotPlainError from None
        return None

    def matches(self, pattern: str, where: str) -> Sequence[Match]:
        """Return all matches of a pattern in a text."""
        key = ("all", pattern, where)
        if key in self._seen:
            known: Sequence[Match] = self._seen[key]
            return known
        found = self._seen[key] = self._matches(pattern, where)
        return found

    def _matches(self, pattern: str, where: str) -> Sequence[Match]:
        segments, joined = self._segments(where), self._every().joined
        search = self._patterns[pattern]
        if where == DOCUMENT:
            segments = tuple([segments[number] for number in search.segments(joined)])
        elif not search.may_match(joined):
            return ()
        try:
            return [InSegment.of(match, one) for one in segments for match in scan(search.pattern, one)]
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
        places = [DOCUMENT] if present is None else [SECTION + one for one in present]
        texts = self._every()
        found: list[Match] = []
        patterns = search.among(texts.joined)
        if patterns:
            try:
                for one in (segment for place in places for segment in texts.at(place)):
                    mentioned = find_mentions(patterns, search.mention.unless, one, search.mention.leave_out)
                    found += [InSegment.of(match, one) for match in mentioned]
            except SearchBudgetExceededError:
                raise NotPlainError from None
        elif not any(texts.at(place) for place in places):
            raise NotPlainError
        self._seen[mention] = found
        return found

    def first_words(self, patterns: Sequence[str]) -> tuple[object, ...] | None:
        """Return all that findings about first matches and headings rest on, or nothing when that is not plain.

        In a text that is too long the explaining evaluator may give up, whatever its words are.
        """
        found: list[tuple[int, str] | None] = []
        try:
            for name in patterns:
                texts, search = self._every(), self._patterns[name]
                if not search.floats or len(texts.joined) > _LONG:
                    return None
                number = search.segment(texts.joined)
                found.append(None if number is None else (number, texts.raw[number]))
        except NotPlainError:
            return None
        return (self.year, shape_of(self._report), *found)

    def hole(self, match: Match | None, name: str) -> Value:
        """Return what a hole of a match read, when it is one exact value."""
        value = None if match is None else match.holes[name]
        if type(value) is StatedDate:
            return value.value
        if type(value) is StatedNumber and not value.approximate:
            return value.nominal
        raise NotPlainError

    def words(self, match: Match | None, what: str) -> str:
        """Return the text of a match as printed, or its sentence where it is known in which text it stands."""
        if match is None:
            raise NotPlainError
        if what == "text":
            return match.text
        if not isinstance(match, InSegment):
            raise NotPlainError
        start, end = sentence_around(match.segment, match.start, match.end)
        return match.segment[start:end]

    def _segments(self, where: str) -> tuple[Folded, ...]:
        segments = self._every().at(where)
        if not segments:
            raise NotPlainError
        return segments

    def _every(self) -> PlainTexts:
        if self._texts is None:
            self._texts = PlainTexts(self._report)
        return self._texts


Compiled = Callable[[PlainReport], tuple[int, int, int, list[int], list[int], list[int]]]
"""The compiled function of a pack: passing, not applicable, planned, what it leaves open, rules without instance."""
