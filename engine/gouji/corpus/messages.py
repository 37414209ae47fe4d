"""The complaints about an index of reports, one function each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from gouji.diagnostics import Diagnostic, Text
from gouji.source import Source, Span

LIST: Final = Text("列表", "a list")
MAPPING: Final = Text("映射（键: 值）", "a mapping (key: value)")
TEXT: Final = Text("文字", "text")
_SHOWN: Final = 60


def not_utf8(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about bytes in another encoding."""
    help_text = Text("请另存为 UTF-8 编码的 CSV", "save the file as CSV in UTF-8")
    return _error("X101", source, span, Text("此处不是 UTF-8 编码", "the bytes here are not UTF-8"), help_text)


def too_large(source: Source, most: int) -> Diagnostic:
    """Return the complaint about a file that is not read at all."""
    message = Text(f"文件超过 {most} 字节", f"the file has more than {most} bytes")
    return _error("X102", source, Span(0, 0), message, Text("请拆分", "split it"))


def unclosed(source: Source, span: Span) -> Diagnostic:
    """Return the complaint about a quotation mark without its partner."""
    help_text = Text("请补上引号；引号本身写两个", "close it; a quotation mark itself is written twice")
    return _error("X103", source, span, Text("引号没有结束", "the quotation mark is not closed"), help_text)


def wrong_width(source: Source, span: Span, found: int, wanted: int) -> Diagnostic:
    """Return the complaint about a row that does not fit its head."""
    message = Text(f"该行有 {found} 列，表头有 {wanted} 列", f"found {found} columns, the head has {wanted}")
    return _error("X104", source, span, message, Text("请补齐或删去多余的列", "add or remove columns"))


def unknown_key(source: Source, span: Span, name: str, known: Iterable[str], local: Iterable[str] = ()) -> Diagnostic:
    """Return the complaint about a column or key that means nothing; `local` are the Chinese names of the known."""
    listed = ", ".join(known)
    chinese = "、".join(local)
    message = Text(f"不认识 `{name[:_SHOWN]}`", f"unknown `{name[:_SHOWN]}`")
    zh, en = (f"{chinese}，或 {listed}", f"{listed}, or {chinese}") if chinese else (listed, listed)
    return _error("X105", source, span, message, Text(f"可用：{zh}", f"choose from {en}"))


def column_twice(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about a column that stands twice."""
    message = Text(f"列 `{name[:_SHOWN]}` 重复", f"the column `{name[:_SHOWN]}` stands twice")
    return _error("X106", source, span, message, Text("请删去其中一列", "remove one of them"))


def missing(source: Source, span: Span, name: str) -> Diagnostic:
    """Return the complaint about something that every entry needs."""
    message = Text(f"缺少 `{name}`", f"`{name}` is missing")
    return _error("X107", source, span, message, Text("请补上", "add it"))


def wrong_shape(source: Source, span: Span, wanted: Text) -> Diagnostic:
    """Return the complaint about a list, mapping or text in the wrong place."""
    message = Text(f"此处应为{wanted.zh}", f"wanted {wanted.en} here")
    return _error("X108", source, span, message, Text("请按文档所示书写", "write it as the documentation shows"))


def not_accepted(source: Source, span: Span, name: str, text: str, wanted: Text) -> Diagnostic:
    """Return the complaint about a value that its key cannot have."""
    message = Text(f"`{name}` 不能是“{text[:_SHOWN]}”", f"`{name}` cannot be `{text[:_SHOWN]}`")
    return _error("X109", source, span, message, Text(f"应为{wanted.zh}", f"wanted {wanted.en}"))


def outside(source: Source, span: Span, text: str) -> Diagnostic:
    """Return the complaint about a path that leaves the folder."""
    message = Text(f"“{text[:_SHOWN]}”不在本文件夹之内", f"`{text[:_SHOWN]}` lies outside this folder")
    help_text = Text("请写相对路径，不含“..”", "write a relative path without `..`")
    return _error("X110", source, span, message, help_text)


def listed_twice(source: Source, span: Span, text: str, earlier: Span) -> Diagnostic:
    """Return the complaint about a document with two entries."""
    line = source.position(earlier.start).line
    note = Text(f"第一次在第 {line} 行", f"the first is in line {line}")
    message = Text(f"“{text[:_SHOWN]}”列出了两次", f"`{text[:_SHOWN]}` is listed twice")
    return Diagnostic("X111", "error", source, span, message, Text("请删去其中一条", "remove one of them"), note)


def too_many(source: Source, span: Span, most: int) -> Diagnostic:
    """Return the complaint about an index that is too long."""
    message = Text(f"列出的文件超过 {most} 份", f"more than {most} documents are listed")
    return _error("X112", source, span, message, Text("请拆分清单", "split the index"))


def none_listed(source: Source) -> Diagnostic:
    """Return the complaint about an index without entries."""
    message = Text("清单没有列出文件", "the index lists no document")
    return _error("X113", source, Span(0, 0), message, Text("请列出报告文件", "list the reports"))


def below_itself(source: Source, span: Span, agency: str) -> Diagnostic:
    """Return the complaint about an agency that is its own superior, itself or through others."""
    message = Text(f"“{agency[:_SHOWN]}”成了自己的上级", f"`{agency[:_SHOWN]}` is its own superior")
    help_text = Text("请核对各行的上级机关", "check the superiors in the index")
    return _error("X114", source, span, message, help_text)


def ends_before(source: Source, span: Span, last: str, first: str) -> Diagnostic:
    """Return the complaint about a version that ends before it begins."""
    message = Text(
        f"失效日期 {last[:_SHOWN]} 早于生效日期 {first[:_SHOWN]}",
        f"it ends on {last[:_SHOWN]}, before {first[:_SHOWN]}",
    )
    return _error("X115", source, span, message, Text("请核对两个日期", "check both days"))


def _error(code: str, source: Source, span: Span, message: Text, help_text: Text) -> Diagnostic:
    return Diagnostic(code, "error", source, span, message, help_text)
