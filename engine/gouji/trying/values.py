"""Showing a value: a checked expression enters, and what it is on the report leaves, with where its parts stand.

The budget of one rule is all that one expression may take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from gouji.authoring.traced import step_tree
from gouji.check import core, expressions, quantified
from gouji.check.scope import Scope as CheckScope
from gouji.check.types import Typed
from gouji.diagnostics import Language
from gouji.evaluate import operands
from gouji.evaluate.axes import Bound, elements
from gouji.evaluate.conditions import judged
from gouji.evaluate.evaluated import Evaluated, Vector
from gouji.evaluate.evidence import shown_operand
from gouji.evaluate.expressions import evaluated
from gouji.evaluate.formula import decide
from gouji.evaluate.possible import Affine
from gouji.evaluate.quantities import Composite, Undefined, value_of
from gouji.evaluate.rendering import words_of
from gouji.evaluate.scope import Budget, Scope, Trace
from gouji.facts.model import Found, HeadingFact, TextFact
from gouji.findings import Evidence, Step
from gouji.patterns.machines import CompiledPattern
from gouji.patterns.ready import ready_pattern
from gouji.render.console import place_entries
from gouji.render.page import Block, Line, Piece, Style, line
from gouji.render.witness import decisive, place_lines, place_words
from gouji.render.words import REASON, texts
from gouji.syntax.nodes import Axis, Matches, Parts, PatternItem
from gouji.trying import things, wording
from gouji.trying.bench import Bench

MOST_ELEMENTS: Final = 20
MOST_CHARACTERS: Final = 600
_LEAF: Final = frozenset(("operand", "constant"))
_TRUTH: Final[Mapping[bool | None, tuple[str, Style]]] = {
    True: ("✓", "good"),
    False: ("✗", "error"),
    None: ("?", "warning"),
}


def checked_input(scope: CheckScope, tree: Axis) -> Typed | None:
    """Return an expression, or something to go through, with its kind; nothing when it was complained about."""
    if isinstance(tree, Matches | Parts):
        over = quantified.axis(scope, tree)
        return None if over is None else over[2]
    return expressions.checked(scope, tree, axis=True)


def page(bench: Bench, typed: Typed, *, whole: bool) -> Iterator[Block]:
    """Give what an expression is on the report; `whole` adds every step.

    Raises:
        BudgetExceededError: it is too much work.
    """
    node, scope, trace = typed.core, scope_of(bench), Trace(budget=Budget())
    match node:
        case core.TheTable() | core.TheSection() | core.TheDocument():
            yield from things.page(node, scope, bench.language)
        case (
            core.LinesAxis() | core.SectionsAxis() | core.ChildrenAxis() | core.HeadingsAxis()
            | core.MentionsAxis() | core.MatchesAxis() | core.PartsAxis()
        ):  # fmt: skip
            yield from elements_page(node, scope, bench.language, whole=whole)
        case _ if node.kind == "truth":
            yield from _condition(node, scope, trace, bench.language, whole=whole)
        case _:
            yield from _value(node, scope, trace, bench.language, whole=whole)


def scope_of(bench: Bench) -> Scope:
    """Return where expressions are evaluated: in the report, with the patterns of the pack and the author's own."""
    return Scope(bench.documents, patterns_of(bench), {}, None)


def patterns_of(bench: Bench) -> Mapping[str, CompiledPattern]:
    """Return the patterns of the pack and the author's own."""
    own = (item for file in bench.own.values() for item in file.items if isinstance(item, PatternItem))
    made = {one.word.text: ready_pattern(one.pattern, one.not_before, one.not_after) for one in own}
    return {**bench.workshop.plan.patterns, **made}


# ── conditions ──────────────────────────────────────────────────────────────


def _condition(
    node: core.Expression, scope: Scope, trace: Trace, language: Language, *, whole: bool
) -> Iterator[Block]:
    found = judged(node, scope, trace)
    truth = found.truth if found.truth is not None else decide(found.formula)
    mark, style = _TRUTH[truth]
    pieces: list[Piece] = [(f"{mark} {wording.TRUTH[truth].of(language)}", style)]
    if truth is None:
        pieces += [(f"  {one}", "plain") for one in _reasons(trace, language)]
    yield Line(tuple(pieces))
    if whole:
        yield from step_tree(found.step, trace, 2, language)
    yield from _places(found.step, scope, trace, language)


def _reasons(trace: Trace, language: Language) -> Iterator[str]:
    for code in dict.fromkeys(trace.unknown):
        words = REASON[code].of(language) if code in REASON else code
        yield f"{words} ({code})" if words != code else code


# ── values ──────────────────────────────────────────────────────────────────


def _value(node: core.Expression, scope: Scope, trace: Trace, language: Language, *, whole: bool) -> Iterator[Block]:
    found = evaluated(node, scope, trace)
    match found.value:
        case Vector():
            yield from _members(found.value, node, scope, trace, language)
        case Found():
            yield from _match(found.value, scope, language)
            return
        case _:
            yield Line(_pieces(found, node, scope, trace, language), 0, 2)
    for code in dict.fromkeys(trace.doubts):
        yield line(f"{wording.DOUBTED.of(language)}{things.doubt_words(code, language)}", "warning", 2)
    if whole and found.step.operator not in _LEAF:
        yield from step_tree(found.step, trace, 2, language)
    yield from _places(found.step, scope, trace, language)


def _pieces(
    found: Evaluated, node: core.Expression, scope: Scope, trace: Trace, language: Language
) -> tuple[Piece, ...]:
    # Of what is not known the range is shown, and the reason beside it.
    words = words_of(found.value, node.unit, "", scope, language)
    match found.value:
        case Undefined():
            said = "  ".join(_reasons(trace, language)) or words
            return ((f"? {said}", "warning"),)
        case TextFact():
            return ((_cut(words), "strong"), (f"  {wording.characters(len(words), language)}", "faint"))
        case Affine() | Composite():
            unit = "" if node.unit is None or words.endswith(node.unit) else f" {node.unit}"
            if value_of(found.value) is not None:
                return ((words + unit, "strong"),)
            return ((words + unit, "warning"), *((f"  {one}", "plain") for one in _reasons(trace, language)))
        case _:
            return ((words, "strong"),)


def _members(vector: Vector, node: core.Expression, scope: Scope, trace: Trace, language: Language) -> Iterator[Block]:
    yield line(wording.members(len(vector.members), language), "strong")
    named = {one.id: texts(one.labels, language) for one in trace.operands.values()}
    for one in vector.members[:MOST_ELEMENTS]:
        words = words_of(one.value, node.unit, "", scope, language)
        name = named.get(one.step.operand or 0, "")
        yield Line(((_cut(words), "strong"), (f"  {name}", "faint")), 2, 2)
    yield from _more(len(vector.members), language)
    if not vector.complete:
        yield line(wording.INCOMPLETE.of(language), "warning", 2)


# ── what is gone through ────────────────────────────────────────────────────


def elements_page(axis: core.Axis, scope: Scope, language: Language, *, whole: bool = False) -> Iterator[Block]:
    """Give the elements of an axis, at most some of them unless the whole is wanted.

    Raises:
        BudgetExceededError: it is too much work.
    """
    trace = Trace(budget=Budget())
    found = elements(axis, scope, trace)
    if isinstance(found, Undefined):
        yield Line((("?", "warning"), *((f"  {one}", "plain") for one in _reasons(trace, language))))
        return
    yield line(wording.members(len(found.members), language), "strong")
    most = len(found.members) if whole else MOST_ELEMENTS
    for one in found.members[:most]:
        yield from _element(one, scope, language)
    yield from _more(len(found.members), language, most)
    if not found.complete:
        yield line(wording.INCOMPLETE.of(language), "warning", 2)


def _element(one: Bound, scope: Scope, language: Language) -> Iterator[Block]:
    match one.element:
        case Found():
            yield from _match(one.element, scope, language, 2)
        case HeadingFact():
            section = "" if one.element.section is None else f"  {one.element.section}"
            heading = one.element.heading or ""
            yield Line(((f"{one.element.position}  {heading}", "strong"), (f"{section}  {one.key}", "faint")), 2, 2)
        case _:
            yield Line(((one.key, "strong"), (f"  {texts(one.labels, language)}", "plain")), 2, 2)


def _match(found: Found, scope: Scope, language: Language, indent: int = 0) -> Iterator[Block]:
    trace = Trace()
    operands.of_found(scope, trace, found, "")
    seen = shown_operand(next(iter(trace.operands.values())), scope)
    where = place_words(seen.place, language) or found.pointer
    yield Line(((f"“{_cut(found.text)}”", "strong"), (f"  {where}", "faint")), indent, 2)
    if found.sentence != found.text:
        yield line(_cut(found.sentence), "plain", indent + 2)
    for name, value in found.holes.items():
        yield Line(((f"{name} = ", "faint"), (things.hole_words(value, language), "plain")), indent + 2, 2)


def _more(count: int, language: Language, most: int = MOST_ELEMENTS) -> Iterator[Block]:
    if count > most:
        yield line(wording.more(count - most, language), "faint", 2)


# ── places ──────────────────────────────────────────────────────────────────


def _places(step: Step, scope: Scope, trace: Trace, language: Language) -> Iterator[Block]:
    seen = tuple(shown_operand(one, scope) for one in sorted(trace.operands.values(), key=lambda one: one.id))
    yield from place_entries(place_lines(decisive(Evidence("check", step, seen)), language), language)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_CHARACTERS else text[:MOST_CHARACTERS] + "…"
