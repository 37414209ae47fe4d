"""`accepted.yaml` of a pack: what an analysis finds and the author wants so, each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeVar

from gouji.analysis.model import Analysis, CellSeen, Kind, Remark, Undecided
from gouji.diagnostics import RulesRejectedError, Text
from gouji.record import Record, replace
from gouji.source import Span
from gouji.values import Labels
from gouji.vocabulary.fields import Complaints, Fields, refer
from gouji.vocabulary.model import Table, Vocabulary
from gouji.vocabulary.strict_yaml import Scalar, read

FILE: Final = "accepted.yaml"
_Said = TypeVar("_Said", Remark, Undecided)


class _Kind(Enum):
    CONTRADICTORY = "contradictory"
    IMPLIED = "implied"
    DEPENDENT = "dependent"
    NEVER_APPLICABLE = "never_applicable"
    ALWAYS_TRUE = "always_true"


class AcceptedRemark(Record, frozen=True):
    """A kind of remark about some rules: it explains those of which it names every rule."""

    kind: Kind
    rules: frozenset[str]
    because: Labels
    line: int


class AcceptedCells(Record, frozen=True):
    """Cells of a table of which another number need not be noticed; all rows or columns where none is named."""

    table: str
    rows: frozenset[str]
    columns: frozenset[str]
    formats: frozenset[str]
    because: Labels
    line: int


class Accepted(Record, frozen=True):
    """What an author explains."""

    remarks: tuple[AcceptedRemark, ...] = ()
    cells: tuple[AcceptedCells, ...] = ()


def load_accepted(files: Mapping[str, bytes], vocabulary: Vocabulary, rules: tuple[str, ...]) -> Accepted:
    """Return what the file of a pack explains; nothing where there is none.

    Raises:
        RulesRejectedError: the file cannot be used; it holds every complaint.
    """
    if FILE not in files:
        return Accepted()
    document = read(files[FILE], FILE)
    complaints = Complaints(document.source)
    for complaint in document.diagnostics:
        complaints.add(complaint)
    if document.root is None:
        raise RulesRejectedError(complaints.met)
    reader = _Reader(vocabulary, rules, complaints)
    fields = Fields(document.root, complaints)
    found = Accepted(fields.listed("remarks", reader.remark), fields.listed("cells", reader.cells))
    fields.end()
    if complaints.met:
        raise RulesRejectedError(complaints.met)
    return found


class _Reader:
    def __init__(self, vocabulary: Vocabulary, rules: tuple[str, ...], complaints: Complaints) -> None:
        self.vocabulary = vocabulary
        self.rules = rules
        self.complaints = complaints

    def remark(self, fields: Fields) -> AcceptedRemark:
        kind = fields.choice("kind", _Kind)
        if kind is None:
            fields.needed("kind")
        rules = frozenset(self._known(one, self.rules, Text("规则", "rule")) for one in fields.texts("rules"))
        if not rules:
            fields.needed("rules")
        return AcceptedRemark((kind or _Kind.IMPLIED).value, rules, self._because(fields), self._line(fields.span))

    def cells(self, fields: Fields) -> AcceptedCells:
        table = fields.optional_scalar("table") or Scalar(fields.text("table"), fields.span, False)
        name = self._known(table, [one.id for one in self.vocabulary.tables], Text("表", "table"))
        known = self.vocabulary.table(name)
        return AcceptedCells(
            name,
            frozenset(self._lines(fields, "rows", known)),
            frozenset(self._lines(fields, "columns", known)),
            frozenset(
                self._known(one, [each.id for each in self.vocabulary.formats], Text("格式", "format"))
                for one in fields.texts("formats")
            ),
            self._because(fields),
            self._line(fields.span),
        )

    def _lines(self, fields: Fields, key: str, table: Table | None) -> tuple[str, ...]:
        lines = () if table is None else (table.rows if key == "rows" else table.columns)
        what = Text("行", "row") if key == "rows" else Text("列", "column")
        return tuple(self._known(one, [each.id for each in lines], what) for one in fields.texts(key))

    def _because(self, fields: Fields) -> Labels:
        return fields.labels("because", self.vocabulary.languages)

    def _known(self, scalar: Scalar, known: list[str] | tuple[str, ...], what: Text) -> str:
        return refer(scalar, known, what, self.complaints)

    def _line(self, span: Span) -> int:
        return self.complaints.source.position(span.start).line


# ── explaining ──────────────────────────────────────────────────────────────


def explained(analysis: Analysis, accepted: Accepted) -> Analysis:
    """Return an analysis with its reasons, and what is explained without need, as far as everything was decided."""
    used: set[int] = set()
    remarks = tuple(_remark(one, accepted, used) for one in analysis.remarks)
    undecided = tuple(_remark(one, accepted, used) for one in analysis.undecided)
    maps = None
    if analysis.maps is not None:
        maps = tuple(
            replace(each, cells=tuple(_cell(one, each.format, accepted, used) for one in each.cells))
            for each in analysis.maps
        )
    return replace(analysis, remarks=remarks, undecided=undecided, maps=maps, unused=_unused(analysis, accepted, used))


def _remark(remark: _Said, accepted: Accepted, used: set[int]) -> _Said:
    for one in accepted.remarks:
        if one.kind == remark.kind and one.rules >= set(remark.rules):
            used.add(id(one))
            return replace(remark, because=one.because)
    return remark


def _cell(cell: CellSeen, form: str, accepted: Accepted, used: set[int]) -> CellSeen:
    for one in accepted.cells:
        if (
            cell.blind
            and one.table == cell.table
            and (not one.rows or cell.row in one.rows)
            and (not one.columns or cell.column in one.columns)
            and (not one.formats or form in one.formats)
        ):
            used.add(id(one))
            return replace(cell, because=one.because)
    return cell


def _unused(analysis: Analysis, accepted: Accepted, used: set[int]) -> tuple[Text, ...]:
    if not analysis.in_time or analysis.maps is None:
        return ()
    lines = [one.line for one in accepted.cells if id(one) not in used]
    lines += [one.line for one in accepted.remarks if id(one) not in used]
    return tuple(
        Text(f"{FILE} 第 {line} 行：没有需要说明的情形", f"{FILE}, line {line}: nothing of the kind was found")
        for line in sorted(lines)
    )
