"""Whether an element within a line is a box of its own, so that figures in it and beside it are shown as two.

It is asked for only where a figure may stand in several pieces, so the rules of a page are gone through only then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from gouji.intake.readers.html_declared import declarations
from gouji.intake.readers.html_names import BLOCKS
from gouji.intake.readers.html_selectors import COMBINED, Compound, compound_of, fits, stands_in
from gouji.intake.readers.html_styles import sets_out

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_NAMES: Final = 16
_MAX_SELECTORS: Final = 5_000
_MAX_ASKED: Final = 20_000
"""An element with more classes, in a page with more such rules, or behind so many questions is taken to be a box."""

_ByName: TypeAlias = Mapping[str, Sequence[tuple[Compound, Sequence[str]]]]


class Boxes:
    """The boxes of a page: by the selectors of rules that make boxes of elements, and of all that is in elements.

    What was found out once is kept: the rules by their names, and whether an element makes boxes of what is in it.
    """

    def __init__(self, apart: Sequence[str] = (), setting_out: Sequence[str] = ()) -> None:
        """Take the selectors as they are written; they are looked into when they are needed."""
        self._selectors = {False: apart, True: setting_out}
        self._rules: dict[bool, _ByName] = {}
        self._setting_out: dict[int, bool] = {}
        self._asked = 0

    def holds(self, node: LexborNode, tag: str) -> bool:
        """Return whether an element that stands in a line by its name is likely a box, by a rule or what is around."""
        if tag in BLOCKS:
            return False
        parent = node.parent
        return self._is_ruled(node, inside=False) or (parent is not None and self._is_set_out_by(parent))

    def _is_set_out_by(self, node: LexborNode) -> bool:
        known = self._setting_out.get(node.mem_id)
        if known is None:
            style = node.attributes.get("style")
            known = (bool(style) and sets_out(declarations(style or ""))) or self._is_ruled(node, inside=True)
            self._setting_out[node.mem_id] = known
        return known

    def _is_ruled(self, node: LexborNode, *, inside: bool) -> bool:
        selectors = self._selectors[inside]
        if not selectors:
            return False
        given = node.attributes
        classes = (given.get("class") or "").split()
        if len(classes) > _MAX_NAMES or len(selectors) > _MAX_SELECTORS or self._asked > _MAX_ASKED:
            return True
        if inside not in self._rules:
            self._rules[inside] = _by_names(selectors)
        rules = self._rules[inside]
        names = {"*", node.tag or "", f"#{given.get('id') or ''}", *(f".{one}" for one in classes)}
        for compound, before in (rule for name in names for rule in rules.get(name, ())):
            self._asked += 1
            if not names.issuperset((compound.tag.lower(), *compound.names)):
                continue
            if fits(node, compound, {}) is not None and stands_in(node, before):
                return True
        return False


def _by_names(selectors: Sequence[str]) -> _ByName:
    """Return the parts of selectors by a name that the last of each asks for."""
    found: dict[str, list[tuple[Compound, Sequence[str]]]] = {}
    for selector in selectors:
        *before, last = COMBINED.split(selector)
        compound = compound_of(last)
        if compound is not None:
            name = compound.names[0] if compound.names else compound.tag.lower()
            found.setdefault(name, []).append((compound, before))
    return found
