"""The founding report: every cell of it is read right, with its line and column, however the file is written."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary

REPORTS = Path(__file__).parents[2] / "reports"

CELLS = [
    # pointer, value, line, column, raw
    ("/tables/disclosure/regulations/issued", 0, 25, 2, "0"),
    ("/tables/disclosure/normative_documents/issued", 18, 30, 2, "18"),
    ("/tables/disclosure/normative_documents/repealed", 38, 31, 2, "38"),
    ("/tables/disclosure/normative_documents/in_force", 203, 32, 2, "203"),
    ("/tables/disclosure/fees/amount", 0, 59, 2, "0"),
    ("/tables/requests/received/natural_person", 27, 83, 2, "27"),
    ("/tables/requests/received/total", 31, 89, 2, "31"),
    ("/tables/requests/closed/granted/natural_person", 6, 102, 2, "6"),
    ("/tables/requests/closed/unavailable/needs_creation/natural_person", 16, 222, 2, "16"),
    ("/tables/requests/closed/other/not_corrected/legal_service", 1, 303, 2, "1"),
    ("/tables/requests/closed/other/miscellaneous/total", 0, 327, 2, "0"),
    ("/tables/requests/closed/total/total", 31, 337, 2, "31"),
    ("/tables/requests/carried_out/total", 0, 346, 2, "0"),
    ("/tables/remedies/review/upheld", 0, 389, 3, "0"),
    ("/tables/remedies/review/pending", 0, 392, 2, "0"),
    ("/tables/remedies/suit_after_review/total", 0, 403, 2, "0"),
]


@pytest.fixture(scope="module")
def reading(beilun: bytes, vocabulary: Vocabulary) -> Reading:
    """Return what the report gives."""
    return read_document("source.txt", beilun, vocabulary)


@pytest.mark.parametrize(("pointer", "value", "line", "column", "raw"), CELLS)
def test_a_cell_has_its_value_line_and_column(
    pointer: str, value: int, line: int, column: int, raw: str, reading: Reading
) -> None:
    found = reading.source_map[pointer]
    assert value == _at(reading.report, pointer)
    assert raw == found["raw"]
    assert (line, column) == (found["place"]["line"], found["place"]["column"])


def test_all_200_cells_are_read_and_nothing_is_doubted(reading: Reading) -> None:
    cells = [pointer for pointer in reading.source_map if pointer.startswith("/tables/")]
    assert len(cells) == 200
    assert all(isinstance(_at(reading.report, pointer), int) for pointer in cells)
    assert [pointer for pointer, entry in reading.source_map.items() if entry["doubts"]] == []
    assert reading.defects == ()
    assert "defects" not in reading.report


def test_every_raw_text_stands_at_its_place(beilun: bytes, reading: Reading) -> None:
    text = beilun.decode()
    for entry in reading.source_map.values():
        if entry["raw"] is not None and "\n" not in entry["raw"] and "decided" not in entry:
            assert text[entry["place"]["start"] : entry["place"]["end"]] == entry["raw"]


def test_every_piece_of_prose_stands_at_its_place(beilun: bytes, reading: Reading) -> None:
    text = beilun.decode()
    pieces = 0
    for pointer, entry in reading.source_map.items():
        for segment in entry.get("segments", ()):
            length = segment["end"] - segment["start"]
            said = _at(reading.report, pointer)[segment["at"] : segment["at"] + length]
            assert text[segment["start"] : segment["end"]] == said
            pieces += 1
    assert pieces == 10


def test_the_head_of_the_report_is_read(reading: Reading) -> None:
    report = reading.report
    assert report["title"] == "2021年度政府信息公开工作年度报告"
    assert report["year"] == 2021
    assert report["agency"] == {"name": "北仑区人民政府办公室", "level": "county", "scope": "own"}
    assert reading.source_map["/agency/name"]["decided"] == "line_above_title"
    assert reading.source_map["/year"]["place"]["line"] == 3
    assert report["preamble"].startswith("本年度报告根据《中华人民共和国政府信息公开条例》")
    assert report["format"] == "2021"
    assert report["formats"] == {"disclosure": "2021", "requests": "2021", "remedies": "2021"}


def test_sections_and_parts_are_those_printed(reading: Reading) -> None:
    sections = reading.report["sections"]
    assert [(one["id"], one["ordinal"]) for one in sections] == [
        ("overview", "一"),
        ("disclosure", "二"),
        ("requests", "三"),
        ("remedies", "四"),
        ("improvement", "五"),
        ("other", "六"),
    ]
    parts = [(one["ordinal"], one["heading"]) for one in sections[0]["parts"]]
    assert parts == [
        ("（一）", "主动公开"),
        ("（二）", "依申请公开"),
        ("（三）", "政府信息管理"),
        ("（四）", "政府信息公开平台建设"),
        ("（五）", "监督保障"),
    ]
    assert sections[0]["parts"][0]["text"].startswith("2021年，北仑区人民政府办公室")
    assert [("text" in one) for one in sections] == [False, False, False, False, True, True]
    assert sections[5]["text"].splitlines()[1].startswith("如对本报告有疑问")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: text.encode("gb18030"), id="GB18030"),
        pytest.param(lambda text: text.encode("utf-8-sig"), id="UTF-8 with a byte order mark"),
        pytest.param(lambda text: text.encode("utf-16"), id="UTF-16 with a byte order mark"),
        pytest.param(lambda text: text.replace("\n", "\r\n").encode(), id="lines ended by CR LF"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="lines ended by CR"),
        pytest.param(lambda text: text.rstrip("\n").encode(), id="no line break at the end"),
        pytest.param(lambda text: (text + "\n\n\n").encode(), id="blank lines at the end"),
    ],
)
def test_the_report_reads_the_same_however_the_file_is_written(
    written: Any, beilun: bytes, reading: Reading, vocabulary: Vocabulary
) -> None:
    other = read_document("source.txt", written(beilun.decode()), vocabulary)
    assert reading.report == other.report
    assert reading.defects == other.defects
    places = {pointer: (one["place"]["line"], one["place"]["column"]) for pointer, one in reading.source_map.items()}
    assert places == {
        pointer: (one["place"]["line"], one["place"]["column"]) for pointer, one in other.source_map.items()
    }


CHANGES = [
    # what is done to the text, the code of the defect, and a pointer that must then be absent
    ("a cell of a row is lost", ("\t27\n\t3\n\t0\n", "\t27\n\t3\n", 1), "D504", "/tables/requests/received"),
    ("a row has a cell too many", ("\t27\n\t3\n", "\t27\n\t27\n\t3\n", 1), "D504", "/tables/requests/received"),
    (
        "a row's label is another",
        ("\t二、上年结转政府信息公开申请数量", "\t甲乙丙丁戊己庚辛", 1),
        "D507",
        "/tables/requests/carried_in",
    ),
    ("a column's label is lost", ("\t本年废止件数\n", "", 1), "D503", "/tables/disclosure/regulations"),
    (
        "two columns change places",
        ("\t自然人\n\t法人或其他组织\n", "\t法人或其他组织\n\t自然人\n", 1),
        "D503",
        "/tables/requests/received",
    ),
    ("a cell of the single row is lost", ("\t\u00a00\n\t0\n\n", "\t0\n\n", 1), "D504", "/tables/remedies"),
    (
        "a row stands there twice",
        ("\t二、上年结转政府信息公开申请数量", "\t一、本年新收政府信息公开申请数量", 1),
        "D506",
        "/tables/requests/received",
    ),
]


@pytest.mark.parametrize(
    ("change", "pointer", "code"), [(one[1], one[3], one[2]) for one in CHANGES], ids=[one[0] for one in CHANGES]
)
def test_what_cannot_be_told_for_certain_is_absent_with_a_defect(
    change: tuple[str, str, int], pointer: str, code: str, beilun: bytes, vocabulary: Vocabulary
) -> None:
    text = beilun.decode()
    assert change[0] in text
    other = read_document("source.txt", text.replace(*change).encode(), vocabulary)
    assert _at(other.report, pointer) is None
    assert code in [one.code for one in other.defects]
    assert all(one.place is not None and one.place.line is not None for one in other.defects)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("/", "/"),
        ("2 0", "2 0"),
        ("不适用", "不适用"),
        ("1,234", "1,234"),
        ("007", "007"),
        ("\u00a05\u3000", 5),
        ("2.50", None),
    ],
)
def test_a_cell_keeps_what_is_printed_in_it(printed: str, value: object, beilun: bytes, vocabulary: Vocabulary) -> None:
    text = beilun.decode().replace("\t27\n", f"\t{printed}\n", 1)
    read = read_document("source.txt", text.encode(), vocabulary)
    found = _at(read.report, "/tables/requests/received/natural_person")
    assert (str(found), type(found).__name__) == ("2.50", "Decimal") if printed == "2.50" else found == value
    assert read.defects == ()


def test_a_blank_in_a_row_whose_sum_fails_may_be_a_cell_that_moved(beilun: bytes, vocabulary: Vocabulary) -> None:
    read = read_document("source.txt", beilun.decode().replace("\t27\n", "\t\n", 1).encode(), vocabulary)
    assert _at(read.report, "/tables/requests/received/natural_person") == ""
    assert [one.code for one in read.defects] == ["D516"]


def test_a_label_with_a_misprint_is_understood_only_where_it_is_due(beilun: bytes, vocabulary: Vocabulary) -> None:
    misprinted = beilun.decode().replace("2.其他法律行政法规禁止公开", "2.其他法律行政止公开")
    read = read_document("source.txt", misprinted.encode(), vocabulary)
    assert _at(read.report, "/tables/requests/closed/refused/other_law/total") == 0
    assert read.source_map["/tables/requests/closed/refused/other_law/total"]["confidence"] == "near_label"
    moved = beilun.decode().replace("8.属于行政查询事项", "2.其他法律行政止公开")
    read = read_document("source.txt", moved.encode(), vocabulary)
    assert "D507" in [one.code for one in read.defects]
    assert _at(read.report, "/tables/requests/closed/refused/query") is None


def _at(report: dict[str, Any], pointer: str) -> Any:
    value: Any = report
    for step in pointer.split("/")[1:]:
        value = value[int(step)] if isinstance(value, list) else value.get(step)
        if value is None:
            return None
    return value


def test_the_report_json_kept_beside_the_text_is_what_is_read_from_it(reading: Reading) -> None:
    kept = json.loads((REPORTS / "beilun-2021/report.json").read_text("utf-8"), parse_float=Decimal)
    assert kept == reading.report
