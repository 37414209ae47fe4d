"""Reports written by the tests in many formats and layouts are read back equal; `/` stays `/`, a blank stays blank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gouji.intake.entries import cell_value
from gouji.intake.reading import Reading, read_document
from gouji.intake.shifts import SHIFTED
from gouji.record import replace
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary
from intake.pdf_writer import as_pdf
from intake.writers import (
    Box,
    Boxes,
    Sheets,
    Written,
    as_bars,
    as_cells,
    as_csv,
    as_docx,
    as_html,
    as_markdown,
    as_markdown_with_html,
    as_rows,
    as_xlsx,
    blocks_of,
    in_one_table,
    placed_boxes,
)
from programs import cells_of
from sums import adding_up

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""A report of 200 cells would be shrunk for minutes."""

Writer = Callable[[Sequence[str | Boxes]], bytes]


@cache
def disclosure() -> Vocabulary:
    """The vocabulary of the annual report."""
    path = Path(__file__).parents[2] / "rules/cn-disclosure/vocabulary.yaml"
    return load_vocabulary(path.read_bytes(), path.name)


NUMBERS = st.one_of(st.just("0"), st.integers(0, 9).map(str), st.integers(10, 99_999).map(str))
PRINTED = st.one_of(NUMBERS, NUMBERS, st.sampled_from(["", "/", "—", "1,234", "22（其中修订16件）", "2O"]))
SENTENCES = st.text("甲乙丙丁戊己庚辛壬癸，", min_size=1, max_size=60).map(lambda words: f"今年{words}。")


@st.composite
def reports(draw: st.DrawFn, printed: st.SearchStrategy[str] = PRINTED) -> Written:
    """Draw a report; every table follows a format of its own, so hybrids are among them."""
    vocabulary = disclosure()
    formats = {table.id: draw(st.sampled_from(table.formats)) for table in vocabulary.tables}
    # Both formats print table 4 alike, so the year decides.
    formats["remedies"] = "2021"
    cells = {
        (table.id, cell.row, cell.column): draw(printed)
        for table in vocabulary.tables
        for cell in table.cells_in(formats[table.id])
    }
    prose = {one: draw(SENTENCES) for one in ("overview", "improvement", "other")}
    return Written(draw(st.sampled_from(["某县甲局", "乙市丙区人民政府", "丁镇"])), prose, cells, formats)


def expected(written: Written) -> dict[str, Any]:
    """Return the tables that a report JSON must hold."""
    tables: dict[str, Any] = {}
    for (table, row, column), text in written.cells.items():
        inside = tables.setdefault(table, {})
        for step in row.split("."):
            inside = inside.setdefault(step, {})
        inside[column] = cell_value(text)
    return tables


def as_printed(reading: Reading) -> Any:
    """Return the tables as read, with the numbers of rows that are doubted only because drawn numbers do not add up."""
    tables: dict[str, Any] = {}
    for pointer, value in cells_of(reading.report["tables"]):
        *above, column = pointer.split("/")[1:]
        inside = tables
        for step in above:
            inside = inside.setdefault(step, {})
        shifted = reading.source_map[f"/tables{pointer}"]["doubts"] == [SHIFTED]
        inside[column] = cell_value(value) if shifted else value
    return tables


def check(written: Written, reading: Reading) -> None:
    """Hold what was read against what was written."""
    report = reading.report
    assert as_printed(reading) == expected(written)
    assert report["formats"] == written.formats
    assert (report["title"], report["year"]) == (written.title, written.year)
    assert {one["id"]: one.get("text") for one in report["sections"] if one["id"] in written.prose} == written.prose
    assert [pointer for pointer, one in reading.source_map.items() if set(one["doubts"]) - {SHIFTED}] == []


WRITERS: list[tuple[str, Writer]] = [
    ("x.html", as_html),
    ("x.docx", as_docx),
    ("x.md", as_markdown),
    ("y.md", as_markdown_with_html),
    ("cells.txt", as_cells),
    ("rows.txt", as_rows),
    ("bars.txt", as_bars),
    ("lines.xlsx", as_xlsx),
    ("words.xlsx", partial(as_xlsx, how=Sheets(numbers=False, inset=2))),
    ("x.csv", as_csv),
    ("unmerged.xlsx", partial(as_xlsx, how=Sheets(merged=False))),
    ("one table.html", lambda blocks: as_html(in_one_table(blocks))),
    ("one table.md", lambda blocks: as_markdown_with_html(in_one_table(blocks))),
    ("one table.txt", lambda blocks: as_cells(in_one_table(blocks))),
    ("sheets.xlsx", partial(as_xlsx, how=Sheets(apart=True))),
]


@pytest.mark.parametrize(("name", "writer"), WRITERS, ids=[name for name, _ in WRITERS])
@settings(deadline=None, max_examples=5, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(written=reports())
def test_a_report_is_read_back_as_it_was_written(name: str, writer: Writer, written: Written) -> None:
    vocabulary = disclosure()
    if name == "x.csv":
        written = with_a_figure_in_each_row(written)
    check(written, read_document(name, writer(list(blocks_of(written, vocabulary))), vocabulary))


@pytest.mark.parametrize(("name", "writer"), WRITERS, ids=[name for name, _ in WRITERS])
@settings(deadline=None, max_examples=5, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(written=reports(NUMBERS))
def test_of_a_report_that_adds_up_no_row_is_doubted(name: str, writer: Writer, written: Written) -> None:
    vocabulary = disclosure()
    cells = adding_up(written.cells, written.formats, vocabulary)
    written = Written(written.agency, written.prose, cells, written.formats, written.year)
    reading = read_document(name, writer(list(blocks_of(written, vocabulary))), vocabulary)
    assert reading.report["tables"] == expected(written)
    assert (reading.defects, [at for at, one in reading.source_map.items() if one["doubts"]]) == ((), [])


def with_a_figure_in_each_row(written: Written) -> Written:
    """Return a report of which no row is blank: in a CSV file a label with nothing beside it may be a line of prose."""
    cells = dict(written.cells)
    for table, row in {(table, row) for table, row, _ in cells}:
        own = [key for key in cells if key[:2] == (table, row)]
        if not any(cells[key] for key in own):
            cells[own[0]] = "0"
    return Written(written.agency, written.prose, cells, written.formats, written.year)


@settings(deadline=None, max_examples=10, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(written=reports(NUMBERS))
def test_a_workbook_without_lines_is_read_back_where_no_row_is_blank(written: Written) -> None:
    vocabulary = disclosure()
    content = as_xlsx(list(blocks_of(written, vocabulary)), Sheets(lines=False))
    check(written, read_document("x.xlsx", content, vocabulary))


@pytest.mark.parametrize("how", [Sheets(lines=False), Sheets(merged=False), Sheets(lines=False, merged=False)], ids=str)
@settings(deadline=None, max_examples=10, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(written=reports())
def test_a_workbook_without_lines_or_merged_cells_is_never_read_wrong(how: Sheets, written: Written) -> None:
    vocabulary = disclosure()
    content = as_xlsx(list(blocks_of(written, vocabulary)), how)
    wanted = dict(cells_of(expected(written)))
    read = dict(cells_of(as_printed(read_document("x.xlsx", content, vocabulary))))
    assert {pointer: value for pointer, value in read.items() if wanted.get(pointer, "absent") != value} == {}


@pytest.mark.parametrize("head_again", [False, True])
@settings(deadline=None, max_examples=5, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(written=reports())
def test_a_report_printed_on_pages_is_read_back_as_it_was_written(head_again: bool, written: Written) -> None:
    vocabulary = disclosure()
    reading = read_document("x.pdf", as_pdf(list(blocks_of(written, vocabulary)), head_again), vocabulary)
    check(written, replace(reading, report={**reading.report, "tables": in_one_line(reading.report["tables"])}))


def in_one_line(tables: Any) -> Any:
    """Return tables whose texts have no line breaks: a page does not say which of them a narrow cell made."""
    if isinstance(tables, dict):
        return {key: in_one_line(inside) for key, inside in tables.items()}
    return tables.replace("\n", "") if isinstance(tables, str) else tables


@pytest.mark.parametrize("head_again", [False, True])
@settings(deadline=None, max_examples=10, phases=NO_SHRINKING, suppress_health_check=list(HealthCheck))
@given(written=reports(), at=st.integers(2, 20))
def test_a_table_on_two_pages_is_read_back_as_one(head_again: bool, written: Written, at: int) -> None:
    vocabulary = disclosure()
    blocks: list[str | Boxes] = []
    for block in blocks_of(written, vocabulary):
        if isinstance(block, str) or len(block) < 25:
            blocks.append(block)
        else:
            blocks += [block[:at], [*(block[:2] if head_again else []), *carried_over(block, at)]]
    check(written, read_document("x.html", as_html(blocks), vocabulary))


def carried_over(boxes: Boxes, at: int) -> Boxes:
    """Return the rows behind a break; a heading merged over the break is printed again."""
    again = [
        (column, Box(one.text, row + one.down - at, one.across))
        for row, column, one in placed_boxes(boxes)
        if row < at < row + one.down
    ]
    return [[*(one for _, one in sorted(again, key=lambda each: each[0])), *boxes[at]], *boxes[at + 1 :]]
