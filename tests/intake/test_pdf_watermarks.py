"""Watermarks and seals upon a page of a PDF: what is behind or below them is read, and doubted where they hide it."""

from __future__ import annotations

import pytest

from gouji.findings import Defect
from gouji.intake.readers.dispatch import read_file
from intake.pdf_writer import FONT, HEIGHT, WIDTH, file_of, stream
from intake.test_pdf_pages import AS_IT_IS, blocks_of, rows_of, sheet


def written(text: str, size: int, color: str, left: int = 110, base: int = 150) -> str:
    """Return large words upon the table of two rows."""
    code = text.encode("utf-16-be").hex()
    return f"q {color} BT /F1 {size} Tf 1 0 0 1 {left} {HEIGHT - base} Tm <{code}> Tj ET Q"


PALE = ".75 g"


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(written("某县人民", 48, PALE), id="grey"),
        pytest.param(written("某县人民", 48, "1 .7 .7 rg"), id="pale red"),
        pytest.param(written("2021年", 48, PALE), id="with figures"),
        pytest.param(written("某县", 18, PALE, 180, 138), id="less large"),
    ],
)
def test_a_watermark_below_a_table_is_no_part_of_its_cells(mark: str) -> None:
    assert rows_of(*blocks_of((WIDTH, HEIGHT, f"{mark}\n{sheet()}"))) == AS_IT_IS


def test_a_watermark_that_is_nearly_clear_hides_nothing_upon_a_table() -> None:
    mark = written("某县人民", 48, "/G1 gs")
    assert rows_of(*blocks_of((WIDTH, HEIGHT, sheet(drawn=mark)))) == AS_IT_IS


def test_a_figure_below_a_watermark_that_is_painted_over_it_is_doubted() -> None:
    mark = written("某县人民", 48, PALE)
    (_, figure), (_, blank) = rows_of(*blocks_of((WIDTH, HEIGHT, sheet(drawn=mark))))
    assert (figure, blank) == (("12", "overprinted"), ("",))


@pytest.mark.parametrize(
    ("mark", "cell"),
    [
        pytest.param(written("37", 28, PALE, 205, 155), "37", id="large pale figures"),
        pytest.param(written("某县", 28, "0 g", 205, 155), "某县", id="large black words"),
        pytest.param(written("某县", 10, PALE, 205, 152), "某县", id="pale words of the usual size"),
        pytest.param(written("某县", 20, PALE, 205, 154), "某县", id="large pale words that lie on nothing"),
    ],
)
def test_what_may_be_the_writing_of_a_cell_is_no_watermark(mark: str, cell: str) -> None:
    assert rows_of(*blocks_of((WIDTH, HEIGHT, f"{mark}\n{sheet()}")))[1][1][0] == cell


def outlined(color: str, large: int) -> str:
    """Return the outlines of a sign, painted: a small part of it lies in the cell of a figure, one in a blank cell."""
    low = HEIGHT - 160
    parts = [(215, HEIGHT - 125, 5), (215, low + 5, 5), (215, low, large)]
    paths = (f"{x} {y} m {x} {y + by} {x + by} {y} {x + by} {y + by} c h" for x, y, by in parts)
    return f"q {color} {' '.join(paths)} f Q"


@pytest.mark.parametrize(
    ("mark", "figure", "blank"),
    [
        pytest.param(outlined(".75 g", 60), ("12",), ("□", "drawn_in_cell"), id="large and pale"),
        pytest.param(outlined("0 g", 60), ("12", "drawn_in_cell"), ("□", "drawn_in_cell"), id="large and black"),
        pytest.param(outlined(".75 g", 20), ("12", "drawn_in_cell"), ("□", "drawn_in_cell"), id="small and pale"),
    ],
)
def test_a_large_pale_drawing_costs_no_figures_but_leaves_blanks_uncertain(
    mark: str, figure: tuple[str, ...], blank: tuple[str, ...]
) -> None:
    found = rows_of(*blocks_of((WIDTH, HEIGHT, f"{mark}\n{sheet()}")))
    assert (found[0][1], found[1][1]) == (figure, blank)


# ── pictures that let through what is below them ────────────────────────────


def sealed(clear: int, dense: int, share: int, masked: bool = True) -> bytes:
    """Return a page with a red picture upon the figure of its table.

    The first tenths of its columns are as opaque as `clear`, the others as `dense`.
    """
    side = 10
    veil = bytes(clear if column < share else dense for _ in range(side) for column in range(side))
    how = b" /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /%s"
    drawn = sheet(drawn=f"q 12 0 0 12 204 {HEIGHT - 124} cm /X Do Q")
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            FONT,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 5 0 R /Resources"
            b" << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> >>" % (WIDTH, HEIGHT),
            stream(drawn.encode()),
            stream(
                b"\xc8\x10\x10" * side * side,
                said=how % (side, side, b"DeviceRGB") + (b" /SMask 7 0 R" if masked else b""),
            ),
            stream(veil, said=how % (side, side, b"DeviceGray")),
        ]
    )


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        pytest.param(sealed(0, 0, 10), ("12",), id="clear"),
        pytest.param(sealed(100, 100, 10), ("12",), id="half clear, as a watermark"),
        pytest.param(sealed(255, 0, 2), ("12", "overprinted"), id="with a stroke upon a part of a figure"),
        pytest.param(sealed(255, 0, 5), ("2", "drawn_in_cell"), id="with a stroke upon all of a figure"),
        pytest.param(sealed(255, 255, 10), ("□", "drawn_in_cell"), id="opaque everywhere"),
        pytest.param(sealed(0, 0, 10, masked=False), ("□", "drawn_in_cell"), id="that is not clear at all"),
    ],
)
def test_a_figure_below_a_picture_is_read_as_far_as_it_is_seen(content: bytes, cell: tuple[str, ...]) -> None:
    read = read_file("x.pdf", content)
    assert not isinstance(read, Defect), read
    found = rows_of(*read)[0][1]
    assert set(cell) <= set(found)
    assert found[0] == cell[0]
