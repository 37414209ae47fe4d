"""Reading again after a change: what `read` gives, with only the pieces parsed that the change concerns.

A piece begins where a line begins with `rule`, `pattern` or `let` and reaches to the next. No token crosses the end of
a line, so that pieces which can be read by themselves are, put together, the file. When some cannot, everything else
but what stands behind each of them, up to the next `rule` or `pattern`, is blanked: there the parser takes up again,
and finds nothing wrong in the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace as with_
from typing import Any, Final, TypeVar, cast

from gouji.diagnostics import RulesRejectedError
from gouji.record import MutableRecord, Record, field, replace
from gouji.source import Source, Span
from gouji.syntax.nodes import Item, RuleFile, RuleItem
from gouji.syntax.reader import MAX_FILE, read

MAX_KEPT: Final = 5_000

_START: Final = re.compile(r"^(?=(?:rule|pattern|let)(?!\w))", re.MULTILINE)
_INK: Final = re.compile(r"[^\n]")
_Node = TypeVar("_Node")


class Placed(Record, frozen=True):
    """A piece as it was read by itself, and where it begins in the file."""

    file: RuleFile
    start: int


class Pieced(Record, frozen=True):
    """A rule file in pieces. Places in a piece count from its own beginning, so that one that moved is as it was."""

    topic: str
    source: Source
    pieces: tuple[Placed, ...]
    _outlines: list[RuleFile] = field(default_factory=list)
    """The outline, once it was asked for."""

    def whole(self) -> RuleFile:
        """Return the tree of the file."""
        items = tuple(moved(item, one.start) for one in self.pieces for item in one.file.items)
        comments = tuple(moved(comment, one.start) for one in self.pieces for comment in one.file.comments)
        return RuleFile(self.topic, items, self.source, comments)

    def outline(self) -> RuleFile:
        """Return the tree of the file without its comments and without the clauses of its rules."""
        if not self._outlines:
            items = tuple(_outlined(item, one.start) for one in self.pieces for item in one.file.items)
            self._outlines.append(RuleFile(self.topic, items, self.source))
        return self._outlines[0]


def in_one_piece(file: RuleFile) -> Pieced:
    """Return a file that was read as a whole."""
    return Pieced(file.topic, file.source, (Placed(file, 0),))


def _outlined(item: Item, start: int) -> Item:
    return moved(with_(item, clauses=()) if isinstance(item, RuleItem) else item, start)


class Pieces(MutableRecord):
    """The pieces read so far by their text; nothing for one that cannot be read by itself."""

    known: dict[str, RuleFile | None] = field(default_factory=dict)
    blanks: dict[str, str] = field(default_factory=dict)
    """The pieces with everything but the ends of their lines blanked."""


def read_again(source: Source, kept: Pieces) -> Pieced:
    """Return a rule file in pieces that make up what `read` gives.

    Raises:
        RulesRejectedError: the text is no rule file; holds the complaints that `read` has.
    """
    if len(source.text) > MAX_FILE:
        return in_one_piece(read(source))
    if len(kept.known) > MAX_KEPT:
        kept.known.clear()
        kept.blanks.clear()
    pieces = list(_cut(source.text))
    found = [_piece(source.name, text, kept) for _, text in pieces]
    if None in found:
        return in_one_piece(_complain(source, pieces, [one is not None for one in found], kept))
    topic = read(Source(source.name, "")).topic
    placed = (Placed(one, start) for (start, _), one in zip(pieces, found, strict=True) if one is not None)
    return Pieced(topic, source, tuple(placed))


def _cut(text: str) -> Iterator[tuple[int, str]]:
    starts = [0, *(match.start() for match in _START.finditer(text) if match.start())]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield start, text[start:end]


def _piece(name: str, text: str, kept: Pieces) -> RuleFile | None:
    if text not in kept.known:
        try:
            kept.known[text] = read(Source(name, text))
        except RulesRejectedError:
            kept.known[text] = None
    return kept.known[text]


def _complain(source: Source, pieces: list[tuple[int, str]], good: list[bool], kept: Pieces) -> RuleFile:
    """Return the tree when the pieces can be read together after all; else raise what is wrong."""
    shown: list[str] = []
    open_before = False
    for (_, text), fine in zip(pieces, good, strict=True):
        shown.append(text if not fine or open_before else _blank(text, kept))
        # A `let` may be taken for a clause of a rule left open; `rule` and `pattern` surely begin anew.
        open_before = not fine or (open_before and text.startswith("let"))
    try:
        read(Source(source.name, "".join(shown)))
    except RulesRejectedError as rejected:
        raise RulesRejectedError(replace(one, source=source) for one in rejected.diagnostics) from None
    return read(source)


def _blank(text: str, kept: Pieces) -> str:
    blank = kept.blanks.get(text)
    if blank is None:
        blank = kept.blanks[text] = _INK.sub(" ", text)
    return blank


def moved(node: _Node, by: int) -> _Node:
    """Return a tree of nodes with every place in it moved."""
    return cast(_Node, _moved(node, by)) if by else node


def _moved(node: Any, by: int) -> Any:
    if isinstance(node, Span):
        return Span(node.start + by, node.end + by)
    if isinstance(node, tuple):
        return tuple([_moved(one, by) for one in node])
    names = getattr(node, "__dataclass_fields__", ())
    return type(node)(*[_moved(getattr(node, name), by) for name in names]) if names else node
