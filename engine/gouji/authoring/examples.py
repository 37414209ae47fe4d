"""A report that fails a rule and one that passes it, out of its cases, as far as the rule looks at them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from gouji.authoring.clauses import Reached, instances
from gouji.authoring.model import ABSENT, Change, Json, Ready
from gouji.authoring.trial import documents, short
from gouji.authoring.workshop import Workshop
from gouji.check.checked import CheckedRule
from gouji.diagnostics import Text
from gouji.evaluate.evaluate import explain
from gouji.evaluate.scope import Seen
from gouji.findings import Grade, Instance, Status, Texts
from gouji.record import Record
from gouji.render.words import LABEL, texts

_MOST_STATED: Final = 12
_MOST_WORDS: Final = 200
_NOTHING: Final = Text("—", "—")
_MISSING: Final = {
    "absent": Text("（没有）", "(not there)"),
    "undefined": Text("（没有）", "(not there)"),
    "blank": Text("（空白）", "(blank)"),
}
_PLACES: Final = {
    "/title": Text("标题", "title"),
    "/preamble": Text("引言", "introduction"),
    "/closing": Text("结尾", "closing"),
    "/sections/-": Text("另加的部分", "a part added"),
    "/year": Text("报告年度", "reporting year"),
}
_SECTION: Final = re.compile(r"/sections/([0-9]{1,3})(/.*)?")
_FIELDS: Final = {
    "": Text("", ""),
    "/text": Text("的正文", ": text"),
    "/heading": Text("的标题", ": heading"),
    "/ordinal": Text("的序号", ": ordinal"),
    "/parts": Text("的二级标题", ": topics"),
}
Bindings: TypeAlias = tuple[tuple[str, str], ...]


class Stated(Record, frozen=True):
    """One thing that the report states, and how it is printed there."""

    label: Text
    printed: Text


class Example(Record, frozen=True):
    """A case as an example: what the report states, and what is said of it when it fails."""

    name: str
    fails: bool
    stated: tuple[Stated, ...]
    more: int
    grade: Grade | None
    message: Text | None


def examples(rule: CheckedRule, workshop: Workshop) -> tuple[Example, ...]:
    """Return an example that fails and one that passes; those that the cases do not have are left out."""
    cases = workshop.book.of(short(rule.id))
    failing = _first(_met(rule, (one for one in cases if _expects(one, "fail")), "fail", (), workshop))
    bindings = () if failing is None else failing.instance.bindings
    held = (one for one in cases if _expects(one, "pass") and not _expects(one, "fail"))
    passing = tuple(_met(rule, held, "pass", bindings, workshop))
    # An ordinary report comes first; where a rule finds nothing in it, a case that was changed shows more.
    telling = (one for one in passing if one.ready.case.report.changes or any(_is_printed(seen) for seen in one.seen))
    return tuple(_example(one) for one in (failing, _first(telling) or _first(passing)) if one is not None)


class _Met(Record, frozen=True):
    """An instance of a case, with what its check looked at."""

    ready: Ready
    instance: Instance
    seen: tuple[Seen, ...]
    own: str


def _first(found: Iterable[_Met]) -> _Met | None:
    return next(iter(found), None)


def _expects(one: Ready, status: Status) -> bool:
    return any(expected.status == status for expected in one.case.expected) or bool(
        (one.case.counts or {}).get(status, 0)
    )


def _met(
    rule: CheckedRule, cases: Iterable[Ready], status: Status, bindings: Bindings, workshop: Workshop
) -> Iterator[_Met]:
    """Give of each case the instance with a status that its change is about, or that with the bindings."""
    for ready in cases:
        given = documents(ready.reports, workshop.vocabulary)
        changed = {one.pointer for one in ready.case.report.changes}
        found = [
            _Met(ready, instance, _seen(reached), given.own.name)
            for reached in instances(rule, workshop.plan, given)
            if (instance := explain(rule, workshop.plan, given, reached.choice)).status == status
        ]
        if found:
            yield max(
                found,
                key=lambda one: (
                    bool(bindings) and one.instance.bindings == bindings,
                    sum(seen.pointer in changed for seen in one.seen),
                ),
            )


def _seen(reached: Reached) -> tuple[Seen, ...]:
    check = next((one for one in reached.met if one.clause.place == "check"), None)
    return () if check is None else tuple(sorted(check.trace.operands.values(), key=lambda one: one.id))


def _is_printed(seen: Seen) -> bool:
    return seen.raw is not None or seen.value is not None


def _example(met: _Met) -> Example:
    changes = met.ready.case.report.changes
    changed = [one.pointer for one in changes]
    seen = sorted(met.seen, key=lambda one: one.pointer not in changed)
    pointers = {one.pointer.partition("#")[0] for one in met.seen if one.reason != "no_match"}
    written = [_written(one, met.ready) for one in changes if one.pointer not in pointers]
    stated = list(dict.fromkeys([*(_stated(one, met.own) for one in seen), *written]))
    # Of a whole table, what the case is about.
    shown = stated if len(stated) <= _MOST_STATED else stated[: max(len(changes), 1)][:_MOST_STATED]
    failed = met.instance.status == "fail"
    message = None if met.instance.message is None else _text(met.instance.message)
    return Example(
        met.ready.case.name,
        failed,
        tuple(shown),
        len(stated) - len(shown),
        met.instance.grade if failed else None,
        message if failed else None,
    )


def _stated(seen: Seen, own: str) -> Stated:
    label = _text(seen.labels)
    if seen.document != own:
        label = Text(f"{label.zh}（另一报告）", f"{label.en} (another report)")
    if not _is_printed(seen):
        return Stated(label, LABEL["not_found"] if seen.reason == "no_match" else _MISSING.get(seen.state, _NOTHING))
    printed = _cut(seen.raw if seen.raw is not None else f"{seen.value}")
    return Stated(label, Text(printed, printed) if printed else _MISSING["blank"])


def _written(change: Change, ready: Ready) -> Stated:
    label = _place(change.pointer, ready)
    if change.value == ABSENT:
        return Stated(label, _MISSING["absent"])
    printed = "" if change.value is None else _cut(_plain(change.value))
    return Stated(label, Text(printed, printed) if printed else _MISSING["blank"])


def _place(pointer: str, ready: Ready) -> Text:
    found = _SECTION.fullmatch(pointer)
    if found is None:
        return _PLACES.get(pointer, Text(pointer, pointer))
    rank, field = int(found[1]), _FIELDS.get(found[2] or "", Text(f" {found[2]}", f" {found[2]}"))
    # Where parts were taken out, those behind them stand elsewhere in the report than the change says.
    moved = any(one.value == ABSENT and _SECTION.fullmatch(one.pointer) for one in ready.case.report.changes)
    sections = ready.reports.own.sections
    heading = None if moved or rank >= len(sections) else sections[rank].heading
    if heading is None:
        return Text(f"第 {rank + 1} 部分{field.zh}", f"part {rank + 1}{field.en}")
    return Text(f"“{heading}”{field.zh}", f"“{heading}”{field.en}")


def _plain(value: Json) -> str:
    if isinstance(value, dict):
        return " ".join(_plain(one) for name, one in value.items() if name != "id")
    return "；".join(map(_plain, value)) if isinstance(value, list) else f"{value}"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_WORDS else text[:_MOST_WORDS] + "…"


def _text(of: Texts) -> Text:
    return Text(texts(of, "zh"), texts(of, "en"))
