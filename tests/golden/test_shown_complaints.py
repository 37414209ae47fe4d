"""What `gouji explain` shows of a code is what the bad files of the tests are told; `GOUJI_GOLDEN=1` writes it anew."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from authoring.benches import cases, workshop
from authoring.test_lint import CASES as LINTED
from authoring.test_reading_cases import BAD as CASE_FILES
from authoring.test_reading_cases import book
from check import packs
from gouji.authoring import meanings
from gouji.authoring.codes import CODES as OF_CASES
from gouji.authoring.codes import REMARKS
from gouji.authoring.lint import lint
from gouji.check.codes import CODES as OF_RULES
from gouji.diagnostics import Diagnostic, describe
from gouji.patterns.codes import CODES as OF_PATTERNS
from gouji.syntax.codes import CODES as OF_FORM
from gouji.vocabulary.codes import CODES as OF_YAML
from gouji.vocabulary.strict_yaml import read
from syntax.test_complaints import BAD, MADE, complaints
from vocabulary.test_strict_yaml import COMPLAINTS
from vocabulary.test_vocabulary_complaints import ALL_MISTAKES, complaints_about

TESTS = Path(__file__).parents[1]
STORED = Path(meanings.__file__).with_name("complaints.json")
LONGEST = 700

# Their examples are long, or need more than one file.
WITHOUT = {"C102", "C110", "C111", "C112", "L107", "R223", "R507", "V218", "V221", "V222"}

# The complaint itself says what is wanted.
SAY_IT_AT_ONCE = {"R105", "R106", "R305", "R307", "R311"}


def told() -> Iterator[Diagnostic]:
    """What is said of everything that the tests write wrongly."""
    for path in sorted((TESTS / "check" / "bad").glob("*.rules")):
        # What the file expects of itself is no part of the example.
        text = "".join(
            one for one in path.read_text(encoding="utf-8").splitlines(keepends=True) if "# expect" not in one
        )
        yield from packs.complaints(text)
    for path in sorted(BAD.glob("*.rules")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        yield from complaints("".join(one for one in lines if "# expect" not in one).encode())
    for content, _, _ in MADE.values():
        yield from complaints(content)
    for _, _, text in CASE_FILES:
        yield from book(text, {"broken": '{"kind": '}).complaints
    for _, text, tried, _ in LINTED:
        yield from lint(workshop(text, cases(*tried)))
    for sound, old, new, _, _ in ALL_MISTAKES:
        yield from complaints_about(sound.replace(old, new))
    for given, _, _ in COMPLAINTS:
        yield from read(given, "pack.yaml").diagnostics


def shown() -> dict[str, dict[str, str]]:
    """The shortest example of each code, as it is told in both languages; one with a remedy before all others."""
    found: dict[str, tuple[tuple[bool, int], dict[str, str]]] = {}
    for one in told():
        words = {"zh": describe(one, "zh"), "en": describe(one, "en")}
        rank = (one.help is None, sum(map(len, words.values())))
        if rank[1] < LONGEST and (one.code not in found or rank < found[one.code][0]):
            found[one.code] = rank, words
    return {code: words for code, (_, words) in sorted(found.items())}


def test_the_examples_of_codes_are_what_bad_files_are_told() -> None:
    text = json.dumps(shown(), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("GOUJI_GOLDEN"):
        STORED.write_text(text, encoding="utf-8")
    assert STORED.read_text(encoding="utf-8") == text, "write it anew: GOUJI_GOLDEN=1 pytest tests/golden"


def test_every_code_of_an_author_has_an_example_with_a_remedy() -> None:
    codes = {code for table in (OF_FORM, OF_RULES, OF_PATTERNS, OF_CASES, REMARKS, OF_YAML) for code in table}
    examples = json.loads(STORED.read_text(encoding="utf-8"))
    assert codes - examples.keys() == WITHOUT
    assert {code for code, one in examples.items() if "\nhelp: " not in one["en"]} == SAY_IT_AT_ONCE
