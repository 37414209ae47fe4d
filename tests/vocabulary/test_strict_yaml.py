"""YAML is read strictly: every complaint has its code, and underlines what is guilty."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.vocabulary.codes import CODES
from gouji.vocabulary.strict_yaml import MAX_BYTES, MAX_NODES, Entry, Mapping, Scalar, Sequence, read

COMPLAINTS = [
    (b"", "Y112", ""),
    (b"# only a comment\n", "Y112", ""),
    ("标题: 甲".encode("gb18030"), "Y101", "\ufffd"),
    ("标题: 甲".encode("utf-16"), "Y101", "\ufffd"),
    (b"a" * (MAX_BYTES + 1), "Y102", ""),
    (b"a: \x00", "Y103", "\x00"),
    (b"a: \x1b[2J", "Y103", "\x1b"),
    (b"a: [1, 2", "Y104", ""),
    (b"a: b: c", "Y104", ":"),
    (b"a: b\n\tc: d", "Y104", "\t"),
    (b"a: &x 1", "Y105", "&x 1"),
    (b"a: *x", "Y105", "*x"),
    (b"a: !!python/object:os.system x", "Y106", "!!python/object:os.system x"),
    (b"%YAML 1.1\n---\na: 1", "Y106", "%YAML 1.1\n---"),
    (b"<<: {a: 1}", "Y107", "<<"),
    ("甲: 1\n甲: 2".encode(), "Y108", "甲"),
    (b"a: 1\n---\nb: 2", "Y109", "---"),
    (b"[" * 10_000, "Y110", "["),
    (b"- " * 10_000, "Y110", "-"),
    (b"- a\n" * (MAX_NODES + 1), "Y111", "a"),
    (b"? [a]\n: b", "Y113", "[a]"),
]


@pytest.mark.parametrize(
    ("content", "code", "underlined"), COMPLAINTS, ids=[f"{n}-{c[1]}" for n, c in enumerate(COMPLAINTS)]
)
def test_each_offence_has_its_code_and_place(content: bytes, code: str, underlined: str) -> None:
    document = read(content, "pack.yaml")
    found = [(one.code, one.source.text[one.span.start : one.span.end]) for one in document.diagnostics]
    assert found == [(code, underlined)]


def test_an_alias_bomb_is_refused_without_growing() -> None:
    bomb = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
    assert {one.code for one in read(bomb, "bomb.yaml").diagnostics} == {"Y105"}


def test_all_complaints_of_a_file_come_at_once_and_in_order() -> None:
    document = read(b"a: 1\na: 2\nb: !t 3\nc: *d\n", "pack.yaml")
    assert [one.code for one in document.diagnostics] == ["Y108", "Y106", "Y105"]


def test_every_scalar_is_the_text_that_stands_there() -> None:
    document = read(b"a: [no, 1e3, 2021-01-01, ~, 0x1F, '1', on]", "pack.yaml")
    assert isinstance(document.root, Mapping)
    items = document.root.entries[0].value
    assert isinstance(items, Sequence)
    texts = [item.text for item in items.items if isinstance(item, Scalar)]
    assert texts == ["no", "1e3", "2021-01-01", "~", "0x1F", "1", "on"]


@pytest.mark.parametrize(
    ("content", "text", "verbatim"),
    [
        ("k: 收到{n: count}件", None, None),
        ("k: '收到{n: count}件'", "收到{n: count}件", True),
        ('k: "收到"', "收到", True),
        ('k: "\\u6536到"', "收到", False),
        ("k: 'it''s'", "it's", False),
        ("\ufeffk: 收到", "收到", True),
        ("k: |\n  收到\n", "收到\n", False),
        ("甲乙: 1\r\nk: 收到\r\n", "收到", True),
    ],
)
def test_a_text_knows_whether_its_place_shows_it_verbatim(
    content: str, text: str | None, verbatim: bool | None
) -> None:
    document = read(content.encode(), "pack.yaml")
    if text is None:
        assert [one.code for one in document.diagnostics] == ["Y104"]
        return
    assert isinstance(document.root, Mapping)
    entry: Entry = document.root.entries[-1]
    assert isinstance(entry.value, Scalar)
    assert (entry.value.text, entry.value.verbatim) == (text, verbatim)
    if verbatim:
        assert document.source.text[entry.value.span.start : entry.value.span.end] == text


@given(st.binary(max_size=200) | st.text(alphabet="a:-[]{},&*!|>%'\"#\n \t甲?<", max_size=60).map(str.encode))
def test_any_bytes_are_either_read_or_complained_about(content: bytes) -> None:
    document = read(content, "any.yaml")
    assert (document.root is not None) or document.diagnostics
    for one in document.diagnostics:
        assert 0 <= one.span.start <= one.span.end <= len(document.source.text) + 1


def test_every_code_of_form_is_triggered_by_some_example() -> None:
    assert {code for _, code, _ in COMPLAINTS} == {code for code in CODES if code.startswith("Y")}
