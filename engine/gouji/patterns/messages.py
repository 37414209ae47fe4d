"""The wording of every complaint about a pattern, in both languages; offsets count in the text of the pattern."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from gouji.diagnostics import Text
from gouji.record import Record


class PatternProblem(Record, frozen=True):
    """Why a pattern cannot be used: a code of `CODES`, the guilty range, what is wrong, what to do.

    `part` says in which text the range lies: 0 the pattern, then each `not before`, then each `not after`.
    """

    code: str
    part: int
    start: int
    end: int
    message: Text
    help: Text | None = None


def malformed(start: int, end: int, complaint: str) -> PatternProblem:
    """Return the complaint with the words of the regular expression engine."""
    message = Text(f"不是合法的正则表达式：{complaint}", f"not a regular expression: {complaint}")
    aid = Text("字面字符前加反斜杠，如 `\\(`", "put a backslash before a literal character, as in `\\(`")
    return PatternProblem("R501", 0, start, end, message, aid)


def looks_around(start: int, end: int, found: str) -> PatternProblem:
    """Return the complaint about `(?=`, `(?!`, `(?<=` and `(?<!`."""
    message = Text(f"模式不支持环视 `{found}`", f"found look-around `{found}`, which patterns do not have")
    aid = Text(
        "把上下文写在模式之外：`not before /…/`、`not after /…/`",
        "state the context beside the pattern: `not before /…/`, `not after /…/`",
    )
    return PatternProblem("R502", 0, start, end, message, aid)


def refers_back(start: int, end: int, found: str) -> PatternProblem:
    """Return the complaint about a back-reference."""
    message = Text(f"模式不支持反向引用 `{found}`", f"found back-reference `{found}`, which patterns do not have")
    aid = Text("把可能的文字逐一写出", "write the possible texts out")
    return PatternProblem("R503", 0, start, end, message, aid)


def unknown_type(start: int, end: int, found: str, known: Sequence[str]) -> PatternProblem:
    """Return the complaint about the type of a hole."""
    near = get_close_matches(found, known, 1)
    listed = ", ".join(f"`{one}`" for one in known)
    aid = Text(f"是否指 `{near[0]}`？", f"did you mean `{near[0]}`?") if near else None
    either = Text(f"可用的类型：{listed}", f"the types are {listed}")
    return PatternProblem(
        "R504", 0, start, end, Text(f"未知的空位类型 `{found}`", f"unknown type of hole `{found}`"), aid or either
    )


def hole_twice(start: int, end: int, name: str) -> PatternProblem:
    """Return the complaint about the second hole of a name."""
    message = Text(f"空位 `{name}` 重名", f"second hole named `{name}`")
    aid = Text("给每个空位不同的名称", "give every hole a name of its own")
    return PatternProblem("R505", 0, start, end, message, aid)


def matches_nothing(end: int) -> PatternProblem:
    """Return the complaint about a pattern that matches the empty text."""
    message = Text("模式可以匹配空文字，处处都会成立", "the pattern can match no text, so it would match everywhere")
    aid = Text("至少写出一个必须出现的字符", "let at least one character be required")
    return PatternProblem("R506", 0, 0, end, message, aid)


def too_long(length: int, limit: int) -> PatternProblem:
    """Return the complaint about the length of a pattern."""
    message = Text(f"模式有 {length} 个字符，上限为 {limit}", f"found {length} characters, the limit is {limit}")
    aid = Text("拆成几个模式", "split it into several patterns")
    return PatternProblem("R507", 0, limit, length, message, aid)


def repeated_hole(start: int, end: int, name: str) -> PatternProblem:
    """Return the complaint about a hole that could be filled more than once."""
    message = Text(
        f"空位 `{name}` 处在重复之中，取值不唯一", f"hole `{name}` stands in a repetition and has no one value"
    )
    aid = Text(
        "把空位移到重复之外，或用 `matches of` 逐个取值", "move the hole out of the repetition, or go over `matches of`"
    )
    return PatternProblem("R508", 0, start, end, message, aid)


def stray_brace(start: int, end: int) -> PatternProblem:
    """Return the complaint about a brace that opens neither a hole nor a repetition."""
    message = Text(
        "花括号既不是空位 `{名称: 类型}` 也不是重复次数 `{2,5}`",
        "this brace opens neither a hole `{name: type}` nor a repetition `{2,5}`",
    )
    aid = Text(
        "空位写作半角的 `{名称: 类型}`，字面花括号写作 `\\{`",
        "write a hole as `{name: type}`, with ASCII marks, and a literal brace as `\\{`",
    )
    return PatternProblem("R509", 0, start, end, message, aid)


def hole_in_context(start: int, end: int) -> PatternProblem:
    """Return the complaint about a hole in `not before` or `not after`."""
    message = Text("`not before` 和 `not after` 中不能有空位", "`not before` and `not after` have no holes")
    aid = Text("把空位换成普通的正则，如 `[0-9]+`", "use a plain expression such as `[0-9]+` instead")
    return PatternProblem("R510", 0, start, end, message, aid)


def folded_end(start: int, end: int, found: str) -> PatternProblem:
    """Return the complaint about a range with an end that folding turns into another character."""
    message = Text(
        f"范围 `{found}` 的端点会被折叠为另一字符，范围不再成立",
        f"an end of range `{found}` folds to another character, so the range means nothing",
    )
    aid = Text("用半角字符写范围，或逐个列出字符", "write the range in ASCII, or list the characters one by one")
    return PatternProblem("R511", 0, start, end, message, aid)


def too_large(end: int) -> PatternProblem:
    """Return the complaint about a pattern that needs too many states."""
    message = Text("模式编译后过大", "the compiled pattern is too large")
    aid = Text("减小重复次数，或拆成几个模式", "use smaller repetitions, or split it into several patterns")
    return PatternProblem("R512", 0, 0, end, message, aid)


def named_group(start: int, end: int) -> PatternProblem:
    """Return the complaint about `(?P<name>…)`."""
    message = Text("模式不支持命名分组", "found a named group, which patterns do not have")
    aid = Text("取值用空位 `{名称: 类型}`，分组用 `(…)`", "capture with a hole `{name: type}`, group with `(…)`")
    return PatternProblem("R513", 0, start, end, message, aid)


def unprintable(start: int) -> PatternProblem:
    """Return the complaint about a character that no text should hold."""
    message = Text("模式含有不可打印字符", "found a character that cannot be printed")
    return PatternProblem("R514", 0, start, start + 1, message, Text("删去该字符", "delete it"))


def unsupported(start: int, end: int, found: str) -> PatternProblem:
    """Return the complaint about an escape or flag of RE2 that patterns do not have."""
    message = Text(f"模式不支持 `{found}`", f"found `{found}`, which patterns do not have")
    aid = Text(
        "字面字符逐个用反斜杠转义；标志只有 `(?i)` 和 `(?s)`",
        "escape literal characters one by one; the only flags are `(?i)` and `(?s)`",
    )
    return PatternProblem("R515", 0, start, end, message, aid)
