"""Styles of pages as browsers take them: what they hide, move or set apart is no certain figure."""

from __future__ import annotations

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Grid
from gouji.intake.readers.html import read_html
from gouji.intake.readers.html_declared import KEPT, UNSURE, declarations

HIDDEN = "hidden_in_part"
SMALL = "raised_or_lowered"
ELSE = "something_else_in_cell"
SIGNS = "unknown_sign"


def last_cell(page: str) -> tuple[str, set[str]]:
    """Return the text and the doubts of the last cell of a page."""
    blocks = read_html("x.html", page.encode())
    assert not isinstance(blocks, Defect)
    cell = next(block for block in reversed(blocks) if isinstance(block, Grid)).rows[-1][-1]
    return cell.text, set(cell.doubts)


def in_cell(cell: str, sheet: str = "") -> tuple[str, set[str]]:
    """Return the text and the doubts of a cell in a page with a style sheet."""
    return last_cell(f"<style>{sheet}</style><table><tr><td>甲<td>{cell}</table>")


@pytest.mark.parametrize(
    ("style", "said"),
    [
        pytest.param("display:none;display:inline", {"display": "inline"}, id="the last holds"),
        pytest.param("display:none!important;display:inline", {"display": "none", KEPT: "display"}, id="important"),
        pytest.param("color:red;color:blue ! IMPORTANT", {"color": "blue", KEPT: "color"}, id="the last important one"),
        pytest.param("display:none!ie", {}, id="a word of one browser"),
        pytest.param("display:none\\9", {"display": "none\\9"}, id="a sign of one browser"),
        pytest.param("d\\69splay:n\\6f ne", {"display": "none"}, id="escapes"),
        pytest.param("a:';display:none;'", {"a": "';display:none;'"}, id="within a string"),
        pytest.param("a:url(b;display:none)", {"a": "url(b;display:none)"}, id="within brackets"),
        pytest.param("a:{b;display:none};c:d", {"a": "{b;display:none}", "c": "d"}, id="within curly brackets"),
        pytest.param("a:b);display:none", {"a": "b)", "display": "none"}, id="a bracket too many"),
        pytest.param(
            "font:bold 0/0 a", {"font": "bold 0/0 a", "font-size": "0", "font-family": "a"}, id="a font in one word"
        ),
        pytest.param("font:caption", {"font": "caption"}, id="a font of the system"),
        pytest.param("font-size:9px;font:700 12pt a, b", {
            "font-size": "12pt", "font": "700 12pt a, b", "font-family": "a, b"
        }, id="a font behind a size"),
        pytest.param("display:none;display:foo", {"display": "foo", UNSURE: "display"}, id="what may not be valid"),
        pytest.param("color:#333;color:var(--a)", {"color": "var(--a)"}, id="what hides in no case"),
    ],
)  # fmt: skip
def test_of_several_declarations_that_holds_which_browsers_take(style: str, said: dict[str, str]) -> None:
    assert declarations(style) == said


@pytest.mark.parametrize(
    ("style", "doubts"),
    [
        pytest.param("font:0/0 a", {HIDDEN, SMALL}, id="no size in a font"),
        pytest.param("font:1px SimSun", {HIDDEN, SMALL}, id="a small size in a font"),
        pytest.param("font-size:calc(0px)", {HIDDEN, SMALL}, id="a size that is computed"),
        pytest.param("font-size:.01em", {HIDDEN, SMALL}, id="a small share of the size"),
        pytest.param("font-size:clamp(0px,1vw,2px)", {SMALL}, id="a size that is not understood"),
        pytest.param("display:none;display:foo", {HIDDEN, ELSE}, id="a display that may not be valid"),
        pytest.param("opacity:calc(0)", {HIDDEN}, id="an opacity that is computed"),
        pytest.param("opacity:var(--a)", {HIDDEN}, id="an opacity that is not known"),
        pytest.param("filter:opacity(0)", {HIDDEN, ELSE}, id="a filter"),
        pytest.param("filter:alpha(opacity=0)", {HIDDEN, ELSE}, id="a filter in the old way"),
        pytest.param("filter:blur(9px)", {HIDDEN, ELSE}, id="blurred"),
        pytest.param("transform:translateX(-9999px)", {ELSE}, id="moved away"),
        pytest.param("transform:rotate(180deg)", {ELSE}, id="turned"),
        pytest.param("transform:matrix(1,0,0,1,900,0)", {ELSE}, id="moved by a matrix"),
        pytest.param("translate:-9999px", {ELSE}, id="moved away in the new way"),
        pytest.param("scale:0", {HIDDEN}, id="shrunk"),
        pytest.param("text-indent:-99em", {HIDDEN}, id="moved by its own size"),
        pytest.param("margin:0 0 0 -999px", {HIDDEN}, id="moved by margins"),
        pytest.param("left:-100%", {HIDDEN}, id="moved by the whole width"),
        pytest.param("letter-spacing:-1em", {HIDDEN}, id="letters upon each other"),
        pytest.param("-webkit-mask:linear-gradient(#0000,#0000)", {HIDDEN, ELSE}, id="masked"),
        pytest.param("-webkit-text-security:disc", {HIDDEN, ELSE}, id="dots instead"),
        pytest.param("-webkit-text-fill-color:transparent", {HIDDEN}, id="filled with nothing"),
        pytest.param("color:hsl(0,0%,100%)", {HIDDEN}, id="white by its lightness"),
        pytest.param("color:hwb(0 100% 0%)", {HIDDEN}, id="white by its whiteness"),
        pytest.param("color:cornsilk", {HIDDEN}, id="a pale name"),
        pytest.param("color:color-mix(in srgb,white,white)", {ELSE}, id="a colour that is not understood"),
        pytest.param("color:black;background:#000", {HIDDEN}, id="black on black"),
        pytest.param("color:#fff;background-color:white", {HIDDEN}, id="white on white"),
        pytest.param("float:right", {ELSE}, id="at the other side"),
        pytest.param("display:block", {ELSE}, id="a line of its own"),
        pytest.param("display:inline-block", {ELSE}, id="a box"),
        pytest.param("something-new:yes", {ELSE}, id="what is not understood"),
        pytest.param("color:hsl(0,100%,40%)", set(), id="red"),
        pytest.param("color:white;background:navy", set(), id="white on navy"),
        pytest.param("filter:grayscale(1)", {ELSE}, id="without colours beside others"),
        pytest.param("transform:none;opacity:1;filter:none", set(), id="nothing"),
        pytest.param("letter-spacing:-.1pt;margin:0 -1px;font:inherit", set(), id="what sets out"),
        pytest.param("display:inline;position:relative;left:0", set(), id="as if nothing were said"),
        pytest.param("font-kerning:none;text-transform:uppercase;justify-content:center", set(), id="as editors write"),
        pytest.param("mso-font-kerning:1pt;font-family:'Times New Roman',serif", set(), id="as Word writes"),
    ],
)
def test_a_piece_of_a_figure_is_doubted_by_its_style(style: str, doubts: set[str]) -> None:
    assert in_cell(f'<span style="{style}">9</span>110') == ("9110", doubts)


@pytest.mark.parametrize(
    ("style", "doubts"),
    [
        pytest.param("filter:grayscale(1)", set(), id="without colours"),
        pytest.param("something-new:yes", set(), id="what is not understood"),
        pytest.param("display:inline-block", set(), id="a box"),
        pytest.param("transform:translate3d(0, 0, 0) rotate(360deg) scale(1)", set(), id="as it stands"),
        pytest.param("color:var(--text)", set(), id="a colour that is not known"),
        pytest.param("font-family:Wingdings", {SIGNS}, id="a font of signs"),
        pytest.param("font:12pt 'Symbol'", {SIGNS}, id="a font of signs among others"),
        pytest.param("font-family:宋体,Wingdings", set(), id="a font of signs for what the first lacks"),
        pytest.param("transform:rotate(180deg)", {ELSE}, id="turned"),
    ],
)
def test_a_whole_figure_is_doubted_only_by_what_surely_hides_or_moves_it(style: str, doubts: set[str]) -> None:
    assert in_cell(f'<span style="{style}">110</span>') == ("110", doubts)


@pytest.mark.parametrize(
    ("sheet", "cell", "read"),
    [
        pytest.param("", "<font face=Webdings>9</font>", ("9", {SIGNS}), id="a font of signs"),
        pytest.param("", "<span popover>9</span>110", ("9110", {HIDDEN}), id="what a script may open"),
        pytest.param(
            "", "<b style='display:block'>1</b><b style='display:block'>10</b>", ("110", {ELSE}), id="two lines"
        ),
        pytest.param(
            ".b{display:list-item}", "<i class=b>1</i><i class=b>10</i>", ("110", {ELSE}), id="two lines by a rule"
        ),
        pytest.param("p i{float:right}", "<p><i>1</i><i>10</i></p>", ("110", {ELSE}), id="in the other order"),
        pytest.param("li i{float:right}", "<p><i>1</i><i>10</i></p>", ("110", set()), id="a rule for another place"),
        pytest.param(
            ".x{display:flex;flex-direction:row-reverse}",
            "<div class=x><i>1</i><i>2</i></div>",
            ("12", {ELSE}),
            id="boxes by what is around them",
        ),
        pytest.param("", "<p style='display:grid'><i>1</i>2</p>", ("12", {ELSE}), id="boxes in a grid"),
        pytest.param("", "<p style='display:block'><i>1</i>2</p>", ("12", set()), id="a paragraph"),
        pytest.param("td{& i{display:none}}", "<i>9</i>110", ("9110", {HIDDEN}), id="a rule within another"),
        pytest.param("td{color:red;i{display:none}}", "<i>9</i>110", ("9110", {HIDDEN}), id="without a sign for it"),
        pytest.param(".h{b{color:red}display:none}", "<i class=h>9</i>110", ("110", set()), id="around another"),
        pytest.param(":is(i){display:none}", "<b>9</b>110", ("9110", set()), id="one of other names"),
        pytest.param(":is(b,i.h){display:none}", "<i class=h>9</i>110", ("9110", {HIDDEN, ELSE}), id="one of these"),
        pytest.param(".\\68{display:none}", "<i class=h>9</i>110", ("110", set()), id="a class by its code"),
        pytest.param(".注{display:none}", "<i class=注>9</i>110", ("110", set()), id="a class in Chinese"),
        pytest.param(".a{content:'}'}.h{display:none}", "<i class=h>9</i>110", ("110", set()), id="a curl in a string"),
        pytest.param("@import 'a';.h{display:none}", "<i class=h>9</i>110", ("110", set()), id="behind an import"),
        pytest.param("<!-- .h{display:none} -->", "<i class=h>9</i>110", ("110", set()), id="in a comment of HTML"),
        pytest.param(
            ".h{display:none!important}.h{display:inline}", "<i class=h>9</i>", ("9", {HIDDEN}), id="hidden for good"
        ),
        pytest.param("@media screen,print{i{display:none}}", "<i>9</i>", ("9", {HIDDEN}), id="not only on paper"),
        pytest.param("td::first-letter{font-size:0}", "9110", ("9110", {HIDDEN}), id="the first sign alone"),
        pytest.param(".h{content:'9'}", "<i class=h>110</i>", ("110", {ELSE}), id="other contents"),
        pytest.param(".h::before{content:var(--a)}", "<i class=h>110</i>", ("110", {ELSE}), id="what is added unseen"),
        pytest.param(".h{font:0/0 a}", "<i class=h>9</i>", ("9", {HIDDEN}), id="no size in a font"),
    ],
)
def test_rules_and_elements_set_pieces_of_a_figure_apart(sheet: str, cell: str, read: tuple[str, set[str]]) -> None:
    assert in_cell(cell, sheet) == read


@pytest.mark.parametrize(
    ("attributes", "read"),
    [
        pytest.param("", ("", set()), id="a sheet"),
        pytest.param("media=screen", ("", set()), id="for screens"),
        pytest.param("media=print", ("9", set()), id="for paper"),
        pytest.param("media='(max-width:600px)'", ("9", {HIDDEN}), id="for narrow screens"),
        pytest.param("type=text/x-template", ("9", set()), id="something else"),
    ],
)
def test_a_sheet_counts_where_it_is_for_every_screen(attributes: str, read: tuple[str, set[str]]) -> None:
    sheet = f"<style {attributes}>.h{{display:none}}</style>"
    assert last_cell(f"{sheet}<table><tr><td>甲<td><i class=h>9</i></table>") == read


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        pytest.param("", f"<i style='font:{'1' * 300_000}'>27</i>", id="a size without end"),
        pytest.param("", f"<i style='transform:{'a' * 300_000}'>27</i>", id="a function without end"),
        pytest.param("", "<i style='a:" + '"' * 300_000 + "'>27</i>", id="strings without end"),
        pytest.param(f":is({'b,' * 100_000}u){{display:none}}", f"27{'<i></i>' * 300}", id="names without end"),
        pytest.param("a{" * 100_000 + "}" * 100_000, "27", id="rules within each other"),
        pytest.param("", f"<p style='{'z:b;' * 50_000}'>27{'<i></i>' * 5_000}</p>", id="a style around many elements"),
    ],
)
def test_styles_made_to_hurt_are_gone_through_once(sheet: str, cell: str) -> None:
    assert in_cell(cell, sheet)[0] == "27"
