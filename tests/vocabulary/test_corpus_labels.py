"""Every row label that real reports print is known to the vocabulary, and means one row."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.names import find_lines

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
TABLES = {"table2": "disclosure", "table3": "requests", "table4": "remedies"}


def test_row_labels_of_real_reports_lead_to_one_row_each() -> None:
    if not CORPUS.is_dir():
        assert os.environ.get("CI") != "true", "the corpus of real reports must be present in CI"
        pytest.skip("the corpus of real reports is not here")
    vocabulary = load_vocabulary((ROOT / "rules/cn-disclosure/vocabulary.yaml").read_bytes(), "vocabulary.yaml")
    labels = {
        (name, label)
        for path in CORPUS.glob("*/tables.json")
        for name, rows in json.loads(path.read_text("utf-8")).items()
        if name in TABLES
        for label in rows or {}
    }
    assert len(labels) > 30
    for name, label in sorted(labels):
        table = vocabulary.table(TABLES[name])
        assert table is not None
        assert len(find_lines(table, "row", label)) == 1, (name, label)
