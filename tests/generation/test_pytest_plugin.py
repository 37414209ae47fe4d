"""The pytest plugin: cases of rules and documents below `reports` are tests; each failure says what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.testing import as_bytes, documents
from gouji.testing.packs import violations

HARBOUR = Path(__file__).parent / "harbour"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a copy of the invented pack and a report as a web page and as JSON."""
    shutil.copytree(HARBOUR, tmp_path / "rules" / "harbour")
    folder = tmp_path / "reports" / "nowhere"
    folder.mkdir(parents=True)
    report = violations(HARBOUR).ground.bases[0].report
    (folder / "a.html").write_bytes(documents(report, "html", HARBOUR))
    (folder / "b.json").write_bytes(as_bytes(report))
    (folder / "notes.log").write_text("no report")
    return tmp_path


def pytest_in(project: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and the output of pytest in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_cases_and_reports_are_tests(project: Path) -> None:
    code, said = pytest_in(project, "--gouji-pack", "rules/harbour", "-vv")
    assert code == 0, said
    assert "remarks.rules::weather: it stormed PASSED" in said
    assert "reports/nowhere/a.html::rules/harbour PASSED" in said
    assert "8 passed" in said


def test_without_a_pack_no_report_is_looked_at(project: Path) -> None:
    code, said = pytest_in(project)
    assert (code, "6 passed" in said) == (0, True), said


def test_a_case_that_is_not_met_fails_with_what_was_found(project: Path) -> None:
    cases = project / "rules/harbour/cases/remarks.yaml"
    cases.write_text(cases.read_text().replace("A storm.", "Nothing."))
    code, said = pytest_in(project)
    assert code == 1
    assert "expected pass, found fail" in said
    assert "Traceback" not in said


UNFINISHED = """
    - {name: half a case, base: busy-1935}
    - {name: no such base, base: bussy-1935, expect: [{status: pass}]}
    - {base: busy-1935, expect: [{status: passes}]}
"""


def test_an_unfinished_case_fails_alone_with_its_message(project: Path) -> None:
    cases = project / "rules/harbour/cases/remarks.yaml"
    cases.write_text(cases.read_text().rstrip() + UNFINISHED)
    code, said = pytest_in(project, "-vv")
    assert code == 1, said
    assert "6 passed" in said
    assert "3 failed" in said
    assert "remarks.rules::never_too_short: half a case FAILED" in said
    assert "C104 the case expects nothing" in said
    assert "remarks.rules::never_too_short: no such base FAILED" in said
    assert "C105 there is no `bussy-1935.json` in cases/bases" in said
    assert "remarks.rules::never_too_short: line " in said
    assert "C109" in said
    assert "Traceback" not in said


def test_what_is_wrong_with_a_file_of_cases_fails_beside_its_cases(project: Path) -> None:
    cases = project / "rules/harbour/cases/remarks.yaml"
    cases.write_text(
        cases.read_text() + "- rule: remarks.none\n  cases: [{name: one, base: busy-1935, expect: [{status: pass}]}]\n"
    )
    code, said = pytest_in(project, "-vv")
    assert code == 1, said
    assert "6 passed" in said
    assert "1 failed" in said
    assert "remarks.rules::cases/remarks.yaml FAILED" in said
    assert "C101 the pack has no rule `remarks.none`" in said


def test_a_rule_that_is_no_rule_is_an_error_of_its_file(project: Path) -> None:
    rules = project / "rules/harbour/dues.rules"
    rules.write_text(rules.read_text().replace("money[r, left]", "money[r, lost]"))
    code, said = pytest_in(project)
    assert code == 2
    assert "dues.rules" in said
    assert "lost" in said


def test_a_report_with_an_error_fails_and_a_warning_fails_when_asked_for(project: Path) -> None:
    page = project / "reports/nowhere/a.html"
    page.write_text(page.read_text().replace("There was a gale.", "Nothing."))
    assert pytest_in(project, "--gouji-pack", "rules/harbour")[0] == 0
    code, said = pytest_in(project, "--gouji-pack", "rules/harbour", "--gouji-fail-on", "warning")
    assert code == 1
    assert "warning harbour/remarks.weather" in said


def test_a_document_that_is_no_report_fails(project: Path) -> None:
    (project / "reports/nowhere/c.json").write_text("{")
    code, said = pytest_in(project, "--gouji-pack", "rules/harbour")
    assert code == 1
    assert "D10" in said


def test_a_pack_that_is_not_there_is_wrong_usage(project: Path) -> None:
    code, said = pytest_in(project, "--gouji-pack", "nowhere")
    assert code == 4
    assert "there is no pack `nowhere`" in said


def test_where_there_is_nothing_of_ours_the_plugin_loads_nothing(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        "import sys\n\n\ndef test_it():\n    assert not {'gouji.api', 'lark', 'gouji.generation'} & set(sys.modules)\n"
    )
    code, said = pytest_in(tmp_path, "-p", "no:hypothesispytest")
    assert code == 0, said
