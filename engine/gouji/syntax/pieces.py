"""Reading again after a change: what `read` gives, with only the pieces parsed that the change concerns.

A piece begins where a line begins with `rule`, `pattern` or `let` and reaches to the next. No token crosses the end of
a line, so that pieces which can be read by themselves are, put together, the file. When some cannot, everything else
but what stands behind each of them, up to the next `rule` or `pattern`, is blanked: there the parser takes up again,
and finds nothing wrong in the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, TypeVar, cast

from gouji.diagnostics import RulesRejectedError
from gouji.record import MutableRecord, field, replace
from gouji.source import Source, Span
from gouji.syntax.nodes import Item, RuleFile
from gouji.syntax.reader import MAX_FILE, read

MAX_KEPT: Final = 5_000

_START: Final = re.compile(r"^(?=(?:rule|pattern|let)(?!\w))", re.MULTILINE)
_INK: Final = re.compile(r"[^\n]")
_Node = TypeVar("_Node")


class Pieces(MutableRecord):
    """The pieces read so far by their text; nothing for one that cannot be read by itself."""

    known: dict[str, RuleFile | None] = field(default_factory=dict)


def read_again(source: Source, kept: Pieces) -> RuleFile:
    """Return the tree of a rule file, as `read` does.

    Raises:
        RulesRejectedError: the text is no rule file; holds the complaints that `read` has.
    """
    if len(source.text) > MAX_FILE:
        return read(source)
    if len(kept.known) > MAX_KEPT:
        kept.known.clear()
    pieces = list(_cut(source.text))
    found = [_piece(source.name, text, kept) for _, text in pieces]
    if None in found:
        return _complain(source, pieces, [one is not None for one in found])
    items: list[Item] = []
    comments: list[Span] = []
    topic = read(Source(source.name, "")).topic
    for (start, _), one in zip(pieces, found, strict=True):
        if one is not None:
            items.extend(moved(item, start) for item in one.items)
            comments.extend(moved(comment, start) for comment in one.comments)
    return RuleFile(topic, tuple(items), source, tuple(comments))


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


def _complain(source: Source, pieces: list[tuple[int, str]], good: list[bool]) -> RuleFile:
    """Return the tree when the pieces can be read together after all; else raise what is wrong."""
    shown: list[str] = []
    open_before = False
    for (_, text), fine in zip(pieces, good, strict=True):
        shown.append(text if not fine or open_before else _INK.sub(" ", text))
        # A `let` may be taken for a clause of a rule left open; `rule` and `pattern` surely begin anew.
        open_before = not fine or (open_before and text.startswith("let"))
    try:
        read(Source(source.name, "".join(shown)))
    except RulesRejectedError as rejected:
        raise RulesRejectedError(replace(one, source=source) for one in rejected.diagnostics) from None
    return read(source)


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
