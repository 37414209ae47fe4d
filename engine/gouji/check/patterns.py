"""The patterns of a pack and of its vocabulary's mentions: each compiles, or its problem is told at its place."""

from __future__ import annotations

from typing import get_args

from gouji.check import messages_names
from gouji.check.core import MatchField
from gouji.check.scope import Desk, Pattern, Scope
from gouji.check.shadowing import is_free
from gouji.diagnostics import Diagnostic
from gouji.patterns.compiled import CompiledPattern, compile_pattern
from gouji.patterns.messages import PatternProblem
from gouji.source import Source, Span
from gouji.syntax.nodes import PatternItem
from gouji.vocabulary.model import Mention, PatternText

TAKEN_HOLES = get_args(MatchField)


def add_pattern(desk: Desk, item: PatternItem, source: Source) -> None:
    """Put a pattern among the names of the pack, compiled or complained about."""
    scope = Scope(desk, source)
    earlier = desk.patterns.get(item.word.text)
    if earlier is not None:
        first = (earlier.source, earlier.item.word.span)
        scope.complain(messages_names.named_twice(source, item.word.span, item.word.text, "pattern", first))
        return
    is_free(scope, item.word, "pattern")
    compiled = _compiled(desk, item.pattern, item.not_before, item.not_after)
    if isinstance(compiled, PatternProblem):
        scope.complain(_placed(source, _span_in_item(source, item, compiled), compiled))
        desk.patterns[item.word.text] = Pattern(item, source, None)
        return
    for name, _ in compiled.holes:
        if name in TAKEN_HOLES:
            scope.complain(messages_names.taken_name(source, _whole(item), name, "given"))
    desk.patterns[item.word.text] = Pattern(item, source, compiled.holes)


def check_mention(desk: Desk, mention: Mention) -> None:
    """Complain about the first problem of each pattern of a mention."""
    source = desk.vocabulary.source
    for pattern in mention.patterns:
        problem = _compiled(desk, pattern.text)
        if isinstance(problem, PatternProblem):
            desk.complaints.append(_placed(source, _span_in_text(pattern, problem), problem))
    contexts = (*mention.not_before, *mention.not_after)
    for context in contexts:
        # A context is compiled beside a pattern that is known to be good, so that only its own problems show.
        problem = _compiled(desk, "一", (context.text,))
        if isinstance(problem, PatternProblem):
            desk.complaints.append(_placed(source, _span_in_text(context, problem), problem))


def _compiled(
    desk: Desk, text: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()
) -> CompiledPattern | PatternProblem:
    """Return what `compile_pattern` gives; of texts that this desk or one before it had, what was found then."""
    key = (text, before, after)
    if key not in desk.compiled:
        desk.compiled[key] = compile_pattern(text, before, after)
    return desk.compiled[key]


def _placed(source: Source, span: Span, problem: PatternProblem) -> Diagnostic:
    return Diagnostic(problem.code, "error", source, span, problem.message, problem.help)


def _whole(item: PatternItem) -> Span:
    return item.spans[0] if item.spans else item.span


def _span_in_item(source: Source, item: PatternItem, problem: PatternProblem) -> Span:
    if problem.part >= len(item.spans):
        return item.span
    whole = item.spans[problem.part]
    raw = source.text[whole.start : whole.end]
    return Span(whole.start + _raw_offset(raw, problem.start), whole.start + _raw_offset(raw, problem.end))


def _raw_offset(raw: str, offset: int) -> int:
    """Return where a character of a pattern stands as written: every slash in it was written `\\/`."""
    at = read = 0
    while read < offset and at < len(raw):
        if raw.startswith("\\/", at):
            at, read = at + 2, read + 1
        elif raw[at] == "\\" and read + 2 <= offset:
            at, read = at + 2, read + 2
        else:
            at, read = at + 1, read + 1
    return at


def _span_in_text(pattern: PatternText, problem: PatternProblem) -> Span:
    if not pattern.verbatim:
        return pattern.span
    return Span(pattern.span.start + problem.start, pattern.span.start + problem.end)
