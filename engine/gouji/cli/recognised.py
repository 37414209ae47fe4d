"""A reading → its tables as a person compares them with the document: labels, what is printed, what is doubtful."""

from __future__ import annotations

from gouji.findings import Texts
from gouji.intake.reading import Reading
from gouji.render.recognised import CellShown, Recognised, TableShown
from gouji.report.model import pointer_of_cell
from gouji.vocabulary.model import Line, Table, Vocabulary
from gouji.vocabulary.queries import printed_name


def recognised(name: str, reading: Reading, vocabulary: Vocabulary) -> Recognised:
    """Return the tables of a reading in the order of the form."""
    tables = tuple(_table(table, reading, vocabulary) for table in vocabulary.tables)
    return Recognised(name, tuple(one for one in tables if one is not None), reading.defects)


def _table(table: Table, reading: Reading, vocabulary: Vocabulary) -> TableShown | None:
    found = reading.report.get("tables", {}).get(table.id)
    first = vocabulary.languages[0]
    titles = {**dict(table.labels.texts), first: f"{table.caption}　{table.labels.of(first)}"}
    if not found:
        return None
    form = reading.report.get("formats", {}).get(table.id) or reading.report.get("format")
    rows = [row for row in table.rows if not row.formats or form is None or form in row.formats]
    columns = [one for one in table.columns if not one.formats or form is None or form in one.formats]
    # Not every row has every column: the parts of a table have their own.
    shown = [one for one in columns if any(table.cell(row.id, one.id) is not None for row in rows)]
    return TableShown(
        titles,
        tuple(_names(one.short or printed_name(table, one, form), one, vocabulary) for one in shown),
        tuple(
            (
                _names(printed_name(table, row, form), row, vocabulary),
                tuple(_cell(table, row, one, reading) for one in shown),
            )
            for row in rows
        ),
    )


def _names(printed: str, line: Line, vocabulary: Vocabulary) -> Texts:
    first, *others = vocabulary.languages
    return {first: printed, **{language: line.labels.of(language) for language in others}}


def _cell(table: Table, row: Line, column: Line, reading: Reading) -> CellShown | None:
    if table.cell(row.id, column.id) is None:
        return None
    said = reading.source_map.get(pointer_of_cell(table.id, row.id, column.id))
    if said is None:
        return CellShown(None)
    doubts = [str(one) for one in said.get("doubts", ())]
    confidence = said.get("confidence", "exact")
    if isinstance(confidence, str) and confidence.isidentifier() and confidence != "exact":
        doubts.append(confidence)
    return CellShown(str(said.get("raw") or ""), tuple(doubts))
