"""The cells of a sheet of a workbook: XML enters piece by piece, words leave as a person sees them, with doubts.

A formula counts as what was stored as its value; where none was stored, or the workbook is to be worked out again when
it is opened, what a person sees is not in the file, and the cell is doubted. Errors are kept as words and doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from gouji.intake.blocks import BLANKS
from gouji.intake.readers.archive import DamagedError
from gouji.intake.readers.marks import HIDDEN, heeded
from gouji.intake.readers.sheet import Area, Sheet, SheetCell, SheetTooLargeError
from gouji.intake.readers.sheet_numbers import SHOWN_OTHERWISE, colour_of_text, show_number, shows_text
from gouji.intake.readers.xlsx_colours import Look
from gouji.intake.readers.xlsx_words import Marks, RunMarks, SharedWords
from gouji.record import MutableRecord, Record, field, replace

WITHOUT_VALUE: Final = "formula_without_value"
NOT_CURRENT: Final = "formula_not_current"
ERROR: Final = "error_in_cell"
"""The doubts about a formula whose value is not stored, or may be another by now, and about an error."""

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384

_MAX_AREAS: Final = 100_000
_MAX_PLACES: Final = 300_000
_NARROW: Final = 8
_MAX_NARROW: Final = 64
"""Columns of fewer digits may be too narrow for a number; so many of them are known."""
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE: Final = ("1", "true")


class Style(Record, frozen=True):
    """How a cell shows its number, whether a line is drawn on its left and on its right, and what its font doubts."""

    code: str = "General"
    left: bool = False
    right: bool = False
    doubts: tuple[str, ...] = ()
    look: Look = Look()
    shrinks: bool = False
    """Whether what is too wide for its cell is shown smaller."""
    repeats: bool = False
    """Whether what is in a cell is shown again and again until the cell is full."""


class Styles(Record, frozen=True):
    """The styles of a workbook, by their number."""

    listed: tuple[Style, ...]

    def of(self, number: str | None) -> Style:
        """Return the style of a cell.

        Raises:
            DamagedError: there is none of that number.
        """
        if number is None:
            return self.listed[0] if self.listed else Style()
        rank = _whole(number)
        if rank is None or rank >= max(len(self.listed), 1):
            raise DamagedError
        return self.listed[rank] if self.listed else Style()


class Taken(MutableRecord):
    """How many places of all sheets were taken up."""

    places: int = 0


class _Open(MutableRecord):
    """A cell that is being read."""

    row: int
    column: int
    kind: str
    style: str | None
    formula: list[str] | None = None
    always: bool = False
    """Whether the formula is worked out anew whenever the workbook is opened."""
    value: list[str] | None = None
    words: list[str] = field(default_factory=list)


class SheetParts:
    """Walks through a sheet; `sheet` gives what it holds, `drawn` says whether there are drawings on it."""

    def __init__(self, words: SharedWords, styles: Styles, current: bool, taken: Taken) -> None:
        self.drawn = False
        self._words = words.found
        self._marks = words.marks
        self._palette = words.palette
        self._styles = styles
        self._current = current
        self._taken = taken
        self._rows: dict[int, dict[int, SheetCell]] = {}
        self._areas: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._widths: dict[int, int] = {}
        self._too_wide: list[tuple[int, int]] = []
        self._others_hidden = False
        self._zeros = True
        self._row = 0
        self._column = 0
        self._cell: _Open | None = None
        self._said = RunMarks(words.palette)
        self._into: list[str] | None = None

    def sheet(self, name: str) -> Sheet:
        """Return the sheet that was walked through."""
        areas = tuple(self._areas)
        merged = {(one.top, one.left) for one in areas}
        for row, column in self._too_wide:
            if (row, column) not in merged:
                cell = self._rows[row][column]
                self._rows[row][column] = replace(cell, doubts=(*cell.doubts, SHOWN_OTHERWISE))
        hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        return Sheet(name, self._rows, areas, *hidden, self._others_hidden)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take up the beginning of an element."""
        self._said.start(tag, attributes)
        match tag:
            case "drawing":
                self.drawn = True
            case "c":
                self._cell = self._opened(attributes)
            case "v" if self._cell is not None:
                self._into = self._cell.value = []
            case "f" if self._cell is not None:
                self._into = self._cell.formula = []
                self._cell.always = attributes.get("ca") in _TRUE
            case "row":
                self._start_row(attributes)
            case "col":
                self._start_columns(attributes)
            case "mergeCell":
                self._merge(attributes.get("ref") or "")
            case "sheetFormatPr":
                self._others_hidden = attributes.get("zeroHeight") in _TRUE
            case "sheetView":
                self._zeros = attributes.get("showZeros", "1") in _TRUE

    def end(self, tag: str) -> None:
        """Take up the end of an element."""
        self._said.end(tag)
        if tag in ("v", "f"):
            self._into = None
        elif tag == "c" and self._cell is not None:
            self._rows[self._row][self._cell.column] = self._read(self._cell)
            self._cell = None

    def data(self, text: str) -> None:
        """Take up a piece of text."""
        if self._into is not None:
            self._into.append(text)
        elif self._cell is not None and self._said.here:
            self._cell.words.append(text)
            self._said.hear(text)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r")
        row = self._row + 1 if number is None else _whole(number)
        if row is None or not self._row < row <= MAX_ROW:
            raise DamagedError
        self._count()
        self._row, self._column = row, 0
        self._rows[row] = {}
        if attributes.get("hidden") in _TRUE or _is_nothing(attributes.get("ht")):
            self._hidden_rows.add(row)

    def _start_columns(self, attributes: Mapping[str, str]) -> None:
        first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
        if first is None or last is None or not 0 < first <= last <= MAX_COLUMN:
            raise DamagedError
        self._count()
        if attributes.get("hidden") in _TRUE or _is_nothing(attributes.get("width")):
            self._hidden_columns.update(range(first, last + 1))
        width = _whole((attributes.get("width") or "").partition(".")[0])
        if width is not None and width < _NARROW:
            self._widths.update((one, width) for one in range(first, min(last, _MAX_NARROW) + 1))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _place_of(first), _place_of(last or first)
        if len(self._areas) >= _MAX_AREAS:
            raise SheetTooLargeError
        if not (top <= bottom and left <= right):
            raise DamagedError
        self._areas.append(Area(top, left, bottom, right))

    def _opened(self, attributes: Mapping[str, str]) -> _Open:
        reference = attributes.get("r")
        row, column = (self._row, self._column + 1) if reference is None else _place_of(reference)
        if not self._row or row != self._row or not self._column < column <= MAX_COLUMN:
            raise DamagedError
        self._count()
        self._column = column
        return _Open(row, column, attributes.get("t", "n"), attributes.get("s"))

    def _count(self) -> None:
        self._taken.places += 1
        if self._taken.places > _MAX_PLACES:
            raise SheetTooLargeError

    def _read(self, cell: _Open) -> SheetCell:
        style = self._styles.of(cell.style)
        text, doubts, colour = self._shown(cell, style)
        if cell.formula is not None and not doubts and (cell.always or not self._current):
            doubts = (NOT_CURRENT,)
        if (
            cell.kind == "n"
            and not doubts
            and not style.shrinks
            and len(text) > self._widths.get(cell.column, len(text))
        ):
            # A number that does not fit into its column is shown as a row of hash signs.
            self._too_wide.append((cell.row, cell.column))
        marks = self._said.taken() if cell.kind == "inlineStr" else self._marks_of(cell)
        if text:
            doubts = (*doubts, *heeded(text, (*marks.doubts, *style.doubts, *self._unseen(style, marks, colour))))
        return SheetCell(text, doubts, style.left, style.right)

    def _unseen(self, style: Style, marks: Marks, colour: str) -> Iterator[str]:
        """Yield the doubts about a figure that its colour hides, or that is shown again and again."""
        named = self._palette.of_format(colour) if colour else None
        if any(style.look.hides(named or one) for one in marks.colours or (None,)):
            yield HIDDEN
        if style.repeats:
            yield SHOWN_OTHERWISE

    def _marks_of(self, cell: _Open) -> Marks:
        """Return what the runs of words say that a cell shares with others."""
        rank = _whole("".join(cell.value).strip()) if self._marks and cell.kind == "s" and cell.value else None
        return Marks() if rank is None else self._marks.get(rank, Marks())

    def _shown(self, cell: _Open, style: Style) -> tuple[str, tuple[str, ...], str]:
        """Return what a cell shows, why that is not certain, and the colour that its format names."""
        value = None if cell.value is None else "".join(cell.value)
        empty = value is None or (value == "" and cell.kind != "str")
        if cell.kind == "inlineStr":
            return self._text("".join(cell.words), style)
        if cell.formula is not None and empty:
            return _lines(f"={''.join(cell.formula)}") or "=", (WITHOUT_VALUE,), ""
        if value is None or empty:
            return "", (), ""
        match cell.kind:
            case "s":
                rank = _whole(value.strip())
                if rank is None or rank >= len(self._words):
                    raise DamagedError
                return self._text(self._words[rank], style)
            case "str":
                return self._text(value, style)
            case "n":
                shown = show_number(value.strip(), style.code)
                hidden = not self._zeros and not shown.doubts and not shown.text.strip("0.-")
                return shown.text, (SHOWN_OTHERWISE,) if hidden else shown.doubts, shown.colour
            case "b":
                return ("TRUE" if value.strip() in _TRUE else "FALSE"), (), ""
            case "e":
                return _lines(value), (ERROR,), ""
            case _:
                return _lines(value), (SHOWN_OTHERWISE,), ""

    def _text(self, words: str, style: Style) -> tuple[str, tuple[str, ...], str]:
        text = _lines(_ESCAPED.sub(_unescaped, words))
        doubts = () if not text or shows_text(style.code) else (SHOWN_OTHERWISE,)
        return text, doubts, colour_of_text(style.code)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if code >= ord(" ") and not 0xD800 <= code < 0xE000 else "\n" if code == ord("\n") else ""


def _lines(words: str) -> str:
    lines = (line.strip(BLANKS) for line in words.splitlines())
    return "\n".join(line for line in lines if line)


def _place_of(reference: str) -> tuple[int, int]:
    """Return row and column of a name such as `C7`."""
    match = _REFERENCE.fullmatch(reference.replace("$", ""))
    if match is None:
        raise DamagedError
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match.group(2))
    if row > MAX_ROW or column > MAX_COLUMN:
        raise DamagedError
    return row, column


def _is_nothing(size: str | None) -> bool:
    return size is not None and size.strip("0.") == ""


def _whole(value: str | None) -> int | None:
    return int(value) if value is not None and value.isascii() and value.isdecimal() and len(value) < 10 else None
