"""The words of a workbook: those that cells share, and what runs of words in a cell say of it.

Words are said aloud in `t`, but not in a guide to pronunciation. Which cell shows which words is known to `xlsx_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from gouji.intake.readers.colours import RGB
from gouji.intake.readers.marks import RAISED
from gouji.intake.readers.sheet import SheetTooLargeError
from gouji.intake.readers.xlsx_colours import Palette
from gouji.intake.readers.xlsx_marks import mark_of
from gouji.record import Record

_MAX_WORDS: Final = 300_000
_MAX_CHARACTERS: Final = 8_000_000
_DIGIT: Final = re.compile(r"\d")


class Marks(Record, frozen=True):
    """What the runs of words in a cell say of it: doubts, and the colours of figures in them (`None`: the cell's)."""

    doubts: tuple[str, ...] = ()
    colours: tuple[RGB | None, ...] = ()


class SharedWords:
    """Walks through the words that the cells of a workbook share; `found` lists them, `marks` goes by their rank."""

    def __init__(self, palette: Palette) -> None:
        self.found: list[str] = []
        self.marks: dict[int, Marks] = {}
        self.palette = palette
        self._pieces: list[str] = []
        self._said = RunMarks(palette)
        self._characters = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take up the beginning of an element."""
        if tag == "si":
            self._pieces = []
        self._said.start(tag, attributes)

    def end(self, tag: str) -> None:
        """Take up the end of an element."""
        self._said.end(tag)
        if tag == "si":
            if len(self.found) >= _MAX_WORDS:
                raise SheetTooLargeError
            marks = self._said.taken()
            if marks != Marks():
                self.marks[len(self.found)] = marks
            self.found.append("".join(self._pieces))

    def data(self, text: str) -> None:
        """Take up a piece of text."""
        if self._said.here:
            self._characters += len(text)
            if self._characters > _MAX_CHARACTERS:
                raise SheetTooLargeError
            self._pieces.append(text)
            self._said.hear(text)


class RunMarks:
    """Knows how words are marked, and whether they are said aloud: in `t`, but not in a guide to pronunciation."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._guides = 0
        self._texts = 0
        self._runs = 0
        self._colour: RGB | None = None
        self._colours: dict[RGB | None, None] = {}
        self._marks: dict[str, None] = {}
        self._size = ""
        self._sizes: set[str] = set()

    @property
    def here(self) -> bool:
        return self._texts > 0 and not self._guides

    def taken(self) -> Marks:
        """Return what the runs since this was asked the last time say; colours only where one has its own."""
        if len(self._sizes) > 1:
            self._marks[RAISED] = None
        own = any(one is not None for one in self._colours)
        marks = Marks(tuple(self._marks), tuple(self._colours) if own else ())
        self._marks, self._sizes, self._size, self._colours, self._colour = {}, set(), "", {}, None
        return marks

    def hear(self, text: str) -> None:
        """Take up words that are said aloud: figures of several sizes may be a figure and the number of a note."""
        if _DIGIT.search(text):
            self._sizes.add(self._size)
            self._colours[self._colour] = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._guides += tag == "rPh"
        self._texts += tag == "t"
        if tag == "r":
            self._runs += 1
            self._size, self._colour = "", None
        elif tag == "sz":
            self._size = attributes.get("val") or ""
        elif tag == "color" and self._runs:
            self._colour = self._palette.of(attributes)
        mark = mark_of(tag, attributes) if tag in ("strike", "vertAlign", "sz", "rFont") else None
        if mark is not None:
            self._marks[mark] = None

    def end(self, tag: str) -> None:
        self._guides -= tag == "rPh"
        self._texts -= tag == "t"
        self._runs -= tag == "r"
