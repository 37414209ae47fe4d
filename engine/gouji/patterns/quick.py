"""Which patterns Python's own `re` may search for: it is quicker than RE2 on short texts, but must never run away.

The tree of a pattern enters; an expression that `re` matches where RE2 matches the pattern leaves, or nothing when it
is not certain that from any place the search takes a bounded number of paths. So it is certain:
what repeats without bound is one character of a known few, and none of them can come next or begin a match;
everything else is written out, and its paths are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from gouji.patterns.tokens import Token, class_members
from gouji.patterns.tree import Branches, Group, Node, Repeated
from gouji.prose.dates import DATE_FORM, YEAR_FORM
from gouji.prose.numerals import ARABIC_FORM, DIGITS, HAN, MARKS_AFTER, MARKS_BEFORE, UNITS
from gouji.record import Record

MOST_PATHS: Final = 10_000
_MOST_TIMES: Final = 50

_ON: Final = f"(?:[{MARKS_AFTER}]?[{UNITS}](?:{ARABIC_FORM})?)*"
_MARKED_ON: Final = f"(?:[{MARKS_AFTER}][{UNITS}](?:{ARABIC_FORM})?{_ON})?"
QUICK_NUMBER_FORM: Final = (
    f"(?:{'|'.join(MARKS_BEFORE)})?"
    f"(?:(?:{ARABIC_FORM}){_ON}"
    f"|[{HAN}](?:[{HAN}]+(?:{_MARKED_ON}|(?<=[{UNITS}])(?:{ARABIC_FORM}){_ON})|{_MARKED_ON}))"
    f"[{MARKS_AFTER}]?"
)
"""`NUMBER_FORM` without two ways to read one text: `百百` is a run of numerals or a numeral with a unit, never both."""

_NUMBER_CHARS: Final = frozenset("0123456789,." + HAN + UNITS + MARKS_AFTER)
_NUMBER_FIRST: Final = frozenset("0123456789" + HAN) | {mark[0] for mark in MARKS_BEFORE}
_YEAR_CHARS: Final = frozenset("0123456789" + DIGITS)


class _Piece(Record, frozen=True):
    """A part of a pattern: for `re`, in how many ways it can be gone through, and what it may begin with.

    `first` is nothing when that may be anything; `more` are the characters that make it go on without bound.
    `single` is one character, `maybe` one that may be missing.
    """

    regex: str
    ways: int = 1
    first: frozenset[str] | None = frozenset()
    empty: bool = False
    more: frozenset[str] = frozenset()
    single: bool = False
    maybe: bool = False


class _NotQuickError(Exception):
    """Not certain; never leaves this file."""


_HOLES: Final = {
    "year": _Piece(YEAR_FORM, first=_YEAR_CHARS),
    "date": _Piece(DATE_FORM, 8, _YEAR_CHARS | frozenset("十廿卅")),
    "count": _Piece(QUICK_NUMBER_FORM, first=_NUMBER_FIRST, more=_NUMBER_CHARS),
    "money": _Piece(QUICK_NUMBER_FORM + "元", first=_NUMBER_FIRST),
    "percent": _Piece(QUICK_NUMBER_FORM + "[%‰]", first=_NUMBER_FIRST),
}
"""How the holes are gone through; each is one piece here, and its paths are those that can come out of it."""


def quick_form(tree: Branches) -> str:
    """Return what `re` may search for instead of the pattern; empty when RE2 must."""
    endless: set[str] = set()
    try:
        whole = _branches(tree, endless)
    except _NotQuickError:
        return ""
    begins_anyhow = whole.first is None or not endless.isdisjoint(whole.first)
    # A search that began within a run without bound would begin again at each of its characters.
    if whole.empty or whole.ways > MOST_PATHS or (endless and begins_anyhow):
        return ""
    return whole.regex


def _branches(tree: Branches, endless: set[str]) -> _Piece:
    """Return the choices as one piece; what goes on without bound anywhere in them is added to `endless`."""
    made = [_sequence(branch, endless) for branch in tree]
    if len(made) == 1:
        return made[0]
    begins = [one.first for one in made if one.first is not None]
    first = frozenset[str]().union(*begins) if len(begins) == len(made) else None
    more = frozenset[str]().union(*(one.more for one in made))
    # Branches that begin with different characters are never both tried to their end.
    apart = first is not None and len(first) == sum(map(len, begins)) and not any(one.empty for one in made)
    ways = (max if apart else sum)(one.ways for one in made)
    return _Piece("|".join(one.regex for one in made), ways, first, any(one.empty for one in made), more)


def _sequence(nodes: Sequence[Node], endless: set[str]) -> _Piece:
    pieces = [_one(node, endless) for node in nodes]
    for piece in pieces:
        endless |= piece.more
    if not pieces:
        return _Piece("", empty=True)
    made = pieces.pop()
    while pieces:
        made = _joined(pieces.pop(), made)
    return made


def _joined(left: _Piece, right: _Piece) -> _Piece:
    if left.more and (right.empty or right.first is None or right.first & left.more):
        raise _NotQuickError  # where what goes on without bound ends would have to be tried out
    told_apart = left.maybe and not right.empty and not _may_both_begin(left, right)
    ways = (1 if told_apart else left.ways) * right.ways
    if ways > MOST_PATHS:
        raise _NotQuickError
    first = left.first
    if left.empty and first is not None:
        first = None if right.first is None else first | right.first
    return _Piece(left.regex + right.regex, ways, first, left.empty and right.empty, right.more)


def _may_both_begin(left: _Piece, right: _Piece) -> bool:
    return left.first is None or right.first is None or bool(left.first & right.first)


def _one(node: Node, endless: set[str]) -> _Piece:
    match node:
        case Repeated():
            return _repeated(_one(node.of, endless), node.times)
        case Group() if node.opening.regex == "(?:":
            inner = _branches(node.branches, endless)
            return _Piece(f"(?:{inner.regex})", inner.ways, inner.first, inner.empty, inner.more)
        case Token(kind="literal"):
            characters = frozenset(node.literal)
            return _Piece(node.regex, first=characters, single=True) if characters else _Piece("", empty=True)
        case Token(kind="atom"):
            return _Piece(node.regex, first=_members(node.regex), single=True)
        case Token(kind="hole"):
            return _HOLES[node.type]
        case Token() | Group():
            raise _NotQuickError
        case _ as never:
            assert_never(never)


def _members(regex: str) -> frozenset[str] | None:
    """Return the characters that a class lists; nothing when they are any. Some escapes mean other things to RE2."""
    if regex == ".":
        return None
    listed = class_members(regex)
    if listed is None:
        raise _NotQuickError
    return listed.members if listed.closed else None


def _repeated(piece: _Piece, token: Token) -> _Piece:
    regex = piece.regex if piece.single or piece.regex.startswith("(?:") else f"(?:{piece.regex})"
    if token.most is None:
        if not piece.single or piece.first is None or token.regex.endswith("?"):
            raise _NotQuickError
        return _Piece(regex + token.regex, 1, piece.first, token.least == 0, piece.first)
    if piece.empty or token.most > _MOST_TIMES or (piece.more and token.most > 1):
        raise _NotQuickError
    ways = sum(piece.ways**times for times in range(token.least, token.most + 1))
    maybe = piece.single and token.least == 0 and token.most == 1
    return _Piece(regex + token.regex, ways, piece.first, token.least == 0, piece.more, maybe=maybe)
