"""The tests' own writers: a small report enters, a document of some format leaves.

They know how agencies print the form, and nothing of the readers; a merged cell is a cell with a size.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO

import docx
import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from gouji.vocabulary.model import Line, Table, Vocabulary
from gouji.vocabulary.queries import headings_above

Values = Mapping[tuple[str, str, str], str]
"""The printed cells by table, row and column."""


@dataclass(frozen=True)
class Box:
    """A printed cell."""

    text: str
    down: int = 1
    across: int = 1


NEXT = "\n"
"""Divides the lines of a cell."""

Boxes = list[list[Box]]
"""The rows of a table; a box stands only in the row where it begins."""


class Headline(str):
    """A paragraph that is printed as a heading."""


@dataclass(frozen=True)
class Part:
    """A numbered part of a section: `（一）甲。乙` has the heading 甲 and the text 乙."""

    ordinal: str
    heading: str
    mark: str
    text: str

    @property
    def printed(self) -> str:
        """The part as it is printed; of several paragraphs the first goes on behind its heading."""
        return f"{self.ordinal}{self.heading}{self.mark}{self.text}"


@dataclass(frozen=True)
class Written:
    """A report to be printed: its agency, the text of its prose sections, its cells, the format of each table.

    Paragraphs of a text are divided by line breaks; `named` is what is printed as its title.
    """

    agency: str
    prose: Mapping[str, str]
    cells: Values = field(repr=False)
    formats: Mapping[str, str]
    year: int = 2021
    preamble: str = ""
    parts: Mapping[str, Sequence[Part]] = field(default_factory=dict)
    named: str = "{agency}{year}年政府信息公开工作年度报告"

    @property
    def title(self) -> str:
        """The title that names agency and year."""
        return self.named.format(agency=self.agency, year=self.year)


def blocks_of(written: Written, vocabulary: Vocabulary) -> Iterator[str | Boxes]:
    """Yield what is printed, in order: paragraphs and tables."""
    yield Headline(written.title)
    yield from _paragraphs(written.preamble)
    for section in vocabulary.sections:
        yield Headline(f"{section.ordinal}{vocabulary.ordinal_mark}{section.printed.usual}")
        yield from _paragraphs(written.prose.get(section.id, ""))
        for part in written.parts.get(section.id, ()):
            yield from _paragraphs(part.printed)
        for table in vocabulary.tables_of(section.id):
            yield PRINTERS[table.id](table, written.cells, written.formats[table.id])


def _paragraphs(text: str) -> Iterator[str]:
    yield from text.split("\n") if text else ()


# ── the three tables ────────────────────────────────────────────────────────


def _bands(table: Table, cells: Values, form: str) -> Boxes:
    rows: Boxes = []
    for band in table.bands:
        if form not in band.formats:
            continue
        lines = [one for one in table.lines("row", form) if one.id in band.rows]
        columns = [
            one
            for one in table.lines("column", form)
            if one.id in band.columns and all(table.has_cell(line.id, one.id, form) for line in lines)
        ]
        rows.append([Box(band.printed.of(form) if band.printed else "", across=len(columns) + 1)])
        rows.append([Box("信息内容"), *(Box(one.printed.of(form)) for one in columns)])
        for line in lines:
            rows.append([Box(line.printed.of(form)), *(Box(cells[table.id, line.id, one.id]) for one in columns)])
    return rows


def _with_groups(table: Table, cells: Values, form: str) -> Boxes:
    columns = table.lines("column", form)
    lines = table.lines("row", form)
    above = {line.id: headings_above(table, line, form) for line in lines}
    deepest = max(map(len, above.values())) + 1
    rows = _heads(table, columns, form, deepest)
    for number, line in enumerate(lines):
        own: list[Box] = []
        for depth, heading in enumerate(above[line.id]):
            begins = number == 0 or above[lines[number - 1].id][: depth + 1] != above[line.id][: depth + 1]
            if begins:
                same = [one for one in lines if above[one.id][: depth + 1] == above[line.id][: depth + 1]]
                own.append(Box(heading, down=len(same)))
        own.append(Box(line.printed.of(form), across=deepest - len(above[line.id])))
        rows.append([*own, *(Box(cells[table.id, line.id, one.id]) for one in columns)])
    return rows


def _heads(table: Table, columns: Sequence[Line], form: str, label: int) -> Boxes:
    first, second = [Box("事项", down=2, across=label)], list[Box]()
    named: set[str] = set()
    for one in columns:
        group = headings_above(table, one, form)
        if not group:
            first.append(Box(one.printed.of(form), down=2))
            continue
        if group[-1] not in named:
            named.add(group[-1])
            first.append(Box(group[-1], across=sum(headings_above(table, other, form) == group for other in columns)))
        second.append(Box(one.printed.of(form)))
    return [first, second]


def _side_by_side(table: Table, cells: Values, form: str) -> Boxes:
    lines, columns = table.lines("row", form), table.lines("column", form)
    width = len(columns)
    suits = [one for one in lines if headings_above(table, one, form)]
    first = [Box(one.printed.of(form), down=2, across=width) for one in lines if one not in suits]
    first.append(Box(headings_above(table, suits[0], form)[0], across=width * len(suits)))
    return [
        first,
        [Box(one.printed.of(form), across=width) for one in suits],
        [Box(column.printed.of(form)) for _ in lines for column in columns],
        [Box(cells[table.id, line.id, column.id]) for line in lines for column in columns],
    ]


PRINTERS: Mapping[str, Callable[[Table, Values, str], Boxes]] = {
    "disclosure": _bands,
    "requests": _with_groups,
    "remedies": _side_by_side,
}


def in_one_table(blocks: Sequence[str | Boxes]) -> list[str | Boxes]:
    """Return a report as one table, as a form in a workbook is: what stands outside its tables are merged rows."""
    width = max(
        column + one.across for block in blocks if isinstance(block, list) for _, column, one in placed_boxes(block)
    )
    return [[row for block in blocks for row in ([[Box(block, across=width)]] if isinstance(block, str) else block)]]


# ── formats of files ────────────────────────────────────────────────────────


def as_html(blocks: Sequence[str | Boxes]) -> bytes:
    """Return a page with its tables merged as browsers do."""
    return f"<!DOCTYPE html><html><body><div>{''.join(map(_html_of, blocks))}</div></body></html>".encode()


def _html_of(block: str | Boxes) -> str:
    if isinstance(block, str):
        return f"<p>{html.escape(block)}</p>"
    rows = (
        "".join(
            f'<td rowspan="{one.down}" colspan="{one.across}">{html.escape(one.text).replace(NEXT, "<br>")}</td>'
            for one in row
        )
        for row in block
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def as_docx(blocks: Sequence[str | Boxes]) -> bytes:
    """Return a Word document as a library for Word writes it."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        placed = list(placed_boxes(block))
        width = max(column + one.across for _, column, one in placed)
        flat = all(one.down == 1 for _, _, one in placed)
        table = document.add_table(len(block), width)
        # Asked for one by one, each would cost a walk through the table.
        cells = [list(row.cells) for row in table.rows]
        for row, column, one in placed:
            cell = cells[row][column]
            last = not any(other > column for at, other, _ in placed if at == row)
            # The last cell of a short row goes on to the edge of the table.
            end = max(column + one.across, width if last and flat else 0)
            if one.down > 1 or end - column > 1:
                cell = cell.merge(cells[row + one.down - 1][end - 1])
            cell.text = one.text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Sheets:
    """How a report is written into a workbook."""

    lines: bool = True
    merged: bool = True
    """Whether cells over several rows or columns are merged; else the words stand in the first."""
    numbers: bool = True
    """Whether figures are stored as numbers; else as words."""
    apart: bool = False
    """Whether every section has a sheet of its own."""
    inset: int = 0
    """How many rows and columns are left blank before the report."""


def as_xlsx(blocks: Sequence[str | Boxes], how: Sheets | None = None) -> bytes:
    """Return a workbook as a library for Excel writes it."""
    how = how or Sheets()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    row = 1 + how.inset
    for block in blocks:
        if isinstance(block, str):
            if how.apart and isinstance(block, Headline) and row > 1 + how.inset:
                sheet, row = book.create_sheet(block[:20]), 1 + how.inset
            put(sheet, row, 1 + how.inset, block, how)
            row += 1
            continue
        for down, right, one in placed_boxes(block):
            top, left = row + down, 1 + how.inset + right
            if how.lines:
                for line in range(one.down):
                    for column in range(one.across):
                        sheet.cell(top + line, left + column).border = BOX
            put(sheet, top, left, one.text, how)
            if how.merged and (one.down > 1 or one.across > 1):
                sheet.merge_cells(None, top, left, top + one.down - 1, left + one.across - 1)
        row += len(block)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(blocks: Sequence[str | Boxes]) -> bytes:
    """Return a workbook's sheet saved as CSV: a merged cell is a filled one and blank ones, all rows are as wide."""
    tables = [block for block in blocks if not isinstance(block, str)]
    width = max(column + one.across for table in tables for _, column, one in placed_boxes(table))
    out = StringIO()
    written = csv.writer(out)
    for block in blocks:
        boxes = [(0, 0, Box(block))] if isinstance(block, str) else list(placed_boxes(block))
        rows = [[""] * width for _ in range(1 if isinstance(block, str) else len(block))]
        for row, column, one in boxes:
            rows[row][column] = one.text
        written.writerows(rows)
    return out.getvalue().encode()


LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)


def put(sheet: Worksheet, row: int, column: int, text: str, how: Sheets) -> None:
    """Write into a cell what is printed in it."""
    plain = text.isascii() and text.isdecimal() and str(int(text)) == text and len(text) < 16
    if plain and how.numbers:
        sheet.cell(row, column, int(text))
    elif text:
        cell = sheet.cell(row, column)
        # Words that look like the code of a sign are escaped; none are a formula.
        cell.value = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
        cell.data_type = "s"
        if plain:
            cell.number_format = "@"


def placed_boxes(boxes: Boxes) -> Iterator[tuple[int, int, Box]]:
    """Yield every box with the row and the column where it stands, counted from 0."""
    taken: set[tuple[int, int]] = set()
    for row, own in enumerate(boxes):
        at = 0
        for one in own:
            while (row, at) in taken:
                at += 1
            taken |= {(row + down, at + across) for down in range(one.down) for across in range(one.across)}
            yield row, at, one


def _ragged(boxes: Boxes) -> list[list[str]]:
    """Return rows as converters print them: a cell merged downwards is empty below, one merged across stands once."""
    rows: list[dict[int, str]] = [{} for _ in boxes]
    for row, column, one in placed_boxes(boxes):
        rows[row][column] = one.text
        for below in range(row + 1, row + one.down):
            rows[below][column] = ""
    return [[text for _, text in sorted(row.items())] for row in rows]


def as_markdown(blocks: Sequence[str | Boxes]) -> bytes:
    """Return Markdown with headings and tables of bars."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            mark = "" if not isinstance(block, Headline) else "## " if lines else "# "
            lines += [mark + escaped(block), ""]
            continue
        rows = [f"| {' | '.join(map(escaped, row))} |" for row in _ragged(block)]
        rows.insert(1, "|" + "---|" * len(_ragged(block)[0]))
        lines += [*rows, ""]
    return "\n".join(lines).encode()


def escaped(text: str) -> str:
    """Return words with every sign escaped that may mean something in Markdown."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text).replace(NEXT, "<br>")


def as_markdown_with_html(blocks: Sequence[str | Boxes]) -> bytes:
    """Return Markdown whose tables are written in HTML, a row a line."""
    lines = (
        escaped(block) if isinstance(block, str) else _html_of(block).replace("</tr>", "</tr>\n") for block in blocks
    )
    return "\n\n".join(lines).encode()


def as_cells(blocks: Sequence[str | Boxes]) -> bytes:
    """Return text with a cell a line, each behind a TAB, and a blank line behind a row."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        for row in _ragged(block):
            lines += [*("\t" + text for text in row), ""]
    return "\n".join(lines).encode()


def as_rows(blocks: Sequence[str | Boxes]) -> bytes:
    """Return text with a row a line, TABs between its cells."""
    return _by_rows(blocks, "\t").encode()


def as_bars(blocks: Sequence[str | Boxes]) -> bytes:
    """Return text with a row a line, bars between and around its cells."""
    return _by_rows(blocks, "|").encode()


def _by_rows(blocks: Sequence[str | Boxes], mark: str) -> str:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            # A row of one cell has no TAB within; converters end it by one.
            rows = [row if len(row) > 1 or mark == "|" else [*row, ""] for row in _ragged(block)]
            lines += [f"|{'|'.join(row)}|" if mark == "|" else mark.join(row) for row in rows]
    return "\n".join(lines)
