"""Saved web pages: what a browser shows is what is read, and pages made to hurt end in a defect."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Block, Grid, Paragraph
from gouji.intake.readers.dispatch import read_file
from gouji.intake.readers.html import title_of
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary


def shown(page: str | bytes) -> list[object]:
    """Return the texts of paragraphs, and of tables the rows with column, text and spans of every cell."""
    blocks = read_file("x.html", page.encode() if isinstance(page, str) else page)
    assert not isinstance(blocks, Defect), blocks
    return [_shown(block) for block in blocks]


def _shown(block: Block) -> object:
    if isinstance(block, Grid):
        return [[(one.column, one.text, one.row_span, one.column_span) for one in row] for row in block.rows]
    return block.text


@pytest.mark.parametrize(
    ("page", "blocks"),
    [
        pytest.param("<p>甲<span>乙</span>\n 丙</p>丁<br>戊", ["甲乙 丙", "丁", "戊"], id="paragraphs"),
        pytest.param("<script>甲</script><nav>乙</nav><p>丙<div hidden>丁</div>", ["丙"], id="what is not shown"),
        pytest.param(
            "<table><tr><td>2<b>0</b><td>&nbsp;</table>后",
            [[[(1, "20", 1, 1), (2, "", 1, 1)]], "后"],
            id="a split number in one cell is one number, a cell with a fixed blank is blank",
        ),
        pytest.param(
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>1<td>2</table>",
            [[[(1, "甲", 2, 1), (2, "乙", 1, 2)], [(2, "1", 1, 1), (3, "2", 1, 1)]]],
            id="spans",
        ),
        pytest.param(
            "<table><tr><td rowspan=1000000000 colspan=1000000000>1</table>",
            [[[(1, "1", 1, 1000)]]],
            id="spans without end",
        ),
        pytest.param(
            "<table><tr><td rowspan=2>甲<td>1<tr><td>2<tr><td>乙<td>3</table>",
            [[[(1, "甲", 2, 1), (2, "1", 1, 1)], [(2, "2", 1, 1)], [(1, "乙", 1, 1), (2, "3", 1, 1)]]],
            id="a row below a span",
        ),
        pytest.param(
            "<table><tr><td>页<table><tr><td>甲<td>1</table></table>",
            ["页", [[(1, "甲", 1, 1), (2, "1", 1, 1)]]],
            id="a table around tables is only layout",
        ),
        pytest.param(
            "<div><p>一、甲</p><p>乙</p><p>二、丙</p><p>丁</p></div><div>版权所有</div>",
            ["一、甲", "乙", "二、丙", "丁"],
            id="what stands behind the report belongs to the site",
        ),
        pytest.param(
            "<div><p>一、甲</p><p>二、丙</p></div><div>丁</div>",
            ["一、甲", "二、丙", "丁"],
            id="unless the last heading would have nothing below it",
        ),
        pytest.param(
            '<meta charset="gb2312"><p>甲镕乙</p>'.encode("gb18030"),
            ["甲镕乙"],
            id="GB2312 in name, more in fact",
        ),
        pytest.param("<table><tr><td>甲<td>12", [[[(1, "甲", 1, 1), (2, "12", 1, 1)]]], id="a page cut short"),
    ],
)
def test_a_page_gives_what_a_browser_shows(page: str | bytes, blocks: list[object]) -> None:
    assert shown(page) == blocks


def test_the_last_cell_of_a_page_cut_short_is_doubted() -> None:
    blocks = read_file("x.html", "<p>甲<table><tr><td>甲<td>12".encode())
    assert not isinstance(blocks, Defect)
    grid = blocks[-1]
    assert isinstance(grid, Grid)
    assert [cell.doubts for cell in grid.rows[0]] == [(), ("document_ends_here",)]


def one_cell(page: str) -> tuple[str, ...]:
    """Return the text and the doubts of the last cell of a page."""
    blocks = read_file("x.html", page.encode())
    assert not isinstance(blocks, Defect)
    cell = next(block for block in reversed(blocks) if isinstance(block, Grid)).rows[-1][-1]
    return (cell.text, *cell.doubts)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        pytest.param("27<sup>1</sup>", ("271", "raised_or_lowered"), id="a raised note mark"),
        pytest.param(
            '2<script>document.write("0")</script>', ("2", "something_else_in_cell"), id="a figure a script may write"
        ),
        pytest.param(
            '<div style="content-visibility:hidden">27</div>', ("27", "hidden_in_part"), id="contents that are hidden"
        ),
        pytest.param("27<sub>1</sub>", ("271", "raised_or_lowered"), id="a lowered one"),
        pytest.param("27<small>1</small>", ("271", "raised_or_lowered"), id="a small one"),
        pytest.param("<small>27</small>", ("27",), id="a small figure with nothing beside it"),
        pytest.param(
            "27<span style='vertical-align: super'>1</span>", ("271", "raised_or_lowered"), id="raised by its style"
        ),
        pytest.param("27<sup></sup>", ("27",), id="nothing that is raised"),
        pytest.param("27<a href=#1>1</a>", ("271", "something_else_in_cell"), id="a link beside a figure"),
        pytest.param("<p><a href=x>27</a></p>", ("27",), id="a link that is the figure"),
        pytest.param("<a name=x></a>27", ("27",), id="a mark that is no link"),
        pytest.param("<del>5</del>27", ("527", "struck_out"), id="struck words"),
        pytest.param("<s>27</s>", ("27", "struck_out"), id="a struck figure"),
        pytest.param(
            "<b style='text-decoration:line-through'>5</b>27", ("527", "struck_out"), id="struck out by its style"
        ),
        pytest.param("<i style='visibility:hidden'>9</i>27", ("927", "hidden_in_part"), id="invisible words"),
        pytest.param("<i style='opacity:0'>9</i>27", ("927", "hidden_in_part"), id="clear words"),
        pytest.param("<i style='opacity:0.8'>9</i>27", ("927",), id="words that are nearly opaque"),
        pytest.param("<i style='font-size:0'>9</i>", ("9", "hidden_in_part"), id="words of no size"),
        pytest.param("<i style='left:-999px'>9</i>27", ("927", "hidden_in_part"), id="off the page"),
        pytest.param("<font color=white>9</font>27", ("927", "hidden_in_part"), id="white words"),
        pytest.param("<i style='color:#fff'>9</i>27", ("927", "hidden_in_part"), id="white words by style"),
        pytest.param("<b style='color:#fff;background:#00f'>27</b>", ("27",), id="white words on blue"),
        pytest.param("<b style='background-color:#fff'>27</b>", ("27",), id="words on white"),
        pytest.param("<dialog>9</dialog>27", ("27",), id="a dialog that is closed"),
        pytest.param("<datalist><option>9</datalist>27", ("27",), id="a list of proposals"),
        pytest.param("<title>9</title>27", ("27",), id="a title"),
        pytest.param("<progress>9</progress>27", ("27", "drawn_in_cell"), id="a bar"),
        pytest.param("<bdo dir=rtl>72</bdo>", ("72", "something_else_in_cell"), id="figures turned round"),
        pytest.param("<img src=x alt=27>", ("", "drawn_in_cell"), id="a picture and nothing else"),
        pytest.param("2<img src=x>", ("2", "drawn_in_cell"), id="a picture beside a figure"),
        pytest.param("<input value=27>", ("", "drawn_in_cell"), id="a field of a form"),
        pytest.param("<input type=hidden value=27>", ("",), id="a field that is not shown"),
        pytest.param("<p><select><option>27</select></p>", ("", "drawn_in_cell"), id="a list to choose from"),
        pytest.param("<img src=x hidden>", ("",), id="a picture that is not shown"),
        pytest.param("行政许可<sup>1</sup>", ("行政许可1",), id="a note mark at words"),
        pytest.param("<img src=x>2022-01-20", ("2022-01-20",), id="a picture beside a day"),
    ],
)
def test_a_figure_beside_writing_of_another_kind_is_doubted(cell: str, read: tuple[str, ...]) -> None:
    assert one_cell(f"<table><tr><td>甲<td>{cell}</table>") == read


@pytest.mark.parametrize(
    ("style", "read"),
    [
        pytest.param("color:#FFFFFE", ("27", "hidden_in_part"), id="nearly white"),
        pytest.param("COLOR : WHITE", ("27", "hidden_in_part"), id="white in capitals"),
        pytest.param("color:rgba(0,0,0,.1)", ("27", "hidden_in_part"), id="nearly clear"),
        pytest.param("color:rgb(100%, 100%, 100%)", ("27", "hidden_in_part"), id="white by parts of a hundred"),
        pytest.param("font-size : 0", ("27", "hidden_in_part"), id="no size, with a blank"),
        pytest.param("font-size:0.1px", ("27", "hidden_in_part"), id="hardly a size"),
        pytest.param("left:-99px", ("27", "hidden_in_part"), id="a little off the page"),
        pytest.param("mso-hide:all", ("27", "hidden_in_part"), id="hidden by Word"),
        pytest.param("display:inline-block;width:0;overflow:hidden", ("27", "hidden_in_part"), id="of no width"),
        pytest.param("transform:scale(0)", ("27", "hidden_in_part"), id="shrunk to nothing"),
        pytest.param("clip:rect(0,0,0,0);position:absolute", ("27", "hidden_in_part"), id="cut off"),
        pytest.param("opacity : 5%", ("27", "hidden_in_part"), id="opacity in parts of a hundred"),
        pytest.param("visibility:/* */hidden", ("27", "hidden_in_part"), id="behind a comment"),
        pytest.param("vertical-align : super", ("27", "raised_or_lowered"), id="vertical-align : super"),
        pytest.param("vertical-align:  super", ("27", "raised_or_lowered"), id="vertical-align:  super"),
        pytest.param("vertical-align:\nsuper", ("27", "raised_or_lowered"), id="vertical-align:\\nsuper"),
        pytest.param(
            "vertical-align:super!important", ("27", "raised_or_lowered"), id="vertical-align:super!important"
        ),
        pytest.param("unicode-bidi:bidi-override;direction:rtl", ("27", "something_else_in_cell"), id="turned round"),
        pytest.param("font-family:宋体;color:#000", ("27",), id="font and colour"),
        pytest.param("text-indent:-21pt;margin-left:21pt", ("27",), id="a first line moved back"),
        pytest.param("font-size:10.5pt", ("27",), id="a size"),
        pytest.param("background-color:#fff", ("27",), id="a ground"),
        pytest.param("display:inline", ("27",), id="shown"),
        pytest.param("opacity:100%", ("27",), id="opaque"),
        pytest.param("background:url(data:a;b)", ("27",), id="a picture"),
    ],
)
def test_a_style_says_the_same_in_whatever_way_it_is_written(style: str, read: tuple[str, ...]) -> None:
    assert one_cell(f'<table><tr><td>甲<td><i style="{style}">27</i></table>') == read


@pytest.mark.parametrize(
    ("tag", "read"),
    [
        ("i STYLE='VISIBILITY:hidden'", ("27", "hidden_in_part")),
        ("i style\n=\n'visibility:hidden'", ("27", "hidden_in_part")),
        ("i style=visibility:hidden", ("27", "hidden_in_part")),
        ("i/style='visibility:hidden'/", ("27", "hidden_in_part")),
        ("i title='style='style='visibility:hidden'", ("27", "hidden_in_part")),
        ("i style='visibility:h&#105;dden'", ("27", "hidden_in_part")),
        ('i style="clip:auto\'"', ("27", "hidden_in_part")),
        ("i style='color:red' style='visibility:hidden'", ("27",)),
        ("i title=\"style='visibility:hidden'\"", ("27",)),
        ("i hidden", ("",)),
        ("i class=a\tHIDDEN=''", ("",)),
        ("i class='a'hidden", ("",)),
        ("i/hidden/", ("",)),
        ("i class='a hidden '", ("27",)),
    ],
)
def test_what_an_element_says_counts_in_whatever_way_its_tag_is_written(tag: str, read: tuple[str, ...]) -> None:
    assert one_cell(f"<table><tr><td>甲<td><{tag}>27</i></table>") == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        pytest.param(
            "2893<span style='position:relative;top:-5.0pt;mso-text-raise:5.0pt'>1</span>",
            ("28931", "raised_or_lowered"),
            id="as Word raises",
        ),
        pytest.param(
            "2893<span style='vertical-align:5pt'>1</span>", ("28931", "raised_or_lowered"), id="raised by a length"
        ),
        pytest.param(
            "2893<span style='vertical-align:text-top'>1</span>",
            ("28931", "raised_or_lowered"),
            id="raised to the top of the line",
        ),
        pytest.param(
            "2893<span style='font-size:8px'>1</span>", ("28931", "raised_or_lowered"), id="small by its style"
        ),
        pytest.param("2893<span style='font-size:60%'>1</span>", ("28931", "raised_or_lowered"), id="small by a share"),
        pytest.param(
            "<span style='font-size:12pt'>2893<span style='font-size:smaller'>1</span></span>",
            ("28931", "raised_or_lowered"),
            id="smaller",
        ),
        pytest.param("2893<font size=1>1</font>", ("28931", "raised_or_lowered"), id="a small font"),
        pytest.param("2893<big>1</big>", ("28931", "raised_or_lowered"), id="a large one"),
        pytest.param("2893<span class=note>1</span>", ("28931", "something_else_in_cell"), id="a class of its own"),
        pytest.param(
            "<span style='font-family:宋体'>2893</span><span style='font-family:黑体'>1</span>",
            ("28931",),
            id="fonts that differ",
        ),
        pytest.param(
            "<span style='font-size:12pt'>2893</span><span lang=EN-US style='font-size:16px'>1</span>",
            ("28931",),
            id="one size in two units",
        ),
        pytest.param(
            "<font face=宋体 size=2 style='font-size:10pt'>2893</font><font size=2 style='font-size:10pt'>1</font>",
            ("28931",),
            id="equal fonts",
        ),
        pytest.param("<span class=a>2893</span><span class=a>1</span>", ("28931",), id="one class"),
        pytest.param("<b>2893</b><span style='color:#333'>1</span>", ("28931",), id="bold and grey"),
        pytest.param("<span class=SpellE>2893</span>1", ("28931",), id="a mark of Word"),
        pytest.param(
            "2893<span style='font-size:100%;vertical-align:baseline;position:relative;top:0'>1</span>",
            ("28931",),
            id="a style that says nothing",
        ),
    ],
)
def test_figures_that_look_different_beside_each_other_are_doubted(cell: str, read: tuple[str, ...]) -> None:
    assert one_cell(f"<table><tr><td>甲<td>{cell}</table>") == read


@pytest.mark.parametrize(
    ("style", "cell", "read"),
    [
        pytest.param(".h{display:none}", "<i class=h>9</i>27", ("27",), id="words a rule hides"),
        pytest.param("/* } */ .h, b.h{display : none}", "<i class=h>9</i>27", ("27",), id="behind a comment"),
        pytest.param(".h{visibility:hidden}", "<i class=h>9</i>", ("9", "hidden_in_part"), id="invisible words"),
        pytest.param("@media print{.h{display:none}}", "<i class=h>9</i>", ("9",), id="words hidden in print"),
        pytest.param(".h{display:none}.on{display:block}", "<i class='h on'>9</i>", ("9",), id="shown again"),
        pytest.param(".h{display:none}", "<i class=h style='display:inline'>9</i>", ("9",), id="shown by style"),
        pytest.param(".a .h{display:none}", "<i class=h>9</i>", ("9",), id="a rule for another place"),
        pytest.param("td .h{display:none}", "<i class=h>9</i>", ("9", "hidden_in_part"), id="a rule for a place"),
        pytest.param("td>i.h{display:none}", "<i class=h>9</i>", ("9", "hidden_in_part"), id="right within a cell"),
        pytest.param("i{display:none}", "<i>9</i>27", ("927", "hidden_in_part"), id="for all elements of a name"),
        pytest.param("@media screen{.h{display:none}}", "<i class=h>9</i>", ("9", "hidden_in_part"), id="on a screen"),
        pytest.param(".h{text-decoration : line-through}", "<i class=h>9</i>", ("9", "struck_out"), id="struck out"),
        pytest.param(".h{ VERTICAL-ALIGN:super }", "<i class=h>9</i>", ("9", "raised_or_lowered"), id="raised"),
        pytest.param(
            ".h{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}",
            "<i class=h>9</i>",
            ("9", "hidden_in_part"),
            id="only for readers of screens",
        ),
        pytest.param(".h{font-weight:bold}", "<i class=h>27</i>", ("27",), id="a rule that changes nothing"),
        pytest.param("td:nth-child(2){display:none}", "27", ("27", "hidden_in_part"), id="a column by its number"),
        pytest.param("td:nth-child(3){display:none}", "27", ("27",), id="a column that is not there"),
        pytest.param("td:first-child{display:none}", "27", ("27",), id="the column before"),
        pytest.param(".h:not(.on){display:none}", "<i class=h>9</i>", ("9", "hidden_in_part"), id="by what it is not"),
        pytest.param(".h:hover{display:none}", "<i class=h>9</i>", ("9",), id="only under a pointer"),
        pytest.param("[hidden]{display:none}", "27", ("27",), id="by an attribute that it has not"),
        pytest.param("i + b{display:none}", "<i>2</i><b>7</b>", ("27", "hidden_in_part"), id="beside another"),
    ],
)
def test_simple_rules_of_a_page_hide_words(style: str, cell: str, read: tuple[str, ...]) -> None:
    assert one_cell(f"<style>{style}</style><table><tr><td>甲<td>{cell}</table>") == read


@pytest.mark.parametrize(
    ("style", "cell", "doubted"),
    [
        pytest.param("td::after{content:'0'}", "27", True, id="a figure behind each cell"),
        pytest.param('.h:before{content:"1"}', "<i class=h>27</i>", True, id="a figure before, in the old way"),
        pytest.param(".h::before{content:'\\31 '}", "<i class=h>27</i>", True, id="a figure by its code"),
        pytest.param(".h::before{content:counter(row)}", "<i class=h>27</i>", True, id="a number that is counted"),
        pytest.param(".h::after{content:attr(data-more)}", "<i class=h data-more=5>27</i>", True, id="an attribute"),
        pytest.param("table td .h::after{content:'万'}", "<i class=h>27</i>", True, id="a unit that multiplies"),
        pytest.param("td:nth-child(2)::before{content:'-'}", "27", True, id="a minus in one column"),
        pytest.param("td:nth-child(1)::before{content:'1'}", "27", False, id="a figure in another column"),
        pytest.param("td::before{content:attr(data-label)}", "27", False, id="a label that the cell has not"),
        pytest.param("td::before{content:'总计：'}", "27", False, id="words"),
        pytest.param(".h::after{content:''}", "<i class=h>27</i>", False, id="nothing"),
        pytest.param(".h::after{content:'.';visibility:hidden}", "<i class=h>27</i>", False, id="a sign not seen"),
        pytest.param(".h:hover::after{content:'0'}", "<i class=h>27</i>", False, id="a figure under a pointer"),
        pytest.param(".k::after{content:'0'}", "<i class=h>27</i>", False, id="a figure elsewhere"),
        pytest.param("@media print{td::after{content:'0'}}", "27", False, id="a figure on paper"),
    ],
)
def test_what_a_rule_adds_to_a_figure_is_doubted(style: str, cell: str, doubted: bool) -> None:
    text, *doubts = one_cell(f"<style>{style}</style><table><tr><td>甲<td>{cell}</table>")
    assert (text, doubts) == ("27", ["something_else_in_cell"] if doubted else [])


def test_a_number_that_a_list_counts_is_doubted() -> None:
    assert one_cell("<table><tr><td>甲<td><ol><li>5</ol></table>") == ("5", "something_else_in_cell")


def test_a_rule_that_hides_a_table_may_be_lifted_by_a_script_and_hides_nothing() -> None:
    page = "<style>.h{display:none}</style><div class=h><table><tr><td>甲<td>1</table></div>"
    assert shown(page) == [[[(1, "甲", 1, 1), (2, "1", 1, 1)]]]


def test_prose_that_a_rule_folds_away_is_read_and_a_row_that_one_hides_is_not() -> None:
    page = "<style>.h{display:none}</style><p class=h>甲</p><table><tr class=h><td>9<tr><td>乙<td>1</table>"
    assert shown(page) == ["甲", [[(1, "乙", 1, 1), (2, "1", 1, 1)]]]


@pytest.mark.parametrize(
    ("around", "doubts"),
    [
        pytest.param("<s>", ["struck_out"], id="struck out"),
        pytest.param("<strike><div>", ["struck_out"], id="struck out, in the old way"),
        pytest.param("<del>", ["struck_out"], id="deleted"),
        pytest.param("<div style='text-decoration:line-through'>", ["struck_out"], id="struck out by its style"),
        pytest.param("<style>.h{text-decoration:line-through}</style><div class=h>", ["struck_out"], id="by a rule"),
        pytest.param(
            "<style>.h{visibility:hidden}</style><div class=h>", [], id="hidden by a rule, until a script runs"
        ),
        pytest.param("<div style='visibility:hidden'>", ["hidden_in_part"], id="invisible"),
        pytest.param("<div style='opacity:0'><div>", ["hidden_in_part"], id="clear"),
        pytest.param("<div style='height:0;overflow:hidden'>", ["hidden_in_part"], id="closed"),
        pytest.param("<div style='position:absolute;left:-9999px'>", ["hidden_in_part"], id="off the page"),
        pytest.param("<div style='clip:rect(0,0,0,0)'>", ["hidden_in_part"], id="cut off"),
        pytest.param("<div style='color:#fff'>", ["hidden_in_part"], id="white"),
        pytest.param("<font color=white>", ["hidden_in_part"], id="white, in the old way"),
        pytest.param("<div style='font-size:0'>", ["hidden_in_part"], id="of no size"),
        pytest.param("<div popover>", ["hidden_in_part"], id="what a script may open"),
        pytest.param("<details><summary>甲</summary>", ["hidden_in_part"], id="folded away"),
        pytest.param("<table><tr><td style='visibility:hidden'>", ["hidden_in_part"], id="a table that lays it out"),
        pytest.param("<div style='opacity:0'></div>", [], id="what ends before it"),
        pytest.param("<body style='opacity:0;visibility:hidden'>", [], id="a page that a script lets appear"),
        pytest.param("<details open><summary>甲</summary>", [], id="open"),
        pytest.param("<div style='position:relative;top:-60px'>", [], id="moved a little"),
        pytest.param("<div style='color:#fff;background:#00f'>", [], id="white on blue"),
        pytest.param("<div style='font-size:0'><div style='FONT-SIZE:14px'>", [], id="of a size again"),
        pytest.param("<div style='visibility:hidden'><div style='visibility:visible'>", [], id="visible again"),
        pytest.param("<div style='color:#fff'><div style='background:#000'>", [], id="on a ground of its own"),
        pytest.param("<sup>", [], id="raised all"),
    ],
)
def test_what_hides_or_strikes_out_a_table_from_around_makes_its_cells_doubtful(around: str, doubts: list[str]) -> None:
    text, *found = one_cell(f"<!DOCTYPE html>{around}<table><tr><td>甲<td>27</table>")
    assert (text, found) == ("27", doubts)


@pytest.mark.parametrize("around", ["<s>{}</s>", "<div style='left:-9999px;position:absolute'>{}</div>"])
def test_a_table_struck_out_or_hidden_from_around_is_left_out_beside_the_same_with_other_figures(around: str) -> None:
    table = "<table><tr><td>甲<td>{}<tr><td>乙<td>2</table>"
    old, new = around.format(table.format(1)), table.format(3)
    read = [[[(1, "甲", 1, 1), (2, "3", 1, 1)], [(1, "乙", 1, 1), (2, "2", 1, 1)]]]
    assert shown(old + new) == shown(new + old) == read
    assert len(shown(old + new.replace("乙", "丙"))) == 2


def test_a_row_that_a_style_makes_invisible_is_doubted() -> None:
    assert one_cell("<table><tr style='visibility:hidden'><td>甲<td>1</table>") == ("1", "hidden_in_part")


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("<title>某局年报</title><p>甲", "某局年报"),
        ("<html><head><title lang=zh>某局<b>年报</TITLE\n><title>别的</title>", "某局<b>年报"),
        ("<!-- <title>旧</title> --><script>'<title>旧</title>'</script><title>新</title>", "新"),
        ("<title/</title>新</title>", "新"),
        ("<title>没有结束", "没有结束"),
        ("<body><table><tr><td><title>后</title></td></tr><title>前</title></table>", "前"),
        ("<body><p>甲</p><title>乙</title>", "乙"),
        ("<p>甲</p>", ""),
    ],
)
def test_a_page_is_called_by_its_first_title(page: str, title: str) -> None:
    assert title_of(page) == title


def test_paragraphs_stand_at_their_characters() -> None:
    blocks = read_file("x.html", "<p>甲乙</p><p>丙</p>".encode())
    assert not isinstance(blocks, Defect)
    assert [(one.place.line, one.place.start, one.place.end) for one in blocks if isinstance(one, Paragraph)] == [
        (1, 0, 2),
        (2, 3, 4),
    ]


MANY = b" ".join(b"a%d" % number for number in range(30_000))
"""The names of so many attributes."""


@pytest.mark.parametrize(
    ("page", "code"),
    [
        pytest.param(b"<p>" + b"x" * (17 * 1024 * 1024), "D301", id="a huge page"),
        pytest.param(b"<html>" + b"<table><tr><td>" * 10_000, "D309", id="ten thousand nested tables"),
        pytest.param(b"<table><tr>" + b"<td colspan=1000>" * 10_000, "D309", id="too wide a table"),
        pytest.param(
            b"<table><tr>" + b"<td rowspan=65000 colspan=1000>1" * 190 + b"<tr><td>1" * 400,
            "D309",
            id="a row that covers all below it",
        ),
        pytest.param("<p>一、".encode() + b"\xff\xff", "D303", id="no encoding fits"),
        pytest.param(b"<table" + b" %s" % MANY + b"><tr><td>1", "D309", id="an element of 30,000 attributes"),
        pytest.param(b"<i " + MANY.replace(b" ", b"='>' ") + b">", "D309", id="the end of a tag within its attributes"),
        pytest.param(
            b"<style>" + b"".join(b".h%d{display:none}" % n for n in range(2_000)) + b"</style>" + b"<p>x" * 60_000,
            "D309",
            id="more rules than can be followed",
        ),
        pytest.param(
            b"<style>%s</style><table>" % b"".join(b"td.a:nth-child(%d){display:none}" % n for n in range(30))
            + (b"<tr>" + b"<td class=a>1" * 100) * 100,
            "D309",
            id="more elements than rules can be asked for",
        ),
        pytest.param(
            b"<textarea><script></textarea><i %s>" % MANY, "D309", id="a tag behind what seems to begin a script"
        ),
        pytest.param(
            b'<script>a<b x="</script><i ' + MANY + b'>"', "D309", id="a tag within what seems to be an attribute"
        ),
        pytest.param((b"<i " + MANY[:8_000] + b">") * 1_000, "D309", id="many elements of many attributes"),
        pytest.param(b"<a " * 5_000_000, "D309", id="one tag that never ends"),
    ],
)
def test_pages_made_to_hurt_are_refused_at_once(page: bytes, code: str) -> None:
    began = time.monotonic()
    refused = read_file("x.html", b"<!DOCTYPE html><html>" + page)
    assert isinstance(refused, Defect)
    assert refused.code == code
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "begun",
    [
        pytest.param("<i " + MANY[:5_000].decode() + ">", id="a thousand attributes"),
        pytest.param("<script>" + "if (a<b) { c = '/'; }\n" * 1_500 + "</script>", id="a script that compares much"),
        pytest.param(
            "<script>" + '{"a": "<b", "url": "https:\\/\\/x/y"},' * 1_000 + "</script>", id="data in a script"
        ),
        pytest.param("<img src='data:image/png;base64," + "abc/+d" * 500_000 + "'>", id="a picture within the page"),
    ],
)
def test_pages_with_much_in_their_tags_are_read(begun: str) -> None:
    assert shown("<!DOCTYPE html><html>" + begun + "<p>甲</p>") == ["甲"]


def test_deep_nesting_is_read(vocabulary: Vocabulary) -> None:
    began = time.monotonic()
    reading = read_document("x.html", b"<div>" * 20_000 + "一、总体情况".encode(), vocabulary)
    assert [one["heading"] for one in reading.report["sections"]] == ["一、总体情况"]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    ("number", "agency", "year"),
    [("011", None, 2025), ("013", "沭阳县发展和改革局", 2023)],
)
def test_of_a_real_page_the_report_is_read_and_nothing_of_the_site(
    number: str, agency: str | None, year: int, corpus: Path, vocabulary: Vocabulary
) -> None:
    path = next(corpus.glob(f"{number}-*/source.html"))
    report = read_document(path.name, path.read_bytes(), vocabulary).report
    assert [one["id"] for one in report["sections"]] == [one.id for one in vocabulary.sections]
    assert report["year"] == year
    assert (report.get("agency") or {}).get("name") == agency
    assert "defects" not in report
