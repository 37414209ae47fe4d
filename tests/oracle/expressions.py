"""The value of an expression, by walking the tree of the rule file.

Names are resolved on the fly, nothing is cached, no operand is skipped because another one decides already.
What was met on the way (reasons of unknown values, doubts, approximate numbers, cells outside the format)
is noted in a ledger.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from gouji.syntax import nodes
from gouji.values import Domain
from gouji.vocabulary.model import FieldKind, Mention, Table, Vocabulary

from . import facts, texts
from .facts import Documents, Segment
from .numbers import (
    Num,
    Var,
    constant,
    greatest,
    least,
    magnitude,
    negative,
    opaque,
    over,
    plus,
    times,
    variable,
)
from .values import (
    ABSENT,
    ChildrenValue,
    DateValue,
    DocumentValue,
    Element,
    Gone,
    HeadingValue,
    Ledger,
    LineValue,
    ListValue,
    MatchValue,
    MentionsValue,
    PartValue,
    Prefix,
    SectionValue,
    SetValue,
    TableValue,
    TextValue,
    Value,
    VectorValue,
)

Given = TypeVar("Given")

HOPS = ("prior", "parent", "peer", "copy", "earlier", "listed")


@dataclass
class Scene:
    """Everything an expression can see."""

    vocabulary: Vocabulary
    documents: Documents
    lets: Mapping[str, nodes.Expression]
    patterns: Mapping[str, nodes.PatternItem]
    bindings: dict[str, Value] = field(default_factory=dict)
    unbound: frozenset[str] = frozenset()
    blank: str | None = None
    blanks_are_zero: bool = False
    ledger: Ledger = field(default_factory=Ledger)

    # ── notes ──

    @contextmanager
    def noting(self) -> Iterator[Ledger]:
        """Note into a ledger of its own."""
        outer, self.ledger = self.ledger, Ledger()
        try:
            yield self.ledger
        finally:
            self.ledger = outer

    def gone(self, reason: str, absent: bool | None = None) -> Gone:
        self.ledger.reasons.add(reason)
        return Gone(reason, reason in ABSENT if absent is None else absent)

    def touch(self, document: DocumentValue, pointer: str) -> None:
        if document.role == "own" and self.is_doubted(pointer):
            self.ledger.doubted = True
        if document.role == "own" and pointer in self.documents.cut:
            self.ledger.cut.add(pointer)

    def is_doubted(self, pointer: str) -> bool:
        return any(one in ("", pointer) or pointer.startswith(f"{one}/") for one in self.documents.doubts)

    # ── names ──

    def value(self, tree: nodes.Expression) -> Value:
        match tree:
            case nodes.Number():
                return self._number(tree)
            case nodes.String():
                return TextValue((Segment("", "", tree.text),))
            case nodes.Name():
                return self._name(tree)
            case nodes.Field():
                return self._field(self.value(tree.of), tree.word)
            case nodes.Cell():
                return self._cells(tree)
            case nodes.Narrowed():
                return self._narrowed(tree)
            case nodes.Listing():
                return ListValue(tuple(self.value(item) for item in tree.items))
            case nodes.Call():
                return self._call(tree)
            case nodes.Negative():
                of = self.number(tree.of)
                return of if isinstance(of, Gone) else negative(of)
            case nodes.Arithmetic():
                return self._arithmetic(tree)
            case nodes.Default():
                return self._default(tree)
            case nodes.First():
                return self._first(tree)
            case _:
                raise AssertionError(f"no value: {tree}")

    def _number(self, tree: nodes.Number) -> Num:
        unit = None if tree.unit is None else self.vocabulary.unit(tree.unit)
        scale = Fraction(1) if unit is None else unit.scale
        return constant(Fraction(tree.text) * scale, scale)

    def _name(self, tree: nodes.Name) -> Value:
        name = tree.word.text
        if name in self.bindings:
            return self.bindings[name]
        if name in self.unbound:
            return self.gone("depends")
        if name in self.lets:
            return self.value(self.lets[name])
        return self._said(DocumentValue("own", self.documents.own), name)

    def _said(self, document: DocumentValue, name: str) -> Value:
        """What a document says under a name."""
        if name in HOPS:
            here = document.role == "own"
            near = {"prior": self.documents.prior, "parent": self.documents.parent}
            report = {**getattr(self.documents, "others", {}), **near}.get(name) if here else None
            return DocumentValue(name if here else f"{document.role}.{name}", report)
        if name == "children":
            return ChildrenValue()
        if facts.find_table(self.vocabulary, name) is not None:
            return TableValue(document, name)
        if name in ("section", "mentions", "headings", "document", "agency"):
            return Prefix(document, name)
        if name == "sections":
            return SetValue(tuple(SectionValue(document, one.id) for one in self.vocabulary.sections))
        if name in ("preamble", "closing"):
            return self._plain_text(document, name)
        return self._metadata(document, name)

    def _plain_text(self, document: DocumentValue, name: str) -> Value:
        if document.report is None:
            return self.gone("no_peer_document")
        self.touch(document, f"/{name}")
        text = document.report.preamble if name == "preamble" else document.report.closing
        return self.gone("text_absent") if text is None else self._one(document, f"/{name}", name, text)

    def _metadata(self, document: DocumentValue, name: str) -> Value:
        if document.report is None:
            return self.gone("no_peer_document")
        self.touch(document, "/" + name.replace(".", "/"))
        stated = facts.metadata(document.report, name)
        if stated is None:
            return self.gone("field_absent")
        if isinstance(stated, int):
            return constant(Fraction(stated))
        kind = next(one.kind for one in self.vocabulary.metadata if one.name == name)
        if kind is FieldKind.DATE:
            day = self._iso_day(stated)
            return self.gone("no_such_date") if day is None else DateValue(day)
        return self._one(document, "/" + name.replace(".", "/"), name, stated)

    def _one(self, document: DocumentValue, pointer: str, section: str, text: str) -> TextValue:
        return TextValue((Segment(pointer, section, text),), document.role)

    def _iso_day(self, text: str) -> datetime.date | None:
        parts = text.split("-")
        if [len(part) for part in parts] != [4, 2, 2] or not all(part.isdecimal() for part in parts):
            return None
        return texts.day_of(*(int(part) for part in parts))

    def _field(self, of: Value, word: nodes.Word) -> Value:
        match of:
            case Gone():
                return of
            case DocumentValue():
                return self._said(of, word.text)
            case ChildrenValue(hop=None) if word.text in HOPS:
                return ChildrenValue(word.text)
            case ChildrenValue():
                return TableValue(of, word.text)
            case Prefix(words="section"):
                return SectionValue(of.document, self.section_named([word]))
            case Prefix(words="mentions"):
                return MentionsValue(of.document, word.text)
            case Prefix():
                return self._metadata(of.document, f"{of.words}.{word.text}")
            case TableValue(document=DocumentValue() as document):
                return self._lines(document, of.id, "row" if word.text == "rows" else "column")
            case SectionValue():
                return self._section_field(of, word.text)
            case HeadingValue():
                return self._heading_field(of, word.text)
            case PartValue():
                return self._part_field(of, word.text)
            case MatchValue():
                return self._match_field(of, word.text)
            case _:
                raise AssertionError(f"no field {word.text} of {of}")

    def _lines(self, document: DocumentValue, table: str, axis: str) -> Value:
        if document.report is None:
            return self.gone("no_peer_document")
        shape = self.table(table)
        form = facts.table_format(self.vocabulary, document.report, table)
        return SetValue(tuple(LineValue(table, axis, line) for line in facts.lines_in(shape, axis, form)))

    def table(self, name: str) -> Table:
        table = facts.find_table(self.vocabulary, name)
        assert table is not None
        return table

    # ── fields of things ──

    def _section_field(self, of: SectionValue, name: str) -> Value:
        report = of.document.report
        if report is None:
            return self.gone("no_peer_document")
        if name == "text":
            return self.text_of(of)
        index = facts.section_index(report, of.id)
        if index is None:
            self.touch(of.document, f"/sections/{of.id}")
            return self.gone("section_absent")
        found, known = report.sections[index], self.vocabulary.section(of.id)
        assert known is not None
        if name in ("heading", "ordinal"):
            said = found.heading if name == "heading" else found.ordinal
            return self._said_text(of.document, f"/sections/{index}/{name}", of.id, said)
        self.touch(of.document, f"/sections/{index}")
        if name == "position":
            return constant(Fraction(facts.section_place(self.vocabulary, report, of.id)))
        if name == "number":
            return constant(Fraction([one.id for one in self.vocabulary.sections].index(of.id) + 1))
        form = facts.report_format(self.vocabulary, report)
        text = known.ordinal if name == "numeral" else known.printed.of(form)
        return TextValue((Segment("", "", text),))

    def _said_text(self, document: DocumentValue, pointer: str, section: str, text: str | None) -> Value:
        self.touch(document, pointer)
        return self.gone("text_absent") if text is None else self._one(document, pointer, section, text)

    def _heading_field(self, of: HeadingValue, name: str) -> Value:
        assert of.document.report is not None
        found = of.document.report.sections[of.index]
        pointer = f"/sections/{of.index}"
        section = found.id if found.id is not None else f"heading-{of.index + 1}"
        if name == "heading":
            return self._said_text(of.document, f"{pointer}/heading", section, found.heading)
        if name == "ordinal":
            return self._said_text(of.document, f"{pointer}/ordinal", section, found.ordinal)
        if name == "position":
            self.touch(of.document, pointer)
            return constant(Fraction(of.index + 1))
        if name == "number":
            return self._ordinal_number(of.document, f"{pointer}/ordinal", found.ordinal)
        self.touch(of.document, f"{pointer}/id")
        return self.gone("field_absent") if found.id is None else TextValue((Segment("", "", found.id),))

    def _ordinal_number(self, document: DocumentValue, pointer: str, ordinal: str | None) -> Value:
        self.touch(document, pointer)
        number = None if ordinal is None else texts.ordinal_value(ordinal)
        return self.gone("field_absent") if number is None else constant(Fraction(number))

    def _part_field(self, of: PartValue, name: str) -> Value:
        pointer = f"/sections/{of.index}/parts/{of.number - 1}"
        if name == "position":
            self.touch(of.document, pointer)
            return constant(Fraction(of.number))
        if name == "number":
            return self._ordinal_number(of.document, f"{pointer}/ordinal", of.part.ordinal)
        said = {"heading": of.part.heading, "ordinal": of.part.ordinal, "text": of.part.text}
        return self._said_text(of.document, f"{pointer}/{name}", of.section, said[name])

    def _match_field(self, of: MatchValue, name: str) -> Value:
        self.ledger.doubted |= of.doubted
        if name in ("text", "sentence", "scope"):
            said = {"text": of.match.text, "sentence": of.match.sentence, "scope": of.match.scope}
            return TextValue((Segment("", "", said[name]),))
        kind, read = next((kind, read) for hole, kind, read in of.match.holes if hole == name)
        if read.reason is not None:
            return self.gone(read.reason)
        if read.day is not None:
            return DateValue(read.day)
        assert read.low is not None
        assert read.high is not None
        scale = of.scale if kind == "count" else Fraction(1)
        if kind == "money":
            scale = next((one.scale for one in self.vocabulary.units if one.id == "元"), Fraction(1))
        printed = read.printed * scale if kind == "money" else read.printed if kind == "percent" else scale
        if not read.approximate:
            return constant(read.low * scale, printed, read.half * scale)
        self.ledger.reasons.add("depends")
        self.ledger.approximate = True
        key = ("stated", of.role, of.segment.pointer, str(of.match.start), str(of.match.end), name)
        return variable(Var(key, read.low, read.high, kind == "count", approximate=True), scale)

    # ── texts ──

    def text_of(self, value: Value) -> Value:
        """The text in which something is searched."""
        match value:
            case Prefix(words="document"):
                if value.document.report is None:
                    return self.gone("no_peer_document")
                return self._segments(value.document, tuple(facts.all_segments(value.document.report)))
            case SectionValue():
                report = value.document.report
                if report is None:
                    return self.gone("no_peer_document")
                index = facts.section_index(report, value.id)
                if index is None:
                    self.touch(value.document, f"/sections/{value.id}")
                    return self.gone("section_absent")
                return self._segments(value.document, tuple(facts.own_segments(index, report.sections[index])))
            case _:
                return value

    def _segments(self, document: DocumentValue, segments: tuple[Segment, ...]) -> Value:
        for segment in segments:
            self.touch(document, segment.pointer)
        return TextValue(segments, document.role) if segments else self.gone("text_absent", absent=True)

    def _matches(self, pattern: nodes.PatternItem, text: TextValue) -> list[MatchValue]:
        return [
            self._match(segment, match, self._count_scale(), text.role)
            for segment in text.segments
            for match in texts.find(pattern.pattern, segment.text, pattern.not_before, pattern.not_after)
        ]

    def _match(self, segment: Segment, match: texts.Match, scale: Fraction, role: str) -> MatchValue:
        return MatchValue(segment, match, role == "own" and self.is_doubted(segment.pointer), scale, role)

    def _count_scale(self) -> Fraction:
        return next((one.scale for one in self.vocabulary.units if one.dimension == "count"), Fraction(1))

    def _first(self, tree: nodes.First) -> Value:
        found = self._searched(tree.pattern, tree.text)
        if isinstance(found, Gone):
            return Gone(found.reason)
        return found[0] if found else self.gone("no_match")

    def _searched(self, pattern: nodes.Word, where: nodes.Expression) -> list[MatchValue] | Gone:
        """The matches; a search that finds none rests on all that was searched, else on what was found."""
        with self.noting() as noted:
            text = self.text_of(self.value(where))
        if isinstance(text, Gone):
            self.ledger.take(noted, values=True)
            return text
        assert isinstance(text, TextValue)
        found = self._matches(self.patterns[pattern.text], text)
        if not found:
            self.ledger.take(noted, values=True)
        return found

    def _mentions(self, of: MentionsValue) -> list[MatchValue] | Gone:
        report = of.document.report
        if report is None:
            return self.gone("no_peer_document")
        mention = next(one for one in self.vocabulary.mentions if one.id == of.id)
        segments = list(facts.all_segments(report))
        if mention.sections:
            present = [index for index, one in enumerate(report.sections) if one.id in mention.sections]
            if not present:
                for name in mention.sections:
                    self.touch(of.document, f"/sections/{name}")
                return self.gone("section_absent")
            segments = [one for index in present for one in facts.own_segments(index, report.sections[index])]
        if not segments:
            return self.gone("text_absent")
        found = [one for segment in segments for one in self._mentioned(mention, segment, of.document.role)]
        if not found:
            for segment in segments:
                self.touch(of.document, segment.pointer)
        return found

    def _mentioned(self, mention: Mention, segment: Segment, role: str) -> Iterator[MatchValue]:
        not_before = [one.text for one in mention.not_before]
        not_after = [one.text for one in mention.not_after]
        matches = [
            match
            for pattern in mention.patterns
            for match in texts.find(pattern.text, segment.text, not_before, not_after)
            if not any(texts.contains([match.sentence], word) for word in mention.unless)
        ]
        unit = self.vocabulary.unit(mention.unit)
        end = 0
        for match in sorted(matches, key=lambda one: (one.start, -one.end)):
            if match.start >= end:
                end = match.end
                roles = {"compared": match.compared, "part": match.part, match.scope: True}
                if any(roles.get(one) for one in mention.leave_out):
                    continue
                scale = Fraction(1) if unit is None else unit.scale
                yield self._match(segment, match, scale, role)

    # ── cells ──

    def _cells(self, tree: nodes.Cell) -> Value:
        table = self.value(tree.table)
        if isinstance(table, Gone):
            return table
        assert isinstance(table, TableValue)
        shape = self.table(table.id)
        rows, one_row = self.slot(shape, "row", tree.row)
        columns, one_column = self.slot(shape, "column", tree.column)
        if isinstance(rows, Gone) or isinstance(columns, Gone):
            return self.gone("depends", absent=False)
        names = [(row, column) for row in rows for column in columns]
        if isinstance(table.document, ChildrenValue):
            return self._over_children(shape, names, table.document.hop)
        if one_row and one_column:
            return self.cell(table.document, shape, *names[0])
        report = table.document.report
        if report is None:
            return self.gone("no_peer_document")
        form = facts.table_format(self.vocabulary, report, shape.id)
        kept = [name for name in names if facts.prescribed(shape, *name, form)]
        return VectorValue(tuple(self.cell(table.document, shape, *name) for name in kept))

    def cell(self, document: DocumentValue, table: Table, row: str, column: str) -> Num | Gone:
        if document.report is None:
            return self.gone("no_peer_document")
        form = facts.table_format(self.vocabulary, document.report, table.id)
        if not facts.prescribed(table, row, column, form):
            self.ledger.outside = True
            return self.gone("outside_format")
        self.touch(document, facts.cell_pointer(table.id, row, column))
        fact = facts.cell_fact(self.vocabulary, document.report, table, row, column)
        if fact.state == "filled":
            return constant(fact.numbers[0] * fact.scale, fact.scale)
        zero = fact.zero if self.blank is None else self.blank == "zero"
        if self.blanks_are_zero and zero and fact.state in ("blank", "placeholder"):
            return constant(Fraction(0), fact.scale)
        assert fact.reason is not None
        self.ledger.reasons.add(fact.reason)
        low = Fraction(0) if fact.domain in (Domain.NATURAL, Domain.NONNEGATIVE) else None
        whole = fact.domain in (Domain.NATURAL, Domain.INTEGER)
        key = ("cell", document.role, table.id, row, column)
        return variable(Var(key, low, None, whole, fact.numbers or None), fact.scale)

    def _over_children(self, table: Table, names: Sequence[tuple[str, str]], hop: str | None) -> Value:
        numbers: list[Num | Gone] = []
        for child in self.children() if hop is None else self._from_children(hop):
            if child.report is None:
                numbers.append(self.gone("no_peer_document"))
                continue
            form = facts.table_format(self.vocabulary, child.report, table.id)
            numbers += [self.cell(child, table, *name) for name in names if facts.prescribed(table, *name, form)]
        if self.documents.children_complete:
            return VectorValue(tuple(numbers))
        fact = facts.cell_fact(self.vocabulary, self.documents.own, table, *names[0])
        more = None
        if fact.domain in (Domain.NATURAL, Domain.NONNEGATIVE):
            more = Var(("children", table.id, *names[0]), Fraction(0), None, fact.domain is Domain.NATURAL)
        return VectorValue(tuple(numbers), more, fact.scale, open=True)

    def children(self) -> list[DocumentValue]:
        return [DocumentValue(f"child {n}", one) for n, one in enumerate(self.documents.children)]

    def _from_children(self, hop: str) -> list[DocumentValue]:
        """What lies one hop from each child; the others of the documents name it by the child's number."""
        others = getattr(self.documents, "others", {})
        numbers = range(len(self.documents.children))
        return [DocumentValue(f"child {n}.{hop}", others.get(f"{n}.{hop}")) for n in numbers]

    def slot(self, table: Table, axis: str, slot: nodes.Slot) -> tuple[tuple[str, ...] | Gone, bool]:
        """The line ids that a slot names, over all formats, and whether it names one element."""
        lines = [line.id for line in (table.rows if axis == "row" else table.columns)]
        if slot.member is None:
            return self._narrow(table, axis, tuple(lines), slot.narrowing), False
        assert isinstance(slot.member, nodes.Member)
        named, one = self.member(table, axis, slot.member)
        if isinstance(named, Gone):
            return named, one
        return self._narrow(table, axis, named, slot.narrowing), one and slot.narrowing is None

    def _narrow(
        self, table: Table, axis: str, lines: tuple[str, ...], narrowing: nodes.Narrowing | None
    ) -> tuple[str, ...] | Gone:
        if narrowing is None:
            return lines
        named: set[str] = set()
        for member in narrowing.members:
            some, _ = self.member(table, axis, member)
            if isinstance(some, Gone):
                return some
            named.update(some)
        return tuple(line for line in lines if (line in named) == (narrowing.how == "only"))

    def member(self, table: Table, axis: str, member: nodes.Member) -> tuple[tuple[str, ...] | Gone, bool]:
        """The line ids of a member: a variable's, a let's, one line, or all of a group."""
        first = member.words[0]
        if len(member.words) == 1 and not member.every and not first.quoted:
            if first.text in self.bindings:
                value = self.bindings[first.text]
                assert isinstance(value, LineValue)
                return (value.id,), True
            if first.text in self.unbound:
                return Gone("depends"), True
            if first.text in self.lets:
                chosen = self.value(self.lets[first.text])
                if isinstance(chosen, Gone):
                    return chosen, False
                assert isinstance(chosen, SetValue)
                return tuple(one.id for one in chosen.members if isinstance(one, LineValue)), False
        lines = table.rows if axis == "row" else table.columns
        name = ".".join(word.text for word in member.words)
        if member.every:
            return tuple(self._group(table, axis, name, first.quoted)), False
        if first.quoted:
            return (self.labelled(table, axis, first.text),), True
        assert any(line.id == name for line in lines), name
        return (name,), True

    def _group(self, table: Table, axis: str, name: str, quoted: bool) -> Iterator[str]:
        for group in table.groups:
            called = group.printed is not None and name in group.printed.every() if quoted else group.id == name
            if group.axis == axis and called:
                yield from (line.id for line in (*table.rows, *table.columns) if line.id in group.members)
                return

    def labelled(self, table: Table, axis: str, label: str) -> str:
        lines = table.rows if axis == "row" else table.columns
        found = [line.id for line in lines if label in (*line.printed.every(), *line.aliases)]
        assert len(found) == 1, (label, found)
        return found[0]

    # ── sets ──

    def _narrowed(self, tree: nodes.Narrowed) -> Value:
        of = self.value(tree.of)
        if isinstance(of, Gone):
            return of
        assert isinstance(of, SetValue)
        named: set[str] = set()
        for member in tree.narrowing.members:
            named |= self._named_of(of, member)
        kept = tuple(one for one in of.members if (self.id_of(one) in named) == (tree.narrowing.how == "only"))
        return SetValue(kept)

    def _named_of(self, of: SetValue, member: nodes.Member) -> set[str]:
        first = of.members[0] if of.members else None
        if isinstance(first, LineValue):
            named, _ = self.member(self.table(first.table), first.axis, member)
            return set() if isinstance(named, Gone) else set(named)
        return {self.section_named(member.words)}

    def section_named(self, words: Sequence[nodes.Word]) -> str:
        if not words[0].quoted:
            return ".".join(word.text for word in words)
        label = words[0].text
        sections = self.vocabulary.sections
        return next(one.id for one in sections if label in (*one.printed.every(), *one.aliases))

    def id_of(self, of: LineValue | SectionValue | DocumentValue) -> str:
        return of.role if isinstance(of, DocumentValue) else of.id

    # ── arithmetic and functions ──

    def number(self, tree: nodes.Expression) -> Num | Gone:
        value = self.value(tree)
        assert isinstance(value, Num | Gone), (tree, value)
        return value

    def _arithmetic(self, tree: nodes.Arithmetic) -> Value:
        left, right = self.value(tree.left), self.value(tree.right)
        if isinstance(left, Gone) or isinstance(right, Gone):
            return left if isinstance(left, Gone) else right
        if isinstance(left, DateValue) or isinstance(right, DateValue):
            return self._days(tree.operator, left, right)
        assert isinstance(left, Num)
        assert isinstance(right, Num)
        if tree.operator == "*":
            return times(left, right)
        if tree.operator == "/":
            quotient = over(left, right)
            return self.gone("division_by_zero") if quotient is None else quotient
        return plus(left, right, 1 if tree.operator == "+" else -1)

    def _days(self, operator: str, left: Value, right: Value) -> Value:
        if isinstance(left, DateValue) and isinstance(right, DateValue):
            return constant(Fraction((left.day - right.day).days))
        day, number = (left, right) if isinstance(left, DateValue) else (right, left)
        assert isinstance(day, DateValue)
        assert isinstance(number, Num)
        days = number.known()
        if days is None:
            return Gone("depends")
        if days.denominator != 1 or abs(days) > 5_000_000:
            return self.gone("no_such_date")
        ordinal = day.day.toordinal() + (int(days) if operator == "+" else -int(days))
        inside = 1 <= ordinal <= datetime.date.max.toordinal()
        return DateValue(datetime.date.fromordinal(ordinal)) if inside else self.gone("no_such_date")

    def _default(self, tree: nodes.Default) -> Value:
        with self.noting() as first:
            value = self.value(tree.value)
        with self.noting() as second:
            otherwise = self.value(tree.otherwise)
        chosen_second = self.is_absent(value, first)
        self.ledger.take(first, values=not chosen_second)
        self.ledger.take(second, values=chosen_second)
        return otherwise if chosen_second else value

    def is_absent(self, value: Value, noted: Ledger) -> bool:
        if isinstance(value, Num):
            # An absent cell is a variable, so what is known of it stands in the ledger.
            one = next(iter(value.variables), None)
            lone = len(value.variables) == 1 and one is not None and one.key[0] == "cell"
            return lone and noted.reasons <= {"table_absent", "row_absent", "cell_absent"} and bool(noted.reasons)
        return isinstance(value, Gone) and value.absent

    def _call(self, tree: nodes.Call) -> Value:
        name = tree.function.text
        if name == "count":
            return self._count(tree.arguments[0])
        arguments = [self.text_of(self.value(one)) for one in tree.arguments]
        if name in ("sum", "min", "max"):
            return self._over_many(name, arguments)
        missing = next((one for one in arguments if isinstance(one, Gone)), None)
        if missing is not None:
            return missing
        several = (
            "length",
            "contains",
            "similarity",
            "resemblance",
            "doubled_words",
            "doubled_phrases",
            "repeated_sentences",
            "sum_before",
        )
        if name in several:
            return self._text_function(name, arguments)
        if name == "working_days":
            first, last = arguments
            assert isinstance(first, DateValue)
            assert isinstance(last, DateValue)
            return constant(Fraction(texts.working_days(first.day, last.day)))
        numbers = [one for one in arguments if isinstance(one, Num)]
        if name == "abs":
            return magnitude(numbers[0])
        if name == "round":
            return self._rounded(numbers[0], numbers[1])
        if name == "decimals":
            return self._decimals(numbers[0])
        assert name == "date", name
        return self._date(numbers)

    def _count(self, tree: nodes.Expression) -> Value:
        with self.noting() as noted:
            value = self.value(tree)
        self.ledger.take(noted, values=isinstance(value, Gone))
        match value:
            case VectorValue():
                return constant(Fraction(len(value.numbers)))
            case ListValue():
                return constant(Fraction(len(value.items)))
            case SetValue():
                return constant(Fraction(len(value.members)))
            case ChildrenValue():
                return self._given_children(constant(Fraction(len(self.children()))))
            case Gone():
                return value
            case _:
                raise AssertionError(value)

    def members(self, arguments: Sequence[Value]) -> tuple[list[Num | Gone], VectorValue | None] | Gone:
        """The numbers of a vector, a list or several arguments, and the vector when the list of children is open."""
        if len(arguments) == 1:
            only = arguments[0]
            if isinstance(only, Gone):
                return only
            if isinstance(only, VectorValue):
                return list(only.numbers), only if only.open else None
            if isinstance(only, ListValue):
                return [one for one in only.items if isinstance(one, Num | Gone)], None
        return [one for one in arguments if isinstance(one, Num | Gone)], None

    def _over_many(self, name: str, arguments: Sequence[Value]) -> Value:
        found = self.members(arguments)
        if isinstance(found, Gone):
            return found
        numbers, open_children = found
        missing = next((one for one in numbers if isinstance(one, Gone)), None)
        if open_children is not None and (name != "sum" or open_children.or_more is None):
            return self.gone("no_peer_document")
        if missing is not None:
            return missing
        known = [one for one in numbers if isinstance(one, Num)]
        if name == "sum":
            total = constant(Fraction(0), known[0].printed if known else Fraction(1))
            for one in known:
                total = plus(total, one)
            if open_children is not None and open_children.or_more is not None:
                self.ledger.reasons.add("no_peer_document")
                total = plus(total, variable(open_children.or_more, open_children.scale))
            return total
        if not known:
            return self.gone("empty_set")
        return least(known) if name == "min" else greatest(known)

    def _text_function(self, name: str, arguments: Sequence[Value]) -> Value:
        first = arguments[0]
        assert isinstance(first, TextValue)
        if name == "length":
            return constant(Fraction(texts.length(first.strings())))
        if name == "doubled_words":
            return constant(Fraction(texts.doubled_words(first.strings())))
        second = arguments[1]
        if name == "similarity":
            assert isinstance(second, TextValue)
            return constant(texts.similarity(first.strings(), second.strings()))
        if name == "sum_before":
            assert isinstance(second, TextValue)
            total = texts.sum_before(first.strings(), "\n".join(second.strings()))
            return self.gone("ambiguous_text") if total is None else constant(total)
        if name == "resemblance":
            strings = [one.strings() for one in arguments if isinstance(one, TextValue)]
            return constant(texts.resemblance(strings[0], strings[1], (*strings[2], *strings[3])))
        assert isinstance(second, Num)
        shortest = second.known()
        if shortest is None:
            return Gone("depends")
        counted = texts.doubled_phrases if name == "doubled_phrases" else texts.repeated_sentences
        return constant(Fraction(counted(first.strings(), shortest)))

    def _rounded(self, number: Num, digits: Num) -> Value:
        def rounded(value: Fraction, places: Fraction) -> Fraction | None:
            if places.denominator != 1 or abs(places) > 400:
                return None
            size = Fraction(10) ** int(places)
            scaled = abs(value) * size
            whole = (scaled + Fraction(1, 2)).__floor__()
            return Fraction(whole if value >= 0 else -whole) / size

        return opaque(rounded, (number, digits), None, None, printed=number.printed)

    def _decimals(self, number: Num) -> Value:
        def places(value: Fraction) -> Fraction | None:
            printed = value / number.printed
            for count in range(1000):
                if (printed * 10**count).denominator == 1:
                    return Fraction(count)
            return None

        counted = opaque(places, (number,), None, None)
        if not counted.variables and counted.at({}) is None:
            return self.gone("depends")
        return counted

    def _date(self, numbers: Sequence[Num]) -> Value:
        known = [one.known() for one in numbers]
        whole = [int(one) for one in known if one is not None and one.denominator == 1]
        if None in known:
            return Gone("depends")
        day = texts.day_of(*whole) if len(whole) == 3 else None
        return self.gone("no_such_date") if day is None else DateValue(day)

    # ── axes ──

    def axis(self, tree: nodes.Axis) -> list[Element] | Gone:
        """The elements of an axis in order, each with its name in an instance's id; or why they are unknown."""
        match tree:
            case nodes.Matches():
                found = self._searched(tree.pattern, tree.text)
                return found if isinstance(found, Gone) else self._named_matches(tree.pattern.text, found)
            case nodes.Parts():
                return self._parts(self.value(tree.of))
            case _:
                return self._elements(self.value(tree))

    def _elements(self, value: Value) -> list[Element] | Gone:
        match value:
            case Gone():
                return value
            case SetValue():
                return [(self.id_of(one), one) for one in value.members]
            case ListValue():
                return [(self._written(one), one) for one in value.items]
            case ChildrenValue():
                return self._given_children([(self._child_name(one), one) for one in self.children()])
            case MentionsValue():
                found = self._mentions(value)
                return found if isinstance(found, Gone) else self._named_matches(value.id, found)
            case Prefix(words="headings"):
                report = value.document.report
                if report is None:
                    return self.gone("no_peer_document")
                if not any(facts.all_segments(report)):
                    return self.gone("text_absent", absent=True)
                return [(str(n + 1), HeadingValue(value.document, n)) for n in range(len(report.sections))]
            case _:
                raise AssertionError(value)

    def _given_children(self, when_given: Given) -> Given | Gone:
        if self.children() or self.documents.children_complete:
            return when_given
        return self.gone("no_peer_document")

    def _written(self, value: Value) -> str:
        match value:
            case SectionValue():
                return value.id
            case DateValue():
                return value.day.isoformat()
            case TextValue():
                return "".join(value.strings())
            case Num():
                known = value.known()
                return "?" if known is None else _plain(known)
            case Gone():
                return "?"
            case _:
                raise AssertionError(value)

    def _child_name(self, child: DocumentValue) -> str:
        assert child.report is not None
        return child.report.agency.name or child.role

    def _parts(self, value: Value) -> list[Element] | Gone:
        if isinstance(value, Gone):
            return value
        assert isinstance(value, SectionValue)
        report = value.document.report
        if report is None:
            return self.gone("no_peer_document")
        index = facts.section_index(report, value.id)
        if index is None:
            self.touch(value.document, f"/sections/{value.id}")
            return self.gone("section_absent")
        return [
            (f"{value.id}:{number}", PartValue(value.document, value.id, index, number, part))
            for number, part in enumerate(report.sections[index].parts, start=1)
        ]

    def _named_matches(self, name: str, found: Iterable[MatchValue]) -> list[Element]:
        seen: Counter[str] = Counter()
        elements: list[Element] = []
        for one in found:
            digest = hashlib.sha256(texts.fold(one.match.sentence).encode()).hexdigest()[:8]
            start = f"{one.segment.section}:{name}:{digest}"
            seen[start] += 1
            elements.append((f"{start}:{seen[start]}", one))
        return elements


def _plain(value: Fraction) -> str:
    """A number as people write it: decimals when there are finitely many."""
    for places in range(400):
        if (value * 10**places).denominator == 1:
            digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
            sign = "-" if value < 0 else ""
            return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
    return f"{value.numerator}/{value.denominator}"
