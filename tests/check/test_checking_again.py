"""Checking again after a change says exactly what checking anew says, whatever was changed and kept before."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable

import pytest

from check.packs import DISCLOSURE, pack
from gouji.check.again import check_again, keep
from gouji.check.checker import check
from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.source import Source
from gouji.syntax.nodes import RuleFile
from gouji.syntax.pieces import Pieced, Pieces, read_again
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


def pieced(files: Iterable[RuleFile]) -> list[Pieced]:
    """The same files as they are read after a change: in pieces that do not know where they stand."""
    return [read_again(file.source, Pieces()) for file in files]


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


@pytest.mark.parametrize("seed", range(6))
def test_a_series_of_changes_is_complained_about_as_if_each_were_the_first(seed: int) -> None:
    chance = random.Random(seed)
    names = chance.sample(sorted(TEXTS), 2)
    pieces = Pieces()
    files = {name: read_again(Source(name, TEXTS[name]), pieces) for name in names}
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    compared = 0
    for _ in range(16):
        name = chance.choice(names)
        text = edited(files[name].source.text if chance.random() < 0.7 else TEXTS[name], chance)
        try:
            files[name] = read_again(Source(name, text), pieces)
        except RulesRejectedError:
            continue
        compared += 1
        assert check_again(list(files.values()), kept) == anew([one.whole() for one in files.values()])
    assert compared > 3


def test_a_rule_that_only_moved_is_not_checked_anew() -> None:
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    check_again(pieced([read(Source("fees.rules", TEXTS["fees.rules"]))]), kept)
    known = dict(kept.rules)
    check_again(pieced([read(Source("fees.rules", "# 说明\n" + TEXTS["fees.rules"]))]), kept)
    assert kept.rules == known


def test_a_file_that_nobody_typed_in_is_checked_anew_when_what_it_names_changes() -> None:
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    rule = 'rule r "规则" en "rule" { grade info basis practice "甲" en "a" check x = requests[received, total] }\n'
    user = read_again(Source("user.rules", rule), Pieces())

    def said(text: str) -> list[tuple[str, str]]:
        lets = read_again(Source("lets.rules", text), Pieces())
        return [(one.source.name, one.code) for one in check_again([user, lets], kept)]

    assert said("let x = 1 件") == []
    assert said("let x = 1 元") == [("user.rules", "R302")]
    assert said("let y = 1 元") == [("lets.rules", "R701"), ("user.rules", "R201")]
    assert said("let x = 1 件") == []


def test_a_change_of_a_pattern_is_seen_by_the_rules_that_use_it() -> None:
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    check_again(pieced([read(Source("fees.rules", TEXTS["fees.rules"]))]), kept)
    text = TEXTS["fees.rules"].replace("{paid: money}", "{payed: money}")
    codes = {one.code for one in check_again(pieced([read(Source("fees.rules", text))]), kept)}
    assert codes == {one.code for one in anew([read(Source("fees.rules", text))])}
    assert codes


def test_beyond_a_thousand_complaints_the_answer_is_still_that_of_checking_anew() -> None:
    rules = "".join(f'rule r{n} "规则" en "rule" {{ check unknown_{n} = 1 }}\n' for n in range(600))
    files = [read(Source("many.rules", rules))]
    kept = keep(VOCABULARY, SOURCES, MANIFEST)
    assert check_again(pieced(files), kept) == anew(files)
