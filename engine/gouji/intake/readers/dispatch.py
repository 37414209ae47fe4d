"""The one place that knows which reader reads which format: name and bytes enter, blocks leave, or a defect.

A format is added by its module and one line in `_READERS`; the module is loaded when a file of the format is met.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Final, TypeAlias, cast

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.blocks import Block
from gouji.intake.encoding import MAX_BYTES, decode
from gouji.intake.readers.detect import SHOWN, Format, detect_binary, detect_text, is_cut_off

Reader: TypeAlias = Callable[[str, bytes], "Sequence[Block] | Defect"]

_READERS: Final[Mapping[Format, tuple[str, str]]] = MappingProxyType(
    {
        "text": ("gouji.intake.readers.text", "read_text"),
        "markdown": ("gouji.intake.readers.markdown", "read_markdown"),
        "csv": ("gouji.intake.readers.csv_table", "read_csv"),
        "docx": ("gouji.intake.readers.docx", "read_docx"),
        "xlsx": ("gouji.intake.readers.xlsx", "read_xlsx"),
        "xls": ("gouji.intake.readers.office", "read_xls"),
        "xlsb": ("gouji.intake.readers.office", "read_xlsb"),
        "ods": ("gouji.intake.readers.office", "read_ods"),
        "html": ("gouji.intake.readers.html", "read_html"),
        "doc": ("gouji.intake.readers.office", "read_doc"),
        "rtf": ("gouji.intake.readers.office", "read_rtf"),
        "odt": ("gouji.intake.readers.office", "read_odt"),
        "image": ("gouji.intake.readers.ocr", "read_image"),
        "pdf": ("gouji.intake.readers.pdf", "read_pdf"),
        "encrypted_office": ("gouji.intake.readers.office", "read_protected"),
    }
)
"""By format, the module of its reader and the reader's name."""


def read_file(name: str, content: bytes, max_bytes: int = MAX_BYTES) -> Sequence[Block] | Defect:
    """Return the blocks of a file of any format, or the one reason why it could not be read."""
    if len(content) > max_bytes:
        return defects.too_large(name, len(content), max_bytes)
    if not content.strip():
        return defects.empty(name)
    found = detect_binary(name, content)
    if found is None:
        decoded = decode(name, content)
        if isinstance(decoded, Defect):
            return decoded
        found = detect_text(name, decoded.text)
    reader = reader_of(found)
    if reader is None and is_cut_off(content):
        return defects.damaged(name, SHOWN[found])
    return defects.other_format(name, SHOWN[found]) if reader is None else reader(name, content)


def called_by(name: str, content: bytes) -> str:
    """Return what a document is called by apart from what it says: the title of a web page; else nothing."""
    decoded = None if detect_binary(name, content) is not None else decode(name, content)
    if decoded is None or isinstance(decoded, Defect) or detect_text(name, decoded.text) != "html":
        return ""
    from gouji.intake.readers.html import title_of

    return title_of(decoded.text)


def reader_of(found: Format) -> Reader | None:
    """Return the reader of a format; nothing when there is none."""
    if found not in _READERS:
        return None
    module, function = _READERS[found]
    return cast(Reader, getattr(import_module(module), function))
