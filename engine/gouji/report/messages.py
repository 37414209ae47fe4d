"""The wording of every defect of a report JSON, to be read as one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Final

from gouji.diagnostics import Text

TYPE_WORDS: Final[dict[str, Text]] = {
    "object": Text("对象", "an object"),
    "array": Text("列表", "a list"),
    "string": Text("文字", "text"),
    "number": Text("数", "a number"),
    "integer": Text("整数", "an integer"),
    "boolean": Text("true 或 false", "true or false"),
    "null": Text("null", "null"),
}

_SYNTAX: Final[tuple[tuple[str, Text], ...]] = (
    ("Expecting value", Text("此处应有一个值", "wanted a value here")),
    ("Expecting ',' delimiter", Text("此处应有逗号，或括号没有闭合", "wanted a comma or a closing bracket here")),
    ("Expecting ':' delimiter", Text("键后面应有冒号", "wanted a colon after the key")),
    ("Expecting property name", Text("此处应有带双引号的键", "wanted a key in double quotes here")),
    ("Illegal trailing comma", Text("括号前多了逗号", "a comma stands before the closing bracket")),
    ("Unterminated string", Text("文字的引号没有闭合", "the text that begins here has no closing quote")),
    ("Invalid control character", Text("文字中有未转义的控制字符", "a text holds a raw control character")),
    ("Invalid \\escape", Text("反斜杠后的字符不对", "wrong character after the backslash")),
    ("Invalid \\uXXXX escape", Text("\\u 后应有四位十六进制数字", "wanted four hexadecimal digits after \\u")),
    ("Extra data", Text("最外层的值之后还有内容", "there is more text after the outermost value")),
)


def too_large(size: int, limit: int) -> Text:
    """Return the sentence about a file over the limit."""
    return Text(f"文件至少有 {size} 字节，上限为 {limit}", f"the file has at least {size} bytes, the limit is {limit}")


def empty() -> Text:
    """Return the sentence about a file without content."""
    return Text("文件是空的", "the file is empty")


def wrong_encoding(likely: str | None) -> Text:
    """Return the sentence about bytes that are not UTF-8; `likely` is what they seem to be."""
    if likely is None:
        return Text("文件不是 UTF-8 编码，也可能不是文本", "the file is not UTF-8, and perhaps not text at all")
    return Text(
        f"文件似为 {likely} 编码；JSON 须用 UTF-8，请转换后重试",
        f"the file seems to be {likely}; JSON is UTF-8, convert it first",
    )


def malformed(problem: str, cut_short: bool) -> Text:
    """Return the sentence about text that is not JSON; `problem` is the parser's."""
    if cut_short:
        return Text("JSON 不完整，在此处中断", "the JSON is cut short here")
    for start, text in _SYNTAX:
        if problem.startswith(start):
            return Text(f"不是合法的 JSON：{text.zh}", f"not well-formed JSON: {text.en}")
    return Text("不是合法的 JSON", "not well-formed JSON")


def too_deep(limit: int) -> Text:
    """Return the sentence about nesting over the limit."""
    return Text(f"嵌套超过 {limit} 层", f"nested more than {limit} deep")


def too_many_values(limit: int) -> Text:
    """Return the sentence about a file with more values than any report has."""
    return Text(
        f"逗号和括号超过 {limit} 个，不会是一份报告", f"more than {limit} commas and brackets, which no report has"
    )


def duplicate_key(key: str) -> Text:
    """Return the sentence about a key that stands twice in one object."""
    return Text(f"键 `{cut(key)}` 重复，无法判断以哪个为准", f"the key `{cut(key)}` stands twice: which one holds?")


def not_finite(token: str) -> Text:
    """Return the sentence about NaN and Infinity."""
    return Text(f"`{cut(token)}` 不是有限的数", f"`{cut(token)}` is not a finite number")


def number_too_long(limit: int) -> Text:
    """Return the sentence about a number with too many digits."""
    return Text(f"数字写全后超过 {limit} 位", f"the number has more than {limit} digits when written out")


def half_character() -> Text:
    """Return the sentence about a lone surrogate."""
    return Text("文字含有残缺的字符（孤立的 \\u 代理项）", "the text holds half a character (a lone \\u surrogate)")


def not_an_object(found: str) -> Text:
    """Return the sentence about a file whose outermost value is no object."""
    words = TYPE_WORDS[found]
    return Text(f"最外层是{words.zh}，应为对象", f"found {words.en} at the top, wanted an object")


def other_kind(found: str | None, wanted: str) -> Text:
    """Return the sentence about a report of another kind, or of none."""
    if found is None:
        return Text(f"没有写明 kind，应为 `{wanted}`", f"the kind is not stated, wanted `{wanted}`")
    return Text(f"报告种类是 `{cut(found)}`，应为 `{wanted}`", f"found kind `{cut(found)}`, wanted `{wanted}`")


def unknown_key(key: str, known: Iterable[str]) -> Text:
    """Return the sentence about a key that means nothing here."""
    near = get_close_matches(key[:80], list(known), n=1)
    hint = Text(f"，是否应为 `{near[0]}`？", f", did you mean `{near[0]}`?") if near else Text("", "")
    return Text(f"未知的键 `{cut(key)}`{hint.zh}", f"unknown key `{cut(key)}`{hint.en}")


def missing_key(key: str) -> Text:
    """Return the sentence about a key that is needed."""
    return Text(f"缺少键 `{key}`", f"the key `{key}` is missing")


def wrong_type(found: str, wanted: Sequence[str]) -> Text:
    """Return the sentence about a value of another type than wanted."""
    words = [TYPE_WORDS[one] for one in wanted]
    return Text(
        f"此处是{TYPE_WORDS[found].zh}，应为{'或'.join(word.zh for word in words)}",
        f"found {TYPE_WORDS[found].en}, wanted {' or '.join(word.en for word in words)}",
    )


def not_a_choice(found: str, choices: Sequence[str]) -> Text:
    """Return the sentence about a value outside a closed list."""
    return Text(
        f"`{cut(found)}` 不在允许的取值之内：{'、'.join(choices)}",
        f"`{cut(found)}` is not one of: {', '.join(choices)}",
    )


def wrong_form(found: str) -> Text:
    """Return the sentence about a date that is not written as one."""
    return Text(f"`{cut(found)}` 应写如 2021-01-31", f"`{cut(found)}` should be written as 2021-01-31")


def wrong_length(found: int, wanted: int) -> Text:
    """Return the sentence about a list with too few or too many items."""
    return Text(f"列表有 {found} 项，应为 {wanted} 项", f"the list has {found} items, wanted {wanted}")


def too_many(limit: int) -> Text:
    """Return the sentence that ends a list of defects that was cut."""
    return Text(f"问题过多，只列出前 {limit} 项", f"too many defects, the first {limit} are listed")


def cut(text: str) -> str:
    """Return at most sixty characters of a document's text, all of which can be written out."""
    safe = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text[:61])
    return safe if len(text) <= 60 else safe[:60] + "…"
