"""A pattern without the bounds of its long repetitions: RE2 makes it in a fifth of the time, as `.{0,40}` is 40 dots.

The tree of a pattern enters; the loose pattern leaves, or nothing when it has no long repetition to loosen.
Whatever the pattern matches, the loose one can match in the same way, and both try their ways in the same order. So the
first match of the loose one is that of the pattern if it keeps the bounds; what each repetition took tells that.
"""

from __future__ import annotations

from typing import Final, assert_never

from gouji.patterns.machines import Loose
from gouji.patterns.tokens import Token
from gouji.patterns.tree import Branches, Group, Node, Repeated
from gouji.record import MutableRecord, field

_LONG: Final = 6
"""So many times more than it must a character may be taken before its repetition is worth loosening."""


class _Groups(MutableRecord):
    """The capturing groups met so far: which are holes, and which hold what a loosened repetition took."""

    number: int = 0
    holes: list[int] = field(default_factory=list)
    bounds: list[tuple[int, int]] = field(default_factory=list)


def loose_form(tree: Branches) -> Loose | None:
    """Return the loose pattern, or nothing when the pattern itself is as good."""
    groups = _Groups()
    regex = _branches(tree, groups, again=False)
    return Loose(regex, tuple(groups.holes), tuple(groups.bounds)) if groups.bounds else None


def _branches(tree: Branches, groups: _Groups, *, again: bool) -> str:
    return "|".join("".join([_one(node, groups, again=again) for node in branch]) for branch in tree)


def _one(node: Node, groups: _Groups, *, again: bool) -> str:
    """Return what RE2 reads for a piece; `again` says that it may be taken several times."""
    match node:
        case Token():
            if node.kind == "hole":
                groups.number += 1
                groups.holes.append(groups.number)
            return node.regex
        case Group():
            return f"{node.opening.regex}{_branches(node.branches, groups, again=again)})"
        case Repeated():
            most = node.times.most
            # Of what is taken several times, a group tells the last time only.
            if again or most is None or not _is_long(node):
                return _one(node.of, groups, again=again or most != 1) + node.times.regex
            groups.number += 1
            groups.bounds.append((groups.number, most))
            reluctant = "?" if node.times.regex.endswith("?") else ""
            return f"({_one(node.of, groups, again=True)}{{{node.times.least},}}{reluctant})"
        case _ as never:
            assert_never(never)


def _is_long(node: Repeated) -> bool:
    """Return whether a repetition is of one character and long."""
    times, of = node.times, node.of
    one = isinstance(of, Token) and (of.kind == "atom" or (of.kind == "literal" and of.literal != ""))
    return one and times.most is not None and times.most - times.least >= _LONG
