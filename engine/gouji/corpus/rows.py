"""The form of an index: YAML or CSV as bytes enter, its rows of texts with their places leave, or complaints.

What the keys mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from gouji.corpus import messages
from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.record import Record
from gouji.source import Source, Span
from gouji.vocabulary import strict_yaml

MAX_BYTES: Final = 8_000_000
MAX_ROWS: Final = 50_000
_MOST_COLUMNS: Final = 64
_MOST_LINES: Final = 2 * MAX_ROWS
"""Empty lines are no rows, but reading them takes time, too."""
_ENDS_FIELD: Final = re.compile("[,\r\n]")
DOCUMENTS: Final = "documents"
COMPLETE: Final = "complete"


class Said(Record, frozen=True):
    """A text with its place."""

    text: str
    span: Span


class Row(Record, frozen=True):
    """One entry: what it says by key; what is empty is not said."""

    span: Span
    said: Mapping[str, Said]


class Rows(Record, frozen=True):
    """All entries of an index in their order; `complete` is what it says of being whole."""

    source: Source
    rows: tuple[Row, ...]
    complete: Said | None
    complaints: tuple[Diagnostic, ...]


def read_rows(content: bytes, name: str, aliases: Mapping[str, str]) -> Rows:
    """Return the rows of an index, by its ending as CSV or else as YAML; `aliases` maps every key to its own name.

    Raises:
        RulesRejectedError: the file has no rows to speak of; holds the complaints.
    """
    rows = _csv(content, name, aliases) if name.lower().endswith(".csv") else _yaml(content, name, aliases)
    if len(rows.rows) > MAX_ROWS:
        raise RulesRejectedError([messages.too_many(rows.source, rows.rows[MAX_ROWS].span, MAX_ROWS)])
    if not rows.rows and not rows.complaints:
        raise RulesRejectedError([messages.none_listed(rows.source)])
    return rows


# ── YAML ────────────────────────────────────────────────────────────────────


def _yaml(content: bytes, name: str, aliases: Mapping[str, str]) -> Rows:
    document = strict_yaml.read(content, name)
    source = document.source
    if document.diagnostics or document.root is None:
        raise RulesRejectedError(document.diagnostics)
    root = document.root
    if not isinstance(root, strict_yaml.Mapping):
        raise RulesRejectedError([messages.wrong_shape(source, root.span, messages.MAPPING)])
    complaints: list[Diagnostic] = []
    rows: tuple[Row, ...] = ()
    complete = None
    for entry in root.entries:
        match entry.key.text, entry.value:
            case ("documents", strict_yaml.Sequence(items=items)):
                rows = tuple(_entry(one, source, aliases, complaints) for one in items)
            case ("documents", other):
                complaints.append(messages.wrong_shape(source, other.span, messages.LIST))
            case ("complete", strict_yaml.Scalar() as scalar):
                complete = Said(scalar.text, scalar.span)
            case ("complete", other):
                complaints.append(messages.wrong_shape(source, other.span, messages.TEXT))
            case (key, _):
                complaints.append(messages.unknown_key(source, entry.key.span, key, (DOCUMENTS, COMPLETE)))
    return Rows(source, rows, complete, tuple(complaints))


def _entry(node: strict_yaml.Node, source: Source, aliases: Mapping[str, str], complaints: list[Diagnostic]) -> Row:
    if not isinstance(node, strict_yaml.Mapping):
        complaints.append(messages.wrong_shape(source, node.span, messages.MAPPING))
        return Row(node.span, {})
    said: dict[str, Said] = {}
    for entry in node.entries:
        key = aliases.get(entry.key.text)
        if key is None:
            complaints.append(messages.unknown_key(source, entry.key.span, entry.key.text, *_names(aliases)))
        elif key in said:
            complaints.append(messages.column_twice(source, entry.key.span, entry.key.text))
        elif not isinstance(entry.value, strict_yaml.Scalar):
            complaints.append(messages.wrong_shape(source, entry.value.span, messages.TEXT))
        elif entry.value.text.strip():
            said[key] = Said(entry.value.text.strip(), entry.value.span)
    first = node.entries[0].key.span if node.entries else node.span
    return Row(first, said)


def _names(aliases: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys by their own names, and by their others."""
    return tuple(dict.fromkeys(aliases.values())), tuple(name for name, key in aliases.items() if name != key)


# ── CSV ─────────────────────────────────────────────────────────────────────


def _csv(content: bytes, name: str, aliases: Mapping[str, str]) -> Rows:
    if len(content) > MAX_BYTES:
        raise RulesRejectedError([messages.too_large(Source(name, ""), MAX_BYTES)])
    try:
        source = Source(name, content.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        at = len(content[: error.start].decode("utf-8"))
        source = Source(name, content.decode("utf-8", "replace"))
        raise RulesRejectedError([messages.not_utf8(source, Span(at, at + 1))]) from None
    complaints: list[Diagnostic] = []
    told = (line for line in _lines(source, complaints) if any(one.text for one in line))
    lines = list(islice(told, MAX_ROWS + 2))
    if complaints or not lines:
        raise RulesRejectedError(complaints or [messages.none_listed(source)])
    keys = _head(lines[0], source, aliases, complaints)
    rows = []
    for line in lines[1:]:
        if len(line) != len(keys):
            complaints.append(messages.wrong_width(source, line[0].span, len(line), len(keys)))
        paired = zip(keys, line, strict=False)
        rows.append(Row(line[0].span, {key: one for key, one in paired if key is not None and one.text}))
    return Rows(source, tuple(rows), None, tuple(complaints))


def _head(
    line: list[Said], source: Source, aliases: Mapping[str, str], complaints: list[Diagnostic]
) -> list[str | None]:
    keys: list[str | None] = []
    for one in line:
        key = aliases.get(one.text)
        if key is None:
            complaints.append(messages.unknown_key(source, one.span, one.text, *_names(aliases)))
        elif key in keys:
            complaints.append(messages.column_twice(source, one.span, one.text))
        keys.append(key)
    return keys


def _lines(source: Source, complaints: list[Diagnostic]) -> Iterator[list[Said]]:
    """Yield the fields of each line; quoted ones may hold commas, line breaks, and quotation marks written twice."""
    text = source.text
    line: list[Said] = []
    at = 0
    lines = 0
    while at < len(text):
        start = at
        if text[at] == '"':
            at, value = _quoted(text, at)
            if at < 0:
                complaints.append(messages.unclosed(source, Span(start, start + 1)))
                return
        else:
            found = _ENDS_FIELD.search(text, at)
            at = len(text) if found is None else found.start()
            value = text[start:at]
        line.append(Said(value.strip(), Span(start, max(start + 1, at))))
        if len(line) > _MOST_COLUMNS:
            complaints.append(messages.wrong_width(source, line[0].span, len(line), _MOST_COLUMNS))
            return
        if at < len(text) and text[at] == ",":
            at += 1
            if at == len(text):
                line.append(Said("", Span(at - 1, at)))
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        yield line
        lines += 1
        if lines > _MOST_LINES:
            complaints.append(messages.too_many(source, line[0].span, MAX_ROWS))
            return
        line = []
    if line:
        yield line


def _quoted(text: str, start: int) -> tuple[int, str]:
    """Return where a quoted field ends and what it holds; the end is -1 when it is not closed before a comma."""
    at = start + 1
    pieces: list[str] = []
    while True:
        end = text.find('"', at)
        if end < 0:
            return -1, ""
        pieces.append(text[at:end])
        if text.startswith('""', end):
            pieces.append('"')
            at = end + 2
            continue
        after = end + 1
        return (after, "".join(pieces)) if after == len(text) or text[after] in ",\r\n" else (-1, "")
