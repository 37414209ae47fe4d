"""JSON text walked written by written, without recursion: where each value stands, and what must be refused in it.

The text may be malformed: the walk then says what it can and never fails.
It is slow beside the parser, so it runs only when something is already known to be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from gouji.record import MutableRecord, Record, field
from gouji.values import MAX_DIGITS

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{},:]|[^\s\[\]{},:"]++', re.DOTALL)
_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_NUMBER: Final = re.compile(r"-?([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?", re.ASCII)
_UNICODE_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)

Trouble = Literal["duplicate", "not_finite", "too_long", "half_character"]


class Value(Record, frozen=True):
    """A value or key as it stands: the pointer steps to it, its written, its place."""

    steps: tuple[str | int, ...]
    written: str
    start: int
    duplicate: bool = False
    key: bool = False


class _Frame(MutableRecord):
    """An open object or array; `step` is the key or index of the value that comes next."""

    keyed: bool
    step: str | int
    wants_key: bool
    keys: set[str] = field(default_factory=set)


def depth_exceeds(text: str, limit: int) -> int | None:
    """Return the offset of the first bracket that opens deeper than the limit, or nothing."""
    if text.count("[") + text.count("{") <= limit:
        return None
    depth = 0
    for match in _BRACKET.finditer(text):
        char = text[match.start()]
        if char in "[{":
            depth += 1
            if depth > limit:
                return match.start()
        elif char in "]}":
            depth -= 1
    return None


def values(text: str) -> Iterator[Value]:
    """Return every value and key with its place, in order of the text."""
    stack: list[_Frame] = []
    for match in _TOKEN.finditer(text):
        written = match.group()
        top = stack[-1] if stack else None
        if written in ("}", "]"):
            if stack:
                stack.pop()
        elif written == ",":
            if top is not None:
                top.wants_key = top.keyed
                top.step = top.step + 1 if isinstance(top.step, int) else top.step
        elif written == ":":
            continue
        elif top is not None and top.wants_key:
            yield _read_key(stack, top, written, match.start())
        else:
            yield Value(tuple(frame.step for frame in stack), written, match.start())
            if written in ("{", "["):
                stack.append(_Frame(written == "{", "" if written == "{" else 0, written == "{"))


def _read_key(stack: list[_Frame], top: _Frame, written: str, start: int) -> Value:
    name = unescaped(written)
    duplicate = name in top.keys
    top.keys.add(name)
    top.step, top.wants_key = name, False
    return Value(tuple(frame.step for frame in stack), written, start, duplicate, key=True)


def places(text: str, wanted: Iterable[tuple[str | int, ...]]) -> dict[tuple[str | int, ...], tuple[int, int]]:
    """Return the offsets of the keys and of the values at the given steps; without a key, the value's twice."""
    open_ones = set(wanted)
    found: dict[tuple[str | int, ...], tuple[int, int]] = {}
    for value in values(text):
        if value.steps in open_ones:
            found[value.steps] = (found.get(value.steps, (value.start, 0))[0], value.start)
            if not value.key:
                open_ones.discard(value.steps)
                if not open_ones:
                    break
    return found


def troubles(text: str) -> Iterator[tuple[Trouble, Value]]:
    """Return what cannot be accepted in well-formed JSON: duplicate keys, unusable numbers, half characters."""
    for value in values(text):
        if value.duplicate:
            yield "duplicate", value
        first = value.written[0]
        if first == '"':
            if has_half_character(unescaped(value.written)):
                yield "half_character", value
        elif value.written in ("NaN", "Infinity", "-Infinity"):
            yield "not_finite", value
        elif (first == "-" or first.isdigit()) and number_too_long(value.written):
            yield "too_long", value


def number_too_long(written: str) -> bool:
    """Return whether a JSON number, its exponent written out, has more digits than are accepted."""
    match = _NUMBER.fullmatch(written)
    if match is None:
        return False
    whole, decimals, exponent = match.group(1), match.group(2) or "", match.group(3) or "0"
    if len(exponent) > 5 or len(whole) + len(decimals) > MAX_DIGITS:
        return True
    shift = int(exponent)
    return max(len(whole) + shift, 1) + max(len(decimals) - shift, 0) > MAX_DIGITS


def unescaped(written: str) -> str:
    """Return the text of a string written, leniently: what is wrong with it stays as it stands."""
    body = written[1:-1] if len(written) > 1 and written.endswith('"') else written[1:]
    if "\\" not in body:
        return body
    text = _UNICODE_ESCAPE.sub(_character, body)
    # Two escapes may be the halves of one character.
    return re.sub("[\ud800-\udbff][\udc00-\udfff]", _joined, text)


def has_half_character(text: str) -> bool:
    """Return whether a text holds a surrogate, which no UTF-8 output could write."""
    return any("\ud800" <= char <= "\udfff" for char in text)


_ESCAPES: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def _character(match: re.Match[str]) -> str:
    if match.group(1) is not None:
        return chr(int(match.group(1), 16))
    char = match.group()[1]
    return _ESCAPES.get(char, char)


def _joined(match: re.Match[str]) -> str:
    high, low = (ord(char) for char in match.group())
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
