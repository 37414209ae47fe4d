"""What an author writes and the core tree that it becomes, in short notation, side by side.

`cell(received, total)` is a cell by ids, `cell(r, …)` with a variable `?r`; numbers stand in the base unit.
"""

from __future__ import annotations

import pytest

from check.packs import checked
from gouji.check import core as c
from gouji.check.checked import CheckedRule
from gouji.check.neighbours import awaited

RULE = """rule agree "一致" en "they agree" {{
  grade  error
  basis  derived "由定义得出" en "by definition"
{clauses}
}}
"""


def rule_of(clauses: str, before: str = "") -> CheckedRule:
    (rule,) = checked(before + RULE.format(clauses=clauses)).rules.rules
    return rule


def short(node: object) -> str:
    """Return a core tree in short notation."""
    match node:
        case c.NumberConstant(value=value) | c.TextConstant(value=value) | c.TruthConstant(value=value):
            return str(value)
        case c.CellAt(row=row, column=column):
            return f"{short_document(node.document)}cell({short(row)}, {short(column)})"
        case c.CellVector(rows=rows, columns=columns):
            return f"{short_document(node.document)}cells({short(rows)}; {short(columns)})"
        case c.OverChildren(of=of):
            return f"each({short(of)})"
        case c.Id(id=one):
            return one
        case c.Variable(name=name) | c.Bound(name=name):
            return f"?{name}"
        case c.One(element=element):
            return short(element)
        case c.Many(ids=ids):
            return " ".join(ids)
        case c.Compare(comparator=sign, left=left, right=right, tolerance=tolerance):
            room = "" if tolerance is None else f" ± {short(tolerance)}"
            return f"({short(left)} {sign} {short(right)}{room})"
        case c.Arithmetic(operator=sign, left=left, right=right):
            return f"({short(left)} {sign} {short(right)})"
        case c.SameElement(comparator=sign, variable=name, element=element):
            return f"(?{name} {sign} {short(element)})"
        case c.MemberIn(variable=name, ids=ids):
            return f"(?{name} in {' '.join(ids)})"
        case c.And(operands=operands):
            return f"({' and '.join(short(one) for one in operands)})"
        case c.Or(operands=operands):
            return f"({' or '.join(short(one) for one in operands)})"
        case c.Not(of=of):
            return f"not {short(of)}"
        case c.Exists(of=of):
            return f"exists({short(of)})"
        case c.CallTo(function=function, arguments=arguments):
            return f"{function}({', '.join(short(one) for one in arguments)})"
        case c.ListOf(items=items):
            return f"[{', '.join(short(one) for one in items)}]"
        case c.MetadataAt(field=field):
            return f"{short_document(node.document)}{field}"
        case c.TextOf(what=what):
            return f"{short_document(node.document)}{what}"
        case c.SectionField(section=section, field=field):
            return f"{short_document(node.document)}section({short(section)}).{field}"
        case c.FirstMatch(pattern=pattern, text=text):
            return f"first({pattern}, {short(text)})"
        case c.HoleOf(of=of, hole=hole, hole_type=kind):
            return f"{short(of)}.{hole}:{kind}"
        case c.DaysBetween(left=left, right=right):
            return f"days({short(left)}, {short(right)})"
        case c.ShiftedDate(operator=sign, date=date, days=days):
            return f"shifted({short(date)} {sign} {short(days)})"
        case c.TablesEqual(left=left, right=right):
            return f"equal({short(left)}, {short(right)})"
        case c.TheTable(table=table):
            return f"{short_document(node.document)}{table}"
        case c.TheDocument():
            return short_document(node.document)
        case c.Quantified(quantifier=quantifier, variable=name, axis=axis, satisfies=satisfies):
            return f"{quantifier}(?{name} in {short(axis)}: {short(satisfies)})"
        case c.LinesAxis(ids=ids) | c.SectionsAxis(ids=ids):
            return " ".join(ids)
        case c.ChildrenAxis():
            return "children"
        case _:
            raise AssertionError(f"no short notation for {node}")


def short_document(document: c.Document) -> str:
    start = () if document.variable is None else (f"?{document.variable}",)
    return "".join(f"{one}." for one in (*start, *document.hops))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # cells and vectors
        ("requests[received, total] = 3", "(cell(received, total) = 3)"),
        ("requests[`本年新收`, `总计`] = 3", "(cell(received, total) = 3)"),
        (
            "sum(requests[closed.*, total]) = 3",
            "(sum(cells(closed.granted closed.refused.secret closed.refused.rest closed.rest closed.total; total)) "
            "= 3)",
        ),
        (
            "sum(requests[closed.* except (closed.total, closed.refused.*), total]) = 3",
            "(sum(cells(closed.granted closed.rest; total)) = 3)",
        ),
        ("sum(requests[received, * only (person, firm)]) = 3", "(sum(cells(received; person firm)) = 3)"),
        ("sum(requests[received, * except `总计`]) = 3", "(sum(cells(received; person firm)) = 3)"),
        # units: the base unit of money is the yuan
        ("disclosure[fees, amount] ≤ 10 万元", "(cell(fees, amount) ≤ 100000)"),
        ("disclosure[fees, amount] ≥ 0", "(cell(fees, amount) ≥ 0)"),
        (
            "requests[received, firm] / requests[received, total] ≤ 35 %",
            "((cell(received, firm) / cell(received, total)) ≤ 7/20)",
        ),
        (
            "requests[received, firm] * 2 = requests[received, total]",
            "((cell(received, firm) * 2) = cell(received, total))",
        ),
        # dates
        ("published - date(year, 12, 31) ≤ 31 day", "(days(published, date(year, 12, 31)) ≤ 31)"),
        ("published < date(year, 12, 31) + 31 天", "(published < shifted(date(year, 12, 31) + 31))"),
        # what is written shortly
        ("year between 2019 and 2021", "((year ≥ 2019) and (year ≤ 2021))"),
        ('agency.scope in ["own", "aggregate"]', "((agency.scope = own) or (agency.scope = aggregate))"),
        ("title is absent", "not exists(title)"),
        ("title is not absent", "exists(title)"),
        # other reports
        (
            "requests[received, total] = prior.requests[received, total]",
            "(cell(received, total) = prior.cell(received, total))",
        ),
        ("parent.prior.agency.scope = agency.scope", "(parent.prior.agency.scope = agency.scope)"),
        (
            "sum(children.requests[received, total]) ≤ requests[received, total]",
            "(sum(each(?children.cell(received, total))) ≤ cell(received, total))",
        ),
        (
            "every k in children satisfies k.requests[received, total] = k.prior.requests[received, total]",
            "every(?k in children: (?k.cell(received, total) = ?k.prior.cell(received, total)))",
        ),
        ("requests = prior.requests", "equal(requests, prior.requests)"),
        ("count(children) = 3", "(count(children) = 3)"),
        # variables
        (
            "every c in requests.columns satisfies c = total or requests[received, c] = 3",
            "every(?c in person firm total: ((?c = total) or (cell(received, ?c) = 3)))",
        ),
        (
            "every r in requests.rows satisfies r in requests.rows only closed.refused.* or requests[r, total] = 3",
            "every(?r in received carried_in closed.granted closed.refused.secret closed.refused.rest closed.rest "
            "closed.total: ((?r in closed.refused.secret closed.refused.rest) or (cell(?r, total) = 3)))",
        ),
        (
            "every r in requests.rows satisfies r in [received, closed.total] or requests[r, total] = 3",
            "every(?r in received carried_in closed.granted closed.refused.secret closed.refused.rest closed.rest "
            "closed.total: ((?r in received closed.total) or (cell(?r, total) = 3)))",
        ),
        (
            "every s in sections satisfies s = overview or s.heading ≠ s.label",
            "every(?s in overview handling: ((?s = overview) or (section(?s).heading ≠ section(?s).label)))",
        ),
        (
            "every s in [section.handling, section.overview] satisfies s.position ≤ 2",
            "every(?s in handling overview: (section(?s).position ≤ 2))",
        ),
        ("every y in [2019, 2020] satisfies y ≠ year", "every(?y in [2019, 2020]: (?y ≠ year))"),
    ],
)
def test_a_condition_becomes_this_core_tree(written: str, meant: str) -> None:
    assert meant == short(rule_of(f"  check {written}").check)


def test_lets_are_put_in_place() -> None:
    rule = rule_of(
        "  for c in few\n  let both = requests[received, c] + old\n  let old = requests[carried_in, c]\n"
        "  check both = 3",
        "let few = requests.columns except total\n",
    )
    assert short(rule.fors[0].axis) == "person firm"
    assert short(rule.check) == "((cell(received, ?c) + cell(carried_in, ?c)) = 3)"


def test_a_match_is_named_by_its_pattern() -> None:
    rule = rule_of(
        "  let p = first period in section.overview\n  when p exists\n  check p.to = date(year, 12, 31)",
        "pattern period = /统计期限.{0,12}{from: date}至{to: date}/\n",
    )
    assert short(rule.when) == "exists(first(period, section(overview).text))"
    assert short(rule.check) == "(first(period, section(overview).text).to:date = date(year, 12, 31))"


def test_the_tolerance_stands_in_the_comparison() -> None:
    rule = rule_of('  check disclosure[fees, amount] = 2 万元 within 100 元 because "四舍五入" en "rounded"')
    assert short(rule.check) == "(cell(fees, amount) = 20000 ± 100)"
    assert rule.because is not None
    assert rule.because.of("en") == "rounded"


def test_every_node_keeps_the_words_of_its_author() -> None:
    rule = rule_of("  check sum(requests[received, *  except\n    total]) = requests[received, total]")
    assert isinstance(rule.check, c.Compare)
    assert rule.check.left.words == "sum(requests[received, * except total])"
    assert rule.check.left.unit == "件"


def test_a_rule_knows_its_section_its_cells_and_its_grounds() -> None:
    rule = rule_of(
        '  basis notice "第一条" says "各表数字 应当一致"\n  effective 2019 .. 2020\n  for c in requests.columns\n'
        "  requires prior, requests[received, c]\n"
        "  check requests[received, c] = 3 and (every r in requests.rows satisfies requests[r, c] ≥ 0)"
    )
    assert (rule.id, rule.section) == ("sample/bad.agree", "handling")
    assert [short(one) for one in rule.cells] == ["cell(received, ?c)"]
    assert [short(one) for one in rule.requires] == ["prior.", "cell(received, ?c)"]
    assert [(one.kind, one.number) for one in rule.bases] == [("derived", None), ("law", "示例〔2021〕1号")]
    assert rule.effective is not None
    assert (rule.effective.first, rule.effective.last) == (2019, 2020)


def test_messages_hold_pieces_in_every_language() -> None:
    rule = rule_of(
        '  for s in sections\n  check s.position ≤ 2\n  message "{s}写作{s.heading}" en "{s.heading} of {s}"'
    )
    assert rule.message is not None
    shown = [
        (language, [one if isinstance(one, str) else short(one) for one in pieces])
        for language, pieces in rule.message.texts
    ]
    assert shown == [
        ("zh", ["?s", "写作", "section(?s).heading"]),
        ("en", ["section(?s).heading", " of ", "?s"]),
    ]


def test_the_digest_changes_with_the_meaning_only() -> None:
    plain, spaced, other = (
        checked(RULE.format(clauses=f"  check {check}")).rules.digest
        for check in (
            "requests[received, total] = 3",
            "requests[received,  total]  =  3",
            "requests[received, total] = 4",
        )
    )
    assert plain == spaced
    assert plain != other


@pytest.mark.parametrize(
    ("requires", "awaited_role"),
    [
        ("prior", "prior"),
        ("prior.requests", "prior"),
        ("prior.requests[received, total]", "prior"),
        ("prior, requests[received, total]", "prior"),
        ("requests[received, total], prior", None),
        ("requests", None),
    ],
)
def test_a_rule_waits_for_the_neighbour_that_it_requires_first(requires: str, awaited_role: str | None) -> None:
    rule = rule_of(f"  requires {requires}\n  check requests[received, total] = 3")
    assert awaited(rule) == awaited_role
