"""Reading again after a change gives exactly what reading anew gives: the tree with its places, or the complaints."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from gouji.diagnostics import Diagnostic, RulesRejectedError
from gouji.source import Source
from gouji.syntax.nodes import RuleFile
from gouji.syntax.pieces import Pieces, read_again
from gouji.syntax.reader import read

ROOT = Path(__file__).resolve().parents[2]
PACK = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules" / "cn-disclosure").glob("*.rules"))]
BAD = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "syntax" / "bad").glob("*.rules"))]
SIGNS = '{}()[]"“”`/#,.=+*\n\0 ' + "ａ１，（"
LINES = ["rule", "let x", "pattern p = /", "rule a", 'rule a "b" {', "}"]
WORD = re.compile(r"[^\W\d]\w*")


def places(node: object) -> str:
    """A tree as text, with every place in it: equality leaves them out."""
    if isinstance(node, tuple):
        return "(" + ",".join(map(places, node)) + ")"
    names = getattr(node, "__dataclass_fields__", None)
    if names is None:
        return repr(node)
    return f"{type(node).__name__}(" + ",".join(places(getattr(node, one)) for one in names) + ")"


def outcome(tree: RuleFile | tuple[Diagnostic, ...]) -> str:
    """What reading gave."""
    return repr(tree) if isinstance(tree, tuple) else places((tree.topic, tree.items, tree.comments))


def anew(source: Source) -> RuleFile | tuple[Diagnostic, ...]:
    """What `read` gives."""
    try:
        return read(source)
    except RulesRejectedError as rejected:
        return rejected.diagnostics


def again(source: Source, kept: Pieces) -> RuleFile | tuple[Diagnostic, ...]:
    """What `read_again` gives."""
    try:
        return read_again(source, kept).whole()
    except RulesRejectedError as rejected:
        return rejected.diagnostics


def edited(text: str, chance: random.Random) -> str:
    """A text with one small change, as typing makes them."""
    at, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    words: list[str] = WORD.findall(text) or ["rule"]
    kinds = ("sign", "less", "word", "line", "end", "cut")
    match chance.choice(kinds):
        case "sign":
            return text[:at] + chance.choice(SIGNS) + text[at:]
        case "less":
            return text[:at] + text[at + 1 :]
        case "word":
            return text[:at] + " " + chance.choice(words) + " " + text[at:]
        case "line":
            return (
                text[:at]
                + "\n"
                + chance.choice(["rule", "let x", "pattern p = /", "rule a", 'rule a "b" {', "}"])
                + text[at:]
            )
        case "end":
            return text[:at]
        case _:
            return text[:at] + text[min(end, at + 60) :]


@pytest.mark.parametrize("seed", range(6))
def test_a_series_of_keystrokes_is_read_as_if_each_text_were_the_first(seed: int) -> None:
    chance, kept = random.Random(seed), Pieces()
    text = chance.choice(PACK)
    for _ in range(25):
        text = edited(text, chance) if chance.random() < 0.6 else edited(chance.choice(PACK), chance)
        source = Source("fees.rules", text)
        assert outcome(again(source, kept)) == outcome(anew(source)), text


@pytest.mark.parametrize("rank", range(len(BAD)))
def test_a_slip_between_good_rules_is_told_alike(rank: int) -> None:
    good = 'rule before "前" {\n  check year = 1\n}\n\n', '\nrule after "后" {\n  check year = 2\n}\nlet last = 3\n'
    source = Source("a.rules", good[0] + good[0] + BAD[rank] + good[1])
    assert outcome(again(source, Pieces())) == outcome(anew(source))


def test_a_piece_that_was_read_before_is_not_parsed_again() -> None:
    kept = Pieces()
    text = PACK[0]
    read_again(Source("a.rules", text), kept)
    known = len(kept.known)
    read_again(Source("a.rules", "# 说明\n" + text), kept)
    assert len(kept.known) == known + 1
