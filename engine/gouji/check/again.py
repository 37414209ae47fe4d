"""Checking again after a change: the complaints of `check`, with the work done that the change makes necessary.

What was found about a rule is kept under its text and under everything else that it depends on; a rule that only moved
in its file is not checked anew. The vocabulary, the sources and the title page are those of the `Kept` for good.
Only complaints leave: what the rules mean is known to `check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from gouji.check.checker import check, check_lets, check_profiles, collect, doubt_unused, in_check_order
from gouji.check.lets import words_in
from gouji.check.patterns import check_mention
from gouji.check.rules import check_rule
from gouji.check.scope import MAX_COMPLAINTS, Compiled, Desk, Let, Pattern, meanings
from gouji.check.types import Type
from gouji.diagnostics import Diagnostic, RulesRejectedError, in_order
from gouji.record import MutableRecord, Record, field, replace
from gouji.source import Span
from gouji.syntax.nodes import ReplacesClause, RuleItem
from gouji.syntax.pieces import Pieced, moved
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources

MAX_KEPT = 5_000

_Key: TypeAlias = tuple[str, ...]


class Found(Record, frozen=True):
    """What was found about a rule: complaints with places counted from its beginning, and which names it uses."""

    complaints: tuple[Diagnostic, ...]
    lets: tuple[str, ...]
    patterns: tuple[str, ...]


class FoundInFile(Record, frozen=True):
    """What was found about the rules of a file as it stands, and what of the pack's other files that depends on."""

    file: Pieced
    names: _Key
    found: Found


class Kept(MutableRecord):
    """What is kept between two checks of a pack whose vocabulary, sources and title page stay as they are."""

    vocabulary: Vocabulary
    sources: Sources
    manifest: Manifest
    meanings: dict[str, str]
    measures: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Type | None] = field(default_factory=dict)
    compiled: Compiled = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    rules: dict[_Key, Found] = field(default_factory=dict)
    files: dict[str, FoundInFile] = field(default_factory=dict)


def keep(vocabulary: Vocabulary, sources: Sources, manifest: Manifest) -> Kept:
    """Return a place to keep things in; nothing is in it yet."""
    return Kept(vocabulary, sources, manifest, meanings(vocabulary))


def check_again(files: Sequence[Pieced], kept: Kept) -> tuple[Diagnostic, ...]:
    """Return the complaints that `check` has about the files of a pack, those of severity warning included."""
    for store in (kept.compiled, kept.words, kept.rules):
        if len(store) > MAX_KEPT:
            store.clear()
    desk = Desk(
        kept.vocabulary,
        kept.sources,
        kept.manifest,
        meanings=kept.meanings,
        measures=kept.measures,
        compiled=kept.compiled,
    )
    files = in_check_order(files)
    collect(desk, [file.outline() for file in files])
    for mention in kept.vocabulary.mentions:
        check_mention(desk, mention)
    check_lets(desk)
    around = _Around(desk, kept)
    for file in files:
        _file(around, file)
    check_profiles(desk)
    doubt_unused(desk)
    if len(desk.complaints) >= MAX_COMPLAINTS:
        # So many that what is said of a rule depends on how much was said before it.
        return _checked_whole(files, kept)
    return in_order(desk.complaints)


def _checked_whole(files: Sequence[Pieced], kept: Kept) -> tuple[Diagnostic, ...]:
    try:
        return check([file.whole() for file in files], kept.vocabulary, kept.sources, kept.manifest).warnings
    except RulesRejectedError as rejected:
        return rejected.diagnostics


class _Around:
    """What one check has around its rules: the names of the pack, and what of them a rule depends on."""

    def __init__(self, desk: Desk, kept: Kept) -> None:
        self.desk = desk
        self.kept = kept
        self.names = "\n".join((*sorted(desk.lets), "", *sorted(desk.patterns)))
        self.rule_names = "\n".join(sorted(desk.rule_names))
        self.named: frozenset[str] = frozenset((*desk.lets, *desk.patterns))
        every: list[Let | Pattern] = [*desk.lets.values(), *desk.patterns.values()]
        self.every: _Key = (self.names, self.rule_names, *(_written(one) for one in every))

    def key(self, rule: RuleItem, text: str, topic: str) -> _Key:
        """Return everything that decides what is found about a rule, but for its place."""
        words = self.kept.words.get(text)
        if words is None:
            words = self.kept.words[text] = frozenset(words_in((rule.word, rule.title, rule.clauses)))
        replaces = any(isinstance(one, ReplacesClause) for one in rule.clauses)
        return (topic, text, self.names, self.rule_names if replaces else "", *self._used(words))

    def _used(self, words: frozenset[str]) -> Iterator[str]:
        """Give the texts of the lets and patterns that some words name, and of those that these name in turn."""
        seen: set[str] = set()
        waiting = sorted(words & self.named)
        while waiting:
            word = waiting.pop()
            if word in seen:
                continue
            seen.add(word)
            let, pattern = self.desk.lets.get(word), self.desk.patterns.get(word)
            if let is not None:
                text = _written(let)
                yield text
                below = self.kept.words.get(text)
                if below is None:
                    below = self.kept.words[text] = frozenset(words_in(let.clause.value))
                waiting.extend(sorted(below & self.named))
            if pattern is not None:
                yield _written(pattern)


def _written(one: Let | Pattern) -> str:
    span = one.clause.span if isinstance(one, Let) else one.item.span
    return one.source.text[span.start : span.end]


def _file(around: _Around, file: Pieced) -> None:
    """Check the rules of a file; of one that is as it was, in a pack that names what it named, nothing is looked at."""
    desk, files = around.desk, around.kept.files
    known = files.pop(file.source.name, None)
    if known is None or known.file is not file or known.names != around.every:
        start = len(desk.complaints)
        rules = (
            (piece.start, item) for piece in file.pieces for item in piece.file.items if isinstance(item, RuleItem)
        )
        each = [_rule(around, rule, above, file) for above, rule in rules]
        lets, patterns = (tuple(dict.fromkeys(chain(*names))) for names in _names(each))
        known = FoundInFile(file, around.every, Found(tuple(desk.complaints[start:]), lets, patterns))
        del desk.complaints[start:]
    # A note may name a line, and that of another place: then nothing is kept.
    if all(one.note is None for one in known.found.complaints):
        files[file.source.name] = known
    desk.complaints.extend(known.found.complaints)
    for name in known.found.lets:
        desk.lets[name].used = True
    for name in known.found.patterns:
        desk.patterns[name].used = True


def _names(each: Sequence[Found]) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    return [one.lets for one in each], [one.patterns for one in each]


def _rule(around: _Around, rule: RuleItem, above: int, file: Pieced) -> Found:
    """Check a rule, whose places count from `above` on; it is moved to its place only when it is checked anew."""
    desk, source, start = around.desk, file.source, rule.span.start + above
    key = around.key(rule, source.text[start : rule.span.end + above], file.topic)
    found = around.kept.rules.get(key)
    if found is None:
        found = _found(desk, moved(rule, above), file)
        # A note may name a line, and that of another place: then nothing is kept.
        if all(one.source == source and one.note is None for one in found.complaints):
            around.kept.rules[key] = replace(found, complaints=tuple(_moved(one, -start) for one in found.complaints))
        desk.complaints.extend(found.complaints)
    else:
        desk.complaints.extend(replace(_moved(one, start), source=source) for one in found.complaints)
    return found


def _moved(one: Diagnostic, by: int) -> Diagnostic:
    return replace(one, span=Span(one.span.start + by, one.span.end + by))


def _found(desk: Desk, rule: RuleItem, file: Pieced) -> Found:
    named: list[Let | Pattern] = [*desk.lets.values(), *desk.patterns.values()]
    before = [one.used for one in named]
    for one in named:
        one.used = False
    start = len(desk.complaints)
    check_rule(desk, rule, file.source, file.topic)
    complaints = tuple(desk.complaints[start:])
    del desk.complaints[start:]
    lets = tuple(name for name, one in desk.lets.items() if one.used)
    patterns = tuple(name for name, one in desk.patterns.items() if one.used)
    for one, used in zip(named, before, strict=True):
        one.used = used
    return Found(complaints, lets, patterns)
