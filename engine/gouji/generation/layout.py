"""A report JSON as it is printed: paragraphs, headings and tables, laid out as the vocabulary says the form is.

Bands with a heading of their own stand one below the other, each under its own columns; any other table has the
headings of its groups merged over their rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from gouji.generation.reports import Json
from gouji.record import Record
from gouji.vocabulary.model import Line, Table, Vocabulary
from gouji.vocabulary.queries import headings_above


class Box(Record, frozen=True):
    """A printed cell, over so many rows and columns."""

    text: str
    down: int = 1
    across: int = 1


class Heading(Record, frozen=True):
    """A line that heads what follows; level 1 is the title."""

    text: str
    level: int = 2


Boxes: TypeAlias = list[list[Box]]
"""The rows of a table; a box stands only in the row where it begins."""
Block: TypeAlias = str | Heading | Boxes


def blocks_of(report: Json, vocabulary: Vocabulary) -> Iterator[Block]:
    """Give what is printed of a report, in order."""
    yield from _front(report, vocabulary)
    printed: set[str] = set()
    for section in report.get("sections", ()):
        yield Heading(section.get("heading") or section.get("ordinal") or "")
        for table in vocabulary.tables_of(section.get("id", "")):
            if table.id not in printed:
                printed.add(table.id)
                yield from _table(report, table, vocabulary)
        # Behind the tables: lines right above a table are taken for notes of it.
        yield from _paragraphs(section.get("text"))
        for part in section.get("parts", ()):
            yield _part(part)
    for table in vocabulary.tables:
        if table.id not in printed:
            yield from _table(report, table, vocabulary)
    yield from _paragraphs(report.get("closing"))


def _front(report: Json, vocabulary: Vocabulary) -> Iterator[Block]:
    title = report.get("title") or ""
    name = report.get("agency", {}).get("name")
    if name and name not in title:
        yield name
    if title:
        yield Heading(title, 1)
    field = vocabulary.metadata_field("published")
    if report.get("published") and field is not None:
        # Only the Chinese words are known to readers; other words would be taken for the preamble.
        label = dict(field.labels.texts).get("zh")
        if label is not None:
            yield f"{label}：{report['published']}"
    yield from _paragraphs(report.get("preamble"))


def _paragraphs(text: str | None) -> Iterator[str]:
    yield from (line for line in (text or "").split("\n") if line.strip())


def _part(part: Json) -> str:
    heading = part.get("heading") or ""
    ordinal = part.get("ordinal") or ""
    front = heading if heading.startswith(ordinal) else ordinal + heading
    text = part.get("text") or ""
    return f"{front}。{text}" if front and not front.endswith(("。", "：")) else front + text


# ── tables ──────────────────────────────────────────────────────────────────


def _table(report: Json, table: Table, vocabulary: Vocabulary) -> Iterator[Block]:
    cells = report.get("tables", {}).get(table.id)
    if cells is None:
        return
    form = _format(report, table, vocabulary)
    yield table.caption
    name = table.labels.of(vocabulary.languages[0])
    yield (
        _bands(table, cells, form, name)
        if any(one.printed for one in table.bands)
        else _groups(table, cells, form, name)
    )


def _format(report: Json, table: Table, vocabulary: Vocabulary) -> str:
    year = report.get("year")
    prescribed = vocabulary.format_of_year(year) if isinstance(year, int) else None
    newest = max(vocabulary.formats, key=lambda one: one.first_year)
    named = (report.get("formats", {}).get(table.id), report.get("format"), (prescribed or newest).id)
    return next(one for one in named if one is not None and vocabulary.format(one))


def _bands(table: Table, cells: Json, form: str, name: str) -> Boxes:
    rows: Boxes = []
    for band in table.bands:
        lines = [one for one in table.lines("row", form) if one.id in band.rows and _row(cells, one) is not None]
        if form not in band.formats or not lines:
            continue
        columns = [
            one
            for one in table.lines("column", form)
            if one.id in band.columns and all(table.has_cell(line.id, one.id, form) for line in lines)
        ]
        if band.printed is not None:
            rows.append([Box(band.printed.of(form), across=len(columns) + 1)])
        rows.append([Box(name), *(Box(one.printed.of(form)) for one in columns)])
        for line in lines:
            rows.append([Box(line.printed.of(form)), *(_cell(cells, line, one) for one in columns)])
    return rows


def _groups(table: Table, cells: Json, form: str, name: str) -> Boxes:
    columns = table.lines("column", form)
    lines = [one for one in table.lines("row", form) if _row(cells, one) is not None]
    above = [headings_above(table, line, form) for line in lines]
    deepest = max(map(len, above), default=0) + 1
    rows = _heads(table, columns, form, deepest, name)
    for rank, line in enumerate(lines):
        own = [
            Box(heading, down=_run(above, rank, depth))
            for depth, heading in enumerate(above[rank])
            if rank == 0 or above[rank - 1][: depth + 1] != above[rank][: depth + 1]
        ]
        own.append(Box(line.printed.of(form), across=deepest - len(above[rank])))
        rows.append([*own, *(_cell(cells, line, one) for one in columns)])
    return rows


def _run(above: Sequence[tuple[str, ...]], start: int, depth: int) -> int:
    """Return over how many rows from `start` the same headings stand."""
    same = above[start][: depth + 1]
    end = start
    while end < len(above) and above[end][: depth + 1] == same:
        end += 1
    return end - start


def _heads(table: Table, columns: Sequence[Line], form: str, across: int, name: str) -> Boxes:
    grouped = [headings_above(table, one, form) for one in columns]
    if not any(grouped):
        return [[Box(name, across=across), *(Box(one.printed.of(form)) for one in columns)]]
    first, second = [Box(name, down=2, across=across)], list[Box]()
    for rank, (one, group) in enumerate(zip(columns, grouped, strict=True)):
        if not group:
            first.append(Box(one.printed.of(form), down=2))
            continue
        if rank == 0 or grouped[rank - 1] != group:
            first.append(Box(group[-1], across=_run(grouped, rank, len(group) - 1)))
        second.append(Box(one.printed.of(form)))
    return [first, second]


def _row(cells: Json, line: Line) -> Json | None:
    found: Any = cells
    for step in line.id.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) and found else None


def _cell(cells: Json, line: Line, column: Line) -> Box:
    # A cell that is absent from a row that is there is printed empty: a printed row has all its cells.
    value = (_row(cells, line) or {}).get(column.id)
    return Box("" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value))
