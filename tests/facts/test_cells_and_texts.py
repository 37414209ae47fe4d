"""What a report says of a cell or a text, and how it is not there."""

from __future__ import annotations

import pytest

from gouji.diagnostics import Text
from gouji.facts.cells import cell, prescribed, surely_differ
from gouji.facts.gather import doubts_at, gather, report_format, table_format
from gouji.facts.model import Facts, Missing, TextFact
from gouji.facts.ordinals import ordinal_number
from gouji.facts.search import mentions
from gouji.facts.texts import headings, metadata, parts, section_position, section_text, segments, whole_text
from gouji.record import replace
from gouji.report.model import Defect
from gouji.values import render_exact
from small_world import report, section, vocabulary

NUMBERS = [
    ("a number", 12, "12", "filled"),
    ("zero is a number", 0, "0", "filled"),
    ("a number below zero", -1, "-1", "filled"),
    ("a decimal", "1.5", "1.5", "filled"),
    ("full-width digits", "１２", "12", "filled"),
    ("thousands", "1,234", "1234", "filled"),
    ("a note in brackets", "22（其中修订16件）", "22", "filled"),
    ("nothing printed", None, None, "blank"),
    ("only white space printed", " 　", None, "blank"),
    ("a listed placeholder", "/", None, "placeholder"),
    ("a placeholder in full width", "－", None, "placeholder"),
    ("words that are listed", "不适用", None, "placeholder"),
    ("two numbers glued together", "2 0", None, "unreadable"),
    ("a lost digit", "1?", None, "unreadable"),
    ("a mark behind a number", "31?", None, "unreadable"),
    ("words that are not listed", "若干", None, "unreadable"),
    ("the unit behind a number", "1,203件", "1203", "filled"),
    ("another unit behind a number", "3元", None, "unreadable"),
    ("a note that denies the number", "2893（应为2900）", None, "unreadable"),
]


@pytest.mark.parametrize(("said", "raw", "value", "state"), NUMBERS, ids=[one[0] for one in NUMBERS])
def test_a_cell_is_a_number_or_one_kind_of_missing(
    said: str, raw: int | str | None, value: str | None, state: str
) -> None:
    found = cell(gather(report({"flow": {"received": {"total": raw}}}), vocabulary()), "flow", "received", "total")
    shown = None if found.value is None else render_exact(found.value)
    assert (shown, "filled" if found.missing is None else found.missing.value) == (value, state)


ABSENT = [
    ("the table has no entry", {}, "table_absent"),
    ("the row has no entry", {"flow": {"carried_in": {"total": 1}}}, "row_absent"),
    ("the cell has no entry", {"flow": {"received": {"person": 1}}}, "cell_absent"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "tables", "reason"), ABSENT, ids=[one[0] for one in ABSENT])
def test_an_absent_cell_says_how_much_of_the_table_is_absent(
    said: str, tables: dict[str, dict[str, dict[str, int | str | None]]], reason: str
) -> None:
    assert cell(gather(report(tables), vocabulary()), "flow", "received", "total").reason == reason


def test_a_number_is_given_in_the_base_unit_and_so_are_the_candidates_of_a_lost_digit() -> None:
    facts = gather(report({"costs": {"fees": {"amount": "1.5"}, "fines": {"amount": "1?"}}}), vocabulary())
    assert cell(facts, "costs", "fees", "amount").value == 15000
    assert cell(facts, "costs", "fines", "amount").candidates == (10_000, *range(100_000, 200_000, 10_000))


FORMATS = [
    ("named for the table", {"form": "new", "formats": {"flow": "old"}, "year": 2021}, "old"),
    ("named for the report", {"form": "old", "year": 2021}, "old"),
    ("of the report's year", {"year": 2020}, "old"),
    ("the newest when nothing is known", {"year": None}, "new"),
]


@pytest.mark.parametrize(("said", "stated", "expected"), FORMATS, ids=[one[0] for one in FORMATS])
def test_the_format_of_a_table(said: str, stated: dict[str, object], expected: str) -> None:
    facts = gather(report({}, **stated), vocabulary())  # type: ignore[arg-type]  # the names are those of `report`
    assert table_format(facts, "flow") == expected
    assert prescribed(facts, "flow", "closed.left.undivided", "total") is (expected == "old")


def test_a_format_named_for_one_table_is_not_that_of_the_report() -> None:
    facts = gather(report({}, year=2021, formats={"flow": "old"}), vocabulary())
    assert report_format(facts) == "new"


def with_texts() -> Facts:
    own = report(
        {},
        [section("rest", "丙"), section(None, "丁"), section("intro", None, "戊")],
        preamble="乙",
        title="甲",
        closing="己",
    )
    return gather(own, vocabulary(), {"/sections/2": ("blurred",)})


def test_segments_are_all_texts_in_document_order_with_their_pointers() -> None:
    assert [(one.section, one.pointer, one.text) for one in segments(with_texts())] == [
        ("title", "/title", "甲"),
        ("preamble", "/preamble", "乙"),
        ("rest", "/sections/0/heading", "四、其他"),
        ("rest", "/sections/0/text", "丙"),
        ("heading-2", "/sections/1/heading", "附、说明"),
        ("heading-2", "/sections/1/text", "丁"),
        ("intro", "/sections/2/heading", "一、概况"),
        ("intro", "/sections/2/parts/0/heading", "（一）"),
        ("intro", "/sections/2/parts/0/text", "戊"),
        ("closing", "/closing", "己"),
    ]


def test_a_section_has_its_own_text_without_its_heading_and_its_rank_among_the_forms_sections() -> None:
    facts = with_texts()
    text = section_text(facts, "intro")
    assert isinstance(text, TextFact)
    assert text.raw == "（一）\n戊"
    assert (section_position(facts, "rest"), section_position(facts, "intro")) == (1, 2)
    assert section_position(facts, "cost_section") is None


def test_what_is_not_there_says_why() -> None:
    facts = with_texts()
    assert isinstance(section_text(facts, "cost_section"), Missing)
    assert isinstance(parts(facts, "cost_section"), Missing)
    bare = gather(report({}, title=None, name=None, published="2022-02-30"), vocabulary())
    reasons = [whole_text(bare, what) for what in ("document", "preamble", "title")]
    assert [one.reason for one in reasons if isinstance(one, Missing)] == ["text_absent", "text_absent", "field_absent"]
    assert metadata(bare, "agency.name") == Missing("field_absent", "/agency/name", absent=True)
    assert metadata(bare, "published") == Missing("no_such_date", "/published")
    assert mentions(bare, "received_in_words") == Missing("section_absent", "/sections/intro")


def test_headings_have_the_number_that_their_ordinal_writes() -> None:
    found = headings(with_texts())
    assert isinstance(found, tuple)
    assert [(one.position, one.number, one.section) for one in found] == [
        (1, 4, "rest"),
        (2, None, None),
        (3, 1, "intro"),
    ]


ORDINALS = [
    ("一、", 1),
    ("（二）", 2),
    ("十二", 12),
    ("3.", 3),
    ("１．", 1),
    ("—、", None),
    ("甲", None),
    (None, None),
    ("九" * 30, None),
]


@pytest.mark.parametrize(("ordinal", "number"), ORDINALS)
def test_the_number_of_an_ordinal(ordinal: str | None, number: int | None) -> None:
    assert ordinal_number(ordinal) == number


def test_a_doubt_holds_for_everything_below_its_pointer() -> None:
    facts = with_texts()
    assert doubts_at(facts, "/sections/2/parts/0/text") == ("blurred",)
    assert doubts_at(facts, "/sections/20") == ()
    assert [one.doubts for one in segments(facts)][-2:] == [("blurred",), ()]


def test_what_is_absent_where_a_defect_is_named_is_doubted_and_what_is_there_is_not() -> None:
    lost = Defect("D1", "/tables/flow", Text("缺", "lost"))
    own = report({"flow": {"received": {"total": 1}}})
    facts = gather(replace(own, defects=(lost,)), vocabulary())
    assert cell(facts, "flow", "received", "total").doubts == ()
    assert cell(facts, "flow", "received", "firm").doubts == ("D1",)


def _full(number: int | str | None, total: int = 9, **stated: object) -> Facts:
    """Return a report whose table is full of one number, but for one total."""
    known = vocabulary()
    table = known.table("flow")
    assert table is not None
    rows: dict[str, dict[str, int | str | None]] = {}
    for at in table.cells_in("new"):
        rows.setdefault(at.row, {})[at.column] = 3
    rows["received"]["total"], rows["received"]["person"] = total, number
    return gather(report({"flow": rows}, **stated), known)  # type: ignore[arg-type]  # the names are those of `report`


@pytest.mark.parametrize(
    ("said", "other", "answer"),
    [
        ("one number differs", _full(3, 8), True),
        ("all are the same", _full(3), False),
        ("a number that differs stands beside one that is written as a text", _full("3", 8), False),
        ("a number that differs stands beside a lost digit", _full("1?", 8), False),
        ("a number that differs stands beside one that is not there", _full(None, 8), False),
        ("a number that differs stands beside one below zero", _full(-3, 8), False),
        ("the other report is in another format", _full(3, 8, formats={"flow": "old"}), False),
        ("something of the other report is doubted", replace(_full(3, 8), doubts={"/title": ("blurred",)}), False),
    ],
)
def test_two_tables_surely_differ_where_plain_numbers_do(said: str, other: Facts, answer: bool) -> None:
    assert surely_differ(_full(3), other, "flow") is answer, said
    assert surely_differ(other, _full(3), "flow") is answer, said
