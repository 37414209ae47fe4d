"""The wording of every complaint about names (R2xx), to be read as one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.check.messages import AXES, complaint, en_list, suggestion, zh_list
from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span

MEANINGS = {
    "group": Text("组", "a group"),
    "column": Text("列", "a column"),
    "row": Text("行", "a row"),
    "mention": Text("提及", "a mention"),
    "section": Text("章节", "a section"),
    "table": Text("表", "a table"),
    "given": Text("固有名称", "a given name"),
    "unit": Text("单位", "a unit"),
    "function": Text("函数", "a function"),
    "reserved": Text("保留字", "a reserved word"),
    "variable": Text("变量", "a variable"),
    "let": Text("let 名称", "a let"),
    "pattern": Text("模式", "a pattern"),
    "rule": Text("规则", "a rule"),
}


def unknown_name(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a name that means nothing here."""
    return complaint(
        "R201", source, span, Text(f"未知的名称 `{name}`", f"unknown name `{name}`"), suggestion(name, known)
    )


def label_alone(source: Source, span: Span, label: str) -> Diagnostic:
    """Return the complaint about a printed label that stands outside of a table's brackets."""
    return complaint(
        "R201",
        source,
        span,
        Text(f"反引号中的 `{label}` 在此不指任何东西", f"the label `{label}` means nothing here"),
        Text("栏目名只能写在表的方括号中", "a label stands between the brackets of a table"),
    )


def unknown_field(source: Source, span: Span, name: str, of: Text, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a field that a thing does not have."""
    return complaint(
        "R202",
        source,
        span,
        Text(f"{of.zh}没有字段 `{name}`", f"{of.en} has no field `{name}`"),
        suggestion(name, known),
    )


def incomplete_name(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about the first half of a name: `agency`, `section`."""
    names = tuple(f"{name}.{one}" for one in known)
    return complaint(
        "R202",
        source,
        span,
        Text(f"`{name}` 后面缺少字段", f"`{name}` lacks a field"),
        Text(f"例如 `{names[0]}`", f"for example `{names[0]}`") if names else None,
    )


def unknown_line(source: Source, span: Span, name: str, axis: str, table: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a row or column that the table does not have."""
    words = AXES[axis]
    return complaint(
        "R203",
        source,
        span,
        Text(f"`{table}` 没有{words.zh} `{name}`", f"`{table}` has no {words.en} `{name}`"),
        suggestion(name, known),
    )


def label_without_quotes(source: Source, span: Span, label: str, axis: str, table: str, line: str) -> Diagnostic:
    """Return the complaint about a printed label that stands where ids do."""
    words = AXES[axis]
    return complaint(
        "R203",
        source,
        span,
        Text(f"`{table}` 没有编号为 `{label}` 的{words.zh}", f"`{table}` has no {words.en} with the id `{label}`"),
        Text(
            f"表上印的名称要写在反引号中：`{label}`（编号为 {line}）",
            f"what the form prints stands in backquotes: `{label}` (its id is {line})",
        ),
    )


def unknown_section(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a section that the vocabulary does not have."""
    return complaint(
        "R203", source, span, Text(f"未知的章节 `{name}`", f"unknown section `{name}`"), suggestion(name, known)
    )


def unknown_function(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a function that does not exist."""
    return complaint(
        "R204", source, span, Text(f"未知的函数 `{name}`", f"unknown function `{name}`"), suggestion(name, known)
    )


def unknown_pattern(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a pattern that no file of the pack has."""
    return complaint(
        "R205", source, span, Text(f"未知的模式 `{name}`", f"unknown pattern `{name}`"), suggestion(name, known)
    )


def unknown_unit(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a unit that is neither built in nor declared."""
    return complaint(
        "R206", source, span, Text(f"未知的单位 `{name}`", f"unknown unit `{name}`"), suggestion(name, known)
    )


def taken_name(source: Source, span: Span, name: str, meaning: str) -> Diagnostic:
    """Return the complaint about a new name that already means something."""
    words = MEANINGS[meaning]
    return complaint(
        "R207",
        source,
        span,
        Text(f"`{name}` 已是{words.zh}", f"`{name}` is already {words.en}"),
        Text("请换一个名称", "choose another name"),
    )


def named_twice(source: Source, span: Span, name: str, meaning: str, first: tuple[Source, Span]) -> Diagnostic:
    """Return the complaint about the second rule, let or pattern of one name."""
    words = MEANINGS[meaning]
    place = first[0].position(first[1].start)
    return complaint(
        "R208",
        source,
        span,
        Text(f"{words.zh} `{name}` 重复", f"{words.en} named `{name}` exists already"),
        Text("请换一个名称，或删去其一", "choose another name, or remove one of them"),
        Text(f"第一个在 {first[0].name} 第 {place.line} 行", f"the first is in {first[0].name}, line {place.line}"),
    )


def let_cycle(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about a let that depends on itself."""
    return complaint(
        "R209",
        source,
        span,
        Text(f"`{name}` 依赖它自身", f"`{name}` depends on itself"),
        Text("请拆开这个环", "break the circle"),
    )


def unknown_label(source: Source, span: Span, label: str, axis: str, table: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a printed label that no row or column of the table has."""
    words = AXES[axis]
    return complaint(
        "R210",
        source,
        span,
        Text(f"`{table}` 没有印作“{label}”的{words.zh}", f"`{table}` has no {words.en} printed “{label}”"),
        suggestion(label, known),
    )


def ambiguous_label(source: Source, span: Span, label: str, candidates: Sequence[str]) -> Diagnostic:
    """Return the complaint about a printed label that several rows or columns have."""
    return complaint(
        "R211",
        source,
        span,
        Text(f"“{label}”不唯一", f"“{label}” is not unique"),
        Text(f"请写其中之一：{zh_list(candidates)}", f"write one of: {en_list(candidates)}"),
    )


def group_without_star(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about a group that is named like a row or column."""
    return complaint(
        "R212",
        source,
        span,
        Text(f"`{name}` 是一组，不是一项", f"`{name}` is a group, not a single element"),
        Text(f"请写 `{name}.*`", f"write `{name}.*`"),
    )


def no_group(source: Source, span: Span, name: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about `.*` after what is no group."""
    return complaint(
        "R213", source, span, Text(f"`{name}` 不是组", f"`{name}` is not a group"), suggestion(name, known)
    )


def no_such_cell(source: Source, span: Span, table: str) -> Diagnostic:
    """Return the complaint about a row and a column that never meet."""
    return complaint(
        "R214",
        source,
        span,
        Text(f"任何格式的 `{table}` 都没有这个单元格", f"no format of `{table}` has such a cell"),
        Text("请核对行与列", "look at the row and the column"),
    )


def not_in_set(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about `except` or `only` with what is not in the set anyway."""
    return complaint(
        "R215",
        source,
        span,
        Text(f"`{name}` 不在该集合之中", f"`{name}` is not in the set"),
        Text("请删去，或改为集合的成员", "remove it, or name a member of the set"),
    )


def bound_later(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about a variable that only a later `for` binds."""
    return complaint(
        "R216",
        source,
        span,
        Text(f"变量 `{name}` 在此处尚未绑定", f"the variable `{name}` is not bound yet"),
        Text(f"请把绑定 `{name}` 的 for 移到前面", f"move the `for` that binds `{name}` before this one"),
    )


def too_many_hops(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a third step to another report."""
    return complaint(
        "R217",
        source,
        span,
        Text("跨报告至多两步", "at most two steps lead to another report"),
        Text("例如 `parent.prior`", "for example `parent.prior`"),
    )


def no_keys(source: Source, span: Span, table: str, axis: str) -> Diagnostic:
    """Return the complaint about a text in the place of a row or column."""
    words = AXES[axis]
    return complaint(
        "R218",
        source,
        span,
        Text(f"`{table}` 的{words.zh}不按键查找", f"the {words.en}s of `{table}` are not found by a key"),
        Text("请写标识，或把印出的栏目名写在反引号中", "write an id, or a printed label in backquotes"),
    )


def replaced_exists(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about replacing a rule that is still there."""
    return complaint(
        "R219",
        source,
        span,
        Text(f"被取代的规则 `{name}` 仍然存在", f"the rule `{name}` still exists"),
        Text("请删去旧规则，或去掉 replaces", "remove the old rule, or do not replace it"),
    )


def malformed_replaced(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about `replaces` with anything but a topic and a name."""
    return complaint(
        "R219",
        source,
        span,
        Text(f"`{name}` 不是规则标识", f"`{name}` is not the name of a rule"),
        Text("请写 `主题.名称`", "write `topic.name`"),
    )


def never_this_value(source: Source, span: Span, value: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a text that is compared with a value outside its list."""
    return complaint(
        "R220",
        source,
        span,
        Text(f"从不取值“{value}”", f"the value is never “{value}”"),
        suggestion(value, known),
    )


def topic_twice(source: Source, span: Span, topic: str, first: str) -> Diagnostic:
    """Return the complaint about a second file of one topic."""
    return complaint(
        "R221",
        source,
        span,
        Text(f"主题 `{topic}` 已有文件 {first}", f"the topic `{topic}` has the file {first} already"),
        Text("请改文件名", "rename the file"),
    )


def malformed_topic(source: Source, span: Span, topic: str) -> Diagnostic:
    """Return the complaint about a file whose name cannot be a topic."""
    return complaint(
        "R222",
        source,
        span,
        Text(f"文件名 `{topic}` 不能用作主题", f"the file's name `{topic}` cannot be a topic"),
        Text("文件名只用字母、数字和下划线，不以数字开头", "use letters, digits and `_`, and no digit first"),
    )


def graded_rule_unknown(source: Source, span: Span, rule: str, known: Iterable[str]) -> Diagnostic:
    """Return the complaint about a profile that grades a rule which the pack does not have."""
    return complaint(
        "R223",
        source,
        span,
        Text(f"没有规则 `{rule}`", f"there is no rule `{rule}`"),
        suggestion(rule, known),
    )
