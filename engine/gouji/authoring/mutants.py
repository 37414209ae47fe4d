"""Mutants of rules: a tree enters; trees that differ in one small way leave, each a slip that an author might make.

Whether a mutant can be checked, and whether the cases notice it, is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, Literal, TypeVar

from gouji.authoring.regexes import without_a_piece
from gouji.syntax import nodes as n
from gouji.vocabulary.model import Table, Vocabulary

_Node = TypeVar("_Node")
_Operator = Literal["+", "-", "*", "/"]

_COMPARATORS: Final[dict[n.Comparator, tuple[n.Comparator, ...]]] = {
    "=": ("≤", "≥", "≠"),
    "≠": ("=",),
    "<": ("≤", "≥"),
    "≤": ("<", "="),
    ">": ("≥", "≤"),
    "≥": (">", "="),
}
_GRADES: Final[dict[n.Grade, n.Grade]] = {"error": "warning", "warning": "error", "info": "warning"}
_OPERATORS: Final[dict[_Operator, _Operator]] = {"+": "-", "-": "+", "*": "/", "/": "*"}
_UNWRAPPED: Final = frozenset({"abs", "round"})


def mutants_of_rule(rule: n.RuleItem, vocabulary: Vocabulary) -> Iterator[n.RuleItem]:
    """Give the rule with one small change each time; what people read is left as it is."""
    for rank, clause in enumerate(rule.clauses):
        for changed in _clauses(clause, vocabulary):
            kept = () if changed is None else (changed,)
            yield replace(rule, clauses=(*rule.clauses[:rank], *kept, *rule.clauses[rank + 1 :]))


def mutants_of_let(let: n.LetClause, vocabulary: Vocabulary) -> Iterator[n.LetClause]:
    """Give a `let` of the pack with one small change each time."""
    return _within(let, vocabulary)


def mutants_of_pattern(pattern: n.PatternItem) -> Iterator[n.PatternItem]:
    """Give a pattern that lacks an alternative, an option or a context each time."""
    for text in without_a_piece(pattern.pattern):
        yield replace(pattern, pattern=text)
    for rank, context in enumerate(pattern.not_before):
        yield replace(pattern, not_before=_without(pattern.not_before, rank))
        for text in without_a_piece(context):
            yield replace(pattern, not_before=_with(pattern.not_before, rank, text))
    for rank, context in enumerate(pattern.not_after):
        yield replace(pattern, not_after=_without(pattern.not_after, rank))
        for text in without_a_piece(context):
            yield replace(pattern, not_after=_with(pattern.not_after, rank, text))


def _without(items: tuple[_Node, ...], rank: int) -> tuple[_Node, ...]:
    return (*items[:rank], *items[rank + 1 :])


def _with(items: tuple[_Node, ...], rank: int, item: _Node) -> tuple[_Node, ...]:
    return (*items[:rank], item, *items[rank + 1 :])


# ── clauses ─────────────────────────────────────────────────────────────────


def _clauses(clause: n.Clause, vocabulary: Vocabulary) -> Iterator[n.Clause | None]:
    """Give a clause changed in one way, or nothing where it is left out."""
    match clause:
        case n.GradeClause():
            yield replace(clause, grade=_GRADES[clause.grade])
            for rank in range(len(clause.lowerings)):
                yield replace(clause, lowerings=_without(clause.lowerings, rank))
            yield from _within(clause, vocabulary)
        case n.EffectiveClause():
            yield from _effective(clause)
        case n.ForClause():
            if clause.where is not None:
                yield replace(clause, where=None)
            yield from _within(clause, vocabulary)
        case n.WhenClause():
            yield None
            yield from _within(clause, vocabulary)
        case n.RequiresClause():
            yield None
            if len(clause.needed) > 1:
                for rank in range(len(clause.needed)):
                    yield replace(clause, needed=_without(clause.needed, rank))
        case n.CheckClause():
            if clause.tolerance is not None:
                doubled = n.Arithmetic("+", clause.tolerance, clause.tolerance)
                yield replace(clause, tolerance=None, because=None)
                yield replace(clause, tolerance=doubled)
            yield from _within(clause, vocabulary)
        case n.BlankClause():
            yield n.BlankClause("unknown" if clause.policy == "zero" else "zero")
        case n.LetClause():
            yield from _within(clause, vocabulary)
        case n.BasisClause() | n.MessageClause() | n.ReplacesClause():
            return


def _effective(clause: n.EffectiveClause) -> Iterator[n.EffectiveClause | None]:
    yield None
    for step in (-1, 1):
        if clause.first is not None:
            yield replace(clause, first=str(int(clause.first) + step))
        if clause.last is not None:
            yield replace(clause, last=str(int(clause.last) + step))


# ── everything below ────────────────────────────────────────────────────────


def _within(node: _Node, vocabulary: Vocabulary) -> Iterator[_Node]:
    """Give a node changed in one way, itself or somewhere below."""
    for changed in _itself(node, vocabulary):
        yield changed
    if not is_dataclass(node) or isinstance(node, n.Wording | type):
        return
    for part in fields(node):
        value: Any = getattr(node, part.name)
        if part.name == "span":
            continue
        if isinstance(value, tuple):
            for rank, item in enumerate(value):
                for changed in _within(item, vocabulary):
                    yield replace(node, **{part.name: _with(value, rank, changed)})
        elif is_dataclass(value):
            for changed in _within(value, vocabulary):
                yield replace(node, **{part.name: changed})


def _itself(node: Any, vocabulary: Vocabulary) -> Iterator[Any]:
    # `=` for `agrees` is no mutant: the checker itself warns of it.
    match node:
        case n.Comparison():
            for comparator in _COMPARATORS[node.comparator]:
                yield replace(node, comparator=comparator)
        case n.Between():
            yield n.Comparison("≥", node.item, node.low)
            yield n.Comparison("≤", node.item, node.high)
        case n.StateIs():
            yield replace(node, negated=not node.negated)
        case n.Exists() | n.MultipleOf() | n.Within():
            yield n.Not(node)
        case n.Not():
            yield node.of
        case n.Logic():
            yield from _logic(node)
        case n.Quantified():
            yield replace(node, quantifier="some" if node.quantifier == "every" else "every")
            if node.where is not None:
                yield replace(node, where=None)
        case n.Truth():
            yield replace(node, value=not node.value)
        case _:
            yield from _value(node, vocabulary)


def _logic(node: n.Logic) -> Iterator[n.Expression]:
    if node.operator == "implies":
        left, right = node.operands
        yield right
        yield n.Logic("and", (left, right))
        return
    yield replace(node, operator="or" if node.operator == "and" else "and")
    for rank in range(len(node.operands)):
        kept = _without(node.operands, rank)
        yield kept[0] if len(kept) == 1 else replace(node, operands=kept)


def _value(node: Any, vocabulary: Vocabulary) -> Iterator[Any]:
    match node:
        case n.Number():
            yield from _number(node)
        case n.Arithmetic():
            yield node.left
            if node.operator in ("+", "*"):
                yield node.right
            yield replace(node, operator=_OPERATORS[node.operator])
        case n.Negative():
            yield node.of
        case n.Default():
            yield node.value
        case n.Call() if node.function.text in _UNWRAPPED:
            yield node.arguments[0]
        case n.Call() if node.function.text in ("min", "max"):
            other = "max" if node.function.text == "min" else "min"
            yield replace(node, function=replace(node.function, text=other))
        case n.Listing() if len(node.items) > 1:
            for rank in range(len(node.items)):
                yield replace(node, items=_without(node.items, rank))
        case n.Narrowed():
            yield node.of
            yield from _narrowings(node, lambda narrowing: replace(node, narrowing=narrowing), vocabulary)
        case n.Field() | n.Cell():
            yield from _places(node, vocabulary)
        case _:
            return


def _number(node: n.Number) -> Iterator[n.Number]:
    if "." not in node.text:
        value = int(node.text)
        yield replace(node, text=str(value + 1))
        if value > 0:
            yield replace(node, text=str(value - 1))


# ── tables, rows, columns, sections ─────────────────────────────────────────


def _places(node: n.Field | n.Cell, vocabulary: Vocabulary) -> Iterator[Any]:
    if isinstance(node, n.Cell):
        table = _table(node.table, vocabulary)
        if table is not None:
            yield from _slots(node, table)
            yield from _other_tables(node, table, vocabulary)
        return
    of = node.of
    if isinstance(of, n.Name) and of.word.text == "section":
        ids = [one.id for one in vocabulary.sections]
        if node.word.text in ids and len(ids) > 1:
            other = ids[(ids.index(node.word.text) + 1) % len(ids)]
            yield replace(node, word=replace(node.word, text=other))
    table = _table(of, vocabulary)
    if table is not None and node.word.text in ("rows", "columns"):
        for line in _ids(table, node.word.text):
            yield n.Narrowed(node, n.Narrowing("except", (_member(line),)))
    if node.word.text in ("text", "sentence"):
        yield replace(node, word=replace(node.word, text="sentence" if node.word.text == "text" else "text"))


def _table(expression: n.Expression, vocabulary: Vocabulary) -> Table | None:
    match expression:
        case n.Name():
            return vocabulary.table(expression.word.text)
        case n.Field():
            return vocabulary.table(expression.word.text)
        case _:
            return None


def _ids(table: Table, axis: str) -> list[str]:
    return [line.id for line in table.lines("row" if axis == "rows" else "column")]


def _member(line: str) -> n.Member:
    return n.Member(tuple(n.Word(part) for part in line.split(".")))


def _written(member: n.Member) -> str:
    return ".".join(word.text for word in member.words)


def _other_tables(node: n.Cell, table: Table, vocabulary: Vocabulary) -> Iterator[n.Cell]:
    for other in vocabulary.tables:
        if other.id != table.id and isinstance(node.table, n.Name):
            yield replace(node, table=replace(node.table, word=replace(node.table.word, text=other.id)))


def _slots(node: n.Cell, table: Table) -> Iterator[n.Cell]:
    for row in _slot(node.row, _ids(table, "rows")):
        yield replace(node, row=row)
    for column in _slot(node.column, _ids(table, "columns")):
        yield replace(node, column=column)


def _slot(slot: n.Slot, ids: list[str]) -> Iterator[n.Slot]:
    if isinstance(slot.member, n.String):
        return
    many = slot.member is None or slot.member.every
    if not many and isinstance(slot.member, n.Member):
        written = _written(slot.member)
        if written in ids and len(ids) > 1:
            yield replace(slot, member=_member(ids[(ids.index(written) + 1) % len(ids)]))
        return
    within = ids if slot.member is None else [one for one in ids if one.startswith(_written(slot.member) + ".")]
    left_out = [] if slot.narrowing is None else [_written(one) for one in slot.narrowing.members]
    if slot.narrowing is None or slot.narrowing.how == "except":
        before = () if slot.narrowing is None else slot.narrowing.members
        for line in within:
            if line not in left_out:
                yield replace(slot, narrowing=n.Narrowing("except", (*before, _member(line))))
    if slot.narrowing is not None:
        for narrowing in _fewer(slot.narrowing):
            yield replace(slot, narrowing=narrowing)


def _fewer(narrowing: n.Narrowing) -> Iterator[n.Narrowing | None]:
    if len(narrowing.members) == 1:
        yield None
        return
    for rank in range(len(narrowing.members)):
        yield replace(narrowing, members=_without(narrowing.members, rank))


def _narrowings(
    node: n.Narrowed, put: Callable[[n.Narrowing], n.Narrowed], vocabulary: Vocabulary
) -> Iterator[n.Narrowed]:
    for fewer in _fewer(node.narrowing):
        if fewer is not None:
            yield put(fewer)
    of = node.of
    table = _table(of.of, vocabulary) if isinstance(of, n.Field) else None
    if table is None or not isinstance(of, n.Field) or node.narrowing.how == "only":
        return
    named = {_written(one) for one in node.narrowing.members}
    for line in _ids(table, of.word.text):
        if line not in named:
            yield put(replace(node.narrowing, members=(*node.narrowing.members, _member(line))))
