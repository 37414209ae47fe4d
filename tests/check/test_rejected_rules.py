"""Every code has a bad file, and every bad file gives exactly the complaints it expects, at exactly their place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from check.packs import complaints, underlined
from gouji.check.codes import CODES
from gouji.diagnostics import describe
from gouji.patterns.codes import CODES as PATTERN_CODES

BAD = sorted((Path(__file__).parent / "bad").glob("*.rules"))
EXPECTED = re.compile(r"# expect: (R\d{3}) “(.*)”\n")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_gives_exactly_the_complaints_it_expects(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = sorted(EXPECTED.findall(text))
    found = complaints(text)
    assert expected == sorted((one.code, underlined(one)) for one in found)
    assert expected, "a bad file expects at least one complaint"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_complaint_can_be_told_in_both_languages(path: Path) -> None:
    for complaint in complaints(path.read_text(encoding="utf-8")):
        for language in ("zh", "en"):
            told = describe(complaint, language)
            assert complaint.code in told
            assert "^" in told
        assert complaint.severity == ("warning" if complaint.code.startswith("R7") else "error")


ELSEWHERE = {
    "R507": "a pattern of a rule file is too long for its reader already; test_mentions_of_the_vocabulary.py has it",
    "R223": "profiles stand in pack.yaml; test_profiles.py has it",
}


@pytest.mark.parametrize("code", sorted({**CODES, **PATTERN_CODES}.keys() - ELSEWHERE))
def test_every_code_has_a_bad_file(code: str) -> None:
    triggered = {found for path in BAD for found, _ in EXPECTED.findall(path.read_text(encoding="utf-8"))}
    assert code in triggered
