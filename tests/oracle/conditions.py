"""The truth of a condition: every operand is looked at, none is skipped because another one decides already.

A scene and the tree of a condition enter, a truth leaves; what was met on the way stands in the scene's ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction

from gouji.syntax import nodes

from . import facts, texts
from .expressions import Scene
from .numbers import (
    UNDECIDED,
    Num,
    Truth,
    agrees,
    all_of,
    any_of,
    certain,
    compare,
    constant,
    negation,
    opaque,
    over,
    truth_of,
)
from .values import (
    ChildrenValue,
    DateValue,
    DocumentValue,
    Gone,
    Ledger,
    LineValue,
    ListValue,
    MatchValue,
    Prefix,
    SectionValue,
    SetValue,
    TableValue,
    TextValue,
    Value,
)

# ── conditions ──


def truth(scene: Scene, tree: nodes.Expression) -> Truth:
    match tree:
        case nodes.Truth():
            return truth_of(tree.value)
        case nodes.Comparison():
            return comparison(scene, tree)
        case nodes.Between():
            low = comparison(scene, nodes.Comparison("≥", tree.item, tree.low))
            return all_of([low, comparison(scene, nodes.Comparison("≤", tree.item, tree.high))])
        case nodes.Within():
            return _within(scene, tree)
        case nodes.Agrees():
            left, right = scene.number(tree.left), scene.number(tree.right)
            return UNDECIDED if isinstance(left, Gone) or isinstance(right, Gone) else agrees(left, right)
        case nodes.MultipleOf():
            return _multiple(scene, tree)
        case nodes.StateIs():
            asked = _state(scene, tree)
            return negation(asked) if tree.negated else asked
        case nodes.Exists():
            return _exists(scene, tree.item)
        case nodes.Not():
            return negation(truth(scene, tree.of))
        case nodes.Logic():
            parts = [truth(scene, one) for one in tree.operands]
            if tree.operator == "implies":
                return any_of([negation(parts[0]), parts[1]])
            return all_of(parts) if tree.operator == "and" else any_of(parts)
        case nodes.Quantified():
            return _quantified(scene, tree)
        case nodes.Call():
            return _truth_function(scene, tree)
        case nodes.Name() if tree.word.text in scene.lets:
            return truth(scene, scene.lets[tree.word.text])
        case _:
            raise AssertionError(f"no truth: {tree}")


def comparison(scene: Scene, tree: nodes.Comparison, room: nodes.Expression | None = None) -> Truth:
    for this, that in ((tree.left, tree.right), (tree.right, tree.left)):
        line = _line_variable(scene, this)
        if line is not None:
            return _same_line(scene, line, that, tree.comparator)
    left, right = scene.value(tree.left), scene.value(tree.right)
    margin = None if room is None else scene.number(room)
    if isinstance(left, Gone) or isinstance(right, Gone) or isinstance(margin, Gone):
        return UNDECIDED
    return compared(scene, tree.comparator, left, right, margin)


def compared(scene: Scene, comparator: str, left: Value, right: Value, margin: Num | None = None) -> Truth:
    match left, right:
        case Num(), Num():
            return compare(comparator, left, right, margin)
        case DateValue(), DateValue():
            gap = constant(Fraction((left.day - right.day).days))
            return compare(comparator, gap, constant(Fraction(0)), margin)
        case TextValue(), TextValue():
            same = truth_of(left.folded() == right.folded())
            return same if comparator == "=" else negation(same)
        case TableValue(), TableValue():
            return _same_table(scene, left, right)
        case _:
            raise AssertionError((left, right))


def _line_variable(scene: Scene, tree: nodes.Expression) -> LineValue | SectionValue | Gone | None:
    """The element that a name stands for, when it is a variable over rows, columns or sections."""
    if not isinstance(tree, nodes.Name) or tree.word.quoted:
        return None
    if tree.word.text in scene.unbound:
        return scene.gone("depends")
    value = scene.bindings.get(tree.word.text)
    return value if isinstance(value, LineValue | SectionValue) else None


def _same_line(scene: Scene, line: LineValue | SectionValue | Gone, other: nodes.Expression, comparator: str) -> Truth:
    if isinstance(line, Gone):
        return UNDECIDED
    second = _line_variable(scene, other)
    if isinstance(second, Gone):
        return UNDECIDED
    name = _line_name(scene, line, other) if second is None else second.id
    same = truth_of(line.id == name)
    return same if comparator == "=" else negation(same)


def _line_name(scene: Scene, line: LineValue | SectionValue, tree: nodes.Expression) -> str:
    words = _words(scene, tree)
    if isinstance(line, SectionValue):
        return scene.section_named(words)
    named, _ = scene.member(scene.table(line.table), line.axis, nodes.Member(tuple(words)))
    assert not isinstance(named, Gone)
    return named[0]


def _words(scene: Scene, tree: nodes.Expression) -> list[nodes.Word]:
    if isinstance(tree, nodes.Field):
        return [*_words(scene, tree.of), tree.word]
    assert isinstance(tree, nodes.Name), tree
    return [tree.word]


def _same_table(scene: Scene, left: TableValue, right: TableValue) -> Truth:
    one, other = left.document, right.document
    assert isinstance(one, DocumentValue)
    assert isinstance(other, DocumentValue)
    if one.report is None or other.report is None:
        scene.gone("no_peer_document")
        return UNDECIDED
    table, second = scene.table(left.id), scene.table(right.id)
    forms = [
        facts.table_format(scene.vocabulary, doc, name)
        for doc, name in ((one.report, left.id), (other.report, right.id))
    ]
    names = [
        (row.id, column.id)
        for row in table.rows
        for column in table.columns
        if facts.prescribed(table, row.id, column.id, forms[0])
        and facts.prescribed(second, row.id, column.id, forms[1])
    ]
    parts = []
    for name in names:
        here, there = scene.cell(one, table, *name), scene.cell(other, second, *name)
        assert isinstance(here, Num)
        assert isinstance(there, Num)
        parts.append(compare("=", here, there))
    return all_of(parts)


def _within(scene: Scene, tree: nodes.Within) -> Truth:
    line = _line_variable(scene, tree.item)
    if line is not None and isinstance(tree.of, nodes.Listing):
        return any_of([_same_line(scene, line, item, "=") for item in tree.of.items])
    item, of = scene.value(tree.item) if line is None else line, scene.value(tree.of)
    if isinstance(item, Gone) or isinstance(of, Gone):
        return UNDECIDED
    if isinstance(of, SetValue):
        assert isinstance(item, LineValue | SectionValue)
        return truth_of(item.id in [scene.id_of(one) for one in of.members])
    assert isinstance(of, ListValue)
    parts = [UNDECIDED if isinstance(one, Gone) else compared(scene, "=", item, one) for one in of.items]
    return any_of(parts)


def _multiple(scene: Scene, tree: nodes.MultipleOf) -> Truth:
    item, step = scene.number(tree.item), scene.number(tree.step)
    if isinstance(item, Gone) or isinstance(step, Gone):
        return UNDECIDED
    quotient = over(item, step)
    if quotient is None:
        scene.gone("division_by_zero")
        return UNDECIDED
    remainder = opaque(lambda value: value - value.__floor__(), (quotient,), None, None)
    decided = compare("=", remainder, constant(Fraction(0)))
    if decided.best == "U" and quotient.affine is not None:
        const, factors = quotient.affine
        if all(var.integral() and factor.denominator == 1 for var, factor in factors.items()):
            tri = truth_of(const.denominator == 1)
            return Truth(tri.best, tri.admitted | {"U"}, decided.variables, decided.at)
    return decided


def _state(scene: Scene, tree: nodes.StateIs) -> Truth:
    was, scene.blanks_are_zero = scene.blanks_are_zero, False
    with scene.noting() as noted:
        value = scene.value(tree.item)
    scene.blanks_are_zero = was
    scene.ledger.take(noted, values=False)
    if tree.state == "absent" and not isinstance(tree.item, nodes.Cell):
        return negation(_exists(scene, tree.item))
    if isinstance(value, Gone):
        return _unanswered(scene, noted)
    assert isinstance(value, Num)
    return truth_of(_state_of(scene, value, noted) == tree.state)


def _state_of(scene: Scene, value: Num, noted: Ledger) -> str:
    states = {"cell_blank": "blank", "cell_placeholder": "placeholder", "cell_unreadable": "unreadable"}
    return next((states.get(reason, "absent") for reason in noted.reasons), "filled")


def _exists(scene: Scene, item: nodes.Expression) -> Truth:
    with scene.noting() as noted:
        value = scene.value(item)
        if isinstance(value, DocumentValue):
            return truth_of(value.report is not None)
        if isinstance(value, SectionValue) and value.document.report is not None:
            index = facts.section_index(value.document.report, value.id)
            here = f"/sections/{value.id}" if index is None else f"/sections/{index}"
            scene.touch(value.document, here)
            answer = truth_of(index is not None)
        elif isinstance(value, TableValue) and isinstance(value.document, DocumentValue):
            if value.document.report is None:
                answer = _missing_peer(scene)
            else:
                scene.touch(value.document, f"/tables/{value.id}")
                answer = truth_of(value.id in value.document.report.tables)
        elif isinstance(value, SectionValue):
            answer = _missing_peer(scene)
        elif isinstance(value, Gone) and not value.absent:
            answer = UNDECIDED
        elif isinstance(value, MatchValue):
            scene.ledger.doubted |= value.doubted
            answer = certain("T")
        elif isinstance(value, ChildrenValue):
            answer = truth_of(bool(scene.children()))
        elif isinstance(value, Prefix):
            answer = truth_of(not isinstance(scene.text_of(value), Gone))
        else:
            answer = truth_of(not scene.is_absent(value, noted))
    scene.ledger.take(noted, values=answer.best == "U")
    return answer


def _missing_peer(scene: Scene) -> Truth:
    scene.gone("no_peer_document")
    return UNDECIDED


def _unanswered(scene: Scene, noted: Ledger) -> Truth:
    scene.ledger.take(noted, values=True)
    return UNDECIDED


def _truth_function(scene: Scene, tree: nodes.Call) -> Truth:
    arguments = [scene.text_of(scene.value(one)) for one in tree.arguments]
    if tree.function.text == "contains":
        if any(isinstance(one, Gone) for one in arguments):
            return UNDECIDED
        text, wanted = arguments
        assert isinstance(text, TextValue)
        assert isinstance(wanted, TextValue)
        return truth_of(texts.contains(text.strings(), "".join(wanted.strings())))
    assert tree.function.text == "unique"
    found = scene.members(arguments)
    if isinstance(found, Gone):
        return UNDECIDED
    numbers, open_children = found
    pairs = [(one, other) for place, one in enumerate(numbers) for other in numbers[place + 1 :]]
    parts = [
        compare("≠", one, other) if isinstance(one, Num) and isinstance(other, Num) else UNDECIDED
        for one, other in pairs
    ]
    decided = all_of(parts)
    if open_children is not None:
        scene.gone("no_peer_document")
        return Truth("U", decided.admitted - {"T"} | {"U"})
    return decided


def _quantified(scene: Scene, tree: nodes.Quantified) -> Truth:
    elements = scene.axis(tree.axis)
    if isinstance(elements, Gone):
        return UNDECIDED
    name = tree.variable.text
    parts = []
    for _, value in elements:
        scene.bindings[name] = value
        if isinstance(value, MatchValue):
            scene.ledger.doubted |= value.doubted
        counts = certain("T") if tree.where is None else truth(scene, tree.where)
        if counts.best != "F":
            satisfied = truth(scene, tree.satisfies)
            if tree.quantifier == "every":
                parts.append(any_of([negation(counts), satisfied]))
            else:
                parts.append(all_of([counts, satisfied]))
        del scene.bindings[name]
    decided = all_of(parts) if tree.quantifier == "every" else any_of(parts)
    over_children = isinstance(tree.axis, nodes.Name) and isinstance(scene.value(tree.axis), ChildrenValue)
    if over_children and not scene.documents.children_complete:
        scene.gone("no_peer_document")
        sure = "F" if tree.quantifier == "every" else "T"
        return Truth("U", frozenset(("U",)) | (decided.admitted & {sure}))  # type: ignore[arg-type]
    return decided


# ── cells named by id, wherever they stand ──


def names_outside(scene: Scene, tree: object, hidden: frozenset[str] = frozenset()) -> bool:
    """Whether a tree names a single cell that its table's format does not prescribe."""
    if isinstance(tree, nodes.Quantified):
        hidden = hidden | {tree.variable.text}
    if isinstance(tree, nodes.Name) and tree.word.text in scene.lets and tree.word.text not in scene.bindings:
        return names_outside(scene, scene.lets[tree.word.text], hidden)
    if isinstance(tree, nodes.Cell) and not _mentions_name(scene, tree, hidden | scene.unbound):
        with scene.noting() as noted:
            scene.value(tree)
        return noted.outside
    return any(names_outside(scene, one, hidden) for one in _children(tree))


def mentions_unbound(scene: Scene, tree: object) -> bool:
    """Whether a tree speaks of a `for` variable of an instance that has no elements."""
    if isinstance(tree, nodes.Name) and tree.word.text in scene.lets:
        return mentions_unbound(scene, scene.lets[tree.word.text])
    return _mentions_name(scene, tree, scene.unbound) or any(mentions_unbound(scene, one) for one in _children(tree))


def _mentions_name(scene: Scene, tree: object, names: frozenset[str]) -> bool:
    if isinstance(tree, nodes.Word) and not tree.quoted and tree.text in names:
        return True
    return any(_mentions_name(scene, one, names) for one in _children(tree))


def _children(tree: object) -> Iterator[object]:
    if isinstance(tree, tuple):
        yield from tree
    elif is_dataclass(tree) and not isinstance(tree, type):
        for one in fields(tree):
            yield getattr(tree, one.name)
