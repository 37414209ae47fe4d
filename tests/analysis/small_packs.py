"""Small packs for the analysis: the one that `gouji new pack` makes, with more rules in it."""

from __future__ import annotations

from collections.abc import Mapping

from gouji import api
from gouji.analysis.accepted import explained, load_accepted
from gouji.analysis.analyse import analyse
from gouji.analysis.model import Analysis
from gouji.authoring.begun import new_pack
from gouji.authoring.workshop import Files, open_workshop

HEAD = 'basis practice "试" en "a trial"'


def rule(name: str, *clauses: str, grade: str = "warning") -> str:
    """The text of a rule with the clauses that matter here."""
    return "\n".join([f'rule {name} "试" en "a trial" {{', f"  grade {grade}", f"  {HEAD}", *clauses, "}", ""])


def files_of(rules: str, more: Mapping[str, str]) -> Files:
    """The files of the small pack with more rules in a file of their own, and more files."""
    given = {**new_pack("sample"), "more.rules": rules, **more}
    if not rules:
        del given["more.rules"]
    bases = {name: text for name, text in given.items() if name.startswith("cases/bases/")}
    cases = {name: text for name, text in given.items() if name.startswith("cases/") and name not in bases}
    pack = {name: text for name, text in given.items() if not name.startswith("cases/")}
    return Files(
        {name: text.encode() for name, text in pack.items()},
        {name: text.encode() for name, text in cases.items()},
        {name.rpartition("/")[2].removesuffix(".json"): text.encode() for name, text in bases.items()},
    )


def analysed(rules: str = "", more: Mapping[str, str] | None = None, topic: str | None = None) -> Analysis:
    """The analysis of the small pack with more rules, without end of time."""
    files = files_of(rules, more or {})
    pack, workshop = api.load_pack(files.pack), open_workshop(files)
    accepted = load_accepted(files.pack, workshop.vocabulary, workshop.rules)
    return explained(analyse(pack, workshop, files, lambda: False, 0, topic), accepted)
