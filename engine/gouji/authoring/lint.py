"""What is doubtful about a pack that the checker accepts: missing kinds of cases, signs that are easily confused,
texts that say nothing, patterns that never match.

A workshop enters; remarks with their places leave. Nothing here refuses a pack.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from string import printable
from typing import Final

from gouji.authoring import messages_lint as say
from gouji.authoring.model import Ready
from gouji.authoring.regexes import sets_in
from gouji.authoring.workshop import Workshop
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes
from gouji.diagnostics import Diagnostic, in_order
from gouji.findings import Status
from gouji.patterns.fold import fold_text
from gouji.source import Source, Span
from gouji.syntax.nodes import (
    BasisClause,
    CheckClause,
    GradeClause,
    MessageClause,
    PatternItem,
    RuleFile,
    RuleItem,
    Wording,
)

_FOUND: Final = (core.HeadingsAxis, core.MentionsAxis, core.MatchesAxis, core.PartsAxis, core.ChildrenAxis)
_PLAIN: Final = frozenset(printable)
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
_RADICALS: Final = ("CJK RADICAL", "KANGXI RADICAL")
"""No letters to Unicode."""
_FOREIGN: Final = ("CYRILLIC", "GREEK", "FULLWIDTH", "CJK COMPATIBILITY IDEOGRAPH")


def lint(workshop: Workshop, topic: str | None = None) -> tuple[Diagnostic, ...]:
    """Return the remarks about the rules and patterns of a pack, or of one topic of it."""
    found: list[Diagnostic] = [one for one in workshop.warnings if topic in (None, _topic(one.source))]
    rules = dict(zip(workshop.rules, workshop.plan.rules.rules, strict=True))
    for file in workshop.trees:
        if topic in (None, file.topic):
            found += _characters(file.source)
            found += _items(file, rules, workshop)
    if topic is None:
        found += _characters(workshop.words)
    return in_order(found)


def _topic(source: Source) -> str:
    return source.name.removesuffix(".rules")


def _items(file: RuleFile, rules: Mapping[str, CheckedRule], workshop: Workshop) -> Iterator[Diagnostic]:
    for item in file.items:
        if isinstance(item, RuleItem):
            name = f"{file.topic}.{item.word.text}"
            yield from _cases(file.source, item, rules[name], workshop.book.of(name))
            yield from _blanks(file.source, item)
        elif isinstance(item, PatternItem):
            yield from _sets(file.source, item)


# ── cases ───────────────────────────────────────────────────────────────────


def _cases(source: Source, item: RuleItem, rule: CheckedRule, cases: Collection[Ready]) -> Iterator[Diagnostic]:
    shown = _statuses(cases)
    for status in ("pass", "fail"):
        if status not in shown:
            yield say.no_case(source, item.word.span, item.word.text, status)
    if "not_applicable" not in shown and _may_not_apply(rule):
        yield say.no_case(source, item.word.span, item.word.text, "not_applicable")
    if not {"not_applicable", "not_assessable"} & shown and _may_be_undecided(rule):
        yield say.no_case(source, item.word.span, item.word.text, "not_assessable")


def _statuses(cases: Collection[Ready]) -> frozenset[Status | str]:
    found: set[Status | str] = set()
    for one in cases:
        found |= {expected.status for expected in one.case.expected if expected.status is not None}
        found |= {status for status, number in (one.case.counts or {}).items() if number}
    return frozenset(found)


def _may_not_apply(rule: CheckedRule) -> bool:
    found = any(isinstance(one.axis, _FOUND) or one.where is not None for one in rule.fors)
    return found or rule.effective is not None or rule.when is not None


def _may_be_undecided(rule: CheckedRule) -> bool:
    """Return whether a rule plainly needs what may be missing; who asks for the state of a cell looks out himself."""
    every = tuple(nodes(rule.check))
    numbers = any(isinstance(one, core.CellAt | core.CellVector) for one in every)
    return bool(rule.requires) or (numbers and not any(isinstance(one, core.StateIs) for one in every))


# ── texts ──────────────────────────────────────────────────────────────────


def _blanks(source: Source, item: RuleItem) -> Iterator[Diagnostic]:
    """Give the texts for people in which nothing stands."""
    for wording in _wordings(item):
        for (_, text), span in zip(wording.texts, wording.spans, strict=True):
            if not text.strip():
                yield say.blank(source, Span(span.start - 1, span.end + 1))
    for clause in item.clauses:
        for template in clause.templates if isinstance(clause, MessageClause) else ():
            if not any(not isinstance(piece, str) or piece.strip() for piece in template.pieces):
                yield say.blank(source, template.span)


def _wordings(item: RuleItem) -> Iterator[Wording]:
    yield item.title
    for clause in item.clauses:
        match clause:
            case BasisClause():
                yield clause.place
            case GradeClause():
                yield from (one.because for one in clause.lowerings)
            case CheckClause(because=Wording() as because):
                yield because
            case _:
                pass


# ── characters ──────────────────────────────────────────────────────────────


def _characters(source: Source) -> Iterator[Diagnostic]:
    """Give the signs that nobody sees, and those that look like others: full-width ones, radicals, and foreign ones."""
    for place, sign in enumerate(source.text):
        if sign in _PLAIN:
            continue
        span, name = Span(place, place + 1), unicodedata.name(sign, "")
        if unicodedata.category(sign) in _UNSEEN:
            yield say.unseen(source, span, sign, name)
        elif name.startswith(_RADICALS) or (name.startswith(_FOREIGN) and sign.isalnum()):
            yield say.confusable(source, span, sign, name, fold_text(sign))


def _sets(source: Source, item: PatternItem) -> Iterator[Diagnostic]:
    """Give the signs of a set that are one sign after folding."""
    for text, span in zip((item.pattern, *item.not_before, *item.not_after), item.spans, strict=True):
        verbatim = source.text[span.start : span.end] == text
        for members in sets_in(text):
            first: dict[str, str] = {}
            for start, end in members:
                sign = text[start:end]
                same = first.setdefault(fold_text(sign) or sign, sign)
                if same != sign:
                    place = Span(span.start + start, span.start + end) if verbatim else span
                    yield say.same_sign(source, place, sign, same)


def silent_patterns(workshop: Workshop, matched: Collection[str], topic: str | None = None) -> tuple[Diagnostic, ...]:
    """Return a remark on every pattern that matched nothing, but those bound to the start or end of a text."""
    found = []
    for file in workshop.trees:
        for item in file.items:
            if isinstance(item, PatternItem) and topic in (None, file.topic) and item.word.text not in matched:
                pattern = workshop.plan.patterns.get(item.word.text)
                if pattern is not None and not _anchored(item.pattern):
                    found.append(say.matches_nothing(file.source, item.word.span, item.word.text))
    return in_order(found)


def _anchored(text: str) -> bool:
    return text.startswith("^") or text.endswith("$")
