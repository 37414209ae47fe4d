"""What this room says to a rule author of characters, texts and numbers, one function a complaint.

A place and the guilty text enter, a `Diagnostic` leaves. What it says of items and clauses stands in `messages_items`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span, visible

Quoting: TypeAlias = Callable[[Source, Span, str], Diagnostic]
"""A complaint that needs no more than the guilty text."""

_SHOWN = 40


def say(code: str, source: Source, span: Span, message: Text, advice: Text | None = None) -> Diagnostic:
    """Return a complaint that refuses the file."""
    return Diagnostic(code, "error", source, span, message, advice)


def shown(text: str) -> str:
    """Return the author's text in backticks, short and inert."""
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return f"`{visible(short)}`"


def _led(zh: str) -> str:
    """Return Chinese words with a blank before a leading backtick, as elsewhere between Chinese and code."""
    return f" {zh}" if zh.startswith("`") else zh


def _character(char: str) -> str:
    code = f"U+{ord(char):04X}"
    return f"`{char}` ({code})" if char.isprintable() and not char.isspace() else code


# ── the file as a whole ─────────────────────────────────────────────────────


def not_utf8(source: Source, span: Span, byte: int) -> Diagnostic:
    """The bytes are no UTF-8."""
    return say(
        "R101",
        source,
        span,
        Text(f"字节 0x{byte:02X} 不是 UTF-8", f"the byte 0x{byte:02X} is not UTF-8"),
        Text("请把文件另存为 UTF-8 编码", "save the file as UTF-8"),
    )


def forbidden_character(source: Source, span: Span, char: str) -> Diagnostic:
    """A NUL or half of a surrogate pair."""
    code = f"U+{ord(char):04X}"
    return say(
        "R102",
        source,
        span,
        Text(f"出现了字符 {code}，规则文件是纯文本", f"found the character {code}, a rule file is plain text"),
        Text("请删除该字符；文件可能不是规则文件", "remove it; the file may not be a rule file at all"),
    )


def too_large(source: Source, limit: int) -> Diagnostic:
    """More than a rule file may hold."""
    return say(
        "R103",
        source,
        Span(0, 0),
        Text(f"文件超过 {limit} 字节", f"the file is larger than {limit} bytes"),
        Text("请拆成几个规则文件", "split it into several rule files"),
    )


def too_deep(source: Source, span: Span, limit: int) -> Diagnostic:
    """Brackets or operators within one another beyond the limit."""
    return say(
        "R104",
        source,
        span,
        Text(f"嵌套超过 {limit} 层", f"nested more than {limit} levels deep"),
        Text("请用 `let` 给其中一部分命名", "name a part of it with `let`"),
    )


def unexpected(source: Source, span: Span, found: Text, wanted: Text) -> Diagnostic:
    """Anything that no other complaint explains better."""
    return say(
        "R105",
        source,
        span,
        Text(f"出现了{found.zh}，应为{_led(wanted.zh)}", f"found {found.en}, wanted {wanted.en}"),
    )


def found_token(text: str) -> Text:
    """Return how a found piece of text is called, the empty one being the end."""
    if text == "":
        return Text("结尾", "the end")
    return Text(f" {shown(text)}", shown(text))


def unknown_character(source: Source, span: Span, char: str) -> Diagnostic:
    """A character of no token."""
    name = unicodedata.name(char, "")
    return say(
        "R106",
        source,
        span,
        Text(f"字符 {_character(char)} 在此处没有含义", f"the character {_character(char)} means nothing here"),
        None if char.isprintable() else Text(f"请删除它（{name}）", f"remove it ({name.lower()})"),
    )


# ── strings, labels, patterns ───────────────────────────────────────────────


def string_unclosed(source: Source, span: Span, quote: str) -> Diagnostic:
    """A string that does not end on its line."""
    closing = "”" if quote in "“”" else '"'
    return say(
        "R110",
        source,
        span,
        Text(f"字符串在本行内没有结束引号 `{closing}`", f"the string has no closing `{closing}` on this line"),
        Text(
            f'请加上 `{closing}`；字符串内的引号写作 `\\"`，换行写作 `\\n`',
            f'close it with `{closing}`; within a string a quote is written `\\"` and a line break `\\n`',
        ),
    )


def label_unclosed(source: Source, span: Span) -> Diagnostic:
    """A backquote without its partner."""
    return say(
        "R111",
        source,
        span,
        Text("标签在本行内没有结束的反引号", "the label has no closing backquote on this line"),
        Text("请在标签末尾加上反引号", "put a backquote behind the label"),
    )


def pattern_unclosed(source: Source, span: Span) -> Diagnostic:
    """A pattern that does not end on its line."""
    return say(
        "R112",
        source,
        span,
        Text("模式在本行内没有结束的 `/`", "the pattern has no closing `/` on this line"),
        Text("请加上 `/`；模式内的斜线写作 `\\/`", "close it with `/`; a slash within it is written `\\/`"),
    )


def unknown_escape(source: Source, span: Span, escape: str) -> Diagnostic:
    """A backslash before something that needs none."""
    return say(
        "R113",
        source,
        span,
        Text(f"不认识的转义 {shown(escape)}", f"unknown escape {shown(escape)}"),
        Text(
            '转义只有 `\\"`、`\\\\`、`\\n`；反斜线本身写作 `\\\\`',
            'the escapes are `\\"`, `\\\\` and `\\n`; a backslash itself is written `\\\\`',
        ),
    )


def single_quotes(source: Source, span: Span) -> Diagnostic:
    """A string between the wrong quotes."""
    return say(
        "R114",
        source,
        span,
        Text("字符串用了单引号", "found single quotes, wanted double ones"),
        Text('字符串写在 `"…"` 或 `“…”` 之间', 'a string stands between `"…"` or `“…”`'),
    )


def brace_alone(source: Source, span: Span, brace: str) -> Diagnostic:
    """A brace in a message without its partner."""
    return say(
        "R115",
        source,
        span,
        Text(f"文字中的 `{brace}` 没有成对", f"the `{brace}` in this text has no partner"),
        Text(
            f"表达式写作 `{{表达式}}`；花括号本身写作 `{brace * 2}`",
            f"an expression is written `{{expression}}`; the brace itself is written `{brace * 2}`",
        ),
    )


def hole_empty(source: Source, span: Span) -> Diagnostic:
    """Braces in a message around nothing."""
    return say(
        "R116",
        source,
        span,
        Text("花括号内没有表达式", "found nothing between the braces, wanted an expression"),
        Text("写入表达式；花括号本身写作 `{{}}`", "write an expression; the braces themselves are written `{{}}`"),
    )


def pattern_too_long(source: Source, span: Span, length: int, limit: int) -> Diagnostic:
    """More characters than a pattern may have."""
    return say(
        "R117",
        source,
        span,
        Text(f"模式有 {length} 个字符，最多 {limit} 个", f"the pattern has {length} characters, {limit} are allowed"),
        Text("请拆成几个模式", "split it into several patterns"),
    )


def nothing_within(source: Source, span: Span, what: Text) -> Diagnostic:
    """A pattern or label of no characters."""
    return say(
        "R118",
        source,
        span,
        Text(f"{what.zh}是空的", f"the {what.en} is empty"),
        Text(f"请写出{what.zh}的内容", f"write what the {what.en} says"),
    )


# ── slips ───────────────────────────────────────────────────────────────────


def foreign_sign(code: str, source: Source, span: Span, found: str, wanted: Text | None) -> Diagnostic:
    """A sign that other languages or keyboards have; `wanted` says what is written here."""
    return say(
        code,
        source,
        span,
        Text(f"出现了 {shown(found)}，规则语言没有这个符号", f"found {shown(found)}, which is no sign of the language"),
        wanted,
    )


def comparison_chained(source: Source, span: Span, found: str) -> Diagnostic:
    """A second comparison on the heels of the first."""
    return say(
        "R123",
        source,
        span,
        Text(
            f"比较之后又出现 {shown(found)}，比较不能连写",
            f"found {shown(found)} after a comparison, they do not chain",
        ),
        Text(
            "请用 `and` 连接两个比较，或写 `x between a and b`",
            "join two comparisons with `and`, or write `x between a and b`",
        ),
    )


def foreign_word(source: Source, span: Span, found: str, wanted: Text) -> Diagnostic:
    """A keyword that other languages have."""
    return say(
        "R124",
        source,
        span,
        Text(f"{shown(found)} 不是规则语言的词", f"{shown(found)} is no word of the language"),
        wanted,
    )


def quantifier_bare(source: Source, span: Span, found: str) -> Diagnostic:
    """`every` or `some` as an operand."""
    return say(
        "R125",
        source,
        span,
        Text(f"{shown(found)} 前有运算符，需要括号", f"found {shown(found)} behind an operator without parentheses"),
        Text(
            f"请写作 `({found} … satisfies …)`",
            f"write `({found} … satisfies …)`",
        ),
    )


# ── numbers ─────────────────────────────────────────────────────────────────


def point_without_digit(source: Source, span: Span, found: str) -> Diagnostic:
    """`1.` or `.5`."""
    return say(
        "R130",
        source,
        span,
        Text(f"{shown(found)} 的小数点两边都要有数字", f"found {shown(found)}, a point needs a digit on both sides"),
        Text("写作 `0.5`、`1.0`；范围写作 `2019 .. 2020`", "write `0.5`, `1.0`; a range is written `2019 .. 2020`"),
    )


def number_form(source: Source, span: Span, found: str) -> Diagnostic:
    """Exponents, digit grouping, other bases."""
    return say(
        "R131",
        source,
        span,
        Text(f"{shown(found)} 不是可读的数字写法", f"found {shown(found)}, which is no way to write a number here"),
        Text(
            "数字只由数字和一个小数点组成，如 `100000`、`0.35`；单位前请空一格",
            "a number is digits and at most one point, as `100000` or `0.35`; put a blank before a unit",
        ),
    )


def number_too_long(source: Source, span: Span, length: int, limit: int) -> Diagnostic:
    """More digits than any report has."""
    return say(
        "R132",
        source,
        span,
        Text(f"数字有 {length} 位，最多 {limit} 位", f"the number has {length} digits, {limit} are allowed"),
        Text("请缩短数字", "write a shorter number"),
    )


def three_dots(source: Source, span: Span, found: str) -> Diagnostic:
    """`2019...2020`."""
    return say(
        "R133",
        source,
        span,
        Text(f"出现了 {shown(found)}，范围用两个点", f"found {shown(found)}, a range has two points"),
        Text("写作 `2019 .. 2020`", "write `2019 .. 2020`"),
    )


def foreign_digits(source: Source, span: Span, found: str, ascii_form: str) -> Diagnostic:
    """Full-width and other digits."""
    return say(
        "R134",
        source,
        span,
        Text(f"{shown(found)} 不是 ASCII 数字", f"found {shown(found)}, wanted ASCII digits"),
        Text(f"写作 {shown(ascii_form)}", f"write {shown(ascii_form)}"),
    )


def year_not_whole(source: Source, span: Span, found: str) -> Diagnostic:
    """`effective 2019.5 ..`."""
    return say(
        "R135",
        source,
        span,
        Text(f"{shown(found)} 不是年份", f"found {shown(found)}, wanted a year"),
        Text("年份是整数，如 `2021`", "a year is a whole number, as `2021`"),
    )
