"""The site builds from docs/ with a page for every rule, and a link to nowhere is a failure."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from gouji.cli.app import run

ROOT = Path(__file__).resolve().parents[1]

if importlib.util.find_spec("zensical") is None and os.environ.get("CI") != "true":
    pytest.skip("the extra `docs` is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the pages with those of the rules."""
    made = tmp_path_factory.mktemp("site")
    shutil.copy(ROOT / "mkdocs.yml", made)
    shutil.copytree(ROOT / "docs", made / "docs", ignore=shutil.ignore_patterns("rules"))
    assert run(["pages", "--output", str(made / "docs" / "rules")]) == 0
    return made


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """The site, built strictly."""
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    """The site as it is published."""
    done = build(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return (folder / "build" / "site").rename(folder / "site")


def test_the_site_builds_and_its_search_index_holds_the_chinese_of_the_rules(site: Path) -> None:
    assert (site / "rules" / "zh" / "requests.balance" / "index.html").is_file()
    assert (site / "rules" / "en" / "requests.balance" / "index.html").is_file()
    assert "第一项加第二项之和" in (site / "search.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("link", ["nowhere.md", "authors.md#nowhere"])
def test_a_link_to_nowhere_fails_the_build(folder: Path, link: str) -> None:
    page = folder / "docs" / "broken.md"
    page.write_text(f"# Broken\n\n[a link]({link})\n", encoding="utf-8")
    done = build(folder)
    page.unlink()
    assert done.returncode != 0
    assert "does not exist" in done.stdout + done.stderr


def test_the_site_loads_nothing_from_other_hosts(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<(?:link|script|img)[^>]*(?:href|src)=[\"']?(https?://[^\"' >]+)", page) == []


def test_every_page_of_the_first_level_and_every_recipe_is_in_the_navigation() -> None:
    named = set(
        re.findall(r"[\w/-]+\.md", str(yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]))
    )
    pages = {*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "cookbook").glob("*.md")}
    assert {str(page.relative_to(ROOT / "docs")) for page in pages} - named == set()
