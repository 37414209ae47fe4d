"""Documents with two reports: the first is read alone, and a defect says where the second begins."""

from __future__ import annotations

import pytest

from gouji.intake.reading import Reading, read_document
from gouji.vocabulary.model import Vocabulary

PARTS = (
    "<p>一、总体情况</p><p>工作正常。</p><p>二、主动公开政府信息情况</p><table><tr><td>第二十条第（一）项</td></tr></table>"
    "<p>三、收到和处理政府信息公开申请情况</p><p>见表。</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>见表。</p>"
    "<p>五、存在的主要问题及改进情况</p><p>存在问题。</p><p>六、其他需要报告的事项</p><p>{}</p>"
)


def report(title: str, end: str) -> str:
    """Return a report with a title, a sentence below it, and a last sentence."""
    return f"<p>{title}</p><p>{title}的统计期限如下。</p>{PARTS.format(end)}"


OWN = "某县某局2021年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("某县某局2020年政府信息公开工作年度报告", id="of another year"),
        pytest.param("某县别局2021年政府信息公开工作年度报告", id="of another agency"),
    ],
)
def test_a_second_report_is_named_with_its_place_and_is_no_part_of_the_first(
    title: str, vocabulary: Vocabulary
) -> None:
    read = read_document("x.html", (report(OWN, "无。") + report(title, "另有。")).encode(), vocabulary)
    [found] = [one for one in read.defects if one.code == "D406"]
    assert found.blocking
    assert found.place is not None
    assert found.place.line == 14
    assert title in found.message["zh"]
    assert [one["id"] for one in read.report["sections"]][-2:] == ["improvement", "other"]
    assert len(read.report["sections"]) == 6
    assert read.report["sections"][-1]["text"] == "无。"


def test_one_report_alone_is_no_second_one(vocabulary: Vocabulary) -> None:
    read = read_document("x.html", report(OWN, "无。").encode(), vocabulary)
    assert [one for one in read.defects if one.code == "D406"] == []


def test_a_report_that_stands_there_again_word_for_word_is_no_second_one(vocabulary: Vocabulary) -> None:
    page = report(OWN, "无。") + report(OWN, "无。") + "<p>版权所有</p>"
    read = read_document("x.html", page.encode(), vocabulary)
    assert [one for one in read.defects if one.code == "D406"] == []
    assert len(read.report["sections"]) == 6
    assert read.report["sections"][-1]["text"] == "无。"


@pytest.mark.parametrize(
    ("words", "instead"),
    [("第二十条第（一）项", "第二十条第（五）项"), ("工作正常。", "工作不正常。"), ("2021年", "2020年")],
    ids=["a cell", "a sentence", "the year"],
)
def test_a_report_that_stands_there_again_with_a_difference_is_a_second_one(
    words: str, instead: str, vocabulary: Vocabulary
) -> None:
    page = report(OWN, "无。") + report(OWN, "无。").replace(words, instead)
    read = read_document("x.html", page.encode(), vocabulary)
    assert [one.code for one in read.defects if one.code == "D406"] == ["D406"]


OTHER = "某县别局2021年政府信息公开工作年度报告"
LATER = "某县某局2022年政府信息公开工作年度报告"


def names(read: Reading) -> tuple[str | None, int | None, str]:
    """Return the agency, the year and the last sentence of what was read."""
    agency = read.report.get("agency", {}).get("name")
    return agency, read.report.get("year"), read.report["sections"][-1].get("text", "")


@pytest.mark.parametrize(
    ("named", "second", "read"),
    [
        pytest.param("", OTHER, ("某县某局", 2021, "无。"), id="without a title of the page the first"),
        pytest.param(f"{OWN}_某县政府网", OTHER, ("某县某局", 2021, "无。"), id="the first"),
        pytest.param(f"{OTHER}_某县政府网", OTHER, ("某县别局", 2021, "另有。"), id="the second"),
        pytest.param(
            "某县政府信息公开工作年度报告", OTHER, ("某县某局", 2021, "无。"), id="a title that names neither"
        ),
    ],
)
def test_of_two_reports_the_one_that_the_page_is_called_by_is_read(
    named: str, second: str, read: tuple[str, int, str], vocabulary: Vocabulary
) -> None:
    page = f"<title>{named}</title>{report(OWN, '无。')}{report(second, '另有。')}"
    found = read_document("x.html", page.encode(), vocabulary)
    assert names(found) == read
    [defect] = [one for one in found.defects if one.code == "D406"]
    assert defect.blocking
    left = second if read[0] == "某县某局" else OWN
    kept = OWN if left == second else second
    assert f"“{kept}”" in defect.message["zh"]
    assert f"“{left}”" in defect.message["zh"]
    assert found.report["preamble"] == f"{kept}的统计期限如下。"


@pytest.mark.parametrize(("year", "read"), [(None, 2021), (2021, 2021), (2022, 2022), (2019, 2021)])
def test_of_two_reports_that_of_the_year_asked_for_is_read(year: int | None, read: int, vocabulary: Vocabulary) -> None:
    page = report(OWN, "无。") + report(LATER, "另有。")
    found = read_document("x.html", page.encode(), vocabulary, year=year)
    assert found.report["year"] == read


def flat(title: str, between: str) -> str:
    """Return a report as a text without marks, with the labels of its tables among its words."""
    table = between.join(("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "1", "0"))
    words = (
        "一、总体情况 工作正常。 二、主动公开政府信息情况 第二十条第（一）项 三、收到和处理政府信息公开申请情况",
        table,
        "四、政府信息公开行政复议、行政诉讼情况 见表。 五、存在的主要问题及改进情况 存在问题。",
        "六、其他需要报告的事项 无。",
    )
    parts = [title, *" ".join(words).split(" ")]
    return between.join(parts)


@pytest.mark.parametrize("between", ["\n\n", "\n", ""], ids=["a word a line", "lines", "one line"])
def test_two_reports_in_a_flat_text_are_seen(between: str, vocabulary: Vocabulary) -> None:
    text = flat(OWN, between) + between + flat(OTHER, between).replace("工作正常", "工作有序")
    read = read_document("x.txt", text.encode(), vocabulary)
    assert [one.code for one in read.defects if one.code == "D406"] == ["D406"]
    assert len([one for one in read.report["sections"] if "id" in one]) == 6
