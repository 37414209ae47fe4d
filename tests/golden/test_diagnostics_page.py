"""`docs/diagnostics.md` is made from the code tables of the rooms; `GOUJI_GOLDEN=1` writes it anew."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from gouji.authoring.codes import CODES as CASES
from gouji.authoring.codes import REMARKS
from gouji.check.codes import CODES as CHECK
from gouji.corpus.codes import CODES as INDEX
from gouji.diagnostics import Text
from gouji.patterns.codes import CODES as PATTERNS
from gouji.syntax.codes import CODES as SYNTAX
from gouji.vocabulary.codes import CODES as PACK

PAGE = Path(__file__).parents[2] / "docs" / "diagnostics.md"

HEAD = """# Diagnostics

Every complaint about the files of a rule author, by its code. A code never changes its meaning.
Codes R7xx are warnings, and L1xx remarks of `gouji lint`: the rules can be used.
All others refuse the pack; those of cases (C1xx) refuse only to try it.
Codes X1xx, and Y1xx where the file is an index, concern an index of reports, and refuse it.

This page is made from the code tables of the engine; do not edit it by hand.
"""

PARTS: tuple[tuple[str, str, Mapping[str, Text]], ...] = (
    ("R1", "Syntax of rule files", SYNTAX),
    ("R2", "Names", CHECK),
    ("R3", "Kinds and units", CHECK),
    ("R4", "Clauses", CHECK),
    ("R5", "Patterns", PATTERNS),
    ("R6", "Law and languages", CHECK),
    ("R7", "Doubtful", CHECK),
    ("V2", "Vocabulary, legal sources and title page", PACK),
    ("C1", "Cases", CASES),
    ("L1", "Remarks of lint", REMARKS),
    ("X1", "Index of reports", INDEX),
    ("Y1", "Form of the YAML files", PACK),
)


def page() -> str:
    """Return the page as the code tables make it."""
    parts = [HEAD]
    for start, title, codes in PARTS:
        rows = [f"| {code} | {text.en} | {text.zh} |" for code, text in sorted(codes.items()) if code.startswith(start)]
        parts.append("\n".join([f"## {start}xx: {title}\n", "| code | says | 含义 |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def test_the_page_of_diagnostics_says_what_the_code_tables_say() -> None:
    if os.environ.get("GOUJI_GOLDEN"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: GOUJI_GOLDEN=1 pytest tests/golden"


def test_every_code_stands_on_the_page_once() -> None:
    codes = [code for table in (SYNTAX, CHECK, PATTERNS, PACK, CASES, REMARKS, INDEX) for code in table]
    assert sorted(codes) == sorted(
        line.split("|")[1].strip()
        for line in page().splitlines()
        if line.startswith(("| R", "| V", "| C1", "| L1", "| X", "| Y"))
    )
