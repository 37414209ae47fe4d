"""Markdown to blocks: headings with `#`, tables with bars, tables in HTML, and every other line as in a flat text.

A library says where headings, tables and HTML stand; the cells of a row are taken as they are printed, neither filled
up nor cut off to the width of the head, as showing Markdown would. A table that holds no words in its first row is a
piece of one that a converter tore apart. No form and no vocabulary is known here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from gouji.findings import Defect, Place
from gouji.intake import defects
from gouji.intake.blocks import BLANKS, Block, Cell, Grid, Heading, Paragraph
from gouji.intake.encoding import decode
from gouji.intake.readers.html import read_html
from gouji.intake.readers.text import read_flat_text
from gouji.record import MutableRecord, field, replace

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MAX_BYTES: Final = 8 * 1024 * 1024
"""Far above any report; the parser takes a second for some megabytes."""

_MAX_ROW_CELLS: Final = 400
_MAX_TABLES: Final = 2_000
_STRONG: Final = re.compile(r"(?<!\\)(\*\*|__)([^*_\n]{1,300})\1")
_EMPHASISED: Final = re.compile(r"([*_]{1,3})([^*_\s\\](?:[^*_\n]{0,298}[^*_\s\\])?)\1")
"""Words that are emphasised from their beginning to their end; a single star within may be the mark of a note."""
_MARKS: Final = re.compile(r"(?P<break><br\s*/?>)|&[#A-Za-z0-9]{1,32};|\\(?P<escaped>[!-/:-@\[-`{-~])", re.I)
"""Breaks of lines, entities, and signs that are escaped, which mean nothing but themselves."""
_RULE: Final = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+(?:[ \t]*:?-{3,}:?)?[ \t]*")
"""A rule below a head; converters also print one within a table, and one below a head that it does not fit."""
_BAR: Final = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR: Final = "\\|"
_NO_BAR: Final = "\\\ufdd0"
"""Stands for an escaped bar while lines are read as flat text, where a bar divides cells; no character of a text."""


class _Text(MutableRecord):
    """The text in lines, with the offset of each, and what has been made of it."""

    name: str
    lines: list[str]
    starts: list[int]
    blocks: list[Block] = field(default_factory=list)
    at: int = 0
    tables: int = 0


def read_markdown(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a Markdown file."""
    if len(content) > MAX_BYTES:
        return defects.too_large(name, len(content), MAX_BYTES)
    decoded = decode(name, content)
    if isinstance(decoded, Defect):
        return decoded
    text = _lines_of(name, decoded.text)
    for token in _parser().parse("\n".join(text.lines)):
        if token.map is None or token.level or token.map[0] < text.at:
            continue
        begin, end = token.map
        refused: Defect | None = None
        if token.type == "heading_open":
            _take_prose(text, begin)
            _take_heading(text, begin, int(token.tag[1:]))
        elif token.type == "table_open":
            _take_prose(text, begin)
            _take_table(text, begin, end)
        elif token.type == "html_block":
            _take_prose(text, begin)
            refused = _take_html(text, begin, end)
        if refused is not None or text.tables > _MAX_TABLES:
            return refused or defects.too_complex(name)
    _take_prose(text, len(text.lines))
    return tuple(text.blocks)


def plain(words: str) -> str:
    """Return words without the marks of Markdown: emphasis, escapes, entities, breaks of lines."""
    emphasised = _EMPHASISED.fullmatch(words)
    if emphasised is not None:
        words = emphasised.group(2)
    return _MARKS.sub(_meant, _STRONG.sub(r"\2", words))


def _meant(mark: re.Match[str]) -> str:
    return "\n" if mark["break"] else mark["escaped"] or html.unescape(mark.group())


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Underlined headings would take whole paragraphs of prose above a rule, indented code indented prose.
    parser = MarkdownIt("commonmark").enable("table").disable(["lheading", "code", "list", "blockquote", "reference"])
    parser.core.ruler.disable(["inline"])
    return parser


def _lines_of(name: str, text: str) -> _Text:
    lines: list[str] = []
    starts: list[int] = []
    start = 0
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")
    for line in text.split("\n"):
        # The parser ends lines at a single carriage return, too.
        lines.append(line.removesuffix("\r").replace("\r", " "))
        starts.append(start)
        start += len(line) + 1
    return _Text(name, lines, starts)


def _take_prose(text: _Text, end: int) -> None:
    """Take the lines up to a line as the reader of flat texts does."""
    begin, text.at = text.at, max(text.at, end)
    if end <= begin:
        return
    lines = ("" if _RULE.fullmatch(line) else line.replace(_ESCAPED_BAR, _NO_BAR) for line in text.lines[begin:end])
    for block in read_flat_text(text.name, "\n".join(lines)):
        text.blocks.append(_shifted(text, block, begin))


def _shifted(text: _Text, block: Block, begin: int) -> Block:
    match block:
        case Grid():
            rows = tuple(
                tuple(replace(cell, text=_prose(cell.text), place=_moved(text, cell.place, begin)) for cell in row)
                for row in block.rows
            )
            return replace(block, rows=rows, place=_moved(text, block.place, begin))
        case Paragraph() | Heading():
            bare = _prose(block.text)
            place = _moved(text, block.place, begin)
            if bare != block.text:
                # Characters were left out, so offsets within it would point beside the words.
                place = replace(place, start=None, end=None)
            return replace(block, text=bare.strip(BLANKS) or block.text, place=place)


def _prose(words: str) -> str:
    return plain(words.replace(_NO_BAR, _ESCAPED_BAR))


def _moved(text: _Text, place: Place, begin: int) -> Place:
    if place.line is None or place.start is None or place.end is None:
        return place
    line = place.line + begin
    start = text.starts[line - 1] + (place.column or 1) - 1
    return replace(place, line=line, start=start, end=start + place.end - place.start)


def _take_heading(text: _Text, at: int, level: int) -> None:
    line = text.lines[at]
    text.at = at + 1
    words = re.sub(r"[ \t]+#+[ \t]*$", "", line.strip(BLANKS).lstrip("#")).strip(BLANKS)
    bare = plain(words).strip(BLANKS)
    if bare:
        column = line.index(words)
        start = text.starts[at] + column
        place = Place(text.name, at + 1, column + 1)
        if bare == words:
            place = replace(place, start=start, end=start + len(words))
        text.blocks.append(Heading(bare, level, place))


def _take_table(text: _Text, begin: int, end: int) -> None:
    text.tables += 1
    rows: list[tuple[Cell, ...]] = []
    for at in range(begin, end):
        if at != begin + 1 and not _RULE.fullmatch(text.lines[at]):
            rows.append(tuple(_cells(text, at, len(rows) + 1)))
    text.at = end
    text.blocks.append(Grid(tuple(rows), replace(rows[0][0].place), ragged=True))


def _cells(text: _Text, at: int, row: int) -> Iterator[Cell]:
    line = text.lines[at]
    first = len(line) - len(line.lstrip(BLANKS))
    last = len(line.rstrip(BLANKS))
    first += line[first : first + 1] == "|"
    last -= last > first and line[last - 1] == "|" and line[last - 2] != "\\"
    ends = [match.start() for match in _BAR.finditer(line, first, last)][: _MAX_ROW_CELLS - 1]
    for column, (start, end) in enumerate(zip([first, *(one + 1 for one in ends)], [*ends, last], strict=True), 1):
        piece = line[start:end]
        bare = piece.strip(BLANKS)
        begin = start + (len(piece) - len(piece.lstrip(BLANKS)) if bare else 0)
        offset = text.starts[at] + begin
        place = Place(text.name, at + 1, begin + 1, start=offset, end=offset + len(bare))
        yield Cell(plain(bare).strip(BLANKS), row, column, place)


def _take_html(text: _Text, begin: int, end: int) -> Defect | None:
    """Take HTML; a table is taken to its end, though Markdown ends HTML at a blank line."""
    low = [line.lower() for line in text.lines[begin:end]]
    still_open = sum(line.count("<table") - line.count("</table") for line in low)
    while still_open > 0 and end < len(text.lines):
        line = text.lines[end].lower()
        still_open += line.count("<table") - line.count("</table")
        end += 1
    text.at = end
    content = "\n".join(text.lines[begin:end])
    read = read_html(text.name, content.encode()) if content.strip() else ()
    if isinstance(read, Defect):
        return read
    met = text.tables
    for block in read:
        if isinstance(block, Grid):
            text.tables += 1
            rows = tuple(tuple(replace(cell, place=_numbered(cell.place, met)) for cell in row) for row in block.rows)
            text.blocks.append(replace(block, rows=rows, place=_numbered(block.place, met)))
        else:
            text.blocks.append(replace(block, place=Place(text.name, begin + 1)))
    return None


def _numbered(place: Place, met: int) -> Place:
    return replace(place, table=(place.table or 0) + met)
