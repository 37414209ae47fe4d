"""Well-kinded random rules over the small world, and reports of it with every kind of missing.

Rules are drawn as text, so that they pass through the reader and the checker as a person's would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from gouji.findings import CUT_BY_ROW
from gouji.report.model import Report, ReportSection
from small_world import report, section

Draw = Callable[[st.SearchStrategy[str]], str]

ROWS = (
    "received",
    "carried_in",
    "closed.granted",
    "closed.refused.secret",
    "closed.refused.law",
    "closed.left.undivided",
    "closed.left.unclear",
    "closed.left.repeated",
    "closed.total",
    "carried_out",
)
COLUMNS = ("person", "firm", "total")
COST_ROWS = ("fees", "fines")
COST_COLUMNS = ("amount", "paid", "share", "change")

HEAD = """
let parties = flow.columns except total
let reasons = flow.rows only (closed.refused.*, closed.granted)
pattern period = /自{from: date}起?至{to: date}/
pattern finished = /办结{n: count}件/ not before /次/ not after /未/
pattern charged = /收取{paid: money}/
pattern portion = /占比{part: percent}/
"""


@dataclass
class Rule:
    """What the expressions of a rule being drawn may use: variables by kind, and the next free name."""

    draw: Callable[..., str]
    variables: dict[str, str] = field(default_factory=dict)
    used: int = 0

    def of_kind(self, kind: str) -> list[str]:
        return [name for name, known in self.variables.items() if known == kind]

    def new(self, kind: str) -> str:
        self.used += 1
        name = f"v{self.used}"
        self.variables[name] = kind
        return name

    def one_of(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))


# ── numbers ─────────────────────────────────────────────────────────────────


def _slot(rule: Rule, axis: str) -> str:
    ids = ROWS if axis == "row" else COLUMNS
    return rule.one_of(*ids, *ids[:2], *rule.of_kind(axis), *rule.of_kind(axis))


def _many(rule: Rule, axis: str) -> str:
    if axis == "row":
        return rule.one_of("*", "closed.*", "closed.refused.*", "closed.left.*", "reasons", "* except closed.total")
    return rule.one_of("*", "parties", "* except total", "* only (person, firm)")


def _document(rule: Rule) -> str:
    children = [f"{name}." for name in rule.of_kind("child")]
    return rule.one_of("", "", "", "", "prior.", "parent.", "peer.", *children)


def _cell(rule: Rule, unit: str) -> str:
    if unit == "件":
        if rule.one_of("flow", "flow", "flow", "change") == "change":
            return f"{_document(rule)}costs[{rule.one_of(*COST_ROWS)}, change]"
        return f"{_document(rule)}flow[{_slot(rule, 'row')}, {_slot(rule, 'column')}]"
    column = rule.one_of("amount", "paid") if unit == "元" else "share"
    return f"{_document(rule)}costs[{rule.one_of(*COST_ROWS)}, {column}]"


def _vector(rule: Rule, unit: str) -> str:
    if unit != "件":
        return f"[{_cell(rule, unit)}, {_cell(rule, unit)}]"
    match rule.one_of("row", "column", "both", "list", "children"):
        case "row":
            return f"{_document(rule)}flow[{_many(rule, 'row')}, {_slot(rule, 'column')}]"
        case "column":
            return f"{_document(rule)}flow[{_slot(rule, 'row')}, {_many(rule, 'column')}]"
        case "both":
            return f"flow[{_many(rule, 'row')}, {_many(rule, 'column')}]"
        case "list":
            return f"[{_cell(rule, unit)}, {_cell(rule, unit)}, 2 件]"
        case _:
            return f"children.flow[{_slot(rule, 'row')}, {_slot(rule, 'column')}]"


def _literal(rule: Rule, unit: str) -> str:
    if unit == "件":
        return rule.one_of("0 件", "1 件", "2 件", "3 件", "5 件")
    if unit == "元":
        return rule.one_of("0 元", "1 万元", "15000 元", "2.5 万元", "12549 元")
    return rule.one_of("0", "1", "35 %", "0.5", "3", "2021")


def _stated(rule: Rule, unit: str) -> str:
    """A number read from prose."""
    if unit == "件":
        found = [f"{name}.n" for name in (*rule.of_kind("finished"), *rule.of_kind("mention"))]
        return rule.one_of("(first finished in document).n", "(first finished in section.intro).n", *found)
    if unit == "元":
        return "(first charged in document).paid"
    return "(first portion in document).part"


def _plain(rule: Rule) -> str:
    """A plain number that only plain numbers have."""
    things = [f"{name}.{what}" for name in rule.of_kind("heading") for what in ("number", "position")]
    things += [f"{name}.{what}" for name in rule.of_kind("part") for what in ("number", "position")]
    things += [f"{name}.position" for name in rule.of_kind("section")]
    things += list(rule.of_kind("number"))
    return rule.one_of(
        "year",
        "count(flow.rows)",
        "count(reasons)",
        "count(children)",
        f"count({_vector(rule, '件')})",
        f"({_number(rule, '件', 0)} / {_number(rule, '件', 0)})",
        f"decimals({_cell(rule, '元')})",
        "decimals((first charged in document).paid)",
        "length(document)",
        f"similarity({_text(rule)}, {_text(rule)})",
        f"resemblance({_text(rule)}, {_text(rule)}, {_text(rule)}, {_text(rule)})",
        f"doubled_words({_text(rule)})",
        f'sum_before({_text(rule)}, "件")',
        f"repeated_sentences({_text(rule)}, 3)",
        f"doubled_phrases({_text(rule)}, 2)",
        "section.intro.position",
        "section.rest.number",
        *things,
    )


def _number(rule: Rule, unit: str, depth: int) -> str:
    kinds = ["cell", "cell", "cell", "sum", "stated", "literal"]
    if unit == "":
        kinds += ["plain", "plain"]
    if depth > 0:
        kinds += ["plus", "plus", "minus", "times", "over", "extreme", "abs", "round", "default", "negative", "product"]
    inner = depth - 1
    match rule.one_of(*kinds):
        case "cell":
            return _cell(rule, unit)
        case "sum":
            return f"sum({_vector(rule, unit)})"
        case "stated":
            return _stated(rule, unit)
        case "literal":
            return _literal(rule, unit)
        case "plain":
            return _plain(rule)
        case "plus":
            return f"({_number(rule, unit, inner)} + {_number(rule, unit, inner)})"
        case "minus":
            return f"({_number(rule, unit, inner)} - {_number(rule, unit, inner)})"
        case "times":
            return f"({rule.one_of('2', '3', '0.5', '0')} * {_number(rule, unit, inner)})"
        case "over":
            return f"({_number(rule, unit, inner)} / {rule.one_of('2', '4', '0.5', '0')})"
        case "product":
            return f"({_number(rule, unit, inner)} * {_number(rule, '', inner)})"
        case "extreme":
            name = rule.one_of("min", "max")
            if rule.one_of("many", "two") == "many":
                return f"{name}({_vector(rule, unit)})"
            return f"{name}({_number(rule, unit, inner)}, {_number(rule, unit, inner)})"
        case "abs":
            return f"abs({_number(rule, unit, inner)})"
        case "round":
            return f"round({_number(rule, unit, inner)}, {rule.one_of('0', '1')})"
        case "negative":
            return f"(- {_number(rule, unit, inner)})"
        case _:
            return f"({_cell(rule, unit)} ?? {_number(rule, unit, inner)})"


# ── texts and days ──────────────────────────────────────────────────────────


def _text(rule: Rule) -> str:
    found = [f"{name}.{what}" for kind in ("finished", "mention") for name in rule.of_kind(kind)
             for what in ("text", "sentence", "scope")]  # fmt: skip
    found += [f"{name}.{what}" for name in rule.of_kind("heading") for what in ("heading", "ordinal", "section")]
    found += [f"{name}.{what}" for name in rule.of_kind("part") for what in ("heading", "ordinal", "text")]
    found += [f"{name}.{what}" for name in rule.of_kind("section") for what in ("heading", "text", "label", "numeral")]
    found += [f"{name}.agency.name" for name in rule.of_kind("child")]
    return rule.one_of(
        "title",
        "preamble",
        "section.intro.text",
        "section.intro.heading",
        "section.rest.label",
        "agency.name",
        "prior.title",
        "parent.agency.name",
        '"甲局"',
        '"报告"',
        *found,
        *found,
    )


def _day(rule: Rule) -> str:
    return rule.one_of(
        "published",
        "prior.published",
        "date(year, 1, 1)",
        "date(2021, 2, 29)",
        "date(2021, 12, 31)",
        "(first period in document).from",
        "(first period in document).to",
        "(published + 3 day)",
    )


def _searched(rule: Rule) -> str:
    own = [f"{name}.text" for name in rule.of_kind("part")]
    return rule.one_of("document", "section.intro", "section.rest", "preamble", "title", *rule.of_kind("section"), *own)


# ── conditions ──────────────────────────────────────────────────────────────


def _compared(rule: Rule, depth: int) -> str:
    unit = rule.one_of("件", "件", "件", "元", "")
    sign = rule.one_of("=", "=", "=", "≠", "<", "≤", ">", "≥")
    return f"{_number(rule, unit, depth)} {sign} {_number(rule, unit, depth)}"


def _atom(rule: Rule, depth: int) -> str:
    unit = rule.one_of("件", "件", "元", "")
    match rule.one_of(
        "compare", "compare", "compare", "compare", "between", "in", "agrees", "agrees", "multiple", "state", "state",
        "exists", "text", "enum", "day", "days", "contains", "unique", "member", "table", "truth", "stated",
    ):  # fmt: skip
        case "compare":
            return _compared(rule, depth)
        case "stated":
            # The only comparison of a stated number that the checker does not frown upon is an inequality.
            return f"{_stated(rule, unit)} {rule.one_of('<', '≥')} {_number(rule, unit, 0)}"
        case "between":
            return f"{_number(rule, unit, 0)} between {_number(rule, unit, 0)} and {_number(rule, unit, 0)}"
        case "in":
            return f"{_number(rule, unit, 0)} in [{_literal(rule, unit)}, {_number(rule, unit, 0)}]"
        case "agrees":
            other = _stated(rule, unit)
            return f"{_number(rule, unit, 1)} agrees {other}"
        case "multiple":
            return f"{_number(rule, '件', 1)} multiple of {rule.one_of('2 件', '1 件', '0 件', _cell(rule, '件'))}"
        case "state":
            state = rule.one_of("filled", "blank", "placeholder", "unreadable", "absent")
            return f"{_cell(rule, rule.one_of('件', '元'))} is {rule.one_of('', 'not ')}{state}"
        case "exists":
            things = ("prior", "parent", "section.rest", "preamble", "title", "year", "agency.name", "flow", "costs",
                      "(first finished in section.rest)", "prior.title", "section.rest.heading")  # fmt: skip
            return f"{rule.one_of(*things, _cell(rule, '件'), *rule.of_kind('section'))} exists"
        case "text":
            return f"{_text(rule)} {rule.one_of('=', '≠')} {_text(rule)}"
        case "enum":
            return rule.one_of('agency.scope = "own"', 'prior.agency.scope ≠ "whole"', 'format = "old"',
                               'agency.scope in ["own", "whole"]')  # fmt: skip
        case "day":
            return f"{_day(rule)} {rule.one_of('=', '<', '≥')} {_day(rule)}"
        case "days":
            return f"{rule.one_of('working_days', '-')}" and (
                f"working_days({_day(rule)}, {_day(rule)}) ≥ {rule.one_of('-3 day', '0 day', '20 day')}"
                if rule.one_of("working", "plain") == "working"
                else f"({_day(rule)} - {_day(rule)}) > {rule.one_of('-3 day', '0 day', '20 day')}"
            )
        case "contains":
            return f"contains({_text(rule)}, {rule.one_of(chr(34) + '工作' + chr(34), chr(34) + '甲' + chr(34))})"
        case "unique":
            return f"unique({_vector(rule, rule.one_of('件', '元'))})"
        case "member":
            return _member(rule)
        case "table":
            return rule.one_of("flow = prior.flow", "costs = parent.costs")
        case _:
            return rule.one_of("true", "false")


def _member(rule: Rule) -> str:
    rows, columns, sections = rule.of_kind("row"), rule.of_kind("column"), rule.of_kind("section")
    options = [f"{name} {sign} {line}" for name in rows for sign in "=≠" for line in ("received", "closed.total")]
    options += [f"{name} in reasons" for name in rows]
    options += [f"{name} in flow.rows only closed.*" for name in rows]
    options += [f"{name} {sign} total" for name in columns for sign in "=≠"]
    options += [f"{name} in [total, `自然人`]" for name in columns]
    options += [f"{name} ≠ intro" for name in sections]
    return rule.one_of(*options) if options else "year = 2021"


AXES: Mapping[str, tuple[str, ...]] = {
    "row": ("flow.rows", "flow.rows only (received, closed.*)", "reasons", "flow.rows except closed.*"),
    "column": ("flow.columns", "parties", "flow.columns only total"),
    "section": ("sections", "[section.intro, section.rest]", "sections except intro"),
    "heading": ("headings",),
    "mention": ("mentions.received_in_words",),
    "finished": ("matches of finished in {searched}",),
    "part": ("parts of section.intro", "parts of section.rest"),
    "child": ("children",),
    "number": ("[2020, 2021]",),
}


def _axis(rule: Rule) -> tuple[str, str]:
    kind = rule.one_of("row", "row", "column", "column", "column", *AXES)
    return kind, rule.one_of(*AXES[kind]).format(searched=_searched(rule))


def _condition(rule: Rule, depth: int) -> str:
    kinds = ["atom", "atom", "atom"] if depth else ["atom"]
    if depth:
        kinds += ["and", "or", "not", "implies", "every", "some"]
    inner = depth - 1
    match rule.one_of(*kinds):
        case "atom":
            return f"({_atom(rule, depth)})"
        case "and":
            return f"({_condition(rule, inner)} and {_condition(rule, inner)})"
        case "or":
            return f"({_condition(rule, inner)} or {_condition(rule, inner)})"
        case "not":
            return f"(not {_condition(rule, inner)})"
        case "implies":
            return f"({_condition(rule, inner)} implies {_condition(rule, inner)})"
        case quantifier:
            kind, axis = _axis(rule)
            name = rule.new(kind)
            where = f" where {_condition(rule, 0)}" if rule.one_of("yes", "no") == "yes" else ""
            inside = _condition(rule, inner)
            del rule.variables[name]
            return f"({quantifier} {name} in {axis}{where} satisfies {inside})"


# ── rules ───────────────────────────────────────────────────────────────────


def _grade(rule: Rule) -> str:
    lowering = rule.one_of("", "", "warning", "info")
    if not lowering:
        return f"grade {rule.one_of('error', 'warning')}"
    more = f', info when {_condition(rule, 0)} because "z"' if lowering == "warning" else ""
    return f'grade error, {lowering} when {_condition(rule, 1)} because "y"{more}'


def _needed(rule: Rule) -> str:
    things = ("prior", "flow", "costs", "section.rest", "preamble", "title", "year", "(first finished in document)")
    return rule.one_of(*things, _cell(rule, "件"), _cell(rule, "元"))


@st.composite
def rule_texts(draw: Callable[..., str]) -> str:
    """A file with one well-kinded rule, `r`."""
    rule = Rule(draw)
    clauses: list[str] = []
    for _ in range(int(rule.one_of("0", "0", "1", "1", "2"))):
        kind, axis = _axis(rule)
        name = rule.new(kind)
        where = f" where {_condition(rule, 0)}" if rule.one_of("yes", "no", "no") == "yes" else ""
        clauses.append(f"for {name} in {axis}{where}")
    if rule.one_of("yes", "no", "no", "no", "no") == "yes":
        clauses.append(f"effective {rule.one_of('2021 ..', '.. 2020', '2019 .. 2021')}")
    if rule.one_of("yes", "no", "no") == "yes":
        clauses.append(f"when {_condition(rule, 1)}")
    if rule.one_of("yes", "no", "no", "no") == "yes":
        clauses.append(f"requires {_needed(rule)}")
    if rule.one_of("yes", "no", "no") == "yes":
        clauses.append(f"blank as {rule.one_of('zero', 'unknown')}")
    match rule.one_of("plain", "plain", "linear", "tolerant"):
        case "plain":
            clauses.append(f"check {_condition(rule, 2)}")
        case "linear":
            clauses.append(f"check {_linear(rule)} = {_linear(rule)}")
        case _:
            sign = rule.one_of("=", "≤", "≥")
            clauses.append(f'check {_linear(rule)} {sign} {_linear(rule)} within {_room(rule)} because "w"')
    body = "\n  ".join([_grade(rule), 'basis practice "p"', *clauses])
    return f'{HEAD}\nrule r "r" {{\n  {body}\n}}\n'


def _room(rule: Rule) -> str:
    return rule.one_of("1 件", "2 件", "0.5 件")


def _linear(rule: Rule) -> str:
    term = [f"{rule.one_of('', '', '2 * ', '3 * ')}{_number(rule, '件', 0)}" for _ in range(int(rule.one_of("1", "2")))]
    return " + ".join(term)


# ── reports ─────────────────────────────────────────────────────────────────

SENTENCES = (
    "收到申请3件。",
    "新收约3件。",
    "全市新收3件，同比新收2件（本级收到申请1件）。",
    "全市备案，新收3件；",
    "其中本级收到申请2件，另有新收1件。",
    "新收２件，办结2件。",
    "上年新收2件；",
    "办结三件。",
    "办结 ３ 件次。",
    "未办结4件。",
    "办结300余件！",
    "办结近5件。",
    "收取1.25万元。",
    "收取约2万元。",
    "收取15000元。",
    "自2021年1月1日起至12月31日。",
    "自1月1日至2月30日；",
    "占比约35%。",
    "占比50%。",
    "工作工作开展开展。",
    "甲甲。",
)

COUNTS: tuple[int | str | None, ...] = (
    0,
    0,
    1,
    1,
    2,
    2,
    3,
    3,
    4,
    5,
    None,
    None,
    "/",
    "x",
    "1?",
    "３",
    "2（补）",
    -1,
    "1.5",
)
AMOUNTS: tuple[int | str | None, ...] = (0, 1, "1.5", "2.25", 2, None, "-", "y", "0.?", "12549", -1)


@st.composite
def texts(draw: Callable[..., list[str]]) -> str | None:
    """Some sentences, or no text at all."""
    chosen = draw(st.lists(st.sampled_from(SENTENCES), max_size=3))
    return "".join(chosen) or None


Cells = dict[str, dict[str, int | str | None]]
Values = tuple[int | str | None, ...]


def _full(rows: tuple[str, ...], columns: tuple[str, ...], values: Values) -> st.SearchStrategy[Cells]:
    row = st.fixed_dictionaries({column: st.sampled_from(values) for column in columns})
    return st.fixed_dictionaries(dict.fromkeys(rows, row))


def _maimed(rows: tuple[str, ...], columns: tuple[str, ...], values: Values) -> st.SearchStrategy[Cells]:
    row = st.fixed_dictionaries({}, optional={column: st.sampled_from(values) for column in columns})
    return st.fixed_dictionaries({}, optional=dict.fromkeys(rows, row))


@st.composite
def sections(draw: Callable[..., object]) -> tuple[ReportSection, ...]:
    """Some sections in some order; at most one of each id, and one without."""
    names = draw(
        st.one_of(
            st.permutations(("intro", "flow_section", "rest", None)),
            st.lists(st.sampled_from(("intro", "flow_section", "rest", None)), unique=True, max_size=4),
        )
    )
    assert isinstance(names, list)
    found = []
    for name in names:
        parts = draw(st.lists(texts().filter(bool), max_size=2))
        assert isinstance(parts, list)
        text = draw(texts())
        assert text is None or isinstance(text, str)
        found.append(section(name, text, *parts))
    return tuple(found)


def tables() -> st.SearchStrategy[dict[str, Cells]]:
    """Tables with all their cells, mostly numbers; with every kind of missing; or hardly there."""
    whole = {
        "flow": _full(ROWS, COLUMNS, tuple(one for one in COUNTS if isinstance(one, int)) * 3 + COUNTS),
        "costs": _full(COST_ROWS, COST_COLUMNS, AMOUNTS),
    }
    holed = {"flow": _full(ROWS, COLUMNS, COUNTS), "costs": _full(COST_ROWS, COST_COLUMNS, AMOUNTS)}
    maimed = {"flow": _maimed(ROWS, COLUMNS, COUNTS), "costs": _maimed(COST_ROWS, COST_COLUMNS, AMOUNTS)}
    return st.one_of(
        st.fixed_dictionaries(whole), st.fixed_dictionaries(holed), st.fixed_dictionaries({}, optional=maimed)
    )


def reports(name: str = "甲局") -> st.SearchStrategy[Report]:
    """Reports of the small world, whole and maimed."""
    return st.builds(
        report,
        tables(),
        sections(),
        year=st.sampled_from([2021, 2021, 2020, None]),
        form=st.sampled_from([None, None, "old", "new"]),
        formats=st.sampled_from([{}, {}, {"flow": "old"}, {"costs": "new"}]),
        scope=st.sampled_from(["own", "whole", None]),
        name=st.just(name),
        title=st.sampled_from(["报告", "办结3件", None]),
        published=st.sampled_from(["2022-01-20", "2022-01-22", None]),
        preamble=texts(),
        closing=texts(),
    )


@dataclass(frozen=True)
class Documents:
    """A report with its neighbours and what its reader doubted."""

    own: Report
    prior: Report | None
    parent: Report | None
    children: tuple[Report, ...]
    children_complete: bool
    doubts: frozenset[str]
    cut: frozenset[str] = frozenset()
    others: Mapping[str, Report] = field(default_factory=dict)

    def doubted(self) -> dict[str, tuple[str, ...]]:
        """The doubts as a reader gives them, by pointer."""
        plain = dict.fromkeys(self.doubts, ("doubtful",))
        return plain | {pointer: (*plain.get(pointer, ()), CUT_BY_ROW) for pointer in self.cut}


DOUBTS = (
    "/tables/flow",
    "/tables/flow/received",
    "/tables/flow/received/total",
    "/tables/flow/closed/total/total",
    "/tables/costs/fees/amount",
    "/year",
    "/title",
    "/preamble",
    "/sections/0",
    "/sections/0/text",
    "/sections/1/parts/0/text",
    "/agency/scope",
)


CUT = tuple(f"/tables/flow/{row}/{column}" for row in ("received", "closed/total") for column in ("firm", "total"))


def documents() -> st.SearchStrategy[Documents]:
    """A report, its neighbours, doubts and cells cut by their row (mostly none)."""
    return st.builds(
        Documents,
        reports(),
        st.one_of(reports(), st.none()),
        st.one_of(reports("乙局"), st.none()),
        st.tuples(reports("丙所"), reports("丁所")).flatmap(lambda both: st.sampled_from([both, both[:1], ()])),
        st.booleans(),
        st.one_of(
            st.just(frozenset[str]()),
            st.just(frozenset[str]()),
            st.frozensets(st.sampled_from(DOUBTS), max_size=2),
        ),
        st.one_of(
            st.just(frozenset[str]()),
            st.just(frozenset[str]()),
            st.frozensets(st.sampled_from(CUT), max_size=4),
        ),
        st.fixed_dictionaries({}, optional={"peer": reports("戊局")}),
    )
