"""Checking: rule files, a vocabulary, legal sources and a title page enter; checked rules leave, or every complaint.

Nothing here reads a file or a report; rules that pass cannot meet a name, kind or unit error when they are evaluated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import TypeVar

from gouji.check import doubts, messages_names
from gouji.check.checked import CheckedPattern, CheckedRule, CheckedRules
from gouji.check.lets import let_value
from gouji.check.patterns import add_pattern, check_mention
from gouji.check.rules import check_rule
from gouji.check.scope import Compiled, Desk, Let, Scope, meanings
from gouji.check.shadowing import is_free
from gouji.diagnostics import Diagnostic, RulesRejectedError, in_order
from gouji.record import Record
from gouji.source import Source, Span
from gouji.syntax.nodes import LetClause, PatternItem, RuleFile, RuleItem
from gouji.syntax.pieces import Pieced
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources

_TOPIC = re.compile(r"[^\W\d]\w*")
_START = Span(0, 0)
_File = TypeVar("_File", RuleFile, Pieced)


class Checked(Record, frozen=True):
    """Rules that are good, and what is doubtful about them."""

    rules: CheckedRules
    warnings: tuple[Diagnostic, ...]


def check(
    files: Sequence[RuleFile],
    vocabulary: Vocabulary,
    sources: Sources,
    manifest: Manifest,
    compiled: Compiled | None = None,
) -> Checked:
    """Return the checked rules of a pack; the order of files and of their items never matters.

    `compiled` keeps patterns by their texts for another check, which then need not compile them anew.

    Raises:
        RulesRejectedError: something is wrong; holds every complaint about all files.
    """
    files = in_check_order(files)
    kept: Compiled = {} if compiled is None else compiled
    desk = Desk(vocabulary, sources, manifest, meanings=meanings(vocabulary), compiled=kept)
    collect(desk, files)
    for mention in vocabulary.mentions:
        check_mention(desk, mention)
    check_lets(desk)
    rules = [
        check_rule(desk, item, file.source, file.topic)
        for file in files
        for item in file.items
        if isinstance(item, RuleItem)
    ]
    check_profiles(desk)
    doubt_unused(desk)
    complaints = in_order(desk.complaints)
    if any(one.severity == "error" for one in complaints):
        raise RulesRejectedError(complaints)
    good = sorted((one for one in rules if one is not None), key=lambda one: one.id)
    return Checked(_checked(desk, tuple(good)), complaints)


def in_check_order(files: Sequence[_File]) -> list[_File]:
    """Return files in the order in which they are checked, whatever order they came in."""
    return sorted(files, key=lambda one: (one.topic, one.source.name))


def collect(desk: Desk, files: Sequence[RuleFile]) -> None:
    """Put the names of all files on the desk, each pattern compiled, and complain about names given twice."""
    topics: dict[str, Source] = {}
    for file in files:
        scope = Scope(desk, file.source)
        if _TOPIC.fullmatch(file.topic) is None:
            scope.complain(messages_names.malformed_topic(file.source, _START, file.topic))
        if file.topic in topics:
            first = topics[file.topic].name
            scope.complain(messages_names.topic_twice(file.source, _START, file.topic, first))
        topics.setdefault(file.topic, file.source)
        for item in file.items:
            match item:
                case PatternItem():
                    add_pattern(desk, item, file.source)
                case LetClause():
                    _add_let(desk, item, file.source)
                case RuleItem():
                    _add_rule(desk, item, file)
    for let in desk.lets.values():
        is_free(Scope(desk, let.source), let.clause.word, "let")


def _add_let(desk: Desk, clause: LetClause, source: Source) -> None:
    name = clause.word.text
    earlier = desk.lets.get(name)
    if earlier is None:
        desk.lets[name] = Let(clause, source, of_rule=False)
        return
    first = (earlier.source, earlier.clause.word.span)
    desk.complaints.append(messages_names.named_twice(source, clause.word.span, name, "let", first))


def _add_rule(desk: Desk, rule: RuleItem, file: RuleFile) -> None:
    name = f"{file.topic}.{rule.word.text}"
    earlier = desk.rule_names.get(name)
    if earlier is None:
        desk.rule_names[name] = (file.source, rule.word.span)
        return
    desk.complaints.append(messages_names.named_twice(file.source, rule.word.span, rule.word.text, "rule", earlier))


def check_lets(desk: Desk) -> None:
    """Check every let of the pack, used or not."""
    for name, let in desk.lets.items():
        used = let.used
        let_value(Scope(desk, let.source), name, let, let.clause.word.span)
        let.used = used


def check_profiles(desk: Desk) -> None:
    """Complain about profiles that grade a rule which the pack does not have."""
    manifest = desk.manifest
    for profile in manifest.profiles:
        for rule, _ in profile.grades:
            if rule.removeprefix(manifest.id + "/") not in desk.rule_names:
                known = tuple(desk.rule_names)
                desk.complaints.append(messages_names.graded_rule_unknown(manifest.source, profile.span, rule, known))


def doubt_unused(desk: Desk) -> None:
    """Doubt the lets and patterns that nothing has used; after all rules are checked."""
    for name, let in desk.lets.items():
        if not let.used:
            desk.complaints.append(doubts.unused_let(let.source, let.clause.word.span, name))
    for name, pattern in desk.patterns.items():
        if not pattern.used:
            desk.complaints.append(doubts.unused_pattern(pattern.source, pattern.item.word.span, name))


def _checked(desk: Desk, rules: tuple[CheckedRule, ...]) -> CheckedRules:
    items = [one.item for _, one in sorted(desk.patterns.items())]
    patterns = tuple(CheckedPattern(one.word.text, one.pattern, one.not_before, one.not_after) for one in items)
    languages = desk.manifest.languages
    meaning = repr((desk.manifest.id, languages, rules, patterns, desk.vocabulary.source.text))
    digest = hashlib.sha256(meaning.encode("utf-8", "surrogatepass")).hexdigest()
    return CheckedRules(desk.manifest.id, languages, rules, patterns, digest)
