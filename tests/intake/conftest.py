"""The vocabulary of the disclosure pack, loaded once, and the founding report's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Vocabulary

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the annual report."""
    return load_vocabulary((ROOT / "rules/cn-disclosure/vocabulary.yaml").read_bytes(), "vocabulary.yaml")


@pytest.fixture(scope="session")
def beilun() -> bytes:
    """Return the text of the report of Beilun for 2021."""
    return (ROOT / "reports/beilun-2021/source.txt").read_bytes()
