"""Workbooks: what a person sees in a sheet is what is read, or it is doubted; files made to hurt end in a defect."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Block, Grid
from gouji.intake.readers.dispatch import read_file
from gouji.intake.readers.sheet_numbers import show_number
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.writers import Boxes, Headline, Sheets, as_xlsx
from programs import blocks_of_founding_report, cells_of, founding_report

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<styleSheet {MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;"/></numFmts>
<borders><border/><border><left style="thin"/><right style="thin"/></border></borders>
<cellXfs><xf/><xf borderId="1"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="3"/><xf numFmtId="1"/></cellXfs>
</styleSheet>"""
LINED, PERCENT, DATE, GROUPED, WHOLE = (f's="{number}"' for number in range(1, 6))


def xlsx(
    *sheets: str,
    words: str = "",
    workbook: str = "",
    states: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    members: Mapping[str, str | bytes] = MappingProxyType({}),
) -> bytes:
    """Return a workbook whose sheets hold these rows; a sheet that begins with `<?` or `<!` is written as it is."""
    listed, relations, parts = "", "", dict(members)
    for number, sheet in enumerate(sheets, 1):
        state = f'state="{states[number - 1]}"' if states else ""
        target = targets[number - 1] if targets else f"worksheets/sheet{number}.xml"
        listed += f'<sheet name="第{number}页" sheetId="{number}" {state} r:id="rId{number}"/>'
        relations += f'<Relationship Id="rId{number}" Type="{KIND}/worksheet" Target="{target}"/>'
        whole = sheet if sheet.startswith(("<worksheet", "<!")) else sheet_of(sheet)
        parts.setdefault(f"xl/worksheets/sheet{number}.xml", whole)
    relations += f'<Relationship Id="w" Type="{KIND}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
    relations += f'<Relationship Id="s" Type="{KIND}/styles" Target="styles.xml"/>'
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", f"<workbook {MAIN} {LINKS}><sheets>{listed}</sheets>{workbook}</workbook>")
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{name}">{relations}</Relationships>')
        archive.writestr("xl/sharedStrings.xml", words if words.startswith("<!") else f"<sst {MAIN}>{words}</sst>")
        archive.writestr("xl/styles.xml", STYLES)
        for member, content in parts.items():
            archive.writestr(member, content)
    return out.getvalue()


def sheet_of(rows: str, before: str = "", behind: str = "") -> str:
    """Return a sheet with rows, and with what stands before and behind them."""
    return f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"


def row(number: int, *cells: str, marks: str = "") -> str:
    """Return a row of cells."""
    return f'<row r="{number}" {marks}>{"".join(cells)}</row>'


def c(place: str, content: str = "", marks: str = "") -> str:
    """Return a cell."""
    return f'<c r="{place}" {marks}>{content}</c>'


def said(place: str, text: str, marks: str = "") -> str:
    """Return a cell of words."""
    return c(place, f"<is><t>{text}</t></is>", f't="inlineStr" {marks}')


def shown(content: bytes) -> list[object]:
    """Return the blocks of a workbook in short."""
    read = read_file("x.xlsx", content)
    assert not isinstance(read, Defect), read
    return [_shown(block) for block in read]


def _shown(block: Block) -> object:
    if not isinstance(block, Grid):
        return (block.place.cell, block.text)
    return [[(one.place.cell, one.text, *one.doubts) for one in row] for row in block.rows]


def only_cell(content: str, marks: str = "", workbook: str = "", before: str = "", words: str = "") -> tuple[str, ...]:
    """Return what is read of a cell that stands beside another: its words and its doubts."""
    rows = row(1, said("A1", "甲", LINED), c("B1", content, marks if "s=" in marks else f"{marks} {LINED}"))
    ((grid,),) = [shown(xlsx(sheet_of(rows, before), workbook=workbook, words=words))]
    assert isinstance(grid, list)
    read: tuple[str, ...] = grid[0][1]
    return read[1:]


# ── cells ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("stored", "code", "text", "certain"),
    [
        # What is shown is what is stored.
        ("27", "General", "27", True),
        ("-3", "0_ ", "-3", True),
        ("0.10000000000000001", "General", "0.1", True),
        ("12.300000000000001", "General", "12.3", True),
        ("1E-2", "General", "0.01", True),
        ("1234", "#,##0", "1,234", True),
        ("12.5", "0.00", "12.50", True),
        ("12", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "12", True),
        # A format of accounts shows a stroke for zero, and only for zero.
        ("0", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "0", True),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0", True),
        ("0", '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "0", True),
        ("0", "#,##0;-#,##0;—", "0", True),
        ("-5", "0_);[Red]\\-0", "-5", True),
        ("5", "G/通用格式", "5", True),
        ("5", "[$-804]General", "5", True),
        # With words behind it that are no figures, as a page would say it.
        ("12", '0"件"', "12件", True),
        ("12.5", '0.0_ "万元"', "12.5 万元", True),
        ("1234", '#,##0"件";-0"件"', "1,234件", True),
        # What is shown is something else, or nothing.
        ("12.6", "0", "13", False),
        ("0.12", "0%", "12%", False),
        ("0", '"-"', "-", False),
        ("0", '"-";"-";"-"', "-", False),
        ("0", '#,##0;-#,##0;"无"', "无", False),
        ("0.4", '#,##0;-#,##0;"-"', "0", False),
        ("0", "0;-0;;@", "0", False),
        ("5", ";;;", "5", False),
        ("-5", "0;0", "5", False),
        ("-5", "#,##0_);(#,##0)", "(5)", False),
        ("7", "000", "007", False),
        ("1234567", "0,", "1234567", False),
        ("44581", "yyyy\\-mm\\-dd", "44581", False),
        ("12.6", '0"件"', "13件", False),
        ("12", '0"0"', "120", False),
        ("12", '"约"0', "约12", False),
        ("5", "[DBNum1]General", "5", False),
        ("5", "[>3]0;0.0", "5", False),
        ("5", "# ?/?", "5", False),
        ("12", "0.00E+00", "12", False),
        # A number that is shown rounded because it is long.
        ("0.33333333333333331", "General", "0.33333333333333331", False),
        ("123456789012", "General", "123456789012", False),
        # No number.
        ("1e999999", "General", "1e999999", False),
        ("NaN", "General", "NaN", False),
        ("１２", "General", "１２", False),
    ],
)
def test_a_number_is_certain_only_when_its_format_shows_it(stored: str, code: str, text: str, certain: bool) -> None:
    shown = show_number(stored, code)
    assert (shown.text, shown.doubts) == (text, () if certain else ("shown_otherwise",))


@pytest.mark.parametrize(
    ("content", "marks", "read"),
    [
        pytest.param("<v>31</v>", "", ("31",), id="a number"),
        pytest.param("<v>0</v>", 't="s"', ("甲乙",), id="shared words, without their pronunciation"),
        pytest.param("<v>1</v>", 't="s"', ("7",), id="a figure as words"),
        pytest.param("<v>2</v>", 't="s"', ("/",), id="a placeholder"),
        pytest.param("<v>3</v>", 't="s"', ("甲\n乙",), id="lines within a cell"),
        pytest.param("", "", ("",), id="a blank cell"),
        pytest.param("<is><t> </t></is>", 't="inlineStr"', ("",), id="a cell with white space only"),
        pytest.param("<f>SUM(A1:A9)</f><v>31</v>", "", ("31",), id="a formula with its value"),
        pytest.param('<f>IF(1,"","")</f><v></v>', 't="str"', ("",), id="a formula that gives no words"),
        pytest.param("<f>A1</f><v>/</v>", 't="str"', ("/",), id="a formula that gives words"),
        pytest.param(
            "<f>SUM(A1:A9)</f>", "", ("=SUM(A1:A9)", "formula_without_value"), id="a formula without its value"
        ),
        pytest.param("<f>A1</f><v/>", "", ("=A1", "formula_without_value"), id="a formula whose value is empty"),
        pytest.param('<f t="shared" si="0"/>', "", ("=", "formula_without_value"), id="a shared formula without value"),
        pytest.param('<f ca="1">NOW()</f><v>3</v>', "", ("3", "formula_not_current"), id="a formula that never rests"),
        pytest.param("<v>#REF!</v>", 't="e"', ("#REF!", "error_in_cell"), id="an error"),
        pytest.param("<f>A0</f><v>#REF!</v>", 't="e"', ("#REF!", "error_in_cell"), id="an error of a formula"),
        pytest.param("<v>0.125</v>", PERCENT, ("12.50%", "shown_otherwise"), id="a percentage"),
        pytest.param("<v>44581</v>", DATE, ("44581", "shown_otherwise"), id="a date"),
        pytest.param("<v>1234</v>", GROUPED, ("1,234",), id="a thousands mark"),
        pytest.param("<v>12.5</v>", WHOLE, ("13", "shown_otherwise"), id="a number shown rounded"),
        pytest.param("<v>2022-01-20</v>", 't="d"', ("2022-01-20", "shown_otherwise"), id="a date in words"),
        pytest.param("<v>1</v>", 't="b"', ("TRUE",), id="a truth value"),
    ],
)
def test_a_cell_is_read_as_it_is_seen(content: str, marks: str, read: tuple[str, ...]) -> None:
    words = (
        "<si><r><t>甲</t></r><r><t>乙</t></r><rPh><t>jia</t></rPh></si>"
        "<si><t>7</t></si><si><t>/</t></si><si><t>甲_x000D_\n乙</t></si>"
    )
    assert only_cell(content, marks, words=words) == read


RUNS = "<r><t>27</t></r><r><rPr>{}</rPr><t>1</t></r>"
RAISED, STRUCK, CLEAN = '<vertAlign val="superscript"/>', "<strike/>", '<strike val="0"/><vertAlign val="baseline"/>'


@pytest.mark.parametrize(
    ("marks", "read"),
    [
        pytest.param(RAISED, ("271", "raised_or_lowered"), id="a raised note mark"),
        pytest.param(STRUCK, ("271", "struck_out"), id="a struck figure"),
        pytest.param('<sz val="6"/>', ("271", "raised_or_lowered"), id="a small figure"),
        pytest.param('<rFont val="Wingdings"/>', ("271", "unknown_sign"), id="in a font of pictures"),
        pytest.param('<rFont val="SimSun"/>', ("271",), id="in another font"),
        pytest.param('<b/><color rgb="FF333333"/>', ("271",), id="a bold and grey one"),
        pytest.param(CLEAN, ("271",), id="runs that look alike"),
        pytest.param('<color rgb="FFFFFFFF"/>', ("271", "hidden_in_part"), id="a white figure"),
        pytest.param('<color indexed="9"/>', ("271", "hidden_in_part"), id="a white figure of the list"),
        pytest.param('<sz val="1"/>', ("271", "hidden_in_part", "raised_or_lowered"), id="a figure too small to see"),
    ],
)
def test_runs_that_look_otherwise_make_a_figure_doubted(marks: str, read: tuple[str, ...]) -> None:
    runs = RUNS.format(marks)
    assert only_cell(f"<is>{runs}</is>", 't="inlineStr"') == read
    assert only_cell("<v>1</v>", 't="s"', words=f"<si><t>甲</t></si><si>{runs}</si><si><t>乙</t></si>") == read
    assert only_cell("<v>2</v>", 't="s"', words=f"<si><t>甲</t></si><si>{runs}</si><si><t>27</t></si>") == ("27",)


@pytest.mark.parametrize(
    ("font", "fill", "read"),
    [
        pytest.param("<strike/>", "", ("27", "struck_out"), id="struck out"),
        pytest.param(RAISED, "", ("27", "raised_or_lowered"), id="raised"),
        pytest.param('<color rgb="FFFFFFFF"/>', "", ("27", "hidden_in_part"), id="white on white"),
        pytest.param('<color theme="0"/>', "", ("27", "hidden_in_part"), id="in the colour of the paper"),
        pytest.param('<color theme="0"/>', '<fgColor rgb="FF4472C4"/>', ("27",), id="white on blue"),
        pytest.param('<color rgb="FFFF0000"/>', "", ("27",), id="red"),
        pytest.param('<color rgb="FFFEFEFE"/>', "", ("27", "hidden_in_part"), id="nearly white"),
        pytest.param('<color rgb="FF808080"/>', "", ("27",), id="grey"),
        pytest.param('<color indexed="9"/>', "", ("27", "hidden_in_part"), id="white by its rank"),
        pytest.param('<color indexed="65"/>', "", ("27", "hidden_in_part"), id="the color of windows"),
        pytest.param('<color indexed="64"/>', "", ("27",), id="the color of writing"),
        pytest.param('<color indexed="8"/>', "", ("27",), id="black by its rank"),
        pytest.param('<color theme="1"/>', "", ("27",), id="the dark color of the theme"),
        pytest.param('<color theme="1" tint="0.9"/>', "", ("27", "hidden_in_part"), id="made light"),
        pytest.param('<color theme="0" tint="-0.5"/>', "", ("27",), id="made dark"),
        pytest.param(
            '<color theme="4"/>', '<fgColor theme="4"/>', ("27", "hidden_in_part"), id="the color of its ground"
        ),
        pytest.param("", '<fgColor rgb="FF000000"/>', ("27", "hidden_in_part"), id="black on black"),
        pytest.param('<sz val="1"/>', "", ("27", "hidden_in_part"), id="too small to see"),
        pytest.param('<name val="Wingdings 2"/>', "", ("27", "unknown_sign"), id="in a font of pictures"),
    ],
)
def test_the_font_of_a_cell_may_make_its_figure_doubted(font: str, fill: str, read: tuple[str, ...]) -> None:
    filled = f'<patternFill patternType="solid">{fill}</patternFill>' if fill else "<patternFill/>"
    styles = (
        f"<styleSheet {MAIN}><fonts><font/><font>{font}</font></fonts><fills><fill/><fill>{filled}</fill></fills>"
        '<borders><border/></borders><cellXfs><xf/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>'
    )
    rows = row(1, said("A1", "甲"), c("B1", "<v>27</v>", 's="1"'))
    assert shown(with_parts(xlsx(rows), {"xl/styles.xml": styles})) == [[[("A1", "甲"), ("B1", *read)]]]


@pytest.mark.parametrize(
    ("text", "font", "doubts"),
    [
        pytest.param("ü", "Wingdings", ["unknown_sign"], id="a tick"),
        pytest.param("\uf0fe", "SimSun", ["unknown_sign"], id="a sign that only its font knows"),
        pytest.param("ü", "SimSun", [], id="a letter"),
    ],
)
def test_a_sign_of_a_font_is_neither_a_word_nor_a_blank(text: str, font: str, doubts: list[str]) -> None:
    styles = (
        f'<styleSheet {MAIN}><fonts><font/><font><name val="{font}"/></font></fonts><fills><fill/></fills>'
        '<borders><border/></borders><cellXfs><xf/><xf fontId="1"/></cellXfs></styleSheet>'
    )
    cell = c("B1", f"<is><t>{text}</t></is>", 't="inlineStr" s="1"')
    content = with_parts(xlsx(row(1, said("A1", "甲"), cell)), {"xl/styles.xml": styles})
    assert shown(content) == [[[("A1", "甲"), ("B1", text, *doubts)]]]


THEME = """<a:theme xmlns:a="x"><a:themeElements><a:clrScheme>
<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>
<a:dk2><a:srgbClr val="111111"/></a:dk2><a:lt2><a:srgbClr val="EEEEEE"/></a:lt2>
<a:accent1><a:srgbClr val="F8F8F8"/></a:accent1></a:clrScheme></a:themeElements></a:theme>"""


@pytest.mark.parametrize(
    ("style", "doubts"),
    [
        pytest.param('<xf numFmtId="170"/>', ["hidden_in_part"], id="a format in white"),
        pytest.param('<xf numFmtId="171"/>', [], id="a format in white for numbers below nought"),
        pytest.param('<xf numFmtId="172"/>', ["hidden_in_part"], id="a format in a color of the list"),
        pytest.param('<xf numFmtId="173"/>', ["shown_otherwise"], id="a format that shows nothing"),
        pytest.param('<xf numFmtId="170" fillId="1"/>', [], id="a format in white on blue"),
        pytest.param('<xf fontId="1"/>', ["hidden_in_part"], id="a nearly white color of the theme"),
        pytest.param('<xf fontId="2"/>', [], id="a dark color of the theme"),
        pytest.param('<xf fontId="3"/>', ["hidden_in_part"], id="a color of the list made white by the workbook"),
        pytest.param('<xf><alignment horizontal="fill"/></xf>', ["shown_otherwise"], id="repeated to fill its cell"),
    ],
)
def test_colors_of_formats_themes_and_lists_may_hide_a_figure(style: str, doubts: list[str]) -> None:
    codes = {170: "[White]General", 171: "0;[White]-0", 172: "[Color2]0", 173: ";;;"}
    formats = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in codes.items())
    styles = (
        f"<styleSheet {MAIN}><numFmts>{formats}</numFmts><fonts><font/>"
        '<font><color theme="4"/></font><font><color theme="3"/></font><font><color indexed="2"/></font></fonts>'
        '<fills><fill/><fill><patternFill patternType="solid"><fgColor indexed="12"/></patternFill></fill></fills>'
        f"<borders><border/></borders><cellXfs><xf/>{style}</cellXfs>"
        '<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00FFFFFF"/><rgbColor rgb="00FAFAFA"/>'
        "</indexedColors></colors></styleSheet>"
    )
    links = f'<Relationship Id="t" Type="{KIND}/theme" Target="theme/theme1.xml"/></Relationships>'
    book = xlsx(row(1, said("A1", "甲"), c("B1", "<v>27</v>", 's="1"')))
    with zipfile.ZipFile(BytesIO(book)) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels").decode().replace("</Relationships>", links)
    members = {"xl/styles.xml": styles, "xl/theme/theme1.xml": THEME, "xl/_rels/workbook.xml.rels": relations}
    assert shown(with_parts(book, members)) == [[[("A1", "甲"), ("B1", "27", *doubts)]]]


def with_parts(content: bytes, members: Mapping[str, str]) -> bytes:
    """Return a workbook with some of its parts written anew."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, members.get(name, old.read(name)))
        for name in members.keys() - set(old.namelist()):
            new.writestr(name, members[name])
    return out.getvalue()


@pytest.mark.parametrize(
    ("anchor", "doubted"),
    [
        pytest.param("<oneCellAnchor><from><col>1</col><row>0</row></from></oneCellAnchor>", True, id="in a cell"),
        pytest.param(
            "<twoCellAnchor><from><col>0</col><row>0</row></from><to><col>1</col><row>0</row></to></twoCellAnchor>",
            True,
            id="over two cells",
        ),
        pytest.param(
            "<twoCellAnchor><from><col>0</col><row>0</row></from><to><col>9</col><row>9</row></to></twoCellAnchor>",
            False,
            id="a seal over many cells",
        ),
        pytest.param("<oneCellAnchor><from><col>7</col><row>7</row></from></oneCellAnchor>", False, id="elsewhere"),
    ],
)
def test_a_blank_cell_over_which_something_is_drawn_is_doubted(anchor: str, doubted: bool) -> None:
    rows = row(1, said("A1", "甲", LINED), c("B1", "", LINED))
    relation = f'<Relationship Id="rId1" Type="{KIND}/drawing" Target="../drawings/drawing1.xml"/>'
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{relation}</Relationships>",
        "xl/drawings/drawing1.xml": f"<wsDr>{anchor}</wsDr>",
    }
    drawing = f'<drawing {LINKS} r:id="rId1"/>'
    read = shown(xlsx(sheet_of(rows, behind=drawing), members=parts))
    assert read == [[[("A1", "甲"), ("B1", "", "drawn_in_cell") if doubted else ("B1", "")]]]


@pytest.mark.parametrize(
    ("width", "behind", "read"),
    [
        pytest.param("1.5", "", ("27", "shown_otherwise"), id="too narrow"),
        pytest.param("2.7", "", ("27",), id="wide enough"),
        pytest.param("1.5", '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>', ("27",), id="a merged cell is wider"),
    ],
)
def test_a_number_that_its_column_cannot_show_is_doubted(width: str, behind: str, read: tuple[str, ...]) -> None:
    rows = row(1, said("A1", "甲", LINED), c("B1", "<v>27</v>", LINED))
    columns = f'<cols><col min="2" max="2" width="{width}"/></cols>'
    assert shown(xlsx(sheet_of(rows, columns, behind))) == [[[("A1", "甲"), ("B1", *read)]]]


@pytest.mark.parametrize("calculation", ['<calcPr fullCalcOnLoad="1"/>', '<calcPr calcCompleted="0"/>'])
def test_a_formula_is_doubted_where_its_value_is_to_be_worked_out_again(calculation: str) -> None:
    assert only_cell("<f>A1+1</f><v>0</v>", workbook=calculation) == ("0", "formula_not_current")
    assert only_cell("<v>0</v>", workbook=calculation) == ("0",)


@pytest.mark.parametrize("written", ["-", "—"])
def test_a_stroke_that_was_written_stays_one(written: str) -> None:
    assert only_cell(f"<is><t>{written}</t></is>", 't="inlineStr"') == (written,)


def test_a_zero_that_the_sheet_does_not_show_is_doubted() -> None:
    before = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert only_cell("<v>0</v>", before=before) == ("0", "shown_otherwise")
    assert only_cell("<v>10</v>", before=before) == ("10",)


# ── sheets ──────────────────────────────────────────────────────────────────


def lined(*places: str) -> tuple[str, ...]:
    """Return cells that hold their own name, with lines."""
    return tuple(said(place, place.lower(), LINED) for place in places)


@pytest.mark.parametrize(
    ("content", "blocks"),
    [
        pytest.param(
            xlsx(row(1, said("A1", "甲")) + row(2, said("A2", "乙", LINED), c("B2", "", LINED))),
            [("A1", "甲"), [[("A2", "乙"), ("B2", "")]]],
            id="a row between lines has blank cells, a row without has none",
        ),
        pytest.param(
            xlsx(
                row(1, said("A1", "甲"), said("B1", "乙")) + row(2, said("A2", "1"), c("C2")) + row(4, said("A4", "丙"))
            ),
            [[[("A1", "甲"), ("B1", "乙")]], ("A2", "1"), ("A4", "丙")],
            id="without lines several filled cells are a table",
        ),
        pytest.param(
            xlsx(
                row(1, said("A1", "甲"), said("B1", "乙"), said("C1", "丙"))
                + row(2, said("A2", "子"))
                + row(3, said("A3", "丑"), c("C3", "<v>3</v>"))
            ),
            [
                [
                    [("A1", "甲"), ("B1", "乙"), ("C1", "丙")],
                    [("A2", "子"), ("B2", ""), ("C2", "")],
                    [("A3", "丑"), ("B3", ""), ("C3", "3")],
                ]
            ],
            id="a blank row within a table is as wide as its head",
        ),
        pytest.param(
            xlsx(sheet_of(row(1, *lined("A1", "B1", "C1")), '<cols><col min="2" max="2" hidden="1"/></cols>')),
            [[[("A1", "a1"), ("C1", "c1")]]],
            id="a hidden column",
        ),
        pytest.param(
            xlsx(sheet_of(row(1, *lined("A1", "B1", "C1")), '<cols><col min="2" max="2" width="0"/></cols>')),
            [[[("A1", "a1"), ("C1", "c1")]]],
            id="a column without width",
        ),
        pytest.param(
            xlsx(
                row(1, *lined("A1", "B1")) + row(2, *lined("A2", "B2"), marks='hidden="1"') + row(3, *lined("A3", "B3"))
            ),
            [[[("A1", "a1"), ("B1", "b1")], [("A3", "a3"), ("B3", "b3")]]],
            id="a hidden row parts no table",
        ),
        pytest.param(
            xlsx(
                row(1, said("A1", "甲")),
                row(1, said("A1", "乙")),
                row(1, said("A1", "丙")),
                states=("visible", "hidden", "veryHidden"),
            ),
            [("A1", "甲")],
            id="hidden sheets",
        ),
        pytest.param(
            xlsx(
                sheet_of(
                    row(1, *lined("A1", "B1", "C1"), marks='hidden="1"')
                    + row(2, *lined("A2", "B2", "C2"))
                    + row(3, *lined("A3", "B3", "C3")),
                    behind='<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B2:C2"/></mergeCells>',
                )
            ),
            [[[("A2", "a1"), ("B2", "b2")], [("B3", "b3"), ("C3", "c3")]]],
            id="merged cells, one of which begins in a hidden row",
        ),
        pytest.param(
            xlsx('<row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1</v></c></row><row><c><v>2</v></c></row>'),
            [[[("A1", "甲"), ("B1", "1")]], ("A2", "2")],
            id="cells without names follow one another",
        ),
        pytest.param(
            xlsx(row(1, said("A1", "今年甲。\n今年乙。"))),
            [("A1", "今年甲。"), ("A1", "今年乙。")],
            id="prose in a cell",
        ),
    ],
)
def test_a_sheet_gives_what_is_seen_of_it(content: bytes, blocks: list[object]) -> None:
    assert shown(content) == blocks


def test_a_place_says_sheet_and_name() -> None:
    read = read_file("x.xlsx", xlsx(row(1, said("A1", "甲")), row(9, *lined("Z9", "AA9"))))
    assert not isinstance(read, Defect)
    assert (read[0].place.sheet, read[0].place.cell, read[0].place.line) == ("第1页", "A1", 1)
    grid = read[1]
    assert isinstance(grid, Grid)
    place = grid.rows[0][1].place
    assert (place.sheet, place.cell, place.table, place.table_row, place.table_column) == ("第2页", "AA9", 1, 1, 2)
    assert grid.rows[0][1].column == 27


def test_tables_on_sheets_of_their_own_belong_to_the_headings_of_the_first(vocabulary: Vocabulary) -> None:
    prose: list[str | Boxes] = []
    tables: list[str | Boxes] = []
    for block in blocks_of_founding_report():
        if isinstance(block, str):
            prose.append(str(block))
        else:
            tables.append(block)
    apart = [one for table in tables for one in (Headline("附、表"), table)]
    reading = read_document("x.xlsx", as_xlsx([*prose, *apart], Sheets(apart=True)), vocabulary)
    wanted = founding_report()
    assert dict(cells_of(reading.report["tables"])) == dict(cells_of(wanted["tables"]))
    assert reading.defects == ()
    place = reading.source_map["/tables/requests/received/total"]["place"]
    assert (place["sheet"], place["cell"]) == ("附、表1", "J4")


@pytest.mark.parametrize("cells", [1, 2])
def test_a_doubt_about_words_outside_of_the_tables_is_one_about_all_prose(cells: int, vocabulary: Vocabulary) -> None:
    date = c("B3", "<v>44581</v>", DATE)
    rows = row(1, said("A1", "一、总体情况")) + row(3, *[said("A3", "发布于")][: cells - 1], date)
    reading = read_document("x.xlsx", xlsx(rows), vocabulary)
    assert "44581" in reading.report["sections"][0]["text"]
    assert reading.source_map["/sections/0/text"]["doubts"] == ["shown_otherwise"]


# ── what wishes harm ────────────────────────────────────────────────────────


def test_macros_and_names_that_lead_out_of_the_archive_do_nothing(tmp_path: Path) -> None:
    content = xlsx(row(1, said("A1", "甲")), members={"xl/vbaProject.bin": b"x", "../../out.txt": b"x"})
    read = read_file(str(tmp_path / "x.xlsm"), content)
    assert not isinstance(read, Defect)
    assert [_shown(block) for block in read] == [("A1", "甲")]
    assert list(tmp_path.iterdir()) == []


ENTITY = '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
BOMB = '<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "' + "&a;" * 100 + '">]>'
MANY = "<si><t>甲</t></si>" * 400_000
PAGE = f"<si><t>{'甲' * 30_000}</t></si>"
AREAS = "<mergeCells>{}</mergeCells>"
LONG = f"<si><t>{'甲' * 9_000_000}</t></si>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(xlsx(ENTITY + sheet_of(row(1, said("A1", "&a;")))), "D308", id="an entity from a file"),
        pytest.param(
            xlsx("", words=BOMB + f"<sst {MAIN}><si><t>{'&b;' * 1000}</t></si></sst>"), "D308", id="a bomb of entities"
        ),
        pytest.param(xlsx("<row/>" * 20_000_000), "D309", id="a bomb of zeros"),
        pytest.param(xlsx("<row>" + "<c/>" * 2_000_000 + "</row>"), "D308", id="a row wider than any sheet"),
        pytest.param(xlsx(sheet_of("<a/>" * 1_100_000)), "D309", id="elements that say nothing"),
        pytest.param(xlsx(("<row>" + "<c/>" * 16_000 + "</row>") * 20), "D309", id="300,000 cells"),
        pytest.param(xlsx("", words=MANY), "D309", id="many words"),
        pytest.param(xlsx("", words=LONG), "D309", id="words without end"),
        pytest.param(
            xlsx(
                "".join(row(n, c(f"A{n}", "<v>0</v>", 't="s"')) for n in range(1, 1001)),
                words=f"<si><t>{'甲' * 30_000}</t></si>",
            ),
            "D309",
            id="the same words in many cells",
        ),
        pytest.param(
            xlsx("".join(row(n, *(c(f"{x}{n}", "", LINED) for x in ("A", "XFD"))) for n in range(1, 20))),
            "D309",
            id="rows as wide as a sheet can be",
        ),
        pytest.param(
            xlsx(
                sheet_of(
                    "".join(row(n) for n in range(1, 9000)),
                    behind="<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 900 + "</mergeCells>",
                )
            ),
            "D309",
            id="merged cells over one another",
        ),
        pytest.param(
            xlsx(sheet_of(row(1), behind='<mergeCells><mergeCell ref="B2:A1"/></mergeCells>')),
            "D308",
            id="an area upside down",
        ),
        pytest.param(xlsx("<c/>"), "D308", id="a cell of no row"),
        pytest.param(xlsx(row(2) + row(1)), "D308", id="rows out of their order"),
        pytest.param(xlsx(row(1, c("A1"), c("A1"))), "D308", id="a cell twice"),
        pytest.param(xlsx(row(1, c("A1", "<v>9</v>", 't="s"'))), "D308", id="words that are not there"),
        pytest.param(xlsx(row(1, c("A1", "<v>9</v>", 's="99"'))), "D308", id="a style that is not there"),
        pytest.param(xlsx(row(1, c("ZZZ1"))), "D308", id="a column beyond all"),
        pytest.param(xlsx(row(1), targets=("../../../etc/hostname",)), "D308", id="a sheet outside of the archive"),
        pytest.param(xlsx(row(1, said("A1", "甲")) + "<row>"), "D308", id="broken XML"),
        pytest.param(xlsx(row(1, said("A1", "甲" * 4000)))[:-60], "D308", id="cut short"),
        pytest.param(xlsx(), "D308", id="no sheet"),
    ],
)
def test_workbooks_made_to_hurt_are_refused_at_once(content: bytes, code: str) -> None:
    began = time.monotonic()
    refused = read_file("x.xlsx", content)
    assert isinstance(refused, Defect)
    assert refused.code == code
    assert time.monotonic() - began < 20


def test_the_size_that_a_sheet_claims_costs_nothing() -> None:
    began = time.monotonic()
    huge = '<dimension ref="A1:XFD1048576"/>'
    rows = row(1, said("A1", "甲")) + row(1_048_576, said("XFD1048576", "乙"))
    areas = '<mergeCells><mergeCell ref="B2:XFC1048575"/></mergeCells>'
    tracemalloc.start()
    assert shown(xlsx(sheet_of(rows, huge, areas))) == [("A1", "甲"), ("XFD1048576", "乙")]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert time.monotonic() - began < 5
    assert peak < 20 * 1024 * 1024
