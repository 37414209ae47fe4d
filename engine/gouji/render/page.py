"""A page of styled lines, printed plain into a pipe or by rich onto a terminal.

Text from documents enters as it is and leaves harmless: control and bidi characters are replaced, no markup is read.
rich is imported only for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Final, Literal, TypeAlias

from gouji.source import display_width, visible

Style = Literal["plain", "error", "warning", "info", "good", "faint", "strong"]

_RICH_STYLE: Final[dict[Style, str]] = {
    "plain": "",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "good": "green",
    "faint": "dim",
    "strong": "bold",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces of text with their styles, indented by a number of columns; folded lines keep the indent."""

    pieces: tuple[tuple[str, Style], ...]
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A small table: heads and rows of equal length."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[str, Style], ...], ...]


Block: TypeAlias = Line | Grid


def line(text: str, style: Style = "plain", indent: int = 0) -> Line:
    """Return a line of one style."""
    return Line(((text, style),), indent)


def plain(blocks: Iterable[Block]) -> str:
    """Return the page as text without styles, one line per line, whatever its length."""
    return "".join(f"{text}\n" for block in blocks for text in _plain_lines(block))


def _plain_lines(block: Block) -> Iterable[str]:
    match block:
        case Line(pieces, indent):
            yield (" " * indent + "".join(visible(text) for text, _ in pieces)).rstrip()
        case Grid(heads, rows):
            yield from _aligned([heads, *(tuple(text for text, _ in row) for row in rows)])


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterable[str]:
    shown = [tuple(visible(text) for text in row) for row in rows]
    widths = [max(display_width(row[column]) for row in shown) for column in range(len(shown[0]))]
    for row in shown:
        cells = (text + " " * (width - display_width(text)) for text, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def onto_terminal(blocks: Iterable[Block], stream: IO[str]) -> None:
    """Print the page by rich; long lines fold at any character, since Chinese has no blanks to break at."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, markup=False, highlight=False, emoji=False)

    def styled(pieces: Iterable[tuple[str, Style]]) -> Text:
        text = Text(overflow="fold", no_wrap=False)
        for words, style in pieces:
            text.append(visible(words), style=_RICH_STYLE[style] or None)
        return text

    for block in blocks:
        match block:
            case Line(pieces, indent):
                console.print(Padding(styled(pieces), (0, 0, 0, indent), expand=False), overflow="fold")
            case Grid(heads, rows):
                table = Table(box=None, pad_edge=False, show_edge=False)
                for head in heads:
                    table.add_column(Text(visible(head)), overflow="fold")
                for row in rows:
                    table.add_row(*(styled((cell,)) for cell in row))
                console.print(table)
