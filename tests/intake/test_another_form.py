"""Nothing of the disclosure form is in the reader: a form that nobody prints is read by its own vocabulary."""

from __future__ import annotations

import pytest

from gouji.intake.reading import read_document
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary

FORM = """
kind: example/harbour
languages: [en]
label: {en: Harbour Return}
ordinal_mark: .
formats: [{id: first, label: {en: first}, first_year: 1900}]
units: [{id: ship, dimension: count, domain: natural, label: {en: ship}}]
sections:
  - {id: arrivals, ordinal: 一, printed: Ships that came, label: {en: arrivals}}
  - {id: remarks, ordinal: 二, printed: Remarks, label: {en: remarks}}
tables:
  - id: ships
    label: {en: ships}
    caption: Table A
    section: arrivals
    rows:
      - {id: sail.large, printed: large, label: {en: large sailing ships}}
      - {id: sail.small, printed: small, label: {en: small sailing ships}}
      - {id: steam.large, printed: large, label: {en: large steamers}}
      - {id: steam.small, printed: small, label: {en: small steamers}}
    columns:
      - {id: home, printed: from home, label: {en: from home}}
      - {id: abroad, printed: from abroad, label: {en: from abroad}}
    groups:
      - {id: sail, axis: row, printed: Under sail, label: {en: under sail}}
      - {id: steam, axis: row, printed: Under steam, label: {en: under steam}}
"""

TEXT = """Port of Nowhere 1921年 Harbour Return
一.Ships that came
\t\tfrom home\tfrom abroad
Under sail\tlarge\t1\t2
\tsmall\t3\t4
Under steam\tlarge\t5\t6
\tsmall\t7\t
二.Remarks
None.
"""


@pytest.fixture(scope="module")
def harbour() -> Vocabulary:
    """Return the vocabulary of the invented form."""
    return load_vocabulary(FORM.encode(), "harbour.yaml")


def test_rows_with_the_same_label_are_told_apart_by_the_heading_above(harbour: Vocabulary) -> None:
    reading = read_document("t.txt", TEXT.encode(), harbour)
    assert reading.report["tables"] == {
        "ships": {
            "sail": {"large": {"home": 1, "abroad": 2}, "small": {"home": 3, "abroad": 4}},
            "steam": {"large": {"home": 5, "abroad": 6}, "small": {"home": 7, "abroad": None}},
        }
    }
    assert reading.defects == ()
    assert reading.report["agency"] == {"name": "Port of Nowhere"}
    assert reading.report["year"] == 1921
    assert reading.report["sections"][1]["text"] == "None."


def test_without_the_heading_above_such_rows_are_refused(harbour: Vocabulary) -> None:
    reading = read_document("t.txt", TEXT.replace("Under sail", "").encode(), harbour)
    assert [(one.code, one.place.line if one.place else None) for one in reading.defects] == [
        ("D505", 4),
        ("D505", 5),
        ("D509", 6),
    ]
    assert set(reading.report["tables"]["ships"]) == {"steam"}


def test_a_table_under_a_lost_heading_is_still_found(harbour: Vocabulary) -> None:
    reading = read_document("t.txt", TEXT.replace("一.Ships that came\n", "").encode(), harbour)
    assert reading.report["tables"]["ships"]["steam"]["small"] == {"home": 7, "abroad": None}
    assert [one["id"] for one in reading.report["sections"]] == ["remarks"]
    assert [(one.code, one.pointer) for one in reading.defects] == [("D402", "/sections/arrivals")]
