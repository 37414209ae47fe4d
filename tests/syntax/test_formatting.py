"""Formatting keeps the rules and every comment, and what is formatted stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.source import Source
from gouji.syntax.formatting import formatted
from gouji.syntax.nodes import RuleFile
from gouji.syntax.printer import arranged
from gouji.syntax.reader import read

PACK = Path(__file__).parents[2] / "rules" / "cn-disclosure"
CASES: tuple[tuple[str, str, str], ...] = (
    ("a comment above stays above", "# a\nlet  x=1\n", "# a\nlet x = 1\n"),
    ("a blank line below a comment stays", "# a\n\n\nlet x = 1\n", "# a\n\nlet x = 1\n"),
    ("a comment behind stays behind", "let x = 1 # a\nlet y = 2\n", "let x = 1  # a\nlet y = 2\n"),
    ("a blank line between items stays", "let x = 1\n\n\nlet y = 2\n", "let x = 1\n\nlet y = 2\n"),
    ("a comment at the end stays there", "let x = 1\n\n# a\n# b", "let x = 1\n\n# a\n# b\n"),
    ("a file of comments stays", "# a\n\n# b\n", "# a\n\n# b\n"),
    ("no blank line comes above a comment", "let x = 1\n# a\nlet y = 2\n", "let x = 1\n# a\nlet y = 2\n"),
    ("a blank line above a comment stays", "let x = 1\n\n# a\nlet y = 2\n", "let x = 1\n\n# a\nlet y = 2\n"),
    ("a comment below an item stays below it", "let x = 1\n# a\n\nlet y = 2\n", "let x = 1\n# a\n\nlet y = 2\n"),
    (
        "what is not alike is set apart",
        "let x = 1\n# a\npattern p = /a/\n",
        "let x = 1\n\n# a\npattern p = /a/\n",
    ),
    ("neighbours stand in one column", "let x=1\n# a\nlet long=2\n", "let x    = 1\n# a\nlet long = 2\n"),
    (
        "a blank line ends the column, and wide characters count two",
        "pattern 甲乙=/a/\npattern b=/b/\n\npattern c=/c/\n",
        "pattern 甲乙 = /a/\npattern b    = /b/\n\npattern c = /c/\n",
    ),
    (
        "a blank line between clauses stays",
        'rule r "t" {\n\n  grade error\n\n\n  # a\n\n  check 1 = 1\n\n}\n',
        'rule r "t" {\n  grade  error\n\n  # a\n\n  check  1 = 1\n}\n',
    ),
    (
        "a let stays before what it stood before",
        'rule r "t" {\n  check a\n  when b\n  let a = 1\n  requires c\n  grade info\n}\n',
        'rule r "t" {\n  grade    info\n  when     b\n  let      a = 1\n  requires c\n  check    a\n}\n',
    ),
    ("signs become half-width", "let x＝（1＋2）", "let x = 1 + 2\n"),
    (
        "comments move with their clause",
        'rule r "t" {\n  # why\n  check 1 = 1 # c\n  # how\n  grade error\n  # last\n}\n',
        'rule r "t" {\n  # how\n  grade  error\n  # why\n  check  1 = 1  # c\n  # last\n}\n',
    ),
    (
        "a comment within a clause is put above it",
        'rule r "t" { # open {\n  check 1 # one\n    = 1\n} # shut\n',
        'rule r "t" {\n  # open {\n  # one\n  check  1 = 1\n}  # shut\n',
    ),
    (
        "a comment before the brace is put above the rule",
        'rule r "{t}" # head {\n{ check 1 = 1 }\n',
        '# head {\nrule r "{t}" {\n  check  1 = 1\n}\n',
    ),
    ("what looks like a comment in a text is none", 'let x = "# a" # b', 'let x = "# a"  # b\n'),
)


def tree(text: str) -> RuleFile:
    return read(Source("x.rules", text))


@pytest.mark.parametrize(("sentence", "text", "wanted"), CASES, ids=[sentence for sentence, _, _ in CASES])
def test_formatting(sentence: str, text: str, wanted: str) -> None:
    assert sentence
    assert formatted(tree(text)) == wanted
    assert formatted(tree(wanted)) == wanted


@pytest.mark.parametrize("path", sorted(PACK.glob("*.rules")), ids=lambda path: path.name)
def test_the_rules_of_the_pack_mean_the_same_when_formatted_and_lose_no_comment(path: Path) -> None:
    before = tree(path.read_text(encoding="utf-8"))
    text = formatted(before)
    after = tree(text)
    assert after.items == arranged(before).items
    assert sorted(_comments(after)) == sorted(_comments(before))
    assert formatted(after) == text


def _comments(file: RuleFile) -> list[str]:
    return [file.source.text[one.start : one.end].rstrip() for one in file.comments]


PIECES = ("let x = 1\n", 'rule r "t"', " {", "\ngrade error", "\ncheck 1", " = ", "1\n", "}\n", "let y = 2\n")


@given(st.lists(st.integers(0, 3), min_size=len(PIECES), max_size=len(PIECES)))
def test_comments_anywhere_are_kept_and_formatting_is_done_once(blanks: list[int]) -> None:
    notes = ["" if not count else "\n" * (count - 1) + f" # {rank} {{\n" for rank, count in enumerate(blanks)]
    before = tree("".join(piece + note for piece, note in zip(PIECES, notes, strict=True)))
    once = formatted(before)
    after = tree(once)
    assert after.items == arranged(before).items
    assert sorted(_comments(after)) == sorted(_comments(before))
    assert formatted(after) == once
