"""The wording of every complaint about cases, to be read as one page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span


def unknown_rule(source: Source, span: Span, rule: str, known: Collection[str]) -> Diagnostic:
    """Return the complaint about cases of a rule that the pack does not have."""
    message = Text(f"规则包中没有规则 `{_cut(rule)}`", f"the pack has no rule `{_cut(rule)}`")
    first = Text("规则包中还没有规则，请先写规则", "the pack has no rule yet; write the rule first")
    return _error("C101", source, span, message, _nearest(rule, known) if known else first)


def wrong_topic(source: Source, span: Span, rule: str, topic: str) -> Diagnostic:
    """Return the complaint about cases that stand in the file of another topic."""
    return _error(
        "C102",
        source,
        span,
        Text(f"规则 `{rule}` 不属于主题 `{topic}`", f"the rule `{rule}` is not of the topic `{topic}`"),
        Text(f"请移到 cases/{rule.partition('.')[0]}.yaml", f"move its cases to cases/{rule.partition('.')[0]}.yaml"),
    )


def named_twice(source: Source, span: Span, name: str, first: Span) -> Diagnostic:
    """Return the complaint about a second case of the same name."""
    line = source.position(first.start).line
    return _error(
        "C103",
        source,
        span,
        Text(f"该规则已有用例“{_cut(name)}”", f"the rule already has a case `{_cut(name)}`"),
        Text("请另起名称", "give it another name"),
        Text(f"第一个在第 {line} 行", f"the first is in line {line}"),
    )


def expects_nothing(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a case that could never fail."""
    return _error(
        "C104",
        source,
        span,
        Text("用例没有写明期望", "the case expects nothing"),
        Text("请写 expect 或 expect_counts", "write `expect` or `expect_counts`"),
    )


def unknown_base(source: Source, span: Span, name: str, known: Collection[str]) -> Diagnostic:
    """Return the complaint about a base report that is not in cases/bases."""
    message = Text(f"cases/bases 中没有 `{_cut(name)}.json`", f"there is no `{_cut(name)}.json` in cases/bases")
    return _error("C105", source, span, message, _nearest(name, known))


def bad_base(source: Source, span: Span, name: str, why: Text) -> Diagnostic:
    """Return the complaint about a base report that cannot be loaded."""
    return _error(
        "C106",
        source,
        span,
        Text(f"`{name}.json` 不能读作报告：{why.zh}", f"`{name}.json` is no report: {why.en}"),
        Text("请改正该文件", "correct that file"),
    )


def no_place(source: Source, span: Span, pointer: str, why: Text) -> Diagnostic:
    """Return the complaint about a change at a place that the report does not have."""
    return _error(
        "C107",
        source,
        span,
        Text(f"`{_cut(pointer)}`：{why.zh}", f"`{_cut(pointer)}`: {why.en}"),
        Text(
            "位置写作 JSON 指针，如 /tables/requests/received/total；其上各级须已在报告中",
            "write a JSON pointer such as /tables/requests/received/total; all above it must be in the report",
        ),
    )


def no_report(source: Source, span: Span, defects: Iterable[Text]) -> Diagnostic:
    """Return the complaint about a change after which nothing is left that could be checked."""
    said = tuple(defects)[:3]
    return _error(
        "C108",
        source,
        span,
        Text(
            "改动之后不再是一份报告：" + "；".join(one.zh for one in said),
            "after the change it is no report: " + "; ".join(one.en for one in said),
        ),
        Text("请改正 change", "correct the change"),
    )


def wrong_expectation(source: Source, span: Span, found: str, known: Collection[str]) -> Diagnostic:
    """Return the complaint about a status, grade or reason that no finding has."""
    return _error(
        "C109",
        source,
        span,
        Text(f"结果中不会有 `{_cut(found)}`", f"no finding says `{_cut(found)}`"),
        _nearest(found, known),
    )


def wrong_count(source: Source, span: Span, found: str) -> Diagnostic:
    """Return the complaint about a number of instances that is none."""
    return _error(
        "C109",
        source,
        span,
        Text(f"`{_cut(found)}` 不是个数", f"`{_cut(found)}` is no number of instances"),
        Text("请写不小于 0 的整数", "write an integer that is not negative"),
    )


def too_many(source: Source, span: Span, most: int) -> Diagnostic:
    """Return the complaint about more cases than are read."""
    return _error(
        "C110",
        source,
        span,
        Text(f"用例超过 {most} 个", f"more than {most} cases"),
        Text("请删减用例", "leave some out"),
    )


def unknown_item(source: Source, span: Span, name: str, known: Collection[str]) -> Diagnostic:
    """Return the complaint about a mutant of an item that the pack does not have."""
    message = Text(f"规则包中没有 `{_cut(name)}`", f"the pack has no `{_cut(name)}`")
    return _error("C111", source, span, message, _nearest(name, known))


def domain_too_large(source: Source, span: Span, count: int, most: int) -> Diagnostic:
    """Return the complaint about a domain of more reports than are gone through."""
    return _error(
        "C112",
        source,
        span,
        Text(f"取值范围有 {count} 份报告，最多 {most} 份", f"the domain has {count} reports, at most {most} are tried"),
        Text("请减少取值", "give fewer values"),
    )


def _nearest(word: str, known: Collection[str]) -> Text:
    near = get_close_matches(word[:80], tuple(known), n=1)
    if near:
        return Text(f"是否应为 `{near[0]}`？", f"did you mean `{near[0]}`?")
    shown = [f"`{one}`" for one in sorted(known)[:12]]
    rest = Text(" 等", " …") if len(known) > len(shown) else Text("", "")
    if not shown:
        return Text("一个也没有", "there are none")
    return Text(f"可用：{'、'.join(shown)}{rest.zh}", f"known: {', '.join(shown)}{rest.en}")


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def _error(
    code: str, source: Source, span: Span, message: Text, help_text: Text, note: Text | None = None
) -> Diagnostic:
    return Diagnostic(code, "error", source, span, message, help_text, note)
