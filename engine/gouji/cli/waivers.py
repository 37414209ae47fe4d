"""Waivers: a JSON file that says which failing instances are accepted, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from gouji.diagnostics import Text

_MOST: Final = 1 << 20


class WaiversRejectedError(Exception):
    """The file of waivers cannot be used."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def read_waivers(path: str | None) -> Mapping[str, str]:
    """Return instance ids with the reasons for which their failing is accepted.

    Raises:
        WaiversRejectedError: no such file, or not a JSON object of non-empty texts.
    """
    if path is None:
        return {}
    import json

    from gouji.cli import faults

    try:
        with open(path, "rb") as file:
            content = file.read(_MOST + 1)
    except OSError as error:
        why = faults.said(error)
        raise _rejected(f"打不开豁免清单“{path}”：{why.zh}", f"cannot open `{path}`: {why.en}") from None
    try:
        said = json.loads(content, object_pairs_hook=_each_once) if len(content) <= _MOST else None
    except _TwiceError as error:
        raise _rejected(
            f"豁免清单“{path}”中“{error}”出现了两次，只能保留一条", f"`{path}` names `{error}` twice: keep one of them"
        ) from None
    except (ValueError, RecursionError):
        said = None
    good = isinstance(said, dict) and all(isinstance(why, str) and why.strip() for why in said.values())
    if not good or not isinstance(said, dict):
        raise _rejected(
            f"豁免清单“{path}”应为 JSON 对象：核验项编号对应豁免理由",
            f"`{path}` must be a JSON object of instance ids and reasons",
        )
    return said


class _TwiceError(Exception):
    """Two waivers of one instance."""


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keyed: dict[str, object] = {}
    for written, why in pairs:
        name = written.replace(" [", "[", 1)  # as printed, the bindings are set off by a blank
        if name in keyed:
            raise _TwiceError(written[:100])
        keyed[name] = why
    return keyed


def of_no_rule(waivers: Mapping[str, str], rules: Collection[str]) -> list[str]:
    """Return the waivers that name no rule of the pack: misspelt, or for a rule that is no more."""
    return [name for name in waivers if name.partition("[")[0] not in rules]


def _rejected(chinese: str, english: str) -> WaiversRejectedError:
    return WaiversRejectedError(Text(chinese, english))
