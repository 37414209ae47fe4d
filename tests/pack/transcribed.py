"""Real reports with their tables as people transcribed them: what was read of the prose enters, whole reports leave.

The readers doubt the tables of most conversions, rightly; so the rules of prose against tables are tried on them all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from gouji.intake.reading import read_document
from gouji.vocabulary.model import Table, Vocabulary
from gouji.vocabulary.names import find_lines

TABLES = {"table2": "disclosure", "table3": "requests", "table3_partial": "requests", "table4": "remedies"}


def transcribed_report(folder: Path, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return a real report as JSON: its prose as read, its tables as transcribed."""
    path = next(folder / name for name in ("source.txt", "source.html", "source.md") if (folder / name).is_file())
    report = dict(read_document(path.name, path.read_bytes(), vocabulary).report)
    tables: dict[str, Any] = {}
    for name, rows in _said(folder).items():
        table = vocabulary.table(TABLES.get(name, ""))
        for label, values in (rows or {}).items() if table is not None else ():
            assert table is not None
            cells = values if isinstance(values, list) else [values]
            for steps, value in _row(table, label, cells, report.get("format")):
                _put(tables, (table.id, *steps), value)
    report["tables"] = tables
    return report


def _said(folder: Path) -> dict[str, Any]:
    tables = folder / "tables.json"
    if tables.is_file():
        return dict(json.loads(tables.read_text("utf-8"), parse_float=Decimal))
    meta = json.loads((folder / "meta.json").read_text("utf-8"), parse_float=Decimal)
    return dict(meta.get("partial_tables", {}))


def _row(table: Table, label: str, values: list[Any], read: str | None) -> Iterator[tuple[tuple[str, ...], Any]]:
    (row,) = find_lines(table, "row", label)
    # The transcription says no format: it is the one that was read, or else one whose row has as many cells.
    for format_id in (one for one in (read, *reversed(table.formats)) if one in table.formats):
        columns = [cell.column for cell in table.cells_in(format_id) if cell.row == row]
        if len(columns) == len(values):
            for column, value in zip(columns, values, strict=True):
                yield (*row.split("."), column), value
            return


def _put(holder: dict[str, Any], steps: tuple[str, ...], value: Any) -> None:
    for step in steps[:-1]:
        holder = holder.setdefault(step, {})
    holder[steps[-1]] = value
