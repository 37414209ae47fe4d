"""The literal texts that every match of a pattern holds: looking for them costs a tenth of a search.

The tree of a pattern enters; leave what must stand in each match as a list of choices, of each of which at least one
text does. The way is that of RE2's own prefilter: what a part matches exactly is followed as long as it is few texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, assert_never

from gouji.patterns.machines import Choice
from gouji.patterns.tokens import Token, class_members
from gouji.patterns.tree import Branches, Group, Node, Repeated
from gouji.record import Record

_MOST_EXACT: Final = 16
"""So many texts a part may match exactly before only what each of them holds is followed."""
_MOST_CHOICES: Final = 5
_LONGEST: Final = 8
"""So many characters of a text tell as much as all of it."""


class _Part(Record, frozen=True):
    """What is known of a part: all the texts that it matches, when they are few, and the choices that it demands.

    The texts stand in the order in which they are tried.
    """

    exact: tuple[str, ...] | None = None
    demands: tuple[Choice, ...] = ()


_EMPTY: Final = ("",)
_NOTHING: Final = _Part(_EMPTY)
_ANYTHING: Final = _Part()
_HOLES: Final = {"percent": _Part(None, (("%", "‰"),)), "money": _Part(None, (("元",),))}


def needs_of(tree: Branches) -> tuple[Choice, ...]:
    """Return the choices, that with the rarest texts first; none when nothing is known."""
    if _any_case(tree):
        return ()
    found = dict.fromkeys(_short(choice) for choice in _demands(_branches(tree)))
    return tuple(sorted(found, key=_rarity)[:_MOST_CHOICES])


def exact_texts(tree: Branches) -> tuple[str, ...]:
    """Return all the texts that a pattern matches, in the order in which they are tried; none when they are not few."""
    exact = _branches(tree).exact if _is_written_out(tree) else None
    return () if exact is None or "" in exact else exact


def _any_case(tree: Branches) -> bool:
    """Return whether letters of either case are meant anywhere."""
    return any(_is_any_case(node) for branch in tree for node in branch)


def _is_any_case(node: Node) -> bool:
    match node:
        case Group():
            return "i" in node.opening.regex or _any_case(node.branches)
        case Repeated():
            return _is_any_case(node.of)
        case Token():
            return node.kind == "flags" and "i" in node.regex
        case _ as never:
            assert_never(never)


def _is_written_out(tree: Branches) -> bool:
    """Return whether a pattern is characters, classes, plain groups and repetitions only."""
    return all(_is_plain(node) for branch in tree for node in branch)


def _is_plain(node: Node) -> bool:
    match node:
        case Group():
            return node.opening.regex == "(?:" and _is_written_out(node.branches)
        case Repeated():
            return _is_plain(node.of)
        case Token():
            return node.kind in ("literal", "atom")
        case _ as never:
            assert_never(never)


def _short(choice: Choice) -> Choice:
    cut = {one[:_LONGEST] for one in choice}
    return tuple(sorted(one for one in cut if not any(other != one and other in one for other in cut)))


def _rarity(choice: Choice) -> tuple[int, int]:
    """Return what sorts choices: the longer their shortest text and the fewer they are, the rarer a match."""
    return -min(len(one) for one in choice), len(choice)


def _demands(part: _Part) -> tuple[Choice, ...]:
    return part.demands if part.exact is None else (*part.demands, *_choice(part.exact))


def _choice(exact: Choice) -> tuple[Choice, ...]:
    return () if "" in exact else (exact,)


def _branches(tree: Branches) -> _Part:
    made = [_joined([_one(node) for node in branch]) for branch in tree]
    if len(made) == 1:
        return made[0]
    exact = [one.exact for one in made if one.exact is not None]
    if len(exact) == len(made):
        together = tuple(dict.fromkeys(text for one in exact for text in one))
        if len(together) <= _MOST_EXACT:
            return _Part(together)
    best: list[str] = []
    for one in made:
        demands = _demands(one)
        if not demands:
            return _ANYTHING
        rarest = min(demands, key=_rarity)
        best += rarest
    return _Part(None, (tuple(best),))


def _joined(parts: Sequence[_Part]) -> _Part:
    demands: list[Choice] = []
    running: Choice = _EMPTY
    whole = True
    for part in parts:
        longer = _product(running, part.exact)
        if longer is not None:
            running = longer
            continue
        whole = False
        demands += _choice(running)
        demands += part.demands
        running = _EMPTY if part.exact is None else part.exact
    return _Part(running) if whole else _Part(None, (*demands, *_choice(running)))


def _product(left: Choice, right: Choice | None) -> Choice | None:
    if right is None or len(left) * len(right) > _MOST_EXACT:
        return None
    return tuple(dict.fromkeys(one + other for one in left for other in right))


def _one(node: Node) -> _Part:
    match node:
        case Group():
            return _branches(node.branches)
        case Repeated():
            return _repeated(_one(node.of), node.times)
        case Token(kind="literal"):
            return _Part((node.literal,))
        case Token(kind="atom"):
            listed = class_members(node.regex)
            few = listed is not None and listed.closed and len(listed.members) <= _MOST_EXACT
            return _Part(tuple(sorted(listed.members))) if listed is not None and few else _ANYTHING
        case Token(kind="hole"):
            return _HOLES.get(node.type, _ANYTHING)
        case Token():
            return _NOTHING  # anchors and flags take no character
        case _ as never:
            assert_never(never)


def _repeated(part: _Part, token: Token) -> _Part:
    if token.least == 0:
        if part.exact is None or token.most != 1:
            return _ANYTHING
        reluctant = len(token.regex) > 1 and token.regex.endswith("?")
        return _Part(tuple(dict.fromkeys(_EMPTY + part.exact if reluctant else part.exact + _EMPTY)))
    if token.least == token.most == 1:
        return part
    return _Part(None, _demands(part))
