"""Digits that a converter glued together are cut where there is one way, and say how sure that is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.intake.reading import Reading, read_document
from gouji.report.model import pointer_of
from gouji.vocabulary.load import load_vocabulary
from gouji.vocabulary.model import Table, Vocabulary

HEAD = "某县某局2021年政府信息公开工作年度报告\n"
Row = tuple[int, ...]


@cache
def disclosure() -> Vocabulary:
    """The vocabulary of the annual report."""
    path = Path(__file__).parents[2] / "rules/cn-disclosure/vocabulary.yaml"
    return load_vocabulary(path.read_bytes(), path.name)


def requests(vocabulary: Vocabulary) -> Table:
    table = vocabulary.table("requests")
    assert table is not None
    return table


def glued(rows: dict[str, str], table: Table) -> str:
    """The section with table 3 in one line: the heads, then each label with its digits right behind it."""
    heads = "".join(column.printed.of("2021") for column in table.columns)
    lines = "".join(
        row.printed.of("2021") + rows.get(row.id, "0" * len(table.columns)) for row in table.lines("row", "2021")
    )
    return f"{HEAD}三、收到和处理政府信息公开申请情况{heads}{lines}四、政府信息公开行政复议、行政诉讼情况无"


def read(rows: dict[str, str], vocabulary: Vocabulary) -> Reading:
    text = glued(rows, requests(vocabulary))
    return read_document("source.txt", text.encode(), vocabulary)


def row_of(reading: Reading, row: str, vocabulary: Vocabulary) -> list[tuple[Any, list[str]]]:
    """The printed words and doubts of a row's cells; nothing when the row was not read."""
    said = [
        reading.source_map.get(pointer_of("tables", "requests", *row.split("."), column.id))
        for column in requests(vocabulary).columns
    ]
    return [(one["raw"], one["doubts"]) for one in said if one is not None]


CUTS = [
    ("all noughts can be cut in one way only", "0000000", ["0"] * 7, []),
    ("a total tells which digits belong together", "640020470", ["64", "0", "0", "2", "0", "4", "70"], "row"),
    ("white space ends a cell", "180 0 0 0 018", ["18", "0", "0", "0", "0", "0", "18"], "row"),
    ("as many digits as cells, a blank would be glued too, and the total holds", "1000001", [*"1000001"], "row"),
    ("as many digits as cells, a blank would be glued too", "1000002", [*"1000002"], "digits"),
    ("a blank cell, and the number of the page behind the row", "0000003", [*"0000003"], "digits"),
    ("a total that no cut makes true", "640020471", [], []),
    ("two cuts that both make it true", "1010000101", [], []),
    ("too few digits", "00000", [], []),
    ("no digits", "", [], []),
]


@pytest.mark.parametrize(("said", "digits", "expected", "doubt"), CUTS, ids=[one[0] for one in CUTS])
def test_digits_are_cut_where_there_is_one_way(said: str, digits: str, expected: list[str], doubt: Any) -> None:
    vocabulary = disclosure()
    # The other row of the sum would tell more; it is left open on purpose.
    reading = read({"received": digits}, vocabulary)
    doubts = [f"solved_with_{doubt}"] if doubt else []
    assert row_of(reading, "received", vocabulary) == [(one, doubts) for one in expected]
    named = [one for one in reading.defects if one.pointer == "/tables/requests/received"]
    assert [one.code for one in named] == ([] if expected else ["D511"])


def test_rows_that_their_own_total_leaves_open_are_told_by_the_columns() -> None:
    vocabulary = disclosure()
    # 2 + 20 = 22 and 22 + 0 = 22: only the total row tells which.
    reading = read({"closed.granted": "220000022", "closed.total": "220000022"}, vocabulary)
    assert row_of(reading, "closed.granted", vocabulary) == []
    reading = read({"closed.granted": "220000022", "closed.total": "22 0 0 0 0 0 22"}, vocabulary)
    assert [raw for raw, _ in row_of(reading, "closed.granted", vocabulary)] == ["22", "0", "0", "0", "0", "0", "22"]


def test_a_total_that_could_be_that_of_fewer_cells_tells_less_where_a_row_has_blanks() -> None:
    # 64 + 0 + 0 + 2 + 0 + 4 = 70, and 6 + 40 + 0 + 20 + 4 = 70 with a blank.
    vocabulary = disclosure()
    reading = read({"received": "640020470", "carried_in": "000000"}, vocabulary)
    assert {doubt for _, doubts in row_of(reading, "received", vocabulary) for doubt in doubts} == {"solved_with_sums"}


def test_what_was_cut_by_totals_is_not_checked_by_them(vocabulary: Vocabulary) -> None:
    reading = read({"received": "640020470"}, vocabulary)
    [said] = [one for one in reading.defects if one.code == "D512"]
    assert "7 格按表内合计关系切分" in said.message["zh"]
    assert not said.blocking


NUMBERS = st.one_of(st.just(0), st.just(0), st.just(0), st.integers(0, 9), st.integers(10, 1200))
APPLICANTS = st.tuples(*[NUMBERS] * 6)


@settings(deadline=None, max_examples=30)
@given(st.lists(APPLICANTS, min_size=25, max_size=25), st.booleans(), st.integers(0, 24), st.integers(0, 6))
def test_no_digit_is_cut_wrong_without_a_doubt(rows: list[Row], sound: bool, line: int, place: int) -> None:
    """Reports whose totals are all true, and such where one number is not what it should be."""
    vocabulary = disclosure()
    table = requests(vocabulary)
    ids = [row.id for row in table.lines("row", "2021")]
    values = {row: [*own, sum(own)] for row, own in zip(ids, rows, strict=True)}
    parts = [row for row in ids if row.startswith("closed.") and row != "closed.total"]
    values["closed.total"] = [sum(values[row][rank] for row in parts) for rank in range(7)]
    if not sound:
        values[ids[line]][place] += 10
    reading = read({row: "".join(map(str, own)) for row, own in values.items()}, vocabulary)
    for row, own in values.items():
        for (raw, doubts), true in zip(row_of(reading, row, vocabulary), own, strict=False):
            assert raw == str(true) or doubts != []
            if sound:
                assert raw == str(true), (row, own)
