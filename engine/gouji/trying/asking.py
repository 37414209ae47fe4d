"""Answering: a line or several enter, and what they give on the bench leaves.

An expression is evaluated, a definition is kept for what follows, a rule is kept and judged on the report.
What begins with a colon is a command.
"""

from __future__ import annotations

from typing import Final

from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.checker import collect
from gouji.check.lets import let_value
from gouji.check.rules import check_rule
from gouji.check.scope import Desk, Scope
from gouji.check.types import Type, Typed
from gouji.diagnostics import RulesRejectedError, in_order
from gouji.evaluate.scope import BudgetExceededError
from gouji.lsp.tokens import tokens_of
from gouji.record import replace
from gouji.render.page import Block, line
from gouji.source import Source
from gouji.syntax.nodes import Axis, Item, LetClause, PatternItem, RuleFile, RuleItem
from gouji.syntax.reader import read, read_axis, read_expression
from gouji.trying import commands, ruling, values, wording
from gouji.trying.bench import TOPIC, Bench, Said, failure, name_of, own_errors

MAX_TYPED: Final = 20_000
_ITEMS: Final = frozenset(("let", "pattern", "rule"))
_AXES: Final = frozenset(("matches", "parts"))
_CLAUSES: Final = frozenset(("check", "when", "where"))
_OPEN_ENDED: Final = frozenset(
    (
        "and", "or", "not", "implies", "every", "some", "in", "where", "satisfies", "of", "first", "except", "only",
        "agrees", "between", "multiple", "is", "within", "because",
    )
)  # fmt: skip
_OPEN_SIGNS: Final = frozenset(("=", "≠", "!=", "<", "≤", "<=", ">", "≥", ">=", "+", "-", "*", "/", ",", ".", "??"))
_BRACKETS: Final = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}


def is_finished(text: str) -> bool:
    """Return whether what was typed so far can stand alone; an empty line ends it in any case."""
    if commands.is_command(text) or text.endswith("\n"):
        return True
    tokens = [one for one in tokens_of(text) if one.kind != "comment"]
    if not tokens:
        return True
    depth = sum(_BRACKETS.get(one.text, 0) for one in tokens if one.kind in ("sign", "hole"))
    braced = any(one.text == "{" and one.kind == "sign" for one in tokens)
    last = tokens[-1]
    unbegun = tokens[0].kind == "word" and tokens[0].text == "rule" and not braced
    hanging = last.text in (_OPEN_SIGNS if last.kind == "sign" else _OPEN_ENDED if last.kind == "word" else ())
    return depth <= 0 and not unbegun and not hanging


def answer(bench: Bench, text: str) -> Said:
    """Return what is answered to something typed."""
    if commands.is_command(text):
        return commands.obeyed(bench, text, _shown_again)
    first = next((one.text for one in tokens_of(text[:MAX_TYPED]) if one.kind != "comment"), "")
    if not first:
        return Said(bench)
    if len(text) > MAX_TYPED:
        return failure(bench, wording.TOO_LONG)
    return _answered(bench, first, text, whole=False)


def _shown_again(bench: Bench) -> Said:
    """Return the last answer with every step of it."""
    first = next((one.text for one in tokens_of(bench.last) if one.kind != "comment"), "")
    return _answered(bench, first, bench.last, whole=True) if first else Said(bench)


def _answered(bench: Bench, first: str, text: str, *, whole: bool) -> Said:
    asked = replace(bench, last=text)
    try:
        if first in _ITEMS:
            return _defined(asked, read(Source(TOPIC, text)), whole=whole)
        return _asked(asked, first, text, whole=whole)
    except RulesRejectedError as rejected:
        return Said(asked, wrong=rejected.diagnostics)
    except BudgetExceededError:
        return failure(asked, wording.TOO_MUCH)


# ── expressions ─────────────────────────────────────────────────────────────


def _asked(bench: Bench, first: str, text: str, *, whole: bool) -> Said:
    """Evaluate an expression, or what a clause asks; the clause's word is blanked, so that places stay right."""
    if first in _CLAUSES:
        at = text.index(first)
        text = text[:at] + " " * len(first) + text[at + len(first) :]
    source = Source(TOPIC, text)
    tree: Axis = read_axis(source) if first in _AXES else read_expression(source)
    scope = Scope(desk_of(bench), source)
    found = values.checked_input(scope, tree)
    if found is None:
        return Said(bench, wrong=own_errors(scope))
    warned = tuple(one for one in scope.desk.complaints if one.source == source)
    return Said(bench, tuple(values.page(bench, found, whole=whole)), warned)


# ── definitions and rules ───────────────────────────────────────────────────


def _defined(bench: Bench, file: RuleFile, *, whole: bool) -> Said:
    """Keep definitions, and judge the rules among them; nothing is kept if anything is wrong."""
    with_them = bench.with_own(file)
    desk = desk_of(with_them)
    scope = Scope(desk, file.source)
    made = [_made(desk, item, file.source) for item in file.items]
    wrong = in_order(own_errors(scope))
    if any(one.severity == "error" for one in wrong):
        return Said(bench, wrong=wrong)
    blocks: list[Block] = []
    for item, one in zip(file.items, made, strict=True):
        match one:
            case CheckedRule():
                blocks += ruling.page(with_them, one, whole=whole)
            case Typed():
                blocks.append(line(name_of(item), "faint"))
                blocks += values.page(with_them, one, whole=whole)
            case None:
                blocks.append(line(name_of(item), "faint"))
    return Said(with_them, tuple(blocks), wrong)


def _made(desk: Desk, item: Item, source: Source) -> CheckedRule | Typed | None:
    """Return a rule checked, or what can be shown of a definition: its value, or what the pattern finds."""
    match item:
        case RuleItem():
            return check_rule(desk, item, source, TOPIC)
        case LetClause():
            let = desk.lets[item.word.text]
            return let_value(Scope(desk, source), item.word.text, let, item.word.span)
        case PatternItem():
            everywhere = core.TextOf(core.OWN, "document", words="document", kind="text")
            axis = core.MatchesAxis(item.word.text, everywhere, words=item.word.text, kind="set")
            return Typed(axis, Type("set", found=True), item.word.span)


def desk_of(bench: Bench) -> Desk:
    """Return a desk with the names of the pack, but for those that the author has defined anew, and with the own."""
    kept = bench.kept
    desk = Desk(
        kept.vocabulary, kept.sources, kept.manifest,
        meanings=kept.meanings, measures=kept.measures, compiled=kept.compiled,
    )  # fmt: skip
    anew = frozenset(name for name in bench.own if not name.startswith("rule "))
    trees = bench.workshop.trees
    collect(desk, [_without(file, anew) for file in trees] if anew else trees)
    for file in bench.own.values():
        collect(desk, [file])
    return desk


def _without(file: RuleFile, names: frozenset[str]) -> RuleFile:
    return RuleFile(file.topic, tuple(one for one in file.items if name_of(one) not in names), file.source)
