"""DOC, WPS, RTF and ODT, XLS, XLSB and ODS to blocks: LibreOffice makes DOCX or XLSX of them, whose readers go on.

LibreOffice runs with a profile of its own that is thrown away, never runs macros, follows no links, works out no
formula whose value is stored, and is ended when it takes too long. The kind of file is given to it, so that it never
guesses another. Which program it is and how it is bounded is `programs`'; what stands in the document is the other
readers'.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Final

from gouji.findings import Defect
from gouji.intake import defects
from gouji.intake.blocks import Block
from gouji.intake.readers.archive import MAX_MEMBER, DamagedError, member_of
from gouji.intake.readers.docx import read_docx
from gouji.intake.readers.programs import how_to_install, run, where_is
from gouji.intake.readers.xlsx import read_xlsx

MAX_BYTES: Final = 64 * 1024 * 1024

_SECONDS: Final = 60
_WORDS: Final = ("docx", "MS Word 2007 XML")
_CELLS: Final = ("xlsx", "Calc MS Excel 2007 XML")
_FILTERS: Final[Mapping[str, tuple[str, tuple[str, str]]]] = MappingProxyType(
    {
        "doc": ("MS Word 97", _WORDS),
        "rtf": ("Rich Text Format", _WORDS),
        "odt": ("writer8", _WORDS),
        "xls": ("MS Excel 97", _CELLS),
        "xlsb": ("Calc MS Excel 2007 Binary", _CELLS),
        "ods": ("calc8", _CELLS),
    }
)
"""By the ending that the document is given, LibreOffice's own reader, and the ending and writer of what is made."""

_WRITER: Final = "libswlo.so"
_CALC: Final = "libsclo.so"
"""Files of LibreOffice's parts on Linux; elsewhere it comes whole."""

_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>
"""
_ITEM: Final = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SAFE: Final = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""No macros, no linked pictures, sections or cells, no stored value replaced, and a proxy that answers nothing."""

_STREAM: Final = "WordDocument".encode("utf-16-le")
_BOOKS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_BEGINNING: Final = (0x0809, 0x0409, 0x0209)
_PASSWORD: Final = 0x002F
"""Records of Excel 97: how a workbook begins, and that the rest of it is encrypted."""
_WORD_97: Final = 0xA5EC
_ENCRYPTED: Final = 0x0100


def read_doc(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a Word 97 or WPS document."""
    return defects.encrypted(name) if _has_password(content) else _converted(name, content, "doc", "DOC/WPS")


def read_rtf(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a document in rich text format."""
    # LibreOffice reads on to wherever a file was cut off, in the middle of a number, too.
    whole = content.rstrip(b"\0\r\n\t \x1a").endswith(b"}")
    return _converted(name, content, "rtf", "RTF") if whole else defects.damaged(name, "RTF")


def read_odt(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of an OpenDocument text."""
    return _open_document(name, content, "odt") or _converted(name, content, "odt", "ODT")


def read_ods(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of an OpenDocument spreadsheet."""
    return _open_document(name, content, "ods") or _converted(name, content, "ods", "ODS")


def read_xls(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of an Excel 97 workbook, or of one that WPS wrote in that format."""
    if _book_has_password(content):
        return defects.encrypted(name)
    # LibreOffice reads a workbook that was cut off as one whose last cells are blank.
    return _converted(name, content, "xls", "XLS/ET") if _is_whole(content) else defects.damaged(name, "XLS/ET")


def read_xlsb(name: str, content: bytes) -> Sequence[Block] | Defect:
    """Return the blocks of a binary workbook of Excel 2007."""
    unpacked = _unpacked(content)
    if unpacked is None:
        return defects.damaged(name, "XLSB")
    return defects.too_complex(name) if unpacked > MAX_MEMBER else _converted(name, content, "xlsb", "XLSB")


def read_protected(name: str, content: bytes) -> Defect:
    """Return why a document cannot be read that stands encrypted in a container of the old format."""
    del content
    return defects.encrypted(name)


def _has_password(content: bytes) -> bool:
    """Return whether the head of a Word 97 document says that the rest of it is encrypted."""
    entry = content.find(_STREAM)
    if entry < 0:
        return False
    start = _stream_at(content, entry)
    head = content[start : start + 12]
    flags = int.from_bytes(head[10:12], "little")
    return int.from_bytes(head[:2], "little") == _WORD_97 and flags & _ENCRYPTED != 0


def _open_document(name: str, content: bytes, kind: str) -> Defect | None:
    """Return why an archive of OpenDocument is not handed on; nothing when it is."""
    unpacked = _unpacked(content)
    if unpacked is None:
        return defects.damaged(name, kind.upper())
    if unpacked > MAX_MEMBER:
        return defects.too_complex(name)
    try:
        manifest = member_of(content, "META-INF/manifest.xml")
    except DamagedError:
        return None  # a document without one is not encrypted
    return defects.encrypted(name) if b"encryption-data" in manifest else None


def _unpacked(content: bytes) -> int | None:
    """Return how large the members of an archive say they are together; nothing when it is no whole archive."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        return None


def _stream_at(content: bytes, entry: int) -> int:
    """Return where the stream of a directory entry begins, when it is no small one."""
    sector = int.from_bytes(content[entry + 116 : entry + 120], "little")
    # Sectors are of 512 or 4096 bytes; any other exponent is damage, and the shift must stay small.
    return (sector + 1) << min(int.from_bytes(content[30:32], "little"), 16)


def _is_whole(content: bytes) -> bool:
    """Return whether a file of streams holds every sector that its first tables of sectors say is in use."""
    exponent = int.from_bytes(content[30:32], "little")
    if exponent not in (9, 12):
        return False
    size, head = 1 << exponent, memoryview(content)[76:512]
    sectors = -(-len(content) // size) - 1
    tables = min(int.from_bytes(content[44:48], "little"), len(head) // 4)
    for rank in range(tables):
        place = int.from_bytes(head[4 * rank : 4 * rank + 4], "little")
        table = content[(place + 1) * size : (place + 2) * size]
        if len(table) < size:
            return False
        unused = max(sectors - rank * size // 4, 0) * 4
        if table[unused:].strip(b"\xff"):
            return False
    return True


def _book_has_password(content: bytes) -> bool:
    """Return whether the record behind the first of an Excel 97 workbook says that the rest is encrypted."""
    entry = next((at for name in _BOOKS if (at := content.find(name)) >= 0), None)
    if entry is None:
        return False
    start = _stream_at(content, entry)
    kind, length = (int.from_bytes(content[at : at + 2], "little") for at in (start, start + 2))
    behind = start + 4 + length
    return kind in _BEGINNING and int.from_bytes(content[behind : behind + 2], "little") == _PASSWORD


def _converted(name: str, content: bytes, ending: str, kind: str) -> Sequence[Block] | Defect:
    """Return what the reader of DOCX or of XLSX finds in what LibreOffice makes of a document."""
    if len(content) > MAX_BYTES:
        return defects.too_large(name, len(content), MAX_BYTES)
    program = where_is("soffice")
    cells = _FILTERS[ending][1] is _CELLS
    if program is None or (cells and not _has_calc(program)):
        return defects.not_installed(name, kind, "LibreOffice", how_to_install("soffice"))
    made = _made_of(program, content, ending)
    if isinstance(made, bytes):
        return read_xlsx(name, made) if cells else read_docx(name, made)
    return defects.too_slow(name, _SECONDS) if made else defects.damaged(name, kind)


def _has_calc(program: str) -> bool:
    """Return whether the part of LibreOffice for spreadsheets is installed, which some systems install apart."""
    beside = Path(program).resolve().parent
    return (beside / _CALC).exists() or not (beside / _WRITER).exists()


def _made_of(program: str, content: bytes, ending: str) -> bytes | bool:
    """Return a document as DOCX or XLSX; when there is none, whether that was for want of time."""
    reader, (made_ending, writer) = _FILTERS[ending]
    with tempfile.TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        items = "".join(_ITEM.format(path=path, name=key, value=value) for path, key, value in _SAFE)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), encoding="utf-8")
        (folder / f"document.{ending}").write_bytes(content)
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"--infilter={reader}",
            "--convert-to",
            f"{made_ending}:{writer}",
            "--outdir",
            str(folder / "out"),
            str(folder / f"document.{ending}"),
        ]
        ran = run(command, folder, _SECONDS, {"SAL_USE_VCLPLUGIN": "svp"})
        found = folder / "out" / f"document.{made_ending}"
        return found.read_bytes() if not ran.late and found.is_file() else ran.late
