"""The wording of every remark of `gouji lint`, to be read as one page."""

from __future__ import annotations

from typing import Final

from gouji.diagnostics import Diagnostic, Text
from gouji.render.words import STATUS
from gouji.source import Source, Span

_CODES: Final = {"pass": "L101", "fail": "L102", "not_applicable": "L103", "not_assessable": "L104"}


def no_case(source: Source, span: Span, rule: str, status: str) -> Diagnostic:
    """Return the remark on a rule without a case of a status that it can have."""
    said = STATUS[status]
    return _remark(
        _CODES[status],
        source,
        span,
        Text(f"规则 `{rule}` 没有“{said.zh}”的用例", f"the rule `{rule}` has no case that is {said.en}"),
        Text("请在 cases 中补一个", "add one to its cases"),
    )


def confusable(source: Source, span: Span, sign: str, name: str, plain: str) -> Diagnostic:
    """Return the remark on a letter or digit that looks like another."""
    code = f"U+{ord(sign):04X}"
    return _remark(
        "L105",
        source,
        span,
        Text(f"`{sign}`（{code}）容易与其他字符混淆", f"`{sign}` ({code}, {name.lower()}) is easily taken for another"),
        Text(f"若无特别用意，请写 `{plain}`", f"write `{plain}` unless it is meant")
        if plain != sign
        else Text("若无特别用意，请换用常用字符", "write the common letter unless it is meant"),
    )


def unseen(source: Source, span: Span, sign: str, name: str) -> Diagnostic:
    """Return the remark on a sign that nobody sees."""
    code = f"U+{ord(sign):04X}"
    return _remark(
        "L105",
        source,
        span,
        Text(f"此处有看不见的字符（{code}）", f"an unseen character stands here ({code}, {name.lower() or 'control'})"),
        Text("若无特别用意，请删除", "remove it unless it is meant"),
    )


def blank(source: Source, span: Span) -> Diagnostic:
    """Return the remark on a text for people in which nothing stands."""
    return _remark(
        "L108",
        source,
        span,
        Text("此处文字为空", "this text is blank"),
        Text("请写明内容，或删去这一种语言", "write what it should say, or leave the language out"),
    )


def same_sign(source: Source, span: Span, sign: str, same: str) -> Diagnostic:
    """Return the remark on a sign of a set that folds to one that stands in it already."""
    return _remark(
        "L106",
        source,
        span,
        Text(f"折叠之后 `{sign}` 与 `{same}` 是同一个字符", f"after folding `{sign}` and `{same}` are one sign"),
        Text("请只保留一个", "keep one of them"),
    )


def matches_nothing(source: Source, span: Span, pattern: str) -> Diagnostic:
    """Return the remark on a pattern that nothing in the corpus matches."""
    return _remark(
        "L107",
        source,
        span,
        Text(f"语料中没有与模式 `{pattern}` 相符之处", f"nothing in the corpus matches the pattern `{pattern}`"),
        Text("请核对模式，或补充语料", "check the pattern, or add to the corpus"),
    )


def _remark(code: str, source: Source, span: Span, message: Text, help_text: Text) -> Diagnostic:
    return Diagnostic(code, "warning", source, span, message, help_text)
