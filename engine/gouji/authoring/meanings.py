"""What a code means: a code of a complaint, a defect or a reason enters; where it belongs and what it says leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from gouji.authoring.codes import CODES as CASES
from gouji.authoring.codes import REMARKS
from gouji.check.codes import CODES as CHECK
from gouji.diagnostics import Text
from gouji.intake.defects import CODES as INTAKE
from gouji.patterns.codes import CODES as PATTERNS
from gouji.record import Record
from gouji.render.words import REASON
from gouji.report.codes import CODES as REPORT
from gouji.syntax.codes import CODES as SYNTAX
from gouji.vocabulary.codes import CODES as VOCABULARY


class Meaning(Record, frozen=True):
    """A code: whom it concerns, what it says, and where more stands."""

    code: str
    concerns: Text
    says: Text
    page: str


_AUTHOR: Final = Text("规则作者的文件（诊断）", "a file of the rule author (a diagnostic)")
_WARNING: Final = Text(
    "规则作者的文件（警告，规则仍可使用）", "a file of the rule author (a warning: the rules can be used)"
)
_DOCUMENT: Final = Text("报告文件未能读取之处（缺陷）", "what could not be read of a document (a defect)")
_STATUS: Final = Text(
    "核验项为何不适用或无法核验（理由）", "why an instance does not apply or was not assessable (a reason)"
)


def example(code: str) -> Text | None:
    """Return what the author of a small file with this mistake is told, from the place to the remedy.

    Nothing for codes whose examples are long, and for defects and reasons.
    """
    stored = files("gouji.authoring").joinpath("complaints.json").read_text(encoding="utf-8")
    found = json.loads(stored).get(code)
    return None if found is None else Text(found["zh"], found["en"])


def meanings() -> Mapping[str, Meaning]:
    """Return every code with its meaning."""
    found: dict[str, Meaning] = {}
    for table in (SYNTAX, CHECK, PATTERNS, VOCABULARY, CASES, REMARKS):
        for code, says in table.items():
            concerns = _WARNING if code.startswith(("R7", "L")) else _AUTHOR
            found[code] = Meaning(code, concerns, says, "docs/diagnostics.md")
    for table in (REPORT, INTAKE):
        for code, says in table.items():
            found[code] = Meaning(code, _DOCUMENT, says, "docs/reading.md")
    for code, says in REASON.items():
        found[code] = Meaning(code, _STATUS, says, "docs/language.md")
    return found
