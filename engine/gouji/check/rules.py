"""One rule: its clauses, each as often as it may stand, in the scope that its axes and lets make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from gouji.check import core as c
from gouji.check import doubts, expressions, law, messages_kinds, messages_names, quantified, wordings
from gouji.check import messages_rules as wording
from gouji.check.build import as_expression
from gouji.check.checked import Basis, CheckedRule, Effective, For, Grade, Lowering, Message
from gouji.check.conditions import can_be_missing
from gouji.check.lets import let_value
from gouji.check.property import checked_property
from gouji.check.scope import Desk, Let, Scope
from gouji.check.shadowing import is_free
from gouji.check.summary import cells_of, section_of
from gouji.check.walk import variables_in
from gouji.record import replace
from gouji.source import Source
from gouji.syntax.nodes import (
    BasisClause,
    BlankClause,
    CheckClause,
    Clause,
    EffectiveClause,
    ForClause,
    GradeClause,
    LetClause,
    MessageClause,
    ReplacesClause,
    RequiresClause,
    RuleItem,
    WhenClause,
)
from gouji.values import BlankPolicy

_GRADES: Mapping[Grade, int] = {"error": 2, "warning": 1, "info": 0}
_C = TypeVar("_C", bound=Clause)


def check_rule(desk: Desk, rule: RuleItem, source: Source, topic: str) -> CheckedRule | None:
    """Return a rule with everything resolved, or nothing when it was complained about."""
    before = len(desk.complaints)
    outer = Scope(desk, source, _lets(desk, rule, source))
    scope, fors = _fors(outer, rule)
    for name, let in scope.lets.items():
        used = let.used
        let_value(scope, name, let, let.clause.word.span)
        let.used = used
    grade = _once(scope, rule, GradeClause, "grade")
    check = _once(scope, rule, CheckClause, "check")
    bases = _bases(scope, rule)
    when = _when(scope, rule)
    requires = _requires(scope, rule)
    title = wordings.labels(scope, rule.title)
    property_ = None if check is None else checked_property(scope, check)
    because = None if check is None or check.because is None else wordings.labels(scope, check.because)
    lowerings = () if grade is None else _lowerings(scope, grade)
    texts = {role: _message(scope, rule, role) for role in ("message", "fix")}
    effective = _effective(scope, rule)
    blank = _once(scope, rule, BlankClause, "blank", needed=False)
    replaces = _replaces(scope, rule)
    _doubt_lets(scope)
    if grade is None or property_ is None or title is None or _errors_since(desk, before):
        return None
    conditions = _conditions(fors, when, requires, as_expression(property_))
    _doubt_variables(scope, rule, fors, (*conditions, *(one.when for one in lowerings), *_nodes(texts)))
    return CheckedRule(
        id=f"{desk.manifest.id}/{topic}.{rule.word.text}",
        topic=topic,
        name=rule.word.text,
        title=title,
        grade=grade.grade,
        lowerings=lowerings,
        bases=bases,
        effective=effective,
        fors=fors,
        when=when,
        requires=requires,
        check=as_expression(property_),
        because=because,
        blank=None if blank is None else BlankPolicy(blank.policy),
        message=texts["message"],
        fix=texts["fix"],
        replaces=None if replaces is None else f"{desk.manifest.id}/{replaces}",
        section=section_of(desk.vocabulary, (*(one.axis for one in fors), *conditions)),
        cells=cells_of(conditions),
    )


def _errors_since(desk: Desk, start: int) -> bool:
    return any(one.severity == "error" for one in desk.complaints[start:])


# ── clauses and how often they stand ────────────────────────────────────────


def _once(scope: Scope, rule: RuleItem, kind: type[_C], word: str, *, needed: bool = True) -> _C | None:
    found = [one for one in rule.clauses if isinstance(one, kind)]
    for one in found[1:]:
        scope.complain(wording.second_clause(scope.source, one.span, word, found[0].span))
    if not found and needed:
        scope.complain(wording.missing_clause(scope.source, rule.word.span, rule.word.text, word))
    return found[0] if found else None


def _lets(desk: Desk, rule: RuleItem, source: Source) -> dict[str, Let]:
    lets: dict[str, Let] = {}
    scope = Scope(desk, source)
    for clause in rule.clauses:
        if not isinstance(clause, LetClause):
            continue
        name = clause.word.text
        if name in lets:
            first = (source, lets[name].clause.word.span)
            scope.complain(messages_names.named_twice(source, clause.word.span, name, "let", first))
            continue
        if name in desk.lets:
            scope.complain(messages_names.taken_name(source, clause.word.span, name, "let"))
        else:
            is_free(scope, clause.word, "let")
        lets[name] = Let(clause, source, of_rule=True)
    return lets


def _fors(scope: Scope, rule: RuleItem) -> tuple[Scope, tuple[For, ...]]:
    clauses = [one for one in rule.clauses if isinstance(one, ForClause)]
    fors: list[For] = []
    for index, clause in enumerate(clauses):
        name = clause.variable.text
        later = frozenset(one.variable.text for one in clauses[index:]) - frozenset(scope.variables)
        is_free(scope, clause.variable, "variable")
        over = quantified.axis(replace(scope, later=later), clause.axis)
        scope = scope.breaking(name) if over is None else scope.binding_for(name, over[1])
        inner = replace(scope, later=later - {name})
        where = None if clause.where is None else expressions.condition(inner, clause.where)
        if where is not None:
            doubts.constant(scope, where)
        if over is not None:
            fors.append(For(name, over[0], None if where is None else as_expression(where)))
    return replace(scope, later=frozenset()), tuple(fors)


def _bases(scope: Scope, rule: RuleItem) -> tuple[Basis, ...]:
    clauses = [one for one in rule.clauses if isinstance(one, BasisClause)]
    if not clauses:
        scope.complain(wording.missing_clause(scope.source, rule.word.span, rule.word.text, "basis"))
    found = [law.basis(scope, one) for one in clauses]
    return tuple(one for one in found if one is not None)


def _when(scope: Scope, rule: RuleItem) -> c.Expression | None:
    clause = _once(scope, rule, WhenClause, "when", needed=False)
    found = None if clause is None else expressions.condition(scope, clause.condition)
    if found is None:
        return None
    doubts.constant(scope, found)
    return as_expression(found)


def _requires(scope: Scope, rule: RuleItem) -> tuple[c.Expression, ...]:
    clause = _once(scope, rule, RequiresClause, "requires", needed=False)
    needed = [] if clause is None else [expressions.checked(scope, one) for one in clause.needed]
    for one in needed:
        if one is not None and not can_be_missing(one) and not isinstance(one.core, c.ChildrenAxis):
            scope.complain(messages_kinds.always_there(scope.source, one.span))
    return tuple(as_expression(one) for one in needed if one is not None)


def _lowerings(scope: Scope, clause: GradeClause) -> tuple[Lowering, ...]:
    found: list[Lowering] = []
    for one in clause.lowerings:
        if _GRADES[one.grade] >= _GRADES[clause.grade]:
            scope.complain(wording.not_lower(scope.source, one.span, one.grade, clause.grade))
        when = expressions.condition(scope, one.when)
        because = wordings.labels(scope, one.because)
        if when is not None:
            doubts.constant(scope, when)
        if when is not None and because is not None:
            found.append(Lowering(one.grade, as_expression(when), because))
    return tuple(found)


def _message(scope: Scope, rule: RuleItem, role: str) -> Message | None:
    found = [one for one in rule.clauses if isinstance(one, MessageClause) and one.role == role]
    for one in found[1:]:
        scope.complain(wording.second_clause(scope.source, one.span, role, found[0].span))
    return wordings.message(scope, found[0]) if found else None


def _effective(scope: Scope, rule: RuleItem) -> Effective | None:
    clause = _once(scope, rule, EffectiveClause, "effective", needed=False)
    if clause is None:
        return None
    for text in (clause.first, clause.last):
        if text is not None and not (len(text) == 4 and text.isascii() and text.isdigit()):
            scope.complain(wording.not_a_year(scope.source, clause.span, text))
            return None
    first = None if clause.first is None else int(clause.first)
    last = None if clause.last is None else int(clause.last)
    if first is not None and last is not None and last < first:
        scope.complain(wording.years_reversed(scope.source, clause.span, str(first), str(last)))
        return None
    formats = scope.desk.vocabulary.formats
    if not any(
        (last is None or one.first_year <= last) and (first is None or one.last_year is None or first <= one.last_year)
        for one in formats
    ):
        scope.complain(doubts.never_effective(scope.source, clause.span))
    return Effective(first, last)


def _replaces(scope: Scope, rule: RuleItem) -> str | None:
    clause = _once(scope, rule, ReplacesClause, "replaces", needed=False)
    if clause is None:
        return None
    name = ".".join(word.text for word in clause.words)
    if len(clause.words) != 2 or any(word.quoted for word in clause.words):
        scope.complain(messages_names.malformed_replaced(scope.source, clause.span, name))
    elif name in scope.desk.rule_names:
        scope.complain(messages_names.replaced_exists(scope.source, clause.span, name))
    return name


# ── what is hardly meant ────────────────────────────────────────────────────


def _doubt_lets(scope: Scope) -> None:
    for name, let in scope.lets.items():
        if not let.used:
            scope.complain(doubts.unused_let(scope.source, let.clause.word.span, name))


def _conditions(
    fors: tuple[For, ...], when: c.Expression | None, requires: tuple[c.Expression, ...], check: c.Expression
) -> tuple[c.Expression, ...]:
    wheres = [one.where for one in fors if one.where is not None]
    return (*wheres, *(() if when is None else (when,)), *requires, check)


def _nodes(texts: Mapping[str, Message | None]) -> tuple[c.Expression, ...]:
    shown = [one for one in texts.values() if one is not None]
    return tuple(piece for one in shown for _, pieces in one.texts for piece in pieces if not isinstance(piece, str))


def _doubt_variables(scope: Scope, rule: RuleItem, fors: tuple[For, ...], used_in: tuple[c.Expression, ...]) -> None:
    used: set[str] = set()
    for node in (*(one.axis for one in fors), *used_in):
        used |= variables_in(node)
    for clause in rule.clauses:
        if isinstance(clause, ForClause) and clause.variable.text not in used:
            span = clause.variable.span
            scope.complain(doubts.unused_variable(scope.source, span, clause.variable.text))
