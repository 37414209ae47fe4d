"""Text with a name: offsets to line and column, and excerpts with carets that stand right under Chinese text.

A `Source` enters with any text; spans are half-open offsets into it.
This module knows nothing of rules, reports or grammars.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from gouji.record import Record, set_once

_WIDE: Final = frozenset("WF")
_EXCERPT_COLUMNS: Final = 160
_BREAK: Final = re.compile(r"[ \t\u3000]*[\r\n\u2028\u2029][\s\u3000]*")
_BEFORE: Final = "。，；、：！？ \t\u3000"


class Span(Record, frozen=True):
    """A half-open range of character offsets, `start <= end`."""

    start: int
    end: int


class Position(Record, frozen=True):
    """A place for people: line and column, both counted from 1, the column in characters."""

    line: int
    column: int


class Source(Record, frozen=True):
    """A named text whose line starts are known."""

    name: str
    text: str
    _starts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        starts, text = [0], self.text
        while at := text.find("\n", starts[-1]) + 1:
            starts.append(at)
        set_once(self, "_starts", tuple(starts))

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset; offsets past the end are the end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        return Position(line + 1, offset - self._starts[line] + 1)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column (both from 1), clamped to the text."""
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[max(line, 1) - 1] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """Return the text of a line (from 1) without its line break."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r")


def display_width(text: str) -> int:
    """Return how many terminal columns a text takes: wide characters two, combining and control characters none.

    East Asian ambiguous characters count one, as terminals do by default.
    Source: Unicode Standard Annex 11.
    """
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cc", "Cf", "Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def cited(text: str) -> str:
    """Return a piece of a text as one quotes it: on one line, without a sign before it that ends what stood there."""
    # Lines break within Chinese words, where a blank would be one too many.
    whole = _BREAK.sub(_joint, text.strip())
    return whole.lstrip(_BEFORE) or whole


def _joint(met: re.Match[str]) -> str:
    before, behind = met.string[met.start() - 1], met.string[met.end()]
    return " " if before.isascii() and behind.isascii() else ""


def visible(text: str) -> str:
    """Return text that cannot move a cursor: tabs and ends of lines become one blank, other such characters a mark."""
    line = text.replace("\r\n", "\n") if "\r" in text else text
    return "".join(" " if char in "\t\n\r" else "\ufffd" if _steers(char) else char for char in line)


def _steers(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs"}


def excerpt(source: Source, span: Span) -> str:
    """Return the guilty line with carets under the guilty characters, in the three-line form of compilers."""
    place = source.position(span.start)
    line = source.line(place.line)
    start = place.column - 1
    stop = max(start + 1, min(len(line), start + max(span.end - span.start, 1)))
    first = max(0, start - _EXCERPT_COLUMNS // 2)
    shown = line[first : first + _EXCERPT_COLUMNS]
    marked = line[start:stop][:_EXCERPT_COLUMNS]
    lead = ("…" if first else "") + visible(line[first:start])
    tail = "…" if first + _EXCERPT_COLUMNS < len(line) else ""
    gutter = len(str(place.line))
    carets = "^" * max(1, display_width(visible(marked)))
    body = ("…" if first else "") + visible(shown) + tail
    return (
        f"{' ' * gutter} |\n{place.line} | {body}".rstrip() + f"\n{' ' * gutter} | {' ' * display_width(lead)}{carets}"
    )
