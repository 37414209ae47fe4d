"""DOC, WPS, RTF and ODT to blocks: LibreOffice makes DOCX of them, which the DOCX reader reads.

LibreOffice runs with a profile of its own that is thrown away, never runs macros, follows no links, and is ended when
it takes too long. The kind of file is given to it, so that it never guesses another. Which program it is and how it is
bounded is `programs`'; what stands in the document is the DOCX reader's.
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
from gouji.intake.readers.archive import MAX_MEMBER
from gouji.intake.readers.docx import read_docx
from gouji.intake.readers.programs import how_to_install, run, where_is

MAX_BYTES: Final = 64 * 1024 * 1024

_SECONDS: Final = 60
_FILTERS: Final[Mapping[str, str]] = MappingProxyType(
    {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
)
"""By the ending that the document is given, the name of LibreOffice's own reader."""

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
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
"""No macros, no linked pictures or sections, and a proxy that answers nothing."""

_STREAM: Final = "WordDocument".encode("utf-16-le")
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
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            manifest = next((one for one in members if one.filename == "META-INF/manifest.xml"), None)
            if sum(one.file_size for one in members) > MAX_MEMBER:
                return defects.too_complex(name)
            if manifest is not None and b"encryption-data" in archive.read(manifest):
                return defects.encrypted(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError):
        return defects.damaged(name, "ODT")
    return _converted(name, content, "odt", "ODT")


def read_protected(name: str, content: bytes) -> Defect:
    """Return why a document cannot be read that stands encrypted in a container of the old format."""
    del content
    return defects.encrypted(name)


def _has_password(content: bytes) -> bool:
    """Return whether the head of a Word 97 document says that the rest of it is encrypted."""
    entry = content.find(_STREAM)
    if entry < 0:
        return False
    sector = int.from_bytes(content[entry + 116 : entry + 120], "little")
    # Sectors are of 512 or 4096 bytes; any other exponent is damage, and the shift must stay small.
    start = (sector + 1) << min(int.from_bytes(content[30:32], "little"), 16)
    head = content[start : start + 12]
    flags = int.from_bytes(head[10:12], "little")
    return int.from_bytes(head[:2], "little") == _WORD_97 and flags & _ENCRYPTED != 0


def _converted(name: str, content: bytes, ending: str, kind: str) -> Sequence[Block] | Defect:
    """Return what the DOCX reader finds in what LibreOffice makes of a document."""
    if len(content) > MAX_BYTES:
        return defects.too_large(name, len(content), MAX_BYTES)
    program = where_is("soffice")
    if program is None:
        return defects.not_installed(name, kind, "LibreOffice", how_to_install("soffice"))
    made = _to_docx(program, content, ending)
    if isinstance(made, bytes):
        return read_docx(name, made)
    return defects.too_slow(name, _SECONDS) if made else defects.damaged(name, kind)


def _to_docx(program: str, content: bytes, ending: str) -> bytes | bool:
    """Return a document as DOCX; when there is none, whether that was for want of time."""
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
            f"--infilter={_FILTERS[ending]}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder / "out"),
            str(folder / f"document.{ending}"),
        ]
        ran = run(command, folder, _SECONDS, {"SAL_USE_VCLPLUGIN": "svp"})
        found = folder / "out" / "document.docx"
        return found.read_bytes() if not ran.late and found.is_file() else ran.late
