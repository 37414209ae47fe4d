"""The words and signs of a rule file while it is being typed: a text enters, tokens with their places leave.

Unlike the reader of rule files this never fails: what is not closed ends with its line.
Texts of `message` and `fix` are cut at their braces, so that the expressions in them are tokens, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from gouji.record import Record
from gouji.syntax.words import FULL_WIDTH

Kind = Literal["word", "number", "string", "label", "regex", "comment", "sign", "hole"]

MAX_TOKENS: Final = 200_000

_TOKEN: Final = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\n]*)
    | (?P<string>"(?:[^"\\\n]|\\[^\n])*"?|[“”][^”\n]*”?)
    | (?P<label>`[^`\n]*`?)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>[0-9]+(?:[.．][0-9]+)?)
    | (?P<sign>[.．]{2}|!=|<=|>=|\?\?|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX: Final = re.compile(r"/(?:[^/\\\n]|\\[^\n])*/?")
_INNER: Final = re.compile(r"\{\{|\}\}|[{}]")
_CLOSERS: Final = {'"': '"', "“": "”", "”": "”", "`": "`", "/": "/"}


class Token(Record, frozen=True):
    """A word, sign or literal as written, with full-width signs folded; `hole` is a brace within a text for people.

    `fresh` says that it is the first of its line; `closed` that a string, label or pattern has its end.
    """

    kind: Kind
    text: str
    start: int
    end: int
    fresh: bool = False
    closed: bool = True

    @property
    def inside(self) -> str:
        """What stands between the marks of a string, label or pattern."""
        return self.text[1:-1] if self.closed else self.text[1:]


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a rule file, those of a very long one only up to a bound."""
    found: list[Token] = []
    for token in _tokens(text):
        found.append(token)
        if len(found) >= MAX_TOKENS:
            break
    return tuple(found)


def _tokens(text: str) -> Iterator[Token]:
    place, fresh, for_people, before = 0, True, False, ("", "", "")
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise AssertionError("the last alternative takes any character")
        kind, written = match.lastgroup, match[0]
        if kind == "sign" and written == "/" and _pattern_follows(before):
            match = _REGEX.match(text, place) or match
            kind, written = "regex", match[0]
        place = match.end()
        if kind == "space":
            fresh = fresh or "\n" in written
            continue
        token = _token(kind or "sign", written, match.start(), fresh)
        if kind != "comment":
            for_people = _for_people(token, before[-1], for_people)
            before = (*before[1:], token.text)
        fresh = False
        if for_people and token.kind == "string":
            yield from _cut(token, text)
        else:
            yield token


def _pattern_follows(before: tuple[str, str, str]) -> bool:
    return before[-1] in ("before", "after") or (before[0] == "pattern" and before[-1] == "=")


def _token(kind: str, written: str, start: int, fresh: bool) -> Token:
    end = start + len(written)
    match kind:
        case "string" | "label" | "regex":
            closed = len(written) > 1 and written[-1] == _CLOSERS[written[0]] and not _escaped_end(written)
            return Token(kind, written, start, end, fresh, closed)
        case "comment" | "word":
            return Token(kind, written, start, end, fresh)
        case "number":
            return Token("number", written.translate(FULL_WIDTH), start, end, fresh)
        case _:
            return Token("sign", written.translate(FULL_WIDTH), start, end, fresh)


def _escaped_end(written: str) -> bool:
    return written[0] in '"/' and (len(written) - 1 - len(written[:-1].rstrip("\\"))) % 2 == 1


def _for_people(token: Token, before: str, so_far: bool) -> bool:
    """Return whether strings are texts with expressions from here: behind `message` or `fix`, language marks aside."""
    if token.kind == "word" and token.text in ("message", "fix"):
        return True
    if token.kind == "string":
        return so_far
    return so_far and token.kind == "word" and before[:1] in ('"', "“", "”")


def _cut(token: Token, text: str) -> Iterator[Token]:
    """Give a text for people in pieces: strings, braces and the tokens between them."""
    start, depth, place = token.start, 0, token.start
    last = token.end - 1 if token.closed else token.end
    for brace in _INNER.finditer(text, token.start + 1, last):
        if depth == 0 and brace[0] == "{":
            yield Token(
                "string", text[start : brace.start()], start, brace.start(), token.fresh and start == token.start
            )
            yield Token("hole", "{", brace.start(), brace.end())
            depth, place = 1, brace.end()
        elif depth == 1 and brace[0][0] == "}":
            yield from _within(text, place, brace.start())
            yield Token("hole", "}", brace.start(), brace.start() + 1)
            depth, start = 0, brace.start() + 1
    if depth == 0:
        yield Token(
            "string", text[start : token.end], start, token.end, token.fresh and start == token.start, token.closed
        )
    else:
        yield from _within(text, place, last)
        yield Token("string", text[last : token.end], last, token.end, closed=token.closed)


def _within(text: str, start: int, end: int) -> Iterator[Token]:
    place = start
    while place < end:
        match = _TOKEN.match(text, place, end)
        if match is None:
            raise AssertionError("the last alternative takes any character")
        place = match.end()
        if match.lastgroup not in ("space", "comment"):
            yield _token(match.lastgroup or "sign", match[0], match.start(), fresh=False)
