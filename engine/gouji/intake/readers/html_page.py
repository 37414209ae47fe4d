"""What is known of a page while it is read: the elements of each name, what is not shown, what was met so far.

What the blocks of a page are is not decided here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gouji.intake.blocks import BLANKS, Block
from gouji.intake.readers.html_dividing import Boxes
from gouji.intake.readers.html_marks import NOTED
from gouji.intake.readers.html_names import BLOCKS, SKIPPED
from gouji.intake.readers.html_prose import MARKS
from gouji.record import MutableRecord, Record, field

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

MAX_SLOTS: Final = 200_000

_SPACES: Final = re.compile(r"[ \t\r\n\f]+")


class Kind(Record, frozen=True):
    """What the name of an element says: is it shown, is it a cell, the level of a heading, the mark of its words."""

    tag: str
    text: bool
    entered: bool
    block: bool
    cell: bool
    noted: bool
    level: int | None
    mark: str | None


class Page(MutableRecord):
    """What has been met on the way through a page; `open` are the elements that are open, by their rank."""

    name: str
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    common: list[int] | None = None
    headings: int = 0
    tables: int = 0
    slots: int = 0
    hidden: frozenset[int] = frozenset()
    styled: dict[int, str] = field(default_factory=dict)
    marked: frozenset[int] = frozenset()
    """Elements that are hidden or styled themselves, or in which one is."""
    boxes: Boxes = field(default_factory=Boxes)
    outer: frozenset[int] = frozenset()
    """Elements that hide the tables in them."""
    outdated: set[int] = field(default_factory=set)
    """The numbers of tables that are struck out or hidden from around."""
    lines: int = 0
    offset: int = 0
    under: list[str] = field(default_factory=list)
    """The marks of the elements that are open outside tables."""
    marks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The marks of the words of the present paragraph, by their rank."""
    kinds: dict[int, Kind] = field(default_factory=dict)

    def kind(self, node: LexborNode) -> Kind:
        """Return what the name of an element says; a number stands for each, which costs less than the name."""
        number = node.tag_id
        known = self.kinds.get(number)
        if known is None:
            known = self.kinds[number] = _kind(node.tag or "", bool(node.is_element_node))
        return known

    def shows(self, node: LexborNode) -> bool:
        """Return whether what is in a node may be seen."""
        return self.kind(node).entered and (not self.hidden or node.mem_id not in self.hidden)


def _kind(tag: str, is_element: bool) -> Kind:
    heading = len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"
    return Kind(
        tag, tag == "-text", is_element and tag not in SKIPPED, tag in BLOCKS, tag in ("td", "th"),
        tag in NOTED, int(tag[1]) if heading else None, MARKS.get(tag),
    )  # fmt: skip


def line_of(words: list[str]) -> str:
    """Return words as one line, as a browser shows them: white space is one blank, and none stands around."""
    return _SPACES.sub(" ", "".join(words)).strip(BLANKS)
