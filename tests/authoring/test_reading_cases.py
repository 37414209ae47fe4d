"""Cases are read strictly: what is written wrongly is told with its place before anything is tried."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from authoring.benches import files, rule
from gouji.authoring.codes import CODES
from gouji.authoring.model import ABSENT, Book
from gouji.authoring.workshop import open_workshop
from gouji.diagnostics import describe

RULES = rule("  check cases[received, total] ≥ 0")
GOOD = "- rule: totals.r\n  cases:\n    - name: one\n      base: clean\n      expect: [{status: pass}]\n"


def book(cases: str, bases: dict[str, str] | None = None) -> Book:
    return open_workshop(files(RULES, cases, bases)).book


def case(text: str) -> str:
    return f"- rule: totals.r\n  cases:\n    - {text}\n"


BAD: tuple[tuple[str, str, str], ...] = (
    ("C101", "totals.s", GOOD.replace("totals.r", "totals.s")),
    ("C103", "one", GOOD + "    - {name: one, base: clean, expect: [{status: fail}]}\n"),
    ("C104", "one", case("{name: one, base: clean}")),
    ("C104", "one", case("{name: one, base: clean, expect: []}")),
    ("C105", "cleen", case("{name: one, base: cleen, expect: [{status: pass}]}")),
    ("C105", "../clean", case("{name: one, base: ../clean, expect: [{status: pass}]}")),
    ("C106", "broken", case("{name: one, base: broken, expect: [{status: pass}]}")),
    ("C107", "/tables/none/x", case("{name: one, base: clean, change: {/tables/none/x: 1}, expect: [{status: pass}]}")),
    ("C107", "tables", case("{name: one, base: clean, change: {tables: 1}, expect: [{status: pass}]}")),
    ("C107", "/year/x", case("{name: one, base: clean, change: {/year/x: 1}, expect: [{status: pass}]}")),
    (
        "C107",
        "/sections/7",
        case("{name: one, base: clean, change: {/sections/7: {absent: true}}, expect: [{status: pass}]}"),
    ),
    ("C108", "/kind", case("{name: one, base: clean, change: {/kind: other}, expect: [{status: pass}]}")),
    ("C109", "passes", case("{name: one, base: clean, expect: [{status: passes}]}")),
    ("C109", "cell_blanc", case("{name: one, base: clean, expect: [{reason: cell_blanc}]}")),
    ("C109", "many", case("{name: one, base: clean, expect_counts: {pass: many}}")),
    ("V201", "expected", case("{name: one, base: clean, expect: [{status: pass}], expected: 1}")),
    ("V202", "clean", case("{base: clean, expect: [{status: pass}]}")),
    ("V203", "pass", case("{name: one, base: clean, expect: pass}")),
    ("V205", "maybe", case("{name: one, base: clean, only: maybe, expect: [{status: pass}]}")),
    ("Y105", "&a", case("{name: &a one, base: clean, expect: [{status: pass}]}")),
)


@pytest.mark.parametrize(("code", "marked", "text"), BAD, ids=[f"{code} {marked}" for code, marked, _ in BAD])
def test_what_is_written_wrongly_is_told_with_its_place(code: str, marked: str, text: str) -> None:
    complaints = book(text, {"broken": '{"kind": '}).complaints
    assert [one.code for one in complaints] == [code]
    span = complaints[0].span
    assert marked in complaints[0].source.text[span.start : span.end + 1]
    assert re.search("[一-鿿]", describe(complaints[0], "zh"))
    assert describe(complaints[0], "en").startswith("cases/totals.yaml:")


def test_cases_stand_in_the_file_of_their_topic() -> None:
    given = files(RULES, GOOD)
    moved = type(given)(given.pack, {"cases/other.yaml": GOOD.encode()}, given.bases)
    assert [one.code for one in open_workshop(moved).book.complaints] == ["C102"]


def test_every_code_of_a_complaint_about_cases_is_told_by_a_test() -> None:
    assert {code for code, _, _ in BAD if code.startswith("C")} | {"C102", "C110", "C111", "C112"} == set(CODES)


def test_more_cases_than_are_read_are_complained_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.authoring.book.MAX_CASES", 1)
    found = book(GOOD + "    - {name: two, base: clean, expect: [{status: pass}]}\n")
    assert [one.code for one in found.complaints] == ["C110"]
    assert len(found.cases) == 1


def test_a_change_writes_json_as_yaml_shows_it() -> None:
    change = (
        "{/year: 2022, /title: '12', /tables/cases/received/person: null, /tables/cases/received/firm: {absent: true},"
        " /tables/cases/closed/total: 0.50, /sections/0/text: 3月}"
    )
    found = book(case(f"{{name: one, base: clean, change: {change}, expect: [{{status: pass}}]}}"))
    assert found.complaints == ()
    assert [one.value for one in found.cases[0].case.report.changes] == [
        2022,
        "12",
        None,
        ABSENT,
        Decimal("0.50"),
        "3月",
    ]
    report = found.cases[0].reports.own
    assert (report.year, report.title) == (2022, "12")
    assert ("received", "firm") not in report.tables["cases"]


def test_neighbours_are_a_base_and_a_change_each() -> None:
    found = book(
        case(
            "{name: one, base: clean, prior: {base: clean, change: {/year: 2020}}, parent: {base: clean},"
            " children: [{base: clean}, {base: clean, change: {/title: child}}], children_complete: true,"
            " expect: [{status: pass}]}"
        )
    )
    reports = found.cases[0].reports
    assert reports.prior is not None
    assert reports.parent is not None
    assert (reports.prior.year, reports.own.year) == (2020, 2021)
    assert [one.title for one in reports.children] == ["示例局2021年报告", "child"]
    assert reports.complete


@pytest.mark.parametrize("content", [b"", b"\xff", b"[", b"- rule", b"{}", b"- [" * 200, b"a: &x 1", b"- - - x"])
def test_a_hostile_file_of_cases_is_complained_about(content: bytes) -> None:
    given = files(RULES)
    found = open_workshop(type(given)(given.pack, {"cases/totals.yaml": content}, given.bases)).book
    assert found.cases == ()
    assert found.complaints or content == b"[]"
