"""Checking again after a change says exactly what checking anew says, whatever was changed and kept before."""

from __future__ import annotations

import random
import re

import pytest

from check.packs import DISCLOSURE, pack
from gouji.check.again import check_again, keep
from gouji.check.checker import check
from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.source import Source
from gouji.syntax.nodes import RuleFile
from gouji.syntax.reader import read

WORD = re.compile(r"[^\W\d]\w*")

VOCABULARY, SOURCES, MANIFEST = pack(DISCLOSURE)
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(DISCLOSURE.glob("*.rules"))}


def anew(files: list[RuleFile]) -> tuple[Diagnostic, ...]:
    """What `check` says of files."""
    try:
        return check(files, VOCABULARY, SOURCES, MANIFEST).warnings
    except RulesRejectedError as rejected:
        return rejected.diagnostics


def edited(text: str, chance: random.Random) -> str:
    """A text with one change of the kind that authors make: a word for another, a line less, a line above."""
    words = list(WORD.finditer(text))
    one, other = chance.choice(words), chance.choice(words)
    kind = chance.choice(["word", "name", "line", "above", "twice"])
    if kind == "word":
        return text[: one.start()] + other[0] + text[one.end() :]
    if kind == "name":
        return re.sub(rf"(?<!\w){one[0]}(?!\w)", one[0] + "x", text)
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    if kind == "line":
        return "".join(lines[:at] + lines[at + 1 :])
    if kind == "above":
        return "# 说明\n\n" + text
    return "".join(lines[: at + 1] + lines[at:])


@pytest.mark.parametrize("seed", range(4))
def test_a_series_of_changes_is_complained_about_as_if_each_were_the_first(seed: int) -> None:
    chance = random.Random(seed)
    names = chance.sample(sorted(TEXTS), 2)
    files = {name: read(Source(name, TEXTS[name])) for name in names}
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    compared = 0
    for _ in range(16):
        name = chance.choice(names)
        text = edited(files[name].source.text if chance.random() < 0.7 else TEXTS[name], chance)
        try:
            files[name] = read(Source(name, text))
        except RulesRejectedError:
            continue
        compared += 1
        assert check_again(list(files.values()), kept) == anew(list(files.values()))
    assert compared > 3


def test_a_rule_that_only_moved_is_not_checked_anew() -> None:
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    check_again([read(Source("fees.rules", TEXTS["fees.rules"]))], kept)
    known = dict(kept.rules)
    check_again([read(Source("fees.rules", "# 说明\n" + TEXTS["fees.rules"]))], kept)
    assert kept.rules == known


def test_a_change_of_a_pattern_is_seen_by_the_rules_that_use_it() -> None:
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    check_again([read(Source("fees.rules", TEXTS["fees.rules"]))], kept)
    text = TEXTS["fees.rules"].replace("{paid: money}", "{payed: money}")
    codes = {one.code for one in check_again([read(Source("fees.rules", text))], kept)}
    assert codes == {one.code for one in anew([read(Source("fees.rules", text))])}
    assert codes


def test_beyond_a_thousand_complaints_the_answer_is_still_that_of_checking_anew() -> None:
    rules = "".join(f'rule r{n} "规则" en "rule" {{ check unknown_{n} = 1 }}\n' for n in range(600))
    files = [read(Source("many.rules", rules))]
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    assert check_again(files, kept) == anew(files)
