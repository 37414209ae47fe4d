"""The law held against the rules: sources, rules and cases enter; for every clause it leaves what became of it.

A clause is quoted by rules, or said to be one that no rule can check, or nobody has dealt with it yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from gouji.authoring.markdown import cell, code
from gouji.authoring.model import Book
from gouji.authoring.trial import short
from gouji.authoring.workshop import Workshop
from gouji.check.checked import CheckedRule
from gouji.diagnostics import Language, Text
from gouji.record import Record
from gouji.render.page import Block, Line, Style, line
from gouji.render.words import colon
from gouji.values import Labels
from gouji.vocabulary.pack_model import LegalSource

State: TypeAlias = Literal["tested", "mechanised", "unchecked", "unassigned", "contradictory"]

STATES: Final[dict[State, Text]] = {
    "tested": Text("已有规则，有用例", "checked by rules with cases"),
    "mechanised": Text("已有规则，用例不全", "checked by rules, some without cases"),
    "unchecked": Text("不能由规则核验", "no rule can check it"),
    "unassigned": Text("尚未处理", "not dealt with yet"),
    "contradictory": Text("自相矛盾：既有规则引用，又说不能核验", "contradictory: quoted, and said to be beyond rules"),
}
_STYLE: Final[dict[State, Style]] = {
    "tested": "good",
    "mechanised": "warning",
    "unchecked": "faint",
    "unassigned": "warning",
    "contradictory": "error",
}


class Dealt(Record, frozen=True):
    """What became of a clause; `rules` are those that quote it, `untested` those of them without all their cases."""

    source: LegalSource
    place: str
    state: State
    rules: tuple[str, ...] = ()
    untested: tuple[str, ...] = ()
    because: Labels | None = None


def dealt_with(workshop: Workshop) -> tuple[Dealt, ...]:
    """Return what became of every clause of a pack's sources, in their order."""
    rules = workshop.plan.rules.rules
    return tuple(
        _dealt(source, clause.place, clause.unchecked, _quoting(rules, source.id, clause.place), workshop.book)
        for source in workshop.sources.entries
        for clause in source.clauses
    )


def is_tested(rule: str, book: Book) -> bool:
    """Return whether the cases of a rule expect it both to hold and to fail."""
    expected = {one.status for ready in book.of(rule) for one in ready.case.expected}
    counted = {status for ready in book.of(rule) for status, number in (ready.case.counts or {}).items() if number}
    return {"pass", "fail"} <= expected | counted


def _quoting(rules: Iterable[CheckedRule], source: str, place: str) -> tuple[str, ...]:
    return tuple(
        short(rule.id)
        for rule in rules
        if any(basis.source == source and basis.place.texts[0][1] == place for basis in rule.bases)
    )


def _dealt(source: LegalSource, place: str, because: Labels | None, rules: tuple[str, ...], book: Book) -> Dealt:
    untested = tuple(rule for rule in rules if not is_tested(rule, book))
    state: State
    if rules and because is not None:
        state = "contradictory"
    elif rules:
        state = "mechanised" if untested else "tested"
    else:
        state = "unassigned" if because is None else "unchecked"
    return Dealt(source, place, state, rules, untested, because)


# ── printed ─────────────────────────────────────────────────────────────────


def law_page(found: Sequence[Dealt], language: Language) -> Iterator[Block]:
    """Give the clauses by source, each with what became of it."""
    for source, clauses in _by_source(found):
        yield line(_title(source, language), "strong")
        for one in clauses:
            state = f"  {STATES[one.state].of(language)}"
            yield Line(((one.place, "plain"), (state, _STYLE[one.state])), 2, 4)
            if one.rules:
                yield line("  ".join(one.rules), "faint", 4, 2)
            if one.untested:
                yield line(_without(one, language) + "  ".join(one.untested), "warning", 4, 2)
            if one.because is not None:
                yield line(one.because.of(language), "faint", 4, 2)
        yield line("")
    yield line(summary(found, language))


def law_markdown(found: Sequence[Dealt], title: Labels, language: Language) -> str:
    """Return the clauses as a page of Markdown, a table for each source."""
    zh = language == "zh"
    head = Text("条文与规则对照", "The law, clause by clause").of(language)
    lines = [
        f"# {head}",
        "",
        Text(
            f"{title.of('zh')}：每一条文由哪些规则核验，或者为何不能核验。本页由 `gouji law --format markdown` 生成，"
            "不要手工修改。",
            f"{title.of('en')}: which rules check each clause, or why none can. "
            "This page is made by `gouji law --format markdown --lang en`; do not edit it.",
        ).of(language),
        "",
        summary(found, language),
    ]
    for source, clauses in _by_source(found):
        lines += ["", f"## {cell(_title(source, language))}", ""]
        lines += ["来源：" + cell(source.origin) if zh else "Source: " + cell(source.origin), ""]
        lines += [
            "| 条文 | 情况 | 规则或者理由 |" if zh else "| clause | state | rules, or why none |",
            "|---|---|---|",
        ]
        for one in clauses:
            lines.append(f"| {cell(one.place)} | {STATES[one.state].of(language)} | {_said(one, language)} |")
    return "\n".join(lines) + "\n"


def summary(found: Sequence[Dealt], language: Language) -> str:
    """Return how many clauses there are of each state."""
    counts = [(STATES[state].of(language), sum(one.state == state for one in found)) for state in STATES]
    shown = " · ".join(f"{words} {number}" for words, number in counts if number)
    return Text(f"条文 {len(found)} 条：{shown}", f"{len(found)} clauses: {shown}").of(language)


def _by_source(found: Sequence[Dealt]) -> Iterator[tuple[LegalSource, list[Dealt]]]:
    for source in dict.fromkeys(one.source.id for one in found):
        clauses = [one for one in found if one.source.id == source]
        yield clauses[0].source, clauses


def _title(source: LegalSource, language: Language) -> str:
    number = "" if source.number is None else Text(f"（{source.number}）", f" ({source.number})").of(language)
    return f"{source.titles.of(language)}{number}"


def _said(one: Dealt, language: Language) -> str:
    said = "、".join(code(rule) for rule in one.rules) if language == "zh" else ", ".join(map(code, one.rules))
    if one.untested:
        said += f"<br>{_without(one, language)}" + ", ".join(map(code, one.untested))
    if one.because is not None:
        said += ("<br>" if said else "") + cell(one.because.of(language))
    return said or "—"


def _without(one: Dealt, language: Language) -> str:
    return Text("缺通过或不成立的用例", "without a case that passes or one that fails").of(language) + colon(language)
