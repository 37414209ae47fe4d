"""Of what format a file is: its bytes enter, one name leaves.

The content decides: first bytes, the members of an archive, the marks in a text.
The file's name is asked only between formats that a content can be of alike.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from itertools import islice
from typing import Final, Literal, TypeAlias

Format: TypeAlias = Literal[
    "text", "markdown", "csv", "html", "mhtml",
    "docx", "xlsx", "xlsb", "xls", "ods", "pdf", "image",
    "doc", "rtf", "odt", "encrypted_office", "ofd", "xml", "archive",
]  # fmt: skip

SHOWN: Final[dict[Format, str]] = {
    "text": "TXT", "markdown": "Markdown", "csv": "CSV", "html": "HTML", "mhtml": "MHTML",
    "docx": "DOCX", "xlsx": "XLSX", "xlsb": "XLSB", "xls": "XLS/ET", "ods": "ODS", "pdf": "PDF",
    "image": "PNG/JPEG/TIFF/GIF/BMP", "doc": "DOC/WPS", "rtf": "RTF", "odt": "ODT", "encrypted_office": "OLE",
    "ofd": "OFD", "xml": "XML", "archive": "ZIP/RAR/7z/gzip",
}  # fmt: skip
"""The formats as people call them."""

_MAGIC: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
)
_BITMAP: Final = re.compile(rb"BM.{4}\x00{4}.{4}[\x0c\x28\x40\x6c\x7c]\x00{3}", re.DOTALL)
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FRONT: Final = 1024
_SEEN: Final = 65_536
_MAX_MEMBERS: Final = 10_000
_STREAMS: Final[tuple[tuple[str, Format], ...]] = (
    ("EncryptedPackage", "encrypted_office"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
"""Streams of an OLE file, by which it is known what it holds."""
_MEMBERS: Final[tuple[tuple[str, Format], ...]] = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ofd.xml", "ofd"),
)
_OPEN_DOCUMENT: Final[tuple[tuple[bytes, Format], ...]] = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)

_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|table|tbody|tr|td|div|p|br|span|meta|h[1-6])\b", re.I)
_XML: Final = re.compile(r"\s*<\?xml\b", re.I)
_XHTML: Final = re.compile(r"<(?:!doctype\s+html|html)\b", re.I)
_MHTML: Final = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.I)
_HEADING: Final = re.compile(r"#{1,6}[ \t]+\S")
_RULE_ROW: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_MIN_TAGS: Final = 2


def detect_binary(content: bytes) -> Format | None:
    """Return the format of a file that is no text; nothing when it may be text."""
    for magic, found in _MAGIC:
        if content.startswith(magic):
            return found
    if _BITMAP.match(content[:_FRONT]):
        return "image"
    if content.startswith(_ZIP):
        return _of_archive(content)
    if content.startswith(_OLE):
        return _of_streams(content)
    return "pdf" if b"%PDF-" in content[:_FRONT] else None


def detect_text(name: str, text: str) -> Format:
    """Return the format of a file that is text."""
    front = text[:_SEEN]
    if _MHTML.match(front):
        return "mhtml"
    if _XML.match(front):
        return "html" if _XHTML.search(front) else "xml"
    ending = name.lower().rpartition(".")[2]
    if _is_html(front, ending):
        return "html"
    if ending in ("csv", "tsv"):
        return "csv"
    lines = front.split("\n")
    if ending not in ("md", "markdown") and not _is_markdown(lines):
        return "text"
    return "markdown"


def _of_archive(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {one.casefold() for one in islice(archive.namelist(), _MAX_MEMBERS)}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        # The list of members stands at the end and may be cut off; their names stand before each member, too.
        names = {member for member, _ in _MEMBERS if member.encode() in content}
    for member, found in _MEMBERS:
        if member in names:
            return found
    return next((found for words, found in _OPEN_DOCUMENT if words in content[:_FRONT]), "archive")


def _of_streams(content: bytes) -> Format:
    for stream, found in _STREAMS:
        if stream.encode("utf-16-le") in content:
            return found
    return "doc"


def _is_html(front: str, ending: str) -> bool:
    tags = list(islice(_HTML.finditer(front), _MIN_TAGS))
    if not tags:
        return False
    # Tables within Markdown are written in HTML, too; a page begins with a tag.
    begins = not front[: tags[0].start()].strip() or front.lstrip()[:1] == "<"
    return begins if ending in ("md", "markdown", "txt") else begins or ending in ("html", "htm", "xhtml")


def _is_markdown(lines: Sequence[str]) -> bool:
    """Return whether there are headings with `#`, or tables with a rule below their first row."""
    if any(_HEADING.match(line) for line in lines):
        return True
    return any("|" in line and "-" in line and _RULE_ROW.fullmatch(line[:_FRONT]) for line in lines)
