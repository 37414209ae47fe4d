"""The walk over the raw text before it is parsed.

A stretch enters; the text to parse leaves, of the same length, with what is wrong at the level of characters,
and the places where the parser may take up again after an error.
Full-width signs are folded outside strings, labels, patterns and comments; a guilty piece is struck out with NUL,
so that the parser stumbles there without a second complaint.
Nothing is known of the grammar beyond where a pattern may begin.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Span
from gouji.syntax import messages
from gouji.syntax.stretch import Stretch
from gouji.syntax.words import CLAUSES, FULL_WIDTH, ITEMS

MAX_PATTERN: Final = 1000
MAX_DIGITS: Final = 50
MAX_BRACKETS: Final = 200
MAX_COMPLAINTS: Final = 100

STRUCK: Final = "\0"

_TOKEN: Final = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\n]*)
    | (?P<string>"(?:[^"\\\n]|\\[^\n])*"|[“”][^”\n]*”)
    | (?P<label>`[^`\n]*`)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>[0-9]+(?:[.．][0-9]+)?)
    | (?P<digits>\d[\d.．]*)
    | (?P<unclosed>["“”`'‘’])
    | (?P<dots>[.．]{3,})
    | (?P<range>[.．]{2})
    | (?P<point>[.．][0-9]+)
    | (?P<open>[(\[（［])
    | (?P<close>[)\]）］])
    | (?P<brace>[{}｛｝])
    | (?P<slash>/)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REGEX: Final = re.compile(r"/((?:[^/\\\n]|\\[^\n])*+)/")
_SINGLE: Final = re.compile(r"['‘’][^'’\n]*['’]")
_ESCAPE: Final = re.compile(r"\\(.?)", re.DOTALL)
_ODD_NUMBER: Final = re.compile(r"(?:[eE][+-]?[0-9]|_[0-9]|[xXbBoO][0-9A-Fa-f])[\w.]*")
_LONE_POINT: Final = re.compile(r"[.．](?![.．])[\d.]*")
_FORBIDDEN: Final = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place where parsing may be taken up again: a brace, or the first word of an item or clause on a line."""

    offset: int
    kind: Literal["{", "}", "clause", "item", "let"]


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the parser needs; `hopeless` says that parsing is not worth a try."""

    text: str
    problems: tuple[Diagnostic, ...]
    landmarks: tuple[Landmark, ...]
    hopeless: bool = False
    comments: tuple[Span, ...] = ()


def scan(stretch: Stretch) -> Scanned:
    """Return the text to parse and what is wrong with its characters."""
    walk = _Walk(stretch)
    walk.through()
    text, problems, landmarks = "".join(walk.pieces), tuple(walk.problems), tuple(walk.landmarks)
    return Scanned(text, problems, landmarks, walk.hopeless, tuple(walk.comments))


class _Walk:
    """One pass over a stretch; holds what has been seen so far."""

    def __init__(self, stretch: Stretch) -> None:
        self.stretch = stretch
        self.text = stretch.text
        self.pieces: list[str] = []
        self.problems: list[Diagnostic] = []
        self.landmarks: list[Landmark] = []
        self.comments: list[Span] = []
        self.hopeless = False
        self.brackets = 0
        self.fresh_line = True
        self.before: deque[str] = deque(("", "", ""), maxlen=3)

    def through(self) -> None:
        self._forbidden()
        place = 1 if self.text.startswith("\ufeff") else 0
        self.pieces.append(" " * place)
        while place < len(self.text):
            if len(self.problems) >= MAX_COMPLAINTS:
                self.hopeless = True
                break
            match = _TOKEN.match(self.text, place)
            if match is None:
                raise AssertionError("the last alternative takes any character")
            place = self._token(match)

    def _forbidden(self) -> None:
        first = _FORBIDDEN.search(self.text)
        if first is not None:
            span = self.stretch.place(first.start(), first.end())
            self.problems.append(messages.forbidden_character(self.stretch.source, span, first[0]))
            self.hopeless = True

    def _token(self, match: re.Match[str]) -> int:
        """Take one token and return where the next begins."""
        kind, written, start = match.lastgroup, match[0], match.start()
        if kind == "space":
            self.fresh_line = self.fresh_line or "\n" in written
            return self._keep(written, start)
        if kind == "comment" and self.stretch.is_file:
            self.comments.append(self._span(start, start + len(written)))
            return self._keep(written, start)
        end = self._significant(kind or "", written, start)
        self.fresh_line = False
        self.before.append(written.translate(FULL_WIDTH))
        return end

    def _significant(self, kind: str, written: str, start: int) -> int:
        match kind:
            case "string":
                return self._string(written, start)
            case "label":
                return self._label(written, start)
            case "word":
                return self._word(written, start)
            case "number":
                return self._number(written, start)
            case "digits":
                return self._digits(written, start)
            case "comment":
                # Within a text there is no line for a comment to end with.
                source, span = self.stretch.source, self._span(start, start + 1)
                return self._strike_line(start, messages.unknown_character(source, span, "#"))
            case "unclosed":
                return self._unclosed(written, start)
            case "dots":
                return self._strike(start, start + len(written), messages.three_dots, written)
            case "point":
                return self._strike(start, start + len(written), messages.point_without_digit, written)
            case "open" | "close":
                return self._bracket(kind, written, start)
            case "brace":
                self.landmarks.append(Landmark(start, "{" if written in "{｛" else "}"))
                return self._keep(written.translate(FULL_WIDTH), start)
            case "slash" if self._wants_pattern():
                return self._pattern(start)
            case _:
                return self._keep(written.translate(FULL_WIDTH), start)

    def _keep(self, piece: str, start: int) -> int:
        self.pieces.append(piece)
        return start + len(piece)

    def _strike(self, start: int, end: int, say: messages.Quoting, found: str) -> int:
        self.problems.append(say(self.stretch.source, self.stretch.place(start, end), found))
        return self._keep(STRUCK * (end - start), start)

    def _strike_line(self, start: int, problem: Diagnostic) -> int:
        self.problems.append(problem)
        end = self.text.find("\n", start)
        line = (self.text[start:end] if end >= 0 else self.text[start:]).rstrip()
        # A brace at the end of the line opens the rule, whatever was meant to stand before it.
        length = len(line[:-1].rstrip()) if line.endswith(("{", "｛")) else len(line)
        return self._keep(STRUCK * max(1, length), start)

    def _span(self, start: int, end: int) -> Span:
        return self.stretch.place(start, end)

    # ── what may be wrong ──

    def _string(self, written: str, start: int) -> int:
        inside = written[1:-1]
        for escape in _ESCAPE.finditer(inside):
            if escape[1] not in ('"', "\\", "n"):
                span = self._span(start + 1 + escape.start(), start + 1 + escape.end())
                self.problems.append(messages.unknown_escape(self.stretch.source, span, escape[0]))
        return self._keep(written, start)

    def _label(self, written: str, start: int) -> int:
        if not written[1:-1].strip():
            self._nothing_within(start, start + len(written), Text("标签", "label"))
        return self._keep(written, start)

    def _nothing_within(self, start: int, end: int, what: Text) -> None:
        self.problems.append(messages.nothing_within(self.stretch.source, self._span(start, end), what))

    def _word(self, written: str, start: int) -> int:
        if self.fresh_line and (written in CLAUSES or written in ITEMS):
            self.landmarks.append(
                Landmark(start, "let" if written == "let" else "clause" if written in CLAUSES else "item")
            )
        return self._keep(written, start)

    def _number(self, written: str, start: int) -> int:
        end = start + len(written)
        if point := _LONE_POINT.match(self.text, end):
            return self._strike(start, point.end(), messages.point_without_digit, self.text[start : point.end()])
        if odd := _ODD_NUMBER.match(self.text, end):
            return self._strike(start, odd.end(), messages.number_form, self.text[start : odd.end()])
        plain = written.translate(FULL_WIDTH)
        digits = len(plain.replace(".", ""))
        if digits > MAX_DIGITS:
            self.problems.append(
                messages.number_too_long(self.stretch.source, self._span(start, end), digits, MAX_DIGITS)
            )
        return self._keep(plain, start)

    def _digits(self, written: str, start: int) -> int:
        plain = "".join(str(unicodedata.decimal(char, char)) for char in written).replace("．", ".")
        end = start + len(written)
        self.problems.append(messages.foreign_digits(self.stretch.source, self._span(start, end), written, plain))
        return self._keep(STRUCK * len(written), start)

    def _unclosed(self, quote: str, start: int) -> int:
        source, span = self.stretch.source, self._span(start, start + 1)
        if quote == "`":
            return self._strike_line(start, messages.label_unclosed(source, span))
        if quote in '"“”':
            return self._strike_line(start, messages.string_unclosed(source, span, quote))
        single = _SINGLE.match(self.text, start)
        if single is None:
            return self._strike_line(start, messages.single_quotes(source, span))
        self.problems.append(messages.single_quotes(source, self._span(start, single.end())))
        return self._keep(STRUCK * len(single[0]), start)

    def _bracket(self, kind: str, written: str, start: int) -> int:
        self.brackets += 1 if kind == "open" else -1
        if self.brackets == MAX_BRACKETS + 1 and not self.hopeless:
            self.hopeless = True
            span = self._span(start, start + 1)
            self.problems.append(messages.too_deep(self.stretch.source, span, MAX_BRACKETS))
        return self._keep(written.translate(FULL_WIDTH), start)

    def _wants_pattern(self) -> bool:
        item, _, sign = self.before
        return sign in ("before", "after") or (item == "pattern" and sign == "=")

    def _pattern(self, start: int) -> int:
        match = _REGEX.match(self.text, start)
        source = self.stretch.source
        if match is None:
            return self._strike_line(start, messages.pattern_unclosed(source, self._span(start, start + 1)))
        if not match[1]:
            self._nothing_within(start, match.end(), Text("模式", "pattern"))
        elif len(match[1]) > MAX_PATTERN:
            span = self._span(start, start + 1)
            self.problems.append(messages.pattern_too_long(source, span, len(match[1]), MAX_PATTERN))
        return self._keep(match[0], start)
