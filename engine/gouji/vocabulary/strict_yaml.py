"""YAML read strictly: bytes enter, a tree of texts with their places leaves, or complaints.

A small part of YAML is accepted: one document of mappings, sequences and texts.
Anchors, aliases, tags, merge keys and duplicate keys are refused; every scalar is text, so that `no`, `1e3` and
`2021-01-01` mean what they show; size, depth and count of nodes are bounded.
What the keys mean is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from gouji.diagnostics import Diagnostic, Text, in_order
from gouji.record import MutableRecord, Record
from gouji.source import Source, Span

if TYPE_CHECKING:
    from yaml import Event, Mark, MarkedYAMLError

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 50
MAX_NODES: Final = 100_000


class Scalar(Record, frozen=True):
    """A text. `span` covers it without quotes; `verbatim` says that the source reads there exactly as the text.

    `plain` says that it stands without quotes, so that whoever wants JSON takes `null`, `true` and `12` for what they
    are there.
    """

    text: str
    span: Span
    verbatim: bool
    plain: bool = False


class Sequence(Record, frozen=True):
    """A list of nodes."""

    items: tuple[Node, ...]
    span: Span


class Entry(Record, frozen=True):
    """A key with its value."""

    key: Scalar
    value: Node


class Mapping(Record, frozen=True):
    """Keys with their values, in the order of the file, each key once."""

    entries: tuple[Entry, ...]
    span: Span


Node = Scalar | Sequence | Mapping


class Document(Record, frozen=True):
    """What was read; `root` is missing only when nothing could be read, and then there is a complaint."""

    source: Source
    root: Node | None
    diagnostics: tuple[Diagnostic, ...]


def read(content: bytes, name: str) -> Document:
    """Return the tree of a YAML file together with every complaint about its form."""
    if len(content) > MAX_BYTES:
        source = Source(name, "")
        return Document(source, None, (_too_large(source, len(content)),))
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        source = Source(name, content.decode("utf-8", "replace"))
        offset = len(content[: error.start].decode("utf-8"))
        return Document(source, None, (_wrong_encoding(source, Span(offset, offset + 1)),))
    source = Source(name, text)
    unprintable = _UNPRINTABLE.search(text)
    if unprintable is not None:
        return Document(source, None, (_unprintable(source, Span(*unprintable.span())),))
    return _Builder(source).build()


# The characters that YAML 1.1 does not count as printable.
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Open(MutableRecord):
    """A collection whose end has not been read; `key` waits for its value."""

    start: int
    keyed: bool
    flow: bool
    entries: list[Entry]
    items: list[Node]
    keys: dict[str, Span]
    key: Scalar | None = None


class _Builder:
    """Makes the tree out of parser events, with an own stack: the depth of a file must not be our depth."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._complaints: list[Diagnostic] = []
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._nodes = 0

    def build(self) -> Document:
        import yaml

        try:
            for event in _events(self._source.text):
                if not self._take(event):
                    break
        except yaml.MarkedYAMLError as error:
            self._complaints.append(_malformed(self._source, error))
        if self._root is None and not self._complaints:
            self._complaints.append(_empty(self._source))
        return Document(self._source, self._root, in_order(self._complaints))

    def _take(self, event: Event) -> bool:
        import yaml

        match event:
            case yaml.DocumentStartEvent():
                return self._begin_document(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._check_properties(event)
                return self._open(event, isinstance(event, yaml.MappingStartEvent))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(event)
            case yaml.ScalarEvent():
                self._check_properties(event)
                return self._add(_scalar(self._source, event))
            case yaml.AliasEvent():
                self._complaints.append(_aliased(self._source, _span(event)))
                return self._add(Scalar("", _span(event), False))
        return True

    def _begin_document(self, event: Any) -> bool:
        self._documents += 1
        if event.version or event.tags:
            self._complaints.append(_tagged(self._source, _span(event)))
        if self._documents > 1:
            self._complaints.append(_second_document(self._source, _span(event)))
        return self._documents == 1

    def _check_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._complaints.append(_aliased(self._source, _span(event)))
        if event.tag is not None:
            self._complaints.append(_tagged(self._source, _span(event)))

    def _open(self, event: Any, keyed: bool) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            self._complaints.append(_too_deep(self._source, _span(event)))
            return False
        self._stack.append(_Open(_span(event).start, keyed, event.flow_style, [], [], {}))
        return True

    def _close(self, event: Event) -> None:
        # The end of a block is only seen at the next token, so there the last child says where it ends.
        top = self._stack.pop()
        last: Node | None = (top.entries[-1].value if top.entries else None) if top.keyed else None
        last = top.items[-1] if top.items else last
        end = _span(event).end if top.flow else last.span.end if last is not None else 0
        span = Span(top.start, max(top.start + 1, end))
        self._add(Mapping(tuple(top.entries), span) if top.keyed else Sequence(tuple(top.items), span))

    def _add(self, node: Node) -> bool:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._complaints.append(_too_many(self._source, node.span))
            return False
        if not self._stack:
            self._root = node
            return True
        top = self._stack[-1]
        if not top.keyed:
            top.items.append(node)
        elif top.key is None:
            top.key = self._as_key(node)
        else:
            self._add_entry(top, top.key, node)
            top.key = None
        return True

    def _as_key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self._complaints.append(_key_not_text(self._source, node.span))
            return Scalar("", node.span, False)
        if node.text == "<<":
            self._complaints.append(_merge_key(self._source, node.span))
        return node

    def _add_entry(self, top: _Open, key: Scalar, value: Node) -> None:
        earlier = top.keys.get(key.text)
        if earlier is not None:
            self._complaints.append(_duplicate_key(self._source, key, earlier))
            return
        top.keys[key.text] = key.span
        top.entries.append(Entry(key, value))


def _events(text: str) -> Iterator[Event]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events: Iterator[Event] = yaml.parse(text, Loader=loader)
    return events


def _span(event: Any) -> Span:
    # `Any`: the stubs allow events without marks, which a parser never makes.
    return Span(event.start_mark.index, max(event.start_mark.index + 1, event.end_mark.index))


def _scalar(source: Source, event: Any) -> Scalar:
    start, end = event.start_mark.index, event.end_mark.index
    value: str = event.value
    if event.style in ("'", '"'):
        start, end = start + 1, end - 1
    elif event.style is None:
        end = start + len(source.text[start:end].rstrip())
    return Scalar(value, Span(start, max(start, end)), source.text[start:end] == value, not event.style)


def _complaint(code: str, source: Source, span: Span, message: Text, help_text: Text) -> Diagnostic:
    return Diagnostic(code, "error", source, span, message, help_text)


def _too_large(source: Source, size: int) -> Diagnostic:
    return _complaint(
        "Y102",
        source,
        Span(0, 0),
        Text(
            f"文件至少有 {size} 字节，上限为 {MAX_BYTES}",
            f"the file has at least {size} bytes, the limit is {MAX_BYTES}",
        ),
        Text("请拆分或精简文件", "shorten the file"),
    )


def _wrong_encoding(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y101",
        source,
        span,
        Text("此处不是 UTF-8 编码", "the bytes here are not UTF-8"),
        Text("请用 UTF-8 编码另存", "save the file as UTF-8"),
    )


def _unprintable(source: Source, span: Span) -> Diagnostic:
    code = f"U+{ord(source.text[span.start]):04X}"
    return _complaint(
        "Y103",
        source,
        span,
        Text(f"含有不可打印字符 {code}", f"found the unprintable character {code}"),
        Text("请删除该字符", "remove the character"),
    )


def _malformed(source: Source, error: MarkedYAMLError) -> Diagnostic:
    mark: Mark | None = error.problem_mark or error.context_mark
    start = min(mark.index, len(source.text)) if mark is not None else 0
    problem = error.problem or "malformed YAML"
    if "nesting depth" in problem:
        # libyaml has a limit of its own, and scans ahead of the events that we count.
        return _too_deep(source, Span(start, start + 1))
    return _complaint(
        "Y104",
        source,
        Span(start, start + 1),
        Text(f"YAML 语法有误（{problem}）", f"malformed YAML: {problem}"),
        Text("请检查此处的缩进、冒号和引号", "look at the indentation, colons and quotes here"),
    )


def _aliased(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y105",
        source,
        span,
        Text("不允许锚点（&）和别名（*）", "anchors (&) and aliases (*) are not allowed"),
        Text("请把内容写出来；若是普通文字，请加引号", "write the content out; quote it if it is plain text"),
    )


def _tagged(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y106",
        source,
        span,
        Text("不允许标签（!）和指令（%）", "tags (!) and directives (%) are not allowed"),
        Text("请删除；若是普通文字，请加引号", "remove it; quote it if it is plain text"),
    )


def _merge_key(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y107",
        source,
        span,
        Text("不允许合并键 <<", "the merge key << is not allowed"),
        Text("请把各键写出来", "write the keys out"),
    )


def _duplicate_key(source: Source, key: Scalar, earlier: Span) -> Diagnostic:
    place = source.position(earlier.start)
    return Diagnostic(
        "Y108",
        "error",
        source,
        key.span,
        Text(f"键 `{key.text}` 重复", f"the key `{key.text}` stands twice"),
        Text("请删除其中一个", "remove one of them"),
        Text(f"第一个在第 {place.line} 行", f"the first is in line {place.line}"),
    )


def _second_document(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y109",
        source,
        span,
        Text("此处开始了第二个文档", "a second document begins here"),
        Text("请删除 --- 分隔行", "remove the line ---"),
    )


def _too_deep(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y110",
        source,
        span,
        Text(f"嵌套超过 {MAX_DEPTH} 层", f"nested more than {MAX_DEPTH} deep"),
        Text("请减少嵌套", "nest less deeply"),
    )


def _too_many(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y111",
        source,
        span,
        Text(f"节点超过 {MAX_NODES} 个", f"more than {MAX_NODES} nodes"),
        Text("请精简文件", "shorten the file"),
    )


def _empty(source: Source) -> Diagnostic:
    return _complaint(
        "Y112",
        source,
        Span(0, 0),
        Text("文件没有内容", "the file has no content"),
        Text("请写入内容", "write something into it"),
    )


def _key_not_text(source: Source, span: Span) -> Diagnostic:
    return _complaint(
        "Y113",
        source,
        span,
        Text("键必须是文字，不能是列表或映射", "found a list or mapping as a key, wanted text"),
        Text("若是以 [ 或 { 开头的文字，请加引号", "quote it if it is text that begins with [ or {"),
    )
