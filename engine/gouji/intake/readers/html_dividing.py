"""Whether an element within a line is a box of its own, so that figures in it and beside it are shown as two.

It is asked for only where a figure stands in several pieces, so the rules of a page are gone through only then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.intake.readers.html_declared import declarations
from gouji.intake.readers.html_names import BLOCKS
from gouji.intake.readers.html_selectors import COMBINED, Compound, compound_of, fits, stands_in
from gouji.intake.readers.html_styles import divides, sets_out
from gouji.record import Record

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_NAMES: Final = 16
_MAX_RULES: Final = 100
"""An element with more classes than that, or of a name that more rules mention, is taken to be a box."""

_ByName: TypeAlias = Mapping[str, Sequence[tuple[Compound, Sequence[str]]]]


class Boxes(Record, frozen=True):
    """The selectors of rules that make boxes of elements, and of those that make boxes of all that is in them."""

    apart: tuple[str, ...] = ()
    setting_out: tuple[str, ...] = ()


def is_box(node: LexborNode, tag: str, boxes: Boxes) -> bool:
    """Return whether an element that stands in a line by its name is likely a box by a style."""
    if tag in BLOCKS:
        return False
    parent = node.parent
    return (
        divides(_said(node))
        or _is_concerned(node, boxes.apart)
        or (parent is not None and (sets_out(_said(parent)) or _is_concerned(parent, boxes.setting_out)))
    )


def _said(node: LexborNode) -> Mapping[str, str]:
    style = node.attributes.get("style")
    return declarations(style) if style else {}


def _is_concerned(node: LexborNode, selectors: tuple[str, ...]) -> bool:
    if not selectors:
        return False
    given = node.attributes
    classes = (given.get("class") or "").split()
    if len(classes) > _MAX_NAMES:
        return True
    names = {"*", node.tag or "", f"#{given.get('id') or ''}", *(f".{one}" for one in classes)}
    rules = _by_names(selectors)
    found = [rule for name in names for rule in rules.get(name, ())]
    return len(found) > _MAX_RULES or any(
        names.issuperset((compound.tag.lower(), *compound.names))
        and fits(node, compound, {}) is not None
        and stands_in(node, before)
        for compound, before in found
    )


@lru_cache(maxsize=64)
def _by_names(selectors: tuple[str, ...]) -> _ByName:
    """Return the parts of selectors by a name that the last of each asks for."""
    found: dict[str, list[tuple[Compound, Sequence[str]]]] = {}
    for selector in selectors:
        *before, last = COMBINED.split(selector)
        compound = compound_of(last)
        if compound is not None:
            found.setdefault(compound.names[0] if compound.names else compound.tag.lower(), []).append(
                (compound, before)
            )
    return found
