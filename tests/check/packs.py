"""The invented pack of the tests, and rule files from text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gouji.check.checker import Checked, check
from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.source import Source
from gouji.syntax.nodes import RuleFile
from gouji.syntax.reader import read
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest, load_sources
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Manifest, Sources

SAMPLE = Path(__file__).parent / "pack"
DISCLOSURE = Path(__file__).parents[2] / "rules" / "cn-disclosure"


@cache
def pack(folder: Path) -> tuple[Vocabulary, Sources, Manifest]:
    """Return what the YAML files of a pack say."""
    manifest = load_manifest((folder / "pack.yaml").read_bytes(), "pack.yaml")
    vocabulary = load_vocabulary((folder / "vocabulary.yaml").read_bytes(), "vocabulary.yaml")
    sources = load_sources((folder / "sources.yaml").read_bytes(), "sources.yaml", manifest.languages)
    return vocabulary, sources, manifest


def chunks(text: str) -> Iterator[RuleFile]:
    """Give the rule files of a text: one called `bad.rules`, or those behind lines `--- NAME`."""
    name, lines = "bad.rules", list[str]()
    for line in text.splitlines(keepends=True):
        if line.startswith("--- "):
            if any(one.strip() and not one.startswith("#") for one in lines):
                yield read(Source(name, "".join(lines)))
            name, lines = line.removeprefix("--- ").strip(), []
        else:
            lines.append(line)
    yield read(Source(name, "".join(lines)))


def checked(text: str, folder: Path = SAMPLE) -> Checked:
    """Return the checked rules of a text."""
    return check(list(chunks(text)), *pack(folder))


def complaints(text: str, folder: Path = SAMPLE) -> tuple[Diagnostic, ...]:
    """Return everything that is said about the rules of a text."""
    try:
        return checked(text, folder).warnings
    except RulesRejectedError as rejected:
        return rejected.diagnostics


def underlined(complaint: Diagnostic) -> str:
    """Return the characters that a complaint points at."""
    return complaint.source.text[complaint.span.start : complaint.span.end]
