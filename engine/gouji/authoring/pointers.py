"""Changes by JSON pointer: a value and changes enter, the changed value leaves, or why a place does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
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
    """Return a copy of a JSON value with changes made, later places first: taking out moves nothing that follows.

    Raises:
        NoPlaceError: a pointer leads nowhere.
    """
    value = deepcopy(base)
    for one in sorted(changes, key=lambda change: _order(change.pointer), reverse=True):
        _put(value, one)
    return value


def _order(pointer: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(step), "") if _RANK.fullmatch(step) else (-1, step) for step in pointer.split("/"))


def _put(value: Json, change: Change) -> None:
    if not change.pointer.startswith("/"):
        raise NoPlaceError(change, Text("不是以 / 开头的 JSON 指针", "no JSON pointer, which begins with a slash"))
    *path, last = (step.replace("~1", "/").replace("~0", "~") for step in change.pointer[1:].split("/"))
    holder = value
    for step in path:
        holder = _inside(holder, step, change)
    if isinstance(holder, list):
        _put_into_list(holder, last, change)
    elif not isinstance(holder, dict):
        raise NoPlaceError(change, Text("其上一级不含其他值", "what is above it holds no other values"))
    elif change.value != ABSENT:
        holder[last] = deepcopy(change.value)
    elif last in holder:
        del holder[last]
    else:
        raise _missing(last, change)


def _inside(holder: Json, step: str, change: Change) -> Json:
    if isinstance(holder, list) and _RANK.fullmatch(step) and int(step) < len(holder):
        return holder[int(step)]
    if isinstance(holder, dict) and step in holder:
        return holder[step]
    raise _missing(step, change)


def _put_into_list(holder: list[Json], last: str, change: Change) -> None:
    if last == "-" and change.value != ABSENT:
        holder.append(deepcopy(change.value))
        return
    if not _RANK.fullmatch(last) or int(last) >= len(holder):
        raise _missing(last, change)
    if change.value == ABSENT:
        del holder[int(last)]
    else:
        holder[int(last)] = deepcopy(change.value)


def _missing(step: str, change: Change) -> NoPlaceError:
    return NoPlaceError(change, Text(f"报告中没有“{step[:40]}”", f"the report has no `{step[:40]}` there"))
