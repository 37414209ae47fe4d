"""The examples of the language reference that are whole files are good rules of the disclosure pack."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from check.packs import DISCLOSURE, complaints

REFERENCE = Path(__file__).parents[2] / "docs" / "language.md"
EXAMPLES = re.findall(r"^```rules\n(.*?)^```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_reference_is_a_good_rule_file(example: str) -> None:
    found = [one for one in complaints(example, DISCLOSURE) if one.severity == "error"]
    assert found == []


def test_the_reference_has_examples() -> None:
    assert EXAMPLES
