"""Word documents: what Word shows is what is read, and documents made to hurt end in a defect."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Block, Cell, Grid
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, head: str = "", members: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """Return a Word document whose main part holds a body."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def p(text: str) -> str:
    """Return a paragraph of one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, marks: str = "") -> str:
    """Return a cell with properties."""
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{p(text)}</w:tc>"


WIDE = '<w:gridSpan w:val="2"/>'
DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        pytest.param("<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>", ["甲乙"], id="runs"),
        pytest.param(
            "<w:p><w:del><w:r><w:delText>1</w:delText></w:r></w:del><w:ins><w:r><w:t>2</w:t></w:r></w:ins></w:p>",
            ["2"],
            id="tracked changes",
        ),
        pytest.param(
            f"<w:p><w:r><w:t>甲</w:t><w:pict><w:txbxContent>{p('乙')}</w:txbxContent></w:pict></w:r></w:p>",
            ["甲", "乙"],
            id="a text box",
        ),
        pytest.param(
            f"<w:tbl><w:tr>{tc('甲', DOWN)}{tc('乙', WIDE)}</w:tr><w:tr>{tc('', ON)}{tc('1')}{tc('')}</w:tr></w:tbl>",
            [[[(1, "甲", 2, 1), (2, "乙", 1, 2)], [(2, "1", 1, 1), (3, "", 1, 1)]]],
            id="merged cells",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:tc>{p('页')}<w:tbl><w:tr>{tc('甲')}</w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            ["页", [[(1, "甲", 1, 1)]]],
            id="a table around tables is only layout",
        ),
    ],
)
def test_a_document_gives_what_word_shows(body: str, blocks: list[object]) -> None:
    read = read_file("x.docx", docx(body))
    assert not isinstance(read, Defect), read
    assert [_shown(block) for block in read] == blocks


def _shown(block: Block) -> object:
    if isinstance(block, Grid):
        return [[(one.column, one.text, one.row_span, one.column_span) for one in row] for row in block.rows]
    return block.text


def r(text: str, marks: str = "") -> str:
    """Return a run with properties."""
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t>{text}</w:t></w:r>"


SUPER = '<w:vertAlign w:val="superscript"/>'
NUMBERED = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
BOX = f"<w:txbxContent>{p('27')}</w:txbxContent>"
TWICE = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f"<mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>7</m:t></m:r></m:oMath>'


def mark(kind: str) -> str:
    """Return a mark of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def worked_out(code: str, result: str) -> str:
    """Return a field with its code and its result."""
    return mark("begin") + code + mark("separate") + result + mark("end")


CODE = "<w:r><w:instrText> MERGEFIELD n </w:instrText></w:r>"
WHITE = '<w:color w:val="000000" w:themeColor="background1"{}/>'
OTHERWISE = TWICE.replace("27", "99", 1)
LINK = f'<w:hyperlink w:anchor="x">{r("9")}</w:hyperlink>'
FILLED = '<w14:textFill xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">{}</w14:textFill>'


def moved(how: str) -> str:
    """Return the content of a paragraph that is moved."""
    return f"<w:pPr>{how}</w:pPr>{r('27')}"


@pytest.mark.parametrize(
    ("content", "read"),
    [
        pytest.param(worked_out(CODE, r("27")), ("27",), id="the result of a field"),
        pytest.param(
            worked_out(CODE, r("9")) + r("27"),
            ("927", "something_else_in_cell"),
            id="the result of a field and a figure",
        ),
        pytest.param(worked_out(worked_out(CODE, r("9")), r("27")), ("27",), id="a field in the code of another"),
        pytest.param(
            r("27") + mark("begin") + worked_out(CODE, r("9")) + mark("end"),
            ("27", "drawn_in_cell"),
            id="a field without a result beside a figure",
        ),
        pytest.param(mark("begin") + CODE + r("27"), ("27", "something_else_in_cell"), id="a field that does not end"),
        pytest.param(r("9", WHITE.format("")) + r("27"), ("927", "hidden_in_part"), id="white as the theme has it"),
        pytest.param(r("27", WHITE.format(' w:themeShade="80"')), ("27",), id="a shade of the theme's white"),
        pytest.param(r("9", "<w:specVanish/>") + r("27"), ("927", "hidden_in_part"), id="hidden in another way"),
        pytest.param(r("9", '<w:w w:val="1"/>') + r("27"), ("927", "hidden_in_part"), id="squeezed to nothing"),
        pytest.param(r("27", '<w:w w:val="80"/>'), ("27",), id="somewhat narrow"),
        pytest.param(r("2") + "<w:r><w:pgNum/></w:r>", ("2", "something_else_in_cell"), id="the number of the page"),
        pytest.param(r("27", '<w:rFonts w:ascii="Wingdings"/>'), ("27", "unknown_sign"), id="a font of pictures"),
        pytest.param(r("ü", '<w:rFonts w:ascii="Wingdings"/>'), ("ü", "unknown_sign"), id="a tick"),
        pytest.param(r("ü", '<w:rFonts w:hAnsi="Wingdings"/>'), ("ü", "unknown_sign"), id="a tick beyond plain signs"),
        pytest.param(r("\uf0fe"), ("\uf0fe", "unknown_sign"), id="a sign that only its font knows"),
        pytest.param('<w:r><w:sym w:font="Symbol" w:char="F0D6"/></w:r>', ("", "unknown_sign"), id="a sign alone"),
        pytest.param(r("27", '<w:rFonts w:ascii="Symbol"/>'), ("27", "unknown_sign"), id="a font of signs"),
        pytest.param(r("ü"), ("ü",), id="a letter"),
        pytest.param(OTHERWISE, ("99", "something_else_in_cell", "drawn_in_cell"), id="other words for old programs"),
        pytest.param(r("2") + r("7"), ("27",), id="one figure in two runs"),
        pytest.param(r("27") + r("1", SUPER), ("271", "raised_or_lowered"), id="a raised note mark"),
        pytest.param(r("行政许可") + r("1", SUPER), ("行政许可1",), id="a note mark at words"),
        pytest.param(r("行政许可", SUPER), ("行政许可",), id="raised words without a figure"),
        pytest.param(r("27") + r("1", '<w:position w:val="10"/>'), ("271", "raised_or_lowered"), id="raised by hand"),
        pytest.param(r("27", '<w:position w:val="2"/>'), ("27",), id="all of it at one height"),
        pytest.param(
            r("27") + r("5", '<w:sz w:val="12"/>'), ("275", "raised_or_lowered"), id="a figure of another size"
        ),
        pytest.param(
            r("27", '<w:sz w:val="21"/><w:b/>') + r("5", '<w:sz w:val="21"/>'), ("275",), id="figures of one size"
        ),
        pytest.param(r("件", '<w:sz w:val="12"/>') + r("5"), ("件5",), id="small words beside a figure"),
        pytest.param(
            r("27") + r("5", '<w:rStyle w:val="a3"/>'), ("275", "something_else_in_cell"), id="a style of its own"
        ),
        pytest.param(
            f"<w:r><w:ruby><w:rt>{r('9')}</w:rt><w:rubyBase>{r('27')}</w:rubyBase></w:ruby></w:r>",
            ("27", "raised_or_lowered"),
            id="a reading aid over a figure",
        ),
        pytest.param(f'<w:bdo w:val="rtl">{r("27")}</w:bdo>', ("27", "something_else_in_cell"), id="turned round"),
        pytest.param(r("27") + r("5", "<w:strike/>"), ("275", "struck_out"), id="struck out"),
        pytest.param(r("27") + r("5", "<w:dstrike/>"), ("275", "struck_out"), id="struck out twice"),
        pytest.param(r("27") + r("5", '<w:strike w:val="0"/>'), ("275",), id="not struck out"),
        pytest.param(r("27") + r("5", "<w:vanish/>"), ("27",), id="hidden words"),
        pytest.param(r("27") + r("5", '<w:vanish w:val="false"/>'), ("275",), id="words that are not hidden"),
        pytest.param(r("9", '<w:color w:val="FFFFFF"/>') + r("27"), ("927", "hidden_in_part"), id="white words"),
        pytest.param(r("2") + '<w:r><w:sym w:char="F037"/></w:r>', ("2", "unknown_sign"), id="a sign of a font"),
        pytest.param(r("2") + MATH, ("2", "something_else_in_cell"), id="a formula of mathematics"),
        pytest.param(r("2") + "<w:r><w:drawing/></w:r>", ("2", "drawn_in_cell"), id="a picture beside a figure"),
        pytest.param("<w:r><w:pict/></w:r>", ("", "drawn_in_cell"), id="a picture and nothing else"),
        pytest.param(NUMBERED.format(1) + r("7"), ("7", "something_else_in_cell"), id="a number Word counts itself"),
        pytest.param(NUMBERED.format(0) + r("7"), ("7",), id="a paragraph without the number of its style"),
        pytest.param(CONTROL.format("<w:showingPlcHdr/>", r("0")), ("", "drawn_in_cell"), id="a field not filled in"),
        pytest.param(CONTROL.format("", r("5")), ("5",), id="a field that is filled in"),
        pytest.param(TWICE, ("27", "drawn_in_cell"), id="a text box, kept twice for old programs"),
        pytest.param(LINK + r("27"), ("927", "something_else_in_cell"), id="a link beside a figure"),
        pytest.param(LINK, ("9",), id="a link that is the figure"),
        pytest.param(LINK + r("件"), ("9件",), id="a link beside words"),
        pytest.param(f"<w:fldSimple>{r('9')}</w:fldSimple>{r('27')}", ("927", "something_else_in_cell"), id="a field"),
        pytest.param(
            r("9", FILLED.format("<w14:noFill/>")) + r("27"), ("927", "hidden_in_part"), id="letters of glass"
        ),
        pytest.param(
            r("9", FILLED.format('<w14:solidFill><w14:srgbClr w14:val="FEFEFE"/></w14:solidFill>')) + r("27"),
            ("927", "hidden_in_part"),
            id="letters filled in white",
        ),
        pytest.param(
            r("27", FILLED.format('<w14:solidFill><w14:schemeClr w14:val="tx1"/></w14:solidFill>')),
            ("27",),
            id="letters filled in the color of text",
        ),
        pytest.param(r("9", '<w:spacing w:val="-200"/>') + r("27"), ("927", "hidden_in_part"), id="drawn together"),
        pytest.param(r("27", '<w:spacing w:val="-3pt"/>'), ("27", "hidden_in_part"), id="drawn together by points"),
        pytest.param(r("27", '<w:spacing w:val="-20"/>'), ("27",), id="set a little closer"),
        pytest.param(r("27", '<w:sz w:val="44"/><w:spacing w:val="-60"/>'), ("27",), id="large and set closer"),
        pytest.param(moved('<w:ind w:left="-20000"/>'), ("27", "hidden_in_part"), id="off the page at the left"),
        pytest.param(moved('<w:ind w:leftChars="-5000"/>'), ("27", "hidden_in_part"), id="off by so many letters"),
        pytest.param(moved('<w:ind w:hanging="9999"/>'), ("27", "hidden_in_part"), id="hanging off the page"),
        pytest.param(moved('<w:ind w:start="9999"/>'), ("27", "hidden_in_part"), id="off the page at the right"),
        pytest.param(moved('<w:framePr w:w="1" w:x="-9999"/>'), ("27", "hidden_in_part"), id="a frame off the page"),
        pytest.param(
            moved('<w:spacing w:line="20" w:lineRule="exact"/>'), ("27", "hidden_in_part"), id="a line that is cut off"
        ),
        pytest.param(
            moved('<w:framePr w:hSpace="180" w:x="1135" w:y="2"/><w:spacing w:line="240" w:lineRule="exact"/>')
            + r("件"),
            ("27件",),
            id="a frame on the page",
        ),
        pytest.param(moved('<w:ind w:leftChars="-50" w:left="-105"/>'), ("27",), id="a little to the left"),
        pytest.param(moved('<w:ind w:firstLineChars="200" w:firstLine="420"/>'), ("27",), id="a first line set in"),
        pytest.param('<w:pPr><w:ind w:left="-20000"/></w:pPr>', ("",), id="nothing off the page"),
        pytest.param(r("27") + "<w:r><w:yearShort/></w:r>", ("27", "something_else_in_cell"), id="the year"),
    ],
)
def test_a_figure_beside_writing_of_another_kind_is_doubted(content: str, read: tuple[str, ...]) -> None:
    cell = f"<w:tc><w:tcPr/><w:p>{content}</w:p></w:tc>"
    assert last_cell(docx(f"<w:tbl><w:tr>{tc('甲')}{cell}</w:tr></w:tbl>")) == read


STYLES = f"""<w:styles {NAMES}>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="21"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="heir"><w:basedOn w:val="secret"/></w:style>
<w:style w:type="character" w:styleId="bare"><w:basedOn w:val="secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="unseen"><w:basedOn w:val="a"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="away"><w:pPr><w:ind w:left="-9999"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="white"><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="loop"><w:basedOn w:val="loop"/></w:style>
<w:style w:type="table" w:styleId="veil"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


def named(text: str, style: str, more: str = "") -> str:
    """Return a run in a named style."""
    return r(text, f'<w:rStyle w:val="{style}"/>{more}')


def in_style(style: str, content: str) -> str:
    """Return what a paragraph in a named style begins with, and a run."""
    return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}'


@pytest.mark.parametrize(
    ("content", "read"),
    [
        pytest.param(named("27", "secret"), ("",), id="hidden by the style of words"),
        pytest.param(r("27") + named("5", "heir"), ("27",), id="hidden by the style it is based on"),
        pytest.param(named("27", "bare"), ("27",), id="shown again by its style"),
        pytest.param(named("27", "secret", '<w:vanish w:val="0"/>'), ("27",), id="shown again by itself"),
        pytest.param(in_style("unseen", r("27")), ("",), id="hidden by the style of its paragraph"),
        pytest.param(
            in_style("unseen", named("27", "secret")), ("27", "hidden_in_part"), id="two styles that undo each other"
        ),
        pytest.param(in_style("list", r("7")), ("7", "something_else_in_cell"), id="counted by the style"),
        pytest.param(named("27", "note"), ("27", "raised_or_lowered"), id="raised by a style"),
        pytest.param(in_style("away", r("27")), ("27", "hidden_in_part"), id="off the page by a style"),
        pytest.param(named("27", "gone"), ("27", "struck_out"), id="struck out by a style"),
        pytest.param(named("27", "white"), ("27", "hidden_in_part"), id="nearly white by a style"),
        pytest.param(named("27", "loop"), ("27",), id="a style that is based on itself"),
        pytest.param(named("27", "unknown"), ("27",), id="a style that is not there"),
    ],
)
def test_what_a_named_style_hides_is_not_there_and_what_it_raises_or_strikes_out_is_doubted(
    content: str, read: tuple[str, ...]
) -> None:
    cell = f"<w:tc><w:tcPr/><w:p>{content}</w:p></w:tc>"
    members = {"word/styles.xml": STYLES.encode()}
    assert last_cell(docx(f"<w:tbl><w:tr>{tc('甲')}{cell}</w:tr></w:tbl>", members=members)) == read


def test_the_style_of_a_table_hides_its_words() -> None:
    table = f'<w:tbl><w:tblPr><w:tblStyle w:val="veil"/></w:tblPr><w:tr>{tc("甲")}{tc("27")}</w:tr></w:tbl>'
    assert last_cell(docx(table, members={"word/styles.xml": STYLES.encode()})) == ("",)


@pytest.mark.parametrize(
    ("run", "cell", "read"),
    [
        pytest.param('<w:color w:val="F0F0F0"/>', "", ("27", "hidden_in_part"), id="nearly white on nothing"),
        pytest.param('<w:color w:val="4472C4"/>', "4472C4", ("27", "hidden_in_part"), id="the color of its ground"),
        pytest.param('<w:color w:val="FFFFFF"/>', "4472C4", ("27",), id="white on blue"),
        pytest.param(
            '<w:color w:val="FFFFFF"/><w:shd w:fill="FFFFFF"/>', "4472C4", ("27", "hidden_in_part"), id="its own shade"
        ),
        pytest.param('<w:highlight w:val="black"/>', "", ("27", "hidden_in_part"), id="blacked out"),
        pytest.param('<w:highlight w:val="yellow"/>', "", ("27",), id="marked yellow"),
        pytest.param('<w:color w:val="auto"/>', "000000", ("27",), id="a color that Word fits to its ground"),
    ],
)
def test_writing_in_nearly_the_color_of_its_ground_is_doubted(run: str, cell: str, read: tuple[str, ...]) -> None:
    shade = f'<w:shd w:fill="{cell}"/>' if cell else ""
    content = f"<w:tc><w:tcPr>{shade}</w:tcPr><w:p>{r('27', run)}</w:p></w:tc>"
    assert last_cell(docx(f"<w:tbl><w:tr>{tc('甲')}{content}</w:tr></w:tbl>")) == read


def tr(mark: str, *cells: str) -> str:
    """Return a row with a mark."""
    return f"<w:tr><w:trPr>{mark}</w:trPr>{''.join(cells)}</w:tr>"


def unseen(text: str, marks: str = "") -> str:
    """Return a cell whose words are hidden."""
    return f"<w:tc><w:tcPr>{marks}</w:tcPr><w:p>{r(text, '<w:vanish/>')}</w:p></w:tc>"


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        pytest.param([tr("<w:del/>", tc("乙"), tc("9"))], [], id="a deleted row is not there"),
        pytest.param([tr("<w:ins/>", tc("乙"), tc("9"))], [["乙"], ["9"]], id="an inserted row is"),
        pytest.param([tr("<w:hidden/>", unseen("乙"), unseen("9"))], [], id="a hidden row with hidden words is not"),
        pytest.param(
            [tr("<w:hidden/>", tc("乙"), tc("9"))],
            [["乙"], ["9", "hidden_in_part"]],
            id="its mark alone hides no words",
        ),
        pytest.param([tr('<w:hidden w:val="0"/>', tc("乙"), tc("9"))], [["乙"], ["9"]], id="a row that is not hidden"),
        pytest.param([tr("", unseen("乙"), unseen("9"))], [[""], [""]], id="hidden words in a row that is seen"),
        pytest.param(
            [tr("", tc("乙"), tc("8", "<w:cellDel/>"), tc("9"))],
            [["乙"], ["8", "revised_cells"], ["9", "revised_cells"]],
            id="a cell that is marked as deleted",
        ),
        pytest.param(
            [tr("<w:del/>", tc("乙", DOWN), tc("9")), tr("", tc("", ON), tc("8"))],
            [[""], ["8"]],
            id="what began in a deleted row does not go on below",
        ),
        pytest.param(
            [tr("", tc("乙", DOWN), tc("7")), tr("<w:del/>", tc("", ON), tc("9")), tr("", tc("", ON), tc("8"))],
            [["乙"], ["7"], ["8"]],
            id="what goes on through a deleted row goes on below",
        ),
    ],
)
def test_rows_that_are_deleted_or_hidden_are_not_there(rows: list[str], read: list[list[str]]) -> None:
    blocks = read_file("x.docx", docx(f"<w:tbl><w:tr>{tc('甲', DOWN)}{tc('1')}</w:tr>{''.join(rows)}</w:tbl>"))
    assert not isinstance(blocks, Defect)
    [grid] = blocks
    assert isinstance(grid, Grid)
    assert [[one.text, *one.doubts] for row in grid.rows[1:] for one in row] == read


GONE_MARK = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        pytest.param(GONE_MARK.format("2") + p("0"), "20", id="two are one"),
        pytest.param(GONE_MARK.format("1") + GONE_MARK.format("2") + p("0"), "120", id="three are one"),
        pytest.param(p("2") + GONE_MARK.format("0"), "2\n0", id="the mark of the last one"),
        pytest.param(GONE_MARK.format("甲") + p("乙") + p("丙"), "甲乙\n丙", id="the third is its own"),
    ],
)
def test_paragraphs_of_a_cell_are_one_where_the_mark_between_them_is_deleted(cell: str, text: str) -> None:
    row = f"<w:tr>{tc('规章')}<w:tc>{cell}</w:tc></w:tr>"
    assert last_cell(docx(f"<w:tbl>{row}</w:tbl>")) == (text,)


def last_cell(content: bytes) -> tuple[str, ...]:
    """Return the text and the doubts of the last cell of a document."""
    blocks = read_file("x.docx", content)
    assert not isinstance(blocks, Defect), blocks
    grid = blocks[-1]
    assert isinstance(grid, Grid)
    cell = grid.rows[-1][-1]
    return (cell.text, *cell.doubts)


def test_a_control_around_a_whole_cell_that_is_not_filled_in_leaves_it_blank_and_doubted() -> None:
    cell = CONTROL.format("<w:showingPlcHdr/>", tc("0"))
    assert last_cell(docx(f"<w:tbl><w:tr>{tc('甲')}{cell}</w:tr></w:tbl>")) == ("", "drawn_in_cell")


def test_white_words_on_a_dark_cell_are_seen() -> None:
    white = r("27", '<w:color w:val="FFFFFF"/>')
    cell = f'<w:tc><w:tcPr><w:shd w:fill="4472C4"/></w:tcPr><w:p>{white}</w:p></w:tc>'
    assert last_cell(docx(f"<w:tbl><w:tr>{tc('甲')}{cell}</w:tr></w:tbl>")) == ("27",)


def test_a_document_in_the_strict_form_of_its_standard_reads_as_any_other() -> None:
    names = NAMES.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
    out = BytesIO()
    row = f"<w:tr>{tc('甲', DOWN)}{tc('乙', WIDE)}</w:tr><w:tr>{tc('', ON)}{tc('1')}{tc('')}</w:tr>"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {names}><w:body><w:tbl>{row}</w:tbl></w:body></w:document>")
    blocks = read_file("x.docx", out.getvalue())
    assert not isinstance(blocks, Defect)
    assert [_shown(one) for one in blocks] == [[[(1, "甲", 2, 1), (2, "乙", 1, 2)], [(2, "1", 1, 1), (3, "", 1, 1)]]]


def test_macros_and_names_that_lead_out_of_the_archive_do_nothing(tmp_path: Path) -> None:
    content = docx(p("甲"), members={"word/vbaProject.bin": b"x", "../../out.txt": b"x"})
    read = read_file(str(tmp_path / "x.docm"), content)
    assert not isinstance(read, Defect)
    assert [_shown(block) for block in read] == ["甲"]
    assert list(tmp_path.iterdir()) == []


ENTITY = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
BOMB = '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + "&a;" * 100 + '">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(docx(p("&a;"), ENTITY), "D308", id="an entity from a file"),
        pytest.param(docx(p("&b;" * 1000), BOMB), "D308", id="a bomb of entities"),
        pytest.param(docx("<w:p/>" * 20_000_000), "D309", id="a bomb of zeros"),
        pytest.param(docx(p("甲" * 4000) + "<w:p>"), "D308", id="broken XML"),
        pytest.param(docx(p("甲" * 4000))[:-60], "D308", id="cut short"),
    ],
)
def test_documents_made_to_hurt_are_refused_at_once(content: bytes, code: str) -> None:
    began = time.monotonic()
    refused = read_file("x.docx", content)
    assert isinstance(refused, Defect)
    assert refused.code == code
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("number", ["011", "013"])
def test_a_real_report_as_a_word_document_reads_as_the_page_does(
    number: str, corpus: Path, vocabulary: Vocabulary
) -> None:
    path = next(corpus.glob(f"{number}-*/source.html"))
    blocks = read_file(path.name, path.read_bytes())
    assert not isinstance(blocks, Defect)
    written = docx("".join(_as_word(block) for block in blocks))
    page, word = (
        read_document(name, content, vocabulary).report
        for name, content in (("x.html", path.read_bytes()), ("x.docx", written))
    )
    assert word == page


def _as_word(block: Block) -> str:
    if not isinstance(block, Grid):
        return p(block.text)
    open_columns: dict[int, tuple[int, Cell]] = {}
    rows = []
    for cells in block.rows:
        here = {one.column: (one, DOWN if one.row_span > 1 else "") for one in cells}
        for column, (left, cell) in list(open_columns.items()):
            if left:
                here[column] = (continued(cell), ON)
                open_columns[column] = (left - 1, cell)
        open_columns |= {one.column: (one.row_span - 1, one) for one in cells}
        row = (
            tc(one.text, f'<w:gridSpan w:val="{one.column_span}"/>{mark}') for _, (one, mark) in sorted(here.items())
        )
        rows.append(f"<w:tr>{''.join(row)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def continued(cell: Cell) -> Cell:
    """Return a cell that goes on below: it is printed empty."""
    return Cell("", cell.row, cell.column, cell.place, 1, cell.column_span)
