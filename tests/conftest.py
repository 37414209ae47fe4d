"""What all tests share: where the real reports are.

They stand in the folder that GOUJI_CORPUS names, else in `shared/corpus` beside the repository.
Where they are not, tests of them are skipped; in CI (`CI=true`) that is a failure.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pytest

import gouji.syntax.reader
from programs import Published

ROOT = Path(__file__).parents[1]

# Many tests open the shipped pack anew. Trees are frozen, so that what one of them has read serves all of a process.
gouji.syntax.reader.read = lru_cache(maxsize=64)(gouji.syntax.reader.read)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of the real reports."""
    folder = Path(os.environ.get("GOUJI_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not folder.is_dir():
        assert os.environ.get("CI") != "true", "the corpus of real reports must be present in CI (GOUJI_CORPUS)"
        pytest.skip("the corpus of real reports is not here; GOUJI_CORPUS can name its folder")
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Return the founding report as other programs write it; what one process of the run has made, all use."""
    base = tmp_path_factory.getbasetemp()
    return Published((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published")
