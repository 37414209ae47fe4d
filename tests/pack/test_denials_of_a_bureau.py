"""What a busy bureau may truly deny and reckon up accuses it of nothing; what is plainly false beside its tables does.

The bureau is that of the other sentences: 52 requests received, 3 carried in, 51 closed, 4 carried out, 5 reviews, 3
lawsuits, 6 documents issued and 2 repealed, licences, penalties, coercive measures and fees, and no rules.
"""

from __future__ import annotations

from pathlib import Path

from pack.test_true_sentences_of_a_bureau import _found, _told

TRUE = Path(__file__).with_name("true_denials_of_a_bureau.txt")
FALSE = Path(__file__).with_name("false_denials_of_a_bureau.txt")
ASKED = ("denials", "reckoning")


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_nothing_is_said_of_a_true_denial() -> None:
    lines = _lines(TRUE)
    said = {line: [one for one in _found(_told(line[0], line[2:])) if one.startswith(ASKED)] for line in lines}
    assert len(lines) == 385
    assert {line: found for line, found in said.items() if found} == {}


def test_a_false_denial_is_told_from_a_true_one() -> None:
    lines = [line.split(" = ") for line in _lines(FALSE)]
    missed = [told for told, finding in lines if finding not in _found(_told(told[0], told[2:]))]
    assert len(lines) == 37
    assert missed == []
