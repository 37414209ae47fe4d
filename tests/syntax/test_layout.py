"""A condition that does not fit into the width is broken where its parts meet; one that fits is not."""

from __future__ import annotations

import pytest

from gouji.source import Source, display_width
from gouji.syntax.canonical import canonical
from gouji.syntax.layout import WIDTH, item_lines
from gouji.syntax.reader import read

A, B, C = (f"{name * 38} = 1" for name in "abc")
LONG = "x" * 60


def condition(text: str) -> str:
    """A rule's check as it is laid out, from its word on."""
    formatted = canonical(Source("a.rules", f'rule r "t" {{\n  check {text}\n}}\n'))
    return formatted.removeprefix('rule r "t" {\n').removesuffix("\n}\n")


CONDITIONS: tuple[tuple[str, str, str], ...] = (
    ("what fits is written on one line", "a = 1\n and b = 2", "  check  a = 1 and b = 2"),
    ("`or` stands left of its operands", f"{A} or {B} or {C}", f"  check  {A}\n      or {B}\n      or {C}"),
    ("so does `and`", f"{A} and {B} and {C}", f"  check  {A}\n     and {B}\n     and {C}"),
    (
        "parentheses are broken only where they must be",
        f"({A} and {B}) or (a and b) or {C}",
        f"  check  ({A} and {B})\n      or (a and b)\n      or {C}",
    ),
    (
        "within parentheses the words stand at their place",
        f"{A} or ({A} and {B} and ({A} or {B} or {C}))",
        f"  check  {A}\n      or ({A}\n          and {B}\n"
        f"          and ({A}\n               or {B}\n               or {C}))",
    ),
    (
        "what is denied is broken within its parentheses",
        f"not ({A} or {B} or {C})",
        f"  check  not ({A}\n              or {B}\n              or {C})",
    ),
    (
        "`implies` begins a line",
        f"{A} implies {B} implies ({A} and {B} and {C})",
        f"  check  {A}\n         implies {B}\n"
        f"         implies ({A}\n                  and {B}\n                  and {C})",
    ),
    (
        "`satisfies` begins a line",
        f"every x in {LONG} where a satisfies {A}",
        f"  check  every x in {LONG} where a\n         satisfies {A}",
    ),
    (
        "so does `where`, if it does not fit either",
        f"every x in {LONG} where {A} satisfies ({A} and {B} and {C})",
        f"  check  every x in {LONG}\n         where {A}\n"
        f"         satisfies {A}\n               and {B}\n               and {C}",
    ),
    (
        "a comparison is broken at its sign",
        f"{LONG} + 1 = {LONG} + 2",
        f"  check  {LONG} + 1\n       = {LONG} + 2",
    ),
    (
        "a comparison within parentheses, too",
        f"not ({LONG} agrees {LONG})",
        f"  check  not ({LONG}\n              agrees {LONG})",
    ),
    ("what cannot be broken stays", f"f({LONG}, {LONG})", f"  check  f({LONG}, {LONG})"),
    (
        "wide characters count two",
        f"{'甲' * 30} = 1 and {'乙' * 30} = 2",
        f"  check  {'甲' * 30} = 1\n     and {'乙' * 30} = 2",
    ),
    (
        "a tolerance begins a line",
        f'{A} within 1 because "{LONG}"',
        f'  check  {A}\n         within 1 because "{LONG}"',
    ),
)
CLAUSES: tuple[tuple[str, str, str], ...] = (
    (
        "a lowering begins a line",
        f'grade error, warning when a because "{LONG}", info when b because "{LONG}"',
        f'  grade  error,\n         warning when a because "{LONG}",\n         info when b because "{LONG}"',
    ),
    (
        "its condition and its reason are broken apart",
        f'grade error, warning when {A} or {B} or {C} because "{LONG}"',
        f"  grade  error,\n         warning when {A}\n                   or {B}\n                   or {C}\n"
        f'                 because "{LONG}"',
    ),
    (
        "the condition of an axis begins a line",
        f"for x in rows where {A} and {B} and {C}",
        f"  for    x in rows\n         where {A}\n           and {B}\n           and {C}",
    ),
    ("a guard is broken as a check", f"when {A} or {B} or {C}", f"  when   {A}\n      or {B}\n      or {C}"),
    ("so is a let", f"let x = {A} or {B} or {C}", f"  let    x = {A}\n          or {B}\n          or {C}"),
)


@pytest.mark.parametrize(("sentence", "text", "wanted"), CONDITIONS, ids=[sentence for sentence, _, _ in CONDITIONS])
def test_a_condition_is_laid_out(sentence: str, text: str, wanted: str) -> None:
    assert sentence
    assert condition(text) == wanted


@pytest.mark.parametrize(("sentence", "text", "wanted"), CLAUSES, ids=[sentence for sentence, _, _ in CLAUSES])
def test_a_clause_is_laid_out(sentence: str, text: str, wanted: str) -> None:
    assert sentence
    assert canonical(Source("a.rules", f'rule r "t" {{\n  {text}\n}}')) == f'rule r "t" {{\n{wanted}\n}}\n'


def test_a_let_of_the_pack_is_broken_below_its_value() -> None:
    (item,) = read(Source("a.rules", f"let x = {A} and {B} and {C}")).items
    assert item_lines(item) == [f"let x = {A}", f"    and {B}", f"    and {C}"]


@pytest.mark.parametrize(("text", "lines"), [(f"{'a' * 85} and b", 1), (f"{'a' * 86} and b", 2)])
def test_a_hundred_columns_fit(text: str, lines: int) -> None:
    laid = condition(text).splitlines()
    assert len(laid) == lines
    assert max(display_width(line) for line in laid) <= WIDTH
