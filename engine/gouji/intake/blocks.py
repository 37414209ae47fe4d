"""What every kind of document is made of: headings, paragraphs and table grids, each with its place.

Readers of single formats make these; the extraction knows nothing else of a document.
A page break is no block: the page stands in every place. A table that goes on after one is a further grid.
No form, no vocabulary and no file format is known here.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from gouji.findings import Place
from gouji.record import Record

BLANKS: Final = (
    " \t\r\n\f\v\u00a0\u3000\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
"""What may stand around a word without belonging to it, spaces of every width and signs of none among them.

A soft hyphen is not: some programs show it as a stroke.
"""


RECOGNISED: Final = "recognised_in_image"
"""The doubt about prose that was recognised in an image: some of its characters may be others."""

IN_COLUMNS: Final = "set_in_columns"
"""The doubt about prose of pages on which writing stands beside a table: what follows what is not known."""

UNCERTAIN: Final = "uncertain_in_image"
"""The doubt about a cell of an image whose writing was not recognised for certain."""


OTHER_WIDTH: Final = "row_of_other_width"
"""The doubt about the cells of a row that is wider or narrower than its table: about their columns, not their words."""


class Heading(Record, frozen=True):
    """A line that the document itself marks as a heading; `level` counts from 1, all else is as of a paragraph."""

    text: str
    level: int
    place: Place
    doubts: tuple[str, ...] = ()
    linked: bool = False


class Paragraph(Record, frozen=True):
    """A stretch of prose, without the white space around it; `doubts` are the reader's own about these words.

    `linked` says that most of it is a link to another page.
    """

    text: str
    place: Place
    doubts: tuple[str, ...] = ()
    linked: bool = False


class Cell(Record, frozen=True):
    """A printed cell; `row` and `column` count from 1, the column in the grid's own terms.

    Paragraphs within the cell are separated by line breaks. `doubts` are the reader's own about this cell.
    `confidence` is how certain a reader is, in percent, that recognised the writing in an image.
    """

    text: str
    row: int
    column: int
    place: Place
    row_span: int = 1
    column_span: int = 1
    doubts: tuple[str, ...] = ()
    confidence: int | None = None


class Grid(Record, frozen=True):
    """A table: its rows from the top, each with the cells that the document prints in it, from the left.

    `ragged` says that spans are not known: a merged cell is printed once in its first row and may be an empty cell
    in the rows below, and a cell's column is only its rank in the row.
    `continues` says that the table goes on after a page break; a head that is printed again is kept, as rows.
    """

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    ragged: bool
    continues: bool = False


Block: TypeAlias = Heading | Paragraph | Grid
