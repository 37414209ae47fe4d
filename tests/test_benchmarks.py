"""What the benchmarks compare does the same work: the peers name the same faulty reports, and explain as told."""

from __future__ import annotations

from typing import get_args

import pytest

import corpus
import handwritten
import readers
import run
import synthetic
from gouji.api import load_pack
from gouji.cli.packs import files_of, folder_of
from gouji.findings import ReportResult
from gouji.intake.readers.detect import Format, detect_binary, detect_text
from gouji.intake.readers.dispatch import reader_of
from gouji.intake.reading import read_document
from programs import founding_report
from shipped import pack

NUMBER = 200


def test_both_peers_name_the_same_faulty_reports() -> None:
    faulty = run.agree(run.workload(), list(synthetic.reports(NUMBER)))
    assert NUMBER // 5 < faulty < NUMBER // 2  # three in ten are made faulty


def test_reports_made_without_fault_have_none() -> None:
    assert run.agree(run.workload(), list(synthetic.reports(NUMBER // 4, faulty=0))) == 0


def test_a_disagreement_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handwritten, "check", lambda content: [])
    with pytest.raises(SystemExit, match="disagree"):
        run.agree(run.workload(), list(synthetic.reports(20, faulty=1)))


def test_the_workload_is_61_checks() -> None:
    [report] = synthetic.reports(1, faulty=0)
    settled = run.workload().fast.settle(report)
    assert settled is not None
    # min() of a table and the two conditions on the form stand for several of the checks that the plan counts.
    assert settled.planned >= 61
    assert settled.counts["pass"] == settled.planned - settled.counts["not_applicable"]


def test_reports_made_without_fault_pass_the_whole_pack_too() -> None:
    whole = pack()
    for report in synthetic.reports(40, faulty=0):
        settled = whole.fast.settle(report)
        assert settled is not None
        assert [one.instance for one in settled.instances] == []


def test_reports_with_the_year_before_have_no_finding_that_only_neighbours_show() -> None:
    for now, before in corpus.two_years(3):
        found = corpus.with_prior(now, before, pack())
        assert isinstance(found, ReportResult)
        assert {one.rule for one in found.instances if (one.status, one.grade) == ("fail", "error")} == set()
        assert any(one.rule.startswith("cn-disclosure/years.") for one in found.instances) or found.counts["pass"] > 200


def test_the_pack_without_the_rules_over_prose_is_a_pack() -> None:
    files = files_of(folder_of("cn-disclosure"))
    bare, whole = load_pack(corpus.without_prose(files)), load_pack(files)
    left_out = {rule.removeprefix("cn-disclosure/").partition(".")[0] for rule in set(whole.rules) - set(bare.rules)}
    assert left_out == set(corpus.PROSE)


def test_every_reader_is_measured() -> None:
    own = {detect_binary(name, made) or detect_text(name, made.decode()) for name, made in readers.own_documents()}
    assert own == {"text", "markdown", "html", "csv", "xlsx", "docx", "pdf"}
    others = {kind.rpartition(".")[2] for kind in readers.BY_PROGRAMS}
    assert others - own == {"doc", "wps", "rtf", "odt", "xls", "ods", "png"}
    # Protected files are not read, and of XLSB the tests have no writer.
    formats = {*own, *(others - {"wps", "png"}), "image", "xlsb", "encrypted_office"}
    assert {one for one in get_args(Format) if reader_of(one) is not None} == formats


@pytest.mark.parametrize(("name", "content"), readers.own_documents(), ids=[*readers.WRITERS])
def test_a_document_of_which_the_reading_is_measured_is_read(name: str, content: bytes) -> None:
    assert read_document(name, content, pack().vocabulary).report["tables"] == founding_report()["tables"]
