"""The results of the bench as pages: cases tried, coverage, mutants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from gouji.authoring.coverage import Coverage
from gouji.authoring.coverage import share as covered_share
from gouji.authoring.model import Tried
from gouji.authoring.mutation import Score, Stale
from gouji.authoring.mutation import share as killed_share
from gouji.diagnostics import Language, Text
from gouji.render.page import Block, Line, Piece, line

_One = TypeVar("_One")


def percent(share: Fraction) -> str:
    """Return a share as a percentage, cut off after one decimal: only what is whole is shown as 100."""
    tenths = share.numerator * 1000 // share.denominator
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def cases_page(tried: Sequence[Tried], rules: Sequence[str], language: Language) -> Iterator[Block]:
    """Give the cases by rule, with what was expected and found where they differ."""
    by_rule: dict[str, list[Tried]] = {rule: [] for rule in rules}
    for one in tried:
        by_rule[one.case.rule].append(one)
    for rule, cases in by_rule.items():
        yield from _rule(rule, cases, language)
    bad = sum(bool(one.wrong) for one in tried)
    good = len(tried) - bad
    without = sum(not cases for cases in by_rule.values())
    yield line("")
    yield line(
        Text(
            f"用例 {len(tried)} 个：通过 {good} · 未通过 {bad}　规则 {len(rules)} 条：无用例 {without}",
            f"{len(tried)} cases: {good} passed · {bad} failed; {len(rules)} rules: {without} without cases",
        ).of(language),
        "error" if bad else "good",
    )


def _rule(rule: str, cases: Sequence[Tried], language: Language) -> Iterator[Block]:
    bad = [one for one in cases if one.wrong]
    if not cases:
        head: Piece = (Text("无用例  ", "no cases").of(language), "warning")
    elif bad:
        head = (Text("未通过  ", "failed  ").of(language), "error")
    else:
        head = (Text("通过    ", "passed  ").of(language), "good")
    count = f"  {len(cases) - len(bad)}/{len(cases)}" if cases else ""
    yield Line((head, (rule, "plain"), (count, "faint")))
    for one in bad:
        place = one.case.source.position(one.case.span.start)
        yield Line(((one.case.name, "strong"), (f"  {one.case.source.name}:{place.line}", "faint")), 4, 4)
        for wrong in one.wrong:
            yield line(wrong.of(language), "plain", 6, 4)


# ── coverage ────────────────────────────────────────────────────────────────


def coverage_page(covered: Sequence[Coverage], language: Language) -> Iterator[Block]:
    """Give the parts of conditions that the cases have not seen both true and false, and the figures by topic."""
    yield line("")
    yield line(Text("条件覆盖", "coverage of conditions").of(language), "strong")
    for one in covered:
        missing = [part for part in one.parts if not part.both]
        if missing:
            yield Line(((one.rule, "plain"), (f"  {one.seen}/{len(one.parts)}", "faint")), 2)
        for part in missing:
            never: Piece = (_never(part.true, part.false, language), "warning")
            yield Line(((f"{part.place}  ", "faint"), (part.words, "plain"), never), 4, 4)
    for topic, group in _by_topic(covered, lambda each: each.rule.partition(".")[0]):
        count = sum(len(each.parts) for each in group)
        yield line(f"{topic}  {sum(each.seen for each in group)}/{count}  {percent(covered_share(group))}%", "faint", 2)
    yield line(
        Text(
            f"真假都见过的条件 {percent(covered_share(covered))}%",
            f"{percent(covered_share(covered))}% of the conditions were seen both true and false",
        ).of(language)
    )


def _never(true: bool, false: bool, language: Language) -> str:
    if not true and not false:
        return Text("　真假均未见", "  never decided").of(language)
    if not true:
        return Text("　从未为真", "  never true").of(language)
    return Text("　从未为假", "  never false").of(language)


# ── mutants ─────────────────────────────────────────────────────────────────


def mutation_page(scores: Sequence[Score], language: Language) -> Iterator[Block]:
    """Give the kill rate of every rule, pattern and let, each survivor as a diff, and the figures by topic."""
    yield line("")
    yield line(Text("变异", "mutants").of(language), "strong")
    for one in scores:
        rate = f"  {one.killed}/{one.tried}"
        yield Line(((one.name, "warning" if one.survivors else "plain"), (rate, "faint")), 2)
        for survivor in one.survivors:
            yield line(f"- {survivor.before}", "error", 4, 2)
            yield line(f"+ {survivor.after}", "good", 4, 2)
        for shown in one.shown:
            yield line(f"= {shown.survivor.before}", "faint", 4, 2)
            yield line(f"= {shown.survivor.after}", "faint", 4, 2)
            count = Text(f"{shown.reports} 份报告答案相同", f"{shown.reports} reports are answered alike").of(language)
            yield line(f"{shown.because}　{count}" if language == "zh" else f"{shown.because}  {count}", "faint", 6, 2)
        for stale in one.stale:
            yield line(_stale(stale).of(language), "error", 4, 2)
    for topic, group in _by_topic(scores, lambda each: each.name.partition(".")[0]):
        killed, tried = sum(each.killed for each in group), sum(each.tried for each in group)
        yield line(f"{topic}  {killed}/{tried}  {percent(killed_share(group))}%", "faint", 2)
    yield line(_summary(scores, language))
    untried = sum(one.untried for one in scores)
    if untried:
        yield line(
            Text(f"时间用尽，{untried} 个变异未试", f"time ran out: {untried} mutants were not tried").of(language),
            "warning",
        )


def _stale(stale: Stale) -> Text:
    where = f"{stale.item}  - {stale.before}  + {stale.after}"
    if stale.told:
        return Text(f"声明等价，但有报告答案不同：{where}", f"declared equivalent, but a report tells the two: {where}")
    return Text(
        f"声明等价，但没有这样存活的变异：{where}", f"declared equivalent, but no such mutant survives: {where}"
    )


def _summary(scores: Sequence[Score], language: Language) -> str:
    killed, tried = sum(one.killed for one in scores), sum(one.tried for one in scores)
    refused, same = sum(one.refused for one in scores), sum(one.equivalent for one in scores)
    rate, shown = percent(killed_share(scores)), sum(len(one.shown) for one in scores)
    declared = Text(f"、{shown} 个声明等价", f", {shown} declared to") if shown else Text("", "")
    return Text(
        f"用例发现了 {tried} 个变异中的 {killed} 个，{rate}%"
        f"（另有 {refused} 个不成规则、{same} 个含义不变{declared.zh}）",
        f"the cases noticed {killed} of {tried} mutants, {rate}% "
        f"({refused} were no rules, {same} meant the same{declared.en})",
    ).of(language)


def _by_topic(items: Iterable[_One], topic: Callable[[_One], str]) -> Iterable[tuple[str, list[_One]]]:
    groups: dict[str, list[_One]] = defaultdict(list)
    for one in items:
        groups[topic(one)].append(one)
    return sorted(groups.items())
