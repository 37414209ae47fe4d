"""The cells of the tables changed one by one: which rules notice, with which grade, and where.

Reports on which no rule fails enter; for each cell what is noticed of each shape of change leaves. First reports are
judged alone; a cell of which no other number is noticed there is tried in the passing cases of the rules that name it,
whose texts and neighbours may speak of it. Only the instances that name the cell are asked: no other can notice it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from gouji.analysis.model import OF_NUMBERS, SHAPES, CellSeen, FormatMap, Notice, Shape, Way
from gouji.analysis.naming import Names
from gouji.analysis.samples import OutOfTimeError, Sample
from gouji.analysis.stock import Stock
from gouji.authoring.trial import documents
from gouji.facts.gather import gather, report_format, table_format
from gouji.facts.model import Documents, Facts
from gouji.findings import GRADES, Grade
from gouji.generation.chance import Seeded
from gouji.generation.conformant import grown
from gouji.generation.reports import Json, facts_of, with_numbers
from gouji.generation.skeletons import Skeleton
from gouji.record import Record, replace
from gouji.report.model import Report, pointer_of_cell
from gouji.values import Domain, belongs, exact
from gouji.vocabulary.model import Cell, Format
from gouji.vocabulary.queries import domain_of

_MOST_CASES: Final = 6
_GROWN: Final = 3
"""How many conformant reports are made of each base."""
_AMOUNTS: Final = (2, 20)


class _Ground(Record, frozen=True):
    """Reports of a format on which no rule fails, and the skeleton from which they grew."""

    skeleton: Skeleton
    reports: tuple[Report, ...]


def maps(stock: Stock, seed: int, tables: Collection[str] | None = None) -> tuple[FormatMap, ...]:
    """Return what is noticed of every cell, by format in the order of the vocabulary; what time did not allow says so.

    Of all tables, or of some.

    Only reports on which no rule fails tell what a change does: a format without such a report has only cells that
    were not tried.
    """
    try:
        grounds = _grounds(stock, seed)
    except OutOfTimeError:
        grounds = {}
    eye = _Eye(stock)
    return tuple(
        FormatMap(
            form.id,
            tuple(
                eye.seen(cell, form, grounds.get(form.id, ()))
                for table in stock.vocabulary.tables
                if tables is None or table.id in tables
                for cell in table.cells_in(form.id)
            ),
        )
        for form in stock.vocabulary.formats
    )


def _grounds(stock: Stock, seed: int) -> dict[str, tuple[_Ground, ...]]:
    found: dict[str, tuple[_Ground, ...]] = {}
    if stock.violations is None:
        return found
    ground = stock.violations.ground
    for rank, base in enumerate(ground.bases):
        facts = facts_of(base.report, stock.pack)
        if facts is None:
            continue
        stock.judge.alive()
        made = (grown(ground, base, Seeded(seed * 1009 + rank * 101 + one)).report for one in range(_GROWN))
        reports = (facts_of(one, stock.pack) for one in made)
        one = _Ground(base, tuple(each.report for each in reports if each is not None))
        form = report_format(facts)
        found[form] = (*found.get(form, ()), one)
    return found


class _Filled:
    """The reports of a ground, and after them such in which a cell is not zero; these are made when they are needed."""

    def __init__(self, stock: Stock, ground: _Ground, cell: Cell) -> None:
        self._stock = stock
        self._ground = ground
        self._pointer = pointer_of_cell(cell.table, cell.row, cell.column)
        self._made: dict[int, Report | None] = {}

    def reports(self) -> Iterator[Report]:
        """Give the reports."""
        yield from self._ground.reports
        for amount in _AMOUNTS if self._pointer in self._ground.skeleton.system.domains else ():
            if amount not in self._made:
                self._made[amount] = self._with(amount)
            made = self._made[amount]
            if made is not None:
                yield made

    def _with(self, amount: int) -> Report | None:
        """Return a report of the skeleton with an amount in the cell, when it passes every rule."""
        skeleton = self._ground.skeleton
        numbers = skeleton.system.settled(skeleton.numbers, {self._pointer: amount}, Seeded(0))
        if numbers is None:
            return None
        made: Json = with_numbers(skeleton.report, numbers)
        facts = facts_of(made, self._stock.pack)
        passes = facts is not None and self._stock.judge.failing(Sample(skeleton.name, made)) == {}
        return facts.report if facts is not None and passes else None


class _Eye:
    """Looks at cells; what the vocabulary says of a cell is looked up once."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.names = Names(stock.judge.rules)
        self._fixed: dict[object, object] = {}
        self._cases: dict[str, tuple[tuple[Sample, Documents], ...]] = {}

    def seen(self, cell: Cell, form: Format, grounds: Sequence[_Ground]) -> CellSeen:
        """Return who notices changes of a cell."""
        notices: dict[Shape, Notice] = {}
        tried = bool(grounds)
        try:
            filled = [_Filled(self.stock, ground, cell) for ground in grounds]
            for shape in SHAPES if tried else ():
                self._alone(cell, shape, filled, notices)
            if tried and not any(shape in notices for shape in OF_NUMBERS):
                self._in_cases(cell, form, notices)
        except OutOfTimeError:
            tried = False
        in_order = tuple(notices[shape] for shape in SHAPES if shape in notices)
        return CellSeen(cell.table, cell.row, cell.column, in_order, tried)

    # ── alone ───────────────────────────────────────────────────────────────

    def _alone(self, cell: Cell, shape: Shape, grounds: Sequence[_Filled], notices: dict[Shape, Notice]) -> None:
        """Note who notices a change in reports judged alone; where an error is noticed, the search ends."""
        numbers = shape in OF_NUMBERS
        rules = self.names.rules_of(cell, numbers=numbers)
        for ground in grounds:
            # What is printed instead of a number says the same whatever the number was.
            for report in ground.reports() if numbers else islice(ground.reports(), 1):
                made = self._changed(report, cell, shape)
                if made is not None:
                    self.stock.judge.alive()
                    given = Documents(gather(made, self.stock.vocabulary, fixed=self._fixed))
                    failing = self._failing(rules, given, cell)
                    _note(notices, shape, failing, "alone")
                    if "error" in failing.values() or (failing and not numbers):
                        return

    def _failing(self, rules: Iterable[str], given: Documents, cell: Cell) -> dict[str, Grade]:
        worst: dict[str, Grade] = {}
        for rule in rules:
            self.stock.judge.statuses(rule, given, worst, self.names.touching(rule, cell))
        return worst

    def _changed(self, report: Report, cell: Cell, shape: Shape) -> Report | None:
        """Return a report with a cell changed; nothing when that is no change, or the cell has no number."""
        cells = report.tables.get(cell.table, {})
        before = cells.get((cell.row, cell.column))
        after: Any
        match shape:
            case "greater" | "smaller" | "tenfold":
                if isinstance(before, bool) or not isinstance(before, int | Decimal):
                    return None
                after = before * 10 if shape == "tenfold" else before + (1 if shape == "greater" else -1)
                if not belongs(exact(after), self._domain(cell)):
                    return None
            case "blank":
                after = None
            case "placeholder":
                if not self.stock.vocabulary.placeholders:
                    return None
                after = self.stock.vocabulary.placeholders[0]
        if after == before or (cell.row, cell.column) not in cells:
            return None
        changed = {**cells, (cell.row, cell.column): after}
        return replace(report, tables={**report.tables, cell.table: changed})

    def _domain(self, cell: Cell) -> Domain:
        table = self.stock.vocabulary.table(cell.table)
        return Domain.RATIONAL if table is None else domain_of(self.stock.vocabulary, table, cell.row, cell.column)

    # ── in the cases of the rules that name the cell ────────────────────────

    def _in_cases(self, cell: Cell, form: Format, notices: dict[Shape, Notice]) -> None:
        rules = self.names.rules_of(cell, numbers=True)
        for rule in sorted(rules, key=lambda name: (GRADES.index(self.stock.judge.rules[name].grade), name)):
            for sample, given in self._passing_cases(rule):
                if not _prints(given.own, cell.table, form):
                    continue
                for shape in OF_NUMBERS:
                    if shape not in notices or rule not in notices[shape].rules:
                        self._in_case(rule, sample, cell, shape, notices)

    def _passing_cases(self, rule: str) -> tuple[tuple[Sample, Documents], ...]:
        """Return passing cases of a rule on which it does not fail, with their facts."""
        if rule not in self._cases:
            found = []
            for _, sample in self.stock.cases(rule, "pass")[:_MOST_CASES]:
                given = self.stock.judge.documents(sample)
                if given is not None and "fail" not in self.stock.judge.statuses(rule, given, {}):
                    found.append((sample, given))
            self._cases[rule] = tuple(found)
        return self._cases[rule]

    def _in_case(self, rule: str, sample: Sample, cell: Cell, shape: Shape, notices: dict[Shape, Notice]) -> None:
        reports = self.stock.judge.reports(sample)
        made = None if reports is None else self._changed(reports.own, cell, shape)
        if reports is None or made is None:
            return
        given = documents(replace(reports, own=made), self.stock.vocabulary)
        failing = self._failing((rule,), given, cell)
        _note(notices, shape, failing, "text" if not sample.has_neighbours else "beside")


def _prints(facts: Facts, table: str, form: Format) -> bool:
    return table in facts.report.tables and table_format(facts, table) == form.id


def _note(notices: dict[Shape, Notice], shape: Shape, failing: Mapping[str, Grade], way: Way) -> None:
    """Add rules to a notice: those of the strongest grade first, the way that of the strongest, first met."""
    if not failing:
        return
    known = notices.get(shape)
    grade = min(failing.values(), key=GRADES.index)
    rules = sorted(failing, key=lambda rule: (GRADES.index(failing[rule]), rule))
    if known is None:
        notices[shape] = Notice(shape, grade, way, tuple(rules))
        return
    stronger = GRADES.index(grade) < GRADES.index(known.grade)
    merged = (*rules, *known.rules) if stronger else (*known.rules, *rules)
    notices[shape] = Notice(
        shape, grade if stronger else known.grade, way if stronger else known.way, tuple(dict.fromkeys(merged))
    )
