"""Reading the fields of a YAML tree: nodes enter, typed values leave, every complaint is collected.

Each reader returns a value even when it complains, so that one mistake does not hide the next;
whoever reads refuses the whole when `Complaints` holds anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Final, TypeVar

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span
from gouji.values import Labels, parse_exact
from gouji.vocabulary import messages
from gouji.vocabulary.reserved import RESERVED
from gouji.vocabulary.strict_yaml import Mapping, Node, Scalar, Sequence

_Choice = TypeVar("_Choice", bound=Enum)
_Read = TypeVar("_Read")

_NAME: Final = re.compile(r"[^\W\d]\w*")
_TEXT: Final = Text("文字", "text")
_LIST: Final = Text("列表", "a list")
_MAPPING: Final = Text("映射", "a mapping")


class Complaints:
    """The complaints about one file, in the order in which they were met."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.met: list[Diagnostic] = []

    def add(self, complaint: Diagnostic) -> None:
        """Take up one more."""
        self.met.append(complaint)


class Fields:
    """The keys of one mapping, asked for one by one; `end` complains about those nobody asked for."""

    def __init__(self, node: Node, complaints: Complaints) -> None:
        self._complaints = complaints
        self.span = node.span
        self._nodes: dict[str, Node] = {}
        self._keys: dict[str, Span] = {}
        self._asked: dict[str, None] = {}
        if isinstance(node, Mapping):
            self._nodes = {entry.key.text: entry.value for entry in node.entries}
            self._keys = {entry.key.text: entry.key.span for entry in node.entries}
            self.span = _signpost(node)
        else:
            complaints.add(_shape(complaints.source, node, _MAPPING))
        self._readable = isinstance(node, Mapping)

    def optional(self, key: str) -> Node | None:
        """Return the value of a key that may be missing."""
        self._asked[key] = None
        return self._nodes.get(key)

    def needed(self, key: str) -> Node | None:
        """Return the value of a key, complaining when it is missing."""
        node = self.optional(key)
        if node is None and self._readable:
            self._complaints.add(messages.missing_key(self._complaints.source, self.span, key))
        return node

    def end(self) -> None:
        """Complain about every key that was not asked for."""
        for key, span in self._keys.items():
            if key not in self._asked:
                self._complaints.add(messages.unknown_key(self._complaints.source, span, key, self._asked))

    def text(self, key: str) -> str:
        """Return a text that must be there."""
        node = self.needed(key)
        return read_text(node, self._complaints).text if node is not None else ""

    def optional_text(self, key: str) -> str | None:
        """Return a text that may be missing."""
        node = self.optional(key)
        return read_text(node, self._complaints).text if node is not None else None

    def optional_scalar(self, key: str) -> Scalar | None:
        """Return a text that may be missing, with its place."""
        node = self.optional(key)
        return read_text(node, self._complaints) if node is not None else None

    def name(self, key: str, dotted: bool = False) -> Scalar:
        """Return a name that must be there, with its place."""
        node = self.needed(key)
        if node is None:
            return Scalar("", self.span, False)
        scalar = read_text(node, self._complaints)
        parts = scalar.text.split(".") if dotted else [scalar.text]
        if scalar.text and not all(_NAME.fullmatch(part) for part in parts):
            self._complaints.add(messages.not_a_name(self._complaints.source, scalar.span, scalar.text))
        for part in parts:
            if part in RESERVED:
                self._complaints.add(messages.reserved_name(self._complaints.source, scalar.span, part))
        return scalar

    def truth(self, key: str, default: bool) -> bool:
        """Return true or false, or the default when the key is missing."""
        node = self.optional(key)
        if node is None:
            return default
        scalar = read_text(node, self._complaints)
        if scalar.text not in ("true", "false"):
            self._complaints.add(messages.not_a_truth(self._complaints.source, scalar.span, scalar.text))
        return scalar.text == "true"

    def choice(self, key: str, choices: type[_Choice]) -> _Choice | None:
        """Return a member of a closed list by its value, or nothing when the key is missing."""
        node = self.optional(key)
        if node is None:
            return None
        scalar = read_text(node, self._complaints)
        for member in choices:
            if member.value == scalar.text:
                return member
        values = [str(member.value) for member in choices]
        self._complaints.add(messages.not_a_choice(self._complaints.source, scalar.span, scalar.text, values))
        return None

    def integer(self, key: str) -> int | None:
        """Return an integer, or nothing when the key is missing."""
        node = self.optional(key)
        if node is None:
            return None
        scalar = read_text(node, self._complaints)
        value = parse_exact(scalar.text)
        if isinstance(value, int):
            return value
        wanted = Text("整数", "an integer")
        self._complaints.add(messages.not_a_number(self._complaints.source, scalar.span, scalar.text, wanted))
        return None

    def ratio(self, key: str, default: Fraction) -> Fraction:
        """Return a positive exact number written `12`, `0.5` or `1/3`."""
        node = self.optional(key)
        if node is None:
            return default
        scalar = read_text(node, self._complaints)
        over, _, under = scalar.text.partition("/")
        numerator, denominator = parse_exact(over), parse_exact(under or "1")
        if numerator and denominator and numerator / Fraction(denominator) > 0:
            return Fraction(numerator) / denominator
        wanted = Text("正数", "a number above zero")
        self._complaints.add(messages.not_a_number(self._complaints.source, scalar.span, scalar.text, wanted))
        return default

    def day(self, key: str) -> str | None:
        """Return an ISO date, or nothing when the key is missing."""
        node = self.optional(key)
        if node is None:
            return None
        scalar = read_text(node, self._complaints)
        if not _is_day(scalar.text):
            self._complaints.add(messages.not_a_date(self._complaints.source, scalar.span, scalar.text))
        return scalar.text

    def texts(self, key: str) -> tuple[Scalar, ...]:
        """Return a list of texts, empty when the key is missing."""
        node = self.optional(key)
        return () if node is None else tuple(read_text(item, self._complaints) for item in self.items_of(node))

    def listed(self, key: str, read: Callable[[Fields], _Read], needed: bool = False) -> tuple[_Read, ...]:
        """Return what each mapping of a list says, in order."""
        node = self.needed(key) if needed else self.optional(key)
        read_all = []
        for item in self.items_of(node) if node is not None else ():
            fields = Fields(item, self._complaints)
            read_all.append(read(fields))
            fields.end()
        return tuple(read_all)

    def within(self, key: str, read: Callable[[Fields], _Read]) -> _Read | None:
        """Return what the mapping under a key says, or nothing when the key is missing."""
        node = self.optional(key)
        if node is None:
            return None
        fields = Fields(node, self._complaints)
        said = read(fields)
        fields.end()
        return said

    def by_key(self, key: str) -> tuple[tuple[Scalar, Scalar], ...]:
        """Return the keys and texts of a mapping whose keys are free, empty when it is missing."""
        node = self.optional(key)
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self._complaints.add(_shape(self._complaints.source, node, _MAPPING))
            return ()
        return tuple((entry.key, read_text(entry.value, self._complaints)) for entry in node.entries)

    def labels(self, key: str, languages: tuple[str, ...], first: str | None = None, needed: bool = True) -> Labels:
        """Return a text in every language of the pack; `first` stands in for the first language's when missing."""
        if self._nodes.get(key) is None and needed and self._readable and (first is None or len(languages) > 1):
            self.needed(key)
            return Labels(tuple((language, first or "") for language in languages))
        said = self.by_key(key)
        source = self._complaints.source
        for language, _ in said:
            if language.text not in languages:
                self._complaints.add(messages.unknown_language(source, language.span, language.text, languages))
        texts = {language.text: text.text for language, text in said}
        if first is not None and languages:
            texts.setdefault(languages[0], first)
        for language_id in languages if said else ():
            if language_id not in texts:
                self._complaints.add(messages.missing_translation(source, said[0][0].span, language_id))
        return Labels(tuple((language_id, texts.get(language_id, "")) for language_id in languages))

    def items_of(self, node: Node) -> tuple[Node, ...]:
        """Return the items of a list, complaining when it is none."""
        if isinstance(node, Sequence):
            return node.items
        self._complaints.add(_shape(self._complaints.source, node, _LIST))
        return ()


def read_text(node: Node, complaints: Complaints) -> Scalar:
    """Return a text with its place, complaining when it is a list or mapping, or empty."""
    if not isinstance(node, Scalar):
        complaints.add(_shape(complaints.source, node, _TEXT))
        return Scalar("", node.span, False)
    if not node.text.strip():
        complaints.add(messages.empty_text(complaints.source, node.span))
    return node


def refer(scalar: Scalar, known: Iterable[str], what: Text, complaints: Complaints) -> str:
    """Return a name that must be one of those known, complaining with the nearest when it is not."""
    known = tuple(known)
    if scalar.text and scalar.text not in known:
        complaints.add(messages.unknown_name(complaints.source, scalar.span, what, scalar.text, known))
    return scalar.text


def refuse_twice(names: Iterable[tuple[str, Span]], complaints: Complaints) -> None:
    """Complain about every name after its first declaration."""
    seen: dict[str, Span] = {}
    for name, span in names:
        if name and name in seen:
            complaints.add(messages.declared_twice(complaints.source, span, name, seen[name]))
        seen.setdefault(name, span)


def _signpost(node: Mapping) -> Span:
    """Return the words by which a reader recognises a mapping: the first value when it is text, else its key."""
    if not node.entries:
        return node.span
    first = node.entries[0]
    return first.value.span if isinstance(first.value, Scalar) else first.key.span


def _is_day(text: str) -> bool:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shape(source: Source, node: Node, wanted: Text) -> Diagnostic:
    match node:
        case Scalar():
            found = _TEXT
        case Sequence():
            found = _LIST
        case Mapping():
            found = _MAPPING
    return messages.wrong_shape(source, node.span, found, wanted)
