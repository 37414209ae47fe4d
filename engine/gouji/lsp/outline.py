"""What a rule file defines, read off its tokens, so that it is known of half-typed files, too."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from gouji.lsp.tokens import Token, tokens_of
from gouji.record import Record

ItemKind = Literal["let", "pattern", "rule"]
BindingKind = Literal["variable", "local"]

_HOLE: Final = re.compile(r"(?<!\\)\{\s*([^\W\d]\w*)\s*:\s*([^{}\s]*)\s*\}")


class Binding(Record, frozen=True):
    """A variable or a let of a rule: the index of its name, and of the token behind `in` or `=`."""

    kind: BindingKind
    name: str
    at: int
    value: int


class Item(Record, frozen=True):
    """A let, pattern or rule: its tokens are `first` up to `last`, its name is at `at`.

    `body` is the index behind the opening brace of a rule, or behind the `=` of a let or pattern; `closed` the one
    behind a rule's closing brace. Both are `last` where the sign has not been typed.
    """

    kind: ItemKind
    name: str
    at: int
    first: int
    last: int
    body: int
    closed: int
    bindings: tuple[Binding, ...] = ()


class Page(Record, frozen=True):
    """A rule file as it stands in an editor; comments are no part of `tokens`."""

    name: str
    text: str
    tokens: tuple[Token, ...]
    comments: tuple[Token, ...]
    items: tuple[Item, ...]

    @property
    def topic(self) -> str:
        """The name of the file without its ending."""
        return self.name.removesuffix(".rules")

    def item_at(self, index: int) -> Item | None:
        """Return the item that a token belongs to; the end of the tokens belongs to the last item."""
        return next((one for one in reversed(self.items) if one.first <= index), None)


def page_of(name: str, text: str) -> Page:
    """Return a rule file with what it defines."""
    every = tokens_of(text)
    tokens = tuple(one for one in every if one.kind != "comment")
    comments = tuple(one for one in every if one.kind == "comment")
    starts = list(_starts(tokens))
    ends = [*starts[1:], len(tokens)][: len(starts)]
    items = tuple(_item(tokens, first, last) for first, last in zip(starts, ends, strict=True))
    return Page(name, text, tokens, comments, items)


def _starts(tokens: tuple[Token, ...]) -> Iterable[int]:
    depth = 0
    for index, token in enumerate(tokens):
        if token.kind == "word" and token.text in ("rule", "pattern", "let") and _begins(tokens, index, depth):
            depth = 0
            yield index
        elif token.kind == "sign":
            depth += (token.text == "{") - (token.text == "}")


def _begins(tokens: tuple[Token, ...], index: int, depth: int) -> bool:
    """Return whether an item begins here: `rule` and `pattern` at any line's beginning, in a rule left open, too."""
    return depth <= 0 or (tokens[index].fresh and tokens[index].text != "let")


def _item(tokens: tuple[Token, ...], first: int, last: int) -> Item:
    kind: ItemKind = next(one for one in ("let", "pattern", "rule") if one == tokens[first].text)
    named = first + 1 < last and tokens[first + 1].kind == "word"
    name = tokens[first + 1].text if named else ""
    opening = "{" if kind == "rule" else "="
    body = next((at + 1 for at in range(first, last) if tokens[at].kind == "sign" and tokens[at].text == opening), last)
    bindings = tuple(_bindings(tokens, body, last))
    closed = _closing(tokens, body, last) if kind == "rule" else last
    return Item(kind, name, first + 1 if named else first, first, last, body, closed, bindings)


def _closing(tokens: tuple[Token, ...], body: int, last: int) -> int:
    depth = 1
    for at in range(body, last):
        if tokens[at].kind == "sign":
            depth += (tokens[at].text == "{") - (tokens[at].text == "}")
            if depth == 0:
                return at + 1
    return last


def _bindings(tokens: tuple[Token, ...], first: int, last: int) -> Iterable[Binding]:
    for at in range(first, last - 1):
        word, name = tokens[at], tokens[at + 1]
        if word.kind == "word" and name.kind == "word" and word.text in ("for", "every", "some", "let"):
            kind: BindingKind = "local" if word.text == "let" else "variable"
            yield Binding(kind, name.text, at + 1, min(at + 3, last))


def holes_of(page: Page, item: Item) -> tuple[tuple[str, str], ...]:
    """Return the holes of a pattern, each with its type as written."""
    if item.body >= len(page.tokens) or page.tokens[item.body].kind != "regex":
        return ()
    return tuple((match[1], match[2]) for match in _HOLE.finditer(page.tokens[item.body].inside))
