"""Operands: what a report says becomes a value to compute with, and is noted with where it stands and how it reads.

A cell without a number becomes a variable over its domain, the same one wherever it is met.
"""

from __future__ import annotations

from datetime import date

from gouji.check.core import HoleOf, OverChildren
from gouji.evaluate import labels
from gouji.evaluate.possible import Variable, among, between, known, of_domain, unknown
from gouji.evaluate.quantities import Number, Undefined
from gouji.evaluate.scope import Scope, Seen, Trace
from gouji.facts.gather import doubts_at, table_format
from gouji.facts.model import CellFact, Facts, Found, HeadingFact, Missing, Segment, TextFact
from gouji.findings import Step, Texts
from gouji.patterns.holes import NoValue, StatedDate, StatedNumber
from gouji.record import replace
from gouji.values import BlankPolicy, Domain, Exact, MissingKind, Unit, render_exact


def noted(trace: Trace, seen: Seen, words: str) -> Step:
    """Return the step of an operand, noting it the first time it is met."""
    first = trace.operands.setdefault(seen.key, seen)
    trace.doubts.extend(seen.doubts)
    if seen.reason is not None:
        trace.unknown.append(seen.reason)
    return Step("operand", (), first.id, first.value, words=words)


def _next(trace: Trace, key: str) -> int:
    found = trace.operands.get(key)
    return len(trace.operands) + 1 if found is None else found.id


# ── cells ───────────────────────────────────────────────────────────────────


def of_cell(scope: Scope, trace: Trace, facts: Facts, cell: CellFact, words: str) -> tuple[Number, Step]:
    """Return the number of a cell, or a variable over what it may be."""
    key = f"{facts.name}#{cell.pointer}"
    seen = _seen_cell(scope, trace, facts, cell, key)
    if cell.value is not None:
        return (known(cell.value), noted(trace, seen, words))
    if scope.zero and _may_be_zero(scope, cell):
        trace.assumed.append(key)
        step = noted(trace, seen, words)
        return (known(0), Step("operand", (), step.operand, "0", words=words))
    if cell.candidates:
        quantity = unknown(Variable(key, among(cell.candidates)))
    else:
        quantity = unknown(Variable(key, of_domain(cell.domain)), _scale(cell.unit))
    return (quantity, noted(trace, seen, words))


def _scale(unit: Unit) -> Exact:
    return unit.scale.numerator if unit.scale.denominator == 1 else unit.scale


def _may_be_zero(scope: Scope, cell: CellFact) -> bool:
    if cell.missing not in (MissingKind.BLANK, MissingKind.PLACEHOLDER):
        return False
    return (scope.blank or cell.blank) is BlankPolicy.ZERO


def _seen_cell(scope: Scope, trace: Trace, facts: Facts, cell: CellFact, key: str) -> Seen:
    found = trace.operands.get(key)
    if found is not None:
        return found
    if facts is not scope.documents.own:
        return _described_cell(scope, facts, cell, key, len(trace.operands) + 1)
    # A finding says the same cells several times: in the check, in its sentence, in every language.
    known_cell = facts.memo.get(("seen", cell.pointer))
    if not isinstance(known_cell, Seen):
        known_cell = facts.memo["seen", cell.pointer] = _described_cell(scope, facts, cell, key, 0)
    return replace(known_cell, id=len(trace.operands) + 1)


def _described_cell(scope: Scope, facts: Facts, cell: CellFact, key: str, number: int) -> Seen:
    return Seen(
        number,
        key,
        cell.pointer,
        facts.name,
        _cell_labels(scope, facts, cell),
        "exact" if cell.missing is None else cell.missing.value,
        cell.raw,
        None if cell.value is None else render_exact(cell.value),
        cell.unit.id,
        low=_low(cell),
        high=None if not cell.candidates else render_exact(cell.candidates[-1]),
        reason=cell.reason,
        doubts=cell.doubts,
        domain=None if cell.missing is None else cell.domain.value,
        candidates=tuple(render_exact(one) for one in cell.candidates),
        cell=(cell.table, cell.row, cell.column),
    )


def _low(cell: CellFact) -> str | None:
    if cell.candidates:
        return render_exact(cell.candidates[0])
    return "0" if cell.missing is not None and not cell.domain.signed else None


def _cell_labels(scope: Scope, facts: Facts, cell: CellFact) -> Texts:
    key = ("labels", table_format(facts, cell.table), cell.table, cell.row, cell.column)
    known_labels = facts.fixed.get(key)
    if not isinstance(known_labels, dict):
        known_labels = labels.of_cell(facts, cell.table, cell.row, cell.column)
        facts.fixed[key] = known_labels
    return labels.from_document(scope.documents, facts, known_labels)


def rest_of_children(
    scope: Scope, trace: Trace, node: OverChildren, *, whole: bool, scale: Exact
) -> tuple[Number, Step]:
    """Return what the children that were not given may add to a sum: anything from zero upwards."""
    key = f"children#{node.of.table}/{node.words}"
    own = scope.documents.own
    seen = Seen(
        _next(trace, key),
        key,
        "",
        own.name,
        labels.both(own, "未提供的下级报告", "reports of subordinates that were not given"),
        "absent",
        None,
        low="0",
        reason="no_peer_document",
        domain="natural" if whole else "nonnegative",
    )
    variable = Variable(key, of_domain(Domain.NATURAL if whole else Domain.NONNEGATIVE))
    return (unknown(variable, scale), noted(trace, seen, node.words))


# ── what is missing, texts, numbers and dates ───────────────────────────────


def of_missing(
    scope: Scope, trace: Trace, facts: Facts, missing: Missing, names: Texts, words: str
) -> tuple[Undefined, Step]:
    """Return the undefined value of something that is not there."""
    key = f"{facts.name}#{missing.pointer}?{missing.reason}?{words}"
    shown = labels.from_document(scope.documents, facts, names)
    state = "absent" if missing.absent else "undefined"
    seen = Seen(
        _next(trace, key),
        key,
        missing.pointer,
        facts.name,
        shown,
        state,
        None,
        reason=missing.reason,
        doubts=missing.doubts,
    )
    return (Undefined(missing.reason, missing.absent), noted(trace, seen, words))


def no_document(scope: Scope, trace: Trace, words: str) -> tuple[Undefined, Step]:
    """Return the undefined value of anything of a document that was not given."""
    own = scope.documents.own
    names = labels.both(own, f"未提供的报告（{words}）", f"a report that was not given ({words})")
    return of_missing(scope, trace, own, Missing("no_peer_document"), names, words)


def of_text(
    scope: Scope, trace: Trace, facts: Facts, text: TextFact, names: Texts, words: str
) -> tuple[TextFact, Step]:
    """Return a text of the report, noted."""
    raw = text.raw
    return (text, _plain(scope, trace, facts, text.pointer, names, raw, raw, text.doubts, words))


def of_number(
    scope: Scope, trace: Trace, facts: Facts, pointer: str, number: Exact, names: Texts, words: str
) -> tuple[Number, Step]:
    """Return a number that the report states outside of its tables, noted."""
    shown = render_exact(number)
    return (known(number), _plain(scope, trace, facts, pointer, names, shown, shown, doubts_at(facts, pointer), words))


def of_date(
    scope: Scope, trace: Trace, facts: Facts, pointer: str, day: date, names: Texts, words: str
) -> tuple[date, Step]:
    """Return a date that the report states, noted."""
    shown = day.isoformat()
    return (day, _plain(scope, trace, facts, pointer, names, shown, shown, doubts_at(facts, pointer), words))


def _plain(
    scope: Scope,
    trace: Trace,
    facts: Facts,
    pointer: str,
    names: Texts,
    raw: str,
    value: str,
    doubts: tuple[str, ...],
    words: str,
) -> Step:
    key = f"{facts.name}#{pointer}!{words}"
    shown = labels.from_document(scope.documents, facts, names)
    seen = Seen(_next(trace, key), key, pointer, facts.name, shown, "exact", raw, value, doubts=doubts)
    return noted(trace, seen, words)


# ── matches, mentions, headings ─────────────────────────────────────────────


def of_found(scope: Scope, trace: Trace, found: Found, words: str) -> tuple[Found, Step]:
    """Return a match or mention itself, noted."""
    return (found, noted(trace, _seen_found(scope, trace, found, f"{found.key}!{words}", found.text), words))


def _seen_found(scope: Scope, trace: Trace, found: Found, key: str, value: str | None) -> Seen:
    own = scope.documents.own
    full = f"{found.document}#{found.pointer}@{found.start}-{found.end}#{key}"
    return Seen(
        _next(trace, full),
        full,
        found.pointer,
        own.name,
        labels.of_quote(own, found.text),
        "exact",
        found.text,
        value,
        doubts=found.doubts,
        start=found.start,
        end=found.end,
    )


def of_found_text(scope: Scope, trace: Trace, found: Found, text: TextFact, words: str) -> tuple[TextFact, Step]:
    """Return the words of a match, or its sentence, noted."""
    return (text, noted(trace, _seen_found(scope, trace, found, words, text.raw), words))


def of_hole(scope: Scope, trace: Trace, found: Found, node: HoleOf) -> tuple[Number | date, Step]:
    """Return what a hole of a match read: a number, a variable over a stated range, a date, or why there is none."""
    hole = found.holes[node.hole]
    base = _seen_found(scope, trace, found, node.hole, None)
    match hole:
        case NoValue():
            absent = hole.reason == "no_match"
            may_mean = tuple(render_exact(one) for one in hole.candidates)
            seen = replace(base, state="absent" if absent else "undefined", reason=hole.reason, candidates=may_mean)
            return (Undefined(hole.reason, absent), noted(trace, seen, node.words))
        case StatedDate():
            seen = replace(base, value=hole.value.isoformat())
            return (hole.value, noted(trace, seen, node.words))
        case StatedNumber():
            return _stated(scope, trace, base, hole, node)


def _stated(scope: Scope, trace: Trace, base: Seen, hole: StatedNumber, node: HoleOf) -> tuple[Number, Step]:
    if hole.approximate:
        trace.approximate = True
    low, high = (hole.agrees_low, hole.agrees_high) if scope.agreeing else (hole.low, hole.high)
    if low == high:
        seen = replace(base, value=render_exact(low), unit=node.unit or "")
        return (known(low), noted(trace, seen, node.words))
    whole = hole.type in ("count", "year")
    if not hole.approximate:
        # Exact money that only `agrees` gives room: elsewhere in the same condition it is a number, not a range.
        key = f"{base.key}~"
        base = replace(base, id=_next(trace, key), key=key)
    seen = replace(
        base,
        state="range",
        unit=node.unit or "",
        low=render_exact(low),
        high=render_exact(high),
        reason="depends" if hole.approximate else None,
        domain="natural" if whole else "nonnegative",
    )
    return (unknown(Variable(base.key, between(low, high, whole=whole))), noted(trace, seen, node.words))


def of_heading_field(
    scope: Scope, trace: Trace, heading: HeadingFact, name: str, words: str
) -> tuple[Number | TextFact, Step]:
    """Return a field of a heading or part, noted; what is not printed is absent."""
    own = scope.documents.own
    names = labels.of_quote(own, heading.heading or heading.ordinal or "")
    value: Exact | str | None
    match name:
        case "number":
            value = heading.number
        case "position":
            value = heading.position
        case "heading":
            value = heading.heading
        case "ordinal":
            value = heading.ordinal
        case "section":
            value = heading.section
        case _:
            value = heading.text
    pointer = heading.pointer
    doubts = _doubts_of_field(own, heading, name)
    if value is None:
        reason = "field_absent" if name in ("number", "section") else "text_absent"
        missing = Missing(reason, f"{pointer}/{name}", absent=True, doubts=doubts)
        return of_missing(scope, trace, own, missing, names, words)
    shown = value if isinstance(value, str) else render_exact(value)
    step = _plain(scope, trace, own, f"{pointer}#{name}", names, shown, shown, doubts, words)
    if isinstance(value, str):
        return (text_of(heading.key, pointer, value, doubts), step)
    return (known(value), step)


def _doubts_of_field(own: Facts, heading: HeadingFact, name: str) -> tuple[str, ...]:
    """Return what is doubted of the heading itself and of the one value that is asked for."""
    where = heading.pointer if heading.role == "part" else heading.pointer.rpartition("/")[0]
    printed = {"number": "ordinal", "section": "id"}.get(name, name)
    return tuple(dict.fromkeys((*heading.doubts, *doubts_at(own, f"{where}/{printed}"))))


def text_of(section: str, pointer: str, text: str, doubts: tuple[str, ...]) -> TextFact:
    """Return a text of one segment."""
    return TextFact((Segment(section, pointer, text, doubts),))
