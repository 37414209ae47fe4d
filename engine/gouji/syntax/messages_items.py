"""What this room says to a rule author of items and clauses, one function a complaint.

A place and the guilty text enter, a `Diagnostic` leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span
from gouji.syntax.messages import say, shown
from gouji.syntax.words import CLAUSES, ITEMS


def unknown_clause(source: Source, span: Span, found: str) -> Diagnostic:
    """A word at the start of a line within a rule."""
    return say(
        "R140",
        source,
        span,
        Text(f"没有名为 {shown(found)} 的子句", f"found {shown(found)}, wanted a clause"),
        _nearest(found, CLAUSES)
        or Text("子句有 " + "、".join(f"`{word}`" for word in CLAUSES), "the clauses are " + ", ".join(CLAUSES)),
    )


def reserved_name(source: Source, span: Span, found: str) -> Diagnostic:
    """A word of the language where a name is wanted."""
    return say(
        "R141",
        source,
        span,
        Text(f"保留字 {shown(found)} 不能作名称", f"found the reserved word {shown(found)}, wanted a name"),
        Text(f"请换一个名称，如 `{found}_`", f"choose another name, as `{found}_`"),
    )


def brace_missing(source: Source, span: Span, rule: str, found: Text) -> Diagnostic:
    """The next item or the end comes before the rule's `}`."""
    return say(
        "R142",
        source,
        span,
        Text(
            f"规则 {shown(rule)} 的 `{{` 没有对应的 `}}`，先出现了{found.zh}",
            f"found {found.en} before the `}}` of rule {shown(rule)}",
        ),
        Text("请在规则末尾加上 `}`", "put a `}` at the end of the rule"),
    )


def opening_missing(source: Source, span: Span, found: str) -> Diagnostic:
    """A clause begins before the rule's `{`."""
    return say(
        "R143",
        source,
        span,
        Text(f"{shown(found)} 之前缺少 `{{`", f"found the clause {shown(found)}, wanted `{{` before it"),
        Text('规则写作 `rule 名称 "标题" { … }`', 'a rule is written `rule name "title" { … }`'),
    )


def because_missing(source: Source, span: Span, found: Text) -> Diagnostic:
    """A lowering or a tolerance without its reason."""
    return say(
        "R144",
        source,
        span,
        Text(f"出现了{found.zh}，应为 `because` 和理由", f"found {found.en}, wanted `because` and a reason"),
        Text('降级和容差都要说明理由：`because "…"`', 'a lower grade and a tolerance say why: `because "…"`'),
    )


def rule_empty(source: Source, span: Span, rule: str) -> Diagnostic:
    """A rule of no clauses."""
    return say(
        "R145",
        source,
        span,
        Text(f"规则 {shown(rule)} 没有子句", f"the rule {shown(rule)} has no clauses"),
        Text("至少写出 `grade`、`basis` 和 `check`", "write at least `grade`, `basis` and `check`"),
    )


def text_unmarked(source: Source, span: Span) -> Diagnostic:
    """Two texts in a row."""
    return say(
        "R146",
        source,
        span,
        Text("第二段文字前没有语言标记", "found a second text without the mark of its language"),
        Text('写作 `"…" en "…"`', 'write `"…" en "…"`'),
    )


def unknown_item(source: Source, span: Span, found: str) -> Diagnostic:
    """A word at the top of a file that begins nothing."""
    return say(
        "R147",
        source,
        span,
        Text(
            f"出现了 {shown(found)}，应为 {_either(ITEMS, 'zh')}",
            f"found {shown(found)}, wanted {_either(ITEMS, 'en')}",
        ),
        _nearest(found, ITEMS),
    )


def unknown_word(source: Source, span: Span, found: str, wanted: Sequence[str]) -> Diagnostic:
    """A word where only few others can stand."""
    return say(
        "R148",
        source,
        span,
        Text(
            f"出现了 {shown(found)}，应为 {_either(wanted, 'zh')}",
            f"found {shown(found)}, wanted {_either(wanted, 'en')}",
        ),
        _nearest(found, wanted),
    )


def brace_extra(source: Source, span: Span) -> Diagnostic:
    """A closing brace outside any rule."""
    return say(
        "R149",
        source,
        span,
        Text("出现了 `}`，但没有打开的规则", "found `}` where no rule is open"),
        Text("请删除它", "remove it"),
    )


def clause_outside(source: Source, span: Span, found: str) -> Diagnostic:
    """A clause at the top of a file."""
    return say(
        "R150",
        source,
        span,
        Text(f"子句 {shown(found)} 写在规则之外", f"found the clause {shown(found)} outside a rule"),
        Text('子句写在 `rule 名称 "标题" { … }` 之内', 'clauses stand within `rule name "title" { … }`'),
    )


def _nearest(word: str, among: Sequence[str]) -> Text | None:
    close = get_close_matches(word.lower(), among, n=1, cutoff=0.6)
    return Text(f"是否想写 `{close[0]}`？", f"did you mean `{close[0]}`?") if close else None


def _either(words: Sequence[str], language: str) -> str:
    quoted = [f"`{word}`" for word in words]
    if len(quoted) == 1:
        return quoted[0]
    last = " 或 " if language == "zh" else " or "
    comma = "、" if language == "zh" else ", "
    return comma.join(quoted[:-1]) + last + quoted[-1]
