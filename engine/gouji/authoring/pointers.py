"""Changes by JSON pointer: a value and changes enter, the changed value leaves, or why a place does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from gouji.authoring.model import ABSENT, Change, Json
from gouji.diagnostics import Text

_RANK: Final = re.compile(r"0|[1-9][0-9]{0,6}")


class NoPlaceError(Exception):
    """A change names a place that the report does not have."""

    def __init__(self, change: Change, why: Text) -> None:
        self.change = change
        self.why = why
        super().__init__(why.en)


def changed(base: Json, changes: Iterable[Change]) -> Json:
    """Return a JSON value with changes made, later places first: taking out moves nothing that follows.

    Raises:
        NoPlaceError: a pointer leads nowhere.
    """
    value = base
    for one in sorted(changes, key=lambda change: _order(change.pointer), reverse=True):
        if not one.pointer.startswith("/"):
            raise NoPlaceError(one, Text("不是以 / 开头的 JSON 指针", "no JSON pointer, which begins with a slash"))
        steps = [step.replace("~1", "/").replace("~0", "~") for step in one.pointer[1:].split("/")]
        value = _put(value, steps, one)
    return value


def _order(pointer: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(step), "") if _RANK.fullmatch(step) else (-1, step) for step in pointer.split("/"))


def _put(value: Json, steps: Sequence[str], change: Change) -> Json:
    """Return the value with a change made below it; what lies beside the way is shared, as nobody writes into it."""
    step, *below = steps
    if not below:
        return _changed_here(value, step, change)
    inner = _put(_inside(value, step, change), below, change)
    if isinstance(value, list):
        return [*value[: int(step)], inner, *value[int(step) + 1 :]]
    return {**value, step: inner}


def _changed_here(holder: Json, last: str, change: Change) -> Json:
    if isinstance(holder, list):
        return _changed_list(holder, last, change)
    if not isinstance(holder, dict):
        raise NoPlaceError(change, Text("其上一级不含其他值", "what is above it holds no other values"))
    if change.value != ABSENT:
        return {**holder, last: change.value}
    if last not in holder:
        raise _missing(last, change)
    return {key: inner for key, inner in holder.items() if key != last}


def _inside(holder: Json, step: str, change: Change) -> Json:
    if isinstance(holder, list) and _RANK.fullmatch(step) and int(step) < len(holder):
        return holder[int(step)]
    if isinstance(holder, dict) and step in holder:
        return holder[step]
    raise _missing(step, change)


def _changed_list(holder: list[Json], last: str, change: Change) -> Json:
    if last == "-" and change.value != ABSENT:
        return [*holder, change.value]
    if not _RANK.fullmatch(last) or int(last) >= len(holder):
        raise _missing(last, change)
    instead = [] if change.value == ABSENT else [change.value]
    return [*holder[: int(last)], *instead, *holder[int(last) + 1 :]]


def _missing(step: str, change: Change) -> NoPlaceError:
    return NoPlaceError(change, Text(f"报告中没有“{step[:40]}”", f"the report has no `{step[:40]}` there"))
