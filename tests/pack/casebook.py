"""The cases of the pack as the product reads them: YAML written by people, with the reports that they are about."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gouji.authoring.book import read_book
from gouji.authoring.book import written as written
from gouji.authoring.model import Book, Ready
from gouji.authoring.trial import short
from gouji.check.checker import check
from gouji.report.load import form_of
from gouji.source import Source
from gouji.syntax.reader import read
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest, load_sources
from gouji.vocabulary.schema import schema_of

PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-disclosure"
CASES = PACK / "cases"


@cache
def book() -> Book:
    """Return the cases of the pack; there is nothing to complain about."""
    vocabulary = load_vocabulary((PACK / "vocabulary.yaml").read_bytes(), "vocabulary.yaml")
    sources = load_sources((PACK / "sources.yaml").read_bytes(), "sources.yaml", vocabulary.languages)
    manifest = load_manifest((PACK / "pack.yaml").read_bytes(), "pack.yaml")
    trees = [read(Source(path.name, path.read_text(encoding="utf-8"))) for path in sorted(PACK.glob("*.rules"))]
    rules = [short(rule.id) for rule in check(trees, vocabulary, sources, manifest).rules.rules]
    files = {f"cases/{path.name}": path.read_bytes() for path in CASES.glob("*.yaml")}
    bases = {path.stem: path.read_bytes() for path in (CASES / "bases").glob("*.json")}
    found = read_book(files, bases, rules, form_of(schema_of(vocabulary)))
    assert found.complaints == ()
    return found


def all_cases() -> tuple[Ready, ...]:
    """Return all cases of the pack."""
    return book().cases


def topics() -> tuple[str, ...]:
    """Return the topics that have cases."""
    return tuple(sorted(path.stem for path in CASES.glob("*.yaml")))
