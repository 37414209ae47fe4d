"""The naive evaluator answers as the reference says: every expectation here was worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.report.model import Report
from gouji.source import Source
from gouji.syntax.reader import read
from oracle import Judged, judge, planned
from oracle import texts as oracle_texts
from oracle.numbers import Var, compare, constant, plus, times, variable
from small_world import report, section, vocabulary


@dataclass(frozen=True)
class Documents:
    own: Report
    prior: Report | None = None
    parent: Report | None = None
    children: tuple[Report, ...] = ()
    children_complete: bool = True
    doubts: frozenset[str] = frozenset()
    cut: frozenset[str] = frozenset()


HEAD = """
let parties = flow.columns except total
pattern period = /自{from: date}起?至{to: date}/
pattern finished = /办结{n: count}件/ not before /次/ not after /未/
pattern charged = /收取{paid: money}/
"""


def judged(clauses: str, documents: Documents | Report, waivers: frozenset[str] = frozenset()) -> tuple[Judged, ...]:
    """Judge one rule, `pack/x.r`."""
    given_documents = documents if isinstance(documents, Documents) else Documents(documents)
    grade = "" if "grade" in clauses else "grade error\n"
    text = f'{HEAD}\nrule r "r" {{ {grade} basis practice "p"\n{clauses}\n}}'
    files = [read(Source("x.rules", text))]
    found = judge(files, vocabulary(), "pack", given_documents, waivers)
    assert sum(planned(files, vocabulary(), "pack", given_documents).values()) == len(found)
    return found


def answer(clauses: str, documents: Documents | Report) -> str:
    """The status of the only instance, with its reason and, when it is not `error`, its grade."""
    (one,) = judged(clauses, documents)
    return words(one)


def words(one: Judged) -> str:
    parts = [one.status, *([] if one.reason is None else [one.reason]), *([] if one.grade == "error" else [one.grade])]
    return " ".join(parts)


def flow(**cells: int | str | None) -> Report:
    """A report whose flow table has these cells of column `person`; `__` stands for the point of an id."""
    return report({"flow": {row.replace("__", "."): {"person": cell} for row, cell in cells.items()}})


BALANCE = (
    "check flow[received, person] + flow[carried_in, person] = flow[closed.total, person] + flow[carried_out, person]"
)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"received": 3, "carried_in": 1, "closed__total": 4, "carried_out": 0}, "pass"),
        ({"received": 3, "carried_in": 1, "closed__total": 5, "carried_out": 0}, "fail"),
        ({"received": 3, "carried_in": None, "closed__total": 3, "carried_out": 0}, "pass"),  # zero acquits
        ({"received": 3, "carried_in": None, "closed__total": 4, "carried_out": 0}, "not_assessable cell_blank"),
        ({"received": 3, "carried_in": None, "closed__total": 2, "carried_out": 0}, "fail"),  # for every number
        ({"received": 3, "carried_in": 0, "closed__total": None, "carried_out": 0}, "not_assessable cell_blank"),
        ({"received": 3, "carried_in": 0, "closed__total": None, "carried_out": 4}, "fail"),
        ({"received": 3, "carried_in": "/", "closed__total": 3, "carried_out": 0}, "pass"),
        ({"received": 3, "carried_in": "x", "closed__total": 3, "carried_out": 0}, "not_assessable cell_unreadable"),
        ({"received": 3, "carried_in": "x", "closed__total": 3, "carried_out": None}, "not_assessable depends"),
        ({"received": 3, "closed__total": 3, "carried_out": 0}, "not_assessable row_absent"),
        ({"received": "1?", "carried_in": 0, "closed__total": 25, "carried_out": 0}, "fail"),
        ({"received": "2?", "carried_in": 0, "closed__total": 25, "carried_out": 0}, "not_assessable cell_unreadable"),
        ({"received": "１２（含旧件）", "carried_in": 0, "closed__total": 12, "carried_out": 0}, "pass"),
        ({"received": "1,200", "carried_in": 0, "closed__total": 1200, "carried_out": 0}, "pass"),
    ],
)
def test_a_balance_is_decided_on_all_possible_values(cells: dict[str, int | str | None], expected: str) -> None:
    assert answer(BALANCE, flow(**cells)) == expected


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("check flow[received, firm] = 1", "not_assessable cell_absent"),
        ("check costs[fees, amount] = 1 万元", "not_assessable table_absent"),
        ("check flow[closed.left.undivided, person] = 1", "not_applicable outside_format"),
        ("when false check flow[closed.left.undivided, person] is absent", "not_applicable outside_format"),
        (
            "for r in flow.rows only received check flow[closed.left.undivided, person] = 1",
            "not_applicable outside_format",
        ),
        ("check sum(flow[closed.left.*, person]) = 0", "not_assessable row_absent"),
        ("check sum(flow[closed.left.undivided, *]) = 0", "pass"),
        ("check flow[received, person] - flow[received, person] = 0", "pass"),
        ("check flow[carried_in, person] - flow[carried_in, person] = 0", "pass"),
        ("check 2 * flow[carried_in, person] = 7", "fail"),
        ("check 2 * flow[carried_in, person] + 4 * flow[carried_in, firm] = 7", "fail"),
        ("check flow[carried_in, person] ≥ 0", "pass"),
        ("check flow[carried_in, person] ≥ 0 or flow[carried_in, person] < 0", "pass"),
        ("check flow[carried_in, person] = 1 or flow[carried_in, person] ≠ 1", "not_assessable row_absent"),
        ("check flow[received, person] / 0 = 1", "not_assessable division_by_zero"),
        ("check flow[received, person] / flow[received, person] = 1", "pass"),
        ("check min(flow[closed.left.undivided, *]) = 1", "not_assessable empty_set"),
        ("check max(1, 2, 3) = 3 and min([4, 5]) = 4", "pass"),
        ("check count(flow.rows) = 9 and count(flow[closed.refused.*, parties]) = 4", "pass"),
        ("check (flow[carried_in, person] ?? 5) = 5", "pass"),
        ("check (flow[received, person] ?? 5) = 3", "pass"),
        ("check flow[received, person] multiple of 3", "pass"),
        ("check flow[received, person] multiple of 0", "not_assessable division_by_zero"),
        ("check flow[received, person] between 3 and 4 and flow[received, person] in [1, 3]", "pass"),
        ('check flow[received, person] = 4 within 1 because "x"', "pass"),
        ('check flow[received, person] = 5 within 1 because "x"', "fail"),
        ('check flow[received, person] ≤ 2 within 1 because "x"', "pass"),
        ('check flow[received, person] ≥ 5 within 1 because "x"', "fail"),
        ('check 2 * flow[carried_in, person] = 1 within 0.5 because "x"', "fail"),
        ("check round(2.5, 0) = 3 and round(-2.5, 0) = -3 and round(0.125, 2) = 0.13", "pass"),
        ("check abs(-3) = 3 and decimals(0.350) = 2 and 35 % = 0.35", "pass"),
        ("check decimals(1 / 3) = 0", "not_assessable depends"),
        ("check date(2021, 2, 29) = date(2021, 3, 1)", "not_assessable no_such_date"),
        ("check date(2021, 3, 1) - date(2021, 2, 28) = 1 day", "pass"),
        ("check date(2021, 2, 28) + 1 day = date(2021, 3, 1)", "pass"),
        ("check working_days(date(2021, 1, 1), date(2021, 1, 11)) = 6 day", "pass"),
        ("check working_days(date(2021, 1, 11), date(2021, 1, 1)) = -6 day", "pass"),
        ('check year = 2021 and published > date(2022, 1, 1) and title = "报 告"', "pass"),
        ("check every r in flow.rows where r in flow.rows only received satisfies flow[r, person] = 3", "pass"),
        ("check some r in flow.rows satisfies flow[r, person] = 4", "not_assessable row_absent"),
        ("check some r in flow.rows satisfies flow[r, person] = 3", "pass"),
        ("check every r in flow.rows only closed.left.undivided satisfies false", "pass"),
        ("check not (flow[received, person] = 3 implies flow[carried_in, person] = -1)", "pass"),
        ("check flow[received, `自然人`] = 3", "pass"),
        ("requires flow[carried_in, person] check true", "not_assessable row_absent"),
        ("requires costs check true", "not_assessable table_absent"),
        ("requires prior check true", "not_assessable no_peer_document"),
        ("requires section.intro check true", "not_assessable section_absent"),
        ("requires preamble check true", "not_assessable text_absent"),
        ("check prior.flow[received, person] = 3", "not_assessable no_peer_document"),
        ("check prior exists", "fail"),
        ("check sum(prior.flow[closed.*, person]) ≥ 0", "not_assessable no_peer_document"),
        ("when flow[carried_in, person] = 1 check true", "not_assessable row_absent"),
        ("when flow[received, person] = 1 check true", "not_applicable guard_false"),
        ("effective 2022 .. check true", "not_applicable outside_effective_years"),
        ("effective .. 2021 check true", "pass"),
        ("for k in children check true", "not_applicable empty_axis"),
        ("for m in mentions.received_in_words check true", "not_assessable section_absent"),
        ("check (first period in section.intro) exists", "not_assessable section_absent"),
        ("check flow[received, person] is filled and flow[received, firm] is absent", "pass"),
    ],
)
def test_a_condition_on_a_report_that_states_one_number(clauses: str, expected: str) -> None:
    assert answer(clauses, report({"flow": {"received": {"person": 3}}})) == expected


@pytest.mark.parametrize(
    ("amount", "check", "expected"),
    [
        ("1.5", "costs[fees, amount] = 15000 元", "pass"),
        ("1.5", "decimals(costs[fees, amount]) = 1", "pass"),
        (None, "2 * costs[fees, amount] = 7 元", "not_assessable cell_blank"),
        (None, "costs[fees, amount] ≥ 0", "pass"),
        ("0.?", "costs[fees, amount] < 1 万元", "pass"),
        ("0.?", "decimals(costs[fees, amount]) ≤ 1", "pass"),
        ("-", "costs[fees, amount] is placeholder and costs[fees, amount] is not blank", "pass"),
    ],
)
def test_money_is_counted_in_its_base_unit(amount: str | None, check: str, expected: str) -> None:
    assert answer(f"check {check}", report({"costs": {"fees": {"amount": amount}}})) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("", "not_assessable cell_blank"),
        ("blank as zero", "pass"),
        ("blank as unknown", "not_assessable cell_blank"),
    ],
)
def test_the_nearest_word_on_blanks_wins(clause: str, expected: str) -> None:
    fines = report({"costs": {"fines": {"paid": None}}})
    assert answer(f"{clause} check costs[fines, paid] = 0", fines) == expected


def test_each_element_of_an_axis_is_an_instance() -> None:
    own = report({"flow": {"received": {"person": 3, "firm": 1, "total": 4}, "carried_in": {"person": 1, "total": 2}}})
    found = judged(
        "for r in flow.rows only closed.refused.* check true",
        own,
    )
    assert [one.instance for one in found] == [
        "pack/x.r[r=closed.refused.law]",
        "pack/x.r[r=closed.refused.secret]",
    ]
    sums = judged(
        "for r in flow.rows only (received, carried_in) for c in flow.columns where c = total"
        " check sum(flow[r, parties]) = flow[r, c]",
        own,
    )
    assert {one.instance: words(one) for one in sums} == {
        "pack/x.r[r=carried_in,c=firm]": "not_applicable guard_false",
        "pack/x.r[r=carried_in,c=person]": "not_applicable guard_false",
        "pack/x.r[r=carried_in,c=total]": "not_assessable cell_absent",
        "pack/x.r[r=received,c=firm]": "not_applicable guard_false",
        "pack/x.r[r=received,c=person]": "not_applicable guard_false",
        "pack/x.r[r=received,c=total]": "pass",
    }


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ('grade error, warning when agency.scope = "own" because "x" check false', "fail warning"),
        ('grade error, warning when agency.scope = "whole" because "x" check false', "fail"),
        ('grade error, info when flow[received, total] = 1 because "x" check false', "fail info"),
        ('grade error, info when true because "x" check true', "pass"),
        ('grade warning, info when true because "x" requires prior check true', "not_assessable no_peer_document info"),
    ],
)
def test_conditions_only_lower_the_grade(clauses: str, expected: str) -> None:
    assert answer(clauses, report()) == expected


def test_a_lowering_that_names_a_missing_element_lowers() -> None:
    unknown_year = report(year=None)
    clauses = 'grade error, info when c = total because "x" effective 2010 .. for c in flow.columns check true'
    assert answer(clauses, unknown_year) == "not_assessable year_unknown info"


def test_a_waived_fail_is_waived() -> None:
    (one,) = judged("check false", report(), frozenset(("pack/x.r",)))
    assert words(one) == "waived"


@pytest.mark.parametrize(
    ("doubt", "clauses", "expected"),
    [
        ("/tables/flow/received/person", "check flow[received, person] = 3", "not_assessable suspect_extraction"),
        ("/tables/flow", "check true or flow[received, person] = 3", "not_assessable suspect_extraction"),
        ("/tables/flow/received/firm", "check flow[received, person] = 3", "pass"),
        ("/tables/flow", "when year = 1 check flow[received, person] = 3", "not_applicable guard_false"),
        ("/year", "when year = 1 check flow[received, person] = 3", "not_assessable suspect_extraction"),
        ("/title", "requires title check true", "not_assessable suspect_extraction"),
        ("/tables/flow", "check flow[closed.left.undivided, person] = 1", "not_applicable outside_format"),
    ],
)
def test_a_doubted_operand_is_never_used(doubt: str, clauses: str, expected: str) -> None:
    own = report({"flow": {"received": {"person": 3}}})
    assert answer(clauses, Documents(own, doubts=frozenset((doubt,)))) == expected


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("check flow[received, person] = 3", "pass"),
        ("check flow[received, person] = 4", "fail warning"),
        ("check flow[received, person] = flow[received, total]", "not_assessable used_for_reading"),
        ("when flow[received, person] = 4 check true", "not_assessable used_for_reading"),
    ],
)
def test_a_cell_cut_by_its_row_is_not_held_against_its_row(clauses: str, expected: str) -> None:
    own = report({"flow": {"received": {"person": 3, "total": 3}}})
    cut = frozenset(f"/tables/flow/received/{column}" for column in ("person", "total"))
    assert answer(clauses, Documents(own, cut=cut)) == expected


def text(words_in_report: str) -> Report:
    return report(sections=[section("intro", words_in_report)])


@pytest.mark.parametrize(
    ("printed", "clauses", "expected"),
    [
        (
            "统计期自2021年1月1日起至12月31日止。",
            "let p = first period in document check p.to = date(2021, 12, 31)",
            "pass",
        ),
        ("自二〇二一年一月一日至2021-12-30", "let p = first period in document check p.to - p.from = 363 day", "pass"),
        (
            "自1月1日至2021-12-30",
            "let p = first period in document check p.from exists",
            "not_assessable ambiguous_text",
        ),
        (
            "自2021年2月30日至3月1日",
            "let p = first period in document check p.to exists and p.from = p.to",
            "not_assessable depends",
        ),
        ("无", "let p = first period in document check p.to = date(2021, 12, 31)", "not_assessable no_match"),
        ("无", "check not (first period in document) exists", "pass"),
        ("办结３１件", "check (first finished in document).n = 31", "pass"),
        ("办结三十一件", "check (first finished in document).n = 31", "pass"),
        ("办结 1,031 件", "check (first finished in document).n = 1031", "pass"),
        ("办结1.2万件", "check (first finished in document).n = 12000", "pass"),
        ("办结一万二千零五件", "check (first finished in document).n = 12005", "pass"),
        ("未办结3件次，办结4件次，未办结5件，办结6件", "check (first finished in document).n = 6", "pass"),
        ("办结约300件", "check (first finished in document).n agrees 400", "pass"),
        ("办结约300件", "check (first finished in document).n agrees 401", "fail warning"),
        ("办结约300件", "check (first finished in document).n = 300", "not_assessable depends"),
        ("办结约300件", "check (first finished in document).n = 401", "fail warning"),
        ("办结300余件", "check (first finished in document).n agrees 299", "fail warning"),
        ("办结近300件", "check (first finished in document).n agrees 200", "pass"),
        ("办结31件", "check (first finished in document).n agrees 32", "fail"),
        ("收取1.25万元", "check (first charged in document).paid agrees 12549 元", "pass"),
        ("收取1.25万元", "check (first charged in document).paid agrees 12551 元", "fail"),
        ("收取1.25万元", "check (first charged in document).paid = 12500 元", "pass"),
        ("办结31件", 'for m in matches of finished in section.intro check m.text = "办结31件" and m.n = 31', "pass"),
        ("办结31件", "for m in matches of finished in section.rest check true", "not_assessable section_absent"),
        ("无", "for m in matches of finished in section.intro check true", "not_applicable empty_axis"),
        ("收到申请31件；上年新收3件。", "for m in mentions.received_in_words check m.n = 31", "pass"),
        ("收到申请31件，其中收到申请3件。", "for m in mentions.received_in_words check m.n = 31", "pass"),
        ("收到申请31件，较2020年收到申请3件。", "for m in mentions.received_in_words check m.n = 31", "pass"),
        ("全市收到申请31件。", 'for m in mentions.received_in_words check m.scope = "whole"', "pass"),
        ("备案中新收31件。", "for m in mentions.received_in_words check true", "not_applicable empty_axis"),
        ("办结31件。", 'for m in matches of finished in section.intro check m.scope = "unstated"', "pass"),
        ("工作工作开展情况情况情况", "check doubled_words(section.intro.text) = 2", "pass"),
        ("公开 12 次会公开12次会，", "check doubled_phrases(section.intro.text, 3) = 1", "pass"),
        ("一是好。二是好！一是 好。", "check repeated_sentences(section.intro.text, 4) = 1", "pass"),
        ("Ａ b　甲 ", 'check length(section.intro.text) = 3 and contains(section.intro.text, "Ab甲")', "pass"),
        ("甲2条，乙３条。", 'check sum_before(section.intro.text, "条") = 5', "pass"),
        ("甲1,23条。", 'check sum_before(section.intro.text, "条") = 5', "not_assessable ambiguous_text"),
        ("甲乙丙丁", 'check similarity(section.intro.text, "甲乙丙戊") = 1 / 3', "pass"),
        ("甲", 'check similarity(section.intro.text, "乙") = 1', "pass"),
        (
            "甲",
            'check section.intro.label = "概况" and section.intro.numeral = "一" and section.intro.number = 1',
            "pass",
        ),
        ("甲", 'check every h in headings satisfies h.number = 1 and h.section = "intro" and h.position = 1', "pass"),
        ("甲", 'for s in sections where s exists check s.heading = "一、概况" and s.position = 1', None),
        ("甲", "check section.rest.number = 4", "not_assessable section_absent"),
    ],
)
def test_what_prose_says(printed: str, clauses: str, expected: str | None) -> None:
    if expected is None:
        found = {one.instance: words(one) for one in judged(clauses, text(printed))}
        assert found["pack/x.r[s=intro]"] == "pass"
        assert found["pack/x.r[s=rest]"] == "not_applicable guard_false"
    else:
        assert answer(clauses, text(printed)) == expected


def test_a_match_is_named_by_its_sentence() -> None:
    own = report(sections=[section("intro", "办结1件。办结1件。"), section(None, "办结 1 件。")])
    found = judged("for m in matches of finished in document check m.n = 1", own)
    # printf '办结1件。' | sha256sum
    assert [one.instance for one in found] == [
        "pack/x.r[m=heading-2:finished:dd8b4f4b:1]",
        "pack/x.r[m=intro:finished:dd8b4f4b:1]",
        "pack/x.r[m=intro:finished:dd8b4f4b:2]",
    ]


def children(*received: int | None) -> tuple[Report, ...]:
    return tuple(
        report({"flow": {"received": {"total": value}}}, name=name)
        for name, value in zip("甲乙丙丁", received, strict=False)
    )


@pytest.mark.parametrize(
    ("own_total", "subordinate", "complete", "expected"),
    [
        (5, children(2, 3), True, "pass"),
        (6, children(2, 3), True, "fail"),
        (6, children(2, 3), False, "not_assessable no_peer_document"),
        (4, children(2, 3), False, "fail"),
        (5, children(2, None), True, "not_assessable cell_blank"),
        (1, children(2, None), False, "fail"),
        (6, children(2, None), False, "not_assessable depends"),
    ],
)
def test_a_sum_over_children(own_total: int, subordinate: tuple[Report, ...], complete: bool, expected: str) -> None:
    own = report({"flow": {"received": {"total": own_total}}})
    documents = Documents(own, children=subordinate, children_complete=complete)
    assert answer("check flow[received, total] = sum(children.flow[received, total])", documents) == expected


def test_neighbours_are_asked_by_their_own_format() -> None:
    own = report({"flow": {"received": {"person": 1}}})
    old = report({"flow": {"received": {"person": 1}, "closed.left.undivided": {"person": 2}}}, year=2020)
    assert answer("check prior.flow[closed.left.undivided, person] = 2", Documents(own, prior=old)) == "pass"
    assert answer("check prior.flow[closed.left.unclear, person] = 2", Documents(own, prior=old)) == (
        "not_applicable outside_format"
    )
    assert answer("check flow = prior.flow", Documents(own, prior=old)) == "not_assessable depends"
    named = judged('for k in children check k.agency.name = "甲"', Documents(own, children=children(1, 2)))
    assert [(one.instance, one.status) for one in named] == [
        ("pack/x.r[k=乙]", "fail"),
        ("pack/x.r[k=甲]", "pass"),
    ]
    some = "check some k in children satisfies k.flow[received, total] = 2"
    assert answer(some, Documents(own, children=children(1, 2))) == "pass"
    assert answer(some, Documents(own, children=children(1, 2), children_complete=False)) == (
        "not_assessable no_peer_document"
    )


# ── the solver against brute force ──────────────────────────────────────────

SMALL = st.integers(-4, 4)


@given(
    coefficients=st.lists(SMALL, min_size=1, max_size=3),
    const=st.integers(-9, 9),
    comparator=st.sampled_from(["=", "≠", "<", "≤", ">", "≥"]),
    room=st.sampled_from([None, Fraction(0), Fraction(1, 2), Fraction(3)]),
)
def test_natural_numbers_are_decided_as_by_trying_them(
    coefficients: list[int], const: int, comparator: str, room: Fraction | None
) -> None:
    room = room if comparator in "=≤≥" else None
    names = [Var(("x", str(place)), Fraction(0), None, True) for place in range(len(coefficients))]
    left = constant(Fraction(const))
    for name, factor in zip(names, coefficients, strict=True):
        left = plus(left, times(constant(Fraction(factor)), variable(name, Fraction(1))))
    found = compare(comparator, left, constant(Fraction(0)), None if room is None else constant(room))
    # With coefficients up to 4 and a constant up to 9, both outcomes show below 16 when they exist at all.
    tried = {
        _holds(comparator, const, coefficients, values, room or Fraction(0))
        for values in product(range(16), repeat=len(coefficients))
    }
    expected = "U" if len(tried) == 2 else "T" if tried == {True} else "F"
    assert (found.best, found.admitted) == (expected, frozenset((expected,)))


def _holds(comparator: str, const: int, factors: list[int], values: tuple[int, ...], room: Fraction) -> bool:
    left = const + sum(factor * value for factor, value in zip(factors, values, strict=True))
    return {
        "=": abs(left) <= room,
        "≠": abs(left) > room,
        "<": left < 0,
        "≤": left <= room,
        ">": left > 0,
        "≥": left >= -room,
    }[comparator]


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        ("31", [31]),
        (" ３１ ", [31]),
        ("1,234", [1234]),
        ("1,23", []),
        ("2 0", []),
        ("1O", []),
        ("-3", [-3]),
        ("1.5", [Fraction(3, 2)]),
        ("1?", [1, *range(10, 20)]),
        ("???", []),
        ("22（其中修订16件）", [22]),
    ],
)
def test_the_number_of_a_cell(raw: str, numbers: list[Fraction]) -> None:
    assert list(oracle_texts.cell_numbers(raw)) == numbers


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10), ("十一", 11), ("三十", 30), ("廿三", 23), ("一百零五", 105), ("两千", 2000), ("一百二", None),
        ("二〇二一", 2021), ("三万", 30000), ("一万二", None), ("三四", None), ("一亿零三万", 100_030_000), ("零", 0),
    ],
)  # fmt: skip
def test_the_value_of_a_chinese_numeral(numeral: str, value: int | None) -> None:
    assert oracle_texts.chinese_number(numeral) == value


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("Ａ（１）", "A(1)"),
        ("〔2021〕30 号", "[2021]30号"),
        (" 甲 乙\n丙 a b ", "甲乙丙a b"),
        ("a　b", "a b"),
        ("“甲”—乙～", '"甲"-乙~'),
        ("⼀○", "一〇"),
        ("、。《》", "、。《》"),
    ],
)
def test_folding(raw: str, folded: str) -> None:
    assert oracle_texts.fold(raw) == folded
