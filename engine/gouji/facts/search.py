"""Searching the texts of a report: patterns and mentions become what they found, with place, sentence and identity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from gouji.digest import sha256
from gouji.facts.model import Facts, Found, Missing, Segment, TextFact
from gouji.facts.texts import absent_section, found_section, section_text, whole_text
from gouji.patterns.fold import Folded, fold, fold_text
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.mentions import find_mentions
from gouji.patterns.ready import ready_pattern
from gouji.patterns.scan import Match, SearchBudgetExceededError, scan
from gouji.patterns.sentences import sentence_around
from gouji.vocabulary.model import Mention


# Guard, check and message of a rule ask for the same matches, and so do nested axes; so does every instance where the
# text is a section. One instance of the longest rules searches some thirty times, mostly its own sentence.
@lru_cache(maxsize=128)
def matches(name: str, pattern: CompiledPattern, text: TextFact) -> tuple[Found, ...] | Missing:
    """Return the matches of a pattern in a text, in document order; hostile texts end as `budget_exceeded`."""
    return _found(name, text, lambda folded: scan(pattern, folded))


def mentions(facts: Facts, mention_id: str) -> tuple[Found, ...] | Missing:
    """Return the mentions of one kind in the sections where it is looked for; the same tuple each time."""
    key = ("mentions", mention_id)
    known = facts.memo.get(key)
    if isinstance(known, tuple | Missing):
        return known
    mention = facts.vocabulary.mention(mention_id)
    if mention is None:
        raise KeyError(mention_id)
    made = _mentioned(facts, mention)
    facts.memo[key] = made
    return made


def _mentioned(facts: Facts, mention: Mention) -> tuple[Found, ...] | Missing:
    text = _searched(facts, mention)
    if isinstance(text, Missing):
        return text
    patterns = [ready_pattern(*one) for one in mention.wordings]
    return _found(mention.id, text, lambda folded: find_mentions(patterns, mention.unless, folded, mention.leave_out))


def _searched(facts: Facts, mention: Mention) -> TextFact | Missing:
    if not mention.sections:
        return whole_text(facts, "document")
    present = [one for one in mention.sections if found_section(facts, one) is not None]
    if not present:
        return absent_section(facts, mention.sections[0])
    texts = [section_text(facts, one) for one in present]
    segments = tuple(segment for text in texts if isinstance(text, TextFact) for segment in text.segments)
    return TextFact(segments) if segments else Missing("text_absent", "/sections")


def _found(name: str, text: TextFact, search: Callable[[Folded], Iterable[Match]]) -> tuple[Found, ...] | Missing:
    equal: Counter[tuple[str, str]] = Counter()
    made: list[Found] = []
    for segment in text.segments:
        try:
            here = tuple(search(_folded(segment.text)))
        except SearchBudgetExceededError:
            return Missing("budget_exceeded", segment.pointer)
        made.extend(_one(name, segment, match, equal) for match in here)
    return tuple(made)


@lru_cache(maxsize=1024)  # every pattern of a pack meets the segments of the same report
def _folded(text: str) -> Folded:
    return fold(text)


def _one(name: str, segment: Segment, match: Match, equal: Counter[tuple[str, str]]) -> Found:
    start, end = sentence_around(segment.text, match.start, match.end)
    sentence = segment.text[start:end]
    digest = sha256(fold_text(sentence).encode("utf-8", "replace")).hexdigest()[:8]
    equal[segment.section, digest] += 1
    return Found(
        segment.section,
        name,
        segment.pointer,
        match.start,
        match.end,
        match.text,
        sentence,
        digest,
        equal[segment.section, digest],
        match.holes,
        segment.doubts,
        segment.document,
        (match.start if match.number is None else match.number[0]) - start,
    )
