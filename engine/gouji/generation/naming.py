"""Names that tell made-up reports apart: a report and its rank enter; the same report of another agency leaves."""

from __future__ import annotations

from typing import Any, Final

from gouji.generation.reports import Json

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def of_another(report: Json, rank: int) -> Json:
    """Return a report whose agency has letters before its name, wherever the name stands; without a name, itself."""
    name = report.get("agency", {}).get("name")
    if not name:
        return report
    mark = _letters(rank) + (" " if name[0].isascii() else "")
    renamed: Json = _renamed(report, name, mark + name)
    return renamed


def _renamed(value: Any, name: str, to: str) -> Any:
    match value:
        case str():
            return value.replace(name, to)
        case dict():
            return {key: _renamed(inner, name, to) for key, inner in value.items()}
        case list():
            return [_renamed(inner, name, to) for inner in value]
        case _:
            return value


def _letters(rank: int) -> str:
    found = ""
    while rank > 0:
        rank, digit = divmod(rank - 1, len(_LETTERS))
        found = _LETTERS[digit] + found
    return found
