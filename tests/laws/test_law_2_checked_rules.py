"""Law 2, the half of the checker: whatever stands in a rule file, it is checked or refused, and never anything else.

Random trees over any names; the same with the names of a real vocabulary; and the real rules with words exchanged,
which come closest to meaning something.
"""

from __future__ import annotations

import pickle
import re
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from check.packs import DISCLOSURE, SAMPLE, pack
from gouji.check.checker import check
from gouji.check.scope import Compiled
from gouji.diagnostics import RulesRejectedError, describe
from gouji.source import Source
from gouji.syntax import nodes as n
from gouji.syntax.reader import read
from laws.strategies_syntax import rule_files

VOCABULARY, SOURCES, MANIFEST = pack(DISCLOSURE)
REAL = {path.name: path.read_text(encoding="utf-8") for path in sorted(DISCLOSURE.glob("*.rules"))}
FILES = tuple(read(Source(name, text)) for name, text in REAL.items())
CHECKED = check(FILES, VOCABULARY, SOURCES, MANIFEST)
COMPILED: Compiled = {}
"""Patterns by their texts, so that no check compiles what one before it has."""
TOKEN = re.compile(r"\s+|\w+|/(?:\\.|[^/\\\n])+/|\"[^\"\n]*\"|.", re.DOTALL)
WORDS = sorted({token for text in REAL.values() for token in TOKEN.findall(text) if not token.isspace()})
KNOWN = sorted(
    {word for table in VOCABULARY.tables for line in (*table.rows, *table.columns) for word in line.id.split(".")}
    | {table.id for table in VOCABULARY.tables}
    | {one.id for one in VOCABULARY.sections}
    | {one.id for one in VOCABULARY.mentions}
    | {"sum", "count", "min", "date", "length", "contains", "rows", "columns", "agency", "scope", "year", "text"}
    | {"r", "c", "x", "y", "children", "prior", "parent", "section", "sections", "headings", "mentions", "document"}
)


def assert_checked_or_refused(files: list[n.RuleFile], folder: Any = DISCLOSURE) -> None:
    try:
        checked = check(files, *pack(folder))
    except RulesRejectedError as rejected:
        for one in rejected.diagnostics:
            assert one.span.start <= one.span.end
            assert describe(one, "zh")
            assert describe(one, "en")
    else:
        assert pickle.loads(pickle.dumps(checked.rules)) == checked.rules  # noqa: S301 - just written


def renamed(tree: Any, choice: int) -> Any:
    """Return a tree with every word exchanged for one of the vocabulary."""
    if isinstance(tree, n.Word):
        return n.Word(KNOWN[(sum(map(ord, tree.text)) * 7 + choice) % len(KNOWN)])
    if isinstance(tree, tuple):
        return tuple(renamed(one, choice) for one in tree)
    if is_dataclass(tree) and not isinstance(tree, Source | type):
        return type(tree)(**{one.name: renamed(getattr(tree, one.name), choice) for one in fields(tree)})
    return tree


@given(rule_files)
def test_any_tree_is_checked_or_refused(file: n.RuleFile) -> None:
    assert_checked_or_refused([file])


@given(rule_files, st.integers(0, 10_000))
def test_any_tree_over_the_names_of_a_vocabulary_is_checked_or_refused(file: n.RuleFile, choice: int) -> None:
    assert_checked_or_refused([n.RuleFile(file.topic, renamed(file.items, choice), file.source)])


@given(st.sampled_from(sorted(REAL)), st.data())
def test_real_rules_with_words_exchanged_are_checked_or_refused(name: str, data: st.DataObject) -> None:
    tokens = TOKEN.findall(REAL[name])
    places = [index for index, token in enumerate(tokens) if not token.isspace()]
    for _ in range(data.draw(st.integers(1, 4))):
        tokens[data.draw(st.sampled_from(places))] = data.draw(st.sampled_from(WORDS))
    try:
        file = read(Source(name, "".join(tokens)))
    except RulesRejectedError:
        return
    assert_checked_or_refused([file])


def with_some_rules(chance: Random, count: int) -> tuple[n.RuleFile, ...]:
    """Return the files of the pack with few of their rules, and with all that rules can speak of."""
    rules = [item for file in FILES for item in file.items if isinstance(item, n.RuleItem)]
    left_out = {id(one) for one in chance.sample(rules, len(rules) - count)}
    return tuple(replace(file, items=tuple(one for one in file.items if id(one) not in left_out)) for file in FILES)


def shuffled(files: tuple[n.RuleFile, ...], chance: Random) -> list[n.RuleFile]:
    inside = [replace(file, items=tuple(chance.sample(file.items, len(file.items)))) for file in files]
    return chance.sample(inside, len(inside))


@given(st.integers(0, 2**32))
def test_the_order_of_files_and_items_changes_nothing(seed: int) -> None:
    chance = Random(seed)
    files = with_some_rules(chance, 10)
    world = (VOCABULARY, SOURCES, MANIFEST, COMPILED)
    assert check(shuffled(files, chance), *world) == check(files, *world)


def test_the_order_of_the_whole_pack_changes_nothing() -> None:
    assert check(shuffled(FILES, Random(2019)), VOCABULARY, SOURCES, MANIFEST) == CHECKED


def test_the_sample_pack_is_good() -> None:
    assert_checked_or_refused([], SAMPLE)
