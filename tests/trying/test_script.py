"""A script is cut into what belongs together."""

from __future__ import annotations

import pytest

from gouji.trying.asking import MAX_TYPED
from gouji.trying.script import pieces

CUT: tuple[tuple[str, str, list[str]], ...] = (
    ("a line each", "1\n2\n", ["1", "2"]),
    ("the last line needs no end", "1", ["1"]),
    ("lines of other systems", "1\r\n2\r\n", ["1", "2"]),
    ("an open bracket goes on", "sum(a,\nb)\n1\n", ["sum(a,\nb)", "1"]),
    ("an indented line goes on", "a = 1\n  and b = 2\n", ["a = 1\n  and b = 2"]),
    ("a line with `and` goes on", "a = 1\nand b = 2\n", ["a = 1\nand b = 2"]),
    ("`andrew` does not", "a\nandrew\n", ["a", "andrew"]),
    ("a rule is one piece", 'rule r "t" {\n  grade info\n}\n:own\n', ['rule r "t" {\n  grade info\n}', ":own"]),
    ("an empty line ends what is open", "sum(a,\n\nb\n", ["sum(a,", "b"]),
    ("empty lines are nothing", "\n\n1\n\n", ["1"]),
    ("nothing is nothing", "", []),
)


@pytest.mark.parametrize(("sentence", "script", "wanted"), CUT, ids=[sentence for sentence, _, _ in CUT])
def test_a_script_is_cut(sentence: str, script: str, wanted: list[str]) -> None:
    assert sentence
    assert list(pieces(script.splitlines(keepends=True))) == wanted


def test_what_never_ends_is_given_as_far_as_it_came() -> None:
    found = list(pieces(["(" * 1000 + "\n"] * 55))
    assert len(found) == 3
    assert all(len(one) <= MAX_TYPED + 2000 for one in found)
