"""A vocabulary to the empty form of one of its formats: lines of words, and tables of boxes with their places.

What a form prints is the vocabulary's; how a file of some kind is written is the writers'. Nothing is filled in here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from gouji.record import Record
from gouji.vocabulary.model import Band, Table, Vocabulary
from gouji.vocabulary.model import Line as TableLine
from gouji.vocabulary.queries import heading_of, headings_above

Key: TypeAlias = tuple[str, str, str]
"""A cell of the form by its table, row and column."""

_YEARS: Final = {"zh": "{agency}{year}年{kind}", "en": "{agency} {year}: {kind}"}


class Box(Record, frozen=True):
    """A box of a table: its words, where it begins (from 0) and how many rows and columns it covers.

    `key` says which cell of the form is to be written into it; `kind` what its words are.
    """

    text: str
    row: int
    column: int
    down: int = 1
    across: int = 1
    kind: Literal["head", "label", "value"] = "head"
    key: Key | None = None


class Boxes(Record, frozen=True):
    """A table: its boxes row by row, how many rows and columns it has, and how many of these hold labels."""

    boxes: tuple[Box, ...]
    rows: int
    columns: int
    label_columns: int


class Words(Record, frozen=True):
    """A line of words, or with `space` the place where prose is to be written."""

    text: str
    kind: Literal["title", "heading", "space"]


class Part(Record, frozen=True):
    """What stands under one heading; `name` is short, for a sheet of its own."""

    name: str
    pieces: tuple[Words | Boxes, ...]


Form: TypeAlias = tuple[Part, ...]
"""The parts of an empty form; the title stands in the first."""

_Path: TypeAlias = tuple[str, ...]


def form_of(vocabulary: Vocabulary, format_id: str, agency: str = "", year: int | None = None) -> Form:
    """Return the empty form of a format; agency and year stand in the title where they are given."""
    parts: list[Part] = []
    for section in vocabulary.sections:
        heading = heading_of(vocabulary, section, format_id)
        tables = [
            boxes_of(table, format_id) for table in vocabulary.tables_of(section.id) if format_id in table.formats
        ]
        title = () if parts else (Words(title_of(vocabulary, agency, year), "title"),)
        space = () if tables else (Words("", "space"),)
        parts.append(Part(heading, (*title, Words(heading, "heading"), *tables, *space)))
    return tuple(parts)


def title_of(vocabulary: Vocabulary, agency: str, year: int | None) -> str:
    """Return the title of a report, with what is known of it."""
    language = vocabulary.languages[0]
    kind = vocabulary.labels.of(language)
    if year is None:
        return f"{agency}{kind}" if language == "zh" else f"{agency} {kind}".strip()
    return _YEARS.get(language, _YEARS["en"]).format(agency=agency, year=year, kind=kind).strip()


def boxes_of(table: Table, form: str) -> Boxes:
    """Return a table of the form in one of its formats, its cells empty."""
    if table.head.rows_across:
        return _across(table, form)
    bands = [band for band in table.bands if form in band.formats]
    labels = max((len(headings_above(table, line, form)) + 1 for line in table.lines("row", form)), default=1)
    width = labels + max(len(_columns(table, band, form)) for band in bands)
    boxes: list[Box] = []
    row = 0
    for band in bands:
        for one in _band(table, band, form, labels, width, row):
            boxes.append(one)
        row = max(one.row + one.down for one in boxes)
    return Boxes(tuple(sorted(boxes, key=_place)), row, width, labels)


def _place(box: Box) -> tuple[int, int]:
    return box.row, box.column


def _columns(table: Table, band: Band, form: str) -> list[TableLine]:
    return [
        one
        for one in table.lines("column", form)
        if one.id in band.columns and any(table.has_cell(row, one.id, form) for row in band.rows)
    ]


def _band(table: Table, band: Band, form: str, labels: int, width: int, top: int) -> Iterator[Box]:
    """Yield the boxes of a part of a table with its own heads; its last column goes on to the edge of the table."""
    columns = _columns(table, band, form)
    lines = [one for one in table.lines("row", form) if one.id in band.rows]
    if not columns or not lines:
        return
    if band.printed is not None:
        yield Box(band.printed.of(form), top, 0, 1, width)
        top += 1
    sizes = [1] * (len(columns) - 1) + [width - labels - len(columns) + 1]
    over = (table.head.over_columns,) if table.head.over_columns else ()
    paths = [(*over, *headings_above(table, one, form), one.printed.of(form)) for one in columns]
    deep = max(map(len, paths))
    yield Box(table.head.corner, top, 0, deep, labels)
    for level, first, size, text, further in _tree(paths, sizes, deep):
        yield Box(text, top + level, labels + first, further, size)
    top += deep
    paths = [(*headings_above(table, one, form), one.printed.of(form)) for one in lines]
    for level, first, size, text, further in _tree(paths, [1] * len(lines), labels):
        yield Box(text, top + first, level, size, further, "label")
    for rank, line in enumerate(lines):
        column = labels
        for one, size in zip(columns, sizes, strict=True):
            yield _value(table, line, one, form, top + rank, column, size)
            column += size


def _across(table: Table, form: str) -> Boxes:
    """Return a table of which all rows stand side by side in one, each above all columns."""
    lines, columns = table.lines("row", form), table.lines("column", form)
    paths = [(*headings_above(table, one, form), one.printed.of(form)) for one in lines]
    deep = max(map(len, paths))
    wide = [len(columns)] * len(lines)
    boxes = [Box(text, level, first, further, size) for level, first, size, text, further in _tree(paths, wide, deep)]
    below = [(*headings_above(table, one, form), one.printed.of(form)) for one in columns]
    heads = max(map(len, below))
    for rank, line in enumerate(lines):
        left = rank * len(columns)
        for level, first, size, text, further in _tree(below, [1] * len(columns), heads):
            boxes.append(Box(text, deep + level, left + first, further, size))
        for place, column in enumerate(columns):
            boxes.append(_value(table, line, column, form, deep + heads, left + place, 1))
    return Boxes(tuple(sorted(boxes, key=_place)), deep + heads + 1, len(lines) * len(columns), 0)


def _value(table: Table, line: TableLine, column: TableLine, form: str, row: int, left: int, across: int) -> Box:
    known = table.has_cell(line.id, column.id, form)
    return Box("", row, left, 1, across, "value", (table.id, line.id, column.id) if known else None)


def _tree(paths: Sequence[_Path], sizes: Sequence[int], deep: int) -> Iterator[tuple[int, int, int, str, int]]:
    """Yield the words of paths that lie side by side, each once where paths share it.

    Each comes with its level, where it begins, how far it goes, and over how many levels: the last words of a path
    go on to the deepest level.
    """
    starts = [sum(sizes[:rank]) for rank in range(len(paths))]
    for rank, path in enumerate(paths):
        for level, text in enumerate(path):
            own = level == len(path) - 1
            if own:
                yield level, starts[rank], sizes[rank], text, deep - level
            elif rank == 0 or paths[rank - 1][: level + 1] != path[: level + 1]:
                same = rank
                while (
                    same < len(paths) and paths[same][: level + 1] == path[: level + 1] and len(paths[same]) > level + 1
                ):
                    same += 1
                yield level, starts[rank], sum(sizes[rank:same]), text, 1
