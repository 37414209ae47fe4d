"""Tables that stand twice, under another year or with merged cells: only the report's own rows enter, never shifted."""

from __future__ import annotations

from typing import Any

import pytest

from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary

TITLE = "<p>某县某局2021年政府信息公开工作年度报告</p>"
ABOUT = "<p>一、总体情况</p><p>工作正常。</p><p>二、主动公开政府信息情况</p><p>情况如下。</p>"
END = "<p>六、其他需要报告的事项</p><p>无。</p>"
HEAD = (
    "<tr><td colspan=3 rowspan=3>（说明）</td><td colspan=7>申请人情况</td></tr>"
    "<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>"
    "<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>"
)
RECEIVED = "一、本年新收政府信息公开申请数量"
CARRIED = "二、上年结转政府信息公开申请数量"
HEADING = "<p>三、收到和处理政府信息公开申请情况</p>"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organisation", "total")


def cells(*printed: str) -> str:
    """Return value cells; what begins with a mark is a cell with its attributes."""
    return "".join(one if one.startswith("<td") else f"<td>{one}</td>" for one in printed)


def row(label: str, *printed: str) -> str:
    """Return a row of table 3."""
    return f"<tr><td colspan=3>{label}</td>{cells(*printed)}</tr>"


def table(*rows: str) -> str:
    """Return table 3 with some of its rows."""
    return f"<table>{HEAD}{''.join(rows)}</table>"


def read(vocabulary: Vocabulary, body: str) -> Reading:
    """Return what is read of a report with this below its first two sections."""
    page = f"<html><body>{TITLE}{ABOUT}{body}</body></html>"
    return read_document("report.html", page.encode(), vocabulary)


def requests(reading: Reading) -> dict[str, Any]:
    """Return the certain and the doubted cells of table 3."""
    found = reading.report["tables"].get("requests", {})
    return dict(found)


def codes(reading: Reading) -> list[str]:
    """Return the codes of the defects of table 3 but for the rows that are left out of these short tables."""
    return [
        one.code for one in reading.defects if (one.pointer or "").startswith("/tables/requests") and one.code != "D509"
    ]


def numbers(*printed: int) -> dict[str, int]:
    """Return the cells of a row as they are read."""
    return dict(zip(COLUMNS, printed, strict=True))


OWN = row(RECEIVED, "27", "3", "0", "0", "1", "0", "31")
OWN_CARRIED = row(CARRIED, "0", "0", "0", "0", "0", "0", "0")
SHORT = row(RECEIVED, "<td colspan=2>27</td>", "0", "0", "1", "0", "31")
OLD = table(row(RECEIVED, "9", "3", "0", "0", "1", "0", "13"), row(CARRIED, "5", "0", "0", "0", "0", "0", "5"))
NONE = numbers(0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("note", ["<p>附：2020年数据</p>", "<p>2020年</p>", "<p>2020年度申请情况统计表</p>", ""])
def test_a_refused_row_is_not_taken_from_a_second_table(note: str, vocabulary: Vocabulary) -> None:
    old = table(row(RECEIVED, "9", "3", "0", "0", "1", "0", "13"), OWN_CARRIED)
    reading = read(vocabulary, HEADING + table(SHORT, OWN_CARRIED) + note + old + END)
    assert requests(reading) == {"carried_in": NONE}
    assert codes(reading) == ["D504"]


@pytest.mark.parametrize("note", ["<p>附：2020年数据</p>", ""])
def test_a_missing_row_is_not_taken_from_a_second_table(note: str, vocabulary: Vocabulary) -> None:
    old = table(row(RECEIVED, "9", "3", "0", "0", "1", "0", "13"), OWN_CARRIED)
    reading = read(vocabulary, HEADING + table(OWN_CARRIED) + note + old + END)
    assert requests(reading) == {"carried_in": NONE}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(table(OWN, OWN_CARRIED) + "<p>附：2020年数据</p>" + OLD, id="another year's below"),
        pytest.param("<p>2020年：</p>" + OLD + "<p>2021年：</p>" + table(OWN, OWN_CARRIED), id="another year's above"),
        pytest.param("<p>2020年</p>" + OLD + "<p>2021年</p>" + table(OWN) + table(OWN_CARRIED), id="in two pieces"),
        pytest.param(
            "<p>2021年度政府信息公开申请情况表（填报日期：2022年1月）</p>" + table(OWN, OWN_CARRIED), id="a date"
        ),
        pytest.param("<p>填报日期：2022年1月10日</p>" + table(OWN, OWN_CARRIED), id="only a date"),
        pytest.param(table(OWN) + table(OWN_CARRIED), id="the head again on the next page"),
        pytest.param(table(OWN, OWN_CARRIED) * 2, id="the same table twice"),
    ],
)
def test_the_own_table_is_read_whatever_stands_beside_it(body: str, vocabulary: Vocabulary) -> None:
    reading = read(vocabulary, HEADING + body + END)
    assert requests(reading) == {"received": numbers(27, 3, 0, 0, 1, 0, 31), "carried_in": NONE}
    assert codes(reading) == []


def test_rows_that_differ_in_a_second_table_without_a_year_are_left_out(vocabulary: Vocabulary) -> None:
    reading = read(vocabulary, HEADING + table(OWN, OWN_CARRIED) + OLD.replace("<td>5</td>", "<td>0</td>") + END)
    assert requests(reading) == {"carried_in": NONE}
    assert codes(reading) == ["D506"]


@pytest.mark.parametrize("between", ["", "<p>某县别局</p>", "<p>某县别局2021年情况表</p>"])
def test_a_second_agencys_table_in_a_section_makes_the_whole_table_doubtful(
    between: str, vocabulary: Vocabulary
) -> None:
    alike = row("（一）予以公开", *"0000000")
    other = (row(RECEIVED, "9", "3", "0", "0", "1", "0", "13"), row(CARRIED, "5", "0", "0", "0", "0", "0", "5"), alike)
    reading = read(vocabulary, HEADING + table(OWN, OWN_CARRIED, alike) + between + table(*other) + END)
    [found] = [one for one in reading.defects if one.code == "D517"]
    assert found.blocking
    assert found.pointer == "/tables/requests"
    doubts = {said["raw"]: said["doubts"] for pointer, said in reading.source_map.items() if "requests/" in pointer}
    assert doubts == {"0": ["table_stands_twice"]}


def test_a_table_of_another_year_alone_is_not_the_reports(vocabulary: Vocabulary) -> None:
    body = HEADING + "<p>附：2020年数据</p>" + OLD + "<p>2021年数据见下图</p>" + END
    reading = read(vocabulary, body)
    assert "requests" not in reading.report["tables"]
    assert codes(reading) == ["D501"]


@pytest.mark.parametrize(
    "title",
    [
        "<p>附件：2020年政府信息公开工作年度报告</p>",
        "<p>附件</p><p>某县某局</p><p>2020年政府信息公开工作年度报告</p><p>本报告由某县某局编制。</p>",
    ],
)
def test_a_report_of_another_year_at_the_end_is_no_part_of_this_one(title: str, vocabulary: Vocabulary) -> None:
    reading = read(vocabulary, HEADING + END + title + HEADING + OLD)
    assert "requests" not in reading.report["tables"]
    assert [one["id"] for one in reading.report["sections"]] == ["overview", "disclosure", "requests", "other"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param(
            ("<td rowspan=2>6</td>", "0", "0", "0", "0", "0", "6", ""),
            ("0", "0", "0", "0", "0", "1", ""),
            id="padding makes up for the first cell",
        ),
        pytest.param(
            ("6", "0", "0", "0", "0", "0", "<td rowspan=2>6</td>", ""),
            ("1", "0", "0", "0", "0", "0", ""),
            id="padding makes up for the total",
        ),
        pytest.param(
            ("<td rowspan=2>6</td>", "0", "0", "0", "0", "0", "6"),
            ("0", "0", "0", "0", "0", "0", "1"),
            id="the row reaches beyond the head",
        ),
    ],
)
def test_a_row_that_merged_cells_leave_short_is_refused(
    above: tuple[str, ...], below: tuple[str, ...], vocabulary: Vocabulary
) -> None:
    reading = read(vocabulary, HEADING + table(row(RECEIVED, *above), row(CARRIED, *below)) + END)
    assert requests(reading) == {"received": numbers(6, 0, 0, 0, 0, 0, 6)}
    assert codes(reading) == ["D504"]


def test_padding_merged_over_all_rows_and_empty_rows_cost_nothing(vocabulary: Vocabulary) -> None:
    padded = row(RECEIVED, "27", "3", "0", "0", "1", "0", "31", "<td rowspan=2></td>")
    reading = read(vocabulary, HEADING + table(padded, OWN_CARRIED) + END)
    assert set(requests(reading)) == {"received", "carried_in"}
    high = row(RECEIVED, *(f"<td rowspan=2>{one}</td>" for one in (27, 3, 0, 0, 1, 0, 31)))
    reading = read(vocabulary, HEADING + table(high, "<tr></tr>", OWN_CARRIED) + END)
    assert set(requests(reading)) == {"received", "carried_in"}


def test_own_parts_behind_a_part_of_another_year_are_kept(vocabulary: Vocabulary) -> None:
    own = HEADING + table(OWN, OWN_CARRIED)
    reading = read(vocabulary, own + "<p>附：2020年数据</p>" + HEADING + OLD + END)
    assert requests(reading)["received"] == numbers(27, 3, 0, 0, 1, 0, 31)
    assert [one["id"] for one in reading.report["sections"]] == ["overview", "disclosure", "requests", "other"]
