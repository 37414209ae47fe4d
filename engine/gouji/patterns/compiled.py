"""Compiling patterns: the text of a pattern becomes what RE2 searches for, or the problem that forbids it.

How texts are searched is not known here, and a pattern that was kept needs nothing of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from gouji.patterns import messages
from gouji.patterns.holes import HoleType
from gouji.patterns.loose import loose_form
from gouji.patterns.machines import CompiledPattern, machine
from gouji.patterns.messages import PatternProblem
from gouji.patterns.needs import exact_texts, needs_of
from gouji.patterns.quick import quick_form
from gouji.patterns.tokens import ProblemFoundError, Token, tokens_of
from gouji.patterns.tree import tree_of
from gouji.record import MutableRecord, replace

MAX_PATTERN: Final = 1000
MAX_PROGRAM: Final = 20_000

__all__ = ["CompiledPattern", "PatternProblem", "compile_pattern"]


def compile_pattern(
    text: str, not_before: Sequence[str] = (), not_after: Sequence[str] = ()
) -> CompiledPattern | PatternProblem:
    """Return a pattern ready for searching, or the first problem of its texts."""
    part = 0
    try:
        tokens = _tokens(text)
        holes = _holes(tokens)
        regex = _regex(text, tokens)
        contexts = []
        for part, context in enumerate((*not_before, *not_after), start=1):  # noqa: B007 - told to the handler
            contexts.append(_context(context))
    except ProblemFoundError as found:
        return replace(found.problem, part=part)
    before, after = contexts[: len(not_before)], contexts[len(not_before) :]
    preceding = tuple(f"(?s:.*)(?:{one})" for one in after)
    tree = tree_of(tokens)
    if tree is None:
        return CompiledPattern(regex, holes, tuple(before), preceding, ())
    needs, loose = needs_of(tree), loose_form(tree)
    if contexts:
        return CompiledPattern(regex, holes, tuple(before), preceding, needs, loose=loose)
    floats = not any(token.kind == "anchor" for token in tokens)
    return CompiledPattern(regex, holes, (), (), needs, quick_form(tree), exact_texts(tree), loose, floats)


def _tokens(text: str) -> tuple[Token, ...]:
    if len(text) > MAX_PATTERN:
        raise ProblemFoundError(messages.too_long(len(text), MAX_PATTERN))
    return tokens_of(text)


def _context(text: str) -> str:
    tokens = _tokens(text)
    hole = next((token for token in tokens if token.kind == "hole"), None)
    if hole is not None:
        raise ProblemFoundError(messages.hole_in_context(hole.start, hole.end))
    return _regex(text, tokens)


def _regex(text: str, tokens: Sequence[Token]) -> str:
    """Return what RE2 reads, once RE2 has accepted it and it cannot match everywhere."""
    import re2  # loading it takes longer than checking a report without prose

    regex = "".join(token.regex for token in tokens)
    try:
        built = machine(regex)
    except re2.error as error:
        raise ProblemFoundError(_refusal(text, error)) from None
    if built.programsize > MAX_PROGRAM:
        raise ProblemFoundError(messages.too_large(len(text)))
    if _may_be_empty(tokens):
        raise ProblemFoundError(messages.matches_nothing(len(text)))
    return regex


def _refusal(text: str, error: Exception) -> PatternProblem:
    """Return RE2's complaint, pointing at the words it quotes when the author wrote them so."""
    said = error.args[0] if error.args else ""
    complaint = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    if "too large" in complaint:
        return messages.too_large(len(text))
    reason, _, quoted = complaint.partition(": ")
    start = text.find(quoted) if quoted else -1
    span = (0, len(text)) if start < 0 else (start, start + len(quoted))
    return messages.malformed(*span, complaint if start >= 0 else reason)


def _holes(tokens: Sequence[Token]) -> tuple[tuple[str, HoleType], ...]:
    """Return the holes, each of which must be named once and be filled at most once."""
    holes: dict[str, HoleType] = {}
    for token in tokens:
        if token.kind == "hole":
            if token.name in holes:
                raise ProblemFoundError(messages.hole_twice(token.start, token.end, token.name))
            holes[token.name] = token.type
    _refuse_repeated_holes(tokens)
    return tuple(holes.items())


def _refuse_repeated_holes(tokens: Sequence[Token]) -> None:
    open_groups: list[list[Token]] = [[]]
    last: list[Token] = []
    for token in tokens:
        if token.kind == "repeat" and token.most != 1 and last:
            hole = last[0]
            raise ProblemFoundError(messages.repeated_hole(hole.start, hole.end, hole.name))
        if token.kind == "open":
            open_groups.append([])
        elif token.kind == "close" and len(open_groups) > 1:
            last = open_groups.pop()
            open_groups[-1].extend(last)
        elif token.kind != "repeat":
            last = [token] if token.kind == "hole" else []
            open_groups[-1].extend(last)


class _Branching(MutableRecord):
    """What is known of a group while it is read: whether a finished branch, and the current one, can be empty."""

    finished: bool = False
    current: bool = True
    before_last: bool = True


def _may_be_empty(tokens: Iterable[Token]) -> bool:
    """Return whether the pattern can match no text, whatever stands around it."""
    groups = [_Branching()]
    for token in tokens:
        group = groups[-1]
        match token.kind:
            case "open":
                groups.append(_Branching())
            case "close" if len(groups) > 1:
                inner = groups.pop()
                outer = groups[-1]
                outer.before_last = outer.current
                outer.current = outer.current and (inner.finished or inner.current)
            case "bar":
                group.finished = group.finished or group.current
                group.current = group.before_last = True
            case "repeat":
                group.current = group.before_last if token.least == 0 else group.current
            case "anchor" | "flags" | "close":
                group.before_last = group.current
            case "literal" | "atom" | "hole":
                group.before_last = group.current
                group.current = group.current and token.kind == "literal" and not token.literal
    return groups[0].finished or groups[0].current
