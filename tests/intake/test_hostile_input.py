"""Files that are no report, or wish harm: one clear defect, or a bounded reading; never a crash."""

from __future__ import annotations

import codecs
import time

import pytest

from gouji.intake.defects import CODES
from gouji.intake.labels import MAX_COMPARED, Likeness, index_tables
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary

LIMIT_SECONDS = 60
"""Far above what is needed, so that only a wrong order of growth fails."""


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        pytest.param(b"", "D302", "空", id="an empty file"),
        pytest.param(b" \r\n\t\n", "D302", "空", id="only white space"),
        pytest.param(codecs.BOM_UTF8 + b" \n", "D302", "空", id="only a byte order mark"),
        pytest.param(b"%PDF-1.7\n\x00", "D308", "PDF", id="the beginning of a PDF"),
        pytest.param(b"PK\x05\x06" + bytes(18), "D304", "ZIP", id="an archive"),
        pytest.param(b"PK\x03\x04\x14\x00", "D308", "ZIP", id="the beginning of an archive"),
        pytest.param(b"abc\x00def", "D305", "NUL", id="a NUL"),
        pytest.param("一、总体情况\n".encode("utf-16-le"), "D305", "NUL", id="UTF-16 without a mark"),
        pytest.param("一、".encode() + b"\xff\xff", "D303", "UTF-8、GB18030", id="no encoding fits"),
        pytest.param(codecs.BOM_UTF8 + b"\xb9\xfa", "D303", "UTF-8", id="a mark that lies"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8", "D303", "UTF-16", id="half a character"),
    ],
)
def test_what_is_no_text_is_one_defect(content: bytes, code: str, says: str, vocabulary: Vocabulary) -> None:
    reading = read_document("x.txt", content, vocabulary)
    (defect,) = reading.defects
    assert (code, True) == (defect.code, defect.blocking)
    assert says in defect.message["zh"]
    assert defect.place is not None
    assert defect.place.file == "x.txt"
    assert reading.report == {}


def test_a_file_over_the_limit_is_refused_before_it_is_decoded(vocabulary: Vocabulary) -> None:
    (defect,) = read_document("x.txt", b"\xff" * 2048, vocabulary, max_bytes=1024).defects
    assert defect.code == "D301"
    assert "2048" in defect.message["zh"]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("".join(f"<p>一、第{n}类政府信息公开情况</p><p>无。</p>" for n in range(1_100)), id="headings"),
        pytest.param("<h2>一、总体情况</h2><p>无。</p>" * 1_100, id="one heading again and again"),
        pytest.param("<p>一、总体情况</p>" + "<p>（一）主动公开。无。</p>" * 1_100, id="numbered parts"),
    ],
)
def test_a_page_of_more_parts_than_any_report_is_refused_since_rules_compare_them(
    page: str, vocabulary: Vocabulary
) -> None:
    reading = read_document("x.html", page.encode(), vocabulary)
    assert ([(one.code, one.blocking) for one in reading.defects], reading.report) == ([("D309", True)], {})


def test_a_long_page_with_many_numbered_lines_around_the_report_is_read(beilun: bytes, vocabulary: Vocabulary) -> None:
    lines = "".join(f"一、第{n}号公告\n无。\n" for n in range(400))
    reading = read_document("x.txt", beilun + lines.encode(), vocabulary)
    assert "D309" not in {one.code for one in reading.defects}
    assert reading.report["sections"][0]["id"] == "overview"


@pytest.mark.parametrize("line", ["根据条例编制。\n", "\t其他\n\n"], ids=["paragraphs", "rows"])
def test_a_text_of_more_lines_than_any_report_is_refused(line: str, vocabulary: Vocabulary) -> None:
    reading = read_document("x.txt", f"三、收到和处理政府信息公开申请情况\n{line * 30_001}".encode(), vocabulary)
    assert ([(one.code, one.blocking) for one in reading.defects], reading.report) == ([("D309", True)], {})


def test_only_so_many_words_are_compared_with_the_labels_of_a_table(vocabulary: Vocabulary) -> None:
    likeness = Likeness(index_tables(vocabulary)["requests"])
    words = "一、本年新收政府信息公开申请数里"
    assert {len(likeness.near(words, "row")) for _ in range(MAX_COMPARED)} == {1}
    assert likeness.near(words, "row") == ()


def _megabytes(piece: str, count: int) -> bytes:
    return (piece * (count * 1024 * 1024 // len(piece.encode()) + 1)).encode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_megabytes("根据条例编制本报告，数据截至年底。" * 4 + "\n", 30), id="30 MB of prose"),
        pytest.param(_megabytes("甲", 30), id="30 MB in one line"),
        pytest.param("甲\n".encode() * 300_000, id="lines without end"),
        pytest.param(("一、甲乙丙丁的情况\n" * 200_000).encode(), id="headings without end"),
        pytest.param(("一、总体情况" * 1_000_000).encode(), id="a million headings in one line"),
        pytest.param(("\t0\n" * 100_000).encode(), id="a row that does not end"),
        pytest.param(
            ("三、收到和处理政府信息公开申请情况\n" + "\t其他\n\n" * 100_000).encode(), id="labels without end"
        ),
        pytest.param(("三、收到和处理政府信息公开申请情况\n" + "其他\n1\n" * 50_000).encode(), id="an endless stream"),
        pytest.param(("1.属于国家秘\n" * 100_000).encode(), id="beginnings of labels without end"),
        pytest.param(b"|" * 5_000_000, id="nothing but bars"),
        pytest.param(b"\t" * 5_000_000, id="nothing but tabs"),
        pytest.param(("\x1b[2J\x07\u202e\u2028" * 200_000).encode(), id="control characters"),
        pytest.param(("（一）" * 500_000).encode(), id="parts without end"),
        pytest.param(("2021年1月1日" * 300_000).encode(), id="periods that do not end"),
    ],
)
def test_a_great_text_is_read_in_bounded_time(content: bytes, vocabulary: Vocabulary) -> None:
    begun = time.process_time()
    reading = read_document("x.txt", content, vocabulary)
    assert time.process_time() - begun < LIMIT_SECONDS
    assert reading.defects
    assert {one.code for one in reading.defects} <= set(CODES)
