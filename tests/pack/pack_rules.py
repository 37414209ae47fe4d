"""The pack as the tests use it: its files read, checked and its vocabulary; nothing is evaluated here."""

from __future__ import annotations

from functools import cache

from gouji.check.checked import CheckedRules
from gouji.check.checker import Checked, check
from gouji.report.load import Form, form_of
from gouji.source import Source
from gouji.syntax.nodes import RuleFile
from gouji.syntax.reader import read
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.load_pack import load_manifest, load_sources
from gouji.vocabulary.model import Vocabulary
from gouji.vocabulary.pack_model import Sources
from gouji.vocabulary.schema import schema_of
from pack.casebook import PACK


@cache
def vocabulary() -> Vocabulary:
    """Return the pack's vocabulary."""
    return load_vocabulary((PACK / "vocabulary.yaml").read_bytes(), "vocabulary.yaml")


@cache
def form() -> Form:
    """Return the form by which the base reports are loaded."""
    return form_of(schema_of(vocabulary()))


@cache
def sources() -> Sources:
    """Return the law that the rules quote."""
    return load_sources((PACK / "sources.yaml").read_bytes(), "sources.yaml", vocabulary().languages)


@cache
def rule_files() -> tuple[RuleFile, ...]:
    """Return the trees of the rule files, by topic."""
    return tuple(read(Source(path.name, path.read_text(encoding="utf-8"))) for path in sorted(PACK.glob("*.rules")))


@cache
def checked_pack() -> Checked:
    """Return the checked rules with the warnings of the checker."""
    manifest = load_manifest((PACK / "pack.yaml").read_bytes(), "pack.yaml")
    return check(rule_files(), vocabulary(), sources(), manifest)


def checked_rules() -> CheckedRules:
    """Return the checked rules."""
    return checked_pack().rules


def short(rule_id: str) -> str:
    """Return a rule's id without its pack: `requests.balance`."""
    return rule_id.rpartition("/")[2]
