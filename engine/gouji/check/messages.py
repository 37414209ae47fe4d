"""The wording of every complaint about names (R2xx) and kinds (R3xx), to be read as one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.check.scope import nearest
from gouji.check.types import Type
from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span

KINDS = {
    "number": Text("数", "a number"),
    "text": Text("文字", "a text"),
    "date": Text("日期", "a date"),
    "truth": Text("条件", "a condition"),
    "member": Text("行或列", "a row or column"),
    "set": Text("集合", "a set"),
    "list": Text("列表", "a list"),
    "vector": Text("一组单元格", "several cells"),
    "match": Text("匹配", "a match"),
    "mention": Text("提及", "a mention"),
    "section": Text("章节", "a section"),
    "heading": Text("标题", "a heading"),
    "part": Text("小节", "a part"),
    "table": Text("表", "a table"),
    "document": Text("报告", "a report"),
}

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

AXES = {"row": Text("行", "row"), "column": Text("列", "column"), "section": Text("章节", "section")}


def complaint(
    code: str, source: Source, span: Span, message: Text, help_text: Text | None = None, note: Text | None = None
) -> Diagnostic:
    """Return a complaint that refuses the file."""
    return Diagnostic(code, "error", source, span, message, help_text, note)


def suggestion(text: str, known: Iterable[str]) -> Text | None:
    """Return the help that offers the nearest name, or lists the names when they are few."""
    names = tuple(known)
    near = nearest(text, names)
    if near is not None:
        return Text(f"是否为 `{near}`？", f"did you mean `{near}`?")
    if 0 < len(names) <= 12:
        return Text(f"可用：{_zh_list(names)}", f"there are: {_en_list(names)}")
    return None


def _zh_list(names: Sequence[str]) -> str:
    return "、".join(f"`{one}`" for one in names)


def _en_list(names: Sequence[str]) -> str:
    return ", ".join(f"`{one}`" for one in names)


# ── names ───────────────────────────────────────────────────────────────────


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
        Text(f"请写其中之一：{_zh_list(candidates)}", f"write one of: {_en_list(candidates)}"),
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


# ── kinds and units ─────────────────────────────────────────────────────────


def kind_words(kind: Type) -> Text:
    """Return what an expression is, for people."""
    return KINDS[kind.kind]


def wrong_kind(
    source: Source, span: Span, found: Type, wanted: Sequence[str], help_text: Text | None = None
) -> Diagnostic:
    """Return the complaint about an expression of another kind."""
    words = kind_words(found)
    zh, en = "或".join(KINDS[one].zh for one in wanted), " or ".join(KINDS[one].en for one in wanted)
    return complaint(
        "R301", source, span, Text(f"此处是{words.zh}，应为{zh}", f"found {words.en}, wanted {en}"), help_text
    )


SECTION_AS_TEXT = Text("请写章节的 `.text`", "write the `.text` of the section")


def table_wanted(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about brackets after what is no table."""
    return complaint(
        "R301",
        source,
        span,
        Text("方括号前应为表", "wanted a table before the brackets"),
        Text("例如 `requests[received, total]`", "for example `requests[received, total]`"),
    )


def element_wanted(source: Source, span: Span, name: str, axis: str) -> Diagnostic:
    """Return the complaint about comparing a variable with anything but an element of its axis."""
    words = AXES[axis]
    return complaint(
        "R301",
        source,
        span,
        Text(f"`{name}` 只能与{words.zh}的标识比较", f"`{name}` is compared with the id of a {words.en} only"),
        Text("例如 `c = total`", "for example `c = total`"),
    )


def wrong_items(source: Source, span: Span, found: str, wanted: Sequence[str]) -> Diagnostic:
    """Return the complaint about a list whose items a function does not take."""
    zh, en = "或".join(KINDS[one].zh for one in wanted), " or ".join(KINDS[one].en for one in wanted)
    return complaint(
        "R301",
        source,
        span,
        Text(f"列表的成员是{KINDS[found].zh}，应为{zh}", f"found {KINDS[found].en} in the list, wanted {en}"),
    )


def label_in_path(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a printed label within a dotted name."""
    return complaint(
        "R210",
        source,
        span,
        Text("栏目名不能与标识连写", "a printed label is no part of a dotted name"),
        Text("请单独写栏目名，或写完整的标识", "write the label alone, or the whole id"),
    )


def not_a_number(source: Source, span: Span, text: str) -> Diagnostic:
    """Return the complaint about digits that are no number."""
    return complaint("R301", source, span, Text(f"`{text}` 不是数", f"`{text}` is not a number"))


def no_reckoning_with_dates(source: Source, span: Span, operator: str, other: Type) -> Diagnostic:
    """Return the complaint about arithmetic with dates other than differences and shifts by days."""
    words = kind_words(other)
    return complaint(
        "R301",
        source,
        span,
        Text(f"日期与{words.zh}不能用 `{operator}`", f"a date and {words.en} have no `{operator}`"),
        Text("可写 `日期 - 日期`、`日期 + 10 day`", "write `date - date` or `date + 10 day`"),
    )


def measured(kind: Type) -> Text:
    """Return what a number measures, for people."""
    if kind.dimension is None:
        return Text("单位不一的数", "numbers of different units")
    if kind.unit == "":
        return Text("无单位的数", "a plain number")
    unit = kind.unit or kind.dimension
    return Text(f"以 `{unit}` 计的数", f"a number in `{unit}`")


def different_measures(source: Source, span: Span, left: Type, right: Type) -> Diagnostic:
    """Return the complaint about two numbers that do not go together."""
    one, other = measured(left), measured(right)
    bare = next((two for two in ((left, right), (right, left)) if two[0].bare and two[1].unit), None)
    unit = bare[1].unit if bare is not None else None
    return complaint(
        "R302",
        source,
        span,
        Text(f"{one.zh}与{other.zh}不能在一起", f"{one.en} does not go together with {other.en}"),
        Text(f"请写上单位，如 `10 {unit}`", f"write the unit, as in `10 {unit}`") if unit else None,
    )


def mixed_measures(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about cells that do not measure the same thing."""
    return complaint(
        "R302",
        source,
        span,
        Text("这些单元格单位不一", "these cells measure different things"),
        Text("请用 except 或 only 取单位相同的", "choose those of one unit by `except` or `only`"),
    )


def measure_wanted(source: Source, span: Span, found: Type, wanted: Text) -> Diagnostic:
    """Return the complaint about a number that measures another thing than is wanted."""
    words = measured(found)
    return complaint(
        "R302", source, span, Text(f"此处是{words.zh}，应为{wanted.zh}", f"found {words.en}, wanted {wanted.en}")
    )


def no_order(source: Source, span: Span, kind: Type) -> Diagnostic:
    """Return the complaint about `<` and its like between what has no order."""
    words = kind_words(kind)
    return complaint(
        "R303",
        source,
        span,
        Text(f"{words.zh}不能比较大小", f"{words.en} has no order"),
        Text("只能用 `=` 或 `≠`", "use `=` or `≠`"),
    )


def not_comparable(source: Source, span: Span, left: Type, right: Type) -> Diagnostic:
    """Return the complaint about two things that can never be equal."""
    one, other = kind_words(left), kind_words(right)
    return complaint(
        "R301",
        source,
        span,
        Text(f"{one.zh}不能与{other.zh}比较", f"{one.en} cannot be compared with {other.en}"),
        None,
    )


def tables_only_equal(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about comparing tables otherwise than by `=`."""
    return complaint(
        "R303",
        source,
        span,
        Text("两表只能用 `=` 比较", "tables compare by `=` only"),
        Text("请写 `not (a = b)`", "write `not (a = b)`"),
    )


def no_product(source: Source, span: Span, left: Type, right: Type) -> Diagnostic:
    """Return the complaint about multiplying two measures, or dividing by another one."""
    one, other = measured(left), measured(right)
    return complaint(
        "R304",
        source,
        span,
        Text(f"{one.zh}与{other.zh}不能相乘除", f"{one.en} and {other.en} have no product or quotient"),
        Text("乘法须有一方无单位，除法须单位相同或除数无单位", "one factor, or the divisor, must be a plain number"),
    )


def wrong_count(source: Source, span: Span, function: str, found: int, wanted: str) -> Diagnostic:
    """Return the complaint about too many or too few arguments."""
    return complaint(
        "R305",
        source,
        span,
        Text(
            f"`{function}` 有 {found} 个参数，应为 {wanted} 个", f"`{function}` has {found} arguments, wanted {wanted}"
        ),
    )


def nothing_to_narrow(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about `except` or `only` after a single row or column."""
    return complaint(
        "R306",
        source,
        span,
        Text("只有一项，无从排除或选取", "there is only one element to choose from"),
        Text("请写在 `*`、`组.*` 或集合之后", "write it after `*`, `group.*` or a set"),
    )


def other_owner(source: Source, span: Span, name: str, found: tuple[str, str], axis: str, table: str) -> Diagnostic:
    """Return the complaint about a variable or set of another table or axis."""
    one, other = AXES[found[0]], AXES[axis]
    of_zh, of_en = (f"`{found[1]}` 的", f" of `{found[1]}`") if found[1] else ("", "")
    to_zh, to_en = (f"`{table}` 的", f" of `{table}`") if table else ("", "")
    return complaint(
        "R307",
        source,
        span,
        Text(
            f"`{name}` 指{of_zh}{one.zh}，应为{to_zh}{other.zh}",
            f"`{name}` is about a {one.en}{of_en}, wanted a {other.en}{to_en}",
        ),
    )


def different_shapes(source: Source, span: Span, left: str, right: str) -> Diagnostic:
    """Return the complaint about comparing two different tables."""
    return complaint(
        "R308",
        source,
        span,
        Text(f"`{left}` 与 `{right}` 形状不同", f"`{left}` and `{right}` have different shapes"),
        Text("例如 `requests = prior.requests`", "for example `requests = prior.requests`"),
    )


def not_a_cell(source: Source, span: Span, found: Type, state: str) -> Diagnostic:
    """Return the complaint about `is filled` and its like asked of what is no single cell."""
    words = kind_words(found)
    return complaint(
        "R309",
        source,
        span,
        Text(f"`is {state}` 只能问单元格，此处是{words.zh}", f"`is {state}` is asked of a cell, found {words.en}"),
        Text("对其他事物可用 `is absent` 或 `exists`", "of other things ask `is absent` or `exists`"),
    )


def empty_list(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a list without items."""
    return complaint(
        "R310", source, span, Text("列表为空", "the list is empty"), Text("请至少写一项", "write at least one item")
    )


def mixed_list(source: Source, span: Span, found: Type, first: Type) -> Diagnostic:
    """Return the complaint about a list whose items do not belong together."""
    one, other = kind_words(found), kind_words(first)
    return complaint(
        "R310",
        source,
        span,
        Text(f"列表混杂：此项是{one.zh}，前面是{other.zh}", f"the list mixes kinds: found {one.en} after {other.en}"),
    )


def whole_number_wanted(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about an argument that must be known before any report is read."""
    return complaint(
        "R311",
        source,
        span,
        Text(f"`{name}` 须为 0 至 100 的整数常量", f"`{name}` must be a whole number from 0 to 100, written out"),
    )


def no_axis(source: Source, span: Span, found: Type) -> Diagnostic:
    """Return the complaint about `in` with what has no elements."""
    words = kind_words(found)
    return complaint(
        "R312",
        source,
        span,
        Text(f"此处是{words.zh}，不能逐一取用", f"found {words.en}, wanted something to go through"),
        Text(
            "例如 `requests.rows`、`sections`、`headings`、`matches of p in document`",
            "for example `requests.rows`, `sections`, `headings`, `matches of p in document`",
        ),
    )


def only_an_axis(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about found elements that stand where a value is wanted."""
    return complaint(
        "R312",
        source,
        span,
        Text(
            "找到的元素只能用 for、every 或 some 逐一取用",
            "found elements are gone through by `for`, `every` or `some`",
        ),
    )


def only_cells_of_children(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about asking all children for anything but a cell."""
    return complaint(
        "R313",
        source,
        span,
        Text("对全体下级只能取同一单元格", "only one cell can be asked of all children"),
        Text(
            "例如 `sum(children.requests[received, total])`，或用 `every k in children`",
            "for example `sum(children.requests[received, total])`, or use `every k in children`",
        ),
    )


def too_large(source: Source, span: Span, limit: int) -> Diagnostic:
    """Return the complaint about an expression that lets have blown up."""
    return complaint(
        "R314",
        source,
        span,
        Text(f"展开 let 后超过 {limit} 个节点", f"more than {limit} nodes with all lets put in place"),
        Text("请拆成几条规则", "split it into several rules"),
    )


def too_deep(source: Source, span: Span, limit: int) -> Diagnostic:
    """Return the complaint about an expression that is nested too deeply."""
    return complaint(
        "R315",
        source,
        span,
        Text(f"嵌套超过 {limit} 层", f"nested more than {limit} deep"),
        Text("长的连加请用 `sum([…])`", "write a long addition as `sum([…])`"),
    )


def always_there(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about asking whether a computed value exists."""
    return complaint(
        "R316",
        source,
        span,
        Text("此处不是可以缺失的事物", "this is nothing that can be missing"),
        Text(
            "可问：单元格、章节、表、文字、匹配、元数据、其他报告",
            "ask it of a cell, section, table, text, match, metadata or another report",
        ),
    )


def not_for_texts(source: Source, span: Span, found: Type) -> Diagnostic:
    """Return the complaint about an expression in a text that cannot be printed."""
    words = kind_words(found)
    return complaint(
        "R317",
        source,
        span,
        Text(f"{words.zh}不能写进文字", f"{words.en} cannot stand in a text"),
        Text("可写：数、文字、日期、行列、条件", "write a number, text, date, member or condition"),
    )
