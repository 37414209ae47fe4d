"""Real reports damaged at random are read or refused, checked without a crash, and no number is invented.

They are those of the corpus, and the founding report as LibreOffice and Chromium write it. `GOUJI_LAWS=1000` damages a
thousand of each kind; images are recognised only then, as that takes seconds each.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.cli.app import run
from gouji.intake.defects import CODES
from gouji.intake.readers import ocr
from gouji.intake.reading import Reading, read_document
from intake.mutations import damaged, rows_moved
from intake.printed import TRIES, disclosure, law
from programs import Published, cells_of, needs

SECONDS = 30
"""Far above what is needed, so that only a wrong order of growth fails."""
KIBIBYTES = 3 * 1024 * 1024

QUICK = ["txt", "md", "html", "docx", "xlsx"]
SLOW = ["pdf"]
"""A process is started for each document."""
CONVERTED = ["doc", "odt", "rtf", "xls", "ods"]
"""LibreOffice takes seconds for each document."""

MADE = {
    "html": ["html"],
    "docx": ["docx", "html.docx"],
    "xlsx": ["xlsx"],
    "pdf": ["pdf", "chromium.pdf"],
    "png": ["png"],
    **{kind: [kind] for kind in CONVERTED},
}
PROGRAMS = {"html": None, "docx": "soffice", "xlsx": "soffice", "pdf": "chromium", "png": "chromium"}


class Reports:
    """The real reports of every kind, each read once."""

    def __init__(self, corpus: Path, published: Published) -> None:
        self._corpus = corpus
        self._published = published
        self._known: dict[str, list[bytes]] = {}

    def of(self, kind: str) -> Sequence[bytes]:
        """Return all reports of a kind."""
        if kind not in self._known:
            real = [one.read_bytes() for one in sorted(self._corpus.glob(f"*/source.{kind}"))]
            program = PROGRAMS.get(kind, "soffice")
            if kind in MADE and program is not None:
                needs(program)
            made = [self._published.path(one).read_bytes() for one in MADE.get(kind, ())]
            self._known[kind] = [*made, *real]
        return self._known[kind]


@pytest.fixture(scope="session")
def reports(corpus: Path, published: Published) -> Reports:
    """Return the real reports."""
    return Reports(corpus, published)


def read_in_bounds(name: str, content: bytes) -> Reading:
    """Return what is read of a document, and hold that it ends in bounds and complains only of what is known."""
    began = time.process_time()
    with pytest.MonkeyPatch.context() as without:
        if not name.endswith(".png"):
            # Pages that show only pieces of signs would be looked at as images, which takes long.
            without.setattr(ocr, "find_spec", lambda _: None)
        reading = read_document(name, content, disclosure())
    assert time.process_time() - began < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < KIBIBYTES
    assert {one.code for one in reading.defects} <= set(CODES)
    return reading


def fate(reading: Reading) -> str:
    """Return whether a document was read, refused with a reason, or lost without one."""
    if reading.report:
        return "read"
    return "refused" if any(one.blocking for one in reading.defects) else "lost"


@pytest.mark.parametrize("kind", QUICK)
@law(10, shrink=False)
@given(data=st.data())
def test_a_damaged_report_is_read_or_refused(kind: str, reports: Reports, data: st.DataObject) -> None:
    assert fate(read_in_bounds(f"x.{kind}", data.draw(damaged(kind, reports.of(kind))))) in {"read", "refused"}


@pytest.mark.parametrize("kind", SLOW)
@law(4, shrink=False)
@given(data=st.data())
def test_a_damaged_report_on_pages_is_read_or_refused(kind: str, reports: Reports, data: st.DataObject) -> None:
    assert fate(read_in_bounds(f"x.{kind}", data.draw(damaged(kind, reports.of(kind))))) in {"read", "refused"}


@pytest.mark.parametrize("kind", CONVERTED)
@law(1, shrink=False)
@given(data=st.data())
def test_a_damaged_report_of_an_office_program_is_read_or_refused(
    kind: str, reports: Reports, data: st.DataObject
) -> None:
    assert fate(read_in_bounds(f"x.{kind}", data.draw(damaged(kind, reports.of(kind))))) in {"read", "refused"}


@pytest.mark.skipif(not TRIES, reason="recognising an image takes seconds; GOUJI_LAWS=50 damages so many")
@law(1, shrink=False)
@given(data=st.data())
def test_a_damaged_image_is_read_or_refused(reports: Reports, data: st.DataObject) -> None:
    needs("tesseract")
    assert fate(read_in_bounds("x.png", data.draw(damaged("png", reports.of("png"))))) in {"read", "refused"}


@pytest.mark.parametrize("kind", [*QUICK, "pdf"])
@law(2, shrink=False)
@given(data=st.data())
def test_a_damaged_report_is_checked_to_an_exit_code(
    kind: str, reports: Reports, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / f"damaged.{kind}"
    path.write_bytes(data.draw(damaged(kind, reports.of(kind))))
    form = data.draw(st.sampled_from(["console", "json", "csv"]))
    with pytest.MonkeyPatch.context() as around:
        around.setattr(ocr, "find_spec", lambda _: None)
        said, complained = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
        around.setattr("sys.stdout", said)
        around.setattr("sys.stderr", complained)
        code = run(["check", str(path), "--format", form])
        said.seek(0)
        complained.seek(0)
        words = said.read(), complained.read()
    assert code in (0, 1, 3), words
    assert "Traceback" not in "".join(words)
    assert words[0]


@pytest.mark.parametrize("kind", [*QUICK, "pdf"])
@law(4, shrink=False)
@given(data=st.data())
def test_no_number_is_invented_where_rows_are_moved(kind: str, reports: Reports, data: st.DataObject) -> None:
    reading = read_in_bounds(f"x.{kind}", data.draw(rows_moved(kind, reports.of(kind))))
    assert fate(reading) in {"read", "refused"}
    printed = figures_of(kind, reports)
    assert {value for value in numbers_in(reading) if value not in printed} == set()


def numbers_in(reading: Reading) -> set[str]:
    """Return the numbers that are given of the cells of a report."""
    return {str(value) for _, value in cells_of(reading.report.get("tables", {})) if isinstance(value, int)}


_CACHE: dict[str, frozenset[str]] = {}


def figures_of(kind: str, reports: Reports) -> frozenset[str]:
    """Return the figures that the tables of all reports of a kind print, as read of the sound ones."""
    if kind not in _CACHE:
        read = [read_document(f"x.{kind}", one, disclosure()) for one in reports.of(kind)]
        _CACHE[kind] = frozenset(number for one in read for number in numbers_in(one))
    return _CACHE[kind]
