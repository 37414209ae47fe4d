"""The small pack that `gouji new pack` makes, with other rules and cases put in its place; nothing is a test here."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.authoring.begun import new_pack
from gouji.authoring.workshop import Files, Workshop, open_workshop


def files(rules: str | None = None, cases: str | None = None, bases: Mapping[str, str] | None = None) -> Files:
    """The files of the small pack; its rules, cases and bases may be replaced."""
    made = new_pack("sample")
    pack = {name: text.encode() for name, text in made.items() if "/" not in name}
    if rules is not None:
        pack["totals.rules"] = rules.encode()
    return Files(
        pack,
        {"cases/totals.yaml": (made["cases/totals.yaml"] if cases is None else cases).encode()},
        {"clean": made["cases/bases/clean.json"].encode(), **{k: v.encode() for k, v in (bases or {}).items()}},
    )


def workshop(rules: str | None = None, cases: str | None = None) -> Workshop:
    """The small pack ready for work."""
    opened = open_workshop(files(rules, cases))
    assert opened.book.complaints == ()
    return opened


def rule(clauses: str, name: str = "r") -> str:
    """A rule of the small pack with some clauses."""
    head = f'rule {name} "示例" en "a sample" {{\n  grade error\n  basis practice "惯例" en "practice"\n'
    return f"{head}{clauses}\n}}\n"


def cases(*expected: tuple[str, str]) -> str:
    """Cases of the rule `totals.r`: each a change and what is expected, both in YAML's flow style."""
    listed = "".join(
        f"    - {{name: case {rank}, base: clean, change: {change}, expect: [{expect}]}}\n"
        for rank, (change, expect) in enumerate(expected)
    )
    return f"- rule: totals.r\n  cases:\n{listed}"
