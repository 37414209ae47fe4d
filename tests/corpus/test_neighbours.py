"""Who is whose neighbour follows from what is known of each report, whatever order they come in."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.corpus.neighbours import Card, Kin, kin_of
from gouji.record import replace

OWN = Card(0, "甲2021", "示例县发展和改革局", "own", 2021)


def of(*others: Card, own: Card = OWN, complete: bool = False, unread: Sequence[Card] = ()) -> Kin:
    """The neighbours of the first report among the others."""
    return kin_of([*others, own], complete=complete, unread=unread)[own.id]


PRIOR: tuple[tuple[str, Card, int | None], ...] = (
    ("the same agency a year before", Card(1, "a", "示例县发展和改革局", "own", 2020), 1),
    ("its name in full width and with a blank", Card(1, "a", "示例县　发展和改革局", "own", 2020), 1),
    ("two years before", Card(1, "a", "示例县发展和改革局", "own", 2019), None),
    ("the year after", Card(1, "a", "示例县发展和改革局", "own", 2022), None),
    ("another agency", Card(1, "a", "示例县财政局", "own", 2020), None),
    ("the aggregate of the same agency", Card(1, "a", "示例县发展和改革局", "aggregate", 2020), None),
    ("a scope that nobody knows", Card(1, "a", "示例县发展和改革局", "unknown", 2020), 1),
    ("an agency without a name", Card(1, "a", None, "own", 2020), None),
)


@pytest.mark.parametrize(("why", "other", "expected"), PRIOR, ids=[one[0] for one in PRIOR])
def test_last_years_report_is_of_the_same_agency_and_scope(why: str, other: Card, expected: int | None) -> None:
    assert of(other).prior == expected, why


def test_two_agencies_of_one_name_are_told_apart_by_their_region() -> None:
    here = Card(0, "甲", "城关镇人民政府", "own", 2021, "330206")
    there = Card(1, "乙", "城关镇人民政府", "own", 2020, "330212")
    nowhere = Card(2, "丙", "城关镇人民政府", "own", 2020)
    assert of(there, own=here).prior is None
    assert of(there, nowhere, own=here).prior == 2


def test_of_several_versions_the_latest_that_is_in_force_counts() -> None:
    first = Card(1, "a", "示例县发展和改革局", "own", 2020, valid_from="2021-01-20", valid_until="2021-03-01")
    second = Card(2, "b", "示例县发展和改革局", "own", 2020, valid_from="2021-03-01")
    third = Card(3, "c", "示例县发展和改革局", "own", 2020, valid_from="2021-02-01")
    assert of(first, second, third).prior == 2
    assert of(first).prior == 1


def test_of_equal_versions_the_one_that_reads_best_counts() -> None:
    worse = Card(1, "a", "示例县发展和改革局", "own", 2020, quality=(1, 4, 0))
    better = Card(2, "b", "示例县发展和改革局", "own", 2020, quality=(0, 9, 0))
    assert of(worse, better).prior == 2


GOVERNMENT = Card(0, "府", "示例县人民政府", "aggregate", 2021)


def below(number: int, agency: str, year: int = 2021, scope: str = "own") -> Card:
    """A report of a subordinate of the government."""
    return Card(number, f"{agency}{year}", agency, scope, year, parent="示例县人民政府")


def test_children_are_those_that_name_their_superior_for_the_same_year_each_once() -> None:
    cards = (
        below(3, "乙局"),
        below(1, "甲局"),
        below(2, "甲局"),
        below(4, "丙局", 2020),
        Card(5, "丁", "丁局", "own", 2021),
    )
    kin = of(*cards, own=GOVERNMENT)
    assert (kin.children, kin.children_complete) == ((3, 1), False)
    assert of(*cards, own=GOVERNMENT, complete=True).children_complete


def test_who_is_not_said_to_be_a_subordinate_is_none() -> None:
    kin = of(Card(1, "a", "示例县财政局", "own", 2021), own=GOVERNMENT, complete=True)
    assert (kin.children, kin.children_complete) == ((), False)


def test_a_superior_with_two_reports_covers_its_subordinates_in_the_aggregate() -> None:
    own_report = Card(1, "府办", "示例县人民政府", "own", 2021)
    child = below(2, "甲局")
    kin = kin_of([own_report, child, GOVERNMENT])
    assert (kin[2].parent, kin[0].children, kin[1].children) == (0, (2,), ())


def test_last_years_reports_of_children_are_two_hops_away() -> None:
    kin = of(below(1, "甲局"), below(2, "甲局", 2020), own=GOVERNMENT)
    assert kin.further["0", "prior"] == 2


def test_a_report_further_back_counts_only_where_none_can_be_missing() -> None:
    long_ago = Card(1, "a", "示例县发展和改革局", "own", 2018)
    assert ("earlier",) not in of(long_ago).further
    assert of(long_ago, complete=True).further["earlier",] == 1


def lost(agency: str | None, year: int | None, scope: str | None = None, parent: str | None = "示例县人民政府") -> Card:
    """What an index says of a report that could not be read."""
    return Card(9, "乙.pdf", agency, scope, year, parent=parent)


UNREAD_BELOW: tuple[tuple[str, Card, bool], ...] = (
    ("a subordinate of which nothing was read", lost("乙局", 2021), False),
    ("one whose year the index does not say", lost("乙局", None), False),
    ("one that is not named", lost(None, 2021), False),
    ("another report, perhaps the aggregate, of one that was read", lost("甲局", 2021), False),
    ("a copy of the report that was read", lost("甲局", 2021, "own"), True),
    ("a subordinate's report of another year", lost("乙局", 2020), True),
    ("a subordinate of somebody else", lost("乙局", 2021, parent="另一县人民政府"), True),
    ("a body without a superior", lost("乙局", 2021, parent=None), True),
    ("a version out of force", replace(lost("乙局", 2021), valid_until="2022-02-01"), True),
)


@pytest.mark.parametrize(("why", "unread", "whole"), UNREAD_BELOW, ids=[one[0] for one in UNREAD_BELOW])
def test_subordinates_of_whom_one_could_not_be_read_are_not_complete(why: str, unread: Card, whole: bool) -> None:
    kin = of(below(1, "甲局"), own=GOVERNMENT, complete=True, unread=[unread])
    assert kin.children == (1,)
    assert (kin.children_complete, kin.missing) == (whole, () if whole else (("children", "乙.pdf"),)), why


@pytest.mark.parametrize("doubtful", [below(2, "乙局", 0), Card(2, "乙局", None, "own", 2021, parent="示例县人民政府")])
def test_subordinates_of_whom_one_has_no_name_or_year_are_not_complete(doubtful: Card) -> None:
    doubtful = replace(doubtful, year=doubtful.year or None)
    kin = of(below(1, "甲局"), doubtful, own=GOVERNMENT, complete=True)
    assert (kin.children, kin.children_complete) == ((1,), False)
    assert [role for role, _ in kin.missing] == ["children"]


UNREAD_BEFORE: tuple[tuple[str, str | None, int | None, bool], ...] = (
    ("of a year between", "示例县发展和改革局", 2020, False),
    ("of a year that is not said", "示例县发展和改革局", None, False),
    ("of an agency that is not said", None, 2020, False),
    ("of a year before that", "示例县发展和改革局", 2017, True),
    ("of another agency", "示例县财政局", 2020, True),
)


@pytest.mark.parametrize(("why", "agency", "year", "known"), UNREAD_BEFORE, ids=[one[0] for one in UNREAD_BEFORE])
def test_a_year_whose_report_could_not_be_read_is_not_missing(
    why: str, agency: str | None, year: int | None, known: bool
) -> None:
    long_ago = Card(1, "a", "示例县发展和改革局", "own", 2018)
    kin = of(long_ago, complete=True, unread=[lost(agency, year, parent=None)])
    assert (("earlier",) in kin.further) is known, why
    assert kin.missing == (() if known else (("earlier", "乙.pdf"),))


def test_a_copy_is_another_text_of_the_same_report_that_is_in_force() -> None:
    copy = Card(1, "b", "示例县发展和改革局", "own", 2021)
    withdrawn = Card(2, "a", "示例县发展和改革局", "own", 2021, valid_until="2022-03-01")
    assert of(copy, withdrawn).further["copy",] == 1
    assert ("copy",) not in of(withdrawn).further


CARDS = st.builds(
    Card,
    st.just(0),
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["甲局", "乙局", "示例县人民政府", None]),
    st.sampled_from(["own", "aggregate", "unknown", None]),
    st.sampled_from([2019, 2020, 2021, None]),
    st.sampled_from([None, None, "330206"]),
    st.sampled_from([None, "示例县人民政府"]),
    st.sampled_from([None, "2021-03-01"]),
    st.sampled_from([None, "2021-04-01"]),
)


@given(st.lists(CARDS, max_size=12), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_reports_changes_nothing_and_nobody_is_his_own_neighbour(
    drawn: list[Card], chance: object, complete: bool
) -> None:
    cards = [replace(one, id=number, name=f"{one.name}{number}") for number, one in enumerate(drawn)]
    shuffled = list(cards)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis draws a random.Random
    found = kin_of(cards, complete=complete)
    assert found == kin_of(shuffled, complete=complete)
    assert all(number not in kin.ids() for number, kin in found.items())


CITY = Card(0, "市", "乙市人民政府", "aggregate", 2021, "330200")
COUNTY = Card(1, "县", "甲县人民政府", "aggregate", 2021, "330226", parent="乙市人民政府")
BESIDE_AN_AGGREGATE: tuple[tuple[str, Card, tuple[int, ...], bool], ...] = (
    ("its own office", Card(2, "办", "甲县人民政府办公室", "own", 2021, parent="乙市人民政府"), (1,), False),
    ("a bureau of its", Card(2, "局", "甲县教育局", "own", 2021, parent="乙市人民政府"), (1,), False),
    ("a body of its region", Card(2, "丙", "丙镇人民政府", "own", 2021, "330226", parent="乙市人民政府"), (1,), False),
    ("a bureau of the city", Card(2, "局", "乙市教育局", "own", 2021, parent="乙市人民政府"), (1, 2), True),
    ("a body of the city's region", Card(2, "丙", "丙局", "own", 2021, "330200", parent="乙市人民政府"), (1, 2), True),
    ("another county", Card(2, "丁", "丁县人民政府", "aggregate", 2021, parent="乙市人民政府"), (1, 2), True),
)


@pytest.mark.parametrize(
    ("why", "other", "children", "whole"), BESIDE_AN_AGGREGATE, ids=[one[0] for one in BESIDE_AN_AGGREGATE]
)
def test_what_an_aggregate_has_in_it_is_not_added_to_it(
    why: str, other: Card, children: tuple[int, ...], whole: bool
) -> None:
    kin = of(COUNTY, other, own=CITY, complete=True)
    assert (tuple(sorted(kin.children)), kin.children_complete) == (children, whole), why
