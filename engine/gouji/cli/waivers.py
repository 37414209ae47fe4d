"""Waivers: a JSON file that says which failing instances are accepted, and why."""

from __future__ import annotations

import json
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
    try:
        with open(path, "rb") as file:
            content = file.read(_MOST + 1)
    except OSError as error:
        raise _rejected(
            f"打不开豁免清单“{path}”：{error.strerror}", f"cannot open `{path}`: {error.strerror}"
        ) from None
    try:
        said = json.loads(content) if len(content) <= _MOST else None
    except (ValueError, RecursionError):
        said = None
    good = isinstance(said, dict) and all(isinstance(why, str) and why.strip() for why in said.values())
    if not good or not isinstance(said, dict):
        raise _rejected(
            f"豁免清单“{path}”应为 JSON 对象：核验项编号对应豁免理由",
            f"`{path}` must be a JSON object of instance ids and reasons",
        )
    # As printed, the bindings are set off by a blank.
    return {name.replace(" [", "[", 1): why for name, why in said.items()}


def of_no_rule(waivers: Mapping[str, str], rules: Collection[str]) -> list[str]:
    """Return the waivers that name no rule of the pack: misspelt, or for a rule that is no more."""
    return [name for name in waivers if name.partition("[")[0] not in rules]


def _rejected(chinese: str, english: str) -> WaiversRejectedError:
    return WaiversRejectedError(Text(chinese, english))
