"""Real reports, in every form they are published in: what is read is right, and what is not read is said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gouji.intake.entries import cell_value
from gouji.intake.reading import Reading, read_document
from gouji.report.load import form_of, load
from gouji.report.model import Report, pointer_of_cell
from gouji.vocabulary.model import Table, Vocabulary
from gouji.vocabulary.names import find_lines
from gouji.vocabulary.schema import schema_of

TABLES = {"table2": "disclosure", "table3": "requests", "table3_partial": "requests", "table4": "remedies"}

# Per document: how many cells were read, how many of them the transcription knows and are the same, how many cells of
# the transcription were not read, and how many cells say that they were found by counting digits or through totals.
# A cell that was read and differs is never allowed.
READ = {
    "000": (200, 200, 0, 0),
    "001": (10, 10, 190, 0),  # text printed with blanks between the columns
    "001.pdf": (200, 200, 0, 0),
    "002": (10, 10, 176, 0),
    "002.pdf": (186, 186, 0, 0),
    "004": (200, 200, 0, 0),
    "005": (200, 200, 0, 0),
    "009": (200, 200, 0, 194),  # Markdown whose labels a converter tore from their figures
    "010": (194, 194, 6, 194),
    "011": (200, 200, 0, 0),  # web pages
    "013": (200, 200, 0, 0),
    "014": (179, 176, 22, 57),  # glued together in one line, as are the next six
    "016": (197, 197, 3, 85),
    "017": (197, 197, 3, 92),
    "018": (197, 197, 3, 99),
    "022": (200, 200, 0, 43),
    "023": (200, 200, 0, 53),
    "028": (0, 0, 0, 0),  # an empty page
    "030": (197, 197, 3, 43),
    "101": (80, 45, 0, 0),  # the beginnings of pages: their transcriptions are partial
    "102": (24, 24, 0, 0),
    "103": (16, 16, 6, 0),
    "104": (52, 0, 0, 0),
    "105": (73, 10, 0, 0),
    "106": (24, 10, 0, 0),
    "107": (9, 0, 0, 0),
    "108": (11, 0, 0, 1),
    "109": (18, 0, 0, 0),
    "110": (6, 0, 0, 0),
    "111": (20, 0, 0, 0),
    "112": (0, 0, 0, 0),
}


@pytest.mark.parametrize("number", READ)
def test_no_cell_of_a_real_report_is_read_wrong(number: str, corpus: Path, vocabulary: Vocabulary) -> None:
    folder, reading = _read(corpus, number, vocabulary)
    read = _cells(reading, vocabulary)
    true = dict(_transcribed(folder, reading, vocabulary))
    assert {key: (read[key], true[key]) for key in read.keys() & true.keys() if read[key] != true[key]} == {}
    doubted = sum(bool(reading.source_map[key]["doubts"]) for key in read)
    assert READ[number] == (len(read), len(read.keys() & true.keys()), len(true.keys() - read.keys()), doubted)


def test_the_page_on_reading_shows_these_figures() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d{3}(?:\.pdf)?) \| [^|]+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| 0 \|$", page, re.M)
    shown = {number: (read, compared, missing, doubted) for number, read, compared, doubted, missing in rows}
    assert shown == {number: tuple(map(str, figures)) for number, figures in READ.items()}


@pytest.mark.parametrize("number", READ)
def test_what_a_real_report_gives_loads_as_a_report(number: str, corpus: Path, vocabulary: Vocabulary) -> None:
    _, reading = _read(corpus, number, vocabulary)
    content = msgspec.json.Encoder(decimal_format="number").encode(reading.report)
    loaded = load(content, "report.json", form_of(schema_of(vocabulary)))
    assert isinstance(loaded, Report), loaded


@pytest.mark.parametrize("number", READ)
def test_every_cell_of_the_form_is_read_or_a_defect_names_it(number: str, corpus: Path, vocabulary: Vocabulary) -> None:
    _, reading = _read(corpus, number, vocabulary)
    read = _cells(reading, vocabulary)
    named = [one.pointer or "" for one in reading.defects]
    for table in vocabulary.tables:
        format_id = reading.report["formats"].get(table.id, reading.report.get("format", "2021"))
        for cell in table.cells_in(format_id):
            pointer = pointer_of_cell(table.id, cell.row, cell.column)
            assert pointer in read or any(pointer.startswith(one + "/") for one in named if one), pointer


@pytest.mark.parametrize(
    ("number", "year", "agency", "level", "scope"),
    [
        ("000", 2021, "北仑区人民政府办公室", "county", "own"),
        ("001", 2024, "淮安市人民政府", "unknown", "unknown"),
        ("001.pdf", 2024, "淮安市人民政府", "unknown", "unknown"),
        ("002", 2023, "洪泽区人民政府", "county", "unknown"),
        ("002.pdf", 2023, "洪泽区人民政府", "county", "unknown"),
        ("016", 2021, "平潭综合实验区", "unknown", "unknown"),
        ("018", 2023, "平潭综合实验区", "unknown", "aggregate"),
        ("022", 2021, "平潭综合实验区公安局", "unknown", "own"),
        ("104", 2022, "太平镇人民政府", "township", "own"),
        ("106", 2023, "昌图县七家子镇", "township", "own"),
        ("107", 2022, "重庆市九龙坡区二郎街道办事处", "township", "own"),
    ],
)
def test_who_reports_on_which_year_is_read_from_the_head(
    number: str, year: int, agency: str, level: str, scope: str, corpus: Path, vocabulary: Vocabulary
) -> None:
    report = _read(corpus, number, vocabulary)[1].report
    assert report["year"] == year
    assert report["agency"] == {"name": agency, "level": level, "scope": scope}


def test_every_source_of_a_real_report_is_read(corpus: Path) -> None:
    found = {
        f"{folder.name[:3]}{source.suffix if source.suffix == '.pdf' else ''}"
        for folder in corpus.iterdir()
        if folder.is_dir()
        for source in folder.glob("source.*")
    }
    assert found == READ.keys()


def _read(corpus: Path, number: str, vocabulary: Vocabulary) -> tuple[Path, Reading]:
    """Return the folder of a report and what is read of its source; a number with an ending names one of several."""
    folder = next(corpus.glob(f"{number[:3]}-*"))
    names = ("source.pdf",) if number.endswith(".pdf") else ("source.txt", "source.html", "source.md")
    path = next(folder / name for name in names if (folder / name).is_file())
    return folder, read_document(path.name, path.read_bytes(), vocabulary)


def _cells(reading: Reading, vocabulary: Vocabulary) -> dict[str, Any]:
    found = {}
    for table in vocabulary.tables:
        for cell in table.cells:
            value: Any = reading.report["tables"]
            pointer = pointer_of_cell(table.id, cell.row, cell.column)
            for step in pointer.split("/")[2:]:
                value = value.get(step, _NOTHING) if isinstance(value, dict) else _NOTHING
            if value is not _NOTHING:
                # A doubted cell is kept as its words, so that nobody takes it for sure.
                doubts = reading.source_map[pointer]["doubts"]
                found[pointer] = cell_value(value) if doubts else value
    return found


_NOTHING = object()


def _transcribed(folder: Path, reading: Reading, vocabulary: Vocabulary) -> Iterator[tuple[str, Any]]:
    tables = folder / "tables.json"
    if tables.is_file():
        said = json.loads(tables.read_text("utf-8"), parse_float=Decimal)
    else:
        meta = json.loads((folder / "meta.json").read_text("utf-8"), parse_float=Decimal)
        said = meta.get("partial_tables", {})
    for name, rows in said.items():
        table = vocabulary.table(TABLES.get(name, ""))
        for label, values in (rows or {}).items() if table is not None else ():
            assert table is not None
            yield from _row(table, label, values if isinstance(values, list) else [values])


def _row(table: Table, label: str, values: list[Any]) -> Iterator[tuple[str, Any]]:
    (row,) = find_lines(table, "row", label)
    # The transcription says no format: it is the one whose row has as many cells.
    for format_id in reversed(table.formats):
        columns = [cell.column for cell in table.cells_in(format_id) if cell.row == row]
        if len(columns) == len(values):
            for column, value in zip(columns, values, strict=True):
                yield pointer_of_cell(table.id, row, column), value
            return
