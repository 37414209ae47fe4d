"""Rules × a report → the status of every instance, in the order of the reference and with nothing left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, TypeVar

from gouji.syntax import nodes
from gouji.vocabulary.model import Vocabulary

from . import facts
from .conditions import comparison, mentions_unbound, names_outside, truth
from .expressions import Scene
from .facts import Documents
from .numbers import Num, Tri, Truth, settled
from .values import ChildrenValue, DocumentValue, Gone, Ledger, Prefix, SectionValue, TableValue, Value

GRADES: Final = ("info", "warning", "error")
Clause = TypeVar("Clause", bound=nodes.Clause)

Answer = tuple[str, str | None, str]
"""Status, reason, grade."""


@dataclass(frozen=True)
class Judged:
    """The status of an instance, and every answer that the reference admits (more than one: inexact territory)."""

    rule: str
    instance: str
    status: str
    reason: str | None
    grade: str
    admitted: frozenset[Answer] = field(default=frozenset(), compare=False)

    @property
    def exact(self) -> bool:
        """Whether the reference leaves no room."""
        return len(self.admitted) == 1


@dataclass(frozen=True)
class Choice:
    """One combination of elements; or, with a status, why there is none."""

    elements: tuple[tuple[str, str, Value], ...] = ()
    status: str | None = None
    reason: str | None = None


def judge(
    files: Sequence[nodes.RuleFile],
    vocabulary: Vocabulary,
    pack_id: str,
    documents: Documents,
    waivers: frozenset[str] = frozenset(),
) -> tuple[Judged, ...]:
    """Judge every instance of every rule, sorted by instance id."""
    judged = [
        one
        for file in files
        for rule in file.items
        if isinstance(rule, nodes.RuleItem)
        for one in _judge_rule(files, vocabulary, f"{pack_id}/{file.topic}.{rule.word.text}", rule, documents, waivers)
    ]
    return tuple(sorted(judged, key=lambda one: one.instance))


def planned(
    files: Sequence[nodes.RuleFile], vocabulary: Vocabulary, pack_id: str, documents: Documents
) -> dict[str, int]:
    """The number of instances of each rule, from its axes alone."""
    counts: dict[str, int] = {}
    for file in files:
        for rule in file.items:
            if isinstance(rule, nodes.RuleItem):
                scene = _scene(files, vocabulary, rule, documents)
                counts[f"{pack_id}/{file.topic}.{rule.word.text}"] = len(_choices(scene, rule, documents))
    return counts


def _clauses(rule: nodes.RuleItem, kind: type[Clause]) -> list[Clause]:
    return [clause for clause in rule.clauses if isinstance(clause, kind)]


def _scene(
    files: Sequence[nodes.RuleFile], vocabulary: Vocabulary, rule: nodes.RuleItem, documents: Documents
) -> Scene:
    items = [item for file in files for item in file.items]
    lets = {item.word.text: item.value for item in items if isinstance(item, nodes.LetClause)}
    lets |= {clause.word.text: clause.value for clause in _clauses(rule, nodes.LetClause)}
    patterns = {item.word.text: item for item in items if isinstance(item, nodes.PatternItem)}
    blank = next((clause.policy for clause in _clauses(rule, nodes.BlankClause)), None)
    return Scene(vocabulary, documents, lets, patterns, blank=blank)


# ── instances ───────────────────────────────────────────────────────────────


def _choices(scene: Scene, rule: nodes.RuleItem, documents: Documents) -> list[Choice]:
    effective = next(iter(_clauses(rule, nodes.EffectiveClause)), None)
    year = documents.own.year
    if effective is not None:
        if year is None:
            return [Choice(status="not_assessable", reason="year_unknown")]
        early = effective.first is not None and year < int(effective.first)
        late = effective.last is not None and year > int(effective.last)
        if early or late:
            return [Choice(status="not_applicable", reason="outside_effective_years")]
    found: list[tuple[tuple[str, str, Value], ...]] = []
    reasons: set[str] = set()
    _walk(scene, _clauses(rule, nodes.ForClause), (), found, reasons)
    choices = [Choice(elements) for elements in found]
    if reasons:
        reason = next(iter(reasons)) if len(reasons) == 1 else "depends"
        if scene.ledger.doubted:
            reason = "suspect_extraction"
        choices.append(Choice(status="not_assessable", reason=reason))
    if not choices:
        return [Choice(status="not_applicable", reason="empty_axis")]
    return choices


def _walk(
    scene: Scene,
    axes: Sequence[nodes.ForClause],
    chosen: tuple[tuple[str, str, Value], ...],
    found: list[tuple[tuple[str, str, Value], ...]],
    reasons: set[str],
) -> None:
    if not axes:
        found.append(chosen)
        return
    name = axes[0].variable.text
    elements = scene.axis(axes[0].axis)
    if isinstance(elements, Gone):
        reasons.add(elements.reason)
        return
    for written, value in elements:
        scene.bindings[name] = value
        _walk(scene, axes[1:], (*chosen, (name, written, value)), found, reasons)
        del scene.bindings[name]


def _judge_rule(
    files: Sequence[nodes.RuleFile],
    vocabulary: Vocabulary,
    rule_id: str,
    rule: nodes.RuleItem,
    documents: Documents,
    waivers: frozenset[str],
) -> list[Judged]:
    judged = []
    for choice in _choices(_scene(files, vocabulary, rule, documents), rule, documents):
        scene = _scene(files, vocabulary, rule, documents)
        scene.bindings = {name: value for name, _, value in choice.elements}
        instance = rule_id
        if choice.elements:
            instance += "[" + ",".join(f"{name}={written}" for name, written, _ in choice.elements) + "]"
        if choice.status is not None:
            scene.unbound = frozenset(one.variable.text for one in _clauses(rule, nodes.ForClause))
            answers = [(choice.status, choice.reason, False)]
        else:
            answers = _answers(scene, rule)
        graded = [one for answer in answers for one in _graded(scene, rule, answer, instance in waivers)]
        judged.append(Judged(rule_id, instance, *graded[0], admitted=frozenset(graded)))
    return judged


# ── the order of section 9 ──────────────────────────────────────────────────

Undergraded = tuple[str, str | None, bool]
"""Status, reason, and whether an approximate number takes part in the check. The first of a list is the best."""


def _answers(scene: Scene, rule: nodes.RuleItem) -> list[Undergraded]:
    wheres = [one.where for one in _clauses(rule, nodes.ForClause) if one.where is not None]
    whens = [one.condition for one in _clauses(rule, nodes.WhenClause)]
    needed = [item for one in _clauses(rule, nodes.RequiresClause) for item in one.needed]
    check = _clauses(rule, nodes.CheckClause)[0]
    if _outside(scene, [*wheres, *whens, check.property], needed, check):
        return [("not_applicable", "outside_format", False)]
    return _guarded(scene, [wheres, whens], needed, check)


def _outside(
    scene: Scene,
    conditions: Sequence[nodes.Expression],
    needed: Sequence[nodes.Expression],
    check: nodes.CheckClause,
) -> bool:
    numbers = [*needed, *([] if check.tolerance is None else [check.tolerance])]
    if any(names_outside(scene, one) for one in (*conditions, *numbers)):
        return True
    with scene.noting() as noted:
        for one in numbers:
            scene.value(one)
        for one in conditions:
            truth(scene, one)
    return noted.outside


def _guarded(
    scene: Scene,
    steps: Sequence[Sequence[nodes.Expression]],
    needed: Sequence[nodes.Expression],
    check: nodes.CheckClause,
) -> list[Undergraded]:
    """The steps are all `where`, then `when`; behind them stand `requires` and `check`."""
    if not steps:
        return _after_guards(scene, needed, check)
    weighed = [_weigh(scene, one) for one in steps[0]]
    suspected = _suspect([noted for _, noted in weighed])
    if suspected is not None:
        return [suspected]

    def passed(guards: Sequence[tuple[Truth, Ledger]]) -> list[Undergraded]:
        if not guards:
            return _guarded(scene, steps[1:], needed, check)
        answers: list[Undergraded] = []
        for tri in _best_first(guards[0][0]):
            if tri == "T":
                answers += passed(guards[1:])
            elif tri == "F":
                answers.append(("not_applicable", "guard_false", False))
            else:
                answers.append(("not_assessable", guards[0][1].reason(), False))
        return answers

    return passed(weighed)


def _suspect(noted: Sequence[Ledger]) -> Undergraded | None:
    """The answer where a clause before `check` rests on what the reader doubts or was used for reading.

    The first ledger that met any of it tells which.
    """
    for one in noted:
        if one.doubted or one.cut:
            return ("not_assessable", "suspect_extraction" if one.doubted else "used_for_reading", False)
    return None


def _after_guards(scene: Scene, needed: Sequence[nodes.Expression], check: nodes.CheckClause) -> list[Undergraded]:
    missing: list[str | None] = []
    with scene.noting() as noted:
        for one in needed:
            missing.append(_missing(scene, one))
    suspected = _suspect([noted])
    if suspected is not None:
        return [suspected]
    lack = next((reason for reason in missing if reason is not None), None)
    if lack is not None:
        return [("not_assessable", lack, False)]
    return _checked(scene, check)


def _weigh(scene: Scene, tree: nodes.Expression) -> tuple[Truth, Ledger]:
    with scene.noting() as noted:
        found = settled(truth(scene, tree))
    return found, noted


def _best_first(truth: Truth) -> list[Tri]:
    return [truth.best, *sorted(truth.admitted - {truth.best})]


def _check(scene: Scene, check: nodes.CheckClause) -> tuple[Truth, Ledger]:
    if check.tolerance is None:
        return _weigh(scene, check.property)
    assert isinstance(check.property, nodes.Comparison)
    with scene.noting() as noted:
        found = comparison(scene, check.property, check.tolerance)
    return found, noted


def _checked(scene: Scene, check: nodes.CheckClause) -> list[Undergraded]:
    found, noted = _check(scene, check)
    rows = [pointer.rpartition("/")[0] for pointer in noted.cut]
    if noted.doubted or len(rows) > len(set(rows)):
        return [("not_assessable", "suspect_extraction" if noted.doubted else "used_for_reading", False)]
    answers: list[Undergraded] = []
    for tri in _best_first(found):
        if tri == "T":
            answers.append(("pass", None, noted.approximate))
        elif tri == "F":
            answers.append(("fail", None, noted.approximate or bool(noted.cut)))
        else:
            scene.blanks_are_zero = True
            acquitted, _ = _check(scene, check)
            scene.blanks_are_zero = False
            open_still = ("not_assessable", noted.reason(), noted.approximate)
            if acquitted.best == "T":
                answers.append(("pass", None, noted.approximate))
                if acquitted.admitted != {"T"}:
                    answers.append(open_still)
            else:
                answers.append(open_still)
                if "T" in acquitted.admitted:
                    answers.append(("pass", None, noted.approximate))
    return answers


def _missing(scene: Scene, tree: nodes.Expression) -> str | None:
    """Why something that a rule requires is not there."""
    with scene.noting() as noted:
        value = scene.value(tree)
        reason = _lack(scene, value, noted)
    scene.ledger.take(noted, values=False)
    return reason


def _lack(scene: Scene, value: Value, noted: Ledger) -> str | None:
    match value:
        case Gone():
            return value.reason
        case DocumentValue():
            return "no_peer_document" if value.report is None else None
        case ChildrenValue():
            return None if scene.children() or scene.documents.children_complete else "no_peer_document"
        case TableValue(document=DocumentValue() as document):
            if document.report is None:
                return "no_peer_document"
            scene.touch(document, f"/tables/{value.id}")
            return None if value.id in document.report.tables else "table_absent"
        case SectionValue():
            if value.document.report is None:
                return "no_peer_document"
            index = facts.section_index(value.document.report, value.id)
            scene.touch(value.document, f"/sections/{value.id if index is None else index}")
            return "section_absent" if index is None else None
        case Prefix():
            text = scene.text_of(value)
            return text.reason if isinstance(text, Gone) else None
        case Num():
            cells = [reason for reason in sorted(noted.reasons) if reason != "depends"]
            return cells[0] if cells else None
        case _:
            return None


# ── grades ──────────────────────────────────────────────────────────────────


def _graded(scene: Scene, rule: nodes.RuleItem, answer: Undergraded, waived: bool) -> list[Answer]:
    status, reason, approximate = answer
    clause = _clauses(rule, nodes.GradeClause)[0]
    if status in ("pass", "not_applicable"):
        return [(status, reason, clause.grade)]
    highest = "warning" if status == "fail" and approximate else "error"
    own = _lowest([clause.grade, highest])
    weights = [_weigh(scene, one.when)[0] for one in clause.lowerings]
    options: list[list[str]] = []
    for lowering, weight in zip(clause.lowerings, weights, strict=True):
        # A condition that is true or undecided lowers, one that is false does not.
        grades = [own if tri == "F" else _lowest([own, lowering.grade]) for tri in _best_first(weight)]
        if mentions_unbound(scene, lowering.when):
            grades = [_lowest([own, lowering.grade])]
        options.append(grades)
    named = "waived" if status == "fail" and waived else status
    results = [(named, reason, _lowest([own, *grades])) for grades in product(*options)]
    return list(dict.fromkeys(results))


def _lowest(grades: Sequence[str]) -> str:
    return min(grades, key=GRADES.index)


__all__ = ["Answer", "Judged", "judge", "planned"]
