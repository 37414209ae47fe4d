"""The wording of every complaint about kinds and units (R3xx), to be read as one page."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.check.messages import AXES, complaint
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
