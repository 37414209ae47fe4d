"""Documents with two reports: the first is read alone, and a defect says where the second begins."""

from __future__ import annotations

import pytest

from gouji.intake.reading import read_document
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
