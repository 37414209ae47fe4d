"""Documents damaged at random: the bytes of a file enter with what is drawn, those of a damaged one leave.

Whatever the format, stretches of bytes are taken out, doubled, moved, written over, or the end is cut off. Where it has
pieces, they are: the tags and lines of pages and texts, those of the parts of an archive, which is packed again, and
what is drawn on the pages of a PDF, unpacked and packed again. `rows_moved` touches no text of a document.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Final

from hypothesis import strategies as st

MARKS: Final = st.sampled_from(
    [
        b"", b"|", b"\t", b"\n", b"\n\n", b"<td>", b"</td>", b"</table>", b"<table>", b"</tr>", b"|---|", b"#", b"0",
        b"-1", b"1e5", b"9999999999",
        b"\xff", b"\x00", b"&#0;", b"&amp;", b"&nope;", b'"', b"'", b"<", b">", b"/", b"<!--", b"<![CDATA[", b"<row>",
        b"</row>", b"<c>", b"<c/>", b"<v>", b"</v>", b"<f>",
        b"<t>", b"<mergeCells>", b'<mergeCell ref="A1:B2"/>', b' r="A1"', b' t="s"', b' s="9"', b' hidden="1"',
        b' rowspan="99"', b' colspan="0"', b"<w:tbl>", b"</w:tc>",
        b"<w:tc>", b"<w:p/>", b'<w:gridSpan w:val="9"/>', b"<w:vMerge/>", b"<w:vanish/>", b"q ", b" Q", b" BT ",
        b" ET ", b" Tf ", b" cm ", b" Tj ", b"endstream", b"endobj",
        b"1 0 R", b"<<", b">>", b"[", b"]", b"\xef\xbb\xbf", b"\xed\xa0\x80", "一、".encode(), "总计".encode(),
        "２".encode(),
    ]
)  # fmt: skip
"""Pieces that mean something in some format."""


def bytes_damaged(draw: st.DrawFn, content: bytes, most: int = 6) -> bytes:
    """Return content with stretches taken out, doubled, moved, written over or cut off."""
    for _ in range(draw(st.integers(1, most))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        end = start + draw(st.sampled_from([0, 1, 1, 2, 8, 50, 200]))
        source = draw(st.integers(0, len(content)))
        other = draw(st.one_of(MARKS, st.just(content[source : source + 150]), st.binary(max_size=4)))
        content = content[:start] + other + content[end:]
    if draw(st.integers(0, 9)) == 0:
        content = content[: draw(st.integers(0, len(content)))]
    return content


_TAGS: Final = re.compile(rb"(<[^<>]{1,400}>|\n)")
_DRAWN: Final = re.compile(rb"(\n| (?=[A-Za-z*'\"]{1,3}\s))")
_STREAM: Final = re.compile(rb"(/Length \d+(?: 0 R)?)([^>]*>>\s*stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)


def pieces_damaged(draw: st.DrawFn, content: bytes, division: re.Pattern[bytes] = _TAGS) -> bytes:
    """Return content with some of its pieces taken out, doubled, swapped, moved or damaged."""
    pieces = division.split(content)
    for _ in range(draw(st.integers(1, 5))):
        if len(pieces) < 2:
            break
        one, other = (draw(st.integers(0, len(pieces) - 1)) for _ in range(2))
        length = draw(st.sampled_from([1, 1, 2, 4, 20]))
        match draw(st.integers(0, 4)):
            case 0:
                del pieces[one : one + length]
            case 1:
                pieces[other:other] = pieces[one : one + length]
            case 2:
                pieces[one], pieces[other] = pieces[other], pieces[one]
            case 3:
                pieces.insert(one, draw(MARKS))
            case _:
                pieces[one] = bytes_damaged(draw, pieces[one], 1)
    return b"".join(pieces)


def archive_damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Return an archive with one of its parts damaged in its pieces or bytes, taken out, doubled or swapped."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [(one, archive.read(one)) for one in archive.namelist()]
    large = sorted(range(len(parts)), key=lambda rank: -len(parts[rank][1]))
    # Mostly those in which the report is: the largest, or those beside it.
    at = draw(st.one_of(st.sampled_from(large[:3]), st.integers(0, len(parts) - 1)))
    name, part = parts[at]
    match draw(st.integers(0, 9)):
        case 0:
            del parts[at]
        case 1:
            parts.append((name, parts[draw(st.integers(0, len(parts) - 1))][1]))
        case 2:
            parts[at] = (name, bytes_damaged(draw, part))
        case _:
            parts[at] = (name, pieces_damaged(draw, part))
    return packed(parts)


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Return an archive of parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that a name stands there twice is meant
                archive.writestr(info, part, compresslevel=1)
    return out.getvalue()


def pdf_damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """Return a PDF with what is drawn on a page, or one of its lists, damaged; or one of its objects."""
    found = list(_STREAM.finditer(content))
    if not found or draw(st.integers(0, 3)) == 0:
        return pieces_damaged(draw, content, re.compile(rb"(\nendobj\n|\n)"))
    stream = draw(st.sampled_from(found))
    unpacked = _unpacked(stream[3])
    if not unpacked:
        return bytes_damaged(draw, content)
    return _with_stream(content, stream, pieces_damaged(draw, unpacked, _DRAWN))


@st.composite
def damaged(draw: st.DrawFn, kind: str, documents: Sequence[bytes]) -> bytes:
    """Draw one of some documents of a kind, damaged."""
    content = draw(st.sampled_from(documents))
    if draw(st.integers(0, 3)) == 0:
        return bytes_damaged(draw, content)
    ways: dict[str, Callable[[st.DrawFn, bytes], bytes]] = {
        "pdf": pdf_damaged,
        "doc": bytes_damaged,
        "xls": bytes_damaged,
    }
    ways |= dict.fromkeys(("docx", "xlsx", "ods", "odt"), archive_damaged)
    return ways.get(kind, pieces_damaged)(draw, content)


# ── without any text being touched ──────────────────────────────────────────

_ROWS: Final = {
    "html": re.compile(rb"(<tr\b.*?</tr>)", re.DOTALL),
    "docx": re.compile(rb"(<w:tr\b.*?</w:tr>)", re.DOTALL),
    "xlsx": re.compile(rb"(<mergeCell [^>]*/>)", re.DOTALL),
    "md": re.compile(rb"(\n)"),
    "txt": re.compile(rb"(\n)"),
}
_LINE: Final = re.compile(rb"((?:[-\d.]+ ){4}re\s*f\*?|(?:[-\d.]+ ){2}m\s+(?:[-\d.]+ ){2}l\s+S)")
_PART: Final = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}


@st.composite
def rows_moved(draw: st.DrawFn, kind: str, documents: Sequence[bytes]) -> bytes:
    """Draw one of some documents of which whole rows or lines were taken out, doubled or swapped."""
    content = draw(st.sampled_from(documents))
    if kind == "pdf":
        return _lines_moved(draw, content)
    if kind not in _PART:
        return _moved(draw, content, _ROWS[kind])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [(one, archive.read(one)) for one in archive.namelist()]
    return packed([(name, _moved(draw, part, _ROWS[kind]) if name == _PART[kind] else part) for name, part in parts])


def _lines_moved(draw: st.DrawFn, content: bytes) -> bytes:
    """Return a PDF with printed lines of one page taken out, doubled or swapped."""
    pages = [(one, unpacked) for one in _STREAM.finditer(content) if _LINE.search(unpacked := _unpacked(one[3]))]
    if not pages:
        return content
    stream, unpacked = draw(st.sampled_from(pages))
    return _with_stream(content, stream, _moved(draw, unpacked, _LINE))


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def _with_stream(content: bytes, stream: re.Match[bytes], unpacked: bytes) -> bytes:
    packed_again = zlib.compress(unpacked, 1)
    body = b"/Length %d" % len(packed_again) + stream[2] + packed_again + stream[4]
    return content[: stream.start()] + body + content[stream.end() :]


def _moved(draw: st.DrawFn, content: bytes, rows: re.Pattern[bytes]) -> bytes:
    pieces = rows.split(content)
    # Every second piece divides or is a row, the others stand between; lines are what stands between.
    own = range(0 if rows.pattern == rb"(\n)" else 1, len(pieces), 2)
    for _ in range(draw(st.integers(1, 4)) if own else 0):
        one, other = (draw(st.sampled_from(own)) for _ in range(2))
        match draw(st.integers(0, 2)):
            case 0:
                pieces[one] = b""
            case 1:
                pieces[one] += (b"\n" if rows.pattern == rb"(\n)" else b"") + pieces[one]
            case _:
                pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"".join(pieces)
