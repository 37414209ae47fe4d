"""Every rule file of the repository, and every rule in its documents, stands in the canonical form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.cli.app import run
from gouji.source import Source
from gouji.syntax.canonical import canonical

ROOT = Path(__file__).parents[1]
FOLDERS = ("rules/cn-disclosure", "tests/generation/harbour", "benchmarks/workload", "engine/gouji/authoring/template")
PAGES = sorted((*ROOT.glob("docs/**/*.md"), ROOT / "README.md", *ROOT.glob("rules/**/*.md")))
BLOCK = re.compile(r"^```rules\n(.*?)^```", re.DOTALL | re.MULTILINE)
BLOCKS = [(page, block) for page in PAGES for block in BLOCK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_rules_are_formatted(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "--check", str(ROOT / folder), "--lang", "en"]) == 0
    assert re.fullmatch(r"all of \d+ files are formatted\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("page", "block"), BLOCKS, ids=[f"{page.name}:{rank}" for rank, (page, _) in enumerate(BLOCKS)]
)
def test_the_rules_in_the_documents_are_formatted(page: Path, block: str) -> None:
    assert canonical(Source(page.name, block)) == block
