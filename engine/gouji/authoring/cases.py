"""The YAML of cases: bytes enter, cases leave with every complaint about them.

Read strictly and within bounds; whether the changes can be made is seen in `book`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Final, TypeVar

from gouji.authoring import messages
from gouji.authoring.model import ABSENT, RARER, REASONS, Case, Change, Expected, Json, Neighbours, Unfinished, Variant
from gouji.check.core import Hop
from gouji.diagnostics import Diagnostic, Text
from gouji.findings import GRADES, STATUSES
from gouji.record import Record, replace
from gouji.source import Span
from gouji.vocabulary import messages as said
from gouji.vocabulary.fields import Complaints, Fields, read_text
from gouji.vocabulary.strict_yaml import Mapping, Node, Scalar, Sequence, read

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,400})(\.[0-9]{1,400})?")
_COUNT: Final = re.compile(r"[0-9]{1,6}")
_Choice = TypeVar("_Choice", bound=str)


class CaseFile(Record, frozen=True):
    """What a file of cases says: the cases without complaint, and the rules of all by the place where each begins.

    `unfinished` are the cases with complaints of their own.
    """

    cases: tuple[Case, ...]
    complaints: Complaints
    rules: tuple[tuple[int, str], ...] = ()
    unfinished: tuple[Unfinished, ...] = ()


def read_cases(content: bytes, name: str, rules: Collection[str]) -> CaseFile:
    """Return the sound cases of a file in their order; `rules` are those of the pack, as `topic.name`."""
    document = read(content, name)
    complaints = Complaints(document.source)
    for one in document.diagnostics:
        complaints.add(one)
    cases: list[Case] = []
    unfinished: list[Unfinished] = []
    begins: list[tuple[int, str]] = []
    topic = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    for node in _items(document.root, complaints):
        fields = Fields(node, complaints)
        rule = fields.optional_scalar("rule") or Scalar(fields.text("rule"), fields.span, False)
        begins.append((node.span.start, rule.text))
        known = _is_known(rule, rules, topic, complaints)
        listed = fields.needed("cases")
        for each in () if listed is None else fields.items_of(listed):
            before = len(complaints.met)
            inner = Fields(each, complaints)
            case = _case(inner, rule.text, complaints)
            inner.end()
            if len(complaints.met) > before:
                unfinished.append(Unfinished(rule.text, case.name, tuple(complaints.met[before:])))
            elif known:
                cases.append(case)
        fields.end()
    return CaseFile(tuple(_named_once(cases, complaints)), complaints, tuple(begins), tuple(unfinished))


def _items(root: Node | None, complaints: Complaints) -> tuple[Node, ...]:
    if root is None or isinstance(root, Sequence):
        return () if root is None else root.items
    found = Text("映射", "a mapping") if isinstance(root, Mapping) else Text("文字", "text")
    complaints.add(said.wrong_shape(complaints.source, root.span, found, Text("列表", "a list")))
    return ()


def _is_known(rule: Scalar, rules: Collection[str], topic: str, complaints: Complaints) -> bool:
    if not rule.text:
        return False
    if rule.text not in rules:
        complaints.add(messages.unknown_rule(complaints.source, rule.span, rule.text, rules))
        return False
    if rule.text.partition(".")[0] != topic:
        complaints.add(messages.wrong_topic(complaints.source, rule.span, rule.text, topic))
        return False
    return True


def _named_once(cases: list[Case], complaints: Complaints) -> Iterator[Case]:
    first: dict[tuple[str, str], Span] = {}
    for one in cases:
        key = (one.rule, one.name)
        if one.name and key in first:
            complaints.add(messages.named_twice(complaints.source, one.span, one.name, first[key]))
        else:
            yield one
        first.setdefault(key, one.span)


def _case(fields: Fields, rule: str, complaints: Complaints) -> Case:
    name = fields.optional_scalar("name") or Scalar(fields.text("name"), fields.span, False)
    report = variant_of(fields, complaints)
    neighbours = neighbours_of(fields, complaints)
    before = len(complaints.met)
    expected = fields.listed("expect", lambda one: _expected(one, complaints))
    counts = _counts(fields.optional("expect_counts"), complaints)
    each = fields.within("each", lambda one: _expected(one, complaints))
    if not expected and not counts and len(complaints.met) == before:
        complaints.add(messages.expects_nothing(complaints.source, name.span))
    only = fields.truth("only", default=False)
    return Case(rule, name.text, report, neighbours, expected, counts, only, name.span, complaints.source, each)


def neighbours_of(fields: Fields, complaints: Complaints) -> Neighbours:
    """Return the other reports that a case gives."""
    return Neighbours(
        fields.within("prior", lambda one: variant_of(one, complaints)),
        fields.within("parent", lambda one: variant_of(one, complaints)),
        fields.listed("children", lambda one: _child(one, complaints)),
        fields.truth("children_complete", default=False),
        tuple(_rarer(fields, complaints)),
    )


def _rarer(fields: Fields, complaints: Complaints) -> Iterator[tuple[Hop, Variant]]:
    for role in RARER:
        found = fields.within(role, lambda one: variant_of(one, complaints))
        if found is not None:
            yield role, found


def _child(fields: Fields, complaints: Complaints) -> Variant:
    return replace(
        variant_of(fields, complaints), prior=fields.within("prior", lambda one: variant_of(one, complaints))
    )


def variant_of(fields: Fields, complaints: Complaints) -> Variant:
    """Return a base and what is changed in it."""
    base = fields.optional_scalar("base") or Scalar(fields.text("base"), fields.span, False)
    return Variant(base.text, changes_of(fields.optional("change"), complaints), base.span)


def changes_of(node: Node | None, complaints: Complaints) -> tuple[Change, ...]:
    """Return the changes of a mapping from pointers to values."""
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        complaints.add(_shape(node, complaints, Text("映射", "a mapping")))
        return ()
    return tuple(Change(one.key.text, value_of(one.value), one.key.span) for one in node.entries)


def value_of(node: Node) -> Json:
    """Return what a change writes: JSON as YAML shows it, or nothing at all for `{absent: true}`."""
    match node:
        case Mapping(entries=(one,)) if one.key.text == "absent" and isinstance(one.value, Scalar):
            return ABSENT if one.value.plain and one.value.text == "true" else {"absent": value_of(one.value)}
        case Mapping(entries=entries):
            return {one.key.text: value_of(one.value) for one in entries}
        case Sequence(items=items):
            return [value_of(one) for one in items]
        case Scalar():
            return _plain(node.text) if node.plain else node.text


def _plain(text: str) -> Json:
    if text in ("null", "~", ""):
        return None
    if text in ("true", "false"):
        return text == "true"
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    return int(text) if number[1] is None else Decimal(text)


# ── what is expected ────────────────────────────────────────────────────────


def _expected(fields: Fields, complaints: Complaints) -> Expected:
    values = fields.by_key("values")
    return Expected(
        fields.optional_text("instance"),
        _one_of(fields.optional_scalar("status"), STATUSES, complaints),
        _one_of(fields.optional_scalar("grade"), GRADES, complaints),
        _one_of(fields.optional_scalar("reason"), tuple(sorted(REASONS)), complaints),
        fields.optional_text("left"),
        fields.optional_text("right"),
        fields.optional_text("difference"),
        tuple((pointer.text, value.text) for pointer, value in values),
        tuple(one.text for one in fields.texts("pointers")),
    )


def _one_of(scalar: Scalar | None, known: tuple[_Choice, ...], complaints: Complaints) -> _Choice | None:
    if scalar is None:
        return None
    for one in known:
        if scalar.text == one:
            return one
    complaints.add(messages.wrong_expectation(complaints.source, scalar.span, scalar.text, known))
    return None


def _counts(node: Node | None, complaints: Complaints) -> dict[str, int] | None:
    if node is None:
        return None
    if not isinstance(node, Mapping):
        complaints.add(_shape(node, complaints, Text("映射", "a mapping")))
        return None
    counts: dict[str, int] = {}
    for entry in node.entries:
        status = _one_of(entry.key, STATUSES, complaints)
        number = read_text(entry.value, complaints)
        if _COUNT.fullmatch(number.text) is None:
            complaints.add(messages.wrong_count(complaints.source, number.span, number.text))
        elif status is not None:
            counts[status] = int(number.text)
    return counts


def _shape(node: Node, complaints: Complaints, wanted: Text) -> Diagnostic:
    found = Text("列表", "a list") if isinstance(node, Sequence) else Text("文字", "text")
    return said.wrong_shape(complaints.source, node.span, found, wanted)
