"""A rule traced on a report: instances with their clauses enter; the tree of every clause, with its values, leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gouji.authoring.clauses import Reached, instances
from gouji.check.checked import CheckedRule
from gouji.diagnostics import Language, Text
from gouji.evaluate.evaluate import Choice, explain
from gouji.evaluate.scope import Seen, Trace
from gouji.facts.model import Documents
from gouji.findings import Instance, Status, Step
from gouji.plan.plan import Plan
from gouji.render.page import Block, Line, Piece, Style, line
from gouji.render.words import GRADE, REASON, STATUS

_STYLE: Final[dict[Status, Style]] = {
    "pass": "good",
    "fail": "error",
    "waived": "faint",
    "not_applicable": "faint",
    "not_assessable": "warning",
}
_TRUTH: Final[dict[str, tuple[str, Style]]] = {
    "true": ("✓", "good"),
    "false": ("✗", "error"),
    "unknown": ("?", "warning"),
}
_COMPARATORS: Final = frozenset("=≠<≤>≥")
_DEEPEST: Final = 40
_MOST_WORDS: Final = 160


def trace_page(
    rule: CheckedRule, plan: Plan, given: Documents, wanted: str | None, most: int, language: Language
) -> Iterator[Block]:
    """Give the instances of a rule, or the one that is wanted by its bindings, at most some of them."""
    yield Line(((rule.id, "strong"), (f"  {rule.title.of(language)}", "strong")))
    shown = hidden = 0
    for reached in instances(rule, plan, given):
        if wanted is not None and bound_names(reached.choice) != wanted:
            continue
        if shown >= most:
            hidden += 1
            continue
        shown += 1
        yield line("")
        yield from _instance(explain(rule, plan, given, reached.choice), reached, language)
    if not shown:
        yield line(Text("没有核验项", "there is no instance").of(language), "warning")
    if hidden:
        more = Text(f"另有 {hidden} 个核验项；--all 全部列出", f"{hidden} more instances; --all lists all")
        yield line(more.of(language), "faint")


def bound_names(choice: Choice) -> str:
    """Return the bindings of an instance as its id writes them: `c=total`."""
    return ",".join(f"{name}={one.key}" for name, one in choice.bounds)


def _instance(instance: Instance, reached: Reached, language: Language) -> Iterator[Block]:
    reason = "" if instance.reason is None else f"  {REASON[instance.reason].of(language)} ({instance.reason})"
    grade = GRADE[instance.grade].of(language)
    name = instance.instance.partition("[")[2].removesuffix("]")
    status: Piece = (STATUS[instance.status].of(language), _STYLE[instance.status])
    yield Line((status, (f"  {grade}", "faint"), (f"  {name}", "strong"), (reason, "plain")))
    for met in reached.met:
        mark, style = _TRUTH[_said(met.truth)]
        rank = f" {met.clause.rank + 1}" if met.clause.rank else ""
        yield Line(((f"{mark} ", style), (f"{met.clause.place}{rank}", "strong")), 2)
        if met.judged is None:
            yield line(Text("未能求值", "could not be evaluated").of(language), "warning", 4)
        else:
            yield from step_tree(met.judged.step, met.trace, 4, language)


def _said(truth: bool | None) -> str:
    return "unknown" if truth is None else ("true" if truth else "false")


def step_tree(step: Step, trace: Trace, indent: int, language: Language) -> Iterator[Block]:
    """Give a step and those below it, each with its truth or value."""
    words = _words(step)
    if step.truth is not None:
        mark, style = _TRUTH[step.truth]
        yield Line(((f"{mark} ", style), (words, "plain")), indent, 2)
    elif step.operator == "operand":
        yield Line(((words, "plain"), *_operand(step, trace, language)), indent, 2)
    elif step.operator != "constant":
        value = "—" if step.value is None else step.value
        yield Line(((words, "plain"), (f" = {value}", "strong")), indent, 2)
    if indent < 2 * _DEEPEST:
        for inner in step.arguments:
            yield from step_tree(inner, trace, indent + 2, language)


def _words(step: Step) -> str:
    words = step.words
    if step.operator in _COMPARATORS and f" {step.operator} " not in words:
        # Half of `between`, or one of a list: the author's words say more than this comparison.
        words = f" {step.operator} ".join(one.words for one in step.arguments[:2])
    return words if len(words) <= _MOST_WORDS else words[:_MOST_WORDS] + "…"


def _operand(step: Step, trace: Trace, language: Language) -> Iterator[Piece]:
    seen = next((one for one in trace.operands.values() if one.id == step.operand), None)
    value = step.value if step.value is not None else _missing(seen, language)
    yield (f" = {value[:_MOST_WORDS]}", "strong")
    if seen is not None:
        raw = "" if seen.raw is None or seen.raw == value else f"“{seen.raw[:60]}” "
        yield (f"  {raw}{seen.pointer}", "faint")


def _missing(seen: Seen | None, language: Language) -> str:
    if seen is None or seen.reason is None:
        return "—" if seen is None else seen.state
    return f"{REASON[seen.reason].of(language)} ({seen.reason})" if seen.reason in REASON else seen.reason
