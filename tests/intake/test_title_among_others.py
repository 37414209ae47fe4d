"""Pages that print titles of other reports, or other things beside the title: which one is read, and what is left open.

Every page holds the report of 某县水利局 for 2024.
"""

from __future__ import annotations

from typing import Final

import pytest

from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary

NAME: Final = "政府信息公开工作年度报告"
OWN: Final = f"某县水利局2024年{NAME}"
LAST: Final = f"某县水利局2023年{NAME}"
BEFORE: Final = f"某县水利局2022年{NAME}"
OTHER: Final = f"某县教育局2024年{NAME}"
PERIOD: Final = "<p>本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。</p>"
PARTS: Final = "<p>一、总体情况</p><p>工作正常。</p><p>五、存在的主要问题及改进情况</p><p>存在问题。</p>"
LISTED: Final = f"<ul><li><a href=2>{LAST}</a><span>2024-01-20</span></li><li><a href=3>{BEFORE}</a></li></ul>"


def read(front: str, vocabulary: Vocabulary, called: str = "", period: str = PERIOD) -> Reading:
    """Return what is read of a page with these lines before its preamble."""
    page = f"<html><head><title>{called}</title></head><body>{front}{period}{PARTS}</body></html>"
    return read_document("x.html", page.encode(), vocabulary)


def stated(found: Reading) -> tuple[str | None, str | None, int | None]:
    """Return title, agency and year."""
    return found.report.get("title"), found.report.get("agency", {}).get("name"), found.report.get("year")


ROW: Final = "<table><tr><td>{}</td><td>{}</td>{}</tr></table>"
HEAD: Final = f"<h1>{OWN}</h1><table><tr><td>甲</td></tr></table>"

SURE = {
    "earlier years in a column": f'<div class="left"><h3>历年年报</h3>{LISTED}</div><h1>{OWN}</h1><p>{OWN}</p>',
    "earlier years in a table": ROW.format(f"<a>{LAST}</a>", f"<a>{BEFORE}</a>", "") + f"<p>{OWN}</p>",
    "earlier years in rows": f"<table><tr><td><a>{LAST}</a></td></tr><tr><td>{BEFORE}</td></tr></table><p>{OWN}</p>",
    "a layout of two columns": ROW.format(LISTED, HEAD, ""),
    "earlier years that are no links": f"<p>{LAST}</p><p>{BEFORE}</p><p>{OWN}</p>",
    "the page before": f"<div>上一篇：<a href=2>{LAST}</a></div><p>{OWN}</p>",
    "the page before, without a link": f"<div>上一篇：{LAST}</div><p>{OWN}</p>",
    "another agency's report": f"<div><a href=2>{OTHER}</a></div><p>{OWN}</p>",
    "the way to the page": f"<div>当前位置：首页 &gt; 政务公开 &gt; 2024年 &gt; {OWN}</div><p>{OWN}</p>",
    "the way to the page, in links": f"<div><a>首页</a> / <a>政务公开</a> / <a>{OWN}</a></div><p>{OWN}</p>",
    "the way to the page alone": f"<div>首页 » 年报 » {OWN}</div>",
    "a table of what the page is": ROW.format("名　　称：", OWN, "</tr><tr><td>文号：</td><td>无</td>"),
    "the same with a date": ROW.format("信息名称：", OWN, "<td>发布日期：</td><td>2025-01-21</td>"),
    "the same without colons": f"<table><tr><th>名称</th><td>{OWN}</td></tr></table>",
    "all in one line": f"<p>索引号：123 名称：{OWN} 发布日期：2025-01-21</p>",
    "two titles in a row of cells": ROW.format(LAST, OWN, ""),
    "two titles in a line": f"<p>{LAST} {BEFORE}</p><p>{OWN}</p>",
    "a file of an earlier year": f"<p>{OWN}</p><p>附件：{LAST}.pdf</p>",
    "the notice of its publication": f"<p>某县水利局关于发布2024年{NAME}的通知</p><p>{OWN}</p>",
    "a label": f"<p>标　题：{OWN}</p>",
    "brackets": f"<div>【{OWN}】</div>",
    "other brackets": f"<div>[{OWN}]</div>",
    "a tag": f"<div>【年报】{OWN}</div>",
    "a date behind it": f"<div>{OWN} 2025-01-21</div>",
    "a date with its label behind it": f"<div>{OWN} 发布时间：2025-01-21 10:22</div>",
    "a first heading that is a link": f"<h1><a href=1>{OWN}</a></h1>",
    "a title that others lead to": f'<p><a name="top">{OWN}</a></p>',
}


@pytest.mark.parametrize("front", SURE.values(), ids=SURE)
def test_the_title_is_the_reports_own(front: str, vocabulary: Vocabulary) -> None:
    found = read(front, vocabulary)
    assert stated(found) == (OWN, "某县水利局", 2024)
    assert found.source_map["/title"]["doubts"] == []


NAMED = {
    "another agency's, no link": f"<p>{OTHER}</p><p>{OWN}</p>",
    "another agency's behind it": f"<p>{OWN}</p><p>{OTHER}</p>",
    "only as a link": f"<div><a href=2>{OTHER}</a></div><div><a href=1>{OWN}</a></div>",
    "an earlier year behind it": f"<p>{OWN}</p><p>{LAST}</p>",
}


@pytest.mark.parametrize("front", NAMED.values(), ids=NAMED)
def test_of_several_titles_the_one_that_the_page_is_called_by_counts(front: str, vocabulary: Vocabulary) -> None:
    assert stated(read(front, vocabulary, f"{OWN}_某县人民政府")) == (OWN, "某县水利局", 2024)


OPEN = {
    "two agencies": (f"<p>{OTHER}</p><p>{OWN}</p>", PERIOD, (None, 2024)),
    "two years without a period": (f"<p>{LAST}</p><p>{OWN}</p>", "<p>编制本报告。</p>", ("某县水利局", None)),
    "a period of the year that stands farther off": (
        f"<p>{LAST}</p><p>{OWN}</p>", PERIOD.replace("2024", "2023"), ("某县水利局", None)
    ),
    "a period of neither year": (f"<p>{LAST}</p><p>{OWN}</p>", PERIOD.replace("2024", "2020"), ("某县水利局", None)),
    "two agencies and two years": (f"<p>某县教育局2023年{NAME}</p><p>{OWN}</p>", "", (None, None)),
}  # fmt: skip


@pytest.mark.parametrize(("front", "period", "known"), OPEN.values(), ids=OPEN)
def test_what_titles_leave_open_is_not_known(
    front: str, period: str, known: tuple[str | None, int | None], vocabulary: Vocabulary
) -> None:
    found = read(front, vocabulary, period=period)
    assert stated(found)[1:] == known
    assert found.source_map["/title"]["doubts"] == ["several_titles"]
    said = [one.message["zh"] for one in found.defects if one.code == "D403"]
    assert len(said) == (known[1] is None)
    assert all("2023、2024" in one for one in said)


def test_links_to_other_reports_are_no_title_of_a_page_without_one(vocabulary: Vocabulary) -> None:
    found = read(f"<div><a href=2>{OTHER}</a></div>{LISTED}", vocabulary)
    assert stated(found) == (None, None, 2024)


def test_a_title_alone_keeps_its_year_beside_another_period(vocabulary: Vocabulary) -> None:
    found = read(f"{LISTED}<p>{OWN}</p>", vocabulary, period=PERIOD.replace("2024", "2023"))
    assert stated(found) == (OWN, "某县水利局", 2024)


LINKED: Final = f"- [{LAST}](2.html)\n- [{OTHER}](3.html)\n\n"


@pytest.mark.parametrize("title", [OWN, f"# {OWN}", f"# [{OWN}](1.html)"], ids=["a line", "a heading", "a link"])
def test_links_of_markdown_are_none_of_its_titles_but_a_first_heading(title: str, vocabulary: Vocabulary) -> None:
    text = f"{LINKED}{title}\n\n{PERIOD[3:-4]}\n\n## 一、总体情况\n\n工作正常。\n"
    assert stated(read_document("x.md", text.encode(), vocabulary))[1:] == ("某县水利局", 2024)


def test_a_link_to_another_year_below_a_title_is_no_part_of_it(vocabulary: Vocabulary) -> None:
    found = read(f"<p>某县水利局{NAME}</p><p><a href=2>2023年</a></p>", vocabulary)
    assert stated(found) == (f"某县水利局{NAME}", "某县水利局", 2024)


def test_earlier_years_above_a_text_without_marks_are_not_its_own(vocabulary: Vocabulary) -> None:
    lines = ["政府信息公开年报", LAST, BEFORE, "", OWN, PERIOD[3:-4], "一、总体情况", "工作正常。"]
    assert stated(read_document("x.txt", "\n".join(lines).encode(), vocabulary)) == (OWN, "某县水利局", 2024)


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        (f"2019年第七师一二三团{NAME}", "第七师一二三团", 2019),
        (f"2023年第二人民医院{NAME}", "第二人民医院", 2023),
        (f"某县水利局公告2019年第3号 2018年{NAME}", None, 2018),
    ],
)
def test_a_year_before_a_name_that_begins_with_a_number_is_no_number_of_an_issue(
    title: str, agency: str | None, year: int, vocabulary: Vocabulary
) -> None:
    found = read(f"<p>{title}</p>", vocabulary, period="")
    assert found.report["year"] == year
    assert agency is None or found.report["agency"]["name"] == agency
