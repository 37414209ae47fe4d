"""Strings and their insides: escapes undone with every character's place kept, texts cut at their braces.

The raw token of a string enters; characters with offsets, literal texts and the stretches of expressions leave.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gouji.diagnostics import Diagnostic
from gouji.syntax import messages
from gouji.syntax.stretch import Stretch

_HOLE: Final = re.compile(r'(?:"(?:[^"\\]|\\.)*+"|[“”][^”]*+”|`[^`]*+`|[^{}"`“”])*+', re.DOTALL)
_LITERAL: Final = re.compile(r"(?:[^{}]|\{\{|\}\})+")


@dataclass(frozen=True, slots=True)
class Unescaped:
    """The characters a string stands for; `offsets` places each in the stretch, with one more entry for the end."""

    text: str
    offsets: tuple[int, ...]


def unescape(written: str, start: int) -> Unescaped:
    """Return what a string token stands for; `start` is the token's place."""
    if "\\" not in written:
        return Unescaped(written[1:-1], tuple(range(start + 1, start + len(written))))
    chars: list[str] = []
    offsets: list[int] = []
    place, end = 1, len(written) - 1
    while place < end:
        offsets.append(start + place)
        if written[place] == "\\" and place + 1 < end:
            chars.append("\n" if written[place + 1] == "n" else written[place + 1])
            place += 2
        else:
            chars.append(written[place])
            place += 1
    offsets.append(start + end)
    return Unescaped("".join(chars), tuple(offsets))


def cut(text: Unescaped, stretch: Stretch, problems: list[Diagnostic]) -> list[str | Stretch]:
    """Return the literal texts and the expressions of a template, in order."""
    pieces: list[str | Stretch] = []
    place = 0
    while place < len(text.text):
        literal = _LITERAL.match(text.text, place)
        if literal is not None:
            pieces.append(literal[0].replace("{{", "{").replace("}}", "}"))
            place = literal.end()
            continue
        hole = _HOLE.match(text.text, place + 1)
        end = hole.end() if hole is not None else place + 1
        if text.text[place] == "}" or text.text[end : end + 1] != "}":
            span = stretch.place(text.offsets[place], text.offsets[place + 1])
            problems.append(messages.brace_alone(stretch.source, span, text.text[place]))
            return pieces
        pieces.append(_inner(text, place, end, stretch, problems))
        place = end + 1
    return pieces


def _inner(text: Unescaped, start: int, end: int, stretch: Stretch, problems: list[Diagnostic]) -> Stretch:
    if not text.text[start + 1 : end].strip():
        span = stretch.place(text.offsets[start], text.offsets[end + 1])
        problems.append(messages.hole_empty(stretch.source, span))
    places = (stretch.place(offset, offset).start for offset in text.offsets[start + 1 : end + 1])
    return Stretch(stretch.source, text.text[start + 1 : end], tuple(places))
