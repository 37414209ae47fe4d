"""What a report is told about a cell that was printed oddly: where the number is not certain, nobody is accused."""

from __future__ import annotations

import re

import pytest

from gouji.api import Document, check_document, open_document
from gouji.intake.reading import read_document
from intake.writers import Boxes, as_html
from programs import blocks_of_founding_report
from shipped import pack


def judged(printed: str, beilun: bytes) -> tuple[str, list[str]]:
    """How the row total of new requests is judged when its first cell (27) is printed so; and all errors found."""
    text = beilun.decode().replace("\t27\n", f"\t{printed}\n", 1)
    document = open_document("source.txt", text.encode(), pack())
    assert isinstance(document, Document)
    found = check_document(document, pack(), everything=True).instances
    [total] = [one.status for one in found if one.instance == "cn-disclosure/requests.row_total[r=received]"]
    return total, [one.instance for one in found if (one.status, one.grade) == ("fail", "error")]


@pytest.mark.parametrize("printed", ["27", "２７", "27（其中撤回1件）", "\u00a027\u3000"])
def test_a_number_in_other_clothes_is_that_number(printed: str, beilun: bytes) -> None:
    assert judged(printed, beilun) == ("pass", [])


@pytest.mark.parametrize("printed", ["2 7", "2O", "O", "二十七", "2？", "027", "27件?"])
def test_what_may_be_another_number_is_no_error_of_the_agency(printed: str, beilun: bytes) -> None:
    assert judged(printed, beilun) == ("not_assessable", [])


@pytest.mark.parametrize("printed", ["3件", "3 件", "３件", "0件"])
def test_a_number_with_its_unit_may_begin_a_row_without_a_label(printed: str, beilun: bytes) -> None:
    reading = read_document("source.txt", beilun, pack().vocabulary)
    at = reading.source_map["/tables/remedies/review/upheld"]["place"]
    text = beilun.decode()
    changed = text[: at["start"]] + printed + text[at["end"] :]
    read = read_document("source.txt", changed.encode(), pack().vocabulary)
    assert (read.report["tables"]["remedies"]["review"]["upheld"], read.defects) == (printed, ())


def test_a_number_that_is_certain_and_wrong_is_told(beilun: bytes) -> None:
    assert judged("28", beilun)[0] == "fail"


def a_word_a_line(beilun: bytes) -> str:
    """The founding report as a converter prints it that drops the marks of cells."""
    return beilun.decode().replace("\t", "")


def test_the_number_of_a_page_among_cells_without_marks_is_no_error_of_the_agency(beilun: bytes) -> None:
    # One cell is blank and leaves no trace, and a page ends behind the row.
    printed = "\n27\n3\n0\n0\n1\n0\n31\n"
    text = a_word_a_line(beilun)
    assert printed in text
    changed = text.replace(printed, "\n27\n3\n0\n1\n0\n31\n12\n", 1)
    document = open_document("source.txt", changed.encode(), pack())
    assert isinstance(document, Document)
    found = check_document(document, pack()).instances
    assert [one.instance for one in found if (one.status, one.grade) == ("fail", "error")] == []


@pytest.mark.parametrize(
    ("after", "read"),
    [
        pytest.param("0", (0, []), id="a nought"),
        pytest.param("550", (550, []), id="more than any page"),
        pytest.param("12", ("12", ["cells_without_marks"]), id="a number that may be that of a page"),
    ],
)
def test_a_lone_number_behind_a_label_without_marks_may_be_that_of_a_page(
    after: str, read: tuple[object, list[str]], beilun: bytes
) -> None:
    text = a_word_a_line(beilun)
    printed = "行政强制\n0\n"
    assert printed in text
    reading = read_document("lone.txt", text.replace(printed, f"行政强制\n{after}\n", 1).encode(), pack().vocabulary)
    [(column, value)] = reading.report["tables"]["disclosure"]["coercion"].items()
    assert (value, reading.source_map[f"/tables/disclosure/coercion/{column}"]["doubts"]) == read


@pytest.mark.parametrize(
    ("cells", "doubted"),
    [
        pytest.param("3\n4\n125", False, id="nothing between them"),
        pytest.param("\n3\n\n4\n\n125", False, id="a blank line between all of them"),
        pytest.param("3\n\n4\n125", True, id="a blank line before what may be the number of a page"),
        pytest.param("\n4\n3\n125", True, id="a blank line before the first"),
        pytest.param("300\n\n400\n500", False, id="more than any page"),
    ],
)
def test_a_blank_line_between_some_cells_may_be_a_blank_cell_with_the_number_of_a_page(
    cells: str, doubted: bool, beilun: bytes
) -> None:
    text = a_word_a_line(beilun)
    printed = "行政规范性文件\n18\n38\n203\n"
    assert printed in text
    reading = read_document("x.txt", text.replace(printed, f"行政规范性文件\n{cells}\n").encode(), pack().vocabulary)
    found = [
        one["doubts"]
        for at, one in reading.source_map.items()
        if at.startswith("/tables/disclosure/normative_documents")
    ]
    assert found == [["cells_without_marks"] if doubted else []] * 3


def with_struck(number: int) -> bytes:
    """The founding report as a page in which some of its figures, the first ones, are struck out."""
    blocks: list[str | Boxes] = list(blocks_of_founding_report())
    return re.sub(rb"(<td[^>]*>)([0-9.]+)(</td>)", rb"\1<s>\2</s>\3", as_html(blocks), count=number)


@pytest.mark.parametrize(("struck", "codes"), [(100, []), (101, ["D518"]), (200, ["D518"])])
def test_a_report_most_of_whose_cells_are_doubted_is_not_passed_in_silence(struck: int, codes: list[str]) -> None:
    defects = read_document("x.html", with_struck(struck), pack().vocabulary).defects
    assert [one.code for one in defects if one.blocking] == codes
    assert all(f"{struck} 个存疑" in one.message["zh"] for one in defects if one.code == "D518")
