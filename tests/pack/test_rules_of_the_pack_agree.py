"""The shipped rules do not contradict each other, are redundant or blind only where the pack says why.

The whole analysis takes minutes and is run with `GOUJI_LAWS`; by default its proofs and the cells of two tables are.
"""

from __future__ import annotations

import os
from functools import cache

import pytest

from gouji import api
from gouji.analysis.accepted import Accepted, explained, load_accepted
from gouji.analysis.analyse import Work, analyse
from gouji.analysis.cells import maps
from gouji.analysis.model import Analysis, Counts
from gouji.analysis.samples import Judge
from gouji.analysis.stock import Stock
from gouji.authoring.workshop import Files, Workshop, open_workshop
from gouji.cli.shelf import files_on_shelf
from gouji.generation.ground import read_bases
from laws.conftest import LAWS
from pack.casebook import PACK

TABLES = ("disclosure", "remedies")


@cache
def opened() -> tuple[Files, api.Pack, Workshop, Accepted]:
    """The pack, and what it explains."""
    files = files_on_shelf(str(PACK))
    workshop = open_workshop(files)
    return files, api.load_pack(files.pack), workshop, load_accepted(files.pack, workshop.vocabulary, workshop.rules)


def stock() -> Stock:
    """What reports of the pack are made of, without end of time."""
    files, pack, workshop, _ = opened()
    return Stock(pack, workshop, files, Judge(pack, read_bases(files.bases, pack.form), lambda: False))


def test_no_numbers_contradict_and_every_redundancy_that_is_proved_is_explained() -> None:
    work = Work(stock(), tuple(stock().judge.rules))
    work.of_words()
    work.of_numbers()
    kinds = sorted((one.kind, one.rules) for one in work.remarks)
    assert kinds == [
        ("dependent", ("requests.balance", "requests.result_total", "requests.row_total")),
        ("dependent", ("requests.result_total", "requests.row_total")),
    ]
    found = Analysis("", tuple(work.remarks), (), None, Counts(0, 0, 0, 0, 0, 0, 0, 0, 0), (), True)
    assert explained(found, opened()[3]).unexplained == 0


def test_the_disclosure_tables_have_no_blind_cell_without_a_reason() -> None:
    found = Analysis("", (), (), maps(stock(), 0, TABLES), Counts(0, 0, 0, 0, 0, 0, 0, 0, 0), (), False)
    mapped = explained(found, opened()[3]).maps
    assert mapped is not None
    cells = [(each.format, one) for each in mapped for one in each.cells]
    assert {form for form, _ in cells} == {"2019", "2021"}
    assert all(one.tried for _, one in cells)
    assert [(form, one.row, one.column) for form, one in cells if one.blind and one.because is None] == []
    # In the form in force every cell is seen.
    assert [(one.row, one.column) for form, one in cells if form == "2021" and one.blind] == []


@pytest.mark.skipif(LAWS not in os.environ, reason=f"takes minutes: set {LAWS}")
def test_every_rule_applies_and_fails_somewhere_and_all_that_is_found_is_explained() -> None:
    files, pack, workshop, accepted = opened()
    found = explained(analyse(pack, workshop, files, lambda: False, 0), accepted)
    assert (found.counts.applying, found.counts.failing) == (found.counts.rules, found.counts.rules)
    assert [one.rules for one in found.remarks if one.because is None] == []
    assert [one for one in found.remarks if one.kind == "contradictory"] == []
    open_ = [one for one in found.undecided if one.because is None]
    assert [one.rules for one in open_ if one.kind != "contradictory"] == []
    assert len(open_) < found.counts.pairs // 50
    assert [one for each in found.maps or () for one in each.cells if one.blind and one.because is None] == []
    assert found.unused == ()
