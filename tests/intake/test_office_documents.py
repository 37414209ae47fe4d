"""Documents of office programs: what LibreOffice makes of the founding report reads right; protected ones say so."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

import pytest

from gouji.findings import Defect
from gouji.intake.readers import office, programs
from gouji.intake.readers.dispatch import read_file
from gouji.intake.reading import read_document
from gouji.vocabulary.model import Vocabulary
from programs import Published, cells_of, founding_report, needs

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize("kind", ["html.docx", "doc", "odt", "rtf", "xlsx", "xls", "ods"])
def test_the_founding_report_of_an_office_program_reads_right(
    kind: str, published: Published, vocabulary: Vocabulary
) -> None:
    needs("soffice")
    reading = read_document(f"report.{kind}", published.path(kind).read_bytes(), vocabulary)
    wanted = founding_report()
    assert dict(cells_of(reading.report["tables"])) == dict(cells_of(wanted["tables"]))
    assert [pointer for pointer, one in reading.source_map.items() if one["doubts"]] == []
    same = ("title", "year", "preamble", "sections", "formats")
    assert {key: reading.report[key] for key in same} == {key: wanted[key] for key in same}
    assert reading.defects == ()


def test_a_document_of_wps_is_known_by_its_content(published: Published, vocabulary: Vocabulary) -> None:
    needs("soffice")
    reading = read_document("report.wps", published.path("doc").read_bytes(), vocabulary)
    assert reading.report["tables"]["requests"]["received"]["total"] == 31


def listed(stream: str) -> bytes:
    """Return the entry of a stream in the directory of a container."""
    name = stream.encode("utf-16-le") + b"\0\0"
    return name.ljust(64, b"\0") + len(name).to_bytes(2, "little") + bytes(62)


def defect_of(name: str, content: bytes) -> Defect:
    read = read_file(name, content)
    assert isinstance(read, Defect), read
    return read


def test_without_libreoffice_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr("sys.platform", "linux")
    found = defect_of("x.doc", OLE + bytes(504) + listed("WordDocument"))
    assert (found.code, found.blocking) == ("D307", True)
    assert "LibreOffice" in found.message["zh"]
    assert "apt-get install libreoffice-writer-nogui" in found.message["en"]


def test_a_protected_document_is_said_to_be_protected(published: Published) -> None:
    assert defect_of("x.docx", OLE + bytes(504) + listed("EncryptedPackage")).code == "D306"
    assert defect_of("x.odt", odt("", "<manifest:encryption-data/>")).code == "D306"
    needs("soffice")
    document = bytearray(published.path("doc").read_bytes())
    entry = document.find("WordDocument".encode("utf-16-le"))
    head = (int.from_bytes(document[entry + 116 : entry + 120], "little") + 1) * 512
    assert document[head : head + 2] == b"\xec\xa5"
    document[head + 11] |= 0x01
    assert defect_of("x.doc", bytes(document)).code == "D306"


def test_a_protected_workbook_is_said_to_be_protected(published: Published) -> None:
    assert defect_of("x.xlsx", OLE + bytes(504) + listed("EncryptedPackage")).code == "D306"
    assert defect_of("x.ods", odt("", "<manifest:encryption-data/>", "spreadsheet")).code == "D306"
    needs("soffice")
    workbook = bytearray(published.path("xls").read_bytes())
    entry = workbook.find("Workbook".encode("utf-16-le"))
    first = (int.from_bytes(workbook[entry + 116 : entry + 120], "little") + 1) * 512
    assert workbook[first : first + 2] == b"\x09\x08"
    behind = first + 4 + int.from_bytes(workbook[first + 2 : first + 4], "little")
    workbook[behind : behind + 2] = b"\x2f\x00"
    assert defect_of("x.xls", bytes(workbook)).code == "D306"


def test_a_workbook_that_lost_its_last_sector_is_damaged(published: Published) -> None:
    needs("soffice")
    assert defect_of("x.xls", published.path("xls").read_bytes()[:-600]).code == "D308"


def test_without_the_part_for_spreadsheets_it_is_said_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("soffice", "libswlo.so"):
        (tmp_path / name).touch()
    monkeypatch.setattr(office, "where_is", lambda _: str(tmp_path / "soffice"))
    monkeypatch.setattr("sys.platform", "linux")
    found = defect_of("x.ods", odt("", "", "spreadsheet"))
    assert found.code == "D307"
    assert "libreoffice-calc-nogui" in found.message["zh"]


@pytest.mark.parametrize("kind", ["doc", "rtf", "xlsx", "xls", "ods"])
def test_a_document_cut_short_is_damaged_or_without_numbers_that_are_not_there(
    kind: str, published: Published, vocabulary: Vocabulary
) -> None:
    needs("soffice")
    whole = published.path(kind).read_bytes()
    reading = read_document(f"x.{kind}", whole[: len(whole) // 2], vocabulary)
    wanted = dict(cells_of(founding_report()["tables"]))
    read = dict(cells_of(reading.report.get("tables", {})))
    assert reading.defects
    assert {pointer: value for pointer, value in read.items() if wanted[pointer] != value} == {}


CUT_OFF = {"docx": "DOCX", "xlsx": "XLSX", "doc": "DOC/WPS", "xls": "XLS/ET", "pdf": "PDF", "odt": "ODT", "ods": "ODS"}


@pytest.mark.parametrize("percent", [3, 10, 30, 50, 75, 95])
@pytest.mark.parametrize("kind", CUT_OFF)
def test_a_file_cut_off_is_called_by_its_own_kind_and_said_to_be_cut_off(
    kind: str, percent: int, published: Published
) -> None:
    needs("soffice")
    whole = published.path(kind).read_bytes()
    found = defect_of(f"x.{kind}", whole[: len(whole) * percent // 100])
    assert found.code == "D308"
    assert found.message["zh"].startswith(f"文件不是完整的 {CUT_OFF[kind]} 文件，可能在下载或复制时被截断")
    assert "请重新下载" in found.message["zh"]
    assert "cut off or damaged" in found.message["en"]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ods", "odt"])
def test_of_what_is_left_of_a_file_only_its_name_says_what_it_was(kind: str) -> None:
    assert CUT_OFF[kind] in defect_of(f"x.{kind}", b"PK\x03\x04\x14\x00").message["zh"]


def test_words_in_a_document_that_are_called_as_a_stream_are_no_stream() -> None:
    words = bytes(504) + b"\xec\xa5" + bytes(510) + "Workbook".encode("utf-16-le") + bytes(100)
    assert "DOC/WPS" in defect_of("x.dat", OLE + words).message["zh"]


def test_rich_text_without_its_end_is_damaged() -> None:
    assert defect_of("x.rtf", b"{\\rtf1 {\\b 12} 3").code == "D308"


def test_words_that_are_no_document_are_damaged() -> None:
    needs("soffice")
    assert defect_of("x.doc", OLE + bytes(5000)).code == "D308"


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60 & sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "where_is", lambda _: str(slow))
    monkeypatch.setattr(office, "_SECONDS", 1)
    assert defect_of("x.rtf", b"{\\rtf1 x}").code == "D310"


# ── what a document asks for from elsewhere ─────────────────────────────────


def odt(body: str, manifest: str = "", what: str = "text") -> bytes:
    """Return an OpenDocument text, or a spreadsheet."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
            ("manifest", "manifest"),
        )
    )
    links = ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    kind = f"application/vnd.oasis.opendocument.{what}"
    entries = (
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}'
        "</manifest:file-entry>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest{names}>{entries}</manifest:manifest>")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}{links}><office:body><office:{what}>{body}</office:{what}>"
            "</office:body></office:document-content>",
        )
    return out.getvalue()


def asking_for(where: str) -> bytes:
    """Return a document with a linked picture and a linked section."""
    return odt(
        '<text:p>甲<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">'
        f'<draw:image xlink:href="{where}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
        f'</text:p><text:section text:name="s"><text:section-source xlink:href="{where}" xlink:type="simple"/>'
        "<text:p>乙</text:p></text:section>"
    )


@pytest.fixture
def visits() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server of this machine, and what it is asked for."""
    asked: list[str] = []

    class Noted(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(str(self.client_address))
            return False

    with ThreadingHTTPServer(("127.0.0.1", 0), Noted) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/x.png", asked
        server.shutdown()


def test_nothing_is_fetched_for_a_document(visits: tuple[str, list[str]]) -> None:
    needs("soffice")
    where, asked = visits
    read = read_file("x.odt", asking_for(where))
    assert not isinstance(read, Defect)
    assert [getattr(block, "text", None) for block in read] == ["甲", "乙"]
    assert asked == []


def test_nothing_is_fetched_for_a_workbook(visits: tuple[str, list[str]]) -> None:
    needs("soffice")
    where, asked = visits
    formula = f"of:=WEBSERVICE(&quot;{where}&quot;)"
    cells = (
        f'<table:table-cell table:formula="{formula}" office:value-type="string"><text:p>甲</text:p></table:table-cell>'
        f'<table:table-cell table:formula="of:=\'{where}\'#$a.A1" office:value-type="string"/>'
    )
    links = f'<table:table-source xlink:href="{where}" xlink:type="simple" table:filter-name="HTML (StarCalc)"/>'
    rows = f"<table:table-row>{cells}</table:table-row>"
    read_file("x.ods", odt(f'<table:table table:name="a">{links}{rows}</table:table>', "", "spreadsheet"))
    assert asked == []


def test_that_a_fetch_would_be_seen(visits: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    needs("soffice")
    where, asked = visits
    monkeypatch.setattr(office, "_SAFE", ())
    monkeypatch.setattr(programs, "_NOWHERE", "")
    read_file("x.odt", asking_for(where))
    assert asked != []


def test_no_file_of_this_machine_is_taken_into_a_document(tmp_path: Path) -> None:
    needs("soffice")
    (tmp_path / "secret.txt").write_text("secret")
    read = read_file("x.odt", asking_for((tmp_path / "secret.txt").as_uri()))
    assert not isinstance(read, Defect)
    assert [getattr(block, "text", None) for block in read] == ["甲", "乙"]
