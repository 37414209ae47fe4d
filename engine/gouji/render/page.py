"""A page of styled lines, printed plain into a pipe or by rich onto a terminal.

Text from documents enters as it is and leaves harmless: control and bidi characters are replaced, no markup is read.
rich is imported only for a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Final, Literal, TypeAlias

from gouji.record import Record
from gouji.source import display_width, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Style = Literal["plain", "error", "warning", "info", "good", "faint", "strong"]
Piece: TypeAlias = tuple[str, Style]

_RICH_STYLE: Final[dict[Style, str]] = {
    "plain": "",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "good": "green",
    "faint": "dim",
    "strong": "bold",
}


class Line(Record, frozen=True):
    """Pieces of text with their styles, indented by a number of columns; folded lines are indented by `hang` more."""

    pieces: tuple[Piece, ...]
    indent: int = 0
    hang: int = 0


class Grid(Record, frozen=True):
    """A table: heads and rows of equal length; where there is too little room, the `long` columns are folded most."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Piece, ...], ...]
    long: tuple[int, ...] = (0,)


Block: TypeAlias = Line | Grid

_LEAST_COLUMN: Final = 4
_NARROWEST: Final = 8
_USUAL_WIDTH: Final = 80


def line(text: str, style: Style = "plain", indent: int = 0, hang: int = 0) -> Line:
    """Return a line of one style."""
    return Line(((text, style),), indent, hang)


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


def onto_terminal(blocks: Iterable[Block], stream: IO[str], width: int | None = None) -> None:
    """Print the page by rich, folded at the width of the terminal, or at a width that is given."""
    from rich.console import Console

    console = Console(file=stream, markup=False, highlight=False, emoji=False, width=width)
    if console.width < _NARROWEST:
        # No terminal is so narrow; some that know no width say nought.
        console.width = _USUAL_WIDTH
    for block in blocks:
        match block:
            case Line():
                for folded in _folded(block, console.width):
                    console.print(folded, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
            case Grid():
                _print_grid(block, console)


def _folded(block: Line, width: int) -> Iterator[Text]:
    from gouji.render.fold import line_starts

    text = _styled(block.pieces)
    starts = line_starts(text.plain, width - block.indent, width - block.indent - block.hang)
    for first, (start, end) in enumerate(pairwise([0, *starts, len(text.plain)])):
        indent = block.indent + (block.hang if first else 0)
        shown = text[start:end]
        shown.rstrip()
        shown.pad_left(indent)
        yield shown


def _styled(pieces: Iterable[Piece]) -> Text:
    from rich.text import Text

    text = Text(overflow="fold", no_wrap=False, end="")
    for words, style in pieces:
        text.append(visible(words), style=_RICH_STYLE[style] or None)
    return text


def _print_grid(grid: Grid, console: Console) -> None:
    from rich import box
    from rich.table import Table

    columns = [[visible(row[rank][0]) for row in grid.rows] for rank in range(len(grid.heads))]
    narrow = [max(map(display_width, cells), default=0) for cells in columns]
    natural = [max(display_width(visible(head)), cells) for head, cells in zip(grid.heads, narrow, strict=True)]
    tight = sum(natural) + 2 * len(natural) > console.width
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), expand=tight)
    for rank, head in enumerate(grid.heads):
        numbers = sum(cell[:1].isdecimal() for cell in columns[rank])
        table.add_column(
            _styled(((head, "strong"),)),
            overflow="fold",
            justify="right" if rank not in grid.long and 2 * numbers > sum(map(bool, columns[rank])) else "left",
            width=max(narrow[rank], _LEAST_COLUMN) if tight and rank not in grid.long else None,
            ratio=natural[rank] if tight and rank in grid.long else None,
        )
    for row in grid.rows:
        table.add_row(*(_styled((cell,)) for cell in row))
    console.print(table)
