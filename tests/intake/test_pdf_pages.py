"""Single pages of a PDF: what is seen is read, and what may be less or more than is seen is doubted."""

from __future__ import annotations

import pytest

from gouji.findings import Defect
from gouji.intake.blocks import Block, Grid, Paragraph
from gouji.intake.readers.dispatch import read_file
from gouji.intake.readers.pdf_lines import meant
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from intake.pdf_writer import FONT, HEIGHT, MARGIN, WIDTH, Sheet, as_pdf, file_of, pdf_of, stream

RULED = [(100, 100, 300, 100), (100, 130, 300, 130), (100, 160, 300, 160)]
RULED += [(100, 100, 100, 160), (200, 100, 200, 160), (300, 100, 300, 160)]


def sheet(*words: tuple[str, int, int], drawn: str = "") -> str:
    """Return a page with a table of two rows, 规章 with 12 and 文件 with a blank, and more words and drawings."""
    page = Sheet()
    for one in RULED:
        page.line(*one)
    for text, left, base in (("规章", 105, 120), ("12", 205, 120), ("文件", 105, 150), *words):
        page.write(text, left, base)
    return "\n".join([*page.drawn, drawn])


def blocks_of(*pages: tuple[int, int, str], said: str = "") -> tuple[Block, ...]:
    """Return what is read of pages, all of which say something of themselves."""
    read = read_file("x.pdf", pdf_of(pages, said=said))
    assert not isinstance(read, Defect), read
    return tuple(read)


def rows_of(*blocks: Block) -> list[list[tuple[str, ...]]]:
    """Return the texts of the cells of a document's one table, with their doubts."""
    (grid,) = (one for one in blocks if isinstance(one, Grid))
    return [[(cell.text, *cell.doubts) for cell in row] for row in grid.rows]


def small(*words: tuple[str, int, int], drawn: str = "") -> list[list[tuple[str, ...]]]:
    """Return the cells of a page of usual size."""
    return rows_of(*blocks_of((WIDTH, HEIGHT, sheet(*words, drawn=drawn))))


AS_IT_IS = [[("规章",), ("12",)], [("文件",), ("",)]]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("", id="nothing else"),
        pytest.param("BT /F1 10 Tf 1 0 0 1 205.3 722 Tm <00310032> Tj ET", id="a figure printed twice to look bold"),
        pytest.param("BT /F1 10 Tf 3 Tr 1 0 0 1 205 692 Tm <0037> Tj ET", id="a figure that is not painted"),
        pytest.param("BT /F1 10 Tf 1 0 0 1 905 692 Tm <0037> Tj ET", id="a figure beside the page"),
        pytest.param("q .7 g BT /F1 30 Tf .7 .7 -.7 .7 150 690 Tm <51858D44> Tj ET Q", id="a watermark askew"),
    ],
)
def test_only_what_is_seen_is_read(drawn: str) -> None:
    assert small(drawn=drawn) == AS_IT_IS


def at(clip: str, text: str = "<00350039>") -> str:
    """Return 59 in the blank cell, 205 to 215 across and 692 to 699 up, seen through a clip path."""
    return f"q {clip} W n BT /F1 10 Tf 1 0 0 1 205 692 Tm {text} Tj ET Q"


@pytest.mark.parametrize(
    ("drawn", "cell"),
    [
        pytest.param(at("200 680 99 30 re"), ("59",), id="all of it"),
        pytest.param(at("204 691 20 10 re"), ("59",), id="all of it closely"),
        pytest.param(at("204 650 20 30 re"), ("",), id="nothing"),
        pytest.param(at("204 690 4 20 re W n 208 690 9 20 re"), ("",), id="nothing between two"),
        pytest.param(at("204 690 6.3 20 re"), ("5",), id="the first figure"),
        pytest.param(at("204 690 8 20 re"), ("5", "drawn_in_cell"), id="the first figure and some of the next"),
        pytest.param(at("204 690 10 20 re"), ("59", "overprinted"), id="most of the next one, too"),
        pytest.param(at("190 680 m 300 680 l 245 790 l h"), ("59",), id="all of it through a triangle"),
        pytest.param(
            at("205 680 m 209 680 l 210 790 l h"),
            ("5", "drawn_in_cell", "overprinted"),
            id="some of it through a triangle",
        ),
        pytest.param(at("200 690 5 9 re 204 690 20 20 re"), ("59",), id="all of it through two areas"),
        pytest.param(at("200 690 m " + "300 690 l 300 720 l 200 720 l " * 200), ("59", "overprinted"), id="a thicket"),
        pytest.param(f"q 204 690 6.3 20 re W n {at('200 680 99 30 re')} Q", ("5",), id="the first figure through two"),
        pytest.param(
            "/Span << /ActualText <FEFF0038> >> BDC BT /F1 10 Tf 1 0 0 1 205 692 Tm <0035> Tj ET EMC",
            ("5", "overprinted"),
            id="a figure that is said to stand for another",
        ),
        pytest.param(
            "/Span << /ActualText <FEFF00350039> >> BDC BT /F1 10 Tf 1 0 0 1 205 692 Tm <00350039> Tj ET EMC",
            ("59",),
            id="a figure that is said to stand for itself",
        ),
        pytest.param(
            "/Span << /ActualText <FEFF0035> >> BDC BT /F1 10 Tf 1 0 0 1 205 692 Tm <0035> Tj 5 0 Td <0035> Tj ET EMC",
            ("55",),
            id="figures of which the second is not said again",
        ),
        pytest.param(
            "BT /F1 10 Tf .99 .1 -.1 .99 205 692 Tm <0035> Tj ET", ("□", "drawn_in_cell"), id="a figure askew"
        ),
        pytest.param("BT /F1 1 Tf 1 0 0 1 205 692 Tm <0035> Tj ET", ("□", "drawn_in_cell"), id="a tiny figure"),
    ],
)
def test_a_figure_counts_as_far_as_it_is_seen(drawn: str, cell: tuple[str, ...]) -> None:
    assert small(drawn=drawn)[1][1] == cell


def in_a_form(calls: str, said: str) -> bytes:
    """Return a page whose blank cell is filled by a form, in which 59 stands at 5 across and 2 up."""
    resources = b"<< /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >>"
    how = f" /Type /XObject /Subtype /Form /Resources << /Font << /F1 3 0 R >> >> {said}"
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            FONT,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources %s >>" % resources,
            stream(sheet(drawn=f"q {calls} /X Do Q").encode()),
            stream(b"BT /F1 10 Tf 1 0 0 1 5 2 Tm <00350039> Tj ET", said=how.encode()),
        ]
    )


@pytest.mark.parametrize(
    ("calls", "said", "text"),
    [
        pytest.param("1 0 0 1 200 690 cm", "/BBox [0 0 90 24]", "59", id="within the form"),
        pytest.param("1 0 0 1 200 690 cm", "/BBox [0 0 10.3 24]", "5", id="partly beside the form"),
        pytest.param("204 690 6.3 20 re W n 1 0 0 1 200 690 cm", "/BBox [0 0 90 24]", "5", id="a form that is cut off"),
        pytest.param("2 0 0 2 200 690 cm", "/BBox [0 0 90 24] /Matrix [.5 0 0 .5 0 0]", "59", id="a smaller form"),
        pytest.param("2 0 0 2 200 690 cm", "/BBox [0 0 10.3 24] /Matrix [.5 0 0 .5 0 0]", "5", id="a part of one"),
    ],
)
def test_a_figure_of_a_form_counts_as_far_as_it_is_seen(calls: str, said: str, text: str) -> None:
    read = read_file("x.pdf", in_a_form(calls, said))
    assert not isinstance(read, Defect), read
    assert rows_of(*read)[1][1] == (text,)


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("204 720.5 m 218 720.5 l S", id="figures that are underlined"),
        pytest.param("202 720 m 290 720 l S", id="a place to fill in"),
        pytest.param("105 700 m 125 700 l S", id="words that have a line above them"),
    ],
)
def test_lines_under_and_over_the_words_of_a_cell_cost_nothing(drawn: str) -> None:
    assert small(drawn=drawn) == AS_IT_IS


def test_a_shade_below_the_words_hides_nothing() -> None:
    page = f"q 0.8 g 201 715 90 24 re f Q\n{sheet()}"
    assert rows_of(*blocks_of((WIDTH, HEIGHT, page))) == AS_IT_IS


@pytest.mark.parametrize(
    ("words", "drawn", "text", "doubt"),
    [
        pytest.param([("34", 206, 120)], "", "1324", "overprinted", id="figures upon figures"),
        pytest.param([], "q 1 g 201 715 90 24 re f Q", "12", "overprinted", id="figures that are painted over"),
        pytest.param(
            [],
            "/OC << /Type /OCG >> BDC BT /F1 10 Tf 1 0 0 1 215 722 Tm <0033> Tj ET EMC",
            "123",
            "overprinted",
            id="a layer",
        ),
        pytest.param([], "203 726 m 220 726 l S", "12", "drawn_in_cell", id="figures that are struck out"),
        pytest.param([], "q 0 g 200.8 725.6 10 .75 re f Q", "12", "drawn_in_cell", id="struck out from the line on"),
        pytest.param([], "220 730 m 225 720 230 720 235 735 c S", "12", "drawn_in_cell", id="a drawing beside figures"),
        pytest.param(
            [], "202.5 725.6 m 204.5 725.6 l S", "12", "drawn_in_cell", id="a minus that is drawn before figures"
        ),
        pytest.param(
            [], "q 0 g 222 725 12 .6 re f Q", "12", "drawn_in_cell", id="a dash that is painted behind figures"
        ),
        pytest.param([], "203.5 722 m 203.5 729 l S", "12", "drawn_in_cell", id="a stroke before figures"),
        pytest.param(
            [], "q 0 g 217 722 .7 7 re f Q", "12", "drawn_in_cell", id="a stroke that is painted behind figures"
        ),
        pytest.param(
            [], "BT /F1 6 Tf 1 0 0 1 215 725 Tm <0031> Tj ET", "121", "uneven_figures", id="the number of a note"
        ),
        pytest.param([("34", 205, 129)], "", "12\n34", "broken_in_cell", id="figures in two lines"),
        pytest.param(
            [], "BT /F1 30 Tf .8 .6 -.6 .8 195 705 Tm <4F5C5E9F> Tj ET", "12", "overprinted", id="dark words askew"
        ),
        pytest.param(
            [], "q 1 g BT /F1 30 Tf .8 .6 -.6 .8 205 705 Tm <2588> Tj ET Q", "12", "overprinted", id="white ones askew"
        ),
        pytest.param(
            [],
            "BT /F1 10 Tf 1 0 0 1 206.6 722 Tm <00310032> Tj ET",
            "12",
            "overprinted",
            id="the same figures again, further aside than to look bold",
        ),
        pytest.param(
            [], "BT /F1 10 Tf -3 Tc 1 0 0 1 215 722 Tm <00310031> Tj ET", "1211", "overprinted", id="set very tight"
        ),
        pytest.param(
            [], "BT /F1 1 Tf 1 0 0 1 216 722 Tm <0039> Tj ET", "12", "drawn_in_cell", id="a figure too small to be seen"
        ),
        pytest.param(
            [],
            "/Span << /ActualText <FEFF0039> >> BDC BT /F1 10 Tf 1 0 0 1 215 722 Tm <0033> Tj ET EMC",
            "123",
            "overprinted",
            id="a figure that is said to stand for another",
        ),
        pytest.param(
            [], "BT /F1 9 Tf 0 1 -1 0 230 715 Tm <0033> Tj ET", "12\n3", "turned_in_cell", id="a figure that lies"
        ),
    ],
)
def test_figures_with_something_else_in_their_cell_are_doubted(
    words: list[tuple[str, int, int]], drawn: str, text: str, doubt: str
) -> None:
    found = small(*words, drawn=drawn)[0][1]
    assert found[0].replace(" ", "") == text
    assert doubt in found[1:]


@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param("220 690 m 225 700 230 690 235 700 c S", id="a drawing"),
        pytest.param("220 697 m 230 697 l S", id="a dash that is drawn"),
        pytest.param("220 692 m 220 698 l S", id="a stroke that is drawn"),
        pytest.param("q 0 g 220 692 .7 6 re f Q", id="a stroke that is painted"),
        pytest.param("220 692 m 220 698 l S 223 692 m 223 698 l S", id="two strokes"),
        pytest.param("220 690 10 10 re S", id="a box"),
        pytest.param("230 700 2 2 re f", id="a point"),
        pytest.param("q 1 g BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q", id="a figure in white"),
        pytest.param("q .93 g BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q", id="a figure in the palest grey"),
        pytest.param(
            "q .5 g 201 683 98 28 re f .55 g BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q", id="grey on grey"
        ),
        pytest.param("q 0 g 201 683 98 28 re f BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q", id="black on black"),
        pytest.param(
            "q 1 0 0 rg 201 683 98 28 re f .9 0 0 rg BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q", id="red on red"
        ),
        pytest.param(
            "q 0 g 201 683 98 28 re f 1 g 201 683 98 28 re f BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q",
            id="white on white on black",
        ),
        pytest.param("q 1 G 0 g BT /F1 10 Tf 1 Tr 1 0 0 1 205 692 Tm <0037> Tj ET Q", id="a figure outlined in white"),
        pytest.param("q /G1 gs BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q", id="a figure that is nearly clear"),
        pytest.param("q 20 0 0 20 220 685 cm BI /W 1 /H 1 /BPC 8 /CS /G ID A EI Q", id="a picture"),
    ],
)
def test_a_cell_without_words_is_no_blank_when_something_is_drawn_in_it(drawn: str) -> None:
    assert small(drawn=drawn)[1][1] == ("□", "drawn_in_cell")


@pytest.mark.parametrize(
    ("left", "rows"),
    [
        pytest.param(285, [("文件",), ("345", "written_over_line")], id="out of the table"),
        pytest.param(190, [("文件 34", "written_over_line"), ("567", "written_over_line")], id="between two figures"),
        pytest.param(193, [("文件 3", "written_over_line"), ("4567", "written_over_line")], id="through a figure"),
    ],
)
def test_figures_that_run_over_a_line_are_doubted_on_both_sides(left: int, rows: list[tuple[str, ...]]) -> None:
    assert small(("34567", left, 150))[1] == rows


def test_figures_that_run_over_a_line_at_uneven_heights_are_doubted_too() -> None:
    drawn = "BT /F1 10 Tf 1 0 0 1 200 691.9 Tm <0035> Tj ET"
    assert small(("34", 190, 150), ("6", 285, 149), drawn=drawn)[1][0] == ("文件 34", "written_over_line")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        pytest.param([("2 0", 205, 150)], "2 0", id="a blank between"),
        pytest.param([("2", 205, 150), ("0", 214, 150)], "2 0", id="a gap between"),
        pytest.param([("2", 205, 150), ("0", 210, 150)], "20", id="no gap between"),
    ],
)
def test_figures_are_one_only_without_a_gap(words: list[tuple[str, int, int]], text: str) -> None:
    assert small(*words)[1][1] == (text,)


@pytest.mark.parametrize(
    ("matrix", "size", "box"),
    [
        pytest.param("1 0 0 1 0 0", (595, 842), ("100", "100", "300", "160"), id="upright"),
        pytest.param("0 1 -1 0 842 0", (842, 595), ("100", "295", "160", "495"), id="to the left"),
        pytest.param("0 -1 1 0 0 595", (842, 595), ("682", "100", "742", "300"), id="to the right"),
        pytest.param("-1 0 0 -1 595 842", (595, 842), ("295", "682", "495", "742"), id="upside down"),
    ],
)
def test_a_turned_page_is_read_and_its_places_are_those_that_are_seen(
    matrix: str, size: tuple[int, int], box: tuple[str, str, str, str]
) -> None:
    blocks = blocks_of((*size, f"q {matrix} cm\n{sheet()}\nQ"))
    assert rows_of(*blocks) == AS_IT_IS
    assert blocks[0].place.box == box


@pytest.mark.parametrize(
    ("said", "matrix", "size", "box"),
    [
        pytest.param("/Rotate 90", "0 1 -1 0 842 0", (842, 595), ("100", "100", "300", "160"), id="stands upright"),
        pytest.param("/Rotate 270", "0 -1 1 0 0 595", (842, 595), ("100", "100", "300", "160"), id="so it does"),
        pytest.param("/Rotate 180", "-1 0 0 -1 595 842", (595, 842), ("100", "100", "300", "160"), id="and again"),
        pytest.param("/Rotate 90", "1 0 0 1 0 0", (595, 842), ("682", "100", "742", "300"), id="lies to the right"),
        pytest.param("/Rotate -90", "1 0 0 1 0 0", (595, 842), ("100", "295", "160", "495"), id="lies to the left"),
        pytest.param("/Rotate 180", "1 0 0 1 0 0", (595, 842), ("295", "682", "495", "742"), id="is upside down"),
        pytest.param("/CropBox [50 100 545 800]", "1 0 0 1 0 0", (595, 842), ("50", "58", "250", "118"), id="is cut"),
    ],
)
def test_a_page_that_the_file_turns_or_cuts_is_read_as_it_is_seen(
    said: str, matrix: str, size: tuple[int, int], box: tuple[str, str, str, str]
) -> None:
    blocks = blocks_of((*size, f"q {matrix} cm\n{sheet()}\nQ"), said=said)
    assert rows_of(*blocks) == AS_IT_IS
    assert blocks[0].place.box == box


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([("三", 212, 138), ("本", 212, 147), ("年", 212, 156)], id="a character a line"),
        pytest.param([("三", 232, 140), ("本", 232, 152), ("年", 214, 140)], id="columns from the right"),
    ],
)
def test_writing_from_the_top_down_is_read_in_its_order(words: list[tuple[str, int, int]]) -> None:
    assert small(*words)[1][1] == ("三\n本\n年",)


def test_a_side_that_is_open_at_the_end_of_a_page_ends_a_cell() -> None:
    page = Sheet()
    for one in (*RULED[:2], *RULED[3:]):
        page.line(*one)
    for text, left, base in (("规章", 105, 120), ("12", 205, 120), ("文件", 105, 150)):
        page.write(text, left, base)
    assert rows_of(*blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn)))) == AS_IT_IS


@pytest.mark.parametrize(
    "colors",
    [
        pytest.param("0 g {} 1 g", id="white on black"),
        pytest.param(".8 g {} 0 g", id="black on grey"),
        pytest.param(".7 .1 .1 rg {} 1 g", id="white on red"),
        pytest.param("1 1 .4 rg {} .4 g", id="grey on yellow"),
    ],
)
def test_writing_on_a_ground_of_another_color_is_read(colors: str) -> None:
    painted = f"q {colors.format('201 683 98 28 re f')} BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q"
    assert small(drawn=painted)[1][1] == ("7",)


def test_a_pale_figure_beside_another_leaves_the_other_doubted() -> None:
    pale = "q .95 g BT /F1 10 Tf 1 0 0 1 215 722 Tm <0033> Tj ET Q"
    assert small(drawn=pale)[0][1] == ("12", "drawn_in_cell")


def test_grey_figures_that_are_well_seen_are_read() -> None:
    assert small(drawn="q .5 g BT /F1 10 Tf 1 0 0 1 205 692 Tm <0037> Tj ET Q")[1][1] == ("7",)


def test_blanks_of_every_width_are_blanks() -> None:
    assert small(("\u3000\u00a0", 205, 150))[1][1] == ("",)
    assert small(("总\u3000计", 205, 150))[1][1] == ("总 计",)


def test_a_frame_around_a_page_is_no_table() -> None:
    frame = "40 40 515 762 re S"
    assert rows_of(*blocks_of((WIDTH, HEIGHT, f"{sheet()}\n{frame}"))) == AS_IT_IS


# ── what is filled in and put upon a page ───────────────────────────────────


def noted(how: bytes, appearance: bool) -> bytes:
    """Return a document whose blank cell has something put upon it, with or without a picture of it."""
    shown = b"/AP << /N 7 0 R >> " if appearance else b""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            FONT,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [6 0 R]"
            b" /Resources << /Font << /F1 3 0 R >> >> >>",
            stream(sheet().encode()),
            b"<< /Type /Annot %s /V (7) /Rect [201 684 291 708] %s>>" % (how, shown),
            stream(
                b"BT /F1 10 Tf 1 0 0 1 4 8 Tm <0037> Tj ET",
                said=b" /Type /XObject /Subtype /Form /BBox [0 0 90 24] /Resources << /Font << /F1 3 0 R >> >>",
            ),
        ]
    )


FIELD = b"/Subtype /Widget /FT /Tx /T (a)"


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        pytest.param(noted(FIELD + b" /F 4", True), ("7",), id="a field that is filled in"),
        pytest.param(noted(b"/Subtype /FreeText /F 4", True), ("7",), id="words put upon the page"),
        pytest.param(noted(FIELD + b" /F 2", True), ("",), id="a field that is hidden"),
        pytest.param(noted(FIELD + b" /F 4", False), ("□", "drawn_in_cell"), id="a field that only a program can show"),
    ],
)
def test_what_is_filled_in_is_read_as_it_is_seen(content: bytes, cell: tuple[str, ...]) -> None:
    read = read_file("x.pdf", content)
    assert not isinstance(read, Defect), read
    assert rows_of(*read)[1][1] == cell


# ── prose ───────────────────────────────────────────────────────────────────


def test_lines_are_joined_to_paragraphs_over_pages_without_what_is_printed_on_each() -> None:
    texts = ["一、总体情况", *(f"{number}，" + "今年公开政府信息。" * 40 for number in "甲乙丙丁戊己"), "二、其他"]
    read = read_file("x.pdf", as_pdf(texts))
    assert not isinstance(read, Defect), read
    assert [one.text for one in read if isinstance(one, Paragraph)] == texts
    assert {one.place.page for one in read} == {1, 2}
    assert [one.place.line for one in read] == list(range(1, len(texts) + 1))


@pytest.mark.parametrize(
    "foot", ["3", "- 3 -", "— 3 —", "第 3 页", "第3页 共5页", "3/5", "3 / 5", "Page 3 of 5", "·3·", "P3"]
)
def test_a_page_number_is_no_prose(foot: str) -> None:
    page = Sheet()
    page.write("今年公开。", MARGIN, 200)
    page.write(foot, 280, HEIGHT - 30)
    assert [getattr(one, "text", None) for one in blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn)))] == ["今年公开。"]


@pytest.mark.parametrize("line", ["2023", "3件", "第三条", "0"])
def test_words_in_the_middle_of_a_page_are_no_page_number(line: str) -> None:
    page = Sheet()
    page.write("今年公开。", MARGIN, 200)
    page.write(line, MARGIN, 400)
    page.write("无。", MARGIN, 500)
    read = blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn)))
    assert [getattr(one, "text", None) for one in read] == ["今年公开。", line, "无。"]


@pytest.mark.parametrize(
    ("sign", "character"), [("⼯", "工"), ("⼀", "一"), ("⽉", "月"), ("⺠", "民"), ("⻔", "门"), ("\uf967", "不")]
)
def test_a_radical_is_the_character_that_looks_the_same(sign: str, character: str) -> None:
    assert meant(sign) == character


@pytest.mark.parametrize("sign", ["（", "①", "…", "，", "５", "Ａ", "㎡", "一", "々"])
def test_every_other_sign_is_kept_as_it_is_printed(sign: str) -> None:
    assert meant(sign) == sign


@pytest.mark.parametrize(
    ("left", "doubts"),
    [
        pytest.param(310, ("set_in_columns",), id="lines beside a table"),
        pytest.param(105, (), id="lines below it"),
    ],
)
def test_prose_beside_a_table_is_doubted_since_its_order_is_not_known(left: int, doubts: tuple[str, ...]) -> None:
    top = 112 if doubts else 190
    words = [(text, left, top + 15 * rank) for rank, text in enumerate(("甲。", "乙。", "丙。"))]
    page = sheet(*words)
    found = [one for one in blocks_of((WIDTH, HEIGHT, page)) if isinstance(one, Paragraph)]
    assert found
    assert {one.doubts for one in found} == {doubts}


def test_the_order_of_parts_beside_a_table_is_doubted(vocabulary: Vocabulary) -> None:
    words = [
        (text, 310, 112 + 15 * rank) for rank, text in enumerate(("一、总体情况", "六、其他需要报告的事项", "无。"))
    ]
    read = read_document("x.pdf", pdf_of([(WIDTH, HEIGHT, sheet(*words))]), vocabulary)
    assert read.source_map["/sections"]["doubts"] == ["set_in_columns"]


def grid(*moved: tuple[int, int, str, int, int]) -> list[list[tuple[str, ...]]]:
    """Return the cells of a table of four rows of figures, some of which are set anew: row, column, words, place."""
    page = Sheet()
    for rank in range(5):
        page.line(100, 100 + 30 * rank, 400, 100 + 30 * rank)
    for rank in range(4):
        page.line(100 + 100 * rank, 100, 100 + 100 * rank, 220)
    instead = {(row, column): (words, left, base) for row, column, words, left, base in moved}
    for row in range(4):
        for column in range(3):
            usual = (f"{row}{column + 1}", 145 + 100 * column, 120 + 30 * row)
            page.write(*instead.get((row, column), usual))
    return rows_of(*blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn))))


BLANK = ("", "written_over_line")
NOWHERE = ("", 0, 0)


@pytest.mark.parametrize(
    ("moved", "row", "cells"),
    [
        pytest.param([(1, 0, *NOWHERE)], 1, [("",), ("12",), ("13",)], id="a blank alone"),
        pytest.param(
            [(1, 0, "11", 215, 150)], 1, [BLANK, ("11 12", "written_over_line"), ("13",)], id="two figures in one cell"
        ),
        pytest.param(
            [(1, 0, *NOWHERE), (1, 1, "11", 215, 150)],
            1,
            [BLANK, ("11", "written_over_line"), ("13",)],
            id="a figure at the side of the blank cell",
        ),
        pytest.param(
            [(1, 2, *NOWHERE), (1, 1, "13", 280, 150)],
            1,
            [("11",), ("13", "written_over_line"), BLANK],
            id="at the other side",
        ),
        pytest.param(
            [(1, 0, *NOWHERE), (2, 0, "11", 145, 171)], 1, [BLANK, ("12",), ("13",)], id="a figure below a blank cell"
        ),
        pytest.param([(1, 1, "11", 215, 150)], 1, [("11",), ("11",), ("13",)], id="off its place beside no blank"),
    ],
)
def test_a_figure_that_may_be_that_of_a_blank_cell_beside_makes_both_doubtful(
    moved: list[tuple[int, int, str, int, int]], row: int, cells: list[tuple[str, ...]]
) -> None:
    assert grid(*moved)[row] == cells


def cut(*words: tuple[str, int, int], middle: int = 200) -> list[list[list[tuple[str, ...]]]]:
    """Return the cells of a table at the foot of a page, with words below it, and of the table on the next page.

    `middle` is where the columns of the next page meet.
    """
    pages = (Sheet(), Sheet())
    for page, top, meet in zip(pages, (740, 60), (200, middle), strict=True):
        for left, up, right, down in RULED:
            own = (left, right) if left != right or left != 200 else (meet, meet)
            page.line(own[0], top - 100 + up, own[1], top - 100 + down)
        page.write("规章", 105, top + 20)
        page.write("12", 205, top + 20)
        page.write("行政规范性", 105, top + 52)
        page.write("3", 205, top + 52)
    for one in words:
        pages[0].write(*one)
    blocks = blocks_of(*((WIDTH, HEIGHT, "\n".join(page.drawn)) for page in pages))
    grids = [one for one in blocks if isinstance(one, Grid)]
    cells = [[[(cell.text, *cell.doubts) for cell in row] for row in grid.rows] for grid in grids]
    return [*cells, [[(str(len(blocks) - 2), str(grids[1].continues))]]]


@pytest.mark.parametrize(
    ("words", "last", "paragraphs", "goes_on"),
    [
        pytest.param([], [("行政规范性",), ("3",)], "0", "True", id="nothing"),
        pytest.param([("文件", 105, 805)], [("行政规范性\n文件",), ("3",)], "0", "True", id="words of a label"),
        pytest.param(
            [("4", 205, 805)],
            [("行政规范性",), ("3\n4", "broken_in_cell", "written_over_line")],
            "0",
            "True",
            id="a figure",
        ),
        pytest.param([("注：单位为件。", 105, 820)], [("行政规范性",), ("3",)], "1", "False", id="a note further down"),
        pytest.param(
            [("注：本表所列单位为件。", 105, 805)], [("行政规范性",), ("3",)], "1", "False", id="a note over both"
        ),
        pytest.param([("- 2 -", 185, 808)], [("行政规范性",), ("3",)], "0", "True", id="the number of the page"),
    ],
)
def test_words_that_hang_out_of_the_last_row_of_a_page_belong_to_their_cell(
    words: list[tuple[str, int, int]], last: list[tuple[str, ...]], paragraphs: str, goes_on: str
) -> None:
    above, _, (((count, continues),),) = cut(*words)
    assert (last, paragraphs, goes_on) == (above[-1], count, continues)


def test_a_heading_right_below_a_row_is_its_own_where_the_next_page_has_no_cell_of_that_width() -> None:
    *_, (((count, continues),),) = cut(("四、其他", 105, 808), middle=180)
    assert (count, continues) == ("1", "False")


def test_a_cell_at_the_side_that_is_open_above_and_below_belongs_to_its_table() -> None:
    page = Sheet()
    for at in (130, 160):
        page.line(150, at, 300, at)
    for at in (100, 150, 200, 300):
        page.line(at, 100, at, 190)
    for rank, text in enumerate(("规章", "文件", "其他")):
        page.write(text, 155, 120 + 30 * rank)
    assert rows_of(*blocks_of((WIDTH, HEIGHT, "\n".join(page.drawn))))[0] == [("",), ("规章",), ("",)]
