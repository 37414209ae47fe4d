"""Prose of web pages in which something is raised, struck out or hidden: it is not read as said, and it is doubted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Block, Grid
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary

RAISED, STRUCK, HIDDEN, ELSE = "raised_or_lowered", "struck_out", "hidden_in_part", "something_else_in_cell"


def said(page: str) -> list[tuple[str, ...]]:
    """Return the paragraphs of a page with their doubts."""
    return [(one.text, *one.doubts) for one in read_blocks_of(page) if not isinstance(one, Grid)]


def read_blocks_of(page: str) -> Sequence[Block]:
    """Return the blocks of a page that can be read."""
    blocks = read_file("x.html", page.encode())
    assert not isinstance(blocks, Defect), blocks
    return blocks


@pytest.mark.parametrize(
    ("words", "read"),
    [
        pytest.param("受理52<b>3</b>件", ("受理523件",), id="bold digits belong to their number"),
        pytest.param("受理52<sup>1</sup>件", ("受理52件", RAISED), id="the number of a note is none of the figure"),
        pytest.param("受理5<sup>1</sup>2件", ("受理5 2件", RAISED), id="nor does it hold two figures together"),
        pytest.param("受理52<sup>注</sup>件", ("受理52件", RAISED), id="a raised word beside a figure"),
        pytest.param("根据条例<sup>[1]</sup>受理", ("根据条例受理", RAISED), id="the number of a note behind a word"),
        pytest.param("某局<sup>®</sup>受理52件", ("某局®受理52件",), id="a raised sign away from figures"),
        pytest.param("受理52<i style='vertical-align:super'>1</i>件", ("受理52件", RAISED), id="raised by a style"),
        pytest.param("受理<s>52</s>53件", ("受理53件", STRUCK), id="struck out"),
        pytest.param("受理<del>52</del>53件", ("受理53件", STRUCK), id="deleted"),
        pytest.param("5<s>1</s>3件", ("5 3件", STRUCK), id="what stands around what is struck out is no one figure"),
        pytest.param("<u style='text-decoration:line-through'>未</u>受理", ("受理", STRUCK), id="struck by a style"),
        pytest.param("<s>受理52件</s>", ("受理52件", STRUCK), id="all of it is struck out: it stands there, doubted"),
        pytest.param("受理<i style='visibility:hidden'>9</i>52件", ("受理52件", HIDDEN), id="invisible"),
        pytest.param("受理<font color=white>9</font>52件", ("受理52件", HIDDEN), id="white"),
        pytest.param("受理<i hidden>9</i>52件", ("受理52件",), id="what is surely not shown is not there"),
        pytest.param("<ruby>北仑<rp>(</rp><rt>beilun</rt></ruby>受理52件", ("北仑受理52件",), id="a reading aid"),
        pytest.param("受理<ruby>52<rt>53</rt></ruby>件", ("受理52件", RAISED), id="a reading aid of a figure"),
        pytest.param("受理5<small>2</small>件", ("受理5 2件", RAISED), id="a small digit beside another"),
        pytest.param("<small>受理52件</small>", ("受理52件",), id="small words alone"),
        pytest.param("受理<bdo dir=rtl>12</bdo>件", ("受理12件", ELSE), id="digits from right to left"),
        pytest.param("受理<a href=x>52</a>件", ("受理52件",), id="a link is read as its words"),
    ],
)
def test_what_is_not_said_is_left_out_of_prose_and_doubted(words: str, read: tuple[str, ...]) -> None:
    assert said(f"<p>{words}</p><p>共2件</p>") == [read, ("共2件",)]


@pytest.mark.parametrize(
    ("rule", "words", "read"),
    [
        pytest.param(".n{vertical-align:super}", "52<i class=n>1</i>件", ("52件", RAISED), id="raised"),
        pytest.param(".n{text-decoration:line-through}", "<i class=n>1</i>2件", ("2件", STRUCK), id="struck out"),
        pytest.param(".n{display:none}", "<i class=n>1</i>2件", ("2件", HIDDEN), id="hidden, unless a script shows it"),
        pytest.param(".n{color:red}", "<i class=n>1</i>2件", ("12件",), id="a rule that hides nothing"),
        pytest.param(".n::before{content:'9'}", "受理<i class=n></i>2件", ("受理2件", ELSE), id="a figure added"),
        pytest.param("p::after{content:'0'}", "受理2", ("受理2", ELSE), id="a figure added to a paragraph"),
        pytest.param(".n::after{content:'。'}", "受理<i class=n>2</i>件", ("受理2件",), id="a full stop added"),
        pytest.param("p::after{content:'';clear:both}", "受理2件", ("受理2件",), id="nothing added"),
    ],
)
def test_rules_of_the_page_are_followed_in_prose(rule: str, words: str, read: tuple[str, ...]) -> None:
    assert said(f"<style>{rule}</style><p>{words}</p><div>共2件</div>") == [read, ("共2件",)]


def test_a_sign_that_only_its_font_knows_makes_a_cell_doubted() -> None:
    [grid] = [one for one in read_blocks_of("<table><tr><td>甲<td>\ue601</table>") if isinstance(one, Grid)]
    assert [(one.text, *one.doubts) for one in grid.rows[0]] == [("甲",), ("\ue601", "unknown_sign")]


PAGE = """<h1>某局2021年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>{0}</p><p>二、主动公开政府信息情况</p>
<p>共3件。</p><p>三、收到和处理政府信息公开申请情况</p><p>共4件。</p>"""


def test_a_doubt_concerns_the_text_in_which_it_stands(vocabulary: Vocabulary) -> None:
    read = read_document("x.html", PAGE.format("受理52<sup>1</sup>件。").encode(), vocabulary)
    assert read.report["sections"][0]["text"] == "受理52件。"
    assert read.report["doubts"] == [{"pointer": "/sections/0/text", "doubts": [RAISED]}]


def test_a_heading_that_is_doubted_makes_all_sections_doubtful(vocabulary: Vocabulary) -> None:
    page = PAGE.format("受理52件。").replace("二、主动", "二、<s>依申请</s>主动")
    read = read_document("x.html", page.encode(), vocabulary)
    assert [one["id"] for one in read.report["sections"]] == ["overview", "disclosure", "requests"]
    assert {"pointer": "/sections", "doubts": [STRUCK]} in read.report["doubts"]


def test_a_doubted_title_makes_year_and_agency_doubtful(vocabulary: Vocabulary) -> None:
    page = PAGE.format("受理52件。").replace("2021", "<s>2020</s>2021")
    read = read_document("x.html", page.encode(), vocabulary)
    assert read.report["year"] == 2021
    assert {one["pointer"] for one in read.report["doubts"]} >= {"/year", "/title", "/agency/name"}
