"""Reports written by the tests in many formats and layouts are read back equal; `/` stays `/`, a blank stays blank.

`GOUJI_LAWS=500` tries each law with so many reports.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.intake.reading import Reading, read_document
from gouji.intake.shifts import SHIFTED
from intake.pdf_writer import as_pdf
from intake.printed import (
    AGENCIES,
    CELLS,
    FIGURES,
    PARAGRAPHS,
    TITLES,
    YEARS,
    as_laid_out,
    disclosure,
    is_label,
    law,
    looks_like_structure,
    lost_in,
    lost_in_cell,
)
from intake.writers import (
    Box,
    Boxes,
    Part,
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

Writer = Callable[[Sequence[str | Boxes]], bytes]
Printed = Mapping[tuple[str, str, str], str]

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
    ("x.pdf", partial(as_pdf, listed=True)),
    ("head again.pdf", partial(as_pdf, listed=True, head_again=True)),
]
every_writer = pytest.mark.parametrize(("name", "writer"), WRITERS, ids=[name for name, _ in WRITERS])

PROSE = ("overview", "improvement", "other")
MARGINS = f"根据要求编制本报告，{'现将有关情况报告如下，' * 14}请予审阅。"
"""A text over several lines, so that a page shows where its lines begin that begin no paragraph."""


def formats_of(form: str) -> dict[str, str]:
    """Return the same format for all tables."""
    return {table.id: form if form in table.formats else table.formats[-1] for table in disclosure().tables}


def keys_of(formats: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the cells of tables in their formats."""
    return [
        (table.id, cell.row, cell.column) for table in disclosure().tables for cell in table.cells_in(formats[table.id])
    ]


# ── prose ───────────────────────────────────────────────────────────────────


@st.composite
def told(draw: st.DrawFn, name: str) -> Written:
    """Draw a report with much to say and plain tables."""
    paragraphs = PARAGRAPHS.filter(lambda text: looks_like_structure(text) is None and lost_in(name, text) is None)
    texts = st.lists(paragraphs, min_size=1, max_size=3).map("\n".join)
    prose = {one: draw(texts) for one in PROSE}
    parts = {"improvement": draw(st.lists(told_parts(paragraphs), max_size=2))}
    formats = formats_of("2021")
    cells = dict.fromkeys(keys_of(formats), "0")
    return Written("某县甲局", prose, cells, formats, preamble=MARGINS, parts=parts)


def told_parts(paragraphs: st.SearchStrategy[str]) -> st.SearchStrategy[Part]:
    """Return a strategy for numbered parts; the text behind a heading stands in the same paragraph."""
    headings = st.sampled_from(["制度建设", "公开平台（网站）", "存在问题", "A/B 测试"])
    return st.builds(
        Part, st.sampled_from(["（一）", "(二)", "（十一）"]), headings, st.sampled_from("。："), paragraphs
    )


def said(report: Mapping[str, Any]) -> list[tuple[str | None, str | None, list[tuple[str, str, str]]]]:
    """Return what a report JSON says in its sections: each with its id, its text and its parts."""
    return [
        (
            one.get("id"),
            one.get("text"),
            [(part["ordinal"], part["heading"], part["text"]) for part in one.get("parts", ())],
        )
        for one in report["sections"]
    ]


def to_say(name: str, written: Written) -> list[tuple[str | None, str | None, list[tuple[str, str, str]]]]:
    """Return what the sections of a report must say, in a layout."""
    return [
        (
            one.id,
            as_laid_out(name, written.prose[one.id]) if one.id in written.prose else None,
            [(part.ordinal, part.heading, as_laid_out(name, part.text)) for part in written.parts.get(one.id, ())],
        )
        for one in disclosure().sections
    ]


@every_writer
@law(4)
@given(data=st.data())
def test_prose_is_read_back_as_it_was_written(name: str, writer: Writer, data: st.DataObject) -> None:
    written = data.draw(told(name))
    reading = read_document(name, writer(list(blocks_of(written, disclosure()))), disclosure())
    read = [
        (
            one,
            None if text is None else as_laid_out(name, text),
            [(*part[:2], as_laid_out(name, part[2])) for part in parts],
        )
        for one, text, parts in said(reading.report)
    ]
    assert read == to_say(name, written)
    assert (reading.report["preamble"], reading.report["title"]) == (written.preamble, written.title)
    assert reading.report["tables"] == expected(written)
    assert (reading.defects, [at for at, one in reading.source_map.items() if one["doubts"]]) == ((), [])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.html", "（一）甲。乙"),
        ("x.html", "总体情况"),
        ("x.html", "二、2021年主动公开政府信息情况（表）"),
        ("x.html", "七、附表"),
        ("x.html", f"{'甲' * 200}二、主动公开政府信息情况{'乙' * 9}"),
        ("x.html", "甲  乙"),
        ("one table.md", "甲  乙"),
        ("rows.txt", "甲|乙|丙"),
        ("rows.txt", "甲|"),
        ("one table.html", "12"),
        ("x.pdf", "⼯作"),
    ],
)
def test_what_the_laws_leave_out_is_not_read_back(name: str, text: str) -> None:
    assert looks_like_structure(text) or lost_in(name, text)
    formats = formats_of("2021")
    prose = {"overview": "甲。", "improvement": "乙。", "other": text}
    written = Written("某县甲局", prose, dict.fromkeys(keys_of(formats), "0"), formats)
    reading = read_document(name, dict(WRITERS)[name](list(blocks_of(written, disclosure()))), disclosure())
    assert said(reading.report) != to_say("x.html", written)


RESEMBLING = [
    "1、总体情况",
    "第一部分 总体情况",
    "一是总体情况",
    "一、二、三，",
    "总体情况。",
    "2021年",
    "概述",
    "0",
    "/",
    "总计",
    "无",
]


@every_writer
@pytest.mark.parametrize("texts", [RESEMBLING, RESEMBLING[::-1]], ids=["forwards", "backwards"])
def test_short_prose_that_resembles_a_heading_or_a_cell_is_read_back(
    name: str, writer: Writer, texts: list[str]
) -> None:
    texts = [text for text in texts if lost_in(name, text) is None]
    assert [looks_like_structure(text) for text in texts] == [None] * len(texts)
    formats = formats_of("2021")
    prose = {"overview": texts[0], "improvement": texts[-1], "other": "\n".join(texts)}
    written = Written("某县甲局", prose, dict.fromkeys(keys_of(formats), "0"), formats)
    reading = read_document(name, writer(list(blocks_of(written, disclosure()))), disclosure())
    assert said(reading.report) == to_say("x.html", written)


@every_writer
@law(3)
@given(agency=AGENCIES, year=YEARS, named=TITLES)
def test_agency_and_year_are_read_out_of_titles_of_many_shapes(
    name: str, writer: Writer, agency: str, year: int, named: str
) -> None:
    formats = formats_of("2021" if year > 2020 else "2019")
    cells = dict.fromkeys(keys_of(formats), "0")
    written = Written(agency, dict.fromkeys(PROSE, "无。"), cells, formats, year, named=named)
    report = read_document(name, writer(list(blocks_of(written, disclosure()))), disclosure()).report
    title = as_laid_out(name, report["title"]), as_laid_out(name, report["agency"]["name"])
    assert (*title, report["year"]) == (as_laid_out(name, written.title), as_laid_out(name, agency), year)


# ── cells ───────────────────────────────────────────────────────────────────


@st.composite
def filled(draw: st.DrawFn, name: str, texts: st.SearchStrategy[str] = CELLS) -> Written:
    """Draw a report with little to say; every table follows a format of its own, so hybrids are among them."""
    formats = {table.id: draw(st.sampled_from(table.formats)) for table in disclosure().tables}
    # Both formats print table 4 alike, so the year decides; so it does of a table that is left blank.
    formats["remedies"] = "2021"
    most = draw(st.sampled_from(["0", "3", "17", ""]))
    formats = formats if most else formats_of("2021")
    cells = dict.fromkeys(keys_of(formats), most)
    some = texts.filter(lambda text: not is_label(text) and lost_in_cell(name, text) is None)
    for rank, text in draw(st.dictionaries(st.integers(0, len(cells) - 1), some, max_size=40)).items():
        cells[keys_of(formats)[rank]] = text
    return Written("某县甲局", {"overview": "甲。", "improvement": "乙。", "other": "丙。"}, cells, formats)


_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)


def value_of(text: str) -> int | Decimal | str | None:
    """Return what is printed in a cell as report JSON must have it: only what is a plain number is one."""
    if not text or not _PLAIN.fullmatch(text):
        return text or None
    return Decimal(text) if "." in text else int(text)


def expected(written: Written) -> dict[str, Any]:
    """Return the tables that a report JSON must hold."""
    tables: dict[str, Any] = {}
    for (table, row, column), text in written.cells.items():
        inside = tables.setdefault(table, {})
        for step in row.split("."):
            inside = inside.setdefault(step, {})
        inside[column] = value_of(text)
    return tables


def as_printed(reading: Reading) -> Any:
    """Return the tables as read, with the numbers of rows that are doubted only because drawn numbers do not add up."""
    tables: dict[str, Any] = {}
    for pointer, value in cells_of(reading.report["tables"]):
        *above, column = pointer.split("/")[1:]
        inside = tables
        for step in above:
            inside = inside.setdefault(step, {})
        shifted = SHIFTED in reading.source_map[f"/tables{pointer}"]["doubts"]
        inside[column] = value_of(value) if shifted else value
    return tables


def differing(written: Written, reading: Reading) -> dict[str, tuple[Any, Any]]:
    """Return the cells that were read otherwise than they were written, with what was written and what was read."""
    wanted, read = dict(cells_of(expected(written))), dict(cells_of(as_printed(reading)))
    pointers = dict.fromkeys((*wanted, *read))
    return {
        one: (wanted.get(one, "absent"), read.get(one, "absent"))
        for one in pointers
        if (wanted.get(one, "absent"), type(wanted.get(one))) != (read.get(one, "absent"), type(read.get(one)))
    }


def check(written: Written, reading: Reading) -> None:
    """Hold what was read against what was written; only what is no plain number may be doubted by its own text."""
    report = reading.report
    assert differing(written, reading) == {}
    assert report["formats"] == written.formats
    assert (report["title"], report["year"]) == (written.title, written.year)
    assert {one["id"]: one.get("text") for one in report["sections"] if one["id"] in written.prose} == written.prose
    doubted = [one["raw"] for one in reading.source_map.values() if set(one["doubts"]) - {SHIFTED}]
    assert [text for text in doubted if not isinstance(value_of(text), str)] == []


@every_writer
@law(3, shrink=False)
@given(data=st.data())
def test_cells_are_read_back_as_they_were_written(name: str, writer: Writer, data: st.DataObject) -> None:
    written = data.draw(filled(name))
    if name in ("x.csv", "rows.txt"):
        written = with_a_figure_in_each_row(written)
    reading = read_document(name, writer(list(blocks_of(written, disclosure()))), disclosure())
    if name.endswith(".pdf"):
        tables = in_one_line(reading.report["tables"])
        written = with_cells(written, {key: on_a_page(text) for key, text in written.cells.items()})
        check(written, Reading({**reading.report, "tables": tables}, reading.source_map, reading.defects))
    else:
        check(written, reading)


@every_writer
@law(2, shrink=False)
@given(data=st.data())
def test_of_a_report_that_adds_up_no_row_is_doubted(name: str, writer: Writer, data: st.DataObject) -> None:
    written = data.draw(filled(name, FIGURES))
    cells = adding_up({key: text or "0" for key, text in written.cells.items()}, written.formats, disclosure())
    written = with_cells(written, cells)
    reading = read_document(name, writer(list(blocks_of(written, disclosure()))), disclosure())
    assert reading.report["tables"] == expected(written)
    assert (reading.defects, [at for at, one in reading.source_map.items() if one["doubts"]]) == ((), [])


def with_cells(written: Written, cells: Printed) -> Written:
    """Return a report with other cells."""
    return Written(written.agency, written.prose, cells, written.formats, written.year)


def with_a_figure_in_each_row(written: Written) -> Written:
    """Return a report without blank rows: such a one is a blank line in a text, one filled cell is prose in CSV."""
    cells = dict(written.cells)
    for table, row in {(table, row) for table, row, _ in cells}:
        own = [key for key in cells if key[:2] == (table, row)]
        if sum(bool(cells[key]) for key in own) < 1 + (table == "remedies"):
            cells |= dict.fromkeys(own[:2], "0")
    return with_cells(written, cells)


def on_a_page(text: str) -> str:
    """Return the text of a cell as a page has it, in one line."""
    return "".join(as_laid_out(".pdf", text).split())


def in_one_line(tables: Any) -> Any:
    """Return tables whose texts have neither blanks nor breaks: a page does not say which a narrow cell made."""
    if isinstance(tables, dict):
        return {key: in_one_line(inside) for key, inside in tables.items()}
    return "".join(tables.split()) if isinstance(tables, str) else tables


# ── other layouts ───────────────────────────────────────────────────────────


@law(4, shrink=False)
@given(written=filled("x.xlsx", FIGURES))
def test_a_workbook_without_lines_is_read_back_where_no_row_is_blank(written: Written) -> None:
    written = with_cells(written, {key: text or "0" for key, text in written.cells.items()})
    content = as_xlsx(list(blocks_of(written, disclosure())), Sheets(lines=False))
    check(written, read_document("x.xlsx", content, disclosure()))


@pytest.mark.parametrize("how", [Sheets(lines=False), Sheets(merged=False), Sheets(lines=False, merged=False)], ids=str)
@law(4, shrink=False)
@given(written=filled("x.xlsx"))
def test_a_workbook_without_lines_or_merged_cells_is_never_read_wrong(how: Sheets, written: Written) -> None:
    content = as_xlsx(list(blocks_of(written, disclosure())), how)
    wanted = dict(cells_of(expected(written)))
    read = dict(cells_of(as_printed(read_document("x.xlsx", content, disclosure()))))
    assert {pointer: value for pointer, value in read.items() if wanted.get(pointer, "absent") != value} == {}


@pytest.mark.parametrize("head_again", [False, True])
@law(4, shrink=False)
@given(written=filled("x.html"), at=st.integers(2, 20))
def test_a_table_on_two_pages_is_read_back_as_one(head_again: bool, written: Written, at: int) -> None:
    blocks: list[str | Boxes] = []
    for block in blocks_of(written, disclosure()):
        if isinstance(block, str) or len(block) < 25:
            blocks.append(block)
        else:
            blocks += [block[:at], [*(block[:2] if head_again else []), *carried_over(block, at)]]
    check(written, read_document("x.html", as_html(blocks), disclosure()))


def carried_over(boxes: Boxes, at: int) -> Boxes:
    """Return the rows behind a break; a heading merged over the break is printed again."""
    again = [
        (column, Box(one.text, row + one.down - at, one.across))
        for row, column, one in placed_boxes(boxes)
        if row < at < row + one.down
    ]
    return [[*(one for _, one in sorted(again, key=lambda each: each[0])), *boxes[at]], *boxes[at + 1 :]]
