"""A finding, recomputed from its own evidence: JSON values in, the truth of its formula out; the engine is not used.

Where an operand has no value of its own (a range, a blank), or a function reads texts, the recorded step is taken;
everything above it is computed again and must agree with what was recorded.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "≠": operator.ne, "<": operator.lt, "≤": operator.le, ">": operator.gt, "≥": operator.ge,
}  # fmt: skip
COMPUTE: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "+": lambda parts: parts[0] + parts[1],
    "-": lambda parts: parts[0] - parts[1],
    "*": lambda parts: parts[0] * parts[1],
    "/": lambda parts: parts[0] / parts[1],
    "min": min,
    "max": max,
    "sum": lambda parts: sum(parts, Fraction(0)),
    "abs": lambda parts: abs(parts[0]),
}


def recomputed(evidence: dict[str, Any]) -> str | None:
    """The truth of the formula; raises when any step disagrees with its arguments."""
    operands = {one["id"]: one for one in evidence["operands"]}
    return _truth(evidence["formula"], operands)


def _truth(step: dict[str, Any], operands: dict[int, dict[str, Any]]) -> str | None:
    said: str | None = step.get("truth")
    parts = [_truth(one, operands) for one in step.get("arguments", ()) if "truth" in one]
    found = _of_parts(step["operator"], parts)
    if step["operator"] in COMPARE:
        found = _compared(step, operands)
    if found is not None and "unknown" not in (found, said):
        assert found == said, (step, found)
    return said


def _of_parts(name: str, parts: list[str | None]) -> str | None:
    match name:
        case "not":
            return {"true": "false", "false": "true", "unknown": "unknown"}[str(parts[0])]
        case "and" | "every":
            return "false" if "false" in parts else "unknown" if "unknown" in parts else "true"
        case "or" | "some":
            return "true" if "true" in parts else "unknown" if "unknown" in parts else "false"
        case "implies":
            return (
                "true" if parts[0] == "false" or parts[1] == "true" else "false" if parts == ["true", "false"] else None
            )
        case _:
            return None


def _compared(step: dict[str, Any], operands: dict[int, dict[str, Any]]) -> str | None:
    sides = [_number(one, operands) for one in step["arguments"]]
    if len(sides) != 2 or sides[0] is None or sides[1] is None:
        return None
    return "true" if COMPARE[step["operator"]](sides[0], sides[1]) else "false"


def _number(step: dict[str, Any], operands: dict[int, dict[str, Any]]) -> Fraction | None:
    name = step["operator"]
    value = operands[step["operand"]].get("value") if name == "operand" else step.get("value")
    said = _exact(value)
    if name not in COMPUTE:
        return said
    inner = [one for part in step["arguments"] for one in (part["arguments"] if part["operator"] == "list" else [part])]
    parts = [_number(one, operands) for one in inner]
    if not parts or None in parts:
        return said
    found = COMPUTE[name]([one for one in parts if one is not None])
    assert said is None or found == said, (step, found)
    return found


def _exact(text: str | None) -> Fraction | None:
    try:
        return None if text is None else Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
