"""Every slip of a rule author has its code and its caret under the guilty text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gouji.diagnostics import Diagnostic, RulesRejectedError, describe
from gouji.source import Source
from gouji.syntax.codes import CODES
from gouji.syntax.reader import read, source_from_bytes

BAD = Path(__file__).parent / "bad"
FILES = sorted(path.name for path in BAD.glob("*.rules"))

# What would be long or unreadable as a file.
MADE: dict[str, tuple[bytes, str, str]] = {
    "a byte of GB18030": ('let a = "报告"'.encode("gb18030"), "R101", "\ufffd"),
    "a byte cut off": ("# 报告".encode()[:-1], "R101", "\ufffd"),
    "a NUL": (b"let a = 1\0", "R102", "\0"),
    "a file of more than a megabyte": (b"#" * 1_000_001, "R103", ""),
    "brackets 201 deep": (b"let a = " + b"(" * 201 + b"1" + b")" * 201, "R104", "("),
    "a hundred thousand brackets": (b"let a = " + b"(" * 100_000, "R104", "("),
    "a sum of 101 terms": (b"let a = 1" + b" + 1" * 100, "R104", "1"),
    "ten thousand times not": (b"let a = " + b"not " * 10_000 + b"true", "R104", "not"),
    "a field of a field of a field": (b"let a = a" + b".a" * 10_000, "R104", "a"),
    "a pattern of 1,001 characters": (b"pattern a = /" + b"a" * 1001 + b"/", "R117", "/"),
    "a number of 51 digits": (b"let a = " + b"1" * 51, "R132", "1" * 51),
}


def complaints(content: bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(RulesRejectedError) as caught:
        read(source_from_bytes("bad.rules", content))
    return caught.value.diagnostics


def underlined(one: Diagnostic) -> str:
    return one.source.text[one.span.start : one.span.end]


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_gets_exactly_the_complaints_written_at_its_top(name: str) -> None:
    content = (BAD / name).read_bytes()
    expected = re.findall(r"^# expect: (R\d{3}) “(.*)”$", content.decode(), re.MULTILINE)
    found = [(one.code, underlined(one)) for one in complaints(content)]
    assert sorted(expected) == sorted(found)


@pytest.mark.parametrize("case", MADE)
def test_bad_bytes_get_exactly_one_complaint(case: str) -> None:
    content, code, text = MADE[case]
    found = complaints(content)
    assert [code] == [one.code for one in found]
    assert underlined(found[0]).startswith(text)


def test_every_code_has_a_bad_file_and_every_complaint_a_code() -> None:
    heads = "".join((BAD / name).read_text(encoding="utf-8") for name in FILES)
    triggered = {*re.findall(r"^# expect: (R\d{3})", heads, re.MULTILINE), *(code for _, code, _ in MADE.values())}
    assert set(CODES) == triggered


@pytest.mark.parametrize("name", FILES)
def test_messages_are_one_line_lower_case_and_in_both_languages(name: str) -> None:
    for one in complaints((BAD / name).read_bytes()):
        for text in filter(None, (one.message, one.help)):
            assert "\n" not in text.zh + text.en
            assert not text.en.endswith(".")
            assert not text.zh.endswith("。")
            assert text.en[0] == text.en[0].lower()
            assert re.search(r"[\u4e00-\u9fff]", text.zh)
            assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"`[^`]*`", "", text.en))


def test_lone_surrogates_in_a_text_are_refused() -> None:
    with pytest.raises(RulesRejectedError, match="R102"):
        read(Source("a.rules", "let a = \ud800"))


def test_a_complaint_shows_its_caret_under_the_guilty_words_behind_chinese() -> None:
    (one,) = complaints("let 合计 = sum（requests[received, `总计`]） == 1".encode())
    assert describe(one, "en") == (
        "bad.rules:1:40: error R120 found `==`, which is no sign of the language\n"
        "  |\n"
        "1 | let 合计 = sum（requests[received, `总计`]） == 1\n"
        "  |                                              ^^\n"
        "help: write `=`"
    )


def test_a_file_of_garbage_gets_a_bounded_number_of_complaints() -> None:
    assert len(complaints(b'rule a "t" {\n check = = \n}\n' * 2_000)) <= 100
