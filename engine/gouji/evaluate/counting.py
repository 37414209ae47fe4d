"""How many instances a plan has on a report, counted from the axes before anything is evaluated.

INVARIANT: no code is shared with the evaluation of expressions and axes, so that a slip there shows as a difference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from gouji.check import core
from gouji.check.checked import CheckedRule
from gouji.facts import search, texts
from gouji.facts.cells import lines
from gouji.facts.model import Documents, Facts, Found, HeadingFact, Missing, Segment, TextFact
from gouji.plan.plan import Plan

MAX_INSTANCES: Final = 10_000
"""How many instances a rule may have on one report; beyond that it has one: `budget_exceeded`."""

Element: TypeAlias = str | int | Found | HeadingFact | None
"""A member's id, a child's number, something found, or an item of a list, which nothing counted here asks about."""


class _TooManyError(Exception):
    """A rule has more instances than it may have."""


def planned(plan: Plan, documents: Documents) -> int:
    """Return the number of instances of all rules on one report."""
    return sum(_planned(rule, plan, documents) for rule in plan.rules.rules)


def _planned(rule: CheckedRule, plan: Plan, documents: Documents) -> int:
    effective = rule.effective
    if effective is not None:
        year = documents.own.report.year
        if year is None or year < (effective.first or year) or year > (effective.last or year):
            return 1
    count = _Count(plan, documents, rule)
    try:
        found = count.below(0, {})
    except _TooManyError:
        return 1
    return max(1, found + (1 if count.unknown else 0))


class _Count:
    """The counting of one rule; `unknown` is set when an axis cannot be counted."""

    def __init__(self, plan: Plan, documents: Documents, rule: CheckedRule) -> None:
        self.plan = plan
        self.documents = documents
        self.rule = rule
        self.unknown = False
        self.total = 0

    def below(self, depth: int, bound: Mapping[str, Element]) -> int:
        """Return the number of combinations of the axes from a depth on."""
        if depth == len(self.rule.fors):
            self.total += 1
            if self.total > MAX_INSTANCES:
                raise _TooManyError
            return 1
        axis = self.rule.fors[depth]
        members = self.members(axis.axis, bound)
        if members is None:
            self.unknown = True
            return 0
        return sum(self.below(depth + 1, {**bound, axis.variable: one}) for one in members)

    def members(self, axis: core.Axis, bound: Mapping[str, Element]) -> list[Element] | None:
        """Return what an axis runs over, or nothing when that is unknown."""
        match axis:
            case core.SectionsAxis():
                return list(axis.ids)
            case core.ListOf():
                return [self.item(one) for one in axis.items]
            case core.ChildrenAxis():
                here = self.documents
                return list(range(len(here.children))) if here.children or here.children_complete else None
            case core.MatchesAxis():
                text = self.text(axis.text, bound)
                found = None if text is None else search.matches(axis.pattern, self.plan.patterns[axis.pattern], text)
                return None if found is None or isinstance(found, Missing) else list(found)
            case core.LinesAxis() | core.HeadingsAxis() | core.PartsAxis() | core.MentionsAxis():
                facts = self.facts(axis.document, bound)
                return None if facts is None else self.found(axis, facts, bound)

    def item(self, node: core.Expression) -> Element:
        """Return the item of a list as far as later axes can ask about it."""
        return node.value if isinstance(node, core.TextConstant) else None

    def found(
        self,
        axis: core.LinesAxis | core.HeadingsAxis | core.PartsAxis | core.MentionsAxis,
        facts: Facts,
        bound: Mapping[str, Element],
    ) -> list[Element] | None:
        """Return what an axis of one document runs over."""
        if isinstance(axis, core.LinesAxis):
            return list(lines(facts, axis.table, axis.axis, axis.ids))
        if isinstance(axis, core.HeadingsAxis):
            listed: tuple[Element, ...] | Missing = texts.headings(facts)
        elif isinstance(axis, core.PartsAxis):
            listed = texts.parts(facts, self.id(axis.section, bound))
        else:
            listed = search.mentions(facts, axis.mention)
        return None if isinstance(listed, Missing) else list(listed)

    def facts(self, document: core.Document, bound: Mapping[str, Element]) -> Facts | None:
        """Return a document."""
        here = self.documents
        path: tuple[str, ...] = document.hops
        if document.variable is not None:
            number = bound[document.variable]
            if not path:
                return here.children[number] if isinstance(number, int) else None
            path = (str(number), *path)
        if not path:
            return here.own
        near = {("prior",): here.prior, ("parent",): here.parent}
        return near[path] if path in near else here.further.get(path)

    def id(self, element: core.Element, bound: Mapping[str, Element]) -> str:
        """Return the id of a row, column or section."""
        return element.id if isinstance(element, core.Id) else str(bound[element.name])

    def text(self, node: core.Expression, bound: Mapping[str, Element]) -> TextFact | None:
        """Return a text that is searched, or nothing when it is missing."""
        match node:
            case core.TextConstant():
                return _line(node.value)
            case core.Default():
                return self.text(node.value, bound) or self.text(node.otherwise, bound)
            case core.MatchText():
                return self.match_text(node, bound)
            case core.VariableField():
                return self.field(node, bound)
            case core.Bound():
                value = bound.get(node.name)
                return _line(value) if isinstance(value, str) else None
            case core.TextOf() | core.SectionField() | core.MetadataAt():
                facts = self.facts(node.document, bound)
                return None if facts is None else self.stated(node, facts, bound)
            case _:
                return None

    def stated(
        self, node: core.TextOf | core.SectionField | core.MetadataAt, facts: Facts, bound: Mapping[str, Element]
    ) -> TextFact | None:
        """Return a text of one document."""
        if isinstance(node, core.MetadataAt):
            value = texts.metadata(facts, node.field)
            return _line(value) if isinstance(value, str) else None
        if isinstance(node, core.TextOf):
            text = texts.whole_text(facts, node.what)
        else:
            section = self.id(node.section, bound)
            if node.field == "text":
                text = texts.section_text(facts, section)
            elif node.field in ("heading", "ordinal"):
                text = texts.section_string(facts, section, node.field)
            else:
                form = facts.vocabulary.section(section)
                return None if form is None else _line(form.ordinal if node.field == "numeral" else form.printed.usual)
        return None if isinstance(text, Missing) else text

    def match_text(self, node: core.MatchText, bound: Mapping[str, Element]) -> TextFact | None:
        """Return what a match or mention says."""
        found: Element = None
        if isinstance(node.of, core.Bound):
            found = bound[node.of.name]
        else:
            text = self.text(node.of.text, bound)
            every = None if text is None else search.matches(node.of.pattern, self.plan.patterns[node.of.pattern], text)
            if isinstance(every, tuple) and every:
                found = every[0]
        if not isinstance(found, Found):
            return None
        return _line(found.words(node.what))

    def field(self, node: core.VariableField, bound: Mapping[str, Element]) -> TextFact | None:
        """Return a text of a heading or part."""
        heading = bound[node.of.name]
        if not isinstance(heading, HeadingFact):
            return None
        named = {
            "heading": heading.heading,
            "ordinal": heading.ordinal,
            "section": heading.section,
            "text": heading.text,
        }
        value = named.get(node.field)
        return None if value is None else _line(value)


def _line(text: str) -> TextFact:
    return TextFact((Segment("", "", text),))
