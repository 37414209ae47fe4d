"""An analysis as plain values for JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gouji.analysis.model import Analysis, CellSeen, Remark, Shown, Undecided
from gouji.analysis.words import heat_of
from gouji.diagnostics import Text
from gouji.values import Labels


def values(analysis: Analysis) -> dict[str, Any]:
    """Return an analysis as `json` writes it; reports that show something are whole."""
    counts = analysis.counts
    return {
        "pack": analysis.pack,
        "in_time": analysis.in_time,
        "unexplained": analysis.unexplained,
        "counts": {name: getattr(counts, name) for name in counts.__struct_fields__},
        "remarks": [_remark(one) for one in analysis.remarks],
        "undecided": [_undecided(one) for one in analysis.undecided],
        "cells": None
        if analysis.maps is None
        else {each.format: [_cell(one) for one in each.cells] for each in analysis.maps},
        "unused_explanations": [_text(one) for one in analysis.unused],
    }


def _remark(one: Remark) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "rules": list(one.rules),
        "proof": _text(one.proof),
        "formula": list(one.formula),
        "report": _shown(one.shown),
        "because": _labels(one.because),
    }


def _undecided(one: Undecided) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "rules": list(one.rules),
        "why": _text(one.why),
        "untried": one.untried,
        "report": _shown(one.shown),
        "because": _labels(one.because),
    }


def _cell(one: CellSeen) -> dict[str, Any]:
    return {
        "table": one.table,
        "row": one.row,
        "column": one.column,
        "heat": heat_of(one),
        "notices": [
            {"change": each.shape, "grade": each.grade, "where": each.way, "rules": list(each.rules)}
            for each in one.notices
        ],
        "because": _labels(one.because),
    }


def _shown(one: Shown | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "base": one.base,
        "beside_others": one.beside,
        "differences": [
            {"pointer": each.pointer, "before": each.before, "after": each.after} for each in one.differences
        ],
        "failing": list(one.failing),
        "content": _json(one.report),
    }


def _json(value: Any) -> Any:
    match value:
        case Decimal():
            # A number that JSON would take for a binary one stays exact as text.
            return f"{value:f}"
        case dict():
            return {key: _json(inner) for key, inner in value.items()}
        case list():
            return [_json(inner) for inner in value]
        case _:
            return value


def _text(one: Text) -> dict[str, str]:
    return {"zh": one.zh, "en": one.en}


def _labels(one: Labels | None) -> dict[str, str] | None:
    return None if one is None else dict(one.texts)
