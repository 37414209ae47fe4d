"""A report JSON as it is printed: paragraphs, headings, and the tables of the form with the report's cells in them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from gouji.generation.reports import Json
from gouji.record import Record, replace
from gouji.template.layout import Boxes, boxes_of
from gouji.vocabulary.model import Table, Vocabulary


class Heading(Record, frozen=True):
    """A line that heads what follows; level 1 is the title."""

    text: str
    level: int = 2


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
    yield table.caption
    yield _without_absent(cells, _filled(cells, boxes_of(table, _format(report, table, vocabulary))))


def _format(report: Json, table: Table, vocabulary: Vocabulary) -> str:
    year = report.get("year")
    prescribed = vocabulary.format_of_year(year) if isinstance(year, int) else None
    newest = max(vocabulary.formats, key=lambda one: one.first_year)
    named = (report.get("formats", {}).get(table.id), report.get("format"), (prescribed or newest).id)
    return next(one for one in named if one is not None and vocabulary.format(one))


def _filled(cells: Json, form: Boxes) -> Boxes:
    boxes = tuple(one if one.key is None else replace(one, text=_text(cells, *one.key[1:])) for one in form.boxes)
    return replace(form, boxes=boxes)


def _text(cells: Json, row: str, column: str) -> str:
    # A cell that is absent from a row that is there is printed empty: a printed row has all its cells.
    value = (_row(cells, row) or {}).get(column)
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _row(cells: Json, row: str) -> Json | None:
    found: Any = cells
    for step in row.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return found if isinstance(found, dict) and found else None


def _without_absent(cells: Json, form: Boxes) -> Boxes:
    """Return a table without the printed rows of which the report has no cell."""
    there = {one.row for one in form.boxes if one.key is not None and _row(cells, one.key[1]) is not None}
    gone = {one.row for one in form.boxes if one.key is not None} - there
    if not gone:
        return form
    kept = [row for row in range(form.rows) if row not in gone]
    place = {row: rank for rank, row in enumerate(kept)}
    boxes = []
    for one in form.boxes:
        covered = [row for row in range(one.row, one.row + one.down) if row not in gone]
        if covered:
            boxes.append(replace(one, row=place[covered[0]], down=len(covered)))
    return replace(form, boxes=tuple(sorted(boxes, key=lambda one: (one.row, one.column))), rows=len(kept))
