"""What `gouji explain` shows of a code is what the bad files of the tests are told; `GOUJI_GOLDEN=1` writes it anew."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from authoring.benches import cases, files, rule, workshop
from authoring.test_lint import CASES as LINTED
from authoring.test_reading_cases import BAD as CASE_FILES
from authoring.test_reading_cases import book
from check import packs
from check.test_mentions_of_the_vocabulary import TEXT
from gouji.api import load_pack
from gouji.authoring import meanings
from gouji.authoring.book import read_book
from gouji.authoring.codes import CODES as OF_CASES
from gouji.authoring.codes import REMARKS
from gouji.authoring.lint import lint, silent_patterns
from gouji.authoring.workshop import open_workshop
from gouji.check.checker import check
from gouji.check.codes import CODES as OF_RULES
from gouji.diagnostics import Diagnostic, RulesRejectedError, describe
from gouji.patterns.codes import CODES as OF_PATTERNS
from gouji.record import replace
from gouji.syntax.codes import CODES as OF_FORM
from gouji.vocabulary.codes import CODES as OF_YAML
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.strict_yaml import read
from syntax.test_complaints import BAD, MADE, complaints
from vocabulary.test_strict_yaml import COMPLAINTS
from vocabulary.test_vocabulary_complaints import ALL_MISTAKES, complaints_about

TESTS = Path(__file__).parents[1]
STORED = Path(meanings.__file__).with_name("complaints.json")
LONGEST = 800

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
    yield from told_of_several_files()
    yield from told_of_what_is_large()


RULE = rule("  check cases[received, total] ≥ 1")
TRIED = cases(("{}", "{status: pass}"))
DECLARED = """- item: {item}
  because: both mean the same
  mutants: [{{before: a, after: b}}]
  base: clean
  over:
    /year: {years}
    /title: {years}
    /tables/cases/received/total: {years}
"""


def told_of_several_files() -> Iterator[Diagnostic]:
    """What is said of files that are sound one by one."""
    sound = files(RULE, TRIED)
    moved = replace(sound, cases={"cases/results.yaml": TRIED.encode()})
    misnamed = DECLARED.format(item="totals.s", years="[1, 2]")
    for given in (moved, replace(sound, cases={**sound.cases, "cases/equivalent.yaml": misnamed.encode()})):
        yield from open_workshop(given).book.complaints
    silent = workshop("pattern p = /甲乙/\n" + rule("  check first p in document exists"), TRIED)
    yield from silent_patterns(silent, [])
    profile = "profiles:\n  - {id: strict, label: {zh: 严, en: strict}, grades: {totals.s: error}}\n"
    ungraded = {**sound.pack, "pack.yaml": sound.pack["pack.yaml"] + profile.encode()}
    lost = {name: content for name, content in sound.pack.items() if name != "sources.yaml"}
    without_rules = {**sound.pack, "totals.rules": b"# no rule yet\n"}
    for pack in (ungraded, lost, without_rules):
        try:
            load_pack(pack)
        except RulesRejectedError as rejected:
            yield from rejected.diagnostics


def told_of_what_is_large() -> Iterator[Diagnostic]:
    """What is said of more than is read."""
    listed = "".join(f"    - {{name: {rank}, base: clean, expect: [{{status: pass}}]}}\n" for rank in range(1000))
    topics = [f"t{rank:02}" for rank in range(20)]
    many = {f"cases/{one}.yaml": f"- rule: {one}.r\n  cases:\n{listed}".encode() for one in topics}
    many["cases/totals.yaml"] = TRIED.encode()
    small = files(RULE)
    form = open_workshop(small).shelf.form
    yield from read_book(many, small.bases, ["totals.r", *(f"{one}.r" for one in topics)], form).complaints
    large = DECLARED.format(item="totals.r", years=list(range(13)))
    yield from open_workshop(
        replace(small, cases={**files(RULE, TRIED).cases, "cases/equivalent.yaml": large.encode()})
    ).book.complaints
    vocabulary = TEXT.replace("新收{n: count}件", "一" * 1000 + "{n: count}")
    try:
        check([], load_vocabulary(vocabulary.encode(), "vocabulary.yaml"), *packs.pack(packs.SAMPLE)[1:])
    except RulesRejectedError as rejected:
        yield from rejected.diagnostics


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
    assert codes == examples.keys()
    assert {code for code, one in examples.items() if "\nhelp: " not in one["en"]} == SAY_IT_AT_ONCE
