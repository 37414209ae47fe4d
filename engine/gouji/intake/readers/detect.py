"""Of what format a file is: its bytes enter, one name leaves.

The content decides: first bytes, the members of an archive, the marks in a text.
The file's name is asked only between formats that a content can be of alike, and where a file was cut off before it
says what it is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
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
_ENTRY: Final = 128
_NAME: Final = 64
"""How long an entry of its directory is, and its name in it, behind which stands how long the name is."""
_BEGINNINGS: Final[tuple[tuple[int, bytes, Format], ...]] = (
    (512, b"\xec\xa5", "doc"),
    (512, b"\x09\x08", "xls"),
)
"""How the first stream begins, mostly the one that counts, where the directory was cut off."""
_STORED: Final[Mapping[str, Format]] = {"xls": "xls", "xlt": "xls", "et": "xls", "doc": "doc", "wps": "doc"}
_ZIPPED: Final[Mapping[str, Format]] = {
    "docx": "docx", "docm": "docx", "xlsx": "xlsx", "xlsm": "xlsx", "xlsb": "xlsb", "ods": "ods", "odt": "odt",
    "ofd": "ofd",
}  # fmt: skip
"""What files are called of which too little is left."""
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


def detect_binary(name: str, content: bytes) -> Format | None:
    """Return the format of a file that is no text; nothing when it may be text."""
    for magic, found in _MAGIC:
        if content.startswith(magic):
            return found
    if _BITMAP.match(content[:_FRONT]):
        return "image"
    if content.startswith(_ZIP):
        return _of_archive(name, content)
    if content.startswith(_OLE):
        return _of_streams(name, content)
    return "pdf" if b"%PDF-" in content[:_FRONT] else None


def is_cut_off(content: bytes) -> bool:
    """Return whether a ZIP archive lacks the list of its members, which stands at the end."""
    return content.startswith(_ZIP) and not zipfile.is_zipfile(BytesIO(content))


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


def _of_archive(name: str, content: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = {one.casefold() for one in islice(archive.namelist(), _MAX_MEMBERS)}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        return _of_pieces(name, content)
    for member, found in _MEMBERS:
        if member in names:
            return found
    return _of_mime_type(content) or "archive"


def _of_pieces(name: str, content: bytes) -> Format:
    """Return of what format an archive was before it was cut off: names of members stand before each of them, too."""
    for member, found in _MEMBERS:
        if member.encode() in content:
            return found
    folders: tuple[tuple[bytes, Format], ...] = ((b"word/", "docx"), (b"xl/", "xlsx"))
    begun = next((one for folder, one in folders if folder in content), None)
    return begun or _of_mime_type(content) or _of_ending(name, _ZIPPED) or "archive"


def _of_mime_type(content: bytes) -> Format | None:
    return next((found for words, found in _OPEN_DOCUMENT if words in content[:_FRONT]), None)


def _of_streams(name: str, content: bytes) -> Format:
    for stream, found in _STREAMS:
        if _has_stream(content, stream):
            return found
    for at, magic, begun in _BEGINNINGS:
        if content.startswith(magic, at):
            return begun
    return _of_ending(name, _STORED) or "doc"


def _has_stream(content: bytes, stream: str) -> bool:
    """Return whether there is an entry of a directory with a name; the words may stand in a document as well."""
    name = stream.encode("utf-16-le") + b"\0\0"
    at = content.find(name)
    while at >= 0:
        if at % _ENTRY == 0 and content[at + _NAME : at + _NAME + 2] == len(name).to_bytes(2, "little"):
            return True
        at = content.find(name, at + 1)
    return False


def _of_ending(name: str, endings: Mapping[str, Format]) -> Format | None:
    return endings.get(name.lower().rpartition(".")[2])


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
