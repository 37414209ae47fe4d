"""Cells are changed one by one: who notices is told, and what nobody notices must be explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.small_packs import analysed, files_of, rule
from gouji import api
from gouji.analysis.accepted import explained, load_accepted
from gouji.analysis.analyse import analyse
from gouji.analysis.model import Analysis, CellSeen
from gouji.authoring.workshop import open_workshop
from gouji.cli.shelf import files_on_shelf
from gouji.diagnostics import RulesRejectedError

HARBOUR = Path(__file__).resolve().parents[1] / "generation" / "harbour"


SUM = "  check cases[received, person] + cases[received, firm] = cases[received, total]"


def of_harbour() -> Analysis:
    """The analysis of the invented pack."""
    files = files_on_shelf(str(HARBOUR))
    pack, workshop = api.load_pack(files.pack), open_workshop(files)
    accepted = load_accepted(files.pack, workshop.vocabulary, workshop.rules)
    return explained(analyse(pack, workshop, files, lambda: False, 0), accepted)


def cell(analysis: Analysis, row: str, column: str) -> CellSeen:
    """The first cell of that row and column."""
    assert analysis.maps is not None
    return next(one for each in analysis.maps for one in each.cells if (one.row, one.column) == (row, column))


# A row of the small table that no rule speaks of.
WITH_A_ROW = {
    "vocabulary.yaml": "",
    "totals.rules": rule(
        "row_total", "  check cases[received, person] + cases[received, firm] = cases[received, total]"
    ),
    "cases/totals.yaml": "",
}


def a_blind_pack(accepted: str = "") -> Analysis:
    """The small pack whose one rule looks at one of two rows."""
    more = {"totals.rules": rule("row_total", SUM), "cases/totals.yaml": "[]\n"}
    if accepted:
        more["accepted.yaml"] = accepted
    return analysed("", more)


def test_every_cell_of_the_invented_pack_is_seen_and_everything_else_explained() -> None:
    analysis = of_harbour()
    assert analysis.maps is not None
    assert [(one.format, len(one.cells)) for one in analysis.maps] == [("short", 24), ("long", 28)]
    assert all(one.strongest is not None for each in analysis.maps for one in each.cells)
    assert analysis.unexplained == 0, [*analysis.remarks, *analysis.undecided, *analysis.unused]
    assert (analysis.counts.applying, analysis.counts.together) == (16, 118)


def test_a_cell_that_no_rule_names_is_blind() -> None:
    analysis = a_blind_pack()
    seen, blind = cell(analysis, "received", "firm"), cell(analysis, "closed", "firm")
    assert seen.strongest is not None
    assert (seen.strongest.grade, seen.strongest.way, seen.strongest.rules) == (
        "warning",
        "alone",
        ("totals.row_total",),
    )
    assert (blind.notices, blind.blind, blind.because) == ((), True, None)
    assert analysis.unexplained == 3


def test_a_blind_cell_with_a_reason_asks_for_nothing() -> None:
    analysis = a_blind_pack(
        "cells:\n  - {table: cases, rows: [closed], because: {zh: 无从核对, en: nothing to hold it against}}\n"
    )
    because = cell(analysis, "closed", "firm").because
    assert because is not None
    assert because.of("en") == "nothing to hold it against"
    assert cell(analysis, "received", "firm").because is None
    assert (analysis.unexplained, analysis.unused) == (0, ())


def test_what_is_explained_without_need_is_told() -> None:
    analysis = a_blind_pack(
        "cells:\n  - {table: cases, rows: [closed, received], because: {zh: 一, en: one}}\n"
        "  - {table: cases, rows: [received], because: {zh: 二, en: two}}\n"
    )
    assert [one.en for one in analysis.unused] == ["accepted.yaml, line 3: nothing of the kind was found"]
    assert analysis.unexplained == 1


def test_a_remark_is_explained_by_its_kind_and_all_its_rules() -> None:
    always = rule("one", "  check cases[received, total] - cases[received, total] ≤ 0")
    for kind, rules, open_ in (("always_true", "[more.one]", 0), ("implied", "[more.one]", 2)):
        text = f"remarks:\n  - {{kind: {kind}, rules: {rules}, because: {{zh: 备查, en: kept}}}}\n"
        assert analysed(always, {"accepted.yaml": text}).unexplained == open_


@pytest.mark.parametrize(
    "text",
    [
        "remarks:\n  - {kind: odd, rules: [totals.row_total], because: {zh: 一, en: one}}\n",
        "remarks:\n  - {kind: implied, rules: [totals.none], because: {zh: 一, en: one}}\n",
        "remarks:\n  - {kind: implied, because: {zh: 一, en: one}}\n",
        "remarks:\n  - {kind: implied, rules: [totals.row_total], because: {zh: 一}}\n",
        "cells:\n  - {table: none, because: {zh: 一, en: one}}\n",
        "cells:\n  - {table: cases, rows: [none], because: {zh: 一, en: one}}\n",
        "other: 1\n",
        "- 1\n",
        "a: [\n",
        "",
    ],
)  # fmt: skip
def test_reasons_that_cannot_be_read_are_refused_with_their_place(text: str) -> None:
    files = files_of("", {"accepted.yaml": text})
    workshop = open_workshop(files)
    with pytest.raises(RulesRejectedError) as refused:
        load_accepted(files.pack, workshop.vocabulary, workshop.rules)
    assert {one.source.name for one in refused.value.diagnostics} == {"accepted.yaml"}


def test_where_no_report_passes_every_rule_no_cell_is_called_blind() -> None:
    one, two = (rule(name, f"  check cases[received, total] = {rank}") for rank, name in enumerate(("one", "two"), 1))
    analysis = analysed(one + two)
    assert analysis.maps is not None
    assert all(not cell.tried and not cell.blind for each in analysis.maps for cell in each.cells)
