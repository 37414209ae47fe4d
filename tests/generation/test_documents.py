"""A printed report is read back cell by cell: nought, blank, a mark, and a row that is not there stay what they are."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from gouji import api
from gouji.generation.printing import FORMATS
from gouji.intake.reading import Reading
from gouji.testing import documents
from gouji.testing.packs import violations

HARBOUR = Path(__file__).parent / "harbour"
PRINTED = [one for one in FORMATS if one != "json"]


def report() -> Any:
    """A base report of the invented pack, to be changed."""
    return copy.deepcopy(violations(HARBOUR).ground.bases[-1].report)


def tables_read(changed: Any, format_id: str) -> Any:
    """The tables that the reader finds in the printed report."""
    pack = violations(HARBOUR).ground.pack
    read = api.read_only(f"report.{format_id}", documents(changed, format_id, HARBOUR), pack)
    assert isinstance(read, Reading), read
    return read.report["tables"]


@pytest.mark.parametrize("format_id", PRINTED)
def test_nought_blank_and_marks_stay_what_they_are(format_id: str) -> None:
    changed = report()
    changed["tables"]["ships"]["sail"]["small"] = {"home": 0, "near": None, "far": "none", "all": 0}
    assert tables_read(changed, format_id) == changed["tables"]


@pytest.mark.parametrize("format_id", PRINTED)
def test_a_row_that_is_not_there_is_not_printed(format_id: str) -> None:
    changed = report()
    del changed["tables"]["ships"]["steam"]["large"]
    del changed["tables"]["money"]["light"]
    assert tables_read(changed, format_id) == changed["tables"]


@pytest.mark.parametrize("format_id", PRINTED)
def test_signs_of_the_format_in_a_text_are_only_signs(format_id: str) -> None:
    changed = report()
    changed["title"] = "Port of <Nowhere> & Co 1935年 Harbour Return"
    page = documents(changed, format_id, HARBOUR)
    pack = violations(HARBOUR).ground.pack
    read = api.read_only(f"report.{format_id}", page, pack)
    assert isinstance(read, Reading), read
    assert read.report["title"] == changed["title"]


def test_the_same_report_gives_the_same_bytes() -> None:
    for format_id in FORMATS:
        assert documents(report(), format_id, HARBOUR) == documents(report(), format_id, HARBOUR)


def test_a_format_that_is_not_known_is_an_error() -> None:
    with pytest.raises(LookupError, match="json, html, docx, md, txt, not as 'pdf'"):
        documents(report(), "pdf", HARBOUR)
