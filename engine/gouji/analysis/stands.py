"""The rules as linear demands: a report with open numbers enters, what each instance demands of them leaves.

Here numbers are open altogether: a cell may hold any rational, as a careless agency may write any. What the unit of a
cell allows is demanded besides, in the name of no rule. Only rules that speak of nothing but numbers of the report's
own tables, and of its metadata in their guards, are taken; and only where a formula is linear is a demand exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from gouji import api
from gouji.analysis.samples import Sample
from gouji.authoring.trial import short
from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.check.walk import nodes
from gouji.evaluate.formula import Against, All, Formula, Negation, Some, kleene
from gouji.facts.cells import with_open_cells
from gouji.facts.gather import table_format
from gouji.facts.model import CellFact, Documents, Facts
from gouji.generation.demands import MAX_WAYS, Demand, Way, ways
from gouji.generation.reports import domains_of, facts_of, with_numbers
from gouji.generation.skeletons import conditions
from gouji.record import Record, replace
from gouji.report.model import pointer_of_cell
from gouji.values import Domain
from gouji.vocabulary.model import Vocabulary

_MOST_COMBINED: Final = 16
_NUMERIC: Final = (
    core.NumberConstant, core.TruthConstant, core.CellAt, core.CellVector, core.Arithmetic, core.Negative, core.CallTo,
    core.ListOf, core.Compare, core.MultipleOf, core.MemberIn, core.SameElement, core.Not, core.And, core.Or,
    core.Implies, core.Quantified, core.LinesAxis,
)  # fmt: skip
_OF_METADATA: Final = (core.MetadataAt, core.TextConstant)


class Asked(Record, frozen=True):
    """An instance of a rule: its name, whether it is asked at all, and what it then says of the open numbers."""

    rule: str
    name: str
    guard: Formula
    check: Formula

    @property
    def always(self) -> bool:
        """Whether it is asked whatever the numbers are."""
        return kleene(self.guard) is True

    def broken(self) -> tuple[Way, ...] | None:
        """Return the ways in which it may be asked and fail; nothing when there are too many."""
        return _bounded(All((self.guard, Negation(self.check))))

    def kept(self) -> tuple[Way, ...] | None:
        """Return the ways in which it may be asked and hold; nothing when there are too many."""
        return _bounded(All((self.guard, self.check)))

    def asking(self) -> tuple[Way, ...] | None:
        """Return the ways in which it may be asked; nothing when there are too many."""
        return _bounded(self.guard)

    def demands(self) -> Way | None:
        """Return what it demands of every report, when that is one thing."""
        found = ways(Some((Negation(self.guard), self.check)))
        return found[0] if len(found) == 1 and self.exact else None

    @property
    def exact(self) -> bool:
        """Whether its ways are all there is to it."""
        return _linear(self.guard) and _linear(self.check)


class Stand(Record, frozen=True):
    """A report with open numbers, and the instances of rules about them."""

    sample: Sample
    formats: Mapping[str, str]
    domains: Mapping[str, Domain]
    asked: tuple[Asked, ...]

    def of_domains(self, cells: Sequence[str]) -> tuple[Demand, ...]:
        """Return what the units of cells allow, as demands of no rule."""
        return tuple(Demand(((cell, -1),), 0, "≤") for cell in cells if not self.domains[cell].signed)


def stand(sample: Sample, pack: api.Pack, rules: Mapping[str, CheckedRule]) -> Stand | None:
    """Return a report as a stand for those of the rules that speak of numbers."""
    facts = facts_of(sample.report, pack)
    if facts is None:
        return None
    domains = domains_of(facts)
    blank = facts_of(with_numbers(sample.report, dict.fromkeys(domains, 0)), pack)
    if blank is None:
        return None
    given = Documents(_open(blank))
    formats = {table: table_format(facts, table) for table in facts.report.tables}
    asked = (one for rule in rules.values() if speaks_of_numbers(rule) for one in _asked(rule, pack, given))
    return Stand(sample, formats, domains, tuple(asked))


def _asked(rule: CheckedRule, pack: api.Pack, given: Documents) -> Iterator[Asked]:
    for one in conditions(rule, pack.plan, given):
        name = short(rule.id) + (f"[{one.bindings}]" if one.bindings else "")
        yield Asked(short(rule.id), name, one.guard, one.check)


def _open(facts: Facts) -> Facts:
    opened = with_open_cells(facts)
    for key, one in opened.memo.items():
        if isinstance(one, CellFact):
            opened.memo[key] = replace(one, domain=Domain.RATIONAL)
    return opened


def speaks_of_numbers(rule: CheckedRule) -> bool:
    """Return whether a rule asks only for numbers of the report's own tables, and of metadata in its guard only."""
    checks: list[core.Node] = [rule.check, *rule.requires]
    guards: list[core.Node] = [] if rule.when is None else [rule.when]
    for one in rule.fors:
        checks.append(one.axis)
        guards += [] if one.where is None else [one.where]
    return (
        all(_is_numeric(node, (core.TheTable,)) for node in nodes(*checks))
        and all(_is_numeric(node, _OF_METADATA) for node in nodes(*guards))
        and any(isinstance(node, core.CellAt | core.CellVector) for node in nodes(rule.check))
    )


def _is_numeric(node: core.Node, besides: tuple[type[core.Node], ...]) -> bool:
    if getattr(node, "document", core.OWN) != core.OWN:
        return False
    return isinstance(node, (*_NUMERIC, *besides))


def has_metadata(rule: CheckedRule) -> bool:
    """Return whether a guard of a rule speaks of metadata."""
    roots = [one.where for one in rule.fors if one.where is not None] + ([] if rule.when is None else [rule.when])
    return any(isinstance(node, core.MetadataAt) for node in nodes(*roots))


def _linear(formula: Formula) -> bool:
    """Return whether demands say all that a formula says, and none was left out for want of room."""
    return _all_linear(formula) and max(_ways_of(formula, True), _ways_of(formula, False)) < MAX_WAYS


def _bounded(formula: Formula) -> tuple[Way, ...] | None:
    return ways(formula) if _ways_of(formula, True) < MAX_WAYS else None


def _all_linear(formula: Formula) -> bool:
    if kleene(formula) is not None:
        return True
    match formula:
        case Negation():
            return _all_linear(formula.of)
        case All() | Some():
            return all(map(_all_linear, formula.parts))
        case Against():
            return all(ways(formula)) and all(ways(formula, wanted=False))
        case _:
            return False


def _ways_of(formula: Formula, wanted: bool) -> int:
    """Return how many ways there are at most to make a formula true or false."""
    match formula:
        case Negation():
            return _ways_of(formula.of, not wanted)
        case All() | Some():
            counts = [_ways_of(one, wanted) for one in formula.parts]
            together = isinstance(formula, All) == wanted
            found = 1
            for one in counts if together else ():
                found = min(found * one, MAX_WAYS)
            return found if together else min(sum(counts), MAX_WAYS)
        case _:
            return len(ways(formula, wanted=wanted))


def bare_samples(vocabulary: Vocabulary, bares: Sequence[Sample], tables: Sequence[str]) -> Iterator[Sample]:
    """Give the reports that say least, with the named tables in every combination of their formats."""
    known = [vocabulary.table(name) for name in tables]
    formats = [table.formats for table in known if table is not None]
    for chosen in list(product(*formats))[:_MOST_COMBINED]:
        for bare in bares[:1]:
            zeros: dict[str, int] = {}
            for table, form in zip(known, chosen, strict=True):
                if table is not None:
                    cells = table.cells_in(form)
                    zeros |= {pointer_of_cell(table.id, cell.row, cell.column): 0 for cell in cells}
            named = dict(zip(tables, chosen, strict=True))
            report = with_numbers({**bare.report, "formats": named}, zeros)
            yield Sample(f"({', '.join(f'{table} {form}' for table, form in named.items())})", report)


def tables_of(rule: CheckedRule) -> tuple[str, ...]:
    """Return the tables of the report itself of which a rule names cells, rows or columns."""
    roots: list[core.Node] = [one for one in (rule.when, rule.check, *rule.requires) if one is not None]
    for one in rule.fors:
        roots += [one.axis] if one.where is None else [one.axis, one.where]
    found = (
        node.table
        for node in nodes(*roots)
        if isinstance(node, core.CellAt | core.CellVector | core.LinesAxis | core.TheTable)
        and node.document == core.OWN
    )
    return tuple(dict.fromkeys(found))
